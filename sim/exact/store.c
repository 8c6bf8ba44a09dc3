#include "exact/store.h"

#include <math.h>
#include <string.h>

#include "base/check.h"
#include "base/progress.h"
#include "base/text.h"
#include "exact/budget.h"
#include "exact/column_blocks.h"
#include "exact/dealing.h"
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

/* Bytes that laying out one slice takes. */
static double slice_bytes(const struct building *b, int slice)
{
    const double rows = (double)b->dealing.counts[slice];

    return rows * sizeof(int64_t) + sorting_bytes(b->dealing.design, rows);
}

/* As many slices from `first` on as fit, at least one. */
static int slices_that_fit(const struct building *b, int first, double limit)
{
    double sum = slice_bytes(b, first);
    int count = 1;

    while (first + count < b->distinct) {
        sum += slice_bytes(b, first + count);
        if (sum > limit)
            break;
        count++;
    }
    return count;
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

/* One column of one slice, in an arena of its own. */
struct task {
    struct arena *arena;
    struct store_column made;
};

static bool wanted(const struct building *b, int column)
{
    const int own = b->store->t->column_count;

    if (column == own + HIDDEN_INSERT_XID || b->options->columns == NULL)
        return true;
    return column < own && b->options->columns[column];
}

static void run_task(const struct building *b, struct task *task, int slice,
                     int column, const int64_t *rows)
{
    const struct world *w = b->store->world;
    const int own = b->store->t->column_count;
    const int64_t count = b->dealing.counts[slice];

    if (count == 0 || !wanted(b, column))
        return;
    task->arena = arena_begin();
    task->made = column < own
                     ? column_blocks(task->arena, w, b->store->table, column,
                                     b->options->encodings[column], rows, count)
                     : column_blocks_hidden(task->arena, &w->cluster.engine,
                                            column - own, count);
}

static void keep_task(struct building *b, struct task *task, int slice,
                      int column)
{
    const int64_t count = task->made.count;

    if (task->arena == NULL)
        return;
    struct store_block *const blocks =
        ARENA_ARRAY(b->arena, count, struct store_block);
    memcpy(blocks, task->made.blocks, (size_t)count * sizeof(*blocks));
    arena_done(task->arena);
    b->store->slices[slice].columns[column] =
        (struct store_column){ .blocks = blocks, .count = count };
}

static void lay_out(struct building *b, int first, int slices)
{
    struct arena *const scratch = arena_begin();
    const int tasks = slices * b->columns;
    struct task *const task = ARENA_ARRAY(scratch, tasks, struct task);
    int64_t **const rows = ARENA_ARRAY(scratch, slices, int64_t *);

    for (int i = 0; i < slices; i++) {
        struct store_slice *const s = &b->store->slices[first + i];
        s->rows = b->dealing.counts[first + i];
        if (s->rows > 0)
            s->columns = ARENA_ARRAY(b->arena, b->columns, struct store_column);
        rows[i] = ARENA_ARRAY(scratch, s->rows, int64_t);
    }
    dealing_rows(&b->dealing, first, slices, rows);
#pragma omp parallel for schedule(dynamic)
    for (int i = 0; i < slices; i++)
        sorting_rows(b->store->world, b->store->table, b->dealing.design,
                     rows[i], (size_t)b->dealing.counts[first + i]);
#pragma omp parallel for schedule(dynamic)
    for (int i = 0; i < tasks; i++)
        run_task(b, &task[i], first + i / b->columns, i % b->columns,
                 rows[i / b->columns]);
    for (int i = 0; i < tasks; i++)
        keep_task(b, &task[i], first + i / b->columns, i % b->columns);
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
    b.dealing = dealing_of(a, w, table, d);
    b.columns = s->t->column_count + HIDDEN_COLUMNS;
    b.distinct = d->diststyle == DIST_ALL ? 1 : s->slice_count;
    if (!all_fit(&b, limit, faults))
        return NULL;
    for (int first = 0; first < b.distinct && !progress_interrupted();) {
        const int count = slices_that_fit(&b, first, limit);
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
