#include "sql/sql_constant.h"

#include <math.h>
#include <string.h>

#include "base/text.h"

/* Arguments of a function, evaluated. */
enum { ARGUMENTS_MAX = 4 };

struct call {
    const struct sql_evaluator *e;
    struct sql_constant args[ARGUMENTS_MAX];
    size_t n;
};

static enum constant_state text_result(const char *text, struct sql_constant *c)
{
    *c = (struct sql_constant){ .kind = CONSTANT_TEXT, .text = text };
    return CONSTANT_KNOWN;
}

static enum constant_state number_result(int64_t n, struct sql_constant *c)
{
    *c = (struct sql_constant){ .kind = CONSTANT_NUMBER,
                                .number = { true, n, 0, (double)n } };
    return CONSTANT_KNOWN;
}

static bool is_text(const struct call *f, size_t i)
{
    return i < f->n && f->args[i].kind == CONSTANT_TEXT;
}

static bool is_whole(const struct call *f, size_t i, int64_t *value)
{
    return i < f->n && sql_constant_integer(&f->args[i], value);
}

static bool is_continuation(char c)
{
    return ((unsigned char)c & 0xc0) == 0x80;
}

static int64_t characters(const char *text)
{
    int64_t n = 0;

    for (; *text != '\0'; text++)
        n += !is_continuation(*text);
    return n;
}

/* Characters from..to-1, counted from 0. */
static const char *slice(const struct call *f, const char *text, int64_t from,
                         int64_t to)
{
    const char *begin = text, *end;

    for (int64_t n = 0; *begin != '\0' && n < from; n++)
        do
            begin++;
        while (is_continuation(*begin));
    end = begin;
    for (int64_t n = from > 0 ? from : 0; *end != '\0' && n < to; n++)
        do
            end++;
        while (is_continuation(*end));
    return text_copy_n(f->e->s->scratch, begin, (size_t)(end - begin));
}

static enum constant_state substring(const struct call *f,
                                     struct sql_constant *c)
{
    int64_t start, count = INT32_MAX;

    if (!is_text(f, 0) || !is_whole(f, 1, &start) ||
        (f->n == 3 && !is_whole(f, 2, &count)) || count < 0 ||
        count > INT32_MAX || start < -INT32_MAX || start > INT32_MAX)
        return CONSTANT_UNKNOWN;
    const int64_t from = start - 1, to = from + count;
    return text_result(slice(f, f->args[0].text, from < 0 ? 0 : from, to), c);
}

static enum constant_state left(const struct call *f, struct sql_constant *c)
{
    int64_t count;

    if (!is_text(f, 0) || !is_whole(f, 1, &count) || count < 0)
        return CONSTANT_UNKNOWN;
    return text_result(slice(f, f->args[0].text, 0, count), c);
}

static enum constant_state right(const struct call *f, struct sql_constant *c)
{
    int64_t count;

    if (!is_text(f, 0) || !is_whole(f, 1, &count) || count < 0)
        return CONSTANT_UNKNOWN;
    const int64_t all = characters(f->args[0].text);
    return text_result(
        slice(f, f->args[0].text, count < all ? all - count : 0, all), c);
}

static enum constant_state change_case(const struct call *f, char first,
                                       int shift, struct sql_constant *c)
{
    if (!is_text(f, 0))
        return CONSTANT_UNKNOWN;
    const size_t bytes = strlen(f->args[0].text);
    char *const text = arena_alloc(f->e->s->scratch, bytes + 1);
    for (size_t i = 0; i < bytes; i++) {
        const char letter = f->args[0].text[i];

        text[i] = letter >= first && letter <= first + 25
                      ? (char)(letter + shift)
                      : letter;
    }
    return text_result(text, c);
}

static enum constant_state lower(const struct call *f, struct sql_constant *c)
{
    return change_case(f, 'A', 'a' - 'A', c);
}

static enum constant_state upper(const struct call *f, struct sql_constant *c)
{
    return change_case(f, 'a', 'A' - 'a', c);
}

static enum constant_state trim(const struct call *f, bool at_left,
                                bool at_right, struct sql_constant *c)
{
    if (!is_text(f, 0) || f->n != 1)
        return CONSTANT_UNKNOWN;
    const char *text = f->args[0].text;
    while (at_left && *text == ' ')
        text++;
    size_t bytes = strlen(text);
    while (at_right && bytes > 0 && text[bytes - 1] == ' ')
        bytes--;
    return text_result(text_copy_n(f->e->s->scratch, text, bytes), c);
}

static enum constant_state btrim(const struct call *f, struct sql_constant *c)
{
    return trim(f, true, true, c);
}

static enum constant_state ltrim(const struct call *f, struct sql_constant *c)
{
    return trim(f, true, false, c);
}

static enum constant_state rtrim(const struct call *f, struct sql_constant *c)
{
    return trim(f, false, true, c);
}

static enum constant_state length(const struct call *f, struct sql_constant *c)
{
    if (!is_text(f, 0))
        return CONSTANT_UNKNOWN;
    return number_result(characters(f->args[0].text), c);
}

/* The place of one text in another, from 1; 0 when it is not in it. */
static enum constant_state place(const char *in, const char *what,
                                 struct sql_constant *c)
{
    const char *const at = strstr(in, what);
    int64_t n = 1;

    if (at == NULL)
        return number_result(0, c);
    for (const char *s = in; s < at; s++)
        n += !is_continuation(*s);
    return number_result(n, c);
}

static enum constant_state strpos(const struct call *f, struct sql_constant *c)
{
    if (!is_text(f, 0) || !is_text(f, 1))
        return CONSTANT_UNKNOWN;
    return place(f->args[0].text, f->args[1].text, c);
}

static enum constant_state charindex(const struct call *f,
                                     struct sql_constant *c)
{
    if (!is_text(f, 0) || !is_text(f, 1))
        return CONSTANT_UNKNOWN;
    return place(f->args[1].text, f->args[0].text, c);
}

static enum constant_state concat(const struct call *f, struct sql_constant *c)
{
    if (!is_text(f, 0) || !is_text(f, 1) || f->n != 2)
        return CONSTANT_UNKNOWN;
    return text_result(
        text_format(f->e->s->scratch, "%s%s", f->args[0].text, f->args[1].text),
        c);
}

static enum constant_state mod(const struct call *f, struct sql_constant *c)
{
    if (f->n != 2 || f->args[0].kind != CONSTANT_NUMBER ||
        f->args[1].kind != CONSTANT_NUMBER)
        return CONSTANT_UNKNOWN;
    const struct sql_number a = f->args[0].number, b = f->args[1].number;
    *c = (struct sql_constant){ .kind = CONSTANT_NUMBER };
    return sql_number_apply('%', a, b, &c->number) ? CONSTANT_KNOWN
                                                   : CONSTANT_UNKNOWN;
}

static enum constant_state absolute(const struct call *f,
                                    struct sql_constant *c)
{
    if (f->n != 1 || f->args[0].kind != CONSTANT_NUMBER)
        return CONSTANT_UNKNOWN;
    *c = f->args[0];
    if (c->number.exact && c->number.digits < 0)
        c->number.digits = -c->number.digits;
    c->number.approx = fabs(c->number.approx);
    return CONSTANT_KNOWN;
}

/* floor and ceil of numbers with a point. */
static enum constant_state whole(const struct call *f, bool up,
                                 struct sql_constant *c)
{
    if (f->n != 1 || f->args[0].kind != CONSTANT_NUMBER ||
        !f->args[0].number.exact)
        return CONSTANT_UNKNOWN;
    int64_t n = f->args[0].number.digits, unit = 1;
    for (int i = 0; i < f->args[0].number.scale; i++)
        unit *= 10;
    const int64_t rest = n % unit;
    n /= unit;
    if (up && rest > 0)
        n++;
    if (!up && rest < 0)
        n--;
    return number_result(n, c);
}

static enum constant_state floor_of(const struct call *f,
                                    struct sql_constant *c)
{
    return whole(f, false, c);
}

static enum constant_state ceil_of(const struct call *f, struct sql_constant *c)
{
    return whole(f, true, c);
}

static const struct {
    const char *name;
    enum constant_state (*evaluate)(const struct call *, struct sql_constant *);
} string_functions[] = {
    { "substring", substring },
    { "substr", substring },
    { "left", left },
    { "right", right },
    { "lower", lower },
    { "upper", upper },
    { "btrim", btrim },
    { "trim", btrim },
    { "ltrim", ltrim },
    { "rtrim", rtrim },
    { "len", length },
    { "length", length },
    { "char_length", length },
    { "character_length", length },
    { "strpos", strpos },
    { "position", strpos },
    { "charindex", charindex },
    { "concat", concat },
    { "mod", mod },
    { "abs", absolute },
    { "floor", floor_of },
    { "ceil", ceil_of },
    { "ceiling", ceil_of },
};

/* The first argument that is not NULL. */
static enum constant_state nvl(const struct sql_evaluator *e,
                               const PgQuery__FuncCall *f,
                               struct sql_constant *c)
{
    enum constant_state state = CONSTANT_KNOWN;

    *c = (struct sql_constant){ .kind = CONSTANT_NULL };
    for (size_t i = 0;
         i < f->n_args && state == CONSTANT_KNOWN && c->kind == CONSTANT_NULL;
         i++)
        state = sql_constant_of(e, f->args[i], c);
    return state;
}

enum constant_state sql_string_function(const struct sql_evaluator *e,
                                        const PgQuery__FuncCall *f,
                                        struct sql_constant *c)
{
    const char *const name = sql_function_name(f);
    struct call call = { .e = e, .n = f->n_args };
    size_t which = 0;

    if (strcmp(name, "nvl") == 0)
        return nvl(e, f, c);
    const size_t count = sizeof(string_functions) / sizeof(string_functions[0]);
    while (which < count && strcmp(name, string_functions[which].name) != 0)
        which++;
    if (which == count || f->n_args > ARGUMENTS_MAX)
        return CONSTANT_UNKNOWN;

    for (size_t i = 0; i < f->n_args; i++) {
        const enum constant_state state =
            sql_constant_of(e, f->args[i], &call.args[i]);

        if (state != CONSTANT_KNOWN)
            return state;
        if (call.args[i].kind == CONSTANT_NULL) {
            *c = call.args[i];
            return CONSTANT_KNOWN;
        }
    }
    return string_functions[which].evaluate(&call, c);
}
