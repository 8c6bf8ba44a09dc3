/*
 * What an encoding makes of a column that follows the sort key, by hand.
 *
 * Rows of 4,000 days, 100 of each day on a slice, sorted by day. A column
 * that is some days later has one value a day. Of a block under BYTEDICT the
 * first 256 days are in its dictionary, at 4 bytes each, and their rows take
 * one byte; a row of a later day takes 5.
 */
#include "tests/trial.h"

enum { DAYS = 4000, SLICES = 4, PER_DAY = 100, DICTIONARY = 256 };
enum { BLOCK = 65536, HEADER = 145 };

static const char yaml[] =
    "cluster: {node: dc2.large, nodes: 2}\n"
    "engine: {block_bytes: 65536}\n"
    "data:\n"
    "  t:\n"
    "    rows: 1600000\n"
    "    columns:\n"
    "      d: {law: {uniform: [2000-01-01, 2010-12-13]}}\n"
    "      later: {law: {lag: {after: d, law: {uniform: [9, 9]}}}}\n"
    "      spread: {law: {lag: {after: d, law: {uniform: [0, 299]}}}}\n"
    "      other: {law: {uniform: [1, 1000]}}\n"
    "queries:\n"
    "  q: {text: \"select count(*) from t\"}\n";

static double rows_per_block(const char *key, const char *column)
{
    struct arena *const a = arena_begin();
    struct trial t = trial_of(
        text_format(a,
                    "create table t (d date not null encode raw, later date"
                    " not null encode bytedict, spread date not null encode"
                    " bytedict, other int not null encode bytedict)"
                    " diststyle even%s;",
                    key),
        yaml);
    const struct table *const table = &t.world->catalog.tables[0];
    const double rows = t.cost->designs[0]
                            .layout->tables[0]
                            ->columns[table_column(table, column)]
                            .values_per_block;

    trial_done(&t);
    arena_done(a);
    return rows;
}

static const double ROOM = BLOCK - HEADER - 4 * DICTIONARY;

/* Known rows at a byte each, then others at five. */
static void test_one_value_a_day(void **state)
{
    const double known = DICTIONARY * PER_DAY;

    (void)state;
    /* A block may begin within a day, and does not end with one. */
    assert_within(rows_per_block(" sortkey (d)", "later"),
                  known + (ROOM - known) / 5, PER_DAY);
}

/* 300 days on from each day: the dictionary fills with the first days' rows,
   and from then on knows fewer and fewer. Row by row: which of the days that
   a row may have came first is drawn by the rule of a small generator. */
static void test_many_values_a_day(void **state)
{
    enum { BLOCKS = 40 };
    static bool known[DAYS + 300];
    uint64_t x = 88172645463325252u;
    double rows = 0;

    (void)state;
    for (int b = 0; b < BLOCKS; b++) {
        double bytes = 0;
        int entries = 0;
        memset(known, 0, sizeof(known));
        for (int n = 0; bytes < BLOCK - HEADER; n++, rows++) {
            x ^= x << 13;
            x ^= x >> 7;
            x ^= x << 17;
            bool *const day = &known[n / PER_DAY + (int)(x % 300)];
            const bool enters = !*day && entries < DICTIONARY;
            bytes += *day ? 1 : 5;
            *day |= enters;
            entries += enters;
        }
    }
    rows /= BLOCKS;
    assert_within(rows_per_block(" sortkey (d)", "spread"), rows, 0.03 * rows);
}

/* What does not follow the key keeps its own rule: 256 of 1,000 values, which
   have come, at a byte a row, after -1000 ln(1 - .256) rows. */
static void test_untied(void **state)
{
    const double each = 1 + 4 * (1 - DICTIONARY / 1000.0);
    const double filled = -1000 * log(1 - DICTIONARY / 1000.0);
    const double rows = filled + (ROOM - filled) / each;

    (void)state;
    assert_within(rows_per_block(" sortkey (d)", "other"), rows, 0.01 * rows);
    assert_within(rows_per_block("", "other"), rows, 0.01 * rows);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_value_a_day),
        cmocka_unit_test(test_many_values_a_day),
        cmocka_unit_test(test_untied),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
