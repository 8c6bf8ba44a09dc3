/*
 * Rows per slice: a small panel for each table and design, so that the shapes
 * can be compared. Panels of one table share their scale; the dashed line is
 * the mean over all slices, the empty ones included. A table that each node has
 * a copy of has neither a mean nor skew.
 */
#include <math.h>
#include <stdlib.h>

#include "base/check.h"
#include "report/chart/glyph.h"
#include "report/plot/plot_family.h"
#include "report/plot/plot_script.h"

enum {
    TABLES_MOST = 3,
    DESIGNS_MOST = 12,
    ACROSS_MOST = 3,
    MARGIN = 16,
    AXIS_WIDTH = 56,
    PANEL_HEIGHT = 100,
    PANEL_HEAD = 24,
    PANEL_GAP = 18,
    TABLE_HEAD = 30,
    SLICE_AXIS = 34,
    FOOT = 26,
    SWATCH = 11,
};

struct table_rows {
    size_t index;   /* in tables */
    double rows;    /* most under any design */
    double fullest; /* slice under any design */
};

struct slices {
    struct plot_context *context;
    const struct frame *frame;
    struct plot_script script;
    struct plot_names tables;
    size_t design_count, slice_count;
    double *rows; /* [(table * design_count + design) * slice_count + slice] */
    struct table_rows *largest;
    size_t across;
};

/* Where the bars of one panel stand. */
struct panel {
    double x, y, width; /* y: foot of the bars */
    double scale;       /* pixels per row */
};

/* A slice number beyond this is no slice; the picture stays bounded. */
enum { SLICES_MOST = 4096 };

static size_t slice_of(const struct slices *s, size_t row)
{
    const size_t column = frame_column_index(s->frame, "slice");
    const double slice = plot_value(s->frame, row, column);

    return slice < SLICES_MOST ? (size_t)slice : SLICES_MOST - 1;
}

static double *panel_rows(const struct slices *s, size_t table, size_t design)
{
    return s->rows + (table * s->design_count + design) * s->slice_count;
}

static void read_rows(struct slices *s)
{
    const struct frame *const f = s->frame;
    const size_t table = frame_column_index(f, "table");
    const size_t design = frame_column_index(f, "design");
    const size_t rows = frame_column_index(f, "rows");
    struct plot_context *const c = s->context;

    plot_names_init(&s->tables, c->arena);
    plot_collect_designs(&c->designs, f);
    for (size_t i = 0; i < f->row_count; i++) {
        const size_t slice = slice_of(s, i);

        plot_names_index(&s->tables, plot_label(c->arena, f, i, table));
        s->slice_count =
            slice + 1 > s->slice_count ? slice + 1 : s->slice_count;
    }
    s->design_count = c->designs.count;
    s->rows = arena_array(c->arena, s->tables.count * s->design_count,
                          s->slice_count * sizeof(double));
    for (size_t i = 0; i < f->row_count; i++) {
        const size_t t =
            plot_names_index(&s->tables, plot_label(c->arena, f, i, table));
        const size_t d =
            plot_names_index(&c->designs, plot_label(c->arena, f, i, design));

        panel_rows(s, t, d)[slice_of(s, i)] += plot_value(f, i, rows);
    }
}

static double sum_of(const struct slices *s, const double *rows)
{
    double sum = 0;

    for (size_t i = 0; i < s->slice_count; i++)
        sum += rows[i];
    return sum;
}

static double most_of(const struct slices *s, const double *rows)
{
    double most = 0;

    for (size_t i = 0; i < s->slice_count; i++)
        most = fmax(most, rows[i]);
    return most;
}

static int by_rows(const void *a, const void *b)
{
    const struct table_rows *const x = a, *const y = b;

    if (x->rows != y->rows)
        return x->rows > y->rows ? -1 : 1;
    return x->index < y->index ? -1 : x->index > y->index;
}

static void rank_tables(struct slices *s)
{
    s->largest =
        ARENA_ARRAY(s->context->arena, s->tables.count, struct table_rows);
    for (size_t t = 0; t < s->tables.count; t++) {
        struct table_rows *const r = &s->largest[t];

        r->index = t;
        for (size_t d = 0; d < s->design_count; d++) {
            r->rows = fmax(r->rows, sum_of(s, panel_rows(s, t, d)));
            r->fullest = fmax(r->fullest, most_of(s, panel_rows(s, t, d)));
        }
    }
    qsort(s->largest, s->tables.count, sizeof(s->largest[0]), by_rows);
}

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* DISTSTYLE ALL: a copy on the first slice of each node, which is no skew. */
static bool copied(const struct slices *s, size_t table, size_t design)
{
    const struct frame *const f = frames_find(s->context->frames, "storage");
    struct arena *const a = s->context->arena;

    for (size_t i = 0; f != NULL && i < f->row_count; i++)
        if (text_equal(plot_label(a, f, i, frame_column_index(f, "table")),
                       s->tables.items[table]) &&
            text_equal(plot_label(a, f, i, frame_column_index(f, "design")),
                       s->context->designs.items[design]))
            return text_equal(
                plot_label(a, f, i, frame_column_index(f, "style")), "all");
    return false;
}

/* $data: 1 left, 2 right, 3 foot, 4 pixels per row, 5 colour, 6 rows. */
static void draw_bars(struct slices *s, const struct panel *p,
                      const double *rows, unsigned colour)
{
    const double pitch = p->width / (double)s->slice_count;
    const double gap = pitch > 5 ? pitch * 0.12 : 0;

    for (size_t i = 0; i < s->slice_count; i++) {
        const double left = p->x + (double)i * pitch;

        text_addf(&s->script.data, "%.2f %.2f %.2f %.9g %u %.15g\n", left + gap,
                  left + pitch - gap, p->y, p->scale, colour, rows[i]);
    }
}

static void draw_mean(struct slices *s, const struct panel *p,
                      const double *rows)
{
    const double mean = sum_of(s, rows) / (double)s->slice_count;
    const double y = p->y - mean * p->scale;

    text_addf(&s->script.commands,
              "set arrow from %.1f, %.1f to %.1f, %.1f nohead front "
              "linewidth 1.5 dashtype 2 linecolor rgb 0x%06x\n",
              p->x, y, p->x + p->width, y, PLOT_INK);
}

/* "max/mean 1.25"; the number alone where the design's name needs the room. */
static const char *skew_text(const struct slices *s, const struct panel *p,
                             const double *rows, const char *name)
{
    struct arena *const a = s->context->arena;
    const double mean = sum_of(s, rows) / (double)s->slice_count;

    if (!(mean > 0))
        return "no rows";
    const double ratio = most_of(s, rows) / mean;
    const char *const text = text_format(a, "max/mean %.2f", ratio);
    return plot_text_width(text, PLOT_SMALL_SIZE) + SWATCH + 10 +
                       plot_text_width(name, PLOT_TEXT_SIZE) <
                   p->width
               ? text
               : text_format(a, "%.2f", ratio);
}

static void draw_panel_head(struct slices *s, const struct panel *p,
                            const double *rows, size_t design, bool all)
{
    struct arena *const a = s->context->arena;
    const double y = p->y - PANEL_HEIGHT - PANEL_HEAD / 2.0;
    const char *const name = glyph_clean(a, s->context->designs.items[design]);
    const char *const skew = all ? "ALL: copies" : skew_text(s, p, rows, name);
    const double room =
        p->width - plot_text_width(skew, PLOT_SMALL_SIZE) - SWATCH - 10;
    const size_t letters = (size_t)fmax(3, room / (PLOT_TEXT_SIZE * 0.55));

    plot_box(&s->script, p->x, y - SWATCH / 2.0, SWATCH, SWATCH,
             plot_design_colour(design));
    plot_text(&s->script, p->x + SWATCH + 5, y, PLOT_LEFT, PLOT_TEXT_SIZE,
              PLOT_INK, glyph_cut(a, name, letters));
    plot_text(&s->script, p->x + p->width, y, PLOT_RIGHT, PLOT_SMALL_SIZE,
              PLOT_SOFT, skew);
}

static void draw_grid(struct slices *s, const struct panel *p,
                      const struct plot_axis *axis, bool labelled)
{
    for (int i = 0; i * axis->step <= axis->most; i++) {
        const double value = i * axis->step;
        const double y = p->y - value * p->scale;

        plot_line(&s->script, p->x, y, p->x + p->width, y,
                  i == 0 ? PLOT_FAINT : PLOT_GRID);
        if (labelled)
            plot_text(&s->script, p->x - 6, y, PLOT_RIGHT, PLOT_SMALL_SIZE,
                      PLOT_SOFT,
                      plot_tick_text(s->context->arena, axis, value));
    }
}

/* The first and the last slice, and round numbers between. */
static void draw_slice_axis(struct slices *s, const struct panel *p)
{
    const size_t count = s->slice_count;
    const double pitch = p->width / (double)count;
    size_t step = 1;

    while ((double)step * pitch < 26)
        step *= 2;
    for (size_t i = 0; i < count; i += step)
        plot_text(&s->script, p->x + ((double)i + 0.5) * pitch, p->y + 12,
                  PLOT_CENTRE, PLOT_SMALL_SIZE, PLOT_SOFT,
                  text_format(s->context->arena, "%zu", i));
}

static double draw_table(struct slices *s, const struct table_rows *table,
                         double y)
{
    const size_t designs = smaller(s->design_count, DESIGNS_MOST);
    const struct plot_axis axis = plot_axis_of(PLOT_ROWS, table->fullest, 4);
    const double panel_width = (PLOT_WIDTH - MARGIN - AXIS_WIDTH -
                                (double)(s->across - 1) * PANEL_GAP - MARGIN) /
                               (double)s->across;
    struct panel p = { .width = panel_width };

    plot_text(&s->script, MARGIN, y + TABLE_HEAD / 2.0, PLOT_LEFT,
              PLOT_TEXT_SIZE + 1, PLOT_INK,
              text_format(s->context->arena, "%s (%s)",
                          s->tables.items[table->index], axis.unit));
    y += TABLE_HEAD;
    p.scale = PANEL_HEIGHT / axis.most;
    for (size_t d = 0; d < designs; d++) {
        const size_t column = d % s->across;
        const double *const rows = panel_rows(s, table->index, d);

        if (column == 0)
            y += PANEL_HEAD + PANEL_HEIGHT + (d > 0 ? 8 + SLICE_AXIS / 2 : 0);
        p.x = MARGIN + AXIS_WIDTH + (double)column * (panel_width + PANEL_GAP);
        p.y = y;
        const bool all = copied(s, table->index, d);
        draw_panel_head(s, &p, rows, d, all);
        draw_grid(s, &p, &axis, column == 0);
        draw_bars(s, &p, rows, plot_design_colour(d));
        if (!all)
            draw_mean(s, &p, rows);
        draw_slice_axis(s, &p);
    }
    return y + SLICE_AXIS;
}

static const char *subtitle_text(const struct slices *s, size_t tables)
{
    const char *const line = "slice number below, dashed line: the mean";

    if (tables == s->tables.count && s->design_count <= DESIGNS_MOST)
        return line;
    return text_format(s->context->arena, "the %zu largest of %zu tables; %s",
                       tables, s->tables.count, line);
}

const char *plot_slices(struct plot_context *c, const char *name)
{
    struct slices s = { .context = c, .frame = plot_frame(c, "slices") };

    if (s.frame == NULL)
        return NULL;
    plot_script_init(&s.script, c->arena, name);
    read_rows(&s);
    rank_tables(&s);
    s.across = s.design_count == 4 ? 2 : smaller(s.design_count, ACROSS_MOST);

    const size_t tables = smaller(s.tables.count, TABLES_MOST);
    double y = plot_heading(&s.script,
                            "How the rows of the largest tables lie on the "
                            "slices",
                            subtitle_text(&s, tables));
    for (size_t t = 0; t < tables; t++)
        y = draw_table(&s, &s.largest[t], y);
    plot_clause(&s.script, "$data using (0):3:1:2:3:($3 - $4 * $6):5 "
                           "with boxxyerror fillcolor rgb variable");
    return plot_script_text(&s.script, y + FOOT, c->stamp);
}
