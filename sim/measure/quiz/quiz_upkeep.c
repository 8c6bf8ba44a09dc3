/*
 * The judge of schedules: what a day of the scenario's history costs, as
 * `upkeep` says it, when tables lie by the answer's keys and are tidied up by
 * its schedule.
 *
 * Source   columns: Database Developer Guide, SVV_TABLE_INFO, STL_VACUUM,
 *          STL_ANALYZE, STL_SCAN, SVV_VACUUM_SUMMARY.
 */
#include <math.h>

#include "base/rng.h"
#include "base/text.h"
#include "measure/quiz/quiz_judge.h"
#include "measure/upkeep/upkeep_follow.h"
#include "plan/explain.h"

/* What an answer comes to, a day. */
struct day {
    struct day *next;
    const int *answer;
    double query_s, load_s, change_s, vacuum_s, analyze_s, contention_s;
    double vacuums; /* that ran */
    double blocks_rewritten;
    struct upkeep_query *queries;  /* mean over time */
    double *unsorted_frac;         /* per table, when it is most */
    double *maintenance_s;         /* per table */
    double *merge_s, *merge_bytes; /* per table: of one merge, mean */
};

enum { BUCKETS = 1024 };

struct state {
    struct upkeep_follow *follow;
    struct day *buckets[BUCKETS];
};

static void *begin(struct quiz *q)
{
    struct state *const s = ARENA_NEW(q->arena, struct state);

    s->follow = upkeep_follow_begin(q->arena, q->world);
    return s;
}

/* ---- one answer -------------------------------------------------------- */

static double *copy(struct arena *a, const double *from, int count)
{
    double *const to = ARENA_ARRAY(a, count, double);

    for (int i = 0; i < count; i++)
        to[i] = from[i];
    return to;
}

static void keep_queries(struct quiz *q, const struct upkeep_run *run,
                         struct day *d)
{
    const int tables = q->world->catalog.table_count;
    const int count = q->world->query_count;

    d->queries = ARENA_ARRAY(q->arena, count, struct upkeep_query);
    for (int i = 0; i < count; i++) {
        d->queries[i].seconds = run->queries[i].seconds;
        d->queries[i].read = copy(q->arena, run->queries[i].read, tables);
        d->queries[i].stored = copy(q->arena, run->queries[i].stored, tables);
    }
}

static void keep_maintenance(const struct upkeep_run *run, double a_day,
                             struct day *d)
{
    for (size_t i = 0; i < run->vacuum_count; i++) {
        const struct upkeep_vacuum *const v = &run->vacuums[i];
        const int t = v->op->table;
        d->unsorted_frac[t] = fmax(d->unsorted_frac[t], v->unsorted_frac);
        if (v->skipped[0] != '\0')
            continue;
        d->vacuum_s += v->seconds * a_day;
        d->maintenance_s[t] += v->seconds * a_day;
        d->blocks_rewritten += v->blocks_rewritten * a_day;
        d->vacuums += a_day;
    }
    for (size_t i = 0; i < run->analyze_count; i++) {
        const struct upkeep_analyze *const z = &run->analyzes[i];
        d->analyze_s += z->seconds * a_day;
        d->maintenance_s[z->op->table] += z->seconds * a_day;
    }
    for (size_t i = 0; i < run->sample_count; i++) {
        const struct upkeep_sample *const s = &run->samples[i];
        if (!isnan(s->unsorted_pct))
            d->unsorted_frac[s->table] =
                fmax(d->unsorted_frac[s->table], s->unsorted_pct / 100);
    }
}

/* Of merges that name their staging table, the mean of one. */
static void keep_merges(const struct quiz *q, const struct upkeep_run *run,
                        int operations, struct day *d)
{
    for (int t = 0; t < q->world->catalog.table_count; t++) {
        double merges = 0;
        for (int i = 0; i < operations; i++) {
            const struct upkeep_merge *const m = &run->merges[i];
            if (m->op == NULL || m->op->table != t)
                continue;
            merges += m->merges;
            d->merge_s[t] += m->join_s + m->write_s;
            d->merge_bytes[t] += m->bytes_moved;
        }
        d->merge_s[t] /= fmax(merges, 1);
        d->merge_bytes[t] /= fmax(merges, 1);
    }
}

/* COPYs that the question counts beside those of the history. */
static double loads_s(struct quiz *q, const struct design *d, const int *answer)
{
    double seconds = 0;

    for (int t = 0; t < q->world->catalog.table_count; t++) {
        const double loads = choices_loads(q->choices, answer, t);
        if (loads > 0)
            seconds += loads * whatif_load_s(q->whatif, d, t);
    }
    return seconds;
}

static void follow(struct quiz *q, struct day *out)
{
    const struct state *const s = q->state;
    const struct world *const w = q->world;
    const struct arena_mark mark = arena_mark(q->scratch);
    const struct design *const d = quiz_design(q->scratch, q, out->answer, "");
    const struct history *const h =
        choices_history(q->scratch, q->choices, w->history, out->answer);
    bool *const runs = ARENA_ARRAY(q->scratch, w->query_count, bool);
    const double a_day = 24 / h->horizon_h;

    for (int i = 0; i < w->query_count; i++)
        runs[i] = choices_runs(q->choices, out->answer, i);
    const struct upkeep_run run =
        upkeep_follow(s->follow, q->scratch, d, h, runs);
    out->query_s = run.mean_query_s;
    out->load_s = run.load_s * a_day + loads_s(q, d, out->answer);
    out->change_s = run.change_s * a_day;
    out->contention_s = run.contention_s * a_day;
    keep_queries(q, &run, out);
    keep_maintenance(&run, a_day, out);
    keep_merges(q, &run, h->operation_count, out);
    arena_rewind(q->scratch, mark);
}

static const struct day *day_of(struct quiz *q, const int *answer)
{
    struct state *const s = q->state;
    const int count = q->choices->count;
    const int tables = q->world->catalog.table_count;
    uint64_t hash = 0;

    for (int i = 0; i < count; i++)
        hash = rng_mix(hash ^ (uint64_t)answer[i]);
    struct day **const bucket = &s->buckets[hash % BUCKETS];
    for (const struct day *d = *bucket; d != NULL; d = d->next) {
        bool same = true;
        for (int i = 0; same && i < count; i++)
            same = d->answer[i] == answer[i];
        if (same)
            return d;
    }
    struct day *const d = ARENA_NEW(q->arena, struct day);
    int *const kept = ARENA_ARRAY(q->arena, count, int);
    for (int i = 0; i < count; i++)
        kept[i] = answer[i];
    d->answer = kept;
    d->unsorted_frac = ARENA_ARRAY(q->arena, tables, double);
    d->maintenance_s = ARENA_ARRAY(q->arena, tables, double);
    d->merge_s = ARENA_ARRAY(q->arena, tables, double);
    d->merge_bytes = ARENA_ARRAY(q->arena, tables, double);
    follow(q, d);
    d->next = *bucket;
    *bucket = d;
    return d;
}

static double cost(struct quiz *q, const int *answer)
{
    const struct day *const d = day_of(q, answer);

    return d->query_s + d->load_s + d->change_s + d->vacuum_s + d->analyze_s +
           d->contention_s;
}

static double truth(struct quiz *q, const struct prediction *p,
                    const int *answer)
{
    const struct day *const d = day_of(q, answer);

    switch (p->kind) {
    case PREDICT_READ_FRAC: {
        const struct upkeep_query *const u = &d->queries[p->query];
        return u->stored[p->table] > 0 ? u->read[p->table] / u->stored[p->table]
                                       : 0;
    }
    case PREDICT_SECONDS:
        return d->queries[p->query].seconds;
    case PREDICT_UNSORTED_FRAC:
        return d->unsorted_frac[p->table];
    case PREDICT_MAINTENANCE_S:
        return d->maintenance_s[p->table];
    case PREDICT_MERGE_S:
        return d->merge_s[p->table];
    case PREDICT_MERGE_BYTES:
        return d->merge_bytes[p->table];
    case PREDICT_MOVED_BYTES:
    case PREDICT_BUSIEST: /* as on the day of the load */
        return quiz_compare.truth(q, p, answer);
    case PREDICT_WAIT_P95_S:
    case PREDICT_RESPONSE_S:
    case PREDICT_SPILL_FRAC:
    case PREDICT_USED_FRAC:
    case PREDICT_KINDS:
        break; /* of other judges */
    }
    return 0;
}

/* ---- what is said of it ------------------------------------------------ */

static const struct frame_column columns[] = {
    { "query_s", "s/d", "Seconds of all queries a day.", CELL_NUMBER, 1 },
    { "change_s", "s/d", "Of COPY, UPDATE, DELETE and MERGE.", CELL_NUMBER, 1 },
    { "maintenance_s", "s/d",
      "Of VACUUM and ANALYZE, and what queries lose while a VACUUM runs.",
      CELL_NUMBER, 1 },
};

static double maintenance(const struct day *d)
{
    return d->vacuum_s + d->analyze_s + d->contention_s;
}

static void row(struct quiz *q, const int *answer, struct frame *f)
{
    const struct day *const d = day_of(q, answer);

    frame_number(f, d->query_s);
    frame_number(f, d->load_s + d->change_s);
    frame_number(f, maintenance(d));
}

/* Blocks that a query reads of those stored, of all tables. */
static double read_frac(const struct quiz *q, const struct upkeep_query *u)
{
    double read = 0, stored = 0;

    for (int t = 0; t < q->world->catalog.table_count; t++) {
        read += u->read[t];
        stored += u->stored[t];
    }
    return stored > 0 ? read / stored : 0;
}

static void why_row(struct frame *f, const char *what, double change,
                    const char *because)
{
    /* What nobody sees is no reason. */
    if (fabs(change) < 0.005)
        return;
    frame_row(f);
    frame_text(f, what);
    frame_number(f, change);
    frame_text(f, because);
}

static void why_query(struct quiz *q, int query, const struct day *from,
                      const struct day *to, struct frame *f)
{
    const struct query *const of = q->world->queries[query];
    const struct upkeep_query *const was = &from->queries[query];
    const struct upkeep_query *const is = &to->queries[query];

    why_row(f, of->name, of->weight * (is->seconds - was->seconds),
            text_format(f->arena,
                        "%.3g s a run, not %.3g s; %.3g %% of the blocks read, "
                        "not %.3g %%",
                        is->seconds, was->seconds, 100 * read_frac(q, is),
                        100 * read_frac(q, was)));
}

/* A merge by its joins, where they are known. */
static const char *why_changes(const struct quiz *q, const struct day *was,
                               const struct day *is, struct arena *a)
{
    for (int t = 0; t < q->world->catalog.table_count; t++)
        if (is->merge_s[t] > 0)
            return text_format(a,
                               "%.3g s a merge, not %.3g s; %s sent between "
                               "nodes, not %s",
                               is->merge_s[t], was->merge_s[t],
                               explain_bytes(a, is->merge_bytes[t]),
                               explain_bytes(a, was->merge_bytes[t]));
    return "finding the rows that change, and writing them";
}

static void why(struct quiz *q, const int *from, const int *to, struct frame *f)
{
    const struct day *const was = day_of(q, from), *const is = day_of(q, to);
    struct arena *const a = f->arena;

    for (int i = 0; i < q->world->query_count; i++)
        why_query(q, i, was, is, f);
    why_row(f, "VACUUM", is->vacuum_s - was->vacuum_s,
            text_format(a, "%.3g a day, not %.3g; %s blocks rewritten, not %s",
                        is->vacuums, was->vacuums,
                        text_grouped(a, llround(is->blocks_rewritten)),
                        text_grouped(a, llround(was->blocks_rewritten))));
    why_row(f, "queries beside it", is->contention_s - was->contention_s,
            "a running VACUUM takes a slot's share of the cluster");
    why_row(f, "ANALYZE", is->analyze_s - was->analyze_s,
            text_format(a, "%.3g s a day, not %.3g s", is->analyze_s,
                        was->analyze_s));
    why_row(f, "changes", is->change_s - was->change_s,
            why_changes(q, was, is, a));
    why_row(f, "loads", is->load_s - was->load_s, "COPYs");
}

/* Seconds as people say them. */
static const char *whole(struct arena *a, double seconds)
{
    return text_grouped(a, llround(seconds));
}

static const char *situation(struct arena *a, struct quiz *q)
{
    const struct table *const t = quiz_largest_table(q->world);
    const struct day *const d = day_of(q, q->naive);

    return text_format(a,
                       "%s has %s rows on %d nodes of %s; as it is, a day "
                       "takes %s s, of which %s s are VACUUM and ANALYZE.",
                       t->name, quiz_rows_text(a, t->rows),
                       q->world->cluster.nodes, q->world->cluster.node.name,
                       whole(a, q->naive_cost), whole(a, maintenance(d)));
}

static const char *evidence(struct arena *a, struct quiz *q)
{
    const struct day *const was = day_of(q, q->naive);
    const struct day *const is = day_of(q, q->result.best);

    return text_format(
        a,
        "%s s a day become %s s (%.1f times less): %s s of queries, not %s s; "
        "%s s of loads and changes, not %s s; %s s of VACUUM and ANALYZE, not "
        "%s s.",
        whole(a, q->naive_cost), whole(a, q->result.best_cost),
        q->naive_cost / q->result.best_cost, whole(a, is->query_s),
        whole(a, was->query_s), whole(a, is->load_s + is->change_s),
        whole(a, was->load_s + was->change_s), whole(a, maintenance(is)),
        whole(a, maintenance(was)));
}

/* How unsorted the largest table gets, and the query that gets slower most. */
static const char *trade_off(struct arena *a, struct quiz *q)
{
    const struct day *const was = day_of(q, q->naive);
    const struct day *const is = day_of(q, q->result.best);
    const struct table *const t = quiz_largest_table(q->world);
    const double unsorted =
        is->unsorted_frac[catalog_table(&q->world->catalog, t->name)];
    double most = 1.02;
    int slower = -1;

    for (int i = 0; i < q->world->query_count; i++) {
        const double ratio =
            was->queries[i].seconds > 0
                ? is->queries[i].seconds / was->queries[i].seconds
                : 0;
        if (ratio <= most)
            continue;
        most = ratio;
        slower = i;
    }
    return text_format(a, "%s; up to %.2g %% of %s lie unsorted.",
                       slower < 0
                           ? "No query gets slower"
                           : text_format(a, "'%s' gets %.2f times slower",
                                         q->world->queries[slower]->name, most),
                       100 * unsorted, t->name);
}

static bool merges_staged(const struct history *h)
{
    for (int i = 0; i < h->operation_count; i++)
        if (h->operations[i].source != NULL)
            return true;
    return false;
}

static void proofs(struct quiz *q, struct frame *f)
{
    const char *const table = quiz_largest_table(q->world)->name;
    struct arena *const a = f->arena;

    quiz_line(f, "how unsorted it is, and how old its statistics are",
              "select \"table\", sortkey1, unsorted, stats_off, "
              "vacuum_sort_benefit, tbl_rows, estimated_visible_rows, size "
              "from svv_table_info order by size desc;");
    quiz_line(f, "what a VACUUM did and how long it took",
              "select xid, table_id, status, rows, sortedrows, blocks, "
              "eventtime from stl_vacuum order by eventtime;");
    quiz_line(f, "how many increments it needed",
              "select table_name, xid, sort_partitions, merge_increments, "
              "elapsed_time, row_delta, block_delta "
              "from svv_vacuum_summary order by xid;");
    quiz_line(f, "whether it was worth it: rows that scans pass over",
              text_format(a,
                          "select query, sum(rows_pre_filter) as scanned, "
                          "sum(rows_pre_user_filter) as visible, sum(rows) as "
                          "kept from stl_scan where perm_table_name = '%s' "
                          "group by query order by query;",
                          table));
    if (merges_staged(q->world->history)) {
        quiz_line(f, "what a merge runs, and how long each statement takes",
                  "select query, datediff(ms, starttime, endtime) as ms, "
                  "trim(querytxt) as statement from stl_query "
                  "where xid = :xid order by starttime;");
        quiz_line(f, "its joins send nothing",
                  "select query, 'dist' as how, sum(rows) as rows, sum(bytes) "
                  "as bytes from stl_dist where query in (select query from "
                  "stl_query where xid = :xid) group by query union all select "
                  "query, 'bcast', sum(rows), sum(bytes) from stl_bcast where "
                  "query in (select query from stl_query where xid = :xid) "
                  "group by query;");
    }
    quiz_line(f, "which ANALYZE was skipped",
              "select table_id, status, rows, modified_rows, "
              "threshold_percent, starttime, endtime from stl_analyze "
              "order by starttime;");
}

/* The world of an answer alone: its design, its schedule, what it runs. */
static const struct world *world_of(struct arena *a, const struct quiz *q,
                                    const int *answer, const char *name)
{
    struct world *const w = ARENA_NEW(a, struct world);

    *w = *q->world;
    w->designs = ARENA_ARRAY(a, 1, struct design *);
    w->designs[0] = quiz_design(a, q, answer, name);
    w->design_count = 1;
    w->history = choices_history(a, q->choices, w->history, answer);
    w->queries = ARENA_ARRAY(a, w->query_count, struct query *);
    w->query_count = 0;
    for (int i = 0; i < q->world->query_count; i++)
        if (choices_runs(q->choices, answer, i))
            w->queries[w->query_count++] = q->world->queries[i];
    return w;
}

static void frames(struct quiz *q, const int *const *answers,
                   const char *const *names, int count, struct frames *out)
{
    for (int i = 0; i < count; i++) {
        const struct world *const w =
            world_of(out->arena, q, answers[i], names[i]);
        struct frames one;
        frames_init(&one, out->arena);
        upkeep_frames(upkeep_measure(out->arena, w, NULL, 0), &one);
        frames_add(out, &one);
    }
}

const struct quiz_judge quiz_upkeep = {
    .counts = "seconds a day of all queries by their weights, of COPYs, "
              "UPDATEs and MERGEs, of VACUUM and ANALYZE, and what queries "
              "lose while a VACUUM runs",
    .begin = begin,
    .cost = cost,
    .truth = truth,
    .columns = columns,
    .column_count = sizeof(columns) / sizeof(columns[0]),
    .row = row,
    .why = why,
    .situation = situation,
    .evidence = evidence,
    .trade_off = trade_off,
    .proof = "SVV_TABLE_INFO shows unsorted, stats_off and the benefit of "
             "sorting, SVV_VACUUM_SUMMARY and STL_VACUUM what each VACUUM did, "
             "STL_SCAN rows passed over in vain: before and after.",
    .proofs = proofs,
    .frames = frames,
};
