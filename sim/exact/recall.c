#include "exact/recall.h"

#include "base/progress.h"

struct kept_column {
    bool wanted, wants_parents;
    bool slow; /* to draw (value_reader_is_slow) */
    struct value_kept codes, parents;
};

struct recall {
    struct arena *arena;
    const struct world *world;
    double bytes_left;
    struct kept_column **columns; /* per table */
};

struct recall *recall_begin(const struct world *w, double limit_bytes)
{
    struct arena *const a = arena_begin();
    struct recall *const r = ARENA_NEW(a, struct recall);

    *r = (struct recall){
        .arena = a,
        .world = w,
        .bytes_left = limit_bytes,
        .columns = ARENA_ARRAY(a, w->catalog.table_count, struct kept_column *),
    };
    for (int t = 0; t < w->catalog.table_count; t++) {
        const int columns = w->catalog.tables[t].column_count;
        r->columns[t] = ARENA_ARRAY(a, columns, struct kept_column);
        for (int c = 0; c < columns; c++)
            r->columns[t][c].slow = value_reader_is_slow(w, t, c);
    }
    return r;
}

void recall_done(struct recall *r)
{
    arena_done(r->arena);
}

/* ---- what is kept ----------------------------------------------------- */

void recall_columns(struct recall *r, int table, const bool *columns)
{
    for (int c = 0; c < r->world->catalog.tables[table].column_count; c++)
        r->columns[table][c].wanted |= columns[c] && r->columns[table][c].slow;
}

static void want_relation(struct recall *r, const struct relation *relation)
{
    const struct table *t = &r->world->catalog.tables[relation->table];

    for (int c = 0; c < t->column_count; c++) {
        struct kept_column *const k = &r->columns[relation->table][c];
        k->wanted |= relation->reads[c];
        k->wants_parents |=
            relation->reads[c] && law_has_parent(t->columns[c].law);
    }
}

void recall_query(struct recall *r, const struct query *q)
{
    for (int i = 0; i < q->branch_count; i++)
        recall_query(r, q->branches[i]);
    for (int i = 0; i < q->relation_count; i++) {
        if (q->relations[i].kind == RELATION_QUERY)
            recall_query(r, q->relations[i].query);
        else
            want_relation(r, &q->relations[i]);
    }
}

/* ---- drawn once ------------------------------------------------------- */

/* Room for so many numbers of lo..hi; false when there is none left. */
static bool make_room(struct recall *r, struct value_kept *k, int64_t rows,
                      int64_t lo, int64_t hi)
{
    const double bytes = value_kept_bytes(rows, lo, hi);

    if (value_kept_has(k) || bytes > r->bytes_left)
        return false;
    r->bytes_left -= bytes;
    *k = value_kept_of(r->arena, rows, lo, hi);
    return true;
}

/* What is drawn in one go through a table. */
struct filling {
    const struct recall *recall;
    int table;
    bool *codes, *parents; /* per column */
};

/* Room for what is wanted of the table; false when there is nothing to do. */
static bool begin_filling(struct recall *r, struct filling *f)
{
    const struct catalog *const all = &r->world->catalog;
    const struct table *const t = &all->tables[f->table];
    bool any = false;

    for (int c = 0; c < t->column_count; c++) {
        struct kept_column *const k = &r->columns[f->table][c];
        int64_t lo, hi;
        if (!k->wanted)
            continue;
        value_range(r->world, f->table, c, &lo, &hi);
        f->codes[c] = make_room(r, &k->codes, t->rows, lo, hi);
        f->parents[c] = k->wants_parents &&
                        make_room(r, &k->parents, t->rows, -1,
                                  all->tables[t->columns[c].law->table].rows);
        any |= f->codes[c] || f->parents[c];
    }
    return any;
}

static void fill_rows(const struct filling *f, struct value_reader *reader,
                      const int64_t *rows, size_t count)
{
    const struct recall *const r = f->recall;

    /* Of a key without orphans the codes are those of its parents. */
    value_reader_rows(reader, rows, count);
    for (int c = 0; c < r->world->catalog.tables[f->table].column_count; c++) {
        struct kept_column *const k = &r->columns[f->table][c];
        if (f->parents[c])
            value_kept_put(&k->parents, rows[0],
                           value_reader_parents(reader, c), count);
        if (f->codes[c])
            value_kept_put(&k->codes, rows[0], value_reader_codes(reader, c),
                           count);
    }
}

static void fill_table(const struct filling *f)
{
    const struct world *const w = f->recall->world;
    const int64_t rows = w->catalog.tables[f->table].rows;

#pragma omp parallel
    {
        struct arena *const a = arena_begin();
        struct value_reader *const reader =
            value_reader_open(a, w, f->table, rows);
        int64_t at[VALUE_READER_ROWS];
#pragma omp for schedule(dynamic, 16)
        for (int64_t first = 0; first < rows; first += VALUE_READER_ROWS) {
            size_t count = 0;
            if (progress_interrupted())
                continue;
            while (count < VALUE_READER_ROWS && first + (int64_t)count < rows) {
                at[count] = first + (int64_t)count;
                count++;
            }
            fill_rows(f, reader, at, count);
        }
        arena_done(a);
    }
}

void recall_fill(struct recall *r)
{
    struct arena *const a = arena_begin();

    for (int t = 0; t < r->world->catalog.table_count; t++) {
        const int columns = r->world->catalog.tables[t].column_count;
        struct filling f = {
            .recall = r,
            .table = t,
            .codes = ARENA_ARRAY(a, columns, bool),
            .parents = ARENA_ARRAY(a, columns, bool),
        };
        if (!progress_interrupted() && begin_filling(r, &f))
            fill_table(&f);
    }
    arena_done(a);
}

bool recall_has(const struct recall *r, int table, int column)
{
    return r != NULL && r->columns[table][column].slow &&
           value_kept_has(&r->columns[table][column].codes);
}

struct value_reader *recall_reader(const struct recall *r, struct arena *a,
                                   const struct world *w, int table,
                                   int64_t rows)
{
    struct value_reader *const reader = value_reader_open(a, w, table, rows);

    for (int c = 0; r != NULL && c < w->catalog.tables[table].column_count;
         c++) {
        const struct kept_column *const k = &r->columns[table][c];
        if (recall_has(r, table, c))
            value_reader_keep(reader, c, &k->codes,
                              value_kept_has(&k->parents) ? &k->parents : NULL);
    }
    return reader;
}

/* ---- what is asked for ------------------------------------------------ */

static const struct kept_column *column_of(const struct recall *r, int table,
                                           int column)
{
    if (r == NULL || column >= r->world->catalog.tables[table].column_count)
        return NULL;
    return &r->columns[table][column];
}

void recall_codes(const struct recall *r, const struct world *w, int table,
                  int column, const int64_t *rows, size_t count, int64_t *codes)
{
    const struct kept_column *const c = column_of(r, table, column);

    if (c != NULL && value_kept_has(&c->codes))
        value_kept_get(&c->codes, rows, count, codes);
    else
        value_batch(w, table, column, rows, count, codes);
}

void recall_parents(const struct recall *r, const struct world *w, int table,
                    int column, const int64_t *rows, size_t count,
                    int64_t *parents)
{
    const struct kept_column *const c = column_of(r, table, column);

    if (c != NULL && value_kept_has(&c->parents))
        value_kept_get(&c->parents, rows, count, parents);
    else
        value_parents(w, table, column, rows, count, parents);
}
