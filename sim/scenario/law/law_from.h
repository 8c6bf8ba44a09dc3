#ifndef SCENARIO_LAW_FROM_H
#define SCENARIO_LAW_FROM_H

#include "scenario/law/read_laws.h"

/*
 * law_from - a column that is a function of another one of the same row.
 *
 * Arithmetic (divide, modulo, hash) works on any number of values. A table
 * (map, pick, part, format, prefix) is compiled for every value of the
 * source, of which there must be few (domain.h).
 *
 * Memory   the world's arena.
 * Errors   faults; NULL after one.
 */
law_reading law_read_from;

extern const struct section law_from_section;

#endif
