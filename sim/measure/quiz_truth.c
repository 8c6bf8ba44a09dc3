/* What a candidate predicts, and how far off he is. */
#include <math.h>

#include "measure/quiz.h"

/* Below these all is the same to a reader. */
#define FLOOR_FRAC 1e-3
#define FLOOR_BYTES 1e6
#define FLOOR_SECONDS 0.01

/* Up to a tenth off is right: nobody plans closer. */
#define RIGHT_RATIO 1.1
#define WORTHLESS_RATIO 10.0

static double truth_of(struct quiz *q, const struct prediction *p,
                       const struct design *d)
{
    switch (p->kind) {
    case PREDICT_READ_FRAC: {
        const struct whatif_scan s =
            whatif_scan(q->whatif, d, p->query, p->table);
        return s.stored > 0 ? s.read / s.stored : 0;
    }
    case PREDICT_MOVED_BYTES:
        return whatif_query(q->whatif, d, p->query).bytes_moved;
    case PREDICT_BUSIEST:
        return whatif_busiest(q->whatif, d, p->table);
    case PREDICT_SECONDS:
        return whatif_query(q->whatif, d, p->query).seconds;
    case PREDICT_KINDS:
        break;
    }
    return 0;
}

double quiz_truth(struct quiz *q, const struct prediction *p, const int *answer)
{
    const struct arena_mark mark = arena_mark(q->scratch);
    const double truth = truth_of(q, p, quiz_design(q->scratch, q, answer, ""));

    arena_rewind(q->scratch, mark);
    return truth;
}

double quiz_error(enum predict_kind kind, double predicted, double truth)
{
    static const double floors[PREDICT_KINDS] = {
        [PREDICT_READ_FRAC] = FLOOR_FRAC,
        [PREDICT_MOVED_BYTES] = FLOOR_BYTES,
        [PREDICT_BUSIEST] = 1,
        [PREDICT_SECONDS] = FLOOR_SECONDS,
    };

    return fabs(log(fmax(predicted, floors[kind]) / fmax(truth, floors[kind])));
}

double quiz_error_score(double error)
{
    const double right = log(RIGHT_RATIO), worthless = log(WORTHLESS_RATIO);

    return fmin(fmax((worthless - error) / (worthless - right), 0), 1);
}
