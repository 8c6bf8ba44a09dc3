#include "cli/command.h"
#include "cli/manual.h"
#include "cli/shared_options.h"
#include "scenario/load.h"
#include "scenario/question/read_answers.h"
#include "scenario/read_params.h"

struct schema_options {
    int format;
    bool question;
};

static enum exit_status print_manual(struct session *s, const struct frames *fs)
{
    struct text_buffer b;

    text_buffer_init(&b, s->arena);
    manual_keys(&b, frames_find(fs, "schema"));
    text_add(&b, "\n");
    manual_constants(&b, frames_find(fs, "constants"));
    return session_print(s, text_buffer_text(&b));
}

/* What stands beside a scenario, to rehearse; it has no constants. */
static enum exit_status print_question(struct session *s,
                                       enum report_format format)
{
    struct text_buffer b;
    struct frames fs;

    frames_init(&fs, s->arena);
    question_schema(&fs);
    if (format != REPORT_TABLE)
        return session_report(s, &fs, format);
    text_buffer_init(&b, s->arena);
    manual_keys(&b, frames_find(&fs, "schema"));
    return session_print(s, text_buffer_text(&b));
}

static enum exit_status run(struct session *s, const void *options)
{
    const struct schema_options *const o = options;
    struct params params;
    struct faults faults;
    struct frames fs;

    if (o->question)
        return print_question(s, (enum report_format)o->format);
    faults_init(&faults, s->arena);
    if (!params_read(s->arena, &params, &faults)) {
        session_print_faults(s, &faults);
        return STATUS_SCENARIO;
    }
    frames_init(&fs, s->arena);
    scenario_schema(&fs);
    params_frame(&params, &fs);
    if (o->format == REPORT_TABLE)
        return print_manual(s, &fs);
    return session_report(s, &fs, (enum report_format)o->format);
}

static const struct option_spec specs[] = {
    { .name = "question",
      .kind = OPTION_FLAG,
      .offset = offsetof(struct schema_options, question),
      .help = "of question.yaml instead, and of answers to it: see rehearse" },
    OPTION_FORMAT(struct schema_options,
                  "table (a manual to read), csv or json"),
};

static const struct schema_options defaults = { .format = REPORT_TABLE };

const struct command command_schema = {
    .options = { .command = "schema",
                 .question = "What can a scenario say?",
                 .about = "Prints the reference of the scenario format, from "
                          "the tables that check it, and the constants of the "
                          "node types and the engine with their sources.",
                 .options = specs,
                 .count = sizeof(specs) / sizeof(specs[0]) },
    .defaults = &defaults,
    .size = sizeof(defaults),
    .run = run,
};
