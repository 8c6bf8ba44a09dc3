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
    command_data, command_explain, command_rehearse, command_schema;

/* The exit status of the whole program. */
int command_main(int argc, char **argv);

#endif
