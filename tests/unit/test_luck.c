/*
 * How far the blocks read stray by which slice a key hashes to, and by where
 * runs of equal keys end: against tables drawn here, slice by slice or row by
 * row, and laid on blocks one by one, by code that shares nothing with the
 * program's.
 */
#include "measure/agree/luck.h"

#include <math.h>
#include <string.h>

#include "base/draw.h"
#include "base/rng.h"
#include "tests/trial.h"

static struct luck luck(struct trial *t, const char *design, const char *query)
{
    const struct query *q = trial_query(t, design, query)->query;
    const struct relation *const r = &q->relations[0];

    return luck_of_scan(t->arena, t->cost->known, trial_layout(t, design, "t"),
                        r->filters, r->filter_count);
}

/* Mean and standard deviation of numbers that come one by one. */
struct drawings {
    double n, sum, squares;
};

static void drawings_add(struct drawings *s, double x)
{
    s->n++;
    s->sum += x;
    s->squares += x * x;
}

static double drawings_sd(const struct drawings *s)
{
    return sqrt(s->squares / s->n - s->sum * s->sum / (s->n * s->n));
}

/* ---- keys fall on slices ---------------------------------------------- */

/*
 * Six million rows of 14,000 keys on eight slices, sorted by one of eleven
 * values and then by one of fifty. A block holds 32,695 values of two bytes, or
 * 16,347 of four. A run of 68,000 rows ends within 260 rows of its place, which
 * is next to nothing beside a block.
 */
static const char keyed_schema[] =
    "create table t (a smallint not null encode raw, q smallint not null encode"
    " raw, w int not null encode raw, d int not null encode raw);";

static const char keyed_yaml[] =
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

static struct trial keyed;

static int begin(void **state)
{
    (void)state;
    keyed = trial_of(keyed_schema, keyed_yaml);
    return 0;
}

static int end(void **state)
{
    (void)state;
    trial_done(&keyed);
    return 0;
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

static double slice_rows_sd(void)
{
    return sqrt(KEYS * (1.0 / SLICES) * (1 - 1.0 / SLICES)) * ROWS / KEYS;
}

static void test_pieces_stray(void **state)
{
    const struct rng_stream s = rng_stream(17, "test.luck", 0);
    struct drawings drawn = { 0, 0, 0 };
    uint64_t at = 0;

    (void)state;
    for (int t = 0; t < TRIALS; t++) {
        double blocks = 0;
        for (int i = 0; i < SLICES; i++)
            blocks +=
                slice_blocks(ROWS / SLICES + slice_rows_sd() * normal(s, &at));
        drawings_add(&drawn, blocks);
    }
    const struct luck l = luck(&keyed, "key", "pieces");
    assert_near(luck_sd(l.blocks[W]), drawings_sd(&drawn), 0.15);
    assert_true(l.blocks[W].slices > 2 * l.blocks[W].runs);
}

/* A range of a fifth of a slice has two edges, which cross one block. */
static void test_one_range_strays_little(void **state)
{
    (void)state;
    assert_true(luck_sd(luck(&keyed, "key", "range").blocks[W]) < sqrt(SLICES));
}

static void test_no_luck(void **state)
{
    (void)state;
    assert_near(luck_sd(luck(&keyed, "key", "all").blocks[W]), 0, 0);
    assert_near(luck_sd(luck(&keyed, "even", "range").blocks[W]), 0, 0);
    assert_near(luck(&keyed, "even", "pieces").blocks[W].slices, 0, 0);
}

/* Once the rows of each slice are told, nothing of that luck is left. */
static void test_slices_that_are_known(void **state)
{
    const struct rng_stream s = rng_stream(18, "test.luck", 1);
    const struct query *q = trial_query(&keyed, "key", "pieces")->query;
    const struct relation *const r = &q->relations[0];
    uint64_t at = 0;

    (void)state;
    for (int t = 0; t < 50; t++) {
        double rows[SLICES], blocks[16] = { 0 }, want = SLICES; /* empty ones */
        for (int i = 0; i < SLICES; i++) {
            rows[i] = floor(ROWS / SLICES + slice_rows_sd() * normal(s, &at));
            want += slice_blocks(rows[i]);
        }
        luck_filled(keyed.cost->known, trial_layout(&keyed, "key", "t"),
                    r->filters, r->filter_count, rows, SLICES, blocks);
        assert_near(blocks[W], want, 0.05);
    }
}

/* ---- runs fall into blocks -------------------------------------------- */

/* Tables whose rows are drawn: so many shops, a year of days in each. */
struct shape {
    int rows, block, shops; /* on a slice */
};

enum { DAYS = 365, FIRST = 152, LAST = 181, DRAWN = 600, SHOPS_MOST = 40 };

/* Blocks of which the days meet the month, of rows in order of shop and day:
   counts[shop][day] of them. */
static int month_blocks(const struct shape *s, int counts[][DAYS])
{
    int blocks = 0, filled = 0, lo = DAYS, hi = -1;

    for (int shop = 0; shop < s->shops; shop++)
        for (int day = 0; day < DAYS; day++)
            for (int left = counts[shop][day]; left > 0;) {
                const int take =
                    left < s->block - filled ? left : s->block - filled;
                lo = day < lo ? day : lo;
                hi = day > hi ? day : hi;
                filled += take;
                left -= take;
                if (filled < s->block)
                    continue;
                blocks += lo < LAST && hi >= FIRST - 1;
                filled = 0;
                lo = DAYS;
                hi = -1;
            }
    return blocks + (filled > 0 && lo < LAST && hi >= FIRST - 1);
}

static int draw_slice(const struct shape *s, struct draw *d)
{
    static int counts[SHOPS_MOST][DAYS];

    memset(counts, 0, sizeof(counts));
    for (int i = 0; i < s->rows; i++) {
        const int shop = (int)(draw_unit(d) * s->shops);
        counts[shop][(int)(draw_unit(d) * DAYS)]++;
    }
    return month_blocks(s, counts);
}

static struct trial shaped(struct arena *a, const struct shape *s)
{
    return trial_of(
        "create table t (day int not null, shop int not null);",
        text_format(a,
                    "cluster: {node: dc2.large, nodes: 2}\n"
                    "engine: {rows_per_block: %d}\n"
                    "data:\n"
                    "  t:\n"
                    "    rows: %d\n"
                    "    columns:\n"
                    "      day: {law: {uniform: [1, 365]}}\n"
                    "      shop: {law: {uniform: [1, %d]}}\n"
                    "designs:\n"
                    "  even: {t: {diststyle: even, sortkey: [shop, day]}}\n"
                    "  all: {t: {diststyle: all, sortkey: [shop, day]}}\n"
                    "  by_day: {t: {diststyle: even, sortkey: [day]}}\n"
                    "queries:\n"
                    "  month: {text: 'select count(*) from t\n"
                    "           where day between %d and %d'}\n",
                    s->block, 4 * s->rows, s->shops, FIRST, LAST));
}

/*
 * On four slices the deviation is twice that of one. Four standard errors: the
 * deviation of 128 slices looked at, and of 600 drawn, is good to 6 % and 3 %.
 */
static void check_shape(const struct shape *s)
{
    struct draw d = draw_begin(rng_stream(31, "test.luck.runs", 0));
    struct arena *const a = arena_begin();
    struct trial t = shaped(a, s);
    struct drawings drawn = { 0, 0, 0 };

    for (int i = 0; i < DRAWN; i++)
        drawings_add(&drawn, draw_slice(s, &d));
    const double want = 2 * drawings_sd(&drawn);
    const struct luck_sd got = luck(&t, "even", "month").blocks[0];
    assert_within(got.slices, 0, 1e-9);
    if (fabs(got.runs - want) > 4 * 0.07 * want)
        fail_msg("%d shops, %d rows, %d to a block: %.2f, drawn %.2f", s->shops,
                 s->rows, s->block, got.runs, want);
    assert_near(luck_sd(luck(&t, "by_day", "month").blocks[0]), 0, 0);
    trial_done(&t);
    arena_done(a);
}

/* Runs of four blocks, of six, of forty, and of two and a half. */
static void test_runs_stray(void **state)
{
    static const struct shape shapes[] = {
        { 24000, 500, 12 },
        { 30000, 703, 7 },
        { 24000, 100, 6 },
        { 11000, 120, 37 },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(shapes) / sizeof(shapes[0]); i++)
        check_shape(&shapes[i]);
}

/* Four times the rows on each of two nodes, the same ones: what one copy has
   more the other has, too. */
static void test_copies_stray_together(void **state)
{
    const struct shape whole = { 96000, 500, 12 }, s = { 24000, 500, 12 };
    struct draw d = draw_begin(rng_stream(32, "test.luck.runs", 1));
    struct arena *const a = arena_begin();
    struct trial t = shaped(a, &s);
    struct drawings drawn = { 0, 0, 0 };

    (void)state;
    for (int i = 0; i < DRAWN; i++)
        drawings_add(&drawn, 2 * draw_slice(&whole, &d));
    const double got = luck(&t, "all", "month").blocks[0].runs;
    assert_near(got, drawings_sd(&drawn), 4 * 0.07);
    trial_done(&t);
    arena_done(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pieces_stray),
        cmocka_unit_test(test_one_range_strays_little),
        cmocka_unit_test(test_no_luck),
        cmocka_unit_test(test_slices_that_are_known),
        cmocka_unit_test(test_runs_stray),
        cmocka_unit_test(test_copies_stray_together),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
