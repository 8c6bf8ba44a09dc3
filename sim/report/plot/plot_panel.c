#include "report/plot/plot_panel.h"

#include <math.h>

static double x_of(const struct plot_panel *p, double x)
{
    const double at = p->log_x ? log10(fmax(x, 1e-300)) : x;
    const double share = (at - p->x_lo) / (p->x_hi - p->x_lo);

    return p->left + p->width * fmin(fmax(share, 0), 1);
}

static double y_of(const struct plot_panel *p, double y)
{
    return p->top + p->height * (1 - fmin(fmax(y / p->y_most, 0), 1));
}

/* 1, 2 or 5 times a power of ten. */
static double round_step(double step)
{
    const double power = pow(10, floor(log10(step)));
    const double lead = step / power;

    return power * (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 5 ? 5 : 10);
}

void plot_panel_scale(struct plot_panel *p, double most)
{
    p->y_step = round_step(fmax(most, 1e-9) / 5);
    p->y_most = p->y_step * fmax(1, ceil(most / p->y_step - 1e-9));
}

static void draw_x(struct plot_panel *p, const char *title, double step)
{
    struct plot_script *const s = p->script;
    const double foot = p->top + p->height;

    for (int i = 0; p->x_lo + i * step <= p->x_hi + 1e-9; i++) {
        const double at = p->x_lo + i * step;
        const double value = p->log_x ? pow(10, at) : at;
        const double x = x_of(p, value);

        plot_line(s, x, p->top, x, foot, PLOT_GRID);
        if (title != NULL)
            plot_text(s, x, foot + 15, PLOT_CENTRE, PLOT_SMALL_SIZE, PLOT_SOFT,
                      text_format(s->arena, "%.6g", value));
    }
    if (title != NULL)
        plot_text(s, p->left + p->width / 2, foot + 37, PLOT_CENTRE,
                  PLOT_TEXT_SIZE, PLOT_INK, title);
}

void plot_panel_axes(struct plot_panel *p, const char *x_title,
                     const char *y_title, double x_step)
{
    struct plot_script *const s = p->script;

    for (int i = 0; i * p->y_step <= p->y_most * (1 + 1e-9); i++) {
        const double y = y_of(p, i * p->y_step);

        plot_line(s, p->left, y, p->left + p->width, y,
                  i == 0 ? PLOT_FAINT : PLOT_GRID);
        plot_text(s, p->left - 8, y, PLOT_RIGHT, PLOT_SMALL_SIZE, PLOT_SOFT,
                  text_format(s->arena, "%.6g", i * p->y_step));
    }
    draw_x(p, x_title, x_step);
    plot_text(s, p->left, p->top - 14, PLOT_LEFT, PLOT_TEXT_SIZE, PLOT_INK,
              y_title);
}

void plot_panel_point(struct plot_panel *p, double x, double y, unsigned colour)
{
    text_addf(&p->script->data, "%.2f %.2f %u %zu\n", x_of(p, x), y_of(p, y),
              colour, p->dash % PLOT_DASHES);
    p->script->dashes |= 1u << p->dash % PLOT_DASHES;
}

/* One blank line; two would end an index. */
void plot_panel_break(struct plot_panel *p)
{
    const struct text_buffer *const data = &p->script->data;

    if (data->count > 1 && data->bytes[data->count - 2] != '\n')
        text_add(&p->script->data, "\n");
}

/* A line ends in one blank line; two of them end an index. */
void plot_panel_section(struct plot_panel *p)
{
    text_add(&p->script->data, "\n");
}

void plot_panel_lines(struct plot_script *s)
{
    for (size_t i = 0; i < PLOT_DASHES; i++)
        if (s->dashes >> i & 1)
            plot_clause(
                s,
                "$data index 0 using 1:($4 == %zu ? $2 : NaN):3 with lines "
                "linewidth 2.5 dashtype %s linecolor rgb variable",
                i, plot_dash(i));
}
