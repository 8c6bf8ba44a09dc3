#include "scenario/law/law_value.h"

#include <math.h>
#include <string.h>

#include "base/check.h"
#include "base/text.h"
#include "base/units.h"
#include "world/day.h"
#include "world/value/value.h"

struct law *law_new(struct law_reader *r, enum law_kind kind)
{
    struct law *const law = ARENA_NEW(r->world->arena, struct law);

    law->kind = kind;
    return law;
}

bool law_wants_texts(const struct law_reader *r)
{
    return type_is_string(r->as->type) && !r->amounts;
}

bool law_check_measures(struct law_reader *r, const struct tree_node *home)
{
    if (!law_wants_texts(r))
        return true;
    return tree_fault(home, r->faults,
                      "a text column takes another law: constant, list, zipf "
                      "with a list, hot, cut, from, pattern, strings, text or "
                      "words");
}

static const char *quoted(struct law_reader *r, const struct tree_node *n)
{
    return text_quoted(r->faults->arena, n->text);
}

static bool is_scalar(struct law_reader *r, const struct tree_node *n,
                      const char *what)
{
    if (n->kind == TREE_SCALAR && !tree_is_null(n))
        return true;
    return tree_fault(n, r->faults, "%s is expected here", what);
}

static bool is_time(struct type t)
{
    return t.kind == TYPE_TIMESTAMP || t.kind == TYPE_TIMESTAMPTZ ||
           t.kind == TYPE_TIME || t.kind == TYPE_TIMETZ;
}

/* How a value of this type is written, for a fault. */
static const char *type_hint(struct type t)
{
    switch (t.kind) {
    case TYPE_DATE:
        return "; write 1992-01-31";
    case TYPE_TIMESTAMP:
    case TYPE_TIMESTAMPTZ:
        return "; write '1992-01-31 12:00:00'";
    case TYPE_TIME:
    case TYPE_TIMETZ:
        return "; write '12:00:00'";
    case TYPE_BOOLEAN:
        return "; write true or false";
    default:
        return "";
    }
}

static bool refuse_value(struct law_reader *r, const struct tree_node *n,
                         const struct column *c)
{
    return tree_fault(n, r->faults, "'%s' is not a value of type %s%s",
                      quoted(r, n), type_text(r->faults->arena, c->type),
                      type_hint(c->type));
}

double law_scale(const struct column *c)
{
    double scale = 1;

    if (c->type.kind == TYPE_DECIMAL)
        for (int i = 0; i < c->type.scale; i++)
            scale *= 10;
    if (c->type.kind == TYPE_REAL || c->type.kind == TYPE_DOUBLE) {
        int64_t zero = 0, one = 0;
        bool exact;

        if (value_parse(c, "0", &zero, &exact) &&
            value_parse(c, "1", &one, &exact))
            scale = (double)one - (double)zero;
    }
    return scale;
}

bool law_amount(struct law_reader *r, const struct tree_node *n, double *amount)
{
    const enum quantity q =
        is_time(r->as->type) ? QUANTITY_SECONDS : QUANTITY_PLAIN;
    const char *why = "";

    if (!is_scalar(r, n, "a number"))
        return false;
    if (!quantity_number(n->text, q, amount, &why))
        return tree_fault(n, r->faults, "'%s' %s", quoted(r, n), why);
    if (fabs(*amount) > 1e15)
        return tree_fault(n, r->faults, "'%s' is out of range", quoted(r, n));
    *amount *=
        is_time(r->as->type) ? (double)US_PER_DAY / 86400.0 : law_scale(r->as);
    return true;
}

/* An amount that is a whole number of codes. */
static bool whole_amount(struct law_reader *r, const struct tree_node *n,
                         int64_t *code)
{
    double amount;

    if (!law_amount(r, n, &amount))
        return false;
    const double whole = nearbyint(amount);
    /* 0.29 * 100 is not 29 in binary: allow the last digits of a double. */
    if (fabs(amount - whole) > 1e-6 || fabs(whole) > 9e15)
        return tree_fault(n, r->faults, "'%s' is not a whole number of %s",
                          quoted(r, n),
                          r->as->type.kind == TYPE_DATE ? "days" : "steps");
    *code = (int64_t)whole;
    return true;
}

/* Numbers may be written as quantities: 1e6, 1.5 k. */
static bool whole_number(const struct column *c, const char *text,
                         int64_t *code)
{
    const char *why;

    return type_is_integer(c->type) &&
           quantity_count(text, QUANTITY_PLAIN, code, &why);
}

bool law_value(struct law_reader *r, const struct tree_node *n, int64_t *code)
{
    int64_t lo, hi;
    bool exact = false;

    if (r->amounts)
        return whole_amount(r, n, code);
    if (!is_scalar(r, n, "a value"))
        return false;
    CHECK(!type_is_string(r->as->type));
    if (!whole_number(r->as, n->text, code) &&
        (!value_parse(r->as, n->text, code, &exact) || !exact))
        return refuse_value(r, n, r->as);
    law_type_range(r->as->type, &lo, &hi);
    if (*code < lo || *code > hi)
        return tree_fault(n, r->faults, "'%s' does not fit into type %s",
                          quoted(r, n),
                          type_text(r->faults->arena, r->as->type));
    return true;
}

bool law_value_of(struct law_reader *r, int column, const struct tree_node *n,
                  int64_t *code)
{
    const struct catalog *const catalog = &r->world->catalog;
    const struct column *const c = &catalog->tables[r->table].columns[column];
    int64_t day;
    bool exact;

    if (!is_scalar(r, n, "a value"))
        return false;
    if (law_is_calendar(catalog, r->table, column) &&
        day_parse(n->text, &day)) {
        *code = day_to_yyyymmdd(day);
        return true;
    }
    if (whole_number(c, n->text, code) || value_parse(c, n->text, code, &exact))
        return true;
    return refuse_value(r, n, c);
}

static bool is_pair(struct law_reader *r, const struct tree_node *n)
{
    if (n != NULL && n->kind == TREE_LIST && n->count == 2)
        return true;
    if (n == NULL)
        return false;
    return tree_fault(n, r->faults,
                      "two values are expected here: [least, "
                      "most]");
}

bool law_value_pair(struct law_reader *r, const struct tree_node *n,
                    int64_t *lo, int64_t *hi)
{
    if (!is_pair(r, n))
        return false;
    const bool good = law_value(r, n->items[0], lo);

    if (!law_value(r, n->items[1], hi) || !good)
        return false;
    if (*lo > *hi)
        return tree_fault(n, r->faults,
                          "the first value is larger than the "
                          "second");
    return true;
}

bool law_int_pair(struct law_reader *r, const struct tree_node *n, int min,
                  int max, int *lo, int *hi)
{
    int64_t pair[2] = { 0, 0 };

    if (!is_pair(r, n))
        return false;
    for (int i = 0; i < 2; i++) {
        const struct tree_node *const item = n->items[i];
        const char *why = "is out of range";

        if (!is_scalar(r, item, "a whole number"))
            return false;
        if (!quantity_count(item->text, QUANTITY_PLAIN, &pair[i], &why))
            return tree_fault(item, r->faults, "'%s' %s", quoted(r, item), why);
        if (pair[i] < min || pair[i] > max)
            return tree_fault(item, r->faults,
                              "'%s' is out of range; it is from %d to %d",
                              quoted(r, item), min, max);
    }
    if (pair[0] > pair[1])
        return tree_fault(n, r->faults,
                          "the first value is larger than the "
                          "second");
    *lo = (int)pair[0];
    *hi = (int)pair[1];
    return true;
}

bool law_weight(struct law_reader *r, const struct tree_node *n, double *weight)
{
    const char *why = "";

    if (!is_scalar(r, n, "a weight"))
        return false;
    if (!quantity_number(n->text, QUANTITY_SHARE, weight, &why))
        return tree_fault(n, r->faults, "'%s' is not a weight; write 3 or 0.25",
                          quoted(r, n));
    if (*weight < 0)
        return tree_fault(n, r->faults,
                          "the weight '%s' is negative; a weight "
                          "is 0 or more",
                          quoted(r, n));
    if (*weight > 1e12)
        return tree_fault(n, r->faults,
                          "the weight '%s' is out of range; it is from 0 to "
                          "1e12",
                          quoted(r, n));
    return true;
}

bool law_day(struct law_reader *r, const struct tree_node *n, int64_t *day)
{
    int64_t lo, hi;

    if (!is_scalar(r, n, "a date"))
        return false;
    law_type_range((struct type){ .kind = TYPE_DATE }, &lo, &hi);
    if (!day_parse(n->text, day) || *day < lo || *day > hi)
        return tree_fault(n, r->faults, "'%s' is not a date; write 1992-01-31",
                          quoted(r, n));
    return true;
}

int law_find_column(const struct table *t, const char *name)
{
    for (int i = 0; i < t->column_count + t->virtual_count; i++)
        if (text_equal(t->columns[i].name, name))
            return i;
    return -1;
}

const char *law_suggest_column(const struct faults *faults,
                               const struct table *t, const char *name)
{
    const int count = t->column_count + t->virtual_count;

    if (faults->count >= FAULTS_MAX)
        return "";
    const char **const names = ARENA_ARRAY(faults->arena, count, const char *);
    for (int i = 0; i < count; i++)
        names[i] = t->columns[i].name;
    return field_suggestion(faults, name, names, (size_t)count);
}

const char *law_suggest_table(const struct faults *faults,
                              const struct catalog *c, const char *name)
{
    if (faults->count >= FAULTS_MAX)
        return "";
    const char **const names =
        ARENA_ARRAY(faults->arena, c->table_count, const char *);
    for (int i = 0; i < c->table_count; i++)
        names[i] = c->tables[i].name;
    return field_suggestion(faults, name, names, (size_t)c->table_count);
}

bool law_column(struct law_reader *r, const struct tree_node *n, int *column)
{
    const struct table *const t = &r->world->catalog.tables[r->table];

    if (n == NULL || !is_scalar(r, n, "the name of a column"))
        return false;
    *column = law_find_column(t, n->text);
    if (*column < 0)
        return tree_fault(n, r->faults, "table '%s' has no column '%s'%s",
                          text_quoted(r->faults->arena, t->name), quoted(r, n),
                          law_suggest_column(r->faults, t, n->text));
    return r->need(r, r->table, *column, n);
}

bool law_parent(struct law_reader *r, const struct tree_node *n, int *table,
                int *column)
{
    struct arena *const a = r->faults->arena;
    const struct catalog *const c = &r->world->catalog;
    const char *const point =
        n->kind == TREE_SCALAR ? strrchr(n->text, '.') : NULL;

    if (point == NULL)
        return tree_fault(n, r->faults, "write TABLE.COLUMN, the parent's key");
    const char *const name = text_copy_n(a, n->text, (size_t)(point - n->text));
    *table = catalog_table(c, name);
    if (*table < 0)
        return tree_fault(n, r->faults, "unknown table '%s'%s",
                          text_quoted(a, name),
                          law_suggest_table(r->faults, c, name));
    return law_parent_column(r, n, *table, point + 1, column);
}

bool law_parent_column(struct law_reader *r, const struct tree_node *n,
                       int table, const char *name, int *column)
{
    struct arena *const a = r->faults->arena;
    const struct table *const t = &r->world->catalog.tables[table];

    *column = law_find_column(t, name);
    if (*column < 0)
        return tree_fault(n, r->faults, "table '%s' has no column '%s'%s",
                          text_quoted(a, t->name), text_quoted(a, name),
                          law_suggest_column(r->faults, t, name));
    return r->need(r, table, *column, n);
}

bool law_check_alike(struct law_reader *r, const struct tree_node *n,
                     const struct column *parent, const char *verb)
{
    const struct type a = r->as->type, b = parent->type;
    const bool strings = type_is_string(a) && type_is_string(b);
    const bool integers = type_is_integer(a) && type_is_integer(b);

    if (strings || integers || (a.kind == b.kind && a.scale == b.scale))
        return true;
    return tree_fault(
        n, r->faults, "a column of type %s cannot %s one of type %s",
        type_text(r->faults->arena, a), verb, type_text(r->faults->arena, b));
}

static void decimal_range(int precision, int64_t *lo, int64_t *hi)
{
    int64_t bound = 1;

    for (int i = 0; i < precision && i < 18; i++)
        bound *= 10;
    *hi = bound - 1;
    *lo = -*hi;
}

void law_type_range(struct type t, int64_t *lo, int64_t *hi)
{
    const int64_t first = day_of(1, 1, 1), last = day_of(9999, 12, 31);

    /* Texts, floating point and 8-byte integers: what arithmetic on codes
       can bear without an overflow. */
    *lo = -4000000000000000000;
    *hi = 4000000000000000000;
    switch (t.kind) {
    case TYPE_SMALLINT:
        *lo = INT16_MIN;
        *hi = INT16_MAX;
        break;
    case TYPE_INTEGER:
        *lo = INT32_MIN;
        *hi = INT32_MAX;
        break;
    case TYPE_DECIMAL:
        decimal_range(t.precision, lo, hi);
        break;
    case TYPE_BOOLEAN:
        *lo = 0;
        *hi = 1;
        break;
    case TYPE_DATE:
        *lo = first;
        *hi = last;
        break;
    case TYPE_TIME:
    case TYPE_TIMETZ:
        *lo = 0;
        *hi = US_PER_DAY - 1;
        break;
    case TYPE_TIMESTAMP:
    case TYPE_TIMESTAMPTZ:
        *lo = first * US_PER_DAY;
        *hi = (last + 1) * US_PER_DAY - 1;
        break;
    default:
        break;
    }
}

bool law_is_calendar(const struct catalog *c, int table, int column)
{
    /* Keys and lookups lead to the parent; the reader bounds how far. */
    for (int depth = 0; depth <= LAW_CHAIN_MAX; depth++) {
        const struct column *const col = &c->tables[table].columns[column];

        if (col->law == NULL || !type_is_integer(col->type))
            return false;
        if (col->law->kind != LAW_REFERENCES && col->law->kind != LAW_LOOKUP)
            return col->law->calendar == CALENDAR_YYYYMMDD;
        table = col->law->table;
        column = col->law->column;
    }
    return false;
}

const char *law_column_text(struct arena *a, const struct catalog *c, int table,
                            int column)
{
    const struct table *const t = &c->tables[table];

    return text_format(a, "%s.%s", text_quoted(a, t->name),
                       text_quoted(a, t->columns[column].name));
}
