#include "scenario/read_world.h"

#include <string.h>

#include "base/text.h"
#include "scenario/read_params.h"
#include "world/value/value.h"

enum { TITLE_BYTES_MAX = 200 };

#define NODE_FIELD(name_, required_, fallback_, shape_, meaning_, example_)    \
    {                                                                          \
        .name = #name_, .type = FIELD_NODE,                                    \
        .offset = offsetof(struct scenario_settings, name_),                   \
        .required = (required_), .fallback = (fallback_), .shape = (shape_),   \
        .meaning = (meaning_), .example = (example_)                           \
    }

static const struct field top_fields[] = {
    { .name = "title",
      .type = FIELD_TEXT,
      .offset = offsetof(struct scenario_settings, title),
      .fallback = "untitled",
      .meaning = "What the scenario is about; stands above the results.",
      .example = "SSB tuning tutorial" },
    NODE_FIELD(cluster, true, NULL, "a mapping", "The cluster.",
               "{node: dc1.large, nodes: 4}"),
    NODE_FIELD(schema, true, NULL, "a file, or a list of files",
               "Redshift DDL of the tables.", "schema.sql"),
    NODE_FIELD(data, false, NULL, "a mapping of tables",
               "Rows and distribution of the data.",
               "{lineorder: {rows: 600 M rows}}"),
    NODE_FIELD(designs, false, "{as_ddl: {}}", "a mapping of designs",
               "Physical designs to compare; the first is the baseline.",
               "{before: {}, after: {ddl: tuned.sql}}"),
    NODE_FIELD(queries, false, "none", "a mapping of queries",
               "Queries to answer.", "{q1: {sql: q1.sql, weight: 5}}"),
    NODE_FIELD(history, false, "none", "a mapping",
               "What happens to the tables over time, for `upkeep`.",
               "{horizon: 30 d, operations: [..]}"),
    NODE_FIELD(workload, false, "none", "a mapping",
               "Who sends the queries, and when.",
               "{classes: {dashboards: {queries: [q1], users: 20}}}"),
    NODE_FIELD(wlm, false, "one queue", "a mapping of configurations",
               "Queues of workload management to compare.",
               "{today: {queues: {default: {slots: 5}}}}"),
    NODE_FIELD(engine, false, "none", "a mapping of constants",
               "Constants of the engine that differ from models/params.",
               "{leader_s: 0.1}"),
    NODE_FIELD(study, false, "{seed: 1}", "a mapping", "How the data is drawn.",
               "{seed: 2}"),
};

static const struct section top_section = SECTION("scenario", top_fields);

static const struct field study_fields[] = {
    { .name = "seed",
      .type = FIELD_COUNT,
      .offset = offsetof(struct scenario_settings, seed),
      .min = 0,
      .max = 9e15,
      .fallback = "1",
      .meaning = "The same seed gives the same data, byte for byte.",
      .example = "1" },
    { .name = "today",
      .type = FIELD_NODE,
      .offset = offsetof(struct scenario_settings, today),
      .shape = "a day, or a day and a time",
      .fallback = "no day",
      .meaning = "What current_date, getdate() and their like show in queries.",
      .example = "2026-11-28" },
};

static const struct section study_section = SECTION("study", study_fields);

struct cluster_settings {
    const struct tree_node *node;
    int nodes, slots;
};

static const struct field cluster_fields[] = {
    { .name = "node",
      .type = FIELD_NODE,
      .offset = offsetof(struct cluster_settings, node),
      .required = true,
      .shape = "a node type",
      .meaning = "The type of all nodes.",
      .example = "dc1.large" },
    { .name = "nodes",
      .type = FIELD_INT,
      .offset = offsetof(struct cluster_settings, nodes),
      .min = 1,
      .max = 128,
      .required = true,
      .meaning = "How many; the type has limits of its own.",
      .example = "4" },
    { .name = "slots",
      .type = FIELD_INT,
      .offset = offsetof(struct cluster_settings, slots),
      .min = 1,
      .max = 50,
      .fallback = "5",
      .meaning = "Query slots: a query gets this part of a node's memory.",
      .example = "5" },
};

static const struct section cluster_section =
    SECTION("cluster", cluster_fields);

/* Without the section its defaults hold. */
static bool read_study(struct scenario_settings *s, struct faults *faults)
{
    s->seed = 1;
    return s->study == NULL || tree_is_null(s->study) ||
           field_read(&study_section, s->study, s->study, s, faults);
}

static bool check_title(const struct tree_node *root, const char *title,
                        struct faults *faults)
{
    if (title == NULL)
        return true;
    const struct tree_node *const n = tree_get(root, "title");
    if (strlen(title) > TITLE_BYTES_MAX)
        return tree_fault(n, faults, "the title has more than %d bytes",
                          TITLE_BYTES_MAX);
    for (const char *p = title; *p != '\0'; p++)
        if ((unsigned char)*p < 0x20 || *p == 0x7f)
            return tree_fault(n, faults,
                              "the title has a control character; it is one "
                              "line of text");
    return true;
}

bool scenario_read_settings(const struct tree_node *root,
                            struct scenario_settings *s, struct faults *faults)
{
    *s = (struct scenario_settings){ 0 };
    if (root->kind != TREE_MAP)
        return tree_fault(root, faults,
                          "a scenario is a mapping with the keys cluster, "
                          "schema, data, designs and queries");
    bool good = field_read(&top_section, root, root, s, faults);

    good &= check_title(root, s->title, faults);
    return read_study(s, faults) && good;
}

static bool refuse_node(const struct params *params, const struct tree_node *n,
                        struct faults *faults)
{
    const char **const names =
        ARENA_ARRAY(faults->arena, params->node_type_count, const char *);

    if (n->kind != TREE_SCALAR)
        return tree_fault(n, faults,
                          "the name of a node type is expected "
                          "here");
    for (int i = 0; i < params->node_type_count; i++)
        names[i] = params->node_types[i].name;
    return tree_fault(n, faults, "unknown node type '%s'%s",
                      text_quoted(faults->arena, n->text),
                      field_suggestion(faults, n->text, names,
                                       (size_t)params->node_type_count));
}

static bool check_nodes(const struct node_type *type, int nodes,
                        const struct tree_node *n, struct faults *faults)
{
    if (nodes >= type->nodes_min && nodes <= type->nodes_max)
        return true;
    return tree_fault(n, faults, "a cluster of %s has from %d to %d nodes",
                      type->name, type->nodes_min, type->nodes_max);
}

static bool read_cluster(struct world *w, const struct params *params,
                         const struct tree_node *n, struct faults *faults)
{
    struct cluster_settings s = { 0 };
    bool good = field_read(&cluster_section, n, n, &s, faults);

    if (s.node == NULL)
        return false;
    const struct node_type *const type =
        s.node->kind == TREE_SCALAR ? params_node_type(params, s.node->text)
                                    : NULL;
    if (type == NULL)
        return refuse_node(params, s.node, faults);
    /* Without a fault there is a number of nodes, at least 1. */
    if (s.nodes > 0)
        good &= check_nodes(type, s.nodes, tree_get(n, "nodes"), faults);
    w->cluster.node = *type;
    w->cluster.nodes = s.nodes;
    w->cluster.slices = s.nodes * type->slices;
    w->cluster.slots = s.slots;
    return good;
}

/* What the blocks of the whole result are, if not those of Redshift. */
static void note_blocks(struct world *w)
{
    const struct engine *const e = &w->cluster.engine;

    if (e->rows_per_block <= 0)
        return;
    world_note(w,
               "a block is %s rows of a column in this result, whatever "
               "their bytes, and not 1 MB; the last of a slice counts as "
               "a whole one",
               text_grouped(w->arena, e->rows_per_block));
}

/* Overrides, each with a note: a result must say that it leans on them. */
static bool read_engine(struct world *w, const struct tree_node *n,
                        struct faults *faults)
{
    struct engine *const e = &w->cluster.engine;

    if (n == NULL)
        return true;
    if (!field_read(&params_engine_section, n, n, e, faults))
        return false;
    if (!engine_block_has_room(e))
        return tree_fault(n, faults,
                          "block_header_bytes is %.15g of a block's %.15g "
                          "bytes, and may be half of them at most",
                          e->block_header_bytes, e->block_bytes);
    if (tree_get(n, "xid_rows_per_block") == NULL)
        e->xid_rows_per_block = engine_xid_rows(e);
    for (size_t i = 0; i < n->count; i++)
        world_note(w, "engine: %s is set to %s by the scenario",
                   n->items[i]->key, text_quoted(w->arena, n->items[i]->text));
    note_blocks(w);
    return true;
}

static bool read_today(struct world *w, const struct tree_node *n,
                       struct faults *faults)
{
    const struct column clock = { .name = "today",
                                  .type = { .kind = TYPE_TIMESTAMP } };
    bool exact;

    w->now_us = VALUE_NULL;
    if (n == NULL)
        return true;
    if (n->kind != TREE_SCALAR ||
        !value_parse(&clock, n->text, &w->now_us, &exact)) {
        w->now_us = VALUE_NULL;
        return tree_fault(n, faults,
                          "'today' is a day, such as 2026-11-28, or a day and "
                          "a time");
    }
    world_note(w, "today is %s where queries ask for it",
               text_quoted(w->arena, n->text));
    return true;
}

bool scenario_read_cluster(struct world *w, const struct scenario_settings *s,
                           struct faults *faults)
{
    struct params params;

    w->title = s->title == NULL ? "untitled" : s->title;
    w->seed = (uint64_t)s->seed;
    if (!params_read(w->arena, &params, faults))
        return false;
    w->cluster.engine = params.engine;
    bool good =
        s->cluster == NULL || read_cluster(w, &params, s->cluster, faults);

    good &= read_today(w, s->today, faults);
    good &= read_engine(w, s->engine, faults);
    return good;
}

void scenario_schema_top(struct frame *frame)
{
    field_schema(frame, &top_section);
    field_schema(frame, &cluster_section);
    field_schema(frame, &params_engine_section);
    field_schema(frame, &study_section);
}
