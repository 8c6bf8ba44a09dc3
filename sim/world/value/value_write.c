/* Codes as bytes and as text (value.h). */
#include "world/value/value.h"

#include <stdio.h>
#include <string.h>

#include "base/check.h"
#include "base/units.h"
#include "world/day.h"

/* REAL and DOUBLE are fixed point with six decimals. */
enum { FLOAT_SCALE = 6 };

enum { US_PER_SECOND = 1000000 };

/* An orphan's code lies beyond the list. */
static bool has_form(const struct form *f, int64_t code)
{
    return f->kind == FORM_PATTERN ||
           (code >= 0 && (f->kind != FORM_LIST || code < f->count));
}

/* A string's text, which ends up to FORM_TEXT_MAX bytes later. */
static size_t string_text(const struct column *c, int64_t code, char *out)
{
    CHECK(c->form.kind != FORM_NONE);
    /* '~' sorts behind letters. */
    if (!has_form(&c->form, code))
        return (size_t)snprintf(out, FORM_TEXT_MAX, "~%lld", (long long)code);
    return form_text(&c->form, code, out);
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

int64_t value_number(const struct column *c, int64_t code)
{
    const bool real = c->type.kind == TYPE_REAL || c->type.kind == TYPE_DOUBLE;
    unsigned char bytes[8];
    uint64_t bits = 0;

    if (code == VALUE_NULL)
        return 0;
    if (!real)
        return code;
    for (int i = float_bytes(code, type_bytes(c->type, 0), bytes); i > 0; i--)
        bits = bits << 8 | bytes[i - 1];
    return (int64_t)bits;
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

int value_length(const struct column *c, int64_t code)
{
    char text[FORM_TEXT_MAX];

    if (!type_is_string(c->type) || c->type.kind == TYPE_CHAR)
        return type_bytes(c->type, 0);
    if (code == VALUE_NULL)
        return 0;
    const size_t bytes = has_form(&c->form, code) ? form_bytes(&c->form, code)
                                                  : string_text(c, code, text);
    return bytes < (size_t)c->type.length ? (int)bytes : c->type.length;
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

/* The last `count` decimal digits of n, two at a time. */
static void put_digits(uint64_t n, int count, char *out)
{
    static const char pairs[] = "00010203040506070809"
                                "10111213141516171819"
                                "20212223242526272829"
                                "30313233343536373839"
                                "40414243444546474849"
                                "50515253545556575859"
                                "60616263646566676869"
                                "70717273747576777879"
                                "80818283848586878889"
                                "90919293949596979899";

    for (; count >= 2; count -= 2, n /= 100)
        memcpy(out + count - 2, pairs + 2 * (n % 100), 2);
    if (count == 1)
        out[0] = (char)('0' + n % 10);
}

static int count_digits(uint64_t n)
{
    int count = 1;

    for (; n >= 10000; n /= 10000)
        count += 4;
    return count + (n >= 10) + (n >= 100) + (n >= 1000);
}

/* A code with `scale` decimals; at most scale + 22 bytes. */
static size_t fixed_text(int64_t code, int scale, char *out)
{
    const uint64_t n = code < 0 ? 0 - (uint64_t)code : (uint64_t)code;
    const int digits = count_digits(n);
    char *at = out;

    CHECK(scale >= 0 && scale <= 38);
    if (code < 0)
        *at++ = '-';
    if (scale == 0) {
        put_digits(n, digits, at);
        return (size_t)(at - out + digits);
    }
    /* All digits, at least one before the point, which then moves in. */
    const int count = digits > scale ? digits : scale + 1;
    memset(at, '0', (size_t)(count - digits));
    put_digits(n, digits, at + count - digits);
    at += count - scale;
    memmove(at + 1, at, (size_t)scale);
    *at = '.';
    return (size_t)(at - out + scale + 1);
}

static size_t date_text(int64_t days, char *out)
{
    const struct day_date d = day_date(days);

    if (d.year < 0 || d.year > 9999)
        return (size_t)snprintf(out, 40, "%04lld-%02d-%02d", (long long)d.year,
                                d.month, d.day);
    put_digits((uint64_t)d.year, 4, out);
    out[4] = '-';
    put_digits((uint64_t)d.month, 2, out + 5);
    out[7] = '-';
    put_digits((uint64_t)d.day, 2, out + 8);
    return 10;
}

/* Microseconds since midnight; the fraction only when there is one. */
static size_t time_text(int64_t us, char *out)
{
    const int64_t fraction = us % US_PER_SECOND;
    const int64_t s = us / US_PER_SECOND;

    if (us < 0 || s >= 100 * 3600)
        return (size_t)snprintf(out, 40, "%02lld:%02d:%02d",
                                (long long)(s / 3600), (int)(s / 60 % 60),
                                (int)(s % 60));
    put_digits((uint64_t)(s / 3600), 2, out);
    out[2] = ':';
    put_digits((uint64_t)(s / 60 % 60), 2, out + 3);
    out[5] = ':';
    put_digits((uint64_t)(s % 60), 2, out + 6);
    if (fraction == 0)
        return 8;
    out[8] = '.';
    put_digits((uint64_t)fraction, 6, out + 9);
    return 15;
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

/* The text alone, cut to what the column holds. */
static size_t plain_text(const struct column *c, int64_t code, char *out)
{
    const size_t bytes = string_text(c, code, out);
    const size_t most = (size_t)c->type.length;

    return bytes > most ? most : bytes;
}

/* Quoted, with quotes doubled, when the text would break the line, or would
   be nothing, which is NULL. */
static size_t csv_text(const struct column *c, int64_t code, char *out)
{
    char text[FORM_TEXT_MAX];
    const size_t bytes = plain_text(c, code, out);
    bool plain = bytes > 0;
    size_t used = 0;

    for (size_t i = 0; i < bytes; i++)
        plain &= (out[i] != ',') & (out[i] != '"') & (out[i] != '\n') &
                 (out[i] != '\r');
    if (plain)
        return bytes;
    memcpy(text, out, bytes);
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

size_t value_plain(const struct column *c, int64_t code, char *out)
{
    if (code == VALUE_NULL || !type_is_string(c->type))
        return value_text(c, code, out);
    return plain_text(c, code, out);
}
