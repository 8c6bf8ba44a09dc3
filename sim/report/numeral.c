#include "report/numeral.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/check.h"
#include "base/frame.h"
#include "base/text.h"

/* Beyond this the digits of a double are no longer all known. */
#define GROUPED_MOST 1e15

int numeral_digits(double x)
{
    char text[40];

    CHECK(!isnan(x));
    for (int digits = 15; digits < 17; digits++) {
        snprintf(text, sizeof(text), "%.*g", digits, x);
        /* Exact equality is the point: the text must give the same bits. */
        if (strtod(text, NULL) == x)
            return digits;
    }
    return 17;
}

static const char *infinity_text(double x)
{
    return x > 0 ? "inf" : "-inf";
}

const char *numeral_exact(struct arena *a, double x)
{
    if (isinf(x))
        return infinity_text(x);
    /* Adding zero turns -0 into 0. */
    return text_format(a, "%.*g", numeral_digits(x), x + 0.0);
}

const char *numeral_fixed(struct arena *a, double x, int decimals)
{
    char text[64];

    CHECK(!isnan(x) && decimals >= 0 && decimals <= 15);
    if (isinf(x))
        return infinity_text(x);
    if (fabs(x) >= GROUPED_MOST)
        return text_format(a, "%.3g", x);
    snprintf(text, sizeof(text), "%.*f", decimals, fabs(x));

    const char *const point = strchr(text, '.');
    const int64_t whole = strtoll(text, NULL, 10);
    const bool negative = x < 0 && strspn(text, "0.") < strlen(text);

    return text_format(a, "%s%s%s", negative ? "-" : "", text_grouped(a, whole),
                       point == NULL ? "" : point);
}

const char *numeral_rounded(struct arena *a, double x)
{
    CHECK(!isnan(x));
    if (x == 0 || isinf(x) || fabs(x) >= 100)
        return numeral_fixed(a, x, 0);
    if (fabs(x) < 1e-4)
        return text_format(a, "%.3g", x);

    char text[40];

    /* The exponent after rounding: 9.999 has three digits as 10.0. */
    snprintf(text, sizeof(text), "%.2e", x);
    const long exponent = strtol(strchr(text, 'e') + 1, NULL, 10);

    return text_format(a, "%.*f", exponent >= 2 ? 0 : (int)(2 - exponent), x);
}

const char *numeral_of(struct arena *a, double x, int digits)
{
    enum { DECIMALS_MOST = 3 };

    if (digits != FRAME_ROUNDED)
        return numeral_fixed(a, x, digits);
    return fabs(x) < 1 && x != 0 ? numeral_fixed(a, x, DECIMALS_MOST)
                                 : numeral_rounded(a, x);
}
