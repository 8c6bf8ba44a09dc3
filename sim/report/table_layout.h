#ifndef REPORT_TABLE_LAYOUT_H
#define REPORT_TABLE_LAYOUT_H

#include <stddef.h>

#include "base/frame.h"

/*
 * table_layout - how wide each column of a readable table is, and which
 * columns stand side by side.
 *
 * Units    widths in characters.
 * Memory   the arena given.
 * Errors   none.
 * Result   every column is in exactly one panel, besides the key columns,
 *          which are in all; a panel is at most TABLE_MOST wide.
 */
enum { TABLE_WISH = 80, TABLE_MOST = 100, TABLE_GAP = 2 };

struct table_column {
    bool text;
    const char *name;  /* header */
    const char *unit;  /* "" when the name says it */
    const char **body; /* one text per row, clean and not yet wrapped */
    size_t natural;    /* width without any wrapping */
    size_t narrowest;  /* width with everything wrapped */
    size_t width;      /* the answer */
};

struct table_layout {
    struct table_column *columns;
    size_t column_count, row_count;
    size_t key_count; /* leading columns that every panel repeats */
};

/* Texts and widths of all columns. */
struct table_layout table_layout(struct arena *a, const struct frame *f);

/*
 * The panel that begins with column `first` (>= key_count): returns the column
 * after its last one. Widths of its texts may shrink to respect TABLE_MOST.
 */
size_t table_panel(struct table_layout *t, size_t first);

/*
 * Bytes of the first header line of `name` when lines hold `width` characters:
 * broken after an underscore.
 */
size_t table_header_line(const char *name, size_t width);

#endif
