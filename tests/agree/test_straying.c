/*
 * Where luck takes a tolerance beyond its bar, it has to be luck: over many
 * draws of the same scenario the count lies as often above the estimate as
 * below, and as far away as the derived deviation says. A bias of the estimate
 * shows as a mean, a deviation that is too wide or too narrow as a spread.
 *
 * With n draws of z = (count - estimate) / deviation, the mean of z is 0 within
 * 3 / sqrt(n), and its mean square 1 within 3 sqrt(2 / n), were z normal.
 */
#include "measure/agree/agree.h"
#include "tests/trial.h"

enum { DRAWS = 48 };

struct straying {
    double n, sum, squares;
};

/* One number of an agreement, where luck decides on it. */
static void add(struct straying *s, const struct agreement *g,
                enum agree_what what, const char *column, enum chance chance)
{
    for (size_t i = 0; i < g->count; i++) {
        const struct agreement_row *const r = &g->rows[i];
        if (r->what != what || !text_equal(r->column, column) ||
            r->chance != chance)
            continue;
        const double z = 3 * (r->exact - r->estimated) / r->allowed;
        s->n++;
        s->sum += z;
        s->squares += z * z;
    }
}

static void check(const struct straying *s, const char *what)
{
    const double mean = s->sum / s->n, square = s->squares / s->n;

    if (fabs(mean) > 3 / sqrt(s->n) || fabs(square - 1) > 3 * sqrt(2 / s->n))
        print_error("%s: %.0f draws, mean of z %.2f, of its square %.2f\n",
                    what, s->n, mean, square);
    assert_true(s->n >= DRAWS * 3 / 4);
    assert_within(mean, 0, 3 / sqrt(s->n));
    assert_within(square, 1, 3 * sqrt(2 / s->n));
}

static struct agreement agreement_of(struct arena *a, const struct world *w)
{
    struct agreement g;
    struct faults faults;

    faults_init(&faults, a);
    assert_true(agree_run(a, w, 0, &g, &faults));
    return g;
}

static void leave_one_design(struct world *w, const char *name)
{
    while (!text_equal(w->designs[0]->name, name) && w->design_count > 1) {
        w->designs++;
        w->design_count--;
    }
    w->design_count = 1;
}

/* Twelve shops with four blocks each: rows are drawn anew by each seed. */
static void runs_stray_as_derived(void **state)
{
    struct trial t = trial_load("scenarios/zone-maps");
    struct world w = *t.world;
    struct straying s = { 0, 0, 0 };

    (void)state;
    leave_one_design(&w, "shop_then_day");
    for (uint64_t seed = 1; seed <= DRAWS; seed++) {
        w.seed = seed;
        const struct agreement g = agreement_of(t.arena, &w);
        add(&s, &g, AGREE_BLOCKS_READ, "visit_day", CHANCE_RUNS);
    }
    check(&s, "runs");
    trial_done(&t);
}

/* Keys hash anew when there are others: a slice has 60 to 100 of them. */
static struct agreement keyed(struct trial *t, int nth)
{
    struct arena *const a = arena_begin();

    *t = trial_read(
        "create table t (a int not null, q int not null, d int not null);",
        text_format(a,
                    "study: {seed: %d}\n"
                    "cluster: {node: dc2.large, nodes: 4}\n"
                    "engine: {rows_per_block: 1000}\n"
                    "data:\n"
                    "  t:\n"
                    "    rows: 192000\n"
                    "    columns:\n"
                    "      a: {law: {uniform: [0, 10]}}\n"
                    "      q: {law: {uniform: [1, 50]}}\n"
                    "      d: {law: {uniform: [%d, %d]}}\n"
                    "designs:\n"
                    "  key: {t: {distkey: d, sortkey: [a, q]}}\n"
                    "queries:\n"
                    "  pieces: {text: 'select count(*) from t\n"
                    "            where q between 36 and 40'}\n",
                    nth + 1, nth * 10000, nth * 10000 + 639));
    arena_done(a);
    return agreement_of(t->arena, t->world);
}

static void slices_stray_as_derived(void **state)
{
    struct straying s = { 0, 0, 0 };
    size_t misses = 0, told = 0;

    (void)state;
    for (int i = 0; i < DRAWS; i++) {
        struct trial t;
        const struct agreement g = keyed(&t, i);
        add(&s, &g, AGREE_BLOCKS_READ, "q", CHANCE_SLICES);
        for (size_t r = 0; r < g.count; r++) {
            told += g.rows[r].what == AGREE_READ_KNOWN;
            misses +=
                g.rows[r].what == AGREE_READ_KNOWN && !agree_holds(&g.rows[r]);
        }
        trial_done(&t);
    }
    check(&s, "slices");
    /* Told the rows of each slice, the estimate keeps its bar. */
    assert_true(told >= DRAWS);
    assert_int_equal(misses, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(runs_stray_as_derived),
        cmocka_unit_test(slices_stray_as_derived),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
