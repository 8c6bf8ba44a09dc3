#include "measure/cost/cost.h"

#include <math.h>

#include "estimate/estimate.h"
#include "estimate/planner.h"
#include "measure/cost/cost_frames.h"

double cost_copy_s(const struct world *w, const struct table_layout *l,
                   double rows, int files, bool analysed)
{
    const double slices = w->cluster.slices;
    struct price_load load = {
        .rows = rows,
        .columns = l->t->column_count,
        .slice_rows =
            l->slice_rows * l->max_over_mean * rows / (double)l->t->rows,
        .files = files > 0 ? files : slices,
        .slices = slices,
    };

    for (int c = 0; c < l->t->column_count; c++) {
        const struct column *column = &l->t->columns[c];
        load.row_bytes += type_bytes(column->type, 0);
        if (column->type.kind == TYPE_VARCHAR)
            load.row_bytes += l->columns[c].text_bytes;
        if (l->columns[c].encoding != ENCODE_RAW)
            load.encoded_values += load.slice_rows;
    }
    if (l->design.sortkey_count > 0)
        load.sorted_rows = load.slice_rows;
    if (analysed)
        load.analysed_rows = fmin(100000, load.slice_rows);
    return price_copy(&w->cluster, load);
}

double cost_load_s(const struct world *w, const struct table_layout *l)
{
    return cost_copy_s(w, l, (double)l->t->rows,
                       w->copy_files ? w->copy_files[l->table] : 0,
                       l->design.mode == ENCODE_MODE_COPY);
}

static void cost_load(struct arena *a, const struct world *w,
                      struct cost_design *d)
{
    d->load_s = ARENA_ARRAY(a, w->catalog.table_count, double);
    for (int t = 0; t < w->catalog.table_count; t++) {
        d->load_s[t] = cost_load_s(w, d->layout->tables[t]);
        d->load_total_s += d->load_s[t];
        d->blocks += d->layout->tables[t]->blocks;
    }
}

void cost_price(const struct cost *c, struct cost_design *d,
                struct cost_query *out)
{
    const struct query *q = out->query;

    out->price = price_plan(&c->world->cluster, out->plan);
    out->busiest_over_mean = 1;
    for (int i = 0; i < out->plan->step_count; i++) {
        const struct step *s = out->plan->steps[i];
        out->bytes_read += s->tally.bytes_read.sum;
        out->bytes_moved += s->tally.bytes_moved.sum;
        d->blocks_read += q->weight * s->tally.blocks.sum;
        if (s->op == OP_SCAN || step_is_join(s))
            out->busiest_over_mean =
                fmax(out->busiest_over_mean, s->busiest_over_mean);
    }
    d->query_total_s += q->weight * out->price.total_s;
    d->bytes_moved += q->weight * out->bytes_moved;
}

static void cost_one(struct cost *c, struct cost_design *d,
                     struct cost_query *out, const struct query *q)
{
    out->query = q;
    out->plan = planner_plan(c->arena, c->known, d->layout, q);
    estimate_plan(c->arena, c->known, d->layout, out->plan);
    cost_price(c, d, out);
}

static int count_selected(const bool *selected, int count)
{
    int n = 0;

    for (int i = 0; i < count; i++)
        n += !selected || selected[i];
    return n;
}

struct cost *cost_run(struct arena *a, const struct world *w,
                      const bool *designs, const bool *queries)
{
    struct cost *c = ARENA_NEW(a, struct cost);
    int n = 0;

    c->arena = a;
    c->world = w;
    c->known = known_begin(a, w);
    c->design_count = count_selected(designs, w->design_count);
    c->query_count = count_selected(queries, w->query_count);
    c->designs = ARENA_ARRAY(a, c->design_count, struct cost_design);
    for (int i = 0; i < w->design_count; i++) {
        if (designs && !designs[i])
            continue;
        struct cost_design *d = &c->designs[n++];
        int m = 0;
        d->design = w->designs[i];
        d->layout = layout_of(a, c->known, d->design);
        cost_load(a, w, d);
        d->queries = ARENA_ARRAY(a, c->query_count, struct cost_query);
        for (int q = 0; q < w->query_count; q++)
            if (!queries || queries[q])
                cost_one(c, d, &d->queries[m++], w->queries[q]);
    }
    return c;
}

double cost_worse_pct(const struct cost *c, int design)
{
    const double first = c->designs[0].query_total_s;

    if (first <= 0)
        return 0;
    return (c->designs[design].query_total_s / first - 1) * 100;
}

void cost_frames(const struct cost *c, struct frames *out)
{
    frames_summary(c, out);
    frames_layout(c, out);
    frames_plans(c, out);
    frames_notes(c, out);
    for (int i = 0; i < c->counted_note_count; i++)
        frames_note(out, "%s", c->counted_notes[i]);
}
