#include "estimate/planner.h"

#include <math.h>

#include "base/check.h"
#include "base/text.h"
#include "estimate/join_order.h"
#include "estimate/top.h"
#include "estimate/width.h"
#include "models/select.h"

static int relation_columns(const struct planner *p, int relation)
{
    const struct relation *r = &p->query->relations[relation];
    return r->kind == RELATION_TABLE
               ? p->known->world->catalog.tables[r->table].column_count
               : r->query->output_count;
}

/* ---- columns that joins make equal ------------------------------------ */

static void rename_class(struct planner *p, int from, int to)
{
    for (int r = 0; r < p->query->relation_count; r++)
        for (int c = 0; c < relation_columns(p, r); c++)
            if (p->classes[r][c] == from)
                p->classes[r][c] = to;
}

/* Every column starts as its own class; each equality joins two. */
static void find_classes(struct planner *p)
{
    int next = 0;

    p->classes = ARENA_ARRAY(p->arena, p->query->relation_count, int *);
    for (int r = 0; r < p->query->relation_count; r++) {
        p->classes[r] = ARENA_ARRAY(p->arena, relation_columns(p, r) + 1, int);
        for (int c = 0; c < relation_columns(p, r); c++)
            p->classes[r][c] = next++;
    }
    for (int j = 0; j < p->query->join_count; j++) {
        const struct join *join = &p->query->joins[j];
        if (join->left_column >= 0 && join->right_column >= 0)
            rename_class(p, p->classes[join->right][join->right_column],
                         p->classes[join->left][join->left_column]);
    }
}

/* ---- single relations ------------------------------------------------- */

static const char *filter_text(struct planner *p, const struct relation *r)
{
    struct text_buffer b;

    if (r->filter_count == 0)
        return NULL;
    text_buffer_init(&b, p->arena);
    text_add(&b, "Filter: ");
    for (int f = 0; f < r->filter_count; f++)
        text_addf(&b, "%s(%s)", f ? " AND " : "",
                  r->filters[f]->text ? r->filters[f]->text : "...");
    return text_buffer_text(&b);
}

/* Bytes of a relation's rows: as the planner believes, which knows whole
   numbers of bytes and the mean of each column; and as they are. */
static void set_widths(const struct planner *p, const struct relation *r,
                       struct candidate *c)
{
    if (r->kind != RELATION_TABLE) {
        c->width_bytes = c->row_bytes = 8.0 * r->query->output_count;
        return;
    }
    const struct table *const t = &p->known->world->catalog.tables[r->table];
    for (int i = 0; i < t->column_count; i++) {
        const double mean = p->layout->tables[r->table]->columns[i].text_bytes;
        const double bytes = type_bytes(t->columns[i].type, 0);
        if (!(r->carries ? r->carries[i] : r->reads[i]))
            continue;
        if (!type_is_string(t->columns[i].type)) {
            c->width_bytes += bytes;
            c->row_bytes += bytes;
            continue;
        }
        c->width_bytes += floor(WIDTH_LENGTH_BYTES + mean);
        c->row_bytes += WIDTH_LENGTH_BYTES + width_text(p->known, r, i, mean);
    }
}

static struct spread table_spread(const struct planner *p, int relation)
{
    const struct table_layout *l =
        p->layout->tables[p->query->relations[relation].table];
    struct spread spread = { SPREAD_EVEN, -1 };

    if (l->design.diststyle == DIST_ALL)
        spread.kind = SPREAD_ALL;
    if (l->design.diststyle == DIST_KEY) {
        spread.kind = SPREAD_KEY;
        spread.key = p->classes[relation][l->design.distkey];
    }
    return spread;
}

static struct step *scan_step(struct planner *p, int relation)
{
    const struct relation *r = &p->query->relations[relation];
    struct step *s = step_new(p->arena, OP_SCAN, NULL, NULL);

    s->table = r->table;
    s->name = p->known->world->catalog.tables[r->table].name;
    return s;
}

/* What the plan of an inner query leans on, the whole one leans on. */
static void lean_on(struct plan *plan, const struct plan *inner)
{
    plan->greedy |= inner->greedy;
    plan->sampled |= inner->sampled;
    plan->thin |= inner->thin;
}

/* LIMIT and the merge of an ORDER BY bring rows to one place. */
static bool gathers(const struct query *q)
{
    return q->limit >= 0 || q->order_count > 0;
}

static struct step *subquery_step(struct planner *p, int relation,
                                  struct spread *spread)
{
    const struct relation *r = &p->query->relations[relation];
    const struct plan *inner =
        planner_plan(p->arena, p->known, p->layout, r->query);
    struct step *s = step_new(p->arena, OP_SUBQUERY_SCAN, inner->root, NULL);

    s->name = r->alias;
    if (inner->root->spread.kind == SPREAD_ONE)
        spread->kind = SPREAD_ONE;
    if (inner->root->spread.kind == SPREAD_ALL && !gathers(r->query))
        spread->kind = SPREAD_ALL;
    if (inner->spread_output >= 0) {
        spread->kind = SPREAD_KEY;
        spread->key = p->classes[relation][inner->spread_output];
    }
    lean_on(p->plan, inner);
    return s;
}

static void make_single(struct planner *p, int relation)
{
    const struct relation *r = &p->query->relations[relation];
    const bool table = r->kind == RELATION_TABLE;
    const uint64_t mask = UINT64_C(1) << relation;
    struct slot *slot = &p->singles[relation];
    struct candidate c = { .mask = mask,
                           .join = -1,
                           .spread = { SPREAD_EVEN, -1 } };

    c.base =
        table ? scan_step(p, relation) : subquery_step(p, relation, &c.spread);
    c.base->relation = relation;
    c.base->query = p->query;
    c.base->condition = filter_text(p, r);
    if (table) {
        const double rows =
            (double)p->known->world->catalog.tables[r->table].rows;
        c.spread = table_spread(p, relation);
        c.cost = plancost_scan(rows, r->filter_count);
    } else {
        c.cost.startup = c.base->outer->startup_cost;
        c.cost.total = c.base->outer->total_cost;
    }
    ARENA_GROW(p->arena, slot->items, slot->count, slot->room);
    slot->items[slot->count++] = c;
}

/* After the inner queries are planned, their rows are known. */
static void count_rows(struct planner *p)
{
    const struct query *q = p->query;
    double *inner = ARENA_ARRAY(p->arena, q->relation_count, double);

    for (int r = 0; r < q->relation_count; r++)
        if (q->relations[r].kind == RELATION_QUERY)
            inner[r] = p->singles[r].items[0].base->outer->rows;
    p->cards = known_cards(p->known, q);
    if (!p->cards) {
        p->cards = cardinality_of(p->known->arena, p->known, q, inner);
        known_keep_cards(p->known, q, p->cards);
    }
    for (int r = 0; r < q->relation_count; r++) {
        struct candidate *c = &p->singles[r].items[0];
        c->rows_believed =
            select_rows(cardinality_rows(p->cards, c->mask, true));
        c->rows = cardinality_rows(p->cards, c->mask, false);
        set_widths(p, &q->relations[r], c);
    }
}

/*
 * How much more than the mean the busiest slice has of rows placed by a class
 * of columns, once the relations in `mask` are filtered and joined: as many
 * values are left as the most filtered of the equal columns has.
 */
static double busiest(struct planner *p, uint64_t mask, int class, double rows)
{
    double values = (double)INFINITY, hot = 0, most = 0, inner = 1;

    for (int r = 0; r < p->query->relation_count; r++) {
        const struct relation *rel = &p->query->relations[r];
        if (!(mask >> r & 1))
            continue;
        if (rel->kind != RELATION_TABLE) {
            const struct candidate *made = &p->singles[r].items[0];
            if (made->spread.kind == SPREAD_KEY && made->spread.key == class)
                inner = fmax(inner, made->base->outer->busiest_over_mean);
            continue;
        }
        for (int c = 0; c < relation_columns(p, r); c++) {
            const struct column_ref ref = { r, c };
            if (p->classes[r][c] != class)
                continue;
            const double left = cardinality_distinct(p->cards, ref);
            values = fmin(values, left);
            if (p->cards->relations[r].rows > most) {
                most = p->cards->relations[r].rows;
                hot = known_marginal(p->known, rel->table, c)->hot_share;
            }
        }
    }
    if (isinf(values))
        return inner;
    return fmax(inner, layout_busiest(p->known->world->cluster.slices, values,
                                      hot, rows));
}

/* ---- from candidates to steps ----------------------------------------- */

static const char *join_text(struct planner *p, const struct candidate *c)
{
    const struct query *q = p->query;
    struct text_buffer b;

    if (c->join < 0)
        return NULL;
    text_buffer_init(&b, p->arena);
    text_add(&b, c->op == OP_MERGE_JOIN ? "Merge Cond: " : "Hash Cond: ");
    int shown = 0;
    for (int j = 0; j < q->join_count; j++) {
        const struct join *join = &q->joins[j];
        const bool left_outer = c->outer->mask >> join->left & 1;
        const bool here = (c->mask >> join->left & 1) &&
                          (c->mask >> join->right & 1) &&
                          left_outer != (c->outer->mask >> join->right & 1);
        if (!here || join->left_column < 0 || join->right_column < 0)
            continue;
        const int o = left_outer ? join->left : join->right;
        const int oc = left_outer ? join->left_column : join->right_column;
        const int i = left_outer ? join->right : join->left;
        const int ic = left_outer ? join->right_column : join->left_column;
        text_addf(&b, "%s(\"outer\".%s = \"inner\".%s)", shown++ ? " AND " : "",
                  top_column_name(p->known->world, q, o, oc),
                  top_column_name(p->known->world, q, i, ic));
    }
    return text_buffer_text(&b);
}

/* The name of the side that a join adds: what people call the join by. */
static const char *join_name(const struct step *inner)
{
    const struct step *s = inner;

    while (s->op != OP_SCAN && s->op != OP_SUBQUERY_SCAN)
        s = s->outer;
    return s->name;
}

static struct step *to_step(struct planner *p, const struct candidate *c)
{
    struct step *s = c->base;

    if (!s) {
        struct step *outer = to_step(p, c->outer);
        struct step *inner = to_step(p, c->inner);
        if (c->op == OP_HASH_JOIN) {
            struct step *hash = step_new(p->arena, OP_HASH, inner, NULL);
            *hash = (struct step){ .op = OP_HASH,
                                   .outer = inner,
                                   .relation = -1,
                                   .table = -1,
                                   .query = p->query,
                                   .spread = inner->spread,
                                   .rows_believed = inner->rows_believed,
                                   .rows = inner->rows,
                                   .width_bytes = inner->width_bytes,
                                   .row_bytes = inner->row_bytes,
                                   .startup_cost = inner->total_cost,
                                   .total_cost = inner->total_cost,
                                   .name = inner->name,
                                   .busiest_over_mean = 1 };
            inner = hash;
        }
        s = step_new(p->arena, c->op, outer, inner);
        s->label = c->label;
        s->swapped = c->swapped;
        s->join = c->join >= 0 ? p->query->joins[c->join].kind : JOIN_INNER;
        s->condition = join_text(p, c);
        s->name =
            c->swapped || c->inner->base ? join_name(inner) : join_name(outer);
    }
    if (c->spread.kind == SPREAD_KEY)
        s->busiest_over_mean = busiest(p, c->mask, c->spread.key, c->rows);
    s->query = p->query;
    s->spread = c->spread;
    s->rows_believed = c->rows_believed;
    s->rows = c->rows;
    s->width_bytes = c->width_bytes;
    s->row_bytes = c->row_bytes;
    s->startup_cost = c->cost.startup;
    s->total_cost = c->cost.total;
    return s;
}

/* ---- whole queries ---------------------------------------------------- */

/* The output that holds the column class by which the rows still lie. */
static int spread_output(const struct planner *p, const struct step *root)
{
    const struct query *q = p->query;

    if (root->spread.kind != SPREAD_KEY || gathers(q))
        return -1;
    for (int i = 0; i < q->output_count; i++) {
        const struct output *o = &q->outputs[i];
        if (!o->aggregate && o->ref.relation >= 0 && o->ref.column >= 0 &&
            p->classes[o->ref.relation][o->ref.column] == root->spread.key)
            return i;
    }
    return -1;
}

static struct step *plan_joins(struct planner *p, bool *greedy)
{
    const int n = p->query->relation_count;
    const struct candidate *best;

    p->all = n == 64 ? ~UINT64_C(0) : (UINT64_C(1) << n) - 1;
    p->singles = ARENA_ARRAY(p->arena, n, struct slot);
    find_classes(p);
    for (int r = 0; r < n; r++)
        make_single(p, r);
    count_rows(p);
    *greedy = n > PLANNER_EXACT;
    best = *greedy ? join_order_greedy(p) : join_order_exact(p);
    if (!best) {
        p->lenient = true;
        best = *greedy ? join_order_greedy(p) : join_order_exact(p);
    }
    CHECK(best != NULL);
    return to_step(p, best);
}

struct plan *planner_plan(struct arena *a, struct known *k,
                          const struct layout *l, const struct query *q)
{
    struct planner p = { .arena = a, .known = k, .layout = l, .query = q };
    struct plan *plan = ARENA_NEW(a, struct plan);

    p.plan = plan;
    plan->query = q;
    plan->spread_output = -1;
    if (q->set != SET_NONE) {
        for (int b = 0; b < q->branch_count; b++) {
            const struct plan *branch = planner_plan(a, k, l, q->branches[b]);
            plan->root = b == 0 ? branch->root
                                : top_append(a, q, plan->root, branch->root);
            lean_on(plan, branch);
        }
        plan->root = top_of_set(a, q, plan->root);
    } else if (q->relation_count == 0) {
        plan->root = step_new(a, OP_RESULT, NULL, NULL);
        plan->root->rows = plan->root->rows_believed = 1;
        plan->root->query = q;
    } else {
        bool greedy;
        struct step *joined = plan_joins(&p, &greedy);
        plan->greedy |= greedy;
        plan->sampled |= p.cards->leans_on_sample;
        plan->thin |= p.cards->leans_on_thin;
        plan->root = top_of_select(a, k, l, p.cards, p.classes, q, joined);
        plan->spread_output = spread_output(&p, plan->root);
    }
    plan_number(a, plan);
    return plan;
}
