#include "scenario/circle.h"

#include "base/text.h"
#include "scenario/law/law_value.h"

/* Longer circles are cut in the middle. */
enum { STEPS_SHOWN = 8 };

const char *circle_text(struct arena *a, const struct catalog *c,
                        const struct circle_step *steps, int count)
{
    struct text_buffer b;

    text_buffer_init(&b, a);
    for (int i = 0; i < count; i++) {
        if (i == STEPS_SHOWN && count > STEPS_SHOWN + 1) {
            text_add(&b, "... -> ");
            break;
        }
        text_addf(&b, "%s -> ",
                  law_column_text(a, c, steps[i].table, steps[i].column));
    }
    text_add(&b, law_column_text(a, c, steps[0].table, steps[0].column));
    return text_buffer_text(&b);
}

/* A search in depth over the tables, with its own stack. */
struct search {
    const struct world *world;
    circle_place *place;
    void *context;
    struct faults *faults;
    int *mark;                 /* per table: 0 new, 1 on the stack, 2 done */
    struct circle_step *stack; /* the column is the next one to follow */
    int depth;
    bool good;
};

/* The foreign keys on the stack from `table` on, as steps. */
static void report(struct search *s, int table)
{
    int first = 0;

    while (s->stack[first].table != table)
        first++;
    /* Each step has moved on beyond the column that it followed. */
    struct arena *const a = s->faults->arena;
    const int count = s->depth - first;
    struct circle_step *const steps = ARENA_ARRAY(a, count, struct circle_step);
    for (int i = 0; i < count; i++)
        steps[i] = (struct circle_step){ s->stack[first + i].table,
                                         s->stack[first + i].column - 1 };
    const struct circle_step last = steps[count - 1];
    s->good =
        fault_add(s->faults, s->place(s->context, last.table, last.column),
                  "tables refer to each other in a circle: %s",
                  circle_text(a, &s->world->catalog, steps, count));
}

static void visit(struct search *s, int table)
{
    if (s->mark[table] == 1)
        report(s, table);
    if (s->mark[table] != 0)
        return;
    s->mark[table] = 1;
    s->stack[s->depth++] = (struct circle_step){ table, 0 };
}

/* Follow the next foreign key of the table on top, or be done with it. */
static void step(struct search *s)
{
    struct circle_step *const top = &s->stack[s->depth - 1];
    const struct table *const t = &s->world->catalog.tables[top->table];

    if (top->column == t->column_count + t->virtual_count) {
        s->mark[top->table] = 2;
        s->depth--;
        return;
    }
    const struct law *const law = t->columns[top->column++].law;
    if (law_has_parent(law) && law->table != top->table)
        visit(s, law->table);
}

bool circle_check_tables(const struct world *w, circle_place *place,
                         void *context, struct faults *faults)
{
    const int count = w->catalog.table_count;
    struct search s = { .world = w,
                        .place = place,
                        .context = context,
                        .faults = faults,
                        .mark = ARENA_ARRAY(w->arena, count, int),
                        .stack =
                            ARENA_ARRAY(w->arena, count, struct circle_step),
                        .good = true };

    for (int i = 0; i < count; i++) {
        visit(&s, i);
        while (s.depth > 0)
            step(&s);
    }
    return s.good;
}
