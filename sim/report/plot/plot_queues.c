#include "report/plot/plot_queues.h"

unsigned plot_class_colour(size_t class)
{
    static const unsigned colours[] = {
        0x4477aa, /* blue */
        0xee6677, /* red */
        0x15601f, /* green, darker than theirs */
        0xccbb44, /* yellow */
        0x66ccee, /* cyan */
        0xaa3377, /* purple */
        0xbbbbbb, /* grey */
    };

    return colours[class % (sizeof(colours) / sizeof(colours[0]))];
}

struct plot_names plot_classes(struct plot_context *c)
{
    const struct frame *const f = frames_find(c->frames, "wlm");
    struct plot_names names;

    plot_names_init(&names, c->arena);
    for (size_t i = 0; f != NULL && i < f->row_count; i++) {
        const char *const class =
            plot_label(c->arena, f, i, frame_column_index(f, "class"));
        if (!text_equal(class, "all"))
            plot_names_index(&names, class);
    }
    return names;
}

struct plot_time plot_time_of(double hours)
{
    static const double steps[] = { 1, 2, 3, 5, 6, 10, 12, 24, 48, 168 };
    const bool short_time = hours < 3;
    struct plot_time t = { .per_hour = short_time ? 60 : 1,
                           .unit = short_time ? "minutes" : "hours" };
    size_t i = 0;

    while (i + 1 < sizeof(steps) / sizeof(steps[0]) &&
           hours * t.per_hour / steps[i] > 9)
        i++;
    t.step = steps[i];
    return t;
}

bool plot_pair(struct plot_context *c, const char **before, const char **after)
{
    const struct frame *const f = frames_find(c->frames, "before_after");

    if (f == NULL || f->row_count == 0)
        return false;
    *before = plot_label(c->arena, f, 0, frame_column_index(f, "before"));
    *after = plot_label(c->arena, f, 0, frame_column_index(f, "after"));
    return true;
}
