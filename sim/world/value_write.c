/* Codes as bytes and as text (value.h). */
#include "world/value.h"

#include <stdio.h>
#include <string.h>

#include "base/check.h"
#include "base/units.h"
#include "world/day.h"

/* REAL and DOUBLE are fixed point with six decimals. */
enum { FLOAT_SCALE = 6 };

enum { US_PER_SECOND = 1000000 };

/* A string's text, which ends up to FORM_TEXT_MAX bytes later. */
static size_t string_text(const struct column *c, int64_t code, char *out)
{
    const struct form *f = &c->form;
    const bool known = f->kind == FORM_PATTERN ||
                       (code >= 0 && (f->kind != FORM_LIST || code < f->count));

    CHECK(f->kind != FORM_NONE);
    /* An orphan's code lies beyond the list; '~' sorts behind letters. */
    if (!known)
        return (size_t)snprintf(out, FORM_TEXT_MAX, "~%lld", (long long)code);
    return form_text(f, code, out);
}

/* Little-endian two's complement. */
static int integer_bytes(int64_t code, int width, unsigned char *out)
{
    for (int i = 0; i < width; i++)
        out[i] = i < 8 ? (unsigned char)((uint64_t)code >> (8 * i))
                       : (unsigned char)(code < 0 ? 0xff : 0);
    return width;
}

/* The bits of an IEEE number, whatever the byte order of the machine. */
static int float_bytes(int64_t code, int width, unsigned char *out)
{
    const double number = (double)code / 1e6;
    const float single = (float)number;
    uint64_t wide = 0;
    uint32_t narrow = 0;

    memcpy(&wide, &number, sizeof(wide));
    memcpy(&narrow, &single, sizeof(narrow));
    return integer_bytes((int64_t)(width == 4 ? narrow : wide), width, out);
}

static int string_bytes(const struct column *c, int64_t code,
                        unsigned char *out)
{
    char text[FORM_TEXT_MAX];
    size_t bytes = code == VALUE_NULL ? 0 : string_text(c, code, text);
    const size_t most = (size_t)c->type.length;

    CHECK(c->type.kind != TYPE_CHAR || most <= VALUE_BYTES_MAX);
    if (bytes > most)
        bytes = most;
    memcpy(out, text, bytes);
    if (c->type.kind != TYPE_CHAR)
        return (int)bytes;
    memset(out + bytes, code == VALUE_NULL ? 0 : ' ', most - bytes);
    return c->type.length;
}

int value_bytes(const struct column *c, int64_t code, unsigned char *out)
{
    if (type_is_string(c->type))
        return string_bytes(c, code, out);

    const int width = type_bytes(c->type, 0);
    if (code == VALUE_NULL)
        code = 0;
    if (c->type.kind == TYPE_REAL || c->type.kind == TYPE_DOUBLE)
        return float_bytes(code, width, out);
    return integer_bytes(code, width, out);
}

/* A code with `scale` decimals; at most scale + 22 bytes. */
static size_t fixed_text(int64_t code, int scale, char *out)
{
    char digits[48];
    uint64_t rest = code < 0 ? 0 - (uint64_t)code : (uint64_t)code;
    int count = 0;
    size_t used = 0;

    CHECK(scale >= 0 && scale <= 38);
    do {
        digits[count++] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest > 0 || count <= scale);
    if (code < 0)
        out[used++] = '-';
    while (count > 0) {
        out[used++] = digits[--count];
        if (count == scale && scale > 0)
            out[used++] = '.';
    }
    return used;
}

static size_t date_text(int64_t days, char *out)
{
    const struct day_date d = day_date(days);

    return (size_t)snprintf(out, 40, "%04lld-%02d-%02d", (long long)d.year,
                            d.month, d.day);
}

/* Microseconds since midnight; the fraction only when there is one. */
static size_t time_text(int64_t us, char *out)
{
    const int fraction = (int)(us % US_PER_SECOND);
    const int64_t s = us / US_PER_SECOND;
    const int used =
        snprintf(out, 40, "%02lld:%02d:%02d", (long long)(s / 3600),
                 (int)(s / 60 % 60), (int)(s % 60));

    if (fraction == 0)
        return (size_t)used;
    return (size_t)(used + snprintf(out + used, 12, ".%06d", fraction));
}

static size_t timestamp_text(int64_t us, char *out)
{
    int64_t days = us / US_PER_DAY, rest = us % US_PER_DAY;

    if (rest < 0) {
        rest += US_PER_DAY;
        days--;
    }
    size_t used = date_text(days, out);
    out[used++] = ' ';
    return used + time_text(rest, out + used);
}

/* Quoted, with quotes doubled, when the text would break the line. */
static size_t csv_text(const struct column *c, int64_t code, char *out)
{
    char text[FORM_TEXT_MAX];
    size_t bytes = string_text(c, code, text), used = 0;
    bool plain = true;

    if (bytes > (size_t)c->type.length)
        bytes = (size_t)c->type.length;
    for (size_t i = 0; i < bytes; i++)
        plain &= text[i] != ',' && text[i] != '"' && text[i] != '\n' &&
                 text[i] != '\r';
    if (plain) {
        memcpy(out, text, bytes);
        return bytes;
    }
    out[used++] = '"';
    for (size_t i = 0; i < bytes; i++) {
        if (text[i] == '"')
            out[used++] = '"';
        out[used++] = text[i];
    }
    out[used++] = '"';
    return used;
}

/* Offset of the zone, which is always UTC here. */
static size_t zone_text(char *out)
{
    memcpy(out, "+00", 3);
    return 3;
}

size_t value_text(const struct column *c, int64_t code, char *out)
{
    size_t used;

    if (code == VALUE_NULL)
        return 0;
    switch (c->type.kind) {
    case TYPE_BOOLEAN:
        *out = code ? 't' : 'f';
        return 1;
    case TYPE_SMALLINT:
    case TYPE_INTEGER:
    case TYPE_BIGINT:
        return fixed_text(code, 0, out);
    case TYPE_DECIMAL:
        return fixed_text(code, c->type.scale, out);
    case TYPE_REAL:
    case TYPE_DOUBLE:
        return fixed_text(code, FLOAT_SCALE, out);
    case TYPE_DATE:
        return date_text(code, out);
    case TYPE_TIME:
        return time_text(code, out);
    case TYPE_TIMETZ:
        used = time_text(code, out);
        return used + zone_text(out + used);
    case TYPE_TIMESTAMP:
        return timestamp_text(code, out);
    case TYPE_TIMESTAMPTZ:
        used = timestamp_text(code, out);
        return used + zone_text(out + used);
    case TYPE_CHAR:
    case TYPE_VARCHAR:
    case TYPE_VARBYTE:
        return csv_text(c, code, out);
    }
    CHECK(c->type.kind <= TYPE_VARBYTE);
    return 0;
}
