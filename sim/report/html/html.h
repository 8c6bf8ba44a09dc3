#ifndef REPORT_HTML_H
#define REPORT_HTML_H

#include <stdbool.h>
#include <stdio.h>

#include "base/frame.h"
#include "report/plot/plot.h"

/*
 * html - a result as one page that needs nothing beside itself.
 *
 * What people read first stands at the top, then the pictures, the plans as
 * trees that fold, all other tables folded, the notes, and the files of the
 * scenario: who gets the page by mail can check what was asked. Tables sort
 * by a click or a key on a column's name; without scripts, and on paper, all
 * of it can still be read.
 *
 * Every text of the user is escaped, and beyond that the page forbids itself
 * the network and any script but its own (Content-Security-Policy, by the
 * script's hash): a hostile name has two walls before it.
 *
 * Memory   scratch of its own.
 * Errors   false when the stream refused a byte.
 * Result   the same page gives the same bytes. Of a frame the first
 *          HTML_ROWS_MAX rows; the page says so and names the CSV.
 */
enum { HTML_ROWS_MAX = 2000 };

/* A file of the scenario. */
struct html_source {
    const char *path, *text;
};

struct html_page {
    const char *title, *question, *stamp;
    const struct frames *frames;
    const char *const *lead; /* names of the frames that come first */
    size_t lead_count;
    const struct plot_picture *pictures;
    size_t picture_count;
    const struct html_source *sources;
    size_t source_count;
};

bool html_write(const struct html_page *page, FILE *out);

#endif
