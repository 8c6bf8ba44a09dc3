#include <string.h>

#include "base/text.h"
#include "report/html/html_part.h"
#include "report/numeral.h"

/* The columns of the frame `plan` that the tree shows. */
struct tree {
    const struct frame *f;
    size_t design, query, step, parent, operator, table, label, rows, seconds;
    size_t first, end; /* rows of one plan */
};

static struct tree tree_of(const struct frame *f)
{
    return (struct tree){
        .f = f,
        .design = frame_column_index(f, "design"),
        .query = frame_column_index(f, "query"),
        .step = frame_column_index(f, "step"),
        .parent = frame_column_index(f, "parent"),
        .operator= frame_column_index(f, "operator"),
        .table = frame_column_index(f, "table"),
        .label = frame_column_index(f, "label"),
        .rows = frame_column_index(f, "rows"),
        .seconds = frame_column_index(f, "seconds"),
    };
}

static const char *text_at(const struct tree *t, size_t row, size_t column)
{
    const struct cell *const c = frame_cell(t->f, row, column);

    return c->null ? "" : c->text;
}

static bool same_plan(const struct tree *t, size_t a, size_t b)
{
    return text_equal(text_at(t, a, t->design), text_at(t, b, t->design)) &&
           text_equal(text_at(t, a, t->query), text_at(t, b, t->query));
}

static void put_word(struct arena *scratch, const char *s, const char *kind,
                     FILE *out)
{
    if (s[0] == '\0')
        return;
    fprintf(out, " <span class=\"%s\">", kind);
    html_text(scratch, s, out);
    fputs("</span>", out);
}

static void put_step(struct arena *scratch, const struct tree *t, size_t row,
                     FILE *out)
{
    const struct cell *const rows = frame_cell(t->f, row, t->rows);
    const struct cell *const seconds = frame_cell(t->f, row, t->seconds);

    html_text(scratch, text_at(t, row, t->operator), out);
    put_word(scratch, text_at(t, row, t->table), "table", out);
    put_word(scratch, text_at(t, row, t->label), "label", out);
    if (!rows->null)
        put_word(scratch,
                 text_format(scratch, "%s rows",
                             numeral_fixed(scratch, rows->number, 0)),
                 "rows", out);
    if (!seconds->null && seconds->number > 0)
        put_word(scratch,
                 text_format(scratch, "%s s",
                             numeral_rounded(scratch, seconds->number)),
                 "seconds", out);
}

static bool is_child(const struct tree *t, size_t row, const struct cell *step)
{
    const struct cell *const parent = frame_cell(t->f, row, t->parent);

    return step == NULL ? parent->null
                        : !parent->null && parent->count == step->count;
}

/* The steps that feed `step`, or the root where it is NULL. Plans are as
   deep as the reader of SQL lets queries be. */
static void put_steps(struct arena *scratch, const struct tree *t,
                      const struct cell *step, FILE *out)
{
    bool any = false;

    for (size_t row = t->first; row < t->end; row++) {
        if (!is_child(t, row, step))
            continue;
        fputs(any ? "<li>" : "<ul>\n<li>", out);
        any = true;
        put_step(scratch, t, row, out);
        put_steps(scratch, t, frame_cell(t->f, row, t->step), out);
        fputs("</li>\n", out);
    }
    if (any)
        fputs("</ul>\n", out);
}

void html_plans(struct arena *scratch, const struct frame *f, FILE *out)
{
    struct tree t = tree_of(f);

    while (t.first < f->row_count && !ferror(out)) {
        const struct arena_mark mark = arena_mark(scratch);

        t.end = t.first + 1;
        while (t.end < f->row_count && same_plan(&t, t.first, t.end))
            t.end++;
        fputs("<details class=\"plan\"><summary>", out);
        html_text(scratch, text_at(&t, t.first, t.query), out);
        fputs(" under ", out);
        html_text(scratch, text_at(&t, t.first, t.design), out);
        fputs("</summary>\n", out);
        put_steps(scratch, &t, NULL, out);
        fputs("</details>\n", out);
        t.first = t.end;
        arena_rewind(scratch, mark);
    }
}
