/*
 * Seconds per query and design. The parts lie one behind the other, so that
 * the length of a bar is what the user waits for.
 */
#include "report/plot/plot_bars.h"
#include "report/plot/plot_family.h"

static const struct plot_source source = {
    .frame = "cost",
    .groups = { "query" },
    .values = { "scan_s", "network_s", "compute_s", "spill_s", "leader_s",
                "total_s" },
};

const char *plot_seconds(struct plot_context *c, const char *name)
{
    const struct plot_key parts[PLOT_RESOURCES] = {
        { "scan", plot_resource_colour(PLOT_SCAN), PLOT_SWATCH_BOX, 0 },
        { "network", plot_resource_colour(PLOT_NETWORK), PLOT_SWATCH_BOX, 0 },
        { "compute", plot_resource_colour(PLOT_COMPUTE), PLOT_SWATCH_BOX, 0 },
        { "spill", plot_resource_colour(PLOT_SPILL), PLOT_SWATCH_BOX, 0 },
        { "leader", plot_resource_colour(PLOT_LEADER), PLOT_SWATCH_BOX, 0 },
    };
    const struct plot_bars bars = {
        .name = name,
        .title = "Where the seconds of each query go, under each design",
        .subtitle = "",
        .quantity = PLOT_SECONDS,
        .parts = parts,
        .part_count = PLOT_RESOURCES,
        .extra = PLOT_EXTRA_TOTAL,
        .groups = "queries",
    };
    const struct frame *const f = plot_frame(c, source.frame);

    if (f == NULL)
        return NULL;
    const struct plot_pivot p =
        plot_pivot_of(c->arena, f, &c->designs, &source);
    return plot_bars_script(c->arena, &bars, &p, &c->designs, c->stamp);
}
