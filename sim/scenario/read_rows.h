#ifndef SCENARIO_READ_ROWS_H
#define SCENARIO_READ_ROWS_H

#include "scenario/input.h"
#include "scenario/tree.h"
#include "world/world.h"

/*
 * read_rows - columns of values out of a CSV file.
 *
 * The first row names the columns; the others have a value of the column's
 * type in each field. An empty field without quotes is NULL, as in COPY; ""
 * is the empty text, of other types NULL too. Blanks at the end of a CHAR do
 * not count. REAL and DOUBLE are kept to six decimals.
 *
 * Units    codes; of text columns first numbers in order of appearance, until
 *          rows_rank makes them ranks.
 * Memory   codes and different texts in the world's arena: 8 bytes a field, of
 *          which a file has at most ROWS_FIELDS_MAX; the file's text is given
 *          back.
 * Errors   faults at line and column of the file, all of them up to
 *          FAULTS_MAX; NULL or false after one.
 */
enum { ROWS_FIELDS_MAX = 64 * 1024 * 1024 };

struct given_column {
    int64_t *codes;     /* by row; NULL: not in the file */
    const char **texts; /* of text columns: by number */
    int64_t text_count, text_room;
    int64_t nulls;
};

struct given_rows {
    const char *path;
    int64_t rows;
    struct given_column *columns; /* of the table's DDL */
};

/* The rows of a table; every column of the file must be one of the table. */
struct given_rows *rows_read(struct world *w, struct input_folder *folder,
                             int table, const struct tree_node *name,
                             struct faults *faults);

/* One column of a file: the one named, or the only one where `column` is
   NULL. Values are those of `as`. */
bool rows_read_one(struct world *w, struct input_folder *folder,
                   const struct tree_node *name, const struct tree_node *column,
                   const struct column *as, struct given_column *out,
                   int64_t *rows, struct faults *faults);

/* Numbers of texts become ranks among the sorted texts of all `count` columns
   together, which are their form from then on. */
struct form rows_rank(struct arena *a, struct given_column *const *columns,
                      const int64_t *rows, int count);

#endif
