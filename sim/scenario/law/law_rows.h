#ifndef SCENARIO_LAW_ROWS_H
#define SCENARIO_LAW_ROWS_H

#include "scenario/law/read_laws.h"

/*
 * law_rows - the laws that count rows: keys, lines of an order, calendars.
 *
 * Memory   the world's arena.
 * Errors   faults; NULL after one.
 */
law_reading law_read_sequential, law_read_line, law_read_calendar;

extern const struct section law_sequential_section, law_calendar_section;

#endif
