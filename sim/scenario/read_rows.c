#include "scenario/read_rows.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "scenario/csv.h"
#include "scenario/law/law_value.h"
#include "world/value/value.h"

/* A file while it is read. */
struct reading {
    struct world *world;
    struct arena *scratch;
    struct faults *faults;
    const char *path;
    struct csv csv;
    size_t columns;               /* of the header */
    const char **names;           /* of the header */
    const struct column **as;     /* per column of the file; NULL: skipped */
    struct given_column **out;    /* likewise */
    struct text_table **interned; /* likewise, of texts */
    int64_t rows;
};

/* Numbers of texts seen, by hash; 0 is an empty place, n + 1 the text n. */
struct text_table {
    int64_t *places;
    uint64_t mask;
};

static struct where where_of(const struct reading *r, int line, int column)
{
    return (struct where){ .file = r->path, .line = line, .column = column };
}

static bool field_fault(struct reading *r, const struct csv_field *f,
                        const char *text)
{
    return fault_add(r->faults, where_of(r, f->line, f->column), "%s", text);
}

/* ---- texts ------------------------------------------------------------- */

static void place_text(struct text_table *t, const char *text, int64_t number)
{
    uint64_t i = text_hash(text) & t->mask;

    while (t->places[i] != 0)
        i = (i + 1) & t->mask;
    t->places[i] = number + 1;
}

/* Twice the room, so that at most half of the places are taken. */
static void grow_table(struct reading *r, struct text_table *t,
                       const struct given_column *c)
{
    const uint64_t room = t->mask == 0 ? 1024 : 2 * (t->mask + 1);

    t->places = ARENA_ARRAY(r->scratch, room, int64_t);
    t->mask = room - 1;
    for (int64_t i = 0; i < c->text_count; i++)
        place_text(t, c->texts[i], i);
}

static int64_t number_of(struct reading *r, size_t column, const char *text)
{
    struct given_column *const c = r->out[column];
    struct text_table *const t = r->interned[column];

    if (2 * (uint64_t)c->text_count >= t->mask)
        grow_table(r, t, c);
    for (uint64_t i = text_hash(text) & t->mask; t->places[i] != 0;
         i = (i + 1) & t->mask)
        if (text_equal(c->texts[t->places[i] - 1], text))
            return t->places[i] - 1;
    if (c->text_count == c->text_room) {
        const int64_t room = c->text_room == 0 ? 256 : 2 * c->text_room;
        const char **const more =
            ARENA_ARRAY(r->world->arena, room, const char *);
        if (c->text_count > 0)
            memcpy(more, c->texts, (size_t)c->text_count * sizeof(*more));
        c->texts = more;
        c->text_room = room;
    }
    c->texts[c->text_count] = text_copy(r->world->arena, text);
    place_text(t, text, c->text_count);
    return c->text_count++;
}

static bool read_text(struct reading *r, size_t column, struct csv_field *f,
                      int64_t *code)
{
    const struct type type = r->as[column]->type;
    const int most =
        type.length < FORM_TEXT_MAX ? type.length : (int)FORM_TEXT_MAX;

    while (type.kind == TYPE_CHAR && f->bytes > 0 &&
           f->text[f->bytes - 1] == ' ')
        f->text[--f->bytes] = '\0';
    if (f->bytes <= (size_t)most) {
        *code = number_of(r, column, f->text);
        return true;
    }
    return fault_add(
        r->faults, where_of(r, f->line, f->column),
        "the text '%s' has %zu bytes; %s",
        text_quoted(r->faults->arena, f->text), f->bytes,
        most == type.length
            ? text_format(r->faults->arena, "the column '%s' is %s",
                          text_quoted(r->faults->arena, r->as[column]->name),
                          type_text(r->faults->arena, type))
            : "texts are simulated up to 1024 bytes");
}

/* ---- values ------------------------------------------------------------ */

static bool check_characters(struct reading *r, const struct csv_field *f)
{
    for (size_t i = 0; i < f->bytes;) {
        const size_t step = input_character(f->text + i, f->bytes - i);

        if (f->text[i] == '\0')
            return field_fault(r, f, "a NUL byte; the file must be plain text");
        if (step == 0)
            return fault_add(r->faults, where_of(r, f->line, f->column),
                             "the byte 0x%02x is not UTF-8; save the file "
                             "with the encoding UTF-8",
                             (unsigned char)f->text[i]);
        i += step;
    }
    return true;
}

static bool refuse(struct reading *r, const struct csv_field *f,
                   const struct column *c, bool number)
{
    return fault_add(r->faults, where_of(r, f->line, f->column),
                     number ? "'%s' does not fit into %s of the column '%s'"
                            : "'%s' is no value of %s of the column '%s'",
                     text_quoted(r->faults->arena, f->text),
                     type_text(r->faults->arena, c->type),
                     text_quoted(r->faults->arena, c->name));
}

static bool read_number(struct reading *r, const struct csv_field *f,
                        const struct column *c, int64_t *code)
{
    const bool real = c->type.kind == TYPE_REAL || c->type.kind == TYPE_DOUBLE;
    int64_t lo, hi;
    bool exact;

    if (!value_parse(c, f->text, code, &exact))
        return refuse(r, f, c, false);
    law_type_range(c->type, &lo, &hi);
    if (*code < lo || *code > hi || (!exact && !real))
        return refuse(r, f, c, true);
    return true;
}

static bool read_value(struct reading *r, size_t column, struct csv_field *f,
                       int64_t *code)
{
    const struct column *const c = r->as[column];
    const bool texts = type_is_string(c->type);

    if (f->bytes == 0 && !(texts && f->quoted)) {
        *code = VALUE_NULL;
        r->out[column]->nulls++;
        return (!c->not_null && !c->primary) ||
               fault_add(r->faults, where_of(r, f->line, f->column),
                         "the column '%s' is NOT NULL, and this field is "
                         "empty%s",
                         text_quoted(r->faults->arena, c->name),
                         texts ? "; write \"\" for the empty text" : "");
    }
    if (!check_characters(r, f))
        return false;
    return texts ? read_text(r, column, f, code) : read_number(r, f, c, code);
}

static bool read_row(struct reading *r)
{
    struct csv *const csv = &r->csv;
    bool good = true;

    if (csv->error != NULL)
        return fault_add(r->faults,
                         where_of(r, csv->error_line, csv->error_column), "%s",
                         csv->error);
    if (csv->count != r->columns)
        return fault_add(r->faults, where_of(r, csv->fields[0].line, 1),
                         "the row has %zu fields, the header %zu", csv->count,
                         r->columns);
    for (size_t i = 0; i < csv->count; i++)
        if (r->as[i] != NULL)
            good &=
                read_value(r, i, &csv->fields[i], &r->out[i]->codes[r->rows]);
    return good;
}

/* ---- files ------------------------------------------------------------- */

static int64_t count_lines(const char *text, size_t bytes)
{
    int64_t lines = 1;

    for (const char *p = text;
         (p = memchr(p, '\n', bytes - (size_t)(p - text))) != NULL; p++)
        lines++;
    return lines;
}

/* Reads the file and its header. */
static bool open_file(struct reading *r, struct input_folder *folder,
                      const struct tree_node *n, int64_t *lines)
{
    if (n->kind != TREE_SCALAR || tree_is_null(n))
        return tree_fault(n, r->faults,
                          "the name of a CSV file is expected "
                          "here");
    const struct where where = tree_where(r->faults->arena, n);
    size_t bytes;

    r->path = input_inside(r->world->arena, folder, n->text, where, r->faults);
    if (r->path == NULL)
        return false;
    char *const text =
        input_data(r->scratch, folder, r->path, where, &bytes, r->faults);
    if (text == NULL)
        return false;
    *lines = count_lines(text, bytes);
    csv_begin(&r->csv, r->scratch, text, bytes);
    if (!csv_row(&r->csv))
        return fault_add(r->faults, where_of(r, 1, 1),
                         "the file is empty; its first line names the "
                         "columns");
    if (r->csv.error != NULL)
        return read_row(r);
    r->columns = r->csv.count;
    if ((double)r->columns * (double)*lines > ROWS_FIELDS_MAX)
        return fault_add(r->faults, where_of(r, 1, 1),
                         "the file has more than %d fields; keep a part of "
                         "its rows, or take laws from samples",
                         ROWS_FIELDS_MAX);
    r->names = ARENA_ARRAY(r->scratch, r->columns, const char *);
    r->as = ARENA_ARRAY(r->scratch, r->columns, const struct column *);
    r->out = ARENA_ARRAY(r->scratch, r->columns, struct given_column *);
    r->interned = ARENA_ARRAY(r->scratch, r->columns, struct text_table *);
    bool good = true;
    for (size_t i = 0; i < r->columns; i++) {
        good &= check_characters(r, &r->csv.fields[i]);
        r->names[i] = r->csv.fields[i].text;
    }
    return good;
}

/* The file's column `i` is read into `out`. */
static void want(struct reading *r, size_t i, const struct column *as,
                 struct given_column *out, int64_t lines)
{
    r->as[i] = as;
    r->out[i] = out;
    r->interned[i] = ARENA_NEW(r->scratch, struct text_table);
    *out = (struct given_column){ .codes = ARENA_ARRAY(r->world->arena, lines,
                                                       int64_t) };
}

static bool read_all(struct reading *r)
{
    bool good = true;

    while (r->faults->count < FAULTS_MAX && csv_row(&r->csv)) {
        good &= read_row(r);
        r->rows++;
    }
    if (good && r->rows == 0)
        return fault_add(r->faults, where_of(r, 1, 1),
                         "the file has no row behind its header");
    return good;
}

static struct reading begin(struct world *w, struct faults *faults)
{
    return (struct reading){ .world = w,
                             .scratch = arena_begin(),
                             .faults = faults };
}

static int find_column(const struct table *t, const char *name)
{
    for (int i = 0; i < t->column_count; i++)
        if (text_equal_nocase(t->columns[i].name, name))
            return i;
    return -1;
}

static bool place_columns(struct reading *r, const struct table *t,
                          struct given_column *columns, int64_t lines)
{
    bool good = true;

    for (size_t i = 0; i < r->columns; i++) {
        const struct csv_field *const f = &r->csv.fields[i];
        const char *const name = text_quoted(r->faults->arena, r->names[i]);
        const int column = find_column(t, r->names[i]);

        if (column < 0)
            good = fault_add(r->faults, where_of(r, f->line, f->column),
                             "table '%s' has no column '%s'%s",
                             text_quoted(r->faults->arena, t->name), name,
                             law_suggest_column(r->faults, t, r->names[i]));
        else if (columns[column].codes != NULL)
            good = fault_add(r->faults, where_of(r, f->line, f->column),
                             "the column '%s' is there twice", name);
        else
            want(r, i, &t->columns[column], &columns[column], lines);
    }
    return good;
}

struct given_rows *rows_read(struct world *w, struct input_folder *folder,
                             int table, const struct tree_node *name,
                             struct faults *faults)
{
    const struct table *const t = &w->catalog.tables[table];
    struct given_rows *const out = ARENA_NEW(w->arena, struct given_rows);
    struct reading r = begin(w, faults);
    int64_t lines;

    out->columns = ARENA_ARRAY(w->arena, t->column_count, struct given_column);
    const bool good = open_file(&r, folder, name, &lines) &&
                      place_columns(&r, t, out->columns, lines) && read_all(&r);
    out->path = r.path;
    out->rows = r.rows;
    arena_done(r.scratch);
    return good ? out : NULL;
}

/* The file's column of that name, or its only one; -1 after a fault. */
static int pick_column(struct reading *r, const struct tree_node *name,
                       const struct tree_node *column)
{
    if (column == NULL && r->columns == 1)
        return 0;
    for (size_t i = 0; column != NULL && i < r->columns; i++)
        if (column->kind == TREE_SCALAR &&
            text_equal_nocase(column->text, r->names[i]))
            return (int)i;
    if (column == NULL)
        tree_fault(name, r->faults,
                   "the file has %zu columns; write {sample: {file: %s, "
                   "column: %s}}",
                   r->columns, text_quoted(r->faults->arena, name->text),
                   text_quoted(r->faults->arena, r->names[0]));
    else
        tree_fault(column, r->faults,
                   "the file has no column of that name; "
                   "its first is '%s'",
                   text_quoted(r->faults->arena, r->names[0]));
    return -1;
}

bool rows_read_one(struct world *w, struct input_folder *folder,
                   const struct tree_node *name, const struct tree_node *column,
                   const struct column *as, struct given_column *out,
                   int64_t *rows, struct faults *faults)
{
    struct reading r = begin(w, faults);
    int64_t lines;
    bool good = open_file(&r, folder, name, &lines);

    if (good) {
        const int picked = pick_column(&r, name, column);
        good = picked >= 0;
        if (good) {
            want(&r, (size_t)picked, as, out, lines);
            good = read_all(&r);
        }
    }
    *rows = r.rows;
    arena_done(r.scratch);
    return good;
}

/* ---- ranks ------------------------------------------------------------- */

static int compare_texts(const void *x, const void *y)
{
    const char *const *const a = x, *const *const b = y;
    return strcmp(*a, *b);
}

static void rank_column(struct arena *a, const struct form *form,
                        struct given_column *c, int64_t rows)
{
    const struct arena_mark mark = arena_mark(a);
    int64_t *const ranks = ARENA_ARRAY(a, c->text_count, int64_t);

    for (int64_t i = 0; i < c->text_count; i++) {
        const char **const found =
            bsearch(&c->texts[i], form->items, (size_t)form->count,
                    sizeof(*form->items), compare_texts);
        ranks[i] = found - form->items;
    }
    for (int64_t i = 0; i < rows; i++)
        if (c->codes[i] != VALUE_NULL)
            c->codes[i] = ranks[c->codes[i]];
    arena_rewind(a, mark);
}

struct form rows_rank(struct arena *a, struct given_column *const *columns,
                      const int64_t *rows, int count)
{
    struct form form = { .kind = FORM_LIST, .ordered = true };
    int64_t all = 0, kept = 0;

    for (int i = 0; i < count; i++)
        all += columns[i]->text_count;
    form.items = ARENA_ARRAY(a, all + 1, const char *);
    form.items[0] = ""; /* a column of NULLs alone has one text all the same */
    for (int i = 0; i < count; i++)
        for (int64_t k = 0; k < columns[i]->text_count; k++)
            form.items[form.count++] = columns[i]->texts[k];
    qsort(form.items, (size_t)form.count, sizeof(*form.items), compare_texts);
    for (int64_t i = 0; i < form.count; i++)
        if (kept == 0 || !text_equal(form.items[kept - 1], form.items[i]))
            form.items[kept++] = form.items[i];
    form.count = kept > 0 ? kept : 1;
    for (int i = 0; i < count; i++)
        rank_column(a, &form, columns[i], rows[i]);
    return form;
}
