#include "report/chart/chart_look.h"

#include <math.h>

#include "base/check.h"

const char *const chart_style_names[] = { "slides", "print", NULL };
const char *const chart_theme_names[] = { "light", "dark", NULL };

unsigned chart_colour(enum chart_theme theme, enum chart_meaning meaning)
{
    static const unsigned colours[CHART_MEANINGS][2] = {
        [CHART_UNSORTED] = { 0x404040, 0x858585 },
        [CHART_SORTED] = { 0x0072b2, 0x56b4e9 },
        [CHART_SECOND] = { 0xd98c00, 0xf0b440 },
        [CHART_INTERLEAVED] = { 0x009e73, 0x7fe8c8 },
        [CHART_INNER] = { 0xd98c00, 0xffcf70 },
        [CHART_OUTER] = { 0x0072b2, 0x56b4e9 },
        [CHART_BROADCAST] = { 0xd55e00, 0xff8c4d },
        [CHART_REDISTRIBUTE] = { 0x0072b2, 0x56b4e9 },
        [CHART_HASH] = { 0x0072b2, 0x56b4e9 },
        [CHART_AGGREGATE] = { 0x009e73, 0x7fe8c8 },
        [CHART_SORT] = { 0xd55e00, 0xff8c4d },
        [CHART_FEW] = { 0x56a6d9, 0x3f86b5 },
        [CHART_SOME] = { 0x0072b2, 0x7fc4ee },
        [CHART_MANY] = { 0x08306b, 0xe2f2fd },
        [CHART_SECONDS] = { 0x0072b2, 0x56b4e9 },
        [CHART_MONEY] = { 0xd55e00, 0xff8c4d },
        [CHART_RUNNING] = { 0x0077bb, 0x56b4e9 },
        [CHART_WAITING] = { 0xee7733, 0xff9d5c },
        [CHART_ANSWERED] = { 0x44bb99, 0xa5f2d0 },
        [CHART_SIMULATED] = { 0xd55e00, 0xff8c4d },
        [CHART_MEASURED] = { 0x111111, 0xffffff },
        [CHART_MARK] = { 0x555555, 0xbdbdbd },
    };

    CHECK(meaning < CHART_MEANINGS);
    return colours[meaning][theme];
}

static unsigned mix(unsigned from, unsigned to, double share)
{
    unsigned colour = 0;

    for (unsigned shift = 0; shift < 24; shift += 8) {
        const double a = (double)((from >> shift) & 0xff);
        const double b = (double)((to >> shift) & 0xff);

        colour |= (unsigned)lround(a + share * (b - a)) << shift;
    }
    return colour;
}

unsigned chart_heat_colour(enum chart_theme theme, double share)
{
    return theme == CHART_LIGHT ? mix(0xeaf4fb, 0x56a6d9, share)
                                : mix(0x1d2b36, 0x1f6f9f, share);
}

struct chart_look chart_look_of(enum chart_style style, enum chart_theme theme,
                                bool pdf)
{
    const bool dark = theme == CHART_DARK;
    struct chart_look look = {
        .paper = { .width = 800,
                   .background = dark ? 0x14181d : 0xffffff,
                   .pdf = pdf },
        .height = 450,
        .title = 23,
        .lesson = 16.5,
        .text = 15,
        .small = 14,
        .tiny = 11,
        .theme = theme,
        .ink = dark ? 0xf2f2f2 : 0x222222,
        .soft = dark ? 0xc4c4c4 : 0x555555,
        .faint = dark ? 0x8a8f96 : 0x8a8a8a,
        .grid = dark ? 0x2e353c : 0xe4e4e4,
        .track = dark ? 0x5f6973 : 0xc9c9c9,
        .busiest = dark ? 0xff8c4d : 0xd55e00,
        .band = dark ? 0x3b3820 : 0xfbf3cf,
    };

    if (style == CHART_PRINT) {
        look.paper.width = 420;
        look.height = 380;
        look.title = 15;
        look.lesson = 12;
        look.text = 11.5;
        look.small = 11;
        look.tiny = 8.5;
    }
    return look;
}
