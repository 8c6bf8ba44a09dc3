#ifndef ESTIMATE_GROUPING_H
#define ESTIMATE_GROUPING_H

#include "estimate/cardinality.h"
#include "estimate/mingle.h"

/*
 * grouping - which grouping columns make groups, and which are decided by
 * others; rule (1) of groups.h, and what its other rules ask of the joins.
 *
 * Memory   the scratch of `known`.
 * Errors   none.
 */
struct grouping {
    struct cardinality *c;
    const struct column_ref *refs;
    int count;
    double rows; /* that are grouped */
};

const struct relation *grouping_relation(const struct grouping *g, int r);
const struct table *grouping_table(const struct grouping *g, int r);

/* A column of a table that exists: not computed, not an inner query's. */
bool grouping_is_plain(const struct grouping *g, struct column_ref ref);

/* Does a value of the column stand for one row of the relation? */
bool grouping_names_row(const struct grouping *g, struct column_ref ref,
                        int relation);

/* Does the join lead from a row of `child` to one row at most of `parent`, by
   `column` of the child? */
bool grouping_leads(const struct grouping *g, int join, int child, int *parent,
                    int *column);

/* The relations whose row a row of `relation` decides, itself included. */
uint64_t grouping_decided(const struct grouping *g, int relation);

/* Does another grouping column decide refs[which]? Of two that decide each
   other, the first one counts. */
bool grouping_is_decided(const struct grouping *g, int which);

/* Grouping columns of one relation. */
struct grouping_family {
    int relation, count;
    int columns[TABLE_COLUMNS_MAX];
    double values[TABLE_COLUMNS_MAX]; /* of each, beside those before it */
};

/* The distribution of the column by which rows of another relation lead to
   this one, and this one's `key`; NULL where each is led to as often as any
   other, by a number of its own or by orders of several lines. */
const struct marginal *grouping_leading(const struct grouping *g, int relation,
                                        int *key);

/* Shares of the combinations of a small table's columns, as others lead to it,
   in the scratch of `known`; false where it is no such table. */
bool grouping_shares(const struct grouping *g, const struct grouping_family *f,
                     struct mingle_source *s);

#endif
