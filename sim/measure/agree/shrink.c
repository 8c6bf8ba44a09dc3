#include "measure/agree/shrink.h"

#include <math.h>
#include <string.h>

#include "base/check.h"
#include "base/text.h"
#include "world/history.h"

/* How small a block may become, as a share of its size. */
static const double BLOCK_LEAST = 1.0 / 16;

double shrink_default_scale(const struct world *w)
{
    int64_t most = 1;

    for (int t = 0; t < w->catalog.table_count; t++)
        if (w->catalog.tables[t].rows > most && !w->catalog.tables[t].file)
            most = w->catalog.tables[t].rows;
    return fmin(1, (double)SHRINK_ROWS_MOST / (double)most);
}

static int64_t shrunk_rows(int64_t rows, double scale)
{
    const double fewer = round((double)rows * scale);
    const int64_t least = rows < SHRINK_ROWS_LEAST ? rows : SHRINK_ROWS_LEAST;

    return fewer < (double)least ? least : (int64_t)fewer;
}

static void shrink_blocks(struct engine *e, double scale)
{
    const double share = fmax(fmin(scale, 1), BLOCK_LEAST);

    e->block_bytes = floor(e->block_bytes * share);
    e->xid_rows_per_block = engine_xid_rows(e);
    if (e->rows_per_block > 0)
        e->rows_per_block =
            (int64_t)fmax(floor((double)e->rows_per_block * share), 1);
}

/* Operations touch fewer rows, as their tables have fewer. */
static const struct history *shrink_history(struct arena *a,
                                            const struct world *from,
                                            const struct world *to)
{
    struct history *const h = ARENA_NEW(a, struct history);

    *h = *from->history;
    h->operations = ARENA_ARRAY(a, h->operation_count, struct operation);
    for (int i = 0; i < h->operation_count; i++) {
        const struct operation *const was = &from->history->operations[i];
        const double share = (double)to->catalog.tables[was->table].rows /
                             (double)from->catalog.tables[was->table].rows;
        h->operations[i] = *was;
        if (was->rows > 0)
            h->operations[i].rows =
                (int64_t)fmax(round((double)was->rows * share), 1);
    }
    return h;
}

const struct world *shrink_world(struct arena *a, const struct world *w,
                                 double scale)
{
    const int tables = w->catalog.table_count;

    CHECK(scale > 0);
    if (scale == 1)
        return w;
    struct world *const out = ARENA_NEW(a, struct world);
    *out = *w;
    out->catalog.tables = ARENA_ARRAY(a, tables, struct table);
    memcpy(out->catalog.tables, w->catalog.tables,
           (size_t)tables * sizeof(*w->catalog.tables));
    for (int t = 0; t < tables; t++)
        if (!w->catalog.tables[t].file) /* its rows are what they are */
            out->catalog.tables[t].rows =
                shrunk_rows(w->catalog.tables[t].rows, scale);
    shrink_blocks(&out->cluster.engine, scale);
    if (w->history != NULL)
        out->history = shrink_history(a, w, out);
    return out;
}

void shrink_notes(const struct world *from, const struct world *to,
                  double scale, struct frames *out)
{
    struct arena *const a = out->arena;
    int largest = 0;

    if (from == to)
        return;
    for (int t = 1; t < from->catalog.table_count; t++)
        if (from->catalog.tables[t].rows > from->catalog.tables[largest].rows)
            largest = t;
    frames_note(out,
                "all at scale %.3g: %s has %s of its %s rows; tables "
                "keep at least %s rows, or all they have",
                scale, from->catalog.tables[largest].name,
                text_grouped(a, to->catalog.tables[largest].rows),
                text_grouped(a, from->catalog.tables[largest].rows),
                text_grouped(a, SHRINK_ROWS_LEAST));
    if (from->cluster.engine.rows_per_block > 0)
        frames_note(out,
                    "blocks have %s rows instead of %s, so that there are "
                    "several of each column on a slice",
                    text_grouped(a, to->cluster.engine.rows_per_block),
                    text_grouped(a, from->cluster.engine.rows_per_block));
    else
        frames_note(out,
                    "blocks have %s bytes instead of %s, so that there are "
                    "several of each column on a slice; headers and "
                    "dictionaries weigh more in them",
                    text_grouped(a, (int64_t)to->cluster.engine.block_bytes),
                    text_grouped(a, (int64_t)from->cluster.engine.block_bytes));
    frames_note(out, "fewer rows mean more luck: what is drawn strays from "
                     "what is expected as one over the root of the rows");
}
