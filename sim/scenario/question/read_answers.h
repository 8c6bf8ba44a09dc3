#ifndef SCENARIO_READ_ANSWERS_H
#define SCENARIO_READ_ANSWERS_H

#include "scenario/question/read_question.h"

/*
 * read_answers - a candidate's answers to a question, from a file.
 *
 *     question: conversion          # may be left out
 *     seed: 7                       # likewise; the command line's otherwise
 *     design:                       # as `designs:` of a scenario says it
 *       fact_orders: {distkey: session_id, sortkey: [order_date]}
 *     ddl: |                        # or as DDL, or both: DDL comes second
 *       alter table fact_orders alter distkey session_id;
 *     ways: {copies: two}
 *     schedule: {fact_orders: {vacuum: full every 1 d, analyze: never}}
 *     predict: {read: 12 %, moved: 3 GB, time: 4 s}
 *     followups:
 *       ten_times: keep
 *       no_session: {design: {fact_orders: {diststyle: even}}}
 *     asked: [rows, skew customer_id]
 *     hints: 1
 *
 * What is not answered is the naive option; a follow-up that is not answered
 * keeps the design. However a design is written, it becomes the same answer.
 *
 * Memory   the arena given.
 * Errors   faults at line and column, all of them at once; a design that is no
 *          legal option says which there are.
 */
struct answers {
    bool seeded;
    uint64_t seed;
    int *answer;       /* per choice */
    double *predicted; /* per prediction; NaN: none */
    int **followups;   /* per follow-up, an answer */
    const char **asked;
    int asked_count, hints;
};

/* The file's seed alone, which decides the world; false when it has none or
   cannot be read (answers_read says why). */
bool answers_seed(struct arena *a, const char *path, uint64_t *seed);

/* NULL after a fault. `w` is a world of the question. */
struct answers *answers_read(struct arena *a, const char *path,
                             const struct question *q, const struct world *w,
                             struct faults *faults);

/*
 * DDL as a candidate pastes it, on top of `answer`: CREATE TABLE of whole
 * tables, or ALTER TABLE. `file` names it in faults.
 */
bool answers_ddl(struct arena *a, const char *text, const char *file,
                 const struct question *q, const struct world *w, int *answer,
                 struct faults *faults);

/* "12 %", "3 GB" or "3 gb", "4 s": a prediction in the unit of its kind. */
bool answers_number(struct arena *a, const char *text, enum predict_kind kind,
                    double *number, const char **why);

void answers_schema(struct frame *frame);

#endif
