#ifndef TESTS_CSV_H
#define TESTS_CSV_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/*
 * csv - published numbers from the files in tests/truth, for tests alone.
 *
 * A file begins with comment lines (#) that name the source, then a line of
 * column names, then rows. Fields may stand in double quotes.
 *
 *     static struct csv blocks;
 *     csv_read(&blocks, "tests/truth/ssb_tutorial_storage.csv");
 *     csv_number(&blocks, "before_blocks", "table", "part")      200
 *     csv_number2(&c, "mean_wait", "servers", "5", "rho", "0.8")
 *
 * Errors   whatever is not there fails the running test and says what.
 */
enum { CSV_COLUMNS = 16, CSV_ROWS = 128, CSV_BYTES = 16384 };

struct csv {
    const char *path;
    char bytes[CSV_BYTES];
    const char *cells[CSV_ROWS][CSV_COLUMNS]; /* row 0 has the names */
    int row_count, column_count;              /* rows without row 0 */
};

/* Cut one line into fields, in place. */
static inline int csv_split(char *line, const char **fields)
{
    int n = 0;

    while (line != NULL && n < CSV_COLUMNS) {
        char *end;
        if (*line == '"') {
            fields[n++] = ++line;
            end = strchr(line, '"');
            assert_non_null(end);
            *end++ = '\0';
            line = *end == ',' ? end + 1 : NULL;
        } else {
            fields[n++] = line;
            end = strchr(line, ',');
            if (end != NULL)
                *end++ = '\0';
            line = end;
        }
    }
    return n;
}

static inline void csv_read(struct csv *c, const char *path)
{
    FILE *f = fopen(path, "r");
    size_t bytes;

    if (f == NULL)
        fail_msg("%s: cannot be read; tests run at the project's root", path);
    memset(c, 0, sizeof(*c));
    c->path = path;
    bytes = fread(c->bytes, 1, sizeof(c->bytes) - 1, f);
    fclose(f);
    assert_true(bytes < sizeof(c->bytes) - 1);

    int rows = 0;
    char *rest = c->bytes;
    for (char *line; (line = strtok_r(rest, "\r\n", &rest)) != NULL;) {
        if (*line == '#')
            continue;
        assert_true(rows < CSV_ROWS);
        const int n = csv_split(line, c->cells[rows]);
        if (rows++ == 0)
            c->column_count = n;
        else
            assert_int_equal(n, c->column_count);
    }
    c->row_count = rows - 1;
}

static inline int csv_column(const struct csv *c, const char *name)
{
    for (int i = 0; i < c->column_count; i++)
        if (strcmp(c->cells[0][i], name) == 0)
            return i;
    fail_msg("%s: no column %s", c->path, name);
    return -1;
}

/* Cell of data row 0, 1, .. */
static inline const char *csv_text_at(const struct csv *c, int row,
                                      const char *column)
{
    assert_in_range(row, 0, c->row_count - 1);
    return c->cells[row + 1][csv_column(c, column)];
}

static inline double csv_number_at(const struct csv *c, int row,
                                   const char *column)
{
    return strtod(csv_text_at(c, row, column), NULL);
}

/* The first data row where both key columns have these texts. */
static inline int csv_find2(const struct csv *c, const char *key1,
                            const char *text1, const char *key2,
                            const char *text2)
{
    for (int i = 0; i < c->row_count; i++)
        if (strcmp(csv_text_at(c, i, key1), text1) == 0 &&
            strcmp(csv_text_at(c, i, key2), text2) == 0)
            return i;
    fail_msg("%s: no row %s = %s, %s = %s", c->path, key1, text1, key2, text2);
    return -1;
}

static inline const char *csv_text(const struct csv *c, const char *column,
                                   const char *key, const char *text)
{
    return csv_text_at(c, csv_find2(c, key, text, key, text), column);
}

static inline double csv_number(const struct csv *c, const char *column,
                                const char *key, const char *text)
{
    return strtod(csv_text(c, column, key, text), NULL);
}

static inline double csv_number2(const struct csv *c, const char *column,
                                 const char *key1, const char *text1,
                                 const char *key2, const char *text2)
{
    return csv_number_at(c, csv_find2(c, key1, text1, key2, text2), column);
}

#endif
