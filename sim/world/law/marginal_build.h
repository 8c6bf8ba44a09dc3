#ifndef WORLD_MARGINAL_BUILD_H
#define WORLD_MARGINAL_BUILD_H

#include "world/law/marginal.h"
#include "world/law/pmf.h"

/*
 * marginal_build - what the parts of marginal_of share; for marginal_*.c
 * alone.
 *
 * Memory   the build's arena; tables are made in a `room` that outlives the
 *          scratch behind it.
 * Errors   none.
 */
struct marginal_build {
    struct arena *arena;
    const struct world *w;
    const struct table *t;
    const struct column *c;
    const struct law *law;
    int table, column;
    struct marginal *m; /* being filled */
};

/* So many draws that every code with a share is hit. */
#define MARGINAL_ALL_DRAWS 1e300

/* NULL when the one or the other is. */
double marginal_null(double p, double q);

/* Independent draws behind the rows: one per row, or per value of `per`.
   Never more than a look at that column, so that chains cost nothing. */
double marginal_draws(const struct marginal_build *b);

/* A table of the codes in p, which is sorted; `room` holds as many. */
void marginal_set_table(struct marginal *m, const struct pmf *p,
                        const struct pmf *room, double draws);

/* All rows of a small table, or MARGINAL_SAMPLE rows of a large one. */
void marginal_set_sampled(struct marginal_build *b);

/* LAW_ROWS: all rows, however many. */
void marginal_set_rows(struct marginal_build *b);

/* LAW_LAG, LAW_FROM and LAW_CUT: from the marginal of the source. LAW_LOOKUP:
   from that of the parent's column. */
void marginal_set_lag(struct marginal_build *b);
void marginal_set_from(struct marginal_build *b);
void marginal_set_cut(struct marginal_build *b);
void marginal_set_lookup(struct marginal_build *b);

/* Of the column that rows arrive by: adds the rows that arrive late, where some do. */
void marginal_set_late(struct marginal_build *b);

/* As marginal_cdf and marginal_quantile, of a marginal with `late`. */
double marginal_late_cdf(const struct marginal *m, int64_t code);
int64_t marginal_late_quantile(const struct marginal *m, double u);

#endif
