#ifndef SCENARIO_QUANTITY_H
#define SCENARIO_QUANTITY_H

#include <stdbool.h>
#include <stdint.h>

/*
 * quantity - numbers as people write them: "600 M rows", "16 MiB", "2 h".
 *
 * A quantity is a decimal number, then, after blanks if one likes, a unit of
 * its kind. Without a unit it is in the kind's base unit. A unit of another
 * kind, two numbers, digits with separators or anything after the unit are
 * refused: a wrong reading would be worse than none.
 *
 * Units    rows and plain numbers 1; bytes 1 byte; times 1 s; rates 1 B/s;
 *          shares 1 (so "2 %" is 0.02).
 * Memory   none.
 * Errors   false, and *why says what is wrong, to stand after "'text' ".
 * Result   counts are exact: "6e8" is 600000000, not a rounded double.
 * Source   decimal and binary prefixes: IEC 80000-13.
 */
enum quantity {
    QUANTITY_PLAIN,
    QUANTITY_ROWS,
    QUANTITY_BYTES,
    QUANTITY_SECONDS,
    QUANTITY_RATE,
    QUANTITY_SHARE,
};

/* A whole number, at most 9.2e18 in size. */
bool quantity_count(const char *text, enum quantity q, int64_t *count,
                    const char **why);

/* A finite number. */
bool quantity_number(const char *text, enum quantity q, double *number,
                     const char **why);

/* "bytes", "rows", "seconds", "bytes per second"; "" for plain numbers and
   shares. */
const char *quantity_unit(enum quantity q);

#endif
