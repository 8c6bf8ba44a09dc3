#include "base/progress.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/deliver.h"
#include "cli/pick.h"
#include "cli/shared_options.h"
#include "measure/agree/shrink.h"
#include "measure/cost/cost.h"
#include "measure/cost/cost_exact.h"
#include "world/emit/emit.h"

enum emission { EMIT_NOTHING = -1, EMIT_DDL, EMIT_ALTER, EMIT_DBT };

static const char *const emission_names[] = { "ddl", "alter", "dbt", NULL };

struct compare_options {
    const char *scenario, *out;
    struct option_list designs, queries, frames;
    int format, emit;
    double worse_pct;   /* below 0: not asked */
    double sample_rows; /* 0: not asked */
    double scale;       /* share of the rows */
    bool exact;
};

/* What people read first. */
static const char *readable[] = { "summary", "queries", "why" };

static enum exit_status print_frames(struct session *s,
                                     const struct compare_options *o,
                                     const struct frames *all)
{
    return pick_and_print(s, all, &o->frames, readable,
                          sizeof(readable) / sizeof(readable[0]),
                          (enum report_format)o->format);
}

static enum exit_status judge(struct session *s, const struct cost *c,
                              double limit_pct)
{
    enum exit_status status = STATUS_DONE;

    for (int i = 1; i < c->design_count; i++) {
        const double worse_pct = cost_worse_pct(c, i);

        if (worse_pct <= limit_pct)
            continue;
        fprintf(s->err,
                "design '%s' costs %.2f %% more query seconds than '%s'; "
                "%.15g %% are allowed\n",
                c->designs[i].design->name, worse_pct,
                c->designs[0].design->name, limit_pct);
        status = STATUS_NO;
    }
    return status;
}

/* ALTER leads from the base line: the first of the designs asked for, or the
   scenario's first when only its goal is named. */
static enum exit_status print_design(struct session *s, enum emission emission,
                                     const struct world *all,
                                     const struct world *picked)
{
    const struct design *const to = picked->designs[picked->design_count - 1];
    const struct design *const from =
        picked->design_count > 1 ? picked->designs[0] : all->designs[0];
    struct text_buffer b;

    text_buffer_init(&b, s->arena);
    if (emission == EMIT_DDL)
        emit_ddl(&b, &all->catalog, to);
    else if (emission == EMIT_ALTER)
        emit_alter(&b, &all->catalog, from, to);
    else
        emit_dbt(&b, &all->catalog, to);
    return session_print(s, text_buffer_text(&b));
}

static const struct world *
pick(struct session *s, const struct compare_options *o, const struct world *w)
{
    struct faults faults;

    faults_init(&faults, s->arena);
    const struct world *const picked =
        pick_world(s->arena, w, &o->designs, &o->queries, &faults);
    const bool judged = picked != NULL && o->worse_pct >= 0;
    if (judged && picked->query_count == 0)
        fault_add(&faults, (struct where){ .file = NULL },
                  "'--fail-if-worse' needs a query to judge by");
    if (judged && picked->design_count < 2)
        fault_add(&faults, (struct where){ .file = NULL },
                  "'--fail-if-worse' needs two designs to compare");
    if (o->exact && o->sample_rows > 0)
        fault_add(&faults, (struct where){ .file = NULL },
                  "'--exact' looks at all rows: leave out '--sample'");
    if (o->emit != EMIT_NOTHING &&
        (o->format != REPORT_TABLE || o->frames.count > 0))
        fault_add(&faults, (struct where){ .file = NULL },
                  "'--emit' prints no tables: leave out '--format' and "
                  "'--frame'");
    if (faults.count == 0)
        return picked;
    session_usage(s, &faults);
    return NULL;
}

/* Print, write and judge what the comparison says. */
static enum exit_status compare(struct session *s,
                                const struct compare_options *o,
                                const struct world *picked)
{
    const struct world *const small = shrink_world(s->arena, picked, o->scale);
    struct cost *const c = cost_run(s->arena, small, NULL, NULL);
    const char *const stamp = session_stamp(s, picked);
    enum exit_status status = STATUS_DONE;
    struct faults faults;
    struct frames all;

    faults_init(&faults, s->arena);
    const bool good = (!o->exact && o->sample_rows == 0) ||
                      cost_exact(c, (int64_t)o->sample_rows, 0, &faults);
    if (progress_interrupted())
        return STATUS_INTERRUPTED;
    if (!good) {
        session_print_faults(s, &faults);
        return STATUS_SCENARIO;
    }
    frames_init(&all, s->arena);
    cost_frames(c, &all);
    shrink_notes(picked, small, o->scale, &all);
    frames_note(&all, "%s", stamp);
    if (o->emit == EMIT_NOTHING)
        status = print_frames(s, o, &all);
    if (status == STATUS_DONE && o->out != NULL)
        status = deliver(s, &all, o->out, stamp, plot_compare);
    if (status == STATUS_DONE && o->worse_pct >= 0)
        status = judge(s, c, o->worse_pct);
    return status;
}

static enum exit_status run(struct session *s, const void *options)
{
    const struct compare_options *const o = options;
    const struct world *const w = session_load(s, o->scenario);
    const bool measured =
        o->emit == EMIT_NOTHING || o->out != NULL || o->worse_pct >= 0;

    if (w == NULL)
        return STATUS_SCENARIO;
    const struct world *const picked = pick(s, o, w);
    if (picked == NULL)
        return STATUS_USAGE;
    if (o->emit != EMIT_NOTHING &&
        print_design(s, (enum emission)o->emit, w, picked) != STATUS_DONE)
        return STATUS_WRITE;
    return measured ? compare(s, o, picked) : STATUS_DONE;
}

static const struct option_spec specs[] = {
    OPTION_DESIGN(struct compare_options,
                  "this design; give it again for more, the first is what the "
                  "others are held against [all]"),
    OPTION_QUERY(struct compare_options),
    OPTION_FORMAT(struct compare_options, "table, csv or json"),
    OPTION_FRAME(struct compare_options, "summary, queries, why"),
    OPTION_RESULT_DIR(struct compare_options,
                      "the pictures with their gnuplot scripts"),
    { .name = "exact",
      .kind = OPTION_FLAG,
      .offset = offsetof(struct compare_options, exact),
      .help = "count instead of estimate: lay out every row, carry out every "
              "plan; takes time and memory by the rows" },
    { .name = "sample",
      .kind = OPTION_NUMBER,
      .offset = offsetof(struct compare_options, sample_rows),
      .value = "ROWS",
      .min = 64,
      .max = 1e12,
      .help = "count on so many rows of the table that streams through each "
              "query's joins, drawn at random, and scale up; what is hashed is "
              "read whole, blocks are estimated, groups are a lower bound; the "
              "notes give the error (95 %)" },
    { .name = "scale",
      .kind = OPTION_NUMBER,
      .offset = offsetof(struct compare_options, scale),
      .value = "SHARE",
      .min = 1e-9,
      .max = 1,
      .help = "with this share of the rows, so that all can be counted; the "
              "notes say what that changes [1]" },
    { .name = "fail-if-worse",
      .kind = OPTION_NUMBER,
      .offset = offsetof(struct compare_options, worse_pct),
      .value = "PERCENT",
      .min = 0,
      .max = 1e9,
      .help = "exit with 1 when a design costs more query seconds than the "
              "first by more than this" },
    { .name = "emit",
      .kind = OPTION_CHOICE,
      .offset = offsetof(struct compare_options, emit),
      .value = "FORM",
      .choices = emission_names,
      .help = "print, instead of the tables, the last design as ddl (CREATE "
              "TABLE), alter (ALTER TABLE from the first design, or from the "
              "scenario's first when one alone is named) or dbt (model "
              "configuration)" },
};

static const struct compare_options defaults = {
    .format = REPORT_TABLE, .emit = EMIT_NOTHING, .worse_pct = -1, .scale = 1
};

const struct command command_compare = {
    .options = { .command = "compare",
                 .question = "What does each design cost, query by query, and "
                             "why?",
                 .about = "",
                 ARGUMENT_SCENARIO(struct compare_options),
                 .options = specs,
                 .count = sizeof(specs) / sizeof(specs[0]) },
    .defaults = &defaults,
    .size = sizeof(defaults),
    .run = run,
};
