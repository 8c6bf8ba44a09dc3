/* Customers that are left after a filter on their orders. */
#include <math.h>

#include "gallery/gallery.h"
#include "models/distinct.h"

#define CUSTOMERS 1e6

static const struct frame_column columns[] = {
    { "orders", "", "Orders of a customer", CELL_TEXT, 0 },
    { "kept_pct", "%", "Share of the orders that a filter keeps", CELL_NUMBER,
      3 },
    { "left_pct", "%", "Share of the customers with one of them", CELL_NUMBER,
      3 },
};

static const struct chart_series series[] = {
    { "1,000 orders each", CHART_MANY },
    { "100 orders each", CHART_SOME },
    { "10 orders each", CHART_FEW },
};

static bool measure(const struct exhibit *e, const struct world *w,
                    struct frames *out, struct faults *faults)
{
    static const double orders[] = { 1000, 100, 10 };
    struct frame *const f =
        frame_begin(out, e->chart.name, e->chart.title, columns, 3);

    (void)w;
    (void)faults;
    for (int i = 0; i < 3; i++)
        for (int step = 0; step <= 40; step++) {
            const double kept = pow(10, -4 + step / 10.0);
            const double rows = CUSTOMERS * orders[i];

            frame_row(f);
            frame_text(f, series[i].name);
            frame_number(f, 100 * kept);
            frame_number(
                f, 100 * distinct_after_filter(CUSTOMERS, rows, kept * rows) /
                       CUSTOMERS);
        }
    return true;
}

const struct exhibit exhibit_groups = {
    .chart = { .name = "groups",
               .title = "How many groups a filter leaves",
               .lesson = "A filter on rows hardly thins out the groups, until "
                         "it leaves less than one row for each.",
               .source = "",
               .about = "models/distinct (Yao): a million customers",
               .kind = CHART_LINES,
               .x = { .column = "kept_pct",
                      .label = "orders that the filter keeps (% of all)",
                      .logarithmic = true,
                      .lo = 0.01,
                      .hi = 100 },
               .y = { .column = "left_pct",
                      .label = "customers that are left (% of all)",
                      .hi = 105 },
               .by = "orders",
               .series = series,
               .series_count = 3 },
    .measure = measure,
};
