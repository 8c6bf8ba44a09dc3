/*
 * Pictures of queues: each from a study of its own, with a configuration that
 * has no steady state, with one alone, and after both sweeps. Where gnuplot is
 * missing, scripts are still written.
 */
#include "measure/wlm/wlm.h"
#include "report/gnuplot.h"
#include "report/plot/plot.h"
#include "tests/trial.h"

static const char schema[] = "create table clock (tick integer not null);\n";

static const char head[] =
    "cluster: {node: ra3.4xlarge, nodes: 2}\n"
    "data: {clock: {rows: 1, columns: {tick: {law: sequential}}}}\n"
    "workload:\n"
    "  duration: 20 min\n"
    "  replications: 3\n"
    "  precision: 0\n"
    "  classes:\n"
    "    a: {service: 10 s, service_cv: 1, use: 20 %,\n"
    "        arrivals: {per_hour: 900}}\n"
    "    b: {service: 1 s, arrivals: {per_hour: 90}}\n"
    "wlm:\n";

#define TIGHT "  tight: {queues: {default: {slots: 1}}}\n"
#define WIDE "  wide: {queues: {default: {slots: 8}}}\n"

static struct plot_result draw(struct trial *t, const struct wlm_options *o,
                               const char *folder)
{
    struct frames all;
    struct faults faults;
    struct plot_result r;

    frames_init(&all, t->arena);
    faults_init(&faults, t->arena);
    wlm_frames(wlm_run(t->arena, t->world, o), &all);
    assert_true(
        plot_wlm(t->arena, &all, folder, "stamp of a test", &r, &faults));
    return r;
}

/* So many scripts; all of them drawn where there is gnuplot. */
static void expect(const char *wlm, const struct wlm_options *o, size_t scripts,
                   size_t notes)
{
    struct arena *const a = arena_begin();
    struct trial t = trial_read(schema, text_format(a, "%s%s", head, wlm));
    const char *const folder = folder_begin(a);
    const struct plot_result r = draw(&t, o, folder);

    assert_int_equal(r.scripts, scripts);
    if (gnuplot_find(a) != NULL) {
        assert_int_equal(r.picture_count, scripts);
        assert_int_equal(r.note_count, notes);
        for (size_t i = 0; i < r.picture_count; i++)
            assert_true(strlen(r.pictures[i].about) > 20);
    }
    folder_remove(a, folder);
    trial_done(&t);
    arena_done(a);
}

static const struct wlm_options plain;

static void test_two(void **state)
{
    (void)state;
    expect(TIGHT WIDE, &plain, 5, 0);
}

static void test_one(void **state)
{
    (void)state;
    expect(WIDE, &plain, 4, 0);
}

/* Without a steady state there is no time to draw, which notes say. */
static void test_unstable(void **state)
{
    (void)state;
    expect(TIGHT, &plain, 1, 3);
}

static void test_sweeps(void **state)
{
    const struct wlm_options slots = { .slots_lo = 1, .slots_hi = 9 };
    const struct wlm_options load = { .load_lo = 0.2, .load_hi = 0.9 };

    (void)state;
    expect(WIDE, &slots, 1, 0);
    expect(WIDE, &load, 1, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_two),
        cmocka_unit_test(test_one),
        cmocka_unit_test(test_unstable),
        cmocka_unit_test(test_sweeps),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
