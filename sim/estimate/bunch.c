#include "estimate/bunch.h"

#include "base/check.h"
#include "base/rng.h"
#include "estimate/order.h"
#include "world/value.h"

/* Orders in a run, at least: few are cut by its ends. */
enum { RUN_ORDERS = 16, RUN_ROWS_LEAST = 64 };

int bunch_column(const struct table *t, int column)
{
    const int root = order_root(t, column);
    const int per = t->columns[root].per;
    const int key = per >= 0 ? per : root;
    const struct law *law = t->columns[key].law;

    return law->kind == LAW_SEQUENTIAL && law->line_hi > 1 ? key : -1;
}

/* Rows of a relation, -1 for none: do they meet its conditions, and do their
   parents? Takes from `passes`. `seen`: relations on the way here, for joins
   may run in a circle. */
static void judge(struct cardinality *c, int relation, uint64_t seen,
                  const int64_t *rows, size_t count, bool *passes)
{
    struct known *const k = c->known;
    const struct relation *const r = &c->query->relations[relation];
    int64_t *const there = ARENA_ARRAY(k->scratch, count, int64_t);
    int64_t *const parents = ARENA_ARRAY(k->scratch, count, int64_t);
    bool *const own = ARENA_ARRAY(k->scratch, count, bool);

    seen |= UINT64_C(1) << relation;
    for (size_t i = 0; i < count; i++)
        there[i] = rows[i] < 0 ? 0 : rows[i];
    if (r->filter_count > 0)
        known_passes_at(k, r->table, there, count, r->filters, r->filter_count,
                        own);
    for (size_t i = 0; i < count; i++)
        passes[i] &= rows[i] >= 0 && (r->filter_count == 0 || own[i]);
    for (int j = 0; j < c->query->join_count; j++) {
        int parent, column;
        if (!cardinality_parent(c, j, relation, &parent, &column) ||
            (seen >> parent & 1))
            continue;
        value_parents(k->world, r->table, column, there, count, parents);
        judge(c, parent, seen, parents, count, passes);
    }
}

struct run {
    int64_t first;
    size_t count;
    bool whole; /* all rows of the table: nothing is cut */
};

/* Rows and bunches of a run that pass, added up. */
static void count_run(struct cardinality *c, int relation, int column,
                      struct run run, double *rows, double *bunches)
{
    struct known *const k = c->known;
    const int table = c->query->relations[relation].table;
    const struct arena_mark mark = arena_mark(k->scratch);
    int64_t *const at = ARENA_ARRAY(k->scratch, run.count, int64_t);
    int64_t *const codes = ARENA_ARRAY(k->scratch, run.count, int64_t);
    bool *const passes = ARENA_ARRAY(k->scratch, run.count, bool);
    size_t first = 0, end = run.count;

    for (size_t i = 0; i < run.count; i++) {
        at[i] = run.first + (int64_t)i;
        passes[i] = true;
    }
    value_batch(k->world, table, column, at, run.count, codes);
    judge(c, relation, 0, at, run.count, passes);
    while (!run.whole && first < end && codes[first] == codes[0])
        first++;
    while (!run.whole && end > first && codes[end - 1] == codes[run.count - 1])
        end--;
    bool counted = false;
    for (size_t i = first; i < end; i++) {
        if (i == first || codes[i] != codes[i - 1])
            counted = false;
        if (!passes[i])
            continue;
        *rows += 1;
        *bunches += !counted;
        counted = true;
    }
    arena_rewind(k->scratch, mark);
}

double bunch_per_row(struct cardinality *c, int relation, int column)
{
    const struct relation *const r = &c->query->relations[relation];
    const struct table *const t = &c->known->world->catalog.tables[r->table];
    const int key = bunch_column(t, column);
    const struct rng_stream starts =
        rng_stream(c->known->world->seed, "estimate.bunch", (uint64_t)r->table);
    double rows = 0, bunches = 0;

    if (key < 0)
        return 1;
    if (t->rows <= KNOWN_SAMPLE) {
        const struct run all = { 0, (size_t)t->rows, true };
        count_run(c, relation, key, all, &rows, &bunches);
        return rows > 0 ? bunches / rows : 1;
    }
    int64_t length = RUN_ORDERS * t->columns[key].law->line_hi;
    length = length < RUN_ROWS_LEAST ? RUN_ROWS_LEAST : length;
    length = length > KNOWN_SAMPLE ? KNOWN_SAMPLE : length;
    for (int64_t i = 0; i < KNOWN_SAMPLE / length; i++) {
        const uint64_t places = (uint64_t)(t->rows - length + 1);
        const struct run run = { (int64_t)rng_below(
                                     rng_bits(starts, (uint64_t)i), places),
                                 (size_t)length, false };
        count_run(c, relation, key, run, &rows, &bunches);
    }
    if (rows < CARDINALITY_THIN)
        return 1;
    c->leans_on_sample = true;
    return bunches / rows;
}
