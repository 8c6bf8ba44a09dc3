/*
 * An answer that could be given, in five lines with numbers, and the queries of
 * system views that show each claim on a real cluster.
 *
 * Source   columns: Database Developer Guide, SVV_TABLE_INFO, SVL_QUERY_SUMMARY,
 *          STL_ALERT_EVENT_LOG, STL_SCAN, STL_DIST and STL_BCAST.
 */
#include <math.h>

#include "base/text.h"
#include "measure/quiz_card.h"
#include "plan/explain.h"

static const struct frame_column answer_columns[] = {
    { "part", "", "Part of the answer.", CELL_TEXT, 0 },
    { "line", "", "What to say.", CELL_TEXT, 0 },
};

static const struct frame_column proof_columns[] = {
    { "claim", "", "What is claimed.", CELL_TEXT, 0 },
    { "sql", "", "The query that shows it, before and after.", CELL_TEXT, 0 },
};

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

static int largest_table(const struct world *w)
{
    int most = 0;

    for (int t = 1; t < w->catalog.table_count; t++)
        if (w->catalog.tables[t].rows > w->catalog.tables[most].rows)
            most = t;
    return most;
}

static const char *rows_text(struct arena *a, int64_t rows)
{
    const double x = (double)rows;

    if (x >= 1e9)
        return text_format(a, "%.3g billion", x / 1e9);
    if (x >= 1e6)
        return text_format(a, "%.3g million", x / 1e6);
    return text_grouped(a, rows);
}

static const char *situation(struct arena *a, const struct quiz *q)
{
    const struct world *const w = q->world;
    const struct table *const t = &w->catalog.tables[largest_table(w)];

    return text_format(
        a,
        "%s has %s rows on %d nodes of %s; as it is, the day's work takes "
        "%.0f s.",
        t->name, rows_text(a, t->rows), w->cluster.nodes, w->cluster.node.name,
        q->naive_cost);
}

/* "fact_orders: DISTKEY (a), SORTKEY (b); dim: ALL", what changes alone. */
static const char *design(struct arena *a, const struct quiz *q)
{
    struct text_buffer b;
    int before = -2; /* the table that the sentence speaks of */

    text_buffer_init(&b, a);
    for (int i = 0; i < q->choices->count; i++) {
        const struct choice *const c = &q->choices->items[i];
        const char *const text =
            choice_ddl(a, &q->world->catalog, c, q->result.best[i]);
        if (q->result.best[i] == q->naive[i])
            continue;
        if (c->table >= 0 && c->table == before)
            text_addf(&b, ", %s", text);
        else
            text_addf(&b, "%s%s: %s", b.count == 0 ? "" : "; ",
                      c->table < 0 ? c->name
                                   : q->world->catalog.tables[c->table].name,
                      text);
        before = c->table;
    }
    return b.count == 0
               ? "It stays as it is."
               : text_format(a, "%s. The rest stays.", text_buffer_text(&b));
}

static const char *evidence(struct arena *a, struct quiz *q)
{
    const struct whatif_work was = quiz_work(q, q->naive);
    const struct whatif_work is = quiz_work(q, q->result.best);

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

/* The worst change of the world, which is what to watch. */
static const char *limit(struct arena *a, const struct quiz_attempt *t)
{
    const struct quiz_followup *worst = NULL;
    double most = QUIZ_CLOSE;

    for (int i = 0; i < t->followup_count; i++) {
        const double keep =
            quiz_regret(t->followups[i].quiz, t->quiz->result.best);
        if (keep <= most)
            continue;
        most = keep;
        worst = &t->followups[i];
    }
    if (worst == NULL)
        return "None of the changes asked about would change it.";
    return text_format(a,
                       "It would be %.1f times too dear if '%s' came true: "
                       "that is what I would watch.",
                       most, worst->name);
}

static void line(struct frame *f, const char *part, const char *text)
{
    frame_row(f);
    frame_text(f, part);
    frame_text(f, text);
}

static bool changes_kind(const struct quiz *q, enum choice_kind kind)
{
    for (int i = 0; i < q->choices->count; i++)
        if (q->choices->items[i].kind == kind &&
            q->result.best[i] != q->naive[i])
            return true;
    return false;
}

static void proofs(struct frame *f, const struct quiz *q)
{
    const char *const table =
        q->world->catalog.tables[largest_table(q->world)].name;
    struct arena *const a = f->arena;

    line(f, "the number of the query, for :q below",
         "select pg_last_query_id();");
    line(f, "the tables lie as designed, without skew",
         "select \"table\", diststyle, sortkey1, skew_rows, skew_sortkey1, "
         "unsorted, stats_off, size from svv_table_info order by size desc;");
    line(f, "the alerts are gone",
         "select query, trim(event) as event, trim(solution) as solution from "
         "stl_alert_event_log where query = :q;");
    if (changes_kind(q, CHOICE_SORTKEY) || changes_kind(q, CHOICE_ENCODING))
        line(f, "fewer rows are scanned",
             text_format(a,
                         "select query, sum(rows_pre_filter) as scanned, "
                         "sum(rows) as kept, max(is_rrscan) as ranged from "
                         "svl_query_summary where query = :q "
                         "and label like 'scan%%%s%%' group by query;",
                         table));
    if (changes_kind(q, CHOICE_DISTRIBUTION))
        line(f, "rows no longer travel",
             "select 'dist' as how, sum(rows) as rows, sum(bytes) as bytes "
             "from stl_dist where query = :q union all select "
             "'bcast', sum(rows), sum(bytes) from stl_bcast where query = "
             ":q;");
    line(f, "no step spills, and which takes longest",
         "select stm, seg, step, maxtime, rows, bytes, label, is_diskbased, "
         "workmem from svl_query_summary where query = :q "
         "order by maxtime desc limit 10;");
}

void quiz_card_answer(const struct quiz_attempt *t, struct frames *out)
{
    struct quiz *const q = t->quiz;
    struct frame *const f =
        frame_begin(out, "answer", "An answer in five lines", answer_columns,
                    COUNT_OF(answer_columns));

    line(f, "situation", situation(f->arena, q));
    line(f, "design", design(f->arena, q));
    line(f, "evidence", evidence(f->arena, q));
    line(f, "trade-off",
         text_format(f->arena, "%s %s", trade_off(f->arena, q),
                     limit(f->arena, t)));
    line(f, "proof",
         "SVV_TABLE_INFO shows keys and skew, SVL_QUERY_SUMMARY rows scanned "
         "and spilled, STL_DIST and STL_BCAST what travels, "
         "STL_ALERT_EVENT_LOG whether an alert is left: before and after.");
    proofs(frame_begin(out, "proof", "How to prove it on a real cluster",
                       proof_columns, COUNT_OF(proof_columns)),
           q);
}
