#ifndef SCENARIO_LAW_DRAWS_H
#define SCENARIO_LAW_DRAWS_H

#include "scenario/law/read_laws.h"

/*
 * law_draws - the laws that draw a value by chance.
 *
 * Memory   the world's arena.
 * Errors   faults; NULL after one.
 */
law_reading law_read_constant, law_read_uniform, law_read_normal, law_read_hot,
    law_read_date;

extern const struct section law_normal_section, law_hot_section,
    law_date_section;

#endif
