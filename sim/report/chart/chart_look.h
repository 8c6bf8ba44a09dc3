#ifndef REPORT_CHART_LOOK_H
#define REPORT_CHART_LOOK_H

#include "base/chart.h"
#include "report/plot/plot_script.h"

/*
 * chart_look - how teaching pictures look: a style for slides (16:9, large
 * letters) or for a printed column, on a light or a dark ground.
 *
 * Units    pixels of the picture; colours 0xRRGGBB.
 * Memory   constant tables.
 * Errors   none.
 * Source   colours: Okabe and Ito, "Color Universal Design" (2008), lightened
 *          for the dark ground. Series of one picture differ in their dashes
 *          as well, so that they can be told apart without any colour.
 */
enum chart_style { CHART_SLIDES, CHART_PRINT };
enum chart_theme { CHART_LIGHT, CHART_DARK };

/* The words of --style and --theme, in the order of the enums; end in NULL. */
extern const char *const chart_style_names[];
extern const char *const chart_theme_names[];

struct chart_look {
    struct plot_paper paper;
    double height, title, lesson, text, small, tiny; /* sizes of letters */
    enum chart_theme theme;
    unsigned ink, soft, faint, grid, track, busiest, band;
};

struct chart_look chart_look_of(enum chart_style style, enum chart_theme theme,
                                bool pdf);

unsigned chart_colour(enum chart_theme theme, enum chart_meaning meaning);

/* From pale (0) to strong (1); never so strong that ink cannot be read. */
unsigned chart_heat_colour(enum chart_theme theme, double share);

#endif
