#ifndef MODELS_SELECT_H
#define MODELS_SELECT_H

/*
 * select - which share of the rows a condition keeps.
 *
 * The share that one predicate keeps comes from the law of its column (see
 * world/law/law.h). This module puts several of them together, under the
 * assumption that every planner makes: predicates on different columns are
 * independent. Where columns hang together (a city and its nation) the
 * assumption is wrong, by the factor that the second predicate adds nothing;
 * the caller then follows the dependence and does not come here.
 *
 * A join with a filtered dimension is a predicate too: "the part of this row
 * is in category 12". The share of fact rows whose parent survives is the
 * share of parents that survive, if every parent is referenced equally
 * often, and in expectation also if not, as long as being popular and being
 * kept have nothing to do with each other.
 *
 * Units    *_frac are shares of rows, 0 to 1.
 * Memory   none.
 * Errors   none; a share outside 0..1 is a bug (CHECK).
 * Result   0..1, never NaN.
 * Source   elementary probability; models/README.md, "Selectivity". The
 *          defaults are PostgreSQL's, src/include/utils/selfuncs.h, from
 *          which Redshift's planner descends; that Redshift kept the values
 *          is a guess.
 */

/* TUNING (guess: Redshift kept PostgreSQL's): planning without statistics. */
#define SELECT_DEFAULT_EQUAL 0.005         /* DEFAULT_EQ_SEL */
#define SELECT_DEFAULT_INEQUALITY (1. / 3) /* DEFAULT_INEQ_SEL: a < const */
#define SELECT_DEFAULT_RANGE 0.005         /* DEFAULT_RANGE_INEQ_SEL: between */
#define SELECT_DEFAULT_MATCH 0.005         /* DEFAULT_MATCH_SEL: LIKE */
#define SELECT_DEFAULT_NULL 0.005          /* DEFAULT_UNK_SEL: IS NULL */
#define SELECT_DEFAULT_DISTINCT                                                \
    200.0 /* DEFAULT_NUM_DISTINCT; measured in
              two public plans whose notes say "missing statistics": 1,200
              rows join 1,200 rows to 7,200 = 1200 * 1200 / 200 */

/* x kept within 0..1; for sums and differences that rounding pushed out. */
double select_clamp(double x);

/* Rows as the planner prints them: whole, and never below 1 (PostgreSQL's
   clamp_row_est). The published plans add up only with this rounding. */
double select_rows(double rows);

/* All of `count` independent conditions hold: the product; 1 for none. */
double select_and(const double kept_frac[], int count);

/* At least one of them holds: 1 - product of (1 - s); 0 for none. */
double select_or(const double kept_frac[], int count);

/*
 * NOT over a nullable column: a NULL makes both the condition and its
 * negation unknown, so 1 - kept - null. null_frac counts within 0..1.
 */
double select_not(double kept_frac, double null_frac);

/* column = constant, with nothing known but the number of values (>= 1):
   (1 - null_frac) / distinct. */
double select_equal(double distinct, double null_frac);

/*
 * Rows of a child whose parent survives: parent_frac of the parents do, and
 * match_frac of the child's rows have a parent at all (no NULL, no orphan).
 */
double select_reference(double parent_frac, double match_frac);

/*
 * Standard deviation of that share over the accident which parents survive,
 * when parent i holds the share f_i of the child's rows and sum_squares is
 * the sum of f_i^2 (1 / parents when all are equal; 1 / parents..1). Tells
 * how far a single scenario may be from select_reference.
 *
 *      sqrt(s (1 - s) * sum of f_i^2)
 */
double select_reference_sd(double parent_frac, double sum_squares);

/*
 * Rows out of an equality join of two sides with these rows and different
 * key values: the smaller set of keys is assumed to lie within the larger
 * (PostgreSQL's eqjoinsel without common values).
 *
 *      a * b / max(distinct_a, distinct_b)
 */
double select_join_rows(double a_rows, double a_distinct, double b_rows,
                        double b_distinct);

#endif
