#ifndef ESTIMATE_STORED_SORT_H
#define ESTIMATE_STORED_SORT_H

#include "estimate/stored/stored_links.h"

/*
 * stored_sort - rows in the order that the design's sort keys give them. Used
 * by stored alone.
 *
 * Memory   the sampler's arena.
 * Errors   none.
 * Result   rows of equal keys keep their order.
 */
void stored_sort(struct sampler *s, int64_t *rows, size_t count);

#endif
