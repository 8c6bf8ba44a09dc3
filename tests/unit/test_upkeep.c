/*
 * Histories by the documented rules: what goes straight to the sorted region,
 * what each VACUUM leaves alone, what waits for what. Numbers that are not
 * documented are by hand.
 */
#include "tests/kept.h"

static const char schema[] = "create table t (\n"
                             "  k bigint not null,\n"
                             "  v integer not null,\n"
                             "  n bigint\n"
                             ") diststyle even sortkey (k);\n";
static const char sum[] = "select sum(v) from t;\n";

#define DATA(rows)                                                             \
    "cluster: {node: dc2.large, nodes: 4}\n"                                   \
    "data:\n"                                                                  \
    "  t:\n"                                                                   \
    "    rows: " rows "\n"                                                     \
    "    columns:\n"                                                           \
    "      k: {law: sequential}\n"                                             \
    "      v: {law: {uniform: [1, 9973]}}\n"                                   \
    "      n: {law: sequential}\n"
#define HISTORY(horizon)                                                       \
    "history:\n"                                                               \
    "  horizon: " horizon "\n"                                                 \
    "  operations:\n"

static const struct upkeep_run *only(const struct kept_trial *t)
{
    return &t->upkeep->runs[0];
}

/* vacuum-load-in-sort-key-order: every condition, and each one failing. */
static void append_without_vacuum(void **state)
{
    static const struct {
        const char *design;
        bool sorted;
    } cases[] = {
        { "one_key", true },    { "two_keys", false },    { "nullable", false },
        { "scattered", false }, { "interleaved", false },
    };
    struct kept_trial t = kept_read(
        schema, sum,
        DATA("3 M rows") "designs:\n"
                         "  one_key: {}\n"
                         "  two_keys: {t: {sort: compound, sortkey: [k, v]}}\n"
                         "  nullable: {t: {sort: compound, sortkey: [n]}}\n"
                         "  scattered: {t: {sort: compound, sortkey: [v]}}\n"
                         "  interleaved: {t: {sort: interleaved, "
                         "sortkey: [k, v]}}\n" HISTORY(
                             "5 d") "    - {do: copy, table: t, rows: 1 M, "
                                    "every: 1 d}\n");

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        const struct upkeep_run *r = kept_run(&t, cases[i].design);
        print_message("    %s\n", cases[i].design);
        assert_near(kept_last(&t, r, "t")->unsorted_pct,
                    cases[i].sorted ? 0 : 5.0 / 8 * 100, 1e-9);
    }
    kept_done(&t);
}

/* Each row has one version that is alive, so 917 of the 96,000 that are one to
   five days old are hit each hour, however often they were before. */
static void updates_find_each_row_once(void **state)
{
    struct kept_trial t = kept_read(
        schema, sum,
        DATA("960000") HISTORY(
            "300 h") "    - {do: copy, table: t, rows: 1000, every: 1 h}\n"
                     "    - {do: update, table: t, rows: 917, younger: 1 d, "
                     "older: 5 d, every: 1 h}\n");
    const struct upkeep_run *r = only(&t);
    /* The first COPY finds nothing unsorted and is appended. */
    const double head = 960000 + 1000;
    const double tail = 1000.0 * (r->loads - 1) + 917.0 * r->loads;

    (void)state;
    assert_near(kept_last(&t, r, "t")->unsorted_pct, 100 * tail / (head + tail),
                5e-4);
    kept_done(&t);
}

/* The table must be wholly sorted: behind an UPDATE nothing is appended. */
static void no_append_behind_an_unsorted_row(void **state)
{
    struct kept_trial t = kept_read(
        schema, sum,
        DATA("3 M rows") HISTORY(
            "5 d") "    - {do: update, table: t, rows: 1000, start: 36 h}\n"
                   "    - {do: copy, table: t, rows: 1 M, every: 1 d}\n");

    (void)state;
    /* The COPY of the first day was appended, those of the next four not. */
    assert_near(kept_last(&t, only(&t), "t")->unsorted_pct,
                4001000.0 / 8001000 * 100, 1e-9);
    kept_done(&t);
}

/* RECLUSTER sorts the tail alone: nothing of the head is written again. */
static void recluster_leaves_the_head_alone(void **state)
{
    struct kept_trial t = kept_read(
        schema, sum,
        DATA("30 M rows") "designs: {d: {t: {sort: compound, "
                          "sortkey: [v]}}}\n" HISTORY(
                              "5 d") "    - {do: copy, table: t, rows: 1 M, "
                                     "every: 1 d}\n"
                                     "    - {do: vacuum, table: t, kind: "
                                     "recluster, start: 90 h}\n");
    const struct upkeep_vacuum *v = &only(&t)->vacuums[0];

    (void)state;
    assert_string_equal(v->skipped, "");
    assert_near(v->did.sorted_rows, 3e6, 1e-12);
    assert_near(v->did.merged_rows, 0, 0);
    assert_near(kept_at(&t, only(&t), "t", 95)->unsorted_pct, 3.0 / 33 * 100,
                1e-9);
    kept_done(&t);
}

/* 8 slices; 12 full blocks of 131,053 values each. */
#define HISTORY_OF_TEN                                                         \
    "cluster: {node: dc2.large, nodes: 4}\n"                                   \
    "data: {t: {rows: 12581088}}\n" HISTORY(                                   \
        "2 d") "    - {do: delete, table: t, share: 1, younger: %s, start: 1 " \
               "h}\n"                                                          \
               "    - {do: vacuum, table: t, kind: delete_only, to: 100, "     \
               "start: 2 h}\n"

/* r_VACUUM_command: with 10 columns on 8 nodes a table of 1,000 blocks does
   not shrink unless more than 80 are reclaimed. */
static void ten_columns_grow_by_eighty_blocks(void **state)
{
    static const char ten[] =
        "create table t (\n"
        "  v0 bigint not null encode raw, v1 bigint not null encode raw,\n"
        "  v2 bigint not null encode raw, v3 bigint not null encode raw,\n"
        "  v4 bigint not null encode raw, v5 bigint not null encode raw,\n"
        "  v6 bigint not null encode raw, v7 bigint not null encode raw,\n"
        "  v8 bigint not null encode raw, v9 bigint not null encode raw\n"
        ") diststyle even;\n";
    struct arena *a = arena_begin();
    /* The oldest of a year: less than a block of each column and slice, then
       one, then two; 88 blocks at a time with ROW_ID. */
    static const char *const younger[] = { "8500 h", "8029 h", "7299 h" };
    double delta[3];

    (void)state;
    for (int i = 0; i < 3; i++) {
        struct kept_trial t =
            kept_read(ten, "select sum(v0) from t;\n",
                      text_format(a, HISTORY_OF_TEN, younger[i]));
        const struct upkeep_vacuum *v = &only(&t)->vacuums[0];
        assert_string_equal(v->skipped, "");
        delta[i] = v->block_delta;
        print_message("    reclaimed %.1f, delta %g\n", v->blocks_reclaimed,
                      v->block_delta);
        kept_done(&t);
    }
    assert_near(delta[0], 80, 1e-9);
    assert_near(delta[1], 80 - 88, 1e-9);
    assert_near(delta[2], 80 - 2 * 88, 1e-9);
    arena_done(a);
}

/* The peak of a merge does not fit: said with time and size; nothing done. */
static void disk_full_at_the_merge(void **state)
{
    struct kept_trial t = kept_read(
        schema, sum,
        "cluster: {node: dc2.large, nodes: 1}\n"
        "data:\n"
        "  t:\n"
        "    rows: 5000 M rows\n"
        "    columns: {k: {law: {uniform: [1, 2000000000]}}}\n" HISTORY(
            "5 d") "    - {do: copy, table: t, rows: 900 M, start: 1 d}\n"
                   "    - {do: vacuum, table: t, start: 2 d, boost: yes}\n");
    const struct upkeep_run *r = only(&t);
    const double room = 160e9 / 1048576;

    (void)state;
    assert_true(upkeep_full(t.upkeep));
    assert_near(r->full_h, 48, 1e-9);
    assert_true(r->full_blocks > room);
    assert_true(kept_last(&t, r, "t")->blocks < room);
    assert_string_equal(r->vacuums[0].skipped, "disk full");
    assert_near(kept_last(&t, r, "t")->unsorted_pct, 900.0 / 5900 * 100, 1e-9);
    kept_done(&t);
}

/* A deep copy leaves no tail and no dead row, and is faster than a VACUUM
   that has all to sort (performing-a-deep-copy). */
static void deep_copy_beats_a_vacuum(void **state)
{
    static const char *const how[] = { "{do: deep_copy, table: t, start: 3 d}",
                                       "{do: vacuum, table: t, start: 3 d}" };
    struct arena *a = arena_begin();
    double seconds[2];

    (void)state;
    for (int i = 0; i < 2; i++) {
        struct kept_trial t = kept_read(
            schema, sum,
            text_format(a,
                        DATA("1 M rows") HISTORY(
                            "4 d") "    - {do: update, table: t, share: 1, "
                                   "start: 1 h}\n"
                                   "    - {do: copy, table: t, rows: 40 M, "
                                   "start: 2 h}\n"
                                   "    - %s\n",
                        how[i]));
        const struct upkeep_run *r = only(&t);
        seconds[i] = r->vacuums[0].seconds;
        assert_near(kept_last(&t, r, "t")->rows, 41e6, 1e-9);
        assert_near(kept_last(&t, r, "t")->unsorted_pct, 0, 0);
        kept_done(&t);
    }
    assert_true(seconds[0] < seconds[1]);
    arena_done(a);
}

/* Of the two documented ways to merge the second reads the target twice; each
   is one transaction. 30 % of 100,000 staged rows are new. */
static void two_ways_to_merge(void **state)
{
    static const char *const how[] = { "delete_insert", "update_insert" };
    struct arena *a = arena_begin();
    double seconds[2];

    (void)state;
    for (int i = 0; i < 2; i++) {
        struct kept_trial t = kept_read(
            schema, sum,
            text_format(a,
                        DATA("90 M rows") HISTORY(
                            "1 d") "    - {do: merge, table: t, rows: 100000, "
                                   "share: 0.7, start: 1 h, method: %s}\n",
                        how[i]));
        const struct upkeep_run *r = only(&t);
        seconds[i] = r->change_s;
        assert_near(kept_last(&t, r, "t")->live, 90030000, 1e-12);
        assert_near(kept_last(&t, r, "t")->rows, 90100000, 1e-12);
        assert_near(r->commits, 1, 0);
        kept_done(&t);
    }
    assert_true(seconds[1] > seconds[0]);
    arena_done(a);
}

/* STL_COMMIT_STATS: a commit takes 617 ms; three at one time queue for
   0.617 + 2 * 0.617 seconds together. */
static void commits_queue(void **state)
{
    struct kept_trial t = kept_read(
        schema, sum,
        DATA("1 M rows") HISTORY(
            "1 d") "    - {do: copy, table: t, rows: 1000, start: 1 h}\n"
                   "    - {do: copy, table: t, rows: 1000, start: 1 h}\n"
                   "    - {do: copy, table: t, rows: 1000, start: 1 h}\n");

    (void)state;
    assert_near(only(&t)->commits, 3, 0);
    assert_near(only(&t)->commit_wait_s, 3 * 0.617, 1e-6);
    kept_done(&t);
}

/* One VACUUM at a time: a user's waits, an automatic one gives way; only the
   user's disturbs queries, and one with BOOST blocks an UPDATE. */
static void one_vacuum_at_a_time(void **state)
{
    struct kept_trial t = kept_read(
        schema, sum,
        DATA("900 M rows") HISTORY(
            "3 d") "    - {do: update, table: t, share: 0.3, start: 1 h}\n"
                   "    - {do: vacuum, table: t, start: 2 h, boost: yes}\n"
                   "    - {do: vacuum, table: t, start: 121 min, automatic: "
                   "yes}\n"
                   "    - {do: update, table: t, share: 0.1, start: 122 min}\n"
                   "    - {do: vacuum, table: t, start: 123 min}\n"
                   "    - {do: update, table: t, share: 0.1, start: 60 h}\n"
                   "    - {do: vacuum, table: t, start: 70 h, automatic: "
                   "yes}\n");
    const struct upkeep_run *r = only(&t);
    const struct upkeep_vacuum *v = r->vacuums;
    const double ends_h = 2 + v[0].seconds / 3600;

    (void)state;
    assert_int_equal(r->vacuum_count, 4);
    assert_true(v[0].seconds > 300 && v[0].contention_s > 0);
    assert_near(v[0].increments, 1, 0);
    assert_string_equal(v[1].skipped, "another VACUUM is running");
    assert_near(v[2].waited_s, (ends_h - 123 / 60.0) * 3600, 1e-9);
    assert_near(r->blocked_s, (ends_h - 122 / 60.0) * 3600, 1e-9);
    assert_string_equal(v[3].skipped, "");
    assert_near(v[3].contention_s, 0, 0);
    kept_done(&t);
}

/* A COPY beside a VACUUM loses the share of one slot, here a fifth. */
static void a_vacuum_slows_a_load(void **state)
{
    static const char *const when[] = { "23 h", "121 min" };
    struct arena *a = arena_begin();
    double contention_s[2], load_s = 0;

    (void)state;
    for (int i = 0; i < 2; i++) {
        struct kept_trial t = kept_read(
            schema, sum,
            text_format(a,
                        DATA("900 M rows") HISTORY(
                            "1 d") "    - {do: update, table: t, share: 0.3, "
                                   "start: 1 h}\n"
                                   "    - {do: vacuum, table: t, start: 2 h}\n"
                                   "    - {do: copy, table: t, rows: 5 M, "
                                   "start: %s}\n",
                        when[i]));
        contention_s[i] = only(&t)->contention_s;
        load_s = only(&t)->load_s;
        assert_true(only(&t)->vacuums[0].seconds > 60);
        kept_done(&t);
    }
    assert_near(contention_s[1] - contention_s[0], load_s / 5, 1e-9);
    arena_done(a);
}

/* A distkey that rises with arrival: the day that is loaded lies on one of 8
   slices, and so does the work of its VACUUM. Dealt out it lies on all. */
static void a_rising_distkey_keeps_one_slice_busy(void **state)
{
    static const char days[] = "create table t (\n"
                               "  d date not null,\n"
                               "  v integer not null\n"
                               ") sortkey (v);\n";
    struct kept_trial t = kept_read(
        days, sum,
        "cluster: {node: dc2.large, nodes: 4}\n"
        "data:\n"
        "  t:\n"
        "    rows: 365 M rows\n"
        "    order: {by: d}\n"
        "    columns:\n"
        "      d: {law: {uniform: [2024-01-02, 2026-01-01]}}\n"
        "      v: {law: {uniform: [1, 1000000000]}}\n"
        "designs:\n"
        "  by_day: {t: {diststyle: key, distkey: d}}\n"
        "  even: {t: {diststyle: even}}\n" HISTORY(
            "365 d") "    - {do: copy, table: t, rows: 1 M, every: 1 d}\n"
                     "    - {do: vacuum, table: t, start: 36 h, to: 100}\n");
    const struct regions_vacuum *by_day =
        &kept_run(&t, "by_day")->vacuums[0].did;
    const struct regions_vacuum *even = &kept_run(&t, "even")->vacuums[0].did;

    (void)state;
    assert_near(by_day->sorted_over_mean, 8, 0.01);
    assert_near(even->sorted_over_mean, 1, 1e-6);
    assert_true(by_day->merged_over_mean < 1.5);
    kept_done(&t);
}

/* What is automatic waits for the idle hours, here over midnight. */
static void automatic_in_idle_hours(void **state)
{
    struct trial t = trial_read(
        schema, "cluster: {node: dc2.large, nodes: 4}\n"
                "data: {t: {rows: 1000}}\n"
                "history:\n"
                "  horizon: 9 d\n"
                "  idle_from: 22 h\n"
                "  idle_to: 5 h\n"
                "  operations:\n"
                "    - {do: vacuum, table: t, every: 7 h, automatic: yes}\n"
                "    - {do: vacuum, table: t, every: 7 h}\n");
    const struct history_events e =
        history_events(t.arena, t.world, t.world->history);
    int64_t automatic = 0, moved = 0;

    (void)state;
    for (int64_t i = 0; i < e.count; i++) {
        const struct history_event *x = &e.items[i];
        const double asked_h = 7 * (double)(x->occurrence + 1);
        const double hour = fmod(x->time_h, 24);
        if (!x->op->automatic) {
            assert_near(x->time_h, asked_h, 1e-12);
            continue;
        }
        automatic++;
        moved += x->time_h > asked_h;
        assert_true(x->time_h >= asked_h && x->time_h <= asked_h + 17);
        assert_true(hour >= 22 || hour < 5);
    }
    assert_true(automatic >= 29 && moved > automatic / 2);
    trial_done(&t);
}

/* r_analyze_threshold_percent: of 100,000,000 rows 9,000,000 changed are too
   few for 10 percent; 0.01 percent runs from 10,000 rows on. */
static void analyze_threshold(void **state)
{
    struct kept_trial t = kept_read(
        schema, sum,
        DATA("100 M rows") HISTORY(
            "1 d") "    - {do: update, table: t, rows: 9999, start: 1 h}\n"
                   "    - {do: analyze, table: t, threshold: 0.01, start: 2 "
                   "h}\n"
                   "    - {do: update, table: t, rows: 8990001, start: 3 h}\n"
                   "    - {do: analyze, table: t, start: 4 h}\n"
                   "    - {do: analyze, table: t, threshold: 0.01, start: 5 "
                   "h}\n"
                   "    - {do: analyze, table: t, threshold: 0, start: 6 h}\n");
    const struct upkeep_run *r = only(&t);

    (void)state;
    assert_int_equal(r->analyze_count, 4);
    assert_string_equal(r->analyzes[0].skipped, "Skipped");
    assert_string_equal(r->analyzes[1].skipped, "Skipped");
    assert_near(r->analyzes[1].stats_off_pct, 9, 1e-9);
    assert_string_equal(r->analyzes[2].skipped, "");
    assert_string_equal(r->analyzes[3].skipped, "Skipped"); /* none changed */
    kept_done(&t);
}

/* Keys that rise fall into the index's last cells until REINDEX. */
static void reindex_resets_the_skew(void **state)
{
    struct kept_trial t = kept_read(
        schema, sum,
        DATA("10 M rows") "designs: {d: {t: {sort: interleaved, "
                          "sortkey: [k, v]}}}\n" HISTORY(
                              "20 d") "    - {do: copy, table: t, rows: 1 M, "
                                      "every: 1 d}\n"
                                      "    - {do: vacuum, table: t, kind: "
                                      "full, start: 110 h}\n"
                                      "    - {do: vacuum, table: t, kind: "
                                      "reindex, start: 230 h}\n");
    const struct upkeep_run *r = only(&t);

    (void)state;
    assert_near(kept_at(&t, r, "t", 0)->interleaved_skew, 1, 1e-12);
    /* A plain VACUUM sorts but keeps the index. */
    assert_true(kept_at(&t, r, "t", 115)->interleaved_skew > 1.4);
    assert_true(kept_at(&t, r, "t", 229)->interleaved_skew > 1.4);
    assert_near(kept_at(&t, r, "t", 231)->interleaved_skew, 1, 1e-12);
    assert_near(r->vacuums[1].did.analysed_rows, 19e6, 1e-9);
    kept_done(&t);
}

/* SORT ONLY takes no dead row out, DELETE ONLY sorts nothing, TO 0 does
   nothing, and a table of one load has nothing to do. */
static void each_kind_does_its_part(void **state)
{
    struct kept_trial t = kept_read(
        schema, sum,
        DATA("9 M rows") HISTORY(
            "1 d") "    - {do: vacuum, table: t, start: 1 h}\n"
                   "    - {do: update, table: t, share: 0.2, start: 2 h}\n"
                   "    - {do: vacuum, table: t, start: 3 h, to: 0}\n"
                   "    - {do: vacuum, table: t, kind: sort_only, start: 4 h}\n"
                   "    - {do: update, table: t, share: 0.2, start: 5 h}\n"
                   "    - {do: vacuum, table: t, kind: delete_only, start: 6 "
                   "h, "
                   "to: 100}\n"
                   "    - {do: vacuum, table: t, start: 7 h}\n");
    const struct upkeep_vacuum *v = only(&t)->vacuums;

    (void)state;
    assert_int_equal(only(&t)->vacuum_count, 5);
    assert_string_equal(v[0].skipped, "Skipped(sorted>=threshold)");
    assert_string_equal(v[1].skipped, "to 0 percent: never");
    assert_near(v[2].did.sorted_rows, 1.8e6, 1e-9);
    assert_near(v[2].did.removed_rows, 0, 0);
    assert_near(v[3].did.sorted_rows, 0, 0);
    assert_near(v[3].did.removed_rows, 3.6e6, 1e-9);
    assert_near(v[4].did.sorted_rows, 1.8e6, 1e-9);
    assert_near(kept_last(&t, only(&t), "t")->rows, 9e6, 1e-9);
    kept_done(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(append_without_vacuum),
        cmocka_unit_test(no_append_behind_an_unsorted_row),
        cmocka_unit_test(updates_find_each_row_once),
        cmocka_unit_test(recluster_leaves_the_head_alone),
        cmocka_unit_test(ten_columns_grow_by_eighty_blocks),
        cmocka_unit_test(disk_full_at_the_merge),
        cmocka_unit_test(deep_copy_beats_a_vacuum),
        cmocka_unit_test(two_ways_to_merge),
        cmocka_unit_test(commits_queue),
        cmocka_unit_test(one_vacuum_at_a_time),
        cmocka_unit_test(a_vacuum_slows_a_load),
        cmocka_unit_test(a_rising_distkey_keeps_one_slice_busy),
        cmocka_unit_test(automatic_in_idle_hours),
        cmocka_unit_test(analyze_threshold),
        cmocka_unit_test(reindex_resets_the_skew),
        cmocka_unit_test(each_kind_does_its_part),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
