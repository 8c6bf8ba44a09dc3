#include "scenario/law/law_asks.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/units.h"
#include "world/day.h"
#include "world/value/value.h"

static const struct column *column_of(const struct world *w,
                                      const struct law_ask *ask)
{
    return &w->catalog.tables[ask->table].columns[ask->column];
}

/* A law by type alone: neither given, nor a key, nor of a parent's keys. */
static bool is_assumed(const struct column *c)
{
    return !c->law_given && c->law != NULL && c->law->kind == LAW_UNIFORM;
}

/* Does the law hold what is asked for? What cannot be compared is no wish. */
static bool is_met(const struct column *c, const struct query_ask *ask)
{
    int64_t code, lo, hi;
    bool exact;

    if (ask->begins && form_prefix(&c->form, ask->text, &lo, &hi))
        return lo <= hi;
    if (!value_parse(c, ask->text, &code, &exact))
        return true;
    law_range(c->law, &lo, &hi);
    return (exact || !type_is_string(c->type)) && lo <= code && code <= hi;
}

static void add(struct arena *a, struct law_asks *asks, struct law_ask ask)
{
    ARENA_GROW(a, asks->items, asks->count, asks->room);
    asks->items[asks->count++] = ask;
}

/* Which column of the catalog is it? */
static bool place_of(const struct catalog *c, const struct column *column,
                     struct law_ask *ask)
{
    const uintptr_t at = (uintptr_t)column;

    for (int t = 0; t < c->table_count; t++) {
        const struct table *const of = &c->tables[t];

        if (at < (uintptr_t)of->columns ||
            at >= (uintptr_t)(of->columns + of->column_count))
            continue;
        ask->table = t;
        ask->column = (int)(column - of->columns);
        return true;
    }
    return false;
}

bool law_asks_unmet(struct arena *a, const struct world *w,
                    struct law_asks *asks)
{
    bool unmet = false;

    *asks = (struct law_asks){ 0 };
    for (int q = 0; q < w->query_count; q++)
        for (int i = 0; i < w->queries[q]->ask_count; i++) {
            const struct query_ask *const ask = &w->queries[q]->asks[i];
            struct law_ask placed = { .text = ask->text };

            if (!is_assumed(ask->column) ||
                !place_of(&w->catalog, ask->column, &placed))
                continue;
            unmet |= !is_met(ask->column, ask);
            add(a, asks, placed);
        }
    return unmet;
}

static bool of_column(const struct law_ask *ask, int table, int column)
{
    return ask->table == table && ask->column == column;
}

static bool has_days(const struct column *c)
{
    return c->type.kind == TYPE_DATE || c->type.kind == TYPE_TIMESTAMP ||
           c->type.kind == TYPE_TIMESTAMPTZ;
}

static void widen(bool *any, int64_t value, int64_t *lo, int64_t *hi)
{
    *lo = !*any || value < *lo ? value : *lo;
    *hi = !*any || value > *hi ? value : *hi;
    *any = true;
}

bool law_asks_years(const struct law_asks *asks, const struct world *w,
                    int64_t *first, int64_t *last)
{
    bool any = false;

    for (size_t i = 0; asks != NULL && i < asks->count; i++) {
        const struct column *const c = column_of(w, &asks->items[i]);
        int64_t code;
        bool exact;

        if (!has_days(c) || !value_parse(c, asks->items[i].text, &code, &exact))
            continue;
        if (c->type.kind != TYPE_DATE)
            code = code / US_PER_DAY - (code % US_PER_DAY < 0);
        widen(&any, day_date(code).year, first, last);
    }
    return any;
}

bool law_asks_range(const struct law_asks *asks, const struct world *w,
                    int table, int column, int64_t *lo, int64_t *hi)
{
    bool any = false;

    for (size_t i = 0; asks != NULL && i < asks->count; i++) {
        const struct law_ask *const ask = &asks->items[i];
        int64_t code;
        bool exact;

        if (of_column(ask, table, column) &&
            value_parse(column_of(w, ask), ask->text, &code, &exact))
            widen(&any, code, lo, hi);
    }
    return any;
}

static int compare_texts(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Sorted, each text once. */
static int64_t unique(const char **items, int64_t count)
{
    int64_t kept = 0;

    qsort(items, (size_t)count, sizeof(*items), compare_texts);
    for (int64_t i = 0; i < count; i++)
        if (i == 0 || strcmp(items[i], items[kept - 1]) != 0)
            items[kept++] = items[i];
    return kept;
}

bool law_asks_texts(const struct law_asks *asks, const struct world *w,
                    int table, int column, struct form *form)
{
    const struct column *const c = &w->catalog.tables[table].columns[column];
    const int64_t asked = asks == NULL ? 0 : (int64_t)asks->count;
    const char **const items =
        ARENA_ARRAY(w->arena, form->distinct + asked, const char *);
    char text[FORM_TEXT_MAX + 1];
    int64_t count = 0;

    for (size_t i = 0; asks != NULL && i < asks->count; i++)
        if (of_column(&asks->items[i], table, column) &&
            strlen(asks->items[i].text) <= (size_t)c->type.length)
            items[count++] = asks->items[i].text;
    if (count == 0)
        return false;
    for (int64_t code = 0; count < form->distinct; code++) {
        const size_t bytes = form_text(form, code, text);

        items[count++] = text_copy_n(w->arena, text, bytes);
    }
    *form = (struct form){ .kind = FORM_LIST, .items = items, .ordered = true };
    form->count = unique(items, count);
    return true;
}
