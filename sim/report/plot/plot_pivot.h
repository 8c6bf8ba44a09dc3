#ifndef REPORT_PLOT_PIVOT_H
#define REPORT_PLOT_PIVOT_H

#include "base/frame.h"

/*
 * plot_pivot - the rows of a frame by group and design, as a picture needs
 * them.
 *
 * Units    as the frame's columns say.
 * Memory   the arena given.
 * Errors   a column that the frame lacks is a bug (CHECK in base/frame).
 * Result   values are finite and >= 0; anything else counts as 0.
 */

/* Texts in the order they were first seen, each once. */
struct plot_names {
    struct arena *arena;
    const char **items;
    size_t count, room;
    size_t *slots; /* hash table of index + 1; 0 is free */
    size_t slot_count;
};

void plot_names_init(struct plot_names *n, struct arena *a);

/* The index of this text, which is added when it is new. */
size_t plot_names_index(struct plot_names *n, const char *text);

enum { PLOT_VALUES = 6, PLOT_GROUP_COLUMNS = 2 };

/* Which columns of which frame; unused entries are NULL. */
struct plot_source {
    const char *frame;
    const char *groups[PLOT_GROUP_COLUMNS];
    const char *between; /* stands between the two parts of a group's name */
    const char *values[PLOT_VALUES];
    const char *note; /* a text column to print at the bar */
};

struct plot_cell {
    bool present;
    double values[PLOT_VALUES]; /* summed over the frame's rows */
    const char *note;           /* of the first row; "" when there is none */
};

struct plot_pivot {
    struct plot_names groups;
    size_t design_count;
    struct plot_cell *cells; /* [group * design_count + design] */
};

/* A number of the frame as a picture takes it: finite, >= 0. */
double plot_value(const struct frame *f, size_t row, size_t column);

/* A cell of any type as text; null is "-". */
const char *plot_label(struct arena *a, const struct frame *f, size_t row,
                       size_t column);

/* Every text of the column "design" of `f` joins `designs`. */
void plot_collect_designs(struct plot_names *designs, const struct frame *f);

struct plot_pivot plot_pivot_of(struct arena *a, const struct frame *f,
                                struct plot_names *designs,
                                const struct plot_source *source);

#endif
