#ifndef GALLERY_GALLERY_H
#define GALLERY_GALLERY_H

#include "base/chart.h"
#include "base/fault.h"
#include "base/frame.h"
#include "world/world.h"

/*
 * gallery - the teaching pictures: for each a frame of data, made from a
 * scenario of the project or from a model alone, and how it is to be drawn.
 *
 * A new picture is a file gallery_NAME.c with its frame, its chart and its
 * `struct exhibit`, and one line in EXHIBITS below. `starslice plot`,
 * its tests and the handbook's list take it from there.
 *
 * Units    in the names of the frames' columns.
 * Memory   the arena of the frames.
 * Errors   a scenario whose rows do not fit into memory is a fault.
 * Result   the frame has the chart's name; the same scenario gives the same
 *          bytes.
 */
struct exhibit {
    struct chart chart;
    const char *scenario; /* folder under scenarios/, or NULL: models alone */
    /* What it takes from the scenario: "lineorder", "lineorder.lo_orderdate",
       "design:even", "query:q1", "class:analysts", "queues:manual" (of manual
       WLM), "history:vacuum.sales"; ends in NULL. */
    const char *const *needs;
    /* Appends the frame; `w` is that scenario. False after a fault. */
    bool (*measure)(const struct exhibit *e, const struct world *w,
                    struct frames *out, struct faults *faults);
};

/* All of them, in the order in which one would teach them. */
#define EXHIBITS(X)                                                            \
    X(distkeys)                                                                \
    X(hot_key)                                                                 \
    X(balls)                                                                   \
    X(slices)                                                                  \
    X(zone_maps)                                                               \
    X(selectivity)                                                             \
    X(late_rows)                                                               \
    X(over_compressed)                                                         \
    X(encodings)                                                               \
    X(lineitem)                                                                \
    X(labels)                                                                  \
    X(broadcast)                                                               \
    X(nodes)                                                                   \
    X(hash_table)                                                              \
    X(groups)                                                                  \
    X(spill)                                                                   \
    X(copy_files)                                                              \
    X(vacuum_sawtooth)                                                         \
    X(vacuum_zones)                                                            \
    X(merge_cost)                                                              \
    X(vacuum_interval)                                                         \
    X(deleted_rows)                                                            \
    X(stale_statistics)                                                        \
    X(tutorial)                                                                \
    X(cluster_size)                                                            \
    X(heat_map)                                                                \
    X(hockey_stick)                                                            \
    X(slots)                                                                   \
    X(short_queries)                                                           \
    X(day)

#define EXHIBIT_DECLARE(name) extern const struct exhibit exhibit_##name;
EXHIBITS(EXHIBIT_DECLARE)

size_t gallery_count(void);
const struct exhibit *gallery_at(size_t i);

/* NULL when there is none of that name. */
const struct exhibit *gallery_find(const char *name);

/* Runs the exhibit's `measure`, unless the scenario, of which the user may have
   given a copy of his own, lacks what it needs: a fault for each, and false.
   One that has nothing to show is a fault too. */
bool gallery_measure(const struct exhibit *e, const struct world *w,
                     struct frames *out, struct faults *faults);

/* Frame `gallery`: name, title, lesson, scenario, about, measured. */
void gallery_frame(struct frames *out);

#endif
