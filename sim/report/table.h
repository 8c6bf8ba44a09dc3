#ifndef REPORT_TABLE_H
#define REPORT_TABLE_H

#include <stdbool.h>
#include <stdio.h>

#include "base/frame.h"

/*
 * table - frames for people: a title, a header with units, aligned columns.
 *
 *     What each design costs
 *
 *     design  total_s     blocks
 *     ------  -------  ---------
 *     before    86.74    153,072
 *     after     31.20     41,010
 *
 * Numbers stand right with grouped digits, texts left, null is "-". A unit
 * stands under the name unless the name says it already (total_s, usd). What
 * is wider than 80 characters is made to fit, in this order: header names
 * break at "_"; long texts wrap; the columns continue in a second block that
 * repeats the leading text columns. Only where one such block would still
 * exceed 100 characters are texts cut, with "..." at the end.
 *
 * Units    as the columns say; numbers are rounded to the column's decimals.
 * Memory   scratch of its own, released before return.
 * Errors   false when the stream refused a byte.
 * Result   the same frame gives the same bytes; no control characters but
 *          newlines, no spaces at the end of a line.
 */
bool table_write(const struct frame *f, FILE *out);

/* All frames with an empty line between them, then the notes as a list. */
bool table_write_all(const struct frames *fs, FILE *out);

#endif
