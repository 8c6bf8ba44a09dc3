/* Counts of a run by slice and node, and what memory cannot hold. */
#include "exact/run/run_flow.h"

#include "base/check.h"

struct run_counts run_counts_of(struct arena *a, const struct run *run)
{
    const int s = run->slices, n = run->nodes;

    return (struct run_counts){
        .out = ARENA_ARRAY(a, s, int64_t),
        .probe = ARENA_ARRAY(a, s, int64_t),
        .from = ARENA_ARRAY(a, s, int64_t),
        .from_bytes = ARENA_ARRAY(a, s, int64_t),
        .node_handled = ARENA_ARRAY(a, n, int64_t),
        .node_received = ARENA_ARRAY(a, n, int64_t),
        .node_bytes = ARENA_ARRAY(a, n, int64_t),
    };
}

static void add(int64_t *to, const int64_t *from, int n)
{
    for (int i = 0; i < n; i++)
        to[i] += from[i];
}

void run_counts_add(struct run_counts *to, const struct run_counts *from,
                    const struct run *run)
{
    add(to->out, from->out, run->slices);
    add(to->probe, from->probe, run->slices);
    add(to->from, from->from, run->slices);
    add(to->from_bytes, from->from_bytes, run->slices);
    add(to->node_handled, from->node_handled, run->nodes);
    add(to->node_received, from->node_received, run->nodes);
    add(to->node_bytes, from->node_bytes, run->nodes);
    add(to->replicates, from->replicates, RUN_REPLICATES);
    to->moved += from->moved;
    to->moved_bytes += from->moved_bytes;
}

struct amount run_amount(const int64_t *counts, int n, double weight)
{
    struct amount a = { 0, 0 };

    for (int i = 0; i < n; i++) {
        const double part = (double)counts[i] * weight;
        a.sum += part;
        a.busiest = part > a.busiest ? part : a.busiest;
    }
    return a;
}

void run_count_move(const struct run *run, struct run_counts *c, int from,
                    int to, bool everywhere, int64_t bytes)
{
    const int node = to / run->per_node;

    c->node_handled[node]++;
    if (everywhere || from / run->per_node == node)
        return;
    c->moved++;
    c->moved_bytes += bytes;
    c->node_received[node]++;
    c->node_bytes[node] += bytes;
}

void run_spill(const struct run *run, struct step *s, double need,
               double travels, bool sort)
{
    enum { FAN_OUT = 32, LEVELS_MOST = 64 };
    const struct cluster *c = &run->world->cluster;
    const double memory = c->node.memory_bytes * c->engine.query_memory_frac /
                          c->slots / ((double)c->slices / c->nodes);
    int levels = 1;

    CHECK(memory > 0);
    if (need <= memory)
        return;
    const double away = sort ? need : need - memory;
    for (double part = away / FAN_OUT; part > memory && levels < LEVELS_MOST;
         part /= FAN_OUT)
        levels++;
    s->tally.spill_bytes.busiest = travels * (away / need) * levels;
    s->tally.spill_bytes.sum = s->tally.spill_bytes.busiest * run->slices;
}
