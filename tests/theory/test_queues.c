/*
 * The engine of the queues against closed forms: theory.md 6, erlang_c.csv.
 * Each simulated 99 % interval must hold the true value and be narrow.
 */
#include "models/queueing.h"
#include "tests/csv.h"
#include "tests/near.h"
#include "tests/plant.h"

enum { RUNS = 40 };

/* How much of the true mean an interval may be wide, either side. */
static void check(struct stat_interval i, double want, double most)
{
    assert_within(i.mean, want, i.half);
    if (i.half >= most * want)
        print_error("half %g %% of %g\n", 100 * i.half / want, want);
    assert_true(i.half < most * want);
}

/*
 * Long enough for the bar: the relative variance of a mean wait grows with
 * 1 / (1 - rho)^2 and with the rarity of waiting.
 */
static double length_s(int servers, double rho, double wait_probability)
{
    const double hard = rho > 0.92 ? 60 : fmax(1 / ((1 - rho) * (1 - rho)), 8);
    const double more = servers > 5 ? 1.6 : servers == 5 ? 7 : 3.2;

    return more * 5000 * hard / servers * fmin(1 / wait_probability, 30);
}

/* 1 %, 5 % at 0.95. With many servers waiting is rare, and 1 % would take
   minutes: 3 %. */
static double bar(int servers, double rho)
{
    return rho > 0.92 ? 0.05 : servers > 5 ? 0.03 : 0.01;
}

static void test_erlang_c(void **state)
{
    (void)state;
    static struct csv c;
    static struct plant t;

    csv_read(&c, "tests/truth/erlang_c.csv");
    for (int i = 0; i < c.row_count; i++) {
        const int m = (int)csv_number_at(&c, i, "servers");
        const double rho = csv_number_at(&c, i, "rho");
        const double p = csv_number_at(&c, i, "wait_probability");
        plant_init(&t, m, m * rho, 0);
        t.p.warmup_s = 1000;
        t.p.duration_s = length_s(m, rho, p);
        const struct plant_result r =
            plant_run(&t, 0, 100 + (uint64_t)i, 0, RUNS, 0.99);
        const double most = bar(m, rho);
        print_message("M/M/%d %.2f: wait %.5f +- %.5f (%.5f), P %.5f +- %.5f\n",
                      m, rho, r.wait_s.mean, r.wait_s.half,
                      csv_number_at(&c, i, "mean_wait"), r.waited.mean,
                      r.waited.half);
        check(r.waited, p, most);
        check(r.wait_s, csv_number_at(&c, i, "mean_wait"),
              rho > 0.85 ? 0.05 : 0.03);
    }
}

/* M/G/1 at 0.8 with c2 of 0, 0.5 and 4: 2, 3 and 10 (theory.md 6.4). */
static void test_pollaczek_khinchine(void **state)
{
    (void)state;
    const double cv2[] = { 0, 0.5, 4 }, want[] = { 2, 3, 10 };
    static struct plant t;

    for (int i = 0; i < 3; i++) {
        plant_init(&t, 1, 0.8, 0);
        t.classes[0].service_cv = sqrt(cv2[i]);
        t.p.warmup_s = 2000;
        t.p.duration_s = cv2[i] > 1 ? 1000000 : 300000;
        check(plant_run(&t, 0, 7, 0, RUNS, 0.99).wait_s, want[i], 0.01);
    }
}

/* Three classes, exp(1), rates .2 .3 .3: waits 1, 2, 8 (theory.md 6.4). */
static void test_priorities(void **state)
{
    (void)state;
    const double rates[] = { .2, .3, .3 }, want[] = { 1, 2, 8 };
    static const char *const names[] = { "a", "b", "c" };
    static struct plant t;

    plant_init(&t, 1, 0, 0);
    t.p.automatic = true;
    t.p.queue_count = t.p.class_count = 3;
    for (int i = 0; i < 3; i++) {
        t.classes[i].name = names[i];
        t.classes[i].arrivals.rate = rates[i];
        t.classes[i].route[0] = i;
        t.queues[i].priority = (enum wlm_priority)(WLM_HIGH - i);
    }
    t.p.warmup_s = 2000;
    t.p.duration_s = 600000;
    for (int i = 0; i < 3; i++)
        check(plant_run(&t, i, 8, 0, RUNS, 0.99).wait_s, want[i], 0.01);
}

/* One machine for all: E[T] = 1 / (1 - rho) for every law of the service. */
static void test_processor_sharing(void **state)
{
    (void)state;
    const double cv[] = { 0, 1, 2 };
    static struct plant t;

    for (int i = 0; i < 3; i++) {
        plant_init(&t, 100000, 0.75, 1);
        t.classes[0].service_cv = cv[i];
        t.p.warmup_s = 2000;
        t.p.duration_s = 400000;
        check(plant_run(&t, 0, 9, 0, RUNS, 0.99).response_s, 4, 0.01);
    }
}

/* Conditional on the size: work x stays x / (1 - rho), two sizes at once. */
static void test_sharing_by_size(void **state)
{
    (void)state;
    static struct plant t;

    plant_init(&t, 100000, 0.3, 1);
    t.p.class_count = 2;
    t.classes[1].name = "large";
    t.classes[1].arrivals.rate = 0.1;
    t.demands[1].alone_s = 4;
    t.classes[0].service_cv = t.classes[1].service_cv = 0;
    t.p.warmup_s = 2000;
    t.p.duration_s = 400000;
    /* rho = 0.3 + 0.4 */
    check(plant_run(&t, 0, 10, 0, RUNS, 0.99).response_s, 1 / 0.3, 0.01);
    check(plant_run(&t, 1, 10, 0, RUNS, 0.99).response_s, 4 / 0.3, 0.01);
}

/* Users who think: (16, 2, 1, 5) and (50, 10, 5, 15) of theory.md 6.4. */
static void test_closed(void **state)
{
    (void)state;
    static struct plant t;

    plant_init(&t, 5, 0, 0);
    t.classes[0].users = 16;
    t.classes[0].think_s = 2;
    t.p.warmup_s = 500;
    t.p.duration_s = 20000;
    struct plant_result r = plant_run(&t, 0, 11, 0, RUNS, 0.99);
    check(r.wait_s, .447937, 0.01);
    check(r.response_s, 1.447937, 0.01);
    plant_init(&t, 15, 0, 0);
    t.classes[0].users = 50;
    t.classes[0].think_s = 10;
    t.demands[0].alone_s = 5;
    t.p.warmup_s = 500;
    t.p.duration_s = 40000;
    r = plant_run(&t, 0, 12, 0, RUNS, 0.99);
    check(r.wait_s, 1.987653, 0.01);
    check(r.response_s, 6.987653, 0.01);
}

/* A machine repaired by one who shares his time: one slot of service shared
   by all is M/M/1//N, whose law is that of one server. */
static void test_closed_sharing(void **state)
{
    (void)state;
    static struct plant t;
    const struct queueing_closed want = queueing_closed_slots(10, 6, 1, 1);

    plant_init(&t, 1000, 0, 1);
    t.classes[0].users = 10;
    t.classes[0].think_s = 6;
    t.p.warmup_s = 500;
    t.p.duration_s = 40000;
    check(plant_run(&t, 0, 13, 0, RUNS, 0.99).response_s, want.response_s,
          0.01);
}

/*
 * 400 studies of M/M/5 at 0.8, each of 20 replications: the 95 % interval
 * covers the true wait in 93 to 97 of a hundred.
 */
static void test_coverage(void **state)
{
    (void)state;
    const double want_s = queueing_mmm_wait_s(5, 4, 1);
    static struct plant t;
    int covered = 0;

    plant_init(&t, 5, 4, 0);
    t.p.warmup_s = 300;
    t.p.duration_s = 1500;
    for (int i = 0; i < 400; i++) {
        const struct stat_interval s =
            plant_run(&t, 0, 14, i * 20, 20, 0.95).wait_s;
        covered += fabs(s.mean - want_s) <= s.half;
    }
    print_message("%d of 400 intervals cover\n", covered);
    assert_in_range(covered, 372, 388);
}

/* Two resources without a common user do not slow each other. */
static void test_two_resources(void **state)
{
    (void)state;
    static struct plant t;

    plant_init(&t, 100000, 0.5, 1);
    t.p.class_count = 2;
    t.classes[1].name = "compute";
    t.classes[1].arrivals.rate = 0.75;
    t.demands[1].use[WLM_DISK] = 0;
    t.demands[1].use[WLM_COMPUTE] = 1;
    t.demands[1].group = WLM_COMPUTE;
    t.p.warmup_s = 2000;
    t.p.duration_s = 300000;
    check(plant_run(&t, 0, 15, 0, RUNS, 0.99).response_s, 2, 0.01);
    check(plant_run(&t, 1, 15, 0, RUNS, 0.99).response_s, 4, 0.01);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_erlang_c),
        cmocka_unit_test(test_pollaczek_khinchine),
        cmocka_unit_test(test_priorities),
        cmocka_unit_test(test_processor_sharing),
        cmocka_unit_test(test_sharing_by_size),
        cmocka_unit_test(test_closed),
        cmocka_unit_test(test_closed_sharing),
        cmocka_unit_test(test_two_resources),
        cmocka_unit_test(test_coverage),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
