#include "world/emit/emit.h"
#include "world/emit/emit_word.h"

/*
 * A text in single quotes inside a Jinja expression, which knows the escapes
 * of Python. Braces and percent signs are escaped too, so that the text cannot
 * be taken for the end of the expression by tools that look no closer.
 */
static void add_text(struct text_buffer *out, const char *text)
{
    text_add(out, "'");
    for (; *text != '\0'; text++) {
        const unsigned char c = (unsigned char)*text;

        if (c < 0x20 || c == 0x7f || c == '\'' || c == '\\' || c == '{' ||
            c == '}' || c == '%')
            text_addf(out, "\\x%02x", (unsigned)c);
        else
            text_add_n(out, text, 1);
    }
    text_add(out, "'");
}

static const char *column_name(struct arena *a, const struct table *t,
                               int column)
{
    return emit_name(a, t->columns[column].name);
}

/* `all`, `even` and `auto` as names of columns must not look like styles. */
static void add_dist(struct text_buffer *out, const struct table *t,
                     const struct table_design *d)
{
    text_add(out, ",\n    dist=");
    if (d->diststyle != DIST_KEY) {
        add_text(out, diststyle_name(d->diststyle));
        return;
    }

    const char *const plain = t->columns[d->distkey].name;
    const bool style = text_equal(plain, "even") || text_equal(plain, "auto");
    add_text(out, style ? text_format(out->arena, "\"%s\"", plain)
                        : column_name(out->arena, t, d->distkey));
}

static void add_sort(struct text_buffer *out, const struct table *t,
                     const struct table_design *d)
{
    if (d->sort != SORT_COMPOUND && d->sort != SORT_INTERLEAVED)
        return;
    text_add(out, ",\n    sort=[");
    for (int i = 0; i < d->sortkey_count; i++) {
        if (i > 0)
            text_add(out, ", ");
        add_text(out, column_name(out->arena, t, d->sortkeys[i]));
    }
    text_addf(out, "],\n    sort_type='%s'",
              d->sort == SORT_COMPOUND ? "compound" : "interleaved");
}

static bool any_encoding(const struct catalog *c, const struct design *d)
{
    for (int t = 0; t < c->table_count; t++)
        if (d->tables[t].mode != ENCODE_MODE_AUTO ||
            emit_names_encoding(&c->tables[t], &d->tables[t]))
            return true;
    return false;
}

void emit_dbt(struct text_buffer *out, const struct catalog *c,
              const struct design *d)
{
    struct arena *const a = out->arena;

    text_addf(out, "-- Design %s: the head of each model.\n",
              emit_harmless(a, d->name));
    if (any_encoding(c, d))
        text_add(out, "-- dbt cannot set encodings: Redshift chooses those of "
                      "a table that dbt makes.\n");
    for (int i = 0; i < c->table_count; i++) {
        const struct table *const t = &c->tables[i];

        text_addf(out, "\n-- model %s\n{{ config(\n    materialized='table'",
                  emit_harmless(a, t->name));
        add_dist(out, t, &d->tables[i]);
        add_sort(out, t, &d->tables[i]);
        text_add(out, "\n) }}\n");
    }
}
