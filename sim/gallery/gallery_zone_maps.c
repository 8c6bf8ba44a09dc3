/* The zone map of every block of a slice, in four orders of the same rows. */
#include "base/text.h"
#include "exact/store.h"
#include "gallery/gallery.h"

static const struct frame_column columns[] = {
    { "order", "", "How the rows lie, and which column is shown", CELL_TEXT,
      0 },
    { "block", "", "Block of the first slice, from 0", CELL_COUNT, 0 },
    { "lo", "", "Smallest value in it", CELL_COUNT, 0 },
    { "hi", "", "Largest value in it", CELL_COUNT, 0 },
    { "from", "", "Smallest value asked for", CELL_COUNT, 0 },
    { "to", "", "Largest value asked for", CELL_COUNT, 0 },
    { "read", "", "1 when the block cannot be skipped", CELL_COUNT, 0 },
};

static const struct {
    const char *name, *design, *column;
    int64_t from, to;
} shown[] = {
    { "unsorted: day", "unsorted", "visit_day", 152, 181 },
    { "sorted by day: day", "by_day", "visit_day", 152, 181 },
    { "interleaved: day", "day_and_shop", "visit_day", 152, 181 },
    { "compound, 1st: shop", "shop_then_day", "shop", 5, 5 },
    { "compound, 2nd: day", "shop_then_day", "visit_day", 152, 181 },
    { "interleaved: shop", "day_and_shop", "shop", 5, 5 },
};

static const struct chart_series series[] = { { "read", CHART_SORTED } };

static void add_blocks(struct frame *f, const struct store *s, int column,
                       size_t i)
{
    const struct store_column *const blocks = &s->slices[0].columns[column];

    for (int64_t b = 0; b < blocks->count; b++) {
        const int64_t lo = blocks->blocks[b].lo, hi = blocks->blocks[b].hi;

        frame_row(f);
        frame_text(f, shown[i].name);
        frame_count(f, b);
        frame_count(f, lo);
        frame_count(f, hi);
        frame_count(f, shown[i].from);
        frame_count(f, shown[i].to);
        frame_count(f, lo <= shown[i].to && hi >= shown[i].from);
    }
}

static bool measure(const struct exhibit *e, const struct world *w,
                    struct frames *out, struct faults *faults)
{
    const int table = catalog_table(&w->catalog, "visits");
    const struct table *const t = &w->catalog.tables[table];
    /* Zeroed: all raw. */
    const enum encoding *const raw =
        ARENA_ARRAY(out->arena, t->column_count, enum encoding);
    const struct store_options options = { .encodings = raw,
                                           .way_out =
                                               ", or a smaller scenario" };
    struct frame *const f =
        frame_begin(out, e->chart.name, e->chart.title, columns, 7);

    for (size_t i = 0; i < sizeof(shown) / sizeof(shown[0]); i++)
        for (int d = 0; d < w->design_count; d++) {
            if (!text_equal(w->designs[d]->name, shown[i].design))
                continue;
            const struct store *const s =
                store_build(out->arena, w, table, &w->designs[d]->tables[table],
                            &options, faults);
            if (s == NULL)
                return false;
            add_blocks(f, s, table_column(t, shown[i].column), i);
        }
    return true;
}

static const char *const needs[] = { "visits.visit_day",
                                     "visits.shop",
                                     "design:unsorted",
                                     "design:by_day",
                                     "design:shop_then_day",
                                     "design:day_and_shop",
                                     NULL };

const struct exhibit exhibit_zone_maps = {
    .chart = { .name = "zone-maps",
               .title = "Zone maps: which blocks a range can skip",
               .lesson = "A block is skipped if its smallest and its largest "
                         "value miss the range. Only order makes that happen.",
               .source = "",
               .about = "every block of a slice, counted: June, or shop 5",
               .kind = CHART_STRIPS,
               .x = { .column = "block", .label = "blocks in stored order" },
               .y = { .column = "hi", .label = "their values" },
               .panel = "order",
               .series = series,
               .series_count = 1 },
    .scenario = "zone-maps",
    .needs = needs,
    .measure = measure,
};
