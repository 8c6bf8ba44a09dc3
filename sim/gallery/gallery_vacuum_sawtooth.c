/* The unsorted share of a table over its days, and what its queries take. */
#include "gallery/gallery_past.h"

#include "gallery/gallery.h"

static const struct frame_column columns[] = {
    { "panel", "", "What is shown", CELL_TEXT, 0 },
    { "what", "", "A curve, or the time of a VACUUM", CELL_TEXT, 0 },
    { "days", "d", "Since the beginning", CELL_NUMBER, 2 },
    { "value", "", "In the panel's unit; none for a VACUUM", CELL_NUMBER, 2 },
};

enum { UNSORTED, QUERIES, VACUUM };

static const struct chart_series series[] = {
    { "unsorted", CHART_UNSORTED },
    { "look-ups", CHART_SECONDS },
    { "VACUUM", CHART_MARK },
};

static const char *const panels[] = { "unsorted rows (% of the table)",
                                      "300 look-ups (seconds a day)" };

static void add(struct frame *f, int panel, int what, double time_h,
                double value)
{
    frame_row(f);
    frame_text(f, panels[panel]);
    frame_text(f, series[what].name);
    frame_number(f, time_h / 24);
    frame_number(f, value);
}

static bool measure(const struct exhibit *e, const struct world *w,
                    struct frames *out, struct faults *faults)
{
    struct world *const narrow =
        gallery_narrow(out->arena, w, "compound", "one_customer");
    struct frame *const f =
        frame_begin(out, e->chart.name, e->chart.title, columns, 4);

    (void)faults;
    gallery_without_vacuum(out->arena, narrow, VACUUM_REINDEX);
    const struct upkeep *const u = upkeep_measure(out->arena, narrow, NULL, 0);
    const struct upkeep_run *const run = &u->runs[0];
    for (int panel = 0; panel < 2; panel++) {
        for (size_t i = 0; i < run->sample_count; i++)
            add(f, panel, panel == 0 ? UNSORTED : QUERIES,
                run->samples[i].time_h,
                panel == 0 ? run->samples[i].unsorted_pct
                           : run->samples[i].query_s);
        for (size_t i = 0; i < run->vacuum_count; i++)
            if (run->vacuums[i].skipped[0] == '\0')
                add(f, panel, VACUUM, run->vacuums[i].time_h, 0);
    }
    return true;
}

static const char *const needs[] = { "design:compound", "query:one_customer",
                                     "history:copy.sales",
                                     "history:vacuum.sales", NULL };

const struct exhibit exhibit_vacuum_sawtooth = {
    .chart = { .name = "vacuum-sawtooth",
               .title = "Between two VACUUMs every look-up gets slower",
               .lesson = "New rows lie unsorted behind the others, and each "
                         "look-up reads all of them until a VACUUM.",
               .source = "",
               .about = "400 million sales by customer, 4 million more a day",
               .kind = CHART_LINES,
               .x = { .column = "days", .label = "days", .hi = 90 },
               .y = { .column = "value", .label = "value" },
               .by = "what",
               .panel = "panel",
               .series = series,
               .series_count = 3 },
    .scenario = "interleaved-decay",
    .needs = needs,
    .measure = measure,
};
