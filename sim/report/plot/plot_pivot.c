#include "report/plot/plot_pivot.h"

#include <math.h>
#include <string.h>

#include "base/text.h"
#include "report/numeral.h"

void plot_names_init(struct plot_names *n, struct arena *a)
{
    *n = (struct plot_names){ .arena = a };
}

/* The slot of `text`, or the free one where it would go. */
static size_t *find_slot(const struct plot_names *n, const char *text)
{
    size_t at = (size_t)text_hash(text) & (n->slot_count - 1);

    while (n->slots[at] != 0 && !text_equal(n->items[n->slots[at] - 1], text))
        at = (at + 1) & (n->slot_count - 1);
    return &n->slots[at];
}

/* A power of two, at least twice the texts: probes stay short. */
static void grow_slots(struct plot_names *n)
{
    n->slot_count = n->slot_count == 0 ? 64 : 2 * n->slot_count;
    n->slots = ARENA_ARRAY(n->arena, n->slot_count, size_t);
    for (size_t i = 0; i < n->count; i++)
        *find_slot(n, n->items[i]) = i + 1;
}

size_t plot_names_index(struct plot_names *n, const char *text)
{
    if (2 * (n->count + 1) > n->slot_count)
        grow_slots(n);

    size_t *const slot = find_slot(n, text);
    if (*slot == 0) {
        ARENA_GROW(n->arena, n->items, n->count, n->room);
        n->items[n->count++] = text_copy(n->arena, text);
        *slot = n->count;
    }
    return *slot - 1;
}

double plot_value(const struct frame *f, size_t row, size_t column)
{
    const struct cell *const c = frame_cell(f, row, column);
    double value = 0;

    if (c->null)
        return 0;
    if (f->columns[column].type == CELL_COUNT)
        value = (double)c->count;
    else if (f->columns[column].type == CELL_NUMBER)
        value = c->number;
    return isfinite(value) && value > 0 ? value : 0;
}

const char *plot_label(struct arena *a, const struct frame *f, size_t row,
                       size_t column)
{
    const struct cell *const c = frame_cell(f, row, column);

    if (c->null)
        return "-";
    if (f->columns[column].type == CELL_TEXT)
        return c->text;
    if (f->columns[column].type == CELL_COUNT)
        return text_grouped(a, c->count);
    return numeral_rounded(a, c->number);
}

void plot_collect_designs(struct plot_names *designs, const struct frame *f)
{
    const size_t column = frame_column_index(f, "design");

    for (size_t row = 0; row < f->row_count; row++)
        plot_names_index(designs, plot_label(designs->arena, f, row, column));
}

static size_t group_of(struct plot_pivot *p, const struct frame *f, size_t row,
                       const struct plot_source *source)
{
    struct arena *const a = p->groups.arena;
    const char *name =
        plot_label(a, f, row, frame_column_index(f, source->groups[0]));

    if (source->groups[1] != NULL)
        name = text_format(
            a, "%s%s%s", name, source->between,
            plot_label(a, f, row, frame_column_index(f, source->groups[1])));
    return plot_names_index(&p->groups, name);
}

static void add_row(struct plot_cell *c, struct arena *a, const struct frame *f,
                    size_t row, const struct plot_source *source)
{
    for (size_t i = 0; i < PLOT_VALUES && source->values[i] != NULL; i++)
        c->values[i] +=
            plot_value(f, row, frame_column_index(f, source->values[i]));
    if (!c->present)
        c->note =
            source->note == NULL
                ? ""
                : plot_label(a, f, row, frame_column_index(f, source->note));
    c->present = true;
}

struct plot_pivot plot_pivot_of(struct arena *a, const struct frame *f,
                                struct plot_names *designs,
                                const struct plot_source *source)
{
    const size_t design_column = frame_column_index(f, "design");
    size_t *const groups = ARENA_ARRAY(a, f->row_count, size_t);
    struct plot_pivot p;

    plot_names_init(&p.groups, a);
    plot_collect_designs(designs, f);
    for (size_t row = 0; row < f->row_count; row++)
        groups[row] = group_of(&p, f, row, source);

    p.design_count = designs->count;
    p.cells = arena_array(a, p.groups.count * p.design_count,
                          sizeof(struct plot_cell));
    for (size_t row = 0; row < f->row_count; row++) {
        const size_t design =
            plot_names_index(designs, plot_label(a, f, row, design_column));

        add_row(&p.cells[groups[row] * p.design_count + design], a, f, row,
                source);
    }
    return p;
}
