/*
 * Where rows fall, and what is read of them: against rows drawn and sorted
 * here, 24,000 of a slice at a time, 500 to a block, by code that shares
 * nothing with the program's.
 */
#include "estimate/dealt.h"
#include "estimate/prune.h"
#include "tests/trial.h"

enum { ROWS = 24000, EACH = 500, BLOCKS = ROWS / EACH, DAYS = 365, SHOPS = 12 };
enum { TRIALS = 150, FIRST = 152, LAST = 181 };

static const char schema[] =
    "create table visits (visit_day int not null, shop int not null)"
    " diststyle even;";

static const char yaml[] =
    "cluster: {node: dc2.large, nodes: 1}\n" /* two slices */
    "engine: {rows_per_block: 500}\n"
    "data:\n"
    "  visits:\n"
    "    rows: 48000\n"
    "    columns:\n"
    "      visit_day: {law: {uniform: [1, 365]}}\n"
    "      shop: {law: {uniform: [1, 12]}}\n"
    "designs:\n"
    "  runs: {visits: {sort: compound, sortkey: [shop, visit_day]}}\n"
    "  grid: {visits: {sort: interleaved, sortkey: [visit_day, shop]}}\n"
    "queries:\n"
    "  month: {text: 'select count(*) from visits\n"
    "           where visit_day between 152 and 181'}\n"
    "  shop: {text: 'select count(*) from visits where shop = 5'}\n";

struct visit {
    int day, shop;
    uint64_t key;
};

static int by_key(const void *a, const void *b)
{
    const struct visit *const x = a, *const y = b;
    return (x->key > y->key) - (x->key < y->key);
}

/* The share of rows below a value and half of its own, as 32 bits. */
static void ranks_of(const int *counts, int values, uint64_t *ranks)
{
    int64_t twice = 0;

    for (int v = 0; v < values; v++) {
        ranks[v] = ((uint64_t)(twice + counts[v]) << 32) / (2 * (uint64_t)ROWS);
        twice += 2 * counts[v];
    }
}

static void draw_visits(struct draw *d, struct visit *rows, bool interleaved)
{
    int days[DAYS + 1] = { 0 }, shops[SHOPS + 1] = { 0 };
    uint64_t day[DAYS + 1], shop[SHOPS + 1];

    for (int i = 0; i < ROWS; i++) {
        rows[i].day = 1 + (int)(draw_unit(d) * DAYS);
        rows[i].shop = 1 + (int)(draw_unit(d) * SHOPS);
        days[rows[i].day]++;
        shops[rows[i].shop]++;
    }
    ranks_of(days, DAYS + 1, day);
    ranks_of(shops, SHOPS + 1, shop);
    for (int i = 0; i < ROWS; i++) {
        uint64_t z = 0;
        for (int b = 31; b >= 0; b--)
            z = z << 2 | (day[rows[i].day] >> b & 1) << 1 |
                (shop[rows[i].shop] >> b & 1);
        rows[i].key =
            interleaved ? z
                        : (uint64_t)rows[i].shop << 32 | (uint64_t)rows[i].day;
    }
    qsort(rows, ROWS, sizeof(*rows), by_key);
}

/* Blocks whose days, or shops, meet the range. */
static int hit(const struct visit *rows, bool of_shop, int first, int last)
{
    int blocks = 0;

    for (int b = 0; b < BLOCKS; b++) {
        int lo = INT32_MAX, hi = 0;
        for (int i = b * EACH; i < (b + 1) * EACH; i++) {
            const int v = of_shop ? rows[i].shop : rows[i].day;
            lo = v < lo ? v : lo;
            hi = v > hi ? v : hi;
        }
        blocks += lo <= last && hi >= first;
    }
    return blocks;
}

struct counted {
    double mean, error; /* of the mean */
};

static struct counted count(bool interleaved, bool of_shop, int first, int last)
{
    static struct visit rows[ROWS];
    struct draw d = draw_begin(rng_stream(20251128, "visits", interleaved));
    double sum = 0, squares = 0;

    for (int i = 0; i < TRIALS; i++) {
        draw_visits(&d, rows, interleaved);
        const double n = hit(rows, of_shop, first, last);
        sum += n;
        squares += n * n;
    }
    const double mean = sum / TRIALS;
    return (struct counted){ mean, sqrt((squares / TRIALS - mean * mean) /
                                        (TRIALS - 1)) };
}

/* Blocks of the condition's column on a slice; the tail's empty one is none
   of them. */
static double estimated(struct trial *t, const char *design, const char *query,
                        const char *column)
{
    const struct step *s = trial_query(t, design, query)->plan->root;

    while (s->op != OP_SCAN)
        s = s->outer;
    return trial_reads(s, trial_column(t, "visits", column)) / 2 - 1;
}

/* Within the error of what was drawn here and `share` of it for the ways that
   were gone through. */
static void check(struct counted c, double got, double share)
{
    if (fabs(got - c.mean) > 3 * c.error + share * c.mean)
        fail_msg("%.2f blocks, and %.2f +- %.2f were counted", got, c.mean,
                 c.error);
}

/* At the expected places a shop would begin with a block, and 12 be read. */
static void runs_do_not_begin_with_blocks(void **state)
{
    struct trial t = trial_of(schema, yaml);

    (void)state;
    check(count(false, false, FIRST, LAST),
          estimated(&t, "runs", "month", "visit_day"), 0.02);
    trial_done(&t);
}

/* Nor do cells of the grid, of which three make two blocks. */
static void cells_do_not_begin_with_blocks(void **state)
{
    struct trial t = trial_of(schema, yaml);

    (void)state;
    check(count(true, false, FIRST, LAST),
          estimated(&t, "grid", "month", "visit_day"), 0.05);
    check(count(true, true, 5, 5), estimated(&t, "grid", "shop", "shop"), 0.05);
    trial_done(&t);
}

/* Mean and variance of a binomial, of 400 ways; opposite ways meet in the
   middle. */
static void parts_are_binomial(void **state)
{
    const double rows = 9000, share = 0.37, known = 0.25;
    double sum = 0, squares = 0;

    (void)state;
    for (int i = 0; i < 400; i++) {
        struct dealt fell = dealt_of(i);
        const double n = dealt_part(&fell, rows, share, known);
        assert_true(n == floor(n));
        sum += n;
        squares += (n - rows * share) * (n - rows * share);
    }
    assert_within(sum / 400, rows * share, 0.51); /* rounding */
    /* A variance of 200 independent draws is within 30 % (3 deviations). */
    assert_near(squares / 400, rows * share * (1 - share) * (1 - known), 0.3);
    assert_near(dealt_part(NULL, rows, share, 0), rows * share, 0);
    struct dealt fell = dealt_of(3);
    assert_near(dealt_part(&fell, rows, 0, 0), 0, 0);
    assert_near(dealt_part(&fell, rows, 1, 0), rows, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(runs_do_not_begin_with_blocks),
        cmocka_unit_test(cells_do_not_begin_with_blocks),
        cmocka_unit_test(parts_are_binomial),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
