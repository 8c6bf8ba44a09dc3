#ifndef MEASURE_AGREE_H
#define MEASURE_AGREE_H

#include "base/fault.h"
#include "base/frame.h"
#include "measure/agree/tolerance.h"

/*
 * agree - how far the estimate is from the count: the measure behind `agree`.
 *
 * For each design and table, both sides say how the rows lie on slices and in
 * blocks; for each scan of each query, which blocks are read and how many rows
 * pass its own conditions. Designs that treat a table alike are compared once,
 * under the first one's name. The encodings are the estimate's choice on both
 * sides: what is compared is what they make of the values. Of a scenario with a
 * history both sides follow it, and are compared after its events
 * (agree_history.h).
 *
 * Memory   the arena given; the exact side's own while it runs (store.h).
 * Errors   a table whose sort does not fit into memory is a fault.
 * Result   the same for any number of threads. After Ctrl-C incomplete.
 */
struct agreement_row {
    enum agree_what what;
    const char *design, *query, *table, *column; /* "": does not apply */
    const char *event; /* of the history, which has just happened; or NULL */
    int64_t step;      /* of all events, from 1 */
    double time_h;
    double estimated, exact;
    double allowed;     /* so far they may be apart */
    double bar;         /* the same without luck */
    enum chance chance; /* what allows more than the bar; NONE: bar is unset */
};

struct agreement {
    struct arena *arena;
    struct agreement_row *rows;
    size_t count, room;
};

/* `limit_bytes` of memory for sorts; 0 is half of the machine's. */
bool agree_run(struct arena *a, const struct world *w, double limit_bytes,
               struct agreement *out, struct faults *faults);

/* Is this row within its bound? */
bool agree_holds(const struct agreement_row *row);

/* How many are not. */
size_t agree_misses(const struct agreement *g);

/* Frames agreement_summary, agreement (all rows), and disagreement: those of
   them that are out of bounds. With a history: agreement_history and
   disagreement_history for what was compared after its events. */
void agree_frames(const struct agreement *g, struct frames *out);

#endif
