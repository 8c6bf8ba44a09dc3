#ifndef CLI_SESSION_H
#define CLI_SESSION_H

#include <stdio.h>

#include "base/arena.h"
#include "base/fault.h"
#include "base/frame.h"
#include "report/report.h"

struct world;

/*
 * session - one run of the program: where it prints, and how it ends.
 *
 * Memory   the session's arena.
 * Errors   faults are printed to `err`, one per line.
 */
enum exit_status {
    STATUS_DONE = 0,
    STATUS_NO = 1,       /* done, and the answer is no */
    STATUS_USAGE = 2,    /* the command line is wrong */
    STATUS_SCENARIO = 3, /* the scenario is */
    STATUS_WRITE = 4,    /* a result could not be written */
    STATUS_INTERRUPTED = 130,
};

struct session {
    struct arena *arena;
    const char *command;
    FILE *out, *err;
    int write_error; /* errno of the first byte that stdout refused; or 0 */
    const struct world *world; /* that was loaded; NULL before */
    const char **lead;         /* frames that a report shows first */
    size_t lead_count;
};

/* Sorted, and how many were too many. */
void session_print_faults(struct session *s, struct faults *faults);

/* The same for faults of the command line, and where to find help. */
enum exit_status session_usage(struct session *s, struct faults *faults);

/* NULL when the scenario is wrong, which has then been said. */
struct world *session_load(struct session *s, const char *path);

/* Frames to stdout; STATUS_WRITE when that fails. */
enum exit_status session_report(struct session *s, const struct frames *fs,
                                enum report_format format);

/* Text to stdout, as it is. */
enum exit_status session_print(struct session *s, const char *text);

/* What a result is stamped with: program, scenario, seed. */
const char *session_stamp(struct session *s, const struct world *w);

#endif
