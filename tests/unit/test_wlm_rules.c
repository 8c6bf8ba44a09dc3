/* One test for each documented rule of workload management: redshift.md 6. */
#include "tests/stays.h"
#include "world/workload.h"

static const double first_times[] = { 0, 0, 0, 0, 0, 0, 0, 0 };
static const double nine_times[] = { 9 };
static const double second_times[] = { 1, 1, 1, 1, 1, 1, 1, 1 };

/* DG:r_wlm_query_slot_count: 5 slots, one query with 3: two others run. */
static void test_slot_count(void **state)
{
    (void)state;
    struct arena *const a = arena_begin();
    static struct plant t;

    begin(&t, 5);
    give(&t, 0, first_times, 1, 10);
    t.classes[0].slot_count = 3;
    give(&t, 1, second_times, 3, 10);
    const struct wlm_tally *const r = simulate(a, &t);
    assert_near(stay(r, 0, WLM_COMPLETED, 0)->exec_end_s, 10, 1e-9);
    assert_int_equal(stay(r, 0, WLM_COMPLETED, 0)->slots, 3);
    assert_near(stay(r, 1, WLM_COMPLETED, 0)->exec_start_s, 1, 1e-9);
    assert_near(stay(r, 1, WLM_COMPLETED, 1)->exec_start_s, 1, 1e-9);
    assert_near(stay(r, 1, WLM_COMPLETED, 2)->exec_start_s, 10, 1e-9);
    arena_done(a);
}

/* DG:tutorial-wlm: 2 slots, one in use, a query that asks for 2 waits. */
static void test_slot_count_waits(void **state)
{
    (void)state;
    struct arena *const a = arena_begin();
    static struct plant t;

    begin(&t, 2);
    give(&t, 0, first_times, 1, 10);
    give(&t, 1, second_times, 1, 5);
    t.classes[1].slot_count = 2;
    assert_near(stay(simulate(a, &t), 1, WLM_COMPLETED, 0)->exec_start_s, 10,
                1e-9);
    arena_done(a);
}

/* Memory of a slot is fixed, idle neighbours or not: 20 % over 10 slots. A
   demand that depends on the grant shows which one was given. */
static void test_memory_per_slot(void **state)
{
    (void)state;
    const double shares[] = { 20, 40, 40 };
    const int slots[] = { 5, 5, 40 };
    const double want[] = { 4, 8, 1 }; /* the three-queue example */

    for (int i = 0; i < 3; i++) {
        struct arena *const a = arena_begin();
        const double grants[] = { 0, want[i] - 0.01, want[i] };
        const struct wlm_demand demands[] = {
            { .alone_s = 100, .group = WLM_RESOURCES },
            { .alone_s = 50, .group = WLM_RESOURCES },
            { .alone_s = 7, .group = WLM_RESOURCES },
        };
        static struct plant t;
        begin(&t, slots[i]);
        give(&t, 0, first_times, 1, 1);
        t.works[0].level_count = 3;
        t.works[0].grant_bytes = grants;
        t.works[0].demands = demands;
        t.queues[0].memory_bytes = shares[i];
        t.p.memory_bytes = 100;
        assert_near(stay(simulate(a, &t), 0, WLM_COMPLETED, 0)->exec_end_s, 7,
                    1e-9);
        arena_done(a);
    }
}

/*
 * DG:cm-c-wlm-dynamic-example: 200 GB, two queues of 50 % and 4 slots; at 5 s
 * queue 1 gets 75 % and 3 slots, 50 GB each. Old slots drain: of the four of
 * 25 GB that end at 10, 11, 12, 13 s two must have ended before 50 GB are
 * free beside the 100 GB of queue 2.
 */
static void test_dynamic_change(void **state)
{
    (void)state;
    struct arena *const a = arena_begin();
    static const double times[] = { 0, 1, 2, 3, 6 };
    static const struct wlm_change changes[] = { { 5, 0, 3, 150 },
                                                 { 5, 1, 1, 50 } };
    static struct plant t;

    begin(&t, 4);
    give(&t, 0, times, 5, 10);
    give(&t, 1, first_times, 4, 40);
    t.classes[1].route[0] = 1;
    t.p.queue_count = 2;
    t.queues[0].memory_bytes = t.queues[1].memory_bytes = 100;
    t.p.memory_bytes = 200;
    t.p.changes = changes;
    t.p.change_count = 2;
    const struct wlm_record *const fifth =
        stay(simulate(a, &t), 0, WLM_COMPLETED, 4);
    assert_near(fifth->queue_start_s, 6, 1e-9);
    assert_near(fifth->exec_start_s, 11, 1e-9);
    arena_done(a);
}

/* Two queues that match, and one more by default; a timeout of 5 s in the
   first. */
static void begin_hop(struct plant *t)
{
    begin(t, 2);
    give(t, 0, first_times, 1, 20);
    t->classes[0].route_count = 2;
    t->classes[0].route[1] = 1;
    t->classes[0].by_default = false;
    t->p.queue_count = 3;
    t->p.memory_bytes = 100;
    t->queues[0].timeout_s = 5;
}

/* Free slots and enough memory: it goes on where it was. */
static void test_hop_reassigned(void **state)
{
    (void)state;
    struct arena *const a = arena_begin();
    static struct plant t;

    begin_hop(&t);
    const struct wlm_tally *const r = simulate(a, &t);
    assert_near(stay(r, 0, WLM_REASSIGNED, 0)->exec_end_s, 5, 1e-9);
    assert_near(stay(r, 0, WLM_COMPLETED, 0)->exec_end_s, 20, 1e-9);
    assert_int_equal(stay(r, 0, WLM_COMPLETED, 0)->service_class, 7);
    assert_int_equal(r->classes[0].restarted, 0);
    arena_done(a);
}

/* Less memory there than it uses: it begins anew, with a new number. */
static void test_hop_restarted(void **state)
{
    (void)state;
    struct arena *const a = arena_begin();
    static struct plant t;

    begin_hop(&t);
    t.queues[1].memory_bytes = 1; /* half of 1 for each slot */
    const struct wlm_tally *const r = simulate(a, &t);
    assert_near(stay(r, 0, WLM_COMPLETED, 0)->exec_end_s, 25, 1e-9);
    assert_int_equal(r->classes[0].restarted, 1);
    assert_true(stay(r, 0, WLM_RESTARTED, 0)->query !=
                stay(r, 0, WLM_COMPLETED, 0)->query);
    assert_true(stay(r, 0, WLM_RESTARTED, 0)->task ==
                stay(r, 0, WLM_COMPLETED, 0)->task);
    arena_done(a);
}

/* No free slot there: it waits for one, and begins anew. */
static void test_hop_waits(void **state)
{
    (void)state;
    struct arena *const a = arena_begin();
    static struct plant t;

    begin_hop(&t);
    give(&t, 1, first_times, 2, 30);
    t.classes[1].route[0] = 1;
    const struct wlm_tally *const r = simulate(a, &t);
    assert_near(stay(r, 0, WLM_COMPLETED, 0)->exec_start_s, 30, 1e-9);
    assert_near(stay(r, 0, WLM_COMPLETED, 0)->exec_end_s, 50, 1e-9);
    arena_done(a);
}

/* No other queue matches; the default one is not hopped to. */
static void test_timeout_cancels(void **state)
{
    (void)state;
    static const enum wlm_kind stopped[] = { WLM_SELECT, WLM_INSERT, WLM_UPDATE,
                                             WLM_DELETE, WLM_UNLOAD };
    static const enum wlm_kind exempt[] = { WLM_COPY, WLM_ANALYZE, WLM_VACUUM };
    static struct plant t;

    for (int i = 0; i < 8; i++) {
        struct arena *const a = arena_begin();
        begin_hop(&t);
        t.classes[0].kind = i < 5 ? stopped[i] : exempt[i - 5];
        if (t.classes[0].kind == WLM_SELECT)
            t.classes[0].route_count = 1; /* else writes, which never hop */
        const struct wlm_tally *const r = simulate(a, &t);
        if (i < 5)
            assert_near(stay(r, 0, WLM_CANCELLED, 0)->exec_end_s, 5, 1e-9);
        else
            assert_near(stay(r, 0, WLM_COMPLETED, 0)->exec_end_s, 20, 1e-9);
        arena_done(a);
    }
}

/* Time in the queue does not count for the timeout. */
static void test_timeout_of_execution(void **state)
{
    (void)state;
    struct arena *const a = arena_begin();
    static struct plant t;

    begin(&t, 1);
    give(&t, 0, first_times, 2, 4);
    t.queues[0].timeout_s = 5;
    assert_near(stay(simulate(a, &t), 0, WLM_COMPLETED, 1)->exec_end_s, 8,
                1e-9);
    arena_done(a);
}

/* ---- short queries -------------------------------------------------------- */

static void begin_short(struct plant *t, double seconds)
{
    begin(t, 1);
    give(t, 0, first_times, 1, 100);
    give(t, 1, second_times, 1, seconds);
    t->p.sqa = true;
    t->p.sqa_limit_s = 5;
    t->p.sqa_slots = 3;
}

static void test_accelerated(void **state)
{
    (void)state;
    struct arena *const a = arena_begin();
    static struct plant t;

    begin_short(&t, 3);
    const struct wlm_tally *const r = simulate(a, &t);
    assert_near(stay(r, 1, WLM_COMPLETED, 0)->exec_end_s, 4, 1e-9);
    assert_int_equal(stay(r, 1, WLM_COMPLETED, 0)->service_class, 14);
    arena_done(a);
}

/* Only what would have to wait is accelerated. */
static void test_not_accelerated(void **state)
{
    (void)state;
    struct arena *const a = arena_begin();
    static struct plant t;

    begin_short(&t, 3);
    t.queues[0].slots = 2;
    t.queues[0].memory_bytes = t.p.memory_bytes = 2;
    const struct wlm_tally *r = simulate(a, &t);
    assert_int_equal(stay(r, 1, WLM_COMPLETED, 0)->service_class, 6);
    /* Nor what is predicted to be longer, nor an INSERT. */
    begin_short(&t, 6);
    r = simulate(a, &t);
    assert_near(stay(r, 1, WLM_COMPLETED, 0)->exec_start_s, 100, 1e-9);
    begin_short(&t, 3);
    t.classes[1].kind = WLM_INSERT;
    r = simulate(a, &t);
    assert_near(stay(r, 1, WLM_COMPLETED, 0)->exec_start_s, 100, 1e-9);
    arena_done(a);
}

/* A wrong prediction: moved to its queue when the limit is past. */
static void test_evicted(void **state)
{
    (void)state;
    struct arena *const a = arena_begin();
    static struct plant t;
    int evicted = 0, long_ones = 0;

    begin_short(&t, 8);
    give(&t, 1, second_times, 8, 8);
    t.p.prediction_sigma = 2;
    t.p.sqa_slots = 50;
    const struct wlm_tally *const r = simulate(a, &t);
    for (size_t i = 0; i < r->record_count; i++)
        if (r->records[i].outcome == WLM_EVICTED) {
            assert_near(r->records[i].exec_end_s, 6, 1e-9);
            evicted++;
        } else
            long_ones += r->records[i].exec_start_s > 99;
    assert_true(evicted > 0 && long_ones == 8);
    assert_int_equal(r->classes[1].evicted, evicted);
    arena_done(a);
}

/* ---- monitoring rules ------------------------------------------------------ */

static struct wlm_rule rule(enum wlm_action action, enum wlm_metric metric,
                            double value)
{
    return (struct wlm_rule){ .name = "rule",
                              .predicates = { { metric, '>', value } },
                              .predicate_count = 1,
                              .action = action };
}

/* Of several that hold the most severe acts: abort, then hop, then log. */
static void test_severity(void **state)
{
    (void)state;
    struct arena *const a = arena_begin();
    static struct wlm_rule rules[3];
    static struct plant t;

    begin_hop(&t);
    t.queues[0].timeout_s = 0;
    give(&t, 0, first_times, 1, 60);
    rules[0] = rule(WLM_LOG, WLM_EXECUTION_TIME, 5);
    rules[1] = rule(WLM_ABORT, WLM_EXECUTION_TIME, 5);
    rules[2] = rule(WLM_HOP, WLM_EXECUTION_TIME, 5);
    t.queues[0].rules = rules;
    t.queues[0].rule_count = 3;
    const struct wlm_tally *r = simulate(a, &t);
    assert_near(stay(r, 0, WLM_ABORTED, 0)->exec_end_s, 10, 1e-9);
    /* Without the abort it hops. */
    rules[1] = rule(WLM_LOG, WLM_EXECUTION_TIME, 5);
    r = simulate(a, &t);
    assert_near(stay(r, 0, WLM_REASSIGNED, 0)->exec_end_s, 10, 1e-9);
    /* Each held once, though it was looked at every 10 s. */
    t.queues[0].rule_count = 2;
    r = simulate(a, &t);
    assert_int_equal(r->rules[0].fired[WLM_LOG], 1);
    assert_int_equal(r->rules[1].fired[WLM_LOG], 1);
    arena_done(a);
}

/* COPY, ANALYZE and VACUUM are not aborted. */
static void test_abort_spares(void **state)
{
    (void)state;
    static const enum wlm_kind exempt[] = { WLM_COPY, WLM_ANALYZE, WLM_VACUUM };
    static struct wlm_rule abort_rule[1];
    static struct plant t;

    for (int i = 0; i < 3; i++) {
        struct arena *const a = arena_begin();
        begin(&t, 1);
        give(&t, 0, first_times, 1, 60);
        t.classes[0].kind = exempt[i];
        abort_rule[0] = rule(WLM_ABORT, WLM_EXECUTION_TIME, 5);
        t.queues[0].rules = abort_rule;
        t.queues[0].rule_count = 1;
        assert_near(stay(simulate(a, &t), 0, WLM_COMPLETED, 0)->exec_end_s, 60,
                    1e-9);
        arena_done(a);
    }
}

/* All predicates must hold; a rule on waiting stops what waits. */
static void test_predicates(void **state)
{
    (void)state;
    struct arena *const a = arena_begin();
    static struct wlm_rule rules[1];
    static struct plant t;

    begin(&t, 1);
    give(&t, 0, first_times, 2, 100);
    rules[0] = rule(WLM_ABORT, WLM_QUEUE_TIME, 25);
    t.queues[0].rules = rules;
    t.queues[0].rule_count = 1;
    const struct wlm_tally *r = simulate(a, &t);
    assert_near(stay(r, 0, WLM_ABORTED, 0)->exec_end_s, 30, 1e-9);
    rules[0].predicates[1] =
        (struct wlm_predicate){ WLM_EXECUTION_TIME, '>', 1 };
    rules[0].predicate_count = 2;
    r = simulate(a, &t);
    /* Waited over 25 s, but runs only from 100 s on. */
    assert_near(stay(r, 0, WLM_ABORTED, 0)->exec_end_s, 110, 1e-9);
    arena_done(a);
}

/* No other queue matches: a hop rule cancels; so redshift.md 6 on hopping. */
static void test_hop_rule_cancels(void **state)
{
    (void)state;
    struct arena *const a = arena_begin();
    static struct wlm_rule rules[1];
    static struct plant t;

    begin(&t, 1);
    give(&t, 0, first_times, 1, 60);
    rules[0] = rule(WLM_HOP, WLM_EXECUTION_TIME, 5);
    t.queues[0].rules = rules;
    t.queues[0].rule_count = 1;
    const struct wlm_tally *const r = simulate(a, &t);
    assert_near(stay(r, 0, WLM_CANCELLED, 0)->exec_end_s, 10, 1e-9);
    arena_done(a);
}

/* The rules of the queue that it hopped to are not those that fired before;
   a restarted query is a new one, whose time begins anew. */
static void test_rules_after_hop(void **state)
{
    (void)state;
    struct arena *const a = arena_begin();
    static struct wlm_rule first[1], second[1];
    static struct plant t;

    begin_hop(&t);
    t.queues[0].timeout_s = 0;
    give(&t, 0, first_times, 1, 100);
    first[0] = rule(WLM_HOP, WLM_EXECUTION_TIME, 5);
    second[0] = rule(WLM_ABORT, WLM_EXECUTION_TIME, 25);
    t.queues[0].rules = first;
    t.queues[1].rules = second;
    t.queues[0].rule_count = t.queues[1].rule_count = 1;
    /* Reassigned at 10 s it goes on: 30 s is the first look above 25 s. */
    const struct wlm_tally *r = simulate(a, &t);
    assert_near(stay(r, 0, WLM_ABORTED, 0)->exec_end_s, 30, 1e-9);
    /* Restarted at 10 s, the 25 s are over at 35 s, which 40 s sees. */
    t.queues[1].memory_bytes = 1;
    r = simulate(a, &t);
    assert_near(stay(r, 0, WLM_ABORTED, 0)->exec_end_s, 40, 1e-9);
    arena_done(a);
}

/* A rule that hops leaves alone who runs in the short-query space: that is no
   queue to hop from. */
static void test_no_hop_from_short(void **state)
{
    (void)state;
    struct arena *const a = arena_begin();
    static struct wlm_rule rules[1];
    static struct plant t;

    begin_short(&t, 3);
    give(&t, 1, nine_times, 1, 3);
    rules[0] = rule(WLM_HOP, WLM_EXECUTION_TIME, 0.5);
    t.queues[0].rules = rules;
    t.queues[0].rule_count = 1;
    t.p.queue_count = 2;
    t.classes[1].route_count = 2;
    t.classes[1].route[1] = 1;
    t.classes[1].by_default = false;
    t.classes[0].kind = WLM_COPY; /* which never hops */
    const struct wlm_tally *const r = simulate(a, &t);
    assert_near(stay(r, 1, WLM_COMPLETED, 0)->exec_end_s, 12, 1e-9);
    assert_int_equal(r->classes[1].hopped, 0);
    arena_done(a);
}

/* A CRITICAL query that a rule lowers no longer keeps the next one out. */
static void test_critical_lowered(void **state)
{
    (void)state;
    struct arena *const a = arena_begin();
    static struct wlm_rule rules[1];
    static struct plant t;

    begin(&t, 4);
    t.p.automatic = true;
    t.p.memory_bytes = 100;
    give(&t, 0, first_times, 3, 35);
    t.classes[0].critical = true;
    rules[0] = rule(WLM_CHANGE_PRIORITY, WLM_EXECUTION_TIME, 5);
    rules[0].priority = WLM_LOW;
    t.queues[0].rules = rules;
    t.queues[0].rule_count = 1;
    const struct wlm_tally *const r = simulate(a, &t);
    /* Lowered at 10 s; the second begins when the first has ended at the
       latest, and ends a third one's wait in the same way. */
    assert_near(stay(r, 0, WLM_COMPLETED, 0)->exec_end_s, 35, 1e-9);
    assert_true(stay(r, 0, WLM_COMPLETED, 1)->exec_start_s <= 35);
    assert_true(stay(r, 0, WLM_COMPLETED, 2)->exec_start_s <= 70);
    arena_done(a);
}

/* One slot of its own, whatever fills the other queues, manual or automatic;
   a second query of the superuser waits for the first. */
static void test_superuser(void **state)
{
    (void)state;
    static struct plant t;

    for (int automatic = 0; automatic < 2; automatic++) {
        struct arena *const a = arena_begin();
        begin(&t, 1);
        t.p.automatic = automatic;
        t.p.queue_count = 2;
        t.p.memory_bytes = 2;
        t.queues[0].memory_bytes = t.queues[1].memory_bytes = 1;
        t.queues[1].service_class = WLM_SUPERUSER_CLASS;
        give(&t, 0, first_times, 3, 100);
        give(&t, 1, second_times, 2, 10);
        t.classes[1].route[0] = 1;
        const struct wlm_tally *const r = simulate(a, &t);
        assert_near(stay(r, 1, WLM_COMPLETED, 0)->exec_start_s, 1, 1e-9);
        assert_near(stay(r, 1, WLM_COMPLETED, 1)->exec_start_s, 11, 1e-9);
        assert_near(stay(r, 0, WLM_COMPLETED, 1)->exec_start_s, 100, 1e-9);
        assert_int_equal(stay(r, 1, WLM_COMPLETED, 0)->service_class, 5);
        arena_done(a);
    }
}

/* ---- automatic WLM ---------------------------------------------------------- */

/* The memory that is free decides how many run. */
static void test_automatic_memory(void **state)
{
    (void)state;
    struct arena *const a = arena_begin();
    static struct plant t;

    begin(&t, 50);
    give(&t, 0, first_times, 8, 10);
    t.p.automatic = true;
    t.p.memory_bytes = 100;
    t.works[0].need_bytes = 30;
    const struct wlm_tally *const r = simulate(a, &t);
    assert_near(stay(r, 0, WLM_COMPLETED, 2)->exec_start_s, 0, 1e-9);
    assert_near(stay(r, 0, WLM_COMPLETED, 3)->exec_start_s, 10, 1e-9);
    assert_near(stay(r, 0, WLM_COMPLETED, 7)->exec_start_s, 20, 1e-9);
    arena_done(a);
}

/* The lowest priority waits longer than the highest, and is served before
   the highest has run dry. */
static void test_nobody_starves(void **state)
{
    (void)state;
    struct arena *const a = arena_begin();
    static double times[200];
    static struct plant t;

    begin(&t, 1);
    t.p.automatic = true;
    t.p.order = WLM_WEIGHTED;
    t.p.queue_count = 2;
    t.queues[0].priority = WLM_HIGHEST;
    t.queues[1].priority = WLM_LOWEST;
    give(&t, 0, times, 200, 1);
    give(&t, 1, times, 5, 1);
    t.classes[1].route[0] = 1;
    const struct wlm_tally *const r = simulate(a, &t);
    const double first_s = stay(r, 1, WLM_COMPLETED, 0)->exec_start_s;
    const double last_s = stay(r, 1, WLM_COMPLETED, 4)->exec_start_s;
    /* Weights 16 to 1: about every 17th. */
    assert_true(first_s <= 18 && last_s > 60 && last_s < 90);
    arena_done(a);
}

/* One CRITICAL query at a time, before all others. */
static void test_critical(void **state)
{
    (void)state;
    struct arena *const a = arena_begin();
    static struct plant t;

    begin(&t, 2);
    t.p.automatic = true;
    t.p.memory_bytes = 100;
    give(&t, 0, first_times, 4, 10);
    give(&t, 1, second_times, 2, 10);
    t.classes[1].critical = true;
    const struct wlm_tally *const r = simulate(a, &t);
    assert_near(stay(r, 1, WLM_COMPLETED, 0)->exec_start_s, 10, 1e-9);
    assert_near(stay(r, 1, WLM_COMPLETED, 1)->exec_start_s, 20, 1e-9);
    arena_done(a);
}

/* ---- memory ----------------------------------------------------------------- */

/* A day's timeout on each of a hundred thousand queries of half a second: what
   waits for its time does not grow with the queries that are gone. Likewise
   queries of a week that are cancelled after a second, beside one that stays
   and keeps the clock of their group running. */
static void test_timers_take_no_memory(void **state)
{
    (void)state;
    static const double first[] = { 0 };
    static struct plant t;

    for (int cancelled = 0; cancelled < 2; cancelled++) {
        struct arena *const a = arena_begin();

        plant_init(&t, 20, 0, 0);
        t.p.duration_s = 1e5;
        t.p.class_count = 2;
        t.classes[1].name = "many";
        t.classes[1].arrivals.rate = 1;
        t.classes[1].kind = WLM_INSERT;
        t.classes[1].service_cv = 0;
        t.demands[1].alone_s = cancelled ? 604800 : 0.5;
        t.queues[0].timeout_s = cancelled ? 1 : 86400;
        give(&t, 0, first, 1, 1e9);
        t.classes[0].kind = WLM_COPY; /* exempt */
        const struct wlm_tally *const r = simulate(a, &t);
        const int64_t gone =
            cancelled ? r->classes[1].aborted : r->classes[1].completed;
        assert_true(gone > 90000);
        assert_true(r->entry_room <= 1024);
        arena_done(a);
    }
}

/* ---- scaling, commits, cache ------------------------------------------------ */

static void test_scaling(void **state)
{
    (void)state;
    struct arena *const a = arena_begin();
    static const double times[] = { 0, 0, 70 };
    static struct plant t;

    begin(&t, 1);
    give(&t, 0, times, 3, 200);
    t.queues[0].scaling = true;
    t.works[0].scalable = true;
    t.p.clusters_max = 1;
    t.p.cluster_slots = 1;
    t.p.cluster_start_s = 60;
    t.p.cluster_idle_s = 30;
    const struct wlm_tally *r = simulate(a, &t);
    /* The second waits for the cluster, the third for the first to end. */
    assert_near(stay(r, 0, WLM_COMPLETED, 1)->exec_start_s, 60, 1e-9);
    assert_int_equal(stay(r, 0, WLM_COMPLETED, 1)->cluster, 1);
    assert_near(stay(r, 0, WLM_COMPLETED, 2)->exec_start_s, 200, 1e-9);
    assert_near(r->cluster_busy_s, 200, 1e-9);
    /* Writes only where the nodes allow it. */
    t.classes[0].kind = WLM_INSERT;
    r = simulate(a, &t);
    assert_near(stay(r, 0, WLM_COMPLETED, 2)->exec_start_s, 400, 1e-9);
    t.p.scales_writes = true;
    r = simulate(a, &t);
    assert_near(stay(r, 0, WLM_COMPLETED, 1)->exec_start_s, 60, 1e-9);
    t.classes[0].kind = WLM_SELECT;
    /* Not eligible: all on the main cluster. */
    t.works[0].scalable = false;
    r = simulate(a, &t);
    assert_near(stay(r, 0, WLM_COMPLETED, 2)->exec_start_s, 400, 1e-9);
    assert_true(r->cluster_busy_s == 0);
    /* A minute is billed at least, each time a cluster is activated. */
    t.works[0].scalable = true;
    give(&t, 0, times, 2, 63);
    t.p.duration_s = 500;
    r = simulate(a, &t);
    assert_near(r->cluster_billed_s, 63, 1e-9);
    t.demands[0].alone_s = 61; /* the first slot is free 1 s later */
    t.queues[0].slots = 1;
    r = simulate(a, &t);
    assert_near(r->cluster_billed_s, 61, 1e-9);
    arena_done(a);
}

/* One commit at a time; the slot is free meanwhile. */
static void test_commits_queue(void **state)
{
    (void)state;
    struct arena *const a = arena_begin();
    static struct plant t;

    begin(&t, 3);
    give(&t, 0, first_times, 3, 10);
    t.classes[0].kind = WLM_INSERT;
    t.p.commit_s = 2;
    const struct wlm_tally *const r = simulate(a, &t);
    /* Responses 12, 14, 16. */
    assert_near(r->classes[0].response_s, 42, 1e-9);
    assert_near(r->classes[0].exec_s, 30, 1e-9);
    arena_done(a);
}

/* A text is in the cache from its first answer to the next change of data. */
static void test_result_cache(void **state)
{
    (void)state;
    struct arena *const a = arena_begin();
    static const double times[] = { 0, 5, 20, 30, 110, 150 };
    static struct plant t;

    begin(&t, 3);
    give(&t, 0, times, 6, 10);
    t.classes[0].texts = 1;
    t.classes[0].text_shares = &plant_share;
    t.classes[0].refresh_s = 100;
    /* At 5 s nothing has been answered yet; 110 s is behind a change. */
    assert_int_equal(simulate(a, &t)->classes[0].cached, 3);
    /* What began before the change answered from the old data. */
    static const double across[] = { 95, 110, 130 };
    give(&t, 0, across, 3, 10);
    assert_int_equal(simulate(a, &t)->classes[0].cached, 1);
    arena_done(a);
}

/* ---- routes ----------------------------------------------------------------- */

static void test_routes(void **state)
{
    (void)state;
    static const char *etl[] = { "ETL" }, *dash[] = { "dash*", "r?port" };
    struct wlm_queue_config queues[3] = {
        { .name = "one", .user_groups = etl, .user_group_count = 1 },
        { .name = "two", .query_groups = dash, .query_group_count = 2 },
        { .name = "default" },
    };
    struct wlm_config c = { .queues = queues, .queue_count = 3 };
    struct workload_class q = { .user_group = "etl", .query_group = "" };
    int route[WLM_QUEUES_MAX];
    bool by_default;

    /* Case does not count. */
    assert_int_equal(wlm_route(&c, &q, route, &by_default), 1);
    assert_int_equal(route[0], 0);
    assert_false(by_default);
    /* Wildcards are off by default. */
    q.query_group = "dashboard";
    assert_int_equal(wlm_route(&c, &q, route, &by_default), 1);
    c.wildcards = true;
    assert_int_equal(wlm_route(&c, &q, route, &by_default), 2);
    assert_int_equal(route[1], 1);
    q.user_group = "";
    q.query_group = "report";
    assert_int_equal(wlm_route(&c, &q, route, &by_default), 1);
    assert_int_equal(route[0], 1);
    /* Nobody else's: the default queue. */
    q.query_group = "other";
    assert_int_equal(wlm_route(&c, &q, route, &by_default), 1);
    assert_int_equal(route[0], 2);
    assert_true(by_default);
    /* The superuser queue asks for both: the superuser, and the group. */
    q.query_group = "superuser";
    wlm_route(&c, &q, route, &by_default);
    assert_int_equal(route[0], 2);
    q.superuser = true;
    wlm_route(&c, &q, route, &by_default);
    assert_int_equal(route[0], 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_slot_count),
        cmocka_unit_test(test_slot_count_waits),
        cmocka_unit_test(test_memory_per_slot),
        cmocka_unit_test(test_dynamic_change),
        cmocka_unit_test(test_hop_reassigned),
        cmocka_unit_test(test_hop_restarted),
        cmocka_unit_test(test_hop_waits),
        cmocka_unit_test(test_timeout_cancels),
        cmocka_unit_test(test_timeout_of_execution),
        cmocka_unit_test(test_accelerated),
        cmocka_unit_test(test_not_accelerated),
        cmocka_unit_test(test_evicted),
        cmocka_unit_test(test_severity),
        cmocka_unit_test(test_abort_spares),
        cmocka_unit_test(test_predicates),
        cmocka_unit_test(test_hop_rule_cancels),
        cmocka_unit_test(test_rules_after_hop),
        cmocka_unit_test(test_no_hop_from_short),
        cmocka_unit_test(test_critical_lowered),
        cmocka_unit_test(test_superuser),
        cmocka_unit_test(test_automatic_memory),
        cmocka_unit_test(test_nobody_starves),
        cmocka_unit_test(test_critical),
        cmocka_unit_test(test_timers_take_no_memory),
        cmocka_unit_test(test_scaling),
        cmocka_unit_test(test_commits_queue),
        cmocka_unit_test(test_result_cache),
        cmocka_unit_test(test_routes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
