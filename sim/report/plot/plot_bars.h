#ifndef REPORT_PLOT_BARS_H
#define REPORT_PLOT_BARS_H

#include "report/plot/plot_pivot.h"
#include "report/plot/plot_script.h"

/*
 * plot_bars - horizontal bars in groups, one per design, with a text at each
 * end.
 *
 *     q1
 *       before |######====  12.3 s
 *        after |###=  4.1 s
 *
 * Bars lie, because names then stand in lines that can be read, and a picture
 * with many of them just grows longer. Beyond a limit the groups with the
 * longest bars are drawn and the line below the title says how many are not.
 *
 * Units    pixels of the 800 wide picture.
 * Memory   the arena given.
 * Errors   none.
 * Result   the same pivot gives the same bytes.
 */
enum { PLOT_BARS_MOST = 96 };

/* What the first value behind the parts means. */
enum plot_extra {
    PLOT_EXTRA_NONE,
    PLOT_EXTRA_TRACK, /* a lighter bar behind: "a of b" */
    PLOT_EXTRA_TOTAL, /* the number to print at the bar */
};

struct plot_bars {
    const char *name, *title, *subtitle;
    enum plot_quantity quantity;
    const struct plot_key *parts; /* stacked values and their legend */
    size_t part_count;            /* 0: one value in the design's colour */
    enum plot_extra extra;
    bool largest_first; /* else in the frame's order */
    bool skip_empty;    /* leave out groups in which nothing is above 0 */
    size_t groups_most; /* 0: as many as fit */
    const char
        *groups;       /* what they are, of which some are not drawn: "joins" */
    const char *empty; /* of those skip_empty leaves out: "move nothing" */
};

/* The script that draws them; there must be a group. */
const char *plot_bars_script(struct arena *a, const struct plot_bars *b,
                             const struct plot_pivot *p,
                             const struct plot_names *designs,
                             const char *stamp);

#endif
