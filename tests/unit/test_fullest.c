/*
 * A table distributed by a key of which one value is most of its rows: that
 * one takes a byte, the others four.
 *
 * Six rows in ten have the key 5; twenty keys above a thousand million have
 * two in a hundred each. Under MOSTLY8 a value takes 1 + 1/8 or 4 + 1/8 bytes.
 * Wherever 5 is, its slice has nearly nothing else; all others have only large
 * keys.
 */
#include "estimate/stored/stored.h"
#include "tests/trial.h"

static const char schema[] =
    "create table t (k int not null encode mostly8, other int not null encode"
    " mostly8, w bigint not null encode raw) distkey (k);";

static const char head[] = "cluster: {node: dc2.large, nodes: 4}\n"
                           "data:\n"
                           "  t:\n"
                           "    rows: 6000000\n"
                           "    columns:\n"
                           "      other: {law: {uniform: [1, 100]}}\n"
                           "      w: {law: {uniform: [1, 100]}}\n"
                           "      k: {law: {list: {5: 60";

enum { OTHERS = 20, SLICES = 8, K = 0, OTHER = 1, FIRST = 1000000007 };

static struct trial trial;

static int begin(void **state)
{
    struct arena *const a = arena_begin();
    struct text_buffer b;

    (void)state;
    text_buffer_init(&b, a);
    text_add(&b, head);
    for (int i = 0; i < OTHERS; i++)
        text_addf(&b, ", %d: 2", FIRST + 17 * i);
    text_add(&b, "}}}\n"
                 "designs: {heap: {t: {sort: none}}, sorted: {t: {sortkey:"
                 " [w]}}}\n"
                 "queries: {q: {text: \"select count(*) from t\"}}\n");
    trial = trial_of(schema, text_buffer_text(&b));
    arena_done(a);
    return 0;
}

static int end(void **state)
{
    (void)state;
    trial_done(&trial);
    return 0;
}

/* Rows in a hundred of the keys on the slice that 5 is on. */
static double hot_slice_share(void)
{
    const struct table_layout *const l = trial_layout(&trial, "heap", "t");
    const int hot = stored_slice(trial.world, 0, &l->design, 0, 5);
    double share = 60;

    for (int i = 0; i < OTHERS; i++)
        if (stored_slice(trial.world, 0, &l->design, 0, FIRST + 17 * i) == hot)
            share += 2;
    return share;
}

static void test_the_fullest_slice_is_another(void **state)
{
    const struct table_layout *const l = trial_layout(&trial, "heap", "t");
    const double small = 60 / hot_slice_share();
    const double bytes = small * 1.125 + (1 - small) * 4.125;

    (void)state;
    assert_near(l->columns[K].fullest_values, (1048576 - 145) / bytes, 0.01);
    /* What the key says nothing of is the same on all. */
    assert_near(l->columns[OTHER].fullest_values, 0, 0);
    assert_near(layout_full_block_values(l, OTHER),
                l->columns[OTHER].values_per_block, 0);
}

/* The fullest has 3.6 million rows and more, the others half a million: two
   full blocks of 254,164 large keys there, four and more of the fullest. */
static void test_full_blocks_are_most_of_the_fullest(void **state)
{
    const struct table_layout *const l = trial_layout(&trial, "heap", "t");

    (void)state;
    assert_true(layout_full_block_values(l, K) <= l->columns[K].fullest_values);
    assert_true(layout_full_block_values(l, K) >=
                l->columns[K].values_per_block);
}

/* Sorted by something else, the sample does not go by slices. */
static void test_sorted_tables_have_one_number(void **state)
{
    (void)state;
    assert_near(trial_layout(&trial, "sorted", "t")->columns[K].fullest_values,
                0, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_fullest_slice_is_another),
        cmocka_unit_test(test_full_blocks_are_most_of_the_fullest),
        cmocka_unit_test(test_sorted_tables_have_one_number),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
