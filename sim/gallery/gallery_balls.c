/* Few keys on many slices: balls in boxes. */
#include <math.h>

#include "gallery/gallery.h"
#include "models/skew.h"

static const struct frame_column columns[] = {
    { "slices", "", "Slices of the cluster", CELL_TEXT, 0 },
    { "keys", "", "Different values of the distribution key", CELL_NUMBER, 0 },
    { "max_over_mean", "", "Expected keys of the fullest slice over the mean",
      CELL_NUMBER, 2 },
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
            const double keys = round(pow(10, 1 + step / 10.0));

            frame_row(f);
            frame_text(f, series[i].name);
            frame_number(f, keys);
            frame_number(f,
                         skew_expected_max(keys, slices[i]) * slices[i] / keys);
        }
    return true;
}

const struct exhibit exhibit_balls = {
    .chart = { .name = "balls",
               .title = "Few keys on many slices are never even",
               .lesson = "Hashing evens out only with thousands of keys to a "
                         "slice, even if all have the same rows.",
               .source = "",
               .about = "models/skew: expected maximum of a multinomial law",
               .kind = CHART_LINES,
               .x = { .column = "keys",
                      .label = "different values of the distribution key",
                      .logarithmic = true,
                      .lo = 10,
                      .hi = 100000 },
               .y = { .column = "max_over_mean",
                      .label = "fullest slice, times the mean",
                      .logarithmic = true,
                      .lo = 1,
                      .hi = 20 },
               .by = "slices",
               .series = series,
               .series_count = 3 },
    .measure = measure,
};
