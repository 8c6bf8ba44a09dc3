#ifndef MEASURE_QUIZ_JUDGE_H
#define MEASURE_QUIZ_JUDGE_H

#include "base/frame.h"
#include "measure/quiz/quiz.h"

/*
 * quiz_judge - who prices an answer, and what he has to say about it.
 *
 * Keys and encodings are priced by what queries cost (quiz_compare), a schedule
 * of VACUUM by what a history makes of it (quiz_upkeep), queues by how long
 * people wait in them (quiz_wlm). A question names its
 * judge; search, scores, follow-ups and the card know this table of functions
 * alone. A further judge is a further file, a name in `enum choice_judge`, and a
 * line in quiz_judge_of.
 *
 * Units    costs in seconds of the cluster, over what the judge says.
 * Memory   `begin` allocates in the quiz's arena, all others rewind its scratch;
 *          texts and cells lie in the arena of the frame or the one given.
 * Errors   none: the question's reader has refused choices and predictions that
 *          its judge does not know.
 * Result   each function depends on the world and the answers alone.
 */
struct quiz_judge {
    /* What the cost is made of, to stand after "cost: ". */
    const char *counts;

    /* Of the world, once; becomes q->state. NULL: none is needed. */
    void *(*begin)(struct quiz *q);

    double (*cost)(struct quiz *q, const int *answer); /* > 0 */

    /* What the simulation says where the candidate predicted. */
    double (*truth)(struct quiz *q, const struct prediction *p,
                    const int *answer);

    /* Further columns of the verdict, and an answer's cells in them. */
    const struct frame_column *columns;
    size_t column_count;
    void (*row)(struct quiz *q, const int *answer, struct frame *f);

    /* Rows of the frame `why`: what is priced, seconds from `from` to `to`, and
       what changed. */
    void (*why)(struct quiz *q, const int *from, const int *to,
                struct frame *f);

    /* Sentences of the answer that could be given: how it is, what the best
       answer brings, and what it takes. */
    const char *(*situation)(struct arena *a, struct quiz *q);
    const char *(*evidence)(struct arena *a, struct quiz *q);
    const char *(*trade_off)(struct arena *a, struct quiz *q);

    /* Which system views show it, in a sentence; and rows of the frame
       `proof`. */
    const char *proof;
    void (*proofs)(struct quiz *q, struct frame *f);

    /* The tables of the measure itself, for answers with names. */
    void (*frames)(struct quiz *q, const int *const *answers,
                   const char *const *names, int count, struct frames *out);
};

extern const struct quiz_judge quiz_compare, quiz_upkeep, quiz_wlm;

const struct quiz_judge *quiz_judge_of(enum choice_judge judge);

/* For judges: the table with most rows, and rows as people say them. */
const struct table *quiz_largest_table(const struct world *w);
const char *quiz_rows_text(struct arena *a, int64_t rows);

/* For judges: does the best answer change a decision of this kind? */
bool quiz_changes(const struct quiz *q, enum choice_kind kind);

/* For judges: a row of two texts (frame `proof`). */
void quiz_line(struct frame *f, const char *part, const char *text);

#endif
