/*
 * Lying bars in groups, the value at the end of each; a measured value is a
 * diamond on the line of its bar.
 */
#include <math.h>

#include "base/text.h"
#include "report/chart/chart_canvas.h"
#include "report/numeral.h"

static bool new_group(const struct chart_canvas *c, size_t row)
{
    return row == 0 || !text_equal(chart_text(c, row, c->chart->group),
                                   chart_text(c, row - 1, c->chart->group));
}

static double measured(const struct chart_canvas *c, size_t row)
{
    return c->chart->measured == NULL
               ? 0
               : chart_number(c, row, c->chart->measured);
}

static double groups_width(const struct chart_canvas *c)
{
    double widest = 0;

    for (size_t i = 0; i < c->frame->row_count; i++)
        widest = fmax(widest, plot_text_width(chart_text(c, i, c->chart->group),
                                              c->look->text));
    return 1.04 * widest;
}

/* What the longest bar may take: its number stands behind it. */
static double pixels_per_unit(const struct chart_canvas *c)
{
    double most = 0;

    for (size_t i = 0; i < c->frame->row_count; i++)
        most = fmax(
            most, fmax(measured(c, i), chart_number(c, i, c->chart->x.column)));
    return (c->right - c->left -
            (c->chart->measured == NULL ? 4 : 7) * c->look->text) /
           fmax(most, 1e-300);
}

/* Whole where the column is: blocks have no decimals. */
static const char *number_of(const struct chart_canvas *c, double value)
{
    const char *const name = c->chart->x.column;
    const struct frame_column *const column =
        &c->frame->columns[frame_column_index(c->frame, name)];

    return column->digits == 0 ? numeral_fixed(c->script.arena, value, 0)
                               : numeral_rounded(c->script.arena, value);
}

static void draw_bar(struct chart_canvas *c, size_t row, double y, double high,
                     double scale)
{
    const double value = chart_number(c, row, c->chart->x.column);
    const double point = measured(c, row);
    const double size = fmin(c->look->small, high * 1.05);
    const double end = c->left + fmax(value * scale, point * scale + 8);

    plot_box(&c->script, c->left, y, fmax(value * scale, 1), high,
             chart_series_colour(c, chart_series_of(c, row)));
    if (point > 0)
        text_addf(&c->script.data, "%.2f %.2f\n", c->left + point * scale,
                  y + high / 2);
    plot_text(&c->script, end + 6, y + high / 2, PLOT_LEFT, size, c->look->ink,
              point > 0 ? text_format(c->script.arena, "%s (%s)",
                                      number_of(c, value), number_of(c, point))
                        : number_of(c, value));
}

static size_t groups_of(const struct chart_canvas *c)
{
    size_t count = 0;

    for (size_t i = 0; i < c->frame->row_count; i++)
        count += new_group(c, i);
    return count;
}

/* Rows fill the height; a group is set off by half a row. */
static void draw_rows(struct chart_canvas *c)
{
    const size_t rows = c->frame->row_count, groups = groups_of(c);
    const double gap = rows == groups ? 0 : 0.5;
    const double pitch =
        fmin((c->bottom - c->top) / ((double)rows + gap * (double)(groups - 1)),
             c->look->text * 2.2);
    const double scale = pixels_per_unit(c);
    double y = c->top;

    for (size_t i = 0; i < rows; i++) {
        size_t lines = 1;

        while (i + lines < rows && !new_group(c, i + lines))
            lines++;
        if (new_group(c, i)) {
            y += i > 0 ? gap * pitch : 0;
            plot_text(&c->script, c->left - 8, y + (double)lines * pitch / 2,
                      PLOT_RIGHT,
                      fmin(c->look->text, pitch * 1.1 * (double)lines),
                      c->look->ink, chart_text(c, i, c->chart->group));
        }
        draw_bar(c, i, y + pitch * 0.08, pitch * 0.84, scale);
        y += pitch;
    }
    plot_line(&c->script, c->left, c->top, c->left, y, c->look->faint);
}

static void draw_head(struct chart_canvas *c)
{
    const struct chart_look *const look = c->look;
    const char *const label =
        c->chart->measured == NULL
            ? c->chart->x.label
            : text_format(c->script.arena,
                          "%s; diamond (in brackets): measured",
                          c->chart->x.label);

    plot_text(&c->script, c->left, c->top + look->text * 0.4, PLOT_LEFT,
              look->text, look->ink, label);
    c->top += look->text * 1.5;
    if (c->chart->series_count > 1)
        chart_legend(c);
}

void chart_draw_bars(struct chart_canvas *c)
{
    draw_head(c);
    c->left += groups_width(c) + 12;
    draw_rows(c);
    /* A picture without points still plots something: off the page. */
    text_add(&c->script.data, "-100 -100\n");
    plot_clause(&c->script,
                "$data using 1:2 with points pointtype 13 pointsize 2.4 "
                "linecolor rgb 0x%06x",
                c->look->paper.background);
    plot_clause(&c->script,
                "$data using 1:2 with points pointtype 13 pointsize 1.7 "
                "linecolor rgb 0x%06x",
                chart_colour(c->look->theme, CHART_MEASURED));
}
