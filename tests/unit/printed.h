#ifndef TESTS_UNIT_PRINTED_H
#define TESTS_UNIT_PRINTED_H

/*
 * printed - frames for tests of the writers, and what a writer prints.
 */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/frame.h"
#include "tests/near.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

struct printed {
    struct arena *arena;
    struct frames frames;
    char *text; /* of the last print() */
};

static inline int set_up(void **state)
{
    struct arena *const a = arena_begin();
    struct printed *const p = ARENA_NEW(a, struct printed);

    p->arena = a;
    frames_init(&p->frames, a);
    *state = p;
    return 0;
}

static inline int tear_down(void **state)
{
    struct printed *const p = *state;

    free(p->text);
    arena_done(p->arena);
    return 0;
}

/* All that `write` prints of the frames; valid until the next call. */
static inline const char *print(struct printed *p,
                                bool (*write)(const struct frames *, FILE *))
{
    size_t bytes = 0;

    free(p->text);
    p->text = NULL;
    FILE *const out = open_memstream(&p->text, &bytes);
    assert_non_null(out);
    assert_true(write(&p->frames, out));
    assert_int_equal(fclose(out), 0);
    return p->text;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

#endif
