#include "scenario/read_params.h"

#include "base/text.h"
#include "scenario/params_text.h"

static const char *const kinds[] = { "documented", "measured", "calibrated",
                                     "guess", NULL };

/* What stands beside each number. */
struct origin {
    const struct tree_node *value;
    const char *unit, *source;
    int kind;
};

static const struct field origin_fields[] = {
    { .name = "value",
      .type = FIELD_NODE,
      .offset = offsetof(struct origin, value),
      .required = true,
      .shape = "a number",
      .meaning = "The number.",
      .example = "1048576" },
    { .name = "unit",
      .type = FIELD_TEXT,
      .offset = offsetof(struct origin, unit),
      .required = true,
      .meaning = "The unit of the number.",
      .example = "bytes" },
    { .name = "kind",
      .type = FIELD_CHOICE,
      .offset = offsetof(struct origin, kind),
      .required = true,
      .choices = kinds,
      .meaning = "How far it can be trusted.",
      .example = "documented" },
    { .name = "source",
      .type = FIELD_TEXT,
      .offset = offsetof(struct origin, source),
      .required = true,
      .meaning = "Where it comes from.",
      .example = "Database Developer Guide" },
};

static const struct section origin_section = SECTION("constant", origin_fields);

/* One member of a struct: name, quantity, unit in words, range, meaning. */
#define INT_OF(type_, name_, unit_, lo, hi, meaning_)                          \
    {                                                                          \
        .name = #name_, .type = FIELD_INT,                                     \
        .offset = offsetof(struct type_, name_), .min = (lo), .max = (hi),     \
        .shape = (unit_), .meaning = (meaning_), .example = "2"                \
    }
#define NUMBER_OF(type_, name_, quantity_, unit_, lo, hi, meaning_, example_)  \
    {                                                                          \
        .name = #name_, .type = FIELD_NUMBER, .quantity = (quantity_),         \
        .offset = offsetof(struct type_, name_), .min = (lo), .max = (hi),     \
        .shape = (unit_), .meaning = (meaning_), .example = (example_)         \
    }

static const struct field node_type_fields[] = {
    INT_OF(node_type, vcpu, "count", 1, 1024, "Virtual processors of a node."),
    INT_OF(node_type, slices, "count", 1, 1024, "Slices of a node."),
    NUMBER_OF(node_type, memory_bytes, QUANTITY_BYTES, "bytes", 1, 1e15,
              "Memory of a node.", "15 GiB"),
    NUMBER_OF(node_type, storage_bytes, QUANTITY_BYTES, "bytes", 1, 1e18,
              "Storage of a node.", "160 GB"),
    NUMBER_OF(node_type, disk_Bps, QUANTITY_RATE, "B/s", 1, 1e15,
              "What a node reads from its disks.", "0.6 GB/s"),
    NUMBER_OF(node_type, network_Bps, QUANTITY_RATE, "B/s", 1, 1e15,
              "What a node sends, and receives.", "1.25 GB/s"),
    NUMBER_OF(node_type, core_speed, QUANTITY_PLAIN, "dc1.large = 1", 0.01, 100,
              "Compute rate of one slice.", "1"),
    NUMBER_OF(node_type, usd_per_h, QUANTITY_PLAIN, "USD/h", 0, 1e6,
              "Price of a node on demand.", "0.25"),
    INT_OF(node_type, nodes_min, "count", 1, 1024, "Fewest nodes allowed."),
    INT_OF(node_type, nodes_max, "count", 1, 1024, "Most nodes allowed."),
};

static const struct section node_type_section =
    SECTION("node_types.NODE", node_type_fields);

#define SECONDS_OF(name_, meaning_)                                            \
    NUMBER_OF(engine, name_, QUANTITY_SECONDS, "s", 0, 1e6, meaning_, "2e-8")
#define BYTES_OF(name_, lo, meaning_, example_)                                \
    NUMBER_OF(engine, name_, QUANTITY_BYTES, "bytes", lo, 1e12, meaning_,      \
              example_)
#define RATE_OF(name_, meaning_)                                               \
    NUMBER_OF(engine, name_, QUANTITY_RATE, "B/s", 1, 1e15, meaning_,          \
              "100 MB/s")
#define ROWS_OF(name_, meaning_)                                               \
    NUMBER_OF(engine, name_, QUANTITY_ROWS, "rows", 1, 1e15, meaning_,         \
              "30 M rows")

static const struct field engine_fields[] = {
    NUMBER_OF(engine, block_bytes, QUANTITY_BYTES, "bytes", 4096, 1e9,
              "Size of a block.", "256 KiB"),
    BYTES_OF(block_header_bytes, 0,
             "Bytes of a block that hold no values of the column.", "145"),
    ROWS_OF(xid_rows_per_block,
            "Rows whose transaction number fits one block of a hidden column."),
    { .name = "rows_per_block",
      .type = FIELD_COUNT,
      .quantity = QUANTITY_ROWS,
      .offset = offsetof(struct engine, rows_per_block),
      .min = 0,
      .max = 1e12,
      .shape = "rows",
      .meaning = "Rows of every column's block (a row group, a range of "
                 "pages), whatever bytes they take; 0: what block_bytes hold.",
      .example = "122880" },
    SECONDS_OF(scan_s_per_value, "Decode one value of a scanned column."),
    SECONDS_OF(text_s_per_byte, "Decode and compare one byte of a string."),
    SECONDS_OF(probe_base_s, "Probe a hash table that fits the cache."),
    SECONDS_OF(probe_doubling_s,
               "More for a probe, for each doubling of the table's rows."),
    ROWS_OF(probe_base_rows, "Rows of a hash table that fits the cache."),
    SECONDS_OF(build_s_per_row, "Put one row into a hash table."),
    SECONDS_OF(merge_s_per_row, "Pass one row through a merge join."),
    SECONDS_OF(group_s_per_row, "Add one row to its group."),
    SECONDS_OF(sort_s_per_compare, "Compare two rows in a sort."),
    SECONDS_OF(nested_s_per_pair, "Test one pair of a nested loop."),
    SECONDS_OF(motion_s, "Open and close one exchange between the nodes."),
    SECONDS_OF(distribute_s_per_row, "Pack and unpack one row that moves."),
    SECONDS_OF(leader_s, "Parse, plan, dispatch and collect one query."),
    SECONDS_OF(leader_s_per_row, "Return or merge one row at the leader."),
    RATE_OF(spill_write_Bps, "What a slice writes when it spills."),
    RATE_OF(spill_read_Bps, "What a slice reads back."),
    BYTES_OF(hash_row_bytes, 0, "Overhead of one row in a hash table.", "16"),
    NUMBER_OF(engine, query_memory_frac, QUANTITY_SHARE, "share", 0.001, 1,
              "Share of a node's memory that all query slots have.", "0.8"),
    SECONDS_OF(copy_read_s_per_row_byte,
               "COPY: decompress and parse one byte of a row."),
    SECONDS_OF(copy_write_s_per_row_byte,
               "COPY: distribute and write one byte of a row."),
    SECONDS_OF(copy_sort_s_per_compare, "COPY: compare two rows in its sort."),
    SECONDS_OF(copy_encode_s_per_value, "COPY: encode one value."),
    SECONDS_OF(copy_table_s, "COPY: fixed cost of a table, with its commit."),
    SECONDS_OF(vacuum_sort_s_per_row, "VACUUM: sort one row of a slice."),
    SECONDS_OF(vacuum_merge_s_per_row, "VACUUM: merge one row of a slice."),
    SECONDS_OF(commit_s, "Commit one transaction that writes; commits queue."),
    SECONDS_OF(analyze_s_per_row, "ANALYZE: one row of its sample."),
    NUMBER_OF(engine, wlm_cache_hit_s, QUANTITY_SECONDS, "s", 0, 1e6,
              "WLM: an answer from the result cache.", "60e-6"),
    NUMBER_OF(engine, wlm_short_error, QUANTITY_PLAIN, "of a logarithm", 0, 5,
              "WLM: standard deviation of the logarithm of predicted over true "
              "time of short queries.",
              "0.5"),
    INT_OF(engine, wlm_short_slots, "count", 1, 50,
           "WLM: short queries at once."),
    NUMBER_OF(engine, wlm_short_limit_every_s, QUANTITY_SECONDS, "s", 1, 1e6,
              "WLM: how often the dynamic limit of short queries is renewed.",
              "60 s"),
    NUMBER_OF(engine, wlm_cluster_start_s, QUANTITY_SECONDS, "s", 0, 1e6,
              "WLM: until a scaling cluster is ready.", "60 s"),
    NUMBER_OF(engine, wlm_cluster_idle_s, QUANTITY_SECONDS, "s", 0, 1e6,
              "WLM: until a scaling cluster without queries is given back.",
              "10 min"),
    NUMBER_OF(engine, wlm_superuser_memory_frac, QUANTITY_SHARE, "share",
              0.0001, 1,
              "WLM: memory of the superuser queue, beside the others'.", "1 %"),
    INT_OF(engine, wlm_concurrency_max, "count", 1, 1000,
           "Automatic WLM: queries at once, at most."),
    NUMBER_OF(engine, wlm_load_max, QUANTITY_PLAIN, "times", 0.01, 1000,
              "Automatic WLM: no more begin once the running ones ask so many "
              "times what the busiest resource can do.",
              "4"),
    NUMBER_OF(engine, wlm_priority_ratio, QUANTITY_PLAIN, "times", 1, 100,
              "Automatic WLM: turns of a priority over the next lower's, and "
              "shares of what is short.",
              "2"),
    NUMBER_OF(engine, wlm_lost_most_frac, QUANTITY_SHARE, "share", 0, 1,
              "Automatic WLM: of all work, what may be lost by queries that "
              "are stopped to make room for one of a higher priority. 0: "
              "nobody is stopped.",
              "10 %"),
};

const struct section params_engine_section = SECTION("engine", engine_fields);

/* The value of one member, and that its unit is the member's. */
static bool read_member(const struct field *f, const struct tree_node *n,
                        void *object, struct faults *faults)
{
    struct origin o = { 0 };

    if (!field_read(&origin_section, n, n, &o, faults))
        return false;
    if (!text_equal(o.unit, f->shape))
        return tree_fault(n, faults, "the unit is '%s'; '%s' is in %s",
                          text_quoted(faults->arena, o.unit), f->name,
                          f->shape);
    return field_decode(f, o.value, object, faults);
}

/* All members of one object; each must be there. */
static bool read_members(const struct section *s, const struct tree_node *n,
                         void *object, struct faults *faults)
{
    bool good = true;

    if (n->kind != TREE_MAP)
        return tree_fault(n, faults, "'%s' is a mapping of constants", s->name);
    for (size_t i = 0; i < n->count; i++)
        if (!field_is_known(s, n->items[i]->key))
            good = tree_fault_key(n->items[i], faults, "unknown constant '%s'",
                                  text_quoted(faults->arena, n->items[i]->key));
    for (size_t i = 0; i < s->count; i++) {
        const struct tree_node *const member = tree_get(n, s->fields[i].name);

        if (member == NULL)
            good = tree_fault(n, faults, "the constant '%s' is missing",
                              s->fields[i].name);
        else
            good &= read_member(&s->fields[i], member, object, faults);
    }
    return good;
}

static bool read_node_types(struct arena *a, const struct tree_node *root,
                            struct params *params, struct faults *faults)
{
    bool good = true;

    if (root->kind != TREE_MAP)
        return tree_fault(root, faults, "a mapping of node types is expected");
    params->node_types = ARENA_ARRAY(a, root->count, struct node_type);
    params->node_type_count = (int)root->count;
    for (size_t i = 0; i < root->count; i++) {
        params->node_types[i].name = root->items[i]->key;
        good &= read_members(&node_type_section, root->items[i],
                             &params->node_types[i], faults);
    }
    return good;
}

bool params_read_texts(struct arena *a, const char *node_types,
                       const char *engine, struct params *params,
                       struct faults *faults)
{
    *params = (struct params){ 0 };
    params->node_types_tree =
        tree_read(a, node_types, "models/params/node_types.yaml", faults);
    params->engine_tree =
        tree_read(a, engine, "models/params/engine.yaml", faults);
    if (params->node_types_tree == NULL || params->engine_tree == NULL)
        return false;

    bool good = read_node_types(a, params->node_types_tree, params, faults);
    good &= read_members(&params_engine_section, params->engine_tree,
                         &params->engine, faults);
    return good;
}

bool params_read(struct arena *a, struct params *params, struct faults *faults)
{
    return params_read_texts(a, params_node_types, params_engine, params,
                             faults);
}

const struct node_type *params_node_type(const struct params *params,
                                         const char *name)
{
    for (int i = 0; i < params->node_type_count; i++)
        if (text_equal(params->node_types[i].name, name))
            return &params->node_types[i];
    return NULL;
}

static void add_constants(struct frame *f, const char *section,
                          const struct tree_node *members)
{
    for (size_t i = 0; i < members->count; i++) {
        const struct tree_node *const n = members->items[i];

        frame_row(f);
        frame_text(f, section);
        frame_text(f, n->key);
        frame_text(f, tree_get(n, "value")->text);
        frame_text(f, tree_get(n, "unit")->text);
        frame_text(f, tree_get(n, "kind")->text);
        frame_text(f, tree_get(n, "source")->text);
    }
}

void params_frame(const struct params *params, struct frames *fs)
{
    static const struct frame_column columns[] = {
        { "section", "", "the engine, or a node type", CELL_TEXT, 0 },
        { "key", "", "the constant", CELL_TEXT, 0 },
        { "value", "", "as it stands in models/params", CELL_TEXT, 0 },
        { "unit", "", "the constant's unit", CELL_TEXT, 0 },
        { "kind", "", "documented, measured, calibrated or guess", CELL_TEXT,
          0 },
        { "source", "", "where the value comes from", CELL_TEXT, 0 },
    };
    struct frame *const f =
        frame_begin(fs, "constants", "Constants of engine and node types",
                    columns, sizeof(columns) / sizeof(columns[0]));

    add_constants(f, "engine", params->engine_tree);
    for (size_t i = 0; i < params->node_types_tree->count; i++)
        add_constants(f, params->node_types_tree->items[i]->key,
                      params->node_types_tree->items[i]);
}
