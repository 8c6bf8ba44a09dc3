#include "scenario/law/law_default.h"

#include <string.h>

#include "base/text.h"
#include "base/units.h"
#include "scenario/law/law_value.h"
#include "world/day.h"

/* guess: distinct values and texts of a column of which nothing is said. */
enum { VALUES = 1000 };

/* guess: the years of dates, where queries say nothing: those of TPC-H. */
enum { FIRST_YEAR = 1992, YEARS = 7 };

static const struct table *table_of(const struct law_reader *r)
{
    return &r->world->catalog.tables[r->table];
}

static bool ends_with(const char *s, const char *end)
{
    const size_t bytes = strlen(s), end_bytes = strlen(end);

    return bytes >= end_bytes && text_equal_nocase(s + bytes - end_bytes, end);
}

static bool is_foreign(const struct column *c)
{
    return c->parent_table >= 0;
}

/* The column that is the primary key alone; or -1. */
static int primary_key(const struct table *t)
{
    int key = -1;

    for (int i = 0; i < t->column_count; i++) {
        if (!t->columns[i].primary)
            continue;
        if (key >= 0)
            return -1;
        key = i;
    }
    return key;
}

/* The first integer column whose name ends in "key" or "id"; or -1. */
static int named_key(const struct table *t)
{
    for (int i = 0; i < t->column_count; i++) {
        const struct column *const c = &t->columns[i];

        if (type_is_integer(c->type) && !is_foreign(c) &&
            (ends_with(c->name, "key") || ends_with(c->name, "id")))
            return i;
    }
    return -1;
}

static bool is_key(const struct law_reader *r)
{
    const struct table *const t = table_of(r);
    const int primary = primary_key(t);

    return r->column == (primary >= 0 ? primary : named_key(t));
}

static struct law *sequential(struct law_reader *r)
{
    struct law *const law = law_new(r, LAW_SEQUENTIAL);

    law->lo = law->step = 1;
    law->line_lo = law->line_hi = 1;
    law->sparse_used = law->sparse_of = 1;
    return law;
}

/* A bounded range of the type, in codes. */
static struct law *uniform(struct law_reader *r, double lo, double hi)
{
    int64_t least, most;

    law_type_range(r->as->type, &least, &most);
    return law_uniform(r->world->arena,
                       (int64_t)(lo > (double)least ? lo : (double)least),
                       (int64_t)(hi < (double)most ? hi : (double)most));
}

/* Texts by number, of 1 byte to half of what the column holds. */
static struct law *strings(struct law_reader *r, int64_t distinct)
{
    const int length =
        r->as->type.length < LAW_TEXT_MAX ? r->as->type.length : LAW_TEXT_MAX;

    r->form = (struct form){ .kind = FORM_RANDOM,
                             .distinct = distinct,
                             .length_lo = 1,
                             .length_hi = length / 2 > 1 ? length / 2 : 1,
                             .ordered = true };
    return law_uniform(r->world->arena, 0, distinct - 1);
}

/* A thousand texts, those that queries look for among them. */
static struct law *texts(struct law_reader *r, const char **words)
{
    struct law *const law = strings(r, VALUES);

    *words = "1,000 different texts";
    if (!law_asks_texts(r->asks, r->world, r->table, r->column, &r->form))
        return law;
    *words = text_format(r->world->arena,
                         "%s different texts, those of the queries among them",
                         text_grouped(r->world->arena, r->form.count));
    return law_uniform(r->world->arena, 0, r->form.count - 1);
}

/* The benchmarks' seven years, or seven that the queries know. */
static void years(const struct law_reader *r, int64_t *first, int64_t *last)
{
    int64_t asked_first, asked_last;

    *first = FIRST_YEAR;
    *last = FIRST_YEAR + YEARS - 1;
    if (!law_asks_years(r->asks, r->world, &asked_first, &asked_last) ||
        (asked_first >= *first && asked_last <= *last))
        return;
    *last = asked_last;
    *first = asked_first < *last - YEARS + 1 ? asked_first : *last - YEARS + 1;
}

static struct law *days(struct law_reader *r, double codes_per_day,
                        const char **words)
{
    int64_t first, last;

    years(r, &first, &last);
    *words = text_format(r->world->arena, "uniform %04lld-01-01..%04lld-12-31",
                         (long long)first, (long long)last);
    return uniform(r, (double)day_of(first, 1, 1) * codes_per_day,
                   (double)day_of(last, 12, 31) * codes_per_day);
}

static bool is_day(int64_t n)
{
    return n >= 19000101 && day_to_yyyymmdd(day_from_yyyymmdd(n)) == n;
}

/* Numbers that are years, or days written as 20260131: seven years of them. */
static bool dated(const struct law_reader *r, int64_t lo, int64_t hi,
                  double *from, double *to)
{
    const bool written = is_day(lo) && is_day(hi);
    const int64_t unit = written ? 10000 : 1;

    if (!type_is_integer(r->as->type) || lo / unit < 1900 || hi / unit > 2100)
        return false;
    const int64_t last = hi / unit, seven = last - YEARS + 1;
    const int64_t first = lo / unit < seven ? lo / unit : seven;
    *from = (double)(first * unit + (written ? 101 : 0));
    *to = (double)(last * unit + (written ? 1231 : 0));
    return true;
}

/* The power of ten above a number, at least VALUES. */
static double ten_above(double x)
{
    double ten = VALUES;

    while (ten <= x)
        ten *= 10;
    return ten;
}

/* One to a thousand, or as far as the queries look. */
static struct law *numbers(struct law_reader *r, const char **words)
{
    const double scale = law_scale(r->as);
    double from = 1, to = VALUES;
    int64_t lo, hi;

    if (law_asks_range(r->asks, r->world, r->table, r->column, &lo, &hi) &&
        ((double)lo < scale || (double)hi > to * scale) &&
        !dated(r, lo, hi, &from, &to)) {
        const double least = (double)lo / scale, most = (double)hi / scale;

        from = least >= 1 ? 1 : least >= 0 ? 0 : -ten_above(-least);
        to = most <= to ? to : ten_above(most);
    }
    *words = text_format(r->world->arena, "uniform %.0f..%.0f", from, to);
    return uniform(r, from * scale, to * scale);
}

struct law *law_default_of_type(struct law_reader *r, const char **words)
{
    switch (r->as->type.kind) {
    case TYPE_DATE:
        return days(r, 1, words);
    case TYPE_TIMESTAMP:
    case TYPE_TIMESTAMPTZ:
        return days(r, (double)US_PER_DAY, words);
    case TYPE_TIME:
    case TYPE_TIMETZ:
        *words = "uniform over the day";
        return uniform(r, 0, (double)US_PER_DAY);
    case TYPE_BOOLEAN:
        *words = "uniform false, true";
        return uniform(r, 0, 1);
    case TYPE_CHAR:
    case TYPE_VARCHAR:
    case TYPE_VARBYTE:
        return texts(r, words);
    default:
        return numbers(r, words);
    }
}

/* Every row another value. */
static struct law *key(struct law_reader *r, const char **words)
{
    const int64_t rows = table_of(r)->rows;
    int64_t lo, hi;

    law_type_range(r->as->type, &lo, &hi);
    if (type_is_integer(r->as->type) && rows <= hi) {
        *words = "sequential";
        return sequential(r);
    }
    if (type_is_string(r->as->type)) {
        *words = "as many texts as rows";
        return strings(r, rows);
    }
    return law_default_of_type(r, words);
}

/*
 * The one other table whose primary key has this column's name and kind of
 * type: most schemas of Redshift declare no foreign keys, and name them alike.
 */
static int namesake(const struct law_reader *r, int *column)
{
    const struct catalog *const c = &r->world->catalog;
    int found = -1;

    for (int t = 0; t < c->table_count; t++) {
        const int key = primary_key(&c->tables[t]);
        const struct column *const k =
            key >= 0 ? &c->tables[t].columns[key] : NULL;

        if (t == r->table || k == NULL || is_foreign(k) ||
            !text_equal(k->name, r->as->name) || !type_is_integer(k->type) ||
            !type_is_integer(r->as->type))
            continue;
        if (found >= 0)
            return -1;
        found = t;
        *column = key;
    }
    return found;
}

struct law *law_default(struct law_reader *r, const char **words)
{
    const struct catalog *const c = &r->world->catalog;
    int table = r->as->parent_table, column = r->as->parent_column;

    if (table < 0 && !is_key(r))
        table = namesake(r, &column);
    if (table >= 0 && column >= 0 && r->need(r, table, column, NULL)) {
        *words =
            text_format(r->world->arena, "references %s",
                        law_column_text(r->world->arena, c, table, column));
        return law_references_uniform(r, table, column);
    }
    return is_key(r) ? key(r, words) : law_default_of_type(r, words);
}
