/*
 * From work to seconds, by hand: two nodes of two slices, the rates below.
 * A slice reads 68.5 MB/s, half of its node's 137 MB/s; a slice computes 1.7
 * times as fast as the reference.
 */
#include "estimate/price.h"
#include "tests/csv.h"
#include "tests/measured.h"
#include "tests/trial.h"

static struct arena *arena;

static int setup(void **state)
{
    (void)state;
    arena = arena_begin();
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    arena_done(arena);
    return 0;
}

static const struct cluster cluster = {
    .node = { .vcpu = 2,
              .slices = 2,
              .memory_bytes = 16e9,
              .disk_Bps = 137e6,
              .network_Bps = 53e6,
              .core_speed = 1.7,
              .usd_per_h = 0.31 },
    .engine = { .block_bytes = 1048576,
                .scan_s_per_value = 3e-9,
                .text_s_per_byte = 7e-9,
                .probe_base_s = 23e-9,
                .probe_doubling_s = 11e-9,
                .probe_base_rows = 1000,
                .build_s_per_row = 29e-9,
                .merge_s_per_row = 13e-9,
                .group_s_per_row = 41e-9,
                .sort_s_per_compare = 5e-9,
                .nested_s_per_pair = 2e-9,
                .motion_s = 0.37,
                .distribute_s_per_row = 19e-9,
                .leader_s = 0.083,
                .leader_s_per_row = 17e-6,
                .spill_write_Bps = 71e6,
                .spill_read_Bps = 97e6 },
    .nodes = 2,
    .slices = 4,
    .slots = 5,
};

static const double SLICE_BPS = 68.5e6;

/* A scan whose busiest slice reads so many bytes and decodes so many values;
   the sums say something else, and must not matter. */
static struct step *scan(double bytes, double values)
{
    struct step *const s = step_new(arena, OP_SCAN, NULL, NULL);

    s->tally.bytes_read = (struct amount){ 3 * bytes, bytes };
    s->tally.values = (struct amount){ 3.1 * values, values };
    return s;
}

static struct price price_of(struct step *root)
{
    struct plan *const p = ARENA_NEW(arena, struct plan);

    p->root = root;
    plan_number(arena, p);
    const struct price price = price_plan(&cluster, p);
    double sum = 0;
    for (int i = 0; i < p->step_count; i++)
        sum += p->steps[i]->seconds;
    assert_near(sum, price.total_s, 1e-12);
    assert_near(price.scan_s + price.network_s + price.compute_s +
                    price.spill_s + price.leader_s,
                price.total_s, 1e-12);
    /* Two nodes at 0.31 dollars an hour. */
    assert_near(price.usd, price.total_s * 2 * 0.31 / 3600, 1e-12);
    return price;
}

static void test_disk_is_slowest(void **state)
{
    (void)state;
    struct step *const s = scan(1.1e9, 7e9);
    const struct price p = price_of(s);

    /* 7e9 * 3e-9 / 1.7 = 12.35 s of decoding, behind 16.06 s of reading. */
    assert_near(p.scan_s, 1.1e9 / SLICE_BPS, 1e-12);
    assert_within(p.compute_s, 0, 0);
    assert_near(p.leader_s, 0.083, 1e-12);
    assert_near(p.total_s, 1.1e9 / SLICE_BPS + 0.083, 1e-12);
    assert_near(s->disk_s, 1.1e9 / SLICE_BPS, 1e-12);
    assert_near(s->compute_s, 21 / 1.7, 1e-12);
}

static void test_processor_is_slowest(void **state)
{
    (void)state;
    struct step *const s = scan(1.1e9, 1.3e10);
    s->tally.text_bytes.busiest = 1.9e9;
    const struct price p = price_of(s);
    const double compute = (1.3e10 * 3e-9 + 1.9e9 * 7e-9) / 1.7;

    assert_near(p.scan_s, 1.1e9 / SLICE_BPS, 1e-12);
    assert_near(p.compute_s, compute - 1.1e9 / SLICE_BPS, 1e-12);
    assert_near(p.total_s, compute + 0.083, 1e-12);
}

/* Rows of an aggregate that flow on to other nodes. */
static void test_network_is_slowest(void **state)
{
    (void)state;
    struct step *const s =
        step_new(arena, OP_HASH_AGGREGATE, scan(0.3e9, 0), NULL);
    s->tally.rows_moved = (struct amount){ 9e6, 4.3e6 };
    s->tally.bytes_moved = (struct amount){ 1.7e9, 0.9e9 };
    const struct price p = price_of(s);

    assert_near(p.scan_s, 0.3e9 / SLICE_BPS, 1e-12);
    assert_near(p.network_s, 0.9e9 / 53e6 - 0.3e9 / SLICE_BPS, 1e-12);
    /* Packed by the two slices of the node: less than the network takes. */
    assert_near(s->compute_s, 4.3e6 / 2 * 19e-9 / 1.7, 1e-12);
    assert_within(p.compute_s, 0, 0);
}

/*
 * Build side first, then the probing side: two segments. A table of 3,000 rows
 * costs 23 + 11 * log2(1 + 3) = 45 ns a look-up.
 */
static void test_hash_join(void **state)
{
    (void)state;
    struct step *const inner = scan(0.11e9, 0);
    struct step *const hash = step_new(arena, OP_HASH, inner, NULL);
    struct step *const outer = scan(0.7e9, 0);
    struct step *const join = step_new(arena, OP_HASH_JOIN, outer, hash);

    hash->tally.build_rows = (struct amount){ 12000, 3000 };
    join->label = DS_DIST_NONE;
    join->tally.probe_rows = (struct amount){ 3.1e9, 0.9e9 };
    join->tally.hash_rows = 3000;
    const struct price p = price_of(join);
    const double probe = 0.9e9 * 45e-9 / 1.7;

    assert_near(p.scan_s, (0.11e9 + 0.7e9) / SLICE_BPS, 1e-12);
    assert_near(p.compute_s, probe - 0.7e9 / SLICE_BPS, 1e-12);
    assert_near(p.total_s, 0.11e9 / SLICE_BPS + probe + 0.083, 1e-12);
    assert_near(hash->compute_s, 3000 * 29e-9 / 1.7, 1e-12);
}

/* The exchange of a join: a fixed time, and the slowest of reading and
   sending what is read. Whatever it is, no step's share is lost. */
static void test_moved_inner_side(void **state)
{
    (void)state;
    static const enum motion_label labels[] = {
        DS_BCAST_INNER, DS_DIST_INNER,     DS_DIST_OUTER,
        DS_DIST_BOTH,   DS_DIST_ALL_INNER,
    };

    for (size_t i = 0; i < sizeof(labels) / sizeof(labels[0]); i++) {
        struct step *const hash =
            step_new(arena, OP_HASH, scan(0.11e9, 0), NULL);
        struct step *const join =
            step_new(arena, OP_HASH_JOIN, scan(0.7e9, 2e9), hash);

        hash->tally.build_rows = (struct amount){ 4.4e7, 1.1e7 };
        join->label = labels[i];
        join->tally.rows_moved = (struct amount){ 4.4e7, 1.3e7 };
        join->tally.bytes_moved = (struct amount){ 1e9, 0.31e9 };
        join->tally.probe_rows = (struct amount){ 3.1e9, 0.9e9 };
        join->tally.hash_rows = 1.1e7;
        const double moved = price_of(join).total_s;

        join->label = DS_DIST_NONE;
        join->tally.rows_moved = join->tally.bytes_moved =
            (struct amount){ 0, 0 };
        const double still = price_of(join).total_s;
        assert_true(moved >= still + 0.37);
        assert_true(moved <= still + 0.37 + 0.31e9 / 53e6 +
                                 1.3e7 / 2 * 19e-9 / 1.7 + 1e-9);
    }
}

/* Written once and read once, on top of everything else. */
static void test_spill_adds(void **state)
{
    (void)state;
    struct step *const s = step_new(arena, OP_SORT, scan(1.1e9, 0), NULL);
    const double dry = price_of(s).total_s;

    s->tally.spill_bytes = (struct amount){ 4e9, 1.3e9 };
    const struct price p = price_of(s);
    assert_near(p.spill_s, 1.3e9 / 71e6 + 1.3e9 / 97e6, 1e-12);
    assert_near(p.total_s, dry + p.spill_s, 1e-12);
    assert_true(s->seconds >= p.spill_s);
}

static void test_leader(void **state)
{
    (void)state;
    struct step *const s = step_new(arena, OP_MERGE, scan(1e6, 0), NULL);

    s->tally.leader_rows = 23000;
    assert_near(price_of(s).leader_s, 0.083 + 23000 * 17e-6, 1e-12);
}

/* Each kind of work at its own price, alone in its segment. */
static void test_prices_of_work(void **state)
{
    static const struct {
        size_t offset;
        double s_per_unit;
    } works[] = {
        { offsetof(struct tally, merge_rows), 13e-9 },
        { offsetof(struct tally, pair_rows), 2e-9 },
        { offsetof(struct tally, group_rows), 41e-9 },
        { offsetof(struct tally, groups), 41e-9 },
        { offsetof(struct tally, sort_compares), 5e-9 },
        { offsetof(struct tally, build_rows), 29e-9 },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(works) / sizeof(works[0]); i++) {
        struct step *const s = scan(0, 0);
        struct amount *const a =
            (struct amount *)(void *)((char *)&s->tally + works[i].offset);

        *a = (struct amount){ 5.1e9, 1.3e9 };
        assert_near(price_of(s).total_s,
                    1.3e9 * works[i].s_per_unit / 1.7 + 0.083, 1e-12);
    }
}

/* More of any work never takes less time. */
static void test_monotone(void **state)
{
    enum { AMOUNTS = offsetof(struct tally, hash_rows) / sizeof(double) };

    (void)state;
    for (int i = 0; i < AMOUNTS; i++) {
        double before = 0;
        for (double work = 0; work < 1e10; work = work * 3 + 1e5) {
            struct step *const hash =
                step_new(arena, OP_HASH, scan(1e8, 0), NULL);
            struct step *const join =
                step_new(arena, OP_HASH_JOIN, scan(1e8, 1e8), hash);

            join->label = DS_BCAST_INNER;
            join->tally.rows_moved = (struct amount){ 1, 1 };
            ((double *)(void *)&join->tally)[i] += work;
            const double now = price_of(join).total_s;
            assert_true(now >= before);
            before = now;
        }
    }
}

/* The steps' seconds add up to the query's, in everything that is shipped. */
static void test_steps_add_up(void **state)
{
    (void)state;
    for (int i = 0; i < TRIAL_SHIPPED; i++) {
        struct trial t = trial_run(trial_shipped(i));

        for (int d = 0; d < t.cost->design_count; d++)
            for (int q = 0; q < t.cost->query_count; q++) {
                const struct cost_query *const c =
                    &t.cost->designs[d].queries[q];
                double sum = 0;

                for (int s = 0; s < c->plan->step_count; s++)
                    sum += c->plan->steps[s]->seconds;
                if (fabs(sum - c->price.total_s) > 1e-9 * sum)
                    fail_msg("%s, %s, %s: steps %.6f s, query %.6f s",
                             trial_shipped(i), t.cost->designs[d].design->name,
                             c->query->name, sum, c->price.total_s);
            }
        trial_done(&t);
    }
}

/*
 * COPY by hand: 12 files on 8 slices are read in two rounds by the busiest, so
 * as long as 16 would take.
 */
static void test_copy(void **state)
{
    struct cluster c = cluster;
    struct price_load load = {
        .rows = 9.6e6,
        .row_bytes = 50,
        .columns = 7,
        .slice_rows = 1.3e6,
        .files = 12,
        .slices = 8,
    };

    (void)state;
    c.engine.copy_table_s = 0.7;
    c.engine.copy_read_s_per_row_byte = 11e-9;
    c.engine.copy_write_s_per_row_byte = 31e-9;
    c.engine.copy_sort_s_per_compare = 3e-9;
    c.engine.copy_encode_s_per_value = 5e-9;
    const double plain = 0.7 + 1.6e6 * 50 * 11e-9 + 1.3e6 * 50 * 31e-9;
    assert_near(price_copy(&c, load), plain, 1e-12);
    /* Fewer files than slices: three slices read all of it. */
    load.files = 3;
    assert_near(price_copy(&c, load),
                0.7 + 3.2e6 * 50 * 11e-9 + 1.3e6 * 50 * 31e-9, 1e-12);
    load.files = 12;
    load.sorted_rows = 1.3e6;
    load.encoded_values = 6 * 1.3e6;
    load.analysed_rows = 1e5;
    assert_near(price_copy(&c, load),
                plain + 1.3e6 * log2(1.3e6) * 3e-9 + 7.8e6 * 5e-9 +
                    1e5 * 50 * 11e-9,
                1e-12);
}

/*
 * The published COPY of 14,996,734 lines from one file and from eight
 * (tutorial-loading-run-copy): the two rates of engine.yaml were measured on
 * it, so this says only that they are used as they were taken. Raw rows of
 * 80.9 bytes; the fixed time of a COPY comes on top.
 */
static void test_published_copy(void **state)
{
    static const struct measured seconds = {
        "device", "seconds of a COPY from files",
        "Developer Guide, tutorial on loading from S3", 2
    };
    static struct csv copies;
    struct trial t = trial_load("scenarios/ssb-tutorial");
    struct price_load load = { .row_bytes = 80.9, .slices = 8 };

    (void)state;
    csv_read(&copies, "tests/truth/copy_files.csv");
    load.rows = csv_number(&copies, "rows", "files", "1");
    load.slice_rows = load.rows / 8;
    load.files = 1;
    measured(&seconds, price_copy(&t.world->cluster, load),
             csv_number(&copies, "seconds", "files", "1"));
    assert_near(price_copy(&t.world->cluster, load),
                csv_number(&copies, "seconds", "files", "1"), 0.02);
    load.files = 8;
    measured(&seconds, price_copy(&t.world->cluster, load),
             csv_number(&copies, "seconds", "files", "several"));
    assert_near(price_copy(&t.world->cluster, load),
                csv_number(&copies, "seconds", "files", "several"), 0.04);
    trial_done(&t);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_disk_is_slowest),
        TEST(test_processor_is_slowest),
        TEST(test_network_is_slowest),
        TEST(test_hash_join),
        TEST(test_moved_inner_side),
        TEST(test_spill_adds),
        TEST(test_leader),
        TEST(test_prices_of_work),
        TEST(test_monotone),
        TEST(test_steps_add_up),
        TEST(test_copy),
        TEST(test_published_copy),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
