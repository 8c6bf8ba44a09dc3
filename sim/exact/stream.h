#ifndef EXACT_STREAM_H
#define EXACT_STREAM_H

#include <stdbool.h>

#include "world/world.h"

/*
 * stream - the rows of a table as text, piece after piece.
 *
 * The very rows that the exact side counts: in order of arrival, or in a
 * given order (dealing.h, sorting.h). Threads write pieces side by side, and
 * the caller takes them in order:
 *
 *     struct stream *s = stream_open(a, w, &what);
 *     while (stream_next(s))
 *         for (int i = 0; i < stream_pieces(s); i++)
 *             bytes = stream_piece(s, i, &count);
 *
 * CSV    values as value_text gives them, separated by commas; a first line
 *        with the columns' names. NULL is nothing, the empty text "".
 * TBL    values as value_plain gives them, each followed by '|'; no first
 *        line. NULL is nothing. A backslash stands before '|', a backslash or
 *        a line break inside a value, as COPY's ESCAPE reads it.
 *
 * Memory   the arena given: about 40 MiB, whatever the table.
 * Errors   none; rows or columns that do not exist are a bug (CHECK).
 * Result   the same bytes for any number of threads.
 */
enum stream_form { STREAM_CSV, STREAM_TBL };

struct stream_what {
    int table;
    const int *columns; /* to write, in this order */
    int column_count;
    enum stream_form form;
    const int64_t *rows;  /* in this order; NULL: in order of arrival */
    int64_t first, count; /* places in the order, from 0 */
};

struct stream;

struct stream *stream_open(struct arena *a, const struct world *w,
                           const struct stream_what *what);

/* The line that comes before all rows; "" for none. In `a`. */
const char *stream_head(struct arena *a, const struct world *w,
                        const struct stream_what *what);

/* Writes the next pieces; false when there are no more rows. */
bool stream_next(struct stream *s);

/* Pieces that the last stream_next wrote, and one of them: valid until the
   next. */
int stream_pieces(const struct stream *s);
const char *stream_piece(const struct stream *s, int piece, size_t *bytes);

/* Rows written so far. */
int64_t stream_rows(const struct stream *s);

#endif
