#include "scenario/date_part.h"

#include "base/check.h"
#include "base/text.h"

const char *const date_part_names[] = { "year",      "quarter", "month",
                                        "day",       "week",    "weekday",
                                        "yearmonth", "yearday", NULL };

const char *const date_format_names[] = { "MonYYYY",    "Month",         "Day",
                                          "YYYY-MM-DD", "Month D, YYYY", NULL };

static const char *const months[] = { "January", "February", "March",
                                      "April",   "May",      "June",
                                      "July",    "August",   "September",
                                      "October", "November", "December" };

static const char *const weekdays[] = { "Monday",   "Tuesday", "Wednesday",
                                        "Thursday", "Friday",  "Saturday",
                                        "Sunday" };

int64_t date_part(enum date_part part, int64_t day)
{
    const struct day_date d = day_date(day);
    const int64_t yearday = day - day_of(d.year, 1, 1) + 1;

    switch (part) {
    case PART_YEAR:
        return d.year;
    case PART_QUARTER:
        return (d.month - 1) / 3 + 1;
    case PART_MONTH:
        return d.month;
    case PART_DAY:
        return d.day;
    case PART_WEEK:
        return (yearday - 1) / 7 + 1;
    case PART_WEEKDAY:
        return day_weekday(day) + 1;
    case PART_YEARMONTH:
        return d.year * 100 + d.month;
    case PART_YEARDAY:
        return yearday;
    }
    CHECK(part <= PART_YEARDAY);
    return 0;
}

const char *date_format(struct arena *a, enum date_format format, int64_t day)
{
    const struct day_date d = day_date(day);
    const char *const month = months[d.month - 1];
    const long long year = (long long)d.year;

    switch (format) {
    case FORMAT_MONYYYY:
        return text_format(a, "%.3s%04lld", month, year);
    case FORMAT_MONTH:
        return month;
    case FORMAT_DAY:
        return weekdays[day_weekday(day)];
    case FORMAT_ISO:
        return text_format(a, "%04lld-%02d-%02d", year, d.month, d.day);
    case FORMAT_LONG:
        return text_format(a, "%s %d, %lld", month, d.day, year);
    }
    CHECK(format <= FORMAT_LONG);
    return "";
}
