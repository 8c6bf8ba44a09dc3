/*
 * Bytes of the rows that pass, by hand: cities of four nations, two in each
 * region, whose names have 2, 4, 9 and 15 letters.
 */
#include "estimate/width.h"

#include "estimate/encode.h"
#include "tests/trial.h"

static const char schema[] =
    "create table many (id int not null, nation varchar(20) not null,"
    " region varchar(8) not null, code char(9) not null, n int not null);"
    "create table few (id int not null, nation varchar(20) not null,"
    " region varchar(8) not null, code char(9) not null, n int not null);";

#define COLUMNS                                                                \
    "columns: {id: {law: sequential}, nation: {law: {list: {Ab: 0.1,"          \
    " Abcd: 0.2, Bcdefghij: 0.3, Bcdefghijklmnop: 0.4}}}, region: {law:"       \
    " {from: {column: nation, prefix: 1}}}, code: {law: {pattern: 'C%08d'}},"  \
    " n: {law: {uniform: [1, 100]}}}"

static const char yaml[] =
    "cluster: {node: dc2.large, nodes: 2}\n"
    "data:\n"
    "  many: {rows: 400000, " COLUMNS "}\n"
    "  few: {rows: 30000, " COLUMNS "}\n"
    "queries:\n"
    "  q0: {text: \"select nation from many where region = 'A'\"}\n"
    "  q1: {text: \"select nation from many where region = 'B' and n < 5\"}\n"
    "  q2: {text: \"select nation from many where n < 50\"}\n"
    "  q3: {text: \"select nation from many where nation > 'Abd'\"}\n"
    "  q4: {text: \"select nation from few where region = 'A'\"}\n"
    "  q5: {text: \"select nation from few where region = 'C'\"}\n";

#define MEAN (0.1 * 2 + 0.2 * 4 + 0.3 * 9 + 0.4 * 15)

struct width_case {
    const char *column;
    double want, rel;
};

static const struct width_case cases[] = {
    { "nation", (0.1 * 2 + 0.2 * 4) / 0.3, 1e-9 },
    { "nation", (0.3 * 9 + 0.4 * 15) / 0.7, 1e-9 },
    { "nation", MEAN, 1e-9 }, /* what passes has nothing to do with it */
    { "nation", (0.3 * 9 + 0.4 * 15) / 0.7, 1e-9 },
    /* Counted on the rows: nine thousand of them, of a deviation of 0.94. */
    { "nation", (0.1 * 2 + 0.2 * 4) / 0.3, 4 * 0.94 / 95 / 3.3 },
    { "nation", MEAN, 1e-9 }, /* nothing passes */
};

enum { CASES = sizeof(cases) / sizeof(cases[0]) };

static void test_names_that_pass(void **state)
{
    struct trial t = trial_of(schema, yaml);
    struct known *const k = known_begin(t.arena, t.world);

    (void)state;
    for (int i = 0; i < CASES; i++) {
        const struct relation *const r = &t.world->queries[i]->relations[0];
        const int column =
            table_column(&t.world->catalog.tables[r->table], cases[i].column);
        const double got = width_text(k, r, column, MEAN);

        if (fabs(got - cases[i].want) > cases[i].rel * cases[i].want)
            fail_msg("q%d: %.6f bytes, want %.6f", i, got, cases[i].want);
    }
    trial_done(&t);
}

/* CHAR is padded, whatever passes. */
static void test_padded(void **state)
{
    struct trial t = trial_of(schema, yaml);
    struct known *const k = known_begin(t.arena, t.world);
    const struct relation *const r = &t.world->queries[4]->relations[0];
    const int column = table_column(&t.world->catalog.tables[r->table], "code");

    (void)state;
    assert_near(
        width_text(k, r, column, encode_mean_length(k, r->table, column)), 9,
        1e-9);
    trial_done(&t);
}

/* The planner believes in whole bytes of the mean; what moves is weighed. */
static void test_belief(void **state)
{
    struct trial t = trial_of(schema, yaml);
    const struct step *s = t.cost->designs[0].queries[0].plan->root;

    (void)state;
    while (s->op != OP_SCAN)
        s = s->outer;
    assert_near(s->width_bytes, 4 + 9, 1e-9); /* 4 and 9.7, in whole bytes */
    assert_near(s->row_bytes, 4 + (0.1 * 2 + 0.2 * 4) / 0.3, 1e-9);
    trial_done(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names_that_pass),
        cmocka_unit_test(test_padded),
        cmocka_unit_test(test_belief),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
