/*
 * Scans of tables laid out by hand. A block holds ten values of four bytes
 * (or nine where they may be NULL, which takes a bit) and five of eight.
 */
#include "exact/scanning.h"
#include "tests/trial.h"
#include "world/value/value.h"

static struct trial trial;
static struct world world;

/* Four slices; slice s has the rows s, s + 4, .., 50 each. `ten` is the tenth
   of the slice's rows that a row is in: rows 40 t .. 40 t + 39. */
static const char schema[] =
    "create table t (id int not null, ten int not null, wide bigint not null,"
    " n int, back int not null) diststyle even;";

static const char yaml[] =
    "cluster: {node: dc2.large, nodes: 2}\n"
    "data:\n"
    "  t:\n"
    "    rows: 200\n"
    "    columns:\n"
    "      id: {law: {sequential: {start: 0}}}\n"
    "      ten: {law: {from: {column: id, divide: 40}}}\n"
    "      wide: {law: {sequential: {start: 0}}}\n"
    "      n: {law: {uniform: [1, 3]}, nulls: 0.5}\n"
    "      back: {law: {from: {column: id, modulo: 8}}}\n"
    "designs:\n"
    "  heap: {encode: none}\n"
    "  sorted: {from: heap, t: {sort: compound, sortkey: [back]}}\n"
    "queries:\n"
    "  mid: {text: 'select sum(wide) from t where ten = 2'}\n"
    "  two: {text: 'select sum(wide) from t where ten in (0, 4)'}\n"
    "  both: {text: 'select sum(wide) from t where ten = 2 and id < 60'}\n"
    "  none: {text: 'select sum(wide) from t where id < 60 and ten = 3'}\n"
    "  all: {text: 'select sum(wide) from t where id + 0 < 7'}\n"
    "  nulls: {text: 'select sum(wide) from t where n is null'}\n"
    "  back: {text: 'select sum(wide) from t where back = 4'}\n"
    "  never: {text: 'select sum(wide) from t where 1 = 0'}\n"
    "  null: {text: 'select sum(wide) from t where id = null'}\n"
    "  neither: {text: 'select sum(wide) from t where wide + 0 < 9 and"
    " false'}\n"
    "  always: {text: 'select sum(wide) from t where id < 60 and 1 = 1'}\n";

static int begin(void **state)
{
    (void)state;
    trial = trial_of(schema, yaml);
    world = *trial.world;
    world.cluster.engine.block_bytes = 145 + 40;
    return 0;
}

static int end(void **state)
{
    (void)state;
    trial_done(&trial);
    return 0;
}

static const struct relation *relation_of(const char *query)
{
    for (int q = 0; q < world.query_count; q++)
        if (text_equal(world.queries[q]->name, query))
            return &world.queries[q]->relations[0];
    fail_msg("no query %s", query);
    return NULL;
}

static struct scanning scanned(int design, const char *query)
{
    static const enum encoding raw[5] = { ENCODE_RAW };
    const struct store_options options = { .encodings = raw };
    const struct relation *r = relation_of(query);
    struct faults faults;

    faults_init(&faults, trial.arena);
    const struct store *s =
        store_build(trial.arena, &world, 0, &world.designs[design]->tables[0],
                    &options, &faults);
    assert_non_null(s);
    return scanning_of(trial.arena, s, r->filters, r->filter_count, r->reads);
}

static double passed(const char *query)
{
    const struct relation *r = relation_of(query);

    return scanning_passes(NULL, &world, 0, r->filters, r->filter_count);
}

enum { ID, TEN, WIDE, N, BACK, XID };

/* On each slice `ten` = 2 are the places 20 .. 29: one block of ten, two of
   five. */
static void a_range_reads_what_it_overlaps(void **state)
{
    const struct scanning s = scanned(0, "mid");

    (void)state;
    assert_int_equal(s.blocks[TEN], 4);
    assert_int_equal(s.blocks[WIDE], 8);
    assert_int_equal(s.blocks[ID], 0);
    assert_int_equal(s.blocks[XID], 4);
    assert_true(s.restricted);
    assert_near(s.tally.rows_scanned.sum, 40, 0);
    assert_near(s.tally.rows_scanned.busiest, 10, 0);
    assert_near(s.tally.blocks.sum, 16, 0);
    assert_near(s.tally.values.busiest, 20, 0);
    assert_near(passed("mid"), 40, 0);
}

/* Places 0 .. 9 and 40 .. 49. */
static void ranges_apart_are_read_apart(void **state)
{
    const struct scanning s = scanned(0, "two");

    (void)state;
    assert_int_equal(s.blocks[TEN], 8);
    assert_int_equal(s.blocks[WIDE], 16);
    assert_near(passed("two"), 80, 0);
}

/* id < 60 is in the blocks of places 0 .. 9 and 10 .. 19, which end with 79:
   nothing of them is left beside 20 .. 29, though a row would pass `ten`. */
static void conditions_intersect(void **state)
{
    const struct scanning s = scanned(0, "both");

    (void)state;
    assert_near(s.tally.blocks.sum, 0, 0);
    assert_near(s.tally.rows_scanned.sum, 0, 0);
    assert_near(passed("both"), 0, 0);
    assert_near(passed("none"), 0, 0);
}

/* id + 0 is no bare column: all is read, and seven rows pass. */
static void an_expression_skips_nothing(void **state)
{
    const struct scanning s = scanned(0, "all");

    (void)state;
    assert_false(s.restricted);
    assert_int_equal(s.blocks[ID], 20);
    assert_near(passed("all"), 7, 0);
}

static void nulls_are_not_in_zone_maps(void **state)
{
    const struct scanning s = scanned(0, "nulls");
    int64_t nulls = 0;

    (void)state;
    assert_false(s.restricted);
    assert_int_equal(s.blocks[N], 4 * 6); /* 50 values, nine to a block */
    for (int64_t row = 0; row < 200; row++)
        nulls += value_at(&world, 0, N, row) == VALUE_NULL;
    assert_near(passed("nulls"), (double)nulls, 0);
}

/*
 * Sorted by id mod 8, a slice has two values of 25 rows each: slice 0 has 0
 * and 4. 4 is in places 25 .. 49, so in the blocks 2 .. 4 of five, and 20 .. 49
 * are read: six blocks of five. Slice 1 has 1 and 5, which share block 2, so
 * that its zone map leaves room for 4; so have 2 and 6, 3 and 7. Each slice
 * reads the empty unsorted block of each column beside.
 */
static void the_unsorted_segment_is_always_read(void **state)
{
    const struct scanning s = scanned(1, "back");

    (void)state;
    assert_int_equal(s.blocks[BACK], 3 + 3 + 4);
    assert_int_equal(s.blocks[WIDE], 6 + 6 + 4);
    assert_int_equal(s.blocks[XID], 4 + 4);
    assert_near(s.tally.rows_scanned.sum, 60, 0);
    assert_near(s.tally.rows_scanned.busiest, 30, 0);
    assert_near(passed("back"), 25, 0);
}

/* What no row can pass opens no table, not even its empty blocks; what all
   pass costs nothing. The estimate says the same. */
static void constants_need_no_block(void **state)
{
    static const char *const never[] = { "never", "neither" };

    (void)state;
    for (int i = 0; i < 2; i++)
        for (int design = 0; design < 2; design++) {
            const struct scanning s = scanned(design, never[i]);
            const struct cost_query *const q =
                trial_query(&trial, design == 0 ? "heap" : "sorted", never[i]);
            assert_near(s.tally.blocks.sum, 0, 0);
            assert_near(s.tally.rows_scanned.sum, 0, 0);
            assert_true(s.restricted);
            assert_near(passed(never[i]), 0, 0);
            assert_near(trial_scan(q->plan, "t")->tally.blocks.sum, 0, 0);
            assert_near(trial_scan(q->plan, "t")->rows, 0, 0);
        }
    /* A comparison with NULL names no value: zone maps let no block pass, but
       the empty blocks of the unsorted segment have none. */
    assert_near(scanned(0, "null").tally.blocks.sum, 0, 0);
    assert_int_equal(scanned(1, "null").blocks[ID], 4);
    assert_near(
        trial_reads(
            trial_scan(trial_query(&trial, "sorted", "null")->plan, "t"), ID),
        4, 0);
    assert_int_equal(relation_of("always")->filter_count, 1);
    assert_near(passed("always"), 60, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_range_reads_what_it_overlaps),
        cmocka_unit_test(ranges_apart_are_read_apart),
        cmocka_unit_test(conditions_intersect),
        cmocka_unit_test(an_expression_skips_nothing),
        cmocka_unit_test(nulls_are_not_in_zone_maps),
        cmocka_unit_test(the_unsorted_segment_is_always_read),
        cmocka_unit_test(constants_need_no_block),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
