/* Conditions over codes: world/query. */
#include "world/query.h"

#include "base/rng.h"
#include "tests/abort.h"
#include "tests/near.h"
#include "world/catalog.h"

struct normalise_case {
    struct code_range ranges[6];
    int count;
    struct code_range want[6];
    int want_count;
};

static void test_normalise(void **state)
{
    static const struct normalise_case cases[] = {
        { { { 0, 0 } }, 0, { { 0, 0 } }, 0 },
        { { { 9, 3 } }, 1, { { 0, 0 } }, 0 },
        { { { 3, 9 } }, 1, { { 3, 9 } }, 1 },
        { { { 13, 19 }, { 3, 9 } }, 2, { { 3, 9 }, { 13, 19 } }, 2 },
        /* Neighbours touch. */
        { { { 10, 19 }, { 3, 9 } }, 2, { { 3, 19 } }, 1 },
        { { { 3, 99 }, { 5, 7 }, { 50, 60 }, { 100, 99 } },
          4,
          { { 3, 99 } },
          1 },
        { { { 5, 5 }, { 5, 5 }, { 7, 7 }, { 6, 6 }, { 9, 9 } },
          5,
          { { 5, 7 }, { 9, 9 } },
          2 },
        { { { 4, INT64_MAX },
            { INT64_MIN, -2 },
            { INT64_MAX, INT64_MAX },
            { INT64_MIN, INT64_MIN } },
          4,
          { { INT64_MIN, -2 }, { 4, INT64_MAX } },
          2 },
        { { { INT64_MIN, 4 }, { 5, INT64_MAX } },
          2,
          { { INT64_MIN, INT64_MAX } },
          1 },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct code_range got[6];

        for (int k = 0; k < 6; k++)
            got[k] = cases[i].ranges[k];
        assert_int_equal(code_ranges_normalise(got, cases[i].count),
                         cases[i].want_count);
        for (int k = 0; k < cases[i].want_count; k++) {
            assert_int_equal(got[k].lo, cases[i].want[k].lo);
            assert_int_equal(got[k].hi, cases[i].want[k].hi);
        }
    }
}

/* Against a set of 200 flags, for 300 lists of random ranges. */
static void test_normalise_keeps_the_set(void **state)
{
    const struct rng_stream s = rng_stream(977, "ranges", 0);
    uint64_t draw = 0;

    (void)state;
    for (int round = 0; round < 300; round++) {
        struct code_range ranges[17];
        bool in[200] = { false };
        struct condition c = { .kind = COND_SET, .ranges = ranges };

        for (int i = 0; i < 17; i++) {
            const int64_t lo = (int64_t)rng_below(rng_bits(s, draw++), 190);
            const int64_t width = (int64_t)rng_below(rng_bits(s, draw++), 10);
            ranges[i] = (struct code_range){ lo, lo + width - 2 };
            for (int64_t k = lo; k <= lo + width - 2; k++)
                in[k] = true;
        }
        c.range_count = code_ranges_normalise(ranges, 17);
        for (int i = 1; i < c.range_count; i++)
            assert_true(ranges[i - 1].hi + 1 < ranges[i].lo);
        for (int64_t k = 0; k < 200; k++)
            assert_int_equal(condition_has(&c, k), in[k]);
    }
}

static struct code_range teens[] = { { 13, 19 }, { 41, 41 } };
static struct code_range all[] = { { INT64_MIN, INT64_MAX } };

/* a in (13..19, 41);  the same or null;  b is null;  b is not null;  a < b */
static struct condition a_set = {
    .kind = COND_SET, .column = 0, .ranges = teens, .range_count = 2
};
static struct condition a_or_null = { .kind = COND_SET,
                                      .column = 0,
                                      .ranges = teens,
                                      .range_count = 2,
                                      .accepts_null = true };
static struct condition b_null = { .kind = COND_SET,
                                   .column = 1,
                                   .accepts_null = true };
static struct condition b_not_null = {
    .kind = COND_SET, .column = 1, .ranges = all, .range_count = 1
};
static struct condition a_below_b = {
    .kind = COND_COMPARE, .column = 0, .other = 1, .op = COMPARE_LT
};
static struct condition guess = { .kind = COND_GUESS,
                                  .column = 7,
                                  .guess = 0.3 };
static struct condition guess2 = { .kind = COND_GUESS,
                                   .column = 7,
                                   .guess = 0.2 };

static void test_has(void **state)
{
    (void)state;
    assert_false(condition_has(&a_set, 12));
    assert_true(condition_has(&a_set, 13));
    assert_true(condition_has(&a_set, 19));
    assert_false(condition_has(&a_set, 20));
    assert_true(condition_has(&a_set, 41));
    assert_false(condition_has(&a_set, 42));
    assert_false(condition_has(&a_set, VALUE_NULL));
    assert_true(condition_has(&a_or_null, VALUE_NULL));
    assert_false(condition_has(&b_null, 0));
    /* The code of NULL lies in the range, and still is no value. */
    assert_false(condition_has(&b_not_null, VALUE_NULL));
    assert_true(condition_has(&b_not_null, INT64_MAX));
    assert_aborts(condition_has(&a_below_b, 5));
}

#define PARTS(...)                                                             \
    .parts = (struct condition *[]){ __VA_ARGS__ },                            \
    .part_count = (int)(sizeof((struct condition *[]){ __VA_ARGS__ }) /        \
                        sizeof(struct condition *))

static bool passes(enum condition_kind kind, struct condition *x,
                   struct condition *y, int64_t a, int64_t b)
{
    const struct condition c = { .kind = kind, PARTS(x, y) };
    const int64_t codes[] = { a, b };

    return condition_passes(&c, codes);
}

static bool fails(struct condition *x, int64_t a, int64_t b)
{
    const struct condition c = { .kind = COND_NOT, PARTS(x) };
    const int64_t codes[] = { a, b };

    return condition_passes(&c, codes);
}

static void test_and_or_not(void **state)
{
    (void)state;
    assert_true(passes(COND_AND, &a_set, &a_below_b, 15, 16));
    assert_false(passes(COND_AND, &a_set, &a_below_b, 15, 15));
    assert_false(passes(COND_AND, &a_set, &a_below_b, 20, 31));
    assert_true(passes(COND_OR, &a_set, &a_below_b, 15, 15));
    assert_true(passes(COND_OR, &a_set, &a_below_b, 20, 31));
    assert_false(passes(COND_OR, &a_set, &a_below_b, 20, 20));
    assert_true(fails(&a_set, 20, 0));
    assert_false(fails(&a_set, 15, 0));
}

/* SQL: a comparison with NULL is unknown, and so is its negation; IS NULL
   and IS NOT NULL are never unknown. */
static void test_null(void **state)
{
    const int64_t null = VALUE_NULL;

    (void)state;
    assert_false(passes(COND_AND, &a_set, &a_set, null, 3));
    assert_false(fails(&a_set, null, 3));
    assert_true(passes(COND_AND, &a_or_null, &a_or_null, null, 3));
    assert_false(fails(&a_or_null, null, 3));
    assert_false(passes(COND_AND, &a_below_b, &a_below_b, 3, null));
    assert_false(fails(&a_below_b, 3, null));
    assert_true(passes(COND_OR, &b_null, &a_below_b, 3, null));
    assert_true(fails(&b_null, 3, 4));
    assert_false(fails(&b_null, 3, null));
    assert_true(fails(&b_not_null, 3, null));
    assert_false(fails(&b_not_null, 3, 4));
    assert_true(passes(COND_OR, &a_set, &b_null, 15, null));
}

static void test_compare(void **state)
{
    static const bool want[6][3] = {
        [COMPARE_EQ] = { false, true, false },
        [COMPARE_NE] = { true, false, true },
        [COMPARE_LT] = { true, false, false },
        [COMPARE_LE] = { true, true, false },
        [COMPARE_GT] = { false, false, true },
        [COMPARE_GE] = { false, true, true },
    };

    (void)state;
    for (int op = 0; op < 6; op++) {
        for (int i = 0; i < 3; i++) {
            const struct condition c = { .kind = COND_COMPARE,
                                         .column = 0,
                                         .other = 1,
                                         .op = (enum compare)op };
            const int64_t codes[] = { 36 + i, 37 };
            assert_int_equal(condition_passes(&c, codes), want[op][i]);
        }
    }
}

/* What is guessed may pass, unless the rest has decided. */
static void test_guess_passes(void **state)
{
    (void)state;
    assert_true(passes(COND_AND, &guess, &a_set, 15, 0));
    assert_false(passes(COND_AND, &guess, &a_set, 20, 0));
    assert_false(passes(COND_AND, &guess, &a_set, VALUE_NULL, 0));
    assert_true(passes(COND_OR, &guess, &a_set, 20, 0));
    assert_true(passes(COND_OR, &guess, &a_set, VALUE_NULL, 0));
    assert_true(fails(&guess, 0, 0));
}

static void test_guess(void **state)
{
    struct condition both = { .kind = COND_AND, PARTS(&guess, &guess2) };
    struct condition either = { .kind = COND_OR, PARTS(&guess, &guess2) };
    struct condition not_either = { .kind = COND_NOT, PARTS(&either) };
    struct condition mixed_or = { .kind = COND_OR, PARTS(&guess, &a_set) };
    struct condition not_set = { .kind = COND_NOT, PARTS(&a_set) };
    struct condition nested = { .kind = COND_AND,
                                PARTS(&both, &a_set, &guess, &mixed_or) };

    (void)state;
    assert_near(condition_guess(&a_set), 1, 0);
    assert_near(condition_guess(&a_below_b), 1, 0);
    assert_near(condition_guess(&guess), 0.3, 0);
    assert_near(condition_guess(&both), 0.06, 1e-14);
    /* 1 - 0.7 * 0.8 */
    assert_near(condition_guess(&either), 0.44, 1e-14);
    assert_near(condition_guess(&not_either), 0.56, 1e-14);
    assert_near(condition_guess(&mixed_or), 1, 0);
    assert_near(condition_guess(&not_set), 1, 0);
    assert_near(condition_guess(&nested), 0.018, 1e-14);
}

/* ---- many rows --------------------------------------------------------- */

enum { MANY_COLUMNS = 3, TREES = 400, NODES = 64, TREE_RANGES = 12 };

/* Conditions drawn at random; a node's parts come after it. */
struct forest {
    struct rng_stream draws;
    uint64_t drawn;
    struct condition nodes[NODES], *parts[NODES][3];
    struct code_range ranges[NODES][TREE_RANGES];
    int count;
};

static int64_t draw_to(struct forest *f, int64_t n)
{
    return (int64_t)rng_below(rng_bits(f->draws, f->drawn++), (uint64_t)n);
}

static void grow_set(struct forest *f, struct condition *c, int node)
{
    c->range_count = (int)draw_to(f, TREE_RANGES + 1);
    for (int r = 0; r < c->range_count; r++) {
        const int64_t lo = draw_to(f, 90) - 45;
        f->ranges[node][r] = (struct code_range){
            draw_to(f, 9) == 0 ? INT64_MIN : lo,
            draw_to(f, 9) == 0 ? INT64_MAX : lo + draw_to(f, 7),
        };
    }
    c->ranges = f->ranges[node];
    c->range_count = code_ranges_normalise(c->ranges, c->range_count);
    c->accepts_null = draw_to(f, 3) == 0;
}

static struct condition *grow(struct forest *f, int depth)
{
    const int node = f->count++;
    struct condition *const c = &f->nodes[node];

    *c = (struct condition){
        .kind = (enum condition_kind)draw_to(f, depth > 0 ? COND_GUESS + 1
                                                          : COND_COMPARE + 1),
        .column = (int)draw_to(f, MANY_COLUMNS),
        .other = (int)draw_to(f, MANY_COLUMNS),
        .op = (enum compare)draw_to(f, COMPARE_GE + 1),
        .guess = 0.5,
    };
    if (c->kind == COND_SET)
        grow_set(f, c, node);
    if (c->kind == COND_NOT)
        c->part_count = 1;
    if (c->kind == COND_AND || c->kind == COND_OR)
        c->part_count = (int)draw_to(f, 3) + 1;
    c->parts = f->parts[node];
    for (int p = 0; p < c->part_count; p++)
        c->parts[p] = grow(f, depth - 1);
    return c;
}

/* Rows all at once pass as they pass one by one. */
static void test_many(void **state)
{
    static int64_t columns[MANY_COLUMNS][CONDITION_ROWS];
    const int64_t *const codes[MANY_COLUMNS] = { columns[0], columns[1],
                                                 columns[2] };
    struct forest f = { .draws = rng_stream(5, "test_query.many", 0) };
    int64_t passed = 0, failed = 0;

    (void)state;
    for (int t = 0; t < TREES; t++) {
        const size_t rows = t % 7 == 0 ? CONDITION_ROWS : (size_t)t;
        bool passes[CONDITION_ROWS];
        f.count = 0;
        const struct condition *const c = grow(&f, 2);
        for (int k = 0; k < MANY_COLUMNS; k++)
            for (size_t i = 0; i < rows; i++)
                columns[k][i] = draw_to(&f, 6) == 0   ? VALUE_NULL
                                : draw_to(&f, 50) > 0 ? draw_to(&f, 100) - 50
                                                      : INT64_MAX;
        condition_passes_many(c, codes, rows, passes);
        for (size_t i = 0; i < rows; i++) {
            const int64_t row[MANY_COLUMNS] = { columns[0][i], columns[1][i],
                                                columns[2][i] };
            assert_int_equal(passes[i], condition_passes(c, row));
            passed += passes[i];
            failed += !passes[i];
        }
    }
    assert_true(passed > 10000 && failed > 10000);
}

static void test_columns(void **state)
{
    struct condition set = { .kind = COND_SET, .column = 5 };
    struct condition pair = { .kind = COND_COMPARE, .column = 2, .other = 6 };
    struct condition inner = { .kind = COND_NOT, PARTS(&pair) };
    struct condition c = { .kind = COND_OR, PARTS(&set, &inner, &guess) };
    bool reads[9] = { [8] = true };

    (void)state;
    condition_columns(&c, reads);
    for (int i = 0; i < 9; i++)
        assert_int_equal(reads[i], i == 2 || i == 5 || i == 6 || i == 8);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_normalise),
        cmocka_unit_test(test_normalise_keeps_the_set),
        cmocka_unit_test(test_has),
        cmocka_unit_test(test_and_or_not),
        cmocka_unit_test(test_null),
        cmocka_unit_test(test_compare),
        cmocka_unit_test(test_guess_passes),
        cmocka_unit_test(test_guess),
        cmocka_unit_test(test_many),
        cmocka_unit_test(test_columns),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
