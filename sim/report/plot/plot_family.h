#ifndef REPORT_PLOT_FAMILY_H
#define REPORT_PLOT_FAMILY_H

#include "report/plot/plot_pivot.h"
#include "report/plot/plot_script.h"

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

/* Share of queries answered within a time, per configuration and class. */
const char *plot_responses(struct plot_context *c, const char *name);

/* Queries that run and that wait, over time, per configuration. */
const char *plot_timeline(struct plot_context *c, const char *name);

/* Wait and response of every configuration, a panel per class. */
const char *plot_waits(struct plot_context *c, const char *name);

/* Wait and response before and after, and who waits over time. */
const char *plot_before_after(struct plot_context *c, const char *name);

/* Who held which slot, for ten minutes. */
const char *plot_gantt(struct plot_context *c, const char *name);

/* Response, wait and spill against the number of slots. */
const char *plot_sweep(struct plot_context *c, const char *name);

/* Wait against load, and Erlang C. */
const char *plot_hockey(struct plot_context *c, const char *name);

/* The configuration at this place of the comparison; repeats after ten. */
unsigned plot_config_colour(size_t config);

/* A legend of the configurations in their colours; returns the next y. */
double plot_config_legend(struct plot_script *s, double y,
                          const struct plot_names *configs);

/* What the estimate says against what was counted, on two logarithmic axes. */
const char *plot_agreement(struct plot_context *c, const char *name);

/* Of an upkeep: unsorted share and query seconds over time. */
const char *plot_sawtooth(struct plot_context *c, const char *name);

/* Rows that each VACUUM merges, and rows that it sorts. */
const char *plot_merges(struct plot_context *c, const char *name);

/* Stored rows over time: visible, and deleted on top. */
const char *plot_ghosts(struct plot_context *c, const char *name);

/* What an interval between VACUUMs costs a day. */
const char *plot_intervals(struct plot_context *c, const char *name);

/* Zone maps of the sort key, before and after a VACUUM. */
const char *plot_zones(struct plot_context *c, const char *name);

/* Regret and error of predictions, round after round of a drill. */
const char *plot_progress_rounds(struct plot_context *c, const char *name);

#endif
