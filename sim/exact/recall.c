#include "exact/recall.h"

#include "base/check.h"
#include "base/progress.h"
#include "world/value_reader.h"

/* A row's numbers: differences from `lo`, or as they are. */
struct kept_numbers {
    int64_t lo;
    uint32_t *narrow; /* MISSING for VALUE_NULL */
    int64_t *wide;
};

static const uint32_t MISSING = UINT32_MAX;

struct kept_column {
    struct kept_numbers codes, parents;
};

struct recall {
    struct arena *arena;
    const struct world *world;
    double bytes_left;
    struct kept_column **columns; /* per table; NULL: none of it */
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
    return r;
}

void recall_done(struct recall *r)
{
    arena_done(r->arena);
}

static bool has(const struct kept_numbers *n)
{
    return n->narrow != NULL || n->wide != NULL;
}

/* ---- what is kept ----------------------------------------------------- */

/* Room for so many numbers of lo..hi; false when there is none left. */
static bool make_room(struct recall *r, struct kept_numbers *n, int64_t rows,
                      int64_t lo, int64_t hi)
{
    const bool narrow = (uint64_t)hi - (uint64_t)lo < MISSING;
    const double bytes = (double)rows * (narrow ? 4 : 8);

    if (bytes > r->bytes_left)
        return false;
    r->bytes_left -= bytes;
    n->lo = lo;
    if (narrow)
        n->narrow = ARENA_ARRAY(r->arena, rows, uint32_t);
    else
        n->wide = ARENA_ARRAY(r->arena, rows, int64_t);
    return true;
}

static void put(struct kept_numbers *n, int64_t first, const int64_t *numbers,
                size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const uint64_t above = (uint64_t)numbers[i] - (uint64_t)n->lo;
        CHECK(n->wide != NULL || numbers[i] == VALUE_NULL || above < MISSING);
        if (n->wide != NULL)
            n->wide[first + (int64_t)i] = numbers[i];
        else
            n->narrow[first + (int64_t)i] =
                numbers[i] == VALUE_NULL ? MISSING : (uint32_t)above;
    }
}

static void get(const struct kept_numbers *n, const int64_t *rows, size_t count,
                int64_t *numbers)
{
    if (n->wide != NULL) {
        for (size_t i = 0; i < count; i++)
            numbers[i] = n->wide[rows[i]];
        return;
    }
    for (size_t i = 0; i < count; i++) {
        const uint32_t above = n->narrow[rows[i]];
        numbers[i] = above == MISSING ? VALUE_NULL : n->lo + (int64_t)above;
    }
}

/* The codes of all rows, or where `of_parents` the rows that they refer to. */
static void fill(const struct recall *r, int table, int column,
                 struct kept_numbers *n, bool of_parents)
{
    const int64_t rows = r->world->catalog.tables[table].rows;

#pragma omp parallel
    {
        struct arena *const a = arena_begin();
        struct value_reader *const reader =
            value_reader_open(a, r->world, table, rows / 2);
        int64_t at[VALUE_READER_ROWS], numbers[VALUE_READER_ROWS];
#pragma omp for schedule(dynamic, 16)
        for (int64_t first = 0; first < rows; first += VALUE_READER_ROWS) {
            const int64_t left = rows - first;
            const size_t count =
                left < VALUE_READER_ROWS ? (size_t)left : VALUE_READER_ROWS;
            if (progress_interrupted())
                continue;
            for (size_t i = 0; i < count; i++)
                at[i] = first + (int64_t)i;
            if (of_parents)
                value_parents(r->world, table, column, at, count, numbers);
            else
                value_reader_batch(reader, column, at, count, numbers);
            put(n, first, numbers, count);
        }
        arena_done(a);
    }
}

static void keep_column(struct recall *r, int table, int column)
{
    const struct table *const t = &r->world->catalog.tables[table];
    const struct law *const law = t->columns[column].law;
    struct kept_column *const c = &r->columns[table][column];
    int64_t lo, hi;

    if (has(&c->codes))
        return;
    value_range(r->world, table, column, &lo, &hi);
    if (make_room(r, &c->codes, t->rows, lo, hi))
        fill(r, table, column, &c->codes, false);
    if (law_has_parent(law) &&
        make_room(r, &c->parents, t->rows, -1,
                  r->world->catalog.tables[law->table].rows))
        fill(r, table, column, &c->parents, true);
}

static void keep_relation(struct recall *r, const struct relation *relation)
{
    const int table = relation->table;
    const struct table *const t = &r->world->catalog.tables[table];

    if (r->columns[table] == NULL)
        r->columns[table] =
            ARENA_ARRAY(r->arena, t->column_count, struct kept_column);
    for (int c = 0; c < t->column_count; c++)
        if (relation->reads[c] && !progress_interrupted())
            keep_column(r, table, c);
}

void recall_query(struct recall *r, const struct query *q)
{
    for (int i = 0; i < q->branch_count; i++)
        recall_query(r, q->branches[i]);
    for (int i = 0; i < q->relation_count; i++) {
        if (q->relations[i].kind == RELATION_QUERY)
            recall_query(r, q->relations[i].query);
        else
            keep_relation(r, &q->relations[i]);
    }
}

/* ---- what is asked for ------------------------------------------------ */

static const struct kept_column *column_of(const struct recall *r, int table,
                                           int column)
{
    if (r == NULL || r->columns[table] == NULL ||
        column >= r->world->catalog.tables[table].column_count)
        return NULL;
    return &r->columns[table][column];
}

void recall_codes(const struct recall *r, const struct world *w, int table,
                  int column, const int64_t *rows, size_t count, int64_t *codes)
{
    const struct kept_column *const c = column_of(r, table, column);

    if (c != NULL && has(&c->codes))
        get(&c->codes, rows, count, codes);
    else
        value_batch(w, table, column, rows, count, codes);
}

void recall_parents(const struct recall *r, const struct world *w, int table,
                    int column, const int64_t *rows, size_t count,
                    int64_t *parents)
{
    const struct kept_column *const c = column_of(r, table, column);

    if (c != NULL && has(&c->parents))
        get(&c->parents, rows, count, parents);
    else
        value_parents(w, table, column, rows, count, parents);
}
