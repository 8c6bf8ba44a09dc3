#include "scenario/law/law_forms.h"

#include <string.h>

#include "base/text.h"
#include "scenario/law/law_value.h"

/* Only one law of a column can say how its texts are made. */
static bool set_form(struct law_reader *r, const struct tree_node *n,
                     struct form form)
{
    if (r->form.kind != FORM_NONE)
        return tree_fault(n, r->faults,
                          "a second way to write texts; a column has one");
    r->form = form;
    return true;
}

/* [a, b] in bytes; without it 1 to half of what the column holds. */
static bool read_length(struct law_reader *r, const struct tree_node *n,
                        struct form *form)
{
    const int most =
        r->as->type.length < LAW_TEXT_MAX ? r->as->type.length : LAW_TEXT_MAX;

    form->length_lo = 1;
    form->length_hi = most / 2 > 1 ? most / 2 : 1;
    return n == NULL ||
           law_int_pair(r, n, 0, most, &form->length_lo, &form->length_hi);
}

struct pattern_settings {
    const char *pattern;
    int64_t values;
};

static const struct field pattern_fields[] = {
    { .name = "pattern",
      .type = FIELD_TEXT,
      .offset = offsetof(struct pattern_settings, pattern),
      .required = true,
      .meaning = "A text with one %d or %09d for a number.",
      .example = "'Customer#%09d'" },
    { .name = "values",
      .type = FIELD_COUNT,
      .offset = offsetof(struct pattern_settings, values),
      .min = 1,
      .max = 1e15,
      .meaning = "Numbers drawn from 1 to this many, alike; without it the "
                 "number is the row's.",
      .example = "1000" },
};

const struct section law_pattern_section =
    SECTION("law.pattern", pattern_fields);

/* Copies up to the number or the end; %% is a percent sign. NULL when some
   other % stands there. */
static const char *pattern_part(struct arena *a, const char **s)
{
    struct text_buffer b;
    const char *p = *s;

    text_buffer_init(&b, a);
    for (; *p != '\0'; p++) {
        if (*p == '%' && p[1] != '%')
            break;
        p += *p == '%';
        text_add_n(&b, p, 1);
    }
    *s = p;
    return text_buffer_text(&b);
}

/* %d or %0Nd, N from 1 to 18. */
static bool pattern_number(const char **s, int *digits)
{
    const char *p = *s;

    *digits = 0;
    if (*p++ != '%')
        return false;
    if (*p == '0')
        for (p++; *p >= '0' && *p <= '9' && *digits < 100; p++)
            *digits = *digits * 10 + (*p - '0');
    if (*p != 'd' || *digits > 18 || (p[-1] == '0' && *digits == 0))
        return false;
    *s = p + 1;
    return true;
}

static int digits_of(int64_t n)
{
    int digits = 1;

    for (; n >= 10; n /= 10)
        digits++;
    return digits;
}

static bool parse_pattern(struct law_reader *r, const char *pattern,
                          struct form *form)
{
    const char *s = pattern;

    form->kind = FORM_PATTERN;
    form->prefix = pattern_part(r->world->arena, &s);
    if (!pattern_number(&s, &form->digits))
        return false;
    form->suffix = pattern_part(r->world->arena, &s);
    return *s == '\0';
}

struct law *law_read_pattern(struct law_reader *r, const struct tree_node *set,
                             const struct tree_node *home)
{
    struct arena *const a = r->world->arena;
    const int64_t rows = r->world->catalog.tables[r->table].rows;
    struct pattern_settings p = { 0 };
    struct form form = { 0 };

    if (set != NULL && set->kind == TREE_SCALAR)
        p.pattern = set->text;
    else if (!field_read(&law_pattern_section, set, home, &p, r->faults))
        return NULL;
    if (!parse_pattern(r, p.pattern, &form)) {
        tree_fault(home, r->faults,
                   "the pattern '%s' needs exactly one number, %%d or %%09d",
                   text_quoted(r->faults->arena, p.pattern));
        return NULL;
    }
    form.distinct = p.values > 0 ? p.values : rows;
    const int width = digits_of(form.distinct);
    const size_t bytes = strlen(form.prefix) + strlen(form.suffix) +
                         (size_t)(width > form.digits ? width : form.digits);
    if (bytes > (size_t)r->as->type.length || bytes > LAW_TEXT_MAX) {
        tree_fault(home, r->faults,
                   "the pattern's texts have up to %zu bytes; "
                   "the column holds %d",
                   bytes, r->as->type.length);
        return NULL;
    }
    form.ordered = width == 1 || form.digits >= width;
    if (!set_form(r, home, form))
        return NULL;
    struct law *const law = law_uniform(a, 1, form.distinct);
    if (p.values == 0) {
        law->kind = LAW_SEQUENTIAL;
        law->step = 1;
        law->line_lo = law->line_hi = 1;
        law->sparse_used = law->sparse_of = 1;
    }
    return law;
}

struct strings_settings {
    int64_t distinct;
    const struct tree_node *length, *list;
};

#define LENGTH_FIELD                                                           \
    {                                                                          \
        .name = "length", .type = FIELD_NODE,                                  \
        .offset = offsetof(struct strings_settings, length),                   \
        .fallback = "from 1 to half of the column's",                          \
        .shape = "two whole numbers, [least, most]",                           \
        .meaning = "Bytes of a text, all lengths alike.", .example = "[5, 20]" \
    }

static const struct field strings_fields[] = {
    { .name = "distinct",
      .type = FIELD_COUNT,
      .offset = offsetof(struct strings_settings, distinct),
      .min = 1,
      .max = 1e15,
      .meaning = "How many different texts; without it as many as rows.",
      .example = "1000" },
    LENGTH_FIELD,
};

static const struct field text_fields[] = { LENGTH_FIELD };

static const struct field words_fields[] = {
    { .name = "list",
      .type = FIELD_NODE,
      .offset = offsetof(struct strings_settings, list),
      .required = true,
      .shape = "a list of words, or a mapping of words to weights",
      .meaning = "The vocabulary.",
      .example = "[furiously, sleep, ideas]" },
    LENGTH_FIELD,
};

const struct section law_strings_section =
    SECTION("law.strings", strings_fields);
const struct section law_text_section = SECTION("law.text", text_fields);
const struct section law_words_section = SECTION("law.words", words_fields);

/* Texts made from a number below `distinct`. */
static struct law *draw_form(struct law_reader *r, const struct tree_node *home,
                             struct form form)
{
    if (!set_form(r, home, form))
        return NULL;
    return law_uniform(r->world->arena, 0, form.distinct - 1);
}

struct law *law_read_strings(struct law_reader *r, const struct tree_node *set,
                             const struct tree_node *home)
{
    struct strings_settings s = { 0 };
    struct form form = { .kind = FORM_RANDOM, .ordered = true };

    if (!field_read(&law_strings_section, set, home, &s, r->faults) ||
        !read_length(r, s.length, &form))
        return NULL;
    form.distinct =
        s.distinct > 0 ? s.distinct : r->world->catalog.tables[r->table].rows;
    return draw_form(r, home, form);
}

/*
 * All different: so many codes that two rows hardly ever share one, as far
 * as the shortest text can tell them apart. A text is never shorter than the
 * letters that its code takes, hence the bound by length.
 */
static int64_t many_codes(int64_t rows, const struct form *form)
{
    int64_t codes = 26;

    for (int letters = 1; letters < form->length_hi; letters++) {
        const bool enough = codes / 1000 > rows && letters >= form->length_lo;

        if (enough || codes > 1000000000000000)
            break;
        codes *= 26;
    }
    return codes;
}

struct law *law_read_text(struct law_reader *r, const struct tree_node *set,
                          const struct tree_node *home)
{
    struct strings_settings s = { 0 };
    struct form form = { .kind = FORM_RANDOM, .ordered = true };

    if (!field_read(&law_text_section, set, home, &s, r->faults) ||
        !read_length(r, s.length, &form))
        return NULL;
    form.distinct = many_codes(r->world->catalog.tables[r->table].rows, &form);
    return draw_form(r, home, form);
}

/* One word and its weight; the words are short by nature. */
static bool read_word(struct law_reader *r, const struct tree_node *n,
                      struct form *form, double *sum)
{
    const char *const word = n->key != NULL ? n->key : n->text;
    double weight = 1;

    if (word == NULL || word[0] == '\0' || strlen(word) > 64)
        return tree_fault(n, r->faults, "a word of 1 to 64 bytes is expected");
    if (n->key != NULL && !law_weight(r, n, &weight))
        return false;
    form->items[form->count] = word;
    form->cumulative[form->count] = *sum += weight;
    form->count++;
    return true;
}

static bool read_vocabulary(struct law_reader *r, const struct tree_node *n,
                            struct form *form)
{
    double sum = 0;
    bool good = true;

    if (n->kind == TREE_SCALAR || n->count == 0)
        return tree_fault(n, r->faults, "a list of words is expected here");
    if (!law_spend(r, n, (int64_t)n->count))
        return false;
    form->items = ARENA_ARRAY(r->world->arena, n->count, const char *);
    form->cumulative = ARENA_ARRAY(r->world->arena, n->count, double);
    for (size_t i = 0; i < n->count; i++)
        good &= read_word(r, n->items[i], form, &sum);
    if (good && sum <= 0)
        return tree_fault(n, r->faults, "all weights are 0");
    for (int64_t i = 0; i < form->count; i++)
        form->cumulative[i] /= sum;
    return good;
}

struct law *law_read_words(struct law_reader *r, const struct tree_node *set,
                           const struct tree_node *home)
{
    struct strings_settings s = { 0 };
    struct form form = { .kind = FORM_WORDS };

    if (!field_read(&law_words_section, set, home, &s, r->faults) ||
        !read_vocabulary(r, s.list, &form) || !read_length(r, s.length, &form))
        return NULL;
    form.distinct = r->world->catalog.tables[r->table].rows;
    form_prepare(r->world->arena, &form);
    return draw_form(r, home, form);
}
