#include "scenario/load.h"

#include <string.h>

#include "base/text.h"
#include "scenario/input.h"
#include "scenario/read_data.h"
#include "scenario/read_designs.h"
#include "scenario/read_history.h"
#include "scenario/read_queries.h"
#include "scenario/read_world.h"
#include "scenario/wlm/read_wlm.h"
#include "scenario/wlm/read_workload.h"
#include "sql/sql.h"

/* A scenario while it is being read. */
struct loader {
    struct world *world;
    struct input_folder folder;
    struct design *base;         /* what the schema's DDL says */
    const struct law_asks *asks; /* of queries read before; or NULL */
    struct faults *faults;
};

/* "case/" -> "case"; the root stays "/". */
static const char *without_slashes(struct arena *a, const char *path)
{
    size_t bytes = strlen(path);

    while (bytes > 1 && path[bytes - 1] == '/')
        bytes--;
    return text_copy_n(a, path, bytes);
}

/* The folder of a file: "." when the path has none. */
static const char *folder_of(struct arena *a, const char *path)
{
    const char *const slash = strrchr(path, '/');

    if (slash == NULL)
        return ".";
    return slash == path ? "/" : text_copy_n(a, path, (size_t)(slash - path));
}

/* The scenario's file and folder; a link that leads out of the folder is no
   scenario.yaml. NULL after a fault. */
static const char *find_file(struct loader *l, const char *path)
{
    struct arena *const a = l->world->arena;
    const char *const named = without_slashes(a, path);

    if (!input_is_folder(named)) {
        l->folder.path = folder_of(a, named);
        return named;
    }
    l->folder.path = named;
    return input_inside(a, &l->folder, "scenario.yaml",
                        (struct where){ .file = named }, l->faults);
}

static bool read_schema_file(struct loader *l, const struct tree_node *n)
{
    struct arena *const a = l->world->arena;

    if (n->kind != TREE_SCALAR || tree_is_null(n))
        return tree_fault(n, l->faults, "the name of a file is expected here");
    const struct where where = tree_where(l->faults->arena, n);
    const char *path;
    const char *const text =
        input_file(a, &l->folder, n->text, where, &path, l->faults);
    if (text == NULL)
        return false;
    world_source(l->world, path, text);
    return sql_read_schema(a, text, path, &l->world->catalog, &l->base,
                           l->faults);
}

/* After each file, so that many files cannot fill the memory. */
static bool check_size(struct loader *l, const struct tree_node *n)
{
    const struct catalog *const c = &l->world->catalog;
    int columns = 0;

    if (c->table_count > SCENARIO_TABLES_MAX)
        return tree_fault(n, l->faults,
                          "the schema creates %d tables; at most %d are read",
                          c->table_count, SCENARIO_TABLES_MAX);
    for (int i = 0; i < c->table_count; i++)
        columns += c->tables[i].column_count;
    return columns <= SCENARIO_COLUMNS_MAX ||
           tree_fault(n, l->faults,
                      "the schema's tables have more than %d columns together",
                      SCENARIO_COLUMNS_MAX);
}

static bool read_schema(struct loader *l, const struct tree_node *n)
{
    const size_t count = n->kind == TREE_LIST ? n->count : 1;
    bool good = true, small = true;

    if (n->kind == TREE_MAP || count == 0 || count > SCENARIO_FILES_MAX)
        return tree_fault(n, l->faults,
                          "the schema is a file, or a list of up to %d files",
                          SCENARIO_FILES_MAX);
    for (size_t i = 0; i < count && small; i++) {
        const struct tree_node *const file =
            n->kind == TREE_LIST ? n->items[i] : n;

        good &= read_schema_file(l, file);
        small = check_size(l, file);
    }
    if (good && l->world->catalog.table_count == 0)
        return tree_fault(n, l->faults, "the schema creates no table");
    return good && small;
}

/* Laws before queries: a literal of SQL becomes a code by them. */
static void read_sections(struct loader *l, const struct tree_node *root)
{
    struct world *const w = l->world;
    struct scenario_settings s;

    scenario_read_settings(root, &s, l->faults);
    scenario_read_cluster(w, &s, l->faults);
    if (s.schema == NULL || !read_schema(l, s.schema))
        return;
    data_read(w, s.data, root, &l->folder, l->asks, l->faults);
    designs_read(w, l->base, s.designs, &l->folder, l->faults);
    const bool queries = queries_read(w, s.queries, &l->folder, l->faults);
    history_read(w, s.history, l->faults);
    if (!queries)
        return;
    if (!workload_read(w, s.workload, &l->folder, l->faults))
        w->workload.class_count = 0; /* routes of half a class say nothing */
    wlm_read(w, s.wlm, l->faults);
}

struct world *scenario_load(struct arena *a, const char *path,
                            struct faults *faults)
{
    return scenario_load_varied(a, path, NULL, 0, faults);
}

static struct loader loader_of(struct world *w, struct faults *faults)
{
    return (struct loader){ .world = w,
                            .folder = { .left = INPUT_TOTAL_MAX,
                                        .data_left = INPUT_DATA_TOTAL_MAX },
                            .faults = faults };
}

static const struct tree_node *read_tree(struct loader *l, const char *path,
                                         const struct vary_change *changes,
                                         size_t count)
{
    struct arena *const a = l->world->arena;

    l->world->source = find_file(l, path);
    if (l->world->source == NULL)
        return NULL;
    const char *const text =
        input_read(a, &l->folder, l->world->source,
                   (struct where){ .file = l->world->source }, l->faults);
    if (text == NULL)
        return NULL;
    world_source(l->world, l->world->source, text);
    const struct tree_node *const root =
        tree_read(a, text, l->world->source, l->faults);
    return root != NULL && count > 0
               ? vary_tree(a, root, changes, count, l->faults)
               : root;
}

static struct world *load(struct arena *a, const char *path,
                          const struct vary_change *changes, size_t count,
                          const struct law_asks *asks, struct faults *faults)
{
    struct loader l = loader_of(ARENA_NEW(a, struct world), faults);
    const size_t before = faults->count + faults->dropped;

    l.world->arena = a;
    l.asks = asks;
    const struct tree_node *const root = read_tree(&l, path, changes, count);
    if (root != NULL)
        read_sections(&l, root);
    return faults->count + faults->dropped == before ? l.world : NULL;
}

/* Laws come before queries, but what is assumed where no law is given should
   hold what the queries look for: then all is read once more. */
struct world *scenario_load_varied(struct arena *a, const char *path,
                                   const struct vary_change *changes,
                                   size_t count, struct faults *faults)
{
    struct world *const w = load(a, path, changes, count, NULL, faults);
    struct law_asks asks;

    if (w == NULL || !law_asks_unmet(a, w, &asks))
        return w;
    return load(a, path, changes, count, &asks, faults);
}

const struct tree_node *scenario_tree(struct arena *a, const char *path,
                                      const struct vary_change *changes,
                                      size_t count, struct faults *faults)
{
    struct loader l = loader_of(ARENA_NEW(a, struct world), faults);

    l.world->arena = a;
    return read_tree(&l, path, changes, count);
}

struct world *scenario_reread(struct arena *a, const struct world *w,
                              const struct tree_node *root, bool work,
                              struct faults *faults)
{
    struct loader l = loader_of(ARENA_NEW(a, struct world), faults);
    const size_t before = faults->count + faults->dropped;
    struct scenario_settings s;

    *l.world = *w;
    l.world->arena = a;
    l.world->notes = NULL; /* those of `w` are said already */
    l.world->note_count = l.world->note_room = 0;
    l.world->sources = NULL;
    l.world->source_count = l.world->source_room = 0;
    l.world->wlm_count = 0;
    l.folder.path = folder_of(a, w->source);
    scenario_read_settings(root, &s, faults);
    if (work) {
        l.world->history = NULL;
        l.world->workload = (struct workload){ .class_count = 0 };
        history_read(l.world, s.history, faults);
        workload_read(l.world, s.workload, &l.folder, faults);
    }
    wlm_read(l.world, s.wlm, faults);
    return faults->count + faults->dropped == before ? l.world : NULL;
}

void scenario_schema(struct frames *fs)
{
    struct frame *const frame = field_schema_begin(fs);

    scenario_schema_top(frame);
    data_schema(frame);
    designs_schema(frame);
    queries_schema(frame);
    history_schema(frame);
    workload_schema(frame);
    wlm_schema(frame);
}
