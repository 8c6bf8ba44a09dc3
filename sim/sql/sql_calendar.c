#include "sql/sql_constant.h"

#include <string.h>

#include "base/text.h"
#include "world/day.h"

/* A thousand years either way, in months and days; beyond is no date. */
enum { MONTHS_MAX = 12000, DAYS_MAX = 3000000 };

static const struct {
    const char *name;
    enum date_part part;
} part_names[] = {
    { "year", PART_YEAR },
    { "yr", PART_YEAR },
    { "y", PART_YEAR },
    { "yyyy", PART_YEAR },
    { "quarter", PART_QUARTER },
    { "qtr", PART_QUARTER },
    { "month", PART_MONTH },
    { "mon", PART_MONTH },
    { "mm", PART_MONTH },
    { "week", PART_WEEK },
    { "w", PART_WEEK },
    { "day", PART_DAY },
    { "d", PART_DAY },
    { "dd", PART_DAY },
    { "hour", PART_HOUR },
    { "hr", PART_HOUR },
    { "h", PART_HOUR },
    { "hh", PART_HOUR },
    { "minute", PART_MINUTE },
    { "min", PART_MINUTE },
    { "mi", PART_MINUTE },
    { "m", PART_MINUTE },
    { "second", PART_SECOND },
    { "sec", PART_SECOND },
    { "s", PART_SECOND },
    { "dow", PART_WEEKDAY },
    { "dayofweek", PART_WEEKDAY },
    { "weekday", PART_WEEKDAY },
    { "dw", PART_WEEKDAY },
    { "doy", PART_YEARDAY },
    { "dayofyear", PART_YEARDAY },
    { "dy", PART_YEARDAY },
};

enum { PART_NAMES = (int)(sizeof(part_names) / sizeof(part_names[0])) };

bool sql_date_part(const char *name, enum date_part *part)
{
    const size_t bytes = strlen(name);
    const size_t singular =
        bytes > 1 && name[bytes - 1] == 's' ? bytes - 1 : bytes;

    for (int i = 0; i < PART_NAMES; i++) {
        const char *const known = part_names[i].name;

        if (text_equal_nocase(name, known) ||
            (strlen(known) == singular && singular >= 2 &&
             text_starts(name, known))) {
            *part = part_names[i].part;
            return true;
        }
    }
    return false;
}

static int64_t floor_div(int64_t a, int64_t b)
{
    return a / b - (a % b != 0 && (a < 0) != (b < 0));
}

static bool add_days(int64_t n, struct sql_constant *when)
{
    if (n < -DAYS_MAX || n > DAYS_MAX)
        return false;
    when->days += when->kind == CONSTANT_DATE ? n : 0;
    when->us += when->kind == CONSTANT_TIMESTAMP ? n * SQL_US_PER_DAY : 0;
    return true;
}

static bool add_months(int64_t n, struct sql_constant *when)
{
    if (n < -MONTHS_MAX || n > MONTHS_MAX)
        return false;
    if (when->kind == CONSTANT_DATE) {
        when->days = day_add_months(when->days, n);
        return true;
    }
    const int64_t day = floor_div(when->us, SQL_US_PER_DAY);
    const int64_t time = when->us - day * SQL_US_PER_DAY;
    when->us = day_add_months(day, n) * SQL_US_PER_DAY + time;
    return true;
}

static bool add_us(int64_t us, struct sql_constant *when)
{
    if (us == 0)
        return true;
    if (us / SQL_US_PER_DAY > DAYS_MAX || us / SQL_US_PER_DAY < -DAYS_MAX)
        return false;
    if (when->kind == CONSTANT_DATE) {
        when->kind = CONSTANT_TIMESTAMP;
        when->us = when->days * SQL_US_PER_DAY;
    }
    when->us += us;
    return true;
}

/* n units as an interval; false when it is beyond what a date can be. */
static bool interval_of(enum date_part part, int64_t n,
                        struct sql_constant *interval)
{
    static const int64_t us_per[DATE_PARTS] = {
        [PART_HOUR] = INT64_C(3600000000),
        [PART_MINUTE] = 60000000,
        [PART_SECOND] = 1000000,
    };
    static const int months_per[DATE_PARTS] = {
        [PART_YEAR] = 12, [PART_QUARTER] = 3, [PART_MONTH] = 1
    };
    static const int days_per[DATE_PARTS] = {
        [PART_WEEK] = 7, [PART_DAY] = 1, [PART_WEEKDAY] = 1, [PART_YEARDAY] = 1
    };

    *interval = (struct sql_constant){ .kind = CONSTANT_INTERVAL };
    return !__builtin_mul_overflow(n, us_per[part], &interval->us) &&
           !__builtin_mul_overflow(n, (int64_t)months_per[part],
                                   &interval->months) &&
           !__builtin_mul_overflow(n, (int64_t)days_per[part], &interval->days);
}

bool sql_add_interval(const struct sql_constant *interval, int sign,
                      struct sql_constant *when)
{
    return interval->us != INT64_MIN &&
           add_months(sign * interval->months, when) &&
           add_days(sign * interval->days, when) &&
           add_us(sign * interval->us, when);
}

bool sql_add_part(enum date_part part, int64_t n, struct sql_constant *when)
{
    struct sql_constant interval;

    return interval_of(part, n, &interval) &&
           sql_add_interval(&interval, 1, when);
}

/* One "number unit" of an interval; moves past it. */
static bool add_term(const char **text, const char *unit,
                     struct sql_constant *sum)
{
    char word[24];
    size_t bytes = strspn(*text, "+-.0123456789");
    struct sql_number number;
    struct sql_constant term;
    enum date_part part = PART_SECOND;

    if (bytes == 0 || bytes >= sizeof(word))
        return false;
    memcpy(word, *text, bytes);
    word[bytes] = '\0';
    if (!sql_number_parse(word, &number) || !number.exact || number.scale > 0)
        return false;

    *text += bytes;
    *text += strspn(*text, " ");
    bytes = strcspn(*text, " +-.0123456789");
    if (bytes >= sizeof(word))
        return false;
    memcpy(word, *text, bytes);
    word[bytes] = '\0';
    if (bytes == 0 && unit != NULL && !sql_date_part(unit, &part))
        return false;
    if (bytes > 0 && !sql_date_part(word, &part))
        return false;
    *text += bytes;
    *text += strspn(*text, " ");
    if (!interval_of(part, number.digits, &term))
        return false;
    return !__builtin_add_overflow(sum->months, term.months, &sum->months) &&
           !__builtin_add_overflow(sum->days, term.days, &sum->days) &&
           !__builtin_add_overflow(sum->us, term.us, &sum->us);
}

bool sql_interval_parse(const char *text, const char *unit,
                        struct sql_constant *interval)
{
    *interval = (struct sql_constant){ .kind = CONSTANT_INTERVAL };
    text += strspn(text, " ");
    if (*text == '\0')
        return false;
    while (*text != '\0')
        if (!add_term(&text, unit, interval))
            return false;
    /* So that a sign and a few additions cannot overflow. */
    return interval->months >= -MONTHS_MAX && interval->months <= MONTHS_MAX &&
           interval->days >= -DAYS_MAX && interval->days <= DAYS_MAX;
}

int64_t sql_extract_day(enum date_part part, int64_t day)
{
    const struct day_date d = day_date(day);

    switch (part) {
    case PART_YEAR:
        return d.year;
    case PART_QUARTER:
        return (d.month + 2) / 3;
    case PART_MONTH:
        return d.month;
    case PART_WEEK: { /* ISO 8601: the week that holds the year's Thursday */
        const int64_t thursday = day - day_weekday(day) + 3;
        return (thursday - day_of(day_date(thursday).year, 1, 1)) / 7 + 1;
    }
    case PART_DAY:
        return d.day;
    case PART_WEEKDAY:
        return (day_weekday(day) + 1) % 7;
    case PART_YEARDAY:
        return day - day_of(d.year, 1, 1) + 1;
    default:
        return 0; /* a day has no hours */
    }
}

int64_t sql_trunc_day(enum date_part part, int64_t day)
{
    const struct day_date d = day_date(day);

    switch (part) {
    case PART_YEAR:
        return day_of(d.year, 1, 1);
    case PART_QUARTER:
        return day_of(d.year, d.month - (d.month - 1) % 3, 1);
    case PART_MONTH:
        return day_of(d.year, d.month, 1);
    case PART_WEEK:
        return day - day_weekday(day);
    default:
        return day;
    }
}
