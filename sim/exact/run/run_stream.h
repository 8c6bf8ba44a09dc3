#ifndef EXACT_RUN_STREAM_H
#define EXACT_RUN_STREAM_H

#include "exact/run/run_value.h"

/*
 * run_stream - tuples in batches, from the source through all probes to the
 * sink. Threads share the source's batches.
 *
 * Memory   a thread's own arena, handed over to the run's with what it kept.
 * Errors   see run_flow.h.
 * Result   counts; the order of what is kept depends on the threads.
 */
struct run_worker {
    struct run_flow *flow;
    const struct run_sink *sink;
    struct arena *arena, *scratch; /* scratch: rewound by each use */
    struct run_counts *counts;     /* per stage, then the sink's */
    struct run_batch *batches;     /* what each stage gives */
    struct run_set kept;
    int64_t *codes;   /* [k * RUN_BATCH + i] */
    int64_t **probed; /* per stage, of its equalities: likewise */
    int replicate;
};

/* Streams all of the flow; counts[0 .. stage_count] are filled. */
struct run_set run_stream(struct run_flow *f, const struct run_sink *sink,
                          struct run_counts *counts);

/* A full or last batch of the stage goes on (run_stream.c). */
void run_stream_push(struct run_worker *w, int stage);

/* Looks a batch up in the hash table of the stage (run_join.c). */
void run_join_probe(struct run_worker *w, int stage,
                    const struct run_batch *in);

/* Rows of the hashed side that outer joins keep. */
void run_join_rest(struct run_worker *w, int stage);

#endif
