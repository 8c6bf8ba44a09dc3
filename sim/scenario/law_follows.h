#ifndef SCENARIO_LAW_FOLLOWS_H
#define SCENARIO_LAW_FOLLOWS_H

#include "scenario/read_laws.h"

/*
 * law_follows - the laws that draw beside another column of the same row: at
 * a distance (lag), or by its range (cut).
 *
 * Memory   the world's arena.
 * Errors   faults; NULL after one.
 */
law_reading law_read_lag, law_read_cut;

extern const struct section law_lag_section, law_cut_section;

#endif
