#include "estimate/cardinality.h"

#include <math.h>
#include <string.h>

#include "base/check.h"
#include "estimate/derived.h"
#include "estimate/evidence.h"
#include "estimate/lift.h"
#include "estimate/order.h"
#include "models/distinct.h"
#include "models/select.h"

bool cardinality_references(const struct world *w, int child, int child_column,
                            int parent, int parent_column)
{
    const struct law *law = w->catalog.tables[child].columns[child_column].law;

    return law_has_parent(law) && law->table == parent &&
           law->column == parent_column;
}

static double share_sampled(struct known *k, int table,
                            struct condition *const *filters, int count,
                            struct share *why)
{
    const struct known_rows *rows = known_rows(k, table);
    const struct arena_mark mark = arena_mark(k->scratch);
    bool *passes = ARENA_ARRAY(k->scratch, rows->count, bool);
    const size_t hits = known_passes(k, table, filters, count, passes);

    arena_rewind(k->scratch, mark);
    if (!rows->whole) {
        why->sampled = true;
        why->thin |= hits < CARDINALITY_THIN;
    }
    return (double)hits / (double)rows->count;
}

/* One condition as a planner with column statistics sees it. */
static double believed_share(struct known *k, int table,
                             struct condition *const *filter, struct share *why)
{
    double share = 1;

    switch ((*filter)->kind) {
    case COND_SET:
        return derived_set_share(known_marginal(k, table, (*filter)->column),
                                 *filter);
    case COND_GUESS:
        return (*filter)->guess;
    case COND_AND:
        for (int p = 0; p < (*filter)->part_count; p++)
            share *= believed_share(k, table, &(*filter)->parts[p], why);
        return share;
    case COND_OR:
        for (int p = 0; p < (*filter)->part_count; p++)
            share *= 1 - believed_share(k, table, &(*filter)->parts[p], why);
        return 1 - share;
    case COND_NOT:
        return 1 - believed_share(k, table, &(*filter)->parts[0], why);
    case COND_COMPARE:
        return share_sampled(k, table, filter, 1, why);
    }
    CHECK(false && "a condition of no kind");
    return 1;
}

/* True when no other filter reads a column tied to this one's. */
static bool stands_alone(const struct world *w, int table,
                         struct condition *const *filters, int count, int which)
{
    const struct table *t = &w->catalog.tables[table];

    if (filters[which]->kind == COND_GUESS)
        return true;
    if (filters[which]->kind != COND_SET)
        return false;

    bool reads[TABLE_COLUMNS_MAX] = { false };
    for (int f = 0; f < count; f++)
        if (f != which)
            condition_columns(filters[f], reads);
    for (int c = 0; c < t->column_count; c++)
        if (reads[c] && lift_tied(w, table, filters[which]->column, c))
            return false;
    return true;
}

/* Of conditions that hang together: by the laws where all rest on one column
   of a large table, else on rows. */
static double share_tied(struct known *k, int table,
                         struct condition *const *filters, int count,
                         struct share *why)
{
    const struct table *const t = &k->world->catalog.tables[table];
    const int root =
        t->rows > KNOWN_SAMPLE ? evidence_root(t, filters, count) : -1;
    struct evidence *const e =
        root >= 0 ? evidence_of(k, table, root, filters, count) : NULL;
    double share;

    return e != NULL && evidence_share(e, &share)
               ? share
               : share_sampled(k, table, filters, count, why);
}

struct share cardinality_share(struct known *k, int table,
                               struct condition *const *filters, int count)
{
    const struct table *t = &k->world->catalog.tables[table];
    struct share share = { .believed = 1, .actual = 1 };
    struct condition **tied =
        ARENA_ARRAY(k->scratch, count + 1, struct condition *);
    int tied_count = 0;

    for (int f = 0; f < count; f++) {
        const double alone = believed_share(k, table, &filters[f], &share);
        share.believed *= alone;
        if (t->rows > KNOWN_SAMPLE &&
            stands_alone(k->world, table, filters, count, f))
            share.actual *= alone;
        else
            tied[tied_count++] = filters[f];
    }
    if (tied_count > 0) {
        share.actual *= share_tied(k, table, tied, tied_count, &share);
        for (int f = 0; f < tied_count; f++)
            share.actual *= condition_guess(tied[f]);
    }
    return share;
}

static int relation_columns(const struct world *w, const struct relation *r)
{
    return r->kind == RELATION_TABLE ? w->catalog.tables[r->table].column_count
                                     : r->query->output_count;
}

static struct lift_side side_of(const struct relation *r)
{
    return (struct lift_side){ .table = r->table,
                               .filters = r->filters,
                               .filter_count = r->filter_count };
}

/* How much the filters of a child and its parent hang together (lift.h). */
static double parent_lift(struct cardinality *c, int child, int column,
                          int parent)
{
    const struct relation *relations = c->query->relations;
    const struct lift lift = lift_of(c->known, side_of(&relations[child]),
                                     column, side_of(&relations[parent]),
                                     c->relations[parent].passes.actual);

    c->leans_on_sample |= lift.sampled;
    c->leans_on_thin |= lift.thin;
    return lift.factor;
}

/* Share of a table's rows that are NULL or an orphan in a foreign key. */
static double unmatched_frac(const struct column *c)
{
    return 1 - (1 - c->null_frac) * (1 - c->law->orphan_frac);
}

/* Values of a column (or of an inner query's output) before filters. */
static double domain(struct known *k, const struct relation *r, double rows,
                     int column)
{
    const struct marginal *const m = derived_origin(k, r, column);

    if (m == NULL)
        return fmax(rows, 1);
    return r->kind == RELATION_TABLE ? m->distinct
                                     : fmax(fmin(m->distinct, rows), 1);
}

/* Do codes of both columns mean the same? Not those of two forms of text. */
static bool comparable(const struct column *l, const struct column *r)
{
    return !type_is_string(l->type) && !type_is_string(r->type) &&
           ((type_is_integer(l->type) && type_is_integer(r->type)) ||
            (l->type.kind == r->type.kind && l->type.scale == r->type.scale));
}

/*
 * Chance that a row of the one side and one of the other draw the same value,
 * where neither refers to the other; `otherwise` where their codes cannot be
 * compared, or values too many to be summed are hit too unevenly.
 */
static double drawn_match(struct cardinality *c, const struct join *j,
                          const struct column *lc, const struct column *rc,
                          double otherwise)
{
    const struct relation *const l = &c->query->relations[j->left];
    const struct relation *const r = &c->query->relations[j->right];
    const struct marginal *const lm =
        known_marginal(c->known, l->table, j->left_column);
    const struct marginal *const rm =
        known_marginal(c->known, r->table, j->right_column);

    if (!comparable(lc, rc) || lm->picks || rm->picks || lm->sampled ||
        rm->sampled)
        return otherwise;
    return marginal_match(lm, rm);
}

/* How well rows of two relations match on one equality, before filters. */
static void join_selectivity(struct cardinality *c, int index)
{
    const struct world *w = c->known->world;
    const struct join *j = &c->query->joins[index];
    const struct relation *l = &c->query->relations[j->left];
    const struct relation *r = &c->query->relations[j->right];
    const double lrows = c->relations[j->left].rows;
    const double rrows = c->relations[j->right].rows;
    const double ld = domain(c->known, l, lrows, j->left_column);
    const double rd = domain(c->known, r, rrows, j->right_column);
    double actual = 1 / fmax(ld, rd);

    /* Of a table that has grown, as many values as it had rows then. */
    c->join_believed[index] =
        1 / fmax(fmin(ld, fmax(c->relations[j->left].rows_believed, 1)),
                 fmin(rd, fmax(c->relations[j->right].rows_believed, 1)));
    if (l->kind == RELATION_TABLE && r->kind == RELATION_TABLE) {
        const struct column *lc =
            &w->catalog.tables[l->table].columns[j->left_column];
        const struct column *rc =
            &w->catalog.tables[r->table].columns[j->right_column];
        if (cardinality_references(w, l->table, j->left_column, r->table,
                                   j->right_column))
            actual = (1 - unmatched_frac(lc)) / rrows *
                     parent_lift(c, j->left, j->left_column, j->right);
        else if (cardinality_references(w, r->table, j->right_column, l->table,
                                        j->left_column))
            actual = (1 - unmatched_frac(rc)) / lrows *
                     parent_lift(c, j->right, j->right_column, j->left);
        else
            actual = drawn_match(c, j, lc, rc, actual) * (1 - lc->null_frac) *
                     (1 - rc->null_frac);
    }
    c->join_true[index] = actual;
}

static void set_rows(struct relation_rows *out, const struct table *t)
{
    out->rows = out->rows_believed = (double)t->rows;
    if (t->believed_rows > 0)
        out->rows_believed = (double)t->believed_rows;
}

struct cardinality *cardinality_of(struct arena *a, struct known *k,
                                   const struct query *q,
                                   const double *inner_rows)
{
    const struct world *w = k->world;
    struct cardinality *c = ARENA_NEW(a, struct cardinality);

    CHECK(q->relation_count <= CARDINALITY_RELATIONS);
    c->arena = a;
    c->known = k;
    c->query = q;
    c->relations = ARENA_ARRAY(a, q->relation_count, struct relation_rows);
    c->join_true = ARENA_ARRAY(a, q->join_count, double);
    c->join_believed = ARENA_ARRAY(a, q->join_count, double);
    for (int r = 0; r < q->relation_count; r++) {
        const struct relation *rel = &q->relations[r];
        struct relation_rows *out = &c->relations[r];
        out->distinct = ARENA_ARRAY(a, relation_columns(w, rel) + 1, double);
        if (rel->kind == RELATION_TABLE) {
            set_rows(out, &w->catalog.tables[rel->table]);
            out->passes = cardinality_share(k, rel->table, rel->filters,
                                            rel->filter_count);
            c->leans_on_sample |= out->passes.sampled;
            c->leans_on_thin |= out->passes.thin;
        } else {
            out->rows = out->rows_believed = inner_rows[r];
            out->passes.believed = out->passes.actual = derived_share(k, rel);
        }
    }
    for (int j = 0; j < q->join_count; j++)
        join_selectivity(c, j);
    return c;
}

struct cardinality *cardinality_believing(struct arena *a, struct known *k,
                                          const struct cardinality *c)
{
    struct cardinality *out = ARENA_NEW(a, struct cardinality);
    const struct query *q = c->query;

    *out = *c;
    out->arena = a;
    out->known = k;
    out->relations = ARENA_ARRAY(a, q->relation_count, struct relation_rows);
    out->join_true = ARENA_ARRAY(a, q->join_count, double);
    out->join_believed = ARENA_ARRAY(a, q->join_count, double);
    for (int r = 0; r < q->relation_count; r++) {
        const struct relation *rel = &q->relations[r];
        const size_t columns = (size_t)relation_columns(k->world, rel) + 1;
        struct relation_rows *to = &out->relations[r];
        *to = c->relations[r];
        to->distinct = ARENA_ARRAY(a, columns, double);
        memcpy(to->distinct, c->relations[r].distinct,
               columns * sizeof(*to->distinct));
        if (rel->kind == RELATION_TABLE)
            set_rows(to, &k->world->catalog.tables[rel->table]);
    }
    for (int j = 0; j < q->join_count; j++)
        join_selectivity(out, j);
    return out;
}

static double filtered_rows(const struct cardinality *c, int relation,
                            bool believed)
{
    const struct relation_rows *r = &c->relations[relation];
    return believed ? r->rows_believed * r->passes.believed
                    : r->rows * r->passes.actual;
}

/* Selectivity of all equalities between two relations together. */
static double pair_selectivity(const struct cardinality *c, int index,
                               bool believed)
{
    const struct join *j = &c->query->joins[index];
    const double *each = believed ? c->join_believed : c->join_true;
    const double most =
        fmax(c->relations[j->left].rows, c->relations[j->right].rows);
    double product = 1;
    int count = 0;

    for (int k = 0; k < c->query->join_count; k++) {
        const struct join *other = &c->query->joins[k];
        const bool same =
            (other->left == j->left && other->right == j->right) ||
            (other->left == j->right && other->right == j->left);
        if (!same)
            continue;
        if (k < index)
            return 1; /* counted with the first of them */
        product *= each[k];
        count++;
    }
    /* Several columns are a key together: at least one match in a table. */
    return count > 1 ? fmax(product, 1 / fmax(most, 1)) : product;
}

/* Do the rows of the left side refer to a key of the right, so that each has
   one match at most? */
static bool refers_to_key(const struct cardinality *c, const struct join *j)
{
    const struct relation *l = &c->query->relations[j->left];
    const struct relation *r = &c->query->relations[j->right];

    return l->kind == RELATION_TABLE && r->kind == RELATION_TABLE &&
           cardinality_references(c->known->world, l->table, j->left_column,
                                  r->table, j->right_column);
}

/* Chance that a row of the left side has a match among `rows` of the right. */
static double match_chance(const struct cardinality *c, int index, double rows)
{
    const double each = c->join_true[index];
    const double keys = 1 / fmax(each, 1e-300);

    if (refers_to_key(c, &c->query->joins[index]))
        return fmin(1, each * rows);
    return fmin(1, distinct_cardenas(fmax(keys, 1), rows) / fmax(keys, 1));
}

double cardinality_rows(const struct cardinality *c, uint64_t mask,
                        bool believed)
{
    const struct query *q = c->query;
    double rows = 1;

    for (int r = 0; r < q->relation_count; r++)
        if (mask >> r & 1)
            rows *= filtered_rows(c, r, believed);
    for (int j = 0; j < q->join_count; j++) {
        const struct join *join = &q->joins[j];
        if (!(mask >> join->left & 1) || !(mask >> join->right & 1))
            continue;
        const double right = filtered_rows(c, join->right, believed);
        const double select = pair_selectivity(c, j, believed);
        const double factor = right * select;
        const double per_row = right > 0 ? 1 / right : 1;
        if (join->kind == JOIN_SEMI)
            rows *= per_row * match_chance(c, j, right);
        else if (join->kind == JOIN_ANTI)
            rows *= per_row * fmax(1 - match_chance(c, j, right), 0);
        else if (join->kind == JOIN_LEFT || join->kind == JOIN_FULL)
            rows *= per_row * fmax(1, factor);
        else
            rows *= select;
    }
    for (int x = 0; x < q->cross_count; x++) {
        bool inside = true;
        for (int r = 0; r < q->crosses[x].relation_count; r++)
            inside &= mask >> q->crosses[x].relations[r] & 1;
        if (inside)
            rows *= q->crosses[x].guess;
    }
    return rows;
}

bool cardinality_parent(const struct cardinality *c, int join, int child,
                        int *parent, int *column)
{
    const struct join *const j = &c->query->joins[join];
    const bool left = j->left == child;

    if ((!left && j->right != child) || j->kind == JOIN_SEMI ||
        j->kind == JOIN_ANTI)
        return false;
    *parent = left ? j->right : j->left;
    *column = left ? j->left_column : j->right_column;
    const int key = left ? j->right_column : j->left_column;
    const struct relation *const from = &c->query->relations[child];
    const struct relation *const to = &c->query->relations[*parent];
    return from->kind == RELATION_TABLE && to->kind == RELATION_TABLE &&
           cardinality_references(c->known->world, from->table, *column,
                                  to->table, key);
}

double cardinality_passing(const struct cardinality *c, int relation)
{
    return filtered_rows(c, relation, false);
}
