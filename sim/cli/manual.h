#ifndef CLI_MANUAL_H
#define CLI_MANUAL_H

#include "base/frame.h"
#include "base/text.h"

/*
 * manual - the reference of the scenario format as people read it.
 *
 * A table of six columns is too wide for a terminal, so each key is a
 * paragraph. The other formats print the frames as they are.
 *
 * Memory   the buffer's arena.
 * Errors   a frame without the columns named below is a bug (CHECK).
 * Result   80 columns.
 */

/* Frame `schema`: section, key, type, default, meaning, example. */
void manual_keys(struct text_buffer *out, const struct frame *f);

/* Frame `constants`: section, key, value, unit, kind, source. */
void manual_constants(struct text_buffer *out, const struct frame *f);

#endif
