#include "cli/deliver.h"

#include "report/glyph.h"
#include "report/output.h"
#include "report/plot.h"

enum exit_status deliver(struct session *s, const struct frames *fs,
                         const char *dir, const char *stamp)
{
    struct plot_result plots = { .notes = NULL };
    struct faults faults;

    faults_init(&faults, s->arena);
    if (!output_write(fs, dir, &faults) ||
        !plot_compare(s->arena, fs, dir, stamp, &plots, &faults)) {
        session_print_faults(s, &faults);
        return STATUS_WRITE;
    }
    for (size_t i = 0; i < plots.note_count; i++)
        fprintf(s->err, "note: %s\n", glyph_clean(s->arena, plots.notes[i]));
    fprintf(s->err,
            "wrote %zu tables, result.json and %zu pictures (plots/) to %s\n",
            fs->count, plots.pictures, glyph_clean(s->arena, dir));
    return STATUS_DONE;
}
