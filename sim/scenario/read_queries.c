#include "scenario/read_queries.h"

#include "base/text.h"
#include "scenario/input.h"
#include "sql/sql.h"

struct query_settings {
    const struct tree_node *sql, *text;
    double weight;
};

static const struct field query_fields[] = {
    { .name = "sql",
      .type = FIELD_NODE,
      .offset = offsetof(struct query_settings, sql),
      .shape = "a file",
      .meaning = "The file with the SELECT; a bare text instead of the mapping "
                 "means this.",
      .example = "queries/q1.sql" },
    { .name = "text",
      .type = FIELD_NODE,
      .offset = offsetof(struct query_settings, text),
      .shape = "a SELECT",
      .meaning = "The SELECT itself, instead of a file.",
      .example = "select count(*) from lineorder" },
    { .name = "weight",
      .type = FIELD_NUMBER,
      .offset = offsetof(struct query_settings, weight),
      .min = 1e-9,
      .max = 1e9,
      .fallback = "1",
      .meaning = "How often it runs, relative to the others.",
      .example = "5" },
};

static const struct section query_section =
    SECTION("queries.NAME", query_fields);

struct queries {
    struct world *world;
    struct input_folder *folder;
    struct faults *faults;
};

static struct query *read_file(const struct queries *q, const char *name,
                               const struct tree_node *n)
{
    struct arena *const a = q->world->arena;
    const struct where where = tree_where(q->faults->arena, n);

    if (n->kind != TREE_SCALAR || tree_is_null(n)) {
        tree_fault(n, q->faults, "the name of a file is expected here");
        return NULL;
    }
    const char *path;
    const char *const text =
        input_file(a, q->folder, n->text, where, &path, q->faults);
    if (text == NULL)
        return NULL;
    world_source(q->world, path, text);
    return sql_read_query(a, text, path, 1, &q->world->catalog,
                          q->world->now_us, name, q->faults);
}

static struct query *read_text(const struct queries *q, const char *name,
                               const struct tree_node *n)
{
    if (n->kind != TREE_SCALAR || tree_is_null(n)) {
        tree_fault(n, q->faults, "a SELECT is expected here");
        return NULL;
    }
    return sql_read_query(q->world->arena, n->text, n->file, n->text_line,
                          &q->world->catalog, q->world->now_us, name,
                          q->faults);
}

/* A query from a mapping; NULL after a fault. */
static struct query *read_settings(const struct queries *q,
                                   const struct tree_node *n)
{
    struct query_settings s = { 0 };

    if (!field_read(&query_section, n, n, &s, q->faults))
        return NULL;
    if ((s.sql == NULL) == (s.text == NULL)) {
        tree_fault(n, q->faults,
                   "a query needs 'sql: FILE' or 'text: SELECT', "
                   "and not both");
        return NULL;
    }
    struct query *const query = s.sql != NULL ? read_file(q, n->key, s.sql)
                                              : read_text(q, n->key, s.text);
    if (query != NULL)
        query->weight = s.weight;
    return query;
}

static bool read_query(const struct queries *q, const struct tree_node *n)
{
    struct world *const w = q->world;
    struct query *query;

    if (!field_is_name(n->key))
        return tree_fault_key(n, q->faults,
                              "'%s' is no name for a query: letters, digits, "
                              "'_', '-', '.' and blanks, at most 64",
                              text_quoted(q->faults->arena, n->key));
    if (n->kind == TREE_SCALAR) {
        query = read_file(q, n->key, n);
        if (query != NULL)
            query->weight = 1;
    } else
        query = read_settings(q, n);
    if (query == NULL)
        return false;
    query->name = n->key;
    w->queries[w->query_count++] = query;
    return true;
}

bool queries_read(struct world *w, const struct tree_node *queries,
                  struct input_folder *folder, struct faults *faults)
{
    const struct queries q = { w, folder, faults };
    bool good = true;

    if (queries == NULL || tree_is_null(queries))
        return true;
    if (queries->kind != TREE_MAP)
        return tree_fault(queries, faults,
                          "'queries' is a mapping of names to queries, such as "
                          "{q1: q1.sql}");
    if (queries->count > QUERIES_MAX)
        return tree_fault(queries, faults, "%zu queries; at most %d are read",
                          queries->count, QUERIES_MAX);
    w->queries = ARENA_ARRAY(w->arena, queries->count, struct query *);
    for (size_t i = 0; i < queries->count; i++)
        good &= read_query(&q, queries->items[i]);
    return good;
}

void queries_schema(struct frame *frame)
{
    field_schema(frame, &query_section);
}
