#include "scenario/law/law_follows.h"

#include "base/text.h"
#include "scenario/law/law_value.h"

struct lag_settings {
    const struct tree_node *after, *law;
};

static const struct field lag_fields[] = {
    { .name = "after",
      .type = FIELD_NODE,
      .offset = offsetof(struct lag_settings, after),
      .required = true,
      .shape = "a column of the same table",
      .meaning = "The column that this one follows.",
      .example = "l_orderdate" },
    { .name = "law",
      .type = FIELD_NODE,
      .offset = offsetof(struct lag_settings, law),
      .required = true,
      .shape = "a law that draws",
      .meaning = "By how much: days for dates, a time for timestamps, else "
                 "the column's unit.",
      .example = "{uniform: [1, 121]}" },
};

const struct section law_lag_section = SECTION("law.lag", lag_fields);

/* Both sides must be of one kind, and of one scale. */
static bool can_lag(struct law_reader *r, const struct tree_node *home,
                    const struct column *source)
{
    const struct type a = r->as->type, b = source->type;
    const bool integers = type_is_integer(a) && type_is_integer(b);

    if (!type_is_string(a) && a.kind != TYPE_BOOLEAN &&
        (integers || (a.kind == b.kind && a.scale == b.scale)))
        return true;
    return tree_fault(
        home, r->faults, "a column of type %s cannot lag behind one of type %s",
        type_text(r->faults->arena, a), type_text(r->faults->arena, b));
}

struct law *law_read_lag(struct law_reader *r, const struct tree_node *set,
                         const struct tree_node *home)
{
    struct lag_settings s = { 0 };
    struct law *const law = law_new(r, LAW_LAG);
    struct law_reader inside = *r;

    if (!field_read(&law_lag_section, set, home, &s, r->faults) ||
        !law_column(r, s.after, &law->source) ||
        !can_lag(r, home,
                 &r->world->catalog.tables[r->table].columns[law->source]))
        return NULL;
    inside.amounts = true;
    law->inner = law_read_inner(&inside, s.law);
    if (law->inner == NULL)
        return NULL;
    if (law_is_calendar(&r->world->catalog, r->table, law->source))
        law->calendar = CALENDAR_YYYYMMDD;
    return law;
}

struct cut_settings {
    const struct tree_node *column, *at, *pick;
};

static const struct field cut_fields[] = {
    { .name = "column",
      .type = FIELD_NODE,
      .offset = offsetof(struct cut_settings, column),
      .required = true,
      .shape = "a column of the same table",
      .meaning = "The column that decides.",
      .example = "l_shipdate" },
    { .name = "at",
      .type = FIELD_NODE,
      .offset = offsetof(struct cut_settings, at),
      .required = true,
      .shape = "a list of its values, ascending",
      .meaning = "Where the next law begins.",
      .example = "['1995-06-18']" },
    { .name = "pick",
      .type = FIELD_NODE,
      .offset = offsetof(struct cut_settings, pick),
      .required = true,
      .shape = "a list of laws that draw, one more than cuts",
      .meaning = "The laws below the first cut, from it on, and so forth.",
      .example = "[{constant: F}, {constant: O}]" },
};

const struct section law_cut_section = SECTION("law.cut", cut_fields);

static bool check_lists(struct law_reader *r, const struct cut_settings *s)
{
    if (s->at->kind != TREE_LIST || s->at->count == 0)
        return tree_fault(s->at, r->faults,
                          "a list of values is expected "
                          "here");
    if (s->pick->kind != TREE_LIST || s->pick->count != s->at->count + 1)
        return tree_fault(s->pick, r->faults,
                          "%zu cuts need a list of %zu laws", s->at->count,
                          s->at->count + 1);
    return s->at->count <= LAW_LIST_MAX ||
           tree_fault(s->at, r->faults, "more than %d cuts", LAW_LIST_MAX);
}

static bool read_cuts(struct law_reader *r, const struct tree_node *at,
                      struct law *law)
{
    bool good = true;

    law->cut_count = (int)at->count;
    law->cuts = ARENA_ARRAY(r->world->arena, at->count, int64_t);
    for (size_t i = 0; i < at->count; i++)
        good &= law_value_of(r, law->source, at->items[i], &law->cuts[i]);
    for (size_t i = 1; i < at->count && good; i++)
        if (law->cuts[i] <= law->cuts[i - 1])
            good =
                tree_fault(at->items[i], r->faults, "the cuts do not ascend");
    return good;
}

static bool read_pieces(struct law_reader *r, const struct tree_node *pick,
                        struct law *law)
{
    bool good = true;

    law->pieces = ARENA_ARRAY(r->world->arena, pick->count, struct law *);
    for (size_t i = 0; i < pick->count; i++) {
        law->pieces[i] = law_read_inner(r, pick->items[i]);
        good &= law->pieces[i] != NULL;
    }
    return good;
}

struct law *law_read_cut(struct law_reader *r, const struct tree_node *set,
                         const struct tree_node *home)
{
    struct cut_settings s = { 0 };
    struct law *const law = law_new(r, LAW_CUT);

    if (!field_read(&law_cut_section, set, home, &s, r->faults) ||
        !check_lists(r, &s) || !law_column(r, s.column, &law->source))
        return NULL;
    const bool good = read_cuts(r, s.at, law);
    return read_pieces(r, s.pick, law) && good ? law : NULL;
}

struct lookup_settings {
    const struct tree_node *via, *column;
};

static const struct field lookup_fields[] = {
    { .name = "via",
      .type = FIELD_NODE,
      .offset = offsetof(struct lookup_settings, via),
      .required = true,
      .shape = "a column of the same table that has `references`, or a "
               "sequential law with `of`",
      .meaning = "The foreign key that leads to the parent's row.",
      .example = "l_orderkey" },
    { .name = "column",
      .type = FIELD_NODE,
      .offset = offsetof(struct lookup_settings, column),
      .required = true,
      .shape = "a column of the parent",
      .meaning = "The value is what stands there; NULL without a parent.",
      .example = "o_orderdate" },
};

const struct section law_lookup_section = SECTION("law.lookup", lookup_fields);

/* The foreign key, and with it the parent. */
static bool read_via(struct law_reader *r, const struct tree_node *n,
                     struct law *law)
{
    if (!law_column(r, n, &law->source))
        return false;
    const struct law *const via =
        r->world->catalog.tables[r->table].columns[law->source].law;
    law->table = via->table;
    return law_has_parent(via) ||
           tree_fault(n, r->faults,
                      "'%s' does not refer to a parent; it needs "
                      "'references', or 'of' in its sequential law",
                      text_quoted(r->faults->arena, n->text));
}

struct law *law_read_lookup(struct law_reader *r, const struct tree_node *set,
                            const struct tree_node *home)
{
    struct lookup_settings s = { 0 };
    struct law *const law = law_new(r, LAW_LOOKUP);

    if (!field_read(&law_lookup_section, set, home, &s, r->faults) ||
        !read_via(r, s.via, law))
        return NULL;
    if (s.column->kind != TREE_SCALAR) {
        tree_fault(s.column, r->faults,
                   "the name of a column of the parent is expected here");
        return NULL;
    }
    if (!law_parent_column(r, s.column, law->table, s.column->text,
                           &law->column))
        return NULL;
    const struct column *const found =
        &r->world->catalog.tables[law->table].columns[law->column];
    if (!law_check_alike(r, s.column, found, "look up"))
        return NULL;
    r->form = found->form;
    return law;
}
