#include <stdlib.h>

#include "base/progress.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/deliver.h"
#include "cli/pick.h"
#include "measure/wlm.h"

/* A record is a row of the frame `queries`. */
enum { RECORDS_DEFAULT = 100000 };

struct wlm_command_options {
    const char *scenario, *out, *slots;
    struct option_list configs, frames;
    int format;
    bool records;
};

static enum exit_status print_frames(struct session *s,
                                     const struct wlm_command_options *o,
                                     const struct frames *all)
{
    static const char *usual[] = { "wlm_summary" };
    static const char *swept[] = { "slots" };

    return pick_and_print(s, all, &o->frames, o->slots != NULL ? swept : usual,
                          1, (enum report_format)o->format);
}

/* "5..50" */
static bool read_range(const char *text, int *lo, int *hi)
{
    char *end;

    *lo = *hi = 0;
    if (text == NULL)
        return true;
    const long first = strtol(text, &end, 10);
    if (end == text || end[0] != '.' || end[1] != '.')
        return false;
    const char *const second = end + 2;
    const long last = strtol(second, &end, 10);
    if (end == second || *end != '\0' || first < 1 || last > 50 || first > last)
        return false;
    *lo = (int)first;
    *hi = (int)last;
    return true;
}

static bool has_manual(const struct world *w)
{
    for (int i = 0; i < w->wlm_count; i++)
        if (!w->wlm[i].automatic)
            return true;
    return false;
}

/* The world with the configurations asked for. */
static bool pick_configs(struct session *s, struct world *w,
                         const struct option_list *names, struct faults *faults)
{
    const char **const known =
        ARENA_ARRAY(s->arena, w->wlm_count, const char *);
    struct wlm_config *const picked =
        ARENA_ARRAY(s->arena, names->count, struct wlm_config);
    bool good = true;

    for (int i = 0; i < w->wlm_count; i++)
        known[i] = w->wlm[i].name;
    for (size_t k = 0; k < names->count; k++) {
        int found = -1;
        for (int i = 0; i < w->wlm_count; i++)
            if (text_equal(known[i], names->items[k]))
                found = i;
        if (found < 0)
            good =
                fault_add(faults, (struct where){ .file = NULL },
                          "no configuration '%s' in 'wlm'%s",
                          text_quoted(s->arena, names->items[k]),
                          text_nearest(names->items[k], known,
                                       (size_t)w->wlm_count) != NULL
                              ? text_format(s->arena, ", did you mean '%s'?",
                                            text_nearest(names->items[k], known,
                                                         (size_t)w->wlm_count))
                              : "");
        else
            picked[k] = w->wlm[found];
    }
    if (good && names->count > 0) {
        w->wlm = picked;
        w->wlm_count = (int)names->count;
    }
    return good;
}

static enum exit_status simulate(struct session *s,
                                 const struct wlm_command_options *o,
                                 const struct world *w,
                                 const struct wlm_options *options)
{
    const struct wlm_study *const study = wlm_run(s->arena, w, options);
    const char *const stamp = session_stamp(s, w);
    struct frames all;

    if (progress_interrupted())
        return STATUS_INTERRUPTED;
    frames_init(&all, s->arena);
    wlm_frames(study, &all);
    frames_note(&all, "%s", stamp);
    enum exit_status status = print_frames(s, o, &all);
    if (status == STATUS_DONE && o->out != NULL)
        status = deliver(s, &all, o->out, stamp, plot_wlm);
    return status;
}

static enum exit_status run(struct session *s, const void *given)
{
    const struct wlm_command_options *const o = given;
    struct world *const w = session_load(s, o->scenario);
    struct wlm_options options = { 0 };
    struct faults faults;

    if (w == NULL)
        return STATUS_SCENARIO;
    faults_init(&faults, s->arena);
    if (w->workload.class_count == 0) {
        fault_add(&faults, (struct where){ .file = w->source },
                  "the scenario has no section 'workload', so nobody asks; "
                  "'starslice schema' shows what it takes");
        session_print_faults(s, &faults);
        return STATUS_SCENARIO;
    }
    if (!read_range(o->slots, &options.slots_lo, &options.slots_hi))
        fault_add(&faults, (struct where){ .file = NULL },
                  "'--slots' takes two numbers from 1 to 50, such as 5..50");
    pick_configs(s, w, &o->configs, &faults);
    if (options.slots_lo > 0 && !has_manual(w))
        fault_add(&faults, (struct where){ .file = NULL },
                  "'--slots' needs a configuration of manual WLM");
    if (faults.count > 0)
        return session_usage(s, &faults);
    options.records_max = o->records ? RECORDS_DEFAULT : 0;
    return simulate(s, o, w, &options);
}

static const struct option_spec specs[] = {
    { .name = "config",
      .kind = OPTION_LIST,
      .offset = offsetof(struct wlm_command_options, configs),
      .value = "NAME",
      .help = "this configuration; give it again for more [all]" },
    { .name = "slots",
      .kind = OPTION_TEXT,
      .offset = offsetof(struct wlm_command_options, slots),
      .value = "A..B",
      .help = "instead of comparing: the first manual configuration with each "
              "number of slots of its default queue" },
    { .name = "records",
      .kind = OPTION_FLAG,
      .offset = offsetof(struct wlm_command_options, records),
      .help = "keep every query of the first replication (up to 100,000) in "
              "the table 'queries'" },
    { .name = "format",
      .kind = OPTION_CHOICE,
      .offset = offsetof(struct wlm_command_options, format),
      .value = "FORMAT",
      .choices = report_format_names,
      .help = "table, csv or json [table]" },
    { .name = "frame",
      .kind = OPTION_LIST,
      .offset = offsetof(struct wlm_command_options, frames),
      .value = "NAME",
      .help = "print this table of the result; give it again for more, or "
              "'all' [wlm_summary, with --slots: slots; csv and json: all]" },
    { .name = "out",
      .kind = OPTION_TEXT,
      .offset = offsetof(struct wlm_command_options, out),
      .value = "DIR",
      .help = "write every table as CSV and JSON there, and the pictures with "
              "their gnuplot scripts" },
};

static const struct wlm_command_options defaults = { .format = REPORT_TABLE };

const struct command command_wlm = {
    .options = { .command = "wlm",
                 .question = "Who waits, how long, and what fixes it?",
                 .about = "Simulates the queues of workload management: the "
                          "scenario's workload arrives, waits for slots, "
                          "shares the cluster. Compares the configurations of "
                          "'wlm'.",
                 .argument = "SCENARIO",
                 .argument_help = "a folder with scenario.yaml, or such a file",
                 .argument_offset =
                     offsetof(struct wlm_command_options, scenario),
                 .options = specs,
                 .count = sizeof(specs) / sizeof(specs[0]) },
    .defaults = &defaults,
    .size = sizeof(defaults),
    .run = run,
};
