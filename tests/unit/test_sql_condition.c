/*
 * WHERE over one table as sets of codes: scenario/sql_condition and below.
 * The codes are worked out by hand: 2000-01-01 is day 0, so 2001-01-01 is
 * day 366 and 1999-12-31 is day -1; a price of 1.50 is 150.
 */
#include "tests/unit/sql_shop.h"

struct case_of {
    const char *where, *want;
};

static void check(const struct case_of *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct shop *const s = shop_begin();
        const struct query *const q =
            shop_good(s, text_format(s->a, "select count(*) from sale where %s",
                                     cases[i].where));

        if (strcmp(shop_filters(s, q, 0), cases[i].want) != 0)
            print_error("where %s\n", cases[i].where);
        assert_string_equal(shop_filters(s, q, 0), cases[i].want);
        shop_done(s);
    }
}

#define CHECK_CASES(cases) check(cases, sizeof(cases) / sizeof((cases)[0]))

static void test_comparisons(void **state)
{
    static const struct case_of cases[] = {
        { "s_count = 7", "s_count 7" },
        { "7 = s_count", "s_count 7" },
        { "s_count <> 7", "s_count ..6 8.." },
        { "s_count != 7", "s_count ..6 8.." },
        { "s_count < 7", "s_count ..6" },
        { "s_count <= 7", "s_count ..7" },
        { "s_count > 7", "s_count 8.." },
        { "7 < s_count", "s_count 8.." },
        { "s_count >= -7", "s_count -7.." },
        { "s_count between 3 and 7", "s_count 3..7" },
        { "s_count not between 3 and 7", "s_count ..2 8.." },
        { "s_count between 7 and 3", "s_count none" },
        { "s_count in (9, 3, 4, 3)", "s_count 3..4 9" },
        { "s_count not in (3, 9)", "s_count ..2 4..8 10.." },
        { "s_count = '7'", "s_count 7" },
        /* No whole number lies between. */
        { "s_count = 2.5", "s_count none" },
        { "s_count < 2.5", "s_count ..2" },
        { "s_count >= 2.5", "s_count 3.." },
        { "s_price < 1.505", "s_price ..150" },
        { "s_price = 1.5", "s_price 150" },
        { "s_price > 0.06 - 0.01", "s_price 6.." },
        { "s_paid", "s_paid 1" },
        { "not s_paid", "s_paid ..0 2.." },
        { "s_paid = true", "s_paid 1" },
        { "s_count = 99999999999999999999", "s_count none" },
        { "s_count < 99999999999999999999", "s_count .." },
        { "s_count > 99999999999999999999", "s_count none" },
        { "s_count > -99999999999999999999", "s_count .." },
    };

    (void)state;
    CHECK_CASES(cases);
}

/* NULL is in no comparison, nor in the negation of one. */
static void test_null(void **state)
{
    static const struct case_of cases[] = {
        { "s_count is null", "s_count none null" },
        { "s_count is not null", "s_count .." },
        { "not (s_count is null)", "s_count .." },
        { "not (s_count = 5)", "s_count ..4 6.." },
        { "s_count = 5 or s_count is null", "s_count 5 null" },
        { "not (s_count = 5 or s_count is null)", "s_count ..4 6.." },
        { "s_count = null", "s_count none" },
        { "s_count <> null", "s_count none" },
        { "s_count in (5, null)", "s_count 5" },
        { "s_count not in (5, null)", "s_count none" },
        { "coalesce(s_count, 0) < 5", "s_count ..4 null computed" },
        { "coalesce(s_count, 9) < 5", "s_count ..4 computed" },
        { "nvl(s_count, 9) >= 5", "s_count 5.. null computed" },
        { "s_paid is true", "s_paid 1 computed" },
        { "s_paid is not true", "s_paid 0 null computed" },
    };

    (void)state;
    CHECK_CASES(cases);
}

static void test_algebra(void **state)
{
    static const struct case_of cases[] = {
        { "s_count >= 3 and s_count < 9", "s_count 3..8" },
        { "s_count = 3 or s_count = 4 or s_count = 9", "s_count 3..4 9" },
        { "s_count > 3 and s_price < 2 and s_count < 9",
          "s_count 4..8; s_price ..199" },
        { "s_count = 3 or s_price = 2", "(s_count 3 or s_price 200)" },
        { "not (s_count = 3 and s_price = 2)",
          "(s_count ..2 4.. or s_price ..199 201..)" },
        { "(s_count = 3 and s_price = 2) or (s_count = 4 and s_item = 1)",
          "((s_count 3 and s_price 200) or (s_count 4 and s_item 1))" },
        /* a = 1 or b or a = 2: the sets of a come together. */
        { "s_count = 1 or s_item = 5 or s_count = 2",
          "(s_count 1..2 or s_item 5)" },
        { "s_day < s_sent", "s_day < s_sent" },
        { "not (s_day < s_sent)", "s_day >= s_sent" },
        { "s_price = s_tax", "s_price = s_tax" },
        { "s_count between 1 and 5 and s_day between s_sent and '2000-01-03'",
          "s_count 1..5; s_day >= s_sent; s_day ..2" },
        { "1 = 1 and s_count = 3", "s_count 3" },
        { "1 = 2", "guess 0" },
        /* Constants decide, or say nothing. */
        { "s_count = 3 or 1 = 2", "s_count 3" },
        { "s_count = 3 or (s_item = 5 and 1 = 2)", "s_count 3" },
        { "(s_count = 3 and 2 = 2) or s_item = 5", "(s_count 3 or s_item 5)" },
        { "s_count = 3 and (s_item = 5 or true)", "s_count 3" },
        { "not (s_count = 3 and false) and s_item = 5", "s_item 5" },
        { "s_count = 3 or 1 = 2 or s_item = 5", "(s_count 3 or s_item 5)" },
    };

    (void)state;
    CHECK_CASES(cases);
}

static void test_dates(void **state)
{
    static const struct case_of cases[] = {
        { "s_day = '2001-01-01'", "s_day 366" },
        { "s_day < date '2000-01-01'", "s_day ..-1" },
        { "s_day <= '2000-03-01'::date", "s_day ..60" },
        { "s_day <= date '1998-12-01' - interval '90 day'", "s_day ..-486" },
        { "s_day <= date '1998-12-01' - interval '90' day (3)",
          "s_day ..-486" },
        /* 2000 is a leap year: 31 January + 1 month is its last of February */
        { "s_day < date '2000-01-31' + interval '1 month'", "s_day ..58" },
        { "s_day < date '1999-01-01' + interval '1' year", "s_day ..-1" },
        { "s_day >= dateadd(month, 3, '2000-01-01')", "s_day 91.." },
        { "s_day >= dateadd('week', 2, date '2000-01-01')", "s_day 14.." },
        { "s_day = date '2000-01-10' + 5", "s_day 14" },
        { "s_day = to_date('01.02.2000', 'DD.MM.YYYY')", "s_day 31" },
        { "s_day = last_day('2000-02-03')", "s_day 59" },
        { "s_day > add_months('2000-01-31', -2)", "s_day -31.." },
        { "s_day = date_trunc('month', date '2000-02-29')", "s_day 31" },
        /* Days and times of the day. */
        { "s_day < timestamp '2000-01-02 12:00:00'", "s_day ..1" },
        { "s_day = timestamp '2000-01-02 12:00:00'", "s_day none" },
        { "s_at >= date '2000-01-02'", "s_at 86400000000.." },
        { "s_at < '2000-01-01 00:00:01.5'", "s_at ..1499999" },
        { "s_at = dateadd(hour, 1, '2000-01-01')", "s_at 3600000000" },
    };

    (void)state;
    CHECK_CASES(cases);
}

/* Functions of the column: exact, but no zone map can use them. */
static void test_computed(void **state)
{
    static const struct case_of cases[] = {
        { "s_count + 1 < 5", "s_count ..3 computed" },
        { "1 + s_count < 5", "s_count ..3 computed" },
        { "5 - s_count > 1", "s_count ..3 computed" },
        { "-s_count < 5", "s_count -4.. computed" },
        { "s_count * 3 = 12", "s_count 4 computed" },
        { "s_count * 3 = 13", "s_count none computed" },
        { "s_count * 3 > 13", "s_count 5.. computed" },
        { "s_count * -3 > 12", "s_count ..-5 computed" },
        { "s_price * 2 < 3", "s_price ..149 computed" },
        /* Whole numbers divide towards zero: -99 / 100 is 0. */
        { "s_item / 100 = 5", "s_item 500..599 computed" },
        { "s_item / 100 = 0", "s_item -99..99 computed" },
        { "s_item / 100 = -2", "s_item -299..-200 computed" },
        { "s_item / 100 < 1", "s_item ..99 computed" },
        { "s_item / 100 >= 1", "s_item 100.. computed" },
        { "s_item / 100 <= -1", "s_item ..-100 computed" },
        { "s_day + 30 < date '2000-01-31'", "s_day ..-1 computed" },
        { "s_day - interval '1 day' = date '2000-01-01'", "s_day 1 computed" },
        { "dateadd(day, 30, s_day) = date '2000-01-31'", "s_day 0 computed" },
        { "extract(year from s_day) = 2000", "s_day 0..365 computed" },
        { "date_part(year, s_day) = 2000 and extract(month from s_day) = 2",
          "s_day 31..59 computed" },
        { "date_trunc('month', s_day) = '2000-02-01'",
          "s_day 31..59 computed" },
        { "to_char(s_day, 'YYYY-MM') = '2000-02'", "s_day 31..59 computed" },
        { "s_at::date = '2000-01-02'",
          "s_at 86400000000..172799999999 computed" },
        { "trunc(s_at) between '2000-01-01' and '2000-01-02'",
          "s_at 0..172799999999 computed" },
        { "case when s_mode = 'AIR' then true else false end",
          "s_mode 0 computed" },
        { "s_count::bigint = 5", "s_count 5" },
        { "s_day::timestamp >= '2000-01-02'", "s_day 1.." },
    };

    (void)state;
    CHECK_CASES(cases);
}

/* The texts of s_mode in order: AIR MAIL RAIL SHIP TRUCK. */
static void test_texts(void **state)
{
    static const struct case_of cases[] = {
        { "s_mode = 'MAIL'", "s_mode 1" },
        { "s_mode = 'MAIL '", "s_mode 1" }, /* CHAR: blanks do not count */
        { "s_mode = 'mail'", "s_mode none" },
        { "s_mode in ('SHIP', 'AIR')", "s_mode 0 3" },
        { "s_mode > 'M'", "s_mode 1.." },
        { "s_mode between 'MAIL' and 'S'", "s_mode 1..2" },
        { "s_mode like 'R%'", "s_mode 2" },
        { "s_mode like 'RAIL'", "s_mode 2" },
        { "s_mode like '%'", "s_mode .." },
        { "s_mode not like 'R%'", "s_mode ..1 3.." },
        { "s_mode like '%AI%'", "s_mode 0..2 computed" },
        { "s_mode like '_AIL'", "s_mode 1..2 computed" },
        { "s_mode ilike 'a%'", "s_mode 0 computed" },
        { "lower(s_mode) = 'ship'", "s_mode 3 computed" },
        { "substring(s_mode, 1, 1) in ('T', 'A')", "s_mode 0 4 computed" },
        { "left(s_mode, 2) = 'MA'", "s_mode 1 computed" },
        { "len(s_mode) = 5", "s_mode 4 computed" },
        { "s_mode || 'x' = 'AIRx'", "s_mode 0 computed" },
    };

    (void)state;
    CHECK_CASES(cases);
}

/* PostgreSQL's defaults: 1/3 for inequalities, 0.005 for the others. */
static void test_guesses(void **state)
{
    static const struct case_of cases[] = {
        { "s_price * s_count > 5", "guess 0.3333" },
        { "s_price * s_count = 5", "guess 0.005" },
        { "s_price * s_count <> 5", "guess 0.995" },
        { "not (s_price * s_count > 5)", "guess 0.6667" },
        { "s_note like '%special%requests%'", "guess 0.005" },
        { "s_note not like '%special%'", "guess 0.995" },
        { "s_note > 'abc'", "guess 0.3333" },
        { "s_price * s_count in (1, 2, 3)", "guess 0.015" },
        { "s_price * s_count between 1 and 3", "guess 0.005" },
        { "random() < 0.1", "guess 0.3333" },
        { "s_price = s_count", "guess 0.005" }, /* codes of other scales */
    };

    (void)state;
    CHECK_CASES(cases);
}

static void test_guesses_are_noted(void **state)
{
    struct shop *const s = shop_begin();
    const struct query *const q =
        shop_good(s, "select 1 from sale where s_price * s_count > 5 and "
                     "s_mode = 'SLED'");

    (void)state;
    assert_int_equal(q->note_count, 2);
    assert_string_equal(
        q->notes[0],
        "'(s_price * s_count) > 5' is not evaluated: guessed to pass 33.33 % "
        "of rows");
    assert_string_equal(q->notes[1],
                        "'SLED' is no value of 's_mode': nothing equals it");
    shop_done(s);
}

/* A law that draws makes a column's values few enough to try them all. */
static void test_domain_of_law(void **state)
{
    struct shop *const s = shop_begin();

    (void)state;
    shop_column(s, SALE, "s_item")->law = law_uniform(s->a, 10, 43);
    const struct query *const q =
        shop_good(s, "select 1 from sale where mod(s_item, 10) = 3");
    assert_string_equal(shop_filters(s, q, 0), "s_item 13 23 33 43 computed");
    shop_done(s);
}

/* The words that EXPLAIN prints. */
static void test_wording(void **state)
{
    static const struct case_of cases[] = {
        { "x.s_count BETWEEN 1 AND 3", "s_count between 1 and 3" },
        { "S_Mode in ('A','it''s')", "s_mode in ('A', 'it''s')" },
        { "not (x.s_count=5 and s_price*2>3)",
          "not (s_count = 5 and (s_price * 2) > 3)" },
        { "s_day <= date '1998-12-01'", "s_day <= date '1998-12-01'" },
        { "s_count >= 3 and s_count < 9", "s_count >= 3 and s_count < 9" },
        { "s_count is not null", "s_count is not null" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct shop *const s = shop_begin();
        const struct query *const q =
            shop_good(s, text_format(s->a, "select 1 from sale x where %s",
                                     cases[i].where));

        assert_string_equal(q->relations[0].filters[0]->text, cases[i].want);
        shop_done(s);
    }
}

/* Ten rows of ten million are found soon, but nobody knows how soon. Sorted,
   grouped or windowed, all rows are needed first. */
static void test_limit_is_noted(void **state)
{
    static const struct {
        const char *sql;
        int notes;
    } cases[] = {
        { "select s_id from sale limit 10", 1 },
        { "select top 10 s_id from sale", 1 },
        { "select s_id from sale order by s_id limit 10", 0 },
        { "select distinct s_id from sale limit 10", 0 },
        { "select count(*) from sale limit 10", 0 },
        { "select s_id, rank() over (order by s_id) from sale limit 10", 0 },
    };

    struct shop *const s = shop_begin();

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
        assert_int_equal(shop_good(s, cases[i].sql)->note_count,
                         cases[i].notes);
    shop_done(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_comparisons),
        cmocka_unit_test(test_null),
        cmocka_unit_test(test_algebra),
        cmocka_unit_test(test_dates),
        cmocka_unit_test(test_computed),
        cmocka_unit_test(test_texts),
        cmocka_unit_test(test_guesses),
        cmocka_unit_test(test_guesses_are_noted),
        cmocka_unit_test(test_limit_is_noted),
        cmocka_unit_test(test_domain_of_law),
        cmocka_unit_test(test_wording),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
