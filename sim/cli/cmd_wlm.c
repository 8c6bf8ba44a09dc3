#include <math.h>
#include <stdlib.h>

#include "base/progress.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/deliver.h"
#include "cli/pick.h"
#include "cli/shared_options.h"
#include "measure/wlm/wlm.h"
#include "measure/wlm/wlm_sweep.h"

enum { SLOTS_MAX = 50 };

#define LOAD_LEAST 0.01
#define LOAD_MOST 0.99

struct wlm_command_options {
    const char *scenario, *out, *slots, *queue, *load;
    struct option_list configs, frames;
    int format;
    bool records;
};

static enum exit_status print_frames(struct session *s,
                                     const struct wlm_command_options *o,
                                     const struct frames *all)
{
    static const char *usual[] = { "wlm_summary", "scaling" };
    static const char *of_slots[] = { "slots" };
    static const char *of_load[] = { "hockey_stick" };
    const bool scales = frames_find(all, "scaling")->row_count > 0;

    if (o->slots != NULL || o->load != NULL)
        return pick_and_print(s, all, &o->frames,
                              o->slots != NULL ? of_slots : of_load, 1,
                              (enum report_format)o->format);
    return pick_and_print(s, all, &o->frames, usual, scales ? 2 : 1,
                          (enum report_format)o->format);
}

/* "5..50" within the bounds; false for anything else. */
static bool read_range(const char *text, double least, double most, double *lo,
                       double *hi)
{
    char *end;

    *lo = strtod(text, &end);
    /* "5..50": strtod takes the first dot as that of "5." */
    if (end > text && end[-1] == '.')
        end--;
    if (end == text || end[0] != '.' || end[1] != '.')
        return false;
    const char *const second = end + 2;
    *hi = strtod(second, &end);
    return end != second && *end == '\0' && *lo >= least && *hi <= most &&
           *lo <= *hi;
}

static void user_fault(struct faults *faults, const char *text)
{
    fault_add(faults, (struct where){ .file = NULL }, "%s", text);
}

static void refuse_queue(const char *name, const struct wlm_config *c,
                         struct faults *faults)
{
    const char **const known =
        ARENA_ARRAY(faults->arena, c->queue_count, const char *);

    for (int i = 0; i < c->queue_count; i++)
        known[i] = c->queues[i].name;
    const char *const near = text_nearest(name, known, (size_t)c->queue_count);
    fault_add(faults, (struct where){ .file = NULL },
              "no queue '%s' in the configuration '%s'%s",
              text_quoted(faults->arena, name), c->name,
              near == NULL
                  ? ""
                  : text_format(faults->arena, ", did you mean '%s'?", near));
}

/* Queries that ask for more slots than a queue has fail there. */
static void check_slot_counts(const struct wlm_options *o,
                              const struct world *w, const struct wlm_config *c,
                              struct faults *faults)
{
    for (int i = 0; i < w->workload.class_count; i++) {
        const struct workload_class *const class = &w->workload.classes[i];
        int route[WLM_QUEUES_MAX];
        bool by_default;
        const int count = wlm_route(c, class, route, &by_default);

        if (count > 0 && route[0] == o->queue &&
            class->slot_count > o->slots_lo)
            fault_add(faults, (struct where){ .file = NULL },
                      "'--slots' begins at %d, and a query of class '%s' asks "
                      "for %d slots; try %d..",
                      o->slots_lo, class->name, class->slot_count,
                      class->slot_count);
    }
}

/* The queue whose slots are swept, by its name; the default one without. */
static void pick_queue(struct wlm_options *options, const char *name,
                       const struct world *w, struct faults *faults)
{
    const struct wlm_config *const c = wlm_sweep_config(w);
    int found = name == NULL ? c->queue_count - 1 : -1;
    int others = 0;

    for (int i = 0; name != NULL && i < c->queue_count; i++)
        if (text_equal(c->queues[i].name, name))
            found = i;
    if (found < 0) {
        refuse_queue(name, c, faults);
        return;
    }
    for (int i = 0; i < c->queue_count; i++)
        others += i == found ? 0 : c->queues[i].slots;
    if (options->slots_hi + others > SLOTS_MAX)
        fault_add(faults, (struct where){ .file = NULL },
                  "'--slots' goes up to %d, and the other queues of '%s' have "
                  "%d: all together have at most %d; try ..%d",
                  options->slots_hi, c->name, others, SLOTS_MAX,
                  SLOTS_MAX - others);
    options->queue = found;
    check_slot_counts(options, w, c, faults);
}

static void read_slots(struct wlm_options *options,
                       const struct wlm_command_options *o,
                       const struct world *w, struct faults *faults)
{
    double lo = 0, hi = 0;

    if (o->queue != NULL && o->slots == NULL)
        user_fault(faults, "'--queue' says whose slots '--slots' sweeps; give "
                           "both");
    if (o->slots == NULL)
        return;
    if (!read_range(o->slots, 1, SLOTS_MAX, &lo, &hi) || lo != floor(lo) ||
        hi != floor(hi)) {
        user_fault(faults, "'--slots' takes two whole numbers from 1 to 50, "
                           "such as 5..50");
        return;
    }
    options->slots_lo = (int)lo;
    options->slots_hi = (int)hi;
    if (wlm_sweep_config(w) == NULL)
        user_fault(faults, "'--slots' needs a configuration of manual WLM: in "
                           "automatic WLM nobody sets slots");
    else
        pick_queue(options, o->queue, w, faults);
}

static void read_load(struct wlm_options *options,
                      const struct wlm_command_options *o,
                      const struct world *w, struct faults *faults)
{
    if (o->load == NULL)
        return;
    if (o->slots != NULL)
        user_fault(faults, "'--load' and '--slots' are two questions; ask one "
                           "after the other");
    if (!read_range(o->load, LOAD_LEAST, LOAD_MOST, &options->load_lo,
                    &options->load_hi) ||
        !(options->load_lo < options->load_hi))
        user_fault(faults, "'--load' takes two numbers from 0.01 to 0.99, such "
                           "as 0.1..0.95");
    if (wlm_sweep_config(w) == NULL)
        user_fault(faults, "'--load' needs a configuration of manual WLM: "
                           "Erlang C counts slots");
    if (!wlm_can_load(w))
        user_fault(faults,
                   "'--load' needs classes that all come from outside at one "
                   "rate, 'arrivals: {per_hour: ..}': no 'users', no 'texts', "
                   "and no hours, weekdays, spike, at or trace");
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
    if (pick_configs(s, w, &o->configs, &faults)) {
        read_slots(&options, o, w, &faults);
        read_load(&options, o, w, &faults);
    }
    if (faults.count > 0)
        return session_usage(s, &faults);
    options.records = o->records;
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
              "number of slots of a queue, whose memory stays" },
    { .name = "queue",
      .kind = OPTION_TEXT,
      .offset = offsetof(struct wlm_command_options, queue),
      .value = "NAME",
      .help = "whose slots --slots sweeps [the default queue]" },
    { .name = "load",
      .kind = OPTION_TEXT,
      .offset = offsetof(struct wlm_command_options, load),
      .value = "A..B",
      .help = "instead of comparing: the first manual configuration with so "
              "many arrivals that its busiest part is loaded from A to B, such "
              "as 0.1..0.95, beside what Erlang C says" },
    { .name = "records",
      .kind = OPTION_FLAG,
      .offset = offsetof(struct wlm_command_options, records),
      .help = "keep every query of the first replication (up to 100,000) in "
              "the table 'queries'" },
    OPTION_FORMAT(struct wlm_command_options, "table, csv or json"),
    OPTION_FRAME(struct wlm_command_options,
                 "wlm_summary and scaling; with --slots: slots; with --load: "
                 "hockey_stick"),
    OPTION_RESULT_DIR(struct wlm_command_options,
                      "the pictures with their gnuplot scripts"),
};

static const struct wlm_command_options defaults = { .format = REPORT_TABLE };

const struct command command_wlm = {
    .options = { .command = "wlm",
                 .question = "Who waits, how long, and what fixes it?",
                 .about = "Simulates the queues of workload management: the "
                          "scenario's workload arrives, waits for slots, "
                          "shares the cluster. Compares the configurations of "
                          "'wlm'.",
                 ARGUMENT_SCENARIO(struct wlm_command_options),
                 .options = specs,
                 .count = sizeof(specs) / sizeof(specs[0]) },
    .defaults = &defaults,
    .size = sizeof(defaults),
    .run = run,
};
