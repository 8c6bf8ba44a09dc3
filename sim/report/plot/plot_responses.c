/*
 * How many queries are answered within a time: one panel for each class, one
 * line for each configuration.
 */
#include <math.h>

#include "report/plot/plot_family.h"
#include "report/plot/plot_panel.h"

enum { LEFT = 62, RIGHT = 30, PANEL = 190, GAP = 44, FOOT = 66, MOST = 6 };

struct responses {
    struct plot_context *context;
    const struct frame *frame;
    struct plot_names classes;
    size_t config, class, share, response;
    double lo, hi;
};

/* From a whole decade on, but not below a millisecond: there is nobody but the
   result cache. */
static void set_range(struct responses *r)
{
    double least = HUGE_VAL, most = 1e-2;

    for (size_t i = 0; i < r->frame->row_count; i++) {
        const double x = plot_value(r->frame, i, r->response);

        most = fmax(most, x);
        least = x > 0 ? fmin(least, x) : least;
    }
    r->hi = log10(most) + 0.05;
    r->lo = fmax(floor(log10(fmin(least, most))), -3);
}

static void draw_class(struct responses *r, struct plot_panel *p,
                       const char *class)
{
    struct arena *const a = r->context->arena;
    const char *before = "";

    for (size_t i = 0; i < r->frame->row_count; i++) {
        const char *const config = plot_label(a, r->frame, i, r->config);

        if (!text_equal(plot_label(a, r->frame, i, r->class), class))
            continue;
        if (!text_equal(config, before))
            plot_panel_break(p);
        before = config;
        p->dash = plot_names_index(&r->context->designs, config);
        plot_panel_point(p, plot_value(r->frame, i, r->response),
                         100 * plot_value(r->frame, i, r->share),
                         plot_config_colour(p->dash));
    }
    plot_panel_break(p);
}

static struct responses read_frame(struct plot_context *c,
                                   const struct frame *f)
{
    struct responses r = {
        .context = c,
        .frame = f,
        .config = frame_column_index(f, "config"),
        .class = frame_column_index(f, "class"),
        .share = frame_column_index(f, "share"),
        .response = frame_column_index(f, "response_s"),
    };

    plot_names_init(&r.classes, c->arena);
    for (size_t i = 0; i < f->row_count; i++)
        plot_names_index(&r.classes, plot_label(c->arena, f, i, r.class));
    set_range(&r);
    return r;
}

const char *plot_responses(struct plot_context *c, const char *name)
{
    const struct frame *const f = plot_frame(c, "responses");
    struct plot_script s;

    if (f == NULL)
        return NULL;
    struct responses r = read_frame(c, f);
    const size_t panels = r.classes.count < MOST ? r.classes.count : MOST;
    plot_script_init(&s, c->arena, name);
    double y = plot_heading(&s, "How long people wait for an answer",
                            panels < r.classes.count
                                ? "share of queries answered within; the first "
                                  "six classes"
                                : "share of queries answered within");
    y = plot_config_legend(&s, y, &c->designs) + 30;
    for (size_t i = 0; i < panels; i++, y += PANEL + GAP) {
        struct plot_panel p = { .script = &s,
                                .left = LEFT,
                                .top = y,
                                .width = PLOT_WIDTH - LEFT - RIGHT,
                                .height = PANEL,
                                .x_lo = r.lo,
                                .x_hi = r.hi,
                                .log_x = true,
                                .y_most = 100,
                                .y_step = 25 };
        plot_panel_axes(&p, i + 1 == panels ? "seconds to the answer" : NULL,
                        text_format(c->arena, "%s, %%", r.classes.items[i]), 1);
        draw_class(&r, &p, r.classes.items[i]);
    }
    plot_panel_lines(&s);
    return plot_script_text(&s, y - GAP + FOOT, c->stamp);
}
