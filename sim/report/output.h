#ifndef REPORT_OUTPUT_H
#define REPORT_OUTPUT_H

#include <stdbool.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/fault.h"
#include "base/frame.h"

/*
 * output - a folder of results: every file is there whole or not at all.
 *
 * A file is written under a temporary name in the same folder and renamed when
 * its last byte is down. Names are taken relative to the open folder, and the
 * rename replaces a symbolic link instead of following it, so nothing is
 * written outside. Files of an earlier run that are not written again stay.
 *
 * Memory   scratch of its own; what an output points at lives in its arena.
 * Errors   a fault with the path and the system's words, and false. The user
 *          can correct it, but it is no bad input: the program exits with 4.
 * Result   DIR/<frame>.csv, DIR/result.json.
 */
struct output_folder {
    struct arena *arena;
    const char *path; /* as the user named it, for messages */
    int folder;       /* open directory */
};

/* Opens the folder, after making it and its parents where missing. */
bool output_open(struct output_folder *o, struct arena *a, const char *dir,
                 struct faults *faults);

/* The folder `name` inside `parent`; must not be a symbolic link. */
bool output_open_inside(struct output_folder *o,
                        const struct output_folder *parent, const char *name,
                        struct faults *faults);

void output_close(struct output_folder *o);

/* Writes `what` to the stream; false when the stream refused a byte. */
typedef bool output_writer(const void *what, FILE *out);

/* The file `name`: of a-z 0-9 _ - and ., and does not begin with a dot. */
bool output_file(const struct output_folder *o, const char *name,
                 output_writer *writer, const void *what,
                 struct faults *faults);

/*
 * One file anywhere, under the same rule: it is there whole or not at all.
 * Its folder must be there; what stands at the path and is no file (a device,
 * a pipe, a folder) is left alone and is a fault.
 */
bool output_single(struct arena *a, const char *path, output_writer *writer,
                   const void *what, struct faults *faults);

/* The text of the file `name`, in the folder's arena; NULL when it cannot be
   read, or is no regular file of at most OUTPUT_READ_MAX bytes. */
enum { OUTPUT_READ_MAX = 16 * 1024 * 1024 };
const char *output_read(const struct output_folder *o, const char *name);

/* Removes a file of an earlier run; that there is none is fine. */
void output_remove(const struct output_folder *o, const char *name);

/* Adds "cannot write 'DIR/name': No space left on device"; returns false. */
bool output_fault(const struct output_folder *o, const char *name, int error,
                  struct faults *faults);

/* All frames as CSV, and result.json with the frames and notes. */
bool output_write(const struct frames *fs, const char *dir,
                  struct faults *faults);

#endif
