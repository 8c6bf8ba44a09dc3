#include "scenario/law/law_rows.h"

#include "base/text.h"
#include "scenario/law/law_value.h"
#include "world/day.h"
#include "world/sequence.h"

struct sequential_settings {
    const struct tree_node *start, *lines, *sparse, *of;
    int64_t step;
};

static const struct field sequential_fields[] = {
    { .name = "start",
      .type = FIELD_NODE,
      .offset = offsetof(struct sequential_settings, start),
      .fallback = "1",
      .shape = "a value of the column",
      .meaning = "The first key.",
      .example = "1" },
    { .name = "step",
      .type = FIELD_COUNT,
      .offset = offsetof(struct sequential_settings, step),
      .min = 1,
      .max = 1e12,
      .fallback = "1",
      .meaning = "From one key to the next.",
      .example = "10" },
    { .name = "lines",
      .type = FIELD_NODE,
      .offset = offsetof(struct sequential_settings, lines),
      .fallback = "[1, 1]",
      .shape = "two whole numbers, [least, most]",
      .meaning = "Rows that share a key, all counts alike, as the lines of an "
                 "order.",
      .example = "[1, 7]" },
    { .name = "sparse",
      .type = FIELD_NODE,
      .offset = offsetof(struct sequential_settings, sparse),
      .fallback = "[1, 1]",
      .shape = "two whole numbers, [used, of]",
      .meaning = "Only the first `used` of each `of` keys are taken.",
      .example = "[8, 32]" },
    { .name = "of",
      .type = FIELD_NODE,
      .offset = offsetof(struct sequential_settings, of),
      .shape = "TABLE.COLUMN, a sequential key with the same start, step and "
               "sparse",
      .meaning = "The parent: the keys refer to its rows one after the other.",
      .example = "orders.o_orderkey" },
};

const struct section law_sequential_section =
    SECTION("law.sequential", sequential_fields);

/* Numbers and days can be counted up. */
static bool can_count(struct type t)
{
    return type_is_integer(t) || t.kind == TYPE_DECIMAL || t.kind == TYPE_DATE;
}

static bool is_sparse(const struct law *law)
{
    return law->sparse_used >= 1 && law->sparse_of > law->sparse_used;
}

/* Do both count the same keys? */
static bool counts_alike(const struct law *a, const struct law *b)
{
    return a->lo == b->lo && sequence_step(a) == sequence_step(b) &&
           is_sparse(a) == is_sparse(b) &&
           (!is_sparse(a) ||
            (a->sparse_used == b->sparse_used && a->sparse_of == b->sparse_of));
}

/* The parent's k-th row must have the k-th key. */
static bool read_of(struct law_reader *r, const struct tree_node *n,
                    struct law *law)
{
    if (!law_parent(r, n, &law->table, &law->column))
        return false;
    const struct column *const key =
        &r->world->catalog.tables[law->table].columns[law->column];
    if (!law_check_alike(r, n, key, "refer to"))
        return false;
    law->of_parent = true;
    if (key->law->kind == LAW_SEQUENTIAL && sequence_line_hi(key->law) == 1 &&
        counts_alike(law, key->law))
        return true;
    return tree_fault(n, r->faults,
                      "'%s' does not count the same keys, one a row; its law "
                      "must be sequential with the same start, step and sparse",
                      text_quoted(r->faults->arena, n->text));
}

/* Number and sparseness of keys, and rows of each. */
static bool read_keys(struct law_reader *r, const struct sequential_settings *s,
                      const struct tree_node *home, struct law *law)
{
    int used = 1, of = 1;

    law->line_lo = law->line_hi = 1;
    law->step = s->step;
    if (r->as->type.kind == TYPE_DECIMAL)
        law->step = (int64_t)((double)s->step * law_scale(r->as));
    law->lo = (int64_t)law_scale(r->as);
    if (s->start != NULL && !law_value(r, s->start, &law->lo))
        return false;
    if (s->start == NULL && r->as->type.kind == TYPE_DATE)
        return tree_fault(home, r->faults,
                          "a date needs a 'start', such as 1992-01-01");
    if (s->lines != NULL && !law_int_pair(r, s->lines, 1, LAW_LINES_MAX,
                                          &law->line_lo, &law->line_hi))
        return false;
    if (s->sparse != NULL &&
        !law_int_pair(r, s->sparse, 1, 1000000, &used, &of))
        return false;
    law->sparse_used = used;
    law->sparse_of = of;
    return true;
}

struct law *law_read_sequential(struct law_reader *r,
                                const struct tree_node *set,
                                const struct tree_node *home)
{
    struct sequential_settings s = { 0 };
    struct law *const law = law_new(r, LAW_SEQUENTIAL);

    if (!can_count(r->as->type)) {
        tree_fault(home, r->faults, "a column of type %s cannot count%s",
                   type_text(r->faults->arena, r->as->type),
                   type_is_string(r->as->type)
                       ? "; write {pattern: 'Name#%09d'}"
                       : "");
        return NULL;
    }
    if (!field_read(&law_sequential_section, set, home, &s, r->faults) ||
        !read_keys(r, &s, home, law) ||
        (s.of != NULL && !read_of(r, s.of, law)))
        return NULL;
    return law;
}

struct law *law_read_line(struct law_reader *r, const struct tree_node *set,
                          const struct tree_node *home)
{
    struct law *const law = ARENA_NEW(r->world->arena, struct law);
    const struct table *const t = &r->world->catalog.tables[r->table];

    law->kind = LAW_LINE;
    if (set == NULL || !type_is_integer(r->as->type)) {
        tree_fault(home, r->faults,
                   "write {line: COLUMN}, for an integer column");
        return NULL;
    }
    if (!law_column(r, set, &law->source))
        return NULL;
    const struct law *const orders = t->columns[law->source].law;
    if (orders->kind == LAW_SEQUENTIAL)
        return law;
    tree_fault(set, r->faults,
               "'%s' does not count orders; its law must be sequential, with "
               "lines",
               text_quoted(r->faults->arena, set->text));
    return NULL;
}

struct calendar_settings {
    const struct tree_node *from;
    int as;
};

static const char *const calendar_forms[] = { "date", "yyyymmdd", NULL };

static const struct field calendar_fields[] = {
    { .name = "from",
      .type = FIELD_NODE,
      .offset = offsetof(struct calendar_settings, from),
      .required = true,
      .shape = "a date",
      .meaning = "The day of the first row; each row is a day later.",
      .example = "1992-01-01" },
    { .name = "as",
      .type = FIELD_CHOICE,
      .offset = offsetof(struct calendar_settings, as),
      .choices = calendar_forms,
      .shape = "",
      .meaning = "How the day is written: a date column is date, an integer "
                 "column yyyymmdd.",
      .example = "yyyymmdd" },
};

const struct section law_calendar_section =
    SECTION("law.calendar", calendar_fields);

struct law *law_read_calendar(struct law_reader *r, const struct tree_node *set,
                              const struct tree_node *home)
{
    const int64_t rows = r->world->catalog.tables[r->table].rows;
    const bool number =
        r->as->type.kind == TYPE_INTEGER || r->as->type.kind == TYPE_BIGINT;
    struct calendar_settings s = { .as = number };
    struct law *const law = ARENA_NEW(r->world->arena, struct law);

    law->kind = LAW_CALENDAR;
    law->step = 1;
    law->line_lo = law->line_hi = 1;
    law->sparse_used = law->sparse_of = 1;
    law->calendar = number ? CALENDAR_YYYYMMDD : CALENDAR_DAYS;
    if (!field_read(&law_calendar_section, set, home, &s, r->faults) ||
        !law_day(r, s.from, &law->lo))
        return NULL;
    if ((!number && r->as->type.kind != TYPE_DATE) || s.as != number) {
        tree_fault(home, r->faults, "a calendar of type %s must be %s",
                   type_text(r->faults->arena, r->as->type),
                   number ? "'as: yyyymmdd'" : "a date or an integer column");
        return NULL;
    }
    if (rows > day_of(9999, 12, 31) - law->lo + 1) {
        tree_fault(home, r->faults, "%lld days reach beyond the year 9999",
                   (long long)rows);
        return NULL;
    }
    return law;
}
