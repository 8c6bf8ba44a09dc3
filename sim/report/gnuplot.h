#ifndef REPORT_GNUPLOT_H
#define REPORT_GNUPLOT_H

#include "base/arena.h"
#include "report/output.h"

/*
 * gnuplot - turns the scripts of a folder into pictures, where gnuplot is.
 *
 * The program is started directly, without a shell, without the user's start
 * file, and draws into a temporary folder; whole pictures are moved beside
 * the script. At most two run at once.
 *
 * Memory   the arena given.
 * Errors   never a fault: the scripts remain, `problem` says what happened.
 * Result   NAME.svg and NAME.png; the PNG is missing where gnuplot was built
 *          without cairo.
 */
enum { GNUPLOT_TIMEOUT_MS = 20000 };

struct gnuplot_job {
    const char *name; /* the script is NAME.gp in the folder */
    /* NAME and one of these is a picture; the first must be there. NULL: .svg
       and .png */
    const char *const *endings;
    const char *problem; /* answer: NULL, or one line for people */
};

/* The program's path, from PATH; NULL when there is none. */
const char *gnuplot_find(struct arena *a);

void gnuplot_draw(struct arena *a, const char *program,
                  const struct output_folder *folder, int timeout_ms,
                  struct gnuplot_job *jobs, size_t count);

#endif
