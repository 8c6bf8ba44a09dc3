#include "sql/sql_set.h"

struct sql_set sql_set_none(void)
{
    return (struct sql_set){ .null = SET_NULL_UNKNOWN };
}

struct sql_set sql_set_between(struct arena *a, int64_t lo, int64_t hi)
{
    struct sql_set set = sql_set_none();

    if (lo > hi)
        return set;
    set.ranges = ARENA_NEW(a, struct code_range);
    set.ranges[0] = (struct code_range){ lo, hi };
    set.count = 1;
    return set;
}

struct sql_set sql_set_all(struct arena *a)
{
    return sql_set_between(a, SQL_CODE_MIN, SQL_CODE_MAX);
}

struct sql_set sql_set_of(struct code_range *ranges, int count)
{
    return (struct sql_set){ .ranges = ranges,
                             .count = code_ranges_normalise(ranges, count),
                             .null = SET_NULL_UNKNOWN };
}

/* Codes below a code; it is never the smallest minus one. */
static struct sql_set below(struct arena *a, int64_t code)
{
    return code <= SQL_CODE_MIN ? sql_set_none()
                                : sql_set_between(a, SQL_CODE_MIN, code - 1);
}

static struct sql_set above(struct arena *a, int64_t code)
{
    return code == SQL_CODE_MAX ? sql_set_none()
                                : sql_set_between(a, code + 1, SQL_CODE_MAX);
}

struct sql_set sql_set_compare(struct arena *a, enum compare op, int64_t code,
                               bool exact)
{
    if (!exact && code == SQL_CODE_MAX) /* beyond all codes */
        return op == COMPARE_EQ || op == COMPARE_GT || op == COMPARE_GE
                   ? sql_set_none()
                   : sql_set_all(a);
    switch (op) {
    case COMPARE_EQ:
        return exact ? sql_set_between(a, code, code) : sql_set_none();
    case COMPARE_NE:
        return sql_set_not(a, sql_set_compare(a, COMPARE_EQ, code, exact));
    case COMPARE_LT:
        return below(a, code);
    case COMPARE_LE:
        return exact ? sql_set_between(a, SQL_CODE_MIN, code) : below(a, code);
    case COMPARE_GT:
        return exact ? above(a, code) : sql_set_between(a, code, SQL_CODE_MAX);
    case COMPARE_GE:
        break;
    }
    return sql_set_between(a, code, SQL_CODE_MAX);
}

struct sql_set sql_set_not(struct arena *a, struct sql_set x)
{
    struct code_range *const ranges =
        ARENA_ARRAY(a, x.count + 1, struct code_range);
    int64_t next = SQL_CODE_MIN;
    bool open = true; /* codes from `next` on are still to be given out */
    int count = 0;

    for (int i = 0; i < x.count; i++) {
        if (x.ranges[i].lo > next)
            ranges[count++] = (struct code_range){ next, x.ranges[i].lo - 1 };
        open = x.ranges[i].hi < SQL_CODE_MAX;
        next = open ? x.ranges[i].hi + 1 : next;
    }
    if (open)
        ranges[count++] = (struct code_range){ next, SQL_CODE_MAX };
    return (struct sql_set){ ranges, count,
                             x.null == SET_NULL_UNKNOWN ? SET_NULL_UNKNOWN
                             : x.null == SET_NULL_FAILS ? SET_NULL_PASSES
                                                        : SET_NULL_FAILS };
}

static int64_t least(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

static int64_t greatest(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

struct sql_set sql_set_and(struct arena *a, struct sql_set x, struct sql_set y)
{
    struct code_range *const ranges =
        ARENA_ARRAY(a, x.count + y.count, struct code_range);
    int count = 0;

    for (int i = 0, k = 0; i < x.count && k < y.count;) {
        const struct code_range both = {
            greatest(x.ranges[i].lo, y.ranges[k].lo),
            least(x.ranges[i].hi, y.ranges[k].hi)
        };

        if (both.lo <= both.hi)
            ranges[count++] = both;
        if (x.ranges[i].hi < y.ranges[k].hi)
            i++;
        else
            k++;
    }
    return (struct sql_set){ ranges, count, x.null < y.null ? x.null : y.null };
}

struct sql_set sql_set_or(struct arena *a, struct sql_set x, struct sql_set y)
{
    struct code_range *const ranges =
        ARENA_ARRAY(a, x.count + y.count, struct code_range);

    for (int i = 0; i < x.count; i++)
        ranges[i] = x.ranges[i];
    for (int i = 0; i < y.count; i++)
        ranges[x.count + i] = y.ranges[i];
    struct sql_set set = sql_set_of(ranges, x.count + y.count);
    set.null = x.null > y.null ? x.null : y.null;
    return set;
}

enum compare sql_compare_flip(enum compare op)
{
    switch (op) {
    case COMPARE_LT:
        return COMPARE_GT;
    case COMPARE_LE:
        return COMPARE_GE;
    case COMPARE_GT:
        return COMPARE_LT;
    case COMPARE_GE:
        return COMPARE_LE;
    default:
        return op;
    }
}

enum compare sql_compare_not(enum compare op)
{
    static const enum compare nots[] = {
        [COMPARE_EQ] = COMPARE_NE, [COMPARE_NE] = COMPARE_EQ,
        [COMPARE_LT] = COMPARE_GE, [COMPARE_LE] = COMPARE_GT,
        [COMPARE_GT] = COMPARE_LE, [COMPARE_GE] = COMPARE_LT,
    };

    return nots[op];
}
