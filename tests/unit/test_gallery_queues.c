/*
 * The teaching pictures of queues: each frame is held against a published
 * number, a law, or another command's frame.
 */
#include <math.h>

#include "base/units.h"
#include "measure/wlm/wlm.h"
#include "tests/csv.h"
#include "tests/unit/shown.h"

/* The row of this series nearest to x. */
static size_t row_at(const struct shown *s, const char *what,
                     const char *column, double x)
{
    size_t best = s->frame->row_count;

    for (size_t i = 0; i < s->frame->row_count; i++)
        if (text_equal(text(s, i, "what"), what) &&
            (best == s->frame->row_count ||
             fabs(number(s, i, column) - x) <
                 fabs(number(s, best, column) - x)))
            best = i;
    assert_true(best < s->frame->row_count);
    return best;
}

/* The lines are the table of Erlang C (theory.md 6); the points lie on it. */
static void test_hockey_stick_is_erlang_c(void **state)
{
    static struct csv c;
    const struct shown s = show("hockey-stick");
    int lines = 0, points = 0;

    (void)state;
    csv_read(&c, "tests/truth/erlang_c.csv");
    for (int k = 0; k < c.row_count; k++)
        for (size_t i = 0; i < s.frame->row_count; i++) {
            const double want = csv_number_at(&c, k, "mean_wait");
            const double wait = number(&s, i, "wait");

            if (number(&s, i, "slots") != csv_number_at(&c, k, "servers") ||
                fabs(number(&s, i, "load_pct") -
                     100 * csv_number_at(&c, k, "rho")) > 1e-9)
                continue;
            if (text_equal(text(&s, i, "what"), "simulated")) {
                assert_within(wait, want, 0.06 * want + 0.005);
                points++;
            } else {
                assert_within(wait, want, 1e-5);
                lines++;
            }
        }
    assert_int_equal(lines, 3 + 2 * 5);
    assert_int_equal(points, 3 + 2 * 5);
    arena_done(s.trial.arena);
}

/* The frame `slots` of a sweep; the marks stand where it spills first, and
   where it has no steady state. */
static void test_slots_are_the_sweep(void **state)
{
    const struct shown s = show("slots");
    const struct wlm_options o = { .slots_lo = 2, .slots_hi = 12, .queue = 0 };
    const struct wlm_study *const study =
        wlm_run(s.trial.arena, s.trial.world, &o);
    int spills = 0, overload = 0;

    (void)state;
    for (int i = study->count - 1; i >= 0; i--) {
        const struct wlm_result *const r = &study->results[i];
        const struct wlm_class_result *const all =
            &r->classes[r->plant->class_count];

        if (r->unstable) {
            overload = o.slots_lo + i;
            continue;
        }
        const size_t mean =
            row_at(&s, "response, mean", "slots", o.slots_lo + i);
        const size_t wait = row_at(&s, "wait, mean", "slots", o.slots_lo + i);
        assert_near(number(&s, mean, "seconds"), all->response_mean_s.mean,
                    1e-12);
        assert_near(number(&s, wait, "seconds"), all->wait_mean_s.mean, 1e-12);
        if (all->spill_frac.mean > 0)
            spills = o.slots_lo + i;
    }
    assert_true(spills > 2 && overload > spills);
    assert_true(number(&s, row_at(&s, "spill begins", "slots", 0), "slots") ==
                spills);
    assert_true(number(&s, row_at(&s, "overload", "slots", 0), "slots") ==
                overload);
    /* The curve turns there: before it every slot helps, after it none. */
    for (int n = 2; n <= overload - 1; n++) {
        const double here =
            number(&s, row_at(&s, "response, mean", "slots", n), "seconds");
        const double before =
            number(&s, row_at(&s, "response, mean", "slots", n - 1), "seconds");

        assert_true(n < spills ? here < before : here > before);
    }
    arena_done(s.trial.arena);
}

/* Whoever is accelerated hardly waits; the rest wait no less than without, as
   the work has not become less. */
static void test_short_queries_need_not_wait(void **state)
{
    const struct shown s = show("short-queries");

    (void)state;
    for (double load = 30; load <= 90; load += 5) {
        const double both = number(
            &s, row_at(&s, "both, as they come", "load_pct", load), "wait_s");
        const double quick = number(
            &s, row_at(&s, "short, accelerated", "load_pct", load), "wait_s");
        const double slow = number(
            &s, row_at(&s, "long, beside them", "load_pct", load), "wait_s");

        assert_true(quick < 0.01 * both);
        assert_true(slow > 0.9 * both && slow < 1.35 * both);
        if (load >= 80)
            assert_true(slow > both);
    }
    arena_done(s.trial.arena);
}

/* Never more run than there are slots; and by Little's law the areas under the
   curves are the queries' stays. */
static void test_day_keeps_littles_law(void **state)
{
    const struct shown s = show("day");
    const struct wlm_options o = { .records = false };
    const struct wlm_study *const study =
        wlm_run(s.trial.arena, s.trial.world, &o);
    const struct wlm_result *const r = &study->results[0];
    const struct wlm_class_result *const all =
        &r->classes[r->plant->class_count];
    double query_h[2] = { 0, 0 };

    (void)state;
    assert_string_equal(r->plant->name, "one_queue");
    for (size_t i = 0; i < s.frame->row_count; i++) {
        const bool runs = text_equal(text(&s, i, "what"), "running");

        query_h[runs] += number(&s, i, "queries") / 4;
        assert_true(!runs || number(&s, i, "queries") <= 5 + 1e-9);
    }
    /* What is not over by midnight is a few hundredths of a query. */
    const double wait_h =
        all->wait_mean_s.mean * all->completed / SECONDS_PER_HOUR;
    const double stay_h =
        all->response_mean_s.mean * all->completed / SECONDS_PER_HOUR;
    assert_near(query_h[0], wait_h, 0.02);
    assert_near(query_h[0] + query_h[1], stay_h, 0.02);
    arena_done(s.trial.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_hockey_stick_is_erlang_c),
        cmocka_unit_test(test_slots_are_the_sweep),
        cmocka_unit_test(test_short_queries_need_not_wait),
        cmocka_unit_test(test_day_keeps_littles_law),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
