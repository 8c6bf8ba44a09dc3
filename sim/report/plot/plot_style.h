#ifndef REPORT_PLOT_STYLE_H
#define REPORT_PLOT_STYLE_H

#include <stddef.h>

#include "base/arena.h"

/*
 * plot_style - the one visual language of all pictures.
 *
 * A picture is 800 wide and as high as its rows ask for; the SVG is that
 * size, the PNG twice. Letters are large enough to be read at 600.
 *
 * Units    lengths in pixels of the 800 wide picture; colours 0xRRGGBB.
 * Memory   the arena given.
 * Errors   none.
 * Source   colours: Okabe and Ito, "Color Universal Design" (2008), for the
 *          resources, two of them made lighter or darker so that parts of a
 *          bar differ in grey; Paul Tol, "Colour schemes" (2021), muted, for
 *          the designs, with nearly black for the first, the base
 *          line. tests/unit/test_colours.c holds both against common colour
 *          blindness, and against grey.
 */
enum {
    PLOT_WIDTH = 800,
    PLOT_TITLE_SIZE = 20,
    PLOT_TEXT_SIZE = 14,
    PLOT_SMALL_SIZE = 13,
    PLOT_TINY_SIZE = 11,
};

enum {
    PLOT_INK = 0x222222,
    PLOT_SOFT = 0x555555,
    PLOT_FAINT = 0x999999,
    PLOT_GRID = 0xe4e4e4,
    PLOT_TRACK = 0xd6d6d6, /* what is stored, behind what is read */
};

/* What a query's seconds are spent on. */
enum plot_resource {
    PLOT_SCAN,
    PLOT_NETWORK,
    PLOT_COMPUTE,
    PLOT_SPILL,
    PLOT_LEADER,
    PLOT_RESOURCES,
};

unsigned plot_resource_colour(enum plot_resource resource);

/* The design at this place of the comparison; repeats after nine. */
unsigned plot_design_colour(size_t design);

/* How curves differ in grey, whatever their colour; repeats. */
enum { PLOT_DASHES = 5 };
const char *plot_dash(size_t series);

/* About how wide this text is set in this size; rather too wide than not. */
double plot_text_width(const char *s, double size);

/* What an axis counts; decides how its unit is scaled. */
enum plot_quantity {
    PLOT_SECONDS,
    PLOT_BYTES,
    PLOT_BLOCKS,
    PLOT_ROWS,
};

/* An axis from 0 to `most` with a tick at every step, in its own unit. */
struct plot_axis {
    double most;      /* of the quantity itself; > 0 */
    double step;      /* likewise */
    double divisor;   /* quantity / divisor is what the ticks show */
    const char *unit; /* for the axis: "seconds" */
};

/* The smallest of 1, 2, 2.5, 5 times a power of ten that is >= x; x > 0. */
double plot_round_step(double x);

/* An axis of about `ticks` ticks that holds values up to `most` (>= 0). */
struct plot_axis plot_axis_of(enum plot_quantity quantity, double most,
                              int ticks);

/* A tick: "12.5"; all digits that the step needs and no more. */
const char *plot_tick_text(struct arena *a, const struct plot_axis *axis,
                           double value);

/* One value with the unit that suits it: "1.24 GB", "12.3 s", "51,024". */
const char *plot_value_text(struct arena *a, enum plot_quantity quantity,
                            double value);

#endif
