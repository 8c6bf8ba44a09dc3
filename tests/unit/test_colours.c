/*
 * The colours of all pictures, as they are and as colour-blind people see
 * them; and how what is drawn with them differs where there is no colour.
 */
#include <math.h>

#include "base/text.h"
#include "gallery/gallery.h"
#include "report/chart/chart_look.h"
#include "report/plot/plot_family.h"
#include "report/plot/plot_queues.h"
#include "tests/near.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

struct linear {
    double r, g, b;
};

static double linear_of(unsigned byte)
{
    const double v = byte / 255.0;

    return v <= 0.04045 ? v / 12.92 : pow((v + 0.055) / 1.055, 2.4);
}

static struct linear seen(unsigned colour, const double m[9])
{
    const double r = linear_of(colour >> 16 & 255);
    const double g = linear_of(colour >> 8 & 255);
    const double b = linear_of(colour & 255);

    return (struct linear){ m[0] * r + m[1] * g + m[2] * b,
                            m[3] * r + m[4] * g + m[5] * b,
                            m[6] * r + m[7] * g + m[8] * b };
}

static double lab_f(double t)
{
    return t > 216.0 / 24389 ? cbrt(t) : (24389.0 / 27 * t + 16) / 116;
}

/* CIE 1976 colour difference of two colours of the sRGB space. */
static double difference(struct linear a, struct linear b)
{
    const struct linear both[2] = { a, b };
    double lab[2][3];

    for (int i = 0; i < 2; i++) {
        const double r = fmax(0, both[i].r), g = fmax(0, both[i].g),
                     bl = fmax(0, both[i].b);
        const double x =
            lab_f((0.4124 * r + 0.3576 * g + 0.1805 * bl) / 0.9505);
        const double y = lab_f(0.2126 * r + 0.7152 * g + 0.0722 * bl);
        const double z = lab_f((0.0193 * r + 0.1192 * g + 0.9505 * bl) / 1.089);

        lab[i][0] = 116 * y - 16;
        lab[i][1] = 500 * (x - y);
        lab[i][2] = 200 * (y - z);
    }
    return sqrt(pow(lab[0][0] - lab[1][0], 2) + pow(lab[0][1] - lab[1][1], 2) +
                pow(lab[0][2] - lab[1][2], 2));
}

enum { LEAST = 15 }; /* of CIE 1976; 2.3 can just be told */

/* Machado, Oliveira, Fernandes, "A physiologically-based model for simulation
   of color vision deficiency", IEEE TVCG 15(6), 2009, severity 1; and as it
   is. */
static const double eyes[][9] = {
    { 1, 0, 0, 0, 1, 0, 0, 0, 1 },
    { 0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882,
      -0.048116, 1.051998 },
    { 0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820,
      0.042940, 0.968881 },
    { 1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733,
      0.691367, 0.303900 },
};

/* CIE lightness, 0 to 100: what is left of a colour in grey. */
static double lightness(unsigned colour)
{
    const double y = 0.2126 * linear_of(colour >> 16 & 255) +
                     0.7152 * linear_of(colour >> 8 & 255) +
                     0.0722 * linear_of(colour & 255);

    return 116 * lab_f(y) - 16;
}

static double apart(unsigned one, unsigned two)
{
    double least = HUGE_VAL;

    for (size_t e = 0; e < COUNT(eyes); e++)
        least = fmin(least, difference(seen(one, eyes[e]), seen(two, eyes[e])));
    return least;
}

/* White and black are 100 apart in CIE 1976 and in lightness; the matrices keep
   grey grey. */
static void test_the_measure_is_right(void **state)
{
    (void)state;
    assert_within(apart(0xffffff, 0x000000), 100, 0.5);
    assert_within(lightness(0xffffff), 100, 0.01);
    /* sRGB 119 is L* 50 (a table of CIE L* in any text book: 50.03). */
    assert_within(lightness(0x777777), 50.03, 0.01);
    /* The pair that is called red-green blindness: far apart for most. */
    assert_true(difference(seen(0xd00000, eyes[0]), seen(0x008000, eyes[0])) >
                100);
    assert_true(apart(0x9a5a00, 0x5a7a00) < 25);
}

/* Any two series of one picture, and each against its ground, are more than 15
   apart for all of them; 2.3 is what can just be told. A mark is named where it
   stands; what means the same has one colour. */
static void test_colours_for_all_eyes(void **state)
{
    (void)state;
    for (size_t i = 0; i < gallery_count(); i++)
        for (int theme = 0; theme < 2; theme++) {
            const struct chart *const c = &gallery_at(i)->chart;
            const unsigned ground =
                chart_look_of(CHART_SLIDES, (enum chart_theme)theme, false)
                    .paper.background;

            for (size_t k = 0; k < c->series_count; k++)
                for (size_t m = 0; m <= k; m++) {
                    const unsigned one = chart_colour((enum chart_theme)theme,
                                                      c->series[k].meaning);
                    const unsigned two =
                        m == k ? ground
                               : chart_colour((enum chart_theme)theme,
                                              c->series[m].meaning);

                    if (c->series[k].meaning == CHART_MARK ||
                        (m < k && c->series[k].meaning == c->series[m].meaning))
                        continue;
                    for (size_t e = 0; e < COUNT(eyes); e++)
                        assert_true(difference(seen(one, eyes[e]),
                                               seen(two, eyes[e])) > LEAST);
                }
        }
}

/* Parts of one bar, and with them designs, configurations, classes of queries:
   sets of which any two may stand side by side. */
struct palette {
    const char *name;
    unsigned (*colour)(size_t i);
    size_t count;
};

static unsigned resource(size_t i)
{
    return plot_resource_colour((enum plot_resource)i);
}

static unsigned time_of_query(size_t i)
{
    static const unsigned colours[] = { PLOT_WAITING, PLOT_RUNNING,
                                        PLOT_ANSWERED };

    return colours[i];
}

static const struct palette palettes[] = {
    { "resources", resource, PLOT_RESOURCES },
    { "designs", plot_design_colour, 9 },
    { "configurations", plot_config_colour, 10 },
    { "classes", plot_class_colour, 7 },
    { "time of a query", time_of_query, 3 },
};

static void test_palettes_for_all_eyes(void **state)
{
    (void)state;
    for (size_t p = 0; p < COUNT(palettes); p++)
        for (size_t i = 0; i < palettes[p].count; i++)
            for (size_t k = 0; k <= i; k++) {
                const unsigned one = palettes[p].colour(i);
                const unsigned two = k == i ? 0xffffff : palettes[p].colour(k);

                if (apart(one, two) <= LEAST)
                    fail_msg("%s: 0x%06x and 0x%06x are %.1f apart",
                             palettes[p].name, one, two, apart(one, two));
            }
}

/* The parts of a bar touch each other and have no names of their own: their
   lightness must tell them apart. */
static void test_parts_of_a_bar_in_grey(void **state)
{
    (void)state;
    for (size_t i = 0; i < PLOT_RESOURCES; i++)
        for (size_t k = 0; k < i; k++)
            assert_true(fabs(lightness(resource(i)) - lightness(resource(k))) >
                        9);
    assert_true(fabs(lightness(PLOT_WAITING) - lightness(PLOT_RUNNING)) > 9);
}

/* Curves of designs and of configurations differ in their dash or, from the
   sixth on, when dashes come again, in lightness. */
static void test_curves_in_grey(void **state)
{
    (void)state;
    for (size_t p = 1; p <= 2; p++)
        for (size_t i = 0; i < palettes[p].count; i++)
            for (size_t k = 0; k < i; k++)
                assert_true(!text_equal(plot_dash(i), plot_dash(k)) ||
                            fabs(lightness(palettes[p].colour(i)) -
                                 lightness(palettes[p].colour(k))) > 9);
}

/* In the gallery curves have dashes of their own, as many as there are; bars of
   a group, which lie in the order of the legend, differ in lightness. */
static void test_gallery_in_grey(void **state)
{
    (void)state;
    for (size_t i = 0; i < gallery_count(); i++)
        for (int theme = 0; theme < 2; theme++) {
            const struct chart *const c = &gallery_at(i)->chart;

            if (c->kind == CHART_LINES)
                assert_true(c->series_count <= PLOT_DASHES);
            if (c->kind != CHART_BARS && c->kind != CHART_ARROWS)
                continue;
            for (size_t k = 1; k < c->series_count; k++) {
                const double one = lightness(chart_colour(
                    (enum chart_theme)theme, c->series[k].meaning));
                const double two = lightness(chart_colour(
                    (enum chart_theme)theme, c->series[k - 1].meaning));

                if (fabs(one - two) <= 9)
                    fail_msg("%s: lightness %.0f and %.0f", c->name, one, two);
            }
        }
}

/* A block that is read stands out from one that is skipped. */
static void test_strips_in_grey(void **state)
{
    (void)state;
    for (int theme = 0; theme < 2; theme++) {
        const enum chart_theme t = (enum chart_theme)theme;
        const struct chart_look look = chart_look_of(CHART_SLIDES, t, false);

        assert_true(fabs(lightness(chart_colour(t, CHART_SORTED)) -
                         lightness(look.track)) > 20);
        assert_true(fabs(lightness(look.track) -
                         lightness(look.paper.background)) > 15);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_measure_is_right),
        cmocka_unit_test(test_colours_for_all_eyes),
        cmocka_unit_test(test_palettes_for_all_eyes),
        cmocka_unit_test(test_parts_of_a_bar_in_grey),
        cmocka_unit_test(test_curves_in_grey),
        cmocka_unit_test(test_gallery_in_grey),
        cmocka_unit_test(test_strips_in_grey),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
