#ifndef WORLD_MARGINAL_H
#define WORLD_MARGINAL_H

#include "world/law/pmf.h"
#include "world/world.h"

/*
 * marginal - the distribution of one column over all rows of its table,
 * whatever it depends on.
 *
 * Closed forms where there are (uniform, sequential, list, a reference drawn
 * uniformly over a parent's keys or what is looked up there, a lag convolved
 * day by day over domains of up to a million codes); otherwise a table counted on MARGINAL_SAMPLE
 * stateless rows, and `sampled` says so.
 *
 * Approximations, all of them small or flagged:
 *   - rows that are late by a column's codes count with the values that they
 *     take, of more than PMF_CODES_MAX of them along straight lines between
 *     places; late keys of a parent and late numbers are taken as punctual;
 *   - sparse keys are spread evenly over their range, not in runs;
 *   - keys drawn by ZIPF or HOT from a parent of more than
 *     MARGINAL_SCATTERED rows lie scattered, so the cdf is that of the
 *     parent's key and `picks` tells how unevenly its codes are hit;
 *   - orphans lie evenly over orphan_lo..hi;
 *   - distinct values are expectations over independent draws.
 *
 * Memory   the arena given; built once per column and cached by the caller.
 * Errors   none.
 * Result   shares refer to the rows that are not NULL.
 */
enum { MARGINAL_SAMPLE = 65536, MARGINAL_SCATTERED = 65536 };

enum marginal_kind {
    MARGINAL_DENSE, /* every code lo, lo+step, .. hi equally often */
    MARGINAL_TABLE, /* codes[] with cumulative[] */
    MARGINAL_LAW,   /* the column's own drawing law */
};

struct marginal {
    enum marginal_kind kind;
    double null_frac;
    double distinct;  /* different values in the table, >= 1, expected */
    int64_t lo, hi;   /* smallest and largest code */
    double step;      /* DENSE: mean distance of neighbouring codes */
    bool runs;        /* DENSE: sparse keys, which lie in runs */
    double hot_share; /* share of the most frequent value */
    bool sampled;
    const struct law *law;    /* LAW */
    const int64_t *codes;     /* TABLE, ascending */
    const double *cumulative; /* TABLE: P(V <= codes[i]) */
    int64_t count;            /* DENSE, TABLE: codes */
    /* How unevenly the codes are hit, where their order does not tell: ZIPF
       over `count` ranks; HOT with `share` on one of `count`; SEQUENTIAL
       with orders of unequal lines. Else NULL. */
    const struct law *picks;
    double orphan_frac; /* share of keys beyond the parent's: evenly */
    int64_t orphan_lo;  /* over orphan_lo..hi, above all others */
    const struct marginal_late *late; /* LAW: of those rows; else NULL */
    const struct marginal *punctual;  /* marginal_punctual; NULL: itself */
};

const struct marginal *marginal_of(struct arena *a, const struct world *w,
                                   int table, int column);

/* That of the rows that are not late: where in the order of arrival a value
   has its place. */
const struct marginal *marginal_punctual(const struct marginal *m);

/* P(V <= code | not NULL). */
double marginal_cdf(const struct marginal *m, int64_t code);

/* P(code_lo <= V <= code_hi | not NULL); 0 when lo > hi. */
double marginal_between(const struct marginal *m, int64_t lo, int64_t hi);

/* The codes with their shares, ascending; false where they are sampled, too
   many, or hit in no order. */
bool marginal_list(struct arena *a, const struct marginal *m, struct pmf *p);

/* Smallest code with cdf > u. */
int64_t marginal_quantile(const struct marginal *m, double u);

/*
 * Shares of the most frequent values, largest first, into shares[0..most-1];
 * returns how many (all of them when there are fewer). Values alike in share
 * (DENSE) are not listed one by one: returns 0 for those.
 */
size_t marginal_top(struct arena *a, const struct marginal *m, double *shares,
                    size_t most);

/* Expected number of different values among `draws` (>= 0) rows drawn
   independently; at most `distinct`. */
double marginal_hit(const struct marginal *m, double draws);

/*
 * Chance that a value of the one is also drawn by the other: the sum over all
 * codes of the product of both shares. Summed code by code where their ranges
 * overlap in at most MARGINAL_MATCH codes, beyond that over as many equal
 * cells, evenly within each. Codes must mean the same in both.
 */
enum { MARGINAL_MATCH = 16384 };
double marginal_match(const struct marginal *a, const struct marginal *b);

/* Sum of squared shares: 1 / effective number of values. */
double marginal_concentration(const struct marginal *m);

#endif
