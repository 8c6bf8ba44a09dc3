#ifndef ESTIMATE_LATE_H
#define ESTIMATE_LATE_H

#include "estimate/layout.h"
#include "models/zone.h"

/*
 * late - zone maps of a table that is kept in order of arrival, some of whose
 * rows arrive late.
 *
 * A block's punctual rows lie where the order puts them: their span is known.
 * A late row takes a smaller value (value.h) and widens the span downward. So
 * a condition reads the blocks whose punctual span it meets, and later ones
 * with the chance that one of their rows is late far enough (zone_hit_late).
 *
 * Not for keys of a parent, whose lateness counts rows, and not for rows that
 * arrive early (a negative `late`): those are left as without order.
 *
 * Memory   the arena given.
 * Errors   none.
 * Result   expectations; one for all slices, whose rows are dealt in turn.
 */
struct late_reads {
    struct zone_range hull; /* rows of the mean slice outside of which no block
                               can be hit; whole blocks */
    double blocks;          /* expected in it */
};

/* The column that arrives in order with late rows, or -1. */
int late_column(const struct table_layout *l);

/* Blocks of `column` that may hold a value of the set (ascending, disjoint)
   of late_column. */
struct late_reads late_reads_of(struct known *k, const struct table_layout *l,
                                const struct code_range *set, int count,
                                int column);

#endif
