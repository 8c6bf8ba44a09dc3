/* Literals of SQL and YAML as codes (value.h). */
#include "world/value/value.h"

#include <string.h>

#include "base/text.h"
#include "base/units.h"
#include "world/day.h"

#define CODE_MIN (INT64_MIN + 1)
#define CODE_MAX INT64_MAX

enum { FLOAT_SCALE = 6, SECOND_SCALE = 6 };

/* An exponent beyond this is as good as infinite. */
enum { EXPONENT_MAX = 100000 };

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static const char *skip_blanks(const char *s)
{
    while (*s == ' ' || *s == '\t' || *s == '\n' || *s == '\r')
        s++;
    return s;
}

/* A number as it is written: digits with a point among them. */
struct decimal {
    const char *digits; /* first digit or point */
    const char *end;    /* after the last */
    int64_t whole;      /* digits before the point */
    int exponent;
    bool negative;
};

/* Reads [+-]digits[.digits][e[+-]digits]; false unless all of it is one. */
static bool decimal_read(const char *s, struct decimal *d)
{
    int64_t count = 0;
    bool point = false;

    *d = (struct decimal){ 0 };
    d->negative = *s == '-';
    s += *s == '-' || *s == '+';
    d->digits = s;
    for (; is_digit(*s) || (*s == '.' && !point); s++) {
        point |= *s == '.';
        count += *s != '.';
        d->whole += !point;
    }
    d->end = s;
    if (count == 0)
        return false;
    if (*s == 'e' || *s == 'E') {
        const bool minus = s[1] == '-';
        s += s[1] == '-' || s[1] == '+' ? 2 : 1;
        if (!is_digit(*s))
            return false;
        for (; is_digit(*s); s++)
            if (d->exponent < EXPONENT_MAX)
                d->exponent = d->exponent * 10 + (*s - '0');
        d->exponent = minus ? -d->exponent : d->exponent;
    }
    return *skip_blanks(s) == '\0';
}

/* *magnitude = *magnitude * 10 + digit; false when that passes int64. */
static bool append_digit(uint64_t *magnitude, int digit)
{
    if (*magnitude > ((uint64_t)CODE_MAX - (uint64_t)digit) / 10)
        return false;
    *magnitude = *magnitude * 10 + (uint64_t)digit;
    return true;
}

static void saturate(bool negative, int64_t *code, bool *exact)
{
    *code = negative ? CODE_MIN : CODE_MAX;
    *exact = false;
}

/* The number times 10^scale, rounded up to an integer. */
static void decimal_code(const struct decimal *d, int scale, int64_t *code,
                         bool *exact)
{
    int64_t left = d->whole + d->exponent + scale; /* digits of the code */
    uint64_t magnitude = 0;
    bool rest = false;

    for (const char *p = d->digits; p < d->end; p++) {
        if (*p == '.')
            continue;
        if (left > 0 && !append_digit(&magnitude, *p - '0')) {
            saturate(d->negative, code, exact);
            return;
        }
        rest |= left <= 0 && *p != '0';
        left--;
    }
    for (; left > 0 && magnitude > 0; left--) {
        if (!append_digit(&magnitude, 0)) {
            saturate(d->negative, code, exact);
            return;
        }
    }
    *exact = !rest;
    *code =
        d->negative ? -(int64_t)magnitude : law_add((int64_t)magnitude, rest);
}

static bool parse_number(const char *s, int scale, int64_t *code, bool *exact)
{
    struct decimal d;

    if (!decimal_read(s, &d))
        return false;
    decimal_code(&d, scale, code, exact);
    return true;
}

/* `count` digits as a number, or -1. */
static int two_digits(const char **s)
{
    if (!is_digit((*s)[0]) || !is_digit((*s)[1]))
        return -1;
    const int n = ((*s)[0] - '0') * 10 + ((*s)[1] - '0');
    *s += 2;
    return n;
}

/* [+-]HH[[:]MM] or Z behind a time, in microseconds east of Greenwich. */
static bool parse_zone(const char **s, int64_t *east)
{
    const char sign = **s;
    int minutes = 0;

    *east = 0;
    if (sign == 'Z' || sign == 'z') {
        (*s)++;
        return true;
    }
    if (sign != '+' && sign != '-')
        return true;
    (*s)++;
    const int hours = two_digits(s);
    if (hours < 0 || hours > 15)
        return false;
    *s += **s == ':';
    if (is_digit(**s) && ((minutes = two_digits(s)) < 0 || minutes > 59))
        return false;
    *east = (hours * 60 + minutes) * (int64_t)60000000;
    if (sign == '-')
        *east = -*east;
    return true;
}

/* The fraction of a second, rounded up to microseconds. */
static bool parse_fraction(const char **s, int64_t *us, bool *exact)
{
    struct decimal d = { 0 };

    *us = 0;
    *exact = true;
    if (**s != '.')
        return true;
    d.digits = *s;
    for ((*s)++; is_digit(**s); (*s)++)
        continue;
    d.end = *s;
    decimal_code(&d, SECOND_SCALE, us, exact);
    return d.end > d.digits + 1;
}

/* HH:MM[:SS[.fraction]][zone], to microseconds since midnight. */
static bool parse_time(const char *s, int64_t *us, bool *exact)
{
    int64_t fraction = 0, east;
    int second = 0;

    *exact = true;
    const int hour = two_digits(&s);
    if (hour < 0 || hour > 24 || *s++ != ':')
        return false;
    const int minute = two_digits(&s);
    if (minute < 0 || minute > 59)
        return false;
    if (*s == ':') {
        s++;
        second = two_digits(&s);
        if (second < 0 || second > 59 || !parse_fraction(&s, &fraction, exact))
            return false;
    }
    s = skip_blanks(s);
    if (!parse_zone(&s, &east) || *skip_blanks(s) != '\0')
        return false;
    *us = ((hour * 60 + minute) * 60 + second) * (int64_t)1000000 + fraction -
          east;
    return hour < 24 || (minute == 0 && second == 0 && fraction == 0);
}

/* A day, or a day and a time, to microseconds since 2000-01-01. */
static bool parse_timestamp(const char *s, int64_t *us, bool *exact)
{
    char date[16];
    size_t bytes = 0;
    int64_t days, time = 0;

    while (is_digit(s[bytes]) || s[bytes] == '-') {
        if (bytes + 1 == sizeof(date))
            return false;
        date[bytes] = s[bytes];
        bytes++;
    }
    date[bytes] = '\0';
    *exact = true;
    if (!day_parse(date, &days))
        return false;
    s += bytes;
    s = *s == 'T' ? s + 1 : skip_blanks(s);
    if (*s != '\0' && !parse_time(s, &time, exact))
        return false;
    *us = law_add(law_multiply(days, US_PER_DAY), time);
    return true;
}

/* A day and a time is compared with days: the next one when it is past
   midnight. */
static bool parse_date(const char *s, int64_t *code, bool *exact)
{
    int64_t us;

    if (!parse_timestamp(s, &us, exact))
        return false;
    *code = us / US_PER_DAY + (us % US_PER_DAY > 0);
    *exact = *exact && us % US_PER_DAY == 0;
    return true;
}

static bool parse_boolean(const char *s, int64_t *code, bool *exact)
{
    static const char *const names[] = { "f", "false", "n", "no",  "0", "off",
                                         "t", "true",  "y", "yes", "1", "on" };
    const int count = (int)(sizeof(names) / sizeof(names[0]));

    *exact = true;
    for (int i = 0; i < count; i++) {
        if (text_equal_nocase(s, names[i])) {
            *code = i >= count / 2;
            return true;
        }
    }
    return false;
}

/* Blanks at the end of a CHAR do not count: Database Developer Guide,
   "Significance of trailing blanks". */
static bool parse_string(const struct column *c, const char *text,
                         int64_t *code, bool *exact)
{
    char trimmed[CHAR_LENGTH_MAX + 1];
    size_t bytes = strlen(text);

    if (c->type.kind != TYPE_CHAR || bytes == 0 || text[bytes - 1] != ' ')
        return form_rank(&c->form, text, code, exact);
    while (bytes > 0 && text[bytes - 1] == ' ')
        bytes--;
    if (bytes > CHAR_LENGTH_MAX)
        return form_rank(&c->form, text, code, exact);
    memcpy(trimmed, text, bytes);
    trimmed[bytes] = '\0';
    return form_rank(&c->form, trimmed, code, exact);
}

bool value_parse(const struct column *c, const char *text, int64_t *code,
                 bool *exact)
{
    const char *const s = skip_blanks(text);

    *code = 0;
    *exact = false;
    switch (c->type.kind) {
    case TYPE_SMALLINT:
    case TYPE_INTEGER:
    case TYPE_BIGINT:
        return parse_number(s, 0, code, exact);
    case TYPE_DECIMAL:
        return parse_number(s, c->type.scale, code, exact);
    case TYPE_REAL:
    case TYPE_DOUBLE:
        return parse_number(s, FLOAT_SCALE, code, exact);
    case TYPE_BOOLEAN:
        return parse_boolean(s, code, exact);
    case TYPE_DATE:
        return parse_date(s, code, exact);
    case TYPE_TIME:
    case TYPE_TIMETZ:
        return parse_time(s, code, exact);
    case TYPE_TIMESTAMP:
    case TYPE_TIMESTAMPTZ:
        return parse_timestamp(s, code, exact);
    case TYPE_CHAR:
    case TYPE_VARCHAR:
    case TYPE_VARBYTE:
        break;
    }
    return parse_string(c, text, code, exact);
}
