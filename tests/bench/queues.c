/*
 * queues - how many queries a second the queue engine simulates.
 *
 * Three plants through the ordinary engine, each query with its full record:
 * M/M/1 at 0.9, M/M/5 at 0.8, and processor sharing with 15 running (M/G/1-PS
 * at 15/16, c2 = 1). Beside them the event heap alone, in the barest loop that
 * can be written over it: the two first plants with one line and nothing
 * else; what it does is what the engine could reach.
 *
 * Rates are per CPU second of one core, the median of five. The
 * last line runs replications on two threads, by the wall clock.
 */
#include <omp.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/draw.h"
#include "base/heap.h"
#include "tests/plant.h"

enum { QUERIES = 4000000, ROUNDS = 5, LINE = 1 << 16 };

static double seconds_of(clockid_t clock)
{
    struct timespec t;

    clock_gettime(clock, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double cpu_s(void)
{
    return seconds_of(CLOCK_PROCESS_CPUTIME_ID);
}

static int by_size(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

static double median(double *items, int count)
{
    qsort(items, (size_t)count, sizeof(*items), by_size);
    return items[count / 2];
}

/* M/M/servers over the bare heap; the sum of the times in the system keeps
   the compiler honest. */
static double bare(int servers, double rate)
{
    static double line[LINE];
    struct arena *const a = arena_begin();
    struct draw gaps = draw_begin(rng_stream(1, "bare gaps", 0));
    struct draw services = draw_begin(rng_stream(1, "bare services", 0));
    struct heap h;
    unsigned first = 0, last = 0;
    int running = 0;
    double stayed_s = 0;

    heap_init(&h, a);
    heap_push(&h, draw_exponential(&gaps) / rate, 1, 1, 0);
    for (int done = 0; done < QUERIES;) {
        const struct heap_item event = heap_pop(&h);
        const double now_s = event.time;
        if (event.what == 1) {
            heap_push(&h, now_s + draw_exponential(&gaps) / rate, 1, 1, 0);
            line[last++ % LINE] = now_s;
            if (running == servers)
                continue;
            running++;
            heap_push(&h, now_s + draw_exponential(&services), 0, 0, 0);
            continue;
        }
        done++;
        stayed_s += now_s - line[first++ % LINE];
        if (last - first >= (unsigned)running)
            heap_push(&h, now_s + draw_exponential(&services), 0, 0, 0);
        else
            running--;
    }
    arena_done(a);
    return stayed_s / QUERIES;
}

static double rate_of_bare(int servers, double rho)
{
    double rates[ROUNDS];

    for (int i = 0; i < ROUNDS; i++) {
        const double begun_s = cpu_s();
        bare(servers, rho * servers);
        rates[i] = QUERIES / (cpu_s() - begun_s) / 1e6;
    }
    return median(rates, ROUNDS);
}

static double rate_of(const struct plant *t, double *response_s)
{
    double rates[ROUNDS];

    for (int i = 0; i < ROUNDS; i++) {
        struct arena *const a = arena_begin();
        const double begun_s = cpu_s();
        const struct wlm_tally *const r = wlm_simulate(a, &t->p, 1, 0);
        rates[i] = (double)r->classes[0].completed / (cpu_s() - begun_s) / 1e6;
        *response_s =
            r->classes[0].response_s / (double)r->classes[0].completed;
        arena_done(a);
    }
    return median(rates, ROUNDS);
}

/* Two threads over one, eight replications. */
static double gain_of_two(const struct plant *t)
{
    static struct plant_series series[PLANT_CLASSES];
    double took_s[2][ROUNDS];

    for (int i = 0; i < ROUNDS; i++)
        for (int threads = 1; threads <= 2; threads++) {
            omp_set_num_threads(threads);
            const double begun_s = seconds_of(CLOCK_MONOTONIC);
            plant_series_of(series, 0, t, 1, 0, 8);
            took_s[threads - 1][i] = seconds_of(CLOCK_MONOTONIC) - begun_s;
        }
    return median(took_s[0], ROUNDS) / median(took_s[1], ROUNDS);
}

static void show(const char *name, double rate, double least, double bare_rate)
{
    printf("%-44s %6.1f M/s (at least %g) %s", name, rate, least,
           rate >= least ? "ok" : "MISSED");
    if (bare_rate > 0)
        printf("; the bare heap %.1f", bare_rate);
    putchar('\n');
    fflush(stdout);
}

int main(void)
{
    static struct plant t;
    double response_s;

    plant_init(&t, 1, 0.9, 0);
    t.p.duration_s = QUERIES / 0.9;
    show("queries, M/M/1 at 0.9, one core", rate_of(&t, &response_s), 7,
         rate_of_bare(1, 0.9));
    plant_init(&t, 5, 4, 0);
    t.p.duration_s = QUERIES / 4.0;
    show("queries, M/M/5 at 0.8, one core", rate_of(&t, &response_s), 7,
         rate_of_bare(5, 0.8));
    t.p.duration_s /= 8;
    const double gain = gain_of_two(&t);
    plant_init(&t, 100000, 15.0 / 16, 1);
    t.p.duration_s = QUERIES;
    show("queries, 15 share a machine, one core", rate_of(&t, &response_s), 3,
         0);
    printf("%-44s %6.2f x   (at least 1.8) %s\n", "two cores, by replications",
           gain, gain >= 1.8 ? "ok" : "MISSED");
    return 0;
}
