#include "measure/cost/cost_frames.h"

#include <math.h>
#include <stdlib.h>

#include "base/text.h"

/*
 * Steps of two plans of one query are matched by what they do: the scan of a
 * table, the join that adds a table (with the building of its hash table),
 * and everything above the joins. The differences in seconds are ranked.
 */
enum part_kind { PART_SCAN, PART_JOIN, PART_TOP };

struct part {
    enum part_kind kind;
    const char *name;
    double seconds;
    const struct step *step; /* the scan, or the join */
};

struct difference {
    const struct cost_query *query;
    const struct part *was, *is; /* either may be NULL */
    double change_s;
    int order; /* of discovery: decides between equals */
};

enum { WHY_LINES = 3, PARTS_MAX = 512 };

/* Changes below this, or below this share of the largest, are not worth a
   line: small ones only tell that a segment now waits for something else. */
#define WHY_LEAST_S 0.005
#define WHY_LEAST_FRAC 0.05

static enum part_kind kind_of(const struct step *s)
{
    if (s->op == OP_SCAN || s->op == OP_SUBQUERY_SCAN)
        return PART_SCAN;
    return step_is_join(s) || s->op == OP_HASH ? PART_JOIN : PART_TOP;
}

static const char *name_of(const struct step *s)
{
    if (s->op == OP_HASH)
        return s->parent->name;
    return kind_of(s) == PART_TOP ? "" : s->name;
}

static int collect(const struct cost_query *q, struct part *parts)
{
    int n = 0;

    for (int i = 0; i < q->plan->step_count; i++) {
        const struct step *s = q->plan->steps[i];
        int at = 0;
        while (at < n && (parts[at].kind != kind_of(s) ||
                          !text_equal(parts[at].name, name_of(s))))
            at++;
        if (at == PARTS_MAX)
            continue;
        if (at == n) {
            const struct part fresh = { kind_of(s), name_of(s), 0, s };
            parts[n++] = fresh;
        }
        parts[at].seconds += s->seconds;
        if (step_is_join(s))
            parts[at].step = s;
    }
    return n;
}

static const struct part *find(const struct part *parts, int count,
                               const struct part *like)
{
    for (int i = 0; i < count; i++)
        if (parts[i].kind == like->kind &&
            text_equal(parts[i].name, like->name))
            return &parts[i];
    return NULL;
}

static const char *count_text(struct arena *a, double n)
{
    return text_grouped(a, llround(n));
}

/* The same sum over all slices, but another busiest one. */
static bool only_busiest(struct amount was, struct amount is)
{
    return llround(was.sum) == llround(is.sum) &&
           llround(was.busiest) != llround(is.busiest);
}

/* "4,659 blocks, not 9,208", or "as many blocks (4,659)". */
static const char *against(struct arena *a, double is, double was,
                           const char *unit)
{
    return llround(is) == llround(was)
               ? text_format(a, "as many %s (%s)", unit, count_text(a, is))
               : text_format(a, "%s %s, not %s", count_text(a, is), unit,
                             count_text(a, was));
}

static const char *scan_text(struct arena *a, const struct step *was,
                             const struct step *is)
{
    if (!was || !is)
        return text_format(a, "scan of %s %s", (is ? is : was)->name,
                           is ? "added" : "gone");
    if (only_busiest(was->tally.blocks, is->tally.blocks))
        return text_format(a,
                           "scan of %s: the busiest slice reads %s blocks, "
                           "not %s",
                           is->name, count_text(a, is->tally.blocks.busiest),
                           count_text(a, was->tally.blocks.busiest));
    return text_format(
        a, "scan of %s reads %s", is->name,
        against(a, is->tally.blocks.sum, was->tally.blocks.sum, "blocks"));
}

/* What a join's inner side is called: its table, or what it is joined to. */
static const char *inner_name(struct arena *a, const struct step *join)
{
    const struct step *s = join->inner;

    if (s->op == OP_HASH)
        s = s->outer;
    return kind_of(s) == PART_SCAN
               ? s->name
               : text_format(a, "what joins %s", join->name);
}

static const char *sent_text(struct arena *a, const struct cost *c,
                             const struct step *s)
{
    const char *rows = count_text(a, s->inner->rows);
    const char *inner = inner_name(a, s);

    switch (s->label) {
    case DS_BCAST_INNER:
        return text_format(a, "broadcast of %s (%s rows x %d nodes)", inner,
                           rows, c->world->cluster.nodes);
    case DS_DIST_INNER:
        return text_format(a, "redistribution of %s (%s rows)", inner, rows);
    case DS_DIST_OUTER:
        return text_format(a, "redistribution of %s rows to join %s",
                           count_text(a, s->outer->rows), s->name);
    case DS_DIST_BOTH:
        return text_format(a, "redistribution of both sides of %s (%s + %s)",
                           s->name, count_text(a, s->outer->rows), rows);
    case DS_DIST_ALL_INNER:
        return text_format(a, "sending %s to one slice (%s rows)", inner, rows);
    default:
        return text_format(a, "join with %s", s->name);
    }
}

/* "; hash table of 7,000 rows, not 56,000"; nothing where it stayed. */
static const char *hash_text(struct arena *a, const struct step *was,
                             const struct step *is)
{
    if (llround(was->tally.hash_rows) == llround(is->tally.hash_rows))
        return "";
    return text_format(a, "; hash table of %s rows, not %s",
                       count_text(a, is->tally.hash_rows),
                       count_text(a, was->tally.hash_rows));
}

static const char *way_of(const struct step *join)
{
    return join->op == OP_MERGE_JOIN  ? "merge join"
           : join->op == OP_HASH_JOIN ? "hash join"
                                      : "nested loop";
}

static bool moves(const struct step *s)
{
    return s->tally.bytes_moved.sum > 0;
}

/* Then only what its pipeline waits for is another. */
static bool same_work(const struct step *was, const struct step *is)
{
    return llround(was->outer->rows) == llround(is->outer->rows) &&
           llround(was->tally.hash_rows) == llround(is->tally.hash_rows) &&
           llround(was->tally.spill_bytes.busiest) ==
               llround(is->tally.spill_bytes.busiest);
}

static const char *join_text(struct arena *a, const struct cost *c,
                             const struct step *was, const struct step *is)
{
    if (!was || !is)
        return text_format(a, "%s %s", sent_text(a, c, is ? is : was),
                           is ? "added" : "gone");
    if (moves(was) && !moves(is))
        return text_format(a, "%s gone%s", sent_text(a, c, was),
                           hash_text(a, was, is));
    if (moves(is) && was->label != is->label)
        return text_format(a, "%s instead of %s", sent_text(a, c, is),
                           motion_name(was->label));
    if (was->op != is->op)
        return text_format(a, "join with %s: a %s instead of a %s", is->name,
                           way_of(is), way_of(was));
    if (only_busiest(was->tally.probe_rows, is->tally.probe_rows))
        return text_format(a,
                           "join with %s: the busiest slice probes %s "
                           "rows, not %s%s",
                           is->name,
                           count_text(a, is->tally.probe_rows.busiest),
                           count_text(a, was->tally.probe_rows.busiest),
                           hash_text(a, was, is));
    if (same_work(was, is))
        return text_format(
            a, "join with %s: the same work, %s hidden by reading or sending",
            is->name, is->seconds > was->seconds ? "no longer" : "now");
    return text_format(a, "join with %s: probed by %s%s", is->name,
                       against(a, is->outer->rows, was->outer->rows, "rows"),
                       hash_text(a, was, is));
}

static const char *what(struct arena *a, const struct cost *c,
                        const struct difference *d)
{
    const struct part *any = d->is ? d->is : d->was;
    const struct step *was = d->was ? d->was->step : NULL;
    const struct step *is = d->is ? d->is->step : NULL;

    if (any->kind == PART_SCAN)
        return scan_text(a, was, is);
    if (any->kind == PART_JOIN)
        return join_text(a, c, was, is);
    return "aggregation, sort and leader";
}

static int by_size(const void *a, const void *b)
{
    const struct difference *x = a, *y = b;
    const double p = fabs(x->change_s), q = fabs(y->change_s);

    if (p > q || p < q)
        return p > q ? -1 : 1;
    return x->order - y->order;
}

static int compare_query(const struct cost *c, struct arena *a, int query,
                         int design, struct difference *out)
{
    const struct cost_query *first = &c->designs[0].queries[query];
    const struct cost_query *now = &c->designs[design].queries[query];
    struct part *was = ARENA_ARRAY(a, PARTS_MAX, struct part);
    struct part *is = ARENA_ARRAY(a, PARTS_MAX, struct part);
    const int was_count = collect(first, was);
    const int is_count = collect(now, is);
    int n = 0;

    for (int i = 0; i < is_count; i++) {
        const struct part *old = find(was, was_count, &is[i]);
        const double change = is[i].seconds - (old ? old->seconds : 0);
        const struct difference d = { now, old, &is[i],
                                      change * now->query->weight, 0 };
        out[n++] = d;
    }
    for (int i = 0; i < was_count; i++) {
        const struct difference d = { now, &was[i], NULL,
                                      -was[i].seconds * now->query->weight, 0 };
        if (!find(is, is_count, &was[i]))
            out[n++] = d;
    }
    return n;
}

void frames_why(const struct cost *c, struct frame *f)
{
    for (int i = 1; i < c->design_count; i++) {
        const struct arena_mark mark = arena_mark(c->known->scratch);
        struct difference *all = ARENA_ARRAY(
            c->known->scratch, (size_t)c->query_count * 2 * PARTS_MAX,
            struct difference);
        int n = 0;
        for (int q = 0; q < c->query_count; q++)
            n += compare_query(c, c->known->scratch, q, i, all + n);
        for (int k = 0; k < n; k++)
            all[k].order = k;
        qsort(all, (size_t)n, sizeof(*all), by_size);
        for (int k = 0; k < n && k < WHY_LINES; k++) {
            const double least =
                fmax(WHY_LEAST_S, WHY_LEAST_FRAC * fabs(all[0].change_s));
            if (fabs(all[k].change_s) < least)
                break;
            frame_row(f);
            frame_text(f, c->designs[i].design->name);
            frame_text(f, all[k].query->query->name);
            frame_number(f, all[k].change_s);
            frame_text(f, what(f->arena, c, &all[k]));
        }
        arena_rewind(c->known->scratch, mark);
    }
}
