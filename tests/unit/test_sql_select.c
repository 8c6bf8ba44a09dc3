/*
 * SELECT as relations, joins, groups: scenario/sql_select and below. What
 * must come out is worked out by hand from the meaning of the SQL.
 */
#include "tests/unit/sql_shop.h"

static const char *column_name(const struct shop *s, const struct query *q,
                               struct column_ref ref)
{
    if (ref.relation < 0)
        return "nothing";
    const struct relation *const r = &q->relations[ref.relation];
    const char *const column =
        ref.column < 0 ? "expression"
        : r->kind == RELATION_TABLE
            ? s->catalog.tables[r->table].columns[ref.column].name
            : r->query->outputs[ref.column].name;
    return text_format(s->a, "%s.%s", r->alias, column);
}

static void show_refs(const struct shop *s, const struct query *q,
                      struct text_buffer *b, const char *title,
                      const struct column_ref *refs, int count)
{
    if (count > 0)
        text_addf(b, " | %s", title);
    for (int i = 0; i < count; i++)
        text_addf(b, " %s", column_name(s, q, refs[i]));
}

static void show_query(struct shop *s, const struct query *q,
                       struct text_buffer *b);

static void show_relations(struct shop *s, const struct query *q,
                           struct text_buffer *b)
{
    for (int i = 0; i < q->relation_count; i++) {
        const struct relation *const r = &q->relations[i];

        text_addf(b, "%s%s", i > 0 ? ", " : "", r->alias);
        if (r->kind == RELATION_TABLE) {
            const char *const filters = shop_filters(s, q, i);
            if (filters[0] != '\0')
                text_addf(b, "[%s]", filters);
        } else {
            text_add(b, "{");
            show_query(s, r->query, b);
            text_add(b, "}");
        }
    }
}

static void show_joins(struct shop *s, const struct query *q,
                       struct text_buffer *b)
{
    static const char *const kinds[] = { "inner", "left", "full", "semi",
                                         "anti" };

    for (int i = 0; i < q->join_count; i++) {
        const struct join *const j = &q->joins[i];

        text_addf(
            b, " | %s %s %s", kinds[j->kind],
            column_name(s, q, (struct column_ref){ j->left, j->left_column }),
            column_name(s, q,
                        (struct column_ref){ j->right, j->right_column }));
    }
    for (int i = 0; i < q->cross_count; i++) {
        text_addf(b, " | cross %.4g", q->crosses[i].guess);
        for (int k = 0; k < q->crosses[i].relation_count; k++)
            text_addf(b, " %s", q->relations[q->crosses[i].relations[k]].alias);
    }
}

static void show_query(struct shop *s, const struct query *q,
                       struct text_buffer *b)
{
    static const char *const sets[] = { "", "union all", "union", "intersect",
                                        "except" };

    if (q->set != SET_NONE)
        text_addf(b, "%s", sets[q->set]);
    for (int i = 0; i < q->branch_count; i++) {
        text_add(b, " (");
        show_query(s, q->branches[i], b);
        text_add(b, ")");
    }
    show_relations(s, q, b);
    show_joins(s, q, b);
    if (q->grouped && q->group_count == 0)
        text_add(b, " | one group");
    show_refs(s, q, b, q->distinct ? "distinct" : "group", q->groups,
              q->group_count);
    if (q->aggregate_count > 0)
        text_addf(b, " | %d aggregates", q->aggregate_count);
    show_refs(s, q, b, "distinct in", q->distinct_aggregates,
              q->distinct_aggregate_count);
    if (q->having_guess < 1)
        text_addf(b, " | having %.4g", q->having_guess);
    for (int i = 0; i < q->window_count; i++) {
        show_refs(s, q, b, "partition", q->windows[i].partition,
                  q->windows[i].partition_count);
        show_refs(s, q, b, "over", q->windows[i].order,
                  q->windows[i].order_count);
    }
    show_refs(s, q, b, "order", q->order, q->order_count);
    if (q->limit >= 0)
        text_addf(b, " | limit %lld", (long long)q->limit);
}

struct case_of {
    const char *sql, *want;
};

static void check(const struct case_of *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct shop *const s = shop_begin();
        struct text_buffer b;

        text_buffer_init(&b, s->a);
        show_query(s, shop_good(s, cases[i].sql), &b);
        if (strcmp(text_buffer_text(&b), cases[i].want) != 0)
            print_error("%s\n", cases[i].sql);
        assert_string_equal(text_buffer_text(&b), cases[i].want);
        shop_done(s);
    }
}

#define CHECK_CASES(cases) check(cases, sizeof(cases) / sizeof((cases)[0]))

static void test_joins(void **state)
{
    static const struct case_of cases[] = {
        { "select 1 from sale, customer where s_customer = c_id",
          "sale, customer | inner sale.s_customer customer.c_id" },
        { "select 1 from sale s join customer c on c.c_id = s.s_customer and "
          "c_city = 'Ulm'",
          "s, c[c_city 4] | inner c.c_id s.s_customer" },
        { "select 1 from sale inner join item using (s_item)",
          "sale, item | inner sale.s_item item.s_item" },
        { "select 1 from sale natural join item",
          "sale, item | inner sale.s_item item.s_item" },
        { "select 1 from sale cross join item where i_id = sale.s_item",
          "sale, item | inner item.i_id sale.s_item" },
        { "select 1 from sale a, sale b where a.s_id = b.s_item and a.s_item = "
          "b.s_item and b.s_id = b.s_item",
          "a, b[s_id = s_item] | inner a.s_id b.s_item | inner a.s_item "
          "b.s_item" },
        { "select 1 from public.sale, \"customer\" where sale.s_customer = "
          "customer.c_id and public.sale.s_count = 3",
          "sale[s_count 3], customer | inner sale.s_customer customer.c_id" },
        /* The same join twice is one. */
        { "select 1 from sale, item where i_id = s_id and i_id = s_id",
          "sale, item | inner item.i_id sale.s_id" },
        /* An expression joins on the column in it. */
        { "select 1 from sale, customer where date_trunc('month', s_at) = "
          "c_since",
          "sale, customer | inner sale.s_at customer.c_since" },
        { "select 1 from sale, item where s_price > i_price",
          "sale, item | cross 0.3333 sale item" },
    };

    (void)state;
    CHECK_CASES(cases);
}

static void test_outer_joins(void **state)
{
    static const struct case_of cases[] = {
        { "select 1 from sale left join customer on s_customer = c_id",
          "sale, customer | left sale.s_customer customer.c_id" },
        { "select 1 from sale right join customer on s_customer = c_id",
          "sale, customer | left customer.c_id sale.s_customer" },
        { "select 1 from sale full outer join customer on s_customer = c_id",
          "sale, customer | full sale.s_customer customer.c_id" },
        { "select 1 from sale left join item using (s_item)",
          "sale, item | left sale.s_item item.s_item" },
        { "select 1 from sale right join item using (s_item)",
          "sale, item | left item.s_item sale.s_item" },
        /* ON filters the side that NULLs may fill, not the other. */
        { "select 1 from sale left join customer on s_customer = c_id and "
          "c_city = 'Ulm' and s_count = 3",
          "sale, customer[c_city 4] | left sale.s_customer customer.c_id" },
        /* WHERE turns it into an inner join, or into an anti join. */
        { "select 1 from sale left join customer on s_customer = c_id where "
          "c_city = 'Ulm'",
          "sale, customer[c_city 4] | inner sale.s_customer customer.c_id" },
        { "select 1 from sale left join customer on s_customer = c_id where "
          "c_id is null",
          "sale, customer | anti sale.s_customer customer.c_id" },
        { "select 1 from sale left join customer on s_customer = c_id where "
          "s_count = 3",
          "sale[s_count 3], customer | left sale.s_customer customer.c_id" },
        { "select 1 from sale left join customer on s_customer = c_id where "
          "coalesce(c_city, 'Ulm') = 'Ulm'",
          "sale, customer | left sale.s_customer customer.c_id | cross 0.005 "
          "sale customer" },
        /* Full: NULLs of one side fail, the rows of that side are kept. */
        { "select 1 from sale full join customer on s_customer = c_id where "
          "c_city = 'Ulm'",
          "sale, customer[c_city 4] | left customer.c_id sale.s_customer" },
        { "select 1 from sale full join customer on s_customer = c_id where "
          "s_count = 3",
          "sale[s_count 3], customer | left sale.s_customer customer.c_id" },
        /* A chain: the inner join with item needs the customer as well. */
        { "select 1 from sale left join customer on s_customer = c_id left "
          "join item on i_id = c_id where i_kind = 'cap'",
          "sale, customer, item[i_kind 2] | inner sale.s_customer "
          "customer.c_id | inner customer.c_id item.i_id" },
    };

    (void)state;
    CHECK_CASES(cases);
}

static void test_or(void **state)
{
    static const struct case_of cases[] = {
        /* The join is common to all branches. */
        { "select 1 from sale, item where (i_id = sale.s_item and i_kind = "
          "'bat') or (i_id = sale.s_item and i_kind = 'cap')",
          "sale, item[i_kind 1..2] | inner item.i_id sale.s_item" },
        /* 2 of 2 x 2 combinations are meant. */
        { "select 1 from sale, item where i_id = sale.s_item and ((i_kind = "
          "'bat' and s_count = 3) or (i_kind = 'cap' and s_count = 5))",
          "sale[s_count 3 5 computed], item[i_kind 1..2 computed] | inner "
          "item.i_id sale.s_item | cross 0.5 sale item" },
        { "select 1 from sale, item where i_id = sale.s_item and (i_kind = "
          "'bat' or s_count = 3)",
          "sale, item | inner item.i_id sale.s_item | cross 0.009975 sale "
          "item" },
    };

    (void)state;
    CHECK_CASES(cases);
}

static void test_groups(void **state)
{
    static const struct case_of cases[] = {
        { "select count(*) from sale", "sale | one group | 1 aggregates" },
        { "select s_mode, sum(s_price), sum(s_price) from sale group by s_mode "
          "order by 2 desc, s_mode",
          "sale | group sale.s_mode | 1 aggregates | order sale.expression "
          "sale.s_mode" },
        { "select s_mode m, s_day, avg(s_price) from sale group by 1, s_day "
          "order by m",
          "sale | group sale.s_mode sale.s_day | 1 aggregates | order "
          "sale.s_mode" },
        { "select extract(year from s_day) y, count(*) from sale group by y",
          "sale | group sale.expression | 1 aggregates" },
        { "select distinct s_mode, s_day from sale",
          "sale | distinct sale.s_mode sale.s_day" },
        { "select count(distinct s_item), approximate count(distinct s_day) "
          "from sale",
          "sale | one group | 2 aggregates | distinct in sale.s_item "
          "sale.s_day" },
        /* On a group's own column HAVING is WHERE. */
        { "select s_mode, count(*) from sale group by s_mode having count(*) > "
          "5 and s_mode = 'AIR'",
          "sale[s_mode 0] | group sale.s_mode | 1 aggregates | having 0.3333" },
        { "select s_mode, s_day, count(*) from sale group by rollup (s_mode, "
          "s_day)",
          "sale | group sale.s_mode sale.s_day | 1 aggregates" },
        { "select sum(case when s_mode = 'AIR' then 1 end), sum(case when "
          "s_mode = 'SHIP' then 1 end) from sale",
          "sale | one group | 2 aggregates" },
        { "select s_id from sale order by s_day limit 7 offset 3",
          "sale | order sale.s_day | limit 10" },
        { "select top 9 s_id from sale order by 1",
          "sale | order sale.s_id | limit 9" },
    };

    (void)state;
    CHECK_CASES(cases);
}

static void test_windows(void **state)
{
    static const struct case_of cases[] = {
        { "select row_number() over (partition by s_mode order by s_day), "
          "sum(s_price) over (partition by s_mode order by s_day) from sale",
          "sale | partition sale.s_mode | over sale.s_day" },
        { "select lag(s_price, 1) ignore nulls over w from sale window w as "
          "(partition by s_item order by s_id desc)",
          "sale | partition sale.s_item | over sale.s_id" },
        { "select s_mode, rank() over (order by sum(s_price)) from sale group "
          "by s_mode",
          "sale | group sale.s_mode | 1 aggregates | over sale.expression" },
    };

    (void)state;
    CHECK_CASES(cases);
}

static void test_subqueries(void **state)
{
    static const struct case_of cases[] = {
        { "select 1 from (select s_item, sum(s_price) p from sale group by "
          "s_item) x join item i on x.s_item = i.i_id where i_kind = 'cap'",
          "x{sale | group sale.s_item | 1 aggregates}, i[i_kind 2] | inner "
          "x.s_item i.i_id" },
        { "with x (k, v) as (select s_item, count(*) from sale group by 1), y "
          "as (select k from x) select 1 from x, y where x.k = y.k",
          "x{sale | group sale.s_item | 1 aggregates}, x{sale | group "
          "sale.s_item | 1 aggregates} | inner x.s_item x.s_item" },
        /* A table alone becomes a relation of the query around it. */
        { "select 1 from sale where exists (select * from customer where c_id "
          "= s_customer and c_city = 'Ulm')",
          "sale, customer[c_city 4] | semi sale.s_customer customer.c_id" },
        { "select 1 from sale where not exists (select 1 from customer where "
          "s_customer = c_id)",
          "sale, customer | anti sale.s_customer customer.c_id" },
        { "select 1 from sale where s_customer in (select c_id from customer "
          "where c_city in ('Ulm', 'Bonn1'))",
          "sale, customer[c_city 2 4] | semi sale.s_customer customer.c_id" },
        { "select 1 from sale where s_customer not in (select c_id from "
          "customer)",
          "sale, customer | anti sale.s_customer customer.c_id" },
        { "select 1 from sale where s_customer <> all (select c_id from "
          "customer)",
          "sale, customer | anti sale.s_customer customer.c_id" },
        { "select 1 from sale where s_customer in (select c_id from customer "
          "group by c_id having count(*) > 1)",
          "sale, subquery 2{customer | group customer.c_id | 1 aggregates | "
          "having 0.3333} | semi sale.s_customer subquery 2.c_id" },
        { "select 1 from sale where exists (select 1 from customer, item where "
          "c_id = s_customer and i_id = c_id)",
          "sale, subquery 2{customer, item | inner item.i_id customer.c_id} | "
          "semi sale.s_customer subquery 2.c_id" },
        /* One row, compared with all. */
        { "select 1 from sale where s_price > (select avg(s_price) from sale)",
          "sale, subquery 2{sale | one group | 1 aggregates} | cross 0.3333 "
          "sale subquery 2" },
        /* A correlated aggregate is one row for each key. */
        { "select 1 from sale a where s_price > (select avg(s_price) from sale "
          "b where b.s_item = a.s_item)",
          "a, subquery 2{b | group b.s_item | 1 aggregates} | inner a.s_item "
          "subquery 2.s_item | cross 0.3333 a subquery 2" },
        { "select (select max(c_since) from customer where c_id = s_customer) "
          "from sale",
          "sale, subquery 2{customer | group customer.c_id | 1 aggregates} | "
          "left sale.s_customer subquery 2.c_id" },
        { "select 1 from sale where s_count = 3 or s_customer in (select c_id "
          "from customer)",
          "sale, subquery 2{customer | distinct customer.c_id} | left "
          "sale.s_customer subquery 2.c_id | cross 0.3367 sale subquery 2" },
    };

    (void)state;
    CHECK_CASES(cases);
}

/* A subquery that only selects says the same as none: by hand. */
static void test_pull_up(void **state)
{
    static const struct case_of cases[] = {
        { "select s_mode, count(*) from (select * from sale where s_count = 3) "
          "v where s_mode in ('AIR', 'RAIL') group by 1",
          "sale[s_count 3; s_mode 0 2] | group sale.s_mode | 1 aggregates" },
        { "with v as (select s_mode m, s_price * 2 p from sale), w as (select "
          "m, p from v where m = 'AIR') select m, sum(p) from w group by m",
          "sale[s_mode 0] | group sale.s_mode | 1 aggregates" },
        { "select c_city, sum(p) from (select s_customer k, s_price p, i_kind "
          "from sale join item on sale.s_item = i_id where i_kind = 'cap') v "
          "join customer on k = c_id group by 1 order by 1",
          "sale, customer, item[i_kind 2] | inner sale.s_customer "
          "customer.c_id | inner sale.s_item item.i_id | group "
          "customer.c_city | 1 aggregates | order customer.c_city" },
        { "select 1 from customer left join (select * from sale where s_count "
          "= 3) v on c_id = s_customer",
          "customer, sale[s_count 3] | left customer.c_id sale.s_customer" },
        { "select 1 from sale where s_item in (select k from (select i_id k, "
          "i_kind from item) v where i_kind = 'bat')",
          "sale, item[i_kind 1] | semi sale.s_item item.i_id" },
        { "select k from (select s_item k from sale where exists (select 1 "
          "from customer where c_id = s_customer)) v where k = 7 union all "
          "select i_id from (select i_id from item) x",
          "union all (sale[s_item 7], customer | semi sale.s_customer "
          "customer.c_id) (item)" },
        /* A condition of ON takes no row of the left side. */
        { "select 1 from customer left join (select * from sale) v on c_id = "
          "s_customer and v.s_count = 3",
          "customer, sale[s_count 3] | left customer.c_id sale.s_customer" },
        /* What is filled with NULLs inside stays so, unless a condition or a
           join outside wants a value there. */
        { "select 1 from (select c_id, s_item from customer left join sale on "
          "c_id = s_customer) v join item on c_id = i_id",
          "customer, item, sale | inner customer.c_id item.i_id | left "
          "customer.c_id sale.s_customer" },
        { "select 1 from (select c_id, s_item from customer left join sale on "
          "c_id = s_customer) v join item on v.s_item = i_id",
          "customer, item, sale | inner sale.s_item item.i_id | inner "
          "customer.c_id sale.s_customer" },
        { "select 1 from (select c_id, s_count from customer left join sale "
          "on c_id = s_customer) v where s_count = 3",
          "customer, sale[s_count 3] | inner customer.c_id sale.s_customer" },
        { "select count(*) over (partition by d order by m) from (select s_day "
          "d, s_mode m from sale) v",
          "sale | partition sale.s_day | over sale.s_mode" },
    };

    (void)state;
    CHECK_CASES(cases);
}

/* And where it would mean something else, it stays. */
static void test_no_pull_up(void **state)
{
    static const struct case_of cases[] = {
        { "select 1 from (select * from sale limit 5) v where s_count = 3",
          "v{sale | limit 5}" },
        { "select 1 from (select distinct s_item from sale) v",
          "v{sale | distinct sale.s_item}" },
        { "select 1 from (select s_item, rank() over (order by s_day) r from "
          "sale) v where r = 1",
          "v{sale | over sale.s_day}" },
        /* Two that read it: computed once. */
        { "with v as (select * from sale) select 1 from v a, v b where a.s_id "
          "= b.s_item",
          "a{sale}, b{sale} | inner a.s_id b.s_item" },
        /* NULLs fill the whole of it, or none. */
        { "select 1 from customer left join (select s_customer from sale, item "
          "where sale.s_item = i_id) v on c_id = s_customer",
          "customer, v{sale, item | inner sale.s_item item.i_id} | left "
          "customer.c_id v.s_customer" },
        { "select 1 from (select c_id, s_mode from customer left join sale on "
          "c_id = s_customer) v where s_mode is null",
          "v{customer, sale | left customer.c_id sale.s_customer}" },
        /* A join on what is computed, and of columns of two. */
        { "select 1 from (select s_item + 1 k from sale) v, item where k = "
          "i_id",
          "v{sale}, item | inner v.k item.i_id" },
    };

    (void)state;
    CHECK_CASES(cases);
}

/* A condition on a group takes or leaves it whole. */
static void test_push_down(void **state)
{
    static const struct case_of cases[] = {
        { "select 1 from (select s_mode m, s_item, sum(s_price) p from sale "
          "group by 1, 2) v where m = 'AIR' and s_item = 7 and p > 100",
          "v{sale[s_mode 0; s_item 7] | group sale.s_mode sale.s_item | 1 "
          "aggregates}" },
        { "select 1 from (select distinct s_mode m from sale) v where m = "
          "'AIR'",
          "v{sale[s_mode 0] | distinct sale.s_mode}" },
        /* Not the condition of one who reads it for one who does not. */
        { "with v as (select s_mode m, count(*) n from sale group by 1) select "
          "1 from v a, v b where a.m = b.m and a.m = 'AIR'",
          "a{sale | group sale.s_mode | 1 aggregates}, b{sale | group "
          "sale.s_mode | 1 aggregates} | inner a.m b.m" },
        /* Rows that a window looks at are not taken from it. */
        { "select 1 from (select s_mode m, rank() over (order by s_mode) from "
          "sale group by 1) v where m = 'AIR'",
          "v{sale | group sale.s_mode | over sale.s_mode}" },
    };

    (void)state;
    CHECK_CASES(cases);
}

/* 2026-11-28 is day 9828. */
static void test_clock(void **state)
{
    static const struct case_of cases[] = {
        { "select 1 from sale where s_day > current_date - 7",
          "sale[s_day 9822..]" },
        { "select 1 from sale where s_day >= dateadd(day, -7, getdate()) and "
          "s_day < current_date",
          "sale[s_day 9822..9827]" },
        { "select 1 from sale where s_at < sysdate - interval '1 day'",
          "sale[s_at ..849095999999999]" },
        { "select 1 from sale where s_day = trunc(sysdate)",
          "sale[s_day 9828]" },
        { "select 1 from sale where s_day >= date_trunc('month', "
          "current_timestamp)",
          "sale[s_day 9801..]" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct shop *const s = shop_begin();
        struct text_buffer b;
        const struct query *const q =
            sql_read_query(s->a, cases[i].sql, "q.sql", 1, &s->catalog,
                           INT64_C(9828) * 86400000000 + INT64_C(43200000000),
                           "q", &s->faults);

        assert_non_null(q);
        text_buffer_init(&b, s->a);
        show_query(s, q, &b);
        assert_string_equal(text_buffer_text(&b), cases[i].want);
        shop_done(s);
    }
}

/* What Redshift reads without an alias; places in the text stay right. */
static void test_no_alias(void **state)
{
    static const struct case_of cases[] = {
        { "select s_mode from (select * from sale) where s_count = 3",
          "sale[s_count 3]" },
        { "select 1 from (select s_item from (select * from sale limit 5)) "
          "join (select i_id from item limit 3) x on s_item = i_id",
          "subquery_00{sale | limit 5}, x{item | limit 3} | inner "
          "subquery_00.s_item x.i_id" },
        { "select 1 from item join customer on i_id = c_id, (select distinct "
          "s_item from sale) limit 7",
          "item, customer, subquery_00{sale | distinct sale.s_item} | inner "
          "item.i_id customer.c_id | limit 7" },
        { "select top 4 1 from (select top 2 s_id from sale) minus select 1 "
          "from item",
          "except (subquery_00{sale | limit 2} | limit 4) (item)" },
        { "select approximate percentile_disc(0.5) within group (order by "
          "s_price) from sale",
          "sale | one group | 1 aggregates" },
    };
    struct shop *const s = shop_begin();

    (void)state;
    CHECK_CASES(cases);
    assert_null(shop_query(s, "select 1 from (select s_id from sale), (select "
                              "1 from item) where nowhere = 3"));
    assert_string_equal(
        fault_line(s->a, &s->faults.items[0]),
        "q.sql:1:67: no column 'nowhere' in the tables of 'from'");
    shop_done(s);
}

static void test_sets(void **state)
{
    static const struct case_of cases[] = {
        { "select s_id from sale union all select c_id from customer union all "
          "select i_id from item limit 5",
          "union all (sale) (customer) (item) | limit 5" },
        { "select s_item from sale minus select i_id from item",
          "except (sale) (item)" },
        { "(select s_item from sale) minus (select top 3 distinct i_id from "
          "item) order by 1",
          "except (sale) (item | distinct item.i_id | limit 3) | order "
          "nothing" },
        { "select s_item from sale union select i_id from item except select "
          "c_id from customer",
          "except (union (sale) (item)) (customer)" },
        { "select 1 from (select s_id k from sale intersect select c_id from "
          "customer) x, item where k = i_id",
          "x{intersect (sale) (customer)}, item | inner x.k item.i_id" },
    };

    (void)state;
    CHECK_CASES(cases);
}

/* --- which columns are read --- */

static const struct relation *first_table(const struct query *q)
{
    while (q->set != SET_NONE || q->relations[0].kind == RELATION_QUERY)
        q = q->set != SET_NONE ? q->branches[0] : q->relations[0].query;
    return &q->relations[0];
}

static void test_reads(void **state)
{
    static const struct {
        const char *sql, *want;
    } cases[] = {
        { "select count(*) from sale", "" },
        { "select s_id from sale where s_day > '2001-01-01'", "s_id s_day" },
        { "select sum(s_price * (1 - s_tax)) over (order by s_at) from sale",
          "s_at s_price s_tax" },
        { "select 1 from sale, item where i_id = sale.s_item group by s_mode "
          "having max(s_count) > 3 order by min(s_sent)",
          "s_item s_count s_mode s_sent" },
        { "select 1 from sale where exists (select * from customer where c_id "
          "= s_customer)",
          "s_customer" },
        { "select case when s_paid then s_note else s_mode::varchar end from "
          "sale",
          "s_paid s_mode s_note" },
        { "select * from sale",
          "s_id s_customer s_item s_day s_at s_price s_count s_paid s_mode "
          "s_note s_sent s_tax" },
        { "select dateadd(day, 1, s_day) from sale", "s_day" },
        { "select s_price + 1 as p, p * 2 as q from sale", "s_price" },
        /* Of a subquery only what somebody wants. */
        { "select sum(s_price) from (select * from sale where s_count = 3) v "
          "where s_mode = 'AIR'",
          "s_price s_count s_mode" },
        { "select sum(q) from (select s_price * s_tax q, s_note || 'x' z, s_id "
          "from sale) v",
          "s_price s_tax" },
        { "select m from (select s_mode m, sum(s_price) p, max(s_note) from "
          "sale group by s_mode, s_day) v where p > 10",
          "s_day s_price s_mode" },
        { "select r from (select s_id, s_note, rank() over (partition by "
          "s_item order by s_day) r from sale) v",
          "s_item s_day" },
        { "select s_id from (select s_id, s_note from sale union all select "
          "s_count, s_note from sale) v",
          "s_id" },
        { "select s_id from (select s_id, s_note from sale union select "
          "s_count, s_note from sale) v",
          "s_id s_note" },
        { "select s_item from (select distinct s_item, s_mode from sale) v",
          "s_item s_mode" },
        { "with v as (select * from sale) select a.s_tax from v a join v b on "
          "a.s_id = b.s_item",
          "s_id s_item s_tax" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct shop *const s = shop_begin();
        const struct relation *const r =
            first_table(shop_good(s, cases[i].sql));
        const struct table *const t = &s->catalog.tables[SALE];
        struct text_buffer b;

        text_buffer_init(&b, s->a);
        for (int c = 0; c < t->column_count; c++)
            if (r->reads[c])
                text_addf(&b, "%s%s", b.count > 0 ? " " : "",
                          t->columns[c].name);
        assert_string_equal(text_buffer_text(&b), cases[i].want);
        shop_done(s);
    }
}

/* --- the benchmarks that the scenarios hold, as published --- */

static const char *const ssb_ddl =
    "create table lineorder (lo_custkey int, lo_partkey int, lo_suppkey int,"
    " lo_orderdate int, lo_discount int, lo_quantity int, lo_revenue int,"
    " lo_supplycost int, lo_extendedprice int);"
    "create table dwdate (d_datekey int, d_year int, d_yearmonth char(7));"
    "create table customer (c_custkey int, c_city varchar(10), c_nation "
    "varchar(15), c_region varchar(12));"
    "create table supplier (s_suppkey int, s_city varchar(10), s_nation "
    "varchar(15), s_region varchar(12));"
    "create table part (p_partkey int, p_mfgr varchar(6), p_brand1 "
    "varchar(9));";

static void test_star_schema(void **state)
{
    struct arena *const a = arena_begin();
    struct catalog catalog = { 0 };
    struct design *base = NULL;
    struct faults faults;

    (void)state;
    faults_init(&faults, a);
    assert_true(sql_read_schema(a, ssb_ddl, "s.sql", &catalog, &base, &faults));
    /* SSB 4.1, O'Neil et al., "Star Schema Benchmark", rev. 3, 2009. */
    const struct query *const q = sql_read_query(
        a,
        "select d_year, c_nation, sum(lo_revenue - lo_supplycost) as profit\n"
        "from dwdate, customer, supplier, part, lineorder\n"
        "where lo_custkey = c_custkey and lo_suppkey = s_suppkey\n"
        "and lo_partkey = p_partkey and lo_orderdate = d_datekey\n"
        "and c_region = 'AMERICA' and s_region = 'AMERICA'\n"
        "and (p_mfgr = 'MFGR#1' or p_mfgr = 'MFGR#2')\n"
        "group by d_year, c_nation order by d_year, c_nation;",
        "q.sql", 1, &catalog, SQL_NO_CLOCK, "q4.1", &faults);
    assert_non_null(q);
    assert_int_equal(q->relation_count, 5);
    assert_int_equal(q->join_count, 4);
    for (int i = 0; i < 4; i++) {
        assert_int_equal(q->joins[i].kind, JOIN_INNER);
        assert_int_equal(q->joins[i].left, 4);
    }
    assert_int_equal(q->group_count, 2);
    assert_int_equal(q->order_count, 2);
    assert_int_equal(q->aggregate_count, 1);
    assert_int_equal(q->output_count, 3);
    assert_string_equal(q->outputs[2].name, "profit");
    assert_true(q->outputs[2].aggregate && !q->outputs[1].aggregate);
    assert_int_equal(q->relations[1].filter_count, 1);
    assert_int_equal(q->relations[3].filter_count, 1);
    assert_string_equal(q->joins[0].text, "lo_custkey = c_custkey");
    arena_done(a);
}

/* --- faults --- */

static void test_faults(void **state)
{
    static const struct {
        const char *sql, *want;
    } cases[] = {
        { "select s_itm from sale",
          "q.sql:1:8: no column 's_itm' in the tables of 'from', did you mean "
          "'s_item'?" },
        { "select x.s_item from sale",
          "q.sql:1:8: no table or alias 'x' in 'from'" },
        { "select sale.s_item from sale s",
          "q.sql:1:8: no table or alias 'sale' in 'from'" },
        { "select 1\nfrom sael",
          "q.sql:2:6: no table 'sael' in the schema, did you mean 'sale'?" },
        { "select s_item from sale, item",
          "q.sql:1:8: column 's_item' is ambiguous, put its table's name and a "
          "point before it" },
        { "select 1 from sale, sale",
          "q.sql:1:21: 'sale' twice in 'from', give one an alias" },
        { "select s_id fro sale", "q.sql:1:17: syntax error at 'sale'" },
        { "select s_id from sale where",
          "q.sql:1:28: syntax error: the statement ends here" },
        { "select 1 from sale where s_day = 'x'",
          "q.sql:1:26: cannot compare 's_day' (date) with 'x'" },
        { "select 1 from sale where s_day > 19980101",
          "q.sql:1:26: cannot compare 's_day' (date) with '19980101'" },
        { "select 1 from sale where s_day > date '1998-02-30'",
          "q.sql:1:34: '1998-02-30' is not a date, such as '1998-12-01'" },
        { "select 1 from sale where s_day > current_date - 7",
          "q.sql:1:34: a simulation has no clock; say what day it is, as "
          "study: "
          "{today: 1998-12-01}, or write the day, as date '1998-12-01'" },
        { "select 1 from sale where s_day > sysdate",
          "q.sql:1:34: a simulation has no clock; say what day it is, as "
          "study: "
          "{today: 1998-12-01}, or write the day, as date '1998-12-01'" },
        { "select 1 from sale where sum(s_price) > 5",
          "q.sql:1:26: aggregate 'sum' cannot stand in 'where'; a condition on "
          "it belongs in 'having'" },
        { "select s_mode, sum(s_price) from sale",
          "q.sql:1:8: column 's_mode' must stand in 'group by' or in an "
          "aggregate" },
        { "select smu(s_price) from sale",
          "q.sql:1:8: unknown function 'smu', did you mean 'sum'? a function "
          "of your own needs its schema before it" },
        { "select left(s_mode) from sale",
          "q.sql:1:8: function 'left' takes 2 arguments, not 1" },
        { "select 1 from sale where s_item",
          "q.sql:1:26: 's_item' is integer, not a condition" },
        { "select 1 from sale group by 3",
          "q.sql:1:29: 'group by 3': 'select' has 1 column" },
        { "select s_id from sale qualify row_number() over (order by s_id) = 1",
          "q.sql:1:23: 'qualify' is not read; filter a window function in an "
          "outer select: select .. from (select .., row_number() over (..) as "
          "n ..) where n = 1" },
        { "select s_id from sale; select 1",
          "q.sql:1:24: a second statement; a query is one select" },
        { "delete from sale",
          "q.sql:1:1: a query begins with 'select' or 'with', not with "
          "'delete'" },
        { "select 1", "q.sql:1:1: the query reads no table" },
        { "", "q.sql:1:1: the query is empty" },
        { "select 'a from sale", "q.sql:1:8: unterminated quoted string" },
        { "select 1 from sale where s_customer in (select c_id, c_city from "
          "customer)",
          "q.sql:1:37: a subquery after 'in' must select one column, not 2" },
        { "with recursive r as (select 1 from sale) select 1 from r",
          "q.sql:1:1: 'with recursive' is not read; nothing says how often it "
          "repeats" },
        { "select rank() from sale",
          "q.sql:1:8: window function 'rank' needs 'over (..)'" },
        { "select s_id::bigintt from sale",
          "q.sql:1:14: unknown type 'bigintt', did you mean 'bigint'?" },
        { "select s_id from sale union select c_id, c_city from customer",
          "q.sql:1:23: the parts of a set operation have 1 and 2 columns" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct shop *const s = shop_begin();

        assert_null(shop_query(s, cases[i].sql));
        assert_int_equal(s->faults.count, 1);
        assert_string_equal(fault_line(s->a, &s->faults.items[0]),
                            cases[i].want);
        shop_done(s);
    }
}

/* Text within a scenario's own file: its lines go on from there. */
static void test_first_line(void **state)
{
    struct shop *const s = shop_begin();

    (void)state;
    assert_null(sql_read_query(s->a, "select 1\nfrom nowhere", "scenario.yaml",
                               41, &s->catalog, SQL_NO_CLOCK, "q", &s->faults));
    assert_int_equal(s->faults.items[0].where.line, 42);
    assert_int_equal(s->faults.items[0].where.column, 6);
    shop_done(s);
}

static const char *repeated(struct arena *a, const char *before,
                            const char *what, int times, const char *after)
{
    struct text_buffer b;

    text_buffer_init(&b, a);
    text_add(&b, before);
    for (int i = 0; i < times; i++)
        text_add(&b, what);
    text_add(&b, after);
    return text_buffer_text(&b);
}

/* Depth, width and length end in a fault, not in a crash. */
static void test_limits(void **state)
{
    static const struct {
        const char *before, *what;
        int times;
        const char *after, *want; /* NULL: allowed */
    } cases[] = {
        { "select 1 from sale where s_item = 1", "+1", 150, "", NULL },
        { "select 1 from sale where s_item = 1", "+1", 50000, "",
          "nested too deeply, at most 200 levels" },
        { "select 1 from sale where ", "(", 60000, "",
          "nested too deeply, at most 200 levels" },
        { "select 1 from sale where ", "not ", 50000, "true",
          "nested too deeply, at most 200 levels" },
        { "select ", "(select ", 20000, "",
          "nested too deeply, at most 200 levels" },
        { "select 1 from sale where s_item in (0", ",1", 100000, ")", NULL },
        { "select 1 from sale where s_item = 0", " or s_item = 1", 20000, "",
          "more than 20000 references to columns" },
        { "select 1 from sale a0", ", sale", 64, "",
          "'sale' twice in 'from', give one an alias" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct shop *const s = shop_begin();
        const struct query *const q =
            shop_query(s, repeated(s->a, cases[i].before, cases[i].what,
                                   cases[i].times, cases[i].after));

        assert_int_equal(q == NULL, cases[i].want != NULL);
        if (q == NULL)
            assert_string_equal(s->faults.items[0].text, cases[i].want);
        shop_done(s);
    }
}

static void test_doubling(void **state)
{
    struct shop *const s = shop_begin();
    struct text_buffer b;

    (void)state;
    /* Each reads the one before it twice: 2^30 tables in a kilobyte. */
    text_buffer_init(&b, s->a);
    text_add(&b, "with x0 as (select s_id from sale)");
    for (int i = 1; i <= 30; i++)
        text_addf(&b,
                  ", x%d as (select a.s_id from x%d a, x%d b where a.s_id = "
                  "b.s_id)",
                  i, i - 1, i - 1);
    text_add(&b, " select 1 from x30");
    assert_null(shop_query(s, text_buffer_text(&b)));
    assert_string_equal(s->faults.items[0].text,
                        "more than 1024 tables are read by this query and "
                        "those within it");
    shop_done(s);
}

/* Said once for each, and only where different values must be found. */
static void test_distinct_aggregates_are_noted(void **state)
{
    struct shop *const s = shop_begin();
    const struct query *const q =
        shop_good(s, "select s_mode, count(*), count(distinct s_item) from "
                     "sale group by s_mode order by count(distinct s_item)");

    (void)state;
    assert_int_equal(q->note_count, 1);
    assert_non_null(strstr(q->notes[0], "distinct s_item"));
    assert_non_null(strstr(q->notes[0], "is not counted"));
    assert_int_equal(
        shop_good(s, "select s_mode, count(s_item) from sale group by s_mode")
            ->note_count,
        0);
    shop_done(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_joins),
        cmocka_unit_test(test_outer_joins),
        cmocka_unit_test(test_or),
        cmocka_unit_test(test_groups),
        cmocka_unit_test(test_windows),
        cmocka_unit_test(test_subqueries),
        cmocka_unit_test(test_sets),
        cmocka_unit_test(test_clock),
        cmocka_unit_test(test_no_alias),
        cmocka_unit_test(test_pull_up),
        cmocka_unit_test(test_no_pull_up),
        cmocka_unit_test(test_push_down),
        cmocka_unit_test(test_reads),
        cmocka_unit_test(test_star_schema),
        cmocka_unit_test(test_faults),
        cmocka_unit_test(test_first_line),
        cmocka_unit_test(test_limits),
        cmocka_unit_test(test_doubling),
        cmocka_unit_test(test_distinct_aggregates_are_noted),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
