/* A join while its table grows: planned as on its first day, and as it is. */
#include "base/text.h"
#include "gallery/gallery.h"
#include "gallery/gallery_past.h"
#include "measure/cost/cost.h"
#include "world/history.h"

static const struct frame_column columns[] = {
    { "what", "", "What the planner believes, or a change of plan", CELL_TEXT,
      0 },
    { "million_rows", "M rows", "Of checkouts", CELL_NUMBER, 2 },
    { "seconds", "s", "Of the query", CELL_NUMBER, 2 },
    { "motion", "", "Of the join's rows, as the plan has it", CELL_TEXT, 0 },
};

enum { STALE, ANALYSED, FLIPS };

static const struct chart_series series[] = {
    { "never analysed", CHART_BROADCAST },
    { "analysed", CHART_REDISTRIBUTE },
    { "ANALYZE makes it DS_DIST_BOTH", CHART_MARK },
};

enum { FIRST_DAY_ROWS = 20000, STEP_ROWS = 6000000, STEPS = 20 };

struct priced {
    double seconds;
    const char *motion;
};

/* As of its ANALYZE the table had `believed` rows; it has `rows`. */
static struct priced price(struct arena *a, const struct world *w, int64_t rows,
                           int64_t believed)
{
    const int table = catalog_table(&w->catalog, "checkouts");
    int64_t *const grown = ARENA_ARRAY(a, w->catalog.table_count, int64_t);

    grown[table] = rows;
    const struct world *const other = history_grown(a, w, grown);
    other->catalog.tables[table].believed_rows = believed;
    const struct cost *const cost = cost_run(a, other, NULL, NULL);
    const struct cost_query *const q = &cost->designs[0].queries[0];
    struct priced p = { q->price.total_s, "" };

    for (int i = 0; i < q->plan->step_count; i++)
        if (q->plan->steps[i]->op == OP_HASH_JOIN)
            p.motion = motion_name(q->plan->steps[i]->label);
    return p;
}

static void add(struct frame *f, int what, double rows, struct priced p)
{
    frame_row(f);
    frame_text(f, series[what].name);
    frame_number(f, rows / 1e6);
    frame_number(f, p.seconds);
    frame_text(f, p.motion);
}

static bool measure(const struct exhibit *e, const struct world *w,
                    struct frames *out, struct faults *faults)
{
    struct arena *const a = out->arena;
    const struct world *const one =
        gallery_narrow(a, w, NULL, "revenue_by_day");
    const char *before = NULL;
    struct frame *const f =
        frame_begin(out, e->chart.name, e->chart.title, columns, 4);

    (void)faults;
    for (int what = STALE; what <= ANALYSED; what++)
        for (int i = 0; i <= STEPS; i++) {
            const int64_t rows = i == 0 ? FIRST_DAY_ROWS : i * STEP_ROWS;
            const struct priced p =
                price(a, one, rows, what == STALE ? FIRST_DAY_ROWS : rows);

            add(f, what, (double)rows, p);
            if (what == ANALYSED && i > 0 && !text_equal(p.motion, before))
                add(f, FLIPS, (double)rows, p);
            before = p.motion;
        }
    return true;
}

static const char *const needs[] = { "checkouts", "query:revenue_by_day",
                                     NULL };

const struct exhibit exhibit_stale_statistics = {
    .chart = { .name = "stale-statistics",
               .title = "A plan that was right on the table's first day",
               .lesson = "Statistics that say 20,000 rows let the planner "
                         "broadcast millions, until their hash table spills.",
               .source = "",
               .about = "a join of 200 million visits on 8 nodes",
               .kind = CHART_LINES,
               .x = { .column = "million_rows",
                      .label = "rows of the inner table (millions)",
                      .hi = 120 },
               .y = { .column = "seconds", .label = "seconds of the query" },
               .by = "what",
               .series = series,
               .series_count = 3 },
    .scenario = "stale-statistics",
    .needs = needs,
    .measure = measure,
};
