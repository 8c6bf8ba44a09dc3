#include "report/table.h"

#include <string.h>

#include "base/text.h"
#include "report/chart/glyph.h"
#include "report/table_layout.h"

/* A line under construction: spaces are written only before more text. */
struct line {
    FILE *out;
    size_t owed;
};

static void put_spaces(struct line *l, size_t count)
{
    l->owed += count;
}

static void put_bytes(struct line *l, const char *s, size_t bytes)
{
    if (bytes == 0)
        return;
    for (; l->owed > 0; l->owed--)
        fputc(' ', l->out);
    fwrite(s, 1, bytes, l->out);
}

static void put_end(struct line *l)
{
    l->owed = 0;
    fputc('\n', l->out);
}

/* Bytes of s without the spaces at its end. */
static size_t trimmed(const char *s, size_t bytes)
{
    while (bytes > 0 && s[bytes - 1] == ' ')
        bytes--;
    return bytes;
}

/* `s` of `bytes` bytes in a field: texts to the left, numbers to the right. */
static void put_field(struct line *l, struct arena *scratch, const char *s,
                      size_t bytes, size_t width, bool left)
{
    const size_t used = glyph_width(text_copy_n(scratch, s, bytes));
    const size_t rest = width > used ? width - used : 0;

    put_spaces(l, left ? 0 : rest);
    put_bytes(l, s, bytes);
    put_spaces(l, left ? rest : 0);
}

/* The columns that stand side by side: the keys, then first .. end - 1. */
struct panel {
    const struct table_layout *layout;
    size_t first, end;
};

static size_t panel_next(const struct panel *p, size_t column)
{
    return column + 1 == p->layout->key_count ? p->first : column + 1;
}

static size_t panel_begin(const struct panel *p)
{
    return p->layout->key_count > 0 ? 0 : p->first;
}

/* Pieces of a header name, top line first. */
static size_t header_lines(const struct table_column *c)
{
    const char *rest = c->name;
    size_t lines = 0;

    for (; *rest != '\0'; lines++)
        rest += table_header_line(rest, c->width);
    return lines;
}

static void put_header_part(struct line *l, struct arena *scratch,
                            const struct table_column *c, size_t skip,
                            size_t part)
{
    const char *rest = c->name;
    size_t bytes = 0;

    if (part >= skip) {
        for (size_t i = skip; i <= part; i++) {
            rest += bytes;
            bytes = table_header_line(rest, c->width);
        }
    }
    put_field(l, scratch, rest, bytes, c->width, c->text);
}

static void put_names(const struct panel *p, struct arena *scratch, FILE *out)
{
    size_t tallest = 0;

    for (size_t i = panel_begin(p); i < p->end; i = panel_next(p, i)) {
        const size_t lines = header_lines(&p->layout->columns[i]);

        tallest = lines > tallest ? lines : tallest;
    }
    for (size_t part = 0; part < tallest; part++) {
        struct line l = { .out = out };

        for (size_t i = panel_begin(p); i < p->end; i = panel_next(p, i)) {
            const struct table_column *const c = &p->layout->columns[i];

            put_header_part(&l, scratch, c, tallest - header_lines(c), part);
            put_spaces(&l, TABLE_GAP);
        }
        put_end(&l);
    }
}

static void put_units(const struct panel *p, struct arena *scratch, FILE *out)
{
    struct line l = { .out = out };
    bool any = false;

    for (size_t i = panel_begin(p); i < p->end; i = panel_next(p, i))
        any |= p->layout->columns[i].unit[0] != '\0';
    if (!any)
        return;
    for (size_t i = panel_begin(p); i < p->end; i = panel_next(p, i)) {
        const struct table_column *const c = &p->layout->columns[i];

        put_field(&l, scratch, c->unit, strlen(c->unit), c->width, c->text);
        put_spaces(&l, TABLE_GAP);
    }
    put_end(&l);
}

static void put_rule(const struct panel *p, FILE *out)
{
    struct line l = { .out = out };

    for (size_t i = panel_begin(p); i < p->end; i = panel_next(p, i)) {
        for (size_t k = 0; k < p->layout->columns[i].width; k++)
            put_bytes(&l, "-", 1);
        put_spaces(&l, TABLE_GAP);
    }
    put_end(&l);
}

/* One line of a row; takes from `rest` what fits and returns if any is left. */
static bool put_row_line(const struct panel *p, struct arena *scratch,
                         const char **rest, FILE *out)
{
    struct line l = { .out = out };
    bool more = false;

    for (size_t i = panel_begin(p); i < p->end; i = panel_next(p, i)) {
        const struct table_column *const c = &p->layout->columns[i];
        const size_t bytes =
            c->text ? glyph_line(rest[i], c->width) : strlen(rest[i]);

        put_field(&l, scratch, rest[i], trimmed(rest[i], bytes), c->width,
                  c->text);
        put_spaces(&l, TABLE_GAP);
        rest[i] += bytes;
        rest[i] += strspn(rest[i], " ");
        more |= rest[i][0] != '\0';
    }
    put_end(&l);
    return more;
}

/* A column cut below its longest word shows the beginning of each text. */
static const char *fitted(struct arena *scratch, const struct table_column *c,
                          const char *s)
{
    const bool cut = c->text && c->width < c->narrowest;

    return cut ? glyph_cut(scratch, s, c->width) : s;
}

static void put_panel(const struct panel *p, struct arena *scratch, FILE *out)
{
    const struct table_layout *const t = p->layout;
    const char **const rest =
        ARENA_ARRAY(scratch, t->column_count, const char *);

    put_names(p, scratch, out);
    put_units(p, scratch, out);
    put_rule(p, out);
    for (size_t row = 0; row < t->row_count && !ferror(out); row++) {
        const struct arena_mark mark = arena_mark(scratch);

        for (size_t i = 0; i < t->column_count; i++)
            rest[i] = fitted(scratch, &t->columns[i], t->columns[i].body[row]);
        while (put_row_line(p, scratch, rest, out))
            ;
        arena_rewind(scratch, mark);
    }
}

/* Words of `s` in lines of 80; the first begins with `lead`, others below. */
static void put_paragraph(struct arena *scratch, const char *lead,
                          const char *s, FILE *out)
{
    const size_t indent = strlen(lead);
    const char *rest = glyph_clean(scratch, s);
    bool first = true;

    do {
        struct line l = { .out = out };
        const size_t bytes = glyph_line(rest, TABLE_WISH - indent);

        if (first)
            put_bytes(&l, lead, indent);
        else
            put_spaces(&l, indent);
        put_bytes(&l, rest, trimmed(rest, bytes));
        put_end(&l);
        rest += bytes;
        rest += strspn(rest, " ");
        first = false;
    } while (*rest != '\0');
}

bool table_write(const struct frame *f, FILE *out)
{
    struct arena *const scratch = arena_begin();
    const bool titled = f->title != NULL && f->title[0] != '\0';

    put_paragraph(scratch, "", titled ? f->title : f->name, out);
    fputc('\n', out);
    if (f->row_count == 0)
        fputs("(no rows)\n", out);
    else {
        struct table_layout t = table_layout(scratch, f);
        struct panel p = { .layout = &t, .end = t.key_count };

        while (p.end < t.column_count) {
            if (p.end > t.key_count)
                fputc('\n', out);
            p.first = p.end;
            p.end = table_panel(&t, p.first);
            put_panel(&p, scratch, out);
        }
    }
    arena_done(scratch);
    return !ferror(out);
}

static void put_notes(const struct frames *fs, FILE *out)
{
    struct arena *const scratch = arena_begin();

    if (fs->note_count > 0)
        fprintf(out, "%sNotes\n\n", fs->count > 0 ? "\n" : "");
    for (size_t i = 0; i < fs->note_count; i++)
        put_paragraph(scratch, "- ", fs->notes[i], out);
    arena_done(scratch);
}

bool table_write_all(const struct frames *fs, FILE *out)
{
    for (size_t i = 0; i < fs->count; i++) {
        if (i > 0)
            fputs("\n", out);
        if (!table_write(fs->items[i], out))
            return false;
    }
    put_notes(fs, out);
    return !ferror(out);
}
