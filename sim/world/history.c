#include "world/history.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/rng.h"

const char *const operation_names[] = { "copy",   "update",   "delete",
                                        "merge",  "truncate", "deep_copy",
                                        "vacuum", "analyze",  NULL };
const char *const vacuum_names[] = { "full",    "sort_only", "delete_only",
                                     "reindex", "recluster", NULL };
const char *const merge_names[] = { "delete_insert", "update_insert", "merge",
                                    NULL };

const char *operation_name(enum operation_kind k)
{
    return operation_names[k];
}

const char *vacuum_name(enum vacuum_kind k)
{
    return vacuum_names[k];
}

int merge_joins(const struct merge_on *on, enum merge_method m,
                struct query *joins[2])
{
    int n = 0;

    switch (m) {
    case MERGE_DELETE_INSERT: /* of rows that are whole first */
        if (on->lacking != NULL)
            joins[n++] = on->lacking;
        joins[n++] = on->keys;
        break;
    case MERGE_UPDATE_INSERT: /* then the staged rows that were not new go */
        joins[n++] = on->whole;
        joins[n++] = on->keys;
        break;
    case MERGE_STATEMENT:
        joins[n++] = on->fresh;
        joins[n++] = on->whole;
        break;
    case MERGE_METHODS:
        break;
    }
    return n;
}

double history_occurrences(const struct history *h, const struct operation *op)
{
    if (op->start_h > h->horizon_h)
        return 0;
    if (op->every_h <= 0)
        return 1;
    return floor((h->horizon_h - op->start_h) / op->every_h) + 1;
}

/* The next time at which the cluster is idle. */
static double idle_from(const struct history *h, double time_h)
{
    const double length = fmod(h->idle_to_h - h->idle_from_h + 24, 24);
    const double since = fmod(fmod(time_h, 24) - h->idle_from_h + 24, 24);

    return length <= 0 || since < length ? time_h : time_h + 24 - since;
}

/* Jitter moves an occurrence by up to so much either way, never before 0. */
static double time_of(const struct world *w, const struct history *h, int index,
                      int64_t occurrence)
{
    const struct operation *op = &h->operations[index];
    const struct rng_stream s =
        rng_stream(w->seed, "history.jitter", (uint64_t)index);
    double at = op->start_h + (double)occurrence * op->every_h;

    if (op->jitter_h > 0)
        at += (2 * rng_unit(s, (uint64_t)occurrence) - 1) * op->jitter_h;
    at = fmax(at, 0);
    return op->automatic ? idle_from(h, at) : at;
}

static int compare_events(const void *a, const void *b)
{
    const struct history_event *x = a, *y = b;

    if (x->time_h != y->time_h)
        return x->time_h < y->time_h ? -1 : 1;
    if (x->op != y->op)
        return x->op < y->op ? -1 : 1;
    return (x->occurrence > y->occurrence) - (x->occurrence < y->occurrence);
}

static void list_events(struct arena *a, const struct world *w,
                        const struct history *h, struct history_events *out)
{
    double total = 0;

    for (int i = 0; i < h->operation_count; i++)
        total += history_occurrences(h, &h->operations[i]);
    out->items = ARENA_ARRAY(a, total + 1, struct history_event);
    for (int i = 0; i < h->operation_count; i++) {
        const struct operation *op = &h->operations[i];
        const int64_t n = (int64_t)history_occurrences(h, op);
        for (int64_t k = 0; k < n; k++)
            out->items[out->count++] = (struct history_event){
                .time_h = time_of(w, h, i, k), .op = op, .occurrence = k
            };
    }
    qsort(out->items, (size_t)out->count, sizeof(*out->items), compare_events);
}

/* ---- which rows have arrived when ------------------------------------- */

/* The loads of one table so far, so that an age is a row number. */
struct clock {
    double *time_h;
    int64_t *arrived; /* after the load at that time */
    int64_t count;
    int64_t first;
    double span_h;
};

/* Rows that had arrived `age_h` before `now_h`. */
static int64_t arrived_by(const struct clock *c, double when_h)
{
    int64_t lo = 0, hi = c->count;

    if (when_h < 0) {
        const double gone = 1 + when_h / c->span_h;
        return (int64_t)(fmax(gone, 0) * (double)c->first);
    }
    while (lo < hi) {
        const int64_t mid = lo + (hi - lo) / 2;
        if (c->time_h[mid] <= when_h)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo == 0 ? c->first : c->arrived[lo - 1];
}

static void set_hit(const struct clock *c, struct history_event *e,
                    int64_t arrived)
{
    const struct operation *op = e->op;

    e->hit_last =
        op->younger_h > 0 ? arrived_by(c, e->time_h - op->younger_h) : arrived;
    e->hit_first = op->older_h > 0 ? arrived_by(c, e->time_h - op->older_h) : 0;
    if (e->hit_last > arrived)
        e->hit_last = arrived;
    if (e->hit_first > e->hit_last)
        e->hit_first = e->hit_last;
    const double range = (double)(e->hit_last - e->hit_first);
    double rows = (double)op->rows;

    if (op->kind == DO_MERGE)
        rows *= op->share;
    else if (op->share > 0 || op->rows == 0)
        rows = op->share * range;
    e->hit_share = range > 0 ? fmin(rows / range, 1) : 0;
}

static void number_rows(struct history_event *e, struct clock *c,
                        int64_t *arrived)
{
    const struct operation *op = e->op;
    int64_t added = 0;

    if (op->kind == DO_UPDATE || op->kind == DO_DELETE || op->kind == DO_MERGE)
        set_hit(c, e, *arrived);
    if (op->kind == DO_COPY)
        added = op->rows;
    if (op->kind == DO_MERGE)
        added = op->rows - (int64_t)llround(op->share * (double)op->rows);
    e->new_first = *arrived;
    *arrived += added;
    e->new_last = *arrived;
    if (added > 0) {
        c->time_h[c->count] = e->time_h;
        c->arrived[c->count++] = *arrived;
    }
}

struct history_events history_events(struct arena *a, const struct world *w,
                                     const struct history *h)
{
    const int tables = w->catalog.table_count;
    struct history_events out = { 0 };
    struct clock *const clocks = ARENA_ARRAY(a, tables, struct clock);

    list_events(a, w, h, &out);
    out.arrived = ARENA_ARRAY(a, tables, int64_t);
    for (int t = 0; t < tables; t++) {
        int64_t loads = 0;
        out.arrived[t] = clocks[t].first = w->catalog.tables[t].rows;
        clocks[t].span_h = h->span_h[t];
        for (int64_t i = 0; i < out.count; i++)
            loads += out.items[i].op->table == t;
        clocks[t].time_h = ARENA_ARRAY(a, loads, double);
        clocks[t].arrived = ARENA_ARRAY(a, loads, int64_t);
    }
    for (int64_t i = 0; i < out.count; i++) {
        const int t = out.items[i].op->table;
        number_rows(&out.items[i], &clocks[t], &out.arrived[t]);
    }
    return out;
}

const struct history *
history_with_interval(struct arena *a, const struct history *h, double every_h)
{
    struct history *const out = ARENA_NEW(a, struct history);
    int n = 0;

    *out = *h;
    out->operations = ARENA_ARRAY(a, h->operation_count, struct operation);
    for (int i = 0; i < h->operation_count; i++) {
        struct operation op = h->operations[i];
        if (op.kind == DO_VACUUM && !op.automatic) {
            if (every_h > h->horizon_h)
                continue;
            op.start_h = op.every_h = every_h;
            op.jitter_h = 0;
        }
        out->operations[n++] = op;
    }
    out->operation_count = n;
    return out;
}

const struct world *history_grown(struct arena *a, const struct world *w,
                                  const int64_t *arrived)
{
    struct world *const out = ARENA_NEW(a, struct world);
    const int tables = w->catalog.table_count;

    *out = *w;
    out->arena = a;
    out->catalog.tables = ARENA_ARRAY(a, tables, struct table);
    memcpy(out->catalog.tables, w->catalog.tables,
           (size_t)tables * sizeof(*w->catalog.tables));
    for (int t = 0; t < tables; t++)
        if (arrived[t] > 0)
            out->catalog.tables[t].rows = arrived[t];
    return out;
}
