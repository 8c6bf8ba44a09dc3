/*
 * Rows of a join of two columns that are drawn, neither from the other:
 * N_a N_b times the sum over all values of p_a p_b, by hand.
 */
#include "tests/trial.h"

static const char schema[] =
    "create table a (u integer not null, z integer not null, w bigint not null,"
    " f integer not null, s integer);"
    "create table b (u integer not null, h integer not null, w bigint not null,"
    " f integer not null);";

static const char yaml[] =
    "cluster: {node: dc2.large, nodes: 2}\n"
    "data:\n"
    "  a:\n"
    "    rows: 1000\n"
    "    columns:\n"
    "      u: {law: {uniform: [1, 1000]}}\n"
    "      z: {law: {zipf: {values: 137, theta: 1.0}}}\n"
    "      w: {law: {uniform: [1, 1000000000]}}\n"
    "      f: {law: {uniform: [2000, 3000]}}\n"
    "      s: {law: {uniform: [1, 40]}, nulls: 0.25}\n"
    "  b:\n"
    "    rows: 100\n"
    "    columns:\n"
    "      u: {law: {uniform: [1, 1000]}}\n"
    "      h: {law: {list: {1: 70, 2: 20, 500: 10}}}\n"
    "      w: {law: {uniform: [500000001, 1500000000]}}\n"
    "      f: {law: {uniform: [1, 1999]}}\n"
    "queries:\n";

struct match_case {
    const char *left, *right;
    double want;
};

/* H(137) = 5.50084 is 1 + 1/2 + .. + 1/137, by a loop. */
static const struct match_case cases[] = {
    { "u", "u", 1e5 / 1000 },
    { "z", "u", 1e5 / 1000 },
    { "u", "h", 1e5 / 1000 },
    { "z", "h", 1e5 * (0.7 + 0.2 / 2) / 5.5008417858445116 },
    { "w", "w", 1e5 * 0.5 * 1e-9 },
    { "f", "f", 0 },
    { "s", "u", 1e5 * 0.75 / 1000 },
};

enum { CASES = sizeof(cases) / sizeof(cases[0]) };

static void test_drawn_columns(void **state)
{
    struct arena *const a = arena_begin();
    struct text_buffer b;

    (void)state;
    text_buffer_init(&b, a);
    text_add(&b, yaml);
    for (int i = 0; i < CASES; i++)
        text_addf(&b,
                  "  q%d: {text: \"select count(*) from a, b"
                  " where a.%s = b.%s\"}\n",
                  i, cases[i].left, cases[i].right);
    struct trial t = trial_of(schema, text_buffer_text(&b));
    for (int i = 0; i < CASES; i++) {
        const struct plan *const p = t.cost->designs[0].queries[i].plan;
        const struct step *const s = trial_step(p, OP_HASH_JOIN);

        assert_non_null(s);
        assert_within(s->rows, cases[i].want, 1e-3 * cases[i].want + 1e-12);
    }
    trial_done(&t);
    arena_done(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_drawn_columns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
