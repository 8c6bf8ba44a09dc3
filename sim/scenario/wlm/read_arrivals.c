#include "scenario/wlm/read_arrivals.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/units.h"
#include "scenario/wlm/read_workload.h"

struct arrivals_settings {
    double per_hour, cv, every_s, start_s;
    const struct tree_node *bursts, *hours, *weekdays, *spike, *at, *trace;
};

#define NODE_OF(type_, member_, shape_, meaning_, example_)                    \
    {                                                                          \
        .name = #member_, .type = FIELD_NODE,                                  \
        .offset = offsetof(struct type_, member_), .shape = (shape_),          \
        .meaning = (meaning_), .example = (example_)                           \
    }

static const struct field arrivals_fields[] = {
    { .name = "per_hour",
      .type = FIELD_NUMBER,
      .offset = offsetof(struct arrivals_settings, per_hour),
      .min = 0,
      .max = 1e8,
      .fallback = "0",
      .meaning = "Mean number of queries in an hour.",
      .example = "120" },
    { .name = "cv",
      .type = FIELD_NUMBER,
      .offset = offsetof(struct arrivals_settings, cv),
      .min = 0,
      .max = 20,
      .fallback = "1",
      .meaning = "Coefficient of variation of the gaps: 0 a clock, 1 at "
                 "random (Poisson), more in clumps.",
      .example = "1" },
    { .name = "every",
      .type = FIELD_NUMBER,
      .quantity = QUANTITY_SECONDS,
      .offset = offsetof(struct arrivals_settings, every_s),
      .min = 0,
      .max = 1e9,
      .fallback = "0",
      .meaning = "Instead of a rate: one query each time so much has passed.",
      .example = "1 h" },
    { .name = "start",
      .type = FIELD_NUMBER,
      .quantity = QUANTITY_SECONDS,
      .offset = offsetof(struct arrivals_settings, start_s),
      .min = 0,
      .max = 604800,
      .fallback = "0",
      .meaning = "Time since Monday 0:00 at which the simulation begins, for "
                 "'hours' and 'weekdays'.",
      .example = "8 h" },
    NODE_OF(arrivals_settings, bursts, "a mapping",
            "Times of more queries, at random; the mean stays.",
            "{factor: 10, lasts: 2 min, every: 30 min}"),
    NODE_OF(arrivals_settings, hours, "24 numbers",
            "Relative rate of each hour of the day, from 0:00.",
            "[1, 1, 1, 1, 1, 2, 4, 8, 9, 9, 8, 7, 7, 8, 8, 8, 7, 6, 4, 3, 2, "
            "1, 1, 1]"),
    NODE_OF(arrivals_settings, weekdays, "7 numbers",
            "Relative rate of each day of the week, from Monday.",
            "[5, 5, 5, 5, 4, 1, 1]"),
    NODE_OF(arrivals_settings, spike, "a mapping",
            "A time of more queries, once; on top of the mean.",
            "{at: 4 h, lasts: 2 h, factor: 10}"),
    NODE_OF(arrivals_settings, at, "a list of times",
            "Instead of a rate: these times since the beginning.",
            "[0 s, 10 min, 1 h]"),
    NODE_OF(arrivals_settings, trace, "a file",
            "Instead of a rate: a CSV file with the columns time_s and query.",
            "trace.csv"),
};

static const struct section arrivals_section =
    SECTION("workload.classes.NAME.arrivals", arrivals_fields);

struct burst_settings {
    double factor, lasts_s, every_s;
};

static const struct field burst_fields[] = {
    { .name = "factor",
      .type = FIELD_NUMBER,
      .offset = offsetof(struct burst_settings, factor),
      .min = 1,
      .max = 1e6,
      .required = true,
      .meaning = "Rate within a burst over that between them.",
      .example = "10" },
    { .name = "lasts",
      .type = FIELD_NUMBER,
      .quantity = QUANTITY_SECONDS,
      .offset = offsetof(struct burst_settings, lasts_s),
      .min = 0.001,
      .max = 1e8,
      .required = true,
      .meaning = "Mean length of a burst.",
      .example = "2 min" },
    { .name = "every",
      .type = FIELD_NUMBER,
      .quantity = QUANTITY_SECONDS,
      .offset = offsetof(struct burst_settings, every_s),
      .min = 0.002,
      .max = 1e8,
      .required = true,
      .meaning = "Mean time from one burst's beginning to the next.",
      .example = "30 min" },
};

static const struct section burst_section =
    SECTION("workload.classes.NAME.arrivals.bursts", burst_fields);

struct spike_settings {
    double at_s, lasts_s, factor;
};

static const struct field spike_fields[] = {
    { .name = "at",
      .type = FIELD_NUMBER,
      .quantity = QUANTITY_SECONDS,
      .offset = offsetof(struct spike_settings, at_s),
      .min = 0,
      .max = 1e8,
      .required = true,
      .meaning = "When it begins, after the simulation's beginning.",
      .example = "4 h" },
    { .name = "lasts",
      .type = FIELD_NUMBER,
      .quantity = QUANTITY_SECONDS,
      .offset = offsetof(struct spike_settings, lasts_s),
      .min = 0.001,
      .max = 1e8,
      .required = true,
      .meaning = "How long it lasts.",
      .example = "2 h" },
    { .name = "factor",
      .type = FIELD_NUMBER,
      .offset = offsetof(struct spike_settings, factor),
      .min = 0,
      .max = 1e6,
      .fallback = "10",
      .meaning = "How many times the rate.",
      .example = "10" },
};

static const struct section spike_section =
    SECTION("workload.classes.NAME.arrivals.spike", spike_fields);

int workload_query(const struct world *w, const char *name,
                   const struct tree_node *n, struct faults *faults)
{
    const char **const names =
        ARENA_ARRAY(faults->arena, w->query_count, const char *);

    for (int i = 0; i < w->query_count; i++) {
        if (text_equal(w->queries[i]->name, name))
            return i;
        names[i] = w->queries[i]->name;
    }
    tree_fault(n, faults, "no query '%s' in 'queries'%s",
               text_quoted(faults->arena, name),
               field_suggestion(faults, name, names, (size_t)w->query_count));
    return -1;
}

/* Factors whose mean is 1, from relative ones. */
static bool read_factors(const struct tree_node *n, double *factors,
                         size_t count, struct faults *faults)
{
    double sum = 0;
    const char *why;

    if (n->kind != TREE_LIST || n->count != count)
        return tree_fault(n, faults, "a list of %zu numbers is expected here",
                          count);
    for (size_t i = 0; i < count; i++) {
        const struct tree_node *const item = n->items[i];
        if (item->kind != TREE_SCALAR ||
            !quantity_number(item->text, QUANTITY_PLAIN, &factors[i], &why) ||
            factors[i] < 0 || factors[i] > 1e9)
            return tree_fault(item, faults,
                              "a number from 0 to 1e9 is expected here");
        sum += factors[i];
    }
    if (sum <= 0)
        return tree_fault(n, faults, "one of the numbers must be above 0");
    for (size_t i = 0; i < count; i++)
        factors[i] *= (double)count / sum;
    return true;
}

static bool read_profile(struct workload_class *c,
                         const struct arrivals_settings *s,
                         struct faults *faults)
{
    struct wlm_arrivals *const a = &c->arrivals;
    bool good = true;

    for (int i = 0; i < 24; i++)
        a->hour_factor[i] = 1;
    for (int i = 0; i < 7; i++)
        a->weekday_factor[i] = 1;
    if (s->hours != NULL)
        good &= read_factors(s->hours, a->hour_factor, 24, faults);
    if (s->weekdays != NULL)
        good &= read_factors(s->weekdays, a->weekday_factor, 7, faults);
    a->profiled = s->hours != NULL || s->weekdays != NULL;
    return good;
}

static bool read_bursts(struct wlm_arrivals *a, const struct tree_node *n,
                        struct faults *faults)
{
    struct burst_settings b = { 0 };

    if (n == NULL)
        return true;
    if (!field_read(&burst_section, n, n, &b, faults))
        return false;
    if (b.every_s <= b.lasts_s)
        return tree_fault(n, faults,
                          "bursts that last as long as the time between their "
                          "beginnings never end; 'every' must be longer than "
                          "'lasts'");
    a->burst_factor = b.factor;
    a->burst_s = b.lasts_s;
    a->calm_s = b.every_s - b.lasts_s;
    return true;
}

static bool read_spike(struct wlm_arrivals *a, const struct tree_node *n,
                       struct faults *faults)
{
    struct spike_settings s = { 0 };

    if (n == NULL)
        return true;
    if (!field_read(&spike_section, n, n, &s, faults))
        return false;
    a->spike_at_s = s.at_s;
    a->spike_s = s.lasts_s;
    a->spike_factor = s.factor;
    return true;
}

static bool read_times(struct world *w, struct wlm_arrivals *a,
                       const struct tree_node *n, struct faults *faults)
{
    const char *why = "";
    double last = 0;

    if (n->kind != TREE_LIST || n->count == 0)
        return tree_fault(n, faults, "a list of times is expected here");
    double *const times = ARENA_ARRAY(w->arena, n->count, double);
    for (size_t i = 0; i < n->count; i++) {
        const struct tree_node *const item = n->items[i];
        if (item->kind != TREE_SCALAR ||
            !quantity_number(item->text, QUANTITY_SECONDS, &times[i], &why))
            return tree_fault(item, faults,
                              "a time is expected here, such as 10 min");
        if (times[i] < last)
            return tree_fault(item, faults,
                              "times must rise: this one is before the last");
        last = times[i];
    }
    a->times = times;
    a->time_count = (int)n->count;
    return true;
}

/* One line of a trace: "12.5,q1"; *at moves behind it. */
static bool read_line(const struct world *w, char *line, double *time_s,
                      int *query)
{
    char *const comma = strchr(line, ',');
    const char *why;

    if (comma == NULL)
        return false;
    *comma = '\0';
    *query = -1;
    for (int i = 0; i < w->query_count; i++)
        if (text_equal(w->queries[i]->name, comma + 1))
            *query = i;
    const bool good =
        quantity_number(line, QUANTITY_SECONDS, time_s, &why) && *time_s >= 0;
    *comma = ',';
    return good;
}

static bool read_trace(struct world *w, struct wlm_arrivals *a,
                       const struct tree_node *n, struct input_folder *folder,
                       struct faults *faults)
{
    const char *path;
    const char *const text =
        n->kind == TREE_SCALAR
            ? input_file(w->arena, folder, n->text, tree_where(w->arena, n),
                         &path, faults)
            : NULL;
    bool good = true;
    double last_s = 0;
    size_t time_room = 0, work_room = 0;
    double *times = NULL;
    int *works = NULL, count = 0, line_number = 0;

    if (n->kind != TREE_SCALAR)
        return tree_fault(n, faults, "the name of a file is expected here");
    if (text == NULL)
        return false;
    char *rest = (char *)(uintptr_t)text_copy(w->arena, text);
    for (char *line; (line = strtok_r(rest, "\n", &rest)) != NULL;) {
        const struct where where = { path, ++line_number, 1, NULL };
        double time_s;
        int query;
        line[strcspn(line, "\r")] = '\0';
        if (line_number == 1 && text_equal(line, "time_s,query"))
            continue;
        if (!read_line(w, line, &time_s, &query))
            good = fault_add(faults, where,
                             "'%s' is no time in seconds, a comma and the name "
                             "of a query",
                             text_quoted(faults->arena, line));
        else if (query < 0)
            good = fault_add(faults, where, "no query '%s' in 'queries'",
                             text_quoted(faults->arena, strchr(line, ',') + 1));
        else if (time_s < last_s)
            good = fault_add(faults, where,
                             "the times of a trace must rise; %g comes after "
                             "%g",
                             time_s, last_s);
        else {
            ARENA_GROW(w->arena, times, count, time_room);
            ARENA_GROW(w->arena, works, count, work_room);
            times[count] = last_s = time_s;
            works[count++] = query;
        }
    }
    if (good && count == 0)
        return tree_fault(n, faults, "the trace has no arrivals");
    a->times = times;
    a->works = works;
    a->time_count = count;
    return good;
}

bool arrivals_read(struct world *w, struct workload_class *c,
                   const struct tree_node *n, struct input_folder *folder,
                   struct faults *faults)
{
    struct wlm_arrivals *const a = &c->arrivals;
    struct arrivals_settings s = { 0 };

    if (!field_read(&arrivals_section, n, n, &s, faults))
        return false;
    const int ways =
        (s.per_hour > 0) + (s.every_s > 0) + (s.at != NULL) + (s.trace != NULL);
    if (ways != 1)
        return tree_fault(n, faults,
                          "arrivals need one of 'per_hour' above 0, 'every', "
                          "'at' and 'trace'");
    a->start_s = s.start_s;
    a->cv = s.every_s > 0 ? 0 : s.cv;
    a->rate = s.every_s > 0 ? 1 / s.every_s : s.per_hour / SECONDS_PER_HOUR;
    bool good = read_profile(c, &s, faults);
    good &= read_bursts(a, s.bursts, faults);
    good &= read_spike(a, s.spike, faults);
    if (s.at != NULL)
        good &= read_times(w, a, s.at, faults);
    if (s.trace != NULL)
        good &= read_trace(w, a, s.trace, folder, faults);
    c->changes_rate = a->profiled || a->spike_s > 0 || a->times != NULL;
    return good;
}

void arrivals_schema(struct frame *frame)
{
    field_schema(frame, &arrivals_section);
    field_schema(frame, &burst_section);
    field_schema(frame, &spike_section);
}
