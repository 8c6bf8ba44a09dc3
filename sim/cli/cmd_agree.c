#include "base/progress.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/deliver.h"
#include "cli/pick.h"
#include "cli/shared_options.h"
#include "measure/agree/agree.h"
#include "measure/agree/shrink.h"
#include "world/world.h"

struct agree_options {
    const char *scenario, *out;
    struct option_list designs, queries, frames;
    int format;
    double scale; /* 0: chosen by the largest table */
};

/* What people read first; of what is out of tolerance, what there is. */
static enum exit_status print_frames(struct session *s,
                                     const struct agree_options *o,
                                     const struct frames *all)
{
    static const char *const missed[] = { "disagreement",
                                          "disagreement_history" };
    const char *readable[3] = { "agreement_summary" };
    size_t count = 1;

    for (size_t i = 0; i < sizeof(missed) / sizeof(*missed); i++) {
        const struct frame *const f = frames_find(all, missed[i]);
        if (f != NULL && f->row_count > 0)
            readable[count++] = missed[i];
    }
    return pick_and_print(s, all, &o->frames, readable, count,
                          (enum report_format)o->format);
}

static enum exit_status agree(struct session *s, const struct agree_options *o,
                              const struct world *w)
{
    const double scale = o->scale > 0 ? o->scale : shrink_default_scale(w);
    const struct world *const small = shrink_world(s->arena, w, scale);
    const char *const stamp = session_stamp(s, w);
    struct agreement g;
    struct faults faults;
    struct frames all;

    faults_init(&faults, s->arena);
    const bool good = agree_run(s->arena, small, 0, &g, &faults);
    if (progress_interrupted())
        return STATUS_INTERRUPTED;
    if (!good) {
        session_print_faults(s, &faults);
        return STATUS_SCENARIO;
    }
    frames_init(&all, s->arena);
    agree_frames(&g, &all);
    shrink_notes(w, small, scale, &all);
    frames_note(&all, "%s", stamp);
    enum exit_status status = print_frames(s, o, &all);
    if (status == STATUS_DONE && o->out != NULL)
        status = deliver(s, &all, o->out, stamp, plot_agree);
    if (status == STATUS_DONE && agree_misses(&g) > 0)
        status = STATUS_NO;
    return status;
}

static enum exit_status run(struct session *s, const void *options)
{
    const struct agree_options *const o = options;
    const struct world *const w = session_load(s, o->scenario);
    struct faults faults;

    if (w == NULL)
        return STATUS_SCENARIO;
    faults_init(&faults, s->arena);
    const struct world *const picked =
        pick_world(s->arena, w, &o->designs, &o->queries, &faults);
    if (picked == NULL)
        return session_usage(s, &faults);
    return agree(s, o, picked);
}

static const struct option_spec specs[] = {
    OPTION_DESIGN(struct agree_options,
                  "this design; give it again for more [all]"),
    OPTION_QUERY(struct agree_options),
    { .name = "scale",
      .kind = OPTION_NUMBER,
      .offset = offsetof(struct agree_options, scale),
      .value = "SHARE",
      .min = 1e-9,
      .max = 1,
      .help = "both sides with this share of the rows; 1 is all of them [what "
              "brings the largest table to a million rows]" },
    OPTION_FORMAT(struct agree_options, "table, csv or json"),
    OPTION_FRAME(struct agree_options,
                 "agreement_summary, and what is out of tolerance"),
    OPTION_RESULT_DIR(struct agree_options,
                      "a picture with its gnuplot script"),
};

static const struct agree_options defaults = { .format = REPORT_TABLE };

const struct command command_agree = {
    .options = { .command = "agree",
                 .question = "How far is the estimate from an exact count of "
                             "the same rows?",
                 .about = "Draws every row, lays the tables out in slices and "
                          "blocks, and counts what the estimate only expects: "
                          "storage, and for each scan the blocks read and the "
                          "rows that pass. Ends with 1 when a number is out of "
                          "its tolerance.",
                 ARGUMENT_SCENARIO(struct agree_options),
                 .options = specs,
                 .count = sizeof(specs) / sizeof(specs[0]) },
    .defaults = &defaults,
    .size = sizeof(defaults),
    .run = run,
};
