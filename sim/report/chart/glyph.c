#include "report/chart/glyph.h"

#include <stdbool.h>
#include <string.h>

#include "base/check.h"
#include "base/text.h"

static const char REPLACEMENT[] = "\xef\xbf\xbd";

static bool between(unsigned char c, unsigned low, unsigned high)
{
    return c >= low && c <= high;
}

/* The second byte of a sequence has a range of its own (table 3-7). */
static bool second_fits(unsigned char first, unsigned char second)
{
    switch (first) {
    case 0xe0:
        return between(second, 0xa0, 0xbf);
    case 0xed:
        return between(second, 0x80, 0x9f);
    case 0xf0:
        return between(second, 0x90, 0xbf);
    case 0xf4:
        return between(second, 0x80, 0x8f);
    default:
        return between(second, 0x80, 0xbf);
    }
}

size_t glyph_bytes(const char *s)
{
    const unsigned char *const b = (const unsigned char *)s;
    size_t bytes;

    if (b[0] < 0x80)
        return b[0] == '\0' ? 0 : 1;
    if (between(b[0], 0xc2, 0xdf))
        bytes = 2;
    else if (between(b[0], 0xe0, 0xef))
        bytes = 3;
    else if (between(b[0], 0xf0, 0xf4))
        bytes = 4;
    else
        return 0;
    if (!second_fits(b[0], b[1]))
        return 0;
    for (size_t i = 2; i < bytes; i++)
        if (!between(b[i], 0x80, 0xbf))
            return 0;
    return bytes;
}

const char *glyph_utf8(struct arena *a, const char *s)
{
    struct text_buffer out;

    text_buffer_init(&out, a);
    while (*s != '\0') {
        const size_t bytes = glyph_bytes(s);

        if (bytes == 0)
            text_add(&out, REPLACEMENT);
        else
            text_add_n(&out, s, bytes);
        s += bytes == 0 ? 1 : bytes;
    }
    return text_buffer_text(&out);
}

/* C0, DEL and C1: terminals obey them, one-line formats break on them. */
static bool is_control(const char *s)
{
    const unsigned char *const b = (const unsigned char *)s;

    return b[0] < 0x20 || b[0] == 0x7f || (b[0] == 0xc2 && b[1] < 0xa0);
}

const char *glyph_clean(struct arena *a, const char *s)
{
    struct text_buffer out;

    text_buffer_init(&out, a);
    while (*s != '\0') {
        const size_t bytes = glyph_bytes(s);

        if (bytes == 0)
            text_add(&out, REPLACEMENT);
        else if (is_control(s))
            text_add(&out, "?");
        else
            text_add_n(&out, s, bytes);
        s += bytes == 0 ? 1 : bytes;
    }
    return text_buffer_text(&out);
}

static size_t step(const char *s)
{
    const size_t bytes = glyph_bytes(s);

    CHECK(bytes > 0);
    return bytes;
}

size_t glyph_width(const char *s)
{
    size_t width = 0;

    for (; *s != '\0'; s += step(s))
        width++;
    return width;
}

const char *glyph_cut(struct arena *a, const char *s, size_t width)
{
    const char *end = s;

    CHECK(width >= 3);
    if (glyph_width(s) <= width)
        return s;
    for (size_t i = 0; i < width - 3; i++)
        end += step(end);
    return text_format(a, "%.*s...", (int)(end - s), s);
}

size_t glyph_longest_word(const char *s)
{
    size_t longest = 0, now = 0;

    for (; *s != '\0'; s += step(s)) {
        now = *s == ' ' ? 0 : now + 1;
        if (now > longest)
            longest = now;
    }
    return longest;
}

size_t glyph_line(const char *s, size_t width)
{
    const char *end = s, *space = NULL;

    CHECK(width >= 1);
    for (size_t i = 0; i < width && *end != '\0'; i++) {
        if (*end == ' ' && end > s)
            space = end;
        end += step(end);
    }
    if (*end == '\0' || *end == ' ' || space == NULL)
        return (size_t)(end - s);
    return (size_t)(space - s);
}
