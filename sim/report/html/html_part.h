#ifndef REPORT_HTML_PART_H
#define REPORT_HTML_PART_H

#include <stdio.h>

#include "base/frame.h"

/*
 * html_part - the pieces that a page (html.h) is made of.
 *
 * Memory   the scratch given, which the caller rewinds.
 * Errors   a refused byte stays visible in ferror(out).
 * Result   well-formed HTML; bytes that are not UTF-8 become U+FFFD.
 */

/* A text as one line, with & < > " ' escaped. */
void html_text(struct arena *scratch, const char *s, FILE *out);

/* A text of many lines, for <pre>: other control characters become '?'. */
void html_lines(struct arena *scratch, const char *s, FILE *out);

/* A frame as a table that sorts, with its columns' meaning folded below. */
void html_table(struct arena *scratch, const struct frame *f, FILE *out);

/* The frame `plan` (product.md): a tree for each design and query. */
void html_plans(struct arena *scratch, const struct frame *f, FILE *out);

/*
 * An SVG file of gnuplot's inside a page: without what stands before <svg>,
 * with a label for readers of screens, and with `name` before each id, for
 * the ids of all pictures of a page share one space.
 */
void html_picture(struct arena *scratch, const char *name, const char *about,
                  const char *svg, FILE *out);

#endif
