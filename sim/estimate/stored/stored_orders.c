#include "estimate/stored/stored_orders.h"

#include "world/value/value.h"

/* The column whose orders the table's lines belong to; -1 if none. */
int stored_orders_column(const struct table *t)
{
    for (int c = 0; c < stored_columns(t); c++) {
        const struct law *law = t->columns[c].law;
        if (law->kind == LAW_SEQUENTIAL && law->line_hi > 1)
            return c;
    }
    return -1;
}

/* Is the value the same for all lines of an order? */
bool stored_orders_share(const struct column *c, int order)
{
    return c->per == order ||
           (c->law->kind == LAW_LOOKUP && c->law->source == order);
}

/* All lines on its slice of the order that `row` belongs to. */
static size_t lines_of_order(const struct sampler *s, int order, int64_t row,
                             int64_t *rows, size_t most)
{
    const struct law *law = s->t->columns[order].law;
    const struct rng_stream stream = value_stream(s->world, s->table, order);
    const bool together =
        s->design->diststyle != DIST_EVEN &&
        (s->design->diststyle == DIST_ALL || s->design->distkey == order ||
         stored_orders_share(&s->t->columns[s->design->distkey], order));
    const int slice = together ? 0 : stored_slice_of(s, row);
    size_t n = 0;
    int line;

    const int64_t key = value_order(law, stream, row, &line);
    for (int64_t r = row - (line - 1); r < s->t->rows && n < most; r++) {
        if (value_order(law, stream, r, NULL) != key)
            break;
        if (together || stored_slice_of(s, r) == slice)
            rows[n++] = r;
    }
    return n;
}

/*
 * The lines of an order near `row`, each order as likely as any other: one of
 * m lines is met m times as often, so it is taken once in m times.
 */
size_t stored_orders_pick(const struct sampler *s, int order, int64_t row,
                          uint64_t draw, int64_t *rows, size_t most)
{
    enum { TRIES = 32 };
    const int64_t apart = s->t->columns[order].law->line_hi;
    size_t n = 0;

    for (uint64_t i = 0; i < TRIES; i++) {
        const int64_t near = row + (int64_t)i * apart;
        n = lines_of_order(s, order, near % s->t->rows, rows, most);
        if (n > 0 && rng_unit_of(rng_mix(draw + i)) * (double)n < 1)
            break;
    }
    return n;
}

double stored_orders_lines(const struct sampler *s)
{
    const struct law *law = s->t->columns[stored_orders_column(s->t)].law;

    return (double)(law->line_lo + law->line_hi) / 2;
}

/* Have all lines of an order the same keys? Those that arrive together are
   of one age. */
bool stored_orders_keys(const struct sampler *s)
{
    const int order = stored_orders_column(s->t);

    for (int k = 0; order >= 0 && k < s->design->sortkey_count; k++) {
        const int c = s->design->sortkeys[k];
        if (c != s->t->arrival.column &&
            !stored_orders_share(&s->t->columns[c], order))
            return false;
    }
    return order >= 0;
}

/* Lines with the same keys are neighbours on the curve: each point of a window
   becomes an order, until the window is full. */
void stored_orders_keep(struct sampler *s)
{
    const int d = s->design->sortkey_count, order = stored_orders_column(s->t);
    const size_t window = STORED_ROWS / STORED_WINDOWS;
    int64_t *const rows = ARENA_ARRAY(s->arena, STORED_ROWS, int64_t);
    int64_t **const codes = ARENA_ARRAY(s->arena, d, int64_t *);

    for (int k = 0; k < d; k++)
        codes[k] = ARENA_ARRAY(s->arena, STORED_ROWS, int64_t);
    for (size_t begin = 0; begin < STORED_ROWS; begin += window) {
        size_t at = begin;
        for (size_t point = begin; at < begin + window; point++) {
            const size_t n = stored_orders_pick(s, order, s->rows[point],
                                                rng_bits(s->jitter, point),
                                                rows + at, begin + window - at);
            for (size_t i = 0; i < n; i++, at++)
                for (int k = 0; k < d; k++)
                    codes[k][at] = s->codes[s->design->sortkeys[k]][point];
        }
    }
    s->rows = rows;
    for (int k = 0; k < d; k++)
        s->codes[s->design->sortkeys[k]] = codes[k];
}
