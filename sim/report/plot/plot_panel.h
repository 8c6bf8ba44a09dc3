#ifndef REPORT_PLOT_PANEL_H
#define REPORT_PLOT_PANEL_H

#include <stdbool.h>

#include "report/plot/plot_script.h"

/*
 * plot_panel - lines over two axes, as one part of a picture.
 *
 * Units    pixels of the 800 wide picture; values in the axes' own units.
 * Memory   the script's arena.
 * Errors   none.
 * Result   points outside the axes are drawn at their edge.
 */
struct plot_panel {
    struct plot_script *script;
    double left, top, width, height;
    double x_lo, x_hi; /* with log_x their decimal logarithms */
    bool log_x;
    double y_most, y_step; /* the y axis begins at 0 */
    size_t dash;           /* of the lines: plot_dash */
};

/* A y axis that holds `most`, with about five ticks. */
void plot_panel_scale(struct plot_panel *p, double most);

/* Grid, ticks and titles; x_title NULL: the panel below has those of x. */
void plot_panel_axes(struct plot_panel *p, const char *x_title,
                     const char *y_title, double x_step);

/* The next point of a line; then its end. */
void plot_panel_point(struct plot_panel *p, double x, double y,
                      unsigned colour);
void plot_panel_break(struct plot_panel *p);

/* What follows is the next index of $data, for a clause of its own. */
void plot_panel_section(struct plot_panel *p);

/* The clause that draws all lines of all panels. */
void plot_panel_lines(struct plot_script *s);

#endif
