#ifndef TESTS_TRIAL_H
#define TESTS_TRIAL_H

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "measure/cost/cost.h"
#include "report/json.h"
#include "scenario/load.h"
#include "tests/near.h"
#include "tests/unit/folder.h"

/*
 * trial - a scenario run whole, and the parts of its result, for tests alone.
 *
 *     struct trial t = trial_run("scenarios/ssb-tutorial");
 *     trial_query(&t, "after", "q2")->price.total_s
 *     trial_done(&t);
 *
 * Memory   an arena of its own, from trial_run until trial_done.
 * Errors   a faulty scenario or a name that is not there fails the running
 *          test and says what.
 */
struct trial {
    struct arena *arena;
    const struct world *world;
    struct cost *cost; /* NULL after trial_load and trial_read */
};

static inline struct trial trial_load(const char *path)
{
    struct trial t = { .arena = arena_begin() };
    struct faults faults;

    faults_init(&faults, t.arena);
    t.world = scenario_load(t.arena, path, &faults);
    for (size_t i = 0; i < faults.count; i++)
        print_error("%s\n", fault_line(t.arena, &faults.items[i]));
    assert_non_null(t.world);
    return t;
}

static inline struct trial trial_run(const char *path)
{
    struct trial t = trial_load(path);

    t.cost = cost_run(t.arena, t.world, NULL, NULL);
    return t;
}

/* A scenario of these two texts; `schema: schema.sql` is added. */
static inline struct trial trial_read(const char *schema, const char *yaml)
{
    struct arena *a = arena_begin();
    const char *const folder = folder_begin(a);

    folder_write(a, folder, "schema.sql", schema);
    folder_write(a, folder, "scenario.yaml",
                 text_format(a, "title: trial\nschema: schema.sql\n%s", yaml));
    const struct trial t = trial_load(folder);
    folder_remove(a, folder);
    arena_done(a);
    return t;
}

static inline struct trial trial_of(const char *schema, const char *yaml)
{
    struct trial t = trial_read(schema, yaml);

    t.cost = cost_run(t.arena, t.world, NULL, NULL);
    return t;
}

static inline void trial_done(struct trial *t)
{
    arena_done(t->arena);
}

static inline int trial_table(const struct trial *t, const char *name)
{
    const int table = catalog_table(&t->world->catalog, name);

    if (table < 0)
        fail_msg("no table %s", name);
    return table;
}

/* Real and virtual columns. */
static inline int trial_column(const struct trial *t, const char *table,
                               const char *name)
{
    const struct table *in = &t->world->catalog.tables[trial_table(t, table)];

    for (int c = 0; c < in->column_count + in->virtual_count; c++)
        if (text_equal(in->columns[c].name, name))
            return c;
    fail_msg("no column %s", name);
    return -1;
}

static inline const struct cost_design *trial_design(const struct trial *t,
                                                     const char *name)
{
    for (int i = 0; i < t->cost->design_count; i++)
        if (text_equal(t->cost->designs[i].design->name, name))
            return &t->cost->designs[i];
    fail_msg("no design %s", name);
    return NULL;
}

static inline const struct table_layout *
trial_layout(const struct trial *t, const char *design, const char *table)
{
    return trial_design(t, design)->layout->tables[trial_table(t, table)];
}

static inline const struct cost_query *
trial_query(const struct trial *t, const char *design, const char *query)
{
    const struct cost_design *d = trial_design(t, design);

    for (int i = 0; i < t->cost->query_count; i++)
        if (text_equal(d->queries[i].query->name, query))
            return &d->queries[i];
    fail_msg("no query %s", query);
    return NULL;
}

static inline bool trial_joins(enum operator op)
{
    return op == OP_HASH_JOIN || op == OP_MERGE_JOIN || op == OP_NESTED_LOOP;
}

/* The scan of a table. */
static inline const struct step *trial_scan(const struct plan *p,
                                            const char *table)
{
    for (int i = 0; i < p->step_count; i++)
        if (p->steps[i]->op == OP_SCAN && text_equal(p->steps[i]->name, table))
            return p->steps[i];
    fail_msg("no scan of %s", table);
    return NULL;
}

/* The join that adds a table. */
static inline const struct step *trial_join(const struct plan *p,
                                            const char *table)
{
    for (int i = 0; i < p->step_count; i++)
        if (trial_joins(p->steps[i]->op) &&
            text_equal(p->steps[i]->name, table))
            return p->steps[i];
    fail_msg("no join of %s", table);
    return NULL;
}

/* The topmost join; NULL when there is none. */
static inline const struct step *trial_last_join(const struct plan *p)
{
    for (int i = 0; i < p->step_count; i++)
        if (trial_joins(p->steps[i]->op))
            return p->steps[i];
    return NULL;
}

/* The first step with this operator, root first; NULL when there is none. */
static inline const struct step *trial_step(const struct plan *p,
                                            enum operator op)
{
    for (int i = 0; i < p->step_count; i++)
        if (p->steps[i]->op == op)
            return p->steps[i];
    return NULL;
}

/* Blocks that a scan reads of a column; 0 when it does not read it. */
static inline double trial_reads(const struct step *scan, int column)
{
    for (int i = 0; i < scan->read_count; i++)
        if (scan->reads[i].column == column)
            return scan->reads[i].blocks;
    return 0;
}

enum { TRIAL_SHIPPED = 6 };

/* The i-th scenario that comes with the program. */
static inline const char *trial_shipped(int i)
{
    static const char *const paths[TRIAL_SHIPPED] = {
        "scenarios/ssb-tutorial",  "scenarios/ssb-all",     "scenarios/tpch",
        "scenarios/tpch-lineitem", "scenarios/orders-star", "docs/example",
    };
    return paths[i];
}

/* All frames as JSON, in the trial's arena. */
static inline const char *trial_json(struct trial *t)
{
    char *bytes = NULL;
    size_t count = 0;
    FILE *const out = open_memstream(&bytes, &count);
    struct frames frames;

    assert_non_null(out);
    frames_init(&frames, t->arena);
    cost_frames(t->cost, &frames);
    assert_true(json_write(&frames, out));
    assert_int_equal(fclose(out), 0);
    const char *const text = text_copy_n(t->arena, bytes, count);
    free(bytes);
    return text;
}

/* Under every design, the query's plan returns so many rows, exactly. */
static inline void trial_returns(const struct trial *t, int query, double want)
{
    for (int d = 0; d < t->cost->design_count; d++) {
        const struct cost_query *const got =
            &t->cost->designs[d].queries[query];
        const double rows = got->plan->root->rows;

        if (rows != want) /* counts */
            print_error("%s, %s: %g, not %g\n",
                        t->cost->designs[d].design->name, got->query->name,
                        rows, want);
        assert_near(rows, want, 0);
    }
}

#endif
