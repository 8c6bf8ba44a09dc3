/* Which encoding COPY chose in 2018, and what is assigned now. */
#include "codec/choose.h"

#include <string.h>

#include "tests/near.h"

enum { CANDIDATES_MAX = 8 };

struct choice_case {
    const char *name;
    struct choose_candidate candidates[CANDIDATES_MAX];
    double others_ratio; /* of a sort key column; < 0 for any other */
    const char *want;
};

/*
 * Sizes by hand; choices as published: ANALYZE COMPRESSION of LINEORDER
 * (DG20, tutorial-tuning-tables-compression), COPY of BIGLIST
 * (c_Loading_tables_auto_compress).
 */
static const struct choice_case cases[] = {
    { "lo_quantity: DELTA and BYTEDICT are equal",
      { { "raw", 4 },
        { "bytedict", 1.002 },
        { "delta", 1.00004 },
        { "mostly8", 1.125 } },
      -1,
      "delta" },
    { "lo_custkey: RUNLENGTH would save 2 %",
      { { "runlength", 3.921 }, { "raw", 4 }, { "delta32k", 4.3 } },
      -1,
      "raw" },
    { "lo_orderdate, as it arrives",
      { { "lzo", 3.51 },
        { "raw", 4 },
        { "delta", 4.86 },
        { "delta32k", 2.66 } },
      -1,
      "delta32k" },
    { "lo_shippriority",
      { { "raw", 5 },
        { "bytedict", 1 },
        { "runlength", 0.0236 },
        { "lzo", 0.149 },
        { "text255", 2 } },
      -1,
      "runlength" },
    { "lo_shipmode, not ZSTD",
      { { "raw", 8.29 },
        { "text255", 2.14 },
        { "bytedict", 1 },
        { "zstd", 0.9 } },
      -1,
      "bytedict" },
    { "totalprice of BIGLIST",
      { { "raw", 8 },
        { "mostly32", 4.125 },
        { "lzo", 5.1 },
        { "delta", 9 },
        { "az64", 2.2 } },
      -1,
      "mostly32" },
    { "a sort key that would compress much more highly",
      { { "raw", 4 }, { "delta", 1 }, { "delta32k", 2 }, { "runlength", 5 } },
      2.9,
      "delta32k" },
    { "a sort key of a table that compresses well",
      { { "raw", 4 }, { "delta", 1 }, { "delta32k", 2 }, { "runlength", 5 } },
      7.6,
      "delta" },
    { "equal within the tolerance is balanced",
      { { "delta32k", 2 },
        { "runlength", 0.12 },
        { "delta", 1 },
        { "raw", 4 } },
      1.97,
      "delta32k" },
    { "a sort key of a table that does not compress",
      { { "delta32k", 2 }, { "delta", 1 }, { "raw", 4 }, { "lzo", 3.9 } },
      1.0,
      "raw" },
    { "a sort key that grows under all but RAW",
      { { "delta32k", 5 }, { "delta", 5 }, { "lzo", 4.14 }, { "raw", 4 } },
      3.3,
      "raw" },
};

static void test_copy(void **state)
{
    (void)state;

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        const struct choice_case *c = &cases[i];
        int n = 0;
        while (n < CANDIDATES_MAX && c->candidates[n].name != NULL)
            n++;
        const int got =
            c->others_ratio < 0
                ? choose_copy(c->candidates, n)
                : choose_copy_sortkey(c->candidates, n, c->others_ratio);
        if (strcmp(c->candidates[got].name, c->want) != 0)
            fail_msg("%s: %s, not %s", c->name, c->candidates[got].name,
                     c->want);
    }
}

/* The order of the candidates decides nothing. */
static void test_copy_order(void **state)
{
    struct choose_candidate list[] = {
        { "text32k", 4.4 }, { "raw", 11.6 },    { "runlength", 1.05 },
        { "bytedict", 1 },  { "text255", 2.2 }, { "lzo", 2.66 },
    };
    const int n = (int)(sizeof(list) / sizeof(list[0]));
    (void)state;

    for (int turn = 0; turn < n; turn++) {
        const struct choose_candidate first = list[0];
        for (int i = 1; i < n; i++)
            list[i - 1] = list[i];
        list[n - 1] = first;
        assert_string_equal(list[choose_copy(list, n)].name, "bytedict");
        assert_near(choose_raw_bytes(list, n), 11.6, 0);
    }
}

static void test_sample_bytes(void **state)
{
    const struct codec_size size = { 1793, 1.25 };
    (void)state;

    assert_near(choose_sample_bytes(size, CHOOSE_SAMPLE_ROWS), 1.26793, 1e-15);
    assert_true(choose_copy_tries("lzo") && choose_copy_tries("raw"));
    assert_false(choose_copy_tries("zstd") || choose_copy_tries("az64"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_copy),
        cmocka_unit_test(test_copy_order),
        cmocka_unit_test(test_sample_bytes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
