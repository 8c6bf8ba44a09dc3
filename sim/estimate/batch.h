#ifndef ESTIMATE_BATCH_H
#define ESTIMATE_BATCH_H

#include "codec/codec.h"
#include "world/world.h"

/*
 * batch - sampled values of a column as a codec takes them.
 *
 * Memory   the arena given.
 * Errors   none.
 */
enum { BATCH_TEXT_BYTES = 262144 };

struct codec_type batch_type(const struct column *c);

/* Strings are written out up to BATCH_TEXT_BYTES, so of fewer values; the rest
   of a sample would tell an encoding nothing new. */
struct codec_batch batch_of(struct arena *a, const struct column *c,
                            const int64_t *codes, size_t count);

#endif
