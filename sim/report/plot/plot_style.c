#include "report/plot/plot_style.h"

#include <math.h>
#include <string.h>

#include "base/check.h"
#include "base/text.h"
#include "base/units.h"
#include "report/chart/glyph.h"
#include "report/numeral.h"

/*
 * Widths of letters as a share of their size: those of Helvetica, rounded up,
 * because another face may stand in for it.
 */
#define NARROW_WIDTH 0.32
#define LETTER_WIDTH 0.58
#define CAPITAL_WIDTH 0.74
#define WIDE_WIDTH 0.92

unsigned plot_resource_colour(enum plot_resource resource)
{
    static const unsigned colours[PLOT_RESOURCES] = {
        [PLOT_SCAN] = 0x0072b2,    /* blue */
        [PLOT_NETWORK] = 0xe69f00, /* orange */
        [PLOT_COMPUTE] = 0x009e73, /* green */
        [PLOT_SPILL] = 0x7a2f5f,   /* purple, darker than theirs */
        [PLOT_LEADER] = 0xcccccc,  /* grey */
    };

    CHECK(resource < PLOT_RESOURCES);
    return colours[resource];
}

unsigned plot_design_colour(size_t design)
{
    static const unsigned colours[] = {
        0x2a2a2a, /* nearly black: wine is a grey to some */
        0x44aa99, /* teal */
        0xcc6677, /* rose */
        0x332288, /* indigo */
        0xddcc77, /* sand */
        0x88ccee, /* cyan */
        0x882255, /* wine */
        0x117733, /* green */
        0xaa4499, /* purple */
    };

    return colours[design % (sizeof(colours) / sizeof(colours[0]))];
}

const char *plot_dash(size_t series)
{
    static const char *const dashes[PLOT_DASHES] = { "solid", "(7, 3)",
                                                     "(3, 3)", "(9, 3, 2, 3)",
                                                     "(12, 3)" };

    return dashes[series % PLOT_DASHES];
}

double plot_text_width(const char *s, double size)
{
    double width = 0;

    for (; *s != '\0'; s += glyph_bytes(s)) {
        if (strchr("fijlt.,:;|!'()[] ", *s) != NULL)
            width += NARROW_WIDTH;
        else if (strchr("mwMW@%", *s) != NULL || (*s & 0x80) != 0)
            width += WIDE_WIDTH;
        else
            width += *s >= 'A' && *s <= 'Z' ? CAPITAL_WIDTH : LETTER_WIDTH;
    }
    return width * size;
}

struct scale {
    double least; /* used from this value on */
    double divisor;
    const char *unit;
    const char *axis; /* the unit in full; NULL: the same */
};

/* Largest first; the last one takes what is left. */
static const struct scale seconds_scales[] = {
    { 10 * SECONDS_PER_HOUR, SECONDS_PER_HOUR, "h", "hours" },
    { 0.5, 1, "s", "seconds" },
    { 0, 1e-3, "ms", "milliseconds" },
};
static const struct scale bytes_scales[] = {
    { 1e15, 1e15, "PB", NULL }, { 1e12, 1e12, "TB", NULL },
    { 1e9, 1e9, "GB", NULL },   { 1e6, 1e6, "MB", NULL },
    { 1e3, 1e3, "kB", NULL },   { 0, 1, "bytes", NULL },
};
static const struct scale blocks_scales[] = {
    { 1e8, 1e6, "million blocks", NULL },
    { 0, 1, "blocks", NULL },
};
static const struct scale rows_scales[] = {
    { 1e10, 1e9, "billion rows", NULL },
    { 1e6, 1e6, "million rows", NULL },
    { 1e4, 1e3, "thousand rows", NULL },
    { 0, 1, "rows", NULL },
};

static struct scale scale_of(enum plot_quantity quantity, double most)
{
    const struct scale *s = NULL;

    switch (quantity) {
    case PLOT_SECONDS:
        s = seconds_scales;
        break;
    case PLOT_BYTES:
        s = bytes_scales;
        break;
    case PLOT_BLOCKS:
        s = blocks_scales;
        break;
    case PLOT_ROWS:
        s = rows_scales;
        break;
    }
    CHECK(s != NULL);
    while (s->least > most)
        s++;
    return *s;
}

double plot_round_step(double x)
{
    static const double steps[] = { 1, 2, 2.5, 5 };
    const double power = pow(10, floor(log10(x)));

    for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++)
        if (steps[i] * power >= x * (1 - 1e-9))
            return steps[i] * power;
    return 10 * power;
}

struct plot_axis plot_axis_of(enum plot_quantity quantity, double most,
                              int ticks)
{
    const bool counted = quantity != PLOT_SECONDS;
    /* Nothing to show still needs a length to divide by. */
    const double shown = most > 0 ? most : 1;
    const struct scale scale = scale_of(quantity, shown);
    double step =
        plot_round_step(shown / scale.divisor / ticks) * scale.divisor;

    CHECK(isfinite(most) && most >= 0 && ticks > 0);
    if (counted && step < 1)
        step = 1;
    return (struct plot_axis){ .most = shown,
                               .step = step,
                               .divisor = scale.divisor,
                               .unit = scale.axis == NULL ? scale.unit
                                                          : scale.axis };
}

const char *plot_tick_text(struct arena *a, const struct plot_axis *axis,
                           double value)
{
    const double step = axis->step / axis->divisor;
    int decimals = 0;

    /* Digits until the step is a whole number of the last of them. */
    while (decimals < 9) {
        const double scaled = step * pow(10, decimals);

        if (fabs(scaled - round(scaled)) < 1e-6 * scaled)
            break;
        decimals++;
    }
    return numeral_fixed(a, value / axis->divisor, value > 0 ? decimals : 0);
}

const char *plot_value_text(struct arena *a, enum plot_quantity quantity,
                            double value)
{
    const struct scale scale = scale_of(quantity, value);
    /* Below the smallest unit there is: two digits. */
    const char *const number =
        value > 0 && value < 0.995 * scale.divisor && scale.least == 0
            ? text_format(a, "%.2g", value / scale.divisor)
            : numeral_rounded(a, value / scale.divisor);

    if (value == 0)
        return "0";
    if (quantity == PLOT_BLOCKS || quantity == PLOT_ROWS)
        return numeral_fixed(a, value, 0);
    return text_format(a, "%s %s", number, scale.unit);
}
