#ifndef MEASURE_QUIZ_H
#define MEASURE_QUIZ_H

#include "measure/whatif.h"
#include "world/choice.h"

/*
 * quiz - which of all legal answers is best, and how good is another one?
 *
 * What an answer costs is asked of a judge (quiz_judge.h): the seconds of
 * queries and COPYs, or those that a schedule of VACUUM leads to. All answers
 * are tried when there are at most QUIZ_TRIED_MAX; beyond that the search goes
 * down from several places, one choice at a time, and says that it is partial.
 * Whoever judges, search and score are the same.
 *
 * A score is fair: it depends on the cost alone. Within QUIZ_CLOSE of the best
 * it is full; beyond that it falls with the square of the cost, so that twice
 * the cost of the best scores about a quarter.
 *
 * What it is worth is corrected for guessing, as tests with given answers are:
 * the mean score g of all legal answers is what a blind guess brings, and worth
 * nothing; s is worth (s - g) / (1 - g). So a question with many good answers is
 * no easier than one with few.
 *
 * Units    cost: weighted seconds. Scores: 0..1. Errors of predictions: natural
 *          logarithm of the ratio.
 * Memory   the arena given.
 * Errors   none.
 * Source   correction for guessing: Diamond and Evans, "The correction for
 *          guessing", Review of Educational Research 43(2), 1973.
 * Result   the same for any order of asking. Of equal answers the one of the
 *          smallest number is the best, so the one nearest to the naive.
 */
enum { QUIZ_TRIED_MAX = 20000, QUIZ_STARTS = 16 };
#define QUIZ_CLOSE 1.02

/* What an answer costs; > 0. */
struct quiz_price {
    double (*cost)(void *context, const int *answer);
    void *context;
};

struct quiz_result {
    int64_t legal, tried;
    bool partial;
    int *best, *worst; /* answers */
    double best_cost, worst_cost;
    double guess_score; /* mean over all answers, or over the starts */
};

struct quiz_result quiz_search(struct arena *a, const struct choices *c,
                               struct quiz_price price);

struct quiz_judge; /* measure/quiz/quiz_judge.h */

/* A world with its choices, searched. */
struct quiz {
    struct arena *arena, *scratch;
    const struct world *world;
    const struct choices *choices;
    const struct design *base;
    struct whatif *whatif;
    const struct quiz_judge *judge;
    void *state; /* the judge's */
    struct quiz_result result;
    int *naive;
    double naive_cost;
};

/* `w` has at least one design: the first is what choices change. */
struct quiz *quiz_begin(struct arena *a, const struct world *w,
                        const struct choices *c);

double quiz_cost(struct quiz *q, const int *answer);

/* The design of an answer, in the arena given. */
struct design *quiz_design(struct arena *a, const struct quiz *q,
                           const int *answer, const char *name);

/* How much dearer than the best, >= 1. */
double quiz_regret(struct quiz *q, const int *answer);

/* 1 within QUIZ_CLOSE of the best; then (QUIZ_CLOSE / regret)^2. */
double quiz_score(double regret);

/* 0..1: the score of an answer, corrected for guessing. */
double quiz_worth(struct quiz *q, const int *answer);

/* Did a change of the world change the best answer: is `was` more than
   QUIZ_CLOSE dearer now? */
bool quiz_moved(struct quiz *now, const int *was);

/*
 * What textbooks say, as far as the choices allow it; the naive answer for all
 * else. False when no choice follows the rule.
 */
enum quiz_rule {
    QUIZ_PRIMARY_KEY,       /* every table by its primary key */
    QUIZ_LARGEST_DIMENSION, /* the fact table and its largest dimension by the
                               key that joins them */
    QUIZ_DATE_SORT,         /* the fact table sorted by its first date */
    QUIZ_RULES,
};
extern const char *const quiz_rule_names[QUIZ_RULES];
bool quiz_rule(const struct quiz *q, enum quiz_rule rule, int *answer);

/* What the simulation says where the candidate predicted, of this answer. */
double quiz_truth(struct quiz *q, const struct prediction *p,
                  const int *answer);

/* |ln (predicted / truth)|. What is below the kind's floor counts as that, so
   that "nothing" can be predicted: 0.1 %, 1 MB, 0.01 s; 1 s a day of
   maintenance; of queues 0.1 s of a wait or response, and 1 % of queries or
   slots. */
double quiz_error(enum predict_kind kind, double predicted, double truth);

/* 1 up to a tenth off, falling with the error to 0 at a factor of 10. */
double quiz_error_score(double error);

/*
 * From one answer to another, a choice at a time, what saves most first. Steps
 * are choices; costs[i] is the cost after step i. Returns how many differ.
 */
int quiz_walk(struct quiz *q, const int *from, const int *to, int *steps,
              double *costs);

#endif
