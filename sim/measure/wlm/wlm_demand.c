#include "measure/wlm/wlm_demand.h"

#include <math.h>

#include "estimate/estimate.h"
#include "estimate/planner.h"

/* The need of a query is looked for between these, from a block to so many
   times the memory of all, in so many halvings. */
enum { LEAST_GRANT_BYTES = 1 << 20, MEMORY_TIMES = 64, NEED_STEPS = 14 };

/* A plan's work is estimated anew: nothing is left of the last time. */
static void forget(struct plan *p)
{
    for (int i = 0; i < p->step_count; i++) {
        p->steps[i]->tally = (struct tally){ .hash_rows = 0 };
        p->steps[i]->blocks_total = 0;
        p->steps[i]->read_count = 0;
    }
}

/* The plan on tables that lie so, with so many bytes for it on the cluster. */
static struct price price_at(struct wlm_builder *b,
                             const struct upkeep_state *at, struct plan *p,
                             double grant_bytes)
{
    struct known k = at->known;
    struct world w = *k.world;

    w.cluster.engine.query_memory_frac =
        grant_bytes / (w.cluster.node.memory_bytes * w.cluster.nodes) *
        w.cluster.slots;
    k.world = &w;
    forget(p);
    estimate_plan(b->arena, &k, at->layout, p);
    return price_plan(&w.cluster, p);
}

static struct price price_in_plenty(struct wlm_builder *b,
                                    const struct upkeep_state *at,
                                    struct plan *p)
{
    return price_at(b, at, p, b->memory_bytes * MEMORY_TIMES);
}

static double spill_blocks(const struct wlm_builder *b, const struct plan *p)
{
    double bytes = 0;

    for (int i = 0; i < p->step_count; i++)
        bytes += p->steps[i]->tally.spill_bytes.sum;
    return bytes / b->world->cluster.engine.block_bytes;
}

static struct wlm_demand demand_of(const struct wlm_builder *b,
                                   const struct plan *p, struct price price)
{
    double seconds[WLM_RESOURCES] = { 0 };
    struct wlm_demand d = { .alone_s = price.total_s,
                            .group = WLM_RESOURCES,
                            .spill_blocks = spill_blocks(b, p) };

    for (int i = 0; i < p->step_count; i++) {
        const struct step *const s = p->steps[i];
        seconds[WLM_DISK] += s->disk_s + s->spill_s;
        seconds[WLM_COMPUTE] += s->compute_s;
        seconds[WLM_NETWORK] += s->network_s;
    }
    for (int i = 0; i < WLM_RESOURCES; i++) {
        d.use[i] = fmin(seconds[i] / fmax(d.alone_s, 1e-9), 1);
        if (d.use[i] > 0 &&
            (d.group == WLM_RESOURCES || d.use[i] > d.use[d.group]))
            d.group = i;
    }
    return d;
}

/* What monitoring rules see of a whole run. */
static void set_metrics(const struct wlm_builder *b, struct wlm_work *w,
                        const struct plan *p, struct price price)
{
    double *const m = w->metrics;
    double longest_s = 0;

    for (int i = 0; i < p->step_count; i++) {
        const struct step *const s = p->steps[i];
        const double mean_rows =
            s->tally.rows_scanned.sum / b->world->cluster.slices;
        m[WLM_CPU_TIME] += s->compute_s * b->world->cluster.slices;
        m[WLM_BLOCKS_READ] += s->tally.blocks.sum;
        m[WLM_SCAN_ROWS] += s->tally.rows_scanned.sum;
        if (step_is_join(s))
            m[WLM_JOIN_ROWS] += s->rows;
        if (s->op == OP_NESTED_LOOP)
            m[WLM_NESTED_ROWS] += s->rows;
        if (s->op == OP_SCAN && mean_rows > 0) {
            m[WLM_IO_SKEW] =
                fmax(m[WLM_IO_SKEW], s->tally.rows_scanned.busiest / mean_rows);
            m[WLM_CPU_SKEW] = fmax(m[WLM_CPU_SKEW], s->busiest_over_mean);
        }
        longest_s = fmax(longest_s, s->seconds);
    }
    m[WLM_RETURN_ROWS] = p->root->rows;
    m[WLM_SEGMENT_TIME] = fmin(longest_s / fmax(price.total_s, 1e-9), 1);
}

struct plan *wlm_plan(struct wlm_builder *b, const struct upkeep_state *at,
                      int query, double *need_bytes)
{
    struct known k = at->known;
    struct plan *const p =
        planner_plan(b->arena, &k, at->layout, k.world->queries[query]);
    double lo = LEAST_GRANT_BYTES, hi = b->memory_bytes * MEMORY_TIMES;

    *need_bytes = lo;
    price_at(b, at, p, lo);
    if (spill_blocks(b, p) <= 0)
        return p;
    for (int i = 0; i < NEED_STEPS; i++) {
        const double middle = sqrt(lo * hi);
        price_at(b, at, p, middle);
        if (spill_blocks(b, p) > 0)
            lo = middle;
        else
            hi = middle;
    }
    *need_bytes = hi;
    return p;
}

/* May it run on a scaling cluster? (redshift.md 6) */
static bool is_scalable(const struct wlm_builder *b, const struct layout *l,
                        const struct query *q)
{
    for (int i = 0; i < q->relation_count; i++) {
        const struct relation *const r = &q->relations[i];
        if (r->kind == RELATION_QUERY && !is_scalable(b, l, r->query))
            return false;
        if (r->kind == RELATION_TABLE &&
            l->tables[r->table]->design.sort == SORT_INTERLEAVED)
            return false;
    }
    for (int i = 0; i < q->branch_count; i++)
        if (!is_scalable(b, l, q->branches[i]))
            return false;
    return true;
}

void wlm_build_query(struct wlm_builder *b, const struct upkeep_state *at,
                     int query, struct plan *plan, const double *grants,
                     int grant_count, struct wlm_work *w)
{
    struct wlm_demand *const demands =
        ARENA_ARRAY(b->arena, grant_count, struct wlm_demand);
    const struct price price = price_in_plenty(b, at, plan);
    const struct wlm_demand plenty = demand_of(b, plan, price);

    w->name = b->world->queries[query]->name;
    w->grant_bytes = grants;
    w->demands = demands;
    w->level_count = grant_count;
    w->scalable = is_scalable(b, at->layout, b->world->queries[query]);
    set_metrics(b, w, plan, price);
    for (int i = 0; i < grant_count; i++) {
        demands[i] = plenty;
        if (grants[i] >= w->need_bytes)
            continue;
        const struct price less = price_at(b, at, plan, grants[i]);
        demands[i] = demand_of(b, plan, less);
    }
}

void wlm_build_other(struct wlm_builder *b, struct wlm_work *w,
                     const struct workload_class *c, const char *name,
                     double seconds)
{
    struct wlm_demand *const d = ARENA_NEW(b->arena, struct wlm_demand);
    double *const grant = ARENA_NEW(b->arena, double);

    *d = (struct wlm_demand){ .alone_s = seconds, .group = WLM_RESOURCES };
    if (c->use > 0) {
        d->group = (int)c->resource;
        d->use[c->resource] = c->use;
    }
    *w = (struct wlm_work){ .name = name,
                            .level_count = 1,
                            .grant_bytes = grant,
                            .demands = d,
                            .need_bytes = fmax(c->memory_bytes, 1) };
    w->metrics[WLM_SEGMENT_TIME] = 1;
}
