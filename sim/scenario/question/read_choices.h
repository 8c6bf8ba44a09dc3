#ifndef SCENARIO_READ_CHOICES_H
#define SCENARIO_READ_CHOICES_H

#include "scenario/field.h"
#include "scenario/question/read_question.h"

/*
 * read_choices - the parts of a question that speak of tables and queries:
 * `choices`, `ways`, `loads` and `predict`.
 *
 * Memory   the arena given to question_fit, which is declared with the
 *          question.
 * Errors   faults at the setting.
 */
void choices_schema(struct frame *frame);

/* `predict` alone; question_fit calls it. */
bool predictions_read(struct arena *a, struct question *q,
                      const struct world *w, struct faults *faults);
void predictions_schema(struct frame *frame);

/* The table of a name that stands at the node, or is its key; the query that a
   node names. False after a fault. */
bool choices_find_table(const struct world *w, const struct tree_node *n,
                        const char *name, int *table, struct faults *faults);
bool choices_find_query(const struct world *w, const struct tree_node *n,
                        int *query, struct faults *faults);

#endif
