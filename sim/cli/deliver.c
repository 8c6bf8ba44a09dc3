#include "cli/deliver.h"

#include "report/glyph.h"
#include "report/output.h"

enum exit_status deliver(struct session *s, const struct frames *fs,
                         const char *dir, const char *stamp, plot_maker *plot)
{
    struct plot_result plots = { .notes = NULL };
    struct faults faults;

    faults_init(&faults, s->arena);
    if (!output_write(fs, dir, &faults) ||
        !plot(s->arena, fs, dir, stamp, &plots, &faults)) {
        session_print_faults(s, &faults);
        return STATUS_WRITE;
    }
    for (size_t i = 0; i < plots.note_count; i++)
        fprintf(s->err, "note: %s\n", glyph_clean(s->arena, plots.notes[i]));
    fprintf(s->err,
            "wrote %zu tables, result.json and %zu picture%s (plots/) to %s\n",
            fs->count, plots.pictures, plots.pictures == 1 ? "" : "s",
            glyph_clean(s->arena, dir));
    return STATUS_DONE;
}
