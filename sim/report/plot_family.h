#ifndef REPORT_PLOT_FAMILY_H
#define REPORT_PLOT_FAMILY_H

#include "report/plot_pivot.h"

/*
 * plot_family - the pictures of a result, one function and file each.
 *
 * Memory   the arena of the context.
 * Errors   a frame that is missing or empty gives NULL and a note.
 * Result   the text of a gnuplot script.
 */
struct plot_context {
    struct arena *arena;
    const struct frames *frames;
    struct plot_names designs; /* in the order of their colours */
    const char *stamp;         /* small, in a corner; or NULL */
    const char *note;          /* why there is no picture */
};

/* The frame, or NULL and a note when it is missing or empty. */
const struct frame *plot_frame(struct plot_context *c, const char *name);

/* Where the seconds of each query go: scan, network, compute, spill, leader. */
const char *plot_seconds(struct plot_context *c, const char *name);

/* Rows per slice of the largest tables, with the mean. */
const char *plot_slices(struct plot_context *c, const char *name);

/* Blocks read against blocks stored, per table. */
const char *plot_blocks(struct plot_context *c, const char *name);

/* Bytes that each join moves, with its DS_ label. */
const char *plot_moves(struct plot_context *c, const char *name);

/* Blocks that each table takes. */
const char *plot_tables(struct plot_context *c, const char *name);

/* Blocks of the largest columns, with their encoding. */
const char *plot_columns(struct plot_context *c, const char *name);

/* What the estimate says against what was counted, on two logarithmic axes. */
const char *plot_agreement(struct plot_context *c, const char *name);

/* Regret and error of predictions, round after round of a drill. */
const char *plot_progress_rounds(struct plot_context *c, const char *name);

#endif
