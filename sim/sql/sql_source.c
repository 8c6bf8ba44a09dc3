#include "sql/sql_source.h"

#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include "base/text.h"
#include "sql/sql.h"

/* Bytes of the UTF-8 character that starts with `c`; 0 if none does. */
static size_t character_bytes(unsigned char c)
{
    if (c < 0x80)
        return 1;
    if (c >= 0xc2 && c < 0xe0)
        return 2;
    if (c >= 0xe0 && c < 0xf0)
        return 3;
    return c >= 0xf0 && c < 0xf5 ? 4 : 0;
}

static bool is_continuation(unsigned char c)
{
    return (c & 0xc0) == 0x80;
}

/* Offset of the first byte that is not UTF-8, or `bytes`. */
static size_t first_bad_byte(const char *text, size_t bytes)
{
    size_t at = 0;

    while (at < bytes) {
        const size_t n = character_bytes((unsigned char)text[at]);

        if (n == 0 || n > bytes - at)
            return at;
        for (size_t i = 1; i < n; i++)
            if (!is_continuation((unsigned char)text[at + i]))
                return at;
        at += n;
    }
    return bytes;
}

static void find_lines(struct sql_source *s)
{
    int count = 1;
    for (size_t i = 0; i < s->bytes; i++)
        count += s->text[i] == '\n';

    size_t *const lines = ARENA_ARRAY(s->scratch, count, size_t);
    int line = 1;
    for (size_t i = 0; i < s->bytes; i++)
        if (s->text[i] == '\n')
            lines[line++] = i + 1;
    s->lines = lines;
    s->line_count = count;
}

bool sql_source_begin(struct sql_source *s, struct arena *a, const char *text,
                      const char *file, int first_line, struct faults *faults)
{
    *s = (struct sql_source){ .a = a,
                              .scratch = arena_begin(),
                              .text = text,
                              .file = file,
                              .bytes = strlen(text),
                              .first_line = first_line,
                              .now_us = SQL_NO_CLOCK,
                              .faults = faults };
    if (s->bytes > SQL_BYTES_MAX)
        return fault_add(faults, (struct where){ .file = file },
                         "more than %d bytes of SQL in one text",
                         (int)SQL_BYTES_MAX);
    find_lines(s);

    const size_t bad = first_bad_byte(text, s->bytes);
    if (bad < s->bytes)
        return sql_fault(s, bad, "byte 0x%02x is not UTF-8 text",
                         (unsigned)(unsigned char)text[bad]);
    return true;
}

void sql_source_done(struct sql_source *s)
{
    arena_done(s->scratch);
    s->scratch = NULL;
}

/* The line that holds an offset, from 0. */
static int line_of(const struct sql_source *s, size_t offset)
{
    int lo = 0, hi = s->line_count - 1;

    while (lo < hi) {
        const int mid = hi - (hi - lo) / 2;

        if (s->lines[mid] <= offset)
            lo = mid;
        else
            hi = mid - 1;
    }
    return lo;
}

struct where sql_where(const struct sql_source *s, size_t offset)
{
    const int line = line_of(s, offset);
    int column = 1;

    for (size_t i = s->lines[line]; i < offset && i < s->bytes; i++)
        column += !is_continuation((unsigned char)s->text[i]);
    return (struct where){ .file = s->file,
                           .line = s->first_line + line,
                           .column = column };
}

bool sql_fault(const struct sql_source *s, size_t offset, const char *format,
               ...)
{
    va_list args;

    va_start(args, format);
    const char *const text = text_vformat(s->scratch, format, args);
    va_end(args);
    return fault_add(s->faults, sql_where(s, offset), "%s", text);
}

size_t sql_offset(const struct sql_source *s, size_t location)
{
    size_t offset = s->base + location;

    /* Behind an alias that was put in, the text is so much shorter. */
    for (int i = 0; i < s->alias_count; i++)
        if (s->aliases[i] >= s->base && offset > s->aliases[i])
            offset = offset - s->aliases[i] <= SQL_ALIAS_BYTES
                         ? s->aliases[i]
                         : offset - SQL_ALIAS_BYTES;
    return offset;
}

static size_t offset_at(const struct sql_source *s, int location)
{
    return sql_offset(s, location < 0 ? 0 : (size_t)location);
}

struct where sql_where_at(const struct sql_source *s, int location)
{
    return sql_where(s, offset_at(s, location));
}

bool sql_fault_at(const struct sql_source *s, int location, const char *format,
                  ...)
{
    va_list args;

    va_start(args, format);
    const char *const text = text_vformat(s->scratch, format, args);
    va_end(args);
    return fault_add(s->faults, sql_where_at(s, location), "%s", text);
}

size_t sql_offset_of_character(const struct sql_source *s, size_t from,
                               size_t n)
{
    size_t at = from;

    for (; n > 0 && at < s->bytes; n--) {
        at++;
        while (at < s->bytes && is_continuation((unsigned char)s->text[at]))
            at++;
    }
    return at;
}
