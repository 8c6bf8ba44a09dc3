#include "cli/manual.h"

#include <string.h>

#include "cli/options.h"

enum { TEXT_COLUMN = 24 };

static const char *text_at(const struct frame *f, size_t row,
                           const char *column)
{
    const struct cell *const c =
        frame_cell(f, row, frame_column_index(f, column));

    return c->null ? "" : c->text;
}

/* A heading wherever the section changes. */
static void add_section(struct text_buffer *out, const struct frame *f,
                        size_t row, const char *before)
{
    const char *const section = text_at(f, row, "section");

    if (row > 0 && text_equal(section, text_at(f, row - 1, "section")))
        return;
    text_addf(out, "\n%s%s\n\n", before, section);
}

/* The key, and the first paragraph beside it or, when it is long, below. */
static void add_key(struct text_buffer *out, const char *key,
                    const char *paragraph)
{
    size_t used = strlen(key) + 2;

    text_addf(out, "  %s", key);
    if (used > TEXT_COLUMN - 2) {
        text_add(out, "\n");
        used = 0;
    }
    options_wrap(out, used, TEXT_COLUMN, paragraph);
}

void manual_keys(struct text_buffer *out, const struct frame *f)
{
    struct arena *const a = out->arena;

    text_addf(out, "%s. Names in capitals are yours.\n", f->title);
    for (size_t row = 0; row < f->row_count; row++) {
        const char *const key = text_at(f, row, "key");
        const char *const type = text_at(f, row, "type");
        const char *const otherwise = text_at(f, row, "default");
        const bool required = text_equal(otherwise, "required");

        add_section(out, f, row, "");
        add_key(out, key, text_at(f, row, "meaning"));
        options_wrap(out, 0, TEXT_COLUMN,
                     otherwise[0] == '\0' ? type
                     : required
                         ? text_format(a, "%s; required", type)
                         : text_format(a, "%s; default: %s", type, otherwise));
        options_wrap(out, 0, TEXT_COLUMN,
                     text_format(a, "%s: %s", key, text_at(f, row, "example")));
    }
}

void manual_constants(struct text_buffer *out, const struct frame *f)
{
    struct arena *const a = out->arena;

    text_addf(out, "%s.\n", f->title);
    for (size_t row = 0; row < f->row_count; row++) {
        add_section(out, f, row, "constants of ");
        add_key(out, text_at(f, row, "key"),
                text_format(a, "%s %s (%s)", text_at(f, row, "value"),
                            text_at(f, row, "unit"), text_at(f, row, "kind")));
        options_wrap(out, 0, TEXT_COLUMN, text_at(f, row, "source"));
    }
}
