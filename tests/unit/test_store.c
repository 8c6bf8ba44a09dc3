/*
 * Tables laid out by hand: a block of 145 + 40 bytes holds ten values of four
 * bytes, or five of eight, and the values are so few that sorting them is
 * done by eye.
 */
#include "exact/dealing.h"
#include "exact/radix.h"
#include "exact/sorting.h"
#include "exact/store.h"
#include "tests/threads.h"
#include "tests/trial.h"
#include "world/value/value.h"

static struct trial trial;

static const char schema[] =
    "create table t (id int not null, seven int not null, n int,"
    " tag varchar(10) not null) diststyle even;"
    "create table k (id int not null, seven int not null);"
    "create table grid (x int not null, y int not null, i int not null) "
    "diststyle all;"
    "create table one (id int not null) diststyle even;";

static const char yaml[] =
    "cluster: {node: dc2.large, nodes: 2}\n" /* four slices */
    "data:\n"
    "  t:\n"
    "    rows: 94\n"
    "    columns:\n"
    "      id: {law: {sequential: {start: 0}}}\n"
    "      seven: {law: {from: {column: id, modulo: 7}}}\n"
    "      n: {law: {uniform: [5, 9]}, nulls: 1}\n"
    "      tag: {law: {constant: abcd}}\n"
    "  k:\n"
    "    rows: 140000\n"
    "    columns:\n"
    "      id: {law: {sequential: {start: 0}}}\n"
    "      seven: {law: {from: {column: id, modulo: 7}}}\n"
    "  grid:\n"
    "    rows: 64\n"
    "    columns:\n"
    "      x: {law: {from: {column: i, modulo: 8}}}\n"
    "      y: {law: {from: {column: i, divide: 8}}}\n"
    "      i: {law: {sequential: {start: 0}}}\n"
    "  one:\n"
    "    rows: 3\n"
    "    columns:\n"
    "      id: {law: sequential}\n"
    "designs:\n"
    "  plain: {encode: none}\n"
    "  sorted: {from: plain, t: {sort: compound, sortkey: [seven, id]},\n"
    "           k: {distkey: seven}, one: {sort: compound, sortkey: [id]},\n"
    "           grid: {sort: interleaved, sortkey: [x, y]}}\n"
    "  by_n: {from: plain, t: {sort: compound, sortkey: [n, seven]}}\n";

/* Blocks of so many bytes for values. */
static struct world world_with(int block_bytes)
{
    struct world w = *trial.world;

    w.cluster.engine.block_bytes = block_bytes + 145;
    return w;
}

static int begin(void **state)
{
    (void)state;
    trial = trial_read(schema, yaml);
    return 0;
}

static int end(void **state)
{
    (void)state;
    trial_done(&trial);
    return 0;
}

static const struct table_design *design_of(const char *design,
                                            const char *table)
{
    for (int d = 0; d < trial.world->design_count; d++)
        if (text_equal(trial.world->designs[d]->name, design))
            return &trial.world->designs[d]->tables[trial_table(&trial, table)];
    fail_msg("no design %s", design);
    return NULL;
}

static const struct store *built(const struct world *w, const char *design,
                                 const char *table, double limit)
{
    static const enum encoding raw[8] = { ENCODE_RAW };
    const struct store_options options = { .encodings = raw,
                                           .limit_bytes = limit,
                                           .way_out = "try less" };
    struct faults faults;

    faults_init(&faults, trial.arena);
    return store_build(trial.arena, w, trial_table(&trial, table),
                       design_of(design, table), &options, &faults);
}

static void assert_block(const struct store *s, int slice, int column, int i,
                         struct store_block want)
{
    const struct store_block got = s->slices[slice].columns[column].blocks[i];

    assert_int_equal(got.first, want.first);
    assert_int_equal(got.rows, want.rows);
    assert_int_equal(got.lo, want.lo);
    assert_int_equal(got.hi, want.hi);
    assert_int_equal(got.nulls, want.nulls);
}

/* Slice 1 has rows 1, 5, .., 93: 24 of them. */
static void rows_are_dealt_and_cut(void **state)
{
    const struct world w = world_with(40);
    const struct store *s = built(&w, "plain", "t", 0);

    (void)state;
    assert_int_equal(s->slices[0].rows, 24);
    assert_int_equal(s->slices[1].rows, 24);
    assert_int_equal(s->slices[2].rows, 23);
    assert_int_equal(s->slices[3].rows, 23);
    assert_int_equal(s->slices[1].columns[0].count, 3);
    assert_block(s, 1, 0, 0, (struct store_block){ 0, 10, 1, 37, 0 });
    assert_block(s, 1, 0, 1, (struct store_block){ 10, 10, 41, 77, 0 });
    assert_block(s, 1, 0, 2, (struct store_block){ 20, 4, 81, 93, 0 });
    assert_int_equal(store_column_blocks(s, 0), 12);
    assert_near(store_rows_per_block(s, 0), 10, 0);
    /* 4 + 4 bytes, so 5 to a block; 8 bytes of ROW_ID likewise; INSERT_XID
       4 runs of 255 rows. */
    assert_int_equal(store_column_blocks(s, 3), 20);
    assert_int_equal(store_column_blocks(s, 4), 4);
    assert_int_equal(store_column_blocks(s, 6), 20);
    assert_int_equal(store_blocks(s), 12 + 12 + 12 + 20 + 4 + 4 + 20);
}

/* 24 rows of slice 1 in groups of 9: the bytes have no say, 40 or 4096. */
static void groups_have_so_many_rows(void **state)
{
    struct world w = world_with(40);

    (void)state;
    w.cluster.engine.rows_per_block = 9;
    for (int bytes = 40; bytes <= 4096; bytes += 4056) {
        w.cluster.engine.block_bytes = bytes + 145;
        const struct store *s = built(&w, "plain", "t", 0);
        assert_int_equal(s->slices[1].columns[0].count, 3);
        assert_block(s, 1, 0, 0, (struct store_block){ 0, 9, 1, 33, 0 });
        assert_block(s, 1, 0, 1, (struct store_block){ 9, 9, 37, 69, 0 });
        assert_block(s, 1, 0, 2, (struct store_block){ 18, 6, 73, 93, 0 });
        /* Four columns and three hidden ones, on four slices. */
        assert_int_equal(store_blocks(s), 7 * 4 * 3);
    }
}

/* NULL takes a bit: 320 bits hold 9 values of 33. */
static void nulls_are_counted_and_leave_no_range(void **state)
{
    const struct world w = world_with(40);
    const struct store *s = built(&w, "plain", "t", 0);

    (void)state;
    assert_int_equal(s->slices[0].columns[2].count, 3);
    assert_block(s, 0, 2, 1,
                 (struct store_block){ 9, 9, INT64_MAX, INT64_MIN, 9 });
}

/*
 * Slice 0 has rows 0, 4, .., 92. Those with row mod 7 = 0 are 0, 28, 56, 84;
 * = 1: 8, 36, 64, 92; = 2: 16, 44, 72; = 3: 24, 52, 80. So the first ten rows
 * end with 44.
 */
static void rows_are_sorted_by_all_keys(void **state)
{
    const struct world w = world_with(40);
    const struct store *s = built(&w, "sorted", "t", 0);

    (void)state;
    assert_block(s, 0, 1, 0, (struct store_block){ 0, 10, 0, 2, 0 });
    assert_block(s, 0, 0, 0, (struct store_block){ 0, 10, 0, 92, 0 });
    assert_block(s, 0, 1, 1, (struct store_block){ 10, 10, 2, 5, 0 });
    /* Each of four slices has one more, empty, block of every column. */
    assert_int_equal(s->segments, 2);
    assert_int_equal(store_column_blocks(s, 1), 16);
}

/* All of n is NULL, so the second key decides. */
static void equal_keys_leave_it_to_the_next(void **state)
{
    const struct world w = world_with(40);
    const struct store *s = built(&w, "by_n", "t", 0);

    (void)state;
    assert_block(s, 0, 1, 0, (struct store_block){ 0, 10, 0, 2, 0 });
}

/*
 * The 8 by 8 grid along its z-order curve. Blocks of four rows are the
 * squares of two by two, the first column's bit first: (0..1, 0..1), then y
 * moves, then x.
 */
static void interleaved_keys_make_squares(void **state)
{
    const struct world w = world_with(16);
    const struct store *s = built(&w, "sorted", "grid", 0);

    (void)state;
    assert_int_equal(s->slices[0].columns[0].count, 16);
    for (int i = 0; i < 16; i++) {
        const int x = 4 * (i >> 3 & 1) + 2 * (i >> 1 & 1);
        const int y = 4 * (i >> 2 & 1) + 2 * (i & 1);
        assert_block(s, 0, 0, i, (struct store_block){ 4 * i, 4, x, x + 1, 0 });
        assert_block(s, 0, 1, i, (struct store_block){ 4 * i, 4, y, y + 1, 0 });
    }
}

/* ALL: the first slice of each of two nodes has all rows. */
static void copies_lie_on_each_node(void **state)
{
    const struct world w = world_with(16);
    const struct store *s = built(&w, "plain", "grid", 0);

    (void)state;
    assert_int_equal(s->slices[0].rows, 64);
    assert_int_equal(s->slices[1].rows, 0);
    assert_int_equal(s->slices[2].rows, 64);
    assert_int_equal(store_column_blocks(s, 0), 32);
}

/* Three rows on four slices: the fourth has no block at all. */
static void a_slice_without_rows_has_no_blocks(void **state)
{
    const struct world w = world_with(40);
    const struct store *s = built(&w, "sorted", "one", 0);

    (void)state;
    assert_int_equal(s->slices[3].rows, 0);
    assert_int_equal(store_column_blocks(s, 0), 6);
    assert_int_equal(store_blocks(s), 24);
}

/* Seven values of 20,000 rows each: a slice has whole values, in order of
   arrival, and no row is lost between parts of 65,536. */
static void equal_keys_share_a_slice(void **state)
{
    const struct table_design *d = design_of("sorted", "k");
    const int table = trial_table(&trial, "k");
    const struct dealing dealing =
        dealing_of(trial.arena, trial.world, table, d, NULL);
    int64_t *rows[4], sum = 0;

    (void)state;
    for (int s = 0; s < 4; s++) {
        rows[s] = ARENA_ARRAY(trial.arena, dealing.counts[s], int64_t);
        assert_int_equal(dealing.counts[s] % 20000, 0);
        sum += dealing.counts[s];
    }
    assert_int_equal(sum, 140000);
    dealing_rows(&dealing, 0, 4, rows);
    for (int s = 0; s < 4; s++)
        for (int64_t i = 0; i < dealing.counts[s]; i++) {
            assert_int_equal(dealing_slice(rows[s][i] % 7, 4), s);
            assert_true(i == 0 || rows[s][i] > rows[s][i - 1]);
        }
}

static void assert_same(const struct store *a, const struct store *b)
{
    const int columns = a->t->column_count + HIDDEN_COLUMNS;

    assert_non_null(b);
    for (int s = 0; s < 4; s++) {
        assert_int_equal(a->slices[s].rows, b->slices[s].rows);
        for (int c = 0; a->slices[s].rows > 0 && c < columns; c++) {
            const struct store_column *x = &a->slices[s].columns[c];
            const struct store_column *y = &b->slices[s].columns[c];
            assert_int_equal(x->count, y->count);
            assert_memory_equal(x->blocks, y->blocks,
                                (size_t)x->count * sizeof(*x->blocks));
        }
    }
}

/* 7 values on 4 slices: the fullest has two or more, 40,000 rows, and 8 bytes
   each; with one slice at a time nothing changes. */
static void memory_is_limited(void **state)
{
    const struct world w = world_with(4000);
    const struct store *whole = built(&w, "sorted", "k", 0);
    int64_t most = 0;

    (void)state;
    for (int s = 0; s < 4; s++)
        if (whole->slices[s].rows > most)
            most = whole->slices[s].rows;
    assert_same(whole, built(&w, "sorted", "k", (double)most * 8));
    assert_null(built(&w, "sorted", "k", (double)most * 8 - 1));
}

/* Where rows are sorted, each takes as much again for its ticket to move; by
   two axes, two pairs of 16 bytes and a place on the curve. */
static void sorting_is_limited(void **state)
{
    static const struct {
        const char *table;
        double rows, each; /* on the fullest slice */
    } cases[] = { { "t", 24, 8 + 8 }, { "grid", 64, 8 + 32 + 8 } };
    const struct world w = world_with(4000);

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        const char *const table = cases[i].table;
        const double least = cases[i].rows * cases[i].each;
        assert_same(built(&w, "sorted", table, 0),
                    built(&w, "sorted", table, least));
        assert_null(built(&w, "sorted", table, least - 1));
    }
}

static void threads_change_nothing(void **state)
{
    const struct world w = world_with(4000);
    const struct store *first = NULL;

    (void)state;
    for (int i = 0; i < THREADS; i++) {
        threads_set(i);
        const struct store *s = built(&w, "sorted", "k", 0);
        if (first == NULL)
            first = s;
        assert_same(first, s);
    }
    threads_reset();
}

static void pairs_sort_and_keep_ties(void **state)
{
    enum { N = 5000 };
    static struct radix_pair pairs[N], room[N];

    (void)state;
    for (int64_t i = 0; i < N; i++)
        pairs[i] = (struct radix_pair){ rng_mix((uint64_t)i % 1777), i };
    radix_sort(pairs, room, N);
    for (int i = 1; i < N; i++) {
        assert_true(pairs[i].key >= pairs[i - 1].key);
        assert_true(pairs[i].key > pairs[i - 1].key ||
                    pairs[i].row > pairs[i - 1].row);
        assert_true(pairs[i].key == rng_mix((uint64_t)pairs[i].row % 1777));
    }
}

/* Keys of one digit and of several, odd and even: rows by key, those of one
   key in their order, and nothing left of the key. */
static void words_sort_and_leave_rows(void **state)
{
    enum { N = 5000, LOW = 13 };
    static const int widths[] = { 1, 11, 12, 22, 23, 34, 50 };
    static int64_t words[N], room[N];

    (void)state;
    for (size_t w = 0; w < sizeof(widths) / sizeof(*widths); w++) {
        const uint64_t mask = (UINT64_C(1) << widths[w]) - 1;
        for (uint64_t i = 0; i < N; i++)
            words[i] = (int64_t)((rng_mix(i % 1777) & mask) << LOW | i);
        radix_sort_words(words, room, N, LOW, widths[w]);
        for (int i = 1; i < N; i++) {
            const uint64_t a = (uint64_t)words[i - 1], b = (uint64_t)words[i];
            const uint64_t x = rng_mix(a % 1777) & mask;
            const uint64_t y = rng_mix(b % 1777) & mask;
            assert_true(b < N && (x < y || (x == y && a < b)));
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_dealt_and_cut),
        cmocka_unit_test(groups_have_so_many_rows),
        cmocka_unit_test(nulls_are_counted_and_leave_no_range),
        cmocka_unit_test(rows_are_sorted_by_all_keys),
        cmocka_unit_test(equal_keys_leave_it_to_the_next),
        cmocka_unit_test(interleaved_keys_make_squares),
        cmocka_unit_test(copies_lie_on_each_node),
        cmocka_unit_test(a_slice_without_rows_has_no_blocks),
        cmocka_unit_test(equal_keys_share_a_slice),
        cmocka_unit_test(memory_is_limited),
        cmocka_unit_test(sorting_is_limited),
        cmocka_unit_test(threads_change_nothing),
        cmocka_unit_test(pairs_sort_and_keep_ties),
        cmocka_unit_test(words_sort_and_leave_rows),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
