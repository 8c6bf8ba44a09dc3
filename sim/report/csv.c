#include "report/csv.h"

#include <inttypes.h>
#include <string.h>

#include "report/numeral.h"

static bool needs_quotes(const char *s)
{
    return s[0] == '\0' || strchr("=+-@\t", s[0]) != NULL ||
           strpbrk(s, ",\"\r\n") != NULL || s[0] == ' ' ||
           s[strlen(s) - 1] == ' ';
}

static void write_text(const char *s, FILE *out)
{
    if (!needs_quotes(s)) {
        fputs(s, out);
        return;
    }
    fputc('"', out);
    for (; *s != '\0'; s++) {
        if (*s == '"')
            fputc('"', out);
        fputc(*s, out);
    }
    fputc('"', out);
}

static void write_cell(struct arena *scratch, enum cell_type type,
                       const struct cell *c, FILE *out)
{
    if (c->null)
        return;
    switch (type) {
    case CELL_TEXT:
        write_text(c->text, out);
        break;
    case CELL_COUNT:
        fprintf(out, "%" PRId64, c->count);
        break;
    case CELL_NUMBER:
        fputs(numeral_exact(scratch, c->number), out);
        break;
    }
}

static void write_row(struct arena *scratch, const struct frame *f, size_t row,
                      FILE *out)
{
    for (size_t i = 0; i < f->column_count; i++) {
        if (i > 0)
            fputc(',', out);
        write_cell(scratch, f->columns[i].type, frame_cell(f, row, i), out);
    }
    fputc('\n', out);
}

bool csv_write(const struct frame *f, FILE *out)
{
    struct arena *const scratch = arena_begin();
    const struct arena_mark mark = arena_mark(scratch);

    for (size_t i = 0; i < f->column_count; i++) {
        if (i > 0)
            fputc(',', out);
        write_text(f->columns[i].name, out);
    }
    fputc('\n', out);
    for (size_t row = 0; row < f->row_count && !ferror(out); row++) {
        write_row(scratch, f, row, out);
        arena_rewind(scratch, mark);
    }
    arena_done(scratch);
    return !ferror(out);
}

bool csv_write_all(const struct frames *fs, FILE *out)
{
    for (size_t i = 0; i < fs->count; i++) {
        if (fs->count > 1)
            fprintf(out, "%s# %s\n", i > 0 ? "\n" : "", fs->items[i]->name);
        if (!csv_write(fs->items[i], out))
            return false;
    }
    return !ferror(out);
}
