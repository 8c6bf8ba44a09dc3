#ifndef SQL_SQL_SOURCE_H
#define SQL_SQL_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/fault.h"

/*
 * sql_source - a text of SQL whose every byte has a line and a column.
 *
 * Offsets count bytes from 0; columns count characters from 1, as editors do.
 *
 * Memory   `scratch` ends with the reader of this text, `a` with the world.
 * Errors   sql_source_begin refuses text over SQL_BYTES_MAX and text that is
 *          not UTF-8.
 */
struct sql_source {
    struct arena *a, *scratch;
    const char *text, *file;
    size_t bytes;
    int first_line;
    const size_t *lines; /* offset of each line's first byte */
    int line_count;
    size_t base;    /* of the statement that is being read, see below */
    int64_t now_us; /* what the clock shows; SQL_NO_CLOCK: there is none */

    /* Where the parser is given an alias that the text leaves out. */
    size_t *aliases; /* offsets, ascending */
    int alias_count;
    size_t alias_room;
    struct faults *faults;
};

/* Done with sql_source_done in any case. */
bool sql_source_begin(struct sql_source *s, struct arena *a, const char *text,
                      const char *file, int first_line, struct faults *faults);
void sql_source_done(struct sql_source *s);

struct where sql_where(const struct sql_source *s, size_t offset);

/* A fault at an offset; always false. */
bool sql_fault(const struct sql_source *s, size_t offset, const char *format,
               ...) __attribute__((format(printf, 3, 4)));

/*
 * The same for a location in a parse tree: it counts from the statement's
 * first byte; below 0 is "not known", and then the statement's start.
 */
struct where sql_where_at(const struct sql_source *s, int location);
bool sql_fault_at(const struct sql_source *s, int location, const char *format,
                  ...) __attribute__((format(printf, 3, 4)));

/* The text's offset of a location in a parse tree, or in what was parsed. */
size_t sql_offset(const struct sql_source *s, size_t location);

/* What stands for a missing alias: as many bytes each. */
enum { SQL_ALIAS_BYTES = 12 };

/* Offset of the n-th character (from 0) at or after `from`. */
size_t sql_offset_of_character(const struct sql_source *s, size_t from,
                               size_t n);

#endif
