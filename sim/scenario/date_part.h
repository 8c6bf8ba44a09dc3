#ifndef SCENARIO_DATE_PART_H
#define SCENARIO_DATE_PART_H

#include "base/arena.h"
#include "world/day.h"

/*
 * date_part - what a date dimension says of a day: numbers and texts.
 *
 * Units    days since 2000-01-01 (day.h).
 * Memory   texts live in the arena given.
 * Errors   none.
 * Source   the columns of the DATE table of the Star Schema Benchmark,
 *          revision 3, section 2.
 */
enum date_part {
    PART_YEAR,
    PART_QUARTER,
    PART_MONTH,
    PART_DAY,
    PART_WEEK,      /* (day of the year - 1) / 7 + 1 */
    PART_WEEKDAY,   /* 1 = Monday */
    PART_YEARMONTH, /* 199201 */
    PART_YEARDAY,
};

enum date_format {
    FORMAT_MONYYYY,
    FORMAT_MONTH,
    FORMAT_DAY,
    FORMAT_ISO,
    FORMAT_LONG,
};

/* As a scenario writes them, in the order of the enums; NULL at the end. */
extern const char *const date_part_names[];
extern const char *const date_format_names[];

int64_t date_part(enum date_part part, int64_t day);
const char *date_format(struct arena *a, enum date_format format, int64_t day);

#endif
