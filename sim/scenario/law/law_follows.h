#ifndef SCENARIO_LAW_FOLLOWS_H
#define SCENARIO_LAW_FOLLOWS_H

#include "scenario/law/read_laws.h"

/*
 * law_follows - the laws that follow another column of the same row: at a
 * distance (lag), by its range (cut), or to the parent's row that it refers
 * to (lookup).
 *
 * Memory   the world's arena.
 * Errors   faults; NULL after one.
 */
law_reading law_read_lag, law_read_cut, law_read_lookup;

extern const struct section law_lag_section, law_cut_section,
    law_lookup_section;

#endif
