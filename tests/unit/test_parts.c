/*
 * What the values of a part of a table take. The id rises row by row, so those
 * of a batch span its rows, in whatever order; AZ64 keeps groups of 64 at the
 * bits of their span and one value and a byte besides (sim/codec/az64.c). Values
 * in a block follow by hand.
 */
#include "codec/codec.h"
#include "estimate/regions/parts.h"
#include "tests/trial.h"

enum { ID, CUSTOMER, AMOUNT };

static struct trial trial;
static struct known *known;

static const char schema[] =
    "create table t (id bigint not null encode az64,"
    " customer int not null encode az64, amount int not null encode az64)"
    " diststyle even sortkey (customer);";

static const char yaml[] =
    "cluster: {node: dc2.large, nodes: 2}\n" /* four slices */
    "data:\n"
    "  t:\n"
    "    rows: 1600000\n"
    "    columns:\n"
    "      id: {law: sequential}\n"
    "      customer: {law: {uniform: [1, 1000000]}}\n"
    "      amount: {law: {uniform: [1, 900]}}\n"
    "designs: {one: {}}\n";

static struct table_layout *layout(void)
{
    return layout_table(trial.arena, known, 0,
                        &trial.world->designs[0]->tables[0]);
}

static int begin(void **state)
{
    (void)state;
    trial = trial_read(schema, yaml);
    known = known_begin(trial.arena, trial.world);
    return 0;
}

static int end(void **state)
{
    (void)state;
    trial_done(&trial);
    return 0;
}

/* Values of 8 bytes in a block whose groups of 64 take so many bits each. */
static double az64_values(double bits)
{
    const double group = 1 + 8 + 64 * bits / 8;

    return (CODEC_BLOCK_BYTES - CODEC_HEADER_BYTES) / (group / 64);
}

/* Of 100,000 ids 64 span 96,900 in the mean, 17 bits: of a load on 25,000 rows
   of a slice, and of an update that hits every fifth. The whole table's take
   21. */
static void a_batch_spans_the_rows_of_its_time(void **state)
{
    struct parts *const p = parts_of(known, layout());

    (void)state;
    assert_true(parts_differ(p, ID));
    assert_near(parts_values(p, 25000, 1e5, 1e5)[ID], az64_values(17), 0.002);
    assert_near(parts_values(p, 5000, 2e4, 1e5)[ID], az64_values(17), 0.002);
    assert_near(parts_values(p, 4e5, 1.6e6, 1.6e6)[ID], az64_values(21), 0.002);
}

/* Loads of 64 rows: 16 on a slice, so that four of them make a group, whose ids
   span up to 255. */
static void small_batches_share_a_group(void **state)
{
    struct parts *const p = parts_of(known, layout());

    (void)state;
    assert_near(parts_values(p, 16, 64, 64)[ID], az64_values(8), 0.005);
}

/* The fewer the rows, the wider apart are their customers; what says nothing
   about key or arrival takes what it takes everywhere. */
static void steps_of_the_key_widen(void **state)
{
    struct parts *const p = parts_of(known, layout());
    double before = HUGE_VAL;

    (void)state;
    assert_true(parts_differ(p, CUSTOMER));
    assert_false(parts_differ(p, AMOUNT));
    for (double rows = 64000; rows > 1000; rows /= 5) {
        const double values = parts_values(p, rows / 4, rows, rows)[CUSTOMER];
        assert_true(values < before);
        before = values;
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_batch_spans_the_rows_of_its_time),
        cmocka_unit_test(small_batches_share_a_group),
        cmocka_unit_test(steps_of_the_key_widen),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
