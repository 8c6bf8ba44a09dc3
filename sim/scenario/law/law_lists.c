#include "scenario/law/law_lists.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "scenario/law/law_texts.h"
#include "scenario/law/law_value.h"

/* Ranks weigh by r^-theta: beyond this the first takes all. */
enum { THETA_MAX = 10 };

struct zipf_settings {
    int64_t values;
    double theta;
    const struct tree_node *start, *list;
};

static const struct field zipf_fields[] = {
    { .name = "values",
      .type = FIELD_COUNT,
      .offset = offsetof(struct zipf_settings, values),
      .min = 1,
      .max = 1e15,
      .meaning = "How many values, from `start` on; or give a list.",
      .example = "1000" },
    { .name = "theta",
      .type = FIELD_NUMBER,
      .offset = offsetof(struct zipf_settings, theta),
      .min = 0,
      .max = THETA_MAX,
      .fallback = "1",
      .meaning = "The r-th value weighs r^-theta.",
      .example = "0.8" },
    { .name = "start",
      .type = FIELD_NODE,
      .offset = offsetof(struct zipf_settings, start),
      .fallback = "1",
      .shape = "a value of the column",
      .meaning = "The most frequent value.",
      .example = "1" },
    { .name = "list",
      .type = FIELD_NODE,
      .offset = offsetof(struct zipf_settings, list),
      .shape = "a list of values",
      .meaning = "The values, the most frequent first.",
      .example = "[Paris, Lyon, Lille]" },
};

const struct section law_zipf_section = SECTION("law.zipf", zipf_fields);

/* The parts of a product, and how far the first is padded. */
struct product_settings {
    const struct tree_node *product;
    int pad;
};

static const struct field product_fields[] = {
    { .name = "product",
      .type = FIELD_NODE,
      .offset = offsetof(struct product_settings, product),
      .required = true,
      .shape = "a list of lists of texts",
      .meaning = "All combinations of one text from each list, in a row.",
      .example = "[[FRANCE, CHINA], ['0', '1']]" },
    { .name = "pad",
      .type = FIELD_INT,
      .offset = offsetof(struct product_settings, pad),
      .min = 0,
      .max = LAW_TEXT_MAX,
      .fallback = "0",
      .meaning = "The first text is padded with blanks or cut to this many "
                 "bytes; 0 leaves it alone.",
      .example = "9" },
};

const struct section law_product_section =
    SECTION("law.list.product", product_fields);

static bool check_parts(struct law_reader *r, const struct tree_node *parts,
                        int64_t *count)
{
    *count = 1;
    if (parts->kind != TREE_LIST || parts->count == 0)
        return tree_fault(parts, r->faults, "a list of lists is expected here");
    for (size_t i = 0; i < parts->count; i++) {
        const struct tree_node *const part = parts->items[i];

        if (part->kind != TREE_LIST || part->count == 0)
            return tree_fault(part, r->faults,
                              "a list of texts is expected "
                              "here");
        for (size_t j = 0; j < part->count; j++)
            if (part->items[j]->kind != TREE_SCALAR)
                return tree_fault(part->items[j], r->faults,
                                  "a text is expected here");
        *count *= (int64_t)part->count;
        if (*count > LAW_LIST_MAX)
            return tree_fault(parts, r->faults, "more than %d combinations",
                              LAW_LIST_MAX);
    }
    return law_spend(r, parts, *count);
}

static void add_padded(struct text_buffer *b, const char *text, int pad)
{
    const size_t bytes = strlen(text);
    const size_t width = pad > 0 ? (size_t)pad : bytes;

    text_add_n(b, text, bytes < width ? bytes : width);
    for (size_t i = bytes; i < width; i++)
        text_add(b, " ");
}

/* The k-th combination, the last part changing fastest. */
static const char *combination(struct law_reader *r,
                               const struct product_settings *s, int64_t k)
{
    const struct tree_node *const parts = s->product;
    struct text_buffer b;
    int64_t block = 1;

    for (size_t i = 0; i < parts->count; i++)
        block *= (int64_t)parts->items[i]->count;
    text_buffer_init(&b, r->world->arena);
    for (size_t i = 0; i < parts->count; i++) {
        const struct tree_node *const part = parts->items[i];

        block /= (int64_t)part->count;
        add_padded(&b, part->items[k / block]->text, i == 0 ? s->pad : 0);
        k %= block;
    }
    return text_buffer_text(&b);
}

static int64_t read_product(struct law_reader *r, const struct tree_node *n)
{
    struct product_settings s = { 0 };
    int64_t count;

    if (!field_read(&law_product_section, n, n, &s, r->faults) ||
        !check_parts(r, s.product, &count))
        return -1;
    for (int64_t k = 0; k < count; k++)
        if (!law_texts_add(r, s.product, combination(r, &s, k)))
            return -1;
    return count;
}

int64_t law_read_texts(struct law_reader *r, const struct tree_node *list)
{
    if (tree_get(list, "product") != NULL &&
        tree_get(list, "product")->kind == TREE_LIST)
        return read_product(r, list);
    for (size_t i = 0; i < list->count; i++) {
        const struct tree_node *const n = list->items[i];
        const char *const text = list->kind == TREE_MAP ? n->key : n->text;

        if (text == NULL) {
            tree_fault(n, r->faults, "a text is expected here");
            return -1;
        }
        if (!law_texts_add(r, n, text))
            return -1;
    }
    return (int64_t)list->count;
}

/* A value of a list with its weight, and where it stands. */
struct item {
    int64_t code;
    double weight;
    const struct tree_node *node;
};

static int compare_items(const void *x, const void *y)
{
    const struct item *const a = x, *const b = y;
    return (a->code > b->code) - (a->code < b->code);
}

/* The weights of a list in the order of the file; sum 0 is a fault. */
static bool read_weights(struct law_reader *r, const struct tree_node *list,
                         double theta, int64_t count, double *weights)
{
    double sum = 0;
    const bool given = list->kind == TREE_MAP &&
                       count == (int64_t)list->count &&
                       tree_get(list, "product") == NULL;

    for (int64_t i = 0; i < count; i++) {
        weights[i] = pow((double)(i + 1), -theta);
        if (given && !law_weight(r, list->items[i], &weights[i]))
            return false;
        sum += weights[i];
    }
    return sum > 0 || tree_fault(list, r->faults, "all weights are 0");
}

/* The key of a weighted list, as a node of its own. */
static struct tree_node key_node(const struct tree_node *n)
{
    return (struct tree_node){ .file = n->file,
                               .kind = TREE_SCALAR,
                               .line = n->key_line,
                               .column = n->key_column,
                               .parent = n->parent,
                               .key = n->key,
                               .text = n->key,
                               .plain = true };
}

static struct law *list_of_values(struct law_reader *r,
                                  const struct tree_node *list,
                                  const double *weights)
{
    struct arena *const a = r->world->arena;
    struct item *const items = ARENA_ARRAY(a, list->count, struct item);
    int64_t *const codes = ARENA_ARRAY(a, list->count, int64_t);
    double *const sorted = ARENA_ARRAY(a, list->count, double);
    bool good = true;

    for (size_t i = 0; i < list->count; i++) {
        const struct tree_node *const n = list->items[i];
        const struct tree_node key = key_node(n);

        good &= law_value(r, list->kind == TREE_MAP ? &key : n, &items[i].code);
        items[i].weight = weights[i];
        items[i].node = n;
    }
    qsort(items, list->count, sizeof(*items), compare_items);
    for (size_t i = 0; i < list->count && good; i++) {
        codes[i] = items[i].code;
        sorted[i] = items[i].weight;
        if (i > 0 && codes[i] == codes[i - 1])
            good = tree_fault(items[i].node, r->faults,
                              "the value stands twice in the list");
    }
    return good ? law_list(a, codes, sorted, (int64_t)list->count) : NULL;
}

/* A list, its values weighing by r^-theta, or as they say themselves. */
static struct law *read_weighed(struct law_reader *r,
                                const struct tree_node *list, double theta)
{
    struct law *const law = law_new(r, LAW_LIST);
    const bool texts = law_wants_texts(r);

    if (list->kind == TREE_SCALAR || list->count == 0) {
        tree_fault(list, r->faults, "a list of values is expected here");
        return NULL;
    }
    if (list->count > LAW_LIST_MAX) {
        tree_fault(list, r->faults, "more than %d values", LAW_LIST_MAX);
        return NULL;
    }
    if (!law_spend(r, list, (int64_t)list->count))
        return NULL;
    const int64_t count =
        texts ? law_read_texts(r, list) : (int64_t)list->count;
    if (count < 0)
        return NULL;
    double *const weights = ARENA_ARRAY(r->world->arena, count, double);
    if (!read_weights(r, list, theta, count, weights))
        return NULL;
    if (!texts)
        return list_of_values(r, list, weights);
    law_texts_use(r, law, (size_t)count, weights, list);
    return law;
}

struct law *law_read_list(struct law_reader *r, const struct tree_node *set,
                          const struct tree_node *home)
{
    if (set != NULL)
        return read_weighed(r, set, 0);
    tree_fault(home, r->faults, "write {list: [A, B, C]}");
    return NULL;
}

struct law *law_read_zipf(struct law_reader *r, const struct tree_node *set,
                          const struct tree_node *home)
{
    struct zipf_settings s = { 0 };
    struct law *const law = law_new(r, LAW_ZIPF);

    if (!field_read(&law_zipf_section, set, home, &s, r->faults))
        return NULL;
    if ((s.list == NULL) == (s.values == 0)) {
        tree_fault(home, r->faults,
                   "a zipf law needs 'values' or a 'list', "
                   "and not both");
        return NULL;
    }
    if (s.list != NULL)
        return read_weighed(r, s.list, s.theta);
    if (!law_check_measures(r, home))
        return NULL;
    law->count = s.values;
    law->theta = s.theta;
    law->lo = (int64_t)law_scale(r->as);
    if (s.start == NULL && r->as->type.kind == TYPE_DATE && !r->amounts) {
        tree_fault(home, r->faults,
                   "a date needs a 'start', such as "
                   "1992-01-01");
        return NULL;
    }
    return s.start == NULL || law_value(r, s.start, &law->lo) ? law : NULL;
}
