#include "base/text.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/check.h"

/* Longer names are no typing mistakes of one another; bounds the work. */
enum { NEAREST_MOST_BYTES = 64 };

enum { QUOTED_MOST_BYTES = 60 };

const char *text_vformat(struct arena *a, const char *format, va_list args)
{
    va_list again;

    va_copy(again, args);
    const int bytes = vsnprintf(NULL, 0, format, args);
    CHECK(bytes >= 0);
    char *const s = arena_alloc(a, (size_t)bytes + 1);
    vsnprintf(s, (size_t)bytes + 1, format, again);
    va_end(again);
    return s;
}

const char *text_format(struct arena *a, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    const char *const s = text_vformat(a, format, args);
    va_end(args);
    return s;
}

const char *text_copy_n(struct arena *a, const char *s, size_t bytes)
{
    char *const copy = arena_alloc(a, bytes + 1);

    if (bytes > 0)
        memcpy(copy, s, bytes);
    return copy;
}

const char *text_copy(struct arena *a, const char *s)
{
    return text_copy_n(a, s, strlen(s));
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

const char *text_lower(struct arena *a, const char *s)
{
    const size_t bytes = strlen(s);
    char *const copy = arena_alloc(a, bytes + 1);

    for (size_t i = 0; i < bytes; i++)
        copy[i] = lower(s[i]);
    return copy;
}

bool text_equal(const char *a, const char *b)
{
    return strcmp(a, b) == 0;
}

bool text_equal_nocase(const char *a, const char *b)
{
    size_t i = 0;

    while (a[i] != '\0' && lower(a[i]) == lower(b[i]))
        i++;
    return lower(a[i]) == lower(b[i]);
}

bool text_starts(const char *s, const char *prefix)
{
    return strncmp(s, prefix, strlen(prefix)) == 0;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Three rows of the usual table are enough for swaps of neighbours. */
static size_t edit_distance(const char *a, size_t a_bytes, const char *b,
                            size_t b_bytes)
{
    size_t rows[3][NEAREST_MOST_BYTES + 1];

    for (size_t j = 0; j <= b_bytes; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= a_bytes; i++) {
        size_t *const now = rows[i % 3];
        const size_t *const before = rows[(i + 2) % 3];
        const size_t *const earlier = rows[(i + 1) % 3];

        now[0] = i;
        for (size_t j = 1; j <= b_bytes; j++) {
            const char x = lower(a[i - 1]), y = lower(b[j - 1]);
            const size_t replaced = before[j - 1] + (x != y);

            now[j] = least(least(before[j], now[j - 1]) + 1, replaced);
            if (i > 1 && j > 1 && x == lower(b[j - 2]) && lower(a[i - 2]) == y)
                now[j] = least(now[j], earlier[j - 2] + 1);
        }
    }
    return rows[a_bytes % 3][b_bytes];
}

const char *text_nearest(const char *s, const char *const *candidates,
                         size_t count)
{
    const size_t bytes = strlen(s);
    const char *nearest = NULL;
    size_t bound = bytes / 3 + 1;

    if (bytes > NEAREST_MOST_BYTES)
        return NULL;
    for (size_t i = 0; i < count; i++) {
        const size_t other = strlen(candidates[i]);

        if (other > NEAREST_MOST_BYTES)
            continue;
        const size_t d = edit_distance(s, bytes, candidates[i], other);
        if (d < bound) {
            bound = d;
            nearest = candidates[i];
        }
    }
    return nearest;
}

static void add_escaped(struct text_buffer *b, unsigned char c)
{
    if (c == '\n')
        text_add(b, "\\n");
    else if (c == '\t')
        text_add(b, "\\t");
    else if (c == '\r')
        text_add(b, "\\r");
    else if (c == '"' || c == '\'' || c == '\\')
        text_addf(b, "\\%c", c);
    else if (c < 0x20 || c > 0x7e)
        text_addf(b, "\\x%02x", c);
    else
        text_addf(b, "%c", c);
}

const char *text_quoted(struct arena *a, const char *s)
{
    struct text_buffer b;

    text_buffer_init(&b, a);
    for (size_t i = 0; s[i] != '\0'; i++) {
        if (i == QUOTED_MOST_BYTES) {
            text_add(&b, "...");
            break;
        }
        add_escaped(&b, (unsigned char)s[i]);
    }
    return text_buffer_text(&b);
}

const char *text_grouped(struct arena *a, int64_t n)
{
    char digits[24], grouped[32];
    const uint64_t magnitude = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;
    const int count = snprintf(digits, sizeof(digits), "%" PRIu64, magnitude);
    size_t used = 0;

    if (n < 0)
        grouped[used++] = '-';
    for (int i = 0; i < count; i++) {
        if (i > 0 && (count - i) % 3 == 0)
            grouped[used++] = ',';
        grouped[used++] = digits[i];
    }
    return text_copy_n(a, grouped, used);
}

/* Offset basis and prime of 64-bit FNV-1a as Fowler, Noll and Vo publish them
   (draft-eastlake-fnv). */
uint64_t text_hash(const char *s)
{
    uint64_t hash = 14695981039346656037U;

    for (size_t i = 0; s[i] != '\0'; i++)
        hash = (hash ^ (unsigned char)s[i]) * 1099511628211U;
    return hash;
}

void text_buffer_init(struct text_buffer *b, struct arena *a)
{
    *b = (struct text_buffer){ .arena = a };
}

void text_add_n(struct text_buffer *b, const char *s, size_t bytes)
{
    if (b->room - b->count <= bytes) {
        const size_t room = (b->count + bytes + 32) * 2;
        char *const grown = arena_alloc(b->arena, room);

        CHECK(room > bytes);
        if (b->count > 0)
            memcpy(grown, b->bytes, b->count);
        b->bytes = grown;
        b->room = room;
    }
    if (bytes > 0)
        memcpy(b->bytes + b->count, s, bytes);
    b->count += bytes;
    b->bytes[b->count] = '\0';
}

void text_add(struct text_buffer *b, const char *s)
{
    text_add_n(b, s, strlen(s));
}

void text_addf(struct text_buffer *b, const char *format, ...)
{
    char small[256];
    va_list args;

    va_start(args, format);
    const int bytes = vsnprintf(small, sizeof(small), format, args);
    va_end(args);
    CHECK(bytes >= 0);
    if ((size_t)bytes < sizeof(small)) {
        text_add_n(b, small, (size_t)bytes);
        return;
    }
    va_start(args, format);
    text_add(b, text_vformat(b->arena, format, args));
    va_end(args);
}

const char *text_buffer_text(const struct text_buffer *b)
{
    return b->bytes == NULL ? "" : b->bytes;
}
