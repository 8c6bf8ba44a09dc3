#ifndef SCENARIO_DOMAIN_H
#define SCENARIO_DOMAIN_H

#include "world/world.h"

/*
 * domain - the values that a column can have, one by one.
 *
 * A law that maps the values of another column (a city to its nation, a day
 * to its month) is compiled into a table. That takes all codes of the source
 * or more, but not very many.
 *
 * Memory   the arena given.
 * Errors   none.
 * Result   ascending, different codes; perhaps some that never occur.
 */
enum { DOMAIN_MAX = 100000 };

/*
 * Codes of a column whose law has been read; how many, or -1 when there are
 * more than DOMAIN_MAX. `*all` is false when other codes can occur too (the
 * orphans of a foreign key).
 */
int64_t domain_codes(struct arena *a, const struct world *w, int table,
                     int column, int64_t **codes, bool *all);

#endif
