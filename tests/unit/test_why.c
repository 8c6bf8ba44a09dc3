/*
 * The frame `why` of a comparison says how the work changed: never "N, not N".
 */
#include "tests/trial.h"

/* Both tables by the join key, or the small one on every node: in either case
   nothing moves and the same rows probe, but the hash table is another. */
static const char schema[] = "create table fact (\n"
                             "  k bigint not null,\n"
                             "  v integer not null\n"
                             ") distkey (k);\n"
                             "create table dim (\n"
                             "  k bigint not null,\n"
                             "  name varchar(20) not null,\n"
                             "  primary key (k)\n"
                             ") distkey (k);\n";

static const char yaml[] =
    "cluster: {node: dc2.large, nodes: 4}\n"
    "data:\n"
    "  fact:\n"
    "    rows: 40 M rows\n"
    "    columns: {k: {references: dim.k}, v: {law: {uniform: [1, 9]}}}\n"
    "  dim:\n"
    "    rows: 2 M rows\n"
    "    columns: {k: {law: sequential}}\n"
    "designs:\n"
    "  together: {}\n"
    "  copied: {dim: {diststyle: all}}\n"
    "  even: {fact: {diststyle: even}}\n"
    "queries:\n"
    "  names:\n"
    "    text: select dim.name, sum(fact.v) from fact join dim\n"
    "      on fact.k = dim.k group by dim.name\n";

/* What is said of the join of that design; NULL: nothing. */
static const char *join_of(const struct frames *fs, const char *design)
{
    const struct frame *const f = frames_find(fs, "why");

    assert_non_null(f);
    for (size_t i = 0; i < f->row_count; i++) {
        const char *const change =
            frame_cell(f, i, frame_column_index(f, "what"))->text;

        if (text_equal(frame_cell(f, i, frame_column_index(f, "design"))->text,
                       design) &&
            strstr(change, "dim") != NULL)
            return change;
    }
    return NULL;
}

static void test_the_same_number_is_said_once(void **state)
{
    struct trial t = trial_of(schema, yaml);
    struct frames fs;

    (void)state;
    frames_init(&fs, t.arena);
    cost_frames(t.cost, &fs);
    const char *const copied = join_of(&fs, "copied");
    assert_non_null(copied);
    assert_string_equal(copied,
                        "join with dim: probed by as many rows (40,000,000); "
                        "hash table of 2,000,000 rows, not 250,000");
    trial_done(&t);
}

/* Where the large side lies by no key, a copy of the small one goes to each of
   4 nodes: that is the reason, whatever probes. */
static void test_a_motion_comes_first(void **state)
{
    struct trial t = trial_of(schema, yaml);
    struct frames fs;

    (void)state;
    frames_init(&fs, t.arena);
    cost_frames(t.cost, &fs);
    const char *const even = join_of(&fs, "even");
    assert_non_null(even);
    assert_true(
        text_starts(even, "broadcast of dim (2,000,000 rows x 4 nodes)"));
    assert_null(strstr(even, "as many"));
    trial_done(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_same_number_is_said_once),
        cmocka_unit_test(test_a_motion_comes_first),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
