#include "plan/explain.h"

#include <math.h>
#include <string.h>

#include "base/text.h"

/* Columns that a level of the tree takes, the arrow before a step, what stands
   below it, and the further lines of that. */
enum { LEVEL = 6, ARROW = 4, DETAIL = 2, CONTINUED = 4 };

/* However deep the tree, this much of a line is left for its text. */
enum { ROOM_MIN = 40 };

/* The busiest slice is worth a word from here on. */
static const double UNEVEN = 1.05;

/* Counts beyond this have no meaningful last digit. */
static const double COUNT_EXACT_MAX = 1e15;

struct printing {
    struct arena *arena;
    enum explain_detail detail;
    struct text_buffer out;
};

const char *explain_count(struct arena *a, double count)
{
    if (!(count < COUNT_EXACT_MAX))
        return text_format(a, "%.3g", count);
    if (count < 9.95 && fabs(count - nearbyint(count)) > 0.005)
        return text_format(a, "%.2g", count);
    return text_grouped(a, llround(count));
}

const char *explain_bytes(struct arena *a, double bytes)
{
    static const struct {
        double from;
        const char *unit;
    } units[] = { { 1e12, "TB" }, { 1e9, "GB" }, { 1e6, "MB" }, { 1e3, "kB" } };

    for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++)
        if (bytes >= 0.9995 * units[i].from)
            return text_format(a, "%.*f %s", bytes < 99.95 * units[i].from,
                               bytes / units[i].from, units[i].unit);
    return text_format(a, "%.0f bytes", bytes);
}

const char *explain_seconds(struct arena *a, double seconds)
{
    if (seconds < 9.9995)
        return text_format(a, "%.3f s", seconds);
    return text_format(a, "%.*f s", seconds < 99.995 ? 2 : 1, seconds);
}

static void add_blanks(struct text_buffer *b, int count)
{
    for (int i = 0; i < count; i++)
        text_add(b, " ");
}

/* One harmless line: conditions come from the user's SQL. */
static const char *cleaned(struct arena *a, const char *text)
{
    const size_t bytes = strlen(text);
    char *const copy = arena_alloc(a, bytes + 1);

    for (size_t i = 0; i < bytes; i++) {
        const unsigned char c = (unsigned char)text[i];
        /* UTF-8 writes the controls U+0080 to U+009F as c2 80 to c2 9f. */
        const bool steers = i > 0 && (unsigned char)text[i - 1] == 0xc2 &&
                            c >= 0x80 && c <= 0x9f;

        copy[i] = c < 0x20 || c == 0x7f ? ' ' : text[i];
        if (steers)
            copy[i - 1] = copy[i] = ' ';
    }
    return copy;
}

/* Bytes of the first line of `s` when it may hold `room` bytes. */
static size_t line_bytes(const char *s, size_t room)
{
    size_t at = room;

    if (strlen(s) <= room)
        return strlen(s);
    while (at > 0 && s[at] != ' ')
        at--;
    return at > 0 ? at : strcspn(s, " ");
}

/* A text at this indent, broken at blanks, the rest further in. */
static void add_lines(struct printing *p, int indent, const char *text)
{
    const char *const begin = text;

    while (*text != '\0') {
        const int in = text == begin ? indent : indent + CONTINUED;
        const int room = EXPLAIN_WIDTH - in;
        const size_t bytes =
            line_bytes(text, (size_t)(room > ROOM_MIN ? room : ROOM_MIN));

        add_blanks(&p->out, in);
        text_add_n(&p->out, text, bytes);
        text_add(&p->out, "\n");
        text += bytes;
        text += strspn(text, " ");
    }
}

/* "XN Hash Join DS_DIST_ALL_NONE", "XN Seq Scan on part". */
static const char *heading(struct arena *a, const struct step *s)
{
    const char *const name = operator_name(s);

    if (s->label != MOTION_NOTHING)
        return text_format(a, "%s %s", name, motion_name(s->label));
    if (s->op == OP_SCAN && s->name != NULL)
        return text_format(a, "%s on %s", name, cleaned(a, s->name));
    if (s->op == OP_SUBQUERY_SCAN && s->name != NULL)
        return text_format(a, "%s %s", name, cleaned(a, s->name));
    return name;
}

static const char *costs(struct arena *a, const struct step *s)
{
    return text_format(a, "  (cost=%.2f..%.2f rows=%.0f width=%.0f)",
                       s->startup_cost, s->total_cost, s->rows_believed,
                       s->width_bytes);
}

static void add_scan(struct arena *a, struct text_buffer *b,
                     const struct step *s)
{
    const struct tally *const t = &s->tally;

    if (t->rows_scanned.sum > s->rows)
        text_addf(b, " (%s scanned)", explain_count(a, t->rows_scanned.sum));
    text_addf(b, ", %s of %s blocks", explain_count(a, t->blocks.sum),
              explain_count(a, s->blocks_total));
    if (s->busiest_over_mean >= UNEVEN)
        text_addf(b, ", busiest slice %.1f x the mean", s->busiest_over_mean);
}

static void add_motion(struct arena *a, struct text_buffer *b,
                       const struct step *s)
{
    const struct tally *const t = &s->tally;

    if (t->rows_moved.sum > 0 || t->bytes_moved.sum > 0)
        text_addf(b, ", moves %s rows, %s", explain_count(a, t->rows_moved.sum),
                  explain_bytes(a, t->bytes_moved.sum));
    if (s->op == OP_HASH && t->hash_bytes > 0)
        text_addf(b, ", hash table %s on a slice",
                  explain_bytes(a, t->hash_bytes));
    if (t->spill_bytes.sum > 0)
        text_addf(b, ", spills %s", explain_bytes(a, t->spill_bytes.sum));
}

/* What the simulation says of the step. */
static const char *work(struct arena *a, const struct step *s)
{
    struct text_buffer b;

    text_buffer_init(&b, a);
    const char *const rows = explain_count(a, s->rows);
    text_addf(&b, "[%s row%s", rows, text_equal(rows, "1") ? "" : "s");
    if (s->op == OP_SCAN)
        add_scan(a, &b, s);
    add_motion(a, &b, s);
    text_addf(&b, ", %s]", explain_seconds(a, s->seconds));
    return text_buffer_text(&b);
}

static int depth(const struct step *s)
{
    int levels = 0;

    for (; s->parent != NULL; s = s->parent)
        levels++;
    return levels;
}

static void add_step(struct printing *p, const struct step *s)
{
    struct arena *const a = p->arena;
    const int indent = LEVEL * depth(s);

    add_blanks(&p->out, indent - ARROW);
    if (indent > 0)
        text_add(&p->out, "->  ");
    text_add(&p->out, heading(a, s));
    if (p->detail == EXPLAIN_ALL)
        text_add(&p->out, costs(a, s));
    text_add(&p->out, "\n");
    if (s->condition != NULL)
        add_lines(p, indent + DETAIL, cleaned(a, s->condition));
    if (p->detail == EXPLAIN_ALL)
        add_lines(p, indent + DETAIL, work(a, s));
}

const char *explain_text(struct arena *a, const struct plan *p,
                         enum explain_detail detail)
{
    struct printing printing = { .arena = a, .detail = detail };

    text_buffer_init(&printing.out, a);
    for (int i = 0; i < p->step_count; i++)
        add_step(&printing, p->steps[i]);
    return text_buffer_text(&printing.out);
}
