/*
 * What scans read, counted by hand: 40 M rows round robin on four slices, so
 * 10,000,000 on each, and nothing compressed. A block of 1 MiB less 145 bytes
 * holds 262,107 values of 4 bytes and 131,053 of 8; INSERT_XID is one block.
 * Tables with a sort key have one more, empty, block of each column on each
 * slice, which is always read.
 */
#include "tests/trial.h"

enum { SLICES = 4, INTS = 262107, BIGINTS = 131053 };

static struct trial trial;

static const char schema[] =
    "create table t (k int not null, v int not null, w bigint not null,"
    " a int not null, late int not null, tens int not null, n int,"
    " half int not null,"
    " id bigint not null) diststyle even;"
    "create table l (k int not null, v int not null, w bigint not null,"
    " id bigint not null) diststyle even;";

/* `late` is k + 1; `tens` is k / 1000, `half` is
   k / 5000; `n` is NULL in every fifth row. */
static const char yaml[] =
    "cluster: {node: dc2.large, nodes: 2}\n"
    "data:\n"
    "  t:\n"
    "    rows: 40000000\n"
    "    columns:\n"
    "      k: {law: {uniform: [1, 10000]}}\n"
    "      v: {law: {uniform: [1, 1000]}}\n"
    "      w: {law: {uniform: [1, 1000000]}}\n"
    "      a: {law: {uniform: [1, 4]}}\n"
    "      late: {law: {lag: {after: k, law: {uniform: [1, 1]}}}}\n"
    "      tens: {law: {from: {column: k, divide: 1000}}}\n"
    "      half: {law: {from: {column: k, divide: 5000}}}\n"
    "      n: {law: {uniform: [1, 10000]}, nulls: 0.2}\n"
    "      id: {law: sequential}\n"
    "  l:\n" /* a million blocks of k on each slice */
    "    rows: 1048428000000\n"
    "    columns:\n"
    "      k: {law: {uniform: [1, 1000000]}}\n"
    "      v: {law: {uniform: [1, 1000000]}}\n"
    "      w: {law: {uniform: [1, 1000000]}}\n"
    "      id: {law: sequential}\n"
    "designs:\n"
    "  none: {encode: none, t: {sort: none}, l: {sort: none}}\n"
    "  by_k: {from: none, t: {sort: compound, sortkey: [k]}}\n"
    "  by_late: {from: none, t: {sort: compound, sortkey: [late]}}\n"
    "  by_a_v: {from: none, t: {sort: compound, sortkey: [a, v]}}\n"
    "  by_k_v: {from: none, t: {sort: compound, sortkey: [k, v]}}\n"
    "  by_a_half_v: {from: none, t: {sort: compound, sortkey: [a, half,\n"
    "    v]}}\n"
    "  by_n: {from: none, t: {sort: compound, sortkey: [n]}}\n"
    "  by_id: {from: none, t: {sort: compound, sortkey: [id]}}\n"
    "  grid: {from: none, l: {sort: interleaved, sortkey: [k, v]}}\n"
    "  cube: {from: none, l: {sort: interleaved, sortkey: [k, v, w]}}\n"
    "queries:\n"
    "  all: {text: 'select sum(v), sum(w) from t'}\n"
    "  range: {text: 'select sum(w) from t where k between 1001 and 1100'}\n"
    "  point: {text: 'select sum(w) from t where k = 5000'}\n"
    "  outside: {text: 'select sum(w) from t where k > 20000'}\n"
    "  two: {text: 'select sum(w) from t where k in (1001, 9001)'}\n"
    "  near: {text: 'select sum(w) from t where k in (1001, 1003)'}\n"
    "  both: {text: 'select sum(w) from t where k <= 5000 and k >= 4900'}\n"
    "  apart: {text: 'select sum(w) from t where k <= 100 and k >= 4900'}\n"
    "  linked: {text: 'select sum(w) from t where tens = 1'}\n"
    "  second: {text: 'select sum(k) from t where v between 101 and 110'}\n"
    "  chance: {text: 'select sum(w) from t where v = 500'}\n"
    "  function: {text: 'select sum(w) from t where k + 1 = 5000'}\n"
    "  null: {text: 'select sum(w) from t where n is null'}\n"
    "  nulls: {text: 'select sum(w) from t where n < 100 or n is null'}\n"
    "  not_null: {text: 'select sum(w) from t where n <= 100'}\n"
    "  ids: {text: 'select sum(w) from t where id between 4000001\n"
    "         and 8000000'}\n"
    "  grid1: {text: 'select sum(id) from l where k = 77777'}\n"
    "  grid2: {text: 'select sum(id) from l where k = 77777 and v = 3'}\n"
    "  grid3: {text: 'select sum(id) from l where k = 77777 and v = 3\n"
    "           and w = 31'}\n"
    "  wide: {text: 'select sum(id) from l where k <= 500000'}\n";

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

static const struct step *scan(const char *design, const char *query)
{
    const struct plan *const p = trial_query(&trial, design, query)->plan;
    const struct step *s = p->root;

    while (s->op != OP_SCAN)
        s = s->outer;
    return s;
}

static double reads(const struct step *s, const char *column)
{
    const char *const table = s->name;

    if (text_equal(column, "INSERT_XID"))
        return trial_reads(s,
                           trial.world->catalog.tables[s->table].column_count) /
               SLICES;
    return trial_reads(s, trial_column(&trial, table, column)) / SLICES;
}

struct scan_case {
    const char *design, *query, *column;
    double blocks; /* of that column, on a slice */
    double w;      /* of the 8-byte column */
    double rows;   /* in the ranges read, on a slice */
};

static const struct scan_case scan_cases[] = {
    /* 10,000,000 / 262,107 = 38.2, / 131,053 = 76.3. */
    { "none", "all", "v", 39, 77, 1e7 },
    { "by_k", "all", "v", 40, 78, 1e7 },
    /* Rows 1,000,000 .. 1,100,000 are in blocks 3 and 4: rows 786,321 ..
       1,310,535, which lie in blocks 6 to 10 of 131,053. */
    { "by_k", "range", "k", 2 + 1, 5 + 1, 2 * INTS },
    /* Rows 4,999,000 .. 5,000,000: block 19, rows 4,980,033 .. 5,242,140; in
       blocks 38 to 40. */
    { "by_k", "point", "k", 1 + 1, 3 + 1, INTS },
    { "by_k", "outside", "k", 0 + 1, 0 + 1, 0 },
    /* Block 3 (786,321 .. 1,048,428: blocks 6, 7 and 8), and of rows 9,000,000
       .. 9,001,000 block 34 (8,911,638 .. 9,173,745: 68, 69 and 70; 68 begins
       at 8,911,604). */
    { "by_k", "two", "k", 2 + 1, 6 + 1, 2 * INTS },
    { "by_k", "near", "k", 1 + 1, 3 + 1, INTS },
    /* Up to 5,000,000 and from 4,899,000: blocks 18 and 19, rows 4,717,926
       .. 5,242,140; in blocks 36 to 40. */
    { "by_k", "both", "k", 2 + 1, 5 + 1, 2 * INTS },
    { "by_k", "apart", "k", 0 + 1, 0 + 1, 0 },
    /* tens = 1 is k in 1000..1999: rows 999,000 .. 1,999,000; blocks 3 to 7,
       rows 786,321 .. 2,096,856; in blocks 6 to 16 (16 * 131,053 is
       2,096,848). */
    { "by_k", "linked", "tens", 5 + 1, 11 + 1, 5 * INTS },
    /* Sorted by k + 1: the same, through the sibling. */
    { "by_late", "range", "k", 2 + 1, 5 + 1, 2 * INTS },
    { "by_late", "linked", "tens", 5 + 1, 11 + 1, 5 * INTS },
    /* No order, no pruning: 262,107 random values span the domain. */
    { "none", "chance", "v", 39, 77, 1e7 },
    { "by_k", "chance", "v", 40, 78, 1e7 },
    { "none", "range", "k", 39, 77, 1e7 },
    /* A function of the column has no zone map. */
    { "by_k", "function", "k", 40, 78, 1e7 },
    /* Sorted by another column than the condition's. */
    { "by_a_v", "range", "k", 40, 78, 1e7 },
    /* Rows arrive in the order of id, with and without a sort key: rows
       1,000,000 .. 2,000,000 of the slice are in its blocks 7 to 15. */
    { "none", "ids", "id", 9, 9, 9 * BIGINTS },
    { "by_id", "ids", "id", 9 + 1, 9 + 1, 9 * BIGINTS },
};

static void test_scans(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(scan_cases) / sizeof(*scan_cases); i++) {
        const struct scan_case *const c = &scan_cases[i];
        const struct step *const s = scan(c->design, c->query);

        if (fabs(reads(s, c->column) - c->blocks) > 1e-6 ||
            fabs(reads(s, "w") - c->w) > 1e-6 ||
            fabs(s->tally.rows_scanned.sum / SLICES - c->rows) > 1e-3)
            fail_msg("%s, %s: %s %.2f blocks, w %.2f, %.0f rows", c->design,
                     c->query, c->column, reads(s, c->column), reads(s, "w"),
                     s->tally.rows_scanned.sum / SLICES);
    }
}

/* The column that says who may see a row is read whatever is asked for. */
static void test_insert_xid(void **state)
{
    (void)state;
    assert_near(reads(scan("none", "all"), "INSERT_XID"), 1, 0);
    assert_near(reads(scan("by_k", "all"), "INSERT_XID"), 1 + 1, 0);
    assert_near(reads(scan("by_k", "point"), "INSERT_XID"), 1 + 1, 0);
    assert_near(reads(scan("by_k", "outside"), "INSERT_XID"), 0 + 1, 0);
}

/*
 * Sorted by (a, v), four values of a: v between 101 and 110 is one piece of
 * 25,000 rows in each run of 2,500,000. Laid out row by row the blocks 0, 1,
 * 10, 20 and 29 hold hits, and 9, 19 and 28 the end of a run and the start of
 * the next: 8. The runs are few, so where they lie is no chance.
 */
static void test_second_key(void **state)
{
    const struct step *const s = scan("by_a_v", "second");

    (void)state;
    assert_near(reads(s, "v") - 1, 8, 0);
    /* The other column of the same width: the same blocks. */
    assert_within(reads(s, "k"), reads(s, "v"), 1e-9);
    assert_near(s->tally.rows_scanned.sum / SLICES, 8. * INTS, 1e-9);
    assert_true(s->range_restricted);
}

/*
 * Sorted by (k, v): 10,000 runs of 1,000 rows, so every block begins and ends
 * anywhere in one, and holds all values. More runs than are placed.
 */
static void test_second_key_of_many_runs(void **state)
{
    (void)state;
    assert_near(reads(scan("by_k_v", "second"), "v"), 39 + 1, 0);
}

/* A condition on the third key: (a, half, v) of 4 x 3 runs,
   some of them short. Laid out row by row here. */
static void test_third_key(void **state)
{
    enum { ROWS = 10000000, BLOCKS = (ROWS + INTS - 1) / INTS };
    static int lowest[BLOCKS], highest[BLOCKS];
    int row = 0, hit = 0;

    (void)state;
    for (int b = 0; b < BLOCKS; b++) {
        lowest[b] = 1001;
        highest[b] = 0;
    }
    for (int a = 0; a < 4; a++)
        for (int half = 0; half < 3; half++) {
            const int ks = half == 0 ? 4999 : half == 1 ? 5000 : 1;
            const int rows = ROWS / 4 / 10000 * ks;
            for (int i = 0; i < rows; i++, row++) {
                const int v = 1 + (int)(1000. * i / rows), b = row / INTS;
                lowest[b] = v < lowest[b] ? v : lowest[b];
                highest[b] = v > highest[b] ? v : highest[b];
            }
        }
    for (int b = 0; b < BLOCKS; b++)
        hit += lowest[b] <= 110 && highest[b] >= 101;
    assert_int_equal(row, ROWS);
    assert_in_range(hit, 2, BLOCKS - 2);
    assert_near(reads(scan("by_a_half_v", "second"), "v") - 1, hit, 0);
}

/*
 * AWS, "Quickly filter data with interleaved sorting": a million blocks,
 * interleaved on two columns: either one scans 1,000 blocks, both one. With
 * three columns B^(1 - j/3): 10,000, 100, 1.
 */
static void test_interleaved(void **state)
{
    static const struct {
        const char *design, *query;
        double blocks;
    } cases[] = {
        { "grid", "grid1", 1000 },  { "grid", "grid2", 1 },
        { "grid", "wide", 500000 }, { "cube", "grid1", 10000 },
        { "cube", "grid2", 100 },   { "cube", "grid3", 1 },
        { "cube", "wide", 500000 }, { "none", "grid1", 1000000 },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        const bool sorted = !text_equal(cases[i].design, "none");
        const struct step *const s = scan(cases[i].design, cases[i].query);

        /* Half the values of k cut one cell of the axis in two. */
        assert_near(reads(s, "k") - sorted, cases[i].blocks, 0.02);
        assert_true(s->range_restricted == sorted);
    }
}

/* A block of NULLs has no minimum to be skipped by. */
static void test_nulls(void **state)
{
    static const char *const queries[] = { "null", "nulls", "not_null" };

    (void)state;
    for (int i = 0; i < 3; i++) {
        const struct step *const s = scan("by_n", queries[i]);

        assert_true(s->tally.rows_scanned.sum >= s->rows * (1 - 1e-9));
    }
    /* Of the 8,000,000 rows with a value 80,000 are up to 100. */
    assert_within(reads(scan("by_n", "not_null"), "n"), 1 + 1, 0);
}

/* For every scan of every design: nothing is read twice, nothing is found
   that was not read. */
static void test_bounds(void **state)
{
    (void)state;
    for (int d = 0; d < trial.cost->design_count; d++)
        for (int q = 0; q < trial.cost->query_count; q++) {
            const struct cost_design *const in = &trial.cost->designs[d];
            const struct step *const s =
                scan(in->design->name, in->queries[q].query->name);
            const struct table_layout *const l = in->layout->tables[s->table];

            for (int r = 0; r < s->read_count; r++)
                assert_true(s->reads[r].blocks <=
                            l->columns[s->reads[r].column].blocks);
            assert_true(s->tally.rows_scanned.sum <=
                        (double)l->t->rows * (1 + 1e-12));
            /* Thin scans may find less than a row. */
            assert_true(s->tally.rows_scanned.sum >= s->rows * (1 - 1e-9) - 1);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_scans),
        cmocka_unit_test(test_insert_xid),
        cmocka_unit_test(test_second_key),
        cmocka_unit_test(test_second_key_of_many_runs),
        cmocka_unit_test(test_third_key),
        cmocka_unit_test(test_interleaved),
        cmocka_unit_test(test_nulls),
        cmocka_unit_test(test_bounds),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
