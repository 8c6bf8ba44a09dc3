#ifndef REPORT_PLOT_SCRIPT_H
#define REPORT_PLOT_SCRIPT_H

#include "base/text.h"
#include "report/plot/plot_style.h"

/*
 * plot_script - a gnuplot script that draws one picture, twice.
 *
 * The whole picture is one plot whose coordinates are pixels from the upper
 * left corner, so that nothing overlaps by chance. Data stand in the script
 * as blocks, in the units of the frame.
 *
 * Safety. Names come from somebody else's file. Not one of them becomes part
 * of a command: each is a line of the block $names, which gnuplot keeps as it
 * is, and commands refer to it as name(i). A line begins with '|', so none can
 * end the block; control characters are gone, so none can break the line;
 * both terminals are "noenhanced", so none is markup. The file's own name is
 * the only text in a command, and is the program's.
 *
 * Units    pixels of the picture, 800 wide unless a paper says otherwise; font
 *          sizes likewise.
 * Memory   the arena given.
 * Errors   none.
 * Result   the same calls give the same bytes; no absolute paths.
 */
/* Another size and background: drawn as NAME.svg, NAME-600.png, NAME-1600.png
   (so many pixels wide) and, where asked for, NAME.pdf. */
struct plot_paper {
    double width;
    unsigned background;
    bool pdf;
};

struct plot_script {
    struct arena *arena;
    const char *name;               /* file name without ending */
    const struct plot_paper *paper; /* NULL: 800 wide, white, SVG and PNG */
    double width;
    struct text_buffer names, data, commands, clauses;
    size_t name_count, object_count, clause_count;
    unsigned dashes; /* those of the lines in panels: a bit for each */
    double height;
};

enum plot_align {
    PLOT_LEFT,
    PLOT_CENTRE,
    PLOT_RIGHT,
};

void plot_script_init(struct plot_script *s, struct arena *a, const char *name);

/* The same for another paper, which must outlive the script. */
void plot_script_on(struct plot_script *s, struct arena *a, const char *name,
                    const struct plot_paper *paper);

/* Text centred vertically at y; cut after 100 characters. */
void plot_text(struct plot_script *s, double x, double y, enum plot_align align,
               double size, unsigned colour, const char *text);

void plot_box(struct plot_script *s, double x, double y, double width,
              double height, unsigned colour);

/* Behind the bars. */
void plot_line(struct plot_script *s, double x1, double y1, double x2,
               double y2, unsigned colour);

/* One clause of the plot command; numbers and block names only. */
void plot_clause(struct plot_script *s, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Title, and below it a smaller line unless it is empty; returns the next y. */
double plot_heading(struct plot_script *s, const char *title,
                    const char *subtitle);

/* One entry of a legend: a swatch and its meaning. */
enum plot_swatch {
    PLOT_SWATCH_BOX,
    PLOT_SWATCH_LINE, /* in the dash of that number */
    PLOT_SWATCH_POINT,
};

struct plot_key {
    const char *text;
    unsigned colour;
    enum plot_swatch swatch;
    size_t number; /* of the dash (plot_dash) or of gnuplot's point type */
};

/* A legend in as many lines as it takes; returns the next y. */
double plot_legend(struct plot_script *s, double y, const struct plot_key *keys,
                   size_t count);

/* The text of the script; `stamp` stands small in the lower right corner. */
const char *plot_script_text(struct plot_script *s, double height,
                             const char *stamp);

/* The endings of the files that such a script draws; ends in NULL. */
const char *const *plot_paper_endings(const struct plot_paper *paper);

#endif
