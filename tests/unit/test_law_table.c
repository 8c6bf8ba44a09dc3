/* Tests of sim/world/law_table: a draw from the table is law_sample's. */
#include "tests/near.h"

#include <math.h>

#include "base/rng.h"
#include "world/law/law_table.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

enum { DRAWS = 512, ROUNDS = 200 };

static const struct table_case {
    int64_t count;
    double theta;
} cases[] = {
    { 1025, 0.9 },         { 20000000, 0.9 },
    { 1000003, 0 },        { 4000000, 2.5 },
    { 20000000, 0.01 },    { 3000017, 0.5 },
    { 3000017, 2.0 / 3 },  { 8000000, 1 },
    { 8000000, 0.999999 }, { 50000017, 1.3 },
    { 70001, 2.9 },        { INT64_C(1000000000000000), 0.7 },
};

static struct law zipf(struct table_case c)
{
    return (struct law){
        .kind = LAW_ZIPF, .lo = -3, .count = c.count, .theta = c.theta
    };
}

static void assert_same(const struct law_sampler *s, const double *u)
{
    int64_t codes[DRAWS];

    law_table_sample(s, u, DRAWS, codes);
    for (size_t i = 0; i < DRAWS; i++)
        if (codes[i] != law_sample(s, u[i]))
            fail_msg("count %lld theta %g u %.17g: %lld, not %lld",
                     (long long)s->law->count, s->law->theta, u[i],
                     (long long)codes[i], (long long)law_sample(s, u[i]));
}

/* 102,400 draws of each law, anywhere. */
static void draws_are_those_of_the_law(void **state)
{
    (void)state;
    for (size_t k = 0; k < COUNT(cases); k++) {
        struct arena *const a = arena_begin();
        const struct law law = zipf(cases[k]);
        const struct rng_stream stream = rng_stream(977, "table", k);
        struct law_sampler s;
        double u[DRAWS];
        law_sampler_init(&s, &law, LAW_TABLE_DRAWS);
        law_table_make(a, &s, LAW_TABLE_DRAWS);
        assert_non_null(s.table);
        for (uint64_t round = 0; round < ROUNDS; round++) {
            for (uint64_t i = 0; i < DRAWS; i++)
                u[i] = rng_unit(stream, round * DRAWS + i);
            assert_same(&s, u);
        }
        arena_done(a);
    }
}

/* The last u below the end of a rank, its end, and the next: where a cubic that
   strays would go to the neighbour. */
static void draws_next_to_the_end_of_a_rank_are_right(void **state)
{
    (void)state;
    for (size_t k = 0; k < COUNT(cases); k++) {
        struct arena *const a = arena_begin();
        const struct law law = zipf(cases[k]);
        struct law_sampler s;
        double u[DRAWS];
        law_sampler_init(&s, &law, LAW_TABLE_DRAWS);
        law_table_make(a, &s, LAW_TABLE_DRAWS);
        for (int round = 0; round < 20; round++) {
            for (int i = 0; i < DRAWS; i++) {
                const double share = (round * DRAWS + i + 0.5) / (20.0 * DRAWS);
                const int64_t code = law_quantile(&law, share);
                const double end = law_cdf(&law, code);
                u[i] = i % 3 == 0   ? nextafter(end, 0)
                       : i % 3 == 1 ? end
                                    : nextafter(end, 1);
                u[i] = u[i] < 1 ? u[i] : nextafter(1, 0);
            }
            assert_same(&s, u);
        }
        arena_done(a);
    }
}

static void few_laws_and_few_draws_get_no_table(void **state)
{
    struct arena *const a = arena_begin();
    const struct law small = zipf((struct table_case){ 1024, 0.9 });
    const struct law large = zipf((struct table_case){ 1025, 0.9 });
    const struct law steep = zipf((struct table_case){ 1025, 3 });
    struct law_sampler s;

    (void)state;
    law_sampler_init(&s, &small, LAW_TABLE_DRAWS);
    law_table_make(a, &s, LAW_TABLE_DRAWS);
    assert_null(s.table);
    law_sampler_init(&s, &steep, LAW_TABLE_DRAWS);
    law_table_make(a, &s, LAW_TABLE_DRAWS);
    assert_null(s.table);
    law_sampler_init(&s, &large, LAW_TABLE_DRAWS);
    law_table_make(a, &s, LAW_TABLE_DRAWS - 1);
    assert_null(s.table);
    arena_done(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(draws_are_those_of_the_law),
        cmocka_unit_test(draws_next_to_the_end_of_a_rank_are_right),
        cmocka_unit_test(few_laws_and_few_draws_get_no_table),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
