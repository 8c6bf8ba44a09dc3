#ifndef SCENARIO_READ_SETTINGS_H
#define SCENARIO_READ_SETTINGS_H

#include "scenario/field.h"
#include "scenario/question/read_question.h"

/*
 * read_settings - choices among settings of the scenario, and what they cost:
 * the parts `settings` and `cost` of a question that the queues judge.
 *
 * A setting is chosen by its path, from values (`at`, `pick`), or as options
 * that each change several settings (`options`). Paths lead into the sections
 * wlm, workload and history: tables and queries stay, so that what may be chosen
 * of them stays legal. A legal option is one that the scenario's own reader
 * takes, which question_vary asks for every combination.
 *
 * Memory   the arena given.
 * Errors   faults at the setting.
 */
bool settings_read(struct arena *a, struct question *q, const struct world *w,
                   struct faults *faults);
bool cost_read(struct arena *a, struct question *q, const struct world *w,
               struct faults *faults);

/* The class of the workload that a node names. */
bool settings_find_class(const struct world *w, const struct tree_node *n,
                         const char *name, int *class, struct faults *faults);

void settings_schema(struct frame *frame);

#endif
