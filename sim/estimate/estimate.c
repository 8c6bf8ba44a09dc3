#include "estimate/estimate.h"

#include <math.h>

#include "base/check.h"
#include "estimate/prune.h"
#include "models/device.h"
#include "models/join.h"
#include "models/motion.h"
#include "models/spill.h"
#include "models/storage.h"

struct estimator {
    struct arena *arena;
    struct known *known;
    const struct layout *layout;
    const struct cluster *cluster;
};

static double slices_per_node(const struct estimator *e)
{
    return (double)e->cluster->slices / e->cluster->nodes;
}

/* An amount of `sum` that lies as the rows of a step do. */
static struct amount lie(const struct estimator *e, struct spread spread,
                         double sum, double busiest_over_mean)
{
    struct amount a = { sum, sum };

    if (spread.kind == SPREAD_EVEN || spread.kind == SPREAD_KEY)
        a.busiest = fmin(sum, sum / e->cluster->slices * busiest_over_mean);
    return a;
}

static struct amount rows_of(const struct estimator *e, const struct step *s)
{
    return lie(e, s->spread, s->rows,
               s->spread.kind == SPREAD_KEY ? s->busiest_over_mean : 1);
}

/* Bytes that one slice may use for one query's hash table or sort. */
static double slice_memory(const struct estimator *e)
{
    const struct engine *g = &e->cluster->engine;

    return e->cluster->node.memory_bytes * g->query_memory_frac /
           e->cluster->slots / slices_per_node(e);
}

static void set_spill(const struct estimator *e, struct step *s,
                      struct spill spilled)
{
    /* Written and read again: what travels twice is counted once. */
    s->tally.spill_bytes.busiest =
        (spilled.write_bytes + spilled.read_bytes) / 2;
    s->tally.spill_bytes.sum =
        s->tally.spill_bytes.busiest * e->cluster->slices;
}

/* ---- scans ------------------------------------------------------------ */

/* Blocks of a column on the fullest slice. */
static double fullest(const struct table_layout *l, int column)
{
    return storage_column_blocks(l->slice_rows * l->max_over_mean, 0,
                                 l->columns[column].values_per_block,
                                 l->segments > 1);
}

static void count_reads(struct estimator *e, struct step *s,
                        const struct table_layout *l, const struct scan *scan)
{
    const int columns = l->t->column_count + HIDDEN_COLUMNS;

    s->reads = ARENA_ARRAY(e->arena, columns, struct column_read);
    for (int c = 0; c < columns; c++) {
        if (scan->blocks[c] <= 0)
            continue;
        const struct column_read read = { c, scan->blocks[c] };
        s->reads[s->read_count++] = read;
        const struct column_layout *const column = &l->columns[c];
        const double busiest =
            fmin(scan->slice_blocks[c] * l->max_over_mean, fullest(l, c));
        s->blocks_total += column->blocks;
        s->tally.blocks.sum += scan->blocks[c];
        s->tally.blocks.busiest += busiest;
        s->tally.bytes_read.sum += scan->blocks[c] * column->block_bytes;
        s->tally.bytes_read.busiest += busiest * column->block_bytes;
    }
}

static void estimate_scan(struct estimator *e, struct step *s)
{
    const struct table_layout *l = e->layout->tables[s->table];
    const struct relation *r = &s->query->relations[s->relation];
    const struct scan scan = prune_scan(e->arena, e->known, l, r->filters,
                                        r->filter_count, r->reads);
    double values = 0, text = 0;

    count_reads(e, s, l, &scan);
    s->range_restricted = scan.restricted;
    for (int c = 0; c < l->t->column_count; c++) {
        if (!r->reads[c])
            continue;
        values++;
        text += l->columns[c].text_bytes;
    }
    s->tally.rows_scanned.sum = scan.slice_rows * l->populated;
    s->tally.rows_scanned.busiest = scan.slice_rows * l->max_over_mean;
    s->tally.values.sum = s->tally.rows_scanned.sum * values;
    s->tally.values.busiest = s->tally.rows_scanned.busiest * values;
    s->tally.text_bytes.sum = s->tally.rows_scanned.sum * text;
    s->tally.text_bytes.busiest = s->tally.rows_scanned.busiest * text;
}

/* ---- joins ------------------------------------------------------------ */

static enum motion_kind motion_kind_of(enum motion_label label)
{
    switch (label) {
    case DS_DIST_INNER:
        return MOVE_INNER;
    case DS_DIST_OUTER:
        return MOVE_OUTER;
    case DS_BCAST_INNER:
        return MOVE_BCAST_INNER;
    case DS_DIST_ALL_INNER:
        return MOVE_ALL_INNER;
    case DS_DIST_BOTH:
        return MOVE_BOTH;
    case DS_DIST_ALL_NONE:
        return MOVE_ALL_NONE;
    case DS_DIST_NONE:
    case MOTION_NOTHING:
        break;
    }
    return MOVE_NONE;
}

static struct motion_side side_of(const struct estimator *e,
                                  const struct step *s, double slice_skew)
{
    /* All on one node is the worst there is. */
    const double skew =
        fmin(motion_chance_node_skew(slice_skew, slices_per_node(e)),
             e->cluster->nodes);
    const struct motion_side side = { s->rows, s->row_bytes, skew };
    return side;
}

static void set_motion(const struct estimator *e, struct step *s,
                       struct motion m)
{
    s->tally.rows_moved.sum = m.rows_moved;
    s->tally.rows_moved.busiest = m.rows_handled / e->cluster->nodes;
    s->tally.bytes_moved.sum = m.bytes_moved;
    s->tally.bytes_moved.busiest = m.busiest_bytes;
}

static void estimate_motion(struct estimator *e, struct step *s)
{
    const double skew = s->spread.kind == SPREAD_KEY ? s->busiest_over_mean : 1;

    set_motion(e, s,
               motion_of(motion_kind_of(s->label), side_of(e, s->inner, skew),
                         side_of(e, s->outer, skew), e->cluster->nodes));
}

/* Rows of a step are hashed anew to slices, or all sent to one. */
static void redistribute(struct estimator *e, struct step *s, double rows)
{
    const struct motion_side side = { rows, s->width_bytes, 1 };
    const struct motion_side none = { 0, 0, 1 };
    const enum motion_kind kind =
        s->spread.kind == SPREAD_ONE ? MOVE_ALL_INNER : MOVE_INNER;

    set_motion(e, s, motion_of(kind, side, none, e->cluster->nodes));
}

/* The hash table of a join: how many rows are on a node, and who builds. */
static void estimate_build(struct estimator *e, struct step *join,
                           struct amount probes)
{
    struct step *hash = join->inner;
    const double rows = hash->rows;
    const double row_bytes =
        hash->row_bytes + e->cluster->engine.hash_row_bytes;
    struct tally *t = &hash->tally;

    switch (join->label) {
    case DS_BCAST_INNER:
    case DS_DIST_ALL_NONE:
        t->hash_rows = rows;
        t->build_rows.sum = rows * e->cluster->nodes;
        t->build_rows.busiest = rows;
        break;
    case DS_DIST_ALL_INNER:
        t->hash_rows = rows;
        t->build_rows.sum = t->build_rows.busiest = rows;
        break;
    default:
        t->hash_rows = rows / e->cluster->slices;
        t->build_rows = lie(e, join->spread, rows, join->busiest_over_mean);
        break;
    }
    t->hash_bytes = t->hash_rows * row_bytes;
    set_spill(e, hash,
              spill_hash(t->hash_bytes,
                         probes.busiest * join->outer->width_bytes,
                         slice_memory(e), SPILL_FAN_OUT));
}

/* Rows of the outer side where they are looked up: where they lay, or where
   their key sends them. What survives the join may lie less evenly. */
static struct amount probe_rows(const struct estimator *e, const struct step *s)
{
    const bool sent = s->label == DS_DIST_OUTER || s->label == DS_DIST_BOTH ||
                      s->label == DS_DIST_ALL_INNER;

    return sent ? lie(e, s->spread, s->outer->rows, s->busiest_over_mean)
                : rows_of(e, s->outer);
}

static void estimate_join(struct estimator *e, struct step *s)
{
    const struct amount probes = probe_rows(e, s);

    estimate_motion(e, s);
    if (s->op == OP_HASH_JOIN) {
        estimate_build(e, s, probes);
        s->tally.probe_rows = probes;
        s->tally.hash_rows = s->inner->tally.hash_rows;
        s->tally.hash_bytes = s->inner->tally.hash_bytes;
    } else if (s->op == OP_MERGE_JOIN) {
        s->tally.merge_rows = lie(e, s->spread, s->outer->rows + s->inner->rows,
                                  s->busiest_over_mean);
    } else {
        s->tally.pair_rows = lie(e, s->spread, s->outer->rows * s->inner->rows,
                                 s->busiest_over_mean);
    }
}

/* ---- above the joins -------------------------------------------------- */

static void estimate_aggregate(struct estimator *e, struct step *s)
{
    const struct amount in = rows_of(e, s->outer);
    const double slices = e->cluster->slices;
    const double group_bytes =
        s->width_bytes + e->cluster->engine.hash_row_bytes;

    s->tally.group_rows = in;
    if (s->op == OP_AGGREGATE) {
        s->tally.groups.sum = slices;
        s->tally.groups.busiest = 1;
        s->tally.leader_rows = slices;
        return;
    }
    if (s->one_phase) {
        s->tally.groups =
            lie(e, s->outer->spread, s->rows, s->outer->busiest_over_mean);
    } else {
        /* Less than one group is expected where hardly a row is left. */
        s->tally.groups.busiest =
            s->rows < 1 ? fmin(in.busiest, s->rows)
                        : join_partial_groups(in.busiest, s->rows);
        s->tally.groups.sum =
            fmin(s->tally.groups.busiest * slices, s->outer->rows);
        redistribute(e, s, s->tally.groups.sum);
    }
    set_spill(e, s,
              spill_aggregate(in.busiest * s->width_bytes,
                              s->tally.groups.busiest * group_bytes,
                              slice_memory(e), SPILL_FAN_OUT));
}

static void sort_rows(struct estimator *e, struct step *s, struct amount rows)
{
    s->tally.sort_compares.busiest = device_sort_compares(rows.busiest);
    s->tally.sort_compares.sum =
        s->tally.sort_compares.busiest * e->cluster->slices;
    set_spill(e, s,
              spill_sort(rows.busiest * s->width_bytes, slice_memory(e),
                         SPILL_FAN_OUT));
}

static void estimate_window(struct estimator *e, struct step *s)
{
    if (!s->one_phase)
        redistribute(e, s, s->outer->rows);
    sort_rows(e, s, rows_of(e, s));
}

static void estimate_step(struct estimator *e, struct step *s)
{
    if (s->outer)
        estimate_step(e, s->outer);
    if (s->inner)
        estimate_step(e, s->inner);

    switch (s->op) {
    case OP_SCAN:
        estimate_scan(e, s);
        break;
    case OP_HASH_JOIN:
    case OP_MERGE_JOIN:
    case OP_NESTED_LOOP:
        estimate_join(e, s);
        break;
    case OP_AGGREGATE:
    case OP_HASH_AGGREGATE:
    case OP_GROUP_AGGREGATE:
    case OP_UNIQUE:
        estimate_aggregate(e, s);
        break;
    case OP_SORT:
        sort_rows(e, s, rows_of(e, s->outer));
        break;
    case OP_WINDOW:
        estimate_window(e, s);
        break;
    case OP_HASH:
    case OP_SUBQUERY_SCAN:
    case OP_APPEND:
    case OP_NETWORK:
    case OP_MERGE:
    case OP_LIMIT:
    case OP_RESULT:
        break;
    }
    s->tally.rows_out = rows_of(e, s);
}

void estimate_plan(struct arena *a, struct known *k, const struct layout *l,
                   struct plan *p)
{
    struct estimator e = { a, k, l, &k->world->cluster };

    estimate_step(&e, p->root);
    p->root->tally.leader_rows += p->root->rows;
}
