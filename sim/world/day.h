#ifndef WORLD_DAY_H
#define WORLD_DAY_H

#include <stdbool.h>
#include <stdint.h>

/*
 * day - the proleptic Gregorian calendar as days since 2000-01-01.
 *
 * Pure integer arithmetic; no clock, no locale, no time zone.
 *
 * Units    days since 2000-01-01, negative before. Years count through 0 as
 *          in ISO 8601; day and month counts beyond 10^15 are cut to that.
 * Memory   none.
 * Errors   day_valid and day_parse say no; the others CHECK their month.
 * Source   the civil-from-days algorithm with 400-year eras (H. Hinnant,
 *          "chrono-compatible low-level date algorithms", 2013).
 */
struct day_date {
    int64_t year;
    int month, day; /* 1..12, 1..31 */
};

int64_t day_of(int64_t year, int month, int day);
struct day_date day_date(int64_t days);

/* 0 = Monday .. 6 = Sunday. */
int day_weekday(int64_t days);

/* True when year, month, day name a day that exists. */
bool day_valid(int64_t year, int month, int day);

/* "YYYY-MM-DD" or "YYYYMMDD" (whole text), years 1..9999, to days. */
bool day_parse(const char *text, int64_t *days);

/* Add months as SQL does: Jan 31 + 1 month = Feb 28 or 29. */
int64_t day_add_months(int64_t days, int64_t months);

/* days -> 19920131 and back. A number that is no day gives the day with the
   nearest month of that year and the nearest day of that month. */
int64_t day_to_yyyymmdd(int64_t days);
int64_t day_from_yyyymmdd(int64_t yyyymmdd);

#endif
