#include "cli/pick.h"

#include "base/text.h"
#include "scenario/field.h"

/* Names to choose from. */
struct choice {
    const char *what; /* "design" */
    const char **names;
    int count;
};

static bool refuse(const struct choice *c, const char *wrong,
                   struct faults *faults)
{
    return fault_add(
        faults, (struct where){ .file = NULL }, "no %s '%s'%s", c->what,
        text_quoted(faults->arena, wrong),
        field_suggestion(faults, wrong, c->names, (size_t)c->count));
}

static int index_of(const struct choice *c, const char *name)
{
    for (int i = 0; i < c->count; i++)
        if (text_equal(c->names[i], name))
            return i;
    return -1;
}

/* The places of the picked names, each once; -1 after a fault. */
static int pick_indices(const struct choice *c, const struct option_list *list,
                        int *out, struct faults *faults)
{
    bool good = true;
    int count = 0;

    for (size_t i = 0; i < list->count; i++) {
        const int at = index_of(c, list->items[i]);
        bool again = false;

        if (at < 0) {
            good = refuse(c, list->items[i], faults);
            continue;
        }
        for (int k = 0; k < count; k++)
            again |= out[k] == at;
        if (!again)
            out[count++] = at;
    }
    return good ? count : -1;
}

static bool pick_designs(struct arena *a, struct world *w,
                         const struct option_list *list, struct faults *faults)
{
    struct choice c = { .what = "design", .count = w->design_count };
    int *const indices = ARENA_ARRAY(a, w->design_count, int);

    if (list->count == 0)
        return true;
    c.names = ARENA_ARRAY(a, w->design_count, const char *);
    for (int i = 0; i < w->design_count; i++)
        c.names[i] = w->designs[i]->name;
    const int count = pick_indices(&c, list, indices, faults);
    if (count < 0)
        return false;

    struct design **const picked = ARENA_ARRAY(a, count, struct design *);
    for (int i = 0; i < count; i++)
        picked[i] = w->designs[indices[i]];
    w->designs = picked;
    w->design_count = count;
    return true;
}

static bool pick_queries(struct arena *a, struct world *w,
                         const struct option_list *list, struct faults *faults)
{
    struct choice c = { .what = "query", .count = w->query_count };
    int *const indices = ARENA_ARRAY(a, w->query_count, int);

    if (list->count == 0)
        return true;
    c.names = ARENA_ARRAY(a, w->query_count, const char *);
    for (int i = 0; i < w->query_count; i++)
        c.names[i] = w->queries[i]->name;
    const int count = pick_indices(&c, list, indices, faults);
    if (count < 0)
        return false;

    struct query **const picked = ARENA_ARRAY(a, count, struct query *);
    for (int i = 0; i < count; i++)
        picked[i] = w->queries[indices[i]];
    w->queries = picked;
    w->query_count = count;
    return true;
}

const struct world *pick_world(struct arena *a, const struct world *w,
                               const struct option_list *designs,
                               const struct option_list *queries,
                               struct faults *faults)
{
    struct world *const picked = ARENA_NEW(a, struct world);
    bool good = true;

    *picked = *w;
    good &= pick_designs(a, picked, designs, faults);
    good &= pick_queries(a, picked, queries, faults);
    return good ? picked : NULL;
}

static bool is_picked(const struct option_list *names, const char *name)
{
    for (size_t i = 0; i < names->count; i++)
        if (text_equal(names->items[i], name) ||
            text_equal(names->items[i], "all"))
            return true;
    return false;
}

static bool check_names(const struct frames *from,
                        const struct option_list *names, struct faults *faults)
{
    struct choice c = { .what = "frame", .count = (int)from->count + 1 };
    bool good = true;

    c.names = ARENA_ARRAY(faults->arena, from->count + 1, const char *);
    for (size_t i = 0; i < from->count; i++)
        c.names[i] = from->items[i]->name;
    c.names[from->count] = "all";
    for (size_t i = 0; i < names->count; i++)
        if (index_of(&c, names->items[i]) < 0)
            good = refuse(&c, names->items[i], faults);
    return good;
}

bool pick_frames(const struct frames *from, const struct option_list *names,
                 struct frames *to, struct faults *faults)
{
    if (!check_names(from, names, faults))
        return false;
    *to = *from;
    to->items = ARENA_ARRAY(from->arena, from->count, struct frame *);
    to->count = 0;
    for (size_t i = 0; i < from->count; i++)
        if (is_picked(names, from->items[i]->name))
            to->items[to->count++] = from->items[i];
    to->room = to->count;
    return true;
}

enum exit_status pick_and_print(struct session *s, const struct frames *all,
                                const struct option_list *names,
                                const char **readable, size_t readable_count,
                                enum report_format format)
{
    const struct option_list first = { .items = readable,
                                       .count = readable_count };
    struct frames picked;
    struct faults faults;

    s->lead = readable;
    s->lead_count = readable_count;
    if (names->count == 0 && format != REPORT_TABLE)
        return session_report(s, all, format);
    faults_init(&faults, s->arena);
    if (!pick_frames(all, names->count == 0 ? &first : names, &picked, &faults))
        return session_usage(s, &faults);
    return session_report(s, &picked, format);
}
