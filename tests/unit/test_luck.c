/*
 * How far the blocks read stray by which slice a key hashes to: against tables
 * whose slices get their rows by drawn numbers, their pieces laid on blocks one
 * by one.
 *
 * Six million rows of 14,000 keys on eight slices, sorted by one of eleven
 * values and then by one of fifty. A block holds 32,695 values of two bytes, or
 * 16,347 of four.
 */
#include "measure/luck.h"

#include <math.h>
#include <string.h>

#include "base/rng.h"
#include "tests/trial.h"

static const char schema[] =
    "create table t (a smallint not null encode raw, q smallint not null encode"
    " raw, w int not null encode raw, d int not null encode raw);";

static const char yaml[] =
    "cluster: {node: dc2.large, nodes: 4}\n"
    "engine: {block_bytes: 65536}\n"
    "data:\n"
    "  t:\n"
    "    rows: 6000000\n"
    "    columns:\n"
    "      a: {law: {uniform: [0, 10]}}\n"
    "      q: {law: {uniform: [1, 50]}}\n"
    "      w: {law: {uniform: [1, 1000000]}}\n"
    "      d: {law: {uniform: [1, 14000]}}\n"
    "designs:\n"
    "  key: {t: {distkey: d, sortkey: [a, q]}}\n"
    "  even: {t: {diststyle: even, sortkey: [a, q]}}\n"
    "queries:\n"
    "  pieces: {text: 'select sum(w) from t where a between 5 and 7"
    " and q between 36 and 40'}\n"
    "  range: {text: 'select sum(w) from t where a between 5 and 7'}\n"
    "  all: {text: 'select sum(w) from t'}\n";

enum { A, Q, W, TRIALS = 2000, SLICES = 8, KEYS = 14000 };
static const double RUNS = 11, SMALL = 32695, WIDE = 16347, ROWS = 6e6;

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

static double luck(const char *design, const char *query, int column)
{
    const struct query *q = trial_query(&trial, design, query)->query;
    const struct relation *const r = &q->relations[0];

    return luck_of_slices(trial.arena, trial.cost->known,
                          trial_layout(&trial, design, "t"), r->filters,
                          r->filter_count, r->reads)[column];
}

static double normal(struct rng_stream s, uint64_t *at)
{
    const double u = 1 - rng_unit(s, (*at)++), v = rng_unit(s, (*at)++);

    return sqrt(-2 * log(u)) * cos(6.283185307179586 * v);
}

/* Blocks of four bytes read on a slice of so many rows: where a block of two
   bytes has rows of 36..40, or the end of a run in it, between 5 and 7. */
static double slice_blocks(double rows)
{
    const double run = rows / RUNS;
    char small[64] = { 0 }, wide[128] = { 0 };
    double blocks = 0;

    for (int r = 0; r < RUNS; r++) {
        for (double b = floor((r + 0.7) * run / SMALL);
             b * SMALL < (r + 0.8) * run; b++)
            small[(int)b] = 1;
        small[(int)(r * run / SMALL)] |= r > 0;
    }
    for (int b = 0; b < 64; b++) {
        const double first = b * SMALL, last = fmin(first + SMALL, rows);
        if (!small[b] || first >= 8 * run || last <= 5 * run || first >= rows)
            continue;
        for (double x = floor(first / WIDE); x * WIDE < last; x++)
            wide[(int)x] = 1;
    }
    for (int x = 0; x < 128; x++)
        blocks += wide[x];
    return blocks;
}

static void test_pieces_stray(void **state)
{
    const struct rng_stream s = rng_stream(17, "test.luck", 0);
    const double sd =
        sqrt(KEYS * (1.0 / SLICES) * (1 - 1.0 / SLICES)) * ROWS / KEYS;
    double sum = 0, squares = 0;
    uint64_t at = 0;

    (void)state;
    for (int t = 0; t < TRIALS; t++) {
        double blocks = 0;
        for (int i = 0; i < SLICES; i++)
            blocks += slice_blocks(ROWS / SLICES + sd * normal(s, &at));
        sum += blocks;
        squares += blocks * blocks;
    }
    const double mean = sum / TRIALS;
    assert_near(luck("key", "pieces", W), sqrt(squares / TRIALS - mean * mean),
                0.2);
}

/* A range of a fifth of a slice has two edges, which cross one block. */
static void test_one_range_strays_little(void **state)
{
    (void)state;
    assert_true(luck("key", "range", W) < sqrt(SLICES));
}

static void test_no_luck(void **state)
{
    (void)state;
    assert_near(luck("key", "all", W), 0, 0);
    assert_near(luck("even", "pieces", W), 0, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pieces_stray),
        cmocka_unit_test(test_one_range_strays_little),
        cmocka_unit_test(test_no_luck),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
