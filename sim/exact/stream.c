#include "exact/stream.h"

#include <string.h>

#include "base/check.h"
#include "base/text.h"
#include "exact/arrivals.h"

/*
 * Pieces written side by side, and how large they may become: enough rows
 * that preparing a column's law costs nothing beside drawing its values, and
 * few enough that a piece stays in the second cache on the way.
 */
enum { PIECES = 8, PIECE_ROWS = 4096, PIECE_BYTES = 4 * 1024 * 1024 };

/* The longest text of a number or a time, and what may be written beyond a
   text before it is cut. */
enum { NUMBER_BYTES = 64, SLACK_BYTES = FORM_TEXT_MAX };

struct piece {
    int64_t *rows, *codes; /* codes: [column * piece_rows + i] */
    char *text;
    size_t bytes;
};

struct stream {
    const struct world *world;
    const struct table *t;
    struct stream_what what;
    struct arrivals arrivals;
    struct piece pieces[PIECES];
    int piece_count;
    int64_t piece_rows;
    int64_t done;
};

/* Bytes of a column's longest value with its separator. */
static size_t most_bytes(const struct column *c)
{
    if (!type_is_string(c->type))
        return NUMBER_BYTES;
    const size_t length =
        c->type.length < FORM_TEXT_MAX ? (size_t)c->type.length : FORM_TEXT_MAX;
    return 2 * length + 3; /* all doubled, two quotes, a comma */
}

struct stream *stream_open(struct arena *a, const struct world *w,
                           const struct stream_what *what)
{
    struct stream *const s = ARENA_NEW(a, struct stream);
    size_t row_bytes = 1;

    *s = (struct stream){
        .world = w,
        .t = &w->catalog.tables[what->table],
        .what = *what,
        .arrivals = arrivals_of(w, what->table),
    };
    CHECK(what->column_count >= 1 && what->first >= 0 && what->count >= 0);
    CHECK(what->rows || what->count <= s->t->rows - what->first);
    for (int c = 0; c < what->column_count; c++)
        row_bytes += most_bytes(&s->t->columns[what->columns[c]]);
    s->piece_rows = (int64_t)(PIECE_BYTES / row_bytes);
    if (s->piece_rows > PIECE_ROWS)
        s->piece_rows = PIECE_ROWS;
    if (s->piece_rows < 1)
        s->piece_rows = 1;
    for (int i = 0; i < PIECES; i++) {
        struct piece *const p = &s->pieces[i];
        p->rows = ARENA_ARRAY(a, s->piece_rows, int64_t);
        p->codes = ARENA_ARRAY(a, s->piece_rows * what->column_count, int64_t);
        p->text =
            arena_alloc(a, (size_t)s->piece_rows * row_bytes + SLACK_BYTES);
    }
    return s;
}

/* A name as CSV writes it. */
static void add_name(struct text_buffer *b, const char *name)
{
    if (name[strcspn(name, ",\"\r\n")] == '\0') {
        text_add(b, name);
        return;
    }
    text_add(b, "\"");
    for (const char *p = name; *p != '\0'; p++)
        text_add_n(b, *p == '"' ? "\"\"" : p, *p == '"' ? 2 : 1);
    text_add(b, "\"");
}

const char *stream_head(struct arena *a, const struct world *w,
                        const struct stream_what *what)
{
    const struct table *t = &w->catalog.tables[what->table];
    struct text_buffer b;

    text_buffer_init(&b, a);
    for (int c = 0; what->form == STREAM_CSV && c < what->column_count; c++) {
        text_add(&b, c == 0 ? "" : ",");
        add_name(&b, t->columns[what->columns[c]].name);
    }
    text_add(&b, what->form == STREAM_CSV ? "\n" : "");
    return text_buffer_text(&b);
}

/* Put a backslash before what would end the value or the line. */
static size_t escape(char *text, size_t bytes)
{
    char whole[FORM_TEXT_MAX];
    size_t used = 0;
    bool plain = true;

    for (size_t i = 0; i < bytes; i++)
        plain &= (text[i] != '|') & (text[i] != '\\') & (text[i] != '\n') &
                 (text[i] != '\r');
    if (plain)
        return bytes;
    memcpy(whole, text, bytes);
    for (size_t i = 0; i < bytes; i++) {
        if (strchr("|\\\n\r", whole[i]) && whole[i] != '\0')
            text[used++] = '\\';
        text[used++] = whole[i];
    }
    return used;
}

static char *write_row(const struct stream *s, const int64_t *codes, char *out)
{
    for (int k = 0; k < s->what.column_count; k++) {
        const struct column *c = &s->t->columns[s->what.columns[k]];
        const int64_t code = codes[k * s->piece_rows];

        if (s->what.form == STREAM_CSV) {
            out += value_text(c, code, out);
            *out++ = ',';
            continue;
        }
        const size_t bytes = value_plain(c, code, out);
        out += type_is_string(c->type) ? escape(out, bytes) : bytes;
        *out++ = '|';
    }
    if (s->what.form == STREAM_CSV)
        out--; /* no comma behind the last */
    *out++ = '\n';
    return out;
}

static void write_piece(const struct stream *s, struct piece *p, int64_t first,
                        size_t count)
{
    const int64_t place = s->what.first + first;
    char *out = p->text;

    if (s->what.rows)
        memcpy(p->rows, s->what.rows + place, count * sizeof(*p->rows));
    else
        arrivals_rows(&s->arrivals, place, count, p->rows);
    for (int k = 0; k < s->what.column_count; k++)
        value_batch(s->world, s->what.table, s->what.columns[k], p->rows, count,
                    p->codes + k * s->piece_rows);
    for (size_t i = 0; i < count; i++)
        out = write_row(s, p->codes + i, out);
    p->bytes = (size_t)(out - p->text);
}

bool stream_next(struct stream *s)
{
    const int64_t left = s->what.count - s->done;
    const int64_t wanted = (left + s->piece_rows - 1) / s->piece_rows;
    const int64_t end = left < PIECES * s->piece_rows
                            ? s->what.count
                            : s->done + PIECES * s->piece_rows;

    s->piece_count = wanted < PIECES ? (int)wanted : PIECES;
#pragma omp parallel for schedule(dynamic)
    for (int i = 0; i < s->piece_count; i++) {
        const int64_t first = s->done + i * s->piece_rows;
        const int64_t rows = end - first;
        write_piece(s, &s->pieces[i], first,
                    (size_t)(rows < s->piece_rows ? rows : s->piece_rows));
    }
    s->done = end;
    return s->piece_count > 0;
}

int stream_pieces(const struct stream *s)
{
    return s->piece_count;
}

const char *stream_piece(const struct stream *s, int piece, size_t *bytes)
{
    CHECK(piece >= 0 && piece < s->piece_count);
    *bytes = s->pieces[piece].bytes;
    return s->pieces[piece].text;
}

int64_t stream_rows(const struct stream *s)
{
    return s->done;
}
