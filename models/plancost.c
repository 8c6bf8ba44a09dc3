#include "models/plancost.h"

#include <math.h>

#include "base/check.h"

static void check_cost(struct plancost c)
{
    CHECK(c.startup >= 0 && c.startup <= c.total);
}

struct plancost plancost_scan(double rows, double clauses)
{
    CHECK(rows >= 0 && clauses >= 0);
    return (struct plancost){
        .total = rows * (PLANCOST_TUPLE + PLANCOST_OPERATOR * clauses),
    };
}

/* A row as it is sent: a header of 8 and the width in whole words of 4. */
static double sent_bytes(double rows, double width)
{
    CHECK(rows >= 0 && width >= 0);
    return rows * (8 + 4 * ceil(width / 4));
}

double plancost_broadcast(double rows, double width)
{
    return PLANCOST_BROADCAST * sent_bytes(rows, width);
}

double plancost_distribute(double rows, double width, double divisor)
{
    CHECK(divisor >= 1);
    return PLANCOST_BROADCAST / divisor * sent_bytes(rows, width);
}

struct plancost plancost_hash_join(struct plancost outer, double outer_rows,
                                   struct plancost inner, double inner_rows,
                                   double bucket_rows, double out_rows,
                                   double motion)
{
    const double build = inner.total + PLANCOST_OPERATOR * inner_rows;
    const double probe =
        (PLANCOST_OPERATOR + PLANCOST_TUPLE * bucket_rows) * outer_rows;

    check_cost(outer);
    check_cost(inner);
    CHECK(outer_rows >= 0 && inner_rows >= 0 && out_rows >= 0);
    CHECK(bucket_rows >= 1 && motion >= 0);
    return (struct plancost){
        .startup = outer.startup + build,
        .total =
            outer.total + build + probe + PLANCOST_TUPLE * out_rows + motion,
    };
}

struct plancost plancost_merge_join(struct plancost outer, double outer_rows,
                                    struct plancost inner, double inner_rows,
                                    double out_rows, double motion)
{
    check_cost(outer);
    check_cost(inner);
    CHECK(outer_rows >= 0 && inner_rows >= 0 && out_rows >= 0);
    CHECK(motion >= 0);
    return (struct plancost){
        .startup = outer.startup + inner.startup,
        .total = outer.total + inner.total +
                 PLANCOST_OPERATOR * (outer_rows + inner_rows) +
                 PLANCOST_TUPLE * out_rows + motion,
    };
}

struct plancost plancost_nested_loop(struct plancost outer, double outer_rows,
                                     struct plancost inner, double inner_rows,
                                     double clauses, double motion)
{
    const double pair = PLANCOST_TUPLE + PLANCOST_OPERATOR * clauses;
    const double runs = fmax(1, outer_rows);

    check_cost(outer);
    check_cost(inner);
    CHECK(outer_rows >= 0 && inner_rows >= 0 && clauses >= 0 && motion >= 0);
    return (struct plancost){
        .startup = outer.startup + inner.startup,
        .total = outer.total + runs * inner.total +
                 pair * outer_rows * inner_rows + motion,
    };
}

struct plancost plancost_aggregate(struct plancost input, double rows,
                                   double aggregates)
{
    const double total = input.total + PLANCOST_OPERATOR * aggregates * rows;

    check_cost(input);
    CHECK(rows >= 0 && aggregates >= 0);
    return (struct plancost){ .startup = total, .total = total };
}

struct plancost plancost_hash_aggregate(struct plancost input, double rows,
                                        double group_columns, double aggregates,
                                        double groups, double having_clauses)
{
    const double per_row = PLANCOST_OPERATOR * (group_columns + aggregates);
    const double per_group = PLANCOST_OPERATOR * (aggregates + having_clauses);
    const double startup = input.total + per_row * rows;

    check_cost(input);
    CHECK(rows >= 0 && group_columns >= 0 && aggregates >= 0);
    CHECK(groups >= 0 && having_clauses >= 0);
    return (struct plancost){
        .startup = startup,
        .total = startup + per_group * groups,
    };
}

struct plancost plancost_group_aggregate(struct plancost input, double rows,
                                         double group_columns,
                                         double aggregates, double groups)
{
    const struct plancost hashed = plancost_hash_aggregate(
        input, rows, group_columns, aggregates, groups, 0);

    return (struct plancost){
        .startup = input.startup,
        .total = hashed.total,
    };
}

struct plancost plancost_unique(struct plancost input, double rows,
                                double columns)
{
    check_cost(input);
    CHECK(rows >= 0 && columns >= 0);
    return (struct plancost){
        .startup = input.startup,
        .total = input.total + PLANCOST_OPERATOR * columns * rows,
    };
}

struct plancost plancost_subquery(struct plancost input, double rows)
{
    check_cost(input);
    CHECK(rows >= 0);
    return (struct plancost){
        .startup = input.startup,
        .total = input.total + PLANCOST_TUPLE * rows,
    };
}

struct plancost plancost_sort(struct plancost input, double rows)
{
    const double compares = rows < 2 ? 0 : rows * log2(rows);
    const double startup =
        PLANCOST_LEADER_SORT + input.total + 2 * PLANCOST_OPERATOR * compares;

    check_cost(input);
    CHECK(rows >= 0);
    return (struct plancost){
        .startup = startup,
        .total = startup + PLANCOST_OPERATOR * rows,
    };
}

struct plancost plancost_window(struct plancost input, double rows,
                                double partition_columns)
{
    const double per_row =
        PLANCOST_TUPLE + PLANCOST_OPERATOR * partition_columns;

    check_cost(input);
    CHECK(rows >= 0 && partition_columns >= 0);
    return (struct plancost){
        .startup = input.startup,
        .total = input.total + per_row * rows,
    };
}
