#include "scenario/law/law_given.h"

#include <stdlib.h>

#include "base/text.h"
#include "scenario/law/law_texts.h"
#include "scenario/law/law_value.h"
#include "world/law/pmf.h"
#include "world/value/value.h"

struct sample_settings {
    const struct tree_node *file, *column;
};

static const struct field sample_fields[] = {
    { .name = "file",
      .type = FIELD_NODE,
      .offset = offsetof(struct sample_settings, file),
      .required = true,
      .shape = "a CSV file of the scenario's folder",
      .meaning = "Where the values are; its first line names the columns.",
      .example = "keys.csv" },
    { .name = "column",
      .type = FIELD_NODE,
      .offset = offsetof(struct sample_settings, column),
      .fallback = "the only one",
      .shape = "a column of the file",
      .meaning = "Which of the file's columns.",
      .example = "customer_id" },
};

const struct section law_sample_section = SECTION("law.sample", sample_fields);

static int compare_codes(const void *x, const void *y)
{
    const int64_t *const a = x, *const b = y;
    return (*a > *b) - (*a < *b);
}

/* Values and how often each is there; returns how many, NULLs left out. */
static int64_t count_values(struct arena *a, struct given_column *c,
                            int64_t rows, int64_t **values, double **weights)
{
    int64_t n = 0;

    qsort(c->codes, (size_t)rows, sizeof(*c->codes), compare_codes);
    *values = c->codes; /* what has been counted gives its place */
    *weights = ARENA_ARRAY(a, rows, double);
    for (int64_t i = c->nulls; i < rows; i++) { /* NULL is the smallest */
        if (n == 0 || (*values)[n - 1] != c->codes[i]) {
            (*values)[n++] = c->codes[i];
            (*weights)[n - 1] = 0;
        }
        (*weights)[n - 1]++;
    }
    return n;
}

/* Numbers of texts in order of appearance become the pool's texts. */
static bool use_texts(struct law_reader *r, struct law *law,
                      const struct given_column *c, double *weights,
                      const struct tree_node *n)
{
    law->kind = LAW_LIST;
    for (int64_t i = 0; i < c->text_count; i++)
        if (!law_texts_add(r, n, c->texts[i]))
            return false;
    law_texts_use(r, law, (size_t)c->text_count, weights, n);
    return true;
}

struct law *law_read_sample(struct law_reader *r, const struct tree_node *set,
                            const struct tree_node *home)
{
    struct arena *const a = r->world->arena;
    struct sample_settings s = { .file = set };
    struct given_column c;
    int64_t rows, *values;
    double *weights;

    if (set == NULL || set->kind != TREE_SCALAR) {
        s.file = NULL;
        if (!field_read(&law_sample_section, set, home, &s, r->faults))
            return NULL;
    }
    if (r->amounts) {
        tree_fault(home, r->faults, "a sample has values, not differences");
        return NULL;
    }
    if (!rows_read_one(r->world, r->folder, s.file, s.column, r->as, &c, &rows,
                       r->faults))
        return NULL;
    const int64_t count = count_values(a, &c, rows, &values, &weights);
    if (count == 0 || count > PMF_CODES_MAX) {
        tree_fault(s.file, r->faults,
                   count == 0 ? "the sample has no value that is not NULL"
                              : "the sample has more than a million different "
                                "values; one of fewer rows says as much");
        return NULL;
    }
    if (!law_spend(r, home, count))
        return NULL;
    r->nulls = (double)c.nulls / (double)rows;
    if (!law_wants_texts(r))
        return law_list(a, values, weights, count);
    struct law *const law = law_new(r, LAW_LIST);
    return use_texts(r, law, &c, weights, s.file) ? law : NULL;
}

static struct law *rows_law(struct law_reader *r,
                            const struct given_column *given, int64_t rows)
{
    struct law *const law = law_new(r, LAW_ROWS);
    bool any = false;

    law->values = given->codes;
    law->count = rows;
    law->rises = given->nulls == 0;
    for (int64_t i = 0; i < rows; i++) {
        const int64_t code = given->codes[i];
        if (code == VALUE_NULL)
            continue;
        law->lo = !any || code < law->lo ? code : law->lo;
        law->hi = !any || code > law->hi ? code : law->hi;
        law->rises &= i == 0 || code >= given->codes[i - 1];
        any = true;
    }
    return law;
}

/* ---- the parent's rows -------------------------------------------------- */

struct key {
    int64_t code, row;
};

static int compare_keys(const void *x, const void *y)
{
    const struct key *const a = x, *const b = y;

    if (a->code != b->code)
        return a->code < b->code ? -1 : 1;
    return (a->row > b->row) - (a->row < b->row);
}

/* All keys of the parent in order; of equal ones the first row. */
static struct key *sorted_keys(struct law_reader *r, struct arena *scratch,
                               int table, int column, int64_t *count)
{
    const int64_t rows = r->world->catalog.tables[table].rows;
    struct key *const keys = ARENA_ARRAY(scratch, rows, struct key);
    int64_t *const codes = ARENA_ARRAY(scratch, rows, int64_t);
    int64_t *const numbers = ARENA_ARRAY(scratch, rows, int64_t);
    int64_t kept = 0;

    for (int64_t i = 0; i < rows; i++)
        numbers[i] = i;
    value_batch(r->world, table, column, numbers, (size_t)rows, codes);
    for (int64_t i = 0; i < rows; i++)
        if (codes[i] != VALUE_NULL)
            keys[kept++] = (struct key){ codes[i], i };
    qsort(keys, (size_t)kept, sizeof(*keys), compare_keys);
    *count = kept;
    return keys;
}

static int64_t find_key(const struct key *keys, int64_t count, int64_t code)
{
    int64_t lo = 0, hi = count;

    while (lo < hi) {
        const int64_t middle = lo + (hi - lo) / 2;
        if (keys[middle].code < code)
            lo = middle + 1;
        else
            hi = middle;
    }
    return lo < count && keys[lo].code == code ? keys[lo].row : -1;
}

static bool check_unique(struct law_reader *r, const struct key *keys,
                         int64_t count, int table, int column,
                         struct where where)
{
    const struct column *const c =
        &r->world->catalog.tables[table].columns[column];
    char text[VALUE_BYTES_MAX + 1];

    for (int64_t i = 1; i < count; i++) {
        if (keys[i].code != keys[i - 1].code || c->law->kind != LAW_ROWS)
            continue;
        text[value_plain(c, keys[i].code, text)] = '\0';
        return fault_add(r->faults, where,
                         "'%s' is no key: its file has '%s' in the rows %lld "
                         "and %lld",
                         law_column_text(r->faults->arena, &r->world->catalog,
                                         table, column),
                         text_quoted(r->faults->arena, text),
                         (long long)keys[i - 1].row + 1,
                         (long long)keys[i].row + 1);
    }
    return true;
}

static void find_parents(struct law *law, const struct key *keys, int64_t count)
{
    int64_t known = 0, orphans = 0;

    for (int64_t i = 0; i < law->count; i++) {
        const int64_t code = law->values[i];
        law->parents[i] = code == VALUE_NULL ? -1 : find_key(keys, count, code);
        known += code != VALUE_NULL;
        orphans += code != VALUE_NULL && law->parents[i] < 0;
    }
    law->orphan_frac = known > 0 ? (double)orphans / (double)known : 0;
}

static bool link_rows(struct law_reader *r, struct law *law, int table,
                      int column, struct where where)
{
    const struct table *const parent = &r->world->catalog.tables[table];
    struct arena *scratch;
    int64_t count;

    if (parent->rows > LAW_PARENTS_MAX)
        return fault_add(r->faults, where,
                         "the parent '%s' has more than %d rows to find keys "
                         "in; leave 'references' out",
                         text_quoted(r->faults->arena, parent->name),
                         LAW_PARENTS_MAX);
    scratch = arena_begin();
    const struct key *const keys =
        sorted_keys(r, scratch, table, column, &count);
    const bool good = check_unique(r, keys, count, table, column, where);
    if (good) {
        law->of_parent = true;
        law->table = table;
        law->column = column;
        law->parents = ARENA_ARRAY(r->world->arena, law->count, int64_t);
        find_parents(law, keys, count);
    }
    arena_done(scratch);
    return good;
}

/* ---- all of it ---------------------------------------------------------- */

/* The parent of a file's column: `references`, or the DDL's foreign key.
   *table is -1 where there is none. */
static bool read_parent(struct law_reader *r,
                        const struct tree_node *references,
                        const struct tree_node *n, int *table, int *column)
{
    const struct catalog *const catalog = &r->world->catalog;
    const struct column *const col = r->as;

    *table = *column = -1;
    if (references != NULL)
        return law_parent(r, references, table, column) &&
               law_check_alike(r, references,
                               &catalog->tables[*table].columns[*column],
                               "refer to");
    if (col->parent_table < 0)
        return true;
    *table = col->parent_table;
    *column = col->parent_column;
    return r->need(r, *table, *column, n);
}

/* Texts of the file as codes of the parent's form, which its laws write. */
static bool use_parent_form(struct law_reader *r, struct given_column *given,
                            int64_t rows, const struct column *parent,
                            struct where where)
{
    int64_t *const codes =
        ARENA_ARRAY(r->world->arena, given->text_count, int64_t);

    for (int64_t i = 0; i < given->text_count; i++) {
        bool exact = false;
        if (!form_rank(&parent->form, given->texts[i], &codes[i], &exact) ||
            !exact)
            return fault_add(r->faults, where,
                             "'%s' is none of the parent's texts; read the "
                             "parent from a file too",
                             text_quoted(r->faults->arena, given->texts[i]));
    }
    for (int64_t i = 0; i < rows; i++)
        if (given->codes[i] != VALUE_NULL)
            given->codes[i] = codes[given->codes[i]];
    r->form = parent->form;
    return true;
}

/* A text column has its codes by now, but for one whose parent is drawn. */
static bool take_form(struct law_reader *r, struct given_column *given,
                      int64_t rows, int table, int column, struct where where)
{
    const struct column *const col = r->as;

    r->form = col->form;
    if (!type_is_string(col->type) || col->form.kind != FORM_NONE)
        return true;
    return use_parent_form(r, given, rows,
                           &r->world->catalog.tables[table].columns[column],
                           where);
}

struct law *law_read_rows(struct law_reader *r, struct given_column *given,
                          int64_t rows, const struct tree_node *references,
                          const struct tree_node *n, struct where where)
{
    int table, column;

    if (!read_parent(r, references, n, &table, &column) ||
        !take_form(r, given, rows, table, column, where))
        return NULL;
    struct law *const law = rows_law(r, given, rows);
    if (table >= 0 && !link_rows(r, law, table, column, where))
        return NULL;
    return law;
}
