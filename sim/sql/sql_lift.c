#include "sql/sql_lift.h"

#include <string.h>

#include "base/text.h"

/* Written with two digits. */
enum { ALIASES_MAX = 100 };

struct lifting {
    struct sql_source *s;
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

/* May the token follow a subquery of FROM that has no alias? */
static bool ends_item(const struct lifting *l, int at)
{
    static const char *const words[] = {
        "where", "group", "having",    "order",  "limit",  "offset",
        "union", "minus", "intersect", "except", "join",   "inner",
        "left",  "right", "full",      "cross",  "natural"
    };

    if (at >= l->end || sql_is_symbol(l->t, at, ')') ||
        sql_is_symbol(l->t, at, ','))
        return true;
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
        if (is_word(l, at, words[i]))
            return true;
    return false;
}

/* Does the comma part the tables of a FROM? */
static bool parts_tables(const struct lifting *l, int at)
{
    static const char *const words[] = { "select", "where", "group", "order",
                                         "having" };
    int depth = 0;

    for (int i = at - 1; i >= 0 && depth >= 0; i--) {
        depth += sql_is_symbol(l->t, i, ')');
        depth -= sql_is_symbol(l->t, i, '(');
        if (depth == 0 && is_word(l, i, "from"))
            return true;
        for (size_t k = 0; k < sizeof(words) / sizeof(words[0]); k++)
            if (depth == 0 && is_word(l, i, words[k]))
                return false;
    }
    return false;
}

/* FROM, JOIN or a comma and ( select ..): Redshift asks for no alias, the parser does.
   What follows AS or a name has one. */
static void lift_alias(const struct lifting *l, int at)
{
    struct sql_source *const s = l->s;
    int first = at + 1;

    while (sql_is_symbol(l->t, first, '('))
        first++;
    if (!is_word(l, first, "select") && !is_word(l, first, "with"))
        return;
    const int after = sql_after_parens(l->t, at + 1, l->end);
    if (!ends_item(l, after) || s->alias_count == ALIASES_MAX)
        return;
    ARENA_GROW(s->scratch, s->aliases, s->alias_count, s->alias_room);
    int place = s->alias_count++;
    for (; place > 0 && s->aliases[place - 1] > l->t->items[after - 1].end;
         place--)
        s->aliases[place] = s->aliases[place - 1];
    s->aliases[place] = l->t->items[after - 1].end;
}

static bool lift_at(const struct lifting *l, int at)
{
    if (sql_is_symbol(l->t, at, '#')) {
        l->copy[l->t->items[at].start] = '_';
    } else if (is_word(l, at, "top") && is_word(l, at - 1, "select")) {
        return lift_top(l, at);
    } else if (is_word(l, at, "minus")) {
        lift_minus(l, at);
    } else if (at + 1 < l->end && sql_is_symbol(l->t, at + 1, '(') &&
               (is_word(l, at, "from") || is_word(l, at, "join") ||
                (sql_is_symbol(l->t, at, ',') && parts_tables(l, at)))) {
        lift_alias(l, at);
    } else if (is_word(l, at, "approximate") && at + 2 < l->end &&
               l->t->items[at + 1].kind == SQL_WORD &&
               sql_is_symbol(l->t, at + 2, '(')) {
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

bool sql_lift(struct sql_source *s, const struct sql_tokens *t,
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
