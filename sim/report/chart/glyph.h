#ifndef REPORT_GLYPH_H
#define REPORT_GLYPH_H

#include <stddef.h>

#include "base/arena.h"

/*
 * glyph - texts as people see them: characters, widths, lines.
 *
 * Names come from somebody else's file, so they may hold bytes that are not
 * UTF-8 and characters that steer a terminal. A text is cleaned first; the
 * other functions expect a clean one.
 *
 * Units    a width is a count of characters; each is taken as one column wide.
 * Memory   the arena given; glyph_width and glyph_line allocate nothing.
 * Errors   none: whatever the bytes are, there is a clean text for them.
 * Result   valid UTF-8.
 * Source   The Unicode Standard 15.0, table 3-7 (well-formed sequences).
 */

/* Bytes of the well-formed UTF-8 character at s; 0 when there is none. */
size_t glyph_bytes(const char *s);

/* Bytes that are not UTF-8 become U+FFFD; all else stays. */
const char *glyph_utf8(struct arena *a, const char *s);

/* As glyph_utf8, and control characters become '?': one harmless line. */
const char *glyph_clean(struct arena *a, const char *s);

size_t glyph_width(const char *s);

/* At most `width` (>= 3) characters; a cut text ends in "...". */
const char *glyph_cut(struct arena *a, const char *s, size_t width);

/* Width of the longest run without a space. */
size_t glyph_longest_word(const char *s);

/*
 * Bytes of the first line of `s` when lines hold `width` (>= 1) characters:
 * broken at the last space that fits, inside a word when there is none.
 * The caller skips the spaces that follow.
 */
size_t glyph_line(const char *s, size_t width);

#endif
