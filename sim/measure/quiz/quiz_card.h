#ifndef MEASURE_QUIZ_CARD_H
#define MEASURE_QUIZ_CARD_H

#include "base/frame.h"
#include "measure/quiz/quiz.h"

/*
 * quiz_card - an attempt judged: points by part, the designs side by side, what
 * the difference comes from, and an answer that could be given next time.
 *
 * Points   design 50, predictions 20, follow-ups 30, of quiz_worth and
 *          quiz_error_score; each hint takes QUIZ_HINT_POINTS away, down to 0.
 *          They depend on costs and errors alone, so designs that cost the same
 *          get the same. Whoever plays the best answers and predicts them truly
 *          has 100.
 * Units    costs in weighted seconds; points.
 * Memory   the arena of the frames.
 * Errors   none.
 */
#define QUIZ_DESIGN_POINTS 50.0
#define QUIZ_PREDICTION_POINTS 20.0
#define QUIZ_FOLLOWUP_POINTS 30.0
#define QUIZ_HINT_POINTS 5.0

/* A follow-up: the changed world, and what the candidate would do there. */
struct quiz_followup {
    const char *name, *say;
    struct quiz *quiz;
    const int *answer;
};

struct quiz_attempt {
    const char *question;
    uint64_t seed;
    struct quiz *quiz;
    const int *answer;
    const struct prediction *predictions;
    const double *predicted; /* NaN: none, worth nothing; NULL: none at all */
    int prediction_count;
    const struct quiz_followup *followups;
    int followup_count;
    int followup_most; /* that the question has: what points are shared by */
    int hints;
    const char *const *asked; /* texts, as asked */
    const char *const *worth; /* what a good candidate asks for */
    int asked_count, worth_count;
};

/* Points, of 100. */
struct quiz_points {
    double design, predictions, followups, hints, total;
    double regret;     /* of the design, >= 1 */
    double mean_error; /* of the predictions made; NaN without any */
};
struct quiz_points quiz_points(const struct quiz_attempt *t);

/* What a prediction, or a follow-up, can bring. */
double quiz_prediction_points(const struct quiz_attempt *t);
double quiz_followup_points(const struct quiz_attempt *t);

/* "fact_orders: DISTKEY (a), SORTKEY (b); dim: DISTSTYLE ALL": an answer in
   words, or of it what differs from `but`, which may be NULL. */
const char *quiz_words(struct arena *a, const struct quiz *q, const int *answer,
                       const int *but);

/* Parts of the card, in the order in which a round shows them. */
void quiz_card_verdict(const struct quiz_attempt *t, struct frames *out);
void quiz_card_steps(const struct quiz_attempt *t, struct frames *out);
void quiz_card_predictions(const struct quiz_attempt *t, struct frames *out);
void quiz_card_followups(const struct quiz_attempt *t, struct frames *out);
void quiz_card_score(const struct quiz_attempt *t, struct frames *out);
void quiz_card_answer(const struct quiz_attempt *t, struct frames *out);

/* Where the difference of an answer from another comes from. */
void quiz_card_why(struct quiz *q, const int *from, const int *to,
                   struct frames *out);

/* All of them. */
void quiz_card(const struct quiz_attempt *t, struct frames *out);

#endif
