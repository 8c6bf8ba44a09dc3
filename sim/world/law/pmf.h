#ifndef WORLD_PMF_H
#define WORLD_PMF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "world/law/law.h"

/*
 * pmf - a distribution as a list of codes with their shares.
 *
 * The form in which distributions are shifted, added and mapped; bounded, so
 * that no law costs more than PMF_CODES_MAX steps.
 *
 * Memory   the arena given.
 * Errors   none; false when a law has too many codes to be listed.
 * Result   shares sum to 1 but for rounding.
 */
enum { PMF_CODES_MAX = 1 << 20 };

struct pmf {
    int64_t *codes;
    double *shares;
    int64_t count;
};

struct pmf pmf_new(struct arena *a, int64_t count);

/* The codes of a law that draws, ascending; false when they are too many. */
bool pmf_of_law(struct arena *a, const struct law *law, struct pmf *p);

/* Ascending codes, equal ones added up, those without share dropped. */
void pmf_sort(struct arena *a, struct pmf *p);

/* Expected different codes in `draws` independent draws:
   sum of 1 - (1 - share)^draws. */
double pmf_distinct(const struct pmf *p, double draws);

/* 1 - (1 - share)^draws, also where the share is tiny. */
double pmf_hit(double share, double draws);

/* Keep the largest of many numbers, in a heap of `most` places. */
struct pmf_top {
    double *shares;
    size_t most, count;
};
void pmf_top_add(struct pmf_top *t, double share);
/* Largest first; returns how many. */
size_t pmf_top_done(struct pmf_top *t);

#endif
