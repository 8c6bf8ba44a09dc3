/* Sharing the cluster among running queries: measure/wlm_share. */
#include "measure/wlm/wlm_share.h"

#include "base/draw.h"
#include "tests/near.h"

static struct wlm_demand demand(double disk, double compute, double network)
{
    struct wlm_demand d = { .alone_s = 1, .use = { disk, compute, network } };

    for (int r = 1; r < WLM_RESOURCES; r++)
        if (d.use[r] > d.use[d.group])
            d.group = r;
    return d;
}

static void start_at(struct wlm_share *s, struct wlm_demand d, int level,
                     int count)
{
    for (int i = 0; i < count; i++)
        wlm_share_start(s, 0, &d, level, 1, (uint32_t)i, 0);
    wlm_share_settle(s);
}

static void start(struct wlm_share *s, struct wlm_demand d, int count)
{
    start_at(s, d, 0, count);
}

static const struct wlm_group *group(const struct wlm_share *s, int level,
                                     int resource)
{
    const struct wlm_demand d = { .group = resource };

    return &s->groups[wlm_share_group(&d, level)];
}

/* By hand: 15 bound by the processors run at a fifteenth of what is left by
   one that needs a twentieth of them, and has all that it needs. */
static void test_small_asker(void **state)
{
    (void)state;
    struct arena *const a = arena_begin();
    struct wlm_share s;

    wlm_share_init(&s, a);
    start(&s, demand(0, 1, 0), 15);
    assert_near(group(&s, 0, WLM_COMPUTE)->rate, 1.0 / 15, 1e-12);
    start(&s, demand(0.8, 0.05, 0), 1);
    assert_near(group(&s, 0, WLM_DISK)->rate, 1, 1e-12);
    assert_near(group(&s, 0, WLM_COMPUTE)->rate, 0.95 / 15, 1e-12);
    arena_done(a);
}

/* By hand: weights 4 and 1. One of each gets 4/5 and 1/5; beside one that needs
   a tenth, and has it, they share nine tenths; four low ones get half between
   them, as much as a high one. */
static void test_weights(void **state)
{
    (void)state;
    const struct wlm_demand disk = demand(1, 0, 0);
    struct arena *const a = arena_begin();
    struct wlm_share s;

    wlm_share_init(&s, a);
    wlm_share_weigh(&s, WLM_HIGH, 4);
    start_at(&s, disk, WLM_HIGH, 1);
    start_at(&s, disk, WLM_LOW, 1);
    assert_near(group(&s, WLM_HIGH, WLM_DISK)->rate, 0.8, 1e-12);
    assert_near(group(&s, WLM_LOW, WLM_DISK)->rate, 0.2, 1e-12);
    start_at(&s, demand(0.1, 0.5, 0), WLM_LOW, 1);
    assert_near(group(&s, WLM_LOW, WLM_COMPUTE)->rate, 1, 1e-12);
    assert_near(group(&s, WLM_HIGH, WLM_DISK)->rate, 0.72, 1e-12);
    wlm_share_leave(
        &s, 0,
        &(struct wlm_demand){ .use = { 0.1, 0.5, 0 }, .group = WLM_COMPUTE },
        WLM_LOW);
    start_at(&s, disk, WLM_LOW, 3);
    assert_near(group(&s, WLM_HIGH, WLM_DISK)->rate, 0.5, 1e-12);
    assert_near(group(&s, WLM_LOW, WLM_DISK)->rate, 0.125, 1e-12);
    /* What is asked by some levels. */
    assert_near(wlm_share_load(&s, WLM_LOW, WLM_HIGH), 4, 1e-12);
    assert_near(wlm_share_load(&s, WLM_LOW, WLM_LEVELS), 5, 1e-12);
    assert_near(wlm_share_load(&s, WLM_NORMAL, WLM_LEVELS), 1, 1e-12);
    assert_near(wlm_share_load(&s, WLM_HIGHEST, WLM_LEVELS), 0, 1e-12);
    arena_done(a);
}

/*
 * Whatever runs: no resource gives more than it has, and no group could go
 * faster with the others as they are. (A query moved to another bottleneck by
 * a spill once doubled what the processors could do.)
 */
static void test_capacity(void **state)
{
    (void)state;
    struct draw d = draw_begin(rng_stream(17, "share", 0));

    for (int trial = 0; trial < 20000; trial++) {
        struct arena *const a = arena_begin();
        const int kinds = 1 + (int)(draw_unit(&d) * 5);
        struct wlm_share s;

        wlm_share_init(&s, a);
        for (int level = 0; level < WLM_LEVELS && trial % 2 == 1; level++)
            wlm_share_weigh(&s, level, exp2(level));
        for (int k = 0; k < kinds; k++)
            start_at(&s,
                     demand(draw_unit(&d), draw_unit(&d),
                            draw_unit(&d) * draw_unit(&d)),
                     (int)(draw_unit(&d) * WLM_LEVELS),
                     1 + (int)(draw_unit(&d) * 12));
        for (int r = 0; r < WLM_RESOURCES; r++)
            assert_true(wlm_share_used(&s, r) <= 1 + 1e-6);
        for (int b = 1; b < WLM_GROUPS; b++) {
            const struct wlm_group *const g = &s.groups[b];
            bool bound = g->rate >= 1 - 1e-9;
            for (int r = 0; r < WLM_RESOURCES; r++)
                bound |= g->load[r] > 0 && wlm_share_used(&s, r) > 1 - 1e-6;
            assert_true(g->count == 0 || (g->rate > 0 && bound));
        }
        arena_done(a);
    }
}

/* An entry of who left stays until the caller meets it; the clock of an empty
   group begins anew. */
static void test_clock(void **state)
{
    (void)state;
    struct arena *const a = arena_begin();
    const struct wlm_demand d = demand(1, 0, 0);
    struct wlm_share s;

    wlm_share_init(&s, a);
    start(&s, d, 2);
    /* Two share: the work of 1 s takes 2 s. */
    assert_near(wlm_share_next(&s), 2, 1e-12);
    assert_ptr_equal(&s.groups[s.next], group(&s, 0, WLM_DISK));
    wlm_share_leave(&s, 1, &d, 0);
    assert_near(wlm_share_next(&s), 1.5, 1e-12);
    wlm_share_leave(&s, 1, &d, 0);
    assert_true(wlm_share_next(&s) == HUGE_VAL);
    assert_near(s.done_s, 1, 1e-12);
    arena_done(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_small_asker),
        cmocka_unit_test(test_weights),
        cmocka_unit_test(test_capacity),
        cmocka_unit_test(test_clock),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
