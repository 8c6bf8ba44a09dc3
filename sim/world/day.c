#include "world/day.h"

#include "base/check.h"

/* An era is 400 years, after which the calendar repeats. Years begin in
   March here, so that the leap day is the last of its year. */
enum { ERA_YEARS = 400, ERA_DAYS = 146097, CENTURY_DAYS = 36524 };

/* Days from 0000-03-01 to 2000-01-01: five eras less January and the leap
   February of 2000. */
enum { EPOCH_DAYS = 5 * ERA_DAYS - 31 - 29 };

/* Keeps sums of days and months far from overflow. */
static const int64_t REACH = 1000000000000000;

static int64_t within(int64_t x, int64_t lo, int64_t hi)
{
    return x < lo ? lo : x > hi ? hi : x;
}

static int64_t floor_div(int64_t a, int64_t b)
{
    return a / b - (a % b < 0);
}

static int64_t floor_mod(int64_t a, int64_t b)
{
    return a % b < 0 ? a % b + b : a % b;
}

static bool leap_year(int64_t year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int month_days(int64_t year, int month)
{
    static const int days[12] = {
        31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31
    };

    return days[month - 1] + (month == 2 && leap_year(year));
}

int64_t day_of(int64_t year, int month, int day)
{
    CHECK(month >= 1 && month <= 12);

    const int64_t march_year = year - (month <= 2);
    const int64_t era = floor_div(march_year, ERA_YEARS);
    const int64_t in_era = march_year - era * ERA_YEARS;
    const int march_month = (month + 9) % 12;
    const int in_year = (153 * march_month + 2) / 5 + day - 1;

    return era * ERA_DAYS + in_era * 365 + in_era / 4 - in_era / 100 + in_year -
           EPOCH_DAYS;
}

struct day_date day_date(int64_t days)
{
    const int64_t since = within(days, -REACH, REACH) + EPOCH_DAYS;
    const int64_t era = floor_div(since, ERA_DAYS);
    const int in_era = (int)(since - era * ERA_DAYS);
    /* The last day of 4, 100 and 400 years would begin a year too many. */
    const int year = (in_era - in_era / 1460 + in_era / CENTURY_DAYS -
                      in_era / (ERA_DAYS - 1)) /
                     365;
    const int in_year = in_era - (year * 365 + year / 4 - year / 100);
    const int march_month = (5 * in_year + 2) / 153;
    const int month = (march_month + 2) % 12 + 1;

    return (struct day_date){
        .year = era * ERA_YEARS + year + (month <= 2),
        .month = month,
        .day = in_year - (153 * march_month + 2) / 5 + 1,
    };
}

/* 2000-01-01 was a Saturday. */
int day_weekday(int64_t days)
{
    return (int)floor_mod(floor_mod(days, 7) + 5, 7);
}

bool day_valid(int64_t year, int month, int day)
{
    return month >= 1 && month <= 12 && day >= 1 &&
           day <= month_days(year, month);
}

/* `count` decimal digits as a number, or -1. */
static int digits(const char *text, int count)
{
    int n = 0;

    for (int i = 0; i < count; i++) {
        if (text[i] < '0' || text[i] > '9')
            return -1;
        n = n * 10 + (text[i] - '0');
    }
    return n;
}

bool day_parse(const char *text, int64_t *days)
{
    const int year = digits(text, 4);

    if (year < 1)
        return false;

    const int dash = text[4] == '-';
    const int month = digits(text + 4 + dash, 2);
    if (month < 0 || (dash && text[7] != '-'))
        return false;

    const char *const last = text + 6 + 2 * dash;
    const int day = digits(last, 2);
    if (day < 0 || last[2] != '\0' || !day_valid(year, month, day))
        return false;
    *days = day_of(year, month, day);
    return true;
}

int64_t day_add_months(int64_t days, int64_t months)
{
    const struct day_date d = day_date(days);
    const int64_t month =
        d.year * 12 + (d.month - 1) + within(months, -REACH, REACH);
    const int64_t year = floor_div(month, 12);
    const int of_year = (int)floor_mod(month, 12) + 1;
    const int most = month_days(year, of_year);

    return day_of(year, of_year, d.day < most ? d.day : most);
}

int64_t day_to_yyyymmdd(int64_t days)
{
    const struct day_date d = day_date(days);

    return d.year * 10000 + d.month * 100 + d.day;
}

int64_t day_from_yyyymmdd(int64_t yyyymmdd)
{
    const int64_t year = floor_div(yyyymmdd, 10000);
    const int month = (int)within(floor_mod(yyyymmdd, 10000) / 100, 1, 12);
    const int day =
        (int)within(floor_mod(yyyymmdd, 100), 1, month_days(year, month));

    return day_of(year, month, day);
}
