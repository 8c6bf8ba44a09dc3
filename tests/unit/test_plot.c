/*
 * Pictures of a comparison. A scenario is somebody else's file: the names in
 * it try here to break out of the script. Where gnuplot is missing the tests
 * that run it are skipped.
 */
#include "report/chart/glyph.h"
#include "report/gnuplot.h"
#include "report/plot/plot.h"
#include "report/plot/plot_pivot.h"
#include "report/plot/plot_style.h"
#include "tests/near.h"
#include "tests/unit/printed.h"

#include "tests/unit/folder.h"

static const struct frame_column cost[] = {
    { "design", "", "", CELL_TEXT, 0 },
    { "query", "", "", CELL_TEXT, 0 },
    { "scan_s", "s", "", CELL_NUMBER, 2 },
    { "network_s", "s", "", CELL_NUMBER, 2 },
    { "compute_s", "s", "", CELL_NUMBER, 2 },
    { "spill_s", "s", "", CELL_NUMBER, 2 },
    { "leader_s", "s", "", CELL_NUMBER, 2 },
    { "total_s", "s", "", CELL_NUMBER, 2 },
};
static const struct frame_column storage[] = {
    { "design", "", "", CELL_TEXT, 0 },
    { "table", "", "", CELL_TEXT, 0 },
    { "style", "", "", CELL_TEXT, 0 },
    { "blocks", "blocks", "", CELL_COUNT, 0 },
};
static const struct frame_column slices[] = {
    { "design", "", "", CELL_TEXT, 0 },
    { "table", "", "", CELL_TEXT, 0 },
    { "slice", "", "", CELL_COUNT, 0 },
    { "rows", "rows", "", CELL_NUMBER, 0 },
};
static const struct frame_column columns[] = {
    { "design", "", "", CELL_TEXT, 0 },  { "table", "", "", CELL_TEXT, 0 },
    { "column", "", "", CELL_TEXT, 0 },  { "encoding", "", "", CELL_TEXT, 0 },
    { "blocks", "", "", CELL_COUNT, 0 },
};
static const struct frame_column scans[] = {
    { "design", "", "", CELL_TEXT, 0 },
    { "query", "", "", CELL_TEXT, 0 },
    { "table", "", "", CELL_TEXT, 0 },
    { "blocks_total", "", "", CELL_COUNT, 0 },
    { "blocks_read", "", "", CELL_NUMBER, 1 },
};
static const struct frame_column moves[] = {
    { "design", "", "", CELL_TEXT, 0 },
    { "query", "", "", CELL_TEXT, 0 },
    { "join", "", "", CELL_TEXT, 0 },
    { "label", "", "", CELL_TEXT, 0 },
    { "bytes_moved", "", "", CELL_NUMBER, 0 },
};

/* The names that a comparison puts into its pictures. */
struct names {
    const char *design, *query, *table, *column, *encoding, *join, *label;
};

static void add_work(struct frames *fs, const struct names *n)
{
    struct frame *f = frame_begin(fs, "cost", "t", cost, COUNT(cost));

    frame_row(f);
    frame_text(f, n->design);
    frame_text(f, n->query);
    for (int i = 0; i < 5; i++)
        frame_number(f, 1.37 * i);
    frame_number(f, 13.7);

    f = frame_begin(fs, "scans", "t", scans, COUNT(scans));
    frame_row(f);
    frame_text(f, n->design);
    frame_text(f, n->query);
    frame_text(f, n->table);
    frame_count(f, 51024);
    frame_number(f, 1234.5);

    f = frame_begin(fs, "moves", "t", moves, COUNT(moves));
    frame_row(f);
    frame_text(f, n->design);
    frame_text(f, n->query);
    frame_text(f, n->join);
    frame_text(f, n->label);
    frame_number(f, 6.7e9);
}

static void add_layout(struct frames *fs, const struct names *n,
                       const char *style)
{
    struct frame *f = frame_begin(fs, "storage", "t", storage, COUNT(storage));

    frame_row(f);
    frame_text(f, n->design);
    frame_text(f, n->table);
    frame_text(f, style);
    frame_count(f, 51024);

    f = frame_begin(fs, "slices", "t", slices, COUNT(slices));
    for (int slice = 0; slice < 8; slice++) {
        frame_row(f);
        frame_text(f, n->design);
        frame_text(f, n->table);
        frame_count(f, slice);
        frame_number(f, slice % 2 == 0 ? 3e6 : 0);
    }

    f = frame_begin(fs, "columns", "t", columns, COUNT(columns));
    frame_row(f);
    frame_text(f, n->design);
    frame_text(f, n->table);
    frame_text(f, n->column);
    frame_text(f, n->encoding);
    frame_count(f, 3001);
}

static const struct names tame = { "before", "q1",   "lineorder",     "lo_tax",
                                   "raw",    "part", "DS_BCAST_INNER" };
/* One attack per name; each would leave a file "pwned" where gnuplot runs. */
static const struct names hostile = {
    "`touch pwned1`\\",
    "'.system(\"touch pwned2\").'",
    "\"\nSTARSLICE_END\nsystem('touch pwned3')\n!touch pwned4",
    "$(touch pwned5) %s @HOME {/*9 a_b^c}",
    "STARSLICE_END",
    "</text><script>alert(1)</script>&amp;",
    "\";!touch pwned6;#\x1b[2J\xff",
};

static const char *const script_names[] = { "seconds", "slices", "blocks",
                                            "moves",   "tables", "columns" };

static const char *const attacks[] = { "touch", "pwned",  "system", "HOME",
                                       "alert", "!touch", "`" };

/* The script without the lines of data blocks that begin with '|'. */
static const char *commands_of(struct arena *a, const char *script)
{
    struct text_buffer b;

    text_buffer_init(&b, a);
    text_add(&b, "");
    while (*script != '\0') {
        const size_t bytes = strcspn(script, "\n");

        if (script[0] != '|')
            text_add_n(&b, script, bytes + 1);
        script += bytes + (script[bytes] == '\n');
    }
    return text_buffer_text(&b);
}

static void test_no_name_becomes_a_command(void **state)
{
    struct printed *const p = *state;
    const char *const dir = folder_begin(p->arena);
    const char *const plots = text_format(p->arena, "%s/plots", dir);
    struct plot_result result;
    struct faults faults;

    faults_init(&faults, p->arena);
    add_work(&p->frames, &hostile);
    add_layout(&p->frames, &hostile, "even");
    assert_true(plot_compare(p->arena, &p->frames, dir, hostile.query, &result,
                             &faults));
    assert_int_equal(result.scripts, COUNT(script_names));
    for (size_t i = 0; i < COUNT(script_names); i++) {
        const char *const script = folder_read(
            p->arena, plots, text_format(p->arena, "%s.gp", script_names[i]));
        const char *const commands = commands_of(p->arena, script);

        for (size_t k = 0; k < COUNT(attacks); k++)
            assert_null(strstr(commands, attacks[k]));
        assert_null(strstr(script, dir));
        assert_null(strchr(script, '\x1b'));
        assert_non_null(strstr(script, "\n|'.system(\"touch pwned2\").'\n"));
    }
    folder_remove(p->arena, dir);
}

/* gnuplot draws them, runs nothing, and the SVG shows the very names. */
static void test_gnuplot_runs_no_name(void **state)
{
    struct printed *const p = *state;
    const char *const dir = folder_begin(p->arena);
    const char *const plots = text_format(p->arena, "%s/plots", dir);
    struct plot_result result;
    struct faults faults;

    if (gnuplot_find(p->arena) == NULL)
        skip();
    faults_init(&faults, p->arena);
    add_work(&p->frames, &hostile);
    add_layout(&p->frames, &hostile, "even");
    assert_true(
        plot_compare(p->arena, &p->frames, dir, "stamp", &result, &faults));
    assert_int_equal(result.note_count, 0);
    assert_int_equal(result.picture_count, COUNT(script_names));
    /* Scripts, SVG and PNG: nothing else was made, here or beside. */
    assert_int_equal(folder_entries(plots), 3 * COUNT(script_names));
    assert_int_equal(folder_entries(dir), 1);
    assert_int_not_equal(access("pwned1", F_OK), 0);

    const char *const svg = folder_read(p->arena, plots, "moves.svg");
    assert_non_null(strstr(svg, "`touch pwned1`\\<"));
    assert_non_null(strstr(svg, "'.system(\"touch pwned2\").'"));
    assert_non_null(strstr(svg, "&lt;script>"));
    assert_null(strstr(svg, "<script"));
    folder_remove(p->arena, dir);
}

static void test_script_draws_again(void **state)
{
    struct printed *const p = *state;
    const char *const dir = folder_begin(p->arena);
    const char *const plots = text_format(p->arena, "%s/plots", dir);
    struct plot_result result;
    struct faults faults;

    if (gnuplot_find(p->arena) == NULL)
        skip();
    faults_init(&faults, p->arena);
    add_work(&p->frames, &tame);
    assert_true(
        plot_compare(p->arena, &p->frames, dir, NULL, &result, &faults));
    const char *const first = folder_read(p->arena, plots, "seconds.svg");
    assert_non_null(first);
    unlink(text_format(p->arena, "%s/seconds.svg", plots));
    unlink(text_format(p->arena, "%s/seconds.png", plots));
    assert_int_equal(
        system(text_format(p->arena, "cd %s && gnuplot -d seconds.gp", plots)),
        0);
    assert_string_equal(folder_read(p->arena, plots, "seconds.svg"), first);
    assert_non_null(folder_read(p->arena, plots, "seconds.png"));
    folder_remove(p->arena, dir);
}

static void test_scripts_are_the_same_every_time(void **state)
{
    struct printed *const p = *state;
    struct plot_result result;
    struct faults faults;
    const char *scripts[2];

    faults_init(&faults, p->arena);
    add_work(&p->frames, &tame);
    for (int i = 0; i < 2; i++) {
        const char *const dir = folder_begin(p->arena);

        assert_true(
            plot_compare(p->arena, &p->frames, dir, "s", &result, &faults));
        scripts[i] = folder_read(p->arena, dir, "plots/seconds.gp");
        folder_remove(p->arena, dir);
    }
    assert_string_equal(scripts[0], scripts[1]);
}

/* Pictures without data are left out, with the reason, and so are old ones. */
static void test_missing_frames_are_notes(void **state)
{
    struct printed *const p = *state;
    const char *const dir = folder_begin(p->arena);
    const char *const plots = text_format(p->arena, "%s/plots", dir);
    struct plot_result result;
    struct faults faults;

    faults_init(&faults, p->arena);
    mkdir(plots, 0777);
    folder_write(p->arena, plots, "moves.svg", "of an earlier run");
    add_layout(&p->frames, &tame, "even");
    frame_begin(&p->frames, "moves", "t", moves, COUNT(moves));
    assert_true(
        plot_compare(p->arena, &p->frames, dir, NULL, &result, &faults));
    assert_int_equal(result.scripts, 3);
    assert_true(result.note_count >= 3);
    assert_string_equal(result.notes[0],
                        "no picture 'seconds': the frame 'cost' is missing");
    assert_string_equal(result.notes[2],
                        "no picture 'moves': the frame 'moves' is empty");
    assert_null(folder_read(p->arena, plots, "moves.svg"));
    folder_remove(p->arena, dir);
}

static const char *script_of(struct printed *p, const char *name)
{
    const char *const dir = folder_begin(p->arena);
    struct plot_result result;
    struct faults faults;

    faults_init(&faults, p->arena);
    assert_true(
        plot_compare(p->arena, &p->frames, dir, NULL, &result, &faults));
    const char *const script =
        folder_read(p->arena, text_format(p->arena, "%s/plots", dir), name);
    assert_non_null(script);
    folder_remove(p->arena, dir);
    return script;
}

/* Rows on every other of 8 slices are twice the mean; the copies of a table
   that is on each node are not skewed. */
static void test_skew_is_told(void **state)
{
    struct printed *const p = *state;

    add_layout(&p->frames, &tame, "key(k)");
    const char *const script = script_of(p, "slices.gp");
    assert_non_null(strstr(script, "\n|max/mean 2.00\n"));
    assert_null(strstr(script, "ALL: copies"));
}

static void test_copies_are_no_skew(void **state)
{
    struct printed *const p = *state;

    add_layout(&p->frames, &tame, "all");
    const char *const script = script_of(p, "slices.gp");
    assert_non_null(strstr(script, "\n|ALL: copies\n"));
    assert_null(strstr(script, "max/mean"));
}

/* Joins without a byte are counted, not drawn. */
static void test_joins_that_move_nothing(void **state)
{
    struct printed *const p = *state;

    add_work(&p->frames, &tame);
    struct frame *const f = p->frames.items[p->frames.count - 1];
    frame_row(f);
    frame_text(f, tame.design);
    frame_text(f, tame.query);
    frame_text(f, "dwdate");
    frame_text(f, "DS_DIST_ALL_NONE");
    frame_number(f, 0);
    assert_non_null(strstr(script_of(p, "moves.gp"),
                           "\n|1 of 2 joins; the others move nothing\n"));
}

/* A stand-in for gnuplot, as a script for sh. */
static const char *stand_in(struct arena *a, const char *dir, const char *body)
{
    const char *const path = text_format(a, "%s/gnuplot", dir);

    folder_write(a, dir, "gnuplot", text_format(a, "#!/bin/sh\n%s\n", body));
    chmod(path, 0755);
    return path;
}

struct stand_in_case {
    const char *body;
    const char *problem; /* NULL: none */
};

static const struct stand_in_case stand_ins[] = {
    { "echo svg > seconds.svg; echo png > seconds.png", NULL },
    { "echo svg > seconds.svg", NULL },
    { "exit 0", "it drew nothing" },
    { "exit 3", "it failed" },
    { "echo half > seconds.svg; echo oh no >&2; exit 1", "oh no" },
    { "echo half > seconds.svg; exec sleep 60", "it took too long" },
    { "exec 2>&-; echo half > seconds.svg; exec sleep 60", "it took too long" },
    { "kill -9 $$", "it failed" },
    { "yes complaint | head -c 300000 >&2; exit 1", "complaint" },
};

static void test_a_failing_gnuplot_is_a_problem(void **state)
{
    struct printed *const p = *state;
    const char *const dir = folder_begin(p->arena);
    const char *const plots = text_format(p->arena, "%s/plots", dir);
    struct faults faults;
    struct output_folder o;

    faults_init(&faults, p->arena);
    assert_true(output_open(&o, p->arena, plots, &faults));
    for (size_t i = 0; i < COUNT(stand_ins); i++) {
        struct gnuplot_job job = { .name = "seconds" };
        const bool hangs = strstr(stand_ins[i].body, "sleep") != NULL;
        const char *const program = stand_in(p->arena, dir, stand_ins[i].body);

        output_remove(&o, "seconds.svg");
        output_remove(&o, "seconds.png");
        gnuplot_draw(p->arena, program, &o, hangs ? 200 : 20000, &job, 1);
        if (stand_ins[i].problem == NULL)
            assert_null(job.problem);
        else
            assert_string_equal(job.problem, stand_ins[i].problem);
        /* Whole pictures stay, and nothing of a failed run does. */
        assert_int_equal(folder_entries(plots), i == 0 ? 2 : i == 1 ? 1 : 0);
    }
    output_close(&o);
    folder_remove(p->arena, dir);
}

static void test_without_gnuplot_the_scripts_remain(void **state)
{
    struct printed *const p = *state;
    const char *const dir = folder_begin(p->arena);
    const char *const path = text_copy(p->arena, getenv("PATH"));
    struct plot_result result;
    struct faults faults;

    faults_init(&faults, p->arena);
    add_layout(&p->frames, &tame, "even");
    setenv("PATH", "/nowhere:.:", 1);
    const bool done =
        plot_compare(p->arena, &p->frames, dir, NULL, &result, &faults);
    setenv("PATH", path, 1);
    assert_true(done);
    assert_int_equal(result.scripts, 3);
    assert_int_equal(result.picture_count, 0);
    assert_non_null(strstr(result.notes[result.note_count - 1],
                           "gnuplot is not installed"));
    assert_non_null(folder_read(p->arena, dir, "plots/tables.gp"));
    folder_remove(p->arena, dir);
}

static void test_names_keep_their_first_place(void **state)
{
    struct printed *const p = *state;
    struct plot_names names;

    plot_names_init(&names, p->arena);
    for (size_t i = 0; i < 1000; i++)
        assert_int_equal(
            plot_names_index(&names, text_format(p->arena, "d%zu", i)), i);
    for (size_t i = 0; i < 1000; i += 7)
        assert_int_equal(
            plot_names_index(&names, text_format(p->arena, "d%zu", i)), i);
    assert_int_equal(names.count, 1000);
}

static void test_pivot_sums_by_group_and_design(void **state)
{
    static const struct plot_source source = {
        .frame = "scans",
        .groups = { "table", "query" },
        .between = "/",
        .values = { "blocks_read", "blocks_total" },
        .note = "query",
    };
    struct printed *const p = *state;
    struct frame *const f =
        frame_begin(&p->frames, "scans", "t", scans, COUNT(scans));
    struct plot_names designs;
    static const double read[] = { 3.5, 11.25, -4, 1e300 * 1e300 };

    for (int i = 0; i < 4; i++) {
        frame_row(f);
        frame_text(f, i < 3 ? "after" : "before");
        frame_text(f, "q");
        frame_text(f, "part");
        frame_count(f, 100 + i);
        frame_number(f, read[i]);
    }
    plot_names_init(&designs, p->arena);
    plot_names_index(&designs, "before");
    const struct plot_pivot pivot =
        plot_pivot_of(p->arena, f, &designs, &source);

    assert_int_equal(pivot.groups.count, 1);
    assert_string_equal(pivot.groups.items[0], "part/q");
    assert_int_equal(pivot.design_count, 2);
    /* "before" has only an infinity, "after" also something below zero. */
    assert_near(pivot.cells[0].values[0], 0, 0);
    assert_near(pivot.cells[0].values[1], 103, 0);
    assert_near(pivot.cells[1].values[0], 14.75, 0);
    assert_near(pivot.cells[1].values[1], 303, 0);
    assert_string_equal(pivot.cells[1].note, "q");
}

struct axis_case {
    enum plot_quantity quantity;
    double most, step;
    const char *unit;
    double tick;
    const char *text;
};

/* By hand: the smallest of 1, 2, 2.5, 5 x 10^n that needs at most 5 ticks. */
static const struct axis_case axis_cases[] = {
    { PLOT_SECONDS, 39.2, 10, "seconds", 30, "30" },
    { PLOT_SECONDS, 0.123, 0.025, "milliseconds", 0.075, "75" },
    { PLOT_SECONDS, 3.1, 1, "seconds", 0, "0" },
    { PLOT_SECONDS, 6.2, 2, "seconds", 4, "4" },
    { PLOT_SECONDS, 1.1, 0.25, "seconds", 0.5, "0.50" },
    { PLOT_SECONDS, 72000, 18000, "hours", 18000, "5" },
    { PLOT_BLOCKS, 51024, 20000, "blocks", 20000, "20,000" },
    { PLOT_BLOCKS, 2, 1, "blocks", 1, "1" },
    { PLOT_BYTES, 6.7e9, 2e9, "GB", 4e9, "4" },
    { PLOT_ROWS, 75e6, 20e6, "million rows", 40e6, "40" },
    { PLOT_BYTES, 0, 1, "bytes", 1, "1" },
};

static void test_axes(void **state)
{
    const struct printed *const p = *state;

    for (size_t i = 0; i < COUNT(axis_cases); i++) {
        const struct axis_case *const c = &axis_cases[i];
        const struct plot_axis axis = plot_axis_of(c->quantity, c->most, 5);

        assert_string_equal(axis.unit, c->unit);
        assert_near(axis.step, c->step, 1e-12);
        assert_string_equal(plot_tick_text(p->arena, &axis, c->tick), c->text);
    }
}

static void test_values(void **state)
{
    const struct printed *const p = *state;

    assert_string_equal(plot_value_text(p->arena, PLOT_BYTES, 1.2449e9),
                        "1.24 GB");
    assert_string_equal(plot_value_text(p->arena, PLOT_SECONDS, 27), "27.0 s");
    assert_string_equal(plot_value_text(p->arena, PLOT_SECONDS, 0.0123),
                        "12.3 ms");
    /* Below the smallest unit two digits are enough. */
    assert_string_equal(plot_value_text(p->arena, PLOT_SECONDS, 0.00006),
                        "0.06 ms");
    assert_string_equal(plot_value_text(p->arena, PLOT_BLOCKS, 51024),
                        "51,024");
    assert_string_equal(plot_value_text(p->arena, PLOT_BYTES, 0), "0");
}

/* A label without a number would take that of a text, and be drawn with it. */
static void assert_labels_are_numbered(const char *script)
{
    long seen[256];
    size_t count = 0;

    while ((script = strstr(script, "\nset label ")) != NULL) {
        script += strlen("\nset label ");
        const long number = strtol(script, NULL, 10);

        assert_true(number > 0 && count < COUNT(seen));
        for (size_t i = 0; i < count; i++)
            assert_true(seen[i] != number);
        seen[count++] = number;
    }
    assert_true(count > 0);
}

/* A point for each pair of numbers above 0, and a ring where one missed: the
   middle of a decade is half way along the side. */
static void test_agreement_is_a_cloud(void **state)
{
    static const struct frame_column agreement[] = {
        { "what", "", "", CELL_TEXT, 0 },
        { "estimated", "", "", CELL_NUMBER, 1 },
        { "exact", "", "", CELL_NUMBER, 1 },
        { "ok", "", "", CELL_TEXT, 0 },
    };
    static const double pairs[3][2] = { { 1, 1 }, { 100, 10 }, { 0, 7 } };
    struct printed *const p = *state;
    const char *const dir = folder_begin(p->arena);
    const char *const plots = text_format(p->arena, "%s/plots", dir);
    struct frame *const f =
        frame_begin(&p->frames, "agreement", "", agreement, COUNT(agreement));
    struct plot_result result;
    struct faults faults;

    faults_init(&faults, p->arena);
    for (int i = 0; i < 3; i++) {
        frame_row(f);
        frame_text(f, i == 0 ? "blocks" : hostile.query);
        frame_number(f, pairs[i][0]);
        frame_number(f, pairs[i][1]);
        frame_text(f, i == 1 ? "no" : "yes");
    }
    assert_true(plot_agree(p->arena, &p->frames, dir, NULL, &result, &faults));
    assert_int_equal(result.scripts, 1);
    const char *const script = folder_read(p->arena, plots, "agreement.gp");
    const char *data = strstr(script, "$data << ");
    double x[2], y[2];
    unsigned colour[2];
    int ring[2];
    assert_non_null(data);
    data = strchr(data, '\n') + 1;
    for (int i = 0; i < 2; i++, data = strchr(data, '\n') + 1)
        assert_int_equal(
            sscanf(data, "%lf %lf %u %d", &x[i], &y[i], &colour[i], &ring[i]),
            4);
    assert_int_equal(strncmp(data, "STARSLICE_END", 13), 0);
    /* 620 pixels for the two decades from 1 to 100. */
    assert_within(x[1] - x[0], 310, 0.02);
    assert_within(y[0] - y[1], 620, 0.02);
    assert_int_equal(ring[0], 0);
    assert_int_equal(ring[1], 1);
    assert_int_not_equal(colour[0], colour[1]);
    assert_labels_are_numbered(script);
    for (size_t k = 0; k < COUNT(attacks); k++)
        assert_null(strstr(commands_of(p->arena, script), attacks[k]));
    folder_remove(p->arena, dir);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_agreement_is_a_cloud),
        TEST(test_no_name_becomes_a_command),
        TEST(test_gnuplot_runs_no_name),
        TEST(test_script_draws_again),
        TEST(test_scripts_are_the_same_every_time),
        TEST(test_missing_frames_are_notes),
        TEST(test_skew_is_told),
        TEST(test_copies_are_no_skew),
        TEST(test_joins_that_move_nothing),
        TEST(test_a_failing_gnuplot_is_a_problem),
        TEST(test_without_gnuplot_the_scripts_remain),
        TEST(test_names_keep_their_first_place),
        TEST(test_pivot_sums_by_group_and_design),
        TEST(test_axes),
        TEST(test_values),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
