#include "report/plot_script.h"

#include "base/check.h"
#include "report/glyph.h"

#define BLOCK_END "STARSLICE_END"

enum { TEXT_MOST = 100, MARGIN = 16, LEGEND_PITCH = 22, SWATCH = 13 };

/* Same letters in both: a point of cairo is 4/3 of a pixel of the SVG. */
static const char HEAD[] = "name(i) = $names[i][2:*]\n"
                           "set encoding utf8\n"
                           "unset key\n"
                           "unset border\n"
                           "unset tics\n"
                           "set margins 0, 0, 0, 0\n"
                           "set style fill solid noborder\n";

static const char TERMINALS[] =
    "    if (ending eq \"svg\") {\n"
    "        set terminal svg size WIDTH, HEIGHT dynamic noenhanced \\\n"
    "            background \"#ffffff\" font \"Helvetica,14\"\n"
    "    } else {\n"
    "        set terminal pngcairo size 2 * WIDTH, 2 * HEIGHT noenhanced \\\n"
    "            background \"#ffffff\" font \"Helvetica,14\" \\\n"
    "            fontscale 1.5 linewidth 2\n"
    "    }\n";

void plot_script_init(struct plot_script *s, struct arena *a, const char *name)
{
    *s = (struct plot_script){ .arena = a, .name = name };
    text_buffer_init(&s->names, a);
    text_buffer_init(&s->data, a);
    text_buffer_init(&s->commands, a);
    text_buffer_init(&s->clauses, a);
}

/* The only door for texts; returns the i of name(i). */
static size_t add_name(struct plot_script *s, const char *text)
{
    const char *const clean = glyph_clean(s->arena, text);

    text_addf(&s->names, "|%s\n", glyph_cut(s->arena, clean, TEXT_MOST));
    return ++s->name_count;
}

void plot_text(struct plot_script *s, double x, double y, enum plot_align align,
               double size, unsigned colour, const char *text)
{
    static const char *const words[] = { "left", "center", "right" };
    const size_t i = add_name(s, text);

    text_addf(&s->commands,
              "set label %zu name(%zu) at %.1f, %.1f %s front "
              "font \"Helvetica,%.0f\" textcolor rgb 0x%06x\n",
              i, i, x, y, words[align], size, colour);
}

void plot_box(struct plot_script *s, double x, double y, double width,
              double height, unsigned colour)
{
    text_addf(&s->commands,
              "set object %zu rectangle from %.1f, %.1f to %.1f, %.1f "
              "back fillcolor rgb 0x%06x fillstyle solid noborder\n",
              ++s->object_count, x, y, x + width, y + height, colour);
}

void plot_line(struct plot_script *s, double x1, double y1, double x2,
               double y2, unsigned colour)
{
    text_addf(&s->commands,
              "set arrow from %.1f, %.1f to %.1f, %.1f nohead back "
              "linewidth 1 linecolor rgb 0x%06x\n",
              x1, y1, x2, y2, colour);
}

void plot_clause(struct plot_script *s, const char *format, ...)
{
    va_list args;

    if (s->clause_count++ > 0)
        text_add(&s->clauses, ", \\\n        ");
    va_start(args, format);
    text_add(&s->clauses, text_vformat(s->arena, format, args));
    va_end(args);
}

double plot_heading(struct plot_script *s, const char *title,
                    const char *subtitle)
{
    double y = 28;

    plot_text(s, MARGIN, y, PLOT_LEFT, PLOT_TITLE_SIZE, PLOT_INK, title);
    if (subtitle[0] != '\0') {
        y += 25;
        plot_text(s, MARGIN, y, PLOT_LEFT, PLOT_TEXT_SIZE, PLOT_SOFT, subtitle);
    }
    return y + 20;
}

double plot_legend(struct plot_script *s, double y, const struct plot_key *keys,
                   size_t count)
{
    double x = MARGIN;

    y += LEGEND_PITCH / 2.0;
    for (size_t i = 0; i < count; i++) {
        const double width =
            SWATCH + 6 + plot_text_width(keys[i].text, PLOT_TEXT_SIZE) + 14;

        if (x > MARGIN && x + width > PLOT_WIDTH - MARGIN) {
            x = MARGIN;
            y += LEGEND_PITCH;
        }
        plot_box(s, x, y - SWATCH / 2.0, SWATCH, SWATCH, keys[i].colour);
        plot_text(s, x + SWATCH + 6, y, PLOT_LEFT, PLOT_TEXT_SIZE, PLOT_INK,
                  keys[i].text);
        x += width;
    }
    return y + LEGEND_PITCH / 2.0 + 4;
}

/* Lines of `block` between a marker that no line of it can be. */
static void add_block(struct text_buffer *out, const char *name,
                      const struct text_buffer *block)
{
    text_addf(out, "$%s << %s\n", name, BLOCK_END);
    text_add(out, text_buffer_text(block));
    text_addf(out, "%s\n", BLOCK_END);
}

const char *plot_script_text(struct plot_script *s, double height,
                             const char *stamp)
{
    struct text_buffer out;

    CHECK(s->clause_count > 0);
    if (stamp != NULL && stamp[0] != '\0')
        plot_text(s, PLOT_WIDTH - MARGIN, height - 12, PLOT_RIGHT,
                  PLOT_TINY_SIZE, PLOT_FAINT, stamp);
    text_buffer_init(&out, s->arena);
    text_addf(&out,
              "# Draws %s.svg and %s.png here: gnuplot %s.gp (5.4 or newer)\n"
              "# Names are data: gnuplot keeps the lines of a block as they "
              "are.\n",
              s->name, s->name, s->name);
    add_block(&out, "names", &s->names);
    add_block(&out, "data", &s->data);
    text_addf(&out, "%sWIDTH = %d\nHEIGHT = %.0f\n", HEAD, PLOT_WIDTH, height);
    text_add(&out, "set xrange [0:WIDTH]\nset yrange [HEIGHT:0]\n");
    text_add(&out, text_buffer_text(&s->commands));
    text_addf(&out,
              "CAIRO = strstrt(GPVAL_TERMINALS, \" pngcairo \") > 0\n"
              "do for [ending in (CAIRO ? \"svg png\" : \"svg\")] {\n%s"
              "    set output \"%s.\".ending\n"
              "    plot %s\n"
              "    unset output\n}\n",
              TERMINALS, s->name, text_buffer_text(&s->clauses));
    return text_buffer_text(&out);
}
