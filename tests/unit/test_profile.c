/*
 * A column that takes one byte until a day and four from then on, by hand.
 *
 * Four slices hold a million rows each, of 4,000 days. `code` is below 100 on
 * the first 2,480 days (62 %) and above a thousand million later. Under MOSTLY8
 * a value takes 1 + 1/8 bytes, then 4 + 1/8. A block of 1 MiB has 1,048,431
 * bytes of room: 931,938 rows of the first days, 254,164 of the others. So the
 * 620,000 first rows of a slice take .665 blocks, and the rest 1.495: three
 * blocks. Where the edge lies is known to a 64th of the rows.
 */
#include <math.h>

#include "models/density.h"
#include "tests/trial.h"

static const double EARLY = 931938, LATE = 254164, ROWS = 1e6;

static const char schema[] =
    "create table t (d date not null encode raw, code int not null encode"
    " mostly8, same int not null encode mostly8) diststyle even;";

static const char yaml[] =
    "cluster: {node: dc2.large, nodes: 2}\n"
    "data:\n"
    "  t:\n"
    "    rows: 4000000\n"
    "    order: {by: d}\n"
    "    columns:\n"
    "      d: {law: {uniform: [2000-01-01, 2010-12-13]}}\n"
    "      code: {law: {cut: {column: d, at: [2006-10-16], pick:"
    " [{uniform: [1, 99]}, {uniform: [1000000000, 2000000000]}]}}}\n"
    "      same: {law: {list: {1: 62, 1000000000: 38}}}\n"
    "designs:\n"
    "  by_day: {t: {sortkey: [d]}}\n"
    "  as_it_came: {t: {sort: none}}\n"
    "  by_same: {t: {sortkey: [same]}}\n"
    "queries:\n"
    "  first: {text: \"select sum(code) from t where d < '2005-06-23'\"}\n"
    "  middle: {text: \"select sum(code) from t where d >= '2007-05-24'\"}\n"
    "  last: {text: \"select sum(code) from t where d >= '2008-10-05'\"}\n"
    "  low: {text: \"select sum(code) from t where code < 50\"}\n";

static struct trial trial;

static int begin(void **state)
{
    (void)state;
    trial = trial_of(schema, yaml);
    return 0;
}

static int end(void **state)
{
    (void)state;
    trial_done(&trial);
    return 0;
}

enum { D, CODE, SAME };

static const struct column_layout *column(const char *design, int which)
{
    return &trial_layout(&trial, design, "t")->columns[which];
}

static void test_pieces(void **state)
{
    static const char *const designs[] = { "by_day", "as_it_came" };

    (void)state;
    for (int i = 0; i < 2; i++) {
        const struct density *const d = column(designs[i], CODE)->density;
        const double segments = i == 0 ? 2 : 1;
        assert_non_null(d);
        /* A window that has the edge in it is a piece of its own. */
        assert_in_range(d->pieces, 2, 3);
        assert_within(d->first_frac[1], 0.62, 1.0 / 64);
        assert_within(d->first_frac[d->pieces - 1], 0.62, 1.0 / 64);
        assert_near(d->rows_per_block[0], EARLY, 1e-6);
        assert_near(d->rows_per_block[d->pieces - 1], LATE, 1e-5);
        assert_near(column(designs[i], CODE)->blocks, 4 * (3 + segments - 1),
                    0);
    }
}

/* Columns that have nothing to do with the order are alike everywhere. */
static void test_flat(void **state)
{
    (void)state;
    assert_null(column("by_day", SAME)->density);
    assert_null(column("as_it_came", SAME)->density);
    assert_null(column("by_same", CODE)->density);
    /* .62 values of 1.125 bytes and .38 of 4.125. */
    assert_near(column("by_day", SAME)->values_per_block, 1048431 / 2.265,
                0.02);
    /* Sorted by itself it has an edge, too, which its law does not say: the
       windows of the sample do. */
    assert_non_null(column("by_same", SAME)->density);
}

static double blocks_read(const char *query)
{
    const struct step *const scan =
        trial_scan(trial_query(&trial, "by_day", query)->plan, "t");

    return trial_reads(scan, CODE) / 4 - 1; /* the empty unsorted block */
}

/*
 * Blocks of the day hold 262,107 rows. Days 0..1,999 are in the first two, so
 * in rows before 524,214: .562 blocks of the code. From day 2,700 the rows from
 * 524,214 on are read, in all three blocks; from day 3,200 those from 786,321
 * on, 1.32 blocks behind the first. With 462,900 rows in every block the first
 * two were two blocks.
 */
static void test_reads(void **state)
{
    (void)state;
    assert_near(blocks_read("first"), 1, 0);
    assert_near(blocks_read("middle"), 3, 0);
    assert_near(blocks_read("last"), 2, 0);
}

/* Low codes are in the first block, which ends .335 of a block of late rows
   behind row 620,000. */
static void test_rounds_out_to_its_own_blocks(void **state)
{
    const struct step *const scan =
        trial_scan(trial_query(&trial, "by_day", "low")->plan, "t");
    const double want = 0.62 * ROWS + (1 - 0.62 * ROWS / EARLY) * LATE;

    (void)state;
    assert_near(scan->tally.rows_scanned.sum, 4 * want, 0.02);
    assert_near(blocks_read("low"), 1, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pieces),
        cmocka_unit_test(test_flat),
        cmocka_unit_test(test_reads),
        cmocka_unit_test(test_rounds_out_to_its_own_blocks),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
