#include "sql/sql_where.h"

/*
 * Outer join elimination, as planners do it: C. A. Galindo-Legaria and
 * A. Rosenthal, "Outerjoin simplification and reordering for query
 * optimization", ACM TODS 22(1), 1997.
 */

bool sql_is_nullable(const struct sql_build *b, int relation)
{
    for (int i = 0; i < b->outer_count; i++)
        if (!b->outers[i].gone &&
            ((b->outers[i].left | b->outers[i].right) & SQL_BIT(relation)))
            return true;
    return false;
}

static void swap_sides(struct join *j)
{
    const struct join old = *j;

    j->left = old.right;
    j->right = old.left;
    j->left_column = old.right_column;
    j->right_column = old.left_column;
}

/* A full join of which the rows without a partner on one side fail. */
static void halve_full(struct sql_build *b, int outer, bool right_fails)
{
    struct sql_outer *const o = &b->outers[outer];

    for (int i = 0; i < b->q->join_count; i++) {
        if (b->join_outers[i] != outer)
            continue;
        b->q->joins[i].kind = JOIN_LEFT;
        if (right_fails) /* NULLs on the right fail: the right is kept */
            swap_sides(&b->q->joins[i]);
    }
    o->right = right_fails ? o->left : o->right;
    o->left = 0;
    o->full = false;
}

static void make_inner(struct sql_build *b, int outer)
{
    b->outers[outer].gone = true;
    for (int i = 0; i < b->q->join_count; i++) {
        if (b->join_outers[i] != outer)
            continue;
        b->q->joins[i].kind = JOIN_INNER;
        sql_reject_null(b, b->q->joins[i].left);
    }
}

void sql_reject_null(struct sql_build *b, int relation)
{
    const sql_mask bit = SQL_BIT(relation);

    for (int i = 0; i < b->outer_count; i++) {
        struct sql_outer *const o = &b->outers[i];

        if (o->gone || !((o->left | o->right) & bit))
            continue;
        if (o->full)
            halve_full(b, i, (o->right & bit) != 0);
        else
            make_inner(b, i);
    }
}

bool sql_try_anti(struct sql_build *b, int relation, int column)
{
    const struct column *const origin =
        sql_origin(b->r->catalog, b->q, relation, column);

    for (int i = 0; i < b->outer_count; i++) {
        bool always = origin != NULL && origin->not_null;

        if (b->outers[i].gone || b->outers[i].full ||
            b->outers[i].right != SQL_BIT(relation))
            continue;
        for (int k = 0; k < b->q->join_count; k++)
            always = always || (b->join_outers[k] == i &&
                                b->q->joins[k].right_column == column);
        if (!always)
            continue;
        b->outers[i].gone = true;
        for (int k = 0; k < b->q->join_count; k++)
            if (b->join_outers[k] == i)
                b->q->joins[k].kind = JOIN_ANTI;
        return true;
    }
    return false;
}
