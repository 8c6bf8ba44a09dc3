/*
 * Priorities of automatic WLM. Documented (DG:query-priority, redshift.md 6):
 * a higher priority goes first when queries are admitted, whatever else runs,
 * and gets more of the resources; a lower one goes on more slowly, but does
 * not starve. Held against invariants of random days, and by hand.
 */
#include <string.h>

#include "base/draw.h"
#include "tests/stays.h"

/* All classes ask for the disks alone, whole; each has a queue of its own. */
static void begin_auto(struct plant *t, double load_max)
{
    begin(t, 50);
    t->p.automatic = true;
    t->p.order = WLM_WEIGHTED;
    t->p.queue_count = 4;
    t->p.memory_bytes = 1e9;
    t->p.load_max = load_max;
    t->p.concurrency_max = 1000;
    t->p.duration_s = 1e6;
    for (int i = 0; i < 4; i++) {
        t->classes[i].route[0] = i;
        t->demands[i].use[WLM_DISK] = 1;
        t->demands[i].group = WLM_DISK;
    }
}

static const double at_once[] = { 0, 0, 0, 0, 0, 0, 0, 0 };
static const double later[] = { 60 };

/* Four loads that take an hour each fill the disks four times over. A query of
   a higher priority begins all the same, and has four fifths of the disks over
   two levels as four of them have a half: 10 s take 20 s. One of the loads'
   own priority waits. */
static void test_lower_work_holds_nobody(void **state)
{
    (void)state;
    struct arena *const a = arena_begin();
    static struct plant t;

    begin_auto(&t, 4);
    t.queues[0].priority = WLM_LOW;
    t.queues[1].priority = WLM_HIGH;
    t.queues[2].priority = WLM_LOW;
    give(&t, 0, at_once, 4, 3600);
    give(&t, 1, later, 1, 10);
    give(&t, 2, later, 1, 10);
    t.classes[0].kind = WLM_COPY;
    const struct wlm_tally *const r = simulate(a, &t);
    assert_near(stay(r, 1, WLM_COMPLETED, 0)->exec_start_s, 60, 1e-9);
    assert_near(stay(r, 1, WLM_COMPLETED, 0)->exec_end_s, 80, 1e-9);
    assert_true(stay(r, 2, WLM_COMPLETED, 0)->exec_start_s > 14000);
    arena_done(a);
}

/* ---- random days ---------------------------------------------------------- */

enum { DAYS = 200, PER_CLASS = 40 };

static double day_times[4][PER_CLASS];

static int by_time(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

/* Priorities, lengths, memory by chance. */
static void begin_day(struct plant *t, struct draw *d, double load_max)
{
    begin_auto(t, load_max);
    for (int c = 0; c < 4; c++) {
        t->queues[c].priority =
            (enum wlm_priority)(draw_unit(d) * WLM_CRITICAL);
        for (int i = 0; i < PER_CLASS; i++)
            day_times[c][i] = draw_unit(d) * 1000;
        qsort(day_times[c], PER_CLASS, sizeof(double), by_time);
        give(t, c, day_times[c], PER_CLASS, 1 + 20 * draw_unit(d));
        t->classes[c].service_cv = 1;
    }
}

/* What runs just after this instant with at least this priority. */
static int running_at(const struct wlm_tally *r, double at_s, int priority)
{
    int count = 0;

    for (size_t i = 0; i < r->record_count; i++)
        count += r->records[i].exec_start_s <= at_s &&
                 r->records[i].exec_end_s > at_s &&
                 (int)r->records[i].priority >= priority;
    return count;
}

/*
 * With memory for all, who waits does so because his own and higher priorities
 * fill the disks; or because a lower one is before him whose room they take.
 * So nobody waits for lower priorities: at every instant when something ends.
 */
static void test_nobody_waits_for_lower(void **state)
{
    (void)state;
    struct draw d = draw_begin(rng_stream(23, "priorities", 0));
    int waited = 0, filled = 0;

    for (int day = 0; day < DAYS; day++) {
        struct arena *const a = arena_begin();
        static struct plant t;
        const int load_max = 1 + (int)(draw_unit(&d) * 4);

        begin_day(&t, &d, load_max);
        const struct wlm_tally *const r = simulate(a, &t);
        assert_int_equal(r->record_count, 4 * PER_CLASS);
        for (size_t i = 0; i < r->record_count; i++) {
            const struct wlm_record *const w = &r->records[i];

            for (size_t k = 0; k < r->record_count; k++) {
                const double at_s = r->records[k].exec_end_s;

                if (at_s < w->queue_start_s || at_s >= w->exec_start_s)
                    continue;
                const int own = running_at(r, at_s, (int)w->priority);
                assert_true(own > 0);
                waited++;
                filled += own >= load_max;
            }
        }
        arena_done(a);
    }
    assert_true(waited > 10000 && filled > 0.8 * waited);
}

/* Within a priority the first first; and the higher the priority, the shorter
   the mean wait of the same queries. */
static void test_order_by_priority(void **state)
{
    (void)state;
    struct draw d = draw_begin(rng_stream(29, "priorities", 0));
    double wait_s[4] = { 0 };

    for (int day = 0; day < DAYS; day++) {
        struct arena *const a = arena_begin();
        static struct plant t;

        begin_day(&t, &d, 2);
        for (int c = 0; c < 4; c++) {
            t.queues[c].priority = (enum wlm_priority)c;
            t.demands[c].alone_s = 6;
        }
        const struct wlm_tally *const r = simulate(a, &t);
        for (size_t i = 0; i < r->record_count; i++) {
            const struct wlm_record *const one = &r->records[i];

            wait_s[one->class] += one->exec_start_s - one->queue_start_s;
            for (size_t k = 0; k < r->record_count; k++)
                assert_true(r->records[k].class != one->class ||
                            r->records[k].task <= one->task ||
                            r->records[k].exec_start_s >= one->exec_start_s);
        }
        arena_done(a);
    }
    for (int c = 1; c < 4; c++)
        assert_true(wait_s[c] < 0.8 * wait_s[c - 1]);
}

/*
 * A low query needs half of the memory. High ones take all of it, for ever:
 * once they come faster than they can be served and wait, once each finds room
 * at once, six of eight places being taken. The low one has its turn.
 */
static void test_low_has_its_turn(void **state)
{
    (void)state;
    enum { COUNT = 900 };
    const double gaps_s[] = { 0.5, 1 / 6.5 };
    static double times[COUNT];
    static struct plant t;

    for (int k = 0; k < 2; k++) {
        struct arena *const a = arena_begin();

        for (int i = 0; i < COUNT; i++)
            times[i] = i * gaps_s[k];
        begin_auto(&t, 1e9);
        t.p.memory_bytes = 8;
        t.works[0].need_bytes = 1;
        t.works[1].need_bytes = 4;
        t.queues[0].priority = WLM_HIGH;
        t.queues[1].priority = WLM_LOW;
        give(&t, 0, times, COUNT, 1);
        give(&t, 1, later, 1, 10);
        if (k == 1)
            t.demands[0].group = WLM_RESOURCES;
        const struct wlm_tally *const r = simulate(a, &t);
        const double begun_s = stay(r, 1, WLM_COMPLETED, 0)->exec_start_s;
        assert_true(begun_s > later[0] && begun_s < later[0] + 60);
        arena_done(a);
    }
}

/* High queries fill the disks, for ever. Two low ones have their turns, the
   second while the first still runs. */
static void test_two_low_have_their_turns(void **state)
{
    (void)state;
    enum { COUNT = 2000 };
    struct arena *const a = arena_begin();
    static const double two[] = { 60, 60 };
    static double times[COUNT];
    static struct plant t;

    for (int i = 0; i < COUNT; i++)
        times[i] = i * 0.5;
    begin_auto(&t, 4);
    t.p.records_max = 2 * COUNT;
    t.queues[0].priority = WLM_HIGH;
    t.queues[1].priority = WLM_LOW;
    give(&t, 0, times, COUNT, 1);
    give(&t, 1, two, 2, 50);
    const struct wlm_tally *const r = simulate(a, &t);
    assert_true(stay(r, 1, WLM_COMPLETED, 1)->exec_start_s < 180);
    assert_true(stay(r, 1, WLM_COMPLETED, 0)->exec_end_s > 300);
    arena_done(a);
}

/* A running query whose priority changes has the share of the new one from
   then on: alone with another until 10 s, 5 s of work are done; at 2:1 the
   other 10 s of work take 15 s. */
static void test_changed_share(void **state)
{
    (void)state;
    struct arena *const a = arena_begin();
    static struct wlm_rule rules[1];
    static struct plant t;

    begin_auto(&t, 4);
    give(&t, 0, at_once, 1, 15);
    give(&t, 1, at_once, 1, 1000);
    rules[0] = (struct wlm_rule){
        .name = "raise",
        .predicates = { { WLM_EXECUTION_TIME, '>', 5 } },
        .predicate_count = 1,
        .action = WLM_CHANGE_PRIORITY,
        .priority = WLM_HIGH,
    };
    t.queues[0].rules = rules;
    t.queues[0].rule_count = 1;
    const struct wlm_tally *const r = simulate(a, &t);
    assert_near(stay(r, 0, WLM_COMPLETED, 0)->exec_end_s, 25, 1e-9);
    assert_near(stay(r, 1, WLM_COMPLETED, 0)->exec_end_s, 1015, 1e-9);
    arena_done(a);
}

/* ---- stopped for others --------------------------------------------------- */

/* Low queries of 1000 s, `each` bytes of eight, from the beginning; high ones of
   10 s that need four, at 60 s and at 200 s. Nothing is shared. */
static void begin_stops(struct plant *t, int lows, double each)
{
    static const double twice[] = { 60, 200 };

    begin_auto(t, 1e9);
    for (int i = 0; i < 4; i++)
        t->demands[i].group = WLM_RESOURCES;
    t->p.memory_bytes = 8;
    t->p.lost_most_frac = 1;
    t->works[0].need_bytes = each;
    t->works[1].need_bytes = 4;
    t->queues[0].priority = WLM_LOW;
    t->queues[1].priority = WLM_HIGH;
    give(t, 0, at_once, lows, 1000);
    give(t, 1, twice, 2, 10);
}

/* Published (Amazon Redshift Re-invented, SIGMOD 2022): a query of lower
   priority is stopped and begun anew to make room for a higher one. Our
   reading: once. So the second high one waits. */
static void test_stopped_once(void **state)
{
    (void)state;
    struct arena *const a = arena_begin();
    static struct plant t;

    begin_stops(&t, 1, 8);
    const struct wlm_tally *const r = simulate(a, &t);
    assert_near(stay(r, 1, WLM_COMPLETED, 0)->exec_start_s, 60, 1e-9);
    assert_near(stay(r, 0, WLM_RESTARTED, 0)->exec_end_s, 60, 1e-9);
    assert_near(stay(r, 0, WLM_COMPLETED, 0)->exec_start_s, 70, 1e-9);
    assert_near(stay(r, 0, WLM_COMPLETED, 0)->exec_end_s, 1070, 1e-9);
    assert_near(stay(r, 1, WLM_COMPLETED, 1)->exec_start_s, 1070, 1e-9);
    assert_int_equal(r->classes[0].restarted, 1);
    assert_int_equal(stay(r, 0, WLM_COMPLETED, 0)->task,
                     stay(r, 0, WLM_RESTARTED, 0)->task);
    arena_done(a);
}

/* A COPY cannot begin anew; nor does it pay to stop whose memory would not be
   enough; nor may more be lost than a share of all work. */
static void test_not_stopped(void **state)
{
    (void)state;
    static struct plant t;

    for (int why = 0; why < 4; why++) {
        struct arena *const a = arena_begin();

        begin_stops(&t, 1, 8);
        if (why == 1)
            t.classes[0].kind = WLM_COPY;
        if (why == 2)
            t.p.lost_most_frac = 0.5;
        if (why == 3)
            t.queues[1].priority = WLM_LOW;
        const struct wlm_tally *const r = simulate(a, &t);
        assert_near(stay(r, 1, WLM_COMPLETED, 0)->exec_start_s,
                    why == 0 ? 60 : 1000, 1e-9);
        assert_int_equal(r->classes[0].restarted, why == 0);
        arena_done(a);
    }
}

/* The one that is furthest from its end: the second of two, which is longer;
   and it is the first of its line again. */
static void test_furthest_is_stopped(void **state)
{
    (void)state;
    struct arena *const a = arena_begin();
    static struct plant t;

    begin_stops(&t, 1, 4);
    t.works[2].need_bytes = 4;
    t.queues[2].priority = WLM_LOW;
    give(&t, 2, at_once, 3, 2000);
    const struct wlm_tally *const r = simulate(a, &t);
    assert_near(stay(r, 2, WLM_RESTARTED, 0)->exec_end_s, 60, 1e-9);
    assert_near(stay(r, 1, WLM_COMPLETED, 0)->exec_start_s, 60, 1e-9);
    assert_near(stay(r, 2, WLM_COMPLETED, 0)->exec_start_s, 70, 1e-9);
    assert_int_equal(stay(r, 2, WLM_COMPLETED, 0)->task,
                     stay(r, 2, WLM_RESTARTED, 0)->task);
    arena_done(a);
}

/* On random days with little memory nobody is stopped twice, and always for a
   higher priority that then begins. */
static void test_stops_of_random_days(void **state)
{
    (void)state;
    struct draw d = draw_begin(rng_stream(31, "priorities", 0));
    int stops = 0;

    for (int day = 0; day < DAYS; day++) {
        struct arena *const a = arena_begin();
        static struct plant t;
        int before = stops;

        begin_day(&t, &d, 4);
        t.p.memory_bytes = 10;
        t.p.lost_most_frac = draw_unit(&d);
        for (int c = 0; c < 4; c++)
            t.works[c].need_bytes = 1 + 5 * draw_unit(&d);
        const struct wlm_tally *const r = simulate(a, &t);
        for (size_t i = 0; i < r->record_count; i++) {
            const struct wlm_record *const v = &r->records[i];
            bool for_higher = false;

            if (v->outcome != WLM_RESTARTED)
                continue;
            stops++;
            for (size_t k = 0; k < r->record_count; k++) {
                const struct wlm_record *const h = &r->records[k];
                assert_false(k != i && h->outcome == WLM_RESTARTED &&
                             h->task == v->task);
                for_higher |= h->priority > v->priority &&
                              h->exec_start_s == v->exec_end_s;
            }
            assert_true(for_higher);
        }
        int64_t restarted = 0;
        for (int c = 0; c < 4; c++)
            restarted += r->classes[c].restarted;
        assert_int_equal(restarted, stops - before);
        arena_done(a);
    }
    assert_true(stops > 500);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lower_work_holds_nobody),
        cmocka_unit_test(test_nobody_waits_for_lower),
        cmocka_unit_test(test_order_by_priority),
        cmocka_unit_test(test_low_has_its_turn),
        cmocka_unit_test(test_two_low_have_their_turns),
        cmocka_unit_test(test_changed_share),
        cmocka_unit_test(test_stopped_once),
        cmocka_unit_test(test_not_stopped),
        cmocka_unit_test(test_furthest_is_stopped),
        cmocka_unit_test(test_stops_of_random_days),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
