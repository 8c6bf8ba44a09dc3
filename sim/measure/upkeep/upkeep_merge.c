/*
 * What a merge takes whose staging table is told: its joins, which read and
 * send rows as any query does, and what its statements write.
 *
 *     always                 COPY into the staging table
 *     DELETE USING, INSERT   delete join;              INSERT of all
 *     UPDATE, INSERT         update join, delete join; INSERT of old, of new
 *     MERGE                  CTAS of the new, update join; INSERT of old, of new
 *
 * A DELETE reads the columns of ON. An UPDATE writes whole rows, so it reads
 * all columns of the target. Staged rows that lack columns of the target must
 * be completed from it before they can replace anything: one more join, and a
 * temporary table of them all.
 *
 * Assumes  the smaller side of each join is hashed, whichever is kept whole;
 *          a row is marked dead for nothing; an INSERT .. SELECT writes as COPY
 *          does, which sends each row to its slice.
 * Source   Database Developer Guide, "Performing a merge operation by replacing
 *          existing rows", "... by specifying a column list", MERGE; that MERGE
 *          is a temporary table, an UPDATE and an INSERT: Ganz, "MERGE",
 *          Redshift Observatory, 2023.
 */
#include <math.h>

#include "estimate/estimate.h"
#include "estimate/planner.h"
#include "measure/cost/cost.h"
#include "measure/upkeep/upkeep_step.h"

struct merge_price step_price_merge(struct stepper *s, struct known *k,
                                    const struct layout *l,
                                    const struct operation *op)
{
    struct merge_price out = { .known = true };
    struct query *joins[2];
    const int count = merge_joins(&op->source->ons[op->on], op->method, joins);

    for (int i = 0; i < count; i++) {
        struct plan *const p = planner_plan(s->scratch, k, l, joins[i]);
        estimate_plan(s->scratch, k, l, p);
        out.seconds += price_plan(&s->world->cluster, p).total_s;
        for (int j = 0; j < p->step_count; j++)
            out.bytes_moved += p->steps[j]->tally.bytes_moved.sum;
    }
    return out;
}

void step_price_merges(struct stepper *s, struct known *k,
                       const struct layout *l)
{
    for (int i = 0; i < s->history->operation_count; i++) {
        const struct operation *const op = &s->history->operations[i];
        if (op->source != NULL)
            s->joins_of[i] = step_price_merge(s, k, l, op);
    }
}

/* As queries were priced last; where nobody prices them, as tables lie now. */
static struct merge_price joins_of(struct stepper *s,
                                   const struct operation *op)
{
    const struct merge_price last = s->joins_of[op - s->history->operations];

    if (last.known)
        return last;
    const struct arena_mark mark = arena_mark(s->scratch);
    struct known *const k = step_known_now(s);
    const struct merge_price now =
        step_price_merge(s, k, step_layout(s, k->world, s->scratch), op);
    arena_rewind(s->scratch, mark);
    return now;
}

static double insert_s(struct stepper *s, int table, double rows)
{
    return rows > 0
               ? cost_copy_s(s->world, s->base->tables[table], rows, 0, false)
               : 0;
}

static double write_s(struct stepper *s, const struct operation *op,
                      double updated, double added)
{
    const struct merge_source *const from = op->source;
    const bool whole = from->ons[op->on].lacking == NULL;

    switch (op->method) {
    case MERGE_DELETE_INSERT:
        return insert_s(s, op->table, updated + added) +
               (whole ? 0 : insert_s(s, from->staging, updated + added));
    case MERGE_UPDATE_INSERT:
        return insert_s(s, op->table, updated) + insert_s(s, op->table, added);
    case MERGE_STATEMENT:
        return insert_s(s, op->table, updated) + insert_s(s, op->table, added) +
               insert_s(s, from->staging, added);
    case MERGE_METHODS:
        break;
    }
    return 0;
}

/* The batch comes into the staging table first, and finds it empty; unless the
   history says itself how that table is loaded. */
static void load_staging(struct stepper *s, const struct operation *op)
{
    if (s->tables[op->source->staging].regions != NULL)
        return;
    s->run->loads++;
    s->run->load_s += insert_s(s, op->source->staging, (double)op->rows);
}

void step_merge(struct stepper *s, const struct upkeep_merged *m)
{
    const struct history_event *const e = m->event;
    struct upkeep_merge *const sum =
        &s->run->merges[e->op - s->history->operations];
    const struct merge_price joins = joins_of(s, e->op);
    const double written =
        write_s(s, e->op, m->updated, (double)(e->new_last - e->new_first));
    const double seconds = joins.seconds + written;

    load_staging(s, e->op);
    sum->op = e->op;
    sum->merges++;
    sum->join_s += joins.seconds;
    sum->write_s += written;
    sum->bytes_moved += joins.bytes_moved;
    s->run->change_s += seconds;
    if (m->beside_vacuum)
        s->run->contention_s += seconds / s->world->cluster.slots;
}

/* ---- what is said of it -------------------------------------------------- */

static const struct frame_column columns[] = {
    { "design", "", "The design.", CELL_TEXT, 0 },
    { "table", "", "The table that is merged into.", CELL_TEXT, 0 },
    { "method", "", "How.", CELL_TEXT, 0 },
    { "merges", "", "How many.", CELL_COUNT, 0 },
    { "rows", "rows", "Staged rows of one.", CELL_COUNT, 0 },
    { "join_s", "s", "Of one merge: its joins with the staging table.",
      CELL_NUMBER, 2 },
    { "write_s", "s", "What it writes.", CELL_NUMBER, 2 },
    { "moved_mb", "MB", "Bytes that its joins send between nodes, in 1e6.",
      CELL_NUMBER, 1 },
};

static void add_merge(const struct upkeep *u, const struct upkeep_run *r,
                      const struct upkeep_merge *m, struct frame *f)
{
    frame_row(f);
    frame_text(f, r->design->name);
    frame_text(f, u->world->catalog.tables[m->op->table].name);
    frame_text(f, merge_names[m->op->method]);
    frame_count(f, llround(m->merges));
    frame_count(f, m->op->rows);
    frame_number(f, m->join_s / m->merges);
    frame_number(f, m->write_s / m->merges);
    frame_number(f, m->bytes_moved / m->merges / 1e6);
}

void upkeep_merge_frame(const struct upkeep *u, struct frames *out)
{
    struct frame *f = NULL;

    for (int i = 0; i < u->run_count; i++)
        for (int o = 0; o < u->world->history->operation_count; o++) {
            const struct upkeep_merge *const m = &u->runs[i].merges[o];
            if (m->op == NULL)
                continue;
            if (f == NULL)
                f = frame_begin(out, "merges", "Merges, the mean of one",
                                columns, sizeof(columns) / sizeof(columns[0]));
            add_merge(u, &u->runs[i], m, f);
        }
}
