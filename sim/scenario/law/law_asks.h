#ifndef SCENARIO_LAW_ASKS_H
#define SCENARIO_LAW_ASKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "world/form.h"
#include "world/world.h"

/*
 * law_asks - what queries look for in columns of which nothing is said.
 *
 * A column without a law gets one by its type: dates of seven years, numbers
 * to a thousand, a thousand texts. A query that asks for last month, or for
 * brand = 'acme', would find nothing there, and all designs would seem alike.
 * So the constants of the queries are taken as hints of what the column holds:
 *
 *      dates, times   the seven years that end with the last one asked for,
 *                     and back to the first one asked for
 *      whole numbers  that are all years, or all days as 20260131: likewise
 *      numbers        to the power of ten above the largest, and below zero
 *                     to the one beneath the smallest
 *      texts          are among the thousand
 *
 * Units    codes of the column (law.h); years.
 * Memory   the arena given.
 * Errors   none: a constant that the column cannot hold is passed over.
 * Source   guess, all of it: the notes name what was assumed.
 */
struct law_ask {
    int table, column;
    const char *text;
};

struct law_asks {
    struct law_ask *items;
    size_t count, room;
};

/* The constants that queries compare columns without a law with. False when
   the laws assumed hold them all: then there is nothing to do. */
bool law_asks_unmet(struct arena *a, const struct world *w,
                    struct law_asks *asks);

/* Years that dates are asked for, of all columns: one warehouse, one time.
   False when none is. */
bool law_asks_years(const struct law_asks *asks, const struct world *w,
                    int64_t *first, int64_t *last);

/* Smallest and largest code asked for; false when none is. */
bool law_asks_range(const struct law_asks *asks, const struct world *w,
                    int table, int column, int64_t *lo, int64_t *hi);

/* The texts asked for, and texts of `form` (FORM_RANDOM) until there are as
   many as it has, as FORM_LIST. False when none is asked for. */
bool law_asks_texts(const struct law_asks *asks, const struct world *w,
                    int table, int column, struct form *form);

#endif
