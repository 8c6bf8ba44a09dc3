#ifndef REPORT_PLOT_H
#define REPORT_PLOT_H

#include "base/fault.h"
#include "base/frame.h"

/*
 * plot - the pictures of a result: DIR/plots/NAME.gp, .svg and .png.
 *
 * Those of a comparison are seconds, slices, blocks, moves, tables and columns;
 * each comes from one frame (cost, slices, scans, moves, storage, columns).
 * Those of an upkeep are sawtooth, merges, ghosts, intervals and zones. Those
 * of the queues come from wlm, before_after, timeline, responses and gantt, or
 * after a sweep from slots or hockey_stick; those of an agreement and of the
 * progress of a drill from the frames of that name. gnuplot draws them where it
 * is installed; `gnuplot NAME.gp` in that folder draws one again.
 *
 * Memory   the arena given; the notes live there.
 * Errors   a script that cannot be written is a fault, and false. A picture
 *          without data, a missing or failing gnuplot are notes.
 * Result   the scripts depend on the frames and the stamp alone.
 */
/* One that was drawn: the text of its SVG, and a sentence for who cannot see
   it. */
struct plot_picture {
    const char *name, *about, *svg;
};

struct plot_result {
    size_t scripts;                /* written */
    struct plot_picture *pictures; /* drawn, as SVG and most likely PNG */
    size_t picture_count, picture_room;
    const char **notes; /* for people; not part of the results */
    size_t note_count, note_room;
};

/* `stamp` stands small in a corner of each picture; NULL for none. */
typedef bool plot_maker(struct arena *a, const struct frames *fs,
                        const char *dir, const char *stamp,
                        struct plot_result *result, struct faults *faults);

plot_maker plot_compare;
plot_maker plot_agree;
plot_maker plot_upkeep;
plot_maker plot_wlm;
plot_maker plot_progress;

#endif
