/*
 * Plans carried out on rows: every join kind under every pair of distribution
 * styles, groups, sets and windows against nested loops over value_at, which
 * know nothing of slices, hash tables or plans.
 */
#include "base/units.h"
#include "exact/dealing.h"
#include "measure/cost/cost_exact.h"
#include "tests/threads.h"
#include "tests/trial.h"
#include "world/value/value.h"

static const char schema[] =
    "create table f (id integer, k integer, g integer, note varchar(20));\n"
    "create table d (k integer, h integer);\n";

/* Keys of f reach beyond those of d and repeat on both sides; some are NULL. */
static const char yaml[] =
    "cluster: {node: dc1.large, nodes: 3}\n"
    "data:\n"
    "  f:\n"
    "    rows: 2503\n"
    "    columns:\n"
    "      id: {law: sequential}\n"
    "      k: {law: {uniform: [1, 61]}, nulls: 0.1}\n"
    "      g: {law: {uniform: [1, 7]}}\n"
    "      note: {law: {text: {length: [3, 17]}}}\n"
    "  d:\n"
    "    rows: 83\n"
    "    columns:\n"
    "      k: {law: {uniform: [11, 73]}, nulls: 0.1}\n"
    "      h: {law: {uniform: [1, 3]}}\n"
    "designs:\n"
    "  ee: {f: {diststyle: even}, d: {diststyle: even}}\n"
    "  ea: {f: {diststyle: even}, d: {diststyle: all}}\n"
    "  ae: {f: {diststyle: all}, d: {diststyle: even}}\n"
    "  aa: {f: {diststyle: all}, d: {diststyle: all}}\n"
    "  kk: {f: {distkey: k}, d: {distkey: k}}\n"
    "  ke: {f: {distkey: k}, d: {diststyle: even}}\n"
    "  ek: {f: {diststyle: even}, d: {distkey: k}}\n"
    "  gh: {f: {distkey: g}, d: {distkey: h}}\n"
    "  merge: {f: {distkey: k, sortkey: [k]}, d: {distkey: k, sortkey: [k]}}\n"
    "queries:\n"
    "  inner: {text: 'select f.note, d.h from f join d on f.k = d.k'}\n"
    "  left: {text: 'select f.note, d.h from f left join d on f.k = d.k'}\n"
    "  right: {text: 'select f.note, d.h from f right join d on f.k = d.k'}\n"
    "  full: {text: 'select f.note, d.h from f full join d on f.k = d.k'}\n"
    "  semi: {text: 'select note from f where k in (select k from d)'}\n"
    "  anti: {text: 'select note from f where not exists"
    " (select 1 from d where d.k = f.k)'}\n"
    "  two: {text: 'select f.note from f join d on f.k = d.k and f.g = d.h'}\n"
    "  some: {text: 'select f.note from f join d on f.k = d.k"
    " where f.g between 2 and 4 and d.h = 2'}\n"
    "  groups: {text: 'select f.k, f.g, count(*) from f group by f.k, f.g'}\n"
    "  joined: {text: 'select f.g, d.h, count(*) from f join d on f.k = d.k"
    " group by f.g, d.h'}\n"
    "  union: {text: 'select k from f union select k from d'}\n"
    "  all: {text: 'select k from f union all select k from d'}\n"
    "  both: {text: 'select k from f intersect select k from d'}\n"
    "  except: {text: 'select k from f except select k from d'}\n";

enum { F_ID, F_K, F_G };
enum { D_K, D_H };

struct brute {
    const struct world *w;
    int64_t f, d; /* rows */
};

static int64_t of_f(const struct brute *b, int column, int64_t row)
{
    return value_at(b->w, 0, column, row);
}

static int64_t of_d(const struct brute *b, int column, int64_t row)
{
    return value_at(b->w, 1, column, row);
}

static bool meet(const struct brute *b, int64_t f, int64_t d)
{
    const int64_t k = of_f(b, F_K, f);

    return k != VALUE_NULL && k == of_d(b, D_K, d);
}

/* Pairs that meet, and rows of each side that meet none. */
struct pairs {
    double pairs, f_alone, d_alone, two, some;
};

static struct pairs count_pairs(const struct brute *b)
{
    struct pairs p = { .pairs = 0 };
    bool met[83] = { false };

    for (int64_t f = 0; f < b->f; f++) {
        bool found = false;
        for (int64_t d = 0; d < b->d; d++) {
            if (!meet(b, f, d))
                continue;
            const int64_t g = of_f(b, F_G, f), h = of_d(b, D_H, d);
            found = met[d] = true;
            p.pairs++;
            p.two += g == h;
            p.some += g >= 2 && g <= 4 && h == 2;
        }
        p.f_alone += !found;
    }
    for (int64_t d = 0; d < b->d; d++)
        p.d_alone += !met[d];
    return p;
}

/* Codes in 0..99 with NULL as 0: which of them each side has. */
struct seen {
    bool k_f[100], k_d[100], kg[100][10], gh[10][10];
};

static void look(const struct brute *b, struct seen *s)
{
    *s = (struct seen){ .k_f = { false } };
    for (int64_t f = 0; f < b->f; f++) {
        const int64_t k = of_f(b, F_K, f);
        const int64_t at = k == VALUE_NULL ? 0 : k;
        s->k_f[at] = true;
        s->kg[at][of_f(b, F_G, f)] = true;
        for (int64_t d = 0; d < b->d; d++)
            if (meet(b, f, d))
                s->gh[of_f(b, F_G, f)][of_d(b, D_H, d)] = true;
    }
    for (int64_t d = 0; d < b->d; d++) {
        const int64_t k = of_d(b, D_K, d);
        s->k_d[k == VALUE_NULL ? 0 : k] = true;
    }
}

static double expected(const struct brute *b, const char *query)
{
    const struct pairs p = count_pairs(b);
    double either = 0, both = 0, only = 0, kg = 0, gh = 0;
    struct seen s;

    look(b, &s);
    for (int k = 0; k < 100; k++) {
        either += s.k_f[k] || s.k_d[k];
        both += s.k_f[k] && s.k_d[k];
        only += s.k_f[k] && !s.k_d[k];
        for (int g = 0; g < 10; g++)
            kg += s.kg[k][g];
    }
    for (int g = 0; g < 10; g++)
        for (int h = 0; h < 10; h++)
            gh += s.gh[g][h];
    const struct {
        const char *query;
        double rows;
    } known[] = {
        { "inner", p.pairs },
        { "left", p.pairs + p.f_alone },
        { "right", p.pairs + p.d_alone },
        { "full", p.pairs + p.f_alone + p.d_alone },
        { "semi", (double)b->f - p.f_alone },
        { "anti", p.f_alone },
        { "two", p.two },
        { "some", p.some },
        { "groups", kg },
        { "joined", gh },
        { "union", either },
        { "all", (double)(b->f + b->d) },
        { "both", both },
        { "except", only },
    };
    for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
        if (text_equal(known[i].query, query))
            return known[i].rows;
    fail_msg("no query %s", query);
    return 0;
}

static struct trial counted(void)
{
    struct trial t = trial_of(schema, yaml);
    struct faults faults;

    faults_init(&faults, t.arena);
    assert_true(cost_exact(t.cost, 0, 0, &faults));
    return t;
}

static void rows_are_those_of_nested_loops(void **state)
{
    struct trial t = counted();
    const struct brute b = { t.world, 2503, 83 };

    (void)state;
    for (int q = 0; q < t.cost->query_count; q++) {
        const double want = expected(&b, t.world->queries[q]->name);
        assert_true(want > 0);
        trial_returns(&t, q, want);
    }
    trial_done(&t);
}

static int node_of(const struct trial *t, int slice)
{
    return slice / cluster_slices_per_node(&t->world->cluster);
}

/* Rows of a table whose key lives on another node than round robin put
   them. */
static double travelling(const struct trial *t, int table, int column,
                         int64_t rows)
{
    const int slices = t->world->cluster.slices;
    double away = 0;

    for (int64_t row = 0; row < rows; row++) {
        const int64_t key = value_at(t->world, table, column, row);
        away += node_of(t, dealing_slice(key, slices)) !=
                node_of(t, (int)(row % slices));
    }
    return away;
}

/* A broadcast sends all rows to all other nodes, wherever they lie; what is
   redistributed travels only to other nodes. */
static void what_moves_is_counted(void **state)
{
    struct trial t = counted();
    int broadcast = 0, none = 0;

    (void)state;
    for (int d = 0; d < t.cost->design_count; d++)
        for (int q = 0; q < t.cost->query_count; q++) {
            const struct step *s =
                trial_last_join(t.cost->designs[d].queries[q].plan);
            if (s == NULL)
                continue;
            if (s->label == DS_BCAST_INNER) {
                broadcast++;
                /* Two other nodes; d has no strings. */
                assert_near(s->tally.rows_moved.sum, 2 * s->inner->rows, 0);
                assert_near(s->tally.bytes_moved.sum,
                            s->tally.rows_moved.sum * s->inner->width_bytes, 0);
            } else if (s->label == DS_DIST_NONE ||
                       s->label == DS_DIST_ALL_NONE) {
                none++;
                assert_near(s->tally.rows_moved.sum, 0, 0);
            }
        }
    assert_true(broadcast > 0 && none > 0);
    const struct step *both =
        trial_last_join(trial_query(&t, "ee", "full")->plan);
    assert_int_equal(both->label, DS_DIST_BOTH);
    assert_near(both->tally.rows_moved.sum,
                travelling(&t, 0, F_K, 2503) + travelling(&t, 1, D_K, 83), 0);
    trial_done(&t);
}

static void threads_change_nothing(void **state)
{
    char *first = NULL;

    (void)state;
    for (int i = 0; i < THREADS; i++) {
        threads_set(i);
        struct trial t = counted();
        const char *const text = trial_json(&t);
        if (first == NULL)
            first = strdup(text);
        assert_string_equal(text, first);
        trial_done(&t);
    }
    threads_reset();
    free(first);
}

/* A quarter of the rows is no fifth off. */
static void a_sample_is_scaled_up(void **state)
{
    struct trial whole = counted();
    struct trial part = trial_of(schema, yaml);
    struct faults faults;

    (void)state;
    faults_init(&faults, part.arena);
    assert_true(cost_exact(part.cost, 640, 0, &faults));
    const double all = trial_query(&whole, "ee", "inner")->plan->root->rows;
    const double some = trial_query(&part, "ee", "inner")->plan->root->rows;
    assert_true(some != all);
    assert_near(some, all, 0.2);
    trial_done(&whole);
    trial_done(&part);
}

/* What does not fit is refused, with what it needs. */
static void too_little_memory_is_a_fault(void **state)
{
    struct trial t = trial_of(schema, yaml);
    struct faults faults;

    (void)state;
    faults_init(&faults, t.arena);
    assert_false(cost_exact(t.cost, 640, 1000, &faults));
    assert_true(faults.count > 0);
    assert_non_null(strstr(faults.items[0].text, "of memory"));
    trial_done(&t);
}

/*
 * Six billion rows by turns on four slices: 1.5 billion of 8 bytes, and as
 * much again to sort them, are 24e9 bytes, 22.35 GiB. Asked for row by row
 * that is refused before a row is drawn; a sample needs no sort.
 */
static void a_sort_that_does_not_fit_offers_a_sample(void **state)
{
    struct trial t =
        trial_of("create table big (id bigint, day integer) diststyle even"
                 " sortkey (day);",
                 "cluster: {node: dc2.large, nodes: 2}\n"
                 "data:\n"
                 "  big:\n"
                 "    rows: 6000000000\n"
                 "    columns:\n"
                 "      id: {law: sequential}\n"
                 "      day: {law: {uniform: [1, 365]}}\n"
                 "queries:\n"
                 "  q: {text: 'select id from big where day = 7'}\n");
    struct faults faults;

    (void)state;
    faults_init(&faults, t.arena);
    assert_false(cost_exact(t.cost, 0, 10 * BYTES_PER_GIB, &faults));
    assert_int_equal(faults.count, 1);
    assert_string_equal(
        faults.items[0].text,
        "sorting the 1,500,000,000 rows of 'big' on a slice needs 22.4 GiB of "
        "memory, and 10.0 GiB may be used; '--sample' looks at fewer rows, "
        "and so does '--scale'");
    faults_init(&faults, t.arena);
    assert_true(cost_exact(t.cost, 1000, 10 * BYTES_PER_GIB, &faults));
    trial_done(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_those_of_nested_loops),
        cmocka_unit_test(what_moves_is_counted),
        cmocka_unit_test(threads_change_nothing),
        cmocka_unit_test(a_sample_is_scaled_up),
        cmocka_unit_test(too_little_memory_is_a_fault),
        cmocka_unit_test(a_sort_that_does_not_fit_offers_a_sample),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
