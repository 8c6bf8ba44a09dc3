#ifndef TESTS_UNIT_SHOWN_H
#define TESTS_UNIT_SHOWN_H

#include <math.h>

#include "gallery/gallery.h"
#include "report/plot/plot_pivot.h"
#include "tests/trial.h"

/*
 * shown - the frame of a teaching picture, for tests alone.
 *
 *     const struct shown s = show("hot-key");
 *     number(&s, 3, "hot_pct"), text(&s, 3, "slices")
 *     arena_done(s.trial.arena);
 */
/* The frame of one picture, with its scenario. */
struct shown {
    struct trial trial;
    struct frames frames;
    const struct frame *frame;
};

static inline struct shown show(const char *name)
{
    const struct exhibit *const e = gallery_find(name);
    struct shown s = { .frame = NULL };
    struct faults faults;

    assert_non_null(e);
    s.trial.arena = NULL;
    if (e->scenario != NULL) {
        struct arena *const a = arena_begin();
        s.trial = trial_load(text_format(a, "scenarios/%s", e->scenario));
        arena_done(a);
    } else {
        s.trial.arena = arena_begin();
    }
    faults_init(&faults, s.trial.arena);
    frames_init(&s.frames, s.trial.arena);
    assert_true(gallery_measure(e, s.trial.world, &s.frames, &faults));
    s.frame = frames_find(&s.frames, name);
    assert_non_null(s.frame);
    return s;
}

/* With the scenario's costs, as a comparison has them. */
static inline struct shown show_with_costs(const char *name)
{
    struct shown s = show(name);

    s.trial.cost = cost_run(s.trial.arena, s.trial.world, NULL, NULL);
    return s;
}

static inline double number(const struct shown *s, size_t row,
                            const char *column)
{
    return plot_value(s->frame, row, frame_column_index(s->frame, column));
}

static inline const char *text(const struct shown *s, size_t row,
                               const char *column)
{
    return plot_label(s->trial.arena, s->frame, row,
                      frame_column_index(s->frame, column));
}

#endif
