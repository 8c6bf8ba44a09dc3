#ifndef TESTS_UNIT_ORDERS_H
#define TESTS_UNIT_ORDERS_H

/*
 * orders - a small world for tests: orders and their items, tied by what the
 * items look up in the orders. Tests change it to their needs; each gets a
 * new one.
 */
#include <string.h>

#include "base/arena.h"
#include "world/day.h"
#include "world/value/value.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

enum { ORDERS, ITEMS, TABLES };
enum {
    O_KEY,
    O_DATE,  /* uniform over ORDER_DAYS */
    O_MONTH, /* O_DATE by thirties */
    O_RANK,  /* 1..5, tied to nothing */
    O_NOTE,  /* some NULL */
    ORDER_COLUMNS
};
enum {
    I_KEY,   /* of O_KEY, 1 to 7 lines */
    I_DATE,  /* O_DATE of it */
    I_MONTH, /* O_MONTH of it */
    I_RANK,  /* O_RANK of it */
    I_NOTE,  /* O_NOTE of it */
    I_SHIP,  /* I_DATE and 1..121 days */
    I_REF,   /* any order; orphans, some NULL */
    I_REF_DATE,
    I_REF_SHIP,
    I_HOT, /* few orders in many rows */
    I_HOT_DATE,
    ITEM_COLUMNS
};

/* TPC-H: orders on the 2406 days from 1992-01-01 to 1998-08-02. Seven orders
   in 28 items, so every order has its items. */
enum { ITEM_ROWS = 28 * 142858, ORDER_ROWS = 7 * 142858 };
enum { ORDER_DAYS = 2406, LAG_DAYS = 121 };

struct fixture {
    struct world world;
    struct table tables[TABLES];
    struct column orders[ORDER_COLUMNS], items[ITEM_COLUMNS];
    struct arena *arena;
    int64_t first_day;
};

static inline struct law *add_law(struct fixture *f, struct law law)
{
    struct law *copy = ARENA_NEW(f->arena, struct law);

    *copy = law;
    return copy;
}

static inline struct column *add_column(struct column *c, const char *name,
                                        struct law *law)
{
    *c = (struct column){
        .name = name, .type = { .kind = TYPE_BIGINT }, .law = law, .per = -1
    };
    return c;
}

static inline void add_lookup(struct fixture *f, int column, const char *name,
                              int via, int from)
{
    add_column(&f->items[column], name,
               add_law(f, (struct law){ .kind = LAW_LOOKUP,
                                        .source = via,
                                        .table = ORDERS,
                                        .column = from }));
}

static inline void add_ship(struct fixture *f, int column, const char *name,
                            int source)
{
    add_column(&f->items[column], name,
               add_law(f, (struct law){
                              .kind = LAW_LAG,
                              .source = source,
                              .inner = law_uniform(f->arena, 1, LAG_DAYS) }));
}

static inline void add_orders(struct fixture *f)
{
    add_column(&f->orders[O_KEY], "o_key",
               add_law(f, (struct law){ .kind = LAW_SEQUENTIAL,
                                        .lo = 1,
                                        .sparse_used = 8,
                                        .sparse_of = 32 }));
    add_column(
        &f->orders[O_DATE], "o_date",
        law_uniform(f->arena, f->first_day, f->first_day + ORDER_DAYS - 1));
    add_column(&f->orders[O_MONTH], "o_month",
               add_law(f, (struct law){ .kind = LAW_FROM,
                                        .source = O_DATE,
                                        .map = MAP_DIVIDE,
                                        .offset = f->first_day,
                                        .divisor = 30 }));
    add_column(&f->orders[O_RANK], "o_rank", law_uniform(f->arena, 1, 5));
    add_column(&f->orders[O_NOTE], "o_note", law_uniform(f->arena, 1, 400000))
        ->null_frac = 0.21;
}

static inline void add_items(struct fixture *f)
{
    add_column(&f->items[I_KEY], "i_key",
               add_law(f, (struct law){ .kind = LAW_SEQUENTIAL,
                                        .lo = 1,
                                        .line_lo = 1,
                                        .line_hi = 7,
                                        .sparse_used = 8,
                                        .sparse_of = 32,
                                        .of_parent = true,
                                        .table = ORDERS,
                                        .column = O_KEY }));
    add_lookup(f, I_DATE, "i_date", I_KEY, O_DATE);
    add_lookup(f, I_MONTH, "i_month", I_KEY, O_MONTH);
    add_lookup(f, I_RANK, "i_rank", I_KEY, O_RANK);
    add_lookup(f, I_NOTE, "i_note", I_KEY, O_NOTE);
    add_ship(f, I_SHIP, "i_ship", I_DATE);
    add_column(&f->items[I_REF], "i_ref",
               add_law(f, (struct law){ .kind = LAW_REFERENCES,
                                        .table = ORDERS,
                                        .column = O_KEY,
                                        .orphan_frac = 0.17 }))
        ->null_frac = 0.08;
    add_lookup(f, I_REF_DATE, "i_ref_date", I_REF, O_DATE);
    add_ship(f, I_REF_SHIP, "i_ref_ship", I_REF_DATE);
    struct law *hot =
        add_law(f, (struct law){ .kind = LAW_HOT, .lo = 4711, .share = 0.21 });
    add_column(&f->items[I_HOT], "i_hot",
               add_law(f, (struct law){ .kind = LAW_REFERENCES,
                                        .table = ORDERS,
                                        .column = O_KEY,
                                        .inner = hot }));
    add_lookup(f, I_HOT_DATE, "i_hot_date", I_HOT, O_DATE);
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

static inline int set_up(void **state)
{
    struct arena *a = arena_begin();
    struct fixture *f = ARENA_NEW(a, struct fixture);

    f->arena = a;
    f->first_day = day_of(1992, 1, 1);
    add_table(f, ORDERS, "orders", f->orders, ORDER_COLUMNS, ORDER_ROWS);
    add_table(f, ITEMS, "items", f->items, ITEM_COLUMNS, ITEM_ROWS);
    add_orders(f);
    add_items(f);
    f->world.seed = 20241109;
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
