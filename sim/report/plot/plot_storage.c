/*
 * What the designs take on disk: whole tables, and the columns that take most,
 * since encodings act on columns.
 */
#include "report/plot/plot_bars.h"
#include "report/plot/plot_family.h"

enum { COLUMNS_MOST = 12 };

static const struct plot_source tables = {
    .frame = "storage",
    .groups = { "table" },
    .values = { "blocks" },
};

static const struct plot_source columns = {
    .frame = "columns",
    .groups = { "table", "column" },
    .between = ".",
    .values = { "blocks" },
    .note = "encoding",
};

static const char *draw(struct plot_context *c, const struct plot_bars *bars,
                        const struct plot_source *source)
{
    const struct frame *const f = plot_frame(c, source->frame);

    if (f == NULL)
        return NULL;
    const struct plot_pivot p = plot_pivot_of(c->arena, f, &c->designs, source);
    return plot_bars_script(c->arena, bars, &p, &c->designs, c->stamp);
}

const char *plot_tables(struct plot_context *c, const char *name)
{
    const struct plot_bars bars = {
        .name = name,
        .title = "Blocks that each table takes, under each design",
        .subtitle = "",
        .quantity = PLOT_BLOCKS,
        .largest_first = true,
        .groups = "tables",
    };

    return draw(c, &bars, &tables);
}

const char *plot_columns(struct plot_context *c, const char *name)
{
    const struct plot_bars bars = {
        .name = name,
        .title = "Blocks of the largest columns, with their encoding",
        .subtitle = "",
        .quantity = PLOT_BLOCKS,
        .largest_first = true,
        .groups_most = COLUMNS_MOST,
        .groups = "columns",
    };

    return draw(c, &bars, &columns);
}
