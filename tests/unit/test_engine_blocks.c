/*
 * Blocks that a scenario sets (`engine:`), by closed form: 1,000,000 rows on
 * 4 slices, not sorted, nothing compressed: 250,000 rows of each column on a
 * slice.
 */
#include "measure/cost/cost_exact.h"
#include "tests/trial.h"

static const char schema[] =
    "create table t (i int not null,\n"
    "                b bigint not null) diststyle even;\n";

#define TOP                                                                    \
    "cluster: {node: dc1.large, nodes: 2}\n"                                   \
    "data: {t: {rows: 1 M, columns: {i: {law: sequential}}}}\n"                \
    "designs: {plain: {encode: none}}\n"                                       \
    "queries: {q: {text: \"select sum(b) from t where i between 100001 and "   \
    "200000\"}}\n"

static void assert_column(const struct trial *t, int column, double rows,
                          double bytes, double blocks)
{
    const struct column_layout *const c =
        &t->cost->designs[0].layout->tables[0]->columns[column];

    assert_near(c->values_per_block, rows, 0);
    assert_near(c->block_bytes, bytes, 0);
    assert_near(c->blocks, blocks, 0);
}

static const struct tally *scan_of(const struct trial *t)
{
    const struct plan *const p = t->cost->designs[0].queries[0].plan;

    for (int i = 0; i < p->step_count; i++)
        if (p->steps[i]->op == OP_SCAN)
            return &p->steps[i]->tally;
    fail_msg("no scan");
    return NULL;
}

/* 65,536 - 145 = 65,391 bytes: 16,347 integers, 8,173 bigints. */
static void bytes_give_rows(void **state)
{
    struct trial t = trial_of(schema, TOP "engine: {block_bytes: 64 KiB}\n");

    (void)state;
    assert_column(&t, 0, 16347, 65536, 4 * 16);
    assert_column(&t, 1, 8173, 65536, 4 * 31);
    /* 7,265 runs of 255 rows: one block of transaction numbers. */
    assert_column(&t, 2, 7265 * 255, 65536, 4);
    const struct tally *const s = scan_of(&t);
    assert_near(s->bytes_read.sum, s->blocks.sum * 65536, 0);
    trial_done(&t);
}

/*
 * Groups of 10,000 rows: 145 + 40,000 bytes of integers, 145 + 80,000 of
 * bigints. Rows 100,001 to 200,000 are 25,000 of a slice, its places 25,000 to
 * 50,000: groups 2 to 4, 3 of each column.
 */
static void rows_give_bytes(void **state)
{
    struct trial t = trial_of(schema, TOP "engine: {rows_per_block: 10 k}\n");

    (void)state;
    assert_column(&t, 0, 10000, 40145, 4 * 25);
    assert_column(&t, 1, 10000, 80145, 4 * 25);
    const struct column_layout *const xid =
        &t.cost->designs[0].layout->tables[0]->columns[2];
    assert_near(xid->values_per_block, 10000, 0);
    /* 9 bytes for 255 rows, and the header. */
    assert_true(xid->block_bytes >= 145 + 352 && xid->block_bytes <= 145 + 354);
    const struct tally *const s = scan_of(&t);
    assert_near(s->blocks.sum, 4 * 3 * 3, 0);
    assert_near(s->bytes_read.sum, 12 * (40145 + 80145 + xid->block_bytes), 0);
    trial_done(&t);
}

/* What is counted row by row is read in blocks of the same bytes. */
static void counted_blocks_have_their_bytes(void **state)
{
    struct trial t = trial_of(schema, TOP "engine: {rows_per_block: 10 k}\n");
    const double xid =
        t.cost->designs[0].layout->tables[0]->columns[2].block_bytes;
    struct faults faults;

    (void)state;
    faults_init(&faults, t.arena);
    assert_true(cost_exact(t.cost, 0, 0, &faults));
    const struct tally *const s = scan_of(&t);
    assert_near(s->blocks.sum, 4 * 3 * 3, 0);
    assert_near(s->bytes_read.sum, 12 * (40145 + 80145 + xid), 1e-12);
    assert_near(s->bytes_read.busiest, 3 * (40145 + 80145 + xid), 1e-12);
    trial_done(&t);
}

/* Less to read takes less time: the price follows the bytes. */
static void the_price_follows(void **state)
{
    struct trial small =
        trial_of(schema, TOP "engine: {rows_per_block: 10 k}\n");
    struct trial large =
        trial_of(schema, TOP "engine: {rows_per_block: 250 k}\n");

    (void)state;
    assert_true(small.cost->designs[0].queries[0].price.total_s <
                large.cost->designs[0].queries[0].price.total_s);
    assert_near(scan_of(&large)->blocks.sum, 4 * 3, 0);
    trial_done(&small);
    trial_done(&large);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bytes_give_rows),
        cmocka_unit_test(rows_give_bytes),
        cmocka_unit_test(counted_blocks_have_their_bytes),
        cmocka_unit_test(the_price_follows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
