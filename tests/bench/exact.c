/*
 * exact - how fast the exact side lays out one large table.
 *
 * Usage: exact SCENARIO DESIGN TABLE ROWS [read]
 * Lays out the table with so many rows, every block with its smallest and its
 * largest value and its count, all columns or those alone that the scenario's
 * queries read. Prints "seconds cpu_seconds MiB values blocks": wall and
 * processor seconds of the layout, peak memory of the process, the values that
 * were drawn into blocks, and the blocks.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "base/text.h"
#include "exact/store.h"
#include "measure/cost/cost.h"
#include "scenario/load.h"

static double seconds_of(clockid_t clock)
{
    struct timespec t;

    clock_gettime(clock, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void fail(const char *what)
{
    fprintf(stderr, "exact: %s\n", what);
    exit(1);
}

static int find_table(const struct world *w, const char *name)
{
    for (int t = 0; t < w->catalog.table_count; t++)
        if (text_equal(w->catalog.tables[t].name, name))
            return t;
    fail("no such table");
    return -1;
}

static const struct cost_design *find_design(const struct cost *c,
                                             const char *name)
{
    for (int d = 0; d < c->design_count; d++)
        if (text_equal(c->designs[d].design->name, name))
            return &c->designs[d];
    fail("no such design");
    return NULL;
}

/* The columns of the table that some query reads. */
static void mark_reads(const struct world *w, int table, bool *reads)
{
    for (int q = 0; q < w->query_count; q++)
        for (int r = 0; r < w->queries[q]->relation_count; r++)
            for (int c = 0; c < w->catalog.tables[table].column_count; c++)
                if (w->queries[q]->relations[r].table == table)
                    reads[c] |= w->queries[q]->relations[r].reads[c];
}

int main(int argc, char **argv)
{
    struct arena *const a = arena_begin();
    struct faults faults;
    struct rusage usage;

    if (argc < 5)
        fail("usage: exact SCENARIO DESIGN TABLE ROWS [read]");
    faults_init(&faults, a);
    struct world *const w = scenario_load(a, argv[1], &faults);
    if (w == NULL)
        fail("the scenario cannot be read");
    const int table = find_table(w, argv[3]);
    struct table *const t = &w->catalog.tables[table];
    t->rows = atoll(argv[4]);
    const struct table_layout *const l =
        find_design(cost_run(a, w, NULL, NULL), argv[2])->layout->tables[table];
    enum encoding *const encodings =
        ARENA_ARRAY(a, t->column_count, enum encoding);
    bool *const reads = ARENA_ARRAY(a, t->column_count, bool);
    int columns = 0;
    mark_reads(w, table, reads);
    for (int c = 0; c < t->column_count; c++) {
        encodings[c] = l->columns[c].encoding;
        reads[c] |= argc < 6;
        columns += reads[c];
    }
    const double begin_s = seconds_of(CLOCK_MONOTONIC);
    const double begin_cpu_s = seconds_of(CLOCK_PROCESS_CPUTIME_ID);
    const struct store *const s =
        store_build(a, w, table, &l->design,
                    &(struct store_options){ .encodings = encodings,
                                             .columns = reads,
                                             .way_out = "use fewer rows" },
                    &faults);
    if (s == NULL)
        fail("not enough memory");
    const double end_s = seconds_of(CLOCK_MONOTONIC);
    const double end_cpu_s = seconds_of(CLOCK_PROCESS_CPUTIME_ID);
    getrusage(RUSAGE_SELF, &usage);
    if (getenv("VERBOSE"))
        for (int c = 0; c < t->column_count; c++)
            fprintf(stderr, "%s %s %d\n", t->columns[c].name,
                    encoding_name(encodings[c]), reads[c]);
    int64_t blocks = 0;
    for (int c = 0; c < t->column_count; c++)
        blocks += reads[c] ? store_column_blocks(s, c) : 0;
    printf("%.4f %.4f %.1f %.0f %lld\n", end_s - begin_s,
           end_cpu_s - begin_cpu_s, (double)usage.ru_maxrss / 1024,
           (double)columns * (double)t->rows, (long long)blocks);
    arena_done(a);
    return 0;
}
