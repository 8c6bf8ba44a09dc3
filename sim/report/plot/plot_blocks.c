/*
 * Blocks read against blocks stored. Every scan gets its bars as long as they
 * can be told apart; beyond, the queries are summed and each table gets one
 * group, in which "stored" counts a table once for each scan of it.
 */
#include "report/plot/plot_bars.h"
#include "report/plot/plot_family.h"

enum { DETAIL_MOST = 48, GROUPS_MOST = 12 };

static const struct plot_source by_scan = {
    .frame = "scans",
    .groups = { "query", "table" },
    .between = ": ",
    .values = { "blocks_read", "blocks_total" },
};

static const struct plot_source by_table = {
    .frame = "scans",
    .groups = { "table" },
    .values = { "blocks_read", "blocks_total" },
};

const char *plot_blocks(struct plot_context *c, const char *name)
{
    struct plot_bars bars = {
        .name = name,
        .title = "Blocks read against blocks stored, under each design",
        .subtitle = "coloured: blocks read, grey: stored; per query and table",
        .quantity = PLOT_BLOCKS,
        .extra = PLOT_EXTRA_TRACK,
        .largest_first = true,
        .groups_most = GROUPS_MOST,
        .groups = "scans",
    };
    const struct frame *const f = plot_frame(c, by_scan.frame);

    if (f == NULL)
        return NULL;
    struct plot_pivot p = plot_pivot_of(c->arena, f, &c->designs, &by_scan);
    if (p.groups.count * p.design_count > DETAIL_MOST) {
        p = plot_pivot_of(c->arena, f, &c->designs, &by_table);
        bars.subtitle = "coloured: blocks read, grey: stored; summed over all "
                        "scans of a table";
        bars.groups = "tables";
    }
    return plot_bars_script(c->arena, &bars, &p, &c->designs, c->stamp);
}
