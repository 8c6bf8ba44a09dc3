/* The fullest slice against the share of the rows that one key has. */
#include "base/text.h"
#include "gallery/gallery.h"
#include "models/skew.h"

static const struct frame_column columns[] = {
    { "slices", "", "Slices of the cluster", CELL_TEXT, 0 },
    { "hot_pct", "%", "Share of the rows with the hot key", CELL_NUMBER, 1 },
    { "max_over_mean", "", "Fullest slice over the mean", CELL_NUMBER, 2 },
};

static const struct chart_series series[] = {
    { "8 slices", CHART_FEW },
    { "32 slices", CHART_SOME },
    { "128 slices", CHART_MANY },
};

static bool measure(const struct exhibit *e, const struct world *w,
                    struct frames *out, struct faults *faults)
{
    static const double slices[] = { 8, 32, 128 };
    struct frame *const f =
        frame_begin(out, e->chart.name, e->chart.title, columns, 3);

    (void)w;
    (void)faults;
    for (int i = 0; i < 3; i++)
        for (int step = 0; step <= 40; step++) {
            const double share = step / 200.0;

            frame_row(f);
            frame_text(f, series[i].name);
            frame_number(f, 100 * share);
            frame_number(f, skew_hot_max_share(share, slices[i]) * slices[i]);
        }
    return true;
}

const struct exhibit exhibit_hot_key = {
    .chart = { .name = "hot-key",
               .title = "What one hot key does to the fullest slice",
               .lesson = "More slices do not help: the hot key's rows stay on "
                         "one, and all others wait for it.",
               .source = "",
               .about = "models/skew: f + (1 - f) / p",
               .kind = CHART_LINES,
               .x = { .column = "hot_pct",
                      .label = "share of all rows that have the hot key (%)",
                      .hi = 20 },
               .y = { .column = "max_over_mean",
                      .label = "fullest slice, times the mean" },
               .by = "slices",
               .series = series,
               .series_count = 3 },
    .measure = measure,
};
