#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include "cli/options.h"
#include "cli/session.h"

/*
 * command - the table of commands, and the way from argv to one of them.
 *
 * A new command is a file cmd_NAME.c with its table of options, its defaults
 * and its function, one declaration here and one line in command.c.
 *
 * Memory   one arena from start to end.
 * Errors   as exit statuses, with words on stderr.
 */
struct command {
    struct option_table options;
    const void *defaults; /* of its options; copied */
    size_t size;
    enum exit_status (*run)(struct session *s, const void *options);
};

extern const struct command command_agree, command_check, command_compare,
    command_data, command_explain, command_plot, command_rehearse,
    command_schema, command_upkeep, command_wlm;

/* What the program does, and its commands in the order of the help. */
extern const char command_about[];
size_t command_count(void);
const struct command *command_at(size_t i);

/* Exit statuses and what they mean; ends in a NULL text. */
struct command_exit {
    enum exit_status status;
    const char *meaning;
};
extern const struct command_exit command_exits[];

/* The exit status of the whole program. */
int command_main(int argc, char **argv);

#endif
