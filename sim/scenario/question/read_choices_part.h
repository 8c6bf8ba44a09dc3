#ifndef SCENARIO_READ_CHOICES_PART_H
#define SCENARIO_READ_CHOICES_PART_H

#include "scenario/question/read_choices.h"

/*
 * read_choices_part - what the choices of a question are read from; between
 * the parts of read_choices and for no one else.
 *
 *     read_choices  which choices there are, of tables, ways and loads
 *     read_options  the options of one, each checked against its table
 *
 * Memory   the arena of the reader.
 * Errors   faults at the setting; false: something is wrong.
 */
struct choices_reader {
    struct arena *arena;
    struct question *question;
    const struct world *world;
    struct faults *faults;
};

/* The column of this name, of table number `table`. */
bool choices_find_column(const struct choices_reader *r,
                         const struct tree_node *n, const char *name, int table,
                         int *column);

/* One option of the choice `c`; not of ways and settings, which are no
   properties of a table. */
bool choices_read_option(const struct choices_reader *r,
                         const struct tree_node *n, const struct choice *c,
                         struct choice_option *o);

#endif
