#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/fault.h"
#include "base/text.h"

/*
 * options - the arguments of a command, read and explained from one table.
 *
 * Every command has --help (-h). Options may stand before or after the
 * argument, and "--" ends them. A name may be shortened as long as it is
 * clear.
 *
 * Memory   lists and texts of faults live in the arena of the faults; values
 *          point into argv.
 * Errors   an unknown, incomplete or repeated option, a value out of range, a
 *          missing or superfluous argument are faults without a place.
 * Result   the same whatever POSIXLY_CORRECT says.
 */
enum option_kind {
    OPTION_FLAG,   /* bool */
    OPTION_TEXT,   /* const char * */
    OPTION_LIST,   /* struct option_list: may be given again */
    OPTION_CHOICE, /* int: index into `choices` */
    OPTION_NUMBER, /* double, min..max */
};

struct option_list {
    const char **items;
    size_t count, room;
};

struct option_spec {
    const char *name; /* without the dashes */
    enum option_kind kind;
    size_t offset;              /* of the member */
    const char *value;          /* what the help calls the value; FLAG: NULL */
    const char *const *choices; /* CHOICE: ends with NULL */
    double min, max;            /* NUMBER: both allowed */
    const char *help;
};

struct option_table {
    const char *command;
    const char *question; /* that the command answers, for people */
    const char *about;    /* more of it; "" */
    const char *argument; /* "SCENARIO", or NULL when it takes none */
    const char *argument_help;
    size_t argument_offset; /* const char * */
    bool argument_optional; /* the command does without, too */
    const struct option_spec *options;
    size_t count;
};

enum { OPTIONS_MAX = 16 };

/*
 * Read argv[1] .. argv[argc-1] into `object`, which holds the defaults. With
 * *help nothing else counts and there is no fault.
 */
bool options_parse(const struct option_table *t, int argc, char **argv,
                   void *object, bool *help, struct faults *faults);

/* The text of --help, 80 columns wide. */
const char *options_help(struct arena *a, const struct option_table *t);

/* Words from `column` on, broken to 80 columns; `used` stands there already. */
void options_wrap(struct text_buffer *b, size_t used, size_t column,
                  const char *words);

#endif
