#ifndef SCENARIO_INPUT_H
#define SCENARIO_INPUT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/fault.h"

/*
 * input - the files of a scenario, read whole, and nothing beside them.
 *
 * A scenario is somebody else's folder. So a file is read only when it is a
 * regular file of moderate size, holds UTF-8 without NUL, and lies inside
 * the folder, also after every symbolic link has been followed.
 *
 * Units    bytes.
 * Memory   the texts live in the arena given; all files of a scenario together
 *          have at most INPUT_TOTAL_MAX bytes.
 * Errors   faults at `where`, the place that names the file; broken bytes at
 *          their own line and column.
 * Result   a text that ends in NUL, and has no NUL before.
 * Source   house rule "Safe" (no input may exhaust the machine).
 */
enum {
    INPUT_BYTES_MAX = 4 * 1024 * 1024,
    INPUT_TOTAL_MAX = 32 * 1024 * 1024,
    /* Rows and samples: one file, and all together. */
    INPUT_DATA_BYTES_MAX = 256 * 1024 * 1024,
    INPUT_DATA_TOTAL_MAX = 512 * 1024 * 1024,
};

/* The folder of a scenario, as it is shown to the user. */
struct input_folder {
    const char *path;
    size_t left;      /* of INPUT_TOTAL_MAX; begins as that */
    size_t data_left; /* of INPUT_DATA_TOTAL_MAX; begins as that */
};

/* Is there a folder of this name? False for everything else. */
bool input_is_folder(const char *path);

/*
 * The path of `name` inside the folder; NULL after a fault when the name is
 * absolute, has a `..`, or leads out of the folder through a link. A missing
 * file is left to input_read.
 */
const char *input_inside(struct arena *a, const struct input_folder *folder,
                         const char *name, struct where where,
                         struct faults *faults);

/* The text of the file at `path`; NULL after a fault. */
const char *input_read(struct arena *a, struct input_folder *folder,
                       const char *path, struct where where,
                       struct faults *faults);

/* Both in one: the text of a file of the folder, and its path. */
const char *input_file(struct arena *a, struct input_folder *folder,
                       const char *name, struct where where, const char **path,
                       struct faults *faults);

/*
 * The bytes of a file with rows of data, which may be larger and is changed
 * while it is read; its UTF-8 is not checked. A NUL ends them, and there may
 * be others before. NULL after a fault.
 */
char *input_data(struct arena *a, struct input_folder *folder, const char *path,
                 struct where where, size_t *count, struct faults *faults);

/* Bytes of the UTF-8 character at s, 0 when it is none. */
size_t input_character(const char *s, size_t left);

#endif
