#include "sql/sql_constant.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

enum { SCALE_MAX = 18 };

static struct sql_number inexact(double value)
{
    return (struct sql_number){ .approx = value };
}

static struct sql_number exact_number(int64_t digits, int scale)
{
    double approx = (double)digits;

    for (int i = 0; i < scale; i++)
        approx /= 10;
    return (struct sql_number){ true, digits, scale, approx };
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool sql_number_parse(const char *text, struct sql_number *n)
{
    const char *c = text;
    const bool negative = *c == '-';
    int64_t digits = 0;
    int scale = 0, count = 0;
    bool point = false, fits = true;

    c += *c == '-' || *c == '+';
    for (; is_digit(*c) || (*c == '.' && !point); c++) {
        point = point || *c == '.';
        if (*c == '.')
            continue;
        count++;
        scale += point;
        fits = fits && scale <= SCALE_MAX &&
               !__builtin_mul_overflow(digits, INT64_C(10), &digits) &&
               !__builtin_add_overflow(digits, (int64_t)(*c - '0'), &digits);
    }
    if (count == 0)
        return false;
    if (*c == '\0' && fits) {
        *n = exact_number(negative ? -digits : digits, scale);
        return true;
    }
    char *end;
    *n = inexact(strtod(text, &end));
    return *end == '\0' && isfinite(n->approx);
}

const char *sql_number_text(const struct sql_source *s,
                            const struct sql_number *n)
{
    if (!n->exact)
        return text_format(s->scratch, "%.17g", n->approx);

    const bool negative = n->digits < 0;
    const uint64_t magnitude =
        negative ? 0 - (uint64_t)n->digits : (uint64_t)n->digits;
    const char *const digits = text_format(s->scratch, "%0*llu", n->scale + 1,
                                           (unsigned long long)magnitude);
    const int whole = (int)strlen(digits) - n->scale;

    return text_format(s->scratch, "%s%.*s%s%s", negative ? "-" : "", whole,
                       digits, n->scale > 0 ? "." : "", digits + whole);
}

static bool rescale(struct sql_number *n, int scale)
{
    for (; n->scale < scale; n->scale++)
        if (__builtin_mul_overflow(n->digits, INT64_C(10), &n->digits))
            return false;
    return true;
}

static bool add_exact(char op, struct sql_number a, struct sql_number b,
                      struct sql_number *result)
{
    const int scale = a.scale > b.scale ? a.scale : b.scale;
    int64_t digits;

    if (!rescale(&a, scale) || !rescale(&b, scale))
        return false;
    if (op == '+' ? __builtin_add_overflow(a.digits, b.digits, &digits)
                  : __builtin_sub_overflow(a.digits, b.digits, &digits))
        return false;
    *result = exact_number(digits, scale);
    return true;
}

static bool multiply_exact(struct sql_number a, struct sql_number b,
                           struct sql_number *result)
{
    int64_t digits;

    if (a.scale + b.scale > SCALE_MAX ||
        __builtin_mul_overflow(a.digits, b.digits, &digits))
        return false;
    *result = exact_number(digits, a.scale + b.scale);
    return true;
}

/* Whole numbers divide with truncation, as INTEGER does. */
static bool divide_exact(char op, struct sql_number a, struct sql_number b,
                         struct sql_number *result)
{
    if (a.scale > 0 || b.scale > 0 || b.digits == -1)
        return false;
    *result =
        exact_number(op == '/' ? a.digits / b.digits : a.digits % b.digits, 0);
    return true;
}

static bool apply_exact(char op, struct sql_number a, struct sql_number b,
                        struct sql_number *result)
{
    if (!a.exact || !b.exact)
        return false;
    if (op == '+' || op == '-')
        return add_exact(op, a, b, result);
    if (op == '*')
        return multiply_exact(a, b, result);
    return divide_exact(op, a, b, result);
}

static double apply_double(char op, double a, double b)
{
    switch (op) {
    case '+':
        return a + b;
    case '-':
        return a - b;
    case '*':
        return a * b;
    case '/':
        return a / b;
    default:
        return fmod(a, b);
    }
}

bool sql_number_apply(char op, struct sql_number a, struct sql_number b,
                      struct sql_number *result)
{
    if (strchr("+-*/%", op) == NULL)
        return false;
    /* Exactly 0 is meant: nothing else divides by zero. */
    if ((op == '/' || op == '%') && !(b.approx < 0) && !(b.approx > 0))
        return false;
    if (apply_exact(op, a, b, result))
        return true;
    *result = inexact(apply_double(op, a.approx, b.approx));
    return isfinite(result->approx);
}
