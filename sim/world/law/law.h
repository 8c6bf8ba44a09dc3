#ifndef WORLD_LAW_H
#define WORLD_LAW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

/*
 * law - how the values of a column are distributed, quantile and cdf side by
 * side.
 *
 * A value is a *code*: an int64 that orders as the values do. An integer is
 * its own code, a decimal is scaled by 10^scale, a date is days since
 * 2000-01-01 (as in Redshift's zone maps), a timestamp is microseconds since
 * then, a string is its rank or number in the column's form (form.h).
 *
 * Laws that draw (constant, uniform, normal, zipf, list, hot, date) have a
 * quantile function: a value is law_quantile(u), u uniform. The others
 * (sequential, line, references, from, lag, cut, lookup) depend on the row or
 * on another column and are resolved by value.h; asking their quantile is a
 * bug.
 *
 * Memory   none beyond what the reader of the scenario allocated.
 * Errors   none: check.h for broken contracts; the scenario's reader has
 *          refused what a user can get wrong.
 * Source   normal and its inverse: GSL. Zipf: P(r) = r^-theta / H(n, theta),
 *          H by Euler-Maclaurin beyond 64 terms; theory.md 7.6 has vectors.
 */
enum law_kind {
    LAW_CONSTANT,   /* lo */
    LAW_SEQUENTIAL, /* start lo, step; by row, or by order of `lines` rows */
    LAW_LINE,       /* 1.. within the order of the table's `lines` column */
    LAW_UNIFORM,    /* lo..hi, integers, both included */
    LAW_NORMAL,     /* mean, sd, rounded, kept within lo..hi */
    LAW_ZIPF,       /* rank r in 1..count with weight r^-theta: lo + r - 1 */
    LAW_LIST,       /* values[] with cumulative[] shares */
    LAW_HOT,        /* value lo with `share`, else `inner` */
    LAW_DATE,       /* days lo..hi weighted by weekday and month (as LIST) */
    LAW_CALENDAR,   /* row-th day from lo on, written as `calendar` says */
    LAW_REFERENCES, /* key of a parent's row; `inner` picks the row: a law that
                       draws, or LINE (law_spread_row) */
    LAW_FROM,       /* a function of the column `source` */
    LAW_LAG,        /* source + a draw of `inner` */
    LAW_CUT,        /* `pieces[i]` draws, i = thresholds <= source's code */
    LAW_ROWS,       /* values[row]: the rows of a file */
    LAW_LOOKUP,     /* a column of the parent's row that `source` refers to */
};

/* How LAW_CALENDAR writes its day. */
enum calendar_form { CALENDAR_DAYS, CALENDAR_YYYYMMDD };

/* How LAW_FROM maps its source's code. */
enum map_kind {
    MAP_DIVIDE, /* floor((x - offset) / divisor) + base */
    MAP_MODULO, /* (x - offset) mod divisor + base */
    MAP_TABLE,  /* from_codes[i] -> to_codes[i]; sorted; others -> base */
    MAP_HASH,   /* base + hash(x) mod divisor */
};

struct law {
    enum law_kind kind;
    int64_t lo, hi, step; /* a step of 0 reads as 1 */
    double mean, sd, theta, share;

    int64_t count;      /* ZIPF ranks, LIST and DATE values; ROWS: rows */
    int64_t *values;    /* LIST, DATE: ascending codes; ROWS: by row */
    double *cumulative; /* LIST, DATE: P(V <= values[i]); last is 1 */

    /* SEQUENTIAL: rows per order, cycling through permutations of
       line_lo..line_hi; 1..1 (or 0..0) when every row has its own number.
       Sparse keys: the first `sparse_used` of each `sparse_of` numbers are
       taken; 0 of 0 is all of them. */
    int line_lo, line_hi;
    int64_t sparse_used, sparse_of;

    enum calendar_form calendar;

    int table, column;  /* REFERENCES: the parent's key; LOOKUP: the column
                           looked up */
    double orphan_frac; /* REFERENCES: share of keys with no parent */
    /* SEQUENTIAL: `table`, `column` are a parent's key, of the same start,
       step and sparse keys and one line each. */
    bool of_parent;
    /* ROWS: where `of_parent`, each row's parent row, -1 for none. `rises`: no
       value is smaller than the one before it, none is NULL. */
    int64_t *parents;
    bool rises;
    int source; /* FROM, LAG, LINE, CUT: column of the same table; LOOKUP:
                   one of these that has a parent */
    struct law *inner;

    enum map_kind map;
    int64_t divisor, offset, base;
    int64_t *from_codes, *to_codes;
    int64_t map_count;

    /* CUT: cuts[] ascending; a source code below cuts[0] draws from
       pieces[0], one from cuts[0] on from pieces[1], and so on. */
    int64_t *cuts;
    int cut_count;
    struct law **pieces; /* cut_count + 1 laws that draw */
};

/* Most lines of an order that a scenario may ask for: finding a row's order
   takes as many steps. */
enum { LAW_LINES_MAX = 1000 };

/* True for the laws that draw (see above). */
bool law_draws(const struct law *law);

/* True when each value stands for a row of a parent: `table`, `column` are
   its key. REFERENCES, and SEQUENTIAL and ROWS where they say so. */
bool law_has_parent(const struct law *law);

/* The smallest code whose cdf exceeds u, 0 <= u < 1. Only laws that draw. */
int64_t law_quantile(const struct law *law, double u);

/* P(V <= code), 0..1. Only laws that draw. */
double law_cdf(const struct law *law, int64_t code);

/* P(V == code), 0..1. Only laws that draw. */
double law_share(const struct law *law, int64_t code);

/* Number of different codes, >= 1. Only laws that draw. */
double law_distinct(const struct law *law);

/* Smallest and largest code possible. Only laws that draw. */
void law_range(const struct law *law, int64_t *lo, int64_t *hi);

/*
 * A law made ready for many draws: what only depends on the law is computed
 * once. law_sample(s, u) is law_quantile(law, u), bit for bit. `draws` says
 * how many are to come, so that one draw does not pay for a table.
 */
enum { LAW_HEAD = 64, LAW_GUIDE = 256 };
struct law_tail { /* what the sum of r^-theta beyond the head hangs on */
    double theta;
    double power;  /* LAW_HEAD^(1 - theta) */
    double begin;  /* of the formula's terms at LAW_HEAD */
    double middle; /* (LAW_HEAD + 1/2)^(theta - 1) */
};
struct law_sampler {
    const struct law *law;
    double head[LAW_HEAD];         /* ZIPF: harmonic numbers of the first */
    double total;                  /* ZIPF: harmonic number of all */
    struct law_tail tail;          /* ZIPF: of more than LAW_HEAD */
    const struct law_table *table; /* ZIPF: law_table.h; or NULL */
    bool guided;                   /* LIST, DATE: */
    int64_t guide[LAW_GUIDE + 1];  /* where u = k / LAW_GUIDE falls */
};
void law_sampler_init(struct law_sampler *s, const struct law *law,
                      size_t draws);
int64_t law_sample(const struct law_sampler *s, double u);
/* Are many draws of this law as good as free, a few instructions each? */
bool law_is_fast(const struct law *law);
/* The same for many: codes[i] = law_sample(s, u[i]). */
void law_sample_many(const struct law_sampler *s, const double *u, size_t count,
                     int64_t *codes);

/* Generalised harmonic number sum of r^-theta, r = 1..n; n >= 0, theta >= 0. */
double law_harmonic(int64_t n, double theta);

/* A constructor for tests and readers: uniform over lo..hi. */
struct law *law_uniform(struct arena *a, int64_t lo, int64_t hi);
/* weights are relative, >= 0, not all 0; codes must ascend. */
struct law *law_list(struct arena *a, const int64_t *codes,
                     const double *weights, int64_t count);
/* Weekday weights from Monday, month weights from January; NULL = even. A
   day weighs weekly * yearly. NULL when no day of the range has weight. */
struct law *law_date(struct arena *a, int64_t first_day, int64_t last_day,
                     const double weekly[7], const double yearly[12]);

/* a + b and a * b, kept within the codes that are not VALUE_NULL. */
int64_t law_add(int64_t a, int64_t b);
int64_t law_multiply(int64_t a, int64_t b);

/* The piece of a LAW_CUT for this code of its source, and which it is. */
int law_piece_index(const struct law *law, int64_t code);
const struct law *law_piece(const struct law *law, int64_t code);

/*
 * The parent's row that a line of an order refers to, where the lines of all
 * orders are spread over the parent's rows, each order's over different ones:
 *
 *      (order + 1 + line (S / L + order / S)) mod S
 *
 * with order and line from 0, L lines an order at most, S rows of the parent.
 * Source   TPC-H specification 4.2.3, PS_SUPPKEY.
 */
int64_t law_spread_row(int64_t order, int64_t line, int64_t lines,
                       int64_t parents);

/* Do no two lines of an order meet, of so many orders? */
bool law_spreads(int64_t orders, int64_t lines, int64_t parents);

/* Follow a LAW_FROM's map. */
int64_t law_map(const struct law *law, int64_t code);

#endif
