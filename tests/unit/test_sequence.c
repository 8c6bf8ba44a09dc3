/* Orders and their lines: one row at a time, and many by one reader. */
#include "tests/near.h"
#include "world/sequence.h"

static const struct rng_stream stream = { { 0x5bd1e995, 77 } };

static struct law lines(int lo, int hi)
{
    return (struct law){
        .kind = LAW_SEQUENTIAL, .lo = 1, .line_lo = lo, .line_hi = hi
    };
}

/* Beyond 64 sizes of orders steps are not kept; beyond 2^32 rows division is
   another. */
static void test_reader_is_like_asking_each(void **state)
{
    static const int sizes[][2] = {
        { 1, 1 }, { 3, 3 },  { 1, 2 },  { 1, 7 },
        { 2, 9 }, { 1, 65 }, { 1, 66 }, { 5, 240 }
    };

    (void)state;
    for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
        const struct law law = lines(sizes[i][0], sizes[i][1]);
        struct sequence_reader reader;

        sequence_reader_init(&reader, &law, stream);
        for (uint64_t k = 0; k < 3000; k++) {
            const uint64_t most = k % 2 ? UINT64_C(1) << 40 : 5000;
            const int64_t row =
                (int64_t)rng_below(rng_mix(k / 2 + 1), most) + (int64_t)(k % 3);
            int line, same;
            const int64_t order = sequence_read(&reader, row, &line);

            assert_true(order == sequence_order(&law, stream, row, &same));
            assert_int_equal(line, same);
        }
    }
}

/* Seven orders of 1 to 7 lines are 28 rows, in an order drawn for each 28. */
static void test_cycles_have_each_size_once(void **state)
{
    const struct law law = lines(1, 7);
    int firsts[8] = { 0 };

    (void)state;
    for (int64_t cycle = 0; cycle < 200; cycle++) {
        int rows[7] = { 0 }, sizes[8] = { 0 };

        for (int64_t row = 28 * cycle; row < 28 * (cycle + 1); row++) {
            int line;
            const int64_t order =
                sequence_order(&law, stream, row, &line) - 7 * cycle;

            assert_in_range(order, 0, 6);
            assert_int_equal(line, ++rows[order]);
        }
        for (int i = 0; i < 7; i++)
            sizes[rows[i]]++;
        for (int size = 1; size <= 7; size++)
            assert_int_equal(sizes[size], 1);
        firsts[rows[0]]++;
    }
    /* 200 / 7 = 28.6 each, standard deviation 4.9. */
    for (int size = 1; size <= 7; size++)
        assert_within(firsts[size], 28.6, 25);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reader_is_like_asking_each),
        cmocka_unit_test(test_cycles_have_each_size_once),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
