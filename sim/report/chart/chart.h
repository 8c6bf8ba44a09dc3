#ifndef REPORT_CHART_H
#define REPORT_CHART_H

#include "base/fault.h"
#include "base/frame.h"
#include "report/chart/chart_look.h"
#include "report/plot/plot.h"

/*
 * chart - a frame and its chart as a gnuplot script, and as pictures.
 *
 * Memory   the arena given.
 * Errors   a file that cannot be written is a fault, and false. A missing or
 *          failing gnuplot is a note of the result.
 * Result   NAME.gp, NAME.csv, NAME.svg, NAME-600.png, NAME-1600.png and, where
 *          asked for, NAME.pdf. The script is the same for the same frame.
 */
struct chart_picture {
    const struct chart *chart;
    const struct frame *frame;
    const char *stamp;
};

/* The text of the script. */
const char *chart_script(struct arena *a, const struct chart_picture *p,
                         const struct chart_look *look);

/* All of them into the folder `dir`. */
bool chart_write(struct arena *a, const struct chart_picture *pictures,
                 size_t count, const struct chart_look *look, const char *dir,
                 struct plot_result *result, struct faults *faults);

#endif
