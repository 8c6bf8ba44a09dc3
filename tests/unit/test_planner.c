/*
 * Which join, which motion, in which order: the rules of planner.h, two tables
 * at a time. Rows of both are (k, x) of two integers, so that widths are equal
 * and only row counts decide: on four nodes a broadcast of r rows costs as
 * much as a redistribution of 4 r (models/plancost.h).
 */
#include "estimate/planner.h"
#include "tests/trial.h"

static struct trial trial;

static const char schema[] =
    "create table big (k int not null, x int not null, other int not null)"
    " diststyle even;"
    "create table tiny (k int not null, x int not null) diststyle even;"
    "create table half (k int not null, x int not null) diststyle even;"
    "create table d1 (k int not null, x int not null) diststyle all;"
    "create table d2 (k int not null, x int not null) diststyle all;"
    "create table d3 (k int not null, x int not null) diststyle all;";

static const char yaml[] =
    "cluster: {node: dc2.large, nodes: 4}\n"
    "data:\n"
    "  big:\n"
    "    rows: 20000000\n"
    "    columns:\n"
    "      k: {law: {uniform: [1, 20000000]}}\n"
    "      other: {law: {uniform: [1, 20000000]}}\n"
    "  tiny: {rows: 1000000, columns: {k: {law: sequential}}}\n"
    "  half: {rows: 9000000, columns: {k: {law: sequential}}}\n"
    "  d1: {rows: 1000, columns: {k: {law: sequential}}}\n"
    "  d2: {rows: 1000, columns: {k: {law: sequential}}}\n"
    "  d3: {rows: 1000, columns: {k: {law: sequential}}}\n"
    "designs:\n"
    "  even: {encode: none}\n"
    "  inner_all: {from: even, tiny: {diststyle: all}, half: {diststyle: "
    "all}}\n"
    "  outer_all: {from: even, big: {diststyle: all}}\n"
    "  both_keyed: {from: even, big: {distkey: k}, tiny: {distkey: k},\n"
    "    half: {distkey: k}}\n"
    "  outer_keyed: {from: even, big: {distkey: k}}\n"
    "  inner_keyed: {from: even, tiny: {distkey: k}, half: {distkey: k}}\n"
    "  off_key: {from: even, big: {distkey: other}, tiny: {distkey: x},\n"
    "    half: {distkey: x}}\n"
    "  sorted: {from: both_keyed, big: {sortkey: [k, x]},\n"
    "    tiny: {sortkey: [k]}, half: {sort: interleaved, sortkey: [k, x]}}\n"
    "  off_sort: {from: both_keyed, big: {sortkey: [x, k]},\n"
    "    tiny: {sortkey: [k]}}\n"
    "queries:\n"
    "  tiny: {text: 'select sum(b.x + t.x) from big b, tiny t\n"
    "    where b.k = t.k'}\n"
    "  half: {text: 'select sum(b.x + t.x) from half t, big b\n"
    "    where b.k = t.k'}\n"
    "  left: {text: 'select sum(b.x + t.x) from big b left join tiny t\n"
    "    on b.k = t.k'}\n"
    "  right: {text: 'select sum(b.x + t.x) from tiny t left join big b\n"
    "    on b.k = t.k'}\n"
    "  full: {text: 'select sum(b.x + t.x) from big b full join tiny t\n"
    "    on b.k = t.k'}\n"
    "  semi: {text: 'select sum(x) from big where k in (select k from tiny)'}\n"
    "  grouped: {text: 'select sum(b.x + t.s) from big b,\n"
    "    (select k, sum(x) as s from tiny group by k) t where b.k = t.k'}\n"
    "  regrouped: {text: 'select sum(b.x + t.s) from big b,\n"
    "    (select x, sum(k) as s from tiny group by x) t where b.k = t.x'}\n"
    "  limited: {text: 'select sum(b.x + t.x) from big b,\n"
    "    (select k, x from tiny order by x limit 900000) t where b.k = t.k'}\n"
    "  minus: {text: 'select k from big minus select k from tiny'}\n"
    "  both: {text: 'select k from big intersect select k from tiny'}\n"
    "  either: {text: 'select k from big union select k from tiny'}\n"
    "  cross: {text: 'select sum(b.x + t.x) from tiny t, big b'}\n"
    "  second: {text: 'select sum(b.x + t.x + h.x) from big b, tiny t, half h\n"
    "    where b.k = t.k and t.k = h.k'}\n"
    "  from123: {text: 'select sum(b.x) from big b, d1, d2, d3 where\n"
    "    b.x = d1.k and b.x = d2.k and b.x = d3.k'}\n"
    "  from312: {text: 'select sum(b.x) from d3, d1, big b, d2 where\n"
    "    b.x = d1.k and b.x = d2.k and b.x = d3.k'}\n"
    "  single: {text: 'select sum(x) from big where k < 7'}\n"
    "  filtered: {text: 'select sum(b.x + t.x) from big b, half t\n"
    "    where b.k = t.k and t.x < 11'}\n";

static int setup(void **state)
{
    (void)state;
    trial = trial_of(schema, yaml);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    trial_done(&trial);
    return 0;
}

static const struct plan *plan(const char *design, const char *query)
{
    return trial_query(&trial, design, query)->plan;
}

static const struct step *join(const char *design, const char *query)
{
    const struct step *const s = trial_last_join(plan(design, query));

    assert_non_null(s);
    return s;
}

struct label_case {
    const char *design, *query;
    enum motion_label label;
    enum spread_kind spread;
};

/* The numbers are those of planner.h. */
static const struct label_case label_cases[] = {
    { "inner_all", "tiny", DS_DIST_ALL_NONE, SPREAD_EVEN }, /* (1) */
    { "inner_all", "half", DS_DIST_ALL_NONE, SPREAD_EVEN }, /* (1) */
    { "inner_all", "semi", DS_DIST_ALL_NONE, SPREAD_EVEN }, /* (1) */
    { "both_keyed", "tiny", DS_DIST_NONE, SPREAD_KEY },     /* (2) */
    { "both_keyed", "half", DS_DIST_NONE, SPREAD_KEY },     /* (2) */
    { "both_keyed", "left", DS_DIST_NONE, SPREAD_KEY },     /* (2) */
    { "both_keyed", "full", DS_DIST_NONE, SPREAD_KEY },     /* (2) */
    { "both_keyed", "filtered", DS_DIST_NONE, SPREAD_KEY }, /* (2) */
    /* A subquery's groups stay where its table's key put them; by another
       column they are redistributed; LIMIT gathers rows at the leader. */
    { "both_keyed", "grouped", DS_DIST_NONE, SPREAD_KEY },     /* (2) */
    { "both_keyed", "regrouped", DS_DIST_INNER, SPREAD_KEY },  /* (4) */
    { "both_keyed", "limited", DS_DIST_INNER, SPREAD_KEY },    /* (4) */
    { "inner_all", "grouped", DS_DIST_ALL_NONE, SPREAD_EVEN }, /* (1) */
    { "inner_all", "limited", DS_BCAST_INNER, SPREAD_EVEN },   /* (6) */
    { "outer_keyed", "grouped", DS_DIST_INNER, SPREAD_KEY },   /* (4) */
    /* A semi join's rows come from its left side: big must be the outer. */
    { "outer_all", "semi", DS_DIST_ALL_INNER, SPREAD_ONE }, /* (3) */
    { "outer_keyed", "tiny", DS_DIST_INNER, SPREAD_KEY },   /* (4) */
    { "outer_keyed", "half", DS_DIST_INNER, SPREAD_KEY },   /* (4) */
    { "outer_keyed", "semi", DS_DIST_INNER, SPREAD_KEY },   /* (4) */
    /* 1 M broadcast against 20 M / 4 redistributed; 9 M against 5 M. */
    { "inner_keyed", "tiny", DS_BCAST_INNER, SPREAD_EVEN }, /* (5) */
    { "inner_keyed", "half", DS_DIST_OUTER, SPREAD_KEY },   /* (5) */
    /* 1 M against 21 M / 4; 9 M against 29 M / 4. */
    { "even", "tiny", DS_BCAST_INNER, SPREAD_EVEN },   /* (6) */
    { "even", "half", DS_DIST_BOTH, SPREAD_KEY },      /* (6) */
    { "off_key", "tiny", DS_BCAST_INNER, SPREAD_KEY }, /* (6) */
    { "off_key", "half", DS_DIST_BOTH, SPREAD_KEY },   /* (6) */
    /* Both sides of a full join are kept once: no copies. */
    { "even", "full", DS_DIST_BOTH, SPREAD_KEY },
    /* The filter leaves 10 of 1,000 values, 90,000 rows: broadcast. */
    { "even", "filtered", DS_BCAST_INNER, SPREAD_EVEN },
};

static void test_labels(void **state)
{
    int failed = 0;

    (void)state;
    for (size_t i = 0; i < sizeof(label_cases) / sizeof(*label_cases); i++) {
        const struct label_case *const c = &label_cases[i];
        const struct step *const s = join(c->design, c->query);

        if (s->label != c->label || s->spread.kind != c->spread) {
            print_error("%s, %s: %s, spread %d\n", c->design, c->query,
                        motion_name(s->label), s->spread.kind);
            failed++;
        }
    }
    assert_int_equal(failed, 0);
}

/* ALL never moves: not as the inner side, and as the outer one only where
   the other side cannot be it. */
static void test_all_next_to_all(void **state)
{
    (void)state;
    assert_int_equal(join("outer_all", "tiny")->label, DS_DIST_ALL_NONE);
    assert_string_equal(
        trial_scan(plan("outer_all", "tiny"), "big")->parent->name, "big");
    assert_int_equal(join("outer_all", "tiny")->inner->outer->table,
                     trial_table(&trial, "big"));
}

/* The smaller side is hashed, whatever FROM says. */
static void test_inner_side(void **state)
{
    static const char *const queries[] = { "tiny", "half" };

    (void)state;
    for (int i = 0; i < 2; i++) {
        const struct step *const s = join("even", queries[i]);

        assert_int_equal(s->op, OP_HASH_JOIN);
        assert_string_equal(s->outer->name, "big");
        assert_int_equal(s->inner->op, OP_HASH);
        assert_string_equal(s->inner->outer->name, queries[i]);
    }
}

/* Both keyed and compound sorted on the join column first: no hash table. */
static void test_merge_join(void **state)
{
    (void)state;
    const struct step *const s = join("sorted", "tiny");

    assert_int_equal(s->op, OP_MERGE_JOIN);
    assert_int_equal(s->label, DS_DIST_NONE);
    assert_string_equal(operator_name(s), "XN Merge Join");
    assert_null(trial_step(plan("sorted", "tiny"), OP_HASH));
    assert_int_equal(join("sorted", "left")->op, OP_MERGE_JOIN);
    /* An interleaved key is in no order; nor is k behind x; a full join needs
       a table of what had no match (redshift.md 2). */
    assert_int_equal(join("sorted", "half")->op, OP_HASH_JOIN);
    assert_int_equal(join("off_sort", "tiny")->op, OP_HASH_JOIN);
    assert_int_equal(join("both_keyed", "tiny")->op, OP_HASH_JOIN);
    assert_int_equal(join("sorted", "full")->op, OP_HASH_JOIN);
}

static void test_outer_joins(void **state)
{
    (void)state;
    /* Every row of big once; tiny's keys are 1,000,000 of 20,000,000. */
    assert_near(join("even", "left")->rows, 20e6, 1e-9);
    assert_string_equal(operator_name(join("even", "left")),
                        "XN Hash Left Join");
    /* The preserved side is the smaller one: it is hashed, and its rows
       without a match come out of the hash table; no copies of them. */
    const struct step *const right = join("even", "right");
    assert_string_equal(operator_name(right), "XN Hash Right Join");
    assert_true(right->swapped);
    assert_int_equal(right->label, DS_DIST_BOTH);
    assert_true(right->rows >= 1e6);
    assert_true(join("even", "full")->rows >= 20e6);
}

static void test_cross_join(void **state)
{
    (void)state;
    const struct step *const s = join("even", "cross");

    assert_int_equal(s->op, OP_NESTED_LOOP);
    assert_int_equal(s->label, DS_BCAST_INNER);
    assert_near(s->rows, 20e12, 1e-9);
    assert_near(s->tally.pair_rows.sum, 20e12, 1e-9);
}

/* What two joins make equal is one column class: keyed on it, all three lie
   together, although big and half are never compared. */
static void test_classes(void **state)
{
    (void)state;
    const struct step *s = join("both_keyed", "second");

    assert_int_equal(s->label, DS_DIST_NONE);
    assert_int_equal(
        (s->outer->op == OP_HASH_JOIN ? s->outer : s->inner->outer)->label,
        DS_DIST_NONE);
}

/* Three dimensions alike in all: joined in the order of FROM. */
static void test_ties_keep_from(void **state)
{
    static const char *const queries[] = { "from123", "from312" };
    static const char *const orders[][3] = { { "d3", "d2", "d1" },
                                             { "d2", "d1", "d3" } };

    (void)state;
    for (int q = 0; q < 2; q++) {
        const struct step *s = join("even", queries[q]);

        for (int i = 0; i < 3; i++, s = s->outer)
            assert_string_equal(s->name, orders[q][i]);
        assert_string_equal(s->name, "big");
    }
}

/* All rows of both parts go into the search for equal ones, 20 M and 1 M;
   at most so many come out of it. */
static void test_sets(void **state)
{
    static const struct {
        const char *query;
        double rows;
    } cases[] = { { "minus", 20e6 }, { "both", 1e6 }, { "either", 21e6 } };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        const struct plan *p = plan("even", cases[i].query);

        assert_int_equal(p->root->op, OP_UNIQUE);
        assert_near(p->root->rows, cases[i].rows, 1e-9);
        assert_near(p->root->outer->rows, 21e6, 1e-9);
        assert_near(p->root->tally.group_rows.sum, 21e6, 1e-9);
        assert_int_equal(p->query->note_count, 1);
    }
}

static void test_single_table(void **state)
{
    (void)state;
    assert_null(trial_last_join(plan("even", "single")));
    assert_near(trial_scan(plan("even", "single"), "big")->rows, 6, 1e-6);
}

/* ---- many relations --------------------------------------------------- */

/* A star of `arms` dimensions, or a chain. */
static struct trial many(int arms, bool chain, const char *kind)
{
    struct arena *const a = arena_begin();
    struct text_buffer ddl, text;

    text_buffer_init(&ddl, a);
    text_buffer_init(&text, a);
    text_add(&ddl, "create table fact (k int not null, x int not null);\n");
    text_add(&text, "cluster: {node: dc2.large, nodes: 2}\n"
                    "data:\n  fact: {rows: 3000000}\n");
    for (int i = 0; i < arms; i++) {
        text_addf(&ddl,
                  "create table d%d (k int not null, x int not null)"
                  " diststyle even;\n",
                  i);
        text_addf(&text, "  d%d: {rows: %d, columns: {k: {law: sequential}}}\n",
                  i, 1000 + 37 * i);
    }
    text_add(&text, "designs: {only: {}}\n"
                    "queries:\n  q:\n    text: select sum(fact.x) from fact");
    for (int i = 0; i < arms; i++)
        text_addf(&text, " %s d%d on d%d.k = %s.x", kind, i, i,
                  chain && i > 0 ? text_format(a, "d%d", i - 1) : "fact");
    text_add(&text, "\n");
    const struct trial t =
        trial_of(text_buffer_text(&ddl), text_buffer_text(&text));
    arena_done(a);
    return t;
}

/* Up to twelve relations the best order, beyond a good one; all are there. */
static void test_many_relations(void **state)
{
    static const int arms[] = { 1, 5, 11, 12, 20, 40 };
    static const char *const kinds[] = { "join", "left join" };

    (void)state;
    for (size_t i = 0; i < sizeof(arms) / sizeof(arms[0]); i++)
        for (int chain = 0; chain < 2; chain++)
            for (int k = 0; k < 2; k++) {
                struct trial t = many(arms[i], chain, kinds[k]);
                const struct plan *const p = t.cost->designs[0].queries[0].plan;
                int scans = 0, joins = 0;

                for (int s = 0; s < p->step_count; s++) {
                    scans += p->steps[s]->op == OP_SCAN;
                    joins += trial_joins(p->steps[s]->op);
                    assert_true(isfinite(p->steps[s]->rows));
                    assert_true(isfinite(p->steps[s]->seconds));
                }
                assert_int_equal(scans, arms[i] + 1);
                assert_int_equal(joins, arms[i]);
                assert_int_equal(p->greedy, arms[i] + 1 > PLANNER_EXACT);
                if (k == 1)
                    assert_near(trial_last_join(p)->rows, 3e6, 1e-9);
                trial_done(&t);
            }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_labels),
        cmocka_unit_test(test_all_next_to_all),
        cmocka_unit_test(test_inner_side),
        cmocka_unit_test(test_merge_join),
        cmocka_unit_test(test_outer_joins),
        cmocka_unit_test(test_cross_join),
        cmocka_unit_test(test_classes),
        cmocka_unit_test(test_ties_keep_from),
        cmocka_unit_test(test_sets),
        cmocka_unit_test(test_single_table),
        cmocka_unit_test(test_many_relations),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
