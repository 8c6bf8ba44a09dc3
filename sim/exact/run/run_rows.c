#include "exact/run/run_rows.h"

#include <math.h>

struct amount run_by_slice(const struct run *run, const struct run_rows *r)
{
    struct amount a = { 0, 0 };

    for (int s = 0; s < run->slices; s++) {
        a.sum += r->slice_rows[s];
        a.busiest = fmax(a.busiest, r->slice_rows[s]);
    }
    return a;
}

void run_rows_out(const struct run *run, struct step *s,
                  const struct run_rows *r)
{
    s->tally.rows_out = run_by_slice(run, r);
    s->rows = s->tally.rows_out.sum;
}

void run_recount(const struct run *run, struct run_rows *r)
{
    r->weight = 1;
    r->slice_rows = ARENA_ARRAY(run->arena, run->slices, double);
    for (size_t c = 0; c < r->set.chunk_count; c++)
        for (int i = 0; i < r->set.chunks[c]->count; i++)
            r->slice_rows[r->set.chunks[c]->slices[i]]++;
}

static void set_moves(const struct run *run, struct step *s,
                      const struct run_counts *c, double weight)
{
    s->tally.rows_moved.sum = (double)c->moved * weight;
    s->tally.bytes_moved.sum = s->tally.rows_moved.sum * s->width_bytes;
    s->tally.rows_moved.busiest =
        run_amount(c->node_handled, run->nodes, weight).busiest;
    s->tally.bytes_moved.busiest =
        run_amount(c->node_received, run->nodes, weight).busiest *
        s->width_bytes;
}

void run_deal(struct run *run, struct step *s, struct run_rows *rows,
              const int *columns, int count, bool unite)
{
    struct run_counts counts = run_counts_of(run->arena, run);
    struct run_set out = run_set_like(run->arena, &rows->set);
    const bool one = s->spread.kind == SPREAD_ONE;
    int64_t key[SORTKEY_COLUMNS_MAX];

    for (size_t c = 0; c < rows->set.chunk_count; c++)
        for (int i = 0; i < rows->set.chunks[c]->count; i++) {
            const struct run_chunk *chunk = rows->set.chunks[c];
            for (int k = 0; k < count; k++)
                key[k] =
                    chunk->codes[(size_t)columns[k] * RUN_CHUNK + (size_t)i];
            const int to = one ? 0
                               : (int)rng_below(run_hash(key, count, 1),
                                                (uint64_t)run->slices);
            run_count_move(run, &counts, chunk->slices[i], to,
                           s->outer->spread.kind == SPREAD_ALL, 0);
            if (unite) {
                run_set_unite(&out, &chunk->codes[i], RUN_CHUNK, to);
                continue;
            }
            run_set_copy(&out, chunk, i, to);
        }
    const double weight = rows->weight;
    rows->set = out;
    run_recount(run, rows);
    for (int n = 0; !unite && n < run->slices; n++)
        rows->slice_rows[n] *= weight;
    rows->weight = unite ? 1 : weight;
    set_moves(run, s, &counts, rows->weight);
}

struct run_rows run_one_row(struct run *run, double rows)
{
    struct run_rows r = { .set = run_set_of(run->arena, 0), .weight = 1 };

    r.slice_rows = ARENA_ARRAY(run->arena, run->slices, double);
    r.slice_rows[0] = rows;
    return r;
}
