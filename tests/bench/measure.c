/*
 * measure - wall time and peak memory of a command, median of several runs.
 *
 * Usage: measure RUNS COMMAND [ARGUMENT...]
 * Prints "seconds MiB": the median wall time of RUNS runs, and the largest
 * resident set of any. What the command prints is thrown away. Exit status 1
 * when the command fails.
 */
#define _DEFAULT_SOURCE /* wait4 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { RUNS_MAX = 101 };

static double now_s(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Seconds of one run; *peak_kib grows to the child's. */
static double run_once(char **argv, long *peak_kib)
{
    const double begin_s = now_s();
    const pid_t child = fork();
    struct rusage usage;
    int status;

    if (child == 0) {
        const int null = open("/dev/null", O_WRONLY);
        dup2(null, STDOUT_FILENO);
        dup2(null, STDERR_FILENO);
        execvp(argv[0], argv);
        _exit(127);
    }
    if (child < 0 || wait4(child, &status, 0, &usage) < 0 || status != 0) {
        fprintf(stderr, "measure: %s failed\n", argv[0]);
        exit(1);
    }
    if (usage.ru_maxrss > *peak_kib)
        *peak_kib = usage.ru_maxrss;
    return now_s() - begin_s;
}

static int by_size(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

int main(int argc, char **argv)
{
    const int runs = argc > 2 ? atoi(argv[1]) : 0;
    double seconds[RUNS_MAX];
    long peak_kib = 0;

    if (runs < 1 || runs > RUNS_MAX) {
        fprintf(stderr, "usage: measure RUNS COMMAND [ARGUMENT...]\n");
        return 2;
    }
    for (int i = 0; i < runs; i++)
        seconds[i] = run_once(argv + 2, &peak_kib);
    qsort(seconds, (size_t)runs, sizeof(*seconds), by_size);
    printf("%.4f %.1f\n", seconds[runs / 2], (double)peak_kib / 1024);
    return 0;
}
