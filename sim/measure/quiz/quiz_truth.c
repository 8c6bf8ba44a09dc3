/* How far off a prediction is, and what it is worth. */
#include <math.h>

#include "measure/quiz/quiz.h"

/* Below these all is the same to a reader. */
#define FLOOR_FRAC 1e-3
#define FLOOR_BYTES 1e6
#define FLOOR_SECONDS 0.01
#define FLOOR_WAIT_S 0.1 /* what nobody notices */
#define FLOOR_SHARE 0.01 /* of queries, of slots */
#define FLOOR_MAINTENANCE_S 1.0

/* Up to a tenth off is right: nobody plans closer. */
#define RIGHT_RATIO 1.1
#define WORTHLESS_RATIO 10.0

double quiz_error(enum predict_kind kind, double predicted, double truth)
{
    static const double floors[PREDICT_KINDS] = {
        [PREDICT_READ_FRAC] = FLOOR_FRAC,
        [PREDICT_MOVED_BYTES] = FLOOR_BYTES,
        [PREDICT_BUSIEST] = 1,
        [PREDICT_SECONDS] = FLOOR_SECONDS,
        [PREDICT_WAIT_P95_S] = FLOOR_WAIT_S,
        [PREDICT_RESPONSE_S] = FLOOR_WAIT_S,
        [PREDICT_SPILL_FRAC] = FLOOR_SHARE,
        [PREDICT_USED_FRAC] = FLOOR_SHARE,
        [PREDICT_UNSORTED_FRAC] = FLOOR_FRAC,
        [PREDICT_MAINTENANCE_S] = FLOOR_MAINTENANCE_S,
        [PREDICT_MERGE_S] = FLOOR_SECONDS,
        [PREDICT_MERGE_BYTES] = FLOOR_BYTES,
    };

    return fabs(log(fmax(predicted, floors[kind]) / fmax(truth, floors[kind])));
}

double quiz_error_score(double error)
{
    const double right = log(RIGHT_RATIO), worthless = log(WORTHLESS_RATIO);

    return fmin(fmax((worthless - error) / (worthless - right), 0), 1);
}
