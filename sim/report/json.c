#include "report/json.h"

#include <jansson.h>
#include <math.h>

#include "base/check.h"
#include "report/chart/glyph.h"
#include "report/numeral.h"

static int append(const char *bytes, size_t count, void *out)
{
    return fwrite(bytes, 1, count, out) == count ? 0 : -1;
}

/* Takes over `value`. */
static void put(json_t *value, int digits, FILE *out)
{
    const size_t flags = JSON_ENCODE_ANY | JSON_REAL_PRECISION((size_t)digits);

    CHECK(value != NULL);
    /* A refused byte stays visible in ferror(out). */
    (void)json_dump_callback(value, append, out, flags);
    json_decref(value);
}

static void put_text(struct arena *scratch, const char *s, FILE *out)
{
    put(json_string(glyph_utf8(scratch, s == NULL ? "" : s)), 0, out);
}

static void put_cell(struct arena *scratch, enum cell_type type,
                     const struct cell *c, FILE *out)
{
    if (c->null || (type == CELL_NUMBER && !isfinite(c->number)))
        put(json_null(), 0, out);
    else if (type == CELL_TEXT)
        put_text(scratch, c->text, out);
    else if (type == CELL_COUNT)
        put(json_integer(c->count), 0, out);
    else
        put(json_real(c->number), numeral_digits(c->number), out);
}

static void put_row(struct arena *scratch, const struct frame *f, size_t row,
                    FILE *out)
{
    for (size_t i = 0; i < f->column_count; i++) {
        fputs(i == 0 ? "[" : ", ", out);
        put_cell(scratch, f->columns[i].type, frame_cell(f, row, i), out);
    }
    fputs("]", out);
}

static void put_column(struct arena *scratch, const struct frame_column *c,
                       FILE *out)
{
    fputs("{\"name\": ", out);
    put_text(scratch, c->name, out);
    fputs(", \"unit\": ", out);
    put_text(scratch, c->unit, out);
    fputs(", \"definition\": ", out);
    put_text(scratch, c->definition, out);
    fputs("}", out);
}

static void put_frame(struct arena *scratch, const struct frame *f, FILE *out)
{
    const struct arena_mark mark = arena_mark(scratch);

    fputs("{\"name\": ", out);
    put_text(scratch, f->name, out);
    fputs(", \"title\": ", out);
    put_text(scratch, f->title, out);
    fputs(",\n\"columns\": [", out);
    for (size_t i = 0; i < f->column_count; i++) {
        fputs(i == 0 ? "\n" : ",\n", out);
        put_column(scratch, &f->columns[i], out);
    }
    fputs("],\n\"rows\": [", out);
    for (size_t row = 0; row < f->row_count && !ferror(out); row++) {
        fputs(row == 0 ? "\n" : ",\n", out);
        put_row(scratch, f, row, out);
        arena_rewind(scratch, mark);
    }
    fputs("]}", out);
}

bool json_write(const struct frames *fs, FILE *out)
{
    struct arena *const scratch = arena_begin();

    fputs("{\"frames\": [", out);
    for (size_t i = 0; i < fs->count; i++) {
        fputs(i == 0 ? "\n" : ",\n", out);
        put_frame(scratch, fs->items[i], out);
    }
    fputs("],\n\"notes\": [", out);
    for (size_t i = 0; i < fs->note_count; i++) {
        fputs(i == 0 ? "\n" : ",\n", out);
        put_text(scratch, fs->notes[i], out);
    }
    fputs("]}\n", out);
    arena_done(scratch);
    return !ferror(out);
}
