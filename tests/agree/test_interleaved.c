/*
 * Interleaved keys that age, on both sides: two columns that new rows have as
 * old ones have them, and one that rises with time. Loads, a VACUUM FULL after
 * every four, a REINDEX at the end.
 *
 * Every number within its tolerance (measure/agree/tolerance.h), or within the luck of
 * blocks that hold none of the newest rows, where each holds rows of all times.
 * Blocks read of a head that is all sorted within 10 % or one per column and
 * slice, whatever the index knows. And what the Database Developer Guide says of
 * an old index ("Deciding whether to reindex"): with new values beyond the old ones,
 * FULL leaves a range of the newest rows dear and REINDEX mends it; with rows
 * within the range of old ones neither is needed.
 */
#include "measure/agree/agree.h"
#include "tests/trial.h"

enum { SLICES = 4 };

static const char schema[] =
    "create table sales (sold timestamp not null, customer int not null,"
    " product int not null) diststyle even;";

static const char yaml[] =
    "cluster: {node: dc2.large, nodes: 2}\n"
    "engine: {rows_per_block: 1000}\n"
    "data:\n"
    "  sales:\n"
    "    rows: 160000\n"
    "    order: {by: sold}\n"
    "    columns:\n"
    "      sold: {law: {uniform: [2025-01-01, 2025-12-31]}}\n"
    "      customer: {law: {uniform: [1, 20000]}}\n"
    "      product: {law: {uniform: [1, 500]}}\n"
    "designs:\n"
    "  timed: {sales: {sort: interleaved, sortkey: [customer, sold]}}\n"
    "  timeless: {sales: {sort: interleaved, sortkey: [customer, product]}}\n"
    "queries:\n"
    "  newest: {text: \"select count(*) from sales\n"
    "            where sold >= '2025-12-20'\"}\n"
    "  customer: {text: 'select count(*) from sales\n"
    "              where customer between 6000 and 6100'}\n"
    "  product: {text: 'select count(*) from sales where product = 77'}\n"
    "history:\n"
    "  horizon: 28 h\n"
    "  operations:\n"
    "    - {do: copy, table: sales, rows: 6000, every: 1 h}\n"
    "    - {do: vacuum, table: sales, to: 100, start: 4.5 h, every: 4 h}\n"
    "    - {do: vacuum, table: sales, kind: reindex, start: 25 h}\n";

struct both {
    double estimated, exact;
};

/* After the last event of this kind. */
static struct both read_after(const struct agreement *g, const char *design,
                              const char *query, const char *event)
{
    struct both out = { 0, 0 };

    for (size_t i = 0; i < g->count; i++) {
        const struct agreement_row *const r = &g->rows[i];
        if (r->what != AGREE_READ_THEN || r->event == NULL ||
            !text_equal(r->event, event) || !text_equal(r->design, design) ||
            !text_equal(r->query, query))
            continue;
        if (text_equal(event, "full") && r->time_h > 25)
            continue; /* those before the REINDEX */
        out = (struct both){ r->estimated, r->exact };
    }
    assert_true(out.exact > 0);
    return out;
}

static struct agreement run(struct trial *t)
{
    struct agreement g;
    struct faults faults;

    faults_init(&faults, t->arena);
    assert_true(agree_run(t->arena, t->world, 0, &g, &faults));
    return g;
}

/*
 * Under a key that says nothing about when rows came, the newest lie anywhere,
 * and which blocks hold none of them is chance: as many as the estimate passes
 * over, with the spread of rare events. The column asked for and the hidden one
 * have the same blocks, a third of the table's six columns. Three standard
 * deviations.
 */
static double luck(const struct agreement_row *r, double table_blocks)
{
    if (!text_equal(r->design, "timeless") || !text_equal(r->query, "newest"))
        return 0;
    return 3 * 2 * sqrt(fmax(table_blocks / 3 - r->estimated, 0) / 2);
}

static void all_numbers_agree(void **state)
{
    struct trial t = trial_read(schema, yaml);
    const struct agreement g = run(&t);
    double blocks = 0;
    size_t scans = 0;

    (void)state;
    for (size_t i = 0; i < g.count; i++) {
        const struct agreement_row *const r = &g.rows[i];
        blocks = r->what == AGREE_BLOCKS_THEN ? r->estimated : blocks;
        scans += r->what == AGREE_READ_THEN;
        if (agree_holds(r) ||
            (r->what == AGREE_READ_THEN &&
             fabs(r->estimated - r->exact) <= luck(r, blocks)))
            continue;
        fail_msg("%s, %s %s, step %lld (%s): estimated %.6g, exact %.6g",
                 agree_what_name(r->what), r->design, r->query,
                 (long long)r->step, r->event ? r->event : "", r->estimated,
                 r->exact);
    }
    assert_true(scans >= 200);
    trial_done(&t);
}

/* The key's columns on four slices, and the hidden one. */
static void assert_close(struct both b)
{
    const double allowed = fmax(0.1 * b.exact, 2 * SLICES);

    if (fabs(b.estimated - b.exact) > allowed)
        fail_msg("estimated %.1f, exact %.1f", b.estimated, b.exact);
}

static void an_old_index_costs_what_it_costs(void **state)
{
    struct trial t = trial_read(schema, yaml);
    const struct agreement g = run(&t);
    const struct both old = read_after(&g, "timed", "newest", "full");
    const struct both mended = read_after(&g, "timed", "newest", "reindex");

    (void)state;
    assert_close(old);
    assert_close(mended);
    assert_close(read_after(&g, "timed", "customer", "full"));
    assert_close(read_after(&g, "timed", "customer", "reindex"));
    assert_true(old.exact > 1.3 * mended.exact);
    assert_true(old.estimated > 1.3 * mended.estimated);
    trial_done(&t);
}

static void an_old_index_of_old_values_is_as_good(void **state)
{
    static const char *const queries[] = { "customer", "product" };
    struct trial t = trial_read(schema, yaml);
    const struct agreement g = run(&t);

    (void)state;
    for (int q = 0; q < 2; q++) {
        const struct both old = read_after(&g, "timeless", queries[q], "full");
        const struct both new =
            read_after(&g, "timeless", queries[q], "reindex");
        assert_close(old);
        assert_close(new);
        assert_true(fabs(old.exact - new.exact) <= SLICES + 0.1 * new.exact);
        assert_true(fabs(old.estimated - new.estimated) <=
                    SLICES + 0.1 * new.estimated);
    }
    trial_done(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_numbers_agree),
        cmocka_unit_test(an_old_index_costs_what_it_costs),
        cmocka_unit_test(an_old_index_of_old_values_is_as_good),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
