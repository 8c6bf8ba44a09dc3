#include "measure/upkeep_follow.h"

#include <string.h>

#include "base/check.h"
#include "base/rng.h"
#include "measure/upkeep_step.h"

/* What is known where tables have so many rows, and believe in so many. */
struct moment {
    struct moment *next;
    struct known known;
    const int64_t *rows, *believed; /* per table */
};

enum { BUCKETS = 64 };

struct upkeep_memory {
    struct arena *arena;
    struct moment *buckets[BUCKETS];
};

struct upkeep_follow {
    struct arena *arena;
    const struct world *world;
    struct known *known;
    struct upkeep_memory *memory;
};

static bool has_rows(const struct moment *m, const struct world *w)
{
    for (int t = 0; t < w->catalog.table_count; t++)
        if (m->rows[t] != w->catalog.tables[t].rows)
            return false;
    return true;
}

static bool believes(const struct moment *m, const struct world *w)
{
    for (int t = 0; t < w->catalog.table_count; t++)
        if (m->believed[t] != w->catalog.tables[t].believed_rows)
            return false;
    return true;
}

static struct moment *add_moment(struct upkeep_memory *memory,
                                 const struct known *grown,
                                 const struct world *w)
{
    struct arena *const a = memory->arena;
    const int tables = w->catalog.table_count;
    struct moment *const m = ARENA_NEW(a, struct moment);
    int64_t *const rows = ARENA_ARRAY(a, tables, int64_t);
    int64_t *const believed = ARENA_ARRAY(a, tables, int64_t);
    struct world *const kept = ARENA_NEW(a, struct world);

    *kept = *w;
    kept->arena = a;
    kept->catalog.tables = ARENA_ARRAY(a, tables, struct table);
    memcpy(kept->catalog.tables, w->catalog.tables,
           (size_t)tables * sizeof(*w->catalog.tables));
    for (int t = 0; t < tables; t++) {
        rows[t] = w->catalog.tables[t].rows;
        believed[t] = w->catalog.tables[t].believed_rows;
    }
    m->known = *grown;
    m->known.world = kept;
    m->known.cards = NULL;
    m->known.layouts = NULL;
    m->rows = rows;
    m->believed = believed;
    return m;
}

struct known *upkeep_remember(struct upkeep_memory *memory,
                              const struct known *grown, const struct world *w)
{
    const struct moment *same_rows = NULL;
    uint64_t hash = 0;

    for (int t = 0; t < w->catalog.table_count; t++)
        hash = rng_mix(hash ^ (uint64_t)w->catalog.tables[t].rows);
    struct moment **const bucket = &memory->buckets[hash % BUCKETS];
    for (struct moment *m = *bucket; m != NULL; m = m->next) {
        if (!has_rows(m, w))
            continue;
        same_rows = m;
        if (believes(m, w))
            return &m->known;
    }
    struct moment *const m = add_moment(memory, grown, w);
    if (same_rows != NULL)
        known_share_cards(&m->known, &same_rows->known);
    m->next = *bucket;
    *bucket = m;
    return &m->known;
}

struct upkeep_follow *upkeep_follow_begin(struct arena *a,
                                          const struct world *w)
{
    struct upkeep_follow *const f = ARENA_NEW(a, struct upkeep_follow);

    CHECK(w->history != NULL);
    f->arena = a;
    f->world = w;
    f->known = step_known(a, w);
    f->memory = ARENA_NEW(a, struct upkeep_memory);
    f->memory->arena = a;
    return f;
}

struct upkeep_run upkeep_follow(struct upkeep_follow *f, struct arena *a,
                                const struct design *d, const struct history *h,
                                const bool *runs)
{
    struct upkeep_run run = { .design = d, .full_h = -1 };
    struct stepper s = {
        .arena = a,
        .scratch = arena_begin(),
        .world = f->world,
        .history = h,
        .known = f->known,
        .run = &run,
        .memory = f->memory,
        .runs = runs,
        .samples = UPKEEP_FOLLOWED,
    };

    step_begin(&s, d);
    step_through(&s);
    arena_done(s.scratch);
    return run;
}
