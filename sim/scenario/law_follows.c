#include "scenario/law_follows.h"

#include "base/text.h"
#include "scenario/law_value.h"

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
static bool check_alike(struct law_reader *r, const struct tree_node *home,
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
        !check_alike(r, home,
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
