#include "world/value/value_reader.h"

#include <string.h>

#include "base/check.h"
#include "world/sequence.h"
#include "world/value/value_draw.h"

/* What stands here for the rows at hand, by the number of their turn. */
struct value_column {
    struct value_draw *draw; /* NULL: nobody asked for the column */
    const struct value_kept *kept, *kept_parents; /* NULL: drawn */
    int64_t *codes, *parents, *orders, *lines;
    uint64_t *mixed;
    uint64_t codes_turn, parents_turn, orders_turn, mixed_turn;
};

struct value_reader {
    struct arena *arena;
    const struct world *world;
    int table;
    int64_t expected;
    struct value_column *columns;
    const int64_t *rows;
    size_t count;
    uint64_t turn; /* from 1 */
};

_Static_assert((int)VALUE_READER_ROWS == (int)VALUE_DRAW_CHUNK &&
                   (int)VALUE_READER_ROWS == (int)SEQUENCE_MANY,
               "the rows at hand are one chunk");

struct value_reader *value_reader_open(struct arena *a, const struct world *w,
                                       int table, int64_t rows)
{
    const struct table *t = &w->catalog.tables[table];
    struct value_reader *const r = ARENA_NEW(a, struct value_reader);

    *r = (struct value_reader){
        .arena = a,
        .world = w,
        .table = table,
        .expected = rows,
        .columns = ARENA_ARRAY(a, t->column_count + t->virtual_count,
                               struct value_column),
    };
    return r;
}

void value_reader_keep(struct value_reader *r, int column,
                       const struct value_kept *codes,
                       const struct value_kept *parents)
{
    r->columns[column].kept = codes;
    r->columns[column].kept_parents = parents;
}

void value_reader_rows(struct value_reader *r, const int64_t *rows,
                       size_t count)
{
    CHECK(count <= VALUE_READER_ROWS);
    r->rows = rows;
    r->count = count;
    r->turn++;
}

static struct value_column *column_of(struct value_reader *r, int column)
{
    struct value_column *const c = &r->columns[column];

    if (c->codes == NULL)
        c->codes = ARENA_ARRAY(r->arena, VALUE_READER_ROWS, int64_t);
    return c;
}

/* How the column is drawn; worked out when it is asked for. */
static const struct value_draw *draw_of(struct value_reader *r, int column)
{
    struct value_column *const c = &r->columns[column];

    if (c->draw != NULL)
        return c->draw;
    c->draw = ARENA_NEW(r->arena, struct value_draw);
    value_draw_init(c->draw, r->world, r->table, column, (size_t)r->expected);
    value_draw_prepare(c->draw, r->arena, r, r->expected);
    return c->draw;
}

const int64_t *value_reader_codes(struct value_reader *r, int column)
{
    struct value_column *const c = column_of(r, column);

    if (c->codes_turn == r->turn)
        return c->codes;
    if (c->kept != NULL)
        value_kept_get(c->kept, r->rows, r->count, c->codes);
    else
        value_draw_chunk(draw_of(r, column), r->rows, r->count, c->codes);
    c->codes_turn = r->turn;
    return c->codes;
}

const int64_t *value_reader_parents(struct value_reader *r, int column)
{
    struct value_column *const c = column_of(r, column);

    if (c->parents_turn == r->turn)
        return c->parents;
    if (c->parents == NULL)
        c->parents = ARENA_ARRAY(r->arena, VALUE_READER_ROWS, int64_t);
    if (c->kept_parents != NULL)
        value_kept_get(c->kept_parents, r->rows, r->count, c->parents);
    else
        value_draw_parents(draw_of(r, column), r->rows, r->count, c->parents);
    c->parents_turn = r->turn;
    return c->parents;
}

const int64_t *value_reader_parents_at_hand(struct value_reader *r, int column)
{
    const struct value_column *const c = &r->columns[column];

    return c->kept_parents != NULL || c->parents_turn == r->turn
               ? value_reader_parents(r, column)
               : NULL;
}

static void read_orders(const struct value_draw *d, const int64_t *rows,
                        size_t n, int64_t *orders, int64_t *lines)
{
    struct sequence_reader reader;

    if (d->cycles != NULL) {
        sequence_table_read(d->cycles, rows, n, orders, lines);
        return;
    }
    sequence_reader_init(&reader, d->law, d->stream);
    for (size_t i = 0; i < n; i++) {
        int line;
        orders[i] = sequence_read(&reader, rows[i], &line);
        lines[i] = line;
    }
}

struct value_reader_orders value_reader_orders(struct value_reader *r,
                                               int column)
{
    struct value_column *const c = column_of(r, column);

    if (c->orders == NULL) {
        c->orders = ARENA_ARRAY(r->arena, VALUE_READER_ROWS, int64_t);
        c->lines = ARENA_ARRAY(r->arena, VALUE_READER_ROWS, int64_t);
    }
    if (c->orders_turn != r->turn)
        read_orders(draw_of(r, column), r->rows, r->count, c->orders, c->lines);
    c->orders_turn = r->turn;
    return (struct value_reader_orders){ c->orders, c->lines };
}

const uint64_t *value_reader_mixed(struct value_reader *r, int column)
{
    const int64_t *const codes = value_reader_codes(r, column);
    struct value_column *const c = column_of(r, column);

    if (c->mixed == NULL)
        c->mixed = ARENA_ARRAY(r->arena, VALUE_READER_ROWS, uint64_t);
    if (c->mixed_turn != r->turn)
        rng_mix_many(codes, r->count, c->mixed);
    c->mixed_turn = r->turn;
    return c->mixed;
}

void value_reader_batch(struct value_reader *r, int column, const int64_t *rows,
                        size_t count, int64_t *codes)
{
    for (size_t i = 0; i < count; i += VALUE_READER_ROWS) {
        const size_t left = count - i;
        const size_t n = left < VALUE_READER_ROWS ? left : VALUE_READER_ROWS;
        value_reader_rows(r, rows + i, n);
        const int64_t *const read = value_reader_codes(r, column);
        memcpy(codes + i, read, n * sizeof(*codes));
    }
}
