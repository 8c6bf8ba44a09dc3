/* Plans as text. The plan is put together by hand; its shape, labels, costs
   and rows are those of the guide's sample (Database Developer Guide, "Query
   plan") where it has them. */
#include <string.h>

#include "base/text.h"
#include "plan/explain.h"
#include "tests/near.h"

struct fixture {
    struct arena *arena;
    struct plan plan;
    struct step *scan, *part, *join, *sort, *merge;
};

static void set_costs(struct step *s, double startup, double total, double rows,
                      double width)
{
    s->startup_cost = startup;
    s->total_cost = total;
    s->rows_believed = rows;
    s->width_bytes = width;
}

static struct step *scan_of(struct arena *a, const char *name, double rows,
                            double scanned)
{
    struct step *const s = step_new(a, OP_SCAN, NULL, NULL);

    s->name = name;
    s->rows = rows;
    s->tally.rows_scanned.sum = scanned;
    return s;
}

static void build_joins(struct fixture *f)
{
    struct arena *const a = f->arena;

    f->scan = scan_of(a, "lineorder", 600037902, 600037902);
    set_costs(f->scan, 0, 6000378.88, 600037888, 16);
    f->scan->tally.blocks.sum = 9152.4;
    f->scan->blocks_total = 51024;
    f->scan->seconds = 6.2149;
    f->part = scan_of(a, "part", 55998.6, 1400000);
    f->part->condition = "Filter: ((p_category)::text = 'MFGR#12'::text)";
    f->part->tally.blocks.sum = 16;
    f->part->blocks_total = 200;
    f->part->busiest_over_mean = 1.26;
    f->part->seconds = 0.0123;
    set_costs(f->part, 0, 17500, 56001.4, 17);

    struct step *const hash = step_new(a, OP_HASH, f->part, NULL);
    hash->rows = f->part->rows;
    hash->tally.hash_bytes = 1.5e9;
    set_costs(hash, 17500, 17500, 56001.4, 17);
    f->join = step_new(a, OP_HASH_JOIN, f->scan, hash);
    f->join->label = DS_BCAST_INNER;
    f->join->condition = "Hash Cond: (\"outer\".lo_partkey = "
                         "\"inner\".p_partkey)";
    f->join->rows = 24001516.08;
    f->join->tally.rows_moved.sum = 447988.8;
    f->join->tally.bytes_moved.sum = 7615809.6;
    f->join->tally.spill_bytes.sum = 12345678901.0;
    f->join->seconds = 123.456;
    set_costs(f->join, 30643.304, 14211277.03, 4299912, 20);
}

static int set_up(void **state)
{
    struct arena *const a = arena_begin();
    struct fixture *const f = ARENA_NEW(a, struct fixture);

    f->arena = a;
    build_joins(f);
    f->sort = step_new(a, OP_SORT, f->join, NULL);
    f->sort->condition = "Sort Key: d_year";
    struct step *const network = step_new(a, OP_NETWORK, f->sort, NULL);
    network->condition = "Send to leader";
    f->merge = step_new(a, OP_MERGE, network, NULL);
    f->merge->rows = 1;
    set_costs(f->merge, 1000014243538.45, 1000014243539.15, 280, 20);
    f->plan.root = f->merge;
    plan_number(a, &f->plan);
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *const f = *state;

    arena_done(f->arena);
    return 0;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

static const char shape[] =
    "XN Merge\n"
    "  ->  XN Network\n"
    "        Send to leader\n"
    "        ->  XN Sort\n"
    "              Sort Key: d_year\n"
    "              ->  XN Hash Join DS_BCAST_INNER\n"
    "                    Hash Cond: (\"outer\".lo_partkey = "
    "\"inner\".p_partkey)\n"
    "                    ->  XN Seq Scan on lineorder\n"
    "                    ->  XN Hash\n"
    "                          ->  XN Seq Scan on part\n"
    "                                Filter: ((p_category)::text = "
    "'MFGR#12'::text)\n";

static void test_shape_has_no_numbers(void **state)
{
    struct fixture *const f = *state;

    assert_string_equal(explain_text(f->arena, &f->plan, EXPLAIN_SHAPE), shape);
}

static void expect_line(const char *text, const char *line)
{
    if (strstr(text, line) == NULL) {
        print_error("no line\n%sin\n%s", line, text);
        fail();
    }
}

static void test_steps_say_belief_and_truth(void **state)
{
    struct fixture *const f = *state;
    const char *const text = explain_text(f->arena, &f->plan, EXPLAIN_ALL);

    assert_true(text_starts(
        text, "XN Merge  (cost=1000014243538.45..1000014243539.15 rows=280 "
              "width=20)\n"
              "  [1 row, 0.000 s]\n"));
    expect_line(text, "\n              ->  XN Hash Join DS_BCAST_INNER  "
                      "(cost=30643.30..14211277.03 rows=4299912 width=20)\n");
    expect_line(text, "\n                    [24,001,516 rows, moves 447,989 "
                      "rows, 7.6 MB, spills 12.3 GB, 123.5 s]\n");
    expect_line(text, "\n                          [55,999 rows, hash table "
                      "1.5 GB on a slice, 0.000 s]\n");
    /* All rows scanned come out, and no slice is busier. */
    expect_line(text, "\n                          [600,037,902 rows, 9,152 "
                      "of 51,024 blocks, 6.215 s]\n");
    expect_line(text, "(cost=0.00..17500.00 rows=56001 width=17)\n");
    expect_line(
        text, "\n                                [55,999 rows "
              "(1,400,000 scanned), 16 of 200 blocks, busiest slice\n"
              "                                    1.3 x the mean, 0.012 s]\n");
}

static void test_lines_keep_to_the_width(void **state)
{
    struct fixture *const f = *state;
    struct text_buffer b;

    text_buffer_init(&b, f->arena);
    text_add(&b, "Filter:");
    for (int i = 0; i < 40; i++)
        text_addf(&b, " (column_%d = %d) AND", i, i * 7919);
    f->part->condition = text_buffer_text(&b);

    const char *text = explain_text(f->arena, &f->plan, EXPLAIN_SHAPE);
    size_t widest = 0;
    while (*text != '\0') {
        const size_t bytes = strcspn(text, "\n");

        assert_true(bytes == 0 || text[bytes - 1] != ' ');
        widest = bytes > widest ? bytes : widest;
        text += bytes + 1;
    }
    assert_true(widest <= EXPLAIN_WIDTH);
    assert_true(widest > EXPLAIN_WIDTH - 20);
}

/* A condition comes from somebody else's file. */
static void test_conditions_cannot_steer_a_terminal(void **state)
{
    struct fixture *const f = *state;

    f->sort->condition = "Sort\nKey:\x1b[31m \xc2\x9b"
                         "1m \xc3\xa9 \x7f.";
    f->scan->name = "a\rb";
    const char *const text = explain_text(f->arena, &f->plan, EXPLAIN_SHAPE);
    expect_line(text, "\n              Sort Key: [31m   1m \xc3\xa9  .\n");
    expect_line(text, "XN Seq Scan on a b\n");
    assert_null(strchr(text, '\x1b'));
}

static void test_numbers_are_readable(void **state)
{
    struct fixture *const f = *state;
    struct arena *const a = f->arena;

    assert_string_equal(explain_count(a, 0), "0");
    assert_string_equal(explain_count(a, 0.2537), "0.25");
    assert_string_equal(explain_count(a, 3.0000001), "3");
    assert_string_equal(explain_count(a, 9.9), "9.9");
    assert_string_equal(explain_count(a, 1234567.6), "1,234,568");
    assert_string_equal(explain_count(a, 3.217e19), "3.22e+19");
    assert_string_equal(explain_count(a, (double)INFINITY), "inf");
    assert_string_equal(explain_bytes(a, 999.4), "999 bytes");
    assert_string_equal(explain_bytes(a, 1499), "1.5 kB");
    assert_string_equal(explain_bytes(a, 999.6e3), "1.0 MB");
    assert_string_equal(explain_bytes(a, 123.456e6), "123 MB");
    assert_string_equal(explain_bytes(a, 7.25e13), "72.5 TB");
    assert_string_equal(explain_seconds(a, 0.05149), "0.051 s");
    assert_string_equal(explain_seconds(a, 9.9996), "10.00 s");
    assert_string_equal(explain_seconds(a, 12.8149), "12.81 s");
    assert_string_equal(explain_seconds(a, 3723.04), "3723.0 s");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_shape_has_no_numbers),
        TEST(test_steps_say_belief_and_truth),
        TEST(test_lines_keep_to_the_width),
        TEST(test_conditions_cannot_steer_a_terminal),
        TEST(test_numbers_are_readable),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
