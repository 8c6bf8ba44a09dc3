#ifndef BASE_FAULT_H
#define BASE_FAULT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

/*
 * fault - what the user did wrong, all of it at once, each with its place.
 *
 * A function that can meet a mistake of the user takes `struct faults *` last
 * and returns false or NULL after adding to it; on success the list is
 * untouched. Text: lower case, no full stop, what is wrong, the subject in
 * single quotes, then the allowed range or a suggestion. Printed as
 *
 *     file:line:column: path: text
 *
 * where parts that are not known are left out. At most FAULTS_MAX are kept;
 * the rest are counted.
 */
enum { FAULTS_MAX = 100 };

/* Where in the input; line and column count from 1, 0 is "not known". */
struct where {
    const char *file; /* as the user named it, relative to where he stands */
    int line, column;
    const char *path; /* in a scenario: "data.lineorder.rows"; or NULL */
};

struct fault {
    struct where where;
    const char *text;
};

struct faults {
    struct arena *arena;
    struct fault *items;
    size_t count, room;
    size_t dropped; /* beyond FAULTS_MAX */
};

void faults_init(struct faults *fs, struct arena *a);

/* Always returns false, so that `return fault_add(...)` reads well. */
bool fault_add(struct faults *fs, struct where where, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Sorted by file, line, column and order of discovery. */
void faults_sort(struct faults *fs);

/* One line without a newline, in `a`. */
const char *fault_line(struct arena *a, const struct fault *f);

#endif
