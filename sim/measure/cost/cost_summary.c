#include "measure/cost/cost_frames.h"

#include <math.h>

#include "base/units.h"

static const struct frame_column summary_columns[] = {
    { "design", "", "Name of the design.", CELL_TEXT, 0 },
    { "query_s", "s", "Sum of weight * seconds over the queries.", CELL_NUMBER,
      2 },
    { "ratio", "x", "Over the first design.", CELL_NUMBER, 2 },
    { "blocks_read", "blocks", "Sum of weight * blocks read.", CELL_NUMBER, 0 },
    { "moved_mb", "MB", "Sum of weight * bytes between nodes, in 1e6.",
      CELL_NUMBER, 1 },
    { "storage", "blocks", "Blocks of all tables.", CELL_COUNT, 0 },
    { "storage_ratio", "x", "Over the first design.", CELL_NUMBER, 2 },
    { "load_s", "s", "COPY of all tables, one after the other.", CELL_NUMBER,
      0 },
    { "load_ratio", "x", "Over the first design.", CELL_NUMBER, 2 },
};

static const struct frame_column query_columns[] = {
    { "query", "", "Name of the query.", CELL_TEXT, 0 },
    { "design", "", "Name of the design.", CELL_TEXT, 0 },
    { "seconds", "s", "Run time, alone on the cluster.", CELL_NUMBER, 2 },
    { "ratio", "x", "Over the first design.", CELL_NUMBER, 2 },
    { "blocks_read", "blocks", "Blocks read by all scans.", CELL_NUMBER, 0 },
    { "moved_mb", "MB", "Bytes between nodes, in 1e6.", CELL_NUMBER, 1 },
    { "waits_for", "", "The resource that takes longest.", CELL_TEXT, 0 },
};

static const struct frame_column why_columns[] = {
    { "design", "", "Name of the design.", CELL_TEXT, 0 },
    { "query", "", "Name of the query.", CELL_TEXT, 0 },
    { "change_s", "s", "Seconds against the first design, times weight.",
      CELL_NUMBER, 2 },
    { "what", "", "What changed.", CELL_TEXT, 0 },
};

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

static double ratio(double x, double first)
{
    return first > 0 ? x / first : (double)NAN;
}

static double blocks_of(const struct cost_query *q)
{
    double blocks = 0;

    for (int i = 0; i < q->plan->step_count; i++)
        blocks += q->plan->steps[i]->tally.blocks.sum;
    return blocks;
}

/* The largest part of the price. */
static const char *waits_for(const struct price *p)
{
    const double parts[] = { p->scan_s, p->network_s, p->compute_s, p->spill_s,
                             p->leader_s };
    static const char *const names[] = { "disk", "network", "compute", "spill",
                                         "leader" };
    size_t most = 0;

    for (size_t i = 1; i < COUNT_OF(parts); i++)
        if (parts[i] > parts[most])
            most = i;
    return names[most];
}

static void summary_row(const struct cost *c, struct frame *f, int design)
{
    const struct cost_design *d = &c->designs[design];
    const struct cost_design *first = &c->designs[0];

    frame_row(f);
    frame_text(f, d->design->name);
    frame_number(f, d->query_total_s);
    frame_number(f, ratio(d->query_total_s, first->query_total_s));
    frame_number(f, d->blocks_read);
    frame_number(f, d->bytes_moved / 1e6);
    frame_count(f, llround(d->blocks));
    frame_number(f, ratio(d->blocks, first->blocks));
    frame_number(f, d->load_total_s);
    frame_number(f, ratio(d->load_total_s, first->load_total_s));
}

static void query_rows(const struct cost *c, struct frame *f, int query)
{
    for (int i = 0; i < c->design_count; i++) {
        const struct cost_query *q = &c->designs[i].queries[query];
        const struct cost_query *first = &c->designs[0].queries[query];
        frame_row(f);
        frame_text(f, q->query->name);
        frame_text(f, c->designs[i].design->name);
        frame_number(f, q->price.total_s);
        frame_number(f, ratio(q->price.total_s, first->price.total_s));
        frame_number(f, blocks_of(q));
        frame_number(f, q->bytes_moved / 1e6);
        frame_text(f, waits_for(&q->price));
    }
}

void frames_summary(const struct cost *c, struct frames *out)
{
    struct frame *summary =
        frame_begin(out, "summary", "What each design costs", summary_columns,
                    COUNT_OF(summary_columns));
    struct frame *queries = frame_begin(out, "queries", "Query by query",
                                        query_columns, COUNT_OF(query_columns));
    struct frame *why = frame_begin(
        out, "why", "Why: the largest differences to the first design",
        why_columns, COUNT_OF(why_columns));

    for (int i = 0; i < c->design_count; i++)
        summary_row(c, summary, i);
    for (int q = 0; q < c->query_count; q++)
        query_rows(c, queries, q);
    frames_why(c, why);
}
