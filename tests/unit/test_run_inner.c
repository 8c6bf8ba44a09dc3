/*
 * Inner queries, limits, windows and guesses of plans carried out on rows,
 * against nested loops over value_at.
 */
#include "measure/cost/cost_exact.h"
#include "tests/threads.h"
#include "tests/trial.h"
#include "world/value/value.h"

static const char schema[] =
    "create table f (id integer, k integer, g integer);\n"
    "create table d (k integer, h integer);\n";

enum { F_ROWS = 5003, D_ROWS = 83, K_MAX = 61, G_MAX = 7 };
enum { F_ID, F_K, F_G };
enum { D_K, D_H };

static const char yaml[] =
    "cluster: {node: dc1.large, nodes: 3}\n"
    "data:\n"
    "  f:\n"
    "    rows: 5003\n"
    "    columns:\n"
    "      id: {law: sequential}\n"
    "      k: {law: {uniform: [1, 61]}, nulls: 0.1}\n"
    "      g: {law: {uniform: [1, 7]}}\n"
    "  d:\n"
    "    rows: 83\n"
    "    columns:\n"
    "      k: {law: {uniform: [11, 73]}, nulls: 0.1}\n"
    "      h: {law: {uniform: [1, 3]}}\n"
    "designs:\n"
    "  even: {f: {diststyle: even}, d: {diststyle: even}}\n"
    "  all: {f: {diststyle: even}, d: {diststyle: all}}\n"
    "  every: {f: {diststyle: all}, d: {diststyle: all}}\n"
    "  key: {f: {distkey: k}, d: {distkey: k}}\n"
    "  other: {f: {distkey: g}, d: {distkey: h}}\n"
    "queries:\n"
    "  grouped: {text: 'select x.k, x.n, d.h from"
    " (select k, count(*) as n from f group by k) x join d on x.k = d.k'}\n"
    "  distinct: {text: 'select x.g, d.h from"
    " (select distinct k, g from f) x join d on x.k = d.k'}\n"
    "  union: {text: 'select x.k from"
    " (select k from f union select k from d) x where x.k > 30'}\n"
    "  union_all: {text: 'select x.k from"
    " (select k from f union all select k from d) x where x.k > 30'}\n"
    "  limit: {text: 'select y.id from"
    " (select id from f order by id limit 100) x join f y on x.id = y.id'}\n"
    "  limit_equal: {text: 'select x.g from (select g from f limit 1500) x'}\n"
    "  limit_none: {text: 'select y.id from"
    " (select id from f limit 0) x join f y on x.id = y.id'}\n"
    "  limit_more: {text: 'select id from f order by id limit 9000'}\n"
    "  window: {text: 'select id, rank() over (partition by g order by id)"
    " from f'}\n"
    "  windows: {text: 'select f.id, rank() over (partition by f.g"
    " order by f.id), rank() over (partition by d.h order by f.id)"
    " from f join d on f.k = d.k'}\n"
    "  counted: {text: 'select g, count(distinct k) from f group by g'}\n"
    "  counts: {text: 'select n, count(*) from"
    " (select k, count(*) as n from f group by k) x group by n'}\n"
    "  not_null: {text: 'select n, count(*) from"
    " (select g, count(k) as n, max(id) as m from f group by g) x"
    " group by n'}\n"
    "  joined: {text: 'select n, count(*) from (select d.k, count(f.id) as n"
    " from d left join f on d.k = f.k group by d.k) x group by n'}\n";

static int64_t of_f(const struct trial *t, int column, int64_t row)
{
    return value_at(t->world, 0, column, row);
}

static int64_t of_d(const struct trial *t, int column, int64_t row)
{
    return value_at(t->world, 1, column, row);
}

/* Rows of each side by k (0: NULL), and which groups f has. */
struct seen {
    double f[100], d[100];
    bool kg[100][G_MAX + 1], g[G_MAX + 1];
    double filled[G_MAX + 1]; /* rows of f by g with a k */
};

/* Different numbers among `count`, -1 left out. */
static double different(const double *numbers, int count)
{
    double n = 0;

    for (int i = 0; i < count; i++) {
        bool again = numbers[i] < 0;
        for (int j = 0; j < i; j++)
            again |= numbers[j] == numbers[i];
        n += !again;
    }
    return n;
}

static struct seen look(const struct trial *t)
{
    struct seen s = { .f = { 0 } };

    for (int64_t row = 0; row < F_ROWS; row++) {
        const int64_t k = of_f(t, F_K, row), g = of_f(t, F_G, row);
        const int64_t at = k == VALUE_NULL ? 0 : k;
        s.f[at]++;
        s.kg[at][g] = s.g[g] = true;
        s.filled[g] += at > 0;
    }
    for (int64_t row = 0; row < D_ROWS; row++) {
        const int64_t k = of_d(t, D_K, row);
        s.d[k == VALUE_NULL ? 0 : k]++;
    }
    return s;
}

static double expected(const struct trial *t, const char *query)
{
    const struct seen s = look(t);
    double grouped = 0, distinct = 0, either = 0, both = 0, pairs = 0, g = 0;
    double rows_of_k[100], rows_of_join[100];

    for (int k = 0; k < 100; k++) {
        rows_of_k[k] = s.f[k] > 0 ? s.f[k] : -1;
        rows_of_join[k] = s.d[k] > 0 ? s.d[k] * (k > 0 ? s.f[k] : 0) : -1;
    }
    for (int k = 1; k < 100; k++) {
        grouped += s.f[k] > 0 ? s.d[k] : 0;
        either += k > 30 && s.f[k] + s.d[k] > 0;
        both += k > 30 ? s.f[k] + s.d[k] : 0;
        pairs += s.f[k] * s.d[k];
        for (int i = 1; i <= G_MAX; i++)
            distinct += s.kg[k][i] ? s.d[k] : 0;
    }
    for (int i = 1; i <= G_MAX; i++)
        g += s.g[i];
    const struct {
        const char *query;
        double rows;
    } known[] = {
        { "grouped", grouped },
        { "distinct", distinct },
        { "union", either },
        { "union_all", both },
        { "limit", 100 },
        { "limit_equal", 1500 },
        { "limit_none", 0 },
        { "limit_more", F_ROWS },
        { "window", F_ROWS },
        { "windows", pairs },
        { "counted", g },
        { "counts", different(rows_of_k, 100) },
        { "not_null", different(s.filled + 1, G_MAX) },
        { "joined", different(rows_of_join, 100) },
    };
    for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
        if (text_equal(known[i].query, query))
            return known[i].rows;
    fail_msg("no query %s", query);
    return 0;
}

static struct trial counted(const char *text)
{
    struct trial t = trial_of(schema, text);
    struct faults faults;

    faults_init(&faults, t.arena);
    assert_true(cost_exact(t.cost, 0, 0, &faults));
    return t;
}

static void rows_are_those_of_nested_loops(void **state)
{
    struct trial t = counted(yaml);

    (void)state;
    for (int q = 0; q < t.cost->query_count; q++) {
        const double want = expected(&t, t.world->queries[q]->name);
        trial_returns(&t, q, want);
    }
    trial_done(&t);
}

/* A window moves what its slice does not hold whole: nothing when the table
   is distributed by the partition. Its sort compares n log2 n a slice. */
static void a_window_moves_rows_to_their_partition(void **state)
{
    struct trial t = counted(yaml);
    const struct step *const here =
        trial_step(trial_query(&t, "other", "window")->plan, OP_WINDOW);
    const struct step *const away =
        trial_step(trial_query(&t, "even", "window")->plan, OP_WINDOW);
    const double least = F_ROWS * log2(F_ROWS / 6.0);
    const double most = F_ROWS * log2(F_ROWS);

    (void)state;
    assert_near(here->tally.rows_moved.sum, 0, 0);
    /* Round robin leaves a third of the rows on the right node. */
    assert_within(away->tally.rows_moved.sum, F_ROWS * 2 / 3.0,
                  4 * sqrt(F_ROWS * 2 / 9.0));
    assert_true(away->tally.sort_compares.sum >= least);
    assert_true(away->tally.sort_compares.sum <= most);
    trial_done(&t);
}

/* Rows that a guess lets through are drawn: binomial, the same anew. */
static void a_guess_draws_its_share(void **state)
{
    static const char text[] =
        "cluster: {node: dc1.large, nodes: 2}\n"
        "data:\n"
        "  f: {rows: 5003, columns: {k: {law: {uniform: [1, 61]}}}}\n"
        "  d: {rows: 83, columns: {k: {law: {uniform: [1, 61]}}}}\n"
        "designs:\n"
        "  even: {f: {diststyle: even}, d: {diststyle: even}}\n"
        "  key: {f: {distkey: k}, d: {distkey: k}}\n"
        "queries:\n"
        "  all: {text: 'select f.id from f join d on f.k = d.k'}\n"
        "  some: {text: 'select f.id from f join d on f.k = d.k"
        " where f.g < d.h'}\n"
        "  having: {text: 'select id from f group by id"
        " having count(*) > 1'}\n";
    struct trial t = counted(text);
    const double share = t.world->queries[1]->crosses[0].guess;
    const double having = t.world->queries[2]->having_guess;
    const double all = trial_query(&t, "even", "all")->plan->root->rows;
    const double ids =
        trial_step(trial_query(&t, "even", "having")->plan, OP_HASH_AGGREGATE)
            ->tally.groups.sum;

    (void)state;
    assert_true(share > 0 && share < 1 && having > 0 && having < 1);
    for (int d = 0; d < t.cost->design_count; d++) {
        const struct cost_query *const q = t.cost->designs[d].queries;
        assert_within(q[1].plan->root->rows, all * share,
                      4 * sqrt(all * share * (1 - share)));
        assert_within(q[2].plan->root->rows, ids * having,
                      4 * sqrt(ids * having * (1 - having)));
        assert_near(q[1].plan->root->rows,
                    trial_query(&t, "even", "some")->plan->root->rows, 0);
    }
    trial_done(&t);
}

/* Which rows a limit leaves must not hang on who came first: of the rows left
   as many join as always, though many have equal values. */
static void a_limit_leaves_the_same_rows(void **state)
{
    static const char text[] =
        "cluster: {node: dc1.large, nodes: 2}\n"
        "data:\n"
        "  f: {rows: 40009, columns: {g: {law: {uniform: [1, 3]}}}}\n"
        "  d: {rows: 2, columns: {h: {law: {uniform: [1, 3]}}}}\n"
        "designs: {even: {f: {diststyle: even}, d: {diststyle: all}}}\n"
        "queries:\n"
        "  limit: {text: 'select x.g from (select g from f limit 20000) x"
        " join d on x.g = d.h'}\n";
    double rows = -1;

    (void)state;
    for (int i = 0; i < THREADS * 3; i++) {
        threads_set(i % THREADS);
        struct trial t = counted(text);
        const double got = trial_query(&t, "even", "limit")->plan->root->rows;
        if (rows < 0)
            rows = got;
        assert_near(got, rows, 0);
        trial_done(&t);
    }
    threads_reset();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_those_of_nested_loops),
        cmocka_unit_test(a_window_moves_rows_to_their_partition),
        cmocka_unit_test(a_guess_draws_its_share),
        cmocka_unit_test(a_limit_leaves_the_same_rows),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
