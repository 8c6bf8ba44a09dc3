#include "scenario/field.h"

#include <string.h>

#include "base/check.h"
#include "base/text.h"

/* More names than this are not listed in a fault. */
enum { LISTED_MOST = 20 };

enum { NAME_BYTES_MAX = 64 };

bool field_is_name(const char *text)
{
    static const char allowed[] = "abcdefghijklmnopqrstuvwxyz"
                                  "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                  "0123456789 _-.()";
    const size_t bytes = strlen(text);

    return bytes >= 1 && bytes <= NAME_BYTES_MAX &&
           strspn(text, allowed) == bytes && text[0] != ' ' &&
           text[bytes - 1] != ' ';
}

const char *field_suggestion(const struct faults *faults, const char *wrong,
                             const char *const *names, size_t count)
{
    struct arena *const a = faults->arena;
    struct text_buffer b;

    /* A file of nothing but mistakes must not cost a search for each. */
    if (faults->count >= FAULTS_MAX)
        return "";
    const char *const nearest = text_nearest(wrong, names, count);

    if (nearest != NULL)
        return text_format(a, ", did you mean '%s'?", text_quoted(a, nearest));
    if (count == 0 || count > LISTED_MOST)
        return "";
    text_buffer_init(&b, a);
    for (size_t i = 0; i < count; i++)
        text_addf(&b, "%s%s", i == 0 ? "; there is " : ", ",
                  text_quoted(a, names[i]));
    return text_buffer_text(&b);
}

static const char *choices_text(struct arena *a, const struct field *f)
{
    struct text_buffer b;

    text_buffer_init(&b, a);
    for (size_t i = 0; f->choices[i] != NULL; i++)
        text_addf(&b, "%s%s", i == 0 ? "one of " : ", ", f->choices[i]);
    return text_buffer_text(&b);
}

/* 1e15 and 1e-9, not 1e+15 and 1e-09: as people write them. */
static const char *bound_text(struct arena *a, double bound)
{
    const char *const text = text_format(a, "%g", bound);
    const char *const e = strchr(text, 'e');

    if (e == NULL)
        return text;
    return text_format(a, "%.*se%s%s", (int)(e - text), text,
                       e[1] == '-' ? "-" : "", e + 2 + strspn(e + 2, "0"));
}

const char *field_expects(struct arena *a, const struct field *f)
{
    const char *const unit = quantity_unit(f->quantity);
    const char *const of = unit[0] == '\0' ? "" : " of ";

    switch (f->type) {
    case FIELD_TEXT:
        return "a text";
    case FIELD_NAME:
        return "a name";
    case FIELD_COUNT:
    case FIELD_INT:
        return text_format(a, "a whole number%s%s from %s to %s", of, unit,
                           bound_text(a, f->min), bound_text(a, f->max));
    case FIELD_NUMBER:
        return text_format(a, "a number%s%s from %s to %s", of, unit,
                           bound_text(a, f->min), bound_text(a, f->max));
    case FIELD_CHOICE:
        return choices_text(a, f);
    case FIELD_NODE:
    case FIELD_ANY:
        break;
    }
    return f->shape;
}

static bool refuse(const struct field *f, const struct tree_node *n,
                   struct faults *faults, const char *what)
{
    return tree_fault(n, faults, "%s; '%s' is %s", what, f->name,
                      field_expects(faults->arena, f));
}

static bool refuse_value(const struct field *f, const struct tree_node *n,
                         struct faults *faults, const char *why)
{
    struct arena *const a = faults->arena;

    return refuse(f, n, faults,
                  text_format(a, "'%s' %s", text_quoted(a, n->text), why));
}

static void *member(const struct field *f, void *object)
{
    return (char *)object + f->offset;
}

static bool in_range(const struct field *f, double x)
{
    return x >= f->min && x <= f->max;
}

static bool decode_count(const struct field *f, const char *text, void *object,
                         const char **why)
{
    int64_t count;

    if (!quantity_count(text, f->quantity, &count, why))
        return false;
    *why = "is out of range";
    if (!in_range(f, (double)count))
        return false;
    if (f->type == FIELD_INT)
        *(int *)member(f, object) = (int)count;
    else
        *(int64_t *)member(f, object) = count;
    return true;
}

static bool decode_number(const struct field *f, const char *text, void *object,
                          const char **why)
{
    double number;

    if (!quantity_number(text, f->quantity, &number, why))
        return false;
    *why = "is out of range";
    if (!in_range(f, number))
        return false;
    *(double *)member(f, object) = number;
    return true;
}

static bool decode_text(const struct field *f, const char *text, void *object,
                        const char **why)
{
    *why = "is empty";
    if (text[0] == '\0')
        return false;
    *why = "is no name: letters, digits, '_', '-', '.' and blanks, at most 64";
    if (f->type == FIELD_NAME && !field_is_name(text))
        return false;
    *(const char **)member(f, object) = text;
    return true;
}

static bool decode_choice(const struct field *f, const char *text, void *object,
                          const char **why)
{
    for (int i = 0; f->choices[i] != NULL; i++)
        if (text_equal_nocase(f->choices[i], text)) {
            *(int *)member(f, object) = i;
            return true;
        }
    *why = "is not known";
    return false;
}

static bool decode_text_of(const struct field *f, const char *text,
                           void *object, const char **why)
{
    switch (f->type) {
    case FIELD_TEXT:
    case FIELD_NAME:
        return decode_text(f, text, object, why);
    case FIELD_COUNT:
    case FIELD_INT:
        return decode_count(f, text, object, why);
    case FIELD_NUMBER:
        return decode_number(f, text, object, why);
    case FIELD_CHOICE:
        return decode_choice(f, text, object, why);
    case FIELD_NODE:
    case FIELD_ANY:
        break;
    }
    CHECK(f->type != FIELD_NODE && f->type != FIELD_ANY);
    return false;
}

bool field_decode(const struct field *f, const struct tree_node *node,
                  void *object, struct faults *faults)
{
    const char *why = "";

    if (f->type == FIELD_NODE) {
        *(const struct tree_node **)member(f, object) = node;
        return true;
    }
    if (node->kind != TREE_SCALAR)
        return refuse(f, node, faults,
                      node->kind == TREE_LIST ? "a list is not expected here"
                                              : "a mapping is not expected "
                                                "here");
    if (tree_is_null(node))
        return refuse(f, node, faults, "the value is missing");
    if (decode_text_of(f, node->text, object, &why))
        return true;
    return refuse_value(f, node, faults, why);
}

static const struct field *find_field(const struct section *s, const char *key)
{
    for (size_t i = 0; i < s->count; i++)
        if (s->fields[i].type != FIELD_ANY &&
            text_equal(s->fields[i].name, key))
            return &s->fields[i];
    return NULL;
}

bool field_is_known(const struct section *s, const char *key)
{
    return find_field(s, key) != NULL;
}

static bool is_open(const struct section *s)
{
    for (size_t i = 0; i < s->count; i++)
        if (s->fields[i].type == FIELD_ANY)
            return true;
    return false;
}

static bool refuse_key(const struct section *s, const struct tree_node *n,
                       struct faults *faults)
{
    struct arena *const a = faults->arena;
    const char **const names = ARENA_ARRAY(a, s->count, const char *);

    for (size_t i = 0; i < s->count; i++)
        names[i] = s->fields[i].name;
    return tree_fault_key(n, faults, "unknown key '%s'%s",
                          text_quoted(a, n->key),
                          field_suggestion(faults, n->key, names, s->count));
}

static bool read_keys(const struct section *s, const struct tree_node *node,
                      void *object, struct faults *faults)
{
    bool good = true;

    for (size_t i = 0; i < node->count; i++) {
        const struct tree_node *const n = node->items[i];
        const struct field *const f = find_field(s, n->key);

        if (f != NULL)
            good &= field_decode(f, n, object, faults);
        else if (!is_open(s))
            good = refuse_key(s, n, faults);
    }
    return good;
}

/* The value of a missing key. That it decodes is the tables' contract. */
static bool read_missing(const struct section *s, const struct field *f,
                         const struct tree_node *home, void *object,
                         struct faults *faults)
{
    const char *why = "";

    if (f->required)
        return tree_fault(home, faults, "'%s' is missing from '%s'; it is %s",
                          f->name, s->name, field_expects(faults->arena, f));
    if (f->fallback == NULL || f->type == FIELD_NODE || f->type == FIELD_ANY)
        return true;
    CHECK(decode_text_of(f, f->fallback, object, &why));
    return true;
}

bool field_read(const struct section *s, const struct tree_node *node,
                const struct tree_node *home, void *object,
                struct faults *faults)
{
    const bool given = node != NULL && !tree_is_null(node);
    bool good = true;

    if (given && node->kind != TREE_MAP)
        return tree_fault(node, faults,
                          "'%s' is a mapping of keys to values, such as {%s: "
                          "%s}",
                          s->name, s->fields[0].name, s->fields[0].example);
    if (given)
        good = read_keys(s, node, object, faults);
    for (size_t i = 0; i < s->count; i++)
        if (!given || tree_get(node, s->fields[i].name) == NULL)
            good &= read_missing(s, &s->fields[i], given ? node : home, object,
                                 faults);
    return good;
}

struct frame *field_schema_begin(struct frames *fs)
{
    static const struct frame_column columns[] = {
        { "section", "",
          "where the key stands; upper case is a name that you "
          "choose",
          CELL_TEXT, 0 },
        { "key", "", "the key", CELL_TEXT, 0 },
        { "type", "", "what its value may be", CELL_TEXT, 0 },
        { "default", "", "what holds when the key is missing", CELL_TEXT, 0 },
        { "meaning", "", "what it says", CELL_TEXT, 0 },
        { "example", "", "a value, as it is written", CELL_TEXT, 0 },
    };

    return frame_begin(fs, "schema", "Keys of a scenario", columns,
                       sizeof(columns) / sizeof(columns[0]));
}

void field_schema(struct frame *frame, const struct section *s)
{
    for (size_t i = 0; i < s->count; i++) {
        const struct field *const f = &s->fields[i];

        frame_row(frame);
        frame_text(frame, s->name);
        frame_text(frame, f->name);
        frame_text(frame, field_expects(frame->arena, f));
        if (f->required)
            frame_text(frame, "required");
        else if (f->fallback == NULL)
            frame_null(frame);
        else
            frame_text(frame, f->fallback);
        frame_text(frame, f->meaning);
        frame_text(frame, f->example);
    }
}
