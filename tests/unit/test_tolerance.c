/*
 * How far the busiest slice may be from what is expected, by hand: a million
 * rows of a hundred keys on four slices. And how many rows a join may return.
 */
#include "measure/agree/tolerance.h"

#include "tests/trial.h"

static const char schema[] =
    "create table t (d int not null distkey, h int not null, u int not null);";

static const char yaml[] =
    "cluster: {node: dc2.large, nodes: 2}\n"
    "data:\n"
    "  t:\n"
    "    rows: 1000000\n"
    "    columns:\n"
    "      d: {law: {uniform: [1, 100]}}\n"
    "      h: {law: {hot: {value: 7, share: 0.3, rest: {uniform:\n"
    "         [1, 1000000]}}}}\n"
    "      u: {law: {uniform: [1, 100]}}\n"
    "designs:\n"
    "  by_d: {t: {distkey: d}}\n"
    "  by_h: {t: {distkey: h}}\n"
    "queries:\n"
    "  few: {text: 'select count(*) from t where d <= 25'}\n"
    "  all: {text: 'select count(*) from t where u <= 50'}\n"
    "  rare: {text: 'select d from t where h = 999983'}\n";

static double allowed(struct trial *t, int design, const char *query,
                      double exact)
{
    const struct cost_design *const d = &t->cost->designs[design];
    const struct step *s = trial_query(t, d->design->name, query)->plan->root;

    while (s->op != OP_SCAN)
        s = s->outer;
    struct step counted = *s;
    counted.busiest_over_mean = exact;
    return tolerance_busiest(t->cost->known, d->layout->tables[0], &counted)
        .allowed;
}

static void test_few_keys(void **state)
{
    struct trial t = trial_of(schema, yaml);

    (void)state;
    /* 25 keys on 4 slices: the maximum's deviation is 1.33675 keys, of 6.25
       in the mean (a convolution, as in test_skew). 250,000 rows add next to
       nothing. */
    assert_near(allowed(&t, 0, "few", 1.5), 3 * 1.33675 / 6.25, 1e-3);
    trial_done(&t);
}

/* A hot key with 0.3 of the rows says which slice is fullest. The others, of
   700,000 rows that are keys of their own nearly, add little: then 1 %. */
static void test_hot_key(void **state)
{
    struct trial t = trial_of(schema, yaml);

    (void)state;
    assert_near(allowed(&t, 1, "all", 1.9), 0.019, 1e-9);
    trial_done(&t);
}

/* 0.7 rows pass in the mean. When none does, the count is off by the luck of
   one row that passes and of one that is counted: 3 sqrt(1 + 1). */
static void test_no_row(void **state)
{
    struct trial t = trial_of(schema, yaml);
    struct step counted = *trial_query(&t, "by_d", "rare")->plan->root;

    (void)state;
    assert_near(counted.rows, 0.7, 1e-3);
    counted.rows = 0;
    assert_near(
        tolerance_step(t.cost->known, AGREE_QUERY_ROWS, &counted, 0).allowed,
        3 * sqrt(2), 1e-3);
    trial_done(&t);
}

/* ---- what stands behind a join ---------------------------------------- */

static const char star_schema[] =
    "create table nation (n_key int not null, n_region int not null)"
    " diststyle all;"
    "create table supplier (s_key int not null, s_nation int not null);"
    "create table line (l_key int not null, l_supp int not null, l_day int not"
    " null);"
    "create table day (d_key int not null, d_month int not null)"
    " diststyle all;";

static const char star_yaml[] =
    "cluster: {node: dc2.large, nodes: 2}\n"
    "data:\n"
    "  nation:\n"
    "    rows: 25\n"
    "    columns:\n"
    "      n_key: {law: sequential}\n"
    "      n_region: {law: {from: {column: n_key, modulo: 5}}}\n"
    "  supplier:\n"
    "    rows: 14\n"
    "    columns:\n"
    "      s_key: {law: sequential}\n"
    "      s_nation: {references: nation.n_key}\n"
    "  day:\n"
    "    rows: 360\n"
    "    columns:\n"
    "      d_key: {law: sequential}\n"
    "      d_month: {law: {from: {column: d_key, modulo: 12}}}\n"
    "  line:\n"
    "    rows: 200000\n"
    "    columns:\n"
    "      l_key: {law: sequential}\n"
    "      l_supp: {references: supplier.s_key}\n"
    "      l_day: {references: day.d_key}\n"
    "designs:\n"
    "  even: {line: {diststyle: even}, supplier: {diststyle: even}}\n"
    "queries:\n"
    "  region: {text: 'select count(*) from line, supplier, nation\n"
    "            where l_supp = s_key and s_nation = n_key\n"
    "            and n_region = 2'}\n"
    "  nations: {text: 'select count(*) from line, supplier, nation\n"
    "             where l_supp = s_key and s_nation = n_key'}\n"
    "  month: {text: 'select count(*) from line, day\n"
    "           where l_day = d_key and d_month = 2'}\n";

/* Of the last join of a query: standard errors over its rows, three of them. */
static double join_error(struct trial *t, const char *query)
{
    const struct step *s = trial_query(t, "even", query)->plan->root;

    while (!step_is_join(s))
        s = s->outer;
    const struct bound b =
        tolerance_step(t->cost->known, AGREE_JOIN_ROWS, s, s->rows);
    return b.chance == CHANCE_ROWS ? b.allowed / s->rows : 0;
}

static void test_draws_behind_a_join(void **state)
{
    struct trial t = trial_of(star_schema, star_yaml);

    (void)state;
    /* 200,000 lines, but of 14 suppliers, of whom each lies in one of the five
       regions with the chance 1/5: sqrt(0.8 / (0.2 * 14)) of what is expected;
       that as many lines find one of them adds next to nothing. */
    assert_near(join_error(&t, "region"), 3 * sqrt(0.8 / (0.2 * 14)), 1e-3);
    /* All find a supplier, and he a nation: nothing is left to chance. */
    assert_near(join_error(&t, "nations"), 0, 0);
    /* A month of thirty days is no draw, which lines fall into it is: one
       standard error of 16,667 is 124. Three are below the bar of 3 %. */
    assert_near(join_error(&t, "month"), 0, 0);
    trial_done(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_few_keys),
        cmocka_unit_test(test_hot_key),
        cmocka_unit_test(test_no_row),
        cmocka_unit_test(test_draws_behind_a_join),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
