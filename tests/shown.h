#ifndef TESTS_SHOWN_H
#define TESTS_SHOWN_H

#include "measure/gallery.h"
#include "report/plot_pivot.h"
#include "tests/trial.h"

/*
 * shown - a teaching picture's frame, with its scenario, for tests alone.
 *
 * Memory   the trial's arena, to be ended by the test.
 * Errors   fail the running test.
 */
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
