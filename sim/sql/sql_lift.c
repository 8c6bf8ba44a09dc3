#include "sql/sql_lift.h"

#include <string.h>

#include "base/text.h"

struct lifting {
    const struct sql_source *s;
    const struct sql_tokens *t;
    int end;
    char *copy;
    struct sql_lifts *lifts;
};

static bool is_word(const struct lifting *l, int at, const char *word)
{
    return at < l->end && sql_is_word(l->s, l->t, at, word);
}

static void blank(const struct lifting *l, int first, int end)
{
    sql_blank(l->t, first, end, l->copy);
}

/* The digits of a token; -1 when they are none or too many. */
static int64_t rows_of(const struct lifting *l, int at)
{
    const char *const text = sql_token_text(l->s, &l->t->items[at]);
    int64_t rows = 0;

    if (strlen(text) > 18 || strspn(text, "0123456789") != strlen(text))
        return -1;
    for (const char *c = text; *c != '\0'; c++)
        rows = rows * 10 + *c - '0';
    return rows;
}

/* SELECT TOP n, or TOP (n); a column may be called top as well. */
static bool lift_top(const struct lifting *l, int at)
{
    const bool parens = sql_is_symbol(l->t, at + 1, '(');
    const int number = at + 1 + parens;
    int next = number + 1 + parens;

    if (number >= l->end || l->t->items[number].kind != SQL_NUMBER)
        return true;
    const int64_t rows = rows_of(l, number);
    if (rows < 0 || next >= l->end)
        return sql_fault(l->s, l->t->items[number].start,
                         "'top' must be a whole number of rows");
    blank(l, at, next);
    if (is_word(l, next, "distinct") || is_word(l, next, "all"))
        next++;
    if (next >= l->end)
        return true; /* the parser will say what is missing */

    struct sql_lifts *const lifts = l->lifts;
    ARENA_GROW(l->s->scratch, lifts->tops, lifts->top_count, lifts->top_room);
    lifts->tops[lifts->top_count++] =
        (struct sql_top){ l->t->items[next].start, rows };
    return true;
}

/* The first target of the SELECT at or behind `at`; the end without one. */
static int first_target(const struct lifting *l, int at)
{
    while (at < l->end && sql_is_symbol(l->t, at, '('))
        at++;
    if (!is_word(l, at, "select"))
        return l->end;
    at++;
    if (is_word(l, at, "top") && at + 1 < l->end &&
        l->t->items[at + 1].kind == SQL_NUMBER)
        at += 2;
    return is_word(l, at, "distinct") || is_word(l, at, "all") ? at + 1 : at;
}

/* EXCEPT is longer than MINUS; UNION is not. */
static void lift_minus(const struct lifting *l, int at)
{
    static const char as_long[] = "union";
    const int target = first_target(l, at + 1);
    struct sql_lifts *const lifts = l->lifts;

    if (target >= l->end)
        return;
    memcpy(l->copy + l->t->items[at].start, as_long, sizeof(as_long) - 1);
    ARENA_GROW(l->s->scratch, lifts->minuses, lifts->minus_count,
               lifts->minus_room);
    lifts->minuses[lifts->minus_count++] = l->t->items[target].start;
}

/* DAY (3) after the text of an interval: its precision. */
static void lift_precision(const struct lifting *l, int at)
{
    if (at + 4 < l->end && l->t->items[at + 1].kind == SQL_STRING &&
        l->t->items[at + 2].kind == SQL_WORD &&
        sql_is_symbol(l->t, at + 3, '(') &&
        l->t->items[at + 4].kind == SQL_NUMBER &&
        sql_is_symbol(l->t, at + 5, ')'))
        blank(l, at + 3, at + 6);
}

static bool lift_at(const struct lifting *l, int at)
{
    if (sql_is_symbol(l->t, at, '#')) {
        l->copy[l->t->items[at].start] = '_';
    } else if (is_word(l, at, "top") && is_word(l, at - 1, "select")) {
        return lift_top(l, at);
    } else if (is_word(l, at, "minus")) {
        lift_minus(l, at);
    } else if (is_word(l, at, "approximate") && is_word(l, at + 1, "count")) {
        blank(l, at, at + 1);
        l->lifts->approximate = true;
    } else if ((is_word(l, at, "ignore") || is_word(l, at, "respect")) &&
               is_word(l, at + 1, "nulls")) {
        blank(l, at, at + 2);
        l->lifts->nulls = true;
    } else if (is_word(l, at, "listagg") && sql_is_symbol(l->t, at + 1, '(') &&
               is_word(l, at + 2, "distinct")) {
        blank(l, at + 2, at + 3);
        l->lifts->distinct = true;
    } else if (is_word(l, at, "interval")) {
        lift_precision(l, at);
    } else if (is_word(l, at, "max") && sql_is_symbol(l->t, at - 1, '(') &&
               sql_is_symbol(l->t, at + 1, ')') && at + 1 < l->end) {
        blank(l, at - 1, at + 2);
    }
    return true;
}

bool sql_lift(const struct sql_source *s, const struct sql_tokens *t,
              struct sql_statement statement, char *copy,
              struct sql_lifts *lifts)
{
    const struct lifting l = { s, t, statement.end, copy, lifts };
    bool ok = true;

    for (int at = statement.first; at < statement.end; at++)
        ok = lift_at(&l, at) && ok;
    return ok;
}

int64_t sql_top_of(const struct sql_lifts *lifts, size_t target)
{
    for (int i = 0; i < lifts->top_count; i++)
        if (lifts->tops[i].target == target)
            return lifts->tops[i].rows;
    return -1;
}

bool sql_is_minus(const struct sql_lifts *lifts, size_t target)
{
    for (int i = 0; i < lifts->minus_count; i++)
        if (lifts->minuses[i] == target)
            return true;
    return false;
}
