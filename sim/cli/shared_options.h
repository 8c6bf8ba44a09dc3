#ifndef CLI_SHARED_OPTIONS_H
#define CLI_SHARED_OPTIONS_H

#include <stddef.h>

#include "cli/options.h"
#include "report/report.h"

/*
 * shared_options - what several commands take: entries of their tables of
 * options, so that the same option has the same name and the same words.
 *
 * `type` is the struct that the table fills; its member is named behind each.
 * The other argument is the help, or its part that differs.
 */

/* scenario: const char * */
#define ARGUMENT_SCENARIO(type)                                                \
    .argument = "SCENARIO",                                                    \
    .argument_help = "a folder with scenario.yaml, or such a file",            \
    .argument_offset = offsetof(type, scenario)

/* designs: struct option_list */
#define OPTION_DESIGN(type, words)                                             \
    {                                                                          \
        .name = "design", .kind = OPTION_LIST,                                 \
        .offset = offsetof(type, designs), .value = "NAME", .help = words,     \
    }

/* queries: struct option_list */
#define OPTION_QUERY(type)                                                     \
    {                                                                          \
        .name = "query", .kind = OPTION_LIST,                                  \
        .offset = offsetof(type, queries), .value = "NAME",                    \
        .help = "this query; give it again for more [all]",                    \
    }

/* format: int, an enum report_format */
#define OPTION_FORMAT(type, words)                                             \
    {                                                                          \
        .name = "format", .kind = OPTION_CHOICE,                               \
        .offset = offsetof(type, format), .value = "FORMAT",                   \
        .choices = report_format_names, .help = words " [table]",              \
    }

/* frames: struct option_list; `which` are those that a terminal shows */
#define OPTION_FRAME(type, which)                                              \
    {                                                                          \
        .name = "frame", .kind = OPTION_LIST,                                  \
        .offset = offsetof(type, frames), .value = "NAME",                     \
        .help = "print this table of the result; give it again for more, "     \
                "or 'all' [" which "; csv and json: all]",                     \
    }

/* out: const char *; `pictures` are those that come with the tables */
#define OPTION_RESULT_DIR(type, pictures)                                      \
    {                                                                          \
        .name = "out", .kind = OPTION_TEXT, .offset = offsetof(type, out),     \
        .value = "DIR",                                                        \
        .help = "write every table as CSV and JSON there, and " pictures,      \
    }

#endif
