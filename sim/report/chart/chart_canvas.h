#ifndef REPORT_CHART_CANVAS_H
#define REPORT_CHART_CANVAS_H

#include "report/chart/chart.h"

/*
 * chart_canvas - the ground that all kinds of charts are drawn on: heading,
 * foot, axes; and what is left between them.
 *
 * Units    pixels of the picture, from the upper left corner.
 * Memory   the script's arena.
 * Errors   none.
 */
struct chart_canvas {
    struct plot_script script;
    const struct chart *chart;
    const struct frame *frame;
    const struct chart_look *look;
    double left, right, top, bottom; /* of what is still free */
    /* LINES with panels: the one that is drawn, else NULL; is another below
       it; the least room for the numbers of its upright axis. */
    const char *panel;
    bool panel_below;
    double numbers_width;
};

/* One axis: values lo..hi lie at from..to. */
struct chart_scale {
    bool logarithmic;
    double lo, hi, from, to;
    double step; /* 0: a round one */
};

/* Writes title, lesson, source and stamp. */
void chart_begin(struct chart_canvas *c, struct arena *a,
                 const struct chart_picture *p, const struct chart_look *look);

/* Values of a column; the text of a cell. */
double chart_number(const struct chart_canvas *c, size_t row,
                    const char *column);
const char *chart_text(const struct chart_canvas *c, size_t row,
                       const char *column);

/* The series of a row; the first when the chart has no `by`. */
size_t chart_series_of(const struct chart_canvas *c, size_t row);
unsigned chart_series_colour(const struct chart_canvas *c, size_t series);

/* Is the row in the panel that is drawn? Each is without panels. */
bool chart_in_panel(const struct chart_canvas *c, size_t row);

/* From the axis's own limits, or from the data of the panel. */
struct chart_scale chart_scale_of(const struct chart_canvas *c,
                                  const struct chart_axis *axis);

/* How wide the numbers of an upright axis are. */
double chart_numbers_width(const struct chart_canvas *c,
                           const struct chart_scale *y);
double chart_at(const struct chart_scale *s, double value);

/* Grid lines, ticks and labels of both axes around the free ground, which
   shrinks; the scales are set to it. A panel's name labels its upright axis;
   numbers and label of the other stand below the last panel. */
void chart_axes(struct chart_canvas *c, struct chart_scale *x,
                struct chart_scale *y);

/* A tick's text: "0.01", "2,000", "5 M", "1 bn". */
const char *chart_tick(struct arena *a, double value);

/* A legend of the series in lines at the top of what is free. */
void chart_legend(struct chart_canvas *c);

/* One file for each kind. */
typedef void chart_drawer(struct chart_canvas *c);
chart_drawer chart_draw_lines, chart_draw_bars, chart_draw_slices,
    chart_draw_strips, chart_draw_heat, chart_draw_arrows;

#endif
