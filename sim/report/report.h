#ifndef REPORT_REPORT_H
#define REPORT_REPORT_H

#include <stdbool.h>
#include <stdio.h>

#include "base/frame.h"

/*
 * report - frames on a stream, in the form the user asked for.
 *
 * Memory   scratch of its own, released before return.
 * Errors   false when a byte could not be written, also when the stream only
 *          finds out as it is flushed. A closed pipe is such a case, provided
 *          that the caller ignores SIGPIPE.
 * Result   the same frames give the same bytes.
 */
enum report_format {
    REPORT_TABLE,
    REPORT_CSV,
    REPORT_JSON,
};

/* The words of --format, in the order of the enum; ends in NULL. */
extern const char *const report_format_names[];

/* False when `word` is none of the names; `format` is then untouched. */
bool report_format_of(const char *word, enum report_format *format);

bool report_write(const struct frames *fs, enum report_format format,
                  FILE *out);

#endif
