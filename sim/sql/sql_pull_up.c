#include <string.h>

#include "sql/sql.h"
#include "sql/sql_simplify_parts.h"

/* A subquery that is about to be taken up: relation `at` of `q`. */
struct pull {
    struct arena *a;
    struct query *q;
    const struct query *sub;
    int at;
};

/* Where a relation of the subquery will stand. */
static int place(const struct pull *p, int relation)
{
    return relation <= 0 ? (relation < 0 ? relation : p->at)
                         : p->q->relation_count + relation - 1;
}

/* What a column of the subquery is, among its own relations; column -1 where
   it is computed. */
static struct column_ref inner_of(const struct pull *p, int column)
{
    return column >= 0 ? p->sub->outputs[column].ref
                       : (struct column_ref){ 0, -1 };
}

static bool is_plain(struct column_ref ref)
{
    return ref.relation >= 0 && ref.column >= 0;
}

/* --- may it be? --- */

static bool only_selects(const struct query *sub)
{
    if (sub->set != SET_NONE || sub->grouped || sub->distinct ||
        sub->window_count > 0 || sub->aggregate_count > 0 || sub->limit >= 0 ||
        sub->relation_count == 0)
        return false;
    for (int i = 0; i < sub->join_count; i++)
        if (sub->joins[i].kind == JOIN_FULL)
            return false;
    return true;
}

static bool is_alone(const struct query *sub)
{
    return sub->relation_count == 1 && sub->cross_count == 0;
}

/* The relation that all columns of a condition are of; -1 when some are
   computed or of several, 0 when it names none. */
static int relation_of(const struct pull *p, const struct condition *c)
{
    bool reads[SQL_OUTPUTS_MAX] = { false };
    int relation = -1;

    condition_columns(c, reads);
    for (int i = 0; i < p->sub->output_count && i < SQL_OUTPUTS_MAX; i++) {
        const struct column_ref ref = inner_of(p, i);

        if (!reads[i])
            continue;
        if (!is_plain(ref) || (relation >= 0 && relation != ref.relation))
            return -1;
        relation = ref.relation;
    }
    return relation < 0 ? 0 : relation;
}

/* Does a left join fill the relation with NULLs where it has no match? */
static bool is_filled(const struct query *q, int relation)
{
    for (int i = 0; i < q->join_count; i++)
        if (q->joins[i].kind == JOIN_LEFT && q->joins[i].right == relation)
            return true;
    return false;
}

/* Is the condition never true of NULL? */
static bool rejects_null(const struct condition *c)
{
    bool any = false, all = true;

    for (int i = 0; i < c->part_count; i++) {
        const bool part = rejects_null(c->parts[i]);

        any |= part;
        all &= part;
    }
    switch (c->kind) {
    case COND_SET:
        return !c->accepts_null;
    case COND_COMPARE:
        return true;
    case COND_AND:
        return any;
    case COND_OR:
        return all;
    case COND_NOT:
    case COND_GUESS:
        break;
    }
    return false;
}

static bool filters_fit(const struct pull *p)
{
    const struct relation *const r = &p->q->relations[p->at];

    for (int i = 0; i < r->filter_count; i++) {
        const int relation = relation_of(p, r->filters[i]);

        if (relation < 0 ||
            (is_filled(p->sub, relation) && !rejects_null(r->filters[i])))
            return false;
    }
    return true;
}

/* The columns of joins must be those of relations; and where a join fills
   with NULLs or only looks for a match, of one. */
static bool joins_fit(const struct pull *p)
{
    int left = -1;

    for (int i = 0; i < p->q->join_count; i++) {
        const struct join *const j = &p->q->joins[i];
        const bool is_left = j->left == p->at, is_right = j->right == p->at;

        if (!is_left && !is_right)
            continue;
        const struct column_ref ref =
            inner_of(p, is_left ? j->left_column : j->right_column);
        if (!is_plain(ref))
            return false;
        if (j->kind == JOIN_INNER)
            continue;
        if ((is_right || j->kind == JOIN_FULL) && !is_alone(p->sub))
            return false;
        if (is_left && left >= 0 && left != ref.relation)
            return false;
        left = is_left ? ref.relation : left;
    }
    return true;
}

static bool crosses_fit(const struct pull *p)
{
    for (int i = 0; i < p->q->cross_count; i++)
        for (int k = 0; k < p->q->crosses[i].relation_count; k++)
            if (p->q->crosses[i].relations[k] == p->at &&
                p->sub->relation_count > 1)
                return false;
    return true;
}

static bool may_pull(const struct pull *p)
{
    return only_selects(p->sub) &&
           p->q->relation_count + p->sub->relation_count - 1 <=
               SQL_RELATIONS_MAX &&
           filters_fit(p) && joins_fit(p) && crosses_fit(p);
}

/* --- so be it --- */

static struct column_ref moved(const struct pull *p, struct column_ref ref)
{
    if (ref.relation != p->at)
        return ref;
    const struct column_ref inner = inner_of(p, ref.column);

    return (struct column_ref){ place(p, inner.relation), inner.column };
}

static void move_refs(const struct pull *p, struct column_ref *refs, int count)
{
    for (int i = 0; i < count; i++)
        refs[i] = moved(p, refs[i]);
}

/* A key that the subquery computes is known by the name that it has there. */
static void move_keys(const struct pull *p, struct column_ref *refs,
                      const char **texts, int count)
{
    for (int i = 0; i < count; i++)
        if (refs[i].relation == p->at && refs[i].column >= 0 &&
            !is_plain(inner_of(p, refs[i].column)))
            texts[i] = p->sub->outputs[refs[i].column].name;
    move_refs(p, refs, count);
}

/* Columns that something is computed from. */
struct sources {
    struct column_ref *items;
    int count;
    size_t room;
};

static void add_source(const struct pull *p, struct sources *s,
                       struct column_ref ref)
{
    ARENA_GROW(p->a, s->items, s->count, s->room);
    s->items[s->count++] = ref;
}

/* A column; of the subquery what it is, or is computed from, there. */
static void add_sources(const struct pull *p, struct sources *s,
                        struct column_ref ref)
{
    const struct output *const from =
        ref.relation == p->at ? &p->sub->outputs[ref.column] : NULL;

    if (from == NULL || is_plain(from->ref)) {
        add_source(p, s, moved(p, ref));
        return;
    }
    for (int i = 0; i < from->column_count; i++)
        add_source(p, s,
                   (struct column_ref){ place(p, from->columns[i].relation),
                                        from->columns[i].column });
}

static void move_output(const struct pull *p, struct output *o)
{
    struct sources s = { 0 };

    if (o->column_count == 0 && is_plain(o->ref))
        add_sources(p, &s, o->ref);
    for (int i = 0; i < o->column_count; i++)
        add_sources(p, &s, o->columns[i]);
    o->columns = s.items;
    o->column_count = s.count;
    if (o->counts && o->counted.relation == p->at)
        o->counts = is_plain(inner_of(p, o->counted.column));
    o->counted = moved(p, o->counted);
    o->ref = moved(p, o->ref);
}

/* What is read and carried of the subquery's columns, of its relations. */
static void move_reads(const struct pull *p, const struct relation *r)
{
    for (int c = 0; c < p->sub->output_count; c++) {
        struct sources s = { 0 };

        if (r->reads[c] || r->carries[c])
            add_sources(p, &s, (struct column_ref){ p->at, c });
        for (int i = 0; i < s.count; i++) {
            const struct column_ref ref = s.items[i];
            const struct relation *const of = &p->q->relations[ref.relation];

            of->reads[ref.column] = true;
            of->carries[ref.column] |= r->carries[c];
        }
    }
}

/* Rows that a left join of the subquery fills do not live on: it may as well be
   an inner one, and so may those that it hangs on. The subquery's joins stand
   last; those around it stay, for a filter may come from their ON. */
static void keep_matches(const struct pull *p, int relation)
{
    for (int i = p->q->join_count - p->sub->join_count; i < p->q->join_count;
         i++) {
        struct join *const j = &p->q->joins[i];

        if (j->kind != JOIN_LEFT || j->right != relation)
            continue;
        j->kind = JOIN_INNER;
        keep_matches(p, j->left);
    }
}

static void move_relations(const struct pull *p)
{
    struct query *const q = p->q;
    const struct relation r = q->relations[p->at];
    const int more = p->sub->relation_count - 1;
    struct relation *const all =
        ARENA_ARRAY(p->a, q->relation_count + more, struct relation);

    for (int i = 0; i < q->relation_count; i++)
        all[i] = q->relations[i];
    for (int i = 0; i < p->sub->relation_count; i++)
        all[place(p, i)] = p->sub->relations[i];
    q->relations = all;
    for (int i = 0; i < r.filter_count; i++) {
        const int relation = place(p, relation_of(p, r.filters[i]));

        sql_add_condition(
            p->a, &all[relation],
            sql_move_condition(p->a, r.filters[i], p->sub->outputs));
        keep_matches(p, relation);
    }
    move_reads(p, &r);
}

/* A join around the subquery may want a match of what is filled in it. */
static void keep_joined(const struct pull *p, const struct join *before,
                        int count)
{
    for (int i = 0; i < count; i++) {
        const bool inner = before[i].kind == JOIN_INNER;

        if (before[i].left == p->at && (inner || before[i].kind == JOIN_SEMI))
            keep_matches(p, p->q->joins[i].left);
        if (before[i].right == p->at && inner)
            keep_matches(p, p->q->joins[i].right);
    }
}

static void move_joins(const struct pull *p)
{
    struct query *const q = p->q;
    const int count = q->join_count + p->sub->join_count;
    struct join *const all = ARENA_ARRAY(p->a, count, struct join);

    for (int i = 0; i < q->join_count; i++) {
        const struct join *const j = &q->joins[i];
        const struct column_ref left =
            moved(p, (struct column_ref){ j->left, j->left_column });
        const struct column_ref right =
            moved(p, (struct column_ref){ j->right, j->right_column });

        all[i] = *j;
        all[i].left = left.relation;
        all[i].left_column = left.column;
        all[i].right = right.relation;
        all[i].right_column = right.column;
    }
    for (int i = 0; i < p->sub->join_count; i++) {
        struct join *const j = &all[q->join_count + i];

        *j = p->sub->joins[i];
        j->left = place(p, j->left);
        j->right = place(p, j->right);
    }
    const struct join *const before = q->joins;
    const int before_count = q->join_count;
    q->joins = all;
    q->join_count = count;
    keep_joined(p, before, before_count);
}

static void move_crosses(const struct pull *p)
{
    struct query *const q = p->q;
    const int count = q->cross_count + p->sub->cross_count;
    struct cross_condition *const all =
        ARENA_ARRAY(p->a, count, struct cross_condition);

    for (int i = 0; i < q->cross_count; i++)
        all[i] = q->crosses[i];
    for (int i = 0; i < p->sub->cross_count; i++) {
        struct cross_condition *const c = &all[q->cross_count + i];

        *c = p->sub->crosses[i];
        c->relations = ARENA_ARRAY(p->a, c->relation_count, int);
        for (int k = 0; k < c->relation_count; k++)
            c->relations[k] = place(p, p->sub->crosses[i].relations[k]);
    }
    q->crosses = all;
    q->cross_count = count;
}

static void pull(const struct pull *p)
{
    struct query *const q = p->q;

    for (int i = 0; i < q->output_count; i++)
        move_output(p, &q->outputs[i]);
    move_keys(p, q->groups, q->group_texts, q->group_count);
    move_keys(p, q->order, q->order_texts, q->order_count);
    move_refs(p, q->distinct_aggregates, q->distinct_aggregate_count);
    for (int i = 0; i < q->window_count; i++) {
        move_refs(p, q->windows[i].partition, q->windows[i].partition_count);
        move_refs(p, q->windows[i].order, q->windows[i].order_count);
    }
    move_joins(p);
    move_crosses(p);
    move_relations(p);
    q->relation_count += p->sub->relation_count - 1;
}

void sql_pull_up(struct arena *a, struct query *q, const struct sql_uses_of *u)
{
    for (int i = 0; i < q->relation_count; i++) {
        const struct relation *const r = &q->relations[i];
        const struct pull p = { a, q, r->query, i };

        if (r->kind == RELATION_QUERY && !sql_is_shared(u, r->query) &&
            may_pull(&p)) {
            pull(&p);
            i--; /* what took its place is a relation like any other */
        }
    }
}
