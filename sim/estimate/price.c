#include "estimate/price.h"

#include <math.h>

#include "base/units.h"
#include "models/device.h"
#include "models/join.h"

/* What a step asks of each resource in one pipeline. */
struct part {
    struct step *step;
    double disk_s, network_s, compute_s;
};

/* One pipeline so far. */
struct segment {
    double disk_s, network_s, compute_s;
    struct part parts[128];
    int count;
};

struct pricing {
    const struct cluster *cluster;
    struct price total;
};

static double disk_s(const struct cluster *c, const struct tally *t)
{
    const double slice_Bps = c->node.disk_Bps * c->nodes / (double)c->slices;
    return t->bytes_read.busiest / slice_Bps;
}

/* Rows packed, sent and unpacked: part of the pipeline that produces them. */
static double network_s(const struct cluster *c, const struct tally *t)
{
    return t->bytes_moved.busiest / c->node.network_Bps;
}

static double packing_s(const struct cluster *c, const struct tally *t)
{
    const double per_node = (double)c->slices / c->nodes;

    return t->rows_moved.busiest / per_node * c->engine.distribute_s_per_row /
           c->node.core_speed;
}

/* Processor seconds of the busiest slice. */
static double compute_s(const struct cluster *c, const struct tally *t)
{
    const struct engine *e = &c->engine;
    double s = 0;

    s += t->values.busiest * e->scan_s_per_value;
    s += t->text_bytes.busiest * e->text_s_per_byte;
    s += t->build_rows.busiest * e->build_s_per_row;
    if (t->probe_rows.busiest > 0)
        s += t->probe_rows.busiest * join_probe_s(t->hash_rows, e->probe_base_s,
                                                  e->probe_doubling_s,
                                                  e->probe_base_rows);
    s += t->merge_rows.busiest * e->merge_s_per_row;
    s += t->pair_rows.busiest * e->nested_s_per_pair;
    s += t->group_rows.busiest * e->group_s_per_row;
    s += t->groups.busiest * e->group_s_per_row;
    s += t->sort_compares.busiest * e->sort_s_per_compare;
    return s / c->node.core_speed;
}

static bool moves_inner(const struct step *s)
{
    return s->label == DS_BCAST_INNER || s->label == DS_DIST_INNER ||
           s->label == DS_DIST_ALL_INNER;
}

static void add_part(struct segment *g, struct step *s, double disk,
                     double network, double compute)
{
    s->disk_s += disk;
    s->network_s += network;
    s->compute_s += compute;
    g->disk_s += disk;
    g->network_s += network;
    g->compute_s += compute;
    g->parts[g->count++] = (struct part){ s, disk, network, compute };
}

/*
 * What a step sends, in the pipeline that sends it. A join whose sides move
 * also takes the fixed time of an exchange: no node may probe until the last
 * has heard from all others. Partial groups of an aggregate just flow on.
 */
static void add_motion(struct pricing *p, struct segment *g, struct step *s)
{
    const double sending = network_s(p->cluster, &s->tally);
    const double packing = packing_s(p->cluster, &s->tally);

    if (s->tally.rows_moved.sum <= 0)
        return;
    s->exchange_s = step_is_join(s) ? p->cluster->engine.motion_s : 0;
    s->seconds += s->exchange_s;
    p->total.network_s += s->exchange_s;
    add_part(g, s, 0, sending, packing);
}

static void add_step(struct pricing *p, struct segment *g, struct step *s)
{
    s->spill_s =
        s->tally.spill_bytes.busiest * (1 / p->cluster->engine.spill_write_Bps +
                                        1 / p->cluster->engine.spill_read_Bps);
    s->leader_s = s->tally.leader_rows * p->cluster->engine.leader_s_per_row;
    s->seconds += s->spill_s + s->leader_s;
    p->total.spill_s += s->spill_s;
    p->total.leader_s += s->leader_s;
    add_part(g, s, disk_s(p->cluster, &s->tally), 0,
             compute_s(p->cluster, &s->tally));
    if (!moves_inner(s))
        add_motion(p, g, s);
}

/* A step's part of the resource that its pipeline waits for. */
static double part_of(const struct part *part, enum device_bound slowest)
{
    switch (slowest) {
    case DEVICE_DISK:
        return part->disk_s;
    case DEVICE_NETWORK:
        return part->network_s;
    case DEVICE_COMPUTE:
        break;
    }
    return part->compute_s;
}

/* The pipeline has ended: its time, shared out to its steps. */
static void close_segment(struct pricing *p, struct segment *g)
{
    const struct device_rate one = { 1, 1, 1 };
    const struct device_work work = { g->disk_s, g->network_s, g->compute_s };
    const enum device_bound slowest = device_bound_of(work, one);
    const double reading = g->disk_s;
    const double sending = fmax(g->network_s, reading);

    p->total.scan_s += reading;
    p->total.network_s += sending - reading;
    p->total.compute_s += fmax(g->compute_s, sending) - sending;
    for (int i = 0; i < g->count; i++)
        g->parts[i].step->seconds += part_of(&g->parts[i], slowest);
    g->disk_s = g->network_s = g->compute_s = 0;
    g->count = 0;
}

static bool ends_pipeline(enum operator op)
{
    return op == OP_HASH || op == OP_AGGREGATE || op == OP_HASH_AGGREGATE ||
           op == OP_UNIQUE || op == OP_SORT || op == OP_WINDOW;
}

static void run_inner(struct pricing *p, struct step *join);

/* `join` is the step whose inner side `s` is, or NULL. */
static void run(struct pricing *p, struct segment *g, struct step *s,
                struct step *join)
{
    enum { ROOM = sizeof(g->parts) / sizeof(g->parts[0]) };

    s->disk_s = s->network_s = s->compute_s = s->exchange_s = s->seconds = 0;
    if (s->inner)
        run_inner(p, s);
    if (s->outer)
        run(p, g, s->outer, NULL);
    if (join && moves_inner(join)) /* sent as it is produced */
        add_motion(p, g, join);
    add_step(p, g, s);
    if (ends_pipeline(s->op) || g->count > ROOM - 4)
        close_segment(p, g);
}

/* The build side comes first, as segments of its own. */
static void run_inner(struct pricing *p, struct step *join)
{
    struct segment g = { .count = 0 };

    run(p, &g, join->inner, join);
    close_segment(p, &g);
}

struct price price_plan(const struct cluster *c, struct plan *plan)
{
    struct pricing p = { .cluster = c };
    struct segment g = { .count = 0 };

    run(&p, &g, plan->root, NULL);
    close_segment(&p, &g);
    p.total.leader_s += c->engine.leader_s;
    plan->root->seconds += c->engine.leader_s;
    p.total.total_s = p.total.scan_s + p.total.network_s + p.total.compute_s +
                      p.total.spill_s + p.total.leader_s;
    p.total.usd =
        p.total.total_s / SECONDS_PER_HOUR * c->nodes * c->node.usd_per_h;
    return p.total;
}

double price_copy(const struct cluster *c, struct price_load load)
{
    const struct engine *e = &c->engine;
    /* Files that cannot be split are read by one slice each. */
    const double readers = fmin(load.files, load.slices);
    const double rounds = ceil(load.files / load.slices);
    const double read_rows = readers < load.slices
                                 ? load.rows / readers
                                 : load.rows / load.files * rounds;
    const double compares = device_sort_compares(load.sorted_rows);

    return e->copy_table_s +
           (read_rows + load.analysed_rows) * load.row_bytes *
               e->copy_read_s_per_row_byte +
           load.slice_rows * load.row_bytes * e->copy_write_s_per_row_byte +
           compares * e->copy_sort_s_per_compare +
           load.encoded_values * e->copy_encode_s_per_value;
}
