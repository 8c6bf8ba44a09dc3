#ifndef WORLD_WORLD_H
#define WORLD_WORLD_H

#include "base/arena.h"
#include "world/catalog.h"
#include "world/cluster.h"
#include "world/design.h"
#include "world/query.h"
#include "world/workload.h"

/* A file of the scenario, as it was read. */
struct world_source {
    const char *path, *text;
};

struct history; /* history.h */

/*
 * world - all that a scenario says, and nothing that is computed from it.
 * Constant after loading.
 */
struct world {
    struct arena *arena;
    const char *title;
    const char *source; /* the scenario file, as the user named it */
    uint64_t seed;
    int64_t
        now_us; /* the clock of queries, since 2000-01-01; VALUE_NULL: none */
    struct cluster cluster;
    struct catalog catalog;
    struct design **designs;
    int design_count;
    struct query **queries;
    int query_count;
    /* COPY: input files per table; 0 = as many as slices. */
    int *copy_files;
    const struct history *history; /* NULL without that section */
    struct workload workload;
    struct wlm_config *wlm; /* none: no workload */
    int wlm_count;
    /* Of a question: this world under each combination of the settings that may
       be chosen (choices_variant); equal ones are one. NULL: none may be. */
    const struct world **variants;
    const char **notes; /* defaults that were assumed */
    int note_count, note_room;
    struct world_source *sources; /* for a report to quote */
    size_t source_count, source_room;
};

/* Add a note to a world that is being loaded. */
void world_note(struct world *w, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Keep a file's text with the world. */
void world_source(struct world *w, const char *path, const char *text);

#endif
