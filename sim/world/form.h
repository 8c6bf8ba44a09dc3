#ifndef WORLD_FORM_H
#define WORLD_FORM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

/*
 * form - how a string column's codes are written.
 *
 * FORM_LIST     items sorted by bytes; the code is the rank.
 * FORM_PATTERN  a text with one %d or %0Nd: the code is the number. Patterns
 *               whose order is not that of their numbers (no zero padding)
 *               have `ordered` false: ranges over them cannot be mapped.
 * FORM_RANDOM   code 0..distinct-1 -> letters that order as the code, then
 *               filler from a hash of the code, `length_lo..length_hi` bytes.
 *               It takes ceil(log26 distinct) letters to tell codes apart,
 *               which lengthens shorter texts; when length_hi has no room for
 *               them, neighbouring codes share a text.
 * FORM_WORDS    prose: words drawn by weight from a hash of the code, cut
 *               from a running text, `length_lo..length_hi` bytes, so that
 *               the first and last word are usually fragments. Not ordered.
 *
 * Memory   form_text writes into the caller's buffer.
 * Result   the same code always gives the same text.
 */
enum form_kind {
    FORM_NONE, /* not a string */
    FORM_LIST,
    FORM_PATTERN,
    FORM_RANDOM,
    FORM_WORDS,
};

struct form {
    enum form_kind kind;
    const char **items;             /* LIST: sorted; WORDS: the vocabulary */
    double *cumulative;             /* WORDS: cumulative shares */
    int64_t count;                  /* items */
    const struct form_words *words; /* WORDS: made ready (form_prepare), or
                                       NULL */
    const char *prefix;             /* PATTERN: before the number */
    const char *suffix;             /* PATTERN: after it */
    int digits;               /* PATTERN: zero-padded to this many, 0 = plain */
    int64_t distinct;         /* RANDOM, WORDS: number of codes; PATTERN: the
                                numbers are 1..distinct, 0 = not known */
    int length_lo, length_hi; /* RANDOM, WORDS: bytes, uniform */
    bool ordered;             /* code order is byte order */
};

enum { FORM_TEXT_MAX = 1024 }; /* longest text written, bytes */

/* Bytes written, without NUL, at most FORM_TEXT_MAX; `out` has room for so
   many, and what is behind the text may be written over. */
size_t form_text(const struct form *f, int64_t code, char *out);

/* Make a form of WORDS ready for many texts; afterwards its words stay as
   they are. The texts are the same. */
void form_prepare(struct arena *a, struct form *f);

/* As many bytes, without writing a long text. */
size_t form_bytes(const struct form *f, int64_t code);

/*
 * Where `text` falls among the codes: the number of codes whose text is
 * smaller, counted from code 0 (so for PATTERN the smallest number whose text
 * is not smaller); *exact tells whether a code has this very text. False when
 * the form is not ordered and the text is not one of its values; equality
 * still works for every form that can be inverted (LIST, PATTERN, RANDOM).
 */
bool form_rank(const struct form *f, const char *text, int64_t *rank,
               bool *exact);

/*
 * Codes whose text begins with `prefix`: *lo..*hi (empty when lo > hi).
 * False when the form is not ordered.
 */
bool form_prefix(const struct form *f, const char *prefix, int64_t *lo,
                 int64_t *hi);

/* Mean bytes of a text over codes equally likely. */
double form_mean_bytes(const struct form *f);

#endif
