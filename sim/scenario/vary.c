#include "scenario/vary.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "scenario/quantity.h"

static struct tree_node *copy(struct arena *a, const struct tree_node *from,
                              const struct tree_node *parent)
{
    struct tree_node *const n = ARENA_NEW(a, struct tree_node);

    *n = *from;
    n->parent = parent;
    n->items = ARENA_ARRAY(a, from->count, struct tree_node *);
    n->room = from->count;
    for (size_t i = 0; i < from->count; i++)
        n->items[i] = copy(a, from->items[i], n);
    return n;
}

/* Under a key of a mapping, or at a place of a list, counted from 1. */
static struct tree_node *child(struct tree_node *map, const char *key,
                               size_t *at)
{
    if (map->kind == TREE_LIST) {
        const long place = strtol(key, NULL, 10);
        *at = place >= 1 ? (size_t)place - 1 : map->count;
        return *at < map->count ? map->items[*at] : NULL;
    }
    for (*at = 0; map->kind == TREE_MAP && *at < map->count; (*at)++)
        if (text_equal(map->items[*at]->key, key))
            return map->items[*at];
    return NULL;
}

/* What holds the last part of the path, which is set to *key. */
static struct tree_node *find_map(struct arena *a, struct tree_node *root,
                                  const char *path, const char **key)
{
    const char *dot;
    size_t at;

    while (root != NULL && (dot = strchr(path, '.')) != NULL) {
        root = child(root, text_copy_n(a, path, (size_t)(dot - path)), &at);
        path = dot + 1;
    }
    *key = path;
    return root != NULL && root->kind != TREE_SCALAR ? root : NULL;
}

/* What has a multiple, and the unit in which to write it down again. */
static const struct {
    enum quantity kind;
    const char *unit;
} multiples[] = {
    { QUANTITY_ROWS, "" },      { QUANTITY_SHARE, "" },
    { QUANTITY_SECONDS, " s" }, { QUANTITY_BYTES, " B" },
    { QUANTITY_RATE, " B/s" },
};

/* "600 M rows" times 10 is "6000000000", "1 h" times 2 is "7200 s"; NULL when
   the text is no number of any kind. */
static const char *times_text(struct arena *a, const char *text, double times)
{
    const char *why;
    double number;

    for (size_t i = 0; i < sizeof(multiples) / sizeof(multiples[0]); i++) {
        if (!quantity_number(text, multiples[i].kind, &number, &why))
            continue;
        number *= times;
        return text_format(a, number >= 1e3 ? "%.0f%s" : "%.15g%s", number,
                           multiples[i].unit);
    }
    return NULL;
}

const struct tree_node *
vary_scalar(struct arena *a, const struct tree_node *home, const char *text)
{
    struct tree_node *const n = ARENA_NEW(a, struct tree_node);

    *n = *home;
    n->kind = TREE_SCALAR;
    n->text = text;
    n->plain = true;
    n->items = NULL;
    n->count = n->room = 0;
    return n;
}

static const struct tree_node *multiplied(struct arena *a,
                                          const struct tree_node *was,
                                          const struct vary_change *change,
                                          struct faults *faults)
{
    const char *const text = was->kind == TREE_SCALAR && was->text != NULL
                                 ? times_text(a, was->text, change->times)
                                 : NULL;

    if (text != NULL)
        return vary_scalar(a, was, text);
    fault_add(faults, change->where,
              "'%s' of the scenario is no number, so it has no multiple",
              text_quoted(faults->arena, change->path));
    return NULL;
}

static bool apply(struct arena *a, struct tree_node *root,
                  const struct vary_change *change, struct faults *faults)
{
    const char *key;
    size_t at = 0;
    struct tree_node *const map = find_map(a, root, change->path, &key);
    const struct tree_node *const was =
        map == NULL ? NULL : child(map, key, &at);
    const struct tree_node *value = change->value;

    if (map == NULL || key[0] == '\0' ||
        (was == NULL && (value == NULL || map->kind == TREE_LIST)))
        return fault_add(faults, change->where,
                         "the scenario has no setting '%s'",
                         text_quoted(faults->arena, change->path));
    if (value == NULL)
        value = multiplied(a, was, change, faults);
    if (value == NULL)
        return false;
    struct tree_node *const n = copy(a, value, map);
    n->key = map->kind == TREE_LIST ? NULL : key;
    n->index = map->kind == TREE_LIST ? (int)at + 1 : 0;
    if (was == NULL)
        ARENA_GROW(a, map->items, map->count, map->room);
    map->items[was == NULL ? map->count++ : at] = n;
    return true;
}

bool vary_read(struct arena *a, const struct tree_node *n,
               struct vary_change *change, struct faults *faults)
{
    *change = (struct vary_change){ .path = n->key,
                                    .value = n,
                                    .where = tree_where(a, n) };
    if (n->kind != TREE_SCALAR || !n->plain || n->text[0] != 'x')
        return true;
    char *end;
    const double times = strtod(n->text + 1, &end);
    if (end == n->text + 1 || *end != '\0')
        return true; /* a word that begins with x */
    if (!(times > 0) || !(times <= 1e6))
        return tree_fault(n, faults, "a factor is from above 0 to 1e6");
    change->value = NULL;
    change->times = times;
    return true;
}

const struct tree_node *vary_tree(struct arena *a, const struct tree_node *root,
                                  const struct vary_change *changes,
                                  size_t count, struct faults *faults)
{
    struct tree_node *const varied = copy(a, root, NULL);
    bool good = true;

    for (size_t i = 0; i < count; i++)
        good &= apply(a, varied, &changes[i], faults);
    return good ? varied : NULL;
}
