#include "scenario/domain.h"

#include <stdlib.h>

#include "scenario/law/law_value.h"
#include "world/day.h"
#include "world/sequence.h"
#include "world/value/value.h"

static int compare_codes(const void *x, const void *y)
{
    const int64_t *const a = x, *const b = y;
    return (*a > *b) - (*a < *b);
}

static int64_t sort_unique(int64_t *codes, int64_t count)
{
    int64_t kept = 0;

    qsort(codes, (size_t)count, sizeof(*codes), compare_codes);
    for (int64_t i = 0; i < count; i++)
        if (kept == 0 || codes[kept - 1] != codes[i])
            codes[kept++] = codes[i];
    return kept;
}

static int64_t list_codes(struct arena *a, const struct law *law,
                          int64_t **codes)
{
    if (law->count > DOMAIN_MAX)
        return -1;
    *codes = ARENA_ARRAY(a, law->count, int64_t);
    for (int64_t i = 0; i < law->count; i++)
        (*codes)[i] = law->values[i];
    return law->count;
}

/* The different values of a file's column. */
static int64_t given_codes(struct arena *a, const struct law *law,
                           int64_t **codes)
{
    int64_t n = 0;

    *codes = ARENA_ARRAY(a, law->count, int64_t);
    for (int64_t i = 0; i < law->count; i++)
        if (law->values[i] != VALUE_NULL)
            (*codes)[n++] = law->values[i];
    n = sort_unique(*codes, n);
    return n > DOMAIN_MAX ? -1 : n;
}

/* The images of a map, without what it gives for codes beyond its table. */
static int64_t image_codes(struct arena *a, const struct law *law,
                           int64_t **codes)
{
    *codes = ARENA_ARRAY(a, law->map_count, int64_t);
    for (int64_t i = 0; i < law->map_count; i++)
        (*codes)[i] = law->to_codes[i];
    return sort_unique(*codes, law->map_count);
}

/* Every day of a range of yyyymmdd numbers. */
static int64_t calendar_codes(struct arena *a, int64_t lo, int64_t hi,
                              int64_t **codes)
{
    const int64_t first = day_from_yyyymmdd(lo), last = day_from_yyyymmdd(hi);

    if (last - first >= DOMAIN_MAX)
        return -1;
    *codes = ARENA_ARRAY(a, last - first + 1, int64_t);
    for (int64_t day = first; day <= last; day++)
        (*codes)[day - first] = day_to_yyyymmdd(day);
    return last - first + 1;
}

/* Keys of all rows; those that late rows take earlier are not among them. */
static int64_t key_codes(struct arena *a, const struct world *w, int table,
                         int column, int64_t **codes)
{
    const struct table *const t = &w->catalog.tables[table];
    const struct law *const law = t->columns[column].law;

    if (t->rows > DOMAIN_MAX)
        return -1;
    const int64_t orders =
        sequence_orders(law, value_stream(w, table, column), t->rows);
    *codes = ARENA_ARRAY(a, orders, int64_t);
    for (int64_t i = 0; i < orders; i++)
        (*codes)[i] = sequence_key(law, i);
    return sort_unique(*codes, orders);
}

/* Every code of the column's range. */
static int64_t range_codes(struct arena *a, const struct world *w, int table,
                           int column, int64_t **codes)
{
    int64_t lo, hi;

    value_range(w, table, column, &lo, &hi);
    if (law_is_calendar(&w->catalog, table, column))
        return calendar_codes(a, lo, hi, codes);
    if ((uint64_t)hi - (uint64_t)lo >= DOMAIN_MAX)
        return -1;
    *codes = ARENA_ARRAY(a, hi - lo + 1, int64_t);
    for (int64_t i = 0; i <= hi - lo; i++)
        (*codes)[i] = lo + i;
    return hi - lo + 1;
}

int64_t domain_codes(struct arena *a, const struct world *w, int table,
                     int column, int64_t **codes, bool *all)
{
    const struct law *law = w->catalog.tables[table].columns[column].law;

    *all = true;
    /* Keys and lookups lead to the parent; the reader bounds how far. */
    while (law->kind == LAW_REFERENCES || law->kind == LAW_LOOKUP) {
        *all &= law->orphan_frac <= 0;
        table = law->table;
        column = law->column;
        law = w->catalog.tables[table].columns[column].law;
    }
    const struct table *const t = &w->catalog.tables[table];
    /* Late rows may take values that the law alone does not give. */
    const bool late =
        t->arrival.late_frac > 0 && value_arrival_column(t) == column;

    if (law->kind == LAW_ROWS)
        return given_codes(a, law, codes);
    if (law->kind == LAW_LIST && !late)
        return list_codes(a, law, codes);
    if (law->kind == LAW_FROM && law->map == MAP_TABLE)
        return image_codes(a, law, codes);
    if (law->kind == LAW_SEQUENTIAL && !late && law->sparse_of > 1)
        return key_codes(a, w, table, column, codes);
    return range_codes(a, w, table, column, codes);
}
