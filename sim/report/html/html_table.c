#include <inttypes.h>
#include <string.h>

#include "base/text.h"
#include "report/html/html.h"
#include "report/html/html_part.h"
#include "report/numeral.h"

/* Longer texts get a wider column on a narrow screen. */
enum { LONG_BYTES = 40 };

static void put_head(struct arena *scratch, const struct frame *f, FILE *out)
{
    fputs("<thead><tr>", out);
    for (size_t i = 0; i < f->column_count; i++) {
        const struct frame_column *const c = &f->columns[i];

        fprintf(out, "<th scope=\"col\"%s title=\"",
                c->type == CELL_TEXT ? "" : " class=\"n\"");
        html_text(scratch, c->definition, out);
        fputs("\"><button type=\"button\">", out);
        html_text(scratch, c->name, out);
        fputs("</button>", out);
        if (c->unit[0] != '\0') {
            fputs("<small>", out);
            html_text(scratch, c->unit, out);
            fputs("</small>", out);
        }
        fputs("</th>", out);
    }
    fputs("</tr></thead>\n", out);
}

/* The number as people read it; what it sorts by stands in data-v. */
static void put_number(struct arena *scratch, const struct frame_column *c,
                       const struct cell *cell, FILE *out)
{
    if (c->type == CELL_COUNT)
        fprintf(out, "<td class=\"n\" data-v=\"%" PRId64 "\">%s</td>",
                cell->count, text_grouped(scratch, cell->count));
    else
        fprintf(out, "<td class=\"n\" data-v=\"%s\">%s</td>",
                numeral_exact(scratch, cell->number),
                numeral_of(scratch, cell->number, c->digits));
}

static void put_row(struct arena *scratch, const struct frame *f, size_t row,
                    FILE *out)
{
    fputs("<tr>", out);
    for (size_t i = 0; i < f->column_count; i++) {
        const struct cell *const cell = frame_cell(f, row, i);

        if (cell->null)
            fputs("<td></td>", out);
        else if (f->columns[i].type != CELL_TEXT)
            put_number(scratch, &f->columns[i], cell, out);
        else {
            fputs(strlen(cell->text) > LONG_BYTES ? "<td class=\"long\">"
                                                  : "<td>",
                  out);
            html_text(scratch, cell->text, out);
            fputs("</td>", out);
        }
    }
    fputs("</tr>\n", out);
}

static void put_meanings(struct arena *scratch, const struct frame *f,
                         FILE *out)
{
    fputs("<details class=\"meaning\"><summary>what the columns mean"
          "</summary><dl>\n",
          out);
    for (size_t i = 0; i < f->column_count; i++) {
        fputs("<dt>", out);
        html_text(scratch, f->columns[i].name, out);
        fputs("</dt><dd>", out);
        html_text(scratch, f->columns[i].definition, out);
        fputs("</dd>\n", out);
    }
    fputs("</dl></details>\n", out);
}

void html_table(struct arena *scratch, const struct frame *f, FILE *out)
{
    const size_t most = HTML_ROWS_MAX;
    const size_t rows = f->row_count < most ? f->row_count : most;

    if (rows == 0) {
        fputs("<p>no rows</p>\n", out);
        return;
    }
    fputs("<div class=\"wide\" tabindex=\"0\"><table>\n", out);
    put_head(scratch, f, out);
    fputs("<tbody>\n", out);
    for (size_t row = 0; row < rows && !ferror(out); row++) {
        const struct arena_mark mark = arena_mark(scratch);

        put_row(scratch, f, row, out);
        arena_rewind(scratch, mark);
    }
    fputs("</tbody></table></div>\n", out);
    if (rows < f->row_count)
        fprintf(out, "<p>the first %s of %s rows; all are in %s.csv</p>\n",
                text_grouped(scratch, (int64_t)rows),
                text_grouped(scratch, (int64_t)f->row_count), f->name);
    put_meanings(scratch, f, out);
}
