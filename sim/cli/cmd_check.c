#include "base/text.h"
#include "cli/command.h"
#include "cli/shared_options.h"
#include "report/chart/glyph.h"
#include "world/world.h"

struct check_options {
    const char *scenario;
};

static const char *counted(struct arena *a, int count, const char *one,
                           const char *many)
{
    return text_format(a, "%s %s", text_grouped(a, count),
                       count == 1 ? one : many);
}

static enum exit_status run(struct session *s, const void *options)
{
    const struct check_options *const o = options;
    struct arena *const a = s->arena;
    const struct world *const w = session_load(s, o->scenario);

    if (w == NULL)
        return STATUS_SCENARIO;
    return session_print(
        s, text_format(a, "ok: %s: %s, %s, %s\n",
                       w->title == NULL ? "" : glyph_clean(a, w->title),
                       counted(a, w->catalog.table_count, "table", "tables"),
                       counted(a, w->design_count, "design", "designs"),
                       counted(a, w->query_count, "query", "queries")));
}

static const struct check_options defaults;

const struct command command_check = {
    .options = { .command = "check",
                 .question = "Is this scenario valid?",
                 .about = "Prints every mistake at once, each with its place "
                          "and a way out.",
                 ARGUMENT_SCENARIO(struct check_options) },
    .defaults = &defaults,
    .size = sizeof(defaults),
    .run = run,
};
