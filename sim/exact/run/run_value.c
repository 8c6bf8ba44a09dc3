#include "exact/run/run_value.h"

#include <string.h>

#include "base/text.h"
#include "world/value/value.h"

_Static_assert((int)RUN_BATCH <= (int)CONDITION_ROWS,
               "a batch is filtered at once");

uint64_t run_value_identity(const struct run_flow *f, int relation, int64_t row)
{
    const struct run_source *s = &f->sources[relation];

    if (s->inner == NULL || row < 0)
        return (uint64_t)row;
    return run_hash(run_set_row(&s->inner->set, (uint32_t)row),
                    s->inner->set.columns, RUN_CHUNK);
}

/* One of so many values for each row, or its own. */
static int64_t made_up(const struct run_flow *f, struct column_ref ref,
                       int64_t row, bool own)
{
    const uint64_t bits = rng_bits(f->sources[ref.relation].draws,
                                   run_value_identity(f, ref.relation, row));

    return own ? (int64_t)(bits >> 1)
               : (int64_t)rng_below(bits, RUN_EXPRESSION_VALUES);
}

static void inner_rows(const struct run_flow *f, struct column_ref ref,
                       const int64_t *rows, int count, int64_t *codes)
{
    const struct run_source *s = &f->sources[ref.relation];
    const int column = s->output[ref.column];

    for (int i = 0; i < count; i++)
        codes[i] =
            rows[i] < 0 ? VALUE_NULL
            : column >= 0
                ? run_set_row(&s->inner->set,
                              (uint32_t)rows[i])[(size_t)column * RUN_CHUNK]
                : made_up(f, ref, rows[i], true);
}

void run_value_rows(const struct run_flow *f, struct column_ref ref,
                    const int64_t *rows, int count, int64_t *codes)
{
    const struct relation *r = f->sources[ref.relation].relation;
    int64_t real[RUN_BATCH];
    bool missing = false;

    if (ref.column < 0) {
        for (int i = 0; i < count; i++)
            codes[i] =
                rows[i] < 0 ? VALUE_NULL : made_up(f, ref, rows[i], false);
        return;
    }
    if (r->kind == RELATION_QUERY) {
        inner_rows(f, ref, rows, count, codes);
        return;
    }
    for (int i = 0; i < count; i++) {
        missing |= rows[i] < 0;
        real[i] = rows[i] < 0 ? 0 : rows[i];
    }
    recall_codes(f->run->options->recall, f->run->world, r->table, ref.column,
                 missing ? real : rows, (size_t)count, codes);
    for (int i = 0; missing && i < count; i++)
        if (rows[i] < 0)
            codes[i] = VALUE_NULL;
}

void run_value_codes(const struct run_flow *f, struct column_ref ref,
                     const struct run_batch *b, int64_t *codes)
{
    if (ref.relation < 0 || b->rows[ref.relation] == NULL)
        memset(codes, 0, (size_t)b->count * sizeof(*codes));
    else
        run_value_rows(f, ref, b->rows[ref.relation], b->count, codes);
}

bool run_value_draw(const struct run_flow *f, const struct run_batch *b, int i,
                    uint64_t relations, const char *text, double guess)
{
    uint64_t identity = 0;

    if (guess >= 1)
        return true;
    const struct rng_stream draws =
        rng_stream(f->run->world->seed, "run.guess", text_hash(text));
    for (int r = 0; r < f->query->relation_count; r++)
        if ((relations >> r & 1) && b->rows[r] != NULL)
            identity =
                rng_mix(identity + run_value_identity(f, r, b->rows[r][i]));
    return rng_unit(draws, identity) < guess;
}

static int columns_of(const struct run_flow *f, int relation)
{
    const struct relation *r = f->sources[relation].relation;

    if (r->kind == RELATION_QUERY)
        return r->query->output_count;
    const struct table *t = &f->run->world->catalog.tables[r->table];
    return t->column_count + t->virtual_count;
}

/* Codes of the columns that the condition looks at; false where they are not
   known, so that all pass. */
static bool look_up(const struct run_flow *f, int relation,
                    const struct condition *c, const struct run_batch *b,
                    struct arena *scratch, int64_t **codes)
{
    const int columns = columns_of(f, relation);
    const struct run_source *const s = &f->sources[relation];
    bool *const used = ARENA_ARRAY(scratch, columns, bool);

    condition_columns(c, used);
    for (int k = 0; k < columns; k++)
        if (used[k] && s->inner != NULL && s->output[k] < 0)
            return false;
    for (int k = 0; k < columns; k++) {
        if (!used[k])
            continue;
        codes[k] = ARENA_ARRAY(scratch, RUN_BATCH, int64_t);
        run_value_rows(f, (struct column_ref){ relation, k }, b->rows[relation],
                       b->count, codes[k]);
    }
    return true;
}

static void filter_one(const struct run_flow *f, int relation,
                       const struct condition *c, struct run_batch *b,
                       struct arena *scratch)
{
    const double guess = condition_guess(c);
    int64_t **const codes =
        ARENA_ARRAY(scratch, columns_of(f, relation), int64_t *);
    bool passes[RUN_BATCH];
    int kept = 0;

    if (look_up(f, relation, c, b, scratch, codes))
        condition_passes_many(c, (const int64_t *const *)codes,
                              (size_t)b->count, passes);
    else
        memset(passes, true, sizeof(passes));
    for (int i = 0; guess < 1 && i < b->count; i++)
        passes[i] =
            passes[i] && run_value_draw(f, b, i, UINT64_C(1) << relation,
                                        c->text == NULL ? "" : c->text, guess);
    for (int i = 0; i < b->count; i++) {
        b->rows[relation][kept] = b->rows[relation][i];
        b->slices[kept] = b->slices[i];
        kept += passes[i];
    }
    b->count = kept;
}

void run_value_filter(const struct run_flow *f, int relation,
                      struct run_batch *b, struct arena *scratch)
{
    const struct relation *const r = f->sources[relation].relation;
    const struct arena_mark mark = arena_mark(scratch);

    for (int c = 0; c < r->filter_count && b->count > 0; c++)
        filter_one(f, relation, r->filters[c], b, scratch);
    arena_rewind(scratch, mark);
}

static void table_bytes(const struct run_flow *f, int relation,
                        const struct run_batch *b, int64_t *bytes)
{
    enum { LENGTH_BYTES = 4 };
    const struct relation *r = f->sources[relation].relation;
    const struct table *t = &f->run->world->catalog.tables[r->table];
    int64_t codes[RUN_BATCH];

    for (int c = 0; c < t->column_count; c++) {
        const struct type type = t->columns[c].type;
        if (!(r->carries ? r->carries[c] : r->reads[c]))
            continue;
        if (type_is_string(type))
            run_value_rows(f, (struct column_ref){ relation, c },
                           b->rows[relation], b->count, codes);
        for (int i = 0; i < b->count; i++)
            bytes[i] +=
                type_is_string(type)
                    ? LENGTH_BYTES + value_length(&t->columns[c], codes[i])
                    : type_bytes(type, 0);
    }
}

void run_value_bytes(const struct run_flow *f, uint64_t kept,
                     const struct run_batch *b, int64_t *bytes)
{
    enum { OUTPUT_BYTES = 8 };

    memset(bytes, 0, (size_t)b->count * sizeof(*bytes));
    for (int r = 0; r < f->query->relation_count; r++) {
        if (!(kept >> r & 1))
            continue;
        if (f->sources[r].relation->kind == RELATION_TABLE)
            table_bytes(f, r, b, bytes);
        for (int i = 0; f->sources[r].inner != NULL && i < b->count; i++)
            bytes[i] +=
                OUTPUT_BYTES * f->sources[r].relation->query->output_count;
    }
}
