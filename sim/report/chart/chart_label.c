#include "report/chart/chart_label.h"

#include <math.h>

struct chart_labels chart_labels_begin(struct chart_canvas *c,
                                       const struct chart_scale *x,
                                       const struct chart_scale *y)
{
    return (struct chart_labels){ .canvas = c, .x = *x, .y = *y };
}

struct place {
    double x, y;
};

static struct place place_of(const struct chart_labels *l, size_t row)
{
    const struct chart_canvas *const c = l->canvas;

    return (struct place){
        chart_at(&l->x, chart_number(c, row, c->chart->x.column)),
        chart_at(&l->y, chart_number(c, row, c->chart->y.column))
    };
}

static bool holds(const struct chart_box *b, double x, double y, double room)
{
    return x > b->left - room && x < b->right + room && y > b->top - room &&
           y < b->bottom + room;
}

/* Points along the line, a few pixels from each other. */
static bool crosses(const struct chart_box *b, struct place from,
                    struct place to)
{
    const double length = hypot(to.x - from.x, to.y - from.y);
    const int steps = (int)ceil(length / 3);

    for (int i = 0; i <= steps; i++) {
        const double share = steps == 0 ? 0 : (double)i / steps;

        if (holds(b, from.x + share * (to.x - from.x),
                  from.y + share * (to.y - from.y), 4))
            return true;
    }
    return false;
}

/* Does this row, or the line to it from the one before, lie in the box? */
static bool touches(const struct chart_labels *l, const struct chart_box *b,
                    size_t row, const size_t *before)
{
    const struct chart_canvas *const c = l->canvas;
    const struct place here = place_of(l, row);

    switch (c->chart->series[chart_series_of(c, row)].meaning) {
    case CHART_MARK:
        return here.x > b->left && here.x < b->right;
    case CHART_MEASURED:
        return holds(b, here.x, here.y, 7);
    default:
        return crosses(b, before == NULL ? here : place_of(l, *before), here);
    }
}

static bool is_free(const struct chart_labels *l, const struct chart_box *b)
{
    const struct chart_canvas *const c = l->canvas;
    size_t before = 0;
    bool known = false;

    if (b->left < c->left || b->right > c->right || b->top < c->top)
        return false;
    for (size_t i = 0; i < l->count; i++)
        if (b->left < l->placed[i].right && b->right > l->placed[i].left &&
            b->top < l->placed[i].bottom && b->bottom > l->placed[i].top)
            return false;
    for (size_t i = 0; i < c->frame->row_count; i++) {
        if (!chart_in_panel(c, i))
            continue;
        known = known && chart_series_of(c, before) == chart_series_of(c, i);
        if (touches(l, b, i, known ? &before : NULL))
            return false;
        before = i;
        known = true;
    }
    return true;
}

static struct chart_box box_of(const struct chart_label *label, bool left)
{
    const double width = plot_text_width(label->name, label->size);
    const double from =
        left ? label->x - label->gap - width : label->x + label->gap;

    return (struct chart_box){ from, label->y - 0.6 * label->size, from + width,
                               label->y + 0.6 * label->size };
}

static void draw(struct chart_labels *l, const struct chart_label *label,
                 bool left)
{
    plot_text(&l->canvas->script, label->x + (left ? -label->gap : label->gap),
              label->y, left ? PLOT_RIGHT : PLOT_LEFT, label->size,
              label->colour, label->name);
    if (l->count < CHART_LABELS_MOST)
        l->placed[l->count++] = box_of(label, left);
}

bool chart_label_try(struct chart_labels *l, const struct chart_label *label)
{
    for (int left = 0; left < 2; left++) {
        const struct chart_box box = box_of(label, left);

        if (!is_free(l, &box))
            continue;
        draw(l, label, left);
        return true;
    }
    return false;
}

void chart_label_rise(struct chart_labels *l, struct chart_label label,
                      int lines)
{
    const double foot = label.y;

    for (int i = 0; i <= lines; i++) {
        label.y = foot - 1.35 * label.size * i;
        if (chart_label_try(l, &label))
            return;
    }
    label.y = foot;
    draw(l, &label, box_of(&label, false).right > l->canvas->right);
}
