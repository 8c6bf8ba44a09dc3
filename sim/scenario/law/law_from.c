#include "scenario/law/law_from.h"

#include <stdlib.h>
#include <string.h>

#include "base/check.h"
#include "base/text.h"
#include "scenario/date_part.h"
#include "scenario/domain.h"
#include "scenario/law/law_lists.h"
#include "scenario/law/law_texts.h"
#include "scenario/law/law_value.h"
#include "world/value/value.h"

struct from_settings {
    const struct tree_node *column, *map, *otherwise, *pick;
    int64_t divide, modulo, hash, prefix;
    int64_t offset, base;
    int part, format;
};

#define COUNT_FIELD(name_, least_, fallback_, meaning_, example_)              \
    {                                                                          \
        .name = #name_, .type = FIELD_COUNT,                                   \
        .offset = offsetof(struct from_settings, name_), .min = (least_),      \
        .max = 1e15, .fallback = (fallback_), .meaning = (meaning_),           \
        .example = (example_)                                                  \
    }

static const struct field from_fields[] = {
    { .name = "column",
      .type = FIELD_NODE,
      .offset = offsetof(struct from_settings, column),
      .required = true,
      .shape = "a column of the same table",
      .meaning = "The column that decides.",
      .example = "c_city" },
    COUNT_FIELD(divide, 1, NULL,
                "The value, less `offset`, divided and rounded down, plus "
                "`base`.",
                "10"),
    COUNT_FIELD(modulo, 1, NULL, "The rest of that division, plus `base`.",
                "7"),
    COUNT_FIELD(hash, 1, NULL,
                "A number below this one that looks random, plus `base`.",
                "25"),
    COUNT_FIELD(offset, -1e15, "0", "See divide and modulo.", "1"),
    COUNT_FIELD(base, -1e15, "0", "See divide, modulo and hash.", "1"),
    { .name = "pick",
      .type = FIELD_NODE,
      .offset = offsetof(struct from_settings, pick),
      .shape = "a list of values",
      .meaning = "With divide, modulo or hash: the result is a place in this "
                 "list, from 0.",
      .example = "[AFRICA, AMERICA, ASIA]" },
    { .name = "map",
      .type = FIELD_NODE,
      .offset = offsetof(struct from_settings, map),
      .shape = "a mapping of values to values",
      .meaning = "What each value of the column becomes.",
      .example = "{FRANCE: EUROPE, CHINA: ASIA}" },
    { .name = "else",
      .type = FIELD_NODE,
      .offset = offsetof(struct from_settings, otherwise),
      .shape = "a value",
      .meaning = "What the values that the map leaves out become.",
      .example = "OTHER" },
    { .name = "part",
      .type = FIELD_CHOICE,
      .offset = offsetof(struct from_settings, part),
      .choices = date_part_names,
      .meaning = "A part of a date, as a number; weekday 1 is Monday, week 1 "
                 "begins on January 1.",
      .example = "yearmonth" },
    { .name = "format",
      .type = FIELD_CHOICE,
      .offset = offsetof(struct from_settings, format),
      .choices = date_format_names,
      .meaning = "A date as a text.",
      .example = "'MonYYYY'" },
    COUNT_FIELD(prefix, 1, NULL, "The first bytes of a text, this many.", "7"),
};

const struct section law_from_section = SECTION("law.from", from_fields);

/* A map while it is being made. */
struct mapping {
    struct law_reader *r;
    const struct from_settings *s;
    const struct tree_node *home;
    struct law *law;
    const struct column *source;
    int64_t count; /* of the source's codes; -1 for very many */
    bool all;      /* no other codes occur */
};

static const char *source_name(const struct mapping *m)
{
    return text_quoted(m->r->faults->arena, m->source->name);
}

static bool refuse_many(const struct mapping *m)
{
    return tree_fault(m->home, m->r->faults,
                      "the column '%s' has more than %d values, too many for "
                      "this map; use divide, modulo or hash",
                      source_name(m), DOMAIN_MAX);
}

/* All codes of the source as the left side of the table. */
static bool make_table(struct mapping *m)
{
    struct law *const law = m->law;

    if (m->count < 0)
        return refuse_many(m);
    if (!law_spend(m->r, m->home, m->count))
        return false;
    law->map = MAP_TABLE;
    law->map_count = m->count;
    law->to_codes = ARENA_ARRAY(m->r->world->arena, m->count, int64_t);
    return true;
}

/* Other codes, as those of orphans, get the image of the first. */
static bool finish_numbers(struct mapping *m)
{
    m->law->base = m->law->to_codes[0];
    return true;
}

static bool finish_texts(struct mapping *m, const char *other)
{
    if (!law_texts_add(m->r, m->home, other))
        return false;
    law_texts_use(m->r, m->law, (size_t)m->count + 1, NULL, m->home);
    return true;
}

static bool check_date_source(const struct mapping *m)
{
    if (m->source->type.kind == TYPE_DATE ||
        law_is_calendar(&m->r->world->catalog, m->r->table, m->law->source))
        return true;
    return tree_fault(m->home, m->r->faults,
                      "the column '%s' holds no dates (a date column, or an "
                      "integer one with the law calendar or date)",
                      source_name(m));
}

static int64_t source_day(const struct mapping *m, int64_t i)
{
    const int64_t code = m->law->from_codes[i];
    return m->source->type.kind == TYPE_DATE ? code : day_from_yyyymmdd(code);
}

static bool map_part(struct mapping *m)
{
    if (!check_date_source(m) || !make_table(m))
        return false;
    if (!type_is_integer(m->r->as->type))
        return tree_fault(m->home, m->r->faults,
                          "a part of a date is an integer; the column is %s",
                          type_text(m->r->faults->arena, m->r->as->type));
    for (int64_t i = 0; i < m->count; i++)
        m->law->to_codes[i] =
            date_part((enum date_part)m->s->part, source_day(m, i));
    return finish_numbers(m);
}

static bool check_text_column(const struct mapping *m, const char *what)
{
    if (law_wants_texts(m->r))
        return true;
    return tree_fault(m->home, m->r->faults, "%s is a text; the column is %s",
                      what, type_text(m->r->faults->arena, m->r->as->type));
}

static bool map_format(struct mapping *m)
{
    const char *text = "";

    if (!check_text_column(m, "a formatted date") || !check_date_source(m) ||
        !make_table(m))
        return false;
    for (int64_t i = 0; i < m->count; i++) {
        text = date_format(m->r->world->arena, (enum date_format)m->s->format,
                           source_day(m, i));
        if (!law_texts_add(m->r, m->home, text))
            return false;
    }
    return finish_texts(m, text);
}

static bool map_prefix(struct mapping *m)
{
    const char *text = "";
    char whole[FORM_TEXT_MAX];

    if (!check_text_column(m, "a prefix"))
        return false;
    if (!type_is_string(m->source->type))
        return tree_fault(m->home, m->r->faults,
                          "the column '%s' holds no texts", source_name(m));
    if (!make_table(m))
        return false;
    for (int64_t i = 0; i < m->count; i++) {
        const size_t bytes =
            form_text(&m->source->form, m->law->from_codes[i], whole);
        const size_t kept =
            bytes < (size_t)m->s->prefix ? bytes : (size_t)m->s->prefix;

        text = text_copy_n(m->r->world->arena, whole, kept);
        if (!law_texts_add(m->r, m->home, text))
            return false;
    }
    return finish_texts(m, text);
}

/* One line of the user's map. */
struct pair {
    int64_t code;
    const struct tree_node *node;
};

static int compare_pairs(const void *x, const void *y)
{
    const struct pair *const a = x, *const b = y;
    return (a->code > b->code) - (a->code < b->code);
}

/* The user's pairs by the source's code. */
static struct pair *read_pairs(const struct mapping *m)
{
    const struct tree_node *const map = m->s->map;
    struct pair *const pairs =
        ARENA_ARRAY(m->r->world->arena, map->count, struct pair);
    bool good = true;

    for (size_t i = 0; i < map->count; i++) {
        const struct tree_node *const n = map->items[i];
        struct tree_node key = *n;

        key.kind = TREE_SCALAR;
        key.text = n->key;
        key.plain = false;
        key.line = n->key_line;
        key.column = n->key_column;
        pairs[i].node = n;
        good &= law_value_of(m->r, m->law->source, &key, &pairs[i].code);
        if (n->kind != TREE_SCALAR)
            good = tree_fault(n, m->r->faults, "a value is expected here");
    }
    qsort(pairs, map->count, sizeof(*pairs), compare_pairs);
    for (size_t i = 1; i < map->count && good; i++)
        if (pairs[i].code == pairs[i - 1].code)
            good = tree_fault_key(pairs[i].node, m->r->faults,
                                  "the value stands twice in the map");
    return good ? pairs : NULL;
}

/* Is there a value of the source that no pair maps? */
static bool check_covered(const struct mapping *m, const struct pair *pairs,
                          size_t pair_count)
{
    size_t j = 0;
    char text[VALUE_BYTES_MAX + 1];

    if (m->count < 0 || !m->all)
        return tree_fault(m->s->map, m->r->faults,
                          "the map may leave out values of '%s'; say what they "
                          "become with 'else'",
                          source_name(m));
    for (int64_t i = 0; i < m->count; i++) {
        while (j < pair_count && pairs[j].code < m->law->from_codes[i])
            j++;
        if (j < pair_count && pairs[j].code == m->law->from_codes[i])
            continue;
        text[value_text(m->source, m->law->from_codes[i], text)] = '\0';
        return tree_fault(m->s->map, m->r->faults,
                          "the map leaves out the value '%s' of '%s'; add it, "
                          "or 'else'",
                          text_quoted(m->r->faults->arena, text),
                          source_name(m));
    }
    return true;
}

/* The right sides, by ascending left side; texts through the pool. */
static bool read_images(struct mapping *m, const struct pair *pairs,
                        const struct tree_node *other)
{
    struct law *const law = m->law;
    bool good = true;

    for (int64_t i = 0; i < m->count; i++) {
        law->from_codes[i] = pairs[i].code;
        good &= law_wants_texts(m->r)
                    ? law_texts_add(m->r, pairs[i].node, pairs[i].node->text)
                    : law_value(m->r, pairs[i].node, &law->to_codes[i]);
    }
    if (!good)
        return false;
    if (law_wants_texts(m->r))
        return finish_texts(m,
                            other == NULL ? pairs[0].node->text : other->text);
    law->base = law->to_codes[0];
    return other == NULL || law_value(m->r, other, &law->base);
}

static bool map_map(struct mapping *m)
{
    const struct tree_node *const map = m->s->map;
    const struct tree_node *const other = m->s->otherwise;

    if (map->kind != TREE_MAP || map->count == 0 ||
        (other != NULL && other->kind != TREE_SCALAR))
        return tree_fault(map, m->r->faults,
                          "write {map: {A: X, B: Y}, else: Z}");
    if (map->count > LAW_LIST_MAX)
        return tree_fault(map, m->r->faults, "more than %d values",
                          LAW_LIST_MAX);
    const struct pair *const pairs = read_pairs(m);
    if (pairs == NULL ||
        (other == NULL && !check_covered(m, pairs, map->count)))
        return false;
    /* The table is the user's own, not one of all the source's values. */
    m->count = (int64_t)map->count;
    if (!make_table(m))
        return false;
    m->law->from_codes = ARENA_ARRAY(m->r->world->arena, map->count, int64_t);
    return read_images(m, pairs, other);
}

static bool set_arithmetic(struct mapping *m)
{
    const struct from_settings *const s = m->s;
    struct law *const law = m->law;

    law->map = s->divide > 0   ? MAP_DIVIDE
               : s->modulo > 0 ? MAP_MODULO
                               : MAP_HASH;
    law->divisor = s->divide + s->modulo + s->hash; /* one is given */
    law->offset = s->offset;
    law->base = s->base;
    const enum type_kind kind = m->source->type.kind;
    if (law->map != MAP_HASH &&
        (kind == TYPE_DECIMAL || kind == TYPE_REAL || kind == TYPE_DOUBLE))
        return tree_fault(m->home, m->r->faults,
                          "the column '%s' has no whole values to divide",
                          source_name(m));
    return true;
}

/* The place in the list for each code of the source. */
static bool find_places(struct mapping *m, int64_t places, int64_t *place)
{
    for (int64_t i = 0; i < m->count; i++) {
        place[i] = law_map(m->law, m->law->from_codes[i]);
        if (place[i] < 0 || place[i] >= places)
            return tree_fault(m->s->pick, m->r->faults,
                              "a value of '%s' leads to place %lld, but the "
                              "list has the places 0 to %lld",
                              source_name(m), (long long)place[i],
                              (long long)places - 1);
    }
    return true;
}

static bool pick_text(struct mapping *m, const int64_t *place)
{
    const struct tree_node *const list = m->s->pick;

    for (int64_t i = 0; i < m->count; i++) {
        const struct tree_node *const n = list->items[place[i]];

        if (!law_texts_add(m->r, n, n->text))
            return false;
    }
    return finish_texts(m, list->items[place[0]]->text);
}

static bool pick_number(struct mapping *m, const int64_t *place)
{
    for (int64_t i = 0; i < m->count; i++)
        if (!law_value(m->r, m->s->pick->items[place[i]], &m->law->to_codes[i]))
            return false;
    return finish_numbers(m);
}

/* Many values, so no table: the place itself is the rank of the text. That
   holds when the list is sorted. */
static bool pick_rank(struct mapping *m)
{
    const struct tree_node *const list = m->s->pick;
    bool sorted = true;

    for (size_t i = 1; i < list->count; i++)
        sorted &= strcmp(list->items[i - 1]->text, list->items[i]->text) < 0;
    if (!law_wants_texts(m->r) || m->law->map == MAP_DIVIDE ||
        m->law->divisor != (int64_t)list->count || m->law->base != 0 || !sorted)
        return tree_fault(list, m->r->faults,
                          "the column '%s' has more than %d values; then only "
                          "modulo or hash by the length of the list works, "
                          "with texts in sorted order",
                          source_name(m), DOMAIN_MAX);
    if (law_read_texts(m->r, list) < 0)
        return false;
    law_texts_use(m->r, m->law, list->count, NULL, list);
    return true;
}

static bool map_pick(struct mapping *m)
{
    const struct tree_node *const list = m->s->pick;

    if (list->kind != TREE_LIST || list->count == 0)
        return tree_fault(list, m->r->faults,
                          "a list of values is expected here");
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i]->kind != TREE_SCALAR)
            return tree_fault(list->items[i], m->r->faults,
                              "a value is expected here");
    if (!set_arithmetic(m))
        return false;
    if (m->count < 0)
        return pick_rank(m);

    int64_t *const place = ARENA_ARRAY(m->r->world->arena, m->count, int64_t);
    if (!find_places(m, (int64_t)list->count, place) || !make_table(m))
        return false;
    return law_wants_texts(m->r) ? pick_text(m, place) : pick_number(m, place);
}

/* Arithmetic gives numbers: they must be what the column holds. */
static bool map_number(struct mapping *m)
{
    if (!type_is_integer(m->r->as->type))
        return tree_fault(m->home, m->r->faults,
                          "the result is an integer, the column is %s; add "
                          "'pick' to choose its values from a list",
                          type_text(m->r->faults->arena, m->r->as->type));
    return set_arithmetic(m);
}

/* Exactly one way to map. `pick` needs one of the arithmetic ways. */
static bool check_ways(const struct mapping *m)
{
    const struct from_settings *const s = m->s;
    const int arithmetic = (s->divide > 0) + (s->modulo > 0) + (s->hash > 0);
    const int ways = arithmetic + (s->map != NULL) + (s->part >= 0) +
                     (s->format >= 0) + (s->prefix > 0);

    if (ways != 1)
        return tree_fault(m->home, m->r->faults,
                          "one way to map is needed: divide, modulo, hash, "
                          "map, part, format or prefix");
    if (s->pick != NULL && arithmetic == 0)
        return tree_fault(s->pick, m->r->faults,
                          "'pick' needs divide, modulo or hash");
    if (s->otherwise != NULL && s->map == NULL)
        return tree_fault(s->otherwise, m->r->faults, "'else' needs 'map'");
    return true;
}

static bool map_any(struct mapping *m)
{
    const struct from_settings *const s = m->s;

    if (s->map != NULL)
        return map_map(m);
    if (s->part >= 0)
        return map_part(m);
    if (s->format >= 0)
        return map_format(m);
    if (s->prefix > 0)
        return map_prefix(m);
    return s->pick != NULL ? map_pick(m) : map_number(m);
}

struct law *law_read_from(struct law_reader *r, const struct tree_node *set,
                          const struct tree_node *home)
{
    struct from_settings s = { .part = -1, .format = -1 };
    struct law *const law = law_new(r, LAW_FROM);
    struct mapping m = { .r = r, .s = &s, .home = home, .law = law };

    if (!field_read(&law_from_section, set, home, &s, r->faults) ||
        !check_ways(&m) || !law_column(r, s.column, &law->source) ||
        !law_spend(r, home, 1))
        return NULL;
    const struct table *const t = &r->world->catalog.tables[r->table];
    m.source = &t->columns[law->source];
    m.count = domain_codes(r->world->arena, r->world, r->table, law->source,
                           &law->from_codes, &m.all);
    if (m.count > 0 && !law_spend(r, home, m.count))
        return NULL;
    return map_any(&m) ? law : NULL;
}
