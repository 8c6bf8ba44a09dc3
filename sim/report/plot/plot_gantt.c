/*
 * Who held which slot: a lane for each slot, a box for each query in the
 * colour of its class, for ten minutes.
 */
#include <math.h>

#include "report/plot/plot_queues.h"

enum {
    LEFT = 130,
    RIGHT = 30,
    GAP = 34,
    FOOT = 66,
    CONFIGS_MOST = 3,
    LANES_HEIGHT = 560,
    LANE_MOST = 16,
    LANE_LEAST = 3,
    BOXES_MOST = 8000,
};

struct gantt {
    struct plot_context *context;
    struct plot_script *script;
    const struct frame *frame;
    struct plot_names classes;
    size_t config, place, slot, class, start, end;
    double from_s, to_s, lane;
    size_t boxes;
};

static bool is_of(const struct gantt *g, size_t row, const char *config)
{
    return text_equal(plot_label(g->context->arena, g->frame, row, g->config),
                      config);
}

static int slot_of(const struct gantt *g, size_t row)
{
    return (int)frame_cell(g->frame, row, g->slot)->count;
}

static double x_of(const struct gantt *g, double s)
{
    return LEFT + (PLOT_WIDTH - LEFT - RIGHT) * (s - g->from_s) /
                      (g->to_s - g->from_s);
}

/* Slots of a queue whether used or not; 0 where nobody sets them. */
static int slots_set(const struct gantt *g, const char *config,
                     const char *place)
{
    const struct frame *const f = frames_find(g->context->frames, "queues");
    struct arena *const a = g->context->arena;

    for (size_t i = 0; f != NULL && i < f->row_count; i++) {
        const struct cell *const slots =
            frame_cell(f, i, frame_column_index(f, "slots"));
        if (!slots->null &&
            text_equal(plot_label(a, f, i, frame_column_index(f, "config")),
                       config) &&
            text_equal(plot_label(a, f, i, frame_column_index(f, "queue")),
                       place))
            return (int)slots->count;
    }
    return 0;
}

static int lanes_of(const struct gantt *g, const char *config,
                    const char *place)
{
    int most = slots_set(g, config, place);

    for (size_t i = 0; i < g->frame->row_count; i++)
        if (is_of(g, i, config) &&
            text_equal(plot_label(g->context->arena, g->frame, i, g->place),
                       place) &&
            slot_of(g, i) > most)
            most = slot_of(g, i);
    return most;
}

/* The queues with slots of their own, then whatever else was used. */
static struct plot_names places_of(const struct gantt *g, const char *config)
{
    const struct frame *const f = frames_find(g->context->frames, "queues");
    struct arena *const a = g->context->arena;
    struct plot_names names;

    plot_names_init(&names, a);
    for (size_t i = 0; f != NULL && i < f->row_count; i++) {
        const char *const queue =
            plot_label(a, f, i, frame_column_index(f, "queue"));
        if (text_equal(plot_label(a, f, i, frame_column_index(f, "config")),
                       config) &&
            !text_equal(queue, "superuser") && slots_set(g, config, queue) > 0)
            plot_names_index(&names, queue);
    }
    for (size_t i = 0; i < g->frame->row_count; i++)
        if (is_of(g, i, config))
            plot_names_index(&names, plot_label(a, g->frame, i, g->place));
    return names;
}

static void draw_box(struct gantt *g, size_t row, double top)
{
    struct plot_script *const s = g->script;
    const double x1 = x_of(g, plot_value(g->frame, row, g->start));
    const double x2 = x_of(g, plot_value(g->frame, row, g->end));
    const double y1 = top + (slot_of(g, row) - 1) * g->lane;
    /* A hair between neighbours, as far as they are wide enough. */
    const double right = x2 - fmin(1, 0.25 * (x2 - x1));
    const size_t class = plot_names_index(
        &g->classes, plot_label(g->context->arena, g->frame, row, g->class));

    if (g->boxes++ >= BOXES_MOST)
        return;
    text_addf(&s->data, "%.2f %.2f %.2f %.2f %.2f %.2f %u\n", (x1 + right) / 2,
              y1 + g->lane / 2, x1, right, y1 + 0.5, y1 + g->lane - 1,
              plot_class_colour(class));
}

static double draw_config(struct gantt *g, const char *config, double y)
{
    struct plot_script *const s = g->script;
    const struct plot_names places = places_of(g, config);

    plot_text(s, 16, y, PLOT_LEFT, PLOT_TEXT_SIZE, PLOT_INK, config);
    y += 14;
    if (places.count == 0) {
        plot_text(s, LEFT, y + 6, PLOT_LEFT, PLOT_SMALL_SIZE, PLOT_SOFT,
                  "nobody runs: everything comes from the result cache");
        return y + 16;
    }
    for (size_t i = 0; i < places.count; i++) {
        const int lanes = lanes_of(g, config, places.items[i]);
        const double height = lanes * g->lane;
        plot_box(s, LEFT, y, PLOT_WIDTH - LEFT - RIGHT, height, 0xececec);
        plot_text(s, LEFT - 8, y + height / 2, PLOT_RIGHT, PLOT_SMALL_SIZE,
                  PLOT_SOFT, places.items[i]);
        for (size_t k = 0; k < g->frame->row_count; k++)
            if (is_of(g, k, config) &&
                text_equal(plot_label(g->context->arena, g->frame, k, g->place),
                           places.items[i]))
                draw_box(g, k, y);
        y += height + 5;
    }
    return y;
}

/* Two minutes apart, from the first. */
static void draw_time(const struct gantt *g, double top, double foot)
{
    struct plot_script *const s = g->script;
    enum { EVERY_S = 120 };

    for (int i = 0; g->from_s + i * EVERY_S <= g->to_s + 1; i++) {
        const double x = x_of(g, g->from_s + i * EVERY_S);
        plot_line(s, x, top, x, foot, PLOT_GRID);
        plot_text(s, x, foot + 15, PLOT_CENTRE, PLOT_SMALL_SIZE, PLOT_SOFT,
                  text_format(s->arena, "%d", 2 * i));
    }
    plot_text(s, (LEFT + PLOT_WIDTH - RIGHT) / 2.0, foot + 37, PLOT_CENTRE,
              PLOT_TEXT_SIZE, PLOT_INK, "minutes");
}

/* The first three, or the pair of before and after. */
static size_t pick(struct plot_context *c, const char *configs[CONFIGS_MOST])
{
    size_t count = c->designs.count;

    if (count > CONFIGS_MOST && plot_pair(c, &configs[0], &configs[1]))
        return 2;
    count = count < CONFIGS_MOST ? count : CONFIGS_MOST;
    for (size_t i = 0; i < count; i++)
        configs[i] = c->designs.items[i];
    return count;
}

static void set_scale(struct gantt *g, const char *const *configs, size_t count)
{
    int lanes = 1;

    g->from_s = HUGE_VAL;
    for (size_t i = 0; i < g->frame->row_count; i++) {
        g->from_s = fmin(g->from_s, plot_value(g->frame, i, g->start));
        g->to_s = fmax(g->to_s, plot_value(g->frame, i, g->end));
    }
    for (size_t i = 0; i < count; i++) {
        const struct plot_names places = places_of(g, configs[i]);
        for (size_t k = 0; k < places.count; k++)
            lanes += lanes_of(g, configs[i], places.items[k]);
    }
    g->lane = fmin(fmax((double)LANES_HEIGHT / lanes, LANE_LEAST), LANE_MOST);
}

static double draw_legend(struct gantt *g, double y)
{
    struct plot_key *const keys =
        ARENA_ARRAY(g->context->arena, g->classes.count, struct plot_key);

    for (size_t i = 0; i < g->classes.count; i++)
        keys[i] = (struct plot_key){ g->classes.items[i], plot_class_colour(i),
                                     PLOT_SWATCH_BOX, 0 };
    return plot_legend(g->script, y, keys, g->classes.count);
}

/* "9 h 40 min" */
static const char *clock_text(struct arena *a, double s)
{
    const int minutes = (int)floor(s / 60 + 0.5);

    return minutes < 60
               ? text_format(a, "%d min", minutes)
               : text_format(a, "%d h %02d min", minutes / 60, minutes % 60);
}

const char *plot_gantt(struct plot_context *c, const char *name)
{
    const struct frame *const f = plot_frame(c, "gantt");
    const char *configs[CONFIGS_MOST] = { NULL };
    struct plot_script s;

    if (f == NULL)
        return NULL;
    struct gantt g = {
        .context = c,
        .script = &s,
        .frame = f,
        .classes = plot_classes(c),
        .config = frame_column_index(f, "config"),
        .place = frame_column_index(f, "place"),
        .slot = frame_column_index(f, "slot"),
        .class = frame_column_index(f, "class"),
        .start = frame_column_index(f, "start_s"),
        .end = frame_column_index(f, "end_s"),
    };
    const size_t count = pick(c, configs);
    set_scale(&g, configs, count);
    plot_script_init(&s, c->arena, name);
    double y = plot_heading(
        &s, "Who holds which slot",
        text_format(c->arena,
                    "one run, the busiest ten minutes, from %s on; a lane is "
                    "a slot, grey while it is free",
                    clock_text(c->arena, g.from_s)));
    y = draw_legend(&g, y) + 20;
    const double top = y + 10;
    for (size_t i = 0; i < count; i++)
        y = draw_config(&g, configs[i], y) + GAP;
    draw_time(&g, top, y - GAP);
    if (g.boxes == 0)
        return NULL;
    plot_clause(&s, "$data using 1:2:3:4:5:6:7 with boxxyerror fillstyle solid "
                    "noborder linecolor rgb variable");
    return plot_script_text(&s, y - GAP + FOOT, c->stamp);
}
