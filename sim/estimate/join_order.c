#include "estimate/join_order.h"

#include <math.h>

#include "estimate/planner.h"
#include "models/select.h"

/* First equality between a set and a relation outside it; -1 if none. */
static int join_between(const struct query *q, uint64_t set, int relation)
{
    for (int j = 0; j < q->join_count; j++) {
        const struct join *join = &q->joins[j];
        if ((join->left == relation && (set >> join->right & 1)) ||
            (join->right == relation && (set >> join->left & 1)))
            return j;
    }
    return -1;
}

/* Is a column class one of the equalities between the two sides? */
static bool joins_on(const struct planner *p, uint64_t set, int relation,
                     int class)
{
    const struct query *q = p->query;

    for (int j = 0; j < q->join_count; j++) {
        const struct join *join = &q->joins[j];
        const bool between =
            (join->left == relation && (set >> join->right & 1)) ||
            (join->right == relation && (set >> join->left & 1));
        if (between && join->left_column >= 0 &&
            p->classes[join->left][join->left_column] == class)
            return true;
    }
    return false;
}

static double motion_cost(const struct planner *p, enum motion_label label,
                          const struct candidate *outer,
                          const struct candidate *inner)
{
    const double divisor = p->known->world->cluster.nodes;

    switch (label) {
    case DS_BCAST_INNER:
    case DS_DIST_ALL_INNER:
        return plancost_broadcast(inner->rows_believed, inner->width_bytes);
    case DS_DIST_INNER:
        return plancost_distribute(inner->rows_believed, inner->width_bytes,
                                   divisor);
    case DS_DIST_OUTER:
        return plancost_distribute(outer->rows_believed, outer->width_bytes,
                                   divisor);
    case DS_DIST_BOTH:
        return plancost_distribute(inner->rows_believed, inner->width_bytes,
                                   divisor) +
               plancost_distribute(outer->rows_believed, outer->width_bytes,
                                   divisor);
    default:
        return 0;
    }
}

/* Both single tables, keyed and sorted on the join column: no hash needed,
   but for a full join (redshift.md 2). */
static bool can_merge(const struct planner *p, int join,
                      const struct candidate *outer,
                      const struct candidate *inner)
{
    const struct candidate *sides[] = { outer, inner };

    if (p->query->joins[join].kind == JOIN_FULL)
        return false;
    for (int i = 0; i < 2; i++) {
        if (!sides[i]->base || sides[i]->base->op != OP_SCAN)
            return false;
        const struct table_layout *l = p->layout->tables[sides[i]->base->table];
        if (l->design.sort != SORT_COMPOUND || l->design.sortkey_count == 0 ||
            l->design.sortkeys[0] != l->design.distkey ||
            l->unsorted_frac >= PLANNER_UNSORTED_MAX)
            return false;
    }
    return true;
}

/* Keep a candidate if it is the cheapest of its spread so far. */
static void offer(struct planner *p, struct slot *slot,
                  const struct candidate *c)
{
    for (int i = 0; i < slot->count; i++) {
        struct candidate *have = &slot->items[i];
        if (have->spread.kind != c->spread.kind ||
            have->spread.key != c->spread.key)
            continue;
        /* Equal but for rounding: the earlier one, by the order of FROM. */
        if (c->cost.total < have->cost.total * (1 - 1e-9))
            *have = *c;
        return;
    }
    ARENA_GROW(p->arena, slot->items, slot->count, slot->room);
    slot->items[slot->count++] = *c;
}

/* What one join of two candidates is tried with. */
struct pairing {
    const struct candidate *outer, *inner;
    uint64_t set; /* the side of several relations */
    int relation; /* the single one */
    int join;     /* -1: none */
    bool swapped;
};

/* Inner rows that a probe compares, as the planner guesses: 1 for a key. */
static double bucket_rows(const struct planner *p, const struct pairing *pair)
{
    const double each = p->cards->join_believed[pair->join];
    const struct join *j = &p->query->joins[pair->join];
    const bool left_inner = pair->inner->mask >> j->left & 1;
    const int relation = left_inner ? j->left : j->right;

    return fmax(1, round(p->cards->relations[relation].rows * each));
}

static void try_label(struct planner *p, struct slot *slot,
                      const struct pairing *pair, enum motion_label label,
                      struct spread spread)
{
    struct candidate c = {
        .outer = pair->outer,
        .inner = pair->inner,
        .mask = pair->outer->mask | pair->inner->mask,
        .spread = spread,
        .join = pair->join,
        .label = label,
        .swapped = pair->swapped,
    };
    const struct candidate *o = pair->outer, *i = pair->inner;

    c.rows_believed = select_rows(cardinality_rows(p->cards, c.mask, true));
    c.rows = cardinality_rows(p->cards, c.mask, false);
    c.width_bytes = o->width_bytes + i->width_bytes;
    c.row_bytes = o->row_bytes + i->row_bytes;
    const double motion = motion_cost(p, label, o, i);
    if (pair->join < 0) {
        c.op = OP_NESTED_LOOP;
        c.cost = plancost_nested_loop(o->cost, o->rows_believed, i->cost,
                                      i->rows_believed, 0, motion);
    } else if (label == DS_DIST_NONE && can_merge(p, pair->join, o, i)) {
        c.op = OP_MERGE_JOIN;
        c.cost = plancost_merge_join(o->cost, o->rows_believed, i->cost,
                                     i->rows_believed, c.rows_believed, motion);
    } else {
        c.op = OP_HASH_JOIN;
        c.cost = plancost_hash_join(o->cost, o->rows_believed, i->cost,
                                    i->rows_believed, bucket_rows(p, pair),
                                    c.rows_believed, motion);
    }
    offer(p, slot, &c);
}

/* Every legal motion of one pair; the numbers are those of planner.h. */
static void try_motions(struct planner *p, struct slot *slot,
                        const struct pairing *pair)
{
    const struct spread outer = pair->outer->spread;
    const struct spread inner = pair->inner->spread;
    const bool equal = pair->join >= 0;
    const bool full = equal && p->query->joins[pair->join].kind == JOIN_FULL;
    const bool outer_keyed = outer.kind == SPREAD_KEY &&
                             joins_on(p, pair->set, pair->relation, outer.key);
    const bool inner_keyed = inner.kind == SPREAD_KEY &&
                             joins_on(p, pair->set, pair->relation, inner.key);
    const struct spread one = { SPREAD_ONE, -1 };
    struct spread joined = { SPREAD_EVEN, -1 };

    if (equal) {
        const struct join *j = &p->query->joins[pair->join];
        joined.kind = SPREAD_KEY;
        joined.key = p->classes[j->left][j->left_column];
    }
    if (inner.kind == SPREAD_ALL && !full && !pair->swapped) { /* (1) */
        try_label(p, slot, pair, DS_DIST_ALL_NONE, outer);
        return;
    }
    if (outer_keyed && inner_keyed && outer.key == inner.key) { /* (2) */
        try_label(p, slot, pair, DS_DIST_NONE, outer);
        return;
    }
    if (outer.kind == SPREAD_ALL) { /* (3) */
        try_label(p, slot, pair, DS_DIST_ALL_INNER, one);
        return;
    }
    if (!full && !pair->swapped)
        try_label(p, slot, pair, DS_BCAST_INNER, outer);
    if (outer_keyed) /* (4) */
        try_label(p, slot, pair, DS_DIST_INNER, outer);
    else if (inner_keyed) /* (5) */
        try_label(p, slot, pair, DS_DIST_OUTER, inner);
    else if (equal) /* (6) */
        try_label(p, slot, pair, DS_DIST_BOTH, joined);
}

/*
 * The inner side is hashed and kept in memory, so it is the smaller one
 * (redshift.md 2). Only next to an ALL table that would have to be the outer
 * side is the larger one worth a try.
 */
static bool may_hash(const struct candidate *inner,
                     const struct candidate *outer)
{
    const double in = inner->rows_believed * fmax(inner->width_bytes, 1);
    const double out = outer->rows_believed * fmax(outer->width_bytes, 1);

    return in <= out || (inner->spread.kind == SPREAD_ALL &&
                         outer->spread.kind != SPREAD_ALL);
}

/*
 * Join a set with one more relation, each side as the outer one where that
 * is legal and sensible: the rows of a LEFT, SEMI or ANTI join come from its left side,
 * and only a LEFT join can hash that side instead.
 */
static void join_sides(struct planner *p, struct slot *into,
                       const struct slot *set, uint64_t mask, int relation)
{
    const struct query *q = p->query;
    const int join = join_between(q, mask, relation);
    const enum join_kind kind = join >= 0 ? q->joins[join].kind : JOIN_INNER;
    const bool set_is_left = join < 0 || q->joins[join].right == relation;

    /* The relation that such a join adds must be its right side. */
    if (kind != JOIN_INNER && kind != JOIN_FULL && !set_is_left && !p->lenient)
        return;
    for (int i = 0; i < set->count; i++) {
        const struct candidate *many = &set->items[i];
        const struct candidate *one = &p->singles[relation].items[0];
        struct pairing pair = { many, one, mask, relation, join, false };
        if (kind == JOIN_SEMI || kind == JOIN_ANTI || may_hash(one, many))
            try_motions(p, into, &pair);
        pair.swapped = kind == JOIN_LEFT;
        pair.outer = one;
        pair.inner = many;
        if (kind != JOIN_SEMI && kind != JOIN_ANTI && may_hash(many, one))
            try_motions(p, into, &pair);
    }
}

/* Some relation outside the set is joined to it by an equality. */
static bool has_neighbour(const struct query *q, uint64_t set, uint64_t within)
{
    for (int r = 0; r < q->relation_count; r++)
        if ((within >> r & 1) && !(set >> r & 1) &&
            join_between(q, set, r) >= 0)
            return true;
    return false;
}

static const struct candidate *cheapest(const struct slot *slot)
{
    const struct candidate *best = NULL;

    for (int i = 0; i < slot->count; i++)
        if (!best || slot->items[i].cost.total < best->cost.total)
            best = &slot->items[i];
    return best;
}

const struct candidate *join_order_exact(struct planner *p)
{
    const int n = p->query->relation_count;
    const uint64_t all = p->all;
    struct slot *slots = ARENA_ARRAY(p->arena, all + 1, struct slot);

    for (int r = 0; r < n; r++)
        slots[UINT64_C(1) << r] = p->singles[r];
    for (uint64_t mask = 1; mask <= all; mask++) {
        if ((mask & (mask - 1)) == 0)
            continue;
        /* First joins by an equality; a cross product only if there is
           none. Last relations of FROM are tried first as the last to be
           joined, so that equal costs keep the order of FROM. */
        for (int cross = 0; cross < 2 && slots[mask].count == 0; cross++)
            for (int r = n - 1; r >= 0; r--) {
                const uint64_t rest = mask & ~(UINT64_C(1) << r);
                if (!(mask >> r & 1) || slots[rest].count == 0)
                    continue;
                if (!cross && join_between(p->query, rest, r) < 0)
                    continue;
                if (cross && has_neighbour(p->query, rest, all))
                    continue;
                join_sides(p, &slots[mask], &slots[rest], rest, r);
            }
    }
    return cheapest(&slots[all]);
}

/* Begin with the largest relation, add the cheapest join each time. */
const struct candidate *join_order_greedy(struct planner *p)
{
    const int n = p->query->relation_count;
    const uint64_t all = p->all;
    int first = 0;

    for (int r = 1; r < n; r++)
        if (p->singles[r].items[0].rows_believed >
            p->singles[first].items[0].rows_believed)
            first = r;
    struct slot *now = &p->singles[first];
    uint64_t mask = UINT64_C(1) << first;
    while (mask != all) {
        struct slot *best = NULL;
        uint64_t next = mask;
        const bool equality = has_neighbour(p->query, mask, all);
        for (int r = 0; r < n; r++) {
            struct slot *slot = ARENA_NEW(p->arena, struct slot);
            if ((mask >> r & 1) ||
                (equality && join_between(p->query, mask, r) < 0))
                continue;
            join_sides(p, slot, now, mask, r);
            if (slot->count > 0 && (!best || cheapest(slot)->cost.total <
                                                 cheapest(best)->cost.total)) {
                best = slot;
                next = mask | UINT64_C(1) << r;
            }
        }
        if (!best)
            return NULL;
        now = best;
        mask = next;
    }
    return cheapest(now);
}
