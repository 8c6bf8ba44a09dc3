/*
 * Where rows lie and what moves: properties of all scenarios that come with
 * the program, whatever their numbers are.
 */
#include "tests/trial.h"

static struct trial runs[TRIAL_SHIPPED]; /* of these, for all tests */

static int setup(void **state)
{
    (void)state;
    for (int i = 0; i < TRIAL_SHIPPED; i++)
        runs[i] = trial_run(trial_shipped(i));
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    for (int i = 0; i < TRIAL_SHIPPED; i++)
        trial_done(&runs[i]);
    return 0;
}

static const struct step *inner_scan(const struct step *join)
{
    const struct step *s = join->inner;

    if (s && s->op == OP_HASH)
        s = s->outer;
    return s && s->op == OP_SCAN ? s : NULL;
}

static void check_join(const struct cost_design *d, const struct step *s)
{
    const struct step *const scan = inner_scan(s);
    const bool still = s->label == DS_DIST_NONE || s->label == DS_DIST_ALL_NONE;

    if (still)
        assert_within(s->tally.rows_moved.sum + s->tally.bytes_moved.sum, 0, 0);
    if (!scan || d->layout->tables[scan->table]->design.diststyle != DIST_ALL)
        return;
    assert_int_not_equal(s->label, DS_BCAST_INNER);
    assert_int_not_equal(s->label, DS_DIST_INNER);
    assert_int_not_equal(s->label, DS_DIST_ALL_INNER);
    if (!s->swapped && s->join != JOIN_FULL)
        assert_int_equal(s->label, DS_DIST_ALL_NONE);
}

/* In all that is shipped, ALL never moves the inner side. */
static void test_all_stays(void **state)
{
    int seen = 0;

    (void)state;
    for (int i = 0; i < TRIAL_SHIPPED; i++) {
        const struct trial t = runs[i];

        for (int d = 0; d < t.cost->design_count; d++)
            for (int q = 0; q < t.cost->query_count; q++) {
                const struct plan *const p = t.cost->designs[d].queries[q].plan;

                for (int s = 0; s < p->step_count; s++)
                    if (trial_joins(p->steps[s]->op)) {
                        check_join(&t.cost->designs[d], p->steps[s]);
                        seen += p->steps[s]->label == DS_DIST_ALL_NONE;
                    }
            }
    }
    assert_true(seen > 100);
}

/*
 * EVEN differs by one row at most. No slice is special: their rows add up to
 * the table, or to a copy for each node on as many slices, and their blocks to
 * the table's.
 */
static void test_slices(void **state)
{
    (void)state;
    for (int i = 0; i < TRIAL_SHIPPED; i++) {
        const struct trial t = runs[i];
        const int slices = t.world->cluster.slices;

        for (int d = 0; d < t.cost->design_count; d++)
            for (int k = 0; k < t.world->catalog.table_count; k++) {
                const struct table_layout *const l =
                    t.cost->designs[d].layout->tables[k];
                double sum = 0, lo = (double)INFINITY, hi = 0, blocks = 0;
                int populated = 0;

                for (int s = 0; s < slices; s++) {
                    const double rows = l->rows_by_slice[s];

                    sum += rows;
                    lo = fmin(lo, rows);
                    hi = fmax(hi, rows);
                    populated += rows > 0;
                }
                for (int c = 0; c < l->t->column_count + HIDDEN_COLUMNS; c++)
                    blocks += l->columns[c].blocks;
                assert_near(l->blocks, blocks, 1e-12);
                assert_near(sum, (double)l->t->rows * l->copies, 1e-9);
                assert_near(l->populated, populated, 0);
                if (l->design.diststyle == DIST_EVEN) {
                    assert_true(hi - lo <= 1);
                    assert_near(l->copies, 1, 0);
                }
                if (l->design.diststyle == DIST_ALL) {
                    assert_near(l->copies, t.world->cluster.nodes, 0);
                    assert_int_equal(populated, t.world->cluster.nodes);
                    assert_near(hi, (double)l->t->rows, 0);
                }
            }
    }
}

/* Two values of a distribution key cannot lie on more than two slices, and
   leave the others without a block. */
static void test_few_keys(void **state)
{
    struct trial t = trial_of(
        "create table t (k int not null, x int not null distkey);",
        "cluster: {node: dc2.large, nodes: 3}\n"
        "data: {t: {rows: 9000000, columns: {x: {law: {uniform: [7, 8]}}}}}\n"
        "designs: {only: {encode: none}}\n"
        "queries: {q: {text: select sum(k) from t}}\n");
    const struct table_layout *const l = trial_layout(&t, "only", "t");
    const double each = 4.5e6;

    (void)state;
    assert_near(l->populated, 2, 0);
    assert_near(l->empty_slices, 4, 0);
    for (int s = 2; s < 6; s++)
        assert_within(l->rows_by_slice[s], 0, 0);
    /* Both on one of six slices with the chance 1/6: 5.25 M expected. */
    assert_near(l->rows_by_slice[0], each * 7 / 6, 0.01);
    assert_near(l->rows_by_slice[0] + l->rows_by_slice[1], 9e6, 1e-9);
    trial_done(&t);
}

/* The frame of the slices says the same as that of the tables. */
static void test_slice_frame(void **state)
{
    (void)state;
    for (int i = 0; i < TRIAL_SHIPPED; i++) {
        const struct trial t = runs[i];
        struct frames all;

        frames_init(&all, t.arena);
        cost_frames(t.cost, &all);
        const struct frame *const slices = frames_find(&all, "slices");
        const struct frame *const storage = frames_find(&all, "storage");
        const size_t n = (size_t)t.world->cluster.slices;
        const size_t each = frame_column_index(slices, "blocks");
        const size_t whole = frame_column_index(storage, "blocks");

        assert_int_equal(slices->row_count, storage->row_count * n);
        for (size_t r = 0; r < storage->row_count; r++) {
            double sum = 0;

            for (size_t s = 0; s < n; s++)
                sum += frame_cell(slices, r * n + s, each)->number;
            assert_within(sum, (double)frame_cell(storage, r, whole)->count,
                          0.5);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_all_stays),
        cmocka_unit_test(test_slices),
        cmocka_unit_test(test_few_keys),
        cmocka_unit_test(test_slice_frame),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
