#include "sql/sql_simplify_parts.h"

/* Is the column one by which the query groups, so that a condition on it
   takes or leaves whole groups; and of a relation that no join fills? */
static bool is_group(const struct query *q, struct column_ref ref)
{
    bool found = false;

    if (ref.relation < 0 || ref.column < 0)
        return false;
    for (int i = 0; i < q->group_count; i++)
        found |= q->groups[i].relation == ref.relation &&
                 q->groups[i].column == ref.column;
    for (int i = 0; i < q->join_count; i++) {
        const struct join *const j = &q->joins[i];

        if ((j->kind == JOIN_FULL && j->left == ref.relation) ||
            (j->kind != JOIN_INNER && j->right == ref.relation))
            return false;
    }
    return found;
}

/* Can the condition stand in the query? *relation is the one it is on. */
static bool fits(const struct query *q, const struct condition *c,
                 int *relation)
{
    bool reads[SQL_OUTPUTS_MAX] = { false };

    *relation = -1;
    condition_columns(c, reads);
    for (int i = 0; i < q->output_count && i < SQL_OUTPUTS_MAX; i++) {
        const struct column_ref ref = q->outputs[i].ref;

        if (!reads[i])
            continue;
        if (q->outputs[i].aggregate || !is_group(q, ref) ||
            (*relation >= 0 && *relation != ref.relation))
            return false;
        *relation = ref.relation;
    }
    return *relation >= 0 && condition_guess(c) == 1;
}

static bool takes(const struct query *q)
{
    return q->set == SET_NONE && q->grouped && q->limit < 0 &&
           q->window_count == 0;
}

static void push(struct arena *a, struct relation *r)
{
    int kept = 0;

    for (int i = 0; i < r->filter_count; i++) {
        int relation;

        if (!fits(r->query, r->filters[i], &relation)) {
            r->filters[kept++] = r->filters[i];
            continue;
        }
        sql_add_condition(
            a, &r->query->relations[relation],
            sql_move_condition(a, r->filters[i], r->query->outputs));
    }
    r->filter_count = kept;
}

void sql_push_down(struct arena *a, struct query *q,
                   const struct sql_uses_of *u)
{
    for (int i = 0; i < q->relation_count; i++) {
        struct relation *const r = &q->relations[i];

        if (r->kind == RELATION_QUERY && !sql_is_shared(u, r->query) &&
            takes(r->query))
            push(a, r);
    }
}
