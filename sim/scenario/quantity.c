#include "scenario/quantity.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/check.h"
#include "base/text.h"

/* A unit is a factor; `whole` is the same as an integer, 0 when it is none. */
struct unit {
    enum quantity kind;
    const char *name;
    double factor;
    int64_t whole;
};

#define KIB 1024LL

/* Longer words first is not needed: a unit must match whole. */
static const struct unit units[] = {
    { QUANTITY_BYTES, "B", 1, 1 },
    { QUANTITY_BYTES, "bytes", 1, 1 },
    { QUANTITY_BYTES, "byte", 1, 1 },
    { QUANTITY_BYTES, "kB", 1e3, 1000 },
    { QUANTITY_BYTES, "MB", 1e6, 1000000 },
    { QUANTITY_BYTES, "GB", 1e9, 1000000000 },
    { QUANTITY_BYTES, "TB", 1e12, 1000000000000 },
    { QUANTITY_BYTES, "KiB", 1024.0, KIB },
    { QUANTITY_BYTES, "MiB", 1048576.0, KIB *KIB },
    { QUANTITY_BYTES, "GiB", 1073741824.0, KIB *KIB *KIB },
    { QUANTITY_BYTES, "TiB", 1099511627776.0, KIB *KIB *KIB *KIB },
    { QUANTITY_SECONDS, "ns", 1e-9, 0 },
    { QUANTITY_SECONDS, "us", 1e-6, 0 },
    { QUANTITY_SECONDS, "ms", 1e-3, 0 },
    { QUANTITY_SECONDS, "s", 1, 1 },
    { QUANTITY_SECONDS, "min", 60, 60 },
    { QUANTITY_SECONDS, "h", 3600, 3600 },
    { QUANTITY_SECONDS, "d", 86400, 86400 },
    { QUANTITY_SECONDS, "days", 86400, 86400 },
    { QUANTITY_SECONDS, "day", 86400, 86400 },
    { QUANTITY_RATE, "B/s", 1, 1 },
    { QUANTITY_RATE, "kB/s", 1e3, 1000 },
    { QUANTITY_RATE, "MB/s", 1e6, 1000000 },
    { QUANTITY_RATE, "GB/s", 1e9, 1000000000 },
    { QUANTITY_RATE, "KiB/s", 1024.0, KIB },
    { QUANTITY_RATE, "MiB/s", 1048576.0, KIB *KIB },
    { QUANTITY_RATE, "GiB/s", 1073741824.0, KIB *KIB *KIB },
    { QUANTITY_SHARE, "%", 0.01, 0 },
    /* Multipliers of rows and plain numbers; "rows" may follow. */
    { QUANTITY_PLAIN, "k", 1e3, 1000 },
    { QUANTITY_PLAIN, "M", 1e6, 1000000 },
    { QUANTITY_PLAIN, "G", 1e9, 1000000000 },
    { QUANTITY_PLAIN, "B", 1e9, 1000000000 },
    { QUANTITY_PLAIN, "T", 1e12, 1000000000000 },
    { QUANTITY_PLAIN, "thousand", 1e3, 1000 },
    { QUANTITY_PLAIN, "million", 1e6, 1000000 },
    { QUANTITY_PLAIN, "billion", 1e9, 1000000000 },
    { QUANTITY_PLAIN, "trillion", 1e12, 1000000000000 },
};

static const struct unit no_unit = { QUANTITY_PLAIN, "", 1, 1 };

/* The parts of "600.5e3 M rows": digits, the exponent of ten, the unit. */
struct parts {
    uint64_t mantissa;      /* all digits as one number */
    int exponent;           /* value = mantissa * 10^exponent * unit */
    bool negative, inexact; /* inexact: more digits than the mantissa holds */
    double number;          /* the same, as the C library reads it */
    struct unit unit;
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* As many digits as 64 bits hold, 19 at least; further ones only move the
   point. */
static void add_digit(struct parts *p, int digit, bool fraction)
{
    if (p->mantissa <= (UINT64_MAX - 9) / 10) {
        p->mantissa = p->mantissa * 10 + (uint64_t)digit;
        p->exponent -= fraction;
        return;
    }
    p->inexact |= digit != 0;
    p->exponent += !fraction;
}

static const char *scan_exponent(const char *s, struct parts *p)
{
    if (*s != 'e' && *s != 'E')
        return s;
    const bool negative = s[1] == '-';
    const char *d = s + 1 + (s[1] == '-' || s[1] == '+');
    int exponent = 0;

    /* "6 e" is a number with an unknown unit, not half an exponent. */
    if (!is_digit(*d))
        return s;
    for (; is_digit(*d); d++)
        exponent = exponent < 10000 ? exponent * 10 + (*d - '0') : exponent;
    p->exponent += negative ? -exponent : exponent;
    return d;
}

/* Past the number, or NULL when there is none at `s`. */
static const char *scan_number(const char *s, struct parts *p)
{
    const char *const begin = s;
    int digits = 0;

    p->negative = *s == '-';
    s += *s == '-' || *s == '+';
    for (; is_digit(*s); s++, digits++)
        add_digit(p, *s - '0', false);
    if (*s == '.')
        for (s++; is_digit(*s); s++, digits++)
            add_digit(p, *s - '0', true);
    if (digits == 0 || digits > 60)
        return NULL;
    s = scan_exponent(s, p);
    /* The scan has made sure that this is a decimal number: no hexadecimal,
       no "inf", and the program never sets a locale. */
    p->number = strtod(begin, NULL);
    return s;
}

static const char *skip_blanks(const char *s)
{
    while (*s == ' ')
        s++;
    return s;
}

static const char *word_end(const char *s)
{
    while (*s != '\0' && *s != ' ')
        s++;
    return s;
}

static bool is_word(const char *s, const char *end, const char *word)
{
    const size_t bytes = (size_t)(end - s);
    return strlen(word) == bytes && strncmp(s, word, bytes) == 0;
}

static bool find_unit(const char *s, const char *end, enum quantity kind,
                      struct unit *unit)
{
    for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++)
        if (units[i].kind == kind && is_word(s, end, units[i].name)) {
            *unit = units[i];
            return true;
        }
    return false;
}

static bool is_noun(const char *s, const char *end, enum quantity q)
{
    return q == QUANTITY_ROWS &&
           (is_word(s, end, "rows") || is_word(s, end, "row"));
}

/* The unit must be all that is left. */
static bool scan_unit(const char *s, enum quantity q, struct unit *unit)
{
    const enum quantity kind = q == QUANTITY_ROWS ? QUANTITY_PLAIN : q;
    const char *end;

    *unit = no_unit;
    s = skip_blanks(s);
    end = word_end(s);
    if (find_unit(s, end, kind, unit)) {
        s = skip_blanks(end);
        end = word_end(s);
    }
    if (is_noun(s, end, q))
        s = skip_blanks(end);
    return *s == '\0';
}

static const char *const not_this_kind[] = {
    [QUANTITY_PLAIN] = "is not a number; write 1500, 1.5e3 or 1.5 k",
    [QUANTITY_ROWS] = "is not a number of rows; write 6000000, 6e6 or 6 M rows",
    [QUANTITY_BYTES] = "is not a number of bytes; write 16777216 or 16 MiB "
                       "(B, kB, MB, GB, TB, KiB, MiB, GiB, TiB)",
    [QUANTITY_SECONDS] = "is not a time; write 90, 90 s or 1.5 min (ns, us, "
                         "ms, s, min, h, d)",
    [QUANTITY_RATE] = "is not a rate; write 200e6 or 200 MB/s (B/s, kB/s, "
                      "MB/s, GB/s, KiB/s, MiB/s, GiB/s)",
    [QUANTITY_SHARE] = "is not a share; write 0.02 or 2 %",
};

static bool scan(const char *text, enum quantity q, struct parts *p,
                 const char **why)
{
    *p = (struct parts){ 0 };
    const char *const s = scan_number(skip_blanks(text), p);

    if (s != NULL && scan_unit(s, q, &p->unit))
        return true;
    *why = not_this_kind[q];
    return false;
}

/* product = x * y unless it exceeds an int64. */
static bool multiply(uint64_t x, uint64_t y, uint64_t *product)
{
    if (y != 0 && x > (uint64_t)INT64_MAX / y)
        return false;
    *product = x * y;
    return true;
}

/* mantissa * 10^exponent * unit, exactly; false and *why when that fails. */
static bool whole_value(struct parts p, uint64_t *value, const char **why)
{
    uint64_t v = p.mantissa, divisor = 1;

    while (v != 0 && v % 10 == 0) {
        v /= 10;
        p.exponent++;
    }
    if (v == 0) {
        *value = 0;
        return true;
    }
    *why = "is too large";
    if (!multiply(v, (uint64_t)p.unit.whole, &v))
        return false;
    for (; p.exponent > 0; p.exponent--)
        if (!multiply(v, 10, &v))
            return false;
    *why = "is not a whole number";
    for (; p.exponent < 0; p.exponent++)
        if (!multiply(divisor, 10, &divisor))
            return false;
    *value = v / divisor;
    return v % divisor == 0 && !p.inexact && p.unit.whole != 0;
}

bool quantity_count(const char *text, enum quantity q, int64_t *count,
                    const char **why)
{
    struct parts p;
    uint64_t value;

    if (!scan(text, q, &p, why) || !whole_value(p, &value, why))
        return false;
    *count = p.negative ? -(int64_t)value : (int64_t)value;
    return true;
}

bool quantity_number(const char *text, enum quantity q, double *number,
                     const char **why)
{
    struct parts p;

    if (!scan(text, q, &p, why))
        return false;
    const double value = p.number * p.unit.factor;
    if (!isfinite(value)) {
        *why = "is too large";
        return false;
    }
    *number = value;
    return true;
}

const char *quantity_unit(enum quantity q)
{
    static const char *const names[] = {
        [QUANTITY_PLAIN] = "",
        [QUANTITY_ROWS] = "rows",
        [QUANTITY_BYTES] = "bytes",
        [QUANTITY_SECONDS] = "seconds",
        [QUANTITY_RATE] = "bytes per second",
        [QUANTITY_SHARE] = "",
    };

    CHECK((size_t)q < sizeof(names) / sizeof(names[0]));
    return names[q];
}
