#include "estimate/known.h"

#include <stdlib.h>
#include <string.h>

#include "base/rng.h"
#include "base/text.h"
#include "estimate/cardinality.h"
#include "world/value/value.h"

/* Some conditions, and what is known of the sampled rows that meet them. */
struct passing {
    struct passing *next;
    struct condition **filters;
    int count;
    const bool *passes;
    size_t hits;
    struct met *met;
};

/* The combinations of some columns among them. */
struct met {
    struct met *next;
    const int *columns;
    int count;
    struct known_combinations combinations;
};

struct known_table {
    const struct marginal **marginals; /* per column */
    const int64_t **codes;             /* per column, at the sampled rows */
    struct known_rows rows;
    bool sampled;
    struct passing *passing;
};

struct known_cards {
    struct known_cards *next;
    const struct query *query;
    struct cardinality *cards;
};

struct known_layout {
    struct known_layout *next;
    int table;
    const char *design_text;
    struct table_layout *layout;
};

static void release(void *scratch)
{
    arena_done(scratch);
}

struct known *known_begin(struct arena *a, const struct world *w)
{
    struct known *k = ARENA_NEW(a, struct known);

    k->arena = a;
    k->scratch = arena_begin();
    arena_defer(a, release, k->scratch);
    k->world = w;
    k->tables = ARENA_ARRAY(a, w->catalog.table_count, struct known_table);
    for (int i = 0; i < w->catalog.table_count; i++) {
        const struct table *t = &w->catalog.tables[i];
        const int columns = t->column_count + t->virtual_count;
        k->tables[i].marginals =
            ARENA_ARRAY(a, columns, const struct marginal *);
        k->tables[i].codes = ARENA_ARRAY(a, columns, const int64_t *);
    }
    return k;
}

const struct marginal *known_marginal(struct known *k, int table, int column)
{
    const struct marginal **slot = &k->tables[table].marginals[column];

    if (!*slot)
        *slot = marginal_of(k->arena, k->world, table, column);
    return *slot;
}

const struct known_rows *known_rows(struct known *k, int table)
{
    struct known_table *t = &k->tables[table];
    const int64_t rows = k->world->catalog.tables[table].rows;
    const struct rng_stream stream =
        rng_stream(k->world->seed, "known.rows", (uint64_t)table);

    if (t->sampled)
        return &t->rows;
    t->sampled = true;
    t->rows.whole = rows <= KNOWN_SAMPLE;
    t->rows.count = t->rows.whole ? (size_t)rows : KNOWN_SAMPLE;
    t->rows.rows = ARENA_ARRAY(k->arena, t->rows.count, int64_t);
    for (size_t i = 0; i < t->rows.count; i++)
        t->rows.rows[i] =
            t->rows.whole
                ? (int64_t)i
                : (int64_t)rng_below(rng_bits(stream, i), (uint64_t)rows);
    return &t->rows;
}

const int64_t *known_codes(struct known *k, int table, int column)
{
    const struct known_rows *rows = known_rows(k, table);
    const int64_t **slot = &k->tables[table].codes[column];

    if (!*slot) {
        int64_t *codes = ARENA_ARRAY(k->arena, rows->count, int64_t);
        value_batch(k->world, table, column, rows->rows, rows->count, codes);
        *slot = codes;
    }
    return *slot;
}

/* Which of the rows, given by the codes of the columns that the conditions
   read (NULL of the others), meet them all. */
static size_t judge(const struct table *t, const int64_t *const *codes,
                    size_t rows, struct condition *const *filters, int count,
                    bool *passes)
{
    int64_t row[TABLE_COLUMNS_MAX];
    size_t hits = 0;

    for (size_t i = 0; i < rows; i++) {
        for (int c = 0; c < t->column_count; c++)
            if (codes[c])
                row[c] = codes[c][i];
        passes[i] = true;
        for (int f = 0; f < count && passes[i]; f++)
            passes[i] = condition_passes(filters[f], row);
        hits += passes[i];
    }
    return hits;
}

static struct passing *find_passing(const struct known_table *t,
                                    struct condition *const *filters, int count)
{
    for (struct passing *p = t->passing; p; p = p->next) {
        int same = 0;
        while (p->count == count && same < count &&
               p->filters[same] == filters[same])
            same++;
        if (p->count == count && same == count)
            return p;
    }
    return NULL;
}

static size_t judge_known(struct known *k, int table,
                          struct condition *const *filters, int count,
                          bool *passes)
{
    const struct table *t = &k->world->catalog.tables[table];
    const int64_t *codes[TABLE_COLUMNS_MAX] = { NULL };
    bool reads[TABLE_COLUMNS_MAX] = { false };

    for (int f = 0; f < count; f++)
        condition_columns(filters[f], reads);
    for (int c = 0; c < t->column_count; c++)
        if (reads[c])
            codes[c] = known_codes(k, table, c);
    return judge(t, codes, known_rows(k, table)->count, filters, count, passes);
}

static struct passing *passing_of(struct known *k, int table,
                                  struct condition *const *filters, int count)
{
    struct known_table *const t = &k->tables[table];
    struct passing *p = find_passing(t, filters, count);

    if (p != NULL)
        return p;
    bool *const passes =
        ARENA_ARRAY(k->arena, known_rows(k, table)->count, bool);
    p = ARENA_NEW(k->arena, struct passing);
    *p = (struct passing){
        .next = t->passing,
        .filters = ARENA_ARRAY(k->arena, count, struct condition *),
        .count = count,
        .passes = passes,
        .hits = judge_known(k, table, filters, count, passes),
    };
    for (int f = 0; f < count; f++)
        p->filters[f] = filters[f];
    t->passing = p;
    return p;
}

size_t known_passes(struct known *k, int table,
                    struct condition *const *filters, int count, bool *passes)
{
    const struct passing *const p = passing_of(k, table, filters, count);

    memcpy(passes, p->passes, known_rows(k, table)->count * sizeof(*passes));
    return p->hits;
}

static int compare_hashes(const void *a, const void *b)
{
    const uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

static struct known_combinations count_combinations(struct known *k, int table,
                                                    const struct passing *p,
                                                    const int *columns,
                                                    int count)
{
    const size_t rows = known_rows(k, table)->count;
    struct known_combinations out = { .hits = p->hits };
    const int64_t *codes[TABLE_COLUMNS_MAX];
    int32_t *const each = ARENA_ARRAY(k->arena, p->hits, int32_t);

    for (int c = 0; c < count; c++)
        codes[c] = known_codes(k, table, columns[c]);
    const struct arena_mark mark = arena_mark(k->scratch);
    uint64_t *const hashes = ARENA_ARRAY(k->scratch, p->hits, uint64_t);
    size_t n = 0;
    for (size_t i = 0; i < rows; i++) {
        if (!p->passes[i])
            continue;
        for (int c = 0; c < count; c++)
            hashes[n] = rng_mix(hashes[n] ^ rng_mix((uint64_t)codes[c][i]));
        n++;
    }
    qsort(hashes, n, sizeof(*hashes), compare_hashes);
    for (size_t i = 0; i < n; i++) {
        out.distinct += i == 0 || hashes[i] != hashes[i - 1];
        each[out.distinct - 1]++;
    }
    arena_rewind(k->scratch, mark);
    out.rows = each;
    return out;
}

const struct known_combinations *
known_combinations(struct known *k, int table, struct condition *const *filters,
                   int count, const int *columns, int column_count)
{
    struct passing *const p = passing_of(k, table, filters, count);
    const size_t bytes = (size_t)column_count * sizeof(*columns);

    for (const struct met *m = p->met; m; m = m->next)
        if (m->count == column_count && memcmp(m->columns, columns, bytes) == 0)
            return &m->combinations;
    struct met *const m = ARENA_NEW(k->arena, struct met);
    int *const copy = ARENA_ARRAY(k->arena, column_count, int);
    memcpy(copy, columns, bytes);
    *m = (struct met){
        .next = p->met,
        .columns = copy,
        .count = column_count,
        .combinations = count_combinations(k, table, p, columns, column_count),
    };
    p->met = m;
    return &m->combinations;
}

size_t known_passes_at(struct known *k, int table, const int64_t *rows,
                       size_t row_count, struct condition *const *filters,
                       int count, bool *passes)
{
    const struct table *t = &k->world->catalog.tables[table];
    const struct arena_mark mark = arena_mark(k->scratch);
    const int64_t *codes[TABLE_COLUMNS_MAX] = { NULL };
    bool reads[TABLE_COLUMNS_MAX] = { false };

    for (int f = 0; f < count; f++)
        condition_columns(filters[f], reads);
    for (int c = 0; c < t->column_count; c++) {
        if (!reads[c])
            continue;
        int64_t *at = ARENA_ARRAY(k->scratch, row_count, int64_t);
        value_batch(k->world, table, c, rows, row_count, at);
        codes[c] = at;
    }
    const size_t hits = judge(t, codes, row_count, filters, count, passes);
    arena_rewind(k->scratch, mark);
    return hits;
}

struct table_layout *known_layout(const struct known *k, int table,
                                  const char *design_text)
{
    for (const struct known_layout *l = k->layouts; l; l = l->next)
        if (l->table == table && text_equal(l->design_text, design_text))
            return l->layout;
    return NULL;
}

void known_keep_layout(struct known *k, int table, const char *design_text,
                       struct table_layout *layout)
{
    struct known_layout *l = ARENA_NEW(k->arena, struct known_layout);

    l->next = k->layouts;
    l->table = table;
    l->design_text = text_copy(k->arena, design_text);
    l->layout = layout;
    k->layouts = l;
}

struct cardinality *known_cards(const struct known *k, const struct query *q)
{
    for (const struct known_cards *c = k->cards; c; c = c->next)
        if (c->query == q)
            return c->cards;
    return NULL;
}

void known_keep_cards(struct known *k, const struct query *q,
                      struct cardinality *cards)
{
    struct known_cards *c = ARENA_NEW(k->arena, struct known_cards);

    c->next = k->cards;
    c->query = q;
    c->cards = cards;
    k->cards = c;
}

void known_share_cards(struct known *k, const struct known *from)
{
    for (const struct known_cards *c = from->cards; c; c = c->next)
        known_keep_cards(k, c->query,
                         cardinality_believing(k->arena, k, c->cards));
}
