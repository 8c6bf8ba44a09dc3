#include "base/progress.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/pick.h"
#include "cli/shared_options.h"
#include "measure/cost/cost.h"
#include "plan/explain.h"
#include "report/chart/glyph.h"

struct explain_options {
    const char *scenario;
    struct option_list designs, queries;
    int format;
    bool no_costs;
};

/* The frames that say in numbers what the text says. */
static const char *told[] = { "plan", "scans", "moves", "alerts" };

/* The seconds of the query, and what they are spent on. */
static void add_total(struct text_buffer *b, const struct price *p)
{
    text_addf(b,
              "total %s = scan %.3f + network %.3f + compute %.3f + spill %.3f "
              "+ leader %.3f\n%.6f USD\n",
              explain_seconds(b->arena, p->total_s), p->scan_s, p->network_s,
              p->compute_s, p->spill_s, p->leader_s, p->usd);
}

static const char *text_at(const struct frame *f, size_t row,
                           const char *column)
{
    const struct cell *const c =
        frame_cell(f, row, frame_column_index(f, column));

    return c->null ? "" : c->text;
}

static void add_alert(struct text_buffer *b, const struct frame *f, size_t row)
{
    struct arena *const a = b->arena;
    const char *const evidence = text_at(f, row, "evidence");

    text_add(b, "- ");
    options_wrap(b, 2, 2, glyph_clean(a, text_at(f, row, "event")));
    options_wrap(b, 0, 2, glyph_clean(a, text_at(f, row, "solution")));
    if (evidence[0] != '\0')
        options_wrap(b, 0, 2, text_format(a, "(%s)", glyph_clean(a, evidence)));
}

static void add_alerts(struct text_buffer *b, const struct frame *alerts,
                       const char *design, const char *query)
{
    bool any = false;

    for (size_t i = 0; alerts != NULL && i < alerts->row_count; i++) {
        if (!text_equal(text_at(alerts, i, "design"), design) ||
            !text_equal(text_at(alerts, i, "query"), query))
            continue;
        text_add(b, any ? "" : "\nAlerts\n\n");
        add_alert(b, alerts, i);
        any = true;
    }
}

static void add_plan(struct text_buffer *b, const struct cost_design *d,
                     const struct cost_query *q, const struct frame *alerts,
                     bool no_costs)
{
    text_addf(b, "%s, design %s\n\n", glyph_clean(b->arena, q->query->name),
              glyph_clean(b->arena, d->design->name));
    text_add(b, explain_text(b->arena, q->plan,
                             no_costs ? EXPLAIN_SHAPE : EXPLAIN_ALL));
    if (!no_costs) {
        text_add(b, "\n");
        add_total(b, &q->price);
    }
    add_alerts(b, no_costs ? NULL : alerts, d->design->name, q->query->name);
}

/* What the numbers lean on, in the words of the other results. */
static enum exit_status print_notes(struct session *s, const struct frames *all)
{
    struct frames notes = *all;

    notes.count = 0;
    return session_report(s, &notes, REPORT_TABLE);
}

static enum exit_status print_plans(struct session *s, const struct cost *c,
                                    const struct frames *all, bool no_costs)
{
    const struct frame *const alerts = frames_find(all, "alerts");
    struct text_buffer b;

    text_buffer_init(&b, s->arena);
    for (int q = 0; q < c->query_count; q++)
        for (int d = 0; d < c->design_count; d++) {
            text_add(&b, b.count == 0 ? "" : "\n");
            add_plan(&b, &c->designs[d], &c->designs[d].queries[q], alerts,
                     no_costs);
        }
    text_add(&b, no_costs || b.count == 0 ? "" : "\n");
    const enum exit_status status = session_print(s, text_buffer_text(&b));
    if (status != STATUS_DONE || no_costs)
        return status;
    return print_notes(s, all);
}

static enum exit_status print_frames(struct session *s,
                                     const struct explain_options *o,
                                     const struct frames *all)
{
    const struct option_list names = { .items = told,
                                       .count =
                                           sizeof(told) / sizeof(told[0]) };
    struct frames picked;
    struct faults faults;

    faults_init(&faults, s->arena);
    if (!pick_frames(all, &names, &picked, &faults))
        return session_usage(s, &faults);
    return session_report(s, &picked, (enum report_format)o->format);
}

static const struct world *
pick(struct session *s, const struct explain_options *o, const struct world *w)
{
    struct faults faults;

    faults_init(&faults, s->arena);
    const struct world *const picked =
        pick_world(s->arena, w, &o->designs, &o->queries, &faults);
    if (o->no_costs && o->format != REPORT_TABLE)
        fault_add(&faults, (struct where){ .file = NULL },
                  "'--no-costs' is for the plan as text: leave out '--format'");
    if (faults.count == 0)
        return picked;
    session_usage(s, &faults);
    return NULL;
}

static enum exit_status run(struct session *s, const void *options)
{
    const struct explain_options *const o = options;
    const struct world *const w = session_load(s, o->scenario);
    struct frames all;

    if (w == NULL)
        return STATUS_SCENARIO;
    const struct world *const picked = pick(s, o, w);
    if (picked == NULL)
        return STATUS_USAGE;
    if (picked->query_count == 0)
        fprintf(s->err, "%s has no queries to explain\n",
                glyph_clean(s->arena, w->source));

    const struct cost *const c = cost_run(s->arena, picked, NULL, NULL);
    if (progress_interrupted())
        return STATUS_INTERRUPTED;
    frames_init(&all, s->arena);
    cost_frames(c, &all);
    frames_note(&all, "%s", session_stamp(s, picked));
    if (o->format == REPORT_TABLE)
        return print_plans(s, c, &all, o->no_costs);
    return print_frames(s, o, &all);
}

static const struct option_spec specs[] = {
    OPTION_DESIGN(struct explain_options,
                  "under this design; give it again for more [all]"),
    OPTION_QUERY(struct explain_options),
    OPTION_FORMAT(struct explain_options,
                  "table (the plan as text), csv or json (its tables)"),
    { .name = "no-costs",
      .kind = OPTION_FLAG,
      .offset = offsetof(struct explain_options, no_costs),
      .help = "the shape of the plan alone: operators, labels, conditions" },
};

static const struct explain_options defaults = { .format = REPORT_TABLE };

const struct command command_explain = {
    .options = { .command = "explain",
                 .question = "What is the plan of a query under a design, and "
                             "what does each step cost?",
                 .about = "Prints the plan as Redshift's EXPLAIN does. In "
                          "parentheses stands what the planner believes, in "
                          "brackets what the simulation says of the step: "
                          "rows, blocks read of those stored, rows and bytes "
                          "moved, bytes spilled, seconds. Below, what Redshift "
                          "would write to STL_ALERT_EVENT_LOG.",
                 ARGUMENT_SCENARIO(struct explain_options),
                 .options = specs,
                 .count = sizeof(specs) / sizeof(specs[0]) },
    .defaults = &defaults,
    .size = sizeof(defaults),
    .run = run,
};
