#ifndef TESTS_REHEARSAL_H
#define TESTS_REHEARSAL_H

#include "measure/quiz/quiz_card.h"
#include "scenario/question/read_question.h"
#include "tests/near.h"

/*
 * rehearsal - the questions that come with the program, and a round of one, for
 * tests alone.
 *
 * Memory   the arena given.
 * Errors   a faulty question fails the running test and says what.
 */
static const char *const rehearsals[] = {
    "broadcast",    "clv",        "conversion",  "delivery-scd",
    "glue-load",    "hot-seller", "late-orders", "orders-hourly",
    "oversqueezed", "prime-day",  "slots",       "tenbillion",
};

enum { REHEARSALS = sizeof(rehearsals) / sizeof(rehearsals[0]) };

static inline void rehearsal_no_faults(struct faults *faults)
{
    for (size_t i = 0; i < faults->count; i++)
        print_error("%s\n", fault_line(faults->arena, &faults->items[i]));
    assert_int_equal(faults->count, 0);
}

struct rehearsal {
    struct arena *arena;
    struct question *question;
    struct question_round drawn;
    struct quiz *quiz;
    struct quiz_followup *followups;
};

/* The round of this seed, before any follow-up. */
static inline struct rehearsal rehearsal_ask(struct arena *a, const char *path,
                                             uint64_t seed)
{
    struct rehearsal t = { .arena = a };
    struct faults faults;

    faults_init(&faults, a);
    t.question = question_read(a, path, &faults);
    rehearsal_no_faults(&faults);
    t.drawn = question_draw(a, t.question, seed);
    struct world *const w =
        question_world(a, t.question, &t.drawn, NULL, &faults);
    rehearsal_no_faults(&faults);
    question_fit(a, t.question, w, &faults);
    question_vary(a, t.question, &t.drawn, NULL, w, &faults);
    rehearsal_no_faults(&faults);
    t.quiz = quiz_begin(a, w, &t.question->choices);
    return t;
}

/* The whole of it. */
static inline struct rehearsal rehearsal_begin(struct arena *a,
                                               const char *path, uint64_t seed)
{
    struct rehearsal t = rehearsal_ask(a, path, seed);
    const struct question *const q = t.question;
    struct faults faults;

    faults_init(&faults, a);
    t.followups = ARENA_ARRAY(a, q->followup_count, struct quiz_followup);
    for (size_t i = 0; i < q->followup_count; i++) {
        struct world *const v =
            question_world(a, q, &t.drawn, &q->followups[i], &faults);
        rehearsal_no_faults(&faults);
        question_vary(a, q, &t.drawn, &q->followups[i], v, &faults);
        rehearsal_no_faults(&faults);
        t.followups[i].quiz = quiz_begin(a, v, &q->choices);
        t.followups[i].name = q->followups[i].name;
    }
    return t;
}

#endif
