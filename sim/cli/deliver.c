#include "cli/deliver.h"

#include "base/text.h"
#include "report/chart/glyph.h"
#include "report/html/html.h"
#include "report/output.h"
#include "world/world.h"

static bool write_page(const void *what, FILE *out)
{
    return html_write(what, out);
}

/* The page says what was asked: the scenario's files, word for word. */
static bool deliver_page(struct session *s, const struct frames *fs,
                         const char *dir, const char *stamp,
                         const struct plot_result *plots, struct faults *faults)
{
    const struct world *const w = s->world;
    const bool titled = w != NULL && w->title != NULL && w->title[0] != '\0';
    struct html_page page = {
        .title = titled ? w->title : "Starslice",
        .question = text_format(s->arena, "starslice %s", s->command),
        .stamp = stamp,
        .frames = fs,
        .lead = s->lead,
        .lead_count = s->lead_count,
        .pictures = plots->pictures,
        .picture_count = plots->picture_count,
    };
    struct output_folder o;

    if (w != NULL) {
        struct html_source *const sources =
            ARENA_ARRAY(s->arena, w->source_count, struct html_source);
        for (size_t i = 0; i < w->source_count; i++)
            sources[i] =
                (struct html_source){ w->sources[i].path, w->sources[i].text };
        page.sources = sources;
        page.source_count = w->source_count;
    }
    if (!output_open(&o, s->arena, dir, faults))
        return false;
    const bool done = output_file(&o, "index.html", write_page, &page, faults);
    output_close(&o);
    return done;
}

enum exit_status deliver(struct session *s, const struct frames *fs,
                         const char *dir, const char *stamp, plot_maker *plot)
{
    struct plot_result plots = { .notes = NULL };
    struct faults faults;

    faults_init(&faults, s->arena);
    if (!output_write(fs, dir, &faults) ||
        !plot(s->arena, fs, dir, stamp, &plots, &faults) ||
        !deliver_page(s, fs, dir, stamp, &plots, &faults)) {
        session_print_faults(s, &faults);
        return STATUS_WRITE;
    }
    for (size_t i = 0; i < plots.note_count; i++)
        fprintf(s->err, "note: %s\n", glyph_clean(s->arena, plots.notes[i]));
    fprintf(s->err,
            "wrote index.html, %zu tables, result.json and %zu picture%s "
            "(plots/) to %s\n",
            fs->count, plots.picture_count, plots.picture_count == 1 ? "" : "s",
            glyph_clean(s->arena, dir));
    return STATUS_DONE;
}
