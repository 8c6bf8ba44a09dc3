#ifndef REPORT_CHART_LABEL_H
#define REPORT_CHART_LABEL_H

#include "report/chart/chart_canvas.h"

/*
 * chart_label - names within a chart of curves, where they cover nothing: no
 * curve, no measured point, no mark, no other name.
 *
 * Units    pixels.
 * Memory   the script's arena.
 * Errors   none: where nothing is free, a name stands where it was asked for.
 */
enum { CHART_LABELS_MOST = 16 };

struct chart_box {
    double left, top, right, bottom;
};

struct chart_labels {
    struct chart_canvas *canvas;
    struct chart_scale x, y;
    struct chart_box placed[CHART_LABELS_MOST];
    size_t count;
};

struct chart_labels chart_labels_begin(struct chart_canvas *c,
                                       const struct chart_scale *x,
                                       const struct chart_scale *y);

/* A name `gap` beside (x, y). */
struct chart_label {
    const char *name;
    double x, y, gap, size;
    unsigned colour;
};

/* Draws it to the right or to the left, if either is free. */
bool chart_label_try(struct chart_labels *l, const struct chart_label *label);

/* The same at this height or up to `lines` above it, or over something. */
void chart_label_rise(struct chart_labels *l, struct chart_label label,
                      int lines);

#endif
