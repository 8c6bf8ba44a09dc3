/*
 * What happened when: what arrives under each configuration, and below it for
 * each the queries that run and those that wait.
 */
#include <math.h>

#include "report/plot/plot_queues.h"

enum {
    LEFT = 62,
    RIGHT = 30,
    PANEL = 110,
    GAP = 46,
    FOOT = 66,
    MOST = 12,
    ONE_COLUMN = 3, /* configurations that have a row each */
};

struct timeline {
    struct plot_context *context;
    const struct frame *frame;
    size_t config, time, arrivals, running, waiting;
    struct plot_time unit;
    double length;
};

static double most_of(const struct frame *f, size_t column)
{
    double most = 0;

    for (size_t i = 0; i < f->row_count; i++)
        most = fmax(most, plot_value(f, i, column));
    return most;
}

static double most_in(const struct timeline *t, const char *config)
{
    const struct frame *const f = t->frame;
    double most = 1;

    for (size_t i = 0; i < f->row_count; i++)
        if (text_equal(plot_label(t->context->arena, f, i, t->config), config))
            most = fmax(most, fmax(plot_value(f, i, t->running),
                                   plot_value(f, i, t->waiting)));
    return most;
}

static void draw(const struct timeline *t, struct plot_panel *p,
                 const char *config, size_t column, unsigned colour)
{
    const struct frame *const f = t->frame;

    for (size_t i = 0; i < f->row_count; i++)
        if (text_equal(plot_label(t->context->arena, f, i, t->config), config))
            plot_panel_point(p, t->unit.per_hour * plot_value(f, i, t->time),
                             plot_value(f, i, column), colour);
    plot_panel_break(p);
}

static struct timeline read_frame(struct plot_context *c, const struct frame *f)
{
    struct timeline t = {
        .context = c,
        .frame = f,
        .config = frame_column_index(f, "config"),
        .time = frame_column_index(f, "time_h"),
        .arrivals = frame_column_index(f, "arrivals_per_min"),
        .running = frame_column_index(f, "running"),
        .waiting = frame_column_index(f, "waiting"),
    };
    const double hours = most_of(f, t.time);

    t.unit = plot_time_of(hours);
    t.length = hours * t.unit.per_hour;
    return t;
}

/* The last one lies on top, so the first is drawn last. */
static double draw_arrivals(const struct timeline *t, struct plot_script *s,
                            double y)
{
    const struct plot_names *const configs = &t->context->designs;
    struct plot_panel p = { .script = s,
                            .left = LEFT,
                            .top = y,
                            .width = PLOT_WIDTH - LEFT - RIGHT,
                            .height = PANEL,
                            .x_hi = t->length };

    plot_panel_scale(&p, most_of(t->frame, t->arrivals));
    plot_panel_axes(&p, NULL, "arrivals a minute", t->unit.step);
    for (size_t i = configs->count; i-- > 0;) {
        p.dash = i;
        draw(t, &p, configs->items[i], t->arrivals, plot_config_colour(i));
    }
    return y + PANEL + GAP;
}

/* Rows of one or two panels; the lowest of a column names the time. */
static double draw_panels(const struct timeline *t, struct plot_script *s,
                          double y)
{
    const size_t all = t->context->designs.count;
    const size_t count = all < MOST ? all : MOST;
    const size_t columns = count > ONE_COLUMN ? 2 : 1;
    const double width =
        (PLOT_WIDTH - (double)columns * (LEFT + RIGHT)) / (double)columns;
    struct plot_time unit = t->unit;

    if (columns == 2 && t->length / unit.step > 5)
        unit.step *= 2;
    for (size_t i = 0; i < count; i++) {
        const char *const config = t->context->designs.items[i];
        struct plot_panel p = { .script = s,
                                .left = LEFT + (double)(i % columns) *
                                                   (width + LEFT + RIGHT),
                                .top = y,
                                .width = width,
                                .height = PANEL,
                                .x_hi = t->length };
        plot_panel_scale(&p, most_in(t, config));
        plot_panel_axes(&p, i + columns < count ? NULL : unit.unit,
                        text_format(s->arena, "%s, queries", config),
                        unit.step);
        draw(t, &p, config, t->running, PLOT_RUNNING);
        p.dash = 1;
        draw(t, &p, config, t->waiting, PLOT_WAITING);
        if (i % columns == columns - 1 || i + 1 == count)
            y += PANEL + GAP;
    }
    return y;
}

const char *plot_timeline(struct plot_context *c, const char *name)
{
    static const struct plot_key keys[] = {
        { "waiting", PLOT_WAITING, PLOT_SWATCH_LINE, 1 },
        { "running", PLOT_RUNNING, PLOT_SWATCH_LINE, 0 },
    };
    const struct frame *const f = plot_frame(c, "timeline");
    struct plot_script s;

    if (f == NULL)
        return NULL;
    const struct timeline t = read_frame(c, f);
    plot_script_init(&s, c->arena, name);
    double y = plot_heading(&s, "Who comes, who runs, who waits",
                            "over time, the mean of all replications; each "
                            "configuration has a scale of its own");
    y = plot_config_legend(&s, y, &c->designs) + 28;
    y = draw_arrivals(&t, &s, y) - 24;
    y = plot_legend(&s, y, keys, sizeof(keys) / sizeof(keys[0])) + 28;
    y = draw_panels(&t, &s, y);
    plot_panel_lines(&s);
    return plot_script_text(&s, y - GAP + FOOT, c->stamp);
}
