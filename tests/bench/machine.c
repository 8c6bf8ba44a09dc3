/*
 * machine - what this machine can do at the moment, on one core: the measure
 * of what the exact side takes. Prints "GB_per_s M_keys_per_s": the bandwidth
 * of a = b + s * c over arrays that no cache holds (24 bytes an element), and
 * keys hashed into 4,096 counters.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { ELEMENTS = 32 << 20, KEYS = 1 << 27, BUCKETS = 4096 };

static double now_s(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double triad(void)
{
    double *const a = malloc(ELEMENTS * sizeof(double));
    double *const b = malloc(ELEMENTS * sizeof(double));
    double *const c = malloc(ELEMENTS * sizeof(double));
    double best = 0, sum = 0;

    if (a == NULL || b == NULL || c == NULL)
        exit(1);
    for (size_t i = 0; i < ELEMENTS; i++)
        a[i] = b[i] = c[i] = (double)i;
    for (int round = 0; round < 3; round++) {
        const double begin = now_s();
        for (size_t i = 0; i < ELEMENTS; i++)
            a[i] = b[i] + 2.385 * c[i];
        const double rate = 24.0 * ELEMENTS / (now_s() - begin) / 1e9;
        best = rate > best ? rate : best;
        sum += a[ELEMENTS / 3];
    }
    free(a);
    free(b);
    free(c);
    return sum > 0 ? best : 0;
}

static double hashes(void)
{
    static uint32_t counts[BUCKETS];
    const double begin = now_s();

    for (uint64_t key = 0; key < KEYS; key++) {
        uint64_t h = key * UINT64_C(0x9e3779b97f4a7c15);
        h ^= h >> 32;
        h *= UINT64_C(0xd6e8feb86659fd93);
        counts[h >> 52]++;
    }
    const double rate = KEYS / (now_s() - begin) / 1e6;
    return counts[KEYS % BUCKETS] > 0 ? rate : 0;
}

int main(void)
{
    printf("%.2f %.0f\n", triad(), hashes());
    return 0;
}
