/*
 * The pictures of `upkeep` over time: decay, deleted rows, merges.
 */
#include <math.h>

#include "base/text.h"
#include "report/plot/plot_chart.h"

/* Rows of a frame that are of one design and table; NULL: of any. */
struct choice {
    struct plot_context *c;
    const struct frame *f;
    const char *design, *table;
    const char *empty; /* and have nothing in this column; NULL: any */
};

static bool chosen(const struct choice *k, size_t row)
{
    const size_t design = frame_column_index(k->f, "design");
    const size_t table = frame_column_index(k->f, "table");

    return (k->design == NULL ||
            text_equal(plot_label(k->c->arena, k->f, row, design),
                       k->design)) &&
           text_equal(plot_label(k->c->arena, k->f, row, table), k->table) &&
           (k->empty == NULL ||
            plot_label(k->c->arena, k->f, row,
                       frame_column_index(k->f, k->empty))[0] == '\0');
}

/* The chosen rows as a line; x is divided by `x_unit`. */
static void series(struct panel *p, const struct choice *k, const char *across,
                   double x_unit, const char *up, unsigned colour)
{
    const size_t x = frame_column_index(k->f, across);
    const size_t y = frame_column_index(k->f, up);

    for (size_t i = 0; i < k->f->row_count; i++)
        if (chosen(k, i) && !frame_cell(k->f, i, y)->null)
            panel_point(p, plot_value(k->f, i, x) / x_unit,
                        plot_value(k->f, i, y), colour);
    panel_end_series(p);
}

/* The largest of the chosen rows. */
static double most_chosen(const struct choice *k, const char *column)
{
    const size_t at = frame_column_index(k->f, column);
    double most = 1;

    for (size_t i = 0; i < k->f->row_count; i++)
        if (chosen(k, i) && !frame_cell(k->f, i, at)->null)
            most = fmax(most, plot_value(k->f, i, at));
    return most;
}

/* A line for each design. */
static void series_of_designs(struct panel *p, struct choice k,
                              const char *across, double x_unit, const char *up)
{
    for (size_t d = 0; d < k.c->designs.count; d++) {
        k.design = k.c->designs.items[d];
        p->dash = d;
        series(p, &k, across, x_unit, up, plot_design_colour(d));
    }
    panel_lines(p);
}

/* The table with most rows: the one that the picture is about. */
static const char *largest_table(struct plot_context *c, const struct frame *f)
{
    const size_t rows = frame_column_index(f, "rows");
    size_t best = 0;

    for (size_t i = 1; i < f->row_count; i++)
        if (plot_value(f, i, rows) > plot_value(f, best, rows))
            best = i;
    return plot_label(c->arena, f, best, frame_column_index(f, "table"));
}

/* The table that is ever most unsorted; the largest if none is. */
static const char *decayed_table(struct plot_context *c, const struct frame *f)
{
    const size_t rows = frame_column_index(f, "rows");
    const size_t unsorted = frame_column_index(f, "unsorted_pct");
    const char *table = largest_table(c, f);
    double most = 0;

    for (size_t i = 0; i < f->row_count; i++) {
        if (frame_cell(f, i, unsorted)->null)
            continue;
        const double tail = plot_value(f, i, rows) * plot_value(f, i, unsorted);
        if (tail <= most)
            continue;
        most = tail;
        table = plot_label(c->arena, f, i, frame_column_index(f, "table"));
    }
    return table;
}

static double draw_designs(struct plot_context *c, struct plot_script *s,
                           double y)
{
    struct plot_key *const keys =
        ARENA_ARRAY(c->arena, c->designs.count, struct plot_key);

    for (size_t i = 0; i < c->designs.count; i++)
        keys[i] = (struct plot_key){ c->designs.items[i], plot_design_colour(i),
                                     PLOT_SWATCH_LINE, i };
    return plot_legend(s, y, keys, c->designs.count);
}

/* Long histories run in days. */
static double hours_of(const struct frame *f, const char **below)
{
    const bool days = panel_most(f, frame_column_index(f, "time_h"), 1) > 72;

    *below = days ? "days" : "hours";
    return days ? 24 : 1;
}

/* A hand-width line at each VACUUM of the table that changed something. */
static void mark_vacuums(const struct panel *p, const struct choice *k,
                         double hours)
{
    const size_t event = frame_column_index(k->f, "event");
    const size_t time = frame_column_index(k->f, "time_h");

    for (size_t i = 0; i < k->f->row_count; i++) {
        if (!chosen(k, i) ||
            !text_equal(plot_label(k->c->arena, k->f, i, event),
                        "after vacuum"))
            continue;
        const double x = panel_x(p, plot_value(k->f, i, time) / hours);
        plot_line(p->script, x, p->top, x, p->top + PANEL_TALL, PLOT_FAINT);
    }
}

const char *plot_sawtooth(struct plot_context *c, const char *name)
{
    const struct frame *const f = plot_frame(c, "upkeep");
    const char *below;
    struct plot_script s;

    if (f == NULL)
        return NULL;
    plot_script_init(&s, c->arena, name);
    struct choice k = { c, f, NULL, decayed_table(c, f), NULL };
    const double hours = hours_of(f, &below);
    const double y =
        plot_heading(&s, text_format(c->arena, "%s between VACUUMs", k.table),
                     "upright lines mark its VACUUMs");
    const double unsorted =
        panel_most_where(c, f, "unsorted_pct", "table", k.table);
    struct panel p = {
        .script = &s,
        .top = draw_designs(c, &s, y) + 34,
        .right = panel_most(f, frame_column_index(f, "time_h"), 1) / hours,
        .y = panel_axis(fmax(unsorted, 0.1), "%"),
    };
    mark_vacuums(&p, &k, hours);
    panel_draw(&p, "unsorted rows, %", below);
    series_of_designs(&p, k, "time_h", hours, "unsorted_pct");
    p.top += PANEL_TALL + PANEL_GAP;
    p.y = panel_axis(panel_most(f, frame_column_index(f, "query_s"), 0.1), "s");
    mark_vacuums(&p, &k, hours);
    panel_draw(&p, "seconds of all queries a day", below);
    series_of_designs(&p, k, "time_h", hours, "query_s");
    return plot_script_text(&s, p.top + PANEL_TALL + PANEL_FOOT, c->stamp);
}

/* The table of whose deleted rows most are scanned; NULL where that is less
   than a thousandth of what is. */
static const char *ghostly_table(struct plot_context *c, const struct frame *f)
{
    const size_t scanned = frame_column_index(f, "rows_scanned");
    const size_t visible = frame_column_index(f, "rows_scanned_visible");
    const char *table = NULL;
    double most = 0;

    for (size_t i = 0; i < f->row_count; i++) {
        const double rows = plot_value(f, i, scanned);
        const double dead = rows - plot_value(f, i, visible);

        if (dead <= most || dead < 1e-3 * rows ||
            !text_equal(
                plot_label(c->arena, f, i, frame_column_index(f, "design")),
                c->designs.items[0]))
            continue;
        most = dead;
        table = plot_label(c->arena, f, i, frame_column_index(f, "table"));
    }
    return table;
}

const char *plot_ghosts(struct plot_context *c, const char *name)
{
    const struct frame *const f = plot_frame(c, "upkeep");
    const char *below;
    struct plot_script s;

    if (f == NULL)
        return NULL;
    const struct choice k = { c, f, c->designs.items[0], ghostly_table(c, f),
                              NULL };
    if (k.table == NULL) {
        c->note = "no scan passes over deleted rows";
        return NULL;
    }
    plot_script_init(&s, c->arena, name);
    const double hours = hours_of(f, &below);
    const double y = plot_heading(
        &s, text_format(c->arena, "%s: rows scanned, visible or not", k.table),
        text_format(c->arena,
                    "design %s; between the lines lie deleted rows that no "
                    "VACUUM took out",
                    k.design));
    const struct plot_key keys[] = {
        { "scanned", plot_design_colour(1), PLOT_SWATCH_LINE, 0 },
        { "of these visible", plot_design_colour(0), PLOT_SWATCH_LINE, 1 },
    };
    struct panel p = {
        .script = &s,
        .top = plot_legend(&s, y, keys, 2) + 34,
        .right = panel_most(f, frame_column_index(f, "time_h"), 1) / hours,
        .y = plot_axis_of(PLOT_ROWS, most_chosen(&k, "rows_scanned"), 6),
    };
    panel_draw(&p, text_format(c->arena, "%s a day", p.y.unit), below);
    series(&p, &k, "time_h", hours, "rows_scanned", plot_design_colour(1));
    p.dash = 1;
    series(&p, &k, "time_h", hours, "rows_scanned_visible",
           plot_design_colour(0));
    panel_lines(&p);
    return plot_script_text(&s, p.top + PANEL_TALL + PANEL_FOOT, c->stamp);
}

/* The table whose VACUUMs merge most; NULL where fewer than two merge. */
static const char *merged_table(struct plot_context *c, const struct frame *f)
{
    const size_t merged = frame_column_index(f, "merged_rows");
    const size_t table = frame_column_index(f, "table");
    const char *best = NULL;
    double most = 0;
    size_t count = 0;

    for (size_t i = 0; i < f->row_count; i++) {
        const double rows = plot_value(f, i, merged);

        if (frame_cell(f, i, merged)->null || rows <= most)
            continue;
        most = rows;
        best = plot_label(c->arena, f, i, table);
    }
    for (size_t i = 0; best != NULL && i < f->row_count; i++)
        count += text_equal(plot_label(c->arena, f, i, table), best) &&
                 plot_value(f, i, merged) > 0;
    return count > 1 ? best : NULL;
}

const char *plot_merges(struct plot_context *c, const char *name)
{
    const struct frame *const f = plot_frame(c, "vacuums");
    struct plot_script s;

    if (f == NULL)
        return NULL;
    const struct choice k = { c, f, NULL, merged_table(c, f), "skipped" };
    if (k.table == NULL) {
        c->note = "fewer than two VACUUMs merge rows";
        return NULL;
    }
    plot_script_init(&s, c->arena, name);
    const double y = plot_heading(
        &s, text_format(c->arena, "What each VACUUM of %s merges", k.table),
        "scattered keys: the whole table; appended keys: what is new");
    const struct plot_axis across = plot_axis_of(
        PLOT_ROWS, panel_most_where(c, f, "rows", "table", k.table), 6);
    struct panel p = {
        .script = &s,
        .top = draw_designs(c, &s, y) + 34,
        .right = across.most / across.divisor,
        .y = plot_axis_of(
            PLOT_ROWS,
            fmax(panel_most_where(c, f, "merged_rows", "table", k.table), 1),
            6),
    };
    panel_draw(&p, text_format(c->arena, "merged: %s", p.y.unit),
               text_format(c->arena, "the table: %s", across.unit));
    series_of_designs(&p, k, "rows", across.divisor, "merged_rows");
    plot_clause(&s, "$data using 1:2:3 with points pointtype 7 pointsize 1.4 "
                    "linecolor rgb variable");
    return plot_script_text(&s, p.top + PANEL_TALL + PANEL_FOOT, c->stamp);
}
