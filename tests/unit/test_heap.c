/* The event queue: base/heap. */
#include "base/heap.h"

#include "base/rng.h"
#include "tests/near.h"

static void test_order(void **state)
{
    (void)state;
    struct arena *const a = arena_begin();
    struct heap h;

    heap_init(&h, a);
    assert_null(heap_top(&h));
    heap_push(&h, 2.5, 1, 10, 0);
    heap_push(&h, 2.5, 0, 11, 0);
    heap_push(&h, 2.5, 1, 12, 0);
    heap_push(&h, 0.5, 9, 13, 0);
    /* Time, then rank, then arrival. */
    const uint32_t want[] = { 13, 11, 10, 12 };
    for (int i = 0; i < 4; i++)
        assert_int_equal(heap_pop(&h).what, want[i]);
    assert_int_equal(h.count, 0);
    arena_done(a);
}

/* Against the definition: always the least of what is left. */
static void test_random(void **state)
{
    (void)state;
    struct arena *const a = arena_begin();
    const struct rng_stream s = rng_stream(7, "heap", 0);
    enum { N = 3000 };
    struct heap h;
    double last = -1;

    heap_init(&h, a);
    /* Some are taken in between, so that holes are filled both ways. */
    for (uint64_t i = 0; i < N; i++) {
        if (i % 3 == 2)
            heap_pop(&h);
        if (i % 5 == 0)
            heap_top(&h);
        heap_push(&h, 1000, 0, 0, 0);
    }
    while (heap_top(&h) != NULL)
        heap_pop(&h);
    for (uint64_t i = 0; i < N; i++)
        heap_push(&h, (double)rng_below(rng_bits(s, i), 500), 0, (uint32_t)i,
                  0);
    uint32_t before = 0;
    for (int i = 0; i < N; i++) {
        const struct heap_item item = heap_pop(&h);
        assert_true(item.time >= last);
        if (item.time == last)
            assert_true(item.what > before);
        last = item.time;
        before = item.what;
    }
    arena_done(a);
}

/* A pop and a push at once, and a look in between. */
static void test_hole(void **state)
{
    (void)state;
    struct arena *const a = arena_begin();
    struct heap h;

    heap_init(&h, a);
    for (uint32_t i = 0; i < 9; i++)
        heap_push(&h, i, 0, i, i + 100);
    assert_int_equal(heap_pop(&h).what, 0);
    heap_push(&h, 4.5, 0, 77, 3);
    assert_int_equal(heap_top(&h)->what, 1);
    assert_int_equal(heap_pop(&h).what, 1);
    assert_int_equal(heap_top(&h)->what, 2);
    heap_push(&h, 1.5, 0, 1, 0);
    const uint32_t want[] = { 1, 2, 3, 4, 77, 5, 6, 7, 8 };
    for (int i = 0; i < 9; i++)
        assert_int_equal(heap_pop(&h).what, want[i]);
    assert_null(heap_top(&h));
    heap_push(&h, 1, 0, 5, 0);
    assert_int_equal(heap_pop(&h).what, 5);
    heap_push(&h, 2, 0, 6, 0);
    assert_int_equal(heap_top(&h)->what, 6);
    assert_int_equal(h.count, 1);
    arena_done(a);
}

static bool is_even(const struct heap_item *item, const void *context)
{
    (void)context;
    return item->what % 2 == 0;
}

/* The dead go, with a hole and without; the living keep their order; and never
   are there more than twice the living and a few. */
static void test_tidy(void **state)
{
    (void)state;
    struct arena *const a = arena_begin();
    const struct rng_stream s = rng_stream(7, "tidy", 0);
    struct heap h;

    for (int hole = 0; hole < 2; hole++) {
        double last = -1;
        int count = 0;

        heap_init(&h, a);
        for (uint32_t i = 0; i < 1000; i++)
            heap_push(&h, (double)rng_below(rng_bits(s, i), 500), 0, i, 0);
        const struct heap_item first = *heap_top(&h);
        if (hole)
            heap_pop(&h);
        heap_tidy(&h, is_even, NULL);
        for (; heap_top(&h) != NULL; count++) {
            const struct heap_item item = heap_pop(&h);
            assert_true(item.what % 2 == 0 && item.time >= last);
            last = item.time;
        }
        assert_int_equal(count, 500 - (hole && first.what % 2 == 0));
    }
    heap_init(&h, a);
    for (uint32_t i = 0; i < 100000; i++) {
        heap_tidy(&h, is_even, NULL);
        heap_push(&h, i, 0, i < 100 ? 0 : 1, 0);
        assert_true(h.count <= 2 * 100 + 64);
    }
    arena_done(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_order),
        cmocka_unit_test(test_random),
        cmocka_unit_test(test_tidy),
        cmocka_unit_test(test_hole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
