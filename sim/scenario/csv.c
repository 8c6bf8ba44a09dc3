#include "scenario/csv.h"

#include <string.h>

void csv_begin(struct csv *c, struct arena *a, char *text, size_t bytes)
{
    *c = (struct csv){ .arena = a, .at = text, .end = text + bytes, .line = 1 };
    if (bytes >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0)
        c->at += 3;
    c->line_begin = c->at;
}

static bool at_line_end(const struct csv *c)
{
    return c->at == c->end || *c->at == '\n' ||
           (*c->at == '\r' && (c->at + 1 == c->end || c->at[1] == '\n'));
}

static void next_line(struct csv *c)
{
    c->line++;
    c->line_begin = c->at;
}

/* The first mistake of a row is the one that is reported. */
static void fail(struct csv *c, const char *error, int line, int column)
{
    if (c->error != NULL)
        return;
    c->error = error;
    c->error_line = line;
    c->error_column = column;
}

static void fail_here(struct csv *c, const char *error)
{
    fail(c, error, c->line, (int)(c->at - c->line_begin) + 1);
}

/* From behind the opening quote to behind the closing one. */
static void read_quoted(struct csv *c, struct csv_field *f)
{
    char *to = f->text = c->at;

    for (;;) {
        if (c->at == c->end) {
            fail(c,
                 "the quote that begins here is never closed; end the "
                 "field with \"",
                 f->line, f->column);
            break;
        }
        const char byte = *c->at++;
        if (byte == '"') {
            if (c->at == c->end || *c->at != '"')
                break;
            c->at++;
        }
        *to++ = byte;
        if (byte == '\n')
            next_line(c);
    }
    f->bytes = (size_t)(to - f->text);
    if (c->at < c->end && *c->at != ',' && !at_line_end(c))
        fail_here(c, "text after a closing quote; double the quotes inside a "
                     "field: \"\"");
    while (c->at < c->end && *c->at != ',' && !at_line_end(c))
        c->at++;
}

static void read_plain(struct csv *c, struct csv_field *f)
{
    f->text = c->at;
    while (c->at < c->end && *c->at != ',' && !at_line_end(c)) {
        if (*c->at == '"')
            fail_here(c, "a quote inside a field without quotes; put the "
                         "field in quotes and double those inside it");
        c->at++;
    }
    f->bytes = (size_t)(c->at - f->text);
}

static void read_field(struct csv *c)
{
    ARENA_GROW(c->arena, c->fields, c->count, c->room);
    struct csv_field *const f = &c->fields[c->count++];

    *f = (struct csv_field){ .line = c->line,
                             .column = (int)(c->at - c->line_begin) + 1 };
    f->quoted = c->at < c->end && *c->at == '"';
    if (f->quoted) {
        c->at++;
        read_quoted(c, f);
    } else {
        read_plain(c, f);
    }
}

bool csv_row(struct csv *c)
{
    bool more;

    c->count = 0;
    c->error = NULL;
    if (c->at == c->end)
        return false;
    do {
        read_field(c);
        struct csv_field *const f = &c->fields[c->count - 1];
        more = c->at < c->end && *c->at == ',';
        if (!more && c->at < c->end) {
            c->at += *c->at == '\r' ? 2 : 1;
            if (c->at > c->end)
                c->at = c->end;
            next_line(c);
        } else if (more) {
            c->at++;
        }
        /* The byte behind a field has been read, or is the text's NUL. */
        f->text[f->bytes] = '\0';
    } while (more);
    return true;
}
