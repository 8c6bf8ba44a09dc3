#include "report/table_layout.h"

#include <string.h>

#include "base/check.h"
#include "base/text.h"
#include "report/chart/glyph.h"
#include "report/numeral.h"

/*
 * Texts are not wrapped below the first, narrow towers of words are hard to
 * read; words longer than the second are broken.
 */
enum { TEXT_LEAST = 22, WORD_MOST = 26 };
/* "_s" alone on a line of the header tells nothing. */
enum { NAME_PART_LEAST = 2 };
/* A text column is cut no further than this. */
enum { CUT_LEAST = 8 };
/* Keys are repeated in every panel; they must leave room for the others. */
enum { KEYS_MOST = 48, KEYS_COUNT_MOST = 3 };

static size_t larger(size_t a, size_t b)
{
    return a > b ? a : b;
}

static const char *cell_text(struct arena *a, const struct frame_column *c,
                             const struct cell *cell)
{
    if (cell->null)
        return "-";
    switch (c->type) {
    case CELL_TEXT:
        return glyph_clean(a, cell->text);
    case CELL_COUNT:
        return text_grouped(a, cell->count);
    case CELL_NUMBER:
        return numeral_of(a, cell->number, c->digits);
    }
    return "";
}

/* Whether `word` stands in `name` between underscores or at an end. */
static bool has_word(const char *name, const char *word)
{
    const size_t bytes = strlen(word);

    for (const char *at = strstr(name, word); at != NULL;
         at = strstr(at + 1, word)) {
        const bool begins = at == name || at[-1] == '_';

        if (begins && (at[bytes] == '\0' || at[bytes] == '_'))
            return true;
    }
    return false;
}

/* total_s needs no "s" below it, saved_pct no "%". */
static const char *shown_unit(struct arena *a, const struct frame_column *c)
{
    const char *const unit = glyph_clean(a, c->unit == NULL ? "" : c->unit);

    if (text_equal(unit, "%") && has_word(c->name, "pct"))
        return "";
    if (unit[0] != '\0' && has_word(c->name, text_lower(a, unit)))
        return "";
    return unit;
}

/* The next place to break a header name, after an underscore, or its end. */
static size_t name_part(const char *name)
{
    const char *const bar = strchr(name, '_');
    const size_t bytes = bar == NULL ? strlen(name) : (size_t)(bar - name) + 1;
    const size_t rest = strlen(name + bytes);

    return rest < NAME_PART_LEAST ? bytes + rest : bytes;
}

static size_t longest_name_part(const char *name)
{
    size_t longest = 0;

    for (; *name != '\0'; name += name_part(name))
        longest = larger(longest, name_part(name));
    return longest;
}

size_t table_header_line(const char *name, size_t width)
{
    size_t end = 0;

    while (name[end] != '\0' && end + name_part(name + end) <= width)
        end += name_part(name + end);
    return end > 0 ? end : width;
}

static void measure(struct table_column *c, size_t rows)
{
    size_t body = 1, word = 1;

    for (size_t row = 0; row < rows; row++) {
        body = larger(body, glyph_width(c->body[row]));
        if (c->text)
            word = larger(word, glyph_longest_word(c->body[row]));
    }
    const size_t whole = word < WORD_MOST ? word : WORD_MOST;
    const size_t tight = body > TEXT_LEAST ? larger(whole, TEXT_LEAST) : body;
    const size_t unit = glyph_width(c->unit);

    c->natural = larger(larger(body, strlen(c->name)), unit);
    c->narrowest = larger(larger(c->text ? tight : body, unit),
                          longest_name_part(c->name));
    c->width = c->natural;
}

static size_t total_width(const struct table_layout *t, size_t first,
                          size_t end)
{
    size_t width = 0;

    for (size_t i = first; i < end; i++)
        width += t->columns[i].width + (i > first ? TABLE_GAP : 0);
    return width;
}

static bool in_panel(const struct table_layout *t, size_t first, size_t end,
                     size_t column)
{
    return column < t->key_count || (column >= first && column < end);
}

static size_t panel_width(const struct table_layout *t, size_t first,
                          size_t end)
{
    const size_t keys = total_width(t, 0, t->key_count);

    return keys + (keys > 0 ? TABLE_GAP : 0) + total_width(t, first, end);
}

/*
 * Room that is left goes back to the columns, from the left: first to
 * numbers, which get their whole name or stay as they are, then to texts.
 */
static void give_back(struct table_layout *t, size_t first, size_t end)
{
    size_t total = panel_width(t, first, end);

    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < end && total < TABLE_WISH; i++) {
            struct table_column *const c = &t->columns[i];
            const size_t room = TABLE_WISH - total;
            const size_t wish = c->natural - c->width;
            const size_t given = wish <= room ? wish : room;

            if (!in_panel(t, first, end, i) || c->text != (pass == 1) ||
                (!c->text && given < wish))
                continue;
            c->width += given;
            total += given;
        }
}

static size_t count_keys(const struct table_layout *t)
{
    size_t keys = 0;

    while (keys < t->column_count && keys < KEYS_COUNT_MOST &&
           t->columns[keys].text && total_width(t, 0, keys + 1) <= KEYS_MOST)
        keys++;
    return keys < t->column_count ? keys : 0;
}

struct table_layout table_layout(struct arena *a, const struct frame *f)
{
    struct table_layout t = { .column_count = f->column_count,
                              .row_count = f->row_count };

    t.columns = ARENA_ARRAY(a, f->column_count, struct table_column);
    for (size_t i = 0; i < f->column_count; i++) {
        struct table_column *const c = &t.columns[i];

        c->text = f->columns[i].type == CELL_TEXT;
        c->name = glyph_clean(a, f->columns[i].name);
        c->unit = shown_unit(a, &f->columns[i]);
        c->body = ARENA_ARRAY(a, f->row_count, const char *);
        for (size_t row = 0; row < f->row_count; row++)
            c->body[row] = cell_text(a, &f->columns[i], frame_cell(f, row, i));
        measure(c, f->row_count);
    }
    if (total_width(&t, 0, t.column_count) > TABLE_WISH)
        for (size_t i = 0; i < t.column_count; i++)
            t.columns[i].width = t.columns[i].narrowest;
    if (total_width(&t, 0, t.column_count) > TABLE_WISH)
        t.key_count = count_keys(&t);
    return t;
}

/* The widest text column of the panel, or NULL when none can be cut. */
static struct table_column *widest(struct table_layout *t, size_t first,
                                   size_t end)
{
    struct table_column *found = NULL;

    for (size_t i = 0; i < end; i++) {
        struct table_column *const c = &t->columns[i];

        if (in_panel(t, first, end, i) && c->text && c->width > CUT_LEAST &&
            (found == NULL || c->width > found->width))
            found = c;
    }
    return found;
}

size_t table_panel(struct table_layout *t, size_t first)
{
    size_t end = first + 1;

    CHECK(first >= t->key_count && first < t->column_count);
    while (end < t->column_count &&
           panel_width(t, first, end + 1) <= TABLE_WISH)
        end++;
    give_back(t, first, end);
    while (panel_width(t, first, end) > TABLE_MOST) {
        struct table_column *const c = widest(t, first, end);

        if (c == NULL)
            break;
        c->width--;
    }
    return end;
}
