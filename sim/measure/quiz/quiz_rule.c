/* What textbooks say, applied to the choices of a question. */
#include "measure/quiz/quiz.h"

const char *const quiz_rule_names[QUIZ_RULES] = {
    [QUIZ_PRIMARY_KEY] = "distkey on the primary key",
    [QUIZ_LARGEST_DIMENSION] = "distkey on the largest dimension",
    [QUIZ_DATE_SORT] = "sort on the date",
};

/* The table that refers to others and has most rows; -1 without one. */
static int fact_table(const struct world *w)
{
    int fact = -1;

    for (int t = 0; t < w->catalog.table_count; t++)
        if (fact < 0 ||
            w->catalog.tables[t].rows > w->catalog.tables[fact].rows)
            fact = t;
    return fact;
}

/* The table that the column's values come from; -1 for none. */
static int parent_of(const struct table *t, int column)
{
    const struct column *const c = &t->columns[column];

    if (c->law != NULL && law_has_parent(c->law))
        return c->law->table;
    return c->parent_table;
}

/* The option of a distribution choice that keys by this column; -1. */
static int option_keyed(const struct choice *c, int column)
{
    for (int o = 0; o < c->option_count; o++)
        if (c->options[o].diststyle == DIST_KEY &&
            c->options[o].distkey == column)
            return o;
    return -1;
}

static bool key_by(const struct quiz *q, int table, int column, int *answer)
{
    for (int i = 0; i < q->choices->count; i++) {
        const struct choice *const c = &q->choices->items[i];
        const int o = c->kind == CHOICE_DISTRIBUTION && c->table == table
                          ? option_keyed(c, column)
                          : -1;
        if (o < 0)
            continue;
        answer[i] = o;
        return true;
    }
    return false;
}

static bool primary_keys(const struct quiz *q, int *answer)
{
    bool any = false;

    for (int t = 0; t < q->world->catalog.table_count; t++) {
        const struct table *const table = &q->world->catalog.tables[t];
        for (int c = 0; c < table->column_count; c++)
            if (table->columns[c].primary && key_by(q, t, c, answer)) {
                any = true;
                break;
            }
    }
    return any;
}

static bool largest_dimension(const struct quiz *q, int *answer)
{
    const struct catalog *const c = &q->world->catalog;
    const int fact = fact_table(q->world);
    int column = -1, parent = -1;

    for (int i = 0; fact >= 0 && i < c->tables[fact].column_count; i++) {
        const int p = parent_of(&c->tables[fact], i);
        if (p < 0 || p == fact ||
            (parent >= 0 && c->tables[p].rows <= c->tables[parent].rows))
            continue;
        column = i;
        parent = p;
    }
    if (column < 0 || !key_by(q, fact, column, answer))
        return false;
    const struct column *const key = &c->tables[fact].columns[column];
    const int to = key->law != NULL && law_has_parent(key->law)
                       ? key->law->column
                       : key->parent_column;
    key_by(q, parent, to, answer);
    return true;
}

static bool is_date(struct type t)
{
    return t.kind == TYPE_DATE || t.kind == TYPE_TIMESTAMP ||
           t.kind == TYPE_TIMESTAMPTZ;
}

static bool date_sort(const struct quiz *q, int *answer)
{
    const int fact = fact_table(q->world);

    for (int i = 0; i < q->choices->count; i++) {
        const struct choice *const c = &q->choices->items[i];
        for (int o = 0; c->kind == CHOICE_SORTKEY && c->table == fact &&
                        o < c->option_count;
             o++) {
            const struct choice_option *const option = &c->options[o];
            const struct table *const t = &q->world->catalog.tables[c->table];
            if (option->sort != SORT_COMPOUND || option->sortkey_count != 1 ||
                !is_date(t->columns[option->sortkeys[0]].type))
                continue;
            answer[i] = o;
            return true;
        }
    }
    return false;
}

bool quiz_rule(const struct quiz *q, enum quiz_rule rule, int *answer)
{
    for (int i = 0; i < q->choices->count; i++)
        answer[i] = q->naive[i];
    switch (rule) {
    case QUIZ_PRIMARY_KEY:
        return primary_keys(q, answer);
    case QUIZ_LARGEST_DIMENSION:
        return largest_dimension(q, answer);
    case QUIZ_DATE_SORT:
        return date_sort(q, answer);
    case QUIZ_RULES:
        break;
    }
    return false;
}
