#ifndef MODELS_PLANCOST_H
#define MODELS_PLANCOST_H

/*
 * plancost - the numbers that EXPLAIN prints as cost=startup..total.
 *
 * Redshift's planner grew out of PostgreSQL 8's, and its EXPLAIN still adds
 * up PostgreSQL's way: a cost is a sum of rows times small constants, in
 * units of its own. It says nothing of seconds. It does say what the planner
 * would choose, and it is printed to the cent: so the formulas can be
 * recovered from published plans by arithmetic alone, and were. Two
 * constants carry all of the work on rows,
 *
 *      TUPLE     0.01     handle a row
 *      OPERATOR  0.0025   apply an operator or function to a row
 *
 * and one, about a million times larger, carries all motion:
 *
 *      BROADCAST 10,000   per byte of every row that is broadcast, a row
 *                         being 8 bytes and its width rounded up to 4
 *
 * which is why, for this planner, nothing but motion matters. A sort at the
 * leader adds a million million (PostgreSQL's way to say "avoid") so that
 * any plan without it would win.
 *
 * Every function returns the cost of the step with all below it: startup is
 * what is spent before the first row comes out, total until the last.
 * Startup is a part of total. Motion is in total alone, and is passed in as
 * `motion` (plancost_broadcast, plancost_distribute, or 0). Row counts are
 * the planner's, rounded: see select_rows.
 *
 * Units    the planner's; rows; width in bytes as EXPLAIN prints it.
 * Memory   none.
 * Errors   none; negative arguments are bugs (CHECK).
 * Result   0 <= startup <= total; finite; rising in every row count.
 * Source   derived from published EXPLAIN output, no other source:
 *          Developer Guide c-the-query-plan, r_EXPLAIN,
 *          c_data_redistribution, t_explain_plan_example, and the SSB tuning
 *          tutorial (redshift.md 9.1, theory.md 3); operators that these do
 *          not show from plans in public repositories, named in
 *          tests/truth/test_plancost.c, which holds every figure. README,
 *          "Planner cost", has the arithmetic. How a step's cost splits where
 *          no plan tells it apart is marked "our reading".
 */
#define PLANCOST_TUPLE 0.01
#define PLANCOST_OPERATOR 0.0025
#define PLANCOST_BROADCAST 10000.0
#define PLANCOST_LEADER_SORT 1e12

/*
 * TUNING (measured, one of several): DS_DIST_ motion costs BROADCAST / this
 * per byte. It is 48 in AWS's r_EXPLAIN; public plans of other clusters
 * have 1, 3, 16 and 30, the same for INNER, OUTER and BOTH within a cluster.
 * The number of nodes is our reading: a broadcast sends a row to every node,
 * a redistribution to one. The planner passes the scenario's nodes; this
 * value serves the published plan. Half or double changes which motion wins
 * only where both are near.
 */
#define PLANCOST_DISTRIBUTE_DIVISOR 48.0

struct plancost {
    double startup, total;
};

/* Scan of `rows` rows of a table, with `clauses` conditions on each. */
struct plancost plancost_scan(double rows, double clauses);

/* Motion of `rows` rows of this width to all nodes. */
double plancost_broadcast(double rows, double width);

/* Motion of `rows` rows to the slices of their key; divisor: see above. */
double plancost_distribute(double rows, double width, double divisor);

/*
 * Hash join. The inner side is built before anything comes out.
 *
 *      startup = outer.startup + inner.total + OPERATOR * inner_rows
 *      total   = startup + (outer.total - outer.startup)
 *                + OPERATOR * outer_rows                      hash it
 *                + TUPLE * outer_rows * bucket_rows           compare
 *                + TUPLE * out_rows + motion
 *
 * bucket_rows (>= 1) is the planner's guess how many inner rows a probe
 * compares: 1 for a unique key, inner_rows / distinct rounded to whole rows
 * in general, and a tenth of the inner rows when there are no statistics.
 * out_rows is the planner's approximate count of joined rows, within 0.003 %
 * of the rows that the step prints (PostgreSQL keeps two estimates, too).
 */
struct plancost plancost_hash_join(struct plancost outer, double outer_rows,
                                   struct plancost inner, double inner_rows,
                                   double bucket_rows, double out_rows,
                                   double motion);

/*
 * Merge join, both sides whole:
 *
 *      total = outer.total + inner.total
 *              + OPERATOR * (outer_rows + inner_rows) + TUPLE * out_rows
 *
 * When one side ends before the other PostgreSQL charges only the part that
 * is read; that discount (0.02 % and less in the plans seen) is left out.
 */
struct plancost plancost_merge_join(struct plancost outer, double outer_rows,
                                    struct plancost inner, double inner_rows,
                                    double out_rows, double motion);

/*
 * Nested loop: the inner side is run once for every outer row.
 *
 *      total = outer.total + outer_rows * inner.total
 *              + (TUPLE + OPERATOR * clauses) * outer_rows * inner_rows
 *              + motion
 *
 * The clause term is PostgreSQL's (our reading): the plan seen has none.
 */
struct plancost plancost_nested_loop(struct plancost outer, double outer_rows,
                                     struct plancost inner, double inner_rows,
                                     double clauses, double motion);

/* Aggregate without GROUP BY: OPERATOR for each aggregate of each row. */
struct plancost plancost_aggregate(struct plancost input, double rows,
                                   double aggregates);

/*
 * HashAggregate: OPERATOR * (group columns + aggregates) per row before the
 * first group comes out, then OPERATOR * aggregates per group. A HAVING
 * condition's own aggregate counts as one more, and the condition costs
 * OPERATOR per group: pass it in having_clauses.
 */
struct plancost plancost_hash_aggregate(struct plancost input, double rows,
                                        double group_columns, double aggregates,
                                        double groups, double having_clauses);

/* GroupAggregate: the same work, but groups come out as rows go in, so that
   startup is the input's. */
struct plancost plancost_group_aggregate(struct plancost input, double rows,
                                         double group_columns,
                                         double aggregates, double groups);

/* Unique over sorted input: OPERATOR per row and column compared. */
struct plancost plancost_unique(struct plancost input, double rows,
                                double columns);

/* Subquery scan: TUPLE per row of a derived table. */
struct plancost plancost_subquery(struct plancost input, double rows);

/*
 * Sort at the leader: 2 * OPERATOR * n log2 n and PLANCOST_LEADER_SORT, then
 * OPERATOR per row to hand out. The XN Network and XN Merge above it add
 * nothing.
 */
struct plancost plancost_sort(struct plancost input, double rows);

/* Window over sorted input: TUPLE per row, OPERATOR per partition column. */
struct plancost plancost_window(struct plancost input, double rows,
                                double partition_columns);

#endif
