#include "estimate/order.h"

#include "world/day.h"

int order_source(const struct table *t, int column)
{
    const struct law *law = t->columns[column].law;

    switch (law->kind) {
    case LAW_FROM:
    case LAW_LAG:
    case LAW_CUT:
        return law->source;
    default:
        return -1;
    }
}

int order_root(const struct table *t, int column)
{
    while (order_source(t, column) >= 0)
        column = order_source(t, column);
    return column;
}

bool order_hangs_on(const struct table *t, int column, int ancestor)
{
    while (column >= 0 && column != ancestor)
        column = order_source(t, column);
    return column == ancestor;
}

int64_t order_moved(const struct law *law, int64_t code, int64_t by)
{
    int64_t sum;

    if (law->calendar == CALENDAR_YYYYMMDD)
        return day_to_yyyymmdd(day_from_yyyymmdd(code) + by);
    if (__builtin_add_overflow(code, by, &sum))
        return by > 0 ? INT64_MAX : INT64_MIN + 1;
    return sum;
}

static void add(struct order_set *s, int64_t lo, int64_t hi)
{
    const struct code_range range = { lo, hi };
    if (lo <= hi)
        s->ranges[s->count++] = range;
}

static struct order_set with_room(struct arena *a, int64_t room)
{
    const struct order_set s = { ARENA_ARRAY(a, room, struct code_range), 0 };
    return s;
}

static void tidy(struct order_set *s)
{
    s->count = code_ranges_normalise(s->ranges, s->count);
}

static bool touches(struct order_set s, int64_t lo, int64_t hi)
{
    for (int i = 0; i < s.count; i++)
        if (s.ranges[i].lo <= hi && s.ranges[i].hi >= lo)
            return true;
    return false;
}

/* child in set  =>  source in set - lag */
static struct order_set shift(struct arena *a, const struct law *law,
                              struct order_set set, bool back)
{
    struct order_set out = with_room(a, set.count);
    int64_t lo, hi;

    law_range(law->inner, &lo, &hi);
    for (int i = 0; i < set.count; i++)
        if (back)
            add(&out, order_moved(law, set.ranges[i].lo, -hi),
                order_moved(law, set.ranges[i].hi, -lo));
        else
            add(&out, order_moved(law, set.ranges[i].lo, lo),
                order_moved(law, set.ranges[i].hi, hi));
    tidy(&out);
    return out;
}

/* Source codes whose image lies in the set, neighbours joined. */
static struct order_set
preimage_of_table(struct arena *a, const struct law *law, struct order_set set)
{
    struct order_set out = with_room(a, law->map_count);
    int64_t begin = -1;

    for (int64_t i = 0; i <= law->map_count; i++) {
        const bool in = i < law->map_count &&
                        touches(set, law->to_codes[i], law->to_codes[i]);
        if (in && begin < 0)
            begin = i;
        if (!in && begin >= 0) {
            add(&out, law->from_codes[begin], law->from_codes[i - 1]);
            begin = -1;
        }
    }
    return out;
}

static struct order_set
preimage_of_divide(struct arena *a, const struct law *law, struct order_set set)
{
    struct order_set out = with_room(a, set.count);

    for (int i = 0; i < set.count; i++) {
        int64_t lo, hi;
        const bool low_ok =
            !__builtin_sub_overflow(set.ranges[i].lo, law->base, &lo) &&
            !__builtin_mul_overflow(lo, law->divisor, &lo) &&
            !__builtin_add_overflow(lo, law->offset, &lo);
        const bool high_ok =
            !__builtin_sub_overflow(set.ranges[i].hi, law->base, &hi) &&
            !__builtin_mul_overflow(hi, law->divisor, &hi) &&
            !__builtin_add_overflow(hi, law->offset + law->divisor - 1, &hi);
        add(&out, low_ok ? lo : INT64_MIN + 1, high_ok ? hi : INT64_MAX);
    }
    tidy(&out);
    return out;
}

static struct order_set preimage_of_cut(struct arena *a, const struct law *law,
                                        struct order_set set)
{
    struct order_set out = with_room(a, law->cut_count + 1);

    for (int p = 0; p <= law->cut_count; p++) {
        int64_t lo, hi;
        law_range(law->pieces[p], &lo, &hi);
        if (touches(set, lo, hi))
            add(&out, p == 0 ? INT64_MIN + 1 : law->cuts[p - 1],
                p == law->cut_count ? INT64_MAX : law->cuts[p] - 1);
    }
    tidy(&out);
    return out;
}

static bool climb(struct arena *a, const struct law *law, struct order_set *set)
{
    if (law->kind == LAW_LAG)
        *set = shift(a, law, *set, true);
    else if (law->kind == LAW_CUT)
        *set = preimage_of_cut(a, law, *set);
    else if (law->map == MAP_TABLE)
        *set = preimage_of_table(a, law, *set);
    else if (law->map == MAP_DIVIDE)
        *set = preimage_of_divide(a, law, *set);
    else
        return false;
    return true;
}

/* The hull of the images of a table's codes in the set. */
static struct order_set image_of_table(struct arena *a, const struct law *law,
                                       struct order_set set)
{
    struct order_set out = with_room(a, law->map_count);

    for (int64_t i = 0; i < law->map_count; i++)
        if (touches(set, law->from_codes[i], law->from_codes[i]))
            add(&out, law->to_codes[i], law->to_codes[i]);
    tidy(&out);
    return out;
}

static bool descend(struct arena *a, const struct table *t, int column, int top,
                    struct order_set *set)
{
    const struct law *law = t->columns[column].law;

    if (column == top)
        return true;
    if (!descend(a, t, law->source, top, set))
        return false;
    if (law->kind == LAW_LAG) {
        *set = shift(a, law, *set, false);
        return true;
    }
    if (law->kind == LAW_FROM && law->map == MAP_TABLE) {
        *set = image_of_table(a, law, *set);
        return true;
    }
    if (law->kind == LAW_FROM && law->map == MAP_DIVIDE) {
        for (int i = 0; i < set->count; i++) {
            set->ranges[i].lo = law_map(law, set->ranges[i].lo);
            set->ranges[i].hi = law_map(law, set->ranges[i].hi);
        }
        tidy(set);
        return true;
    }
    return false;
}

bool order_follow(struct arena *a, const struct table *t, int from,
                  struct order_set set, int to, struct order_set *out)
{
    struct order_set now = with_room(a, set.count);

    for (int i = 0; i < set.count; i++)
        add(&now, set.ranges[i].lo, set.ranges[i].hi);
    while (!order_hangs_on(t, to, from)) {
        const int source = order_source(t, from);
        if (source < 0 || !climb(a, t->columns[from].law, &now))
            return false;
        from = source;
    }
    if (!descend(a, t, to, from, &now))
        return false;
    *out = now;
    return true;
}
