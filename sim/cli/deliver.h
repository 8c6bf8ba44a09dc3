#ifndef CLI_DELIVER_H
#define CLI_DELIVER_H

#include "cli/session.h"
#include "report/plot/plot.h"

/*
 * deliver - a result as a folder: tables as CSV and JSON, the pictures, and
 * index.html, which holds all of it and the scenario on one page.
 *
 * Says on stderr what was written and where.
 *
 * Memory   the session's arena.
 * Errors   STATUS_WRITE, and why on stderr.
 */
enum exit_status deliver(struct session *s, const struct frames *fs,
                         const char *dir, const char *stamp, plot_maker *plot);

#endif
