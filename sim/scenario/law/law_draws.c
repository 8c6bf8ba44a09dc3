#include "scenario/law/law_draws.h"

#include <math.h>

#include "base/text.h"
#include "base/units.h"
#include "scenario/law/law_texts.h"
#include "scenario/law/law_value.h"
#include "world/day.h"

/* Any scalar as a text of the pool, that `law` uses alone. */
static bool read_one_text(struct law_reader *r, const struct tree_node *n,
                          struct law *law)
{
    if (n->kind != TREE_SCALAR)
        return tree_fault(n, r->faults, "a text is expected here");
    if (!law_texts_add(r, n, n->text))
        return false;
    law_texts_use(r, law, 1, NULL, n);
    return true;
}

static bool read_one(struct law_reader *r, const struct tree_node *n,
                     struct law *law)
{
    return law_wants_texts(r) ? read_one_text(r, n, law)
                              : law_value(r, n, &law->lo);
}

struct law *law_read_constant(struct law_reader *r, const struct tree_node *set,
                              const struct tree_node *home)
{
    struct law *const law = law_new(r, LAW_CONSTANT);

    if (set == NULL) {
        tree_fault(home, r->faults, "write {constant: VALUE}");
        return NULL;
    }
    return read_one(r, set, law) ? law : NULL;
}

struct law *law_read_uniform(struct law_reader *r, const struct tree_node *set,
                             const struct tree_node *home)
{
    int64_t lo, hi;

    if (!law_check_measures(r, home))
        return NULL;
    if (set == NULL) {
        tree_fault(home, r->faults, "write {uniform: [least, most]}");
        return NULL;
    }
    if (!law_value_pair(r, set, &lo, &hi))
        return NULL;
    return law_uniform(r->world->arena, lo, hi);
}

struct normal_settings {
    const struct tree_node *mean, *sd, *min, *max;
};

#define VALUE_FIELD(struct_, name_, required_, fallback_, meaning_, example_)  \
    {                                                                          \
        .name = #name_, .type = FIELD_NODE,                                    \
        .offset = offsetof(struct struct_, name_), .required = (required_),    \
        .fallback = (fallback_), .shape = "a value of the column",             \
        .meaning = (meaning_), .example = (example_)                           \
    }

static const struct field normal_fields[] = {
    VALUE_FIELD(normal_settings, mean, true, NULL, "The mean.", "500"),
    { .name = "sd",
      .type = FIELD_NODE,
      .offset = offsetof(struct normal_settings, sd),
      .required = true,
      .shape = "a number; days for dates, a time for timestamps",
      .meaning = "The standard deviation.",
      .example = "50" },
    VALUE_FIELD(normal_settings, min, false, "8 standard deviations below",
                "The smallest value; what is below becomes it.", "0"),
    VALUE_FIELD(normal_settings, max, false, "8 standard deviations above",
                "The largest value; what is above becomes it.", "1000"),
};

const struct section law_normal_section = SECTION("law.normal", normal_fields);

/* The mean may lie between two codes: 2.5 of an integer column. */
static bool read_mean(struct law_reader *r, const struct tree_node *n,
                      double *mean)
{
    const enum type_kind kind = r->as->type.kind;
    const bool number = type_is_integer(r->as->type) || kind == TYPE_DECIMAL ||
                        kind == TYPE_REAL || kind == TYPE_DOUBLE;
    int64_t code;

    if (number || r->amounts)
        return law_amount(r, n, mean);
    if (!law_value(r, n, &code))
        return false;
    *mean = (double)code;
    return true;
}

static double clamp(double x, int64_t lo, int64_t hi)
{
    return fmin(fmax(x, (double)lo), (double)hi);
}

struct law *law_read_normal(struct law_reader *r, const struct tree_node *set,
                            const struct tree_node *home)
{
    struct normal_settings s = { 0 };
    struct law *const law = law_new(r, LAW_NORMAL);
    int64_t lo, hi;

    if (!law_check_measures(r, home) ||
        !field_read(&law_normal_section, set, home, &s, r->faults) ||
        !read_mean(r, s.mean, &law->mean) || !law_amount(r, s.sd, &law->sd))
        return NULL;
    if (law->sd < 0) {
        tree_fault(s.sd, r->faults, "a standard deviation is 0 or more");
        return NULL;
    }
    law_type_range(r->as->type, &lo, &hi);
    law->lo = (int64_t)clamp(floor(law->mean - 8 * law->sd), lo, hi);
    law->hi = (int64_t)clamp(ceil(law->mean + 8 * law->sd), lo, hi);
    if ((s.min != NULL && !law_value(r, s.min, &law->lo)) ||
        (s.max != NULL && !law_value(r, s.max, &law->hi)))
        return NULL;
    if (law->lo > law->hi) {
        tree_fault(home, r->faults,
                   "'min' is larger than 'max', or the mean "
                   "lies outside of the type's values");
        return NULL;
    }
    return law;
}

struct hot_settings {
    const struct tree_node *value, *rest;
    double share;
};

static const struct field hot_fields[] = {
    VALUE_FIELD(hot_settings, value, true, NULL, "The hot value.", "17"),
    { .name = "share",
      .type = FIELD_NUMBER,
      .quantity = QUANTITY_SHARE,
      .offset = offsetof(struct hot_settings, share),
      .min = 0,
      .max = 1,
      .required = true,
      .meaning = "The share of rows that have it.",
      .example = "0.2" },
    { .name = "rest",
      .type = FIELD_NODE,
      .offset = offsetof(struct hot_settings, rest),
      .required = true,
      .shape = "a law that draws",
      .meaning = "The law of the other rows.",
      .example = "{uniform: [1, 1000]}" },
};

const struct section law_hot_section = SECTION("law.hot", hot_fields);

struct law *law_read_hot(struct law_reader *r, const struct tree_node *set,
                         const struct tree_node *home)
{
    struct hot_settings s = { 0 };
    struct law *const law = law_new(r, LAW_HOT);

    if (!field_read(&law_hot_section, set, home, &s, r->faults))
        return NULL;
    law->share = s.share;
    const bool good = read_one(r, s.value, law);
    law->inner = law_read_inner(r, s.rest);
    return good && law->inner != NULL ? law : NULL;
}

struct date_settings {
    const struct tree_node *from, *to, *weekly, *yearly;
};

#define DATE_FIELD(name_, required_, fallback_, shape_, meaning_, example_)    \
    {                                                                          \
        .name = #name_, .type = FIELD_NODE,                                    \
        .offset = offsetof(struct date_settings, name_),                       \
        .required = (required_), .fallback = (fallback_), .shape = (shape_),   \
        .meaning = (meaning_), .example = (example_)                           \
    }

static const struct field date_fields[] = {
    DATE_FIELD(from, true, NULL, "a date", "The first day.", "1992-01-01"),
    DATE_FIELD(to, true, NULL, "a date", "The last day.", "1998-12-31"),
    DATE_FIELD(weekly, false, "all alike", "7 weights, from Monday",
               "How often each weekday is.", "[5, 5, 5, 5, 6, 2, 1]"),
    DATE_FIELD(yearly, false, "all alike", "12 weights, from January",
               "How often each month is.",
               "[1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 3]"),
};

const struct section law_date_section = SECTION("law.date", date_fields);

static bool read_season(struct law_reader *r, const struct tree_node *n,
                        size_t count, double *weights)
{
    bool good = true;

    for (size_t i = 0; i < count; i++)
        weights[i] = 1;
    if (n == NULL)
        return true;
    if (n->kind != TREE_LIST || n->count != count)
        return tree_fault(n, r->faults,
                          "a list of %zu weights is expected "
                          "here",
                          count);
    for (size_t i = 0; i < count; i++)
        good &= law_weight(r, n->items[i], &weights[i]);
    return good;
}

/* Days as the column's type writes them: the order stays the same. */
static void convert_days(const struct law_reader *r, struct law *law)
{
    const bool number = type_is_integer(r->as->type);
    const bool time = !number && r->as->type.kind != TYPE_DATE;

    if (number)
        law->calendar = CALENDAR_YYYYMMDD;
    for (int64_t i = 0; i < law->count && (number || time); i++)
        law->values[i] = number ? day_to_yyyymmdd(law->values[i])
                                : law->values[i] * US_PER_DAY;
    law->lo = law->values[0];
    law->hi = law->values[law->count - 1];
}

static bool takes_days(struct type t)
{
    return t.kind == TYPE_DATE || t.kind == TYPE_TIMESTAMP ||
           t.kind == TYPE_TIMESTAMPTZ || t.kind == TYPE_INTEGER ||
           t.kind == TYPE_BIGINT;
}

struct law *law_read_date(struct law_reader *r, const struct tree_node *set,
                          const struct tree_node *home)
{
    struct date_settings s = { 0 };
    double weekly[7], yearly[12];
    int64_t from, to;

    if (!field_read(&law_date_section, set, home, &s, r->faults) ||
        !law_day(r, s.from, &from) || !law_day(r, s.to, &to) ||
        !read_season(r, s.weekly, 7, weekly) ||
        !read_season(r, s.yearly, 12, yearly))
        return NULL;
    if (from > to || to - from >= LAW_LIST_MAX || !takes_days(r->as->type) ||
        r->amounts) {
        tree_fault(home, r->faults,
                   from > to ? "'from' is later than 'to'"
                   : to - from >= LAW_LIST_MAX
                       ? "the days span more than 270 years"
                       : "only a date, a timestamp or an integer column "
                         "(as yyyymmdd) takes this law");
        return NULL;
    }
    if (!law_spend(r, home, to - from + 1))
        return NULL;
    struct law *const law = law_date(r->world->arena, from, to, weekly, yearly);
    if (law == NULL)
        tree_fault(home, r->faults, "all days have weight 0");
    else
        convert_days(r, law);
    return law;
}
