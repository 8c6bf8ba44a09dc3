#ifndef TESTS_THREADS_H
#define TESTS_THREADS_H

#include <omp.h>

/*
 * threads - the same work by 1, 2 and 7 threads, for tests alone.
 *
 *     for (int i = 0; i < THREADS; i++) {
 *         threads_set(i);
 *         ...
 *     }
 *     threads_reset();
 *
 * Memory   LLVM's OpenMP keeps what it took for a number of threads when that
 *          changes; the leak sanitizer is told so.
 * Errors   none.
 */
enum { THREADS = 3 };

static inline void threads_set(int i)
{
    static const int threads[THREADS] = { 1, 2, 7 };

    omp_set_num_threads(threads[i]);
}

static inline void threads_reset(void)
{
    omp_set_num_threads(omp_get_num_procs());
}

/* The sanitizer's own name. */
const char *__lsan_default_suppressions(void);

const char *__lsan_default_suppressions(void)
{
    return "leak:libomp";
}

#endif
