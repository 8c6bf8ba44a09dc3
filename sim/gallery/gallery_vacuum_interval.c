/* What a day costs against the days between two VACUUMs. */
#include "gallery/gallery.h"
#include "gallery/gallery_past.h"

static const struct frame_column columns[] = {
    { "what", "", "What the seconds are spent on", CELL_TEXT, 0 },
    { "days", "d", "Between two VACUUMs", CELL_NUMBER, 1 },
    { "seconds", "s/d", "Mean over 90 days", CELL_NUMBER, 1 },
};

enum { TOGETHER, QUERIES, VACUUMS, CHEAPEST };

static const struct chart_series series[] = {
    { "together", CHART_UNSORTED },
    { "look-ups", CHART_SECONDS },
    { "VACUUMs", CHART_MONEY },
    { "cheapest", CHART_MARK },
};

static const double days[] = { 1, 1.5, 2, 3, 5, 7, 10, 14, 20, 30, 45 };

enum { INTERVALS = sizeof(days) / sizeof(days[0]) };

static void add(struct frame *f, int what, double at_days, double seconds)
{
    frame_row(f);
    frame_text(f, series[what].name);
    frame_number(f, at_days);
    frame_number(f, seconds);
}

static bool measure(const struct exhibit *e, const struct world *w,
                    struct frames *out, struct faults *faults)
{
    struct world *const narrow =
        gallery_narrow(out->arena, w, "compound", "one_customer");
    const double horizon_days = w->history->horizon_h / 24;
    double hours[INTERVALS];
    struct frame *const f =
        frame_begin(out, e->chart.name, e->chart.title, columns, 3);

    (void)faults;
    for (int i = 0; i < INTERVALS; i++)
        hours[i] = days[i] * 24;
    gallery_without_vacuum(out->arena, narrow, VACUUM_REINDEX);
    const struct upkeep *const u =
        upkeep_measure(out->arena, narrow, hours, INTERVALS);
    for (int what = TOGETHER; what < CHEAPEST; what++)
        for (int i = 0; i < u->schedule_count; i++) {
            const struct upkeep_schedule *const s = &u->schedules[i];

            add(f, what, s->every_h / 24,
                what == TOGETHER  ? s->total_s
                : what == QUERIES ? s->run.mean_query_s
                                  : s->run.maintenance_s / horizon_days);
        }
    for (int i = 0; i < u->schedule_count; i++)
        if (u->schedules[i].cheapest)
            add(f, CHEAPEST, u->schedules[i].every_h / 24, 0);
    return true;
}

static const char *const needs[] = { "design:compound", "query:one_customer",
                                     "history:copy.sales",
                                     "history:vacuum.sales", NULL };

const struct exhibit exhibit_vacuum_interval = {
    .chart = { .name = "vacuum-interval",
               .title = "How often should this table be vacuumed?",
               .lesson = "Too often, and VACUUM costs more than it saves; too "
                         "seldom, and every look-up reads a long tail.",
               .source = "",
               .about = "400 million sales by customer, 4 million more a day, "
                        "300 look-ups a day; rates of VACUUM calibrated",
               .kind = CHART_LINES,
               .x = { .column = "days",
                      .label = "days between two VACUUMs",
                      .logarithmic = true,
                      .lo = 1,
                      .hi = 50 },
               .y = { .column = "seconds", .label = "seconds a day" },
               .by = "what",
               .series = series,
               .series_count = 4 },
    .scenario = "interleaved-decay",
    .needs = needs,
    .measure = measure,
};
