/*
 * The judge of keys and encodings: what queries and COPYs cost, each alone on
 * the cluster, as `compare` says it.
 *
 * Source   columns: Database Developer Guide, SVV_TABLE_INFO, SVL_QUERY_SUMMARY,
 *          STL_ALERT_EVENT_LOG, STL_SCAN, STL_DIST and STL_BCAST.
 */
#include <math.h>

#include "base/text.h"
#include "measure/cost/cost_frames.h"
#include "measure/quiz/quiz_judge.h"
#include "plan/explain.h"

static const struct frame_column columns[] = {
    { "blocks_read", "blocks", "Blocks read by all queries, by weight.",
      CELL_NUMBER, 0 },
    { "moved_gb", "GB", "Bytes sent between nodes, by weight, in 1e9.",
      CELL_NUMBER, 1 },
};

/* Sums over what runs, by weight. */
static struct whatif_work work_of(struct quiz *q, const int *answer)
{
    const struct arena_mark mark = arena_mark(q->scratch);
    const struct design *const d = quiz_design(q->scratch, q, answer, "");
    struct whatif_work sum = { .seconds = 0 };

    for (int i = 0; i < q->world->query_count; i++) {
        const double weight = q->world->queries[i]->weight;
        if (!choices_runs(q->choices, answer, i))
            continue;
        const struct whatif_work one = whatif_query(q->whatif, d, i);
        sum.seconds += weight * one.seconds;
        sum.bytes_moved += weight * one.bytes_moved;
        sum.blocks_read += weight * one.blocks_read;
    }
    for (int t = 0; t < q->world->catalog.table_count; t++) {
        const double loads = choices_loads(q->choices, answer, t);
        if (loads > 0)
            sum.seconds += loads * whatif_load_s(q->whatif, d, t);
    }
    arena_rewind(q->scratch, mark);
    return sum;
}

static double cost(struct quiz *q, const int *answer)
{
    return work_of(q, answer).seconds;
}

static void row(struct quiz *q, const int *answer, struct frame *f)
{
    const struct whatif_work work = work_of(q, answer);

    frame_number(f, work.blocks_read);
    frame_number(f, work.bytes_moved / 1e9);
}

static double truth_of(struct quiz *q, const struct prediction *p,
                       const struct design *d)
{
    switch (p->kind) {
    case PREDICT_READ_FRAC: {
        const struct whatif_scan s =
            whatif_scan(q->whatif, d, p->query, p->table);
        return s.stored > 0 ? s.read / s.stored : 0;
    }
    case PREDICT_MOVED_BYTES:
        return whatif_query(q->whatif, d, p->query).bytes_moved;
    case PREDICT_BUSIEST:
        return whatif_busiest(q->whatif, d, p->table);
    case PREDICT_SECONDS:
        return whatif_query(q->whatif, d, p->query).seconds;
    case PREDICT_WAIT_P95_S:
    case PREDICT_RESPONSE_S:
    case PREDICT_SPILL_FRAC:
    case PREDICT_USED_FRAC:
    case PREDICT_UNSORTED_FRAC:
    case PREDICT_MAINTENANCE_S:
    case PREDICT_MERGE_S:
    case PREDICT_MERGE_BYTES:
    case PREDICT_KINDS:
        break; /* of other judges */
    }
    return 0;
}

static double truth(struct quiz *q, const struct prediction *p,
                    const int *answer)
{
    const struct arena_mark mark = arena_mark(q->scratch);
    const double x = truth_of(q, p, quiz_design(q->scratch, q, answer, ""));

    arena_rewind(q->scratch, mark);
    return x;
}

/* The lines of `compare`, from the candidate's answer to the best. */
static void why(struct quiz *q, const int *from, const int *to, struct frame *f)
{
    struct arena *const a = f->arena;
    struct world *const w = ARENA_NEW(a, struct world);
    bool *const runs = ARENA_ARRAY(a, q->world->query_count, bool);
    struct design *designs[2] = {
        quiz_design(a, q, from, "from"),
        quiz_design(a, q, to, "to"),
    };
    struct frames scratch;

    *w = *q->world;
    w->designs = designs;
    w->design_count = 2;
    for (int i = 0; i < w->query_count; i++)
        runs[i] = choices_runs(q->choices, from, i) &&
                  choices_runs(q->choices, to, i);
    frames_init(&scratch, a);
    frames_summary(cost_run(a, w, NULL, runs), &scratch);
    const struct frame *const found = frames_find(&scratch, "why");
    const size_t query = frame_column_index(found, "query");
    const size_t change = frame_column_index(found, "change_s");
    const size_t what = frame_column_index(found, "what");
    for (size_t i = 0; i < found->row_count; i++) {
        frame_row(f);
        frame_text(f, frame_cell(found, i, query)->text);
        frame_number(f, frame_cell(found, i, change)->number);
        frame_text(f, frame_cell(found, i, what)->text);
    }
}

static const char *situation(struct arena *a, struct quiz *q)
{
    const struct world *const w = q->world;
    const struct table *const t = quiz_largest_table(w);

    return text_format(
        a,
        "%s has %s rows on %d nodes of %s; as it is, the day's work takes "
        "%.0f s.",
        t->name, quiz_rows_text(a, t->rows), w->cluster.nodes,
        w->cluster.node.name, q->naive_cost);
}

static const char *evidence(struct arena *a, struct quiz *q)
{
    const struct whatif_work was = work_of(q, q->naive);
    const struct whatif_work is = work_of(q, q->result.best);

    return text_format(
        a,
        "%.0f s become %.0f s (%.1f times faster): %s blocks read, not %s; "
        "%s sent between nodes, not %s.",
        was.seconds, is.seconds, was.seconds / is.seconds,
        text_grouped(a, llround(is.blocks_read)),
        text_grouped(a, llround(was.blocks_read)),
        explain_bytes(a, is.bytes_moved), explain_bytes(a, was.bytes_moved));
}

/* The query that gets slower most, and the loads. */
static const char *trade_off(struct arena *a, struct quiz *q)
{
    const struct design *const naive = quiz_design(a, q, q->naive, "naive");
    const struct design *const best = quiz_design(a, q, q->result.best, "best");
    double load_was = 0, load_is = 0, most = 1.02;
    int slower = -1;

    for (int i = 0; i < q->world->query_count; i++) {
        if (!choices_runs(q->choices, q->naive, i) ||
            !choices_runs(q->choices, q->result.best, i))
            continue;
        const double ratio = whatif_query(q->whatif, best, i).seconds /
                             whatif_query(q->whatif, naive, i).seconds;
        if (ratio <= most)
            continue;
        most = ratio;
        slower = i;
    }
    for (int t = 0; t < q->world->catalog.table_count; t++) {
        load_was += whatif_load_s(q->whatif, naive, t);
        load_is += whatif_load_s(q->whatif, best, t);
    }
    const char *const query =
        slower < 0 ? "No query gets slower"
                   : text_format(a, "'%s' gets %.1f times slower",
                                 q->world->queries[slower]->name, most);
    return text_format(a, "%s; loading everything takes %.0f s, not %.0f s.",
                       query, load_is, load_was);
}

static void proofs(struct quiz *q, struct frame *f)
{
    const char *const table = quiz_largest_table(q->world)->name;
    struct arena *const a = f->arena;

    quiz_line(f, "the number of the query, for :q below",
              "select pg_last_query_id();");
    quiz_line(
        f, "the tables lie as designed, without skew",
        "select \"table\", diststyle, sortkey1, skew_rows, skew_sortkey1, "
        "unsorted, stats_off, size from svv_table_info order by size desc;");
    quiz_line(
        f, "the alerts are gone",
        "select query, trim(event) as event, trim(solution) as solution from "
        "stl_alert_event_log where query = :q;");
    if (quiz_changes(q, CHOICE_SORTKEY) || quiz_changes(q, CHOICE_ENCODING))
        quiz_line(
            f, "fewer rows are scanned",
            text_format(a,
                        "select query, sum(rows_pre_filter) as scanned, "
                        "sum(rows) as kept, max(is_rrscan) as ranged from "
                        "svl_query_summary where query = :q "
                        "and label like 'scan%%%s%%' group by query;",
                        table));
    if (quiz_changes(q, CHOICE_DISTRIBUTION))
        quiz_line(
            f, "rows no longer travel",
            "select 'dist' as how, sum(rows) as rows, sum(bytes) as bytes "
            "from stl_dist where query = :q union all select "
            "'bcast', sum(rows), sum(bytes) from stl_bcast where query = "
            ":q;");
    quiz_line(
        f, "no step spills, and which takes longest",
        "select stm, seg, step, maxtime, rows, bytes, label, is_diskbased, "
        "workmem from svl_query_summary where query = :q "
        "order by maxtime desc limit 10;");
}

/* As the designs of a world, with the queries that any of them runs. */
static void frames(struct quiz *q, const int *const *answers,
                   const char *const *names, int count, struct frames *out)
{
    struct arena *const a = out->arena;
    struct world *const w = ARENA_NEW(a, struct world);
    bool *const runs = ARENA_ARRAY(a, q->world->query_count, bool);

    *w = *q->world;
    w->design_count = count;
    w->designs = ARENA_ARRAY(a, count, struct design *);
    for (int i = 0; i < count; i++) {
        w->designs[i] = quiz_design(a, q, answers[i], names[i]);
        for (int k = 0; k < w->query_count; k++)
            runs[k] |= choices_runs(q->choices, answers[i], k);
    }
    cost_frames(cost_run(a, w, NULL, runs), out);
}

const struct quiz_judge quiz_compare = {
    .counts = "seconds of each query alone on the cluster times its weight, "
              "and of the COPYs that the question counts; VACUUM and queues "
              "are not part of it",
    .cost = cost,
    .truth = truth,
    .columns = columns,
    .column_count = sizeof(columns) / sizeof(columns[0]),
    .row = row,
    .why = why,
    .situation = situation,
    .evidence = evidence,
    .trade_off = trade_off,
    .proof =
        "SVV_TABLE_INFO shows keys and skew, SVL_QUERY_SUMMARY rows scanned "
        "and spilled, STL_DIST and STL_BCAST what travels, "
        "STL_ALERT_EVENT_LOG whether an alert is left: before and after.",
    .proofs = proofs,
    .frames = frames,
};
