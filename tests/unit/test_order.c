/*
 * What a condition on one column says about another, by hand. `a` is drawn,
 * the others follow it:
 *
 *      a -- b = a + 3..17 -- c = b - 5..8 -- f = 1, 2 below 1500, 9 above
 *      |         \-- e = b / 10                              (of c)
 *      |-- d = a + 20..40
 *      |-- m = a modulo 7, h = a hash of a
 *
 * and z is a column of its own.
 */
#include "estimate/order.h"
#include "tests/trial.h"
#include "world/value/value.h"

static struct trial trial;

static int setup(void **state)
{
    (void)state;
    trial = trial_read(
        "create table t (a int not null, b int not null, c int not null,"
        " d int not null, e int not null, f int not null, m int not null,"
        " h int not null, z int not null);"
        "create table o (day int not null, due int not null,"
        " born date not null, year int not null);",
        "cluster: {node: dc2.large, nodes: 2}\n"
        "data:\n"
        "  t:\n"
        "    rows: 100000\n"
        "    columns:\n"
        "      a: {law: {uniform: [1000, 2000]}}\n"
        "      b: {law: {lag: {after: a, law: {uniform: [3, 17]}}}}\n"
        "      c: {law: {lag: {after: b, law: {uniform: [-5, 8]}}}}\n"
        "      d: {law: {lag: {after: a, law: {uniform: [20, 40]}}}}\n"
        "      e: {law: {from: {column: b, divide: 10}}}\n"
        "      f: {law: {cut: {column: c, at: [1500],\n"
        "            pick: [{list: [1, 2]}, {constant: 9}]}}}\n"
        "      m: {law: {from: {column: a, modulo: 7}}}\n"
        "      h: {law: {from: {column: a, hash: 11}}}\n"
        "      z: {law: {uniform: [1000, 2000]}}\n"
        "  o:\n"
        "    rows: 2000\n"
        "    columns:\n"
        "      day: {law: {calendar: {from: 1992-01-01, as: yyyymmdd}}}\n"
        "      due: {law: {lag: {after: day, law: {uniform: [30, 90]}}}}\n"
        "      born: {law: {uniform: [1995-01-01, 1998-12-31]}}\n"
        "      year: {law: {from: {column: born, part: year}}}\n"
        "designs: {only: {}}\n"
        "queries: {q: {text: select count(*) from t}}\n");
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    trial_done(&trial);
    return 0;
}

static const struct table *table_of(const char *name)
{
    return &trial.world->catalog.tables[trial_table(&trial, name)];
}

static bool follow(const char *table, const char *from,
                   const struct code_range *ranges, int count, const char *to,
                   struct order_set *out)
{
    struct order_set set = {
        ARENA_ARRAY(trial.arena, count + 1, struct code_range), count
    };

    for (int i = 0; i < count; i++)
        set.ranges[i] = ranges[i];
    return order_follow(trial.arena, table_of(table),
                        trial_column(&trial, table, from), set,
                        trial_column(&trial, table, to), out);
}

struct follow_case {
    const char *table, *from;
    int64_t lo, hi;
    const char *to;
    int64_t want_lo, want_hi;
};

static const struct follow_case follow_cases[] = {
    /* Climbing a lag: what it was added to. */
    { "t", "b", 1203, 1203, "a", 1186, 1200 },
    { "t", "c", 1300, 1310, "a", 1275, 1312 }, /* b is 1292..1315 */
    /* Descending: what it is added to. */
    { "t", "a", 1100, 1110, "b", 1103, 1127 },
    { "t", "a", 1275, 1312, "c", 1273, 1337 },
    /* Up to the common ancestor and down again. */
    { "t", "d", 1500, 1500, "b", 1463, 1497 }, /* a is 1460..1480 */
    { "t", "c", 1300, 1310, "d", 1295, 1352 },
    /* A division, both ways. */
    { "t", "e", 130, 131, "b", 1300, 1319 },
    { "t", "e", 130, 131, "a", 1283, 1316 },
    { "t", "a", 1283, 1283, "e", 128, 130 }, /* b is 1286..1300 */
    { "t", "d", 1320, 1320, "e", 128, 131 }, /* a 1280..1300, b 1283..1317 */
    /* Itself. */
    { "t", "z", 1234, 1321, "z", 1234, 1321 },
    /* Days written as numbers: 1997-01-15 + 30 and + 90 days; 1997-03-01 - 90
       and - 30 days. */
    { "o", "day", 19970115, 19970115, "due", 19970214, 19970415 },
    { "o", "due", 19970301, 19970301, "day", 19961201, 19970130 },
    /* 1997 begins 1,096 days before 2000-01-01 and ends 366 later. */
    { "o", "year", 1997, 1997, "born", -1095, -731 },
    { "o", "year", 1996, 1997, "born", -1461, -731 },
    { "o", "born", -1095, -1000, "year", 1997, 1997 },
};

static void test_follow(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(follow_cases) / sizeof(*follow_cases); i++) {
        const struct follow_case *const f = &follow_cases[i];
        const struct code_range range = { f->lo, f->hi };
        struct order_set out;

        if (!follow(f->table, f->from, &range, 1, f->to, &out))
            fail_msg("%s to %s: no link", f->from, f->to);
        if (out.count != 1 || out.ranges[0].lo != f->want_lo ||
            out.ranges[0].hi != f->want_hi)
            fail_msg("%s to %s: %d ranges, first %lld..%lld", f->from, f->to,
                     out.count, (long long)out.ranges[0].lo,
                     (long long)out.ranges[0].hi);
    }
}

/* Below the threshold one law, from it on the other. */
static void test_cut(void **state)
{
    static const struct code_range nine = { 9, 9 }, low = { 2, 5 },
                                   none = { 3, 8 }, all = { 1, 9 };
    struct order_set out;

    (void)state;
    assert_true(follow("t", "f", &nine, 1, "c", &out));
    assert_int_equal(out.count, 1);
    assert_int_equal(out.ranges[0].lo, 1500);
    assert_int_equal(out.ranges[0].hi, INT64_MAX);
    assert_true(follow("t", "f", &nine, 1, "b", &out));
    assert_int_equal(out.ranges[0].lo, 1492);
    assert_true(follow("t", "f", &low, 1, "b", &out));
    assert_int_equal(out.ranges[0].hi, 1504);
    assert_true(follow("t", "f", &none, 1, "c", &out));
    /* Values that no piece can give: 3..8 lies between 1..2 and 9. */
    assert_int_equal(out.count, 0);
    assert_true(follow("t", "f", &all, 1, "c", &out));
    assert_int_equal(out.count, 1);
    /* Downwards a draw forgets its source. */
    assert_false(follow("t", "c", &nine, 1, "f", &out));
}

static void test_ranges(void **state)
{
    static const struct code_range far[] = { { 1203, 1203 }, { 1500, 1500 } };
    static const struct code_range near[] = { { 1203, 1203 }, { 1205, 1205 } };
    struct order_set out;

    (void)state;
    assert_true(follow("t", "b", far, 2, "a", &out));
    assert_int_equal(out.count, 2);
    assert_int_equal(out.ranges[1].lo, 1483);
    assert_int_equal(out.ranges[1].hi, 1497);
    assert_true(follow("t", "b", near, 2, "a", &out));
    assert_int_equal(out.count, 1);
    assert_int_equal(out.ranges[0].lo, 1186);
    assert_int_equal(out.ranges[0].hi, 1202);
    assert_true(follow("t", "b", near, 0, "a", &out));
    assert_int_equal(out.count, 0);
}

/* A remainder, a hash, another column: nothing is known. */
static void test_no_link(void **state)
{
    static const struct code_range some = { 1, 5 };
    struct order_set out;

    (void)state;
    assert_false(follow("t", "m", &some, 1, "a", &out));
    assert_false(follow("t", "h", &some, 1, "a", &out));
    assert_false(follow("t", "a", &some, 1, "m", &out));
    assert_false(follow("t", "a", &some, 1, "h", &out));
    assert_false(follow("t", "z", &some, 1, "a", &out));
    assert_false(follow("t", "b", &some, 1, "z", &out));
}

/* Ends of int64 do not wrap. */
static void test_ends(void **state)
{
    static const struct code_range open = { INT64_MIN + 1, INT64_MAX };
    static const char *const columns[] = { "a", "b", "c", "d" };
    struct order_set out;

    (void)state;
    for (int i = 0; i < 4; i++)
        for (int j = 0; j < 4; j++) {
            assert_true(follow("t", columns[i], &open, 1, columns[j], &out));
            assert_int_equal(out.count, 1);
            assert_true(out.ranges[0].lo <= INT64_MIN + 100);
            assert_true(out.ranges[0].hi >= INT64_MAX - 100);
        }
}

static bool has(struct order_set set, int64_t code)
{
    for (int i = 0; i < set.count; i++)
        if (set.ranges[i].lo <= code && code <= set.ranges[i].hi)
            return true;
    return false;
}

/* Never too small: every row's own values agree with what is followed. */
static void test_superset(void **state)
{
    static const char *const tables[] = { "t", "o" };
    int links = 0;

    (void)state;
    for (int t = 0; t < 2; t++) {
        const int table = trial_table(&trial, tables[t]);
        const struct table *const in = table_of(tables[t]);

        for (int from = 0; from < in->column_count; from++)
            for (int to = 0; to < in->column_count; to++)
                for (int64_t row = 13; row < in->rows; row += 37) {
                    const int64_t code =
                        value_at(trial.world, table, from, row);
                    struct code_range here = { code, code };
                    const struct order_set set = { &here, 1 };
                    struct order_set out;

                    if (!order_follow(trial.arena, in, from, set, to, &out))
                        break;
                    links += row == 13;
                    if (!has(out, value_at(trial.world, table, to, row)))
                        fail_msg("%s: %s to %s at row %lld", tables[t],
                                 in->columns[from].name, in->columns[to].name,
                                 (long long)row);
                }
    }
    /* Within a..e each to each; from f to them; each to itself; day and due,
       born and year. */
    assert_int_equal(links, 5 * 5 + 5 + 4 + 4 + 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_follow), cmocka_unit_test(test_cut),
        cmocka_unit_test(test_ranges), cmocka_unit_test(test_no_link),
        cmocka_unit_test(test_ends),   cmocka_unit_test(test_superset),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
