/*
 * The teaching pictures show what the program says elsewhere, what a formula
 * says, or what was published: each frame is held against another source.
 */
#include "models/motion.h"
#include "report/chart/chart.h"
#include "tests/csv.h"
#include "tests/unit/shown.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* Names are file names; titles fit a slide; a lesson is whole sentences; all
   columns that a chart names are in its frame. */
static void test_all_are_described(void **state)
{
    (void)state;
    assert_true(gallery_count() >= 30);
    for (size_t i = 0; i < gallery_count(); i++) {
        const struct chart *const c = &gallery_at(i)->chart;
        const size_t end = strlen(c->lesson) - 1;

        assert_ptr_equal(gallery_find(c->name), gallery_at(i));
        assert_int_equal(strspn(c->name, "abcdefghijklmnopqrstuvwxyz-"),
                         strlen(c->name));
        assert_in_range(strlen(c->title), 10, 60);
        assert_in_range(strlen(c->lesson), 30, 120);
        assert_true(c->lesson[end] == '.' || c->lesson[end] == ')');
        assert_string_not_equal(c->about, "");

        const struct shown s = show(c->name);
        assert_true(s.frame->row_count > 0);
        assert_string_equal(s.frame->title, c->title);
        if (c->by != NULL)
            (void)frame_column_index(s.frame, c->by);
        arena_done(s.trial.arena);
    }
    assert_null(gallery_find("nothing"));
}

/* A copy of a scenario that lacks what is shown is a fault for each. */
static void test_what_is_missing_is_a_fault(void **state)
{
    struct trial t = trial_load("docs/example");
    struct frames fs;
    struct faults faults;

    (void)state;
    frames_init(&fs, t.arena);
    for (size_t i = 0; i < gallery_count(); i++) {
        const struct exhibit *const e = gallery_at(i);
        size_t needs = 0;

        if (e->needs == NULL)
            continue;
        while (e->needs[needs] != NULL)
            needs++;
        faults_init(&faults, t.arena);
        assert_false(gallery_measure(e, t.world, &fs, &faults));
        /* It has a design by_day, as zone-maps needs one. */
        assert_int_equal(faults.count,
                         needs - text_equal(e->chart.name, "zone-maps"));
    }
    assert_int_equal(fs.count, 0);
    trial_done(&t);
}

/* The shares of slices are those of the frame `slices` of a comparison. */
static void test_distkeys_are_the_comparison(void **state)
{
    static const struct {
        const char *picture, *design;
    } pairs[] = { { "EVEN", "even" },
                  { "KEY(order_id)", "by_order" },
                  { "KEY(sku_id)", "by_sku" },
                  { "KEY(customer_id)", "by_customer" } };
    const struct shown s = show_with_costs("distkeys");
    struct frames all;

    (void)state;
    frames_init(&all, s.trial.arena);
    cost_frames(s.trial.cost, &all);
    const struct shown other = { .trial = s.trial,
                                 .frame = frames_find(&all, "slices") };
    size_t found = 0;
    for (size_t i = 0; i < s.frame->row_count; i++)
        for (size_t k = 0; k < other.frame->row_count; k++)
            for (size_t p = 0; p < COUNT(pairs); p++)
                if (text_equal(text(&s, i, "distkey"), pairs[p].picture) &&
                    text_equal(text(&other, k, "design"), pairs[p].design) &&
                    text_equal(text(&other, k, "table"), "fact_orders") &&
                    number(&other, k, "slice") == number(&s, i, "slice")) {
                    /* The frame may round rows to whole ones. */
                    assert_within(number(&s, i, "rows"),
                                  number(&other, k, "rows"), 0.51);
                    found++;
                }
    assert_int_equal(found, s.frame->row_count);
    assert_int_equal(found, 4 * s.trial.world->cluster.slices);
    arena_done(s.trial.arena);
}

/* One hot key's slice has f + (1 - f) / p of the rows: theory.md 7.5. */
static void test_hot_key_is_its_closed_form(void **state)
{
    const struct shown s = show("hot-key");

    (void)state;
    for (size_t i = 0; i < s.frame->row_count; i++) {
        const double p = atof(text(&s, i, "slices"));
        const double f = number(&s, i, "hot_pct") / 100;

        assert_near(number(&s, i, "max_over_mean"), 1 + f * (p - 1), 1e-12);
    }
    arena_done(s.trial.arena);
}

/* 25 keys on 8 slices: the fullest has 1.87 times the mean, 100 keys 1.42
   (theory.md 7.5); between them the curve falls. */
static void test_balls_fall(void **state)
{
    const struct shown s = show("balls");
    bool seen = false;

    (void)state;
    for (size_t i = 0; i < s.frame->row_count; i++) {
        const double here = number(&s, i, "max_over_mean");

        if (text_equal(text(&s, i, "slices"), "8 slices") &&
            number(&s, i, "keys") == 100) {
            assert_within(here, 1.42, 0.005);
            seen = true;
        }
        if (i > 0 &&
            text_equal(text(&s, i, "slices"), text(&s, i - 1, "slices")))
            assert_true(here < number(&s, i - 1, "max_over_mean"));
        assert_true(here > 1);
    }
    assert_true(seen);
    arena_done(s.trial.arena);
}

/* A block is read exactly when it has a value that is asked for or may have
   one: no read strip lies outside the band, no skipped one touches it. */
static void test_zone_maps_skip_what_misses(void **state)
{
    const struct shown s = show("zone-maps");
    double read_unsorted = 0, read_sorted = 0, blocks = 0;

    (void)state;
    for (size_t i = 0; i < s.frame->row_count; i++) {
        const bool outside = number(&s, i, "hi") < number(&s, i, "from") ||
                             number(&s, i, "lo") > number(&s, i, "to");
        const double read = number(&s, i, "read");

        assert_true(read == (outside ? 0 : 1));
        assert_true(number(&s, i, "lo") <= number(&s, i, "hi"));
        if (text_equal(text(&s, i, "order"), "unsorted: day")) {
            read_unsorted += read;
            blocks++;
        }
        if (text_equal(text(&s, i, "order"), "sorted by day: day"))
            read_sorted += read;
    }
    /* 24,000 rows on a slice, 500 to a block; 30 days of 365 are 8.2 % of
       48 blocks, and up to one more at each end. */
    assert_true(blocks == 48 && read_unsorted == 48);
    assert_in_range((int)read_sorted, 4, 6);
    arena_done(s.trial.arena);
}

/* Everything costs everything; the first column of the key costs the least
   there is, an unsorted one all. */
static void test_selectivity_is_ordered(void **state)
{
    const struct shown s = show("selectivity");
    const size_t steps = s.frame->row_count / 4;

    (void)state;
    for (size_t i = 0; i < steps; i++) {
        const double kept = number(&s, i, "kept_pct");

        assert_near(number(&s, i, "read_pct"), 100, 1e-9);
        for (size_t order = 1; order < 4; order++) {
            const double read = number(&s, order * steps + i, "read_pct");
            const double before =
                number(&s, (order - 1) * steps + i, "read_pct");

            assert_true(read <= before + 1e-9 && read >= kept * (1 - 1e-6));
        }
    }
    arena_done(s.trial.arena);
}

/* A broadcast of n rows to N nodes sends N - 1 copies; both curves cross where
   the outer side is N - 1 times the inner one. */
static void test_broadcast_crosses_at_the_mark(void **state)
{
    const struct shown s = show("broadcast");
    const size_t last = s.frame->row_count - 1;
    const double cross = number(&s, last, "inner_rows");

    (void)state;
    assert_near(cross, 1e7 / 7, 1e-12);
    for (size_t i = 0; i < last; i++) {
        const double rows = number(&s, i, "inner_rows");

        if (text_equal(text(&s, i, "motion"), "DS_BCAST_INNER"))
            assert_near(number(&s, i, "sent_mb"), rows * 16 * 7 / 1e6, 1e-12);
        if (text_equal(text(&s, i, "motion"), "DS_DIST_BOTH"))
            assert_near(number(&s, i, "sent_mb"),
                        (rows + 1e7) * 16 * 7 / 8 / 1e6, 1e-12);
    }
    arena_done(s.trial.arena);
}

/* The arrows of each label carry what models/motion says of it, for 900 inner
   and 1,500 outer rows on three nodes. */
static void test_labels_are_the_model(void **state)
{
    static const struct {
        const char *label;
        enum motion_kind kind;
    } labels[] = {
        { "DS_DIST_NONE", MOVE_NONE },
        { "DS_DIST_ALL_NONE", MOVE_ALL_NONE },
        { "DS_DIST_INNER", MOVE_INNER },
        { "DS_DIST_OUTER", MOVE_OUTER },
        { "DS_BCAST_INNER", MOVE_BCAST_INNER },
        { "DS_DIST_ALL_INNER", MOVE_ALL_INNER },
        { "DS_DIST_BOTH", MOVE_BOTH },
    };
    const struct motion_side inner = { 900, 10, 1 }, outer = { 1500, 10, 1 };
    const struct shown s = show("labels");

    (void)state;
    for (size_t k = 0; k < COUNT(labels); k++) {
        double sent = 0;

        for (size_t i = 0; i < s.frame->row_count; i++)
            if (text_equal(text(&s, i, "label"), labels[k].label))
                sent += number(&s, i, "sent_frac") *
                        (text_starts(text(&s, i, "side"), "inner") ? 300 : 500);
        assert_within(
            sent, motion_of(labels[k].kind, inner, outer, 3).rows_moved, 1e-9);
    }
    arena_done(s.trial.arena);
}

/* Simulated seconds are the frame `cost`'s; measured ones are AWS's. */
static void test_tutorial_has_the_published_seconds(void **state)
{
    static struct csv published;
    const struct shown s = show_with_costs("tutorial");

    (void)state;
    csv_read(&published, "tests/truth/ssb_tutorial_queries.csv");
    assert_int_equal(s.frame->row_count, 6);
    for (size_t i = 0; i < 6; i++) {
        const char *const query = text(&s, i, "query");
        const char *const design = text(&s, i, "design");

        assert_near(number(&s, i, "measured_s"),
                    csv_number(&published,
                               text_format(s.trial.arena, "%s_s", design),
                               "query", query),
                    1e-12);
        assert_near(number(&s, i, "simulated_s"),
                    trial_query(&s.trial, design, query)->price.total_s, 1e-12);
    }
    arena_done(s.trial.arena);
}

static void test_copy_has_the_published_seconds(void **state)
{
    static struct csv published;
    const struct shown s = show("copy-files");
    const size_t first = s.frame->row_count - 2;

    (void)state;
    csv_read(&published, "tests/truth/copy_files.csv");
    assert_near(number(&s, first, "copy_s"),
                csv_number(&published, "seconds", "files", "1"), 1e-12);
    assert_near(number(&s, first + 1, "copy_s"),
                csv_number(&published, "seconds", "files", "several"), 1e-12);
    assert_true(number(&s, first + 1, "files") == 8);
    /* Nine files on eight slices: one slice reads two of them. */
    assert_true(number(&s, 8, "copy_s") > number(&s, 7, "copy_s"));
    arena_done(s.trial.arena);
}

static void test_over_compressed_has_the_published_blocks(void **state)
{
    static struct csv stored, fetched;
    const struct shown s = show("over-compressed");
    double total = 0;

    (void)state;
    csv_read(&stored, "tests/truth/lineitem_delta_blocks.csv");
    csv_read(&fetched, "tests/truth/lineitem_delta_fetched.csv");
    for (int i = 0; i < fetched.row_count; i++)
        total += csv_number_at(&fetched, i, "blocks_fetched");
    assert_string_equal(text(&s, 2, "encoding"), "delta");
    assert_near(number(&s, 2, "measured"),
                csv_number(&stored, "blocks_6_slices", "column", "l_shipdate"),
                1e-12);
    assert_near(number(&s, 3, "measured"), total, 1e-12);
    arena_done(s.trial.arena);
}

/* The pair that a design of the scenario has costs what that design costs. */
static void test_heat_map_has_the_designs(void **state)
{
    const struct shown s = show_with_costs("heat-map");
    size_t found = 0;

    (void)state;
    for (size_t i = 0; i < s.frame->row_count; i++) {
        const char *const key = text(&s, i, "distkey");
        const char *const design = text_equal(key, "EVEN") ? "even"
                                   : text_equal(key, "KEY(order_id)")
                                       ? "by_order"
                                       : NULL;

        if (design == NULL || !text_equal(text(&s, i, "sortkey"), "order_date"))
            continue;
        for (int d = 0; d < s.trial.cost->design_count; d++)
            if (text_equal(s.trial.cost->designs[d].design->name, design)) {
                assert_near(number(&s, i, "minutes") * 60,
                            s.trial.cost->designs[d].query_total_s, 1e-9);
                found++;
            }
    }
    assert_int_equal(found, 2);
    arena_done(s.trial.arena);
}

/* On the scenario's own cluster the picture's seconds are the comparison's. */
static void test_cluster_size_holds_the_scenario(void **state)
{
    const struct shown s = show_with_costs("cluster-size");
    bool found = false;

    (void)state;
    for (size_t i = 0; i < s.frame->row_count; i++)
        if (text_equal(text(&s, i, "what"), "seconds") &&
            number(&s, i, "nodes") == s.trial.world->cluster.nodes) {
            assert_near(number(&s, i, "value"),
                        s.trial.cost->designs[1].query_total_s, 1e-12);
            found = true;
        }
    assert_true(found);
    arena_done(s.trial.arena);
}

/* A raw integer takes four bytes in any order; what order does not help takes
   no less unsorted; sorted, 29,344 rows of a day on a slice are runs of 255 in
   5 bytes. */
static void test_encodings_by_hand(void **state)
{
    const struct shown s = show("encodings");

    (void)state;
    for (size_t i = 0; i + 1 < s.frame->row_count; i += 2) {
        assert_string_equal(text(&s, i, "encoding"),
                            text(&s, i + 1, "encoding"));
        assert_true(number(&s, i + 1, "bytes_per_value") <=
                    number(&s, i, "bytes_per_value"));
        if (text_equal(text(&s, i, "encoding"), "raw"))
            assert_near(number(&s, i, "bytes_per_value"), 4, 1e-12);
        if (text_equal(text(&s, i, "encoding"), "runlength"))
            assert_within(number(&s, i + 1, "bytes_per_value"), 5.0 / 255,
                          2e-4);
    }
    arena_done(s.trial.arena);
}

/* What fits is not written; a sort of 1 GB that does not fit is written and
   read once: 2 GB. */
static void test_spill_by_hand(void **state)
{
    const struct shown s = show("spill");

    (void)state;
    for (size_t i = 0; i < s.frame->row_count; i++) {
        const double memory = number(&s, i, "memory_pct");
        const double disk = number(&s, i, "disk_gb");

        if (memory >= 100)
            assert_true(disk == 0);
        else if (text_equal(text(&s, i, "step"), "sort"))
            assert_near(disk, 2, 1e-12);
        else if (text_equal(text(&s, i, "step"), "hash join"))
            assert_near(disk, 2 * 5 * (1 - memory / 100), 1e-9);
    }
    arena_done(s.trial.arena);
}

/* The look-ups of the marks lie on the curve's law: equal steps for each
   doubling, far beyond the base. */
static void test_hash_table_doubles_by_steps(void **state)
{
    const struct shown s = show("hash-table");
    const struct engine *const e = &s.trial.world->cluster.engine;

    (void)state;
    for (size_t i = 0; i < s.frame->row_count; i++)
        assert_near(
            number(&s, i, "probe_ns"),
            1e9 * (e->probe_base_s +
                   e->probe_doubling_s * log2(1 + number(&s, i, "table_rows") /
                                                      e->probe_base_rows)),
            1e-9);
    arena_done(s.trial.arena);
}

/* Measured blocks are AWS's; what the rules fix is met exactly. */
static void test_lineitem_has_the_published_blocks(void **state)
{
    static struct csv stored;
    const struct shown s = show("lineitem");

    (void)state;
    csv_read(&stored, "tests/truth/lineitem_delta_blocks.csv");
    assert_int_equal(s.frame->row_count, 16);
    for (size_t i = 0; i < 16; i++) {
        const char *const shown = text(&s, i, "column");
        const char *const name =
            text_copy_n(s.trial.arena, shown, strcspn(shown, " "));
        const char *const encoding =
            csv_text(&stored, "encoding", "column", name);

        assert_string_equal(shown + strlen(name) + 1, encoding);
        assert_near(number(&s, i, "measured"),
                    csv_number(&stored, "blocks_6_slices", "column", name),
                    1e-12);
        if (!text_equal(encoding, "lzo") && !text_equal(encoding, "text255"))
            assert_true(number(&s, i, "blocks") == number(&s, i, "measured"));
    }
    arena_done(s.trial.arena);
}

static void test_slices_have_the_published_rows(void **state)
{
    static struct csv slices;
    const struct shown s = show("slices");

    (void)state;
    csv_read(&slices, "tests/truth/ssb_tutorial_slices.csv");
    for (int i = 0; i < 8; i++)
        assert_near(1e6 * number(&s, (size_t)i, "million_rows"),
                    csv_number_at(&slices, i, "lineorder_rows"), 1e-12);
    /* 1.4 million parts of 428.6 lines each, by the binomial law. */
    assert_within(number(&s, 8, "million_rows") -
                      number(&s, 10, "million_rows"),
                  2 * 0.168, 0.002);
    arena_done(s.trial.arena);
}

/* n rows to N nodes: N - 1 copies, or (N - 1) / N of both sides. */
static void test_nodes_by_hand(void **state)
{
    const struct shown s = show("nodes");

    (void)state;
    for (size_t i = 0; i < 32; i++) {
        const double nodes = (double)i + 1;

        assert_within(number(&s, i, "sent_mb"), 16 * (nodes - 1), 1e-9);
        assert_within(number(&s, 32 + i, "sent_mb"),
                      11 * 16 * (nodes - 1) / nodes, 1e-9);
    }
    assert_true(number(&s, 64, "nodes") == 11);
    arena_done(s.trial.arena);
}

/* Of 10 orders each, a hundredth: 1 - 0.99^10 of the customers, to the part in
   a million that picking without putting back differs by. */
static void test_groups_by_hand(void **state)
{
    const struct shown s = show("groups");
    size_t seen_here = 0;

    (void)state;
    for (size_t i = 0; i < s.frame->row_count; i++) {
        const double kept = number(&s, i, "kept_pct") / 100;
        const double orders = text_starts(text(&s, i, "orders"), "1,000")
                                  ? 1000
                                  : atof(text(&s, i, "orders"));

        assert_within(number(&s, i, "left_pct") / 100,
                      1 - pow(1 - kept, orders), 1e-5);
        seen_here += orders == 10;
    }
    assert_int_equal(seen_here, 41);
    arena_done(s.trial.arena);
}

/* 31 blocks at most, one at least; a block k days on is read unless none of its
   rows is late enough. */
static void test_late_rows_by_hand(void **state)
{
    const struct shown s = show("late-rows");

    (void)state;
    for (size_t i = 0; i < s.frame->row_count; i++) {
        const char *const block = text(&s, i, "block");
        const double rows = text_starts(block, "1 M")   ? 1e6
                            : text_starts(block, "10,") ? 1e4
                                                        : 1e2;
        const double late = number(&s, i, "late_pct") / 100;
        double blocks = 1;

        for (int k = 1; k <= 30; k++)
            blocks += 1 - pow(1 - late * (31 - k) / 30, rows);
        assert_near(number(&s, i, "blocks_read"), blocks, 1e-7);
    }
    arena_done(s.trial.arena);
}

/* The script depends on the picture alone, and no text is a command. */
static void test_script_is_the_same_every_time(void **state)
{
    const struct shown s = show("hot-key");
    const struct chart_picture p = { &gallery_find("hot-key")->chart, s.frame,
                                     "'; system('id'); '" };
    const struct chart_look look = chart_look_of(CHART_PRINT, CHART_DARK, true);
    const char *const one = chart_script(s.trial.arena, &p, &look);

    (void)state;
    assert_string_equal(one, chart_script(s.trial.arena, &p, &look));
    /* Texts are lines of $names, which begin with a bar. */
    assert_non_null(strstr(one, "\n|'; system('id'); '\n"));
    const char *const commands = strstr(one, "name(i) =");
    assert_non_null(commands);
    assert_null(strstr(commands, "system"));
    arena_done(s.trial.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_all_are_described),
        cmocka_unit_test(test_what_is_missing_is_a_fault),
        cmocka_unit_test(test_distkeys_are_the_comparison),
        cmocka_unit_test(test_hot_key_is_its_closed_form),
        cmocka_unit_test(test_balls_fall),
        cmocka_unit_test(test_zone_maps_skip_what_misses),
        cmocka_unit_test(test_selectivity_is_ordered),
        cmocka_unit_test(test_broadcast_crosses_at_the_mark),
        cmocka_unit_test(test_labels_are_the_model),
        cmocka_unit_test(test_tutorial_has_the_published_seconds),
        cmocka_unit_test(test_copy_has_the_published_seconds),
        cmocka_unit_test(test_over_compressed_has_the_published_blocks),
        cmocka_unit_test(test_heat_map_has_the_designs),
        cmocka_unit_test(test_cluster_size_holds_the_scenario),
        cmocka_unit_test(test_encodings_by_hand),
        cmocka_unit_test(test_spill_by_hand),
        cmocka_unit_test(test_hash_table_doubles_by_steps),
        cmocka_unit_test(test_lineitem_has_the_published_blocks),
        cmocka_unit_test(test_slices_have_the_published_rows),
        cmocka_unit_test(test_nodes_by_hand),
        cmocka_unit_test(test_groups_by_hand),
        cmocka_unit_test(test_late_rows_by_hand),
        cmocka_unit_test(test_script_is_the_same_every_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
