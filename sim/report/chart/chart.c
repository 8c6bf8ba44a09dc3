#include "report/chart/chart.h"

#include "base/check.h"
#include "base/text.h"
#include "report/chart/chart_canvas.h"
#include "report/chart/glyph.h"
#include "report/csv.h"
#include "report/gnuplot.h"
#include "report/output.h"

const char *chart_script(struct arena *a, const struct chart_picture *p,
                         const struct chart_look *look)
{
    static chart_drawer *const drawers[] = {
        [CHART_LINES] = chart_draw_lines,   [CHART_BARS] = chart_draw_bars,
        [CHART_SLICES] = chart_draw_slices, [CHART_STRIPS] = chart_draw_strips,
        [CHART_HEAT] = chart_draw_heat,     [CHART_ARROWS] = chart_draw_arrows,
    };
    struct chart_canvas c;

    CHECK(p->frame->row_count > 0);
    chart_begin(&c, a, p, look);
    drawers[p->chart->kind](&c);
    return plot_script_text(&c.script, look->height, NULL);
}

static bool write_text(const void *what, FILE *out)
{
    return fputs(what, out) >= 0;
}

static bool write_csv(const void *what, FILE *out)
{
    return csv_write(what, out);
}

static void add_note(struct arena *a, struct plot_result *r, const char *note)
{
    ARENA_GROW(a, r->notes, r->note_count, r->note_room);
    r->notes[r->note_count++] = note;
}

/* A picture of an earlier run must not stand beside a newer script. */
static void remove_old(struct arena *a, const struct output_folder *o,
                       const char *name)
{
    static const char *const endings[] = { ".svg", "-600.png", "-1600.png",
                                           ".pdf" };

    for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++)
        output_remove(o, text_format(a, "%s%s", name, endings[i]));
}

static bool write_files(struct arena *a, const struct output_folder *o,
                        const struct chart_picture *p,
                        const struct chart_look *look, struct faults *faults)
{
    const char *const name = p->chart->name;

    remove_old(a, o, name);
    return output_file(o, text_format(a, "%s.gp", name), write_text,
                       chart_script(a, p, look), faults) &&
           output_file(o, text_format(a, "%s.csv", name), write_csv, p->frame,
                       faults);
}

static void keep_picture(struct arena *a, const struct output_folder *o,
                         const struct chart_picture *p, struct plot_result *r)
{
    const char *const svg =
        output_read(o, text_format(a, "%s.svg", p->chart->name));

    if (svg == NULL)
        return;
    ARENA_GROW(a, r->pictures, r->picture_count, r->picture_room);
    r->pictures[r->picture_count++] = (struct plot_picture){
        .name = p->chart->name, .about = p->chart->lesson, .svg = svg
    };
}

static void draw(struct arena *a, const struct chart_picture *pictures,
                 size_t count, const struct chart_look *look,
                 const struct output_folder *o, struct plot_result *r)
{
    const char *const program = gnuplot_find(a);
    struct gnuplot_job *const jobs = ARENA_ARRAY(a, count, struct gnuplot_job);

    if (program == NULL) {
        add_note(a, r,
                 text_format(a,
                             "gnuplot is not installed, so nothing was drawn; "
                             "with it, run `gnuplot *.gp` in '%s'",
                             glyph_clean(a, o->path)));
        return;
    }
    for (size_t i = 0; i < count; i++)
        jobs[i] = (struct gnuplot_job){
            .name = pictures[i].chart->name,
            .endings = plot_paper_endings(&look->paper),
        };
    gnuplot_draw(a, program, o, GNUPLOT_TIMEOUT_MS, jobs, count);
    for (size_t i = 0; i < count; i++) {
        if (jobs[i].problem == NULL)
            keep_picture(a, o, &pictures[i], r);
        else
            add_note(a, r,
                     text_format(a, "gnuplot did not draw '%s': %s",
                                 jobs[i].name, jobs[i].problem));
    }
}

bool chart_write(struct arena *a, const struct chart_picture *pictures,
                 size_t count, const struct chart_look *look, const char *dir,
                 struct plot_result *result, struct faults *faults)
{
    struct output_folder o = { .folder = -1 };
    bool done = output_open(&o, a, dir, faults);

    *result = (struct plot_result){ .scripts = 0 };
    for (size_t i = 0; i < count && done; i++) {
        done = write_files(a, &o, &pictures[i], look, faults);
        result->scripts += done;
    }
    if (done)
        draw(a, pictures, count, look, &o, result);
    output_close(&o);
    return done;
}
