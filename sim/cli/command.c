#include "cli/command.h"

#include <errno.h>
#include <string.h>

#include "base/progress.h"
#include "base/text.h"
#include "report/stamp.h"
#include "scenario/field.h"

static const struct command *const commands[] = {
    &command_agree,   &command_check, &command_compare,  &command_data,
    &command_explain, &command_plot,  &command_rehearse, &command_schema,
    &command_upkeep,  &command_wlm,
};

enum { COMMANDS = sizeof(commands) / sizeof(commands[0]) };

enum { QUESTION_COLUMN = 12 };

const char command_about[] =
    "Simulates the physical design of a Redshift-style warehouse: what "
    "distribution keys, sort keys and encodings cost in blocks, bytes, seconds "
    "and dollars, and why.";

const struct command_exit command_exits[] = {
    { STATUS_DONE, "done" },
    { STATUS_NO, "done, and the answer is no" },
    { STATUS_USAGE, "the command line is wrong" },
    { STATUS_SCENARIO, "the scenario is wrong" },
    { STATUS_WRITE, "a result could not be written" },
    { STATUS_INTERRUPTED, "interrupted" },
    { 0, NULL },
};

size_t command_count(void)
{
    return COMMANDS;
}

const struct command *command_at(size_t i)
{
    return commands[i];
}

static const char *program_help(struct arena *a)
{
    struct text_buffer b;

    text_buffer_init(&b, a);
    text_add(&b, "usage: starslice COMMAND [SCENARIO] [OPTION]...\n\n");
    options_wrap(&b, 0, 0, command_about);
    text_add(&b, "\n");
    for (int i = 0; i < COMMANDS; i++) {
        const struct option_table *const t = &commands[i]->options;

        text_addf(&b, "  %s", t->command);
        options_wrap(&b, strlen(t->command) + 2, QUESTION_COLUMN, t->question);
    }
    text_add(&b, "  help      what a command takes: starslice help COMMAND\n");
    text_add(&b, "\n  --help, -h  this text\n"
                 "  --version   the version\n\n");
    options_wrap(&b, 0, 0,
                 "A scenario is a folder with scenario.yaml, or such a file.");
    text_add(&b, "\nexit status\n");
    for (const struct command_exit *e = command_exits; e->meaning != NULL; e++)
        text_addf(&b, "  %-5d%s\n", (int)e->status, e->meaning);
    return text_buffer_text(&b);
}

static const struct command *find_command(const char *name)
{
    for (int i = 0; i < COMMANDS; i++)
        if (text_equal(commands[i]->options.command, name))
            return commands[i];
    return NULL;
}

static enum exit_status unknown_command(struct session *s, const char *name)
{
    static const char *const options[] = { "--help", "--version" };
    const char *names[COMMANDS + 1];
    const bool is_option = name[0] == '-';
    struct faults faults;

    for (int i = 0; i < COMMANDS; i++)
        names[i] = commands[i]->options.command;
    names[COMMANDS] = "help";
    faults_init(&faults, s->arena);
    fprintf(s->err, "starslice: unknown %s '%s'%s\ntry 'starslice --help'\n",
            is_option ? "option" : "command", text_quoted(s->arena, name),
            is_option ? field_suggestion(&faults, name, options, 2)
                      : field_suggestion(&faults, name, names, COMMANDS + 1));
    return STATUS_USAGE;
}

static enum exit_status run_help(struct session *s, int argc, char **argv)
{
    if (argc < 2)
        return session_print(s, program_help(s->arena));

    const struct command *const c = find_command(argv[1]);
    if (c == NULL)
        return unknown_command(s, argv[1]);
    return session_print(s, options_help(s->arena, &c->options));
}

static enum exit_status run_command(struct session *s, const struct command *c,
                                    int argc, char **argv)
{
    void *const options = arena_alloc(s->arena, c->size);
    struct faults faults;
    bool help;

    s->command = c->options.command;
    if (c->size > 0)
        memcpy(options, c->defaults, c->size);
    faults_init(&faults, s->arena);
    if (!options_parse(&c->options, argc, argv, options, &help, &faults))
        return session_usage(s, &faults);
    if (help)
        return session_print(s, options_help(s->arena, &c->options));

    const enum exit_status status = c->run(s, options);
    return progress_interrupted() ? STATUS_INTERRUPTED : status;
}

static enum exit_status run(struct session *s, int argc, char **argv)
{
    const char *const name = argc > 1 ? argv[1] : "";

    if (argc < 2) {
        fputs(program_help(s->arena), s->err);
        return STATUS_USAGE;
    }
    if (text_equal(name, "--help") || text_equal(name, "-h"))
        return session_print(s, program_help(s->arena));
    if (text_equal(name, "--version"))
        return session_print(
            s, text_format(s->arena, "starslice %s\n", stamp_version()));
    if (text_equal(name, "help"))
        return run_help(s, argc - 1, argv + 1);

    const struct command *const c = find_command(name);
    return c == NULL ? unknown_command(s, name)
                     : run_command(s, c, argc - 1, argv + 1);
}

/* What the stream still holds goes out now; a reader that has left needs no
   words about it. */
static enum exit_status finish(struct session *s, enum exit_status status)
{
    errno = 0;
    const bool flushed = fflush(s->out) == 0;
    const int error = s->write_error != 0 ? s->write_error : errno;

    if (flushed && !ferror(s->out))
        return status;
    if (error != EPIPE)
        fprintf(s->err, "starslice: cannot write to the standard output%s%s\n",
                error == 0 ? "" : ": ", error == 0 ? "" : strerror(error));
    return STATUS_WRITE;
}

int command_main(int argc, char **argv)
{
    struct session s = {
        .arena = arena_begin(), .command = "", .out = stdout, .err = stderr
    };
    const enum exit_status status = finish(&s, run(&s, argc, argv));

    arena_done(s.arena);
    return (int)status;
}
