#ifndef ESTIMATE_STORED_Z_H
#define ESTIMATE_STORED_Z_H

#include "estimate/stored/stored_links.h"

/*
 * stored_z - neighbours in a table with an interleaved key. Used by stored
 * alone.
 *
 * Memory   the sampler's arena.
 * Errors   none.
 */

/*
 * Consecutive points of the z-order curve. Each of the d axes has `bits`
 * bits, so that the curve has at least as many cells as the slice has points:
 * rows, or orders whose lines share their keys. Fills codes of the key columns
 * and rows[].
 */
void stored_walk_z(struct sampler *s);

#endif
