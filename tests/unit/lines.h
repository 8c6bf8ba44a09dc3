#ifndef TESTS_UNIT_LINES_H
#define TESTS_UNIT_LINES_H

/*
 * lines - a small world for tests: days, shops, and the lines of orders.
 * Tests change it to their needs; each gets a new one.
 */
#include <string.h>

#include "base/arena.h"
#include "world/day.h"
#include "world/value/value.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* Days are a dimension; shops are another; lines are the facts. */
enum { DAYS, SHOPS, LINES, TABLES };
enum { DAY_KEY, DAY_YEAR, DAY_COLUMNS };
enum { SHOP_KEY, SHOP_CITY, SHOP_NATION, SHOP_COLUMNS };
enum {
    LINE_KEY,
    LINE_NUMBER,
    LINE_DAY,  /* a day key, one per order */
    LINE_SHIP, /* the same plus a lag, as yyyymmdd */
    LINE_SHOP, /* hot keys scattered, orphans */
    LINE_HOT,  /* one hot row */
    LINE_PRICE,
    LINE_MODE,
    LINE_SCORE, /* normal, some NULL */
    LINE_RANK,  /* zipf */
    LINE_COLUMNS,
};

enum { DAY_ROWS = 2556, SHOP_ROWS = 30011, LINE_ROWS = 4000037 };

struct fixture {
    struct world world;
    struct table tables[TABLES];
    struct column days[DAY_COLUMNS], shops[SHOP_COLUMNS], lines[LINE_COLUMNS];
    struct law laws[32];
    int law_count;
    struct arena *arena;
};

static inline struct law *add_law(struct fixture *f, struct law law)
{
    f->laws[f->law_count] = law;
    return &f->laws[f->law_count++];
}

static inline void add_column(struct column *c, const char *name,
                              struct law *law)
{
    memset(c, 0, sizeof(*c));
    c->name = name;
    c->type = (struct type){ .kind = TYPE_BIGINT };
    c->law = law;
    c->per = -1;
}

static inline void add_table(struct fixture *f, int table, const char *name,
                             struct column *columns, int count, int64_t rows)
{
    f->tables[table] = (struct table){ .name = name,
                                       .columns = columns,
                                       .column_count = count,
                                       .rows = rows,
                                       .arrival = { .column = -1 } };
}

static inline void add_dimensions(struct fixture *f)
{
    add_table(f, DAYS, "days", f->days, DAY_COLUMNS, DAY_ROWS);
    add_column(&f->days[DAY_KEY], "day_key",
               add_law(f, (struct law){ .kind = LAW_CALENDAR,
                                        .lo = day_of(1992, 1, 1),
                                        .step = 1,
                                        .calendar = CALENDAR_YYYYMMDD }));
    add_column(&f->days[DAY_YEAR], "day_year",
               add_law(f, (struct law){ .kind = LAW_FROM,
                                        .source = DAY_KEY,
                                        .map = MAP_DIVIDE,
                                        .divisor = 10000 }));
    add_table(f, SHOPS, "shops", f->shops, SHOP_COLUMNS, SHOP_ROWS);
    add_column(&f->shops[SHOP_KEY], "shop_key",
               add_law(f, (struct law){
                              .kind = LAW_SEQUENTIAL, .lo = 501, .step = 3 }));
    add_column(&f->shops[SHOP_CITY], "shop_city",
               law_uniform(f->arena, 0, 249));
    add_column(&f->shops[SHOP_NATION], "shop_nation",
               add_law(f, (struct law){ .kind = LAW_FROM,
                                        .source = SHOP_CITY,
                                        .map = MAP_DIVIDE,
                                        .divisor = 10,
                                        .base = 1 }));
}

static inline void add_keys(struct fixture *f)
{
    add_column(&f->lines[LINE_KEY], "line_key",
               add_law(f, (struct law){ .kind = LAW_SEQUENTIAL,
                                        .lo = 1,
                                        .step = 1,
                                        .line_lo = 1,
                                        .line_hi = 7,
                                        .sparse_used = 8,
                                        .sparse_of = 32 }));
    add_column(
        &f->lines[LINE_NUMBER], "line_number",
        add_law(f, (struct law){ .kind = LAW_LINE, .source = LINE_KEY }));
    add_column(&f->lines[LINE_DAY], "line_day",
               add_law(f, (struct law){ .kind = LAW_REFERENCES,
                                        .table = DAYS,
                                        .column = DAY_KEY }));
    f->lines[LINE_DAY].per = LINE_KEY;
    add_column(
        &f->lines[LINE_SHIP], "line_ship",
        add_law(f, (struct law){ .kind = LAW_LAG,
                                 .source = LINE_DAY,
                                 .calendar = CALENDAR_YYYYMMDD,
                                 .inner = law_uniform(f->arena, 1, 121) }));
    struct law *zipf = add_law(
        f, (struct law){
               .kind = LAW_ZIPF, .lo = 1, .count = SHOP_ROWS, .theta = 0.8 });
    add_column(&f->lines[LINE_SHOP], "line_shop",
               add_law(f, (struct law){ .kind = LAW_REFERENCES,
                                        .table = SHOPS,
                                        .column = SHOP_KEY,
                                        .inner = zipf,
                                        .orphan_frac = 0.013 }));
    struct law *hot =
        add_law(f, (struct law){ .kind = LAW_HOT, .lo = 4711, .share = 0.21 });
    add_column(&f->lines[LINE_HOT], "line_hot",
               add_law(f, (struct law){ .kind = LAW_REFERENCES,
                                        .table = SHOPS,
                                        .column = SHOP_KEY,
                                        .inner = hot }));
}

static inline void add_measures(struct fixture *f)
{
    static const int64_t modes[] = { 0, 1, 2, 5, 6 };
    static const double weights[] = { 1, 2.5, 0.2, 4, 0.7 };

    add_column(&f->lines[LINE_PRICE], "line_price",
               law_uniform(f->arena, 90000, 5545001));
    add_column(&f->lines[LINE_MODE], "line_mode",
               law_list(f->arena, modes, weights, COUNT(modes)));
    add_column(&f->lines[LINE_SCORE], "line_score",
               add_law(f, (struct law){ .kind = LAW_NORMAL,
                                        .mean = 412.7,
                                        .sd = 88.3,
                                        .lo = 200,
                                        .hi = 700 }));
    f->lines[LINE_SCORE].null_frac = 0.083;
    add_column(&f->lines[LINE_RANK], "line_rank",
               add_law(f, (struct law){ .kind = LAW_ZIPF,
                                        .lo = 10,
                                        .count = 5003,
                                        .theta = 1.1 }));
}

static inline int set_up(void **state)
{
    struct arena *a = arena_begin();
    struct fixture *f = ARENA_NEW(a, struct fixture);

    f->arena = a;
    add_dimensions(f);
    add_table(f, LINES, "lines", f->lines, LINE_COLUMNS, LINE_ROWS);
    add_keys(f);
    add_measures(f);
    f->world.seed = 20240711;
    f->world.catalog =
        (struct catalog){ .tables = f->tables, .table_count = TABLES };
    *state = f;
    return 0;
}

static inline int tear_down(void **state)
{
    struct fixture *f = *state;

    arena_done(f->arena);
    return 0;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

#endif
