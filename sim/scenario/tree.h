#ifndef SCENARIO_TREE_H
#define SCENARIO_TREE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/fault.h"

/*
 * tree - a YAML document as a tree whose every node knows its place.
 *
 * libyaml accepts more than a scenario needs, and some of it is a trap. So
 * a tree has no duplicate keys (libyaml keeps both in silence), no anchors
 * and aliases (a few lines can stand for terabytes), no tags, one document,
 * at most TREE_DEPTH_MAX levels and TREE_NODES_MAX values. Scalars stay
 * texts: what they mean is decided by the reader that knows the type.
 *
 * Units    line and column count from 1, the column in characters.
 * Memory   the arena given; freed with it.
 * Errors   faults with the place; the first error of the syntax ends the
 *          reading, because all that follows would be guesswork.
 * Result   a tree without cycles; keys are unique within their mapping.
 * Source   YAML 1.1 as libyaml 0.2.5 reads it.
 */
enum { TREE_DEPTH_MAX = 32, TREE_NODES_MAX = 300000 };

enum tree_kind { TREE_SCALAR, TREE_LIST, TREE_MAP };

struct tree_node {
    const char *file; /* for the places in faults */
    enum tree_kind kind;
    int line, column;         /* of the value */
    int key_line, key_column; /* of its key, in a mapping */
    const struct tree_node *parent;
    const char *key;          /* in a mapping; else NULL */
    int index;                /* in a list, from 1; else 0 */
    const char *text;         /* SCALAR */
    int text_line;            /* SCALAR: line on which the text itself begins */
    bool plain;               /* SCALAR: without quotes */
    struct tree_node **items; /* LIST, MAP: in the order of the file */
    size_t count, room;
};

/* The root of the document in `text`; NULL after a fault. `file` is how the
   user named it. An empty document is a fault. */
const struct tree_node *tree_read(struct arena *a, const char *text,
                                  const char *file, struct faults *faults);

/* The value under a key, or NULL. `map` may be NULL or of any kind. */
const struct tree_node *tree_get(const struct tree_node *map, const char *key);

/* Do both say the same? Either may be NULL; the order of keys matters. */
bool tree_equal(const struct tree_node *a, const struct tree_node *b);

/* An empty value, `~` or `null`, without quotes. */
bool tree_is_null(const struct tree_node *n);

/* The place of the value, or of its key; the path is built in `a`. */
struct where tree_where(struct arena *a, const struct tree_node *n);
struct where tree_where_key(struct arena *a, const struct tree_node *n);

/* "data.lineorder.rows", "schema[2]". */
const char *tree_path(struct arena *a, const struct tree_node *n);

/* A fault at the value of `n`; always false. */
bool tree_fault(const struct tree_node *n, struct faults *faults,
                const char *format, ...) __attribute__((format(printf, 3, 4)));

/* A fault at the key of `n`, with the path of the mapping; always false. */
bool tree_fault_key(const struct tree_node *n, struct faults *faults,
                    const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
