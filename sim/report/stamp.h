#ifndef REPORT_STAMP_H
#define REPORT_STAMP_H

#include <stdint.h>

#include "base/arena.h"

/*
 * stamp - which program and which input a result comes from.
 *
 * No date and no machine: the same input must give the same bytes.
 *
 * Memory   the arena given.
 * Errors   none.
 * Result   one line without a newline.
 */

/* The version of this program, "0.1.0"; the build may define it. */
const char *stamp_version(void);

/* "starslice 0.1.0, scenario ssb-tutorial, seed 42" */
const char *stamp_line(struct arena *a, const char *scenario, uint64_t seed);

#endif
