#ifndef SCENARIO_READ_CHOICES_H
#define SCENARIO_READ_CHOICES_H

#include "scenario/field.h"
#include "scenario/read_question.h"

/*
 * read_choices - the parts of a question that speak of tables and queries:
 * `choices`, `ways`, `loads` and `predict`.
 *
 * Memory   the arena given to question_fit, which is declared with the
 *          question.
 * Errors   faults at the setting.
 */
void choices_schema(struct frame *frame);

#endif
