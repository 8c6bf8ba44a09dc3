/* What a pipeline counted becomes the tallies of its steps. */
#include "exact/run/run_flow.h"

#include <math.h>

#include "exact/run/run_value.h"
#include "exact/scanning.h"
#include "world/value/value.h"

static double busiest_over_mean(const struct run *run, struct run_place place,
                                struct amount rows)
{
    if (place.kind == SPREAD_ALL || place.kind == SPREAD_ONE || rows.sum <= 0)
        return 1;
    return rows.busiest / (rows.sum / run->slices);
}

static void set_rows(const struct run *run, struct step *s,
                     struct run_place place, struct amount rows)
{
    s->rows = rows.sum;
    s->tally.rows_out = rows;
    s->busiest_over_mean = busiest_over_mean(run, place, rows);
}

/* Mean bytes of a row's strings, over up to so many rows. */
static double text_bytes(const struct run_flow *f, int column)
{
    struct run_batch b = { .count = RUN_BATCH };
    const struct step *s = f->leaf;
    const struct column *c =
        &f->run->world->catalog.tables[s->table].columns[column];
    int64_t rows[RUN_BATCH], codes[RUN_BATCH], sum = 0;

    if (!type_is_string(c->type))
        return 0;
    const int64_t all = f->run->world->catalog.tables[s->table].rows;
    for (int i = 0; i < b.count; i++)
        rows[i] = (int64_t)((double)all * i / b.count);
    value_batch(f->run->world, s->table, column, rows, RUN_BATCH, codes);
    for (int i = 0; i < b.count; i++)
        sum += value_length(c, codes[i]);
    return (double)sum / RUN_BATCH;
}

static void count_blocks(const struct run_flow *f)
{
    const struct run *run = f->run;
    struct step *const s = f->leaf;
    const struct relation *r = &s->query->relations[s->relation];

    if (s->op != OP_SCAN || run->options->stores == NULL ||
        run->options->stores[s->table] == NULL)
        return;
    const struct store *store = run->options->stores[s->table];
    const int columns = store->t->column_count + HIDDEN_COLUMNS;
    const double block_bytes = run->world->cluster.engine.block_bytes;
    const struct scanning scan =
        scanning_of(run->arena, store, r->filters, r->filter_count, r->reads);
    double text = 0;

    s->reads = ARENA_ARRAY(run->arena, columns, struct column_read);
    s->read_count = 0;
    s->blocks_total = 0;
    for (int c = 0; c < columns; c++) {
        if (scan.blocks[c] <= 0)
            continue;
        s->reads[s->read_count++] =
            (struct column_read){ c, (double)scan.blocks[c] };
        s->blocks_total += (double)store_column_blocks(store, c);
        if (c < store->t->column_count)
            text += text_bytes(f, c);
    }
    s->range_restricted = scan.restricted;
    s->tally.blocks = scan.tally.blocks;
    s->tally.rows_scanned = scan.tally.rows_scanned;
    s->tally.values = scan.tally.values;
    s->tally.bytes_read =
        (struct amount){ scan.tally.blocks.sum * block_bytes,
                         scan.tally.blocks.busiest * block_bytes };
    s->tally.text_bytes =
        (struct amount){ scan.tally.rows_scanned.sum * text,
                         scan.tally.rows_scanned.busiest * text };
}

/* The hashed side: what was built, and what its copies moved. */
static void count_build(const struct run *run, struct run_stage *s,
                        const struct run_counts *in)
{
    struct step *const join = s->step;
    struct step *const hash = join->inner;
    const struct amount rows = run_amount(in->from, run->slices, 1);
    const double row_bytes = run->world->cluster.engine.hash_row_bytes;
    const double bytes = run_amount(in->from_bytes, run->slices, 1).sum;
    struct tally *const t = &hash->tally;

    if (hash->op != OP_HASH)
        return;
    hash->rows = rows.sum;
    t->rows_out = rows;
    if (join->label == DS_BCAST_INNER || join->label == DS_DIST_ALL_NONE ||
        join->label == DS_DIST_ALL_INNER) {
        t->hash_rows = rows.sum;
        t->build_rows.busiest = rows.sum;
        t->build_rows.sum =
            rows.sum * (join->label == DS_DIST_ALL_INNER ? 1 : run->nodes);
        t->hash_bytes = bytes + rows.sum * row_bytes;
    } else {
        t->build_rows = run_amount(in->out, run->slices, 1);
        t->hash_rows = t->build_rows.busiest;
        for (int i = 0; i < run->slices; i++) {
            const double slice =
                (double)in->probe[i] + (double)in->out[i] * row_bytes;
            t->hash_bytes = slice > t->hash_bytes ? slice : t->hash_bytes;
        }
    }
    join->tally.hash_rows = t->hash_rows;
    join->tally.hash_bytes = t->hash_bytes;
}

/* Every node gets what the others have. */
static void count_broadcast(const struct run *run, const struct run_counts *in,
                            struct run_counts *out)
{
    int64_t rows = 0, bytes = 0;

    for (int i = 0; i < run->slices; i++) {
        rows += in->from[i];
        bytes += in->from_bytes[i];
    }
    for (int n = 0; n < run->nodes; n++) {
        out->node_handled[n] += rows;
        out->node_received[n] += rows;
        out->node_bytes[n] += bytes;
    }
    for (int i = 0; i < run->slices; i++) {
        out->node_received[i / run->per_node] -= in->from[i];
        out->node_bytes[i / run->per_node] -= in->from_bytes[i];
    }
    out->moved += rows * (run->nodes - 1);
    out->moved_bytes += bytes * (run->nodes - 1);
}

static void count_join(const struct run_flow *f, struct run_stage *s,
                       const struct run_counts *c, const struct run_counts *in)
{
    const struct run *run = f->run;
    struct step *const join = s->step;
    const struct amount probes = run_amount(c->probe, run->slices, f->weight);
    /* What streams is weighted in a sample; what is hashed is whole. */
    struct run_counts moved = run_counts_of(run->arena, run);

    run_counts_add(&moved, in, run);
    if (s->broadcast)
        count_broadcast(run, in, &moved);
    join->tally.rows_moved.sum =
        (double)c->moved * f->weight + (double)moved.moved;
    join->tally.bytes_moved.sum =
        (double)c->moved_bytes * f->weight + (double)moved.moved_bytes;
    double handled = 0, received = 0;
    for (int n = 0; n < run->nodes; n++) {
        const double h = (double)c->node_handled[n] * f->weight +
                         (double)moved.node_handled[n];
        const double b =
            (double)c->node_bytes[n] * f->weight + (double)moved.node_bytes[n];
        handled = h > handled ? h : handled;
        received = b > received ? b : received;
    }
    join->tally.rows_moved.busiest = handled;
    join->tally.bytes_moved.busiest = received;
    if (join->op == OP_HASH_JOIN) {
        count_build(run, s, in);
        join->tally.probe_rows = probes;
        run_spill(run, join->inner, join->inner->tally.hash_bytes,
                  join->inner->tally.hash_bytes +
                      probes.busiest * join->outer->width_bytes,
                  false);
        return;
    }
    struct amount *const work = join->op == OP_MERGE_JOIN
                                    ? &join->tally.merge_rows
                                    : &join->tally.pair_rows;
    const double whole = run_amount(in->from, run->slices, 1).sum;
    for (int i = 0; i < run->slices; i++) {
        const double part =
            join->op == OP_MERGE_JOIN
                ? (double)c->probe[i] * f->weight + (double)in->out[i]
                : (double)c->probe[i] * f->weight * whole;
        work->sum += part;
        work->busiest = part > work->busiest ? part : work->busiest;
    }
}

/* 95 % of a step's rows: the spread of the sample's parts. */
static void set_error(const struct run_flow *f, const struct step *s,
                      const struct run_counts *c)
{
    /* Student's t for 31 degrees of freedom. */
    const double quantile = 2.04;
    const double n = RUN_REPLICATES;
    double sum = 0, squares = 0;

    for (int r = 0; r < RUN_REPLICATES; r++)
        sum += (double)c->replicates[r];
    for (int r = 0; r < RUN_REPLICATES; r++) {
        const double apart = (double)c->replicates[r] - sum / n;
        squares += apart * apart;
    }
    f->run->sample->rows_error[s->id] =
        quantile * f->weight *
        sqrt(n / (n - 1) * squares * (1 - 1 / f->weight));
}

void run_count_stages(struct run_flow *f, struct run_counts *counts,
                      struct run_counts *built)
{
    const struct run *run = f->run;

    for (int k = 0; k < f->stage_count; k++) {
        struct run_stage *const s = &f->stages[k];
        struct step *const step = k == 0 ? f->leaf : s->step;
        set_rows(run, step, s->place,
                 run_amount(counts[k].out, run->slices, f->weight));
        if (k > 0)
            count_join(f, s, &counts[k], &built[k]);
        if (f->sampled)
            set_error(f, step, &counts[k]);
    }
    count_blocks(f);
}
