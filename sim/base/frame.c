#include "base/frame.h"

#include <math.h>

#include "base/check.h"
#include "base/text.h"

void frames_init(struct frames *fs, struct arena *a)
{
    *fs = (struct frames){ .arena = a };
}

struct frame *frame_begin(struct frames *fs, const char *name,
                          const char *title, const struct frame_column *columns,
                          size_t column_count)
{
    CHECK(column_count > 0);
    CHECK(frames_find(fs, name) == NULL);

    struct frame *const f = ARENA_NEW(fs->arena, struct frame);
    f->arena = fs->arena;
    f->name = text_copy(fs->arena, name);
    f->title = text_copy(fs->arena, title);
    f->columns = columns;
    f->column_count = column_count;

    ARENA_GROW(fs->arena, fs->items, fs->count, fs->room);
    fs->items[fs->count++] = f;
    return f;
}

const struct frame *frames_find(const struct frames *fs, const char *name)
{
    for (size_t i = 0; i < fs->count; i++)
        if (text_equal(fs->items[i]->name, name))
            return fs->items[i];
    return NULL;
}

void frames_note(struct frames *fs, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    const char *const note = text_vformat(fs->arena, format, args);
    va_end(args);

    for (size_t i = 0; i < fs->note_count; i++)
        if (text_equal(fs->notes[i], note))
            return;
    ARENA_GROW(fs->arena, fs->notes, fs->note_count, fs->note_room);
    fs->notes[fs->note_count++] = note;
}

void frame_row(struct frame *f)
{
    CHECK(f->cell_count == f->row_count * f->column_count);
    f->row_count++;
}

/* The next cell of the row that was begun, and that it wants this type. */
static void add_cell(struct frame *f, enum cell_type type, struct cell cell)
{
    CHECK(f->cell_count < f->row_count * f->column_count);
    CHECK(f->columns[f->cell_count % f->column_count].type == type);
    ARENA_GROW(f->arena, f->cells, f->cell_count, f->room);
    f->cells[f->cell_count++] = cell;
}

void frame_text(struct frame *f, const char *text)
{
    CHECK(text != NULL);
    add_cell(f, CELL_TEXT, (struct cell){ .text = text_copy(f->arena, text) });
}

void frame_count(struct frame *f, int64_t count)
{
    add_cell(f, CELL_COUNT, (struct cell){ .count = count });
}

void frame_number(struct frame *f, double number)
{
    if (isnan(number))
        add_cell(f, CELL_NUMBER, (struct cell){ .null = true });
    else
        add_cell(f, CELL_NUMBER, (struct cell){ .number = number });
}

void frame_null(struct frame *f)
{
    add_cell(f, f->columns[f->cell_count % f->column_count].type,
             (struct cell){ .null = true });
}

static void add_rows(struct frame *f, const struct frame *more)
{
    CHECK(f->columns == more->columns);
    for (size_t row = 0; row < more->row_count; row++) {
        frame_row(f);
        for (size_t c = 0; c < f->column_count; c++)
            add_cell(f, f->columns[c].type, *frame_cell(more, row, c));
    }
}

void frames_add(struct frames *fs, const struct frames *more)
{
    for (size_t i = 0; i < more->count; i++) {
        const struct frame *const from = more->items[i];
        struct frame *to = NULL;
        for (size_t k = 0; k < fs->count; k++)
            if (text_equal(fs->items[k]->name, from->name))
                to = fs->items[k];
        if (to == NULL)
            to = frame_begin(fs, from->name, from->title, from->columns,
                             from->column_count);
        add_rows(to, from);
    }
    for (size_t i = 0; i < more->note_count; i++)
        frames_note(fs, "%s", more->notes[i]);
}

const struct cell *frame_cell(const struct frame *f, size_t row, size_t column)
{
    CHECK(row < f->row_count && column < f->column_count);
    const size_t i = row * f->column_count + column;
    CHECK(i < f->cell_count);
    return &f->cells[i];
}

size_t frame_column_index(const struct frame *f, const char *name)
{
    size_t i = 0;

    while (i < f->column_count && !text_equal(f->columns[i].name, name))
        i++;
    CHECK(i < f->column_count);
    return i;
}
