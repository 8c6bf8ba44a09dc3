#ifndef REPORT_PLOT_CHART_H
#define REPORT_PLOT_CHART_H

#include "report/plot/plot_family.h"
#include "report/plot/plot_script.h"

/*
 * plot_chart - a frame with an axis of values on the left and one of time,
 * rows or the like below, for series drawn as lines and points.
 *
 * Units    places on the canvas, from the upper left corner.
 * Memory   the script's arena.
 * Errors   none.
 */
enum {
    PANEL_LEFT = 92,
    PANEL_WIDE = 650,
    PANEL_TALL = 210,
    PANEL_GAP = 74,
    PANEL_FOOT = 70,
    PANEL_SERIES_MOST = 96,
};

struct panel {
    struct plot_script *script;
    double top, right; /* x goes from 0 to `right` */
    struct plot_axis y;
    /* Series that are finished, and drawn; points of the one that is not. */
    size_t series, drawn, points;
    size_t dash; /* of the one that is not finished: plot_dash */
    size_t dashes[PANEL_SERIES_MOST];
};

double panel_x(const struct panel *p, double x);
double panel_y(const struct panel *p, double y);

/* An axis of about six round ticks up to `most`, without prefixes. */
struct plot_axis panel_axis(double most, const char *unit);

/* Grid, ticks, what is drawn, and what runs below. */
void panel_draw(const struct panel *p, const char *what, const char *below);

/* A series is points, then its end; one without points is none. */
void panel_point(struct panel *p, double x, double y, unsigned colour);
void panel_end_series(struct panel *p);

/* Draws the series that are new, each in its dash, the first ones wider: one
   that a later one covers shows on both sides of it. */
void panel_lines(struct panel *p);

/* The largest value of a column, and where another column says `label`. */
double panel_most(const struct frame *f, size_t column, double least);
double panel_most_where(struct plot_context *c, const struct frame *f,
                        const char *column, const char *by, const char *label);

#endif
