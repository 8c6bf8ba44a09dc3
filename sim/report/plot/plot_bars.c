#include "report/plot/plot_bars.h"

#include <math.h>
#include <stdlib.h>

#include "base/check.h"
#include "report/chart/glyph.h"

enum {
    LABEL_MOST = 26, /* characters of a design's name */
    NOTE_MOST = 44,
    MARGIN = 16,
    NOTE_GAP = 6, /* between a bar and the text behind it */
    HEADING_PITCH = 24,
    GROUP_GAP = 8,
    AXIS_HEIGHT = 62,
    STAMP_HEIGHT = 18,
    SECOND_AXIS_FROM = 700, /* a plot this high has ticks at the top, too */
    TICKS = 5,
};

/* A group and what decides whether and where it is drawn. */
struct group {
    size_t index;
    double longest;
    size_t bars;
};

struct canvas {
    const struct plot_bars *bars;
    const struct plot_pivot *pivot;
    const struct plot_names *designs;
    struct plot_script script;
    struct group *groups;
    size_t group_count, left_out;
    bool rest_empty; /* what is left out has nothing to show */
    double pitch;
    double x0, x1; /* the plot's left and right edge */
    double top, bottom;
    struct plot_axis axis;
};

static size_t part_count(const struct plot_bars *b)
{
    return b->part_count > 0 ? b->part_count : 1;
}

static double bar_length(const struct plot_bars *b, const struct plot_cell *c)
{
    double length = 0;

    for (size_t i = 0; i < part_count(b); i++)
        length += c->values[i];
    if (b->extra == PLOT_EXTRA_TRACK)
        length = fmax(length, c->values[part_count(b)]);
    return length;
}

static const struct plot_cell *cell_of(const struct canvas *v, size_t group,
                                       size_t design)
{
    return &v->pivot->cells[group * v->pivot->design_count + design];
}

static struct group describe(const struct canvas *v, size_t index)
{
    struct group g = { .index = index };

    for (size_t d = 0; d < v->pivot->design_count; d++) {
        const struct plot_cell *const c = cell_of(v, index, d);

        g.bars += c->present;
        g.longest = fmax(g.longest, bar_length(v->bars, c));
    }
    return g;
}

static int by_length(const void *a, const void *b)
{
    const struct group *const x = a, *const y = b;

    if (x->longest != y->longest)
        return x->longest > y->longest ? -1 : 1;
    return x->index < y->index ? -1 : x->index > y->index;
}

static int by_index(const void *a, const void *b)
{
    const struct group *const x = a, *const y = b;

    return x->index < y->index ? -1 : x->index > y->index;
}

static bool any_above_zero(const struct canvas *v)
{
    for (size_t i = 0; i < v->pivot->groups.count; i++)
        if (describe(v, i).longest > 0)
            return true;
    return false;
}

/* Longest first while choosing, since the short ones are the ones to lose. */
static void choose_groups(struct canvas *v, struct arena *a)
{
    const size_t all = v->pivot->groups.count;
    const size_t most = v->bars->groups_most;
    const bool skip = v->bars->skip_empty && any_above_zero(v);
    struct group *const groups = ARENA_ARRAY(a, all, struct group);
    size_t kept = 0, bars = 0;

    for (size_t i = 0; i < all; i++)
        groups[i] = describe(v, i);
    qsort(groups, all, sizeof(groups[0]), by_length);
    while (kept < all && (most == 0 || kept < most) &&
           (kept == 0 || bars + groups[kept].bars <= PLOT_BARS_MOST) &&
           !(skip && groups[kept].longest <= 0))
        bars += groups[kept++].bars;
    v->rest_empty = kept < all && groups[kept].longest <= 0;
    if (!v->bars->largest_first)
        qsort(groups, kept, sizeof(groups[0]), by_index);
    v->groups = groups;
    v->group_count = kept;
    v->left_out = all - kept;
    v->pitch = bars > 40 ? 19 : 22;
}

static const char *note_text(struct canvas *v, const struct plot_cell *c)
{
    struct arena *const a = v->script.arena;
    const struct plot_bars *const b = v->bars;
    const size_t extra = part_count(b);
    const double value =
        b->extra == PLOT_EXTRA_TOTAL ? c->values[extra] : c->values[0];
    const char *text = plot_value_text(a, b->quantity, value);

    if (b->extra == PLOT_EXTRA_TRACK)
        text = text_format(a, "%s of %s", text,
                           plot_value_text(a, b->quantity, c->values[extra]));
    if (c->note[0] != '\0')
        text = text_format(a, "%s  %s", text, glyph_clean(a, c->note));
    return glyph_cut(a, text, NOTE_MOST);
}

static const char *design_label(struct canvas *v, size_t design)
{
    struct arena *const a = v->script.arena;

    return glyph_cut(a, glyph_clean(a, v->designs->items[design]), LABEL_MOST);
}

/* Calls `visit` for every bar that is drawn, with its upper edge. */
typedef void bar_visitor(struct canvas *v, const struct plot_cell *c,
                         size_t design, double y);

static double visit_group(struct canvas *v, const struct group *g, double y,
                          bar_visitor *visit)
{
    for (size_t d = 0; d < v->pivot->design_count; d++) {
        const struct plot_cell *const c = cell_of(v, g->index, d);

        if (!c->present)
            continue;
        visit(v, c, d, y);
        y += v->pitch;
    }
    return y;
}

/* The names need room on the left, the texts at the ends on the right. */
static void measure_bar(struct canvas *v, const struct plot_cell *c,
                        size_t design, double y)
{
    const double label =
        plot_text_width(design_label(v, design), PLOT_TEXT_SIZE);
    const double note = plot_text_width(note_text(v, c), PLOT_SMALL_SIZE);

    (void)y;
    v->x0 = fmax(v->x0, MARGIN + label + 10);
    v->x1 = fmin(v->x1, PLOT_WIDTH - MARGIN - note - NOTE_GAP);
    v->axis.most = fmax(v->axis.most, bar_length(v->bars, c));
}

static void measure(struct canvas *v)
{
    v->x0 = 90;
    v->x1 = PLOT_WIDTH - 60;
    v->axis.most = 0;
    for (size_t i = 0; i < v->group_count; i++)
        visit_group(v, &v->groups[i], 0, measure_bar);
    v->axis = plot_axis_of(v->bars->quantity, v->axis.most, TICKS);
}

static double x_of(const struct canvas *v, double value)
{
    return v->x0 + (v->x1 - v->x0) * value / v->axis.most;
}

/* One line of data: edges, colour, the values; and the texts beside it. */
static void draw_bar(struct canvas *v, const struct plot_cell *c, size_t design,
                     double y)
{
    struct plot_script *const s = &v->script;
    const size_t parts = part_count(v->bars);
    const bool track = v->bars->extra == PLOT_EXTRA_TRACK;
    const double middle = y + v->pitch / 2;

    text_addf(&s->data, "%.2f %.2f %u", y + v->pitch * 0.12,
              y + v->pitch * 0.88, plot_design_colour(design));
    for (size_t i = 0; i < parts + track; i++)
        text_addf(&s->data, " %.9g", c->values[i]);
    text_add(&s->data, "\n");
    plot_text(s, v->x0 - 8, middle, PLOT_RIGHT, PLOT_TEXT_SIZE, PLOT_SOFT,
              design_label(v, design));
    plot_text(s, x_of(v, bar_length(v->bars, c)) + NOTE_GAP, middle, PLOT_LEFT,
              PLOT_SMALL_SIZE, PLOT_INK, note_text(v, c));
}

/* Only behind the bars of a group, so that no line crosses its name. */
static void draw_grid(struct canvas *v, double upper, double lower)
{
    for (int i = 0; i * v->axis.step <= v->axis.most; i++) {
        const double x = x_of(v, i * v->axis.step);

        plot_line(&v->script, x, upper, x, lower,
                  i == 0 ? PLOT_FAINT : PLOT_GRID);
    }
}

static void draw_groups(struct canvas *v)
{
    double y = v->top;

    for (size_t i = 0; i < v->group_count; i++) {
        const struct group *const g = &v->groups[i];

        y += i > 0 ? GROUP_GAP : 0;
        plot_text(&v->script, MARGIN, y + HEADING_PITCH / 2.0, PLOT_LEFT,
                  PLOT_TEXT_SIZE, PLOT_INK, v->pivot->groups.items[g->index]);
        y += HEADING_PITCH;
        draw_grid(v, y, y + v->pitch * (double)g->bars);
        y = visit_group(v, g, y, draw_bar);
    }
    v->bottom = y + 6;
}

static void draw_ticks(struct canvas *v, double y)
{
    for (int i = 0; i * v->axis.step <= v->axis.most; i++) {
        const double value = i * v->axis.step;

        plot_text(&v->script, x_of(v, value), y, PLOT_CENTRE, PLOT_SMALL_SIZE,
                  PLOT_SOFT, plot_tick_text(v->script.arena, &v->axis, value));
    }
}

static void draw_axis(struct canvas *v)
{
    if (v->bottom - v->top > SECOND_AXIS_FROM)
        draw_ticks(v, v->top - 13);
    draw_ticks(v, v->bottom + 14);
    plot_text(&v->script, (v->x0 + v->x1) / 2, v->bottom + 36, PLOT_CENTRE,
              PLOT_TEXT_SIZE, PLOT_SOFT, v->axis.unit);
}

/* Columns of $data: 1 upper, 2 lower edge, 3 colour, 4.. values. */
static void draw_clauses(struct canvas *v)
{
    struct plot_script *const s = &v->script;
    const size_t parts = v->bars->part_count;
    const double scale = (v->x1 - v->x0) / v->axis.most;
    const char *sum = "0";

    if (v->bars->extra == PLOT_EXTRA_TRACK)
        plot_clause(s,
                    "$data using (0):1:(%.2f):(%.2f + %.9g * $5):1:2 "
                    "with boxxyerror fillcolor rgb 0x%06x",
                    v->x0, v->x0, scale, PLOT_TRACK);
    if (parts == 0)
        plot_clause(s,
                    "$data using (0):1:(%.2f):(%.2f + %.9g * $4):1:2:3 "
                    "with boxxyerror fillcolor rgb variable",
                    v->x0, v->x0, scale);
    for (size_t i = 0; i < parts; i++) {
        const char *const next = text_format(s->arena, "%s + $%zu", sum, i + 4);

        plot_clause(s,
                    "$data using (0):1:(%.2f + %.9g * (%s)):"
                    "(%.2f + %.9g * (%s)):1:2 "
                    "with boxxyerror fillcolor rgb 0x%06x",
                    v->x0, scale, sum, v->x0, scale, next,
                    v->bars->parts[i].colour);
        sum = next;
    }
}

/* "the 12 largest of 73 columns", "1 of 8 joins; the others move nothing" */
static const char *left_out_text(const struct canvas *v)
{
    struct arena *const a = v->script.arena;
    const char *const groups = v->bars->groups;
    const size_t all = v->group_count + v->left_out;

    if (v->rest_empty && v->bars->skip_empty)
        return text_format(a, "%zu of %zu %s; the others %s", v->group_count,
                           all, groups, v->bars->empty);
    if (v->group_count == 1)
        return text_format(a, "the largest of %zu %s", all, groups);
    return text_format(a, "the %zu largest of %zu %s", v->group_count, all,
                       groups);
}

static const char *subtitle_text(const struct canvas *v)
{
    const char *const subtitle = v->bars->subtitle;

    return v->left_out == 0
               ? subtitle
               : text_format(v->script.arena, "%s%s%s", subtitle,
                             subtitle[0] == '\0' ? "" : "; ", left_out_text(v));
}

const char *plot_bars_script(struct arena *a, const struct plot_bars *b,
                             const struct plot_pivot *p,
                             const struct plot_names *designs,
                             const char *stamp)
{
    struct canvas v = { .bars = b, .pivot = p, .designs = designs };

    CHECK(p->groups.count > 0 && p->design_count > 0);
    plot_script_init(&v.script, a, b->name);
    choose_groups(&v, a);
    measure(&v);
    v.top = plot_heading(&v.script, b->title, subtitle_text(&v));
    if (b->part_count > 0)
        v.top = plot_legend(&v.script, v.top, b->parts, b->part_count);
    v.top += 22;
    draw_groups(&v);
    draw_axis(&v);
    draw_clauses(&v);
    return plot_script_text(&v.script, v.bottom + AXIS_HEIGHT, stamp);
}
