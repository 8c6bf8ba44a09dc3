#ifndef MEASURE_WLM_FRAMES_H
#define MEASURE_WLM_FRAMES_H

#include <math.h>

#include "measure/wlm/wlm.h"

/*
 * wlm_frames - the tables of a queue study; shared by its parts and no one
 * else.
 *
 *     wlm_frames    classes, queues, timeline, rules, scaling
 *     wlm_notes     what the numbers lean on, and which are missing
 *     wlm_stays     queries one by one, and who held which slot (gantt)
 *     wlm_compare   before and after, the best of a sweep, the hockey stick
 *
 * Memory   the arena of the frames.
 */
#define WLM_COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

#define CONFIG_COLUMN                                                          \
    {                                                                          \
        "config", "", "the configuration of the queues", CELL_TEXT, 0          \
    }
#define HALF_COLUMN(name_, unit_)                                              \
    {                                                                          \
        name_ "_half", unit_, "half the width of the 95 % interval of " name_, \
            CELL_NUMBER, FRAME_ROUNDED                                         \
    }

/* A number of a result; NaN where there is no steady state. */
double wlm_shown(const struct wlm_result *r, double x);

/* Two cells: mean and half width. */
void wlm_put_interval(struct frame *f, const struct wlm_result *r,
                      struct stat_interval i);

/* The name of a class; the last is 'all'. */
const char *wlm_class_name(const struct wlm_result *r, int class);

/* Rows of classes: with one class 'all' says nothing new. */
int wlm_class_rows(const struct wlm_result *r);

/* ---- wlm_notes ---- */

void wlm_notes(const struct wlm_study *s, struct frames *out);

/* ---- wlm_stays ---- */

void wlm_gantt_frame(const struct wlm_study *s, struct frames *out);
void wlm_queries_frame(const struct wlm_study *s, struct frames *out);

/* ---- wlm_compare ---- */

/* The first configuration, and the one with the shortest mean response of
   the others; -1: no other has a steady state. */
int wlm_after(const struct wlm_study *s);

void wlm_pair_frame(const struct wlm_study *s, struct frames *out);
void wlm_slots_frame(const struct wlm_study *s, struct frames *out);
void wlm_hockey_frames(const struct wlm_study *s, struct frames *out);

#endif
