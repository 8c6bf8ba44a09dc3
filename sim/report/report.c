#include "report/report.h"

#include "base/text.h"
#include "report/csv.h"
#include "report/json.h"
#include "report/table.h"

const char *const report_format_names[] = { "table", "csv", "json", NULL };

bool report_format_of(const char *word, enum report_format *format)
{
    for (int i = 0; report_format_names[i] != NULL; i++)
        if (text_equal(word, report_format_names[i])) {
            *format = (enum report_format)i;
            return true;
        }
    return false;
}

bool report_write(const struct frames *fs, enum report_format format, FILE *out)
{
    bool written = false;

    switch (format) {
    case REPORT_TABLE:
        written = table_write_all(fs, out);
        break;
    case REPORT_CSV:
        written = csv_write_all(fs, out);
        break;
    case REPORT_JSON:
        written = json_write(fs, out);
        break;
    }
    return fflush(out) == 0 && written && !ferror(out);
}
