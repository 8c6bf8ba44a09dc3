#ifndef REPORT_JSON_H
#define REPORT_JSON_H

#include <stdbool.h>
#include <stdio.h>

#include "base/frame.h"

/*
 * json - all frames and notes as one JSON object:
 *
 *     {"frames": [{"name", "title", "columns": [{"name", "unit",
 *      "definition"}], "rows": [[...]]}], "notes": [...]}
 *
 * One row per line, so that two results can be compared with diff.
 *
 * Units    as the columns say; nothing is scaled or rounded.
 * Memory   scratch of its own, released before return.
 * Errors   false when the stream refused a byte.
 * Result   the same frames give the same bytes. Null, NaN and infinities are
 *          null. Bytes that are not UTF-8 become U+FFFD.
 * Source   RFC 8259; every string and number is encoded by jansson.
 */
bool json_write(const struct frames *fs, FILE *out);

#endif
