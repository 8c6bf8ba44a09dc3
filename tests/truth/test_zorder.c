/*
 * Clusters of a square query on the z-order curve that interleaved keys are
 * walked along: how many runs of neighbouring cells it falls into, averaged
 * over all its places on the grid.
 *
 * Source: theory.md 7.3, exact fractions by brute force; of the same form as
 * Moon, Jagadish, Faloutsos, Saltz, TKDE 13(1):124-141, 2001.
 */
#include "estimate/stored/stored.h"
#include "tests/near.h"

enum { SIDE_MAX = 64 };

static uint64_t place[SIDE_MAX][SIDE_MAX]; /* along the curve */

static void walk(int side)
{
    for (uint64_t z = 0; z < (uint64_t)side * (uint64_t)side; z++)
        place[stored_z_axis(z, 1, 2)][stored_z_axis(z, 0, 2)] = z;
}

static bool inside(uint64_t z, int x, int y, int q)
{
    const int zx = (int)stored_z_axis(z, 1, 2);
    const int zy = (int)stored_z_axis(z, 0, 2);

    return zx >= x && zx < x + q && zy >= y && zy < y + q;
}

/* A cluster begins at a cell of the query whose forerunner is outside. */
static int clusters(int x, int y, int q)
{
    int n = 0;

    for (int i = x; i < x + q; i++)
        for (int j = y; j < y + q; j++)
            n += place[i][j] == 0 || !inside(place[i][j] - 1, x, y, q);
    return n;
}

struct cluster_case {
    int side, q;
    double sum, places; /* the published fraction */
};

static const struct cluster_case cases[] = {
    { 8, 2, 116, 49 },      { 8, 3, 156, 36 },      { 8, 4, 130, 25 },
    { 16, 2, 564, 225 },    { 16, 3, 868, 196 },    { 16, 4, 1000, 169 },
    { 16, 8, 1026, 81 },    { 32, 2, 2468, 961 },   { 32, 3, 4020, 900 },
    { 32, 4, 5176, 841 },   { 32, 8, 8528, 625 },   { 64, 2, 10308, 3969 },
    { 64, 3, 17236, 3844 }, { 64, 4, 23272, 3721 }, { 64, 8, 45312, 3249 },
};

static void test_clusters(void **state)
{
    (void)state;

    for (size_t c = 0; c < sizeof(cases) / sizeof(cases[0]); c++) {
        const int side = cases[c].side, q = cases[c].q;
        int sum = 0, places = 0;
        walk(side);
        for (int x = 0; x + q <= side; x++)
            for (int y = 0; y + q <= side; y++, places++)
                sum += clusters(x, y, q);
        assert_near(sum, cases[c].sum, 0);
        assert_near(places, cases[c].places, 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_clusters) };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
