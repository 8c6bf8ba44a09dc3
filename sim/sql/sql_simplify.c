#include "sql/sql_simplify.h"

#include "sql/sql_simplify_parts.h"

/* --- which queries there are --- */

static void count_uses(struct arena *a, struct sql_uses_of *u, struct query *q)
{
    for (int i = 0; i < u->count; i++)
        if (u->queries[i] == q) {
            u->counts[i]++;
            return;
        }
    ARENA_GROW(a, u->queries, u->count, u->room);
    ARENA_GROW(a, u->counts, u->count, u->count_room);
    u->queries[u->count] = q;
    u->counts[u->count++] = 1;
    for (int i = 0; i < q->branch_count; i++)
        count_uses(a, u, q->branches[i]);
    for (int i = 0; i < q->relation_count; i++)
        if (q->relations[i].kind == RELATION_QUERY)
            count_uses(a, u, q->relations[i].query);
}

bool sql_is_shared(const struct sql_uses_of *u, const struct query *q)
{
    for (int i = 0; i < u->count; i++)
        if (u->queries[i] == q)
            return u->counts[i] > 1;
    return true;
}

struct condition *sql_move_condition(struct arena *a, const struct condition *c,
                                     const struct output *outputs)
{
    struct condition *const moved = ARENA_NEW(a, struct condition);

    *moved = *c;
    if (c->kind == COND_SET || c->kind == COND_COMPARE)
        moved->column = outputs[c->column].ref.column;
    if (c->kind == COND_COMPARE)
        moved->other = outputs[c->other].ref.column;
    moved->parts = ARENA_ARRAY(a, c->part_count, struct condition *);
    for (int i = 0; i < c->part_count; i++)
        moved->parts[i] = sql_move_condition(a, c->parts[i], outputs);
    return moved;
}

void sql_add_condition(struct arena *a, struct relation *r, struct condition *c)
{
    struct condition **const all =
        ARENA_ARRAY(a, r->filter_count + 1, struct condition *);

    for (int i = 0; i < r->filter_count; i++)
        all[i] = r->filters[i];
    all[r->filter_count++] = c;
    r->filters = all;
}

/* --- which columns are wanted --- */

struct wanting {
    const struct sql_uses_of *u;
    bool **wanted; /* per query: its outputs */
};

static bool *wanted_of(const struct wanting *w, const struct query *q)
{
    for (int i = 0; i < w->u->count; i++)
        if (w->u->queries[i] == q)
            return w->wanted[i];
    return NULL;
}

static void want(const struct wanting *w, const struct query *q, int output);

/* A column of a relation is needed, and travels with the row. */
static void carry(const struct wanting *w, const struct query *q,
                  struct column_ref ref)
{
    if (ref.relation < 0 || ref.column < 0)
        return;
    const struct relation *const r = &q->relations[ref.relation];

    r->reads[ref.column] = true;
    r->carries[ref.column] = true;
    if (r->kind == RELATION_QUERY)
        want(w, r->query, ref.column);
}

static void want_all(const struct wanting *w, const struct query *q)
{
    for (int i = 0; i < q->output_count; i++)
        want(w, q, i);
}

static void want(const struct wanting *w, const struct query *q, int output)
{
    bool *const wanted = wanted_of(w, q);
    const struct output *const o = &q->outputs[output];

    if (wanted[output])
        return;
    wanted[output] = true;
    carry(w, q, o->ref);
    for (int i = 0; i < o->column_count; i++)
        carry(w, q, o->columns[i]);
    for (int b = 0; b < q->branch_count; b++)
        if (output < q->branches[b]->output_count)
            want(w, q->branches[b], output);
}

static void carry_all(const struct wanting *w, const struct query *q,
                      const struct column_ref *refs, int count)
{
    for (int i = 0; i < count; i++)
        carry(w, q, refs[i]);
}

/* What the query needs whoever looks at its outputs. */
static void want_always(const struct wanting *w, const struct query *q)
{
    carry_all(w, q, q->groups, q->group_count);
    carry_all(w, q, q->order, q->order_count);
    carry_all(w, q, q->distinct_aggregates, q->distinct_aggregate_count);
    for (int i = 0; i < q->window_count; i++) {
        carry_all(w, q, q->windows[i].partition, q->windows[i].partition_count);
        carry_all(w, q, q->windows[i].order, q->windows[i].order_count);
    }
    for (int i = 0; i < q->relation_count; i++) {
        const struct relation *const r = &q->relations[i];

        for (int c = 0; r->kind == RELATION_QUERY && c < r->query->output_count;
             c++)
            if (r->reads[c])
                want(w, r->query, c);
    }
    /* Which rows are the same hangs on all that they hold. */
    if (q->distinct || (q->set != SET_NONE && q->set != SET_UNION_ALL))
        want_all(w, q);
}

/* --- */

void sql_simplify(struct arena *a, struct query *q)
{
    struct sql_uses_of u = { 0 };

    count_uses(a, &u, q);
    /* Inner ones first: what they take up goes up with them. */
    for (int i = u.count - 1; i >= 0; i--)
        sql_pull_up(a, u.queries[i], &u);
    u = (struct sql_uses_of){ 0 };
    count_uses(a, &u, q);
    for (int i = 0; i < u.count; i++)
        sql_push_down(a, u.queries[i], &u);

    struct wanting w = { .u = &u, .wanted = ARENA_ARRAY(a, u.count, bool *) };
    for (int i = 0; i < u.count; i++)
        w.wanted[i] = ARENA_ARRAY(a, u.queries[i]->output_count, bool);
    want_all(&w, q);
    for (int i = 0; i < u.count; i++)
        want_always(&w, u.queries[i]);
}
