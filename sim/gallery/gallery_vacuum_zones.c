/* Zone maps of a sort key with an unsorted tail, and after the VACUUM. */
#include "base/text.h"
#include "gallery/gallery.h"
#include "gallery/gallery_past.h"

static const struct frame_column columns[] = {
    { "panel", "", "Which sort key, before or after the VACUUM", CELL_TEXT, 0 },
    { "block", "", "In stored order, from 0; the same on each slice",
      CELL_COUNT, 0 },
    { "lo", "", "Smallest key in it, in thousandths of the keys' range",
      CELL_NUMBER, 2 },
    { "hi", "", "Largest key in it", CELL_NUMBER, 2 },
    { "from", "", "Smallest key asked for", CELL_NUMBER, 2 },
    { "to", "", "Largest key asked for", CELL_NUMBER, 2 },
    { "read", "", "1 when the block cannot be skipped", CELL_COUNT, 0 },
};

static const struct {
    const char *name, *design, *when;
    double from, to; /* thousandths of the range */
} panels[] = {
    { "by time, late rows: before", "by_time", "before", 800, 830 },
    { "by customer: before", "by_customer", "before", 400, 430 },
    { "by time: after VACUUM", "by_time", "after", 800, 830 },
    { "by customer: after VACUUM", "by_customer", "after", 400, 430 },
};

static const struct chart_series series[] = { { "read", CHART_SORTED } };

static void add_panel(struct frame *f, const struct upkeep *u, size_t i)
{
    int64_t block = 0;

    for (size_t k = 0; k < u->strip_count; k++) {
        const struct frame_strip *const s = &u->strips[k];
        const double lo = s->lo_pct * 10, hi = s->hi_pct * 10;

        if (!text_equal(s->table, "fact_orders") ||
            !text_equal(s->design, panels[i].design) ||
            !text_equal(s->when, panels[i].when))
            continue;
        frame_row(f);
        frame_text(f, panels[i].name);
        frame_count(f, block++);
        frame_number(f, lo);
        frame_number(f, hi);
        frame_number(f, panels[i].from);
        frame_number(f, panels[i].to);
        frame_count(f, lo <= panels[i].to && hi >= panels[i].from);
    }
}

static bool measure(const struct exhibit *e, const struct world *w,
                    struct frames *out, struct faults *faults)
{
    const struct world *const one =
        gallery_narrow(out->arena, w, NULL, "one_customer");
    const struct upkeep *const u = upkeep_measure(out->arena, one, NULL, 0);
    struct frame *const f =
        frame_begin(out, e->chart.name, e->chart.title, columns, 7);

    (void)faults;
    for (size_t i = 0; i < sizeof(panels) / sizeof(panels[0]); i++)
        add_panel(f, u, i);
    return true;
}

static const char *const needs[] = { "design:by_time",
                                     "design:by_customer",
                                     "query:one_customer",
                                     "history:copy.fact_orders",
                                     "history:vacuum.fact_orders",
                                     NULL };

const struct exhibit exhibit_vacuum_zones = {
    .chart = { .name = "vacuum-zones",
               .title = "What a VACUUM does to the zone maps",
               .lesson = "A tail of late rows spoils the blocks around it; a "
                         "tail of scattered keys is read by every query.",
               .source = "",
               .about =
                   "blocks of the sort key on a slice, a week after the last "
                   "VACUUM; asked for: 3 % of the keys",
               .kind = CHART_STRIPS,
               .x = { .column = "block", .label = "blocks in stored order" },
               .y = { .column = "hi", .label = "their keys" },
               .panel = "panel",
               .series = series,
               .series_count = 1 },
    .scenario = "orders-hourly",
    .needs = needs,
    .measure = measure,
};
