/*
 * Three random histories of 200 operations, on both sides: after every one of
 * them unsorted and deleted rows within half a point, blocks within 1 % or one
 * per column and slice, blocks read by a scan within 3 % or one per column and
 * slice (measure/agree/tolerance.h). With so few blocks, 3 % is often less than one
 * of them: how many scans miss the bare 3 % is printed, and held at one in
 * fifteen.
 * And on the exact side alone: rows visible are rows loaded less rows deleted,
 * none is lost, and a VACUUM changes no answer.
 *
 * The seed is printed; STARSLICE_SEED=N draws other histories.
 */
#include "base/rng.h"
#include "exact/past/past.h"
#include "measure/agree/agree.h"
#include "tests/trial.h"

enum { HISTORIES = 3, OPERATIONS = 200, ROWS = 250000, FEWER_ROWS = 30000 };

static uint64_t seed;

static const char *const schema =
    "create table orders (id bigint not null, ordered timestamp not null,\n"
    "  customer integer not null, status varchar(12) not null,\n"
    "  amount decimal(12,2))\n"
    "distkey (id) sortkey (ordered);\n";

static const char *const queries[][2] = {
    { "newest",
      "select sum(amount) from orders where ordered >= '2025-12-20'" },
    { "summer", "select status, sum(amount) from orders where ordered between "
                "'2024-06-01' and '2024-08-31' group by status" },
    { "customer", "select ordered from orders where customer = 4711" },
    { "all", "select status, count(*) from orders group by status" },
};
enum { QUERIES = sizeof(queries) / sizeof(queries[0]) };

/* ---- a history drawn -------------------------------------------------- */

struct drawing {
    struct arena *arena;
    struct rng_stream stream;
    uint64_t drawn;
};

static int between(struct drawing *d, int lo, int hi)
{
    return lo + (int)rng_below(rng_bits(d->stream, d->drawn++),
                               (uint64_t)(hi - lo) + 1);
}

static const char *ages(struct drawing *d)
{
    const bool from_now = between(d, 0, 1) == 0;
    const int age = between(d, 1, 100);
    const int younger = from_now ? 0 : age;

    return text_format(d->arena, "younger: %d h, older: %d h", younger,
                       younger + between(d, 10, 400));
}

static const char *vacuum(struct drawing *d)
{
    static const char *const kinds[] = { "full",        "full",
                                         "sort_only",   "delete_only",
                                         "delete_only", "recluster" };

    const char *const kind = kinds[between(d, 0, 5)];

    return text_format(d->arena, "do: vacuum, kind: %s, to: %d", kind,
                       between(d, 60, 100));
}

static const char *merge(struct drawing *d)
{
    const int rows = between(d, 100, 4000);
    const int share = between(d, 1, 99);

    return text_format(
        d->arena, "do: merge, rows: %d, share: 0.%02d, method: %s", rows, share,
        between(d, 0, 1) ? "delete_insert" : "update_insert");
}

/* One draw after the other: the order of arguments is the compiler's. */
static const char *operation(struct drawing *d)
{
    const int dice = between(d, 0, 99);

    if (dice < 40)
        return text_format(d->arena, "do: copy, rows: %d",
                           between(d, 200, 9000));
    if (dice < 70) {
        const bool update = dice < 58;
        const int share = between(d, 1, update ? 80 : 120);
        return text_format(d->arena, "do: %s, share: 0.%03d, %s",
                           update ? "update" : "delete", share, ages(d));
    }
    if (dice < 78)
        return merge(d);
    if (dice < 94)
        return vacuum(d);
    if (dice < 96)
        return "do: deep_copy";
    return dice < 97 ? "do: truncate" : "do: analyze";
}

static const char *scenario_of(struct drawing *d, int rows)
{
    const char *text = text_format(
        d->arena,
        "study: {seed: %d}\n"
        "cluster: {node: dc2.large, nodes: 2}\n"
        "data:\n"
        "  orders:\n"
        "    rows: %d\n"
        "    order: {by: ordered}\n"
        "    columns:\n"
        "      id: {law: sequential}\n"
        "      ordered: {law: {uniform: [2023-01-01, 2025-12-31]}}\n"
        "      customer: {law: {uniform: [1, 200000]}}\n"
        "      status: {law: {list: {delivered: 90, shipped: 6, open: 4}}}\n"
        "      amount: {law: {uniform: [5.00, 900.00]}}\n"
        "designs:\n"
        "  by_time: {}\n"
        "  by_customer: {orders: {sort: compound, sortkey: [customer]}}\n",
        between(d, 1, 1000000), rows);

    text = text_format(d->arena, "%squeries:\n", text);
    for (int q = 0; q < QUERIES; q++)
        text = text_format(d->arena, "%s  %s: {sql: %s.sql}\n", text,
                           queries[q][0], queries[q][0]);
    text = text_format(d->arena,
                       "%shistory:\n  horizon: %d h\n  span: {orders: 400 h}\n"
                       "  operations:\n",
                       text, OPERATIONS + 1);
    for (int i = 1; i <= OPERATIONS; i++)
        text =
            text_format(d->arena, "%s    - {table: orders, start: %d h, %s}\n",
                        text, i, operation(d));
    return text;
}

/* The i-th world, with blocks so small that there are many. */
static struct trial draw_history(int i, int rows)
{
    struct arena *const a = arena_begin();
    struct drawing d = { .arena = a,
                         .stream = rng_stream(seed, "past", (uint64_t)i) };
    const char *const folder = folder_begin(a);

    for (int q = 0; q < QUERIES; q++)
        folder_write(a, folder, text_format(a, "%s.sql", queries[q][0]),
                     queries[q][1]);
    folder_write(a, folder, "schema.sql", schema);
    folder_write(a, folder, "scenario.yaml",
                 text_format(a, "title: trial\nschema: schema.sql\n%s",
                             scenario_of(&d, rows)));
    struct trial t = trial_load(folder);
    folder_remove(a, folder);
    arena_done(a);
    struct world *const small = ARENA_NEW(t.arena, struct world);
    *small = *t.world;
    small->cluster.engine.block_bytes = 65536;
    small->cluster.engine.xid_rows_per_block =
        engine_xid_rows(&small->cluster.engine);
    t.world = small;
    return t;
}

/* ---- both sides ------------------------------------------------------- */

static void print_miss(const struct agreement_row *r)
{
    print_error("STARSLICE_SEED=%llu: %s, step %lld (%s) %s %s: estimated "
                "%.6g, exact %.6g, allowed %.6g\n",
                (unsigned long long)seed, agree_what_name(r->what),
                (long long)r->step, r->event ? r->event : "", r->design,
                r->query, r->estimated, r->exact, r->allowed);
}

static void both_sides_agree(void **state)
{
    size_t misses = 0, scans = 0, bare = 0, compared = 0;

    (void)state;
    for (int i = 0; i < HISTORIES; i++) {
        struct trial t = draw_history(i, ROWS);
        struct agreement g;
        struct faults faults;
        faults_init(&faults, t.arena);
        assert_true(agree_run(t.arena, t.world, 0, &g, &faults));
        for (size_t r = 0; r < g.count; r++) {
            const struct agreement_row *const row = &g.rows[r];
            if (row->event == NULL)
                continue;
            compared++;
            scans += row->what == AGREE_READ_THEN;
            bare += row->what == AGREE_READ_THEN &&
                    fabs(row->estimated - row->exact) > 0.03 * row->exact;
            if (agree_holds(row))
                continue;
            misses++;
            print_miss(row);
        }
        trial_done(&t);
    }
    print_message("%zu of %zu numbers out of tolerance; of %zu scans %zu are "
                  "off by more than 3 %%\n",
                  misses, compared, scans, bare);
    assert_true(compared >= HISTORIES * OPERATIONS * 2 * 6);
    assert_int_equal(misses, 0);
    assert_true(bare * 15 <= scans);
}

/* ---- conservation ----------------------------------------------------- */

/* What must be visible, kept by row from the events alone. */
struct ledger {
    bool *visible;
    int64_t rows;
    uint64_t digest;
};

static void set(struct ledger *l, int64_t row, bool visible)
{
    if (l->visible[row] == visible)
        return;
    l->visible[row] = visible;
    l->rows += visible ? 1 : -1;
    l->digest += visible ? past_row_digest(row) : -past_row_digest(row);
}

static void keep(struct ledger *l, const struct past *p,
                 const struct history_event *e)
{
    const enum operation_kind kind = e->op->kind;

    for (int64_t r = 0; r < e->new_first && kind == DO_TRUNCATE; r++)
        set(l, r, false);
    for (int64_t r = e->hit_first; r < e->hit_last && kind == DO_DELETE; r++)
        if (l->visible[r] && past_hits(p, e, r))
            set(l, r, false);
    for (int64_t r = e->new_first; r < e->new_last; r++)
        set(l, r, true);
}

struct answers {
    struct past_answer of[QUERIES];
};

static struct answers ask(struct arena *a, const struct past *p,
                          const struct world *w)
{
    struct answers out;

    for (int q = 0; q < QUERIES; q++) {
        const struct relation *const r = &w->queries[q]->relations[0];
        out.of[q] =
            past_answer(p, past_conditions(a, p, r->filters, r->filter_count),
                        r->filter_count, r->reads);
    }
    return out;
}

static bool leaves_answers(enum operation_kind k)
{
    return k == DO_VACUUM || k == DO_DEEP_COPY || k == DO_ANALYZE ||
           k == DO_UPDATE;
}

static void check_event(struct arena *a, struct past *p, struct ledger *l,
                        const struct world *w, const struct history_event *e)
{
    const bool asks = leaves_answers(e->op->kind);
    struct answers before = { .of = { { 0 } } };

    if (asks)
        before = ask(a, p, w);
    keep(l, p, e);
    const struct past_did did = past_apply(p, e);
    const struct past_answer seen = past_answer(p, NULL, 0, NULL);
    const struct past_rows rows = past_rows(p, -1);
    assert_int_equal(seen.rows, l->rows);
    assert_true(seen.digest == l->digest);
    assert_int_equal(rows.head + rows.tail - rows.dead, l->rows);
    assert_true(e->op->kind == DO_VACUUM || e->op->kind == DO_DEEP_COPY ||
                did.reclaimed == 0);
    if (!asks)
        return;
    const struct answers after = ask(a, p, w);
    for (int q = 0; q < QUERIES; q++) {
        assert_int_equal(after.of[q].rows, before.of[q].rows);
        assert_true(after.of[q].digest == before.of[q].digest);
    }
}

static void check_design(struct trial *t, int design)
{
    const struct world *const w = t->world;
    const struct history_events events =
        history_events(t->arena, w, w->history);
    const enum encoding raw[5] = { ENCODE_RAW, ENCODE_RAW, ENCODE_RAW,
                                   ENCODE_RAW, ENCODE_RAW };
    struct past *const p =
        past_begin(w, events.arrived, 0, &w->designs[design]->tables[0], raw);
    struct ledger l = { ARENA_ARRAY(t->arena, events.arrived[0], bool), 0, 0 };
    int64_t found = 0;

    for (int64_t r = 0; r < w->catalog.tables[0].rows; r++)
        set(&l, r, true);
    for (int64_t i = 0; i < events.count; i++)
        check_event(t->arena, p, &l, w, &events.items[i]);
    found += ask(t->arena, p, w).of[QUERIES - 1].rows;
    assert_int_equal(found, l.rows);
    past_done(p);
}

static void no_row_is_lost(void **state)
{
    (void)state;
    for (int i = 0; i < HISTORIES; i++) {
        struct trial t = draw_history(i, FEWER_ROWS);
        for (int d = 0; d < t.world->design_count; d++)
            check_design(&t, d);
        trial_done(&t);
    }
}

int main(void)
{
    const char *const given = getenv("STARSLICE_SEED");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_row_is_lost),
        cmocka_unit_test(both_sides_agree),
    };

    seed = given ? strtoull(given, NULL, 10) : 1;
    print_message("STARSLICE_SEED=%llu repeats these histories\n",
                  (unsigned long long)seed);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
