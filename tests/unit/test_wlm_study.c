/*
 * A study of queues as its reader sees it: invariants of its tables, and the
 * published waits of Erlang C.
 */
#include <math.h>

#include "measure/upkeep/upkeep.h"
#include "measure/upkeep/upkeep_jobs.h"
#include "measure/wlm/wlm.h"
#include "measure/wlm/wlm_sweep.h"
#include "tests/trial.h"

static const char schema[] = "create table clock (tick integer not null);\n";

/* M/M/5 at load 0.8, and two queues of users. */
static const char textbook[] =
    "cluster: {node: ra3.4xlarge, nodes: 2}\n"
    "data: {clock: {rows: 1, columns: {tick: {law: sequential}}}}\n"
    "workload:\n"
    "  duration: 2 h\n"
    "  classes:\n"
    "    a: {service: 1 s, service_cv: 1, resource: nothing,\n"
    "        arrivals: {per_hour: 14400}}\n"
    "wlm: {five: {queues: {default: {slots: 5}}}}\n";

static const char crowd[] =
    "cluster: {node: ra3.4xlarge, nodes: 2}\n"
    "data: {clock: {rows: 1, columns: {tick: {law: sequential}}}}\n"
    "workload:\n"
    "  duration: 1 h\n"
    "  warmup: 5 min\n"
    "  replications: 4\n"
    "  precision: 0\n"
    "  classes:\n"
    "    slow: {service: 20 s, service_cv: 1, use: 50 %, users: 9,\n"
    "           think: 5 s, user_group: one}\n"
    "    wide: {service: 9 s, service_cv: 1, use: 50 %, users: 6,\n"
    "           think: 5 s, slot_count: 2}\n"
    "wlm:\n"
    "  few: {queues: {one: {slots: 2, user_groups: [one]},\n"
    "                 default: {slots: 4}}}\n"
    "  never: {queues: {default: {slots: 2}}}\n"
    "  many: {queues: {one: {slots: 9, user_groups: [one]},\n"
    "                  default: {slots: 12}}}\n";

static struct frames study(struct trial *t, const struct wlm_options *o)
{
    struct frames all;

    frames_init(&all, t->arena);
    wlm_frames(wlm_run(t->arena, t->world, o), &all);
    return all;
}

static double number(const struct frame *f, size_t row, const char *column)
{
    const struct cell *const c =
        frame_cell(f, row, frame_column_index(f, column));

    return c->null ? (double)NAN : c->number;
}

static int64_t count(const struct frame *f, size_t row, const char *column)
{
    return frame_cell(f, row, frame_column_index(f, column))->count;
}

static const char *text(const struct frame *f, size_t row, const char *column)
{
    return frame_cell(f, row, frame_column_index(f, column))->text;
}

/*
 * A load at 1:00 and at 2:00 of the history and a VACUUM at 1:00, in one slot:
 * who comes second waits until the first is done, and all take what upkeep
 * says. What the cluster does by itself is not among them.
 */
static void test_history(void **state)
{
    static const char keyed[] =
        "create table clock (tick integer not null) diststyle even "
        "sortkey (tick);\n";
    static const char loads[] =
        "cluster: {node: ra3.4xlarge, nodes: 2}\n"
        "data:\n  clock:\n    rows: 100 M rows\n"
        "    columns: {tick: {law: {uniform: [1, 1000000]}}}\n"
        "history:\n"
        "  horizon: 6 h\n"
        "  operations:\n"
        "    - {do: copy, table: clock, rows: 10 M rows, every: 1 h,\n"
        "       start: 30 min}\n"
        "    - {do: vacuum, table: clock, start: 90 min, to: 100}\n"
        "    - {do: analyze, table: clock, start: 100 min, automatic: yes}\n"
        "workload:\n"
        "  duration: 90 min\n"
        "  history_from: 1 h\n"
        "  replications: 2\n"
        "  precision: 0\n"
        "  classes:\n"
        "    loads: {history: copy}\n"
        "    vacuum: {history: vacuum}\n"
        "wlm: {one: {queues: {default: {slots: 1}}}}\n";
    const struct wlm_options o = { .records = true };
    struct trial t = trial_read(keyed, loads);
    const struct upkeep_jobs jobs =
        upkeep_jobs(t.arena, t.world, t.world->designs[0], 1, 2.5);
    const struct frames all = study(&t, &o);
    const struct frame *const f = frames_find(&all, "queries");
    double free_s = 0;

    (void)state;
    /* 2:30 is the end, and not in it. */
    assert_int_equal(jobs.count, 2);
    assert_int_equal(f->row_count, 2);
    for (size_t i = 0; i < f->row_count; i++) {
        const double due_s = jobs.items[i].time_h * 3600 - 3600;
        const double begins_s = fmax(due_s, free_s);
        assert_true(jobs.items[i].seconds > 0);
        assert_near(number(f, i, "queue_start_time"), due_s, 1e-9);
        assert_near(number(f, i, "exec_start_time"), begins_s, 1e-9);
        free_s = begins_s + jobs.items[i].seconds;
        assert_near(number(f, i, "exec_end_time"), free_s, 1e-9);
    }
    trial_done(&t);
}

/* tests/truth/erlang_c.csv: 5 servers, service rate 1. */
static void test_load(void **state)
{
    static const struct {
        double load, wait_s;
    } published[] = { { 0.5, 0.052149 }, { 0.7, 0.251892 }, { 0.9, 1.524986 } };
    const struct wlm_options o = { .load_lo = 0.5, .load_hi = 0.9 };
    struct trial t = trial_read(schema, textbook);
    const struct frames all = study(&t, &o);
    const struct frame *const f = frames_find(&all, "hockey_stick");

    (void)state;
    assert_int_equal(f->row_count, 9);
    for (size_t i = 0; i < 3; i++) {
        const size_t row = 4 * i;
        assert_near(number(f, row, "load"), published[i].load, 1e-9);
        assert_near(number(f, row, "per_h"), 5 * 3600 * published[i].load,
                    1e-6);
        assert_near(number(f, row, "erlang_c_s"), published[i].wait_s, 1e-4);
        /* Twice the 95 % interval: one in ten thousand lies outside. */
        assert_true(fabs(number(f, row, "wait_s") - published[i].wait_s) <=
                    2 * number(f, row, "wait_s_half"));
    }
    assert_non_null(frames_find(&all, "erlang_c"));
    assert_null(frames_find(&all, "gantt"));
    trial_done(&t);
}

static void test_can_load(void **state)
{
    struct trial open = trial_read(schema, textbook);
    struct trial closed = trial_read(schema, crowd);

    (void)state;
    assert_true(wlm_can_load(open.world));
    assert_false(wlm_can_load(closed.world));
    trial_done(&open);
    trial_done(&closed);
}

/* A queue has the slots that the sweep says, and the others keep theirs. */
static void test_slots(void **state)
{
    const struct wlm_options o = { .slots_lo = 1, .slots_hi = 3, .queue = 0 };
    struct trial t = trial_read(schema, crowd);
    const struct frames all = study(&t, &o);
    const struct frame *const queues = frames_find(&all, "queues");
    const struct frame *const slots = frames_find(&all, "slots");
    int64_t ones = 0;

    (void)state;
    assert_int_equal(slots->row_count, 3);
    for (size_t i = 0; i < queues->row_count; i++)
        if (text_equal(text(queues, i, "queue"), "one"))
            assert_int_equal(count(queues, i, "slots"), ++ones);
        else if (text_equal(text(queues, i, "queue"), "default"))
            assert_int_equal(count(queues, i, "slots"), 4);
    assert_int_equal(ones, 3);
    trial_done(&t);
}

/* No slot holds two queries at once, and none that its queue does not have. */
static void test_gantt(void **state)
{
    const struct wlm_options o = { .records = true };
    struct trial t = trial_read(schema, crowd);
    const struct frames all = study(&t, &o);
    const struct frame *const f = frames_find(&all, "gantt");
    double from_s = HUGE_VAL, to_s = 0;

    (void)state;
    assert_true(f->row_count > 50);
    for (size_t i = 0; i < f->row_count; i++) {
        const char *const config = text(f, i, "config");
        const bool one = text_equal(text(f, i, "place"), "one");
        const int64_t most = text_equal(config, "never") ? 2
                             : text_equal(config, "few") ? one ? 2 : 4
                             : one                       ? 9
                                                         : 12;
        assert_in_range(count(f, i, "slot"), 1, most);
        assert_true(number(f, i, "start_s") <= number(f, i, "end_s"));
        from_s = fmin(from_s, number(f, i, "start_s"));
        to_s = fmax(to_s, number(f, i, "end_s"));
        for (size_t k = 0; k < i; k++)
            if (text_equal(text(f, k, "config"), config) &&
                text_equal(text(f, k, "place"), text(f, i, "place")) &&
                count(f, k, "slot") == count(f, i, "slot"))
                assert_true(
                    number(f, k, "end_s") <= number(f, i, "start_s") + 1e-6 ||
                    number(f, i, "end_s") <= number(f, k, "start_s") + 1e-6);
    }
    assert_true(to_s - from_s <= 600 + 1e-6);
    assert_true(from_s >= 300);
    trial_done(&t);
}

/* Before is the first; after is the one with the shortest mean response. */
static void test_before_after(void **state)
{
    const struct wlm_options o = { .records = false };
    struct trial t = trial_read(schema, crowd);
    const struct frames all = study(&t, &o);
    const struct frame *const f = frames_find(&all, "before_after");

    (void)state;
    assert_int_equal(f->row_count, 3);
    for (size_t i = 0; i < f->row_count; i++) {
        assert_string_equal(text(f, i, "before"), "few");
        assert_string_equal(text(f, i, "after"), "many");
        assert_near(number(f, i, "times"),
                    number(f, i, "before_response_s") /
                        number(f, i, "after_response_s"),
                    1e-9);
        assert_true(number(f, i, "after_wait_s") < 1e-9);
    }
    assert_null(frames_find(&all, "queries"));
    trial_done(&t);
}

/* The columns of STL_WLM_QUERY fit each other. */
static void test_queries(void **state)
{
    const struct wlm_options o = { .records = true };
    struct trial t = trial_read(schema, crowd);
    const struct frames all = study(&t, &o);
    const struct frame *const f = frames_find(&all, "queries");

    (void)state;
    for (size_t i = 0; i < f->row_count; i++) {
        const double waited_s =
            number(f, i, "queue_end_time") - number(f, i, "queue_start_time");
        const double ran_s =
            number(f, i, "exec_end_time") - number(f, i, "exec_start_time");
        assert_true(fabs((double)count(f, i, "total_queue_time") / 1e6 -
                         waited_s) <= 1e-6);
        assert_true(
            fabs((double)count(f, i, "total_exec_time") / 1e6 - ran_s) <= 1e-6);
        assert_int_equal(count(f, i, "slot_count"),
                         text_equal(text(f, i, "class"), "wide") ? 2 : 1);
    }
    assert_true(f->row_count > 100);
    trial_done(&t);
}

/* The watched time need not be whole bins: the last one is cut short. */
static void test_cut_bin(void **state)
{
    const struct wlm_options o = { .records = false };
    struct trial t = trial_read(schema, crowd);
    const struct wlm_study *s;
    struct world *const w = ARENA_NEW(t.arena, struct world);

    (void)state;
    *w = *t.world;
    w->workload.duration_s = 3630;
    s = wlm_run(t.arena, w, &o);
    for (int k = 0; k < s->count; k++) {
        const struct wlm_result *const r = &s->results[k];
        const int last = r->plant->bins - 1;
        const double there = r->bins[last].running + r->bins[last].waiting;

        assert_near(wlm_bin_width_s(r->plant, last), 30, 1e-6);
        /* Never more than the fifteen users that there are. */
        assert_true(there > 0 && there <= 15);
    }
    trial_done(&t);
}

/*
 * 500 people wait for one slot, and do so for ever; beside them a class comes
 * at twice what its own slot can do. Of all queries in the system its
 * growth is little: it is seen in the class alone. (Short-query acceleration
 * might relieve a queue, so what is offered is not judged.)
 */
static void test_one_class_grows(void **state)
{
    static const char starving[] =
        "cluster: {node: ra3.4xlarge, nodes: 2}\n"
        "data: {clock: {rows: 1, columns: {tick: {law: sequential}}}}\n"
        "workload:\n"
        "  duration: 4 h\n"
        "  warmup: 0 s\n"
        "  replications: 8\n"
        "  precision: 0\n"
        "  classes:\n"
        "    crowd: {service: 20 s, resource: nothing, users: 500,\n"
        "            think: 5 s}\n"
        "    few: {service: 1 min, resource: nothing, user_group: one,\n"
        "          arrivals: {per_hour: %d}}\n"
        "wlm:\n"
        "  both: {queues: {one: {slots: 1, user_groups: [one]},\n"
        "                  default: {slots: 1}}, sqa: {limit: 1 s}}\n";
    const struct wlm_options o = { .records = false };

    (void)state;
    for (int per_h = 40; per_h <= 120; per_h += 80) {
        struct arena *const a = arena_begin();
        struct trial t = trial_read(schema, text_format(a, starving, per_h));
        const struct wlm_study *const s = wlm_run(t.arena, t.world, &o);

        assert_true(s->results[0].unstable == (per_h > 60));
        if (per_h > 60)
            assert_non_null(strstr(s->results[0].verdict, "class 'few'"));
        trial_done(&t);
        arena_done(a);
    }
}

/* Rows come every hour and half of the old ones go: at each hour a query takes
   what `upkeep` says, which has 48 samples of these 48 hours. */
static void test_queries_find_tables_as_they_lie(void **state)
{
    static const char keyed[] =
        "create table clock (tick integer not null) diststyle even "
        "sortkey (tick);\n";
    static const char decays[] =
        "cluster: {node: ra3.4xlarge, nodes: 2}\n"
        "data:\n  clock:\n    rows: 400 M rows\n"
        "    columns: {tick: {law: {uniform: [1, 1000000]}}}\n"
        "queries: {all: {sql: q.sql}}\n"
        "history:\n"
        "  horizon: 48 h\n"
        "  operations:\n"
        "    - {do: copy, table: clock, rows: 40 M rows, every: 1 h,\n"
        "       start: 30 min}\n"
        "    - {do: delete, table: clock, share: 0.5, every: 6 h,\n"
        "       start: 90 min}\n"
        "    - {do: vacuum, table: clock, start: 270 min, to: 100}\n"
        "workload:\n"
        "  duration: 6 h\n"
        "  history_from: 2 h\n"
        "  classes: {all: {queries: [all], arrivals: {per_hour: 60}}}\n"
        "wlm: {one: {queues: {default: {slots: 5}}}}\n";
    struct arena *const a = arena_begin();
    const char *const folder = folder_begin(a);
    double least_s = HUGE_VAL, most_s = 0;

    (void)state;
    folder_write(a, folder, "schema.sql", keyed);
    folder_write(a, folder, "q.sql", "select sum(tick) from clock;");
    folder_write(a, folder, "scenario.yaml",
                 text_format(a, "title: x\nschema: schema.sql\n%s", decays));
    struct trial t = trial_load(folder);
    const struct wlm_plant *const p = wlm_build(t.arena, t.world);
    const struct upkeep *const u = upkeep_measure(t.arena, t.world, NULL, 0);
    const struct upkeep_run *const run = &u->runs[0];
    int found = 0;

    assert_int_equal(p->epoch_count, 6);
    for (size_t i = 0; i < run->sample_count; i++) {
        const int epoch = (int)(run->samples[i].time_h - 2);

        if (run->samples[i].event[0] != '\0' || run->samples[i].time_h < 2 ||
            epoch >= p->epoch_count)
            continue;
        const struct wlm_work *const w =
            &p->works[p->epoch_works[epoch * p->work_count]];
        const double seconds = w->demands[w->level_count - 1].alone_s;
        assert_near(seconds, run->samples[i].query_s, 1e-9);
        least_s = fmin(least_s, seconds);
        most_s = fmax(most_s, seconds);
        found++;
    }
    assert_int_equal(found, 6);
    assert_true(most_s > 1.2 * least_s);
    folder_remove(a, folder);
    trial_done(&t);
    arena_done(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_history),
        cmocka_unit_test(test_load),
        cmocka_unit_test(test_can_load),
        cmocka_unit_test(test_slots),
        cmocka_unit_test(test_gantt),
        cmocka_unit_test(test_before_after),
        cmocka_unit_test(test_queries),
        cmocka_unit_test(test_cut_bin),
        cmocka_unit_test(test_one_class_grows),
        cmocka_unit_test(test_queries_find_tables_as_they_lie),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
