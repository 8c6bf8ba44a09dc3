#include "gallery/gallery.h"

#include <string.h>

#include "base/text.h"
#include "world/history.h"

#define EXHIBIT_ADDRESS(name) &exhibit_##name,

static const struct exhibit *const exhibits[] = { EXHIBITS(EXHIBIT_ADDRESS) };

size_t gallery_count(void)
{
    return sizeof(exhibits) / sizeof(exhibits[0]);
}

const struct exhibit *gallery_at(size_t i)
{
    return exhibits[i];
}

const struct exhibit *gallery_find(const char *name)
{
    for (size_t i = 0; i < gallery_count(); i++)
        if (text_equal(exhibits[i]->chart.name, name))
            return exhibits[i];
    return NULL;
}

static bool has_design(const struct world *w, const char *name)
{
    for (int i = 0; i < w->design_count; i++)
        if (text_equal(w->designs[i]->name, name))
            return true;
    return false;
}

static bool has_query(const struct world *w, const char *name)
{
    for (int i = 0; i < w->query_count; i++)
        if (text_equal(w->queries[i]->name, name))
            return true;
    return false;
}

static bool has_class(const struct world *w, const char *name)
{
    for (int i = 0; i < w->workload.class_count; i++)
        if (text_equal(w->workload.classes[i].name, name))
            return true;
    return false;
}

static bool has_queues(const struct world *w, const char *name)
{
    for (int i = 0; i < w->wlm_count; i++)
        if (text_equal(w->wlm[i].name, name) && !w->wlm[i].automatic)
            return true;
    return false;
}

/* "table" or "table.column" */
static bool has_column(struct arena *a, const struct world *w, const char *name)
{
    const size_t bytes = strcspn(name, ".");
    const int table = catalog_table(&w->catalog, text_copy_n(a, name, bytes));

    return table >= 0 &&
           (name[bytes] == '\0' ||
            table_column(&w->catalog.tables[table], name + bytes + 1) >= 0);
}

/* "vacuum.table": does the history do this with it? */
static bool has_operation(struct arena *a, const struct world *w,
                          const char *name)
{
    const size_t bytes = strcspn(name, ".");
    const char *const kind = text_copy_n(a, name, bytes);
    const int table = catalog_table(&w->catalog, name + bytes + 1);

    for (int i = 0; w->history != NULL && i < w->history->operation_count; i++)
        if (w->history->operations[i].table == table &&
            text_equal(operation_name(w->history->operations[i].kind), kind))
            return true;
    return false;
}

static bool has(struct arena *a, const struct world *w, const char *need)
{
    const char *const name = need + strcspn(need, ":");

    if (text_starts(need, "design:"))
        return has_design(w, name + 1);
    if (text_starts(need, "query:"))
        return has_query(w, name + 1);
    if (text_starts(need, "class:"))
        return has_class(w, name + 1);
    if (text_starts(need, "queues:"))
        return has_queues(w, name + 1);
    if (text_starts(need, "history:"))
        return has_operation(a, w, name + 1);
    return has_column(a, w, need);
}

bool gallery_measure(const struct exhibit *e, const struct world *w,
                     struct frames *out, struct faults *faults)
{
    const size_t before = faults->count;

    for (size_t i = 0; e->needs != NULL && e->needs[i] != NULL; i++)
        if (!has(faults->arena, w, e->needs[i]))
            fault_add(faults, (struct where){ .file = w->source },
                      "the picture '%s' shows '%s', which the scenario lacks",
                      e->chart.name, e->needs[i]);
    if (faults->count > before || !e->measure(e, w, out, faults))
        return false;
    if (frames_find(out, e->chart.name)->row_count == 0)
        fault_add(faults, (struct where){ .file = w->source },
                  "the picture '%s' has nothing to show of this scenario",
                  e->chart.name);
    return faults->count == before;
}

static const struct frame_column columns[] = {
    { "name", "", "What `starslice plot` calls it", CELL_TEXT, 0 },
    { "title", "", "What is seen", CELL_TEXT, 0 },
    { "lesson", "", "What follows from it", CELL_TEXT, 0 },
    { "scenario", "", "Whose numbers they are; empty: a model's", CELL_TEXT,
      0 },
    { "about", "", "Where the numbers come from", CELL_TEXT, 0 },
    { "measured", "", "Source of measured points", CELL_TEXT, 0 },
};

void gallery_frame(struct frames *out)
{
    struct frame *const f =
        frame_begin(out, "gallery", "The teaching pictures", columns,
                    sizeof(columns) / sizeof(columns[0]));

    for (size_t i = 0; i < gallery_count(); i++) {
        const struct exhibit *const e = exhibits[i];

        frame_row(f);
        frame_text(f, e->chart.name);
        frame_text(f, e->chart.title);
        frame_text(f, e->chart.lesson);
        if (e->scenario == NULL)
            frame_null(f);
        else
            frame_text(f, e->scenario);
        frame_text(f, e->chart.about);
        frame_text(f, e->chart.source);
    }
}
