/*
 * Filter factors of the thirteen SSB queries: rows out of the last join over
 * rows of the fact table, against O'Neil, O'Neil, Chen, "Star Schema
 * Benchmark", rev. 3 (theory.md 5.1; tests/truth/ssb_filter_factors.csv).
 *
 * The paper multiplies round shares: a year is 1/7 of the days, a month 1/84,
 * a week 1/364, a quantity below 25 one half. In the scenario a day is one of
 * dwdate's 2,556 (1992-01-01 to 1998-12-30) and a quantity one of 1 to 50. The
 * published factor is corrected by the ratio of the two, term by term.
 */
#include "tests/csv.h"
#include "tests/measured.h"
#include "tests/trial.h"

struct factor_case {
    const char *query;
    double paper, scenario; /* the terms that differ */
    double others;          /* the terms that do not */
    const char *reason;
};

#define DAYS 2556.0

static const struct factor_case cases[] = {
    { "q1.1", 1 / 7. * 0.5, 365 / DAYS * 24 / 50, 3 / 11.,
      "1993 has 365 days; of 50 quantities 24 are below 25" },
    { "q1.2", 1 / 84., 31 / DAYS, 3 / 11. * 10 / 50, "January has 31 days" },
    { "q1.3", 1 / 364., 7 / DAYS, 3 / 11. * 5 / 50,
      "week 6 of 1994 is 7 of the days" },
    { "q2.1", 1, 1, 1 / 25. / 5, "" },
    { "q2.2", 1, 1, 8 / 1000. / 5, "" },
    { "q2.3", 1, 1, 1 / 1000. / 5, "" },
    { "q3.1", 6 / 7., 2192 / DAYS, 1 / 5. / 5,
      "1992 to 1997 are 4 * 365 + 2 * 366 days" },
    { "q3.2", 6 / 7., 2192 / DAYS, 1 / 25. / 25, "as q3.1" },
    { "q3.3", 6 / 7., 2192 / DAYS, 2 / 250. * 2 / 250, "as q3.1" },
    { "q3.4", 1 / 84., 31 / DAYS, 2 / 250. * 2 / 250, "December has 31 days" },
    { "q4.1", 1, 1, 1 / 5. / 5 * 2 / 5, "" },
    { "q4.2", 2 / 7., 729 / DAYS, 1 / 5. / 5 * 2 / 5,
      "1997 has 365 days, 1998 one less: dwdate ends on 30 December" },
    { "q4.3", 2 / 7., 729 / DAYS, 1 / 25. / 5 / 25, "as q4.2" },
};

enum { CASES = sizeof(cases) / sizeof(cases[0]) };

static struct csv published;
static struct trial trial;

static int setup(void **state)
{
    (void)state;
    csv_read(&published, "tests/truth/ssb_filter_factors.csv");
    trial = trial_run("scenarios/ssb-all");
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    trial_done(&trial);
    return 0;
}

/* The terms are the paper's: without this a slip in the table above would
   correct the published figure to anything. */
static void test_terms_are_the_papers(void **state)
{
    (void)state;
    assert_int_equal(published.row_count, CASES);
    for (int i = 0; i < CASES; i++)
        assert_near(
            cases[i].paper * cases[i].others,
            csv_number(&published, "filter_factor", "query", cases[i].query),
            4e-4); /* q1.3 is given to three digits */
}

static double fact_rows(void)
{
    return (double)trial.world->catalog.tables[trial_table(&trial, "lineorder")]
        .rows;
}

static const struct measured factors = {
    "select", "share of the rows that a query keeps",
    "O'Neil and others, Star Schema Benchmark, 2009", 0
};

static void test_factors(void **state)
{
    double want[CASES], got[CASES];

    (void)state;
    print_message("    %-5s %12s %12s %12s %9s\n", "", "got", "corrected",
                  "published", "error");
    for (int i = 0; i < CASES; i++) {
        const struct factor_case *const c = &cases[i];
        const double factor =
            csv_number(&published, "filter_factor", "query", c->query);
        const struct cost_query *const q = &trial.cost->designs[0].queries[i];

        assert_string_equal(q->query->name, c->query);
        want[i] = factor * c->scenario / c->paper;
        got[i] = trial_last_join(q->plan)->rows / fact_rows();
        measured(&factors, got[i], want[i]);
        print_message("    %-5s %12.5e %12.5e %12.5e %+7.2f %%  %s\n", c->query,
                      got[i], want[i], factor, (got[i] / want[i] - 1) * 100,
                      c->reason);
    }
    for (int i = 0; i < CASES; i++)
        assert_near(got[i], want[i], 0.02);
}

/* Where rows lie decides what a query costs, never what it returns. */
static void test_designs_return_the_same(void **state)
{
    (void)state;
    for (int d = 1; d < trial.cost->design_count; d++)
        for (int i = 0; i < CASES; i++)
            assert_near(
                trial_last_join(trial.cost->designs[d].queries[i].plan)->rows,
                trial_last_join(trial.cost->designs[0].queries[i].plan)->rows,
                1e-12);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_terms_are_the_papers),
        cmocka_unit_test(test_factors),
        cmocka_unit_test(test_designs_return_the_same),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
