#ifndef WORLD_FORM_WORDS_H
#define WORLD_FORM_WORDS_H

#include "base/rng.h"
#include "world/form.h"

/*
 * form_words - the texts of FORM_WORDS, for form.c.
 *
 * A word is found by its share, so a text of ten words is ten searches and ten
 * copies. Words made ready (form_prepare) are found where a guide points, and
 * short ones are copied as 16 bytes with the blanks behind them, whatever
 * their length.
 *
 * Memory   form_prepare: 8 KiB and 48 bytes a word.
 * Errors   none.
 * Result   the same text with and without.
 */

/* Words of a hash chain, so that each purpose has its own bits. */
static inline uint64_t form_hash(int64_t code, uint64_t i)
{
    return rng_mix((uint64_t)code * 0x9e3779b97f4a7c15U + i + 1);
}

/* The text of the code, so many bytes, at most FORM_TEXT_MAX; returns them.
   Up to FORM_TEXT_MAX bytes of `out` are written. */
size_t form_words_text(const struct form *f, int64_t code, size_t length,
                       char *out);

#endif
