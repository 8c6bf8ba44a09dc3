#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

/*
 * text - strings that live in an arena, and a buffer to build long ones.
 *
 * A text is a const char * that ends in NUL. All functions treat bytes, not
 * characters; case folding is ASCII, as Redshift folds identifiers.
 */

/* As printf, into the arena. */
const char *text_format(struct arena *a, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
const char *text_vformat(struct arena *a, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));

const char *text_copy(struct arena *a, const char *s);
const char *text_copy_n(struct arena *a, const char *s, size_t bytes);
const char *text_lower(struct arena *a, const char *s);

bool text_equal(const char *a, const char *b);
bool text_equal_nocase(const char *a, const char *b);
bool text_starts(const char *s, const char *prefix);

/*
 * The candidate nearest to `s` by edit distance (insert, delete, replace,
 * swap of neighbours; case does not count), or NULL when none is within a
 * third of its length. The first of equals; names over 64 bytes have none.
 */
const char *text_nearest(const char *s, const char *const *candidates,
                         size_t count);

/*
 * Escape control characters, quotes, backslashes and bytes outside ASCII as
 * \n, \", \xNN, cut after 60 bytes with "...": safe to print in a one-line
 * message.
 */
const char *text_quoted(struct arena *a, const char *s);

/* 1234567 -> "1,234,567". */
const char *text_grouped(struct arena *a, int64_t n);

/* 64-bit FNV-1a of the bytes; used for names of streams and hashes. */
uint64_t text_hash(const char *s);

/* A buffer that grows in its arena. */
struct text_buffer {
    struct arena *arena;
    char *bytes; /* always ends in NUL once anything was added */
    size_t count, room;
};

void text_buffer_init(struct text_buffer *b, struct arena *a);
void text_add(struct text_buffer *b, const char *s);
void text_add_n(struct text_buffer *b, const char *s, size_t bytes);
void text_addf(struct text_buffer *b, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* The text built so far; "" when nothing was added. */
const char *text_buffer_text(const struct text_buffer *b);

#endif
