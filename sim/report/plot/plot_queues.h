#ifndef REPORT_PLOT_QUEUES_H
#define REPORT_PLOT_QUEUES_H

#include "report/plot/plot_family.h"
#include "report/plot/plot_panel.h"

/*
 * plot_queues - what the pictures of queues share.
 *
 * Waiting is orange and running is blue in all of them.
 *
 * Units    pixels of the 800 wide picture.
 * Memory   the arena of the context.
 * Errors   none.
 * Source   colours: Paul Tol, "Colour schemes" (2021): vibrant for what
 *          happens, bright for the classes of queries, two of them moved until
 *          any two can be told apart with any common colour blindness.
 */
enum {
    PLOT_WAITING = 0xee7733,
    PLOT_RUNNING = 0x0077bb,
    PLOT_ANSWERED = 0x22aa99, /* 95 % are */
};

/* The class at this place of the workload; repeats after seven. */
unsigned plot_class_colour(size_t class);

/* The classes in their order, without 'all'. */
struct plot_names plot_classes(struct plot_context *c);

/* Minutes under three hours, else hours; about eight ticks. */
struct plot_time {
    double per_hour, step;
    const char *unit;
};

struct plot_time plot_time_of(double hours);

/* What stands before and after in the frame of that name; false without. */
bool plot_pair(struct plot_context *c, const char **before, const char **after);

#endif
