#include "estimate/evidence.h"

#include <math.h>

#include "base/check.h"
#include "estimate/order.h"
#include "models/distinct.h"
#include "world/law/pmf.h"
#include "world/value/value.h"

/* A column of the tree. */
struct node {
    int column, source; /* places in `nodes`; the root's source is -1 */
    struct pmf *draws;  /* LAG: of the lag; CUT: of each piece */
    int64_t lo, hi;     /* codes that may occur */
    double *chances;    /* by code - lo: NaN is not known yet */
};

enum { NODES = 32 };

struct evidence {
    struct known *known;
    int table;
    const struct table *t;
    struct condition *const *filters;
    int *filter_nodes; /* which column each reads; -1 for none */
    int filter_count;
    struct node nodes[NODES];
    int count; /* sources come before what follows them */
    struct evidence_door door;
    int door_node;
    int64_t *row; /* codes by column, for condition_passes */
};

/* ---- the tree --------------------------------------------------------- */

static int node_of(const struct evidence *e, int column)
{
    for (int n = 0; n < e->count; n++)
        if (e->nodes[n].column == column)
            return n;
    return -1;
}

/* Distributions that a column draws from, given its source. */
static bool list_draws(struct evidence *e, struct node *n)
{
    const struct law *law = e->t->columns[n->column].law;
    struct arena *const a = e->known->scratch;

    if (law->kind == LAW_LAG) {
        n->draws = ARENA_NEW(a, struct pmf);
        return pmf_of_law(a, law->inner, n->draws) &&
               n->draws->count <= EVIDENCE_CODES;
    }
    if (law->kind != LAW_CUT)
        return true;
    n->draws = ARENA_ARRAY(a, law->cut_count + 1, struct pmf);
    for (int i = 0; i <= law->cut_count; i++)
        if (!pmf_of_law(a, law->pieces[i], &n->draws[i]) ||
            n->draws[i].count > EVIDENCE_CODES)
            return false;
    return true;
}

static bool has_room(struct evidence *e, struct node *n)
{
    value_range(e->known->world, e->table, n->column, &n->lo, &n->hi);
    const double width = (double)((uint64_t)n->hi - (uint64_t)n->lo) + 1;

    if (n->hi < n->lo || width > EVIDENCE_CODES)
        return false;
    n->chances = ARENA_ARRAY(e->known->scratch, (size_t)width, double);
    for (size_t i = 0; i < (size_t)width; i++)
        n->chances[i] = (double)NAN;
    return true;
}

/* Adds a column with all that it follows up to the root. */
static bool add_column(struct evidence *e, int column, int root)
{
    const struct column *const c = &e->t->columns[column];
    int source = -1;

    if (node_of(e, column) >= 0)
        return true;
    if (c->null_frac > 0)
        return false;
    if (column != root) {
        if (order_source(e->t, column) < 0 || c->per >= 0 ||
            !add_column(e, order_source(e->t, column), root))
            return false;
        source = node_of(e, order_source(e->t, column));
    }
    if (e->count == NODES)
        return false;
    struct node *const n = &e->nodes[e->count];
    *n = (struct node){ .column = column, .source = source };
    if (!has_room(e, n) || (column != root && !list_draws(e, n)))
        return false;
    e->count++;
    return true;
}

static bool add_filter(struct evidence *e, int filter, int root)
{
    bool reads[TABLE_COLUMNS_MAX] = { false };
    int read = 0;

    e->filter_nodes[filter] = -1;
    condition_columns(e->filters[filter], reads);
    for (int c = 0; c < e->t->column_count + e->t->virtual_count; c++) {
        if (!reads[c])
            continue;
        if (!add_column(e, c, root))
            return false;
        e->filter_nodes[filter] = node_of(e, c);
        read++;
    }
    return read <= 1;
}

/* Rows that come late have moved from where the laws put them. */
static bool is_late(const struct table *t, int root)
{
    const int column = value_arrival_column(t);

    return t->arrival.late_frac > 0 && column >= 0 &&
           order_root(t, column) == order_root(t, root);
}

int evidence_root(const struct table *t, struct condition *const *filters,
                  int count)
{
    bool reads[TABLE_COLUMNS_MAX] = { false };
    int root = -1;

    for (int f = 0; f < count; f++)
        condition_columns(filters[f], reads);
    for (int c = 0; c < t->column_count + t->virtual_count; c++) {
        if (!reads[c])
            continue;
        if (root >= 0 && order_root(t, c) != root)
            return -1;
        root = order_root(t, c);
    }
    return root;
}

struct evidence *evidence_of(struct known *k, int table, int root,
                             struct condition *const *filters, int count)
{
    struct evidence *const e = ARENA_NEW(k->scratch, struct evidence);

    e->known = k;
    e->table = table;
    e->t = &k->world->catalog.tables[table];
    e->filters = filters;
    e->filter_count = count;
    e->filter_nodes = ARENA_ARRAY(k->scratch, count + 1, int);
    e->row = ARENA_ARRAY(k->scratch, e->t->column_count + e->t->virtual_count,
                         int64_t);
    e->door_node = -1;
    if (is_late(e->t, root) || !add_column(e, root, root))
        return NULL;
    for (int f = 0; f < count; f++)
        if (!add_filter(e, f, root))
            return NULL;
    return e;
}

bool evidence_open(struct evidence *e, struct evidence_door door)
{
    if (!add_column(e, door.column, e->nodes[0].column))
        return false;
    e->door = door;
    e->door_node = node_of(e, door.column);
    return true;
}

/* ---- chances ---------------------------------------------------------- */

static double chance(struct evidence *e, int node, int64_t code);

static bool meets(struct evidence *e, int node, int64_t code)
{
    e->row[e->nodes[node].column] = code;
    for (int f = 0; f < e->filter_count; f++)
        if (e->filter_nodes[f] == node &&
            !condition_passes(e->filters[f], e->row))
            return false;
    return true;
}

static double chance_beyond(const struct evidence_door *door, int64_t code)
{
    const double line =
        door->pass_frac *
        (door->beyond != NULL ? evidence_at(door->beyond, code) : 1) *
        (door->weights != NULL ? door->weights[code] : 1);

    return door->line_hi > 0
               ? distinct_any_line(door->line_lo, door->line_hi, line)
               : line;
}

/* Over what the column draws where its source is `code`. */
static double chance_below(struct evidence *e, int node, int64_t code)
{
    const struct node *const n = &e->nodes[node];
    const struct law *const law = e->t->columns[n->column].law;
    const struct pmf *draws = n->draws;
    double sum = 0;

    if (law->kind == LAW_FROM)
        return chance(e, node, law_map(law, code));
    if (law->kind == LAW_CUT)
        draws += law_piece_index(law, code);
    for (int64_t i = 0; i < draws->count; i++)
        sum += draws->shares[i] *
               chance(e, node,
                      law->kind == LAW_LAG
                          ? order_moved(law, code, draws->codes[i])
                          : draws->codes[i]);
    return sum;
}

static double chance(struct evidence *e, int node, int64_t code)
{
    struct node *const n = &e->nodes[node];

    CHECK(code >= n->lo && code <= n->hi);
    double *const kept = &n->chances[code - n->lo];
    if (!isnan(*kept))
        return *kept;
    double product = meets(e, node, code);
    if (product > 0 && node == e->door_node)
        product *= chance_beyond(&e->door, code);
    for (int d = node + 1; d < e->count && product > 0; d++)
        if (e->nodes[d].source == node)
            product *= chance_below(e, d, code);
    *kept = product;
    return product;
}

double evidence_at(struct evidence *e, int64_t code)
{
    return chance(e, 0, code);
}

bool evidence_share(struct evidence *e, double *share)
{
    const struct marginal *const m =
        known_marginal(e->known, e->table, e->nodes[0].column);
    const struct arena_mark mark = arena_mark(e->known->scratch);
    struct pmf root;

    if (!marginal_list(e->known->scratch, m, &root)) {
        arena_rewind(e->known->scratch, mark);
        return false;
    }
    *share = 0;
    for (int64_t i = 0; i < root.count; i++)
        *share += root.shares[i] * chance(e, 0, root.codes[i]);
    *share *= 1 - m->null_frac;
    arena_rewind(e->known->scratch, mark);
    return true;
}
