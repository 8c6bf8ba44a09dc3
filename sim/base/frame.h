#ifndef BASE_FRAME_H
#define BASE_FRAME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

/*
 * frame - a result: a named table whose columns have a unit and a definition.
 *
 * A measure fills frames, a writer turns a const frame into text, CSV, JSON,
 * a plot. Frame and column names are a contract with the user's scripts
 * (product.md lists them). Rows are filled cell by cell, left to right:
 *
 *     frame_row(f);
 *     frame_text(f, design->name);
 *     frame_count(f, blocks);
 *     frame_number(f, seconds);
 *
 * Memory   the arena given to frame_begin.
 * Errors   a cell too many, too few or of the wrong type is a bug (CHECK).
 */
enum cell_type {
    CELL_TEXT,
    CELL_COUNT,  /* int64: counted */
    CELL_NUMBER, /* double: expected or measured */
};

/* For `digits`: three digits that count, but three decimals at most. */
enum { FRAME_ROUNDED = -1 };

struct frame_column {
    const char *name;       /* "blocks_read" */
    const char *unit;       /* "blocks", "s", "%", "" */
    const char *definition; /* one sentence */
    enum cell_type type;
    int digits; /* CELL_NUMBER: decimals in the readable table, or ROUNDED */
};

struct cell {
    bool null; /* not applicable here: empty in tables, null in JSON */
    union {
        const char *text;
        int64_t count;
        double number;
    };
};

struct frame {
    struct arena *arena;
    const char *name;
    const char *title; /* one sentence for people */
    const struct frame_column *columns;
    size_t column_count;
    struct cell *cells; /* row-major */
    size_t row_count, cell_count, room;
};

/* Several frames and the notes that belong to all of them. */
struct frames {
    struct arena *arena;
    struct frame **items;
    size_t count, room;
    const char **notes; /* assumptions the numbers lean on; no duplicates */
    size_t note_count, note_room;
};

void frames_init(struct frames *fs, struct arena *a);

/* A new empty frame appended to fs; `columns` must outlive it. */
struct frame *frame_begin(struct frames *fs, const char *name,
                          const char *title, const struct frame_column *columns,
                          size_t column_count);

/* NULL when there is no frame of that name. */
const struct frame *frames_find(const struct frames *fs, const char *name);

/* Adds the note unless it stands there already. */
void frames_note(struct frames *fs, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Adds frames and notes of another report: the rows of a frame that is there
   already, with the same columns, go behind its own. */
void frames_add(struct frames *fs, const struct frames *more);

void frame_row(struct frame *f);
void frame_text(struct frame *f, const char *text);
void frame_count(struct frame *f, int64_t count);
/* NaN becomes null: "not applicable". */
void frame_number(struct frame *f, double number);
void frame_null(struct frame *f);

const struct cell *frame_cell(const struct frame *f, size_t row, size_t column);
/* Index of a column by its name; a missing one is a bug. */
size_t frame_column_index(const struct frame *f, const char *name);

#endif
