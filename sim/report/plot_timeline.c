/*
 * What happened when: for each configuration the queries that run and those
 * that wait.
 */
#include <math.h>

#include "report/plot_family.h"
#include "report/plot_panel.h"

enum { LEFT = 62, RIGHT = 30, PANEL = 96, GAP = 42, FOOT = 66, MOST = 10 };

struct timeline {
    struct arena *arena;
    const struct frame *frame;
    size_t config, time, running, waiting;
    double per_hour; /* minutes are shown where it lasts under three hours */
    double length;   /* in what is shown */
    double most;
};

static double most_of(const struct frame *f, size_t column)
{
    double most = 0;

    for (size_t i = 0; i < f->row_count; i++)
        most = fmax(most, plot_value(f, i, column));
    return most;
}

/* About eight ticks. */
static double time_step(double length)
{
    static const double steps[] = { 1, 2, 5, 10, 20, 24, 48, 168 };
    size_t i = 0;

    while (i + 1 < sizeof(steps) / sizeof(steps[0]) && length / steps[i] > 9)
        i++;
    return steps[i];
}

static void draw(const struct timeline *t, struct plot_panel *p,
                 const char *config, size_t column, unsigned colour)
{
    const struct frame *const f = t->frame;

    for (size_t i = 0; i < f->row_count; i++)
        if (text_equal(plot_label(t->arena, f, i, t->config), config))
            plot_panel_point(p, t->per_hour * plot_value(f, i, t->time),
                             plot_value(f, i, column), colour);
    plot_panel_break(p);
}

static struct timeline read_frame(struct arena *a, const struct frame *f)
{
    struct timeline t = {
        .arena = a,
        .frame = f,
        .config = frame_column_index(f, "config"),
        .time = frame_column_index(f, "time_h"),
        .running = frame_column_index(f, "running"),
        .waiting = frame_column_index(f, "waiting"),
    };
    const double hours = most_of(f, t.time);

    t.per_hour = hours < 3 ? 60 : 1;
    t.length = hours * t.per_hour;
    t.most = fmax(most_of(f, t.running), most_of(f, t.waiting));
    return t;
}

const char *plot_timeline(struct plot_context *c, const char *name)
{
    const struct plot_key keys[] = {
        { "waiting", plot_resource_colour(PLOT_SPILL) },
        { "running", plot_resource_colour(PLOT_SCAN) },
    };
    const struct frame *const f = plot_frame(c, "timeline");
    struct plot_script s;

    if (f == NULL)
        return NULL;
    const struct timeline t = read_frame(c->arena, f);
    const size_t panels = c->designs.count < MOST ? c->designs.count : MOST;
    plot_script_init(&s, c->arena, name);
    double y = plot_heading(&s, "Who runs and who waits, over time",
                            "mean of all replications");
    y = plot_legend(&s, y, keys, 2) + 28;
    for (size_t i = 0; i < panels; i++, y += PANEL + GAP) {
        const char *const config = c->designs.items[i];
        struct plot_panel p = { .script = &s,
                                .left = LEFT,
                                .top = y,
                                .width = PLOT_WIDTH - LEFT - RIGHT,
                                .height = PANEL,
                                .x_hi = t.length };
        plot_panel_scale(&p, t.most);
        plot_panel_axes(&p,
                        i + 1 < panels     ? NULL
                        : t.per_hour == 60 ? "minutes"
                                           : "hours",
                        text_format(c->arena, "%s, queries", config),
                        time_step(t.length));
        draw(&t, &p, config, t.running, keys[1].colour);
        draw(&t, &p, config, t.waiting, keys[0].colour);
    }
    plot_panel_lines(&s);
    return plot_script_text(&s, y - GAP + FOOT, c->stamp);
}
