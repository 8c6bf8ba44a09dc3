#include "estimate/grouping.h"

#include <stdlib.h>

#include "base/rng.h"
#include "estimate/bunch.h"
#include "estimate/order.h"

const struct relation *grouping_relation(const struct grouping *g, int r)
{
    return &g->c->query->relations[r];
}

const struct table *grouping_table(const struct grouping *g, int r)
{
    return &g->c->known->world->catalog.tables[grouping_relation(g, r)->table];
}

/* A column of a table that exists: not computed, not an inner query's. */
bool grouping_is_plain(const struct grouping *g, struct column_ref ref)
{
    return ref.relation >= 0 && ref.column >= 0 &&
           grouping_relation(g, ref.relation)->kind == RELATION_TABLE;
}

/* ---- (1) what decides what -------------------------------------------- */

/* Has each row its own value? */
static bool is_key(const struct table *t, int column)
{
    const struct column *const c = &t->columns[column];
    int primaries = 0;

    for (int i = 0; i < t->column_count; i++)
        primaries += t->columns[i].primary;
    return c->unique || (c->primary && primaries == 1) ||
           c->law->kind == LAW_CALENDAR ||
           (c->law->kind == LAW_SEQUENTIAL && c->law->line_hi <= 1);
}

/* Does the join make the column equal to a key of `relation`? */
static bool joins_key(const struct grouping *g, const struct join *j,
                      struct column_ref ref, int relation)
{
    const bool left = j->left == ref.relation && j->left_column == ref.column;
    const bool right =
        j->right == ref.relation && j->right_column == ref.column;

    if (grouping_relation(g, relation)->kind != RELATION_TABLE)
        return false;
    return (left && j->right == relation &&
            is_key(grouping_table(g, relation), j->right_column)) ||
           (right && j->left == relation &&
            is_key(grouping_table(g, relation), j->left_column));
}

/* Does a value of the column stand for one row of the relation? */
bool grouping_names_row(const struct grouping *g, struct column_ref ref,
                        int relation)
{
    if (ref.relation == relation &&
        is_key(grouping_table(g, relation), ref.column))
        return true;
    for (int j = 0; j < g->c->query->join_count; j++)
        if (joins_key(g, &g->c->query->joins[j], ref, relation))
            return true;
    return false;
}

/* Does the join lead from a row of `child` to one row at most of `parent`, by
   `column` of the child? */
bool grouping_leads(const struct grouping *g, int join, int child, int *parent,
                    int *column)
{
    const struct join *const j = &g->c->query->joins[join];

    if (cardinality_parent(g->c, join, child, parent, column))
        return true;
    if ((j->left != child && j->right != child) || j->kind == JOIN_SEMI ||
        j->kind == JOIN_ANTI ||
        grouping_relation(g, j->left)->kind != RELATION_TABLE ||
        grouping_relation(g, j->right)->kind != RELATION_TABLE)
        return false;
    *parent = j->left == child ? j->right : j->left;
    *column = j->left == child ? j->left_column : j->right_column;
    const int key = j->left == child ? j->right_column : j->left_column;
    return is_key(grouping_table(g, *parent), key) &&
           !is_key(grouping_table(g, child), *column);
}

/* Adds the relations whose row a row of `relation` decides, itself included.
   Joins may run in a circle. */
static uint64_t add_decided(const struct grouping *g, int relation,
                            uint64_t seen)
{
    seen |= UINT64_C(1) << relation;
    for (int j = 0; j < g->c->query->join_count; j++) {
        int parent, column;
        if (grouping_leads(g, j, relation, &parent, &column) &&
            !(seen >> parent & 1))
            seen = add_decided(g, parent, seen);
    }
    return seen;
}

uint64_t grouping_decided(const struct grouping *g, int relation)
{
    return add_decided(g, relation, 0);
}

static bool follows(const struct table *t, int column, int other)
{
    return order_hangs_on(t, column, other) ||
           t->columns[order_root(t, column)].per == other;
}

/* Does the column `by` decide the column `ref`? */
static bool decides(const struct grouping *g, struct column_ref by,
                    struct column_ref ref)
{
    if (by.relation == ref.relation &&
        follows(grouping_table(g, ref.relation), ref.column, by.column))
        return true;
    for (int r = 0; r < g->c->query->relation_count; r++)
        if (grouping_relation(g, r)->kind == RELATION_TABLE &&
            grouping_names_row(g, by, r) &&
            (grouping_decided(g, r) >> ref.relation & 1))
            return true;
    return false;
}

/* Of two that decide each other, the first one counts. */
bool grouping_is_decided(const struct grouping *g, int which)
{
    for (int i = 0; i < g->count; i++) {
        if (i == which || !grouping_is_plain(g, g->refs[i]) ||
            !decides(g, g->refs[i], g->refs[which]))
            continue;
        if (i < which || !decides(g, g->refs[which], g->refs[i]))
            return true;
    }
    return false;
}

/* ---- how evenly a relation's rows are met ------------------------------- */

const struct marginal *grouping_leading(const struct grouping *g, int relation,
                                        int *key)
{
    for (int j = 0; j < g->c->query->join_count; j++) {
        const struct join *const join = &g->c->query->joins[j];
        const int child = join->left == relation ? join->right : join->left;
        int parent, column;
        if ((join->left != relation && join->right != relation) ||
            !grouping_leads(g, j, child, &parent, &column) ||
            parent != relation)
            continue;
        const struct table *const t = grouping_table(g, child);
        *key = join->left == relation ? join->left_column : join->right_column;
        return t->columns[column].law->kind == LAW_SEQUENTIAL ||
                       bunch_column(t, column) >= 0
                   ? NULL
                   : known_marginal(g->c->known,
                                    grouping_relation(g, child)->table, column);
    }
    return NULL;
}

/* Rows of a small table that meet its conditions: the hash of the grouping
   columns, and how often others lead to it. */
struct met {
    uint64_t hash;
    double share;
};

static int compare_met(const void *a, const void *b)
{
    const struct met *const x = a, *const y = b;
    return (x->hash > y->hash) - (x->hash < y->hash);
}

static size_t meet_rows(const struct grouping *g,
                        const struct grouping_family *f,
                        const struct marginal *by, int key, struct met *met)
{
    struct known *const k = g->c->known;
    const struct relation *const r = grouping_relation(g, f->relation);
    const struct known_rows *const rows = known_rows(k, r->table);
    const int64_t *const keys = known_codes(k, r->table, key);
    bool *const passes = ARENA_ARRAY(k->scratch, rows->count, bool);
    size_t n = 0;

    known_passes(k, r->table, r->filters, r->filter_count, passes);
    for (size_t i = 0; i < rows->count; i++) {
        if (!passes[i])
            continue;
        met[n] = (struct met){ 0, marginal_between(by, keys[i], keys[i]) };
        for (int c = 0; c < f->count; c++)
            met[n].hash = rng_mix(
                met[n].hash ^
                rng_mix((uint64_t)known_codes(k, r->table, f->columns[c])[i]));
        n++;
    }
    return n;
}

bool grouping_shares(const struct grouping *g, const struct grouping_family *f,
                     struct mingle_source *s)
{
    struct known *const k = g->c->known;
    const struct known_rows *const rows =
        known_rows(k, grouping_relation(g, f->relation)->table);
    int key;
    const struct marginal *const by = grouping_leading(g, f->relation, &key);
    double sum = 0;

    if (by == NULL || !rows->whole || rows->count > MINGLE_LISTED)
        return false;
    struct met *const met = ARENA_ARRAY(k->scratch, rows->count, struct met);
    double *const shares = ARENA_ARRAY(k->scratch, rows->count, double);
    const size_t n = meet_rows(g, f, by, key, met);
    qsort(met, n, sizeof(*met), compare_met);
    s->share_count = 0;
    for (size_t i = 0; i < n; i++) {
        sum += met[i].share;
        if (i > 0 && met[i].hash == met[i - 1].hash)
            shares[s->share_count - 1] += met[i].share;
        else
            shares[s->share_count++] = met[i].share;
    }
    for (size_t i = 0; sum > 0 && i < s->share_count; i++)
        shares[i] /= sum;
    s->shares = shares;
    s->values = (double)s->share_count;
    return sum > 0;
}
