/* Whole scenarios from folders: sections, files, designs, limits. */
#include "scenario/load.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "scenario/read_params.h"
#include "tests/unit/folder.h"

static struct arena *arena;
static const char *folder;
static struct faults faults;

static int setup(void **state)
{
    (void)state;
    arena = arena_begin();
    faults_init(&faults, arena);
    folder = folder_begin(arena);
    folder_write(arena, folder, "schema.sql",
                 "create table t (a integer not null, b date, c varchar(10)) "
                 "distkey(a) sortkey(b);\n"
                 "create table u (d integer, e integer);\n");
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    folder_remove(arena, folder);
    arena_done(arena);
    return 0;
}

static struct world *load(const char *yaml)
{
    folder_write(arena, folder, "scenario.yaml", yaml);
    return scenario_load(arena, folder, &faults);
}

#define TOP                                                                    \
    "cluster: {node: ds2.xlarge, nodes: 3}\n"                                  \
    "schema: schema.sql\n"                                                     \
    "data: {t: {rows: 100}, u: {rows: 10}}\n"

static struct world *load_good(const char *yaml)
{
    struct world *const w = load(yaml);

    for (size_t i = 0; i < faults.count; i++)
        print_error("%s\n", fault_line(arena, &faults.items[i]));
    assert_non_null(w);
    assert_int_equal(faults.count, 0);
    return w;
}

static void test_defaults_of_the_top(void **state)
{
    const struct world *const w = load_good(TOP);

    (void)state;
    assert_string_equal(w->title, "untitled");
    assert_int_equal(w->seed, 1);
    assert_string_equal(w->cluster.node.name, "ds2.xlarge");
    assert_int_equal(w->cluster.nodes, 3);
    assert_int_equal(w->cluster.slices, 6);
    assert_int_equal(w->cluster.slots, 5);
    assert_int_equal(w->query_count, 0);
    assert_int_equal(w->design_count, 1);
    assert_string_equal(w->designs[0]->name, "as_ddl");
    assert_int_equal(w->designs[0]->tables[0].diststyle, DIST_KEY);
    assert_int_equal(w->designs[0]->tables[0].sortkeys[0], 1);
    assert_true(text_starts(w->source, folder));
}

/* Management Guide, node table, as facts/redshift.md 1 quotes it. */
static void test_node_types(void **state)
{
    struct params p;

    (void)state;
    assert_true(params_read(arena, &p, &faults));
    assert_int_equal(p.node_type_count, 10);
    const struct node_type *const dc1 = params_node_type(&p, "dc1.large");
    assert_int_equal(dc1->slices, 2);
    assert_near(dc1->memory_bytes, 15.0 * 1073741824.0, 1e-15);
    assert_near(dc1->storage_bytes, 160e9, 1e-15);
    assert_near(dc1->usd_per_h, 0.25, 1e-15);
    assert_near(dc1->core_speed, 1, 0);
    const struct node_type *const ra3 = params_node_type(&p, "ra3.4xlarge");
    assert_int_equal(ra3->vcpu, 12);
    assert_int_equal(ra3->slices, 4);
    assert_near(ra3->disk_Bps, 2e9, 1e-15);
    assert_int_equal(ra3->nodes_min, 2);
    assert_int_equal(ra3->nodes_max, 64);
    assert_null(params_node_type(&p, "dc9.large"));
    /* theory.md 4: 1,048,427 deltas of 1 byte behind a first value of 4. */
    assert_near(p.engine.block_bytes - p.engine.block_header_bytes - 4, 1048427,
                0);
    /* theory.md 4: 24 blocks hold the transaction numbers of 6 slices. */
    assert_int_equal((int64_t)ceil(100006317 / p.engine.xid_rows_per_block), 4);
}

static void test_engine_overrides_are_noted(void **state)
{
    const struct world *const w =
        load_good(TOP "engine: {leader_s: 250 ms, block_bytes: 2 MiB}\n");

    (void)state;
    assert_near(w->cluster.engine.leader_s, 0.25, 1e-15);
    assert_near(w->cluster.engine.block_bytes, 2097152, 0);
    assert_string_equal(w->notes[0],
                        "engine: leader_s is set to 250 ms by the scenario");
    assert_string_equal(w->notes[1],
                        "engine: block_bytes is set to 2 MiB by the scenario");
}

/* 65,536 bytes less a header of 145 hold 7,265 runs of 255 rows. */
static void test_blocks_of_another_engine(void **state)
{
    const struct world *w = load_good(TOP "engine: {block_bytes: 64 KiB}\n");

    (void)state;
    assert_near(w->cluster.engine.xid_rows_per_block, 7265 * 255, 0);
    assert_int_equal(w->cluster.engine.rows_per_block, 0);
    for (int i = 1; i < w->note_count; i++) /* the setting says it all */
        assert_null(strstr(w->notes[i], "a block is"));
    w = load_good(TOP "engine: {rows_per_block: 122880 rows}\n");
    assert_int_equal(w->cluster.engine.rows_per_block, 122880);
    assert_non_null(strstr(w->notes[1], "a block is 122,880 rows of a column"));
}

static void test_designs(void **state)
{
    const struct world *const w = load_good(
        TOP "designs:\n"
            "  before: {}\n"
            "  all: {t: {diststyle: all, sortkey: []}}\n"
            "  keyed: {from: all, encode: copy, u: {distkey: e}, t: {sort: "
            "auto}}\n"
            "  mixed: {from: keyed, t: {sort: interleaved, sortkey: [c, a], "
            "encode: none, encodings: {b: delta}}}\n");

    (void)state;
    assert_int_equal(w->design_count, 4);
    const struct table_design *t = w->designs[1]->tables;
    assert_int_equal(t[0].diststyle, DIST_ALL);
    assert_int_equal(t[0].distkey, -1);
    assert_int_equal(t[0].sort, SORT_NONE);
    assert_int_equal(t[0].sortkey_count, 0);
    assert_int_equal(w->designs[0]->tables[0].sortkey_count, 1);
    t = w->designs[2]->tables;
    assert_int_equal(t[0].diststyle, DIST_ALL);
    assert_int_equal(t[0].sort, SORT_AUTO);
    assert_int_equal(t[0].mode, ENCODE_MODE_COPY);
    assert_int_equal(t[1].diststyle, DIST_KEY);
    assert_int_equal(t[1].distkey, 1);
    t = w->designs[3]->tables;
    assert_int_equal(t[0].sort, SORT_INTERLEAVED);
    assert_int_equal(t[0].sortkey_count, 2);
    assert_int_equal(t[0].sortkeys[0], 2);
    assert_int_equal(t[0].sortkeys[1], 0);
    assert_int_equal(t[0].mode, ENCODE_MODE_NONE);
    assert_true(t[0].encoding_given[1]);
    assert_int_equal(t[0].encodings[1], ENCODE_DELTA);
    assert_int_equal(t[1].mode, ENCODE_MODE_COPY);
}

static void test_design_from_ddl(void **state)
{
    (void)state;
    folder_write(arena, folder, "tuned.sql",
                 "create table u (d integer, e integer) diststyle all;");
    const struct world *const w =
        load_good(TOP "designs: {before: {}, after: {ddl: tuned.sql}}\n");
    assert_int_equal(w->designs[1]->tables[1].diststyle, DIST_ALL);
    assert_int_equal(w->designs[1]->tables[0].diststyle, DIST_KEY);
}

static void test_schema_in_several_files(void **state)
{
    (void)state;
    assert_int_equal(mkdir(text_format(arena, "%s/sub", folder), 0700), 0);
    folder_write(arena, folder, "sub/more.sql",
                 "create table v (f integer);\n");
    const struct world *const w =
        load_good("cluster: {node: dc1.large, nodes: 1}\n"
                  "schema: [schema.sql, sub/more.sql]\n"
                  "data: {t: {rows: 1}, u: {rows: 2}, v: {rows: 3}}\n");
    assert_int_equal(w->catalog.table_count, 3);
    assert_int_equal(w->catalog.tables[2].rows, 3);
}

static void test_a_file_under_any_name(void **state)
{
    struct world *w;

    (void)state;
    folder_write(arena, folder, "other.yaml", TOP);
    w = scenario_load(arena, text_format(arena, "%s/other.yaml", folder),
                      &faults);
    assert_non_null(w);
    /* A slash behind the folder's name changes nothing. */
    folder_write(arena, folder, "scenario.yaml", TOP);
    w = scenario_load(arena, text_format(arena, "%s//", folder), &faults);
    assert_non_null(w);
    assert_string_equal(w->source,
                        text_format(arena, "%s/scenario.yaml", folder));
}

/* The one fault of a scenario, without the folder's name. */
static void expect_fault(const char *yaml, const char *want)
{
    faults_init(&faults, arena);
    assert_null(load(yaml));
    faults_sort(&faults);
    if (faults.count != 1)
        for (size_t i = 0; i < faults.count; i++)
            print_error("%s\n", fault_line(arena, &faults.items[i]));
    assert_int_equal(faults.count, 1);
    const char *const line = fault_line(arena, &faults.items[0]);
    assert_string_equal(line + strlen(folder) + 1, want);
}

static const char *with_design(const char *settings)
{
    return text_format(arena, TOP "designs: {x: {%s}}\n", settings);
}

static void test_faults_of_designs(void **state)
{
    (void)state;
    expect_fault(with_design("t: {distkey: z}"),
                 "scenario.yaml:4:28: designs.x.t.distkey: table 't' has no "
                 "column 'z'; there is a, b, c");
    expect_fault(with_design("w: {distkey: a}"),
                 "scenario.yaml:4:15: designs.x: 'w' is neither a table nor "
                 "from, ddl or encode; there is t, u");
    expect_fault(with_design("t: {encodings: {a: text255}}"),
                 "scenario.yaml:4:34: designs.x.t.encodings.a: the encoding "
                 "'text255' is not allowed for type integer");
    expect_fault(with_design("t: {sortkey: [a, a]}"),
                 "scenario.yaml:4:32: designs.x.t.sortkey[2]: the column 'a' "
                 "stands twice in the sort key");
    expect_fault(with_design("from: x"),
                 "scenario.yaml:4:21: designs.x.from: there is no design 'x' "
                 "above this one");
}

static void test_too_many_designs(void **state)
{
    struct text_buffer b;

    (void)state;
    text_buffer_init(&b, arena);
    text_add(&b, TOP "designs:\n");
    for (int i = 0; i <= 64; i++)
        text_addf(&b, "  d%d: {}\n", i);
    expect_fault(text_buffer_text(&b), "scenario.yaml:5:3: designs: 65 "
                                       "designs; at most 64 are compared");
}

static void test_nothing_is_looked_up_in_a_broken_schema(void **state)
{
    (void)state;
    expect_fault(
        "cluster: {node: dc1.large, nodes: 1}\n"
        "schema: nosuch.sql\n"
        "data: {zzz: {rows: 1}}\n"
        "designs: {x: {zzz: {distkey: a}}}\n",
        text_format(
            arena,
            "scenario.yaml:2:9: schema: cannot read '%s': "
            "there is no such file",
            text_quoted(arena, text_format(arena, "%s/nosuch.sql", folder))));
}

static void test_files_outside_are_refused(void **state)
{
    (void)state;
    assert_int_equal(symlink("/etc", text_format(arena, "%s/out", folder)), 0);
    assert_int_equal(
        symlink("schema.sql", text_format(arena, "%s/in.sql", folder)), 0);
    load_good("cluster: {node: dc1.large, nodes: 1}\n"
              "schema: in.sql\n"
              "data: {t: {rows: 1}, u: {rows: 2}}\n");
    expect_fault("cluster: {node: dc1.large, nodes: 1}\n"
                 "schema: out/passwd\n",
                 "scenario.yaml:2:9: schema: the path 'out/passwd' leaves the "
                 "scenario's folder through a link; copy the file into it");
}

/* A writer never comes: reading must not wait for one. */
static void test_a_pipe_does_not_hang(void **state)
{
    (void)state;
    unlink(text_format(arena, "%s/schema.sql", folder));
    assert_int_equal(mkfifo(text_format(arena, "%s/schema.sql", folder), 0600),
                     0);
    assert_null(load(TOP));
    assert_int_equal(faults.count, 1);
    assert_non_null(strstr(faults.items[0].text, "it is not a regular file"));
}

static void test_circle_of_tables_is_printed_whole(void **state)
{
    (void)state;
    expect_fault("cluster: {node: dc1.large, nodes: 1}\n"
                 "schema: schema.sql\n"
                 "data:\n"
                 "  t: {rows: 9, columns: {a: {references: u.d}}}\n"
                 "  u: {rows: 9, columns: {e: {references: t.a}}}\n",
                 "scenario.yaml:5:29: data.u.columns.e: tables refer to each "
                 "other in a circle: t.a -> u.e -> t.a");
}

static void test_a_table_may_refer_to_itself(void **state)
{
    const struct world *const w =
        load_good("cluster: {node: dc1.large, nodes: 1}\n"
                  "schema: schema.sql\n"
                  "data:\n"
                  "  t: {rows: 9}\n"
                  "  u: {rows: 9, columns: {d: {law: sequential}, e: "
                  "{references: u.d}}}\n");

    (void)state;
    assert_int_equal(w->catalog.tables[1].columns[1].law->kind, LAW_REFERENCES);
}

static void test_schema_frame(void **state)
{
    struct frames fs;

    (void)state;
    frames_init(&fs, arena);
    scenario_schema(&fs);
    const struct frame *const f = frames_find(&fs, "schema");
    assert_non_null(f);
    const size_t key = frame_column_index(f, "key");
    const size_t meaning = frame_column_index(f, "meaning");
    bool seen = false;
    for (size_t i = 0; i < f->row_count; i++) {
        seen |= text_equal(frame_cell(f, i, key)->text, "sparse");
        /* Every meaning is a sentence. */
        const char *const s = frame_cell(f, i, meaning)->text;
        assert_true(s[0] >= 'A' && s[0] <= 'Z');
        assert_int_equal(s[strlen(s) - 1], '.');
    }
    assert_true(seen);
}

static void test_constants_frame(void **state)
{
    struct params p;
    struct frames fs;

    (void)state;
    frames_init(&fs, arena);
    assert_true(params_read(arena, &p, &faults));
    params_frame(&p, &fs);
    const struct frame *const f = frames_find(&fs, "constants");
    /* Ten node types of ten numbers, and the engine's. */
    assert_int_equal(f->row_count, 10 * 10 + params_engine_section.count);
}

#define ORIGIN "unit: bytes, kind: guess, source: x"

static void test_broken_constants(void **state)
{
    struct params p;
    char *line;

    (void)state;
    assert_false(params_read_texts(
        arena, "{}", "block_bytes: {value: 1, " ORIGIN "}\nzzz: 1\n", &p,
        &faults));
    line = (char *)fault_line(arena, &faults.items[0]);
    assert_string_equal(line, "models/params/engine.yaml:2:1: unknown constant "
                              "'zzz'");
    line = (char *)fault_line(arena, &faults.items[1]);
    assert_non_null(strstr(line, "block_bytes.value: '1' is out of range"));
    /* All others are missing. */
    assert_int_equal(faults.count, 2 + params_engine_section.count - 1);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_defaults_of_the_top),
        TEST(test_node_types),
        TEST(test_engine_overrides_are_noted),
        TEST(test_blocks_of_another_engine),
        TEST(test_designs),
        TEST(test_design_from_ddl),
        TEST(test_schema_in_several_files),
        TEST(test_a_file_under_any_name),
        TEST(test_faults_of_designs),
        TEST(test_too_many_designs),
        TEST(test_nothing_is_looked_up_in_a_broken_schema),
        TEST(test_files_outside_are_refused),
        TEST(test_a_pipe_does_not_hang),
        TEST(test_circle_of_tables_is_printed_whole),
        TEST(test_a_table_may_refer_to_itself),
        TEST(test_schema_frame),
        TEST(test_constants_frame),
        TEST(test_broken_constants),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
