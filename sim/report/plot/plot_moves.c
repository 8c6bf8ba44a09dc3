/*
 * Bytes that each join moves between nodes. A join that moves nothing under
 * any design has nothing to show.
 */
#include "report/plot/plot_bars.h"
#include "report/plot/plot_family.h"

enum { GROUPS_MOST = 12 };

static const struct plot_source source = {
    .frame = "moves",
    .groups = { "query", "join" },
    .between = ": ",
    .values = { "bytes_moved" },
    .note = "label",
};

const char *plot_moves(struct plot_context *c, const char *name)
{
    const struct plot_bars bars = {
        .name = name,
        .title = "Bytes that each join moves, under each design",
        .subtitle = "",
        .quantity = PLOT_BYTES,
        .skip_empty = true,
        .groups_most = GROUPS_MOST,
        .groups = "joins",
        .empty = "move nothing",
    };
    const struct frame *const f = plot_frame(c, source.frame);

    if (f == NULL)
        return NULL;
    const struct plot_pivot p =
        plot_pivot_of(c->arena, f, &c->designs, &source);
    return plot_bars_script(c->arena, &bars, &p, &c->designs, c->stamp);
}
