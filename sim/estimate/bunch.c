#include "estimate/bunch.h"

#include "base/check.h"
#include "base/rng.h"
#include "estimate/evidence.h"
#include "estimate/lift.h"
#include "estimate/order.h"
#include "models/distinct.h"
#include "world/value/value.h"

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

/* ---- by the laws ------------------------------------------------------ */

/* What the filters of a relation, and of the tables that it refers to, say
   about the lines of an order. */
struct lines {
    struct condition **order, **line; /* filters on what an order looks up, and
                                         on what each line draws for itself */
    int order_count, line_count;
    int root;   /* the looked up column that `order` rests on; -1 none */
    int parent; /* the relation of the orders; -1 not in the query */
    bool lax;   /* what rises as rows arrive is the order's: but for late lines,
                   and an order in which it rises */
};

/* How a column's values lie in the lines of an order. */
enum line_kind {
    LINE_OWN,    /* each line draws for itself */
    LINE_ORDERS, /* the same for all of them, whatever it is */
    LINE_FOLLOW, /* rests on what the order looks up */
    LINE_OTHER,
};

static enum line_kind line_kind(const struct lines *l, const struct table *t,
                                int key, int column)
{
    const int root = order_root(t, column);
    const struct law *const law = t->columns[root].law;
    const int arrives = value_arrival_column(t);

    if (arrives >= 0 && root == order_root(t, arrives) && root != key)
        return l->lax && column == root ? LINE_ORDERS : LINE_OTHER;

    for (int c = column; c >= 0; c = order_source(t, c))
        if (c != root && t->columns[c].per >= 0)
            return LINE_OTHER;
    if (law->kind == LAW_LOOKUP && law->source == key)
        return LINE_FOLLOW;
    if (column == root && (root == key || t->columns[root].per == key))
        return LINE_ORDERS;
    return t->columns[root].per < 0 &&
                   (law_draws(law) ||
                    (law->kind == LAW_REFERENCES &&
                     (law->inner == NULL || law->inner->kind != LAW_LINE)))
               ? LINE_OWN
               : LINE_OTHER;
}

/* Sorts a filter into its kind; false when it is of none, or of several. */
static bool sort_filter(struct lines *l, const struct table *t, int key,
                        struct condition *filter)
{
    bool reads[TABLE_COLUMNS_MAX] = { false };
    bool kinds[LINE_OTHER + 1] = { false };

    condition_columns(filter, reads);
    for (int c = 0; c < t->column_count + t->virtual_count; c++) {
        if (!reads[c])
            continue;
        const enum line_kind kind = line_kind(l, t, key, c);
        kinds[kind] = true;
        if (kind != LINE_FOLLOW)
            continue;
        if (l->root >= 0 && l->root != order_root(t, c))
            return false;
        l->root = order_root(t, c);
    }
    if (kinds[LINE_OWN] + kinds[LINE_ORDERS] + kinds[LINE_FOLLOW] > 1)
        return false;
    if (kinds[LINE_OWN])
        l->line[l->line_count++] = filter;
    if (kinds[LINE_FOLLOW])
        l->order[l->order_count++] = filter;
    return !kinds[LINE_OTHER];
}

/* Has the relation a filter, or one that it refers to? */
static bool is_filtered(const struct cardinality *c, int relation,
                        uint64_t seen)
{
    if (c->query->relations[relation].filter_count > 0)
        return true;
    seen |= UINT64_C(1) << relation;
    for (int j = 0; j < c->query->join_count; j++) {
        int parent, column;
        if (cardinality_parent(c, j, relation, &parent, &column) &&
            !(seen >> parent & 1) && is_filtered(c, parent, seen))
            return true;
    }
    return false;
}

static bool sort_lines(struct cardinality *c, int relation, int key, bool lax,
                       struct lines *l)
{
    const struct relation *const r = &c->query->relations[relation];
    const struct table *const t = &c->known->world->catalog.tables[r->table];
    struct arena *const a = c->known->scratch;

    *l = (struct lines){
        .order = ARENA_ARRAY(a, r->filter_count + 1, struct condition *),
        .line = ARENA_ARRAY(a, r->filter_count + 1, struct condition *),
        .root = -1,
        .parent = -1,
        .lax = lax,
    };
    for (int f = 0; f < r->filter_count; f++)
        if (!sort_filter(l, t, key, r->filters[f]))
            return false;
    for (int j = 0; j < c->query->join_count; j++) {
        int parent, column;
        if (!cardinality_parent(c, j, relation, &parent, &column))
            continue;
        if (column == key)
            l->parent = parent;
        else if (is_filtered(c, parent, UINT64_C(1) << relation))
            return false;
    }
    return true;
}

/* The tree of what the order looks up, seen from the orders where the query
   has them: their own conditions on it choose among the values. */
static struct evidence *orders_tree(struct cardinality *c, int relation,
                                    const struct lines *l, int *column)
{
    struct known *const k = c->known;
    const struct relation *const r = &c->query->relations[relation];
    const struct table *const t = &k->world->catalog.tables[r->table];

    *column = l->root;
    if (l->parent < 0)
        return evidence_of(k, r->table, l->root, NULL, 0);
    const struct relation *const p = &c->query->relations[l->parent];
    const struct lift_side side = { p->table, p->filters, p->filter_count };
    struct lift_side others;
    *column = t->columns[l->root].law->column;
    const int root = order_root(&k->world->catalog.tables[p->table], *column);
    const struct lift_side tree = lift_tree(k, &side, root, &others);
    return evidence_of(k, p->table, root, tree.filters, tree.filter_count);
}

/* Shares of the orders, and of the lines, that pass. */
static bool follow(struct cardinality *c, int relation, int key,
                   const struct lines *l, double *orders, double *lines)
{
    const struct relation *const r = &c->query->relations[relation];
    const struct table *const t = &c->known->world->catalog.tables[r->table];
    const struct law *const law = t->columns[key].law;
    const struct share own =
        cardinality_share(c->known, r->table, l->line, l->line_count);
    struct evidence_door door = { .pass_frac = own.actual };

    for (int f = 0; f < l->line_count; f++)
        door.pass_frac /= condition_guess(l->line[f]);
    c->leans_on_sample |= own.sampled;
    if (l->root < 0) {
        *lines = door.pass_frac;
        *orders = distinct_any_line(law->line_lo, law->line_hi, *lines);
        return true;
    }
    door.beyond =
        evidence_of(c->known, r->table, l->root, l->order, l->order_count);
    struct evidence *const one = orders_tree(c, relation, l, &door.column);
    struct evidence *const any = orders_tree(c, relation, l, &door.column);
    if (door.beyond == NULL || one == NULL || any == NULL ||
        !evidence_open(one, door) || !evidence_share(one, lines))
        return false;
    door.line_lo = law->line_lo;
    door.line_hi = law->line_hi;
    return evidence_open(any, door) && evidence_share(any, orders);
}

/* The orders among the lines that pass, for each of these. False where the
   laws alone do not say it. */
static bool by_laws(struct cardinality *c, int relation, int key, bool lax,
                    double *per_row)
{
    const struct relation *const r = &c->query->relations[relation];
    const struct law *const law =
        c->known->world->catalog.tables[r->table].columns[key].law;
    const struct arena_mark mark = arena_mark(c->known->scratch);
    struct lines l;
    double orders, lines;
    const bool known =
        law->line_lo >= 1 && sort_lines(c, relation, key, lax, &l) &&
        follow(c, relation, key, &l, &orders, &lines) && lines > 0;

    arena_rewind(c->known->scratch, mark);
    if (known)
        *per_row = orders / lines * 2 / (law->line_lo + law->line_hi);
    return known;
}

/* ---- on rows ---------------------------------------------------------- */

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

/* Rows that are looked at, in runs of equal length. */
struct runs {
    int64_t *rows;
    size_t count, length;
    bool whole; /* all rows of the table: nothing is cut */
};

/* Rows and bunches of a run that pass, added up. */
static void count_run(const int64_t *codes, const bool *passes, size_t length,
                      bool whole, double *rows, double *bunches)
{
    size_t first = 0, end = length;

    while (!whole && first < end && codes[first] == codes[0])
        first++;
    while (!whole && end > first && codes[end - 1] == codes[length - 1])
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
}

/* All runs: their rows are drawn and judged together. */
static void count_runs(struct cardinality *c, int relation, int column,
                       const struct runs *runs, double *rows, double *bunches)
{
    struct known *const k = c->known;
    const int table = c->query->relations[relation].table;
    int64_t *const codes = ARENA_ARRAY(k->scratch, runs->count, int64_t);
    bool *const passes = ARENA_ARRAY(k->scratch, runs->count, bool);

    for (size_t i = 0; i < runs->count; i++)
        passes[i] = true;
    value_batch(k->world, table, column, runs->rows, runs->count, codes);
    judge(c, relation, 0, runs->rows, runs->count, passes);
    for (size_t i = 0; i < runs->count; i += runs->length)
        count_run(codes + i, passes + i, runs->length, runs->whole, rows,
                  bunches);
}

static struct runs whole_table(struct arena *a, const struct table *t)
{
    struct runs out = { .count = (size_t)t->rows,
                        .length = (size_t)t->rows,
                        .whole = true };

    out.rows = ARENA_ARRAY(a, out.count, int64_t);
    for (size_t i = 0; i < out.count; i++)
        out.rows[i] = (int64_t)i;
    return out;
}

/* Runs of several orders each, anywhere in the table. */
static struct runs runs_of(struct arena *a, const struct world *w, int table,
                           int key)
{
    const struct table *const t = &w->catalog.tables[table];
    const struct rng_stream starts =
        rng_stream(w->seed, "estimate.bunch", (uint64_t)table);
    int64_t length = RUN_ORDERS * t->columns[key].law->line_hi;

    length = length < RUN_ROWS_LEAST ? RUN_ROWS_LEAST : length;
    length = length > KNOWN_SAMPLE ? KNOWN_SAMPLE : length;
    const uint64_t places = (uint64_t)(t->rows - length + 1);
    struct runs out = { .length = (size_t)length };
    out.rows = ARENA_ARRAY(a, KNOWN_SAMPLE, int64_t);
    for (int64_t i = 0; i < KNOWN_SAMPLE / length; i++) {
        const int64_t first =
            (int64_t)rng_below(rng_bits(starts, (uint64_t)i), places);
        for (int64_t j = 0; j < length; j++)
            out.rows[out.count++] = first + j;
    }
    return out;
}

/* The same as bunch_per_row, by the key of the bunches. */
static double per_row_of(struct cardinality *c, int relation, int key)
{
    const int table = c->query->relations[relation].table;
    const struct world *const w = c->known->world;
    const struct table *const t = &w->catalog.tables[table];
    const bool small = t->rows <= KNOWN_SAMPLE;
    double rows = 0, bunches = 0, per_row;

    if (!small && by_laws(c, relation, key, false, &per_row))
        return per_row;
    const struct arena_mark mark = arena_mark(c->known->scratch);
    const struct runs runs = small ? whole_table(c->known->scratch, t)
                                   : runs_of(c->known->scratch, w, table, key);
    count_runs(c, relation, key, &runs, &rows, &bunches);
    arena_rewind(c->known->scratch, mark);
    if (small)
        return rows > 0 ? bunches / rows : 1;
    if (rows < CARDINALITY_THIN)
        return by_laws(c, relation, key, true, &per_row) ? per_row : 1;
    c->leans_on_sample = true;
    return bunches / rows;
}

double bunch_per_row(struct cardinality *c, int relation, int column)
{
    const struct relation *const r = &c->query->relations[relation];
    const struct table *const t = &c->known->world->catalog.tables[r->table];
    struct relation_rows *const known = &c->relations[relation];
    const int key = bunch_column(t, column);

    if (key < 0)
        return 1;
    if (known->bunches == 0 || known->bunch_key != key)
        known->bunches = per_row_of(c, relation, key);
    known->bunch_key = key;
    return known->bunches;
}
