/*
 * The frames of `upkeep`: summary, upkeep, vacuums, stats, schedule, zones; and
 * where a merge names its staging table, merges (upkeep_merge.c).
 */
#include <math.h>

#include "base/text.h"
#include "measure/upkeep/upkeep_step.h"

#define COUNT_OF(columns) (sizeof(columns) / sizeof((columns)[0]))

static const struct frame_column summary_columns[] = {
    { "design", "", "The design.", CELL_TEXT, 0 },
    { "mean_query_s", "s/d", "Seconds of all queries a day, mean over time.",
      CELL_NUMBER, 1 },
    { "p95_query_s", "s/d", "The same, exceeded for 5 % of the time.",
      CELL_NUMBER, 1 },
    { "maintenance_s", "s", "Seconds of VACUUM, ANALYZE and deep copies.",
      CELL_NUMBER, 0 },
    { "saved_s", "s", "Query seconds that the VACUUMs saved.", CELL_NUMBER, 0 },
    { "load_s", "s", "Seconds of all COPYs, commits included.", CELL_NUMBER,
      0 },
    { "change_s", "s", "Seconds of all UPDATEs, DELETEs and MERGEs.",
      CELL_NUMBER, 0 },
    { "blocked_s", "s", "That they waited for a VACUUM .. BOOST.", CELL_NUMBER,
      0 },
    { "commit_wait_s", "s", "Seconds waited in the commit queue.", CELL_NUMBER,
      1 },
    { "visible_rows", "rows", "Rows at the end: loaded less deleted.",
      CELL_NUMBER, 0 },
};

static const struct frame_column upkeep_columns[] = {
    { "design", "", "The design.", CELL_TEXT, 0 },
    { "time_h", "h", "Hours since the beginning.", CELL_NUMBER, 1 },
    { "event", "", "Before or after which VACUUM; else empty.", CELL_TEXT, 0 },
    { "table", "", "The table.", CELL_TEXT, 0 },
    { "rows", "rows", "tbl_rows: stored rows, deleted ones included.",
      CELL_NUMBER, 0 },
    { "estimated_visible_rows", "rows", "Rows that queries see.", CELL_NUMBER,
      0 },
    { "unsorted_pct", "%", "Rows outside the sorted region.", CELL_NUMBER, 2 },
    { "deleted_pct", "%", "Stored rows that are marked deleted.", CELL_NUMBER,
      2 },
    { "blocks", "blocks", "1 MB blocks, deleted rows included.", CELL_NUMBER,
      0 },
    { "stats_off_pct", "%", "Rows changed since the last ANALYZE.", CELL_NUMBER,
      2 },
    { "vacuum_sort_benefit", "%",
      "Blocks that the queries would not read if it were sorted.", CELL_NUMBER,
      2 },
    { "interleaved_skew", "", "1 is none; above 1.4 REINDEX pays.", CELL_NUMBER,
      2 },
    { "rows_scanned", "rows/d",
      "rows_pre_filter: rows that all scans pass over, deleted ones included.",
      CELL_NUMBER, 0 },
    { "rows_scanned_visible", "rows/d",
      "rows_pre_user_filter: the same without deleted rows.", CELL_NUMBER, 0 },
    { "query_s", "s/d", "Seconds of all queries, weight times a day.",
      CELL_NUMBER, 2 },
    { "vacuum_s", "s", "Seconds of all VACUUMs so far.", CELL_NUMBER, 1 },
    { "blocks_rewritten", "blocks", "By all VACUUMs so far.", CELL_NUMBER, 0 },
};

static const struct frame_column vacuum_columns[] = {
    { "design", "", "The design.", CELL_TEXT, 0 },
    { "time_h", "h", "When it was asked for.", CELL_NUMBER, 1 },
    { "table", "", "The table.", CELL_TEXT, 0 },
    { "kind", "", "Which VACUUM, or deep_copy.", CELL_TEXT, 0 },
    { "rows", "rows", "Stored rows of the table before it.", CELL_NUMBER, 0 },
    { "seconds", "s", "Its elapsed time.", CELL_NUMBER, 1 },
    { "saved_s", "s", "Query seconds saved until the next one.", CELL_NUMBER,
      1 },
    { "usd", "USD", "The cluster's price for its seconds.", CELL_NUMBER, 2 },
    { "sort_partitions", "", "Sorted partitions of the sort phase.",
      CELL_NUMBER, 0 },
    { "merge_increments", "", "Increments of the merge phase.", CELL_NUMBER,
      0 },
    { "sorted_rows", "rows", "Rows through the sort phase.", CELL_NUMBER, 0 },
    { "merged_rows", "rows", "Rows written again by the merge.", CELL_NUMBER,
      0 },
    { "removed_rows", "rows", "Deleted rows that are gone.", CELL_NUMBER, 0 },
    { "blocks_rewritten", "blocks", "Blocks written.", CELL_NUMBER, 0 },
    { "blocks_reclaimed", "blocks", "Blocks of the rows removed.", CELL_NUMBER,
      0 },
    { "block_delta", "blocks", "Blocks of the table, after less before.",
      CELL_NUMBER, 0 },
    { "peak_blocks", "blocks", "Needed beside the table at the peak.",
      CELL_NUMBER, 0 },
    { "waited_s", "s", "For another VACUUM: one runs at a time.", CELL_NUMBER,
      0 },
    { "contention_s", "s", "Query seconds lost to it while it ran.",
      CELL_NUMBER, 1 },
    { "query_before_s", "s/d", "Query seconds a day before it.", CELL_NUMBER,
      2 },
    { "query_after_s", "s/d", "And after it.", CELL_NUMBER, 2 },
    { "skipped", "", "Empty when it ran, else why not.", CELL_TEXT, 0 },
};

/* The same for people: what fits a line. */
static const struct frame_column short_columns[] = {
    { "design", "", "The design.", CELL_TEXT, 0 },
    { "table", "", "The table.", CELL_TEXT, 0 },
    { "kind", "", "Which VACUUM, or deep_copy.", CELL_TEXT, 0 },
    { "ran", "", "How often.", CELL_COUNT, 0 },
    { "skipped", "", "How often it was skipped.", CELL_COUNT, 0 },
    { "seconds", "s", "Of all of them.", CELL_NUMBER, 0 },
    { "saved_s", "s", "Query seconds that they saved.", CELL_NUMBER, 0 },
    { "merged_share", "%", "Rows rewritten for each row sorted, in percent.",
      CELL_NUMBER, 0 },
    { "usd", "USD", "The cluster's price for their seconds.", CELL_NUMBER, 2 },
};

static const struct frame_column stats_columns[] = {
    { "design", "", "The design.", CELL_TEXT, 0 },
    { "time_h", "h", "When ANALYZE was asked for.", CELL_NUMBER, 1 },
    { "table", "", "The table.", CELL_TEXT, 0 },
    { "rows", "rows", "Rows that there are.", CELL_NUMBER, 0 },
    { "believed_rows", "rows", "Rows by the statistics before.", CELL_NUMBER,
      0 },
    { "stats_off_pct", "%", "Rows changed since the last ANALYZE.", CELL_NUMBER,
      2 },
    { "seconds", "s", "Its elapsed time.", CELL_NUMBER, 1 },
    { "skipped", "", "Empty when it ran, else so.", CELL_TEXT, 0 },
};

static const struct frame_column plan_columns[] = {
    { "design", "", "The design.", CELL_TEXT, 0 },
    { "time_h", "h", "When the query was first planned like this.", CELL_NUMBER,
      1 },
    { "query", "", "The query.", CELL_TEXT, 0 },
    { "seconds", "s", "What it took then.", CELL_NUMBER, 2 },
    { "joins", "", "The table that each join adds, and its DS_ label.",
      CELL_TEXT, 0 },
};

static const struct frame_column schedule_columns[] = {
    { "design", "", "The design.", CELL_TEXT, 0 },
    { "interval", "", "Time between the VACUUMs.", CELL_TEXT, 0 },
    { "interval_h", "h", "The same in hours; empty for never.", CELL_NUMBER,
      1 },
    { "vacuums", "", "VACUUMs that ran.", CELL_COUNT, 0 },
    { "mean_query_s", "s/d", "Query seconds a day, mean over time.",
      CELL_NUMBER, 1 },
    { "p95_query_s", "s/d", "The same, exceeded for 5 % of the time.",
      CELL_NUMBER, 1 },
    { "maintenance_s", "s/d", "VACUUM and ANALYZE, with what queries lose.",
      CELL_NUMBER, 1 },
    { "total_s", "s/d", "Both together.", CELL_NUMBER, 1 },
    { "cheapest", "", "yes: the least total of the design.", CELL_TEXT, 0 },
};

static const struct frame_column zone_columns[] = {
    { "design", "", "The design.", CELL_TEXT, 0 },
    { "table", "", "The table.", CELL_TEXT, 0 },
    { "when", "", "Before or after the VACUUM that found most unsorted.",
      CELL_TEXT, 0 },
    { "region", "", "head: sorted; tail: behind it.", CELL_TEXT, 0 },
    { "block", "",
      "Its place; a large table's blocks are drawn several in one.",
      CELL_NUMBER, 0 },
    { "min_pct", "%", "Smallest key in it, as a share of the key's range.",
      CELL_NUMBER, 2 },
    { "max_pct", "%", "Largest key in it.", CELL_NUMBER, 2 },
};

static double saved(const struct upkeep_run *r)
{
    double seconds = 0;

    for (size_t i = 0; i < r->vacuum_count; i++)
        if (isfinite(r->vacuums[i].saved_s))
            seconds += r->vacuums[i].saved_s;
    return seconds;
}

static void add_summary(const struct upkeep_run *r, struct frame *f)
{
    frame_row(f);
    frame_text(f, r->design->name);
    frame_number(f, r->mean_query_s);
    frame_number(f, r->p95_query_s);
    frame_number(f, r->maintenance_s);
    frame_number(f, saved(r));
    frame_number(f, r->load_s);
    frame_number(f, r->change_s);
    frame_number(f, r->blocked_s);
    frame_number(f, r->commit_wait_s);
    frame_number(f, r->visible);
}

static const char *table_name(const struct upkeep *u, int table)
{
    return u->world->catalog.tables[table].name;
}

static void add_samples(const struct upkeep *u, const struct upkeep_run *r,
                        struct frame *f)
{
    for (size_t i = 0; i < r->sample_count; i++) {
        const struct upkeep_sample *s = &r->samples[i];
        frame_row(f);
        frame_text(f, r->design->name);
        frame_number(f, s->time_h);
        frame_text(f, s->event);
        frame_text(f, table_name(u, s->table));
        frame_number(f, s->rows);
        frame_number(f, s->live);
        frame_number(f, s->unsorted_pct);
        frame_number(f, s->deleted_pct);
        frame_number(f, s->blocks);
        frame_number(f, s->stats_off_pct);
        frame_number(f, s->sort_benefit_pct);
        frame_number(f, s->interleaved_skew);
        frame_number(f, s->rows_scanned);
        frame_number(f, s->rows_scanned * (1 - s->deleted_pct / 100));
        frame_number(f, s->query_s);
        frame_number(f, s->vacuum_s);
        frame_number(f, s->blocks_rewritten);
    }
}

static const char *kind_name(const struct operation *op)
{
    return op->kind == DO_DEEP_COPY ? operation_name(DO_DEEP_COPY)
                                    : vacuum_name(op->vacuum);
}

static void add_vacuum(const struct upkeep *u, const struct upkeep_run *r,
                       const struct upkeep_vacuum *v, struct frame *f)
{
    frame_row(f);
    frame_text(f, r->design->name);
    frame_number(f, v->time_h);
    frame_text(f, table_name(u, v->op->table));
    frame_text(f, kind_name(v->op));
    frame_number(f, v->rows);
    frame_number(f, v->seconds);
    frame_number(f, v->saved_s);
    frame_number(f, v->usd);
    frame_number(f, v->partitions);
    frame_number(f, v->increments);
    frame_number(f, v->did.sorted_rows);
    frame_number(f, v->did.merged_rows);
    frame_number(f, v->did.removed_rows);
    frame_number(f, v->blocks_rewritten);
    frame_number(f, v->blocks_reclaimed);
    frame_number(f, v->block_delta);
    frame_number(f, v->peak_blocks);
    frame_number(f, v->waited_s);
    frame_number(f, v->contention_s);
    frame_number(f, v->query_before_s);
    frame_number(f, v->query_after_s);
    frame_text(f, v->skipped);
}

/* All VACUUMs of one operation, added up. */
struct vacuum_sum {
    int64_t ran, skipped;
    double seconds, saves, usd, sorted, merged;
};

static struct vacuum_sum sum_vacuums(const struct upkeep_run *r,
                                     const struct operation *op)
{
    struct vacuum_sum sum = { 0 };

    for (size_t i = 0; i < r->vacuum_count; i++) {
        const struct upkeep_vacuum *v = &r->vacuums[i];
        if (v->op != op)
            continue;
        sum.ran += v->skipped[0] == '\0';
        sum.skipped += v->skipped[0] != '\0';
        sum.seconds += v->seconds;
        sum.saves += isfinite(v->saved_s) ? v->saved_s : 0;
        sum.usd += v->usd;
        sum.sorted += v->did.sorted_rows;
        sum.merged += v->did.merged_rows;
    }
    return sum;
}

static void add_short(const struct upkeep *u, const struct upkeep_run *r,
                      const struct operation *op, struct frame *f)
{
    const struct vacuum_sum sum = sum_vacuums(r, op);

    if (sum.ran + sum.skipped == 0)
        return;
    frame_row(f);
    frame_text(f, r->design->name);
    frame_text(f, table_name(u, op->table));
    frame_text(f, kind_name(op));
    frame_count(f, sum.ran);
    frame_count(f, sum.skipped);
    frame_number(f, sum.seconds);
    frame_number(f, sum.saves);
    frame_number(f,
                 sum.sorted > 0 ? sum.merged / sum.sorted * 100 : (double)NAN);
    frame_number(f, sum.usd);
}

static void add_stats(const struct upkeep *u, const struct upkeep_run *r,
                      struct frame *f)
{
    for (size_t i = 0; i < r->analyze_count; i++) {
        const struct upkeep_analyze *a = &r->analyzes[i];
        frame_row(f);
        frame_text(f, r->design->name);
        frame_number(f, a->time_h);
        frame_text(f, table_name(u, a->op->table));
        frame_number(f, a->rows);
        frame_number(f, a->believed_before);
        frame_number(f, a->stats_off_pct);
        frame_number(f, a->seconds);
        frame_text(f, a->skipped);
    }
}

static void add_plans(const struct upkeep_run *r, struct frame *f)
{
    for (size_t i = 0; i < r->plan_count; i++) {
        const struct upkeep_plan *p = &r->plans[i];
        frame_row(f);
        frame_text(f, r->design->name);
        frame_number(f, p->time_h);
        frame_text(f, p->query->name);
        frame_number(f, p->seconds);
        frame_text(f, p->joins);
    }
}

static int64_t ran(const struct upkeep_run *r)
{
    int64_t n = 0;

    for (size_t i = 0; i < r->vacuum_count; i++)
        n += r->vacuums[i].skipped[0] == '\0';
    return n;
}

static const char *interval_text(struct arena *a, double every_h)
{
    if (!isfinite(every_h))
        return "never";
    if (every_h < 1)
        return text_format(a, "%g min", every_h * 60);
    return every_h >= 24 ? text_format(a, "%g d", every_h / 24)
                         : text_format(a, "%g h", every_h);
}

static void add_schedules(const struct upkeep *u, struct frame *f)
{
    for (int i = 0; i < u->schedule_count; i++) {
        const struct upkeep_schedule *s = &u->schedules[i];
        frame_row(f);
        frame_text(f, s->design->name);
        frame_text(f, interval_text(f->arena, s->every_h));
        frame_number(f, isfinite(s->every_h) ? s->every_h : (double)NAN);
        frame_count(f, ran(&s->run));
        frame_number(f, s->run.mean_query_s);
        frame_number(f, s->run.p95_query_s);
        frame_number(f, s->total_s - s->run.mean_query_s);
        frame_number(f, s->total_s);
        frame_text(f, s->cheapest ? "yes" : "");
    }
}

static void add_zones(const struct upkeep *u, struct frame *f)
{
    for (size_t i = 0; i < u->strip_count; i++) {
        const struct frame_strip *s = &u->strips[i];
        frame_row(f);
        frame_text(f, s->design);
        frame_text(f, s->table);
        frame_text(f, s->when);
        frame_text(f, s->tail ? "tail" : "head");
        frame_number(f, s->block);
        frame_number(f, s->lo_pct);
        frame_number(f, s->hi_pct);
    }
}

/* A loss that is larger than the work itself is no rounding: it needs words. */
static void note_losses(const struct upkeep *u, struct frames *out)
{
    for (int i = 0; i < u->run_count; i++)
        for (int o = 0; o < u->world->history->operation_count; o++) {
            const struct upkeep_run *r = &u->runs[i];
            const struct operation *op = &u->world->history->operations[o];
            const struct vacuum_sum sum = sum_vacuums(r, op);

            if (sum.saves < -sum.seconds)
                frames_note(out,
                            "design '%s': VACUUM %s of %s makes the queries "
                            "slower: rows that wait in order of arrival can "
                            "be skipped together, merged ones lie all over "
                            "the table",
                            r->design->name, kind_name(op),
                            table_name(u, op->table));
        }
}

static void add_notes(const struct upkeep *u, struct frames *out)
{
    for (int i = 0; i < u->run_count; i++) {
        const struct upkeep_run *r = &u->runs[i];
        if (r->full_h >= 0)
            frames_note(out,
                        "DISK FULL: design '%s' needs %.0f blocks at the peak "
                        "of the operation at %.4g h, more than the cluster "
                        "has; take larger nodes, or VACUUM more often",
                        r->design->name, r->full_blocks, r->full_h);
    }
    note_losses(u, out);
    frames_note(out, "a query of weight w runs w times a day");
    frames_note(out, "VACUUM seconds: two constants fitted to six published "
                     "runs on a cluster that is not named (calibrated)");
    frames_note(out, "a running VACUUM takes one slot's share of the cluster "
                     "from the queries (guess)");
    for (int i = 0; i < u->world->note_count; i++)
        frames_note(out, "%s", u->world->notes[i]);
}

void upkeep_frames(const struct upkeep *u, struct frames *out)
{
    struct frame *const summary =
        frame_begin(out, "upkeep_summary", "What the history costs",
                    summary_columns, COUNT_OF(summary_columns));
    struct frame *const upkeep =
        frame_begin(out, "upkeep", "The tables over time", upkeep_columns,
                    COUNT_OF(upkeep_columns));
    struct frame *const vacuums =
        frame_begin(out, "vacuums", "Each VACUUM, its cost and what it bought",
                    vacuum_columns, COUNT_OF(vacuum_columns));
    struct frame *const brief =
        frame_begin(out, "vacuums_short", "All VACUUMs of a kind",
                    short_columns, COUNT_OF(short_columns));
    struct frame *const stats = frame_begin(
        out, "stats", "Each ANALYZE", stats_columns, COUNT_OF(stats_columns));

    struct frame *const plans =
        frame_begin(out, "plans", "How the queries are planned, and when anew",
                    plan_columns, COUNT_OF(plan_columns));

    for (int i = 0; i < u->run_count; i++) {
        const struct upkeep_run *r = &u->runs[i];
        add_summary(r, summary);
        add_samples(u, r, upkeep);
        for (size_t v = 0; v < r->vacuum_count; v++)
            add_vacuum(u, r, &r->vacuums[v], vacuums);
        for (int o = 0; o < u->world->history->operation_count; o++)
            add_short(u, r, &u->world->history->operations[o], brief);
        add_stats(u, r, stats);
        add_plans(r, plans);
    }
    upkeep_merge_frame(u, out);
    if (u->schedule_count > 0)
        add_schedules(u, frame_begin(out, "schedule",
                                     "What each interval of VACUUM costs a day",
                                     schedule_columns,
                                     COUNT_OF(schedule_columns)));
    add_zones(u, frame_begin(out, "zones",
                             "Zone maps of the sort key around a VACUUM",
                             zone_columns, COUNT_OF(zone_columns)));
    add_notes(u, out);
}
