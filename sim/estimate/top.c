#include "estimate/top.h"

#include <math.h>

#include "base/text.h"
#include "estimate/groups.h"
#include "models/plancost.h"
#include "models/select.h"

/* Bytes of an aggregate's result: a NUMERIC(38) or a BIGINT. */
enum { AGGREGATE_BYTES = 8 };

const char *top_column_name(const struct world *w, const struct query *q,
                            int relation, int column)
{
    const struct relation *r = &q->relations[relation];

    if (column < 0)
        return "expression";
    if (r->kind == RELATION_TABLE)
        return w->catalog.tables[r->table].columns[column].name;
    return r->query->outputs[column].name;
}

static const char *columns_text(struct arena *a, const struct world *w,
                                const struct query *q, const char *title,
                                const struct column_ref *refs,
                                const char *const *texts, int count)
{
    struct text_buffer b;

    text_buffer_init(&b, a);
    text_add(&b, title);
    for (int i = 0; i < count; i++) {
        const struct column_ref ref = refs[i];
        if (ref.relation < 0 || ref.column < 0)
            text_addf(&b, "%s%s", i ? ", " : "",
                      texts != NULL && texts[i] != NULL ? texts[i]
                                                        : "expression");
        else
            text_addf(&b, "%s%s.%s", i ? ", " : "",
                      q->relations[ref.relation].alias,
                      top_column_name(w, q, ref.relation, ref.column));
    }
    return text_buffer_text(&b);
}

/* A step over `below` that keeps its rows, place and cost. */
static struct step *above(struct arena *a, enum operator op, struct step *below)
{
    struct step *s = step_new(a, op, below, NULL);

    s->query = below->query;
    s->spread = below->spread;
    s->rows = below->rows;
    s->rows_believed = below->rows_believed;
    s->width_bytes = below->width_bytes;
    s->startup_cost = below->startup_cost;
    s->total_cost = below->total_cost;
    s->name = "";
    return s;
}

static void set_cost(struct step *s, struct plancost cost)
{
    s->startup_cost = cost.startup;
    s->total_cost = cost.total;
}

static struct plancost cost_of(const struct step *s)
{
    const struct plancost cost = { s->startup_cost, s->total_cost };
    return cost;
}

/* Does each slice hold whole groups of these columns? */
static bool holds_whole(const struct step *s, int *const *classes,
                        const struct column_ref *refs, int count)
{
    if (s->spread.kind == SPREAD_ALL || s->spread.kind == SPREAD_ONE)
        return true;
    if (s->spread.kind != SPREAD_KEY)
        return false;
    for (int i = 0; i < count; i++)
        if (refs[i].relation >= 0 && refs[i].column >= 0 &&
            classes[refs[i].relation][refs[i].column] == s->spread.key)
            return true;
    return false;
}

/* Grouping columns are a prefix of the sort key that holds the distkey: the
   groups come in order, on one slice each. */
static bool groups_in_order(const struct layout *l, const struct query *q,
                            const struct step *s)
{
    if (s->op != OP_SCAN || q->group_count == 0)
        return false;
    const struct table_layout *t = l->tables[s->table];
    if (t->design.sort != SORT_COMPOUND || t->design.diststyle != DIST_KEY ||
        q->group_count > t->design.sortkey_count)
        return false;
    bool has_distkey = false;
    for (int k = 0; k < q->group_count; k++) {
        bool found = false;
        for (int g = 0; g < q->group_count; g++)
            found |= q->groups[g].column == t->design.sortkeys[k];
        if (!found)
            return false;
        has_distkey |= t->design.sortkeys[k] == t->design.distkey;
    }
    return has_distkey;
}

static struct step *add_windows(struct arena *a, const struct world *w,
                                int *const *classes, const struct query *q,
                                struct step *s)
{
    for (int i = 0; i < q->window_count; i++) {
        const struct window *win = &q->windows[i];
        const bool whole =
            holds_whole(s, classes, win->partition, win->partition_count);
        s = above(a, OP_WINDOW, s);
        s->one_phase = whole;
        s->condition = columns_text(a, w, q, "Partition: ", win->partition,
                                    NULL, win->partition_count);
        set_cost(s, plancost_window(cost_of(s->outer), s->rows_believed,
                                    win->partition_count));
        if (!whole) {
            s->spread.kind =
                win->partition_count > 0 ? SPREAD_EVEN : SPREAD_ONE;
            s->total_cost += plancost_distribute(
                s->rows_believed, s->width_bytes, w->cluster.nodes);
        }
    }
    return s;
}

static struct plancost aggregate_cost(const struct query *q,
                                      const struct step *s,
                                      const struct step *below)
{
    const double rows = below->rows_believed;
    const int groups = q->group_count;

    if (s->op == OP_AGGREGATE)
        return plancost_aggregate(cost_of(below), rows, q->aggregate_count);
    if (s->op == OP_GROUP_AGGREGATE)
        return plancost_group_aggregate(cost_of(below), rows, groups,
                                        q->aggregate_count, s->rows_believed);
    return plancost_hash_aggregate(cost_of(below), rows, groups,
                                   q->aggregate_count, s->rows_believed,
                                   q->having_guess < 1);
}

static struct step *add_aggregate(struct arena *a, struct known *k,
                                  const struct layout *l,
                                  struct cardinality *cards,
                                  int *const *classes, const struct query *q,
                                  struct step *s)
{
    const bool ordered = groups_in_order(l, q, s);
    const bool whole = holds_whole(s, classes, q->groups, q->group_count);
    struct step *below = s;

    s = above(a,
              q->group_count == 0 ? OP_AGGREGATE
              : ordered           ? OP_GROUP_AGGREGATE
                                  : OP_HASH_AGGREGATE,
              below);
    s->one_phase = whole && q->group_count > 0;
    s->rows = q->group_count == 0 ? 1 : groups_of(cards, below->rows);
    s->rows *= q->having_guess;
    s->rows_believed = select_rows(fmin(s->rows, below->rows_believed));
    s->width_bytes = AGGREGATE_BYTES * q->aggregate_count;
    for (int g = 0; g < q->group_count; g++)
        s->width_bytes += 8;
    if (!s->one_phase && q->group_count > 0)
        s->spread.kind = SPREAD_EVEN;
    if (q->group_count == 0)
        s->spread.kind = SPREAD_ONE;
    set_cost(s, aggregate_cost(q, s, below));
    if (q->group_count > 0)
        s->condition = columns_text(a, k->world, q, "Group Key: ", q->groups,
                                    q->group_texts, q->group_count);
    return s;
}

static struct step *add_order(struct arena *a, const struct world *w,
                              const struct query *q, struct step *s)
{
    const char *keys = columns_text(a, w, q, "Sort Key: ", q->order,
                                    q->order_texts, q->order_count);

    s = above(a, OP_SORT, s);
    s->condition = keys;
    set_cost(s, plancost_sort(cost_of(s->outer), s->rows_believed));
    s = above(a, OP_NETWORK, s);
    s->condition = "Send to leader";
    s = above(a, OP_MERGE, s);
    s->condition = columns_text(a, w, q, "Merge Key: ", q->order,
                                q->order_texts, q->order_count);
    return s;
}

static struct step *add_limit(struct arena *a, const struct query *q,
                              struct step *s)
{
    s = above(a, OP_LIMIT, s);
    s->rows = fmin(s->rows, (double)q->limit);
    s->rows_believed = fmin(s->rows_believed, (double)q->limit);
    return s;
}

struct step *top_of_select(struct arena *a, struct known *k,
                           const struct layout *l, struct cardinality *cards,
                           int *const *classes, const struct query *q,
                           struct step *joined)
{
    struct step *s = joined;

    if (q->grouped || q->distinct)
        s = add_aggregate(a, k, l, cards, classes, q, s);
    s = add_windows(a, k->world, classes, q, s);
    if (q->order_count > 0)
        s = add_order(a, k->world, q, s);
    if (q->limit >= 0)
        s = add_limit(a, q, s);
    return s;
}

struct step *top_append(struct arena *a, const struct query *q,
                        struct step *first, struct step *second)
{
    struct step *s = step_new(a, OP_APPEND, first, second);

    s->query = q;
    s->rows = first->rows + second->rows;
    s->rows_believed = first->rows_believed + second->rows_believed;
    s->width_bytes = fmax(first->width_bytes, second->width_bytes);
    s->startup_cost = first->startup_cost;
    s->total_cost = first->total_cost + second->total_cost;
    s->name = "";
    return s;
}

/* Rows that a set operation over these appended parts returns at most. */
static double set_rows(const struct query *q, const struct step *s,
                       bool believed)
{
    const double rows = believed ? s->rows_believed : s->rows;

    if (s->op != OP_APPEND || s->query != q || q->set == SET_UNION)
        return rows;
    const double first = set_rows(q, s->outer, believed);
    if (q->set == SET_EXCEPT)
        return first;
    return fmin(first, believed ? s->inner->rows_believed : s->inner->rows);
}

struct step *top_of_set(struct arena *a, const struct query *q,
                        struct step *root)
{
    struct step *s = root;

    if (q->set != SET_UNION_ALL) {
        s = above(a, OP_UNIQUE, s);
        s->query = q;
        s->rows = set_rows(q, root, false);
        s->rows_believed = set_rows(q, root, true);
        set_cost(s, plancost_unique(cost_of(root), root->rows_believed, 1));
    }
    if (q->limit >= 0)
        s = add_limit(a, q, s);
    return s;
}
