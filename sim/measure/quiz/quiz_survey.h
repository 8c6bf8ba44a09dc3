#ifndef MEASURE_QUIZ_SURVEY_H
#define MEASURE_QUIZ_SURVEY_H

#include "base/frame.h"
#include "measure/quiz/quiz.h"

/*
 * quiz_survey - what a question is worth, over many rounds: does the naive
 * answer fail, how far are the answers apart, do textbook rules help, do
 * follow-ups change the best answer?
 *
 * Units    regrets as ratios over the best; shares 0..1.
 * Memory   the arena given, which holds a few numbers for each round.
 * Errors   none.
 */
struct quiz_survey;

struct quiz_survey *quiz_survey_begin(struct arena *a, const char *question,
                                      const char *const *followups,
                                      int followup_count);

/* One round: its world, and the worlds of its follow-ups in their order. */
void quiz_survey_round(struct quiz_survey *s, struct quiz *round,
                       struct quiz *const *followups);

/* Shares of rounds, for tests. */
struct quiz_survey_sum {
    int rounds;
    double naive_fails_frac; /* the naive answer is not within QUIZ_CLOSE */
    double least_spread;     /* worst over best */
    double two_changes_frac; /* rounds with two follow-ups that change it */
};
struct quiz_survey_sum quiz_survey_sum(const struct quiz_survey *s);

/* Frames survey (one row) and survey_followups (one per follow-up). */
void quiz_survey_frames(struct quiz_survey *const *surveys, int count,
                        struct frames *out);

#endif
