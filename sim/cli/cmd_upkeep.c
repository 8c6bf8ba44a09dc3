#include <math.h>
#include <string.h>

#include "base/progress.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/deliver.h"
#include "cli/pick.h"
#include "cli/shared_options.h"
#include "measure/upkeep/upkeep.h"
#include "scenario/quantity.h"

struct upkeep_options {
    const char *scenario, *out, *intervals;
    struct option_list designs, queries, frames;
    int format;
};

enum { INTERVALS_MAX = 24 };

struct intervals {
    double hours[INTERVALS_MAX];
    int count;
};

/* What people read first, as far as it is there: merges where they name their
   staging table, a schedule with intervals. */
static const char *const readable[] = { "upkeep_summary", "vacuums_short",
                                        "merges", "schedule" };

enum { READABLE = sizeof(readable) / sizeof(readable[0]) };

static size_t read_first(const struct frames *all, const char **names)
{
    size_t count = 0;

    for (int i = 0; i < READABLE; i++)
        if (frames_find(all, readable[i]) != NULL)
            names[count++] = readable[i];
    return count;
}

static bool interval_fault(struct faults *faults, const char *what)
{
    return fault_add(faults, (struct where){ 0 },
                     "'--interval' is a list such as 6h,1d,7d,never: '%s' is "
                     "no time above 0",
                     text_quoted(faults->arena, what));
}

static bool read_intervals(const char *text, struct intervals *out,
                           struct faults *faults)
{
    while (text != NULL && *text != '\0') {
        const char *const comma = strchr(text, ',');
        const size_t bytes = comma ? (size_t)(comma - text) : strlen(text);
        const char *const item = text_copy_n(faults->arena, text, bytes);
        const char *why;
        double seconds;

        if (out->count == INTERVALS_MAX)
            return fault_add(faults, (struct where){ 0 },
                             "'--interval' takes at most %d times",
                             INTERVALS_MAX);
        if (text_equal(item, "never"))
            seconds = HUGE_VAL;
        else if (!quantity_number(item, QUANTITY_SECONDS, &seconds, &why) ||
                 seconds < 60)
            return interval_fault(faults, item);
        out->hours[out->count++] = seconds / 3600;
        text = comma ? comma + 1 : NULL;
    }
    return true;
}

static enum exit_status upkeep(struct session *s,
                               const struct upkeep_options *o,
                               const struct world *w,
                               const struct intervals *intervals)
{
    const char *const stamp = session_stamp(s, w);
    const char **const names = ARENA_ARRAY(s->arena, READABLE, const char *);
    const struct upkeep *const u =
        upkeep_measure(s->arena, w, intervals->hours, intervals->count);
    struct frames all;

    if (progress_interrupted())
        return STATUS_INTERRUPTED;
    frames_init(&all, s->arena);
    upkeep_frames(u, &all);
    frames_note(&all, "%s", stamp);
    enum exit_status status =
        pick_and_print(s, &all, &o->frames, names, read_first(&all, names),
                       (enum report_format)o->format);
    if (status == STATUS_DONE && o->out != NULL)
        status = deliver(s, &all, o->out, stamp, plot_upkeep);
    if (status == STATUS_DONE && upkeep_full(u))
        status = STATUS_NO;
    return status;
}

static enum exit_status run(struct session *s, const void *options)
{
    const struct upkeep_options *const o = options;
    const struct world *const w = session_load(s, o->scenario);
    struct intervals intervals = { .count = 0 };
    struct faults faults;

    if (w == NULL)
        return STATUS_SCENARIO;
    faults_init(&faults, s->arena);
    const struct world *const picked =
        pick_world(s->arena, w, &o->designs, &o->queries, &faults);
    if (picked == NULL || !read_intervals(o->intervals, &intervals, &faults))
        return session_usage(s, &faults);
    if (picked->history == NULL) {
        fault_add(&faults, (struct where){ .file = w->source },
                  "there is no section 'history'; add one, such as history: "
                  "{horizon: 30 d, operations: [{do: copy, table: %s, rows: "
                  "1000000, every: 1 d}]}",
                  w->catalog.tables[0].name);
        session_print_faults(s, &faults);
        return STATUS_SCENARIO;
    }
    return upkeep(s, o, picked, &intervals);
}

static const struct option_spec specs[] = {
    { .name = "interval",
      .kind = OPTION_TEXT,
      .offset = offsetof(struct upkeep_options, intervals),
      .value = "TIMES",
      .help = "compare schedules: every VACUUM that is not automatic once in "
              "so much time, such as 1h,6h,1d,7d,never" },
    OPTION_DESIGN(struct upkeep_options,
                  "this design; give it again for more [all]"),
    OPTION_QUERY(struct upkeep_options),
    OPTION_FORMAT(struct upkeep_options, "table, csv or json"),
    OPTION_FRAME(struct upkeep_options,
                 "upkeep_summary, vacuums_short, schedule"),
    OPTION_RESULT_DIR(struct upkeep_options,
                      "pictures with their gnuplot scripts"),
};

static const struct upkeep_options defaults = { .format = REPORT_TABLE };

const struct command command_upkeep = {
    .options = { .command = "upkeep",
                 .question = "What do loads, updates, deletes, VACUUM and "
                             "ANALYZE make of a design over time?",
                 .about = "Steps the section `history` of the scenario: how "
                          "much is unsorted and deleted, what the queries "
                          "take, what each VACUUM costs and saves. Ends with "
                          "1 when the disk would be full.",
                 ARGUMENT_SCENARIO(struct upkeep_options),
                 .options = specs,
                 .count = sizeof(specs) / sizeof(specs[0]) },
    .defaults = &defaults,
    .size = sizeof(defaults),
    .run = run,
};
