#include "report/plot/plot_chart.h"

#include <math.h>

#include "base/check.h"
#include "base/text.h"

double panel_x(const struct panel *p, double x)
{
    return PANEL_LEFT + PANEL_WIDE * fmin(fmax(x / p->right, 0), 1);
}

double panel_y(const struct panel *p, double y)
{
    return p->top + PANEL_TALL * (1 - fmin(fmax(y / p->y.most, 0), 1));
}

/* A round step that gives about six ticks. */
static double round_step(double most)
{
    static const double nice[] = { 1, 2, 5, 10 };
    const double raw = most / 6;
    const double power = pow(10, floor(log10(fmax(raw, 1e-9))));

    for (size_t i = 0; i < sizeof(nice) / sizeof(nice[0]); i++)
        if (nice[i] * power >= raw)
            return nice[i] * power;
    return 10 * power;
}

struct plot_axis panel_axis(double most, const char *unit)
{
    const double step = round_step(fmax(most, 1e-9));

    return (struct plot_axis){ .most = ceil(most / step - 1e-9) * step,
                               .step = step,
                               .divisor = 1,
                               .unit = unit };
}

void panel_draw(const struct panel *p, const char *what, const char *below)
{
    struct plot_script *const s = p->script;
    const double step = round_step(p->right);

    for (double y = 0; y <= p->y.most * (1 + 1e-9); y += p->y.step) {
        plot_line(s, PANEL_LEFT, panel_y(p, y), PANEL_LEFT + PANEL_WIDE,
                  panel_y(p, y), PLOT_GRID);
        plot_text(s, PANEL_LEFT - 8, panel_y(p, y), PLOT_RIGHT, PLOT_SMALL_SIZE,
                  PLOT_SOFT, plot_tick_text(s->arena, &p->y, y));
    }
    for (double x = 0; x <= p->right * (1 + 1e-9); x += step)
        plot_text(s, panel_x(p, x), p->top + PANEL_TALL + 14, PLOT_CENTRE,
                  PLOT_SMALL_SIZE, PLOT_SOFT, text_format(s->arena, "%g", x));
    plot_line(s, PANEL_LEFT, p->top + PANEL_TALL, PANEL_LEFT + PANEL_WIDE,
              p->top + PANEL_TALL, PLOT_FAINT);
    plot_text(s, PANEL_LEFT - 8, p->top - 16, PLOT_LEFT, PLOT_TEXT_SIZE,
              PLOT_INK, what);
    plot_text(s, PANEL_LEFT + PANEL_WIDE / 2.0, p->top + PANEL_TALL + 36,
              PLOT_CENTRE, PLOT_TEXT_SIZE, PLOT_INK, below);
}

void panel_point(struct panel *p, double x, double y, unsigned colour)
{
    text_addf(&p->script->data, "%.2f %.2f %u\n", panel_x(p, x), panel_y(p, y),
              colour);
    p->points++;
}

void panel_end_series(struct panel *p)
{
    if (p->points > 0) {
        CHECK(p->series < PANEL_SERIES_MOST);
        text_add(&p->script->data, "\n");
        p->dashes[p->series++] = p->dash;
    }
    p->points = 0;
}

void panel_lines(struct panel *p)
{
    for (; p->drawn < p->series; p->drawn++) {
        const size_t later = p->series - 1 - p->drawn;
        plot_clause(p->script,
                    "$data using 1:2:3 every :::%zu::%zu with lines "
                    "linewidth %g dashtype %s linecolor rgb variable",
                    p->drawn, p->drawn, 2 + 1.3 * fmin((double)later, 3),
                    plot_dash(p->dashes[p->drawn]));
    }
}

double panel_most_where(struct plot_context *c, const struct frame *f,
                        const char *column, const char *by, const char *label)
{
    const size_t at = frame_column_index(f, column);
    const size_t key = frame_column_index(f, by);
    double most = 0;

    for (size_t i = 0; i < f->row_count; i++)
        if (!frame_cell(f, i, at)->null &&
            text_equal(plot_label(c->arena, f, i, key), label))
            most = fmax(most, plot_value(f, i, at));
    return most;
}

double panel_most(const struct frame *f, size_t column, double least)
{
    double most = least;

    for (size_t i = 0; i < f->row_count; i++)
        if (!frame_cell(f, i, column)->null)
            most = fmax(most, plot_value(f, i, column));
    return most;
}
