#include "report/plot/plot_script.h"

#include "base/check.h"
#include "report/chart/glyph.h"

#define BLOCK_END "STARSLICE_END"

enum { TEXT_MOST = 100, MARGIN = 16, LEGEND_PITCH = 22, SWATCH = 13 };

/* Labels that are points have numbers beyond those of the texts. */
enum { POINT_LABELS = 1000000 };

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
    plot_script_on(s, a, name, NULL);
}

void plot_script_on(struct plot_script *s, struct arena *a, const char *name,
                    const struct plot_paper *paper)
{
    *s = (struct plot_script){
        .arena = a,
        .name = name,
        .paper = paper,
        .width = paper == NULL ? PLOT_WIDTH : paper->width,
    };
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

static double swatch_width(const struct plot_key *k)
{
    return SWATCH * (k->swatch == PLOT_SWATCH_LINE    ? 3.0
                     : k->swatch == PLOT_SWATCH_POINT ? 1.4
                                                      : 1.0);
}

static void draw_swatch(struct plot_script *s, const struct plot_key *k,
                        double x, double y)
{
    switch (k->swatch) {
    case PLOT_SWATCH_BOX:
        plot_box(s, x, y - SWATCH / 2.0, SWATCH, SWATCH, k->colour);
        break;
    case PLOT_SWATCH_LINE:
        text_addf(&s->commands,
                  "set arrow from %.1f, %.1f to %.1f, %.1f nohead front "
                  "linewidth 2.5 dashtype %s linecolor rgb 0x%06x\n",
                  x, y, x + swatch_width(k), y, plot_dash(k->number),
                  k->colour);
        break;
    case PLOT_SWATCH_POINT:
        text_addf(&s->commands,
                  "set label %zu \"\" at %.1f, %.1f front point "
                  "pointtype %zu pointsize 1.6 linecolor rgb 0x%06x\n",
                  POINT_LABELS + ++s->object_count, x + SWATCH / 2.0, y,
                  k->number, k->colour);
        break;
    }
}

double plot_legend(struct plot_script *s, double y, const struct plot_key *keys,
                   size_t count)
{
    double x = MARGIN;

    y += LEGEND_PITCH / 2.0;
    for (size_t i = 0; i < count; i++) {
        const double swatch = swatch_width(&keys[i]) + 6;
        const double width =
            swatch + plot_text_width(keys[i].text, PLOT_TEXT_SIZE) + 14;

        if (x > MARGIN && x + width > s->width - MARGIN) {
            x = MARGIN;
            y += LEGEND_PITCH;
        }
        draw_swatch(s, &keys[i], x, y);
        plot_text(s, x + swatch, y, PLOT_LEFT, PLOT_TEXT_SIZE, PLOT_INK,
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

/* One picture twice: the SVG, and the PNG with two pixels for each. */
static void add_default_loop(struct text_buffer *out,
                             const struct plot_script *s)
{
    text_addf(out,
              "CAIRO = strstrt(GPVAL_TERMINALS, \" pngcairo \") > 0\n"
              "do for [ending in (CAIRO ? \"svg png\" : \"svg\")] {\n%s"
              "    set output \"%s.\".ending\n",
              TERMINALS, s->name);
}

/* A pixel here is a point of the PDF's page. Cairo sets letters 4/3 of their
   size in both. */
static void add_paper_loop(struct text_buffer *out, const struct plot_script *s)
{
    const char *const cairo =
        s->paper->pdf ? "svg 600 1600 pdf" : "svg 600 1600";

    text_addf(out,
              "PAPER = \"#%06x\"\n"
              "CAIRO = strstrt(GPVAL_TERMINALS, \" pngcairo \") > 0\n"
              "do for [kind in (CAIRO ? \"%s\" : \"svg\")] {\n",
              s->paper->background, cairo);
    text_addf(out,
              "    if (kind eq \"svg\") {\n"
              "        set terminal svg size WIDTH, HEIGHT dynamic noenhanced "
              "\\\n"
              "            background PAPER font \"Helvetica,14\"\n"
              "        set output \"%s.svg\"\n    }\n",
              s->name);
    text_addf(
        out,
        "    if (kind eq \"600\" || kind eq \"1600\") {\n"
        "        zoom = real(kind) / WIDTH\n"
        "        set terminal pngcairo size int(kind), ceil(zoom * HEIGHT) "
        "\\\n"
        "            noenhanced background PAPER font \"Helvetica,14\" "
        "\\\n"
        "            fontscale 0.75 * zoom linewidth zoom pointscale zoom\n"
        "        set output \"%s-\".kind.\".png\"\n    }\n",
        s->name);
    if (s->paper->pdf)
        text_addf(out,
                  "    if (kind eq \"pdf\") {\n"
                  "        set terminal pdfcairo size WIDTH / 72.0, HEIGHT / "
                  "72.0 \\\n"
                  "            noenhanced background PAPER font "
                  "\"Helvetica,14\" \\\n"
                  "            fontscale 0.75 linewidth 1.5\n"
                  "        set output \"%s.pdf\"\n    }\n",
                  s->name);
}

const char *const *plot_paper_endings(const struct plot_paper *paper)
{
    static const char *const endings[] = { ".svg", "-600.png", "-1600.png",
                                           NULL };
    static const char *const with_pdf[] = { ".svg", "-600.png", "-1600.png",
                                            ".pdf", NULL };

    return paper->pdf ? with_pdf : endings;
}

const char *plot_script_text(struct plot_script *s, double height,
                             const char *stamp)
{
    struct text_buffer out;

    CHECK(s->clause_count > 0);
    if (stamp != NULL && stamp[0] != '\0')
        plot_text(s, s->width - MARGIN, height - 12, PLOT_RIGHT, PLOT_TINY_SIZE,
                  PLOT_FAINT, stamp);
    text_buffer_init(&out, s->arena);
    text_addf(&out,
              "# Draws %s.svg and %s here: gnuplot %s.gp (5.4 or newer)\n"
              "# Names are data: gnuplot keeps the lines of a block as they "
              "are.\n",
              s->name,
              s->paper == NULL ? text_format(s->arena, "%s.png", s->name)
                               : "its PNG",
              s->name);
    add_block(&out, "names", &s->names);
    add_block(&out, "data", &s->data);
    text_addf(&out, "%sWIDTH = %.0f\nHEIGHT = %.0f\n", HEAD, s->width, height);
    text_add(&out, "set xrange [0:WIDTH]\nset yrange [HEIGHT:0]\n");
    text_add(&out, text_buffer_text(&s->commands));
    if (s->paper == NULL)
        add_default_loop(&out, s);
    else
        add_paper_loop(&out, s);
    text_addf(&out, "    plot %s\n    unset output\n}\n",
              text_buffer_text(&s->clauses));
    return text_buffer_text(&out);
}
