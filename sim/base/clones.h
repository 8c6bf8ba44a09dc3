#ifndef BASE_CLONES_H
#define BASE_CLONES_H

/*
 * clones - a loop compiled for several generations of processors.
 *
 * CLONES before a function asks gcc on x86-64 for one copy for each width of
 * vectors; the loader takes the widest that the machine has. Elsewhere it is
 * nothing. LOOP_SIMD before a loop says that its rounds do not depend on each
 * other.
 *
 * Result   the same bits from every copy: integers wrap alike, and doubles
 *          are never contracted (-ffp-contract=off) or summed in another
 *          order.
 */
#if defined(__GNUC__) && !defined(__clang__) && defined(__x86_64__) &&         \
    defined(__OPTIMIZE__)
#define CLONES                                                                 \
    __attribute__((                                                            \
        target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define CLONES
#endif

#define LOOP_SIMD _Pragma("omp simd")

#endif
