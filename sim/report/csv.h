#ifndef REPORT_CSV_H
#define REPORT_CSV_H

#include <stdbool.h>
#include <stdio.h>

#include "base/frame.h"

/*
 * csv - a frame for other programs: column names, then one line per row.
 *
 * Units    as the columns say; nothing is scaled or rounded.
 * Memory   scratch of its own, released before return.
 * Errors   false when the stream refused a byte.
 * Result   the same frame gives the same bytes. Null is an empty field, an
 *          empty text is "". A text that holds a comma, a quote or a line
 *          break is quoted, and so is one that begins with = + - @ or a tab,
 *          which spreadsheets take for a formula; numbers are never altered.
 * Source   RFC 4180, except that a line ends in one newline, not in CR LF, as
 *          the Unix tools that will read it expect.
 */
bool csv_write(const struct frame *f, FILE *out);

/*
 * One frame: as above. Several: each after a line "# name", with an empty
 * line between them. Notes are left to the other formats.
 */
bool csv_write_all(const struct frames *fs, FILE *out);

#endif
