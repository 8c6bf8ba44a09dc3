#include "exact/scanning.h"

#include "base/check.h"
#include "base/progress.h"
#include "world/value/value.h"

/* Rows first .. last - 1 of a slice. */
struct rows {
    int64_t first, last;
};

/* Ascending and apart. */
struct ranges {
    struct rows *items;
    size_t count, room;
};

static void add_range(struct arena *a, struct ranges *r, struct rows rows)
{
    if (rows.first >= rows.last)
        return;
    if (r->count > 0 && r->items[r->count - 1].last == rows.first) {
        r->items[r->count - 1].last = rows.last;
        return;
    }
    ARENA_GROW(a, r->items, r->count, r->room);
    r->items[r->count++] = rows;
}

static struct ranges intersect(struct arena *a, const struct ranges *x,
                               const struct ranges *y)
{
    struct ranges out = { .items = NULL };
    size_t i = 0, j = 0;

    while (i < x->count && j < y->count) {
        const struct rows p = x->items[i], q = y->items[j];
        add_range(a, &out,
                  (struct rows){ p.first > q.first ? p.first : q.first,
                                 p.last < q.last ? p.last : q.last });
        if (p.last < q.last)
            i++;
        else
            j++;
    }
    return out;
}

static bool may_match(const struct condition *c, const struct store_block *b)
{
    for (int i = 0; i < c->range_count; i++)
        if (c->ranges[i].lo <= b->hi && c->ranges[i].hi >= b->lo)
            return true;
    return false;
}

static bool has_nulls(const struct store *s, int column)
{
    int64_t nulls = 0;

    for (int i = 0; i < s->slice_count; i++)
        for (int64_t b = 0;
             s->slices[i].rows > 0 && b < s->slices[i].columns[column].count;
             b++)
            nulls += s->slices[i].columns[column].blocks[b].nulls;
    return nulls > 0;
}

static bool can_skip(const struct store *s, const struct condition *c)
{
    return c->kind == COND_SET && c->zone_map &&
           !(c->accepts_null && has_nulls(s, c->column));
}

/* Row ranges of a slice that its zone maps leave. */
static struct ranges ranges_left(struct arena *a, const struct store *s,
                                 int slice, struct condition *const *filters,
                                 int count)
{
    const struct store_slice *in = &s->slices[slice];
    struct ranges left = { .items = NULL };

    add_range(a, &left, (struct rows){ 0, in->rows });
    for (int f = 0; f < count; f++) {
        struct ranges kept = { .items = NULL };
        if (!can_skip(s, filters[f]))
            continue;
        const struct store_column *c = &in->columns[filters[f]->column];
        CHECK(c->count > 0);
        for (int64_t b = 0; b < c->count; b++)
            if (may_match(filters[f], &c->blocks[b]))
                add_range(
                    a, &kept,
                    (struct rows){ c->blocks[b].first,
                                   c->blocks[b].first + c->blocks[b].rows });
        left = intersect(a, &left, &kept);
    }
    return left;
}

/* Blocks that overlap the ranges: both ascend. */
static int64_t overlapping(const struct store_column *c,
                           const struct ranges *left)
{
    int64_t blocks = 0;
    size_t r = 0;

    CHECK(c->count > 0);
    for (int64_t b = 0; b < c->count; b++) {
        const struct store_block *block = &c->blocks[b];
        while (r < left->count && left->items[r].last <= block->first)
            r++;
        blocks += r < left->count &&
                  left->items[r].first < block->first + block->rows;
    }
    return blocks;
}

/* Adds to a sum and keeps the largest part. */
static void count_part(struct amount *amount, int64_t part)
{
    amount->sum += (double)part;
    if ((double)part > amount->busiest)
        amount->busiest = (double)part;
}

static void scan_slice(struct arena *scratch, const struct store *s, int slice,
                       struct condition *const *filters, int count,
                       const bool *reads, struct scanning *out)
{
    const int own = s->t->column_count;
    const struct ranges left = ranges_left(scratch, s, slice, filters, count);
    int64_t rows = 0, blocks = 0, columns = 0;

    for (size_t i = 0; i < left.count; i++)
        rows += left.items[i].last - left.items[i].first;
    for (int c = 0; c < own + HIDDEN_COLUMNS; c++) {
        if (c < own ? !reads[c] : c != own + HIDDEN_INSERT_XID)
            continue;
        const int64_t read =
            overlapping(&s->slices[slice].columns[c], &left) + s->segments - 1;
        out->blocks[c] += read;
        blocks += read;
        columns += c < own;
    }
    out->restricted |= rows < s->slices[slice].rows;
    count_part(&out->tally.blocks, blocks);
    count_part(&out->tally.rows_scanned, rows);
    count_part(&out->tally.values, rows * columns);
}

struct scanning scanning_of(struct arena *a, const struct store *s,
                            struct condition *const *filters, int count,
                            const bool *reads)
{
    struct arena *const scratch = arena_begin();
    struct scanning out = {
        .blocks = ARENA_ARRAY(a, s->t->column_count + HIDDEN_COLUMNS, int64_t)
    };

    const bool never = condition_never_all(filters, count);

    out.restricted = never;
    for (int i = 0; i < s->slice_count; i++) {
        const struct arena_mark mark = arena_mark(scratch);
        if (s->slices[i].rows > 0 && !never)
            scan_slice(scratch, s, i, filters, count, reads, &out);
        arena_rewind(scratch, mark);
    }
    arena_done(scratch);
    return out;
}

/* ---- rows that pass --------------------------------------------------- */

enum { BATCH_ROWS = CONDITION_ROWS };

/* One thread's rows: the codes of the columns that are looked at. */
struct looking {
    const struct recall *recall;
    const struct world *world;
    int table, columns;
    struct condition *const *filters;
    int count;
    const bool *used;
    int64_t *rows;
    int64_t **codes; /* per column; NULL: not looked at */
};

static struct looking looking_at(struct arena *a, const struct looking *all)
{
    struct looking l = *all;

    l.rows = ARENA_ARRAY(a, BATCH_ROWS, int64_t);
    l.codes = ARENA_ARRAY(a, l.columns, int64_t *);
    for (int c = 0; c < l.columns; c++)
        if (l.used[c])
            l.codes[c] = ARENA_ARRAY(a, BATCH_ROWS, int64_t);
    return l;
}

static int64_t count_batch(const struct looking *l, int64_t first, size_t n)
{
    bool passes[BATCH_ROWS], all[BATCH_ROWS];
    int64_t passed = 0;

    for (size_t i = 0; i < n; i++) {
        l->rows[i] = first + (int64_t)i;
        all[i] = true;
    }
    for (int c = 0; c < l->columns; c++)
        if (l->used[c])
            recall_codes(l->recall, l->world, l->table, c, l->rows, n,
                         l->codes[c]);
    for (int f = 0; f < l->count; f++) {
        condition_passes_many(l->filters[f], (const int64_t *const *)l->codes,
                              n, passes);
        for (size_t i = 0; i < n; i++)
            all[i] &= passes[i];
    }
    for (size_t i = 0; i < n; i++)
        passed += all[i];
    return passed;
}

double scanning_passes(const struct recall *recall, const struct world *w,
                       int table, struct condition *const *filters, int count)
{
    const struct table *t = &w->catalog.tables[table];
    const int64_t batches = (t->rows + BATCH_ROWS - 1) / BATCH_ROWS;
    struct arena *const a = arena_begin();
    struct looking all = {
        .recall = recall,
        .world = w,
        .table = table,
        .columns = t->column_count + t->virtual_count,
        .filters = filters,
        .count = count,
    };
    bool *const used = ARENA_ARRAY(a, all.columns, bool);
    double guess = 1;
    int64_t passed = 0;

    for (int f = 0; f < count; f++) {
        condition_columns(filters[f], used);
        guess *= condition_guess(filters[f]);
    }
    all.used = used;
#pragma omp parallel reduction(+ : passed)
    {
        struct arena *const own = arena_begin();
        const struct looking l = looking_at(own, &all);
#pragma omp for schedule(dynamic, 8)
        for (int64_t b = 0; b < batches; b++) {
            const int64_t left = t->rows - b * BATCH_ROWS;
            if (!progress_interrupted())
                passed += count_batch(
                    &l, b * BATCH_ROWS,
                    (size_t)(left < BATCH_ROWS ? left : BATCH_ROWS));
        }
        arena_done(own);
    }
    arena_done(a);
    return (double)passed * guess;
}
