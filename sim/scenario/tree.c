#include "scenario/tree.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#include "base/text.h"

/* What is known while events arrive. Levels are kept here and not on the
   machine's stack, so that depth cannot exhaust it. */
struct builder {
    struct arena *arena;
    const char *file;
    struct faults *faults;
    struct tree_node *open[TREE_DEPTH_MAX]; /* lists and mappings not closed */
    int depth;
    const yaml_event_t *event;
    const char *key; /* read and waiting for its value */
    int key_line, key_column;
    struct tree_node *root;
    size_t nodes;
    int documents;
    bool ended;
};

static struct where where_of(const struct builder *b, yaml_mark_t mark)
{
    return (struct where){ .file = b->file,
                           .line = (int)mark.line + 1,
                           .column = (int)mark.column + 1 };
}

static bool fail(const struct builder *b, const char *text)
{
    return fault_add(b->faults, where_of(b, b->event->start_mark), "%s", text);
}

static bool append(struct builder *b, struct tree_node *n)
{
    if (b->depth == 0) {
        b->root = n;
        return true;
    }
    struct tree_node *const parent = b->open[b->depth - 1];

    n->parent = parent;
    if (parent->kind == TREE_MAP) {
        n->key = b->key;
        n->key_line = b->key_line;
        n->key_column = b->key_column;
        b->key = NULL;
    } else
        n->index = (int)parent->count + 1;
    ARENA_GROW(b->arena, parent->items, parent->count, parent->room);
    parent->items[parent->count++] = n;
    return true;
}

static bool add_node(struct builder *b, enum tree_kind kind, const char *text)
{
    const yaml_mark_t mark = b->event->start_mark;

    if (++b->nodes > TREE_NODES_MAX)
        return fault_add(b->faults, where_of(b, mark),
                         "more than %d values; a scenario needs few",
                         TREE_NODES_MAX);
    struct tree_node *const n = ARENA_NEW(b->arena, struct tree_node);
    n->file = b->file;
    n->kind = kind;
    n->line = (int)mark.line + 1;
    n->column = (int)mark.column + 1;
    n->text = text;
    append(b, n);
    if (kind == TREE_SCALAR) {
        const yaml_scalar_style_t style = b->event->data.scalar.style;

        n->plain = style == YAML_PLAIN_SCALAR_STYLE;
        n->text_line = n->line + (style == YAML_LITERAL_SCALAR_STYLE ||
                                  style == YAML_FOLDED_SCALAR_STYLE);
        return true;
    }
    if (b->depth == TREE_DEPTH_MAX)
        return fault_add(b->faults, where_of(b, mark),
                         "nested deeper than %d levels", TREE_DEPTH_MAX);
    b->open[b->depth++] = n;
    return true;
}

/* The mapping that waits for a key now, or NULL. */
static const struct tree_node *wants_key(const struct builder *b)
{
    if (b->depth == 0 || b->key != NULL)
        return NULL;
    const struct tree_node *const top = b->open[b->depth - 1];
    return top->kind == TREE_MAP ? top : NULL;
}

static bool on_scalar(struct builder *b)
{
    const char *const bytes = (const char *)b->event->data.scalar.value;
    const size_t count = b->event->data.scalar.length;

    if (b->event->data.scalar.tag != NULL)
        return fail(b, "a tag ('!') is not allowed; write the bare value");
    if (strlen(bytes) != count)
        return fail(b, "a text must not contain the character NUL");

    const char *const text = text_copy_n(b->arena, bytes, count);
    if (wants_key(b) == NULL)
        return add_node(b, TREE_SCALAR, text);
    b->key = text;
    b->key_line = (int)b->event->start_mark.line + 1;
    b->key_column = (int)b->event->start_mark.column + 1;
    return true;
}

static bool on_open(struct builder *b, enum tree_kind kind, bool tagged)
{
    if (tagged)
        return fail(b, "a tag ('!') is not allowed; write the bare value");
    if (wants_key(b) != NULL)
        return fail(b, "a key must be a word, not a list or a mapping");
    return add_node(b, kind, NULL);
}

struct key_place {
    const struct tree_node *node;
    size_t place;
};

static int compare_keys(const void *x, const void *y)
{
    const struct key_place *const a = x, *const b = y;
    const int order = strcmp(a->node->key, b->node->key);

    return order != 0 ? order : (a->place > b->place) - (a->place < b->place);
}

/* By sorting, so that a mapping with very many keys stays quick. */
static bool check_duplicates(const struct builder *b,
                             const struct tree_node *map)
{
    struct key_place *const keys =
        ARENA_ARRAY(b->arena, map->count, struct key_place);
    bool good = true;

    for (size_t i = 0; i < map->count; i++)
        keys[i] = (struct key_place){ map->items[i], i };
    qsort(keys, map->count, sizeof(*keys), compare_keys);
    for (size_t i = 1; i < map->count; i++) {
        const struct tree_node *const n = keys[i].node;

        if (!text_equal(keys[i - 1].node->key, n->key))
            continue;
        good = tree_fault_key(
            n, b->faults, "duplicate key '%s', given before on line %d",
            text_quoted(b->arena, n->key), keys[i - 1].node->key_line);
    }
    return good;
}

/* Duplicates do not stop the reading: they are collected like other faults,
   and make tree_read fail in the end. */
static bool on_close(struct builder *b)
{
    const struct tree_node *const n = b->open[--b->depth];

    if (n->kind == TREE_MAP)
        check_duplicates(b, n);
    return true;
}

static bool on_document(struct builder *b)
{
    if (b->documents++ == 0)
        return true;
    return fail(b, "a second document begins here; a scenario has one");
}

static bool anchored(const yaml_event_t *e)
{
    return (e->type == YAML_SCALAR_EVENT && e->data.scalar.anchor != NULL) ||
           (e->type == YAML_SEQUENCE_START_EVENT &&
            e->data.sequence_start.anchor != NULL) ||
           (e->type == YAML_MAPPING_START_EVENT &&
            e->data.mapping_start.anchor != NULL);
}

/* False ends the reading. */
static bool on_event(struct builder *b)
{
    const yaml_event_t *const e = b->event;

    if (anchored(e))
        return fail(b, "an anchor ('&') is not allowed; repeat the value");
    switch (e->type) {
    case YAML_DOCUMENT_START_EVENT:
        return on_document(b);
    case YAML_ALIAS_EVENT:
        return fail(b, "an alias ('*') is not allowed; repeat the value, or "
                       "quote a text that begins with '*'");
    case YAML_SCALAR_EVENT:
        return on_scalar(b);
    case YAML_SEQUENCE_START_EVENT:
        return on_open(b, TREE_LIST, e->data.sequence_start.tag != NULL);
    case YAML_MAPPING_START_EVENT:
        return on_open(b, TREE_MAP, e->data.mapping_start.tag != NULL);
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        return on_close(b);
    case YAML_STREAM_END_EVENT:
        b->ended = true;
        return true;
    default:
        return true;
    }
}

/* The reader of bytes reports an offset instead of a mark. */
static struct where where_of_offset(const char *file, const char *text,
                                    size_t offset)
{
    struct where w = { .file = file, .line = 1, .column = 1 };

    for (size_t i = 0; i < offset && text[i] != '\0'; i++) {
        if (text[i] == '\n') {
            w.line++;
            w.column = 1;
        } else if (((unsigned char)text[i] & 0xc0) != 0x80)
            w.column++;
    }
    return w;
}

static void add_syntax_fault(struct builder *b, const yaml_parser_t *p,
                             const char *text)
{
    const char *const problem =
        p->problem == NULL ? "it cannot be read" : p->problem;

    if (p->error == YAML_READER_ERROR) {
        fault_add(b->faults, where_of_offset(b->file, text, p->problem_offset),
                  "not valid YAML: %s", problem);
        return;
    }
    const yaml_mark_t mark = p->problem_mark;
    const bool tab = mark.index < strlen(text) && text[mark.index] == '\t';

    fault_add(b->faults, where_of(b, mark), "not valid YAML: %s%s%s%s", problem,
              p->context == NULL ? "" : " ",
              p->context == NULL ? "" : p->context,
              tab ? "; indent with blanks, not with tabs" : "");
}

static bool run_parser(struct builder *b, yaml_parser_t *p, const char *text)
{
    bool going = true;

    while (going && !b->ended) {
        yaml_event_t event;

        if (!yaml_parser_parse(p, &event)) {
            add_syntax_fault(b, p, text);
            return false;
        }
        b->event = &event;
        going = on_event(b);
        yaml_event_delete(&event);
    }
    return going;
}

const struct tree_node *tree_read(struct arena *a, const char *text,
                                  const char *file, struct faults *faults)
{
    struct builder b = { .arena = a, .file = file, .faults = faults };
    const size_t before = faults->count + faults->dropped;
    yaml_parser_t p;

    if (!yaml_parser_initialize(&p)) {
        fault_add(faults, (struct where){ .file = file }, "out of memory");
        return NULL;
    }
    yaml_parser_set_input_string(&p, (const unsigned char *)text, strlen(text));
    run_parser(&b, &p, text);
    yaml_parser_delete(&p);

    if (faults->count + faults->dropped > before)
        return NULL;
    if (b.root == NULL)
        fault_add(faults,
                  (struct where){ .file = file, .line = 1, .column = 1 },
                  "the file is empty");
    return b.root;
}

const struct tree_node *tree_get(const struct tree_node *map, const char *key)
{
    if (map == NULL || map->kind != TREE_MAP)
        return NULL;
    for (size_t i = 0; i < map->count; i++)
        if (text_equal(map->items[i]->key, key))
            return map->items[i];
    return NULL;
}

static bool same_text(const char *a, const char *b)
{
    return a == NULL || b == NULL ? a == b : text_equal(a, b);
}

bool tree_equal(const struct tree_node *a, const struct tree_node *b)
{
    if (a == NULL || b == NULL)
        return a == b;
    if (a->kind != b->kind || a->count != b->count || a->plain != b->plain ||
        !same_text(a->key, b->key) || !same_text(a->text, b->text))
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (!tree_equal(a->items[i], b->items[i]))
            return false;
    return true;
}

bool tree_is_null(const struct tree_node *n)
{
    return n->kind == TREE_SCALAR && n->plain &&
           (text_equal(n->text, "") || text_equal(n->text, "~") ||
            text_equal(n->text, "null"));
}

const char *tree_path(struct arena *a, const struct tree_node *n)
{
    const struct tree_node *up[TREE_DEPTH_MAX + 1];
    struct text_buffer b;
    int count = 0;

    /* The tree is no deeper than this: the builder has seen to it. */
    for (; n != NULL && n->parent != NULL && count <= TREE_DEPTH_MAX;
         n = n->parent)
        up[count++] = n;
    text_buffer_init(&b, a);
    while (count-- > 0) {
        if (up[count]->key == NULL)
            text_addf(&b, "[%d]", up[count]->index);
        else
            text_addf(&b, "%s%s", b.count > 0 ? "." : "",
                      text_quoted(a, up[count]->key));
    }
    return b.count > 0 ? text_buffer_text(&b) : NULL;
}

struct where tree_where(struct arena *a, const struct tree_node *n)
{
    return (struct where){ .file = n->file,
                           .line = n->line,
                           .column = n->column,
                           .path = tree_path(a, n) };
}

struct where tree_where_key(struct arena *a, const struct tree_node *n)
{
    return (struct where){ .file = n->file,
                           .line = n->key_line,
                           .column = n->key_column,
                           .path = tree_path(a, n->parent) };
}

/* Beyond the faults that are kept neither text nor path is worth building. */
static bool add_fault(struct faults *faults, struct where where,
                      const char *format, va_list args)
{
    return fault_add(faults, where, "%s",
                     text_vformat(faults->arena, format, args));
}

bool tree_fault(const struct tree_node *n, struct faults *faults,
                const char *format, ...)
{
    va_list args;

    if (faults->count >= FAULTS_MAX)
        return fault_add(faults, (struct where){ 0 }, "%s", format);
    va_start(args, format);
    add_fault(faults, tree_where(faults->arena, n), format, args);
    va_end(args);
    return false;
}

bool tree_fault_key(const struct tree_node *n, struct faults *faults,
                    const char *format, ...)
{
    va_list args;

    if (faults->count >= FAULTS_MAX)
        return fault_add(faults, (struct where){ 0 }, "%s", format);
    va_start(args, format);
    add_fault(faults, tree_where_key(faults->arena, n), format, args);
    va_end(args);
    return false;
}
