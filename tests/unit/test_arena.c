/* Lifetimes, zeroing and growth of base/arena. */
#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "tests/abort.h"
#include "tests/near.h"

static bool all_zero(const unsigned char *p, size_t bytes)
{
    for (size_t i = 0; i < bytes; i++)
        if (p[i] != 0)
            return false;
    return true;
}

static void test_aligned_and_zeroed(void **state)
{
    struct arena *const a = arena_begin();
    const unsigned char *before = NULL;

    (void)state;
    for (size_t bytes = 0; bytes < 777; bytes += 7) {
        unsigned char *const p = arena_alloc(a, bytes);

        assert_non_null(p);
        assert_int_equal((uintptr_t)p % _Alignof(max_align_t), 0);
        assert_true(all_zero(p, bytes));
        assert_ptr_not_equal(p, before);
        memset(p, 0xa5, bytes);
        before = p;
    }
    arena_done(a);
}

/* A request beyond any block size gets a block of its own. */
static void test_large(void **state)
{
    struct arena *const a = arena_begin();
    const size_t bytes = 5 * 1024 * 1024 + 13;
    char *const small = arena_alloc(a, 11);
    unsigned char *const large = arena_alloc(a, bytes);
    char *const after = arena_alloc(a, 17);

    (void)state;
    strcpy(small, "0123456789");
    assert_true(all_zero(large, bytes));
    memset(large, 0x5a, bytes);
    strcpy(after, "after the block");
    assert_string_equal(small, "0123456789");
    arena_done(a);
}

static void test_rewind_zeroes(void **state)
{
    struct arena *const a = arena_begin();
    char *const kept = arena_alloc(a, 29);

    (void)state;
    strcpy(kept, "kept");
    const struct arena_mark mark = arena_mark(a);
    unsigned char *const first = arena_alloc(a, 4099);
    memset(first, 0xff, 4099);
    memset(arena_alloc(a, 300001), 0xff, 300001);
    arena_rewind(a, mark);

    unsigned char *const again = arena_alloc(a, 4099);
    assert_ptr_equal(again, first);
    assert_true(all_zero(again, 4099));
    assert_string_equal(kept, "kept");
    arena_done(a);
}

/* A mark of an arena that holds nothing yet. */
static void test_rewind_to_nothing(void **state)
{
    struct arena *const a = arena_begin();
    const struct arena_mark mark = arena_mark(a);

    (void)state;
    for (int round = 0; round < 3; round++) {
        unsigned char *const p = arena_alloc(a, 70001);
        assert_true(all_zero(p, 70001));
        memset(p, 0x77, 70001);
        arena_rewind(a, mark);
    }
    arena_done(a);
}

static void test_grow(void **state)
{
    struct arena *const a = arena_begin();
    int64_t *items = NULL;
    size_t count = 0, room = 0, moves = 0;

    (void)state;
    for (int64_t i = 0; i < 10007; i++) {
        const int64_t *const before = items;
        ARENA_GROW(a, items, count, room);
        assert_true(room > count);
        moves += items != before;
        items[count++] = i * i - 31;
    }
    for (int64_t i = 0; i < 10007; i++)
        assert_int_equal(items[i], i * i - 31);
    /* Doubling from 8: 8 .. 16384 is 12 sizes. */
    assert_int_equal(moves, 12);
    arena_done(a);
}

struct call {
    int id;
    int *log;
    int *count;
};

static void record(void *object)
{
    const struct call *const c = object;

    c->log[(*c->count)++] = c->id;
}

static void test_deferred_newest_first(void **state)
{
    struct arena *const a = arena_begin();
    int log[4] = { 0 }, count = 0;
    struct call calls[4];

    (void)state;
    for (int i = 0; i < 4; i++)
        calls[i] = (struct call){ .id = 11 + i, .log = log, .count = &count };
    arena_defer(a, record, &calls[0]);
    arena_defer(a, record, &calls[1]);
    const struct arena_mark mark = arena_mark(a);
    arena_defer(a, record, &calls[2]);
    arena_alloc(a, 1 << 20);
    arena_defer(a, record, &calls[3]);

    arena_rewind(a, mark);
    assert_int_equal(count, 2);
    assert_int_equal(log[0], 14);
    assert_int_equal(log[1], 13);
    arena_done(a);
    assert_int_equal(count, 4);
    assert_int_equal(log[2], 12);
    assert_int_equal(log[3], 11);
}

static void test_aborts(void **state)
{
    struct arena *const a = arena_begin();

    (void)state;
    assert_aborts(arena_alloc(a, SIZE_MAX));
    assert_aborts(arena_alloc(a, SIZE_MAX - 40));
    /* 2^33 * 2^33 bytes overflow to 2^2 without the check. */
    assert_aborts(arena_array(a, ((size_t)1 << 33) + 1, (size_t)1 << 33));
    arena_done(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_aligned_and_zeroed),
        cmocka_unit_test(test_large),
        cmocka_unit_test(test_rewind_zeroes),
        cmocka_unit_test(test_rewind_to_nothing),
        cmocka_unit_test(test_grow),
        cmocka_unit_test(test_deferred_newest_first),
        cmocka_unit_test(test_aborts),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
