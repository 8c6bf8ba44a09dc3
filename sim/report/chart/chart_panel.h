#ifndef REPORT_CHART_PANEL_H
#define REPORT_CHART_PANEL_H

#include "report/chart/chart_canvas.h"
#include "report/plot/plot_pivot.h"

/*
 * chart_panel - the free ground of a canvas divided into equal panels.
 *
 * Units    pixels.
 * Memory   the script's arena.
 * Errors   none.
 */
struct chart_panels {
    struct plot_names names; /* of the column `panel`, in the frame's order */
    size_t across, down;
    double left, top, width, height, gap;
};

/* `cells` places, at least one for each panel; left_axis stays free at the
   left of all of them. */
struct chart_panels chart_panels_of(struct chart_canvas *c, size_t cells,
                                    double left_axis);

/* The upper left corner of the i-th place. */
double chart_panel_x(const struct chart_panels *p, size_t i);
double chart_panel_y(const struct chart_panels *p, size_t i);

#endif
