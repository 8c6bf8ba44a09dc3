#ifndef TESTS_KEPT_H
#define TESTS_KEPT_H

#include "measure/upkeep/upkeep.h"
#include "tests/trial.h"

/*
 * kept - a history stepped whole, for tests alone.
 *
 *     struct kept_trial t = kept_read(schema, sql, yaml);
 *     kept_last(&t, 0, "orders")->unsorted_pct
 *     kept_done(&t);
 *
 * Memory   the trial's arena.
 * Errors   a faulty scenario or a name that is not there fails the test.
 */
struct kept_trial {
    struct trial trial;
    struct upkeep *upkeep;
};

static inline struct kept_trial kept_of(struct trial trial)
{
    assert_non_null(trial.world->history);
    return (struct kept_trial){ trial, upkeep_measure(trial.arena, trial.world,
                                                      NULL, 0) };
}

static inline struct kept_trial kept_load(const char *path)
{
    return kept_of(trial_load(path));
}

/* A scenario of these texts; `sql` is its only query. */
static inline struct kept_trial kept_read(const char *schema, const char *sql,
                                          const char *yaml)
{
    struct arena *a = arena_begin();
    const char *const folder = folder_begin(a);

    folder_write(a, folder, "schema.sql", schema);
    folder_write(a, folder, "q.sql", sql);
    folder_write(a, folder, "scenario.yaml",
                 text_format(a,
                             "title: trial\nschema: schema.sql\n"
                             "queries: {q: {sql: q.sql}}\n%s",
                             yaml));
    const struct trial t = trial_load(folder);
    folder_remove(a, folder);
    arena_done(a);
    return kept_of(t);
}

static inline void kept_done(struct kept_trial *t)
{
    trial_done(&t->trial);
}

static inline const struct upkeep_run *kept_run(const struct kept_trial *t,
                                                const char *design)
{
    for (int i = 0; i < t->upkeep->run_count; i++)
        if (text_equal(t->upkeep->runs[i].design->name, design))
            return &t->upkeep->runs[i];
    fail_msg("no design %s", design);
    return NULL;
}

/* The last sample of a table not later than time_h. */
static inline const struct upkeep_sample *kept_at(const struct kept_trial *t,
                                                  const struct upkeep_run *r,
                                                  const char *table,
                                                  double time_h)
{
    const int want = trial_table(&t->trial, table);
    const struct upkeep_sample *last = NULL;

    for (size_t i = 0; i < r->sample_count; i++)
        if (r->samples[i].table == want && r->samples[i].time_h <= time_h)
            last = &r->samples[i];
    assert_non_null(last);
    return last;
}

static inline const struct upkeep_sample *kept_last(const struct kept_trial *t,
                                                    const struct upkeep_run *r,
                                                    const char *table)
{
    return kept_at(t, r, table, HUGE_VAL);
}

#endif
