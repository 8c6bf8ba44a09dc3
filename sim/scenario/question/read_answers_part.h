#ifndef SCENARIO_READ_ANSWERS_PART_H
#define SCENARIO_READ_ANSWERS_PART_H

#include "scenario/field.h"
#include "scenario/question/read_answers.h"

/*
 * read_answers_part - what answers are read from; between the parts of
 * read_answers and for no one else.
 *
 *     read_answers  the file: predictions, follow-ups, what was asked
 *     read_answer   one answer, that is an option for each choice
 *
 * Memory   the arena of the reader.
 * Errors   faults at the setting, all at once; false: something is wrong.
 */
struct answers_reader {
    struct arena *arena;
    const struct question *question;
    const struct world *world;
    struct faults *faults;
};

/* How an answer may be written, in the order in which the parts count; each
   may be NULL. */
struct answers_nodes {
    const struct tree_node *design, *ddl, *ways, *schedule, *settings;
};

/* On top of `answer`, an option per choice. */
bool answers_read_choices(const struct answers_reader *r,
                          const struct answers_nodes *n, int *answer);

#endif
