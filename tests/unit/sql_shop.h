#ifndef TESTS_UNIT_SQL_SHOP_H
#define TESTS_UNIT_SQL_SHOP_H

#include <string.h>

#include "base/text.h"
#include "sql/sql.h"
#include "tests/near.h"

/*
 * A small shop to read SQL against: three tables, and the forms of their
 * texts. Days count from 2000-01-01, decimals are scaled by 100.
 */
static const char *const shop_ddl =
    "create table sale (s_id bigint primary key, s_customer integer not null,\n"
    "  s_item integer, s_day date, s_at timestamp, s_price decimal(12,2),\n"
    "  s_count smallint, s_paid boolean, s_mode char(5), s_note varchar(40),\n"
    "  s_sent date, s_tax decimal(12,2));\n"
    "create table customer (c_id integer primary key, c_name varchar(25),\n"
    "  c_city varchar(20), c_since date);\n"
    "create table item (i_id integer primary key, i_kind varchar(10),\n"
    "  i_price decimal(12,2), s_item integer);\n";

enum { SALE, CUSTOMER, ITEM };

struct shop {
    struct arena *a;
    struct catalog catalog;
    struct design *base;
    struct faults faults;
};

static inline struct column *shop_column(struct shop *s, int table,
                                         const char *name)
{
    const int column = table_column(&s->catalog.tables[table], name);

    assert_true(column >= 0);
    return &s->catalog.tables[table].columns[column];
}

static inline void shop_list(struct shop *s, int table, const char *name,
                             const char **items, int count)
{
    shop_column(s, table, name)->form = (struct form){
        .kind = FORM_LIST, .items = items, .count = count, .ordered = true
    };
}

static inline struct shop *shop_begin(void)
{
    static const char *modes[] = { "AIR", "MAIL", "RAIL", "SHIP", "TRUCK" };
    static const char *cities[] = { "Aachen", "Berlin", "Bonn1", "Bremen",
                                    "Ulm" };
    static const char *kinds[] = { "ball", "bat", "cap" };
    struct arena *const a = arena_begin();
    struct shop *const s = ARENA_NEW(a, struct shop);

    s->a = a;
    faults_init(&s->faults, a);
    assert_true(sql_read_schema(a, shop_ddl, "shop.sql", &s->catalog, &s->base,
                                &s->faults));
    shop_list(s, SALE, "s_mode", modes, 5);
    shop_list(s, CUSTOMER, "c_city", cities, 5);
    shop_list(s, ITEM, "i_kind", kinds, 3);
    shop_column(s, CUSTOMER, "c_name")->form =
        (struct form){ .kind = FORM_PATTERN,
                       .prefix = "C#",
                       .suffix = "",
                       .digits = 4,
                       .distinct = 9999,
                       .ordered = true };
    shop_column(s, SALE, "s_note")->form = (struct form){
        .kind = FORM_WORDS, .distinct = 1000, .length_lo = 1, .length_hi = 40
    };
    return s;
}

static inline void shop_done(struct shop *s)
{
    arena_done(s->a);
}

static inline struct query *shop_query(struct shop *s, const char *sql)
{
    return sql_read_query(s->a, sql, "q.sql", 1, &s->catalog, SQL_NO_CLOCK, "q",
                          &s->faults);
}

/* The query, which must be read without a fault. */
static inline struct query *shop_good(struct shop *s, const char *sql)
{
    struct query *const q = shop_query(s, sql);

    if (q == NULL)
        print_error("%s\n%s\n", sql, fault_line(s->a, &s->faults.items[0]));
    assert_non_null(q);
    assert_int_equal(s->faults.count, 0);
    return q;
}

/* --- conditions as text: "1..3", "..24", "null", "a or b" --- */

static inline void shop_show_set(struct text_buffer *b,
                                 const struct condition *c)
{
    for (int i = 0; i < c->range_count; i++) {
        const struct code_range r = c->ranges[i];

        text_add(b, i > 0 ? " " : "");
        if (r.lo > INT64_MIN + 1)
            text_addf(b, "%lld", (long long)r.lo);
        if (r.lo != r.hi)
            text_add(b, "..");
        if (r.hi < INT64_MAX && r.hi != r.lo)
            text_addf(b, "%lld", (long long)r.hi);
    }
    text_add(b, c->range_count == 0 ? "none" : "");
    text_add(b, c->accepts_null ? " null" : "");
    text_add(b, c->zone_map ? "" : " computed");
}

static inline void shop_show(struct text_buffer *b, const struct table *t,
                             const struct condition *c)
{
    static const char *const ops[] = { "=", "<>", "<", "<=", ">", ">=" };

    switch (c->kind) {
    case COND_SET:
        text_addf(b, "%s ", t->columns[c->column].name);
        shop_show_set(b, c);
        return;
    case COND_COMPARE:
        text_addf(b, "%s %s %s", t->columns[c->column].name, ops[c->op],
                  t->columns[c->other].name);
        return;
    case COND_GUESS:
        text_addf(b, "guess %.4g", c->guess);
        return;
    default:
        break;
    }
    for (int i = 0; i < c->part_count; i++) {
        text_add(b, i == 0 ? "(" : c->kind == COND_AND ? " and " : " or ");
        shop_show(b, t, c->parts[i]);
    }
    text_add(b, ")");
}

/* All filters of a relation that is a table: "a; b". */
static inline const char *shop_filters(struct shop *s, const struct query *q,
                                       int relation)
{
    const struct relation *const r = &q->relations[relation];
    struct text_buffer b;

    text_buffer_init(&b, s->a);
    for (int i = 0; i < r->filter_count; i++) {
        text_add(&b, i > 0 ? "; " : "");
        shop_show(&b, &s->catalog.tables[r->table], r->filters[i]);
    }
    return text_buffer_text(&b);
}

#endif
