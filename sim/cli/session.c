/* realpath is declared by X/Open only; the project asks for POSIX alone. */
#define _XOPEN_SOURCE 700

#include "cli/session.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "report/chart/glyph.h"
#include "report/stamp.h"
#include "scenario/load.h"
#include "world/world.h"

void session_print_faults(struct session *s, struct faults *faults)
{
    faults_sort(faults);
    for (size_t i = 0; i < faults->count; i++)
        fprintf(s->err, "%s\n",
                glyph_clean(s->arena, fault_line(s->arena, &faults->items[i])));
    if (faults->dropped > 0)
        fprintf(s->err, "... and %zu more\n", faults->dropped);
}

enum exit_status session_usage(struct session *s, struct faults *faults)
{
    for (size_t i = 0; i < faults->count; i++)
        fprintf(s->err, "starslice %s: %s\n", s->command,
                glyph_clean(s->arena, faults->items[i].text));
    fprintf(s->err, "try 'starslice %s --help'\n", s->command);
    return STATUS_USAGE;
}

struct world *session_load(struct session *s, const char *path)
{
    struct faults faults;

    faults_init(&faults, s->arena);
    struct world *const w = scenario_load(s->arena, path, &faults);
    if (w == NULL)
        session_print_faults(s, &faults);
    s->world = w;
    return w;
}

static enum exit_status printed(struct session *s, bool good)
{
    if (!good && s->write_error == 0)
        s->write_error = errno;
    return good ? STATUS_DONE : STATUS_WRITE;
}

enum exit_status session_report(struct session *s, const struct frames *fs,
                                enum report_format format)
{
    errno = 0;
    return printed(s, report_write(fs, format, s->out));
}

enum exit_status session_print(struct session *s, const char *text)
{
    errno = 0;
    return printed(s, fputs(text, s->out) >= 0);
}

/* "scenarios/ssb-tutorial/scenario.yaml" -> "ssb-tutorial"; another file goes
   by its own name. "." and ".." are asked for the folder that they are. */
static const char *scenario_name(struct arena *a, const char *source)
{
    const char *const slash = strrchr(source, '/');
    const char *const file = slash == NULL ? source : slash + 1;
    char whole[PATH_MAX];

    if (slash == source || !text_equal(file, "scenario.yaml"))
        return file;
    const char *folder =
        slash == NULL ? "." : text_copy_n(a, source, (size_t)(slash - source));
    const char *last = strrchr(folder, '/');
    const char *name = last == NULL ? folder : last + 1;
    if (name[0] == '.' && realpath(folder, whole) != NULL) {
        last = strrchr(whole, '/');
        name = text_copy(a, last == NULL ? whole : last + 1);
    }
    return name[0] == '\0' ? file : name;
}

const char *session_stamp(struct session *s, const struct world *w)
{
    return stamp_line(s->arena, scenario_name(s->arena, w->source), w->seed);
}
