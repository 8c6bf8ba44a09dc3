#include "scenario/read_arrival.h"

#include "base/text.h"
#include "scenario/law/law_value.h"
#include "world/value/value.h"

struct order_settings {
    const struct tree_node *by, *late;
};

struct late_settings {
    double share;
    const struct tree_node *lag;
};

static const struct field order_fields[] = {
    { .name = "by",
      .type = FIELD_NODE,
      .offset = offsetof(struct order_settings, by),
      .required = true,
      .shape = "a column of the table",
      .meaning = "Rows arrive in the order of this column.",
      .example = "lo_orderdate" },
    { .name = "late",
      .type = FIELD_NODE,
      .offset = offsetof(struct order_settings, late),
      .fallback = "none",
      .shape = "a mapping",
      .meaning = "Some rows arrive later than their value says.",
      .example = "{share: 0.02, lag: {uniform: [1, 5]}}" },
};

static const struct field late_fields[] = {
    { .name = "share",
      .type = FIELD_NUMBER,
      .quantity = QUANTITY_SHARE,
      .offset = offsetof(struct late_settings, share),
      .min = 0,
      .max = 1,
      .required = true,
      .meaning = "The share of rows that are late.",
      .example = "0.02" },
    { .name = "lag",
      .type = FIELD_NODE,
      .offset = offsetof(struct late_settings, lag),
      .required = true,
      .shape = "a law that draws",
      .meaning = "By how much: days for dates, a time for timestamps, rows of "
                 "the parent for references.",
      .example = "{uniform: [1, 5]}" },
};

static const struct section order_section =
    SECTION("data.TABLE.order", order_fields);
static const struct section late_section =
    SECTION("data.TABLE.order.late", late_fields);

static bool read_late(struct law_reader *r, const struct tree_node *n,
                      struct arrival *arrival)
{
    struct late_settings s = { 0 };
    int64_t lo, hi;

    if (!field_read(&late_section, n, n, &s, r->faults))
        return false;
    r->amounts = true;
    struct law *const lag = law_read_inner(r, s.lag);
    r->amounts = false;
    if (lag == NULL)
        return false;
    law_range(lag, &lo, &hi);
    if (lo < 0)
        return tree_fault(s.lag, r->faults,
                          "a row cannot be late by less than "
                          "0");
    arrival->late_frac = s.share;
    arrival->late = lag;
    return true;
}

bool arrival_read(struct law_reader *r, const struct tree_node *n)
{
    struct table *const t = &r->world->catalog.tables[r->table];
    struct order_settings s = { 0 };

    if (n == NULL ||
        (n->kind == TREE_SCALAR && text_equal(n->text, "numbered")))
        return true;
    if (n->kind == TREE_SCALAR && text_equal(n->text, "random")) {
        t->arrival.random = true;
        return true;
    }
    if (n->kind != TREE_MAP)
        return tree_fault(n, r->faults,
                          "the order is numbered, random or "
                          "{by: COLUMN}");
    if (!field_read(&order_section, n, n, &s, r->faults))
        return false;
    if (s.by->kind != TREE_SCALAR)
        return tree_fault(s.by, r->faults,
                          "the name of a column is expected "
                          "here");
    const int column = law_find_column(t, s.by->text);
    if (column < 0)
        return tree_fault(s.by, r->faults, "table '%s' has no column '%s'%s",
                          text_quoted(r->faults->arena, t->name),
                          text_quoted(r->faults->arena, s.by->text),
                          law_suggest_column(r->faults, t, s.by->text));
    t->arrival.column = column;
    r->as = &t->columns[column];
    return s.late == NULL || read_late(r, s.late, &t->arrival);
}

/* Draws and counts can come in order; so can what maps or follows them. */
static bool can_come(const struct table *t, const struct law *law, int per)
{
    const bool whole = per < 0 || t->columns[per].law->kind == LAW_SEQUENTIAL;

    return whole && (law_draws(law) || law->kind == LAW_SEQUENTIAL ||
                     law->kind == LAW_CALENDAR || law->kind == LAW_REFERENCES);
}

bool arrival_check(struct law_reader *r, const struct tree_node *n)
{
    const struct table *const t = &r->world->catalog.tables[r->table];
    const int root = value_arrival_column(t);

    if (root < 0)
        return true;
    const struct column *const c = &t->columns[root];
    if (!can_come(t, c->law, c->per))
        return tree_fault(n, r->faults,
                          "rows cannot come in the order of '%s': its values "
                          "are drawn for each row beside others",
                          text_quoted(r->faults->arena, c->name));
    if (t->arrival.late_frac > 0 && c->law->kind == LAW_SEQUENTIAL &&
        c->law->of_parent)
        return tree_fault(n, r->faults,
                          "the rows of '%s' refer to their parents one after "
                          "the other; none can be late",
                          text_quoted(r->faults->arena, c->name));
    if (t->arrival.late_frac > 0 && law_draws(c->law) &&
        law_is_calendar(&r->world->catalog, r->table, root))
        return tree_fault(n, r->faults,
                          "late rows need a date column; '%s' is an integer",
                          text_quoted(r->faults->arena, c->name));
    return true;
}

void arrival_schema(struct frame *frame)
{
    field_schema(frame, &order_section);
    field_schema(frame, &late_section);
}
