#include "scenario/law/read_laws.h"

#include "base/check.h"
#include "base/text.h"
#include "scenario/law/law_draws.h"
#include "scenario/law/law_follows.h"
#include "scenario/law/law_forms.h"
#include "scenario/law/law_from.h"
#include "scenario/law/law_given.h"
#include "scenario/law/law_lists.h"
#include "scenario/law/law_rows.h"
#include "scenario/law/law_texts.h"
#include "scenario/law/law_value.h"

/* A word, who reads it, its settings (for the manual), and whether it only
   draws, so that it may stand inside other laws. */
struct law_word {
    struct field field;
    law_reading *read;
    const struct section *settings;
    bool draws, texts; /* texts: for text columns alone */
};

#define WORD(name_, shape_, meaning_, example_)                                \
    {                                                                          \
        .name = (name_), .type = FIELD_NODE, .shape = (shape_),                \
        .meaning = (meaning_), .example = (example_)                           \
    }

static const struct law_word words[] = {
    { WORD("constant", "a value", "The same value in every row.",
           "{constant: 7}"),
      law_read_constant, NULL, true, false },
    { WORD("sequential", "settings", "Keys that count up with the rows.",
           "{sequential: {lines: [1, 7]}}"),
      law_read_sequential, &law_sequential_section, false, false },
    { WORD("line", "a sequential column with lines",
           "The number of the row within its order, from 1.",
           "{line: l_orderkey}"),
      law_read_line, NULL, false, false },
    { WORD("uniform", "[least, most]", "Every value of a range alike.",
           "{uniform: [1, 50]}"),
      law_read_uniform, NULL, true, false },
    { WORD("normal", "settings", "The bell curve, rounded to the type.",
           "{normal: {mean: 500, sd: 50}}"),
      law_read_normal, &law_normal_section, true, false },
    { WORD("zipf", "settings", "Weights that fall with the rank.",
           "{zipf: {values: 1000, theta: 0.8}}"),
      law_read_zipf, &law_zipf_section, true, false },
    { WORD("list", "a list, a mapping of values to weights, or a product",
           "Values one by one.", "{list: {A: 3, B: 1}}"),
      law_read_list, NULL, true, false },
    { WORD("hot", "settings",
           "One value in many rows, another law in the rest.",
           "{hot: {value: 1, share: 0.3, rest: {uniform: [1, 99]}}}"),
      law_read_hot, &law_hot_section, true, false },
    { WORD("date", "settings", "Days with a weekly and a yearly season.",
           "{date: {from: 1992-01-01, to: 1998-12-31}}"),
      law_read_date, &law_date_section, true, false },
    { WORD("calendar", "settings", "The next day in every row.",
           "{calendar: {from: 1992-01-01}}"),
      law_read_calendar, &law_calendar_section, false, false },
    { WORD("from", "settings", "A function of another column.",
           "{from: {column: d_date, part: year}}"),
      law_read_from, &law_from_section, false, false },
    { WORD("lag", "settings", "Another column and a drawn amount.",
           "{lag: {after: o_orderdate, law: {uniform: [1, 121]}}}"),
      law_read_lag, &law_lag_section, false, false },
    { WORD("cut", "settings", "Another law for each range of another column.",
           "{cut: {column: l_shipdate, at: ['1995-06-18'], pick: [{constant: "
           "F}, {constant: O}]}}"),
      law_read_cut, &law_cut_section, false, false },
    { WORD("lookup", "settings", "What stands in the parent's row.",
           "{lookup: {via: l_orderkey, column: o_orderdate}}"),
      law_read_lookup, &law_lookup_section, false, false },
    { WORD("sample", "a CSV file of one column, or settings",
           "The values of a file, each as often as it is there.",
           "{sample: keys.csv}"),
      law_read_sample, &law_sample_section, true, false },
    { WORD("strings", "settings", "Artificial texts, some of them repeated.",
           "{strings: {distinct: 1000, length: [5, 20]}}"),
      law_read_strings, &law_strings_section, true, true },
    { WORD("pattern", "a text with %d, or settings", "Texts with a number.",
           "{pattern: 'Customer#%09d'}"),
      law_read_pattern, &law_pattern_section, false, true },
    { WORD("text", "settings", "Random letters, hardly ever twice the same.",
           "{text: {length: [10, 40]}}"),
      law_read_text, &law_text_section, true, true },
    { WORD("words", "settings", "Prose, cut from running words.",
           "{words: {list: [furiously, sleep], length: [10, 43]}}"),
      law_read_words, &law_words_section, true, true },
};

enum { WORDS = sizeof(words) / sizeof(words[0]) };

static const struct law_word *find_word(const char *name)
{
    for (size_t i = 0; i < WORDS; i++)
        if (text_equal(words[i].field.name, name))
            return &words[i];
    return NULL;
}

bool law_spend(struct law_reader *r, const struct tree_node *n, int64_t count)
{
    if (count <= *r->entries) {
        *r->entries -= count;
        return true;
    }
    /* From here on everything is refused before it takes any memory. */
    *r->entries = 0;
    return tree_fault(n, r->faults,
                      "the lists and maps of all laws hold more than %d values",
                      LAW_ENTRIES_MAX);
}

/* The word of a law and its settings: a bare word has none. */
static const char *law_name(struct law_reader *r, const struct tree_node *n,
                            const struct tree_node **set)
{
    *set = NULL;
    if (n->kind == TREE_SCALAR && !tree_is_null(n))
        return n->text;
    if (n->kind == TREE_MAP && n->count == 1) {
        *set = tree_is_null(n->items[0]) ? NULL : n->items[0];
        return n->items[0]->key;
    }
    tree_fault(n, r->faults,
               "a law is one word with its settings, such as {uniform: [1, "
               "50]}");
    return NULL;
}

static bool refuse_word(struct law_reader *r, const struct tree_node *n,
                        const char *name)
{
    const char *names[WORDS];

    for (size_t i = 0; i < WORDS; i++)
        names[i] = words[i].field.name;
    return tree_fault(n, r->faults, "unknown law '%s'%s",
                      text_quoted(r->faults->arena, name),
                      field_suggestion(r->faults, name, names, WORDS));
}

/* A pattern draws when it has a number of values; it says so itself. */
static bool may_stand(struct law_reader *r, const struct tree_node *n,
                      const struct law_word *w)
{
    if (w->texts && !law_wants_texts(r))
        return tree_fault(
            n, r->faults, "the law '%s' writes texts; the column is %s",
            w->field.name, type_text(r->faults->arena, r->as->type));
    if (!r->draws_only || w->draws || w->read == law_read_pattern)
        return true;
    return tree_fault(n, r->faults,
                      "the law '%s' cannot stand inside another one; a law "
                      "that draws is needed, such as uniform or list",
                      w->field.name);
}

static struct law *read_word(struct law_reader *r, const struct tree_node *n)
{
    const struct tree_node *set;
    const char *const name = law_name(r, n, &set);
    const struct law_word *const w = name == NULL ? NULL : find_word(name);

    if (name == NULL || (w == NULL && !refuse_word(r, n, name)) ||
        !may_stand(r, n, w))
        return NULL;
    /* The word itself is the better place for a fault than the braces. */
    struct law *const law = w->read(r, set, set == NULL ? n : set);
    if (law != NULL && r->draws_only && !law_draws(law)) {
        tree_fault(n, r->faults,
                   "a pattern inside another law needs a number of 'values'");
        return NULL;
    }
    return law;
}

struct law *law_read_inner(struct law_reader *r, const struct tree_node *n)
{
    const bool before = r->draws_only;

    r->draws_only = true;
    struct law *const law = read_word(r, n);
    r->draws_only = before;
    return law;
}

struct law *law_read(struct law_reader *r, const struct tree_node *n)
{
    struct law *const law = read_word(r, n);

    return law != NULL && law_texts_finish(r) ? law : NULL;
}

/* The words by which a foreign key picks the parent's row. */
struct pick_settings {
    const struct tree_node *uniform, *zipf, *hot, *spread;
};

static const struct field pick_fields[] = {
    { .name = "uniform",
      .type = FIELD_NODE,
      .offset = offsetof(struct pick_settings, uniform),
      .shape = "nothing",
      .meaning = "Every row of the parent alike.",
      .example = "uniform" },
    { .name = "zipf",
      .type = FIELD_NODE,
      .offset = offsetof(struct pick_settings, zipf),
      .shape = "a number from 0 to 10",
      .meaning = "Weights r^-theta over the parent's rows, in no order.",
      .example = "{zipf: 0.8}" },
    { .name = "hot",
      .type = FIELD_NODE,
      .offset = offsetof(struct pick_settings, hot),
      .shape = "a mapping",
      .meaning = "One row of the parent in many rows, the rest alike.",
      .example = "{hot: {row: 17, share: 0.2}}" },
    { .name = "spread",
      .type = FIELD_NODE,
      .offset = offsetof(struct pick_settings, spread),
      .shape = "a column of the table that counts orders by lines",
      .meaning =
          "The lines of an order refer to different rows, and all orders "
          "to all rows alike: so the two columns are a key. Line i of "
          "order k (from 0), of L lines, takes of S rows the one with the "
          "number (k + 1 + i (S / L + k / S)) mod S, as PS_SUPPKEY of "
          "TPC-H.",
      .example = "{spread: ps_partkey}" },
};

struct pick_number {
    double theta, share;
    int64_t row;
};

static const struct field hot_row_fields[] = {
    { .name = "row",
      .type = FIELD_COUNT,
      .offset = offsetof(struct pick_number, row),
      .min = 1,
      .max = 1e15,
      .required = true,
      .meaning = "The parent's row, from 1.",
      .example = "17" },
    { .name = "share",
      .type = FIELD_NUMBER,
      .quantity = QUANTITY_SHARE,
      .offset = offsetof(struct pick_number, share),
      .min = 0,
      .max = 1,
      .required = true,
      .meaning = "The share of rows that refer to it.",
      .example = "0.2" },
};

static const struct field theta_field = {
    .name = "zipf",
    .type = FIELD_NUMBER,
    .offset = offsetof(struct pick_number, theta),
    .min = 0,
    .max = 10,
};

static const struct section pick_section =
    SECTION("law of a reference", pick_fields);
static const struct section hot_row_section =
    SECTION("law of a reference.hot", hot_row_fields);

static struct law *pick_uniform(struct law_reader *r, int table)
{
    return law_uniform(r->world->arena, 0,
                       r->world->catalog.tables[table].rows - 1);
}

static struct law *pick_zipf(struct law_reader *r, const struct tree_node *n,
                             int table)
{
    struct pick_number p = { 0 };
    struct law *const law = law_new(r, LAW_ZIPF);

    if (!field_decode(&theta_field, n, &p, r->faults))
        return NULL;
    law->theta = p.theta;
    law->count = r->world->catalog.tables[table].rows;
    return law;
}

static struct law *pick_hot(struct law_reader *r, const struct tree_node *n,
                            int table)
{
    const int64_t rows = r->world->catalog.tables[table].rows;
    struct pick_number p = { 0 };
    struct law *const law = law_new(r, LAW_HOT);

    if (!field_read(&hot_row_section, n, n, &p, r->faults))
        return NULL;
    if (p.row > rows) {
        tree_fault(n, r->faults, "there is no row %lld; the parent has %lld",
                   (long long)p.row, (long long)rows);
        return NULL;
    }
    law->lo = p.row - 1;
    law->share = p.share;
    law->inner = pick_uniform(r, table);
    return law;
}

static struct law *pick_spread(struct law_reader *r, const struct tree_node *n,
                               int table)
{
    const struct table *const t = &r->world->catalog.tables[r->table];
    const int64_t rows = r->world->catalog.tables[table].rows;
    struct law *const law = ARENA_NEW(r->world->arena, struct law);

    law->kind = LAW_LINE;
    if (!law_column(r, n, &law->source))
        return NULL;
    const struct law *const orders = t->columns[law->source].law;
    if (orders->kind != LAW_SEQUENTIAL) {
        tree_fault(n, r->faults,
                   "'%s' does not count orders; its law must be sequential, "
                   "with lines",
                   text_quoted(r->faults->arena, n->text));
        return NULL;
    }
    const int64_t lines = orders->line_hi > 1 ? orders->line_hi : 1;
    const int64_t least = orders->line_lo > 1 ? orders->line_lo : 1;
    if (law_spreads((t->rows + least - 1) / least, lines, rows))
        return law;
    tree_fault(
        n, r->faults,
        "the parent's %lld rows are too few for the lines of an order "
        "to refer to different ones; more rows, or fewer lines, would do",
        (long long)rows);
    return NULL;
}

static struct law *read_pick(struct law_reader *r, const struct tree_node *n,
                             int table)
{
    struct pick_settings p = { 0 };

    if (n == NULL || (n->kind == TREE_SCALAR && text_equal(n->text, "uniform")))
        return pick_uniform(r, table);
    if (n->kind != TREE_MAP || n->count != 1) {
        tree_fault(n, r->faults,
                   "the law of a reference is uniform, {zipf: 0.8}, {hot: "
                   "{row: 17, share: 0.2}} or {spread: COLUMN}");
        return NULL;
    }
    if (!field_read(&pick_section, n, n, &p, r->faults))
        return NULL;
    return p.zipf != NULL     ? pick_zipf(r, p.zipf, table)
           : p.hot != NULL    ? pick_hot(r, p.hot, table)
           : p.spread != NULL ? pick_spread(r, p.spread, table)
                              : pick_uniform(r, table);
}

struct law *law_references_uniform(struct law_reader *r, int table, int column)
{
    struct law *const law = law_new(r, LAW_REFERENCES);

    law->table = table;
    law->column = column;
    law->inner = pick_uniform(r, table);
    r->form = r->world->catalog.tables[table].columns[column].form;
    return law;
}

struct law *law_read_references(struct law_reader *r,
                                const struct tree_node *parent,
                                const struct tree_node *pick,
                                double orphan_frac)
{
    int table = 0, column = 0;

    if (!law_parent(r, parent, &table, &column) ||
        !law_check_alike(r, parent,
                         &r->world->catalog.tables[table].columns[column],
                         "refer to"))
        return NULL;
    struct law *const law = law_references_uniform(r, table, column);
    law->inner = read_pick(r, pick, table);
    law->orphan_frac = orphan_frac;
    return law->inner == NULL ? NULL : law;
}

void law_schema(struct frame *frame)
{
    for (size_t i = 0; i < WORDS; i++)
        field_schema(frame, &(struct section){ .name = "law",
                                               .fields = &words[i].field,
                                               .count = 1 });
    for (size_t i = 0; i < WORDS; i++)
        if (words[i].settings != NULL)
            field_schema(frame, words[i].settings);
    field_schema(frame, &law_product_section);
    field_schema(frame, &pick_section);
    field_schema(frame, &hot_row_section);
}
