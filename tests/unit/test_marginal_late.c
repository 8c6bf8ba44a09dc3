/*
 * The values of a table whose rows arrive in order of a column, some of them
 * late: closed forms for even laws, and all rows counted.
 */
#include "tests/near.h"

#include <math.h>

#include "tests/unit/lines.h"
#include "world/law/marginal.h"

static const double DAY = 86400;

/* Rows arrive by the price, drawn evenly from lo..hi. */
static const struct marginal *arriving(struct fixture *f, int64_t lo,
                                       int64_t hi, double frac,
                                       struct law *late)
{
    f->lines[LINE_PRICE].law = law_uniform(f->arena, lo, hi);
    f->tables[LINES].arrival = (struct arrival){ .column = LINE_PRICE,
                                                 .late_frac = frac,
                                                 .late = late };
    return marginal_of(f->arena, &f->world, LINES, LINE_PRICE);
}

/*
 * A year of seconds; one row in five is an hour to thirty days late. A late
 * row is in the last `w` seconds of the year when it came less than w - d
 * seconds before its end, d its delay: the integral of (w - d) over d from an
 * hour to w is (w - 1 h)^2 / 2.
 */
static void test_last_week(void **state)
{
    struct fixture *f = *state;
    const double year = 365 * DAY, hour = 3600, most = 30 * DAY;
    const struct marginal *const m =
        arriving(f, 0, (int64_t)year - 1, 0.2,
                 law_uniform(f->arena, 3600, (int64_t)most));

    for (double w = DAY / 2; w <= most; w *= 1.7) {
        const double late = (w - hour) * (w - hour) / 2 / (most - hour) / year;
        assert_within(marginal_between(m, (int64_t)(year - w), m->hi),
                      0.8 * w / year + 0.2 * late, 2e-5);
    }
    /* In the middle of the year as many came from behind as went ahead. */
    assert_near(
        marginal_between(m, (int64_t)(100 * DAY), (int64_t)(107 * DAY) - 1),
        7.0 / 365, 1e-6);
    assert_int_equal(m->lo, -(int64_t)most);
    assert_near(marginal_between(m, m->lo, -1), 0.2 * (most + hour) / 2 / year,
                1e-3);
}

static void test_quantile_is_the_inverse(void **state)
{
    struct fixture *f = *state;
    const struct marginal *const m =
        arriving(f, 1000, 31536999, 0.2, law_uniform(f->arena, 60, 2600000));

    for (double u = 0; u < 1; u += 0.0137) {
        const int64_t code = marginal_quantile(m, u);
        assert_true(marginal_cdf(m, code) > u);
        assert_true(code == m->lo || marginal_cdf(m, code - 1) <= u);
    }
}

/* 40 days, late by two or five: shares added up by hand. */
static void test_few_days(void **state)
{
    struct fixture *f = *state;
    static const int64_t by[] = { 2, 5 };
    static const double weights[] = { 3, 1 };
    const struct marginal *const m =
        arriving(f, 100, 139, 0.3, law_list(f->arena, by, weights, COUNT(by)));
    const double day = 1.0 / 40;

    assert_int_equal(m->lo, 95);
    assert_int_equal(m->hi, 139);
    assert_near(marginal_between(m, 95, 95), 0.3 * 0.25 * day, 1e-12);
    assert_near(marginal_between(m, 99, 99), 0.3 * day, 1e-12);
    assert_near(marginal_between(m, 120, 120), day, 1e-12);
    assert_near(marginal_between(m, 136, 136), (0.7 + 0.3 * 0.75) * day, 1e-12);
    assert_near(marginal_between(m, 139, 139), 0.7 * day, 1e-12);
    /* Where the order of arrival puts them: all on their day. */
    assert_near(marginal_between(marginal_punctual(m), 139, 139), day, 1e-12);
    assert_int_equal(marginal_punctual(m)->lo, 100);
}

/* Every row counted, within four standard errors. */
static void test_rows(void **state)
{
    struct fixture *f = *state;
    const struct marginal *const m = arriving(
        f, 0, 99999999, 0.25, law_uniform(f->arena, 1000000, 40000000));
    int64_t below[10] = { 0 };

    for (int64_t r = 0; r < LINE_ROWS; r++) {
        const int64_t code = value_at(&f->world, LINES, LINE_PRICE, r);
        for (int i = 0; i < 10; i++)
            below[i] += code <= i * 10000000;
    }
    for (int i = 0; i < 10; i++) {
        const double want = marginal_cdf(m, i * 10000000);
        assert_within((double)below[i] / LINE_ROWS, want,
                      4 * sqrt(want * (1 - want) / LINE_ROWS) + 1e-5);
    }
}

/* Other columns know of no lateness, and a share of none is none. */
static void test_punctual(void **state)
{
    struct fixture *f = *state;
    struct law *const late = law_uniform(f->arena, 5, 9);

    arriving(f, 0, 99, 0.5, late);
    const struct marginal *const other =
        marginal_of(f->arena, &f->world, LINES, LINE_RANK);
    assert_ptr_equal(marginal_punctual(other), other);
    const struct marginal *const none = arriving(f, 0, 99, 0, late);
    assert_ptr_equal(marginal_punctual(none), none);
    assert_int_equal(none->lo, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_last_week), TEST(test_quantile_is_the_inverse),
        TEST(test_few_days),  TEST(test_rows),
        TEST(test_punctual),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
