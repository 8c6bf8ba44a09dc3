#ifndef BASE_CHART_H
#define BASE_CHART_H

#include <stdbool.h>
#include <stddef.h>

/*
 * chart - how the columns of one frame become one picture, as data.
 *
 * A measure that makes a frame knows what it means: which column runs to the
 * right, which one up, what is a measured point. It says so here, and a writer
 * draws it; so neither has to know the other. The frame is long: a row for each
 * point, bar, block or arrow, so that its CSV is the picture's data.
 *
 * Memory   constant tables.
 * Errors   a column that the frame lacks is a bug (CHECK in base/frame).
 * Result   nothing here computes.
 */
enum chart_kind {
    CHART_LINES,  /* by, x, y: curves; points; marks; `panel` may set
                     quantities of several units below each other */
    CHART_BARS,   /* group, by, x: lying bars; `measured` beside them */
    CHART_SLICES, /* panel, x, y: a small panel of columns for each */
    CHART_STRIPS, /* panel, x, lo, hi, read, from, to: spans of blocks */
    CHART_HEAT,   /* x, group, y: a table of colours */
    /* panel, by, from_node, to_node, y (what is sent), held_before_frac and
       held_after_frac (of a node with itself): who sends to whom */
    CHART_ARROWS,
};

/*
 * What a series stands for. The colour follows from it, so the same thing has
 * the same colour in every picture.
 */
enum chart_meaning {
    CHART_UNSORTED, /* as it came; also the base line of a comparison */
    CHART_SORTED,   /* by the first column of a key; also after a change */
    CHART_SECOND,   /* by the second column of a compound key */
    CHART_INTERLEAVED,
    CHART_INNER, /* rows of the hashed side */
    CHART_OUTER, /* rows of the side that streams */
    CHART_BROADCAST,
    CHART_REDISTRIBUTE,
    CHART_HASH,
    CHART_AGGREGATE,
    CHART_SORT,
    CHART_FEW, /* of something counted: fewest, more, most */
    CHART_SOME,
    CHART_MANY,
    CHART_SECONDS,
    CHART_MONEY,
    CHART_RUNNING,   /* queries that run; also a response */
    CHART_WAITING,   /* queries that wait; also a wait */
    CHART_ANSWERED,  /* within so long 95 % have their answer */
    CHART_SIMULATED, /* a point beside the line of a closed form */
    CHART_MEASURED,  /* published, not simulated: a point */
    CHART_MARK,      /* a place on the x axis with its name */
    CHART_MEANINGS,
};

struct chart_series {
    const char *name; /* as the column `by` has it */
    enum chart_meaning meaning;
};

struct chart_axis {
    const char *column, *label; /* the label names the unit */
    bool logarithmic;
    double lo, hi; /* equal: as the data ask, from 0 unless logarithmic */
    double step;   /* between ticks of a linear axis; 0: a round one */
};

struct chart {
    const char *name;   /* of the picture and of its frame: [a-z0-9-] */
    const char *title;  /* what is seen */
    const char *lesson; /* one sentence: what follows from it */
    const char *source; /* of measured points; else "" */
    const char *about;  /* where the numbers come from */
    enum chart_kind kind;
    struct chart_axis x, y;
    const char *by, *group, *panel; /* columns; NULL where the kind has none */
    const char *measured;           /* BARS: column of points, or NULL */
    const struct chart_series *series;
    size_t series_count;
};

#endif
