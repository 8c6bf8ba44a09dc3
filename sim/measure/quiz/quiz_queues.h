#ifndef MEASURE_QUIZ_QUEUES_H
#define MEASURE_QUIZ_QUEUES_H

#include "measure/quiz/quiz_judge.h"

/*
 * quiz_queues - every answer to a question about queues, simulated: what the
 * judge wlm (quiz_wlm) has to go by; for no one else.
 *
 * An answer picks a variant of the world (settings) and a design (tables). All
 * distinct pairs are simulated at once when the question begins: the demands of
 * the queries are worked out once for all variants that share a workload, and
 * every pair sees the same arrivals and the same work (common random numbers),
 * so that designs which do the same cost the same to the last digit, and small
 * differences are differences. An answer with no steady state has numbers like
 * any other, those of the watched time; who is not answered when it ends counts
 * with the time that he has been there.
 *
 * Units    seconds; shares 0..1.
 * Memory   the quiz's arena; that of a simulation is released at once.
 * Errors   none.
 * Result   the same for any number of threads.
 */
struct queues_class {
    double wait_s, wait_p95_s;         /* of those answered */
    double run_s;                      /* mean response less mean wait */
    double response_s[CHOICE_P99 + 1]; /* mean and quantiles, of all */
    double spill_frac;
    double used_frac; /* of the slots of its queue */
};

struct queues_outcome {
    double cost_s, usd_per_h;
    struct queues_class *classes;
};

struct queues;

/* All answers simulated; the variants and the judge's choices are there. */
struct queues *queues_begin(struct quiz *q);

const struct queues_outcome *queues_of(const struct queues *s,
                                       const struct quiz *q, const int *answer);

/* The world in which the answer's workload runs, with one configuration under
   this name, on one design. */
struct world *queues_world(struct arena *a, const struct quiz *q,
                           const int *answer, const char *name);

#endif
