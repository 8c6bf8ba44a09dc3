/*
 * The pictures of `upkeep`. Panels share one kind of frame: an axis of values
 * on the left, an axis of time or of blocks below, series as lines.
 */
#include <math.h>

#include "base/text.h"
#include "report/plot_family.h"
#include "report/plot_script.h"

enum { LEFT = 92, WIDE = 650, TALL = 210, GAP = 74, FOOT = 70 };

/* One panel; x from 0 to `right`. */
struct panel {
    struct plot_script *script;
    double top, right;
    struct plot_axis y;
};

static double to_x(const struct panel *p, double x)
{
    return LEFT + WIDE * fmin(fmax(x / p->right, 0), 1);
}

static double to_y(const struct panel *p, double y)
{
    return p->top + TALL * (1 - fmin(fmax(y / p->y.most, 0), 1));
}

/* A round step that gives about six ticks. */
static double round_step(double most)
{
    static const double nice[] = { 1, 2, 5, 10 };
    const double raw = most / 6;
    const double power = pow(10, floor(log10(fmax(raw, 1e-9))));

    for (size_t i = 0; i < sizeof(nice) / sizeof(nice[0]); i++)
        if (nice[i] * power >= raw)
            return nice[i] * power;
    return 10 * power;
}

static struct plot_axis plain_axis(double most, const char *unit)
{
    const double step = round_step(fmax(most, 1e-9));

    return (struct plot_axis){ .most = ceil(most / step - 1e-9) * step,
                               .step = step,
                               .divisor = 1,
                               .unit = unit };
}

static void draw_panel(const struct panel *p, const char *what,
                       const char *below)
{
    struct plot_script *const s = p->script;
    const double step = round_step(p->right);

    for (double y = 0; y <= p->y.most * (1 + 1e-9); y += p->y.step) {
        plot_line(s, LEFT, to_y(p, y), LEFT + WIDE, to_y(p, y), PLOT_GRID);
        plot_text(s, LEFT - 8, to_y(p, y), PLOT_RIGHT, PLOT_SMALL_SIZE,
                  PLOT_SOFT, plot_tick_text(s->arena, &p->y, y));
    }
    for (double x = 0; x <= p->right * (1 + 1e-9); x += step)
        plot_text(s, to_x(p, x), p->top + TALL + 14, PLOT_CENTRE,
                  PLOT_SMALL_SIZE, PLOT_SOFT, text_format(s->arena, "%g", x));
    plot_line(s, LEFT, p->top + TALL, LEFT + WIDE, p->top + TALL, PLOT_FAINT);
    plot_text(s, LEFT - 8, p->top - 16, PLOT_LEFT, PLOT_TEXT_SIZE, PLOT_INK,
              what);
    plot_text(s, LEFT + WIDE / 2.0, p->top + TALL + 36, PLOT_CENTRE,
              PLOT_TEXT_SIZE, PLOT_INK, below);
}

static void point(const struct panel *p, double x, double y, unsigned colour)
{
    text_addf(&p->script->data, "%.2f %.2f %u\n", to_x(p, x), to_y(p, y),
              colour);
}

static void end_series(const struct panel *p)
{
    text_add(&p->script->data, "\n");
}

static void lines(struct plot_script *s)
{
    plot_clause(s, "$data using 1:2:3 with lines linewidth 2 "
                   "linecolor rgb variable");
}

/* ---- over time -------------------------------------------------------- */

/* The largest value of a column, where another column says `label`. */
static double most_where(struct plot_context *c, const struct frame *f,
                         const char *column, const char *by, const char *label)
{
    const size_t at = frame_column_index(f, column);
    const size_t key = frame_column_index(f, by);
    double most = 0;

    for (size_t i = 0; i < f->row_count; i++)
        if (!frame_cell(f, i, at)->null &&
            text_equal(plot_label(c->arena, f, i, key), label))
            most = fmax(most, plot_value(f, i, at));
    return most;
}

static double most_of(const struct frame *f, size_t column, double least)
{
    double most = least;

    for (size_t i = 0; i < f->row_count; i++)
        if (!frame_cell(f, i, column)->null)
            most = fmax(most, plot_value(f, i, column));
    return most;
}

/* The series of a column: one line for each design, of one table. */
static void series(const struct panel *p, struct plot_context *c,
                   const struct frame *f, const char *column, const char *table,
                   double hours)
{
    const size_t y = frame_column_index(f, column);
    const size_t design = frame_column_index(f, "design");
    const size_t t = frame_column_index(f, "table");
    const size_t x = frame_column_index(f, "time_h");

    for (size_t d = 0; d < c->designs.count; d++) {
        for (size_t i = 0; i < f->row_count; i++)
            if (text_equal(plot_label(c->arena, f, i, design),
                           c->designs.items[d]) &&
                text_equal(plot_label(c->arena, f, i, t), table) &&
                !frame_cell(f, i, y)->null)
                point(p, plot_value(f, i, x) / hours, plot_value(f, i, y),
                      plot_design_colour(d));
        end_series(p);
    }
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

static double draw_designs(struct plot_context *c, struct plot_script *s,
                           double y)
{
    struct plot_key *const keys =
        ARENA_ARRAY(c->arena, c->designs.count, struct plot_key);

    for (size_t i = 0; i < c->designs.count; i++)
        keys[i] =
            (struct plot_key){ c->designs.items[i], plot_design_colour(i) };
    return plot_legend(s, y, keys, c->designs.count);
}

const char *plot_sawtooth(struct plot_context *c, const char *name)
{
    const struct frame *const f = plot_frame(c, "upkeep");
    struct plot_script s;

    if (f == NULL)
        return NULL;
    plot_script_init(&s, c->arena, name);
    const char *const table = largest_table(c, f);
    const double end = most_of(f, frame_column_index(f, "time_h"), 1);
    const double hours = end > 72 ? 24 : 1;
    const char *const below = hours > 1 ? "days" : "hours";
    const double y =
        plot_heading(&s, text_format(c->arena, "%s between VACUUMs", table),
                     "each drop is a VACUUM");
    struct panel p = {
        .script = &s,
        .top = draw_designs(c, &s, y) + 34,
        .right = end / hours,
        .y = plain_axis(
            fmax(most_where(c, f, "unsorted_pct", "table", table), 0.1), "%"),
    };
    draw_panel(&p, "unsorted rows, %", below);
    series(&p, c, f, "unsorted_pct", table, hours);
    p.top += TALL + GAP;
    p.y = plain_axis(most_of(f, frame_column_index(f, "query_s"), 0.1), "s");
    draw_panel(&p, "seconds of all queries a day", below);
    series(&p, c, f, "query_s", table, hours);
    lines(&s);
    return plot_script_text(&s, p.top + TALL + FOOT, c->stamp);
}

const char *plot_ghosts(struct plot_context *c, const char *name)
{
    const struct frame *const f = plot_frame(c, "upkeep");
    struct plot_script s;

    if (f == NULL)
        return NULL;
    plot_script_init(&s, c->arena, name);
    const char *const table = largest_table(c, f);
    const double end = most_of(f, frame_column_index(f, "time_h"), 1);
    const double hours = end > 72 ? 24 : 1;
    const size_t rows = frame_column_index(f, "rows");
    const size_t live = frame_column_index(f, "estimated_visible_rows");
    const double y = plot_heading(
        &s, text_format(c->arena, "%s: rows scanned against rows seen", table),
        "first design; the difference is deleted rows that no VACUUM took out");
    const struct plot_key keys[] = {
        { "stored rows (tbl_rows)", plot_design_colour(1) },
        { "visible rows", plot_design_colour(0) },
    };
    struct panel p = {
        .script = &s,
        .top = plot_legend(&s, y, keys, 2) + 34,
        .right = end / hours,
        .y = plot_axis_of(PLOT_ROWS, most_where(c, f, "rows", "table", table),
                          6),
    };
    draw_panel(&p, text_format(c->arena, "%s", p.y.unit),
               hours > 1 ? "days" : "hours");
    const char *const first = c->designs.items[0];
    for (int k = 0; k < 2; k++) {
        for (size_t i = 0; i < f->row_count; i++)
            if (text_equal(
                    plot_label(c->arena, f, i, frame_column_index(f, "design")),
                    first) &&
                text_equal(
                    plot_label(c->arena, f, i, frame_column_index(f, "table")),
                    table))
                point(&p,
                      plot_value(f, i, frame_column_index(f, "time_h")) / hours,
                      plot_value(f, i, k == 0 ? rows : live),
                      plot_design_colour((size_t)(1 - k)));
        end_series(&p);
    }
    lines(&s);
    return plot_script_text(&s, p.top + TALL + FOOT, c->stamp);
}

const char *plot_merges(struct plot_context *c, const char *name)
{
    const struct frame *const f = plot_frame(c, "vacuums");
    struct plot_script s;

    if (f == NULL)
        return NULL;
    plot_script_init(&s, c->arena, name);
    const size_t merged = frame_column_index(f, "merged_rows");
    const size_t sorted = frame_column_index(f, "sorted_rows");
    const size_t time = frame_column_index(f, "time_h");
    const size_t design = frame_column_index(f, "design");
    const double end = most_of(f, time, 1), hours = end > 72 ? 24 : 1;
    const double y =
        plot_heading(&s, "What each VACUUM merges",
                     "scattered keys: the whole table, more each time; "
                     "appended keys: only what is new");
    struct panel p = {
        .script = &s,
        .top = draw_designs(c, &s, y) + 34,
        .right = end / hours,
        .y = plot_axis_of(
            PLOT_ROWS, fmax(most_of(f, merged, 1), most_of(f, sorted, 1)), 6),
    };
    draw_panel(&p, text_format(c->arena, "rows merged (%s)", p.y.unit),
               hours > 1 ? "days" : "hours");
    for (size_t i = 0; i < f->row_count; i++)
        point(&p, plot_value(f, i, time) / hours, plot_value(f, i, merged),
              plot_design_colour(plot_names_index(
                  &c->designs, plot_label(c->arena, f, i, design))));
    plot_clause(&s, "$data using 1:2:3 with points pointtype 7 pointsize 1 "
                    "linecolor rgb variable");
    return plot_script_text(&s, p.top + TALL + FOOT, c->stamp);
}

/* ---- intervals -------------------------------------------------------- */

static void interval_line(const struct panel *p, struct plot_context *c,
                          const struct frame *f, const char *design,
                          const char *column, double each, unsigned colour)
{
    const size_t y = frame_column_index(f, column);
    double x = each / 2;

    for (size_t i = 0; i < f->row_count; i++) {
        if (!text_equal(
                plot_label(c->arena, f, i, frame_column_index(f, "design")),
                design))
            continue;
        point(p, x, plot_value(f, i, y), colour);
        x += each;
    }
    end_series(p);
}

const char *plot_intervals(struct plot_context *c, const char *name)
{
    const struct frame *const f = plot_frame(c, "schedule");
    struct plot_script s;
    size_t count = 0, shown = 0;

    if (f == NULL)
        return NULL;
    const size_t design = frame_column_index(f, "design");
    const char *const first = plot_label(c->arena, f, 0, design);
    for (size_t i = 0; i < f->row_count; i++)
        count += text_equal(plot_label(c->arena, f, i, design), first);
    plot_script_init(&s, c->arena, name);
    const double y = plot_heading(
        &s, text_format(c->arena, "How often to VACUUM: %s", first),
        "the ring marks the cheapest interval");
    const struct plot_key keys[] = {
        { "queries", plot_design_colour(1) },
        { "maintenance", plot_design_colour(2) },
        { "together", plot_design_colour(0) },
    };
    struct panel p = {
        .script = &s,
        .top = plot_legend(&s, y, keys, 3) + 34,
        .right = 1,
        .y = plain_axis(fmax(most_where(c, f, "total_s", "design", first), 0.1),
                        "s"),
    };
    const double each = 1.0 / (double)count;
    for (double v = 0; v <= p.y.most * (1 + 1e-9); v += p.y.step) {
        plot_line(&s, LEFT, to_y(&p, v), LEFT + WIDE, to_y(&p, v), PLOT_GRID);
        plot_text(&s, LEFT - 8, to_y(&p, v), PLOT_RIGHT, PLOT_SMALL_SIZE,
                  PLOT_SOFT, plot_tick_text(s.arena, &p.y, v));
    }
    plot_text(&s, LEFT - 8, p.top - 16, PLOT_LEFT, PLOT_TEXT_SIZE, PLOT_INK,
              "seconds a day");
    for (size_t i = 0; i < f->row_count && shown < count; i++) {
        const double x = to_x(&p, each * ((double)shown + 0.5));
        plot_text(
            &s, x, p.top + TALL + 14, PLOT_CENTRE, PLOT_SMALL_SIZE, PLOT_SOFT,
            plot_label(c->arena, f, i, frame_column_index(f, "interval")));
        if (text_equal(
                plot_label(c->arena, f, i, frame_column_index(f, "cheapest")),
                "yes"))
            plot_clause(
                &s,
                "'+' using (%.2f):(%.2f) every ::0::0 with points "
                "pointtype 6 pointsize 3 linewidth 2 linecolor rgb "
                "0x%06x",
                x, to_y(&p, plot_value(f, i, frame_column_index(f, "total_s"))),
                PLOT_INK);
        shown++;
    }
    interval_line(&p, c, f, first, "mean_query_s", each, plot_design_colour(1));
    interval_line(&p, c, f, first, "maintenance_s", each,
                  plot_design_colour(2));
    interval_line(&p, c, f, first, "total_s", each, plot_design_colour(0));
    plot_text(&s, LEFT + WIDE / 2.0, p.top + TALL + 36, PLOT_CENTRE,
              PLOT_TEXT_SIZE, PLOT_INK, "time between VACUUMs");
    plot_clause(&s, "$data using 1:2:3 with linespoints pointtype 7 "
                    "linewidth 2 linecolor rgb variable");
    return plot_script_text(&s, p.top + TALL + FOOT, c->stamp);
}

/* ---- zone maps -------------------------------------------------------- */

enum { STRIP_TALL = 300 };

static double strip_panel(struct plot_context *c, struct plot_script *s,
                          const struct frame *f, double top, const char *when,
                          const char *design, const char *table)
{
    const size_t lo = frame_column_index(f, "min_pct");
    const size_t hi = frame_column_index(f, "max_pct");
    const size_t region = frame_column_index(f, "region");
    size_t count = 0, shown = 0;

    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < f->row_count; i++) {
            if (!text_equal(
                    plot_label(c->arena, f, i, frame_column_index(f, "when")),
                    when) ||
                !text_equal(
                    plot_label(c->arena, f, i, frame_column_index(f, "design")),
                    design) ||
                !text_equal(
                    plot_label(c->arena, f, i, frame_column_index(f, "table")),
                    table))
                continue;
            if (pass == 0) {
                count++;
                continue;
            }
            const bool tail =
                text_equal(plot_label(c->arena, f, i, region), "tail");
            const double x = LEFT + WIDE * plot_value(f, i, lo) / 100;
            const double wide =
                WIDE * (plot_value(f, i, hi) - plot_value(f, i, lo)) / 100;
            const double each = STRIP_TALL / (double)count;
            plot_box(s, x, top + each * (double)shown++, fmax(wide, 1.5),
                     fmax(each * 0.8, 0.8),
                     tail ? plot_design_colour(1) : plot_design_colour(0));
        }
    plot_text(s, LEFT, top - 14, PLOT_LEFT, PLOT_TEXT_SIZE, PLOT_INK,
              text_format(c->arena, "%s the VACUUM", when));
    plot_text(s, LEFT - 10, top + 6, PLOT_RIGHT, PLOT_SMALL_SIZE, PLOT_SOFT,
              "first");
    plot_text(s, LEFT - 10, top + 22, PLOT_RIGHT, PLOT_SMALL_SIZE, PLOT_SOFT,
              "block");
    plot_text(s, LEFT - 10, top + STRIP_TALL - 6, PLOT_RIGHT, PLOT_SMALL_SIZE,
              PLOT_SOFT, "last");
    for (int k = 0; k <= 4; k++)
        plot_text(s, LEFT + WIDE * k / 4.0, top + STRIP_TALL + 14, PLOT_CENTRE,
                  PLOT_SMALL_SIZE, PLOT_SOFT,
                  text_format(c->arena, "%d %%", k * 25));
    plot_line(s, LEFT, top + STRIP_TALL, LEFT + WIDE, top + STRIP_TALL,
              PLOT_FAINT);
    return top + STRIP_TALL + 52;
}

const char *plot_zones(struct plot_context *c, const char *name)
{
    const struct frame *const f = plot_frame(c, "zones");
    struct plot_script s;

    if (f == NULL)
        return NULL;
    plot_script_init(&s, c->arena, name);
    const char *const design =
        plot_label(c->arena, f, 0, frame_column_index(f, "design"));
    const char *const table =
        plot_label(c->arena, f, 0, frame_column_index(f, "table"));
    const double y = plot_heading(
        &s, text_format(c->arena, "Zone maps of %s, design %s", table, design),
        "one line a block (or group of blocks), from its smallest to its "
        "largest sort key");
    const struct plot_key keys[] = {
        { "sorted region", plot_design_colour(0) },
        { "unsorted region", plot_design_colour(1) },
    };
    double top = plot_legend(&s, y, keys, 2) + 36;
    top = strip_panel(c, &s, f, top, "before", design, table);
    top = strip_panel(c, &s, f, top, "after", design, table);
    plot_text(&s, LEFT + WIDE / 2.0, top - 14, PLOT_CENTRE, PLOT_TEXT_SIZE,
              PLOT_INK, "place in the range of the sort key");
    plot_clause(&s, "NaN notitle");
    return plot_script_text(&s, top + 24, c->stamp);
}
