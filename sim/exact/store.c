#include "exact/store.h"

#include <math.h>
#include <omp.h>
#include <string.h>

#include "base/check.h"
#include "base/progress.h"
#include "base/text.h"
#include "exact/budget.h"
#include "exact/column_blocks.h"
#include "exact/sorting.h"

/* What all steps of one store share. */
struct building {
    struct arena *arena;
    struct store *store;
    const struct store_options *options;
    struct dealing dealing;
    int columns;  /* with the hidden ones */
    int distinct; /* slices that are laid out: one of all copies for ALL */
};

/* ---- how many slices at a time ---------------------------------------- */

/* Bytes that sorting one slice takes, for as long as it is sorted. */
static double sort_bytes(const struct building *b, int slice)
{
    return sorting_bytes(b->store->world, b->store->table, b->dealing.design,
                         (double)b->dealing.counts[slice]);
}

/* Bytes that laying out one slice takes. */
static double slice_bytes(const struct building *b, int slice)
{
    return (double)b->dealing.counts[slice] * sizeof(int64_t) +
           sort_bytes(b, slice);
}

/* As many slices from `first` on as fit, at least one: the rows of all of
   them, and as many sorts as there are threads. */
static int slices_that_fit(const struct building *b, int first, double limit)
{
    const int threads = omp_get_max_threads();
    double rows = 0, sort = 0;
    int count = 0;

    while (first + count < b->distinct) {
        const int slice = first + count;
        rows += (double)b->dealing.counts[slice] * sizeof(int64_t);
        sort = fmax(sort, sort_bytes(b, slice));
        if (count > 0 &&
            rows + sort * (count < threads ? count + 1 : threads) > limit)
            break;
        count++;
    }
    return count;
}

/* The same, with the slices that are left spread evenly over the rounds. */
static int slices_of_round(const struct building *b, int first, double limit)
{
    const int left = b->distinct - first;
    const int most = slices_that_fit(b, first, limit);
    const int rounds = (left + most - 1) / most;

    return (left + rounds - 1) / rounds;
}

static bool all_fit(const struct building *b, double limit,
                    struct faults *faults)
{
    int64_t most = 0;

    for (int s = 0; s < b->distinct; s++)
        if (b->dealing.counts[s] > b->dealing.counts[most])
            most = s;
    return budget_allows(
        slice_bytes(b, (int)most), limit,
        text_format(faults->arena, "sorting the %s rows of '%s' on a slice",
                    text_grouped(faults->arena, b->dealing.counts[most]),
                    b->store->t->name),
        b->options->way_out, faults);
}

/* ---- slices laid out side by side ------------------------------------- */

/* Every `step`-th column of one slice from `first` on, in an arena of its
   own. Its columns are drawn together, row by row in stored order. */
struct task {
    struct arena *arena;
    int slice, first, step;
    const int64_t *rows;
    struct store_column *made; /* per column; none of the others */
};

static bool wanted(const struct building *b, int column)
{
    const int own = b->store->t->column_count;

    if (column == own + HIDDEN_INSERT_XID || b->options->columns == NULL)
        return true;
    return column < own && b->options->columns[column];
}

/* Add the columns from..to - 1 of the task that are kept, or those that are
   not, row after row in stored order. */
static void fill_rows(const struct building *b, const struct task *task,
                      struct value_reader *reader,
                      struct column_filling *const *filling, int64_t count)
{
    for (int64_t i = 0; i < count && !progress_interrupted();
         i += VALUE_READER_ROWS) {
        const int64_t left = count - i;
        const size_t n =
            left < VALUE_READER_ROWS ? (size_t)left : VALUE_READER_ROWS;
        value_reader_rows(reader, task->rows + i, n);
        for (int c = 0; c < b->store->t->column_count; c++)
            if (filling[c] != NULL)
                column_filling_add(filling[c], value_reader_codes(reader, c),
                                   n);
    }
}

/* What is drawn is drawn together, row by row: columns share what they follow.
   What is kept is looked up column by column: it stays in the cache. */
static void fill_columns(const struct building *b, const struct task *task,
                         int64_t count)
{
    const struct recall *const recall = b->options->recall;
    const int own = b->store->t->column_count, table = b->store->table;
    struct column_filling **const drawn =
        ARENA_ARRAY(task->arena, own, struct column_filling *);
    struct column_filling **const kept =
        ARENA_ARRAY(task->arena, own, struct column_filling *);
    struct value_reader *const reader =
        recall_reader(recall, task->arena, b->store->world, table, count);
    bool draws = false;

    for (int c = task->first; c < own; c += task->step) {
        if (!wanted(b, c))
            continue;
        struct column_filling *const f = column_filling_open(
            task->arena, b->store->world, table, c, b->options->encodings[c]);
        if (recall_has(recall, table, c)) {
            kept[c] = f;
            fill_rows(b, task, reader, kept, count);
            kept[c] = NULL;
            task->made[c] = column_filling_done(f);
        } else {
            drawn[c] = f;
            draws = true;
        }
    }
    if (draws)
        fill_rows(b, task, reader, drawn, count);
    for (int c = task->first; c < own; c += task->step)
        if (drawn[c] != NULL)
            task->made[c] = column_filling_done(drawn[c]);
}

static void run_task(const struct building *b, struct task *task)
{
    const int own = b->store->t->column_count;
    const int64_t count = b->dealing.counts[task->slice];

    if (count == 0)
        return;
    task->arena = arena_begin();
    task->made = ARENA_ARRAY(task->arena, b->columns, struct store_column);
    fill_columns(b, task, count);
    for (int c = own; c < b->columns; c++)
        if (c % task->step == task->first && wanted(b, c))
            task->made[c] = column_blocks_hidden(
                task->arena, &b->store->world->cluster.engine, c - own, count);
}

static void keep_task(struct building *b, struct task *task)
{
    if (task->arena == NULL)
        return;
    for (int c = task->first; c < b->columns; c += task->step) {
        const struct store_column made = task->made[c];
        struct store_block *const blocks =
            ARENA_ARRAY(b->arena, made.count, struct store_block);
        if (made.count == 0)
            continue;
        memcpy(blocks, made.blocks, (size_t)made.count * sizeof(*blocks));
        b->store->slices[task->slice].columns[c] =
            (struct store_column){ .blocks = blocks, .count = made.count };
    }
    arena_done(task->arena);
}

/* Where there are fewer slices than threads, each is shared by its columns. */
static int tasks_per_slice(const struct building *b, int slices)
{
    const int threads = omp_get_max_threads();
    const int tasks = (threads + slices - 1) / slices;

    return tasks < b->columns ? tasks : b->columns;
}

static void fill_slices(struct building *b, int first, int slices,
                        int64_t *const *rows)
{
    struct arena *const scratch = arena_begin();
    const int each = tasks_per_slice(b, slices);
    struct task *const tasks = ARENA_ARRAY(scratch, slices * each, struct task);

#pragma omp parallel for schedule(dynamic)
    for (int i = 0; i < slices * each; i++) {
        tasks[i] = (struct task){ .slice = first + i / each,
                                  .first = i % each,
                                  .step = each,
                                  .rows = rows[i / each] };
        run_task(b, &tasks[i]);
    }
    for (int i = 0; i < slices * each; i++)
        keep_task(b, &tasks[i]);
    arena_done(scratch);
}

static void lay_out(struct building *b, int first, int slices)
{
    struct arena *const scratch = arena_begin();
    int64_t **const rows = ARENA_ARRAY(scratch, slices, int64_t *);

    for (int i = 0; i < slices; i++) {
        struct store_slice *const s = &b->store->slices[first + i];
        s->rows = b->dealing.counts[first + i];
        if (s->rows > 0)
            s->columns = ARENA_ARRAY(b->arena, b->columns, struct store_column);
        rows[i] = ARENA_ARRAY(scratch, s->rows, int64_t);
    }
    sorting_slices(&b->dealing, first, slices, rows);
    fill_slices(b, first, slices, rows);
    arena_done(scratch);
}

/* Every copy of an ALL table is like the first. */
static void copy_slices(struct building *b)
{
    for (int s = 1; s < b->store->slice_count; s++)
        if (b->dealing.design->diststyle == DIST_ALL &&
            b->dealing.counts[s] > 0)
            b->store->slices[s] = b->store->slices[0];
}

struct store *store_build(struct arena *a, const struct world *w, int table,
                          const struct table_design *d,
                          const struct store_options *options,
                          struct faults *faults)
{
    const double limit =
        options->limit_bytes > 0 ? options->limit_bytes : budget_half();
    struct store *const s = ARENA_NEW(a, struct store);
    struct building b = { .arena = a, .store = s, .options = options };

    *s = (struct store){
        .world = w,
        .table = table,
        .t = &w->catalog.tables[table],
        .design = d,
        .slice_count = w->cluster.slices,
        .slices = ARENA_ARRAY(a, w->cluster.slices, struct store_slice),
        .segments = d->sortkey_count > 0 ? 2 : 1,
    };
    b.dealing = dealing_of(a, w, table, d, options->recall);
    b.columns = s->t->column_count + HIDDEN_COLUMNS;
    b.distinct = d->diststyle == DIST_ALL ? 1 : s->slice_count;
    if (!all_fit(&b, limit, faults))
        return NULL;
    for (int first = 0; first < b.distinct && !progress_interrupted();) {
        const int count =
            slices_of_round(&b, first, fmin(limit, budget_half() / 2));
        lay_out(&b, first, count);
        first += count;
    }
    copy_slices(&b);
    return s;
}

/* ---- sums ------------------------------------------------------------- */

int64_t store_column_blocks(const struct store *s, int column)
{
    int64_t blocks = 0;

    for (int i = 0; i < s->slice_count; i++)
        if (s->slices[i].rows > 0 && s->slices[i].columns[column].count > 0)
            blocks += s->slices[i].columns[column].count + s->segments - 1;
    return blocks;
}

int64_t store_blocks(const struct store *s)
{
    int64_t blocks = 0;

    for (int c = 0; c < s->t->column_count + HIDDEN_COLUMNS; c++)
        blocks += store_column_blocks(s, c);
    return blocks;
}

double store_rows_per_block(const struct store *s, int column)
{
    int64_t rows = 0, blocks = 0;

    for (int i = 0; i < s->slice_count; i++) {
        if (s->slices[i].rows == 0 || s->slices[i].columns[column].count < 2)
            continue;
        const struct store_column *c = &s->slices[i].columns[column];
        rows += c->blocks[c->count - 1].first;
        blocks += c->count - 1;
    }
    return blocks == 0 ? (double)NAN : (double)rows / (double)blocks;
}
