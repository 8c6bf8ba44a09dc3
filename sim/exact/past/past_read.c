/*
 * What queries find in a table with a past: conditions for the rows that are
 * there now, blocks read, answers.
 */
#include <string.h>

#include "base/check.h"
#include "exact/past/past_slice.h"
#include "world/sequence.h"
#include "world/value/value_reader.h"

/* ---- conditions ------------------------------------------------------- */

/* The world with no row late: what rises with arrival never falls. */
static const struct world *punctual(struct arena *a, const struct world *w,
                                    int table)
{
    struct world *const out = ARENA_NEW(a, struct world);
    const size_t tables = (size_t)w->catalog.table_count;

    *out = *w;
    out->catalog.tables = ARENA_ARRAY(a, tables, struct table);
    memcpy(out->catalog.tables, w->catalog.tables,
           tables * sizeof(*w->catalog.tables));
    out->catalog.tables[table].arrival.late_frac = 0;
    return out;
}

/* Does the column never fall from one punctual row to the next? A function of
   such a column counts as one; so does what lags behind it, as its bounds move
   as far. */
static int rises_as(const struct past *p, int column)
{
    const int most = p->t->column_count + p->t->virtual_count;

    for (int steps = 0; steps < most; steps++) {
        const struct column *const c = &p->t->columns[column];
        if (c->law == NULL || c->per >= 0)
            return -1;
        if (column == value_arrival_column(p->t) || sequence_counts(c->law))
            return column;
        if (c->law->kind != LAW_LAG || c->law->calendar == CALENDAR_YYYYMMDD)
            return -1;
        column = c->law->source;
    }
    return -1;
}

/* What restates the codes of one column. */
struct restating {
    const struct past *p;
    const struct world *world; /* punctual */
    int column;
};

/* First of so many rows whose code is not below this one. */
static int64_t row_of(const struct world *w, int table, int column,
                      int64_t rows, int64_t code)
{
    int64_t lo = 0, hi = rows;

    while (lo < hi) {
        const int64_t mid = lo + (hi - lo) / 2;
        if (value_at(w, table, column, mid) < code)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

/* The code below which the same share of the rows that are there now lies.
   Beyond the first or the last row nothing changes. */
static int64_t restate(const struct restating *r, int64_t code)
{
    const int table = r->p->table;
    const int64_t rows = r->p->t->rows;
    const int64_t row = row_of(r->world, table, r->column, rows, code);
    const int64_t same =
        (int64_t)((double)row / (double)rows * (double)r->p->arrived + 0.5);

    if (row == 0 || same == rows)
        return code;
    return value_at(r->world, table, r->column, same);
}

static struct condition *restated(struct arena *a, const struct past *p,
                                  const struct condition *c);

static void restate_ranges(struct arena *a, const struct past *p,
                           struct condition *c)
{
    const int column = rises_as(p, c->column);
    const struct restating r = {
        .p = p,
        .world = punctual(a, p->world, p->table),
        .column = column,
    };
    struct code_range *const ranges =
        ARENA_ARRAY(a, c->range_count, struct code_range);

    if (column < 0 || p->arrivals.random)
        return;
    for (int i = 0; i < c->range_count; i++) {
        const struct code_range was = c->ranges[i];
        ranges[i].lo = was.lo == INT64_MIN ? was.lo : restate(&r, was.lo);
        ranges[i].hi =
            was.hi == INT64_MAX ? was.hi : restate(&r, was.hi + 1) - 1;
        if (ranges[i].hi < ranges[i].lo && was.hi >= was.lo)
            ranges[i].hi = ranges[i].lo;
    }
    c->ranges = ranges;
    c->range_count = code_ranges_normalise(ranges, c->range_count);
}

static struct condition *restated(struct arena *a, const struct past *p,
                                  const struct condition *c)
{
    struct condition *const out = ARENA_NEW(a, struct condition);

    *out = *c;
    if (c->kind == COND_SET)
        restate_ranges(a, p, out);
    out->parts = ARENA_ARRAY(a, c->part_count, struct condition *);
    for (int i = 0; i < c->part_count; i++)
        out->parts[i] = restated(a, p, c->parts[i]);
    return out;
}

struct condition **past_conditions(struct arena *a, const struct past *p,
                                   struct condition *const *filters, int count)
{
    struct condition **const out = ARENA_ARRAY(a, count, struct condition *);

    for (int i = 0; i < count; i++)
        out[i] = restated(a, p, filters[i]);
    return out;
}

/* ---- blocks ----------------------------------------------------------- */

/* Blocks of a column on a slice that hold no row: of a segment without rows,
   and what a VACUUM leaves for rows to come. */
static int64_t spare_blocks(const struct past *p, int column, int empty)
{
    return empty + (p->vacuumed && column < p->t->column_count);
}

/* Slices that hold the table: ALL has a copy on the first of each node. */
static int64_t copies_of(const struct past *p, int slice)
{
    const struct cluster *const c = &p->world->cluster;
    const int each = cluster_slices_per_node(c);

    if (p->design->diststyle != DIST_ALL)
        return p->slices[slice].count > 0;
    return p->slices[slice].count > 0 ? (c->slices + each - 1) / each : 0;
}

/* Blocks of some columns, or of all, over all slices. */
static int64_t count_blocks(const struct past *p, const bool *looks)
{
    const int columns = p->t->column_count + HIDDEN_COLUMNS;
    struct arena *const a = arena_begin();
    int64_t blocks = 0;

    for (int s = 0; s < p->slice_count; s++) {
        int empty;
        const struct store_slice view =
            past_slice_view(a, p, &p->slices[s], looks, &empty);
        for (int c = 0; view.rows > 0 && c < columns; c++)
            if (looks == NULL || looks[c])
                blocks += (view.columns[c].count + spare_blocks(p, c, empty)) *
                          copies_of(p, s);
    }
    arena_done(a);
    return blocks;
}

int64_t past_column_blocks(const struct past *p, int column)
{
    struct arena *const a = arena_begin();
    bool *const looks =
        ARENA_ARRAY(a, p->t->column_count + HIDDEN_COLUMNS, bool);

    looks[column] = true;
    const int64_t blocks = count_blocks(p, looks);
    arena_done(a);
    return blocks;
}

int64_t past_blocks(const struct past *p)
{
    return count_blocks(p, NULL);
}

/* Columns of which a scan looks at blocks or zone maps. */
static bool *scan_looks(struct arena *a, const struct past *p,
                        struct condition *const *filters, int count,
                        const bool *reads)
{
    const int own = p->t->column_count;
    bool *const looks = ARENA_ARRAY(a, own + HIDDEN_COLUMNS, bool);

    for (int f = 0; f < count; f++)
        if (filters[f]->kind == COND_SET && filters[f]->zone_map)
            looks[filters[f]->column] = true;
    for (int c = 0; reads != NULL && c < own; c++)
        looks[c] |= reads[c];
    looks[own + HIDDEN_INSERT_XID] = true;
    return looks;
}

/* All slices; *empty counts the segments without rows, *held the slices. */
static struct store *view_of(struct arena *a, const struct past *p,
                             const bool *looks, int64_t *empty, int64_t *held)
{
    struct store *const s = ARENA_NEW(a, struct store);
    const int slices = p->world->cluster.slices;
    const int each = cluster_slices_per_node(&p->world->cluster);

    *s = (struct store){
        .world = p->world,
        .table = p->table,
        .t = p->t,
        .design = p->design,
        .slice_count = slices,
        .slices = ARENA_ARRAY(a, slices, struct store_slice),
        .segments = 1,
    };
    *empty = *held = 0;
    for (int i = 0; i < p->slice_count; i++) {
        int none;
        s->slices[i] = past_slice_view(a, p, &p->slices[i], looks, &none);
        *empty += none * copies_of(p, i);
        *held += copies_of(p, i);
    }
    if (p->design->diststyle == DIST_ALL)
        for (int i = each; i < slices; i += each)
            s->slices[i] = s->slices[0];
    return s;
}

struct scanning past_scan(struct arena *a, const struct past *p,
                          struct condition *const *filters, int count,
                          const bool *reads)
{
    struct arena *const scratch = arena_begin();
    const int own = p->t->column_count;
    int64_t empty, held;
    const bool *const looks = scan_looks(scratch, p, filters, count, reads);
    const struct store *const s = view_of(scratch, p, looks, &empty, &held);
    struct scanning out = scanning_of(a, s, filters, count, reads);

    /* A block without rows has no zone map: it is read. */
    for (int c = 0; c < own + HIDDEN_COLUMNS; c++) {
        if (c < own ? !reads[c] : c != own + HIDDEN_INSERT_XID)
            continue;
        const int64_t spare = empty + (p->vacuumed && c < own ? held : 0);
        out.blocks[c] += spare;
        out.tally.blocks.sum += (double)spare;
    }
    arena_done(scratch);
    return out;
}

/* ---- answers ---------------------------------------------------------- */

uint64_t past_row_digest(int64_t arrival)
{
    return rng_mix((uint64_t)arrival + 1);
}

/* One slice's rows, looked at. */
struct looking {
    const struct past *p;
    struct past_slice *slice;
    struct condition *const *filters;
    int count, columns;
    const bool *reads;
    bool *used, *kept; /* by column; by place */
    int64_t *row;
    struct past_answer answer;
};

static bool may_hold(const struct condition *c, const struct store_block *b)
{
    for (int i = 0; i < c->range_count; i++)
        if (c->ranges[i].lo <= b->hi && c->ranges[i].hi >= b->lo)
            return true;
    return c->accepts_null && b->nulls > 0;
}

/* Rows in blocks that a condition rules out are not looked at. */
static void skip_blocks(struct looking *l, const struct store_slice *view)
{
    for (int f = 0; f < l->count; f++) {
        const struct condition *const c = l->filters[f];
        if (c->kind != COND_SET || !c->zone_map)
            continue;
        const struct store_column *const in = &view->columns[c->column];
        for (int64_t b = 0; b < in->count; b++)
            if (!may_hold(c, &in->blocks[b]))
                memset(l->kept + in->blocks[b].first, 0,
                       (size_t)in->blocks[b].rows * sizeof(*l->kept));
    }
}

static void look_at(struct looking *l, struct value_reader *reader,
                    const struct past_version *v, size_t n)
{
    int64_t rows[VALUE_READER_ROWS];

    past_row_numbers(l->p, v, n, rows);
    value_reader_rows(reader, rows, n);
    for (size_t i = 0; i < n; i++) {
        uint64_t digest = past_row_digest(v[i].arrival);
        bool good = true;
        for (int c = 0; c < l->columns; c++)
            if (l->used[c])
                l->row[c] = value_reader_codes(reader, c)[i];
        for (int f = 0; f < l->count && good; f++)
            good = condition_passes(l->filters[f], l->row);
        if (!good)
            continue;
        for (int c = 0; l->reads != NULL && c < l->p->t->column_count; c++)
            if (l->reads[c])
                digest = rng_mix(digest ^ (uint64_t)l->row[c]);
        l->answer.rows++;
        l->answer.digest += digest;
    }
}

static void look_at_slice(struct arena *a, struct looking *l)
{
    const struct past_slice *const s = l->slice;
    struct past_version batch[VALUE_READER_ROWS];
    struct value_reader *const reader =
        value_reader_open(a, l->p->world, l->p->table, (int64_t)s->count);
    size_t n = 0;

    for (size_t i = 0; i < s->count; i++) {
        if (s->rows[i].died == 0 && l->kept[i])
            batch[n++] = s->rows[i];
        if (n == VALUE_READER_ROWS || (i + 1 == s->count && n > 0)) {
            look_at(l, reader, batch, n);
            n = 0;
        }
    }
}

static struct past_answer answer_slice(const struct past *p, int slice,
                                       struct condition *const *filters,
                                       int count, const bool *reads)
{
    struct arena *const a = arena_begin();
    const int columns = p->t->column_count + p->t->virtual_count;
    struct looking l = {
        .p = p,
        .slice = &p->slices[slice],
        .filters = filters,
        .count = count,
        .columns = columns,
        .reads = reads,
        .used = ARENA_ARRAY(a, columns, bool),
        .kept = ARENA_ARRAY(a, p->slices[slice].count, bool),
        .row = ARENA_ARRAY(a, columns, int64_t),
    };
    int empty;

    memset(l.kept, 1, l.slice->count * sizeof(*l.kept));
    for (int f = 0; f < count; f++)
        condition_columns(filters[f], l.used);
    for (int c = 0; reads != NULL && c < p->t->column_count; c++)
        l.used[c] |= reads[c];
    const struct store_slice view = past_slice_view(
        a, p, l.slice, scan_looks(a, p, filters, count, NULL), &empty);
    if (l.slice->count > 0)
        skip_blocks(&l, &view);
    look_at_slice(a, &l);
    arena_done(a);
    return l.answer;
}

struct past_answer past_answer(const struct past *p,
                               struct condition *const *filters, int count,
                               const bool *reads)
{
    int64_t rows = 0;
    uint64_t digest = 0;

#pragma omp parallel for schedule(dynamic) reduction(+ : rows, digest)
    for (int s = 0; s < p->slice_count; s++) {
        const struct past_answer one =
            answer_slice(p, s, filters, count, reads);
        rows += one.rows;
        digest += one.digest;
    }
    return (struct past_answer){ rows, digest };
}
