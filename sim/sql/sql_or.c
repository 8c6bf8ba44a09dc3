#include "sql/sql_where.h"

#include <math.h>
#include <string.h>

#include "base/text.h"
#include "sql/sql_predicate.h"

/*
 * An OR over several relations, in two steps as planners take it.
 *
 * 1. What all branches have in common holds by itself:
 *        (a = b and p) or (a = b and q)   is   a = b and (p or q).
 * 2. Where every branch says something of a relation alone, that relation's
 *    rows can be filtered before the join:
 *        (x = 1 and y = 2) or (x = 3 and y = 4)
 *    implies x in (1, 3) and y in (2, 4). With k branches and m such
 *    relations, k of the k^m combinations are meant, so that k^(1 - m) of
 *    the pairs left pass; kind: guess (branches equally likely).
 *
 * The filters of step 2 are no zone map's: whether Redshift pushes them down
 * to its scans is not documented.
 */
enum { BRANCHES_MAX = 16, PARTS_MAX = 16 };

struct branch {
    PgQuery__Node *const *parts;
    size_t n;
    const char *keys[PARTS_MAX];
    sql_mask relations[PARTS_MAX]; /* 0: of no relation alone */
    bool common[PARTS_MAX];
};

struct or
{
    struct sql_context *x;
    struct branch branches[BRANCHES_MAX];
    int count;
};

static void read_branch(struct or *o, PgQuery__Node *const *node)
{
    struct branch *const b = &o->branches[o->count++];
    const bool and =
        (*node)->node_case == PG_QUERY__NODE__NODE_BOOL_EXPR &&
        (*node)->bool_expr->boolop == PG_QUERY__BOOL_EXPR_TYPE__AND_EXPR;

    b->parts = and? (*node)->bool_expr->args : node;
    b->n = and? (*node)->bool_expr->n_args : 1;
    for (size_t i = 0; i < b->n && i < PARTS_MAX; i++) {
        struct sql_uses uses;

        b->keys[i] = sql_wording_key(o->x->scope->build->r, b->parts[i]);
        if (sql_walk(o->x->scope, SQL_IN_WHERE, b->parts[i], &uses) &&
            sql_count_of(uses.relations) == 1 && !uses.subquery &&
            uses.outer_relations == 0 && !uses.deeper_outer)
            b->relations[i] = uses.relations;
    }
}

/* False for an OR that is too wide to be worth it. */
static bool read_branches(struct or *o, const PgQuery__BoolExpr *e)
{
    if (e->n_args > BRANCHES_MAX)
        return false;
    for (size_t i = 0; i < e->n_args; i++) {
        read_branch(o, &e->args[i]);
        if (o->branches[i].n > PARTS_MAX)
            return false;
    }
    return true;
}

static int find_part(const struct branch *b, const char *key)
{
    for (size_t i = 0; i < b->n; i++)
        if (strcmp(b->keys[i], key) == 0)
            return (int)i;
    return -1;
}

/* Take out what is in all branches, and read it. */
static bool read_common(struct or *o)
{
    struct branch *const first = &o->branches[0];
    bool ok = true;

    for (size_t i = 0; i < first->n; i++) {
        bool in_all = true;

        for (int k = 1; k < o->count; k++)
            in_all = in_all && find_part(&o->branches[k], first->keys[i]) >= 0;
        if (!in_all)
            continue;
        for (int k = 0; k < o->count; k++)
            o->branches[k].common[find_part(&o->branches[k], first->keys[i])] =
                true;
        ok = sql_read_where(o->x, first->parts[i], false) && ok;
    }
    return ok;
}

static const char *text_of(const struct sql_scope *scope,
                           struct condition *const *parts, int count,
                           const char *between)
{
    struct sql_reader *const r = scope->build->r;
    struct text_buffer b;

    text_buffer_init(&b, r->s->scratch);
    for (int i = 0; i < count; i++)
        text_addf(&b, "%s%s", i > 0 ? between : "", parts[i]->text);
    return sql_cut(r, text_buffer_text(&b));
}

/* Is nothing left of the branches but what they say of this relation? Then
   the filter is no implication but the condition itself. */
static bool is_alone(const struct or *o, sql_mask relation)
{
    for (int k = 0; k < o->count; k++)
        for (size_t i = 0; i < o->branches[k].n; i++)
            if (!o->branches[k].common[i] &&
                o->branches[k].relations[i] != relation)
                return false;
    return true;
}

/* What one branch says of one relation alone; NULL for nothing. */
static struct condition *condition_of(const struct or *o, struct branch *b,
                                      sql_mask relation, bool *ok)
{
    struct sql_scope *const scope = o->x->scope;
    struct condition **const parts =
        ARENA_ARRAY(scope->build->r->s->a, b->n, struct condition *);
    int count = 0;

    for (size_t i = 0; i < b->n && *ok; i++) {
        if (b->common[i] || b->relations[i] != relation)
            continue;
        parts[count] = sql_read_condition(scope, b->parts[i], false);
        *ok = parts[count++] != NULL;
    }
    if (!*ok || count == 0)
        return NULL;
    return sql_combine(scope, true, parts, count,
                       text_of(scope, parts, count, " and "));
}

static void forbid_zone_maps(struct condition *c)
{
    c->zone_map = false;
    for (int i = 0; i < c->part_count; i++)
        forbid_zone_maps(c->parts[i]);
}

/* All branches' conditions on a relation; true when each had one. */
static bool read_implied(const struct or *o, const PgQuery__Node *node,
                         int relation, bool *ok)
{
    struct sql_scope *const scope = o->x->scope;
    struct sql_build *const b = scope->build;
    struct condition *parts[BRANCHES_MAX];

    for (int k = 0; k < o->count; k++) {
        parts[k] = condition_of(o, (struct branch *)&o->branches[k],
                                SQL_BIT(relation), ok);
        if (parts[k] == NULL)
            return false;
    }
    struct condition **const kept =
        ARENA_ARRAY(b->r->s->a, o->count, struct condition *);
    memcpy(kept, parts, (size_t)o->count * sizeof(*kept));
    struct condition *const c = sql_combine(
        scope, false, kept, o->count, text_of(scope, parts, o->count, " or "));
    if (!is_alone(o, SQL_BIT(relation)))
        forbid_zone_maps(c);
    *ok = sql_add_filter(b, relation, c, sql_location(node)) && *ok;
    return true;
}

/*
 * What is left of the branches when the implied filters are taken: of those
 * rows, each branch means one of the k^m combinations. Without such filters
 * the branches are taken as independent.
 */
static double guess_of_rest(const struct or *o, sql_mask implied)
{
    double sum = 0, none = 1;

    for (int k = 0; k < o->count; k++) {
        const struct branch *const b = &o->branches[k];
        double all = 1;

        for (size_t i = 0; i < b->n; i++)
            if (!b->common[i] && (b->relations[i] & implied) == 0)
                all *= sql_guess_of(b->parts[i], false);
        sum += all;
        none *= 1 - all;
    }
    if (implied == 0)
        return 1 - none;
    return fmin(1, sum * pow(o->count, -sql_count_of(implied)));
}

bool sql_read_or(struct sql_context *x, const PgQuery__Node *node,
                 const struct sql_uses *uses)
{
    struct or *const o = ARENA_NEW(x->scope->build->r->s->scratch, struct or);
    sql_mask implied = 0;
    bool ok = true;

    o->x = x;
    if (x->kind != CONTEXT_WHERE || !read_branches(o, node->bool_expr))
        return sql_add_guess(x, node, false, uses, sql_guess_of(node, false));
    if (!read_common(o))
        return false;
    for (sql_mask m = uses->relations; m != 0 && ok; m &= m - 1) {
        const int relation = sql_first_of(m);

        if (!sql_is_nullable(x->scope->build, relation) &&
            read_implied(o, node, relation, &ok))
            implied |= SQL_BIT(relation);
    }
    if (!ok)
        return false;
    const double guess = guess_of_rest(o, implied);
    return guess >= 1 || sql_add_guess(x, node, false, uses, guess);
}
