#ifndef SCENARIO_CSV_H
#define SCENARIO_CSV_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

/*
 * csv - a text of comma-separated values, row by row, in place.
 *
 * RFC 4180: fields between commas, rows between line ends (LF or CRLF); a
 * field in double quotes may hold commas, line ends and doubled quotes. A byte
 * order mark before the first row is skipped; the last row need not end its
 * line.
 * Blanks belong to their field. Debian's libcsv does not say where a field
 * stands, which every message here must.
 *
 * Memory   the fields lie in the text itself, which is changed; the list of
 *          fields is in the arena given and is used again for the next row.
 * Errors   `error` says what is wrong with a row, at error_line and
 *          error_column; reading goes on with the next line.
 * Result   fields end in NUL; lines count from 1, columns from 1 in bytes.
 * Source   RFC 4180, section 2.
 */
struct csv_field {
    char *text;
    size_t bytes;
    int line, column;
    bool quoted;
};

struct csv {
    struct arena *arena;
    char *at, *end, *line_begin;
    int line;
    struct csv_field *fields;
    size_t count, room;
    const char *error; /* of the last row; NULL when it is well formed */
    int error_line, error_column;
};

/* `text` has `bytes` bytes and one more, a NUL. */
void csv_begin(struct csv *c, struct arena *a, char *text, size_t bytes);

/* The next row into `fields`; false at the end. A row has a field at least;
   an empty line has one that is empty. */
bool csv_row(struct csv *c);

#endif
