/* The calendar: world/day. */
#include "world/day.h"

#include "tests/near.h"

struct known_day {
    int64_t year;
    int month, day;
    int64_t days;
    int weekday;
};

/* Python's datetime.date.toordinal and weekday, less those of 2000-01-01;
   the last two by hand from the 146,097 days of 400 years. */
static const struct known_day known[] = {
    { 2000, 1, 1, 0, 5 },           { 1992, 1, 1, -2922, 2 },
    { 1998, 8, 2, -517, 6 },        { 1970, 1, 1, -10957, 3 },
    { 1900, 3, 1, -36465, 3 },      { 2024, 2, 29, 8825, 3 },
    { 1, 1, 1, -730119, 0 },        { 9999, 12, 31, 2921939, 4 },
    { 402000, 1, 1, 146097000, 5 }, { -2000, 1, 1, -1460970, 5 },
};

static void test_known_days(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
        const struct known_day *const k = &known[i];
        const struct day_date d = day_date(k->days);

        assert_int_equal(day_of(k->year, k->month, k->day), k->days);
        assert_int_equal(d.year, k->year);
        assert_int_equal(d.month, k->month);
        assert_int_equal(d.day, k->day);
        assert_int_equal(day_weekday(k->days), k->weekday);
    }
}

/* 900 years day by day, with the months of a calendar on the wall. */
static void test_every_day(void **state)
{
    int64_t days = day_of(1600, 1, 1);

    (void)state;
    for (int year = 1600; year < 2500; year++) {
        const bool leap = year % 400 == 0 || (year % 4 == 0 && year % 100 != 0);
        const int lengths[12] = {
            31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31
        };
        for (int month = 1; month <= 12; month++) {
            for (int day = 1; day <= lengths[month - 1]; day++, days++) {
                const struct day_date d = day_date(days);
                const int64_t written = year * 10000 + month * 100 + day;

                assert_true(d.year == year && d.month == month && d.day == day);
                assert_true(day_of(year, month, day) == days);
                assert_true(day_to_yyyymmdd(days) == written);
                assert_true(day_from_yyyymmdd(written) == days);
                assert_true(day_weekday(days + 1) ==
                            (day_weekday(days) + 1) % 7);
            }
            assert_false(day_valid(year, month, lengths[month - 1] + 1));
            assert_true(day_valid(year, month, lengths[month - 1]));
        }
    }
    /* 219 leap days: 225 less those of 1700, 1800, 1900, 2100, 2200, 2300. */
    assert_int_equal(days - day_of(1600, 1, 1), 900 * 365 + 219);
}

static void test_valid(void **state)
{
    (void)state;
    assert_true(day_valid(2000, 2, 29));
    assert_false(day_valid(1900, 2, 29));
    assert_false(day_valid(2100, 2, 29));
    assert_true(day_valid(2400, 2, 29));
    assert_true(day_valid(1996, 2, 29));
    assert_false(day_valid(1997, 2, 29));
    assert_false(day_valid(1997, 0, 5));
    assert_false(day_valid(1997, 13, 5));
    assert_false(day_valid(1997, 5, 0));
    assert_false(day_valid(1997, -3, 5));
    assert_false(day_valid(1997, 4, 31));
}

struct parse_case {
    const char *text;
    bool good;
    int64_t days;
};

static void test_parse(void **state)
{
    static const struct parse_case cases[] = {
        { "1992-01-01", true, -2922 }, { "19920101", true, -2922 },
        { "2000-02-29", true, 59 },    { "0001-01-01", true, -730119 },
        { "99991231", true, 2921939 }, { "1900-02-29", false, 0 },
        { "19000229", false, 0 },      { "1992-1-1", false, 0 },
        { "1992-01-01 ", false, 0 },   { " 1992-01-01", false, 0 },
        { "1992-0101", false, 0 },     { "199201-01", false, 0 },
        { "1992/01/01", false, 0 },    { "1992-13-01", false, 0 },
        { "1992-00-01", false, 0 },    { "1992-01-32", false, 0 },
        { "1992-01-", false, 0 },      { "1992-01-1", false, 0 },
        { "1992-01", false, 0 },       { "1992", false, 0 },
        { "199", false, 0 },           { "", false, 0 },
        { "0000-01-01", false, 0 },    { "-992-01-01", false, 0 },
        { "1992-01-011", false, 0 },   { "199201011", false, 0 },
        { "1992-01-01T00", false, 0 }, { "1992-01-+1", false, 0 },
        { "abcd-ef-gh", false, 0 },    { "1992-02-\xb3\xb0", false, 0 },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        int64_t days = 4711;

        assert_int_equal(day_parse(cases[i].text, &days), cases[i].good);
        assert_int_equal(days, cases[i].good ? cases[i].days : 4711);
    }
}

struct months_case {
    const char *from;
    int64_t months;
    const char *want;
};

static void test_add_months(void **state)
{
    /* By hand from the rule: the same day of the month, or its last. */
    static const struct months_case cases[] = {
        { "2001-01-31", 1, "2001-02-28" },   { "2000-01-31", 1, "2000-02-29" },
        { "1900-01-31", 1, "1900-02-28" },   { "2000-03-31", -1, "2000-02-29" },
        { "1998-12-01", 3, "1999-03-01" },   { "1994-01-01", 12, "1995-01-01" },
        { "2000-02-29", 12, "2001-02-28" },  { "2000-02-29", 48, "2004-02-29" },
        { "1995-05-17", -29, "1992-12-17" }, { "1995-08-31", 1, "1995-09-30" },
        { "1995-08-31", 0, "1995-08-31" },   { "1999-12-31", 2, "2000-02-29" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        int64_t from = 0, want = 0;

        assert_true(day_parse(cases[i].from, &from));
        assert_true(day_parse(cases[i].want, &want));
        assert_int_equal(day_add_months(from, cases[i].months), want);
    }
}

/* Numbers that are no day go to the nearest month, then day. */
static void test_bad_yyyymmdd(void **state)
{
    (void)state;
    assert_int_equal(day_from_yyyymmdd(19970231), day_of(1997, 2, 28));
    assert_int_equal(day_from_yyyymmdd(19971345), day_of(1997, 12, 31));
    assert_int_equal(day_from_yyyymmdd(19970000), day_of(1997, 1, 1));
    assert_int_equal(day_from_yyyymmdd(0), day_of(0, 1, 1));
}

/* No argument overflows. */
static void test_far(void **state)
{
    (void)state;
    assert_true(day_date(INT64_MAX).year > 2000000000000);
    assert_true(day_date(INT64_MIN).year < -2000000000000);
    assert_true(day_add_months(5, INT64_MAX) > day_of(9999, 1, 1));
    assert_true(day_add_months(5, INT64_MIN) < day_of(1, 1, 1));
    assert_true(day_from_yyyymmdd(INT64_MAX) > day_of(9999, 1, 1));
    assert_true(day_from_yyyymmdd(INT64_MIN) < day_of(1, 1, 1));
    assert_in_range(day_weekday(INT64_MIN), 0, 6);
    assert_in_range(day_weekday(INT64_MAX), 0, 6);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_known_days), cmocka_unit_test(test_every_day),
        cmocka_unit_test(test_valid),      cmocka_unit_test(test_parse),
        cmocka_unit_test(test_add_months), cmocka_unit_test(test_bad_yyyymmdd),
        cmocka_unit_test(test_far),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
