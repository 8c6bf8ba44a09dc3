#include "exact/run/run_group.h"

#include "base/check.h"
#include "exact/run/run_rows.h"

static double draw_of(const struct run *run, const char *name, uint64_t at)
{
    return rng_unit(rng_stream(run->world->seed, name, 0), at);
}

static void draw_having(struct run *run, const struct query *q,
                        struct run_rows *rows)
{
    struct run_set out = run_set_like(run->arena, &rows->set);

    if (q->having_guess >= 1)
        return;
    for (size_t c = 0; c < rows->set.chunk_count; c++)
        for (int i = 0; i < rows->set.chunks[c]->count; i++) {
            const struct run_chunk *chunk = rows->set.chunks[c];
            const uint64_t identity =
                run_hash(&chunk->codes[i], out.keys, RUN_CHUNK);
            if (draw_of(run, "run.having", identity) >= q->having_guess)
                continue;
            run_set_copy(&out, chunk, i, chunk->slices[i]);
        }
    rows->set = out;
    run_recount(run, rows);
}

/* Does the same group lie on several slices? Where a plan groups rows that
   every node has, those of an inner query come from the slices that each took
   its part. */
static bool is_partial(const struct run *run, const struct step *s,
                       const struct run_rows *rows)
{
    int slices = 0;

    if (!s->one_phase)
        return true;
    for (int i = 0; i < run->slices; i++)
        slices += rows->slice_rows[i] > 0;
    return s->outer->spread.kind == SPREAD_ALL && slices > 1;
}

void run_finish_groups(struct run *run, struct step *s, struct run_rows *rows,
                       struct amount in)
{
    int columns[SORTKEY_COLUMNS_MAX];

    CHECK(rows->set.keys <= SORTKEY_COLUMNS_MAX);
    for (int k = 0; k < rows->set.keys; k++)
        columns[k] = k;
    s->tally.group_rows = in;
    s->tally.groups = run_by_slice(run, rows);
    if (is_partial(run, s, rows))
        run_deal(run, s, rows, columns, rows->set.keys, true);
    run_spill(run, s,
              s->tally.groups.busiest *
                  (s->width_bytes + run->world->cluster.engine.hash_row_bytes),
              in.busiest * s->width_bytes, false);
}

/* The counts among the outputs of an inner query, each a column behind the
   groups; returns how many. */
static int find_counts(struct run *run, const struct query *q,
                       struct column_ref *counted, int **output_of)
{
    int count = 0;

    *output_of = ARENA_ARRAY(run->arena, q->output_count, int);
    for (int o = 0; o < q->output_count; o++) {
        (*output_of)[o] = -1;
        if (!q->outputs[o].counts)
            continue;
        (*output_of)[o] = q->group_count + count;
        counted[count++] = q->outputs[o].counted;
    }
    return count;
}

struct run_rows run_aggregate(struct run *run, struct step *s, bool outputs)
{
    const struct query *q = s->query;
    struct column_ref *const counted =
        ARENA_ARRAY(run->arena, q->output_count, struct column_ref);
    struct run_sink sink = { .refs = q->groups,
                             .ref_count = q->group_count,
                             .distinct = true,
                             .counted = counted };
    int *output_of = NULL;
    if (outputs && q->group_count > 0)
        sink.counted_count = find_counts(run, q, counted, &output_of);
    struct run_counts counts = run_counts_of(run->arena, run);
    struct run_place place;
    uint64_t kept;
    struct run_rows rows =
        run_flow(run, s->outer, &sink, &kept, &place, &counts);
    const struct amount in = run_amount(counts.out, run->slices, rows.weight);

    if (q->group_count == 0) {
        s->tally.group_rows = in;
        s->tally.groups = (struct amount){ run->slices, 1 };
        s->tally.leader_rows = run->slices;
        rows =
            run_one_row(run, draw_of(run, "run.having", 0) < q->having_guess);
    } else {
        run_recount(run, &rows);
        run_finish_groups(run, s, &rows, in);
        draw_having(run, q, &rows);
    }
    rows.refs = q->groups;
    rows.ref_count = q->group_count;
    rows.output_of = output_of;
    run_rows_out(run, s, &rows);
    return rows;
}
