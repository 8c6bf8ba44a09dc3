/*
 * Six million rows of LINEITEM, drawn one by one, sorted and filled into
 * blocks by the exact side, against what AWS measured on a hundred times as
 * many (tests/truth/lineitem_delta_blocks.csv): a block of a column must hold
 * so many rows that a published slice of 100,006,317 has the published blocks.
 *
 * All rows lie on one slice here, so that every column has full blocks.
 */
#include "exact/store.h"
#include "tests/csv.h"
#include "tests/trial.h"

enum { SLICES = 6, SLICE_ROWS = 100006317, ROWS = 6000379 };

/* Rules on each value alone; what the others make depends on the texts. */
static bool is_rule(const char *encoding)
{
    return text_starts(encoding, "mostly") || text_equal(encoding, "raw") ||
           text_equal(encoding, "delta") || text_equal(encoding, "bytedict");
}

static void test_rows_per_block(void **state)
{
    static struct csv published;
    struct trial t = trial_run("scenarios/tpch-lineitem");
    const struct table_layout *const l = trial_layout(&t, "delta", "lineitem");
    const int columns = l->t->column_count;
    struct world w = *t.world;
    struct table *const tables =
        ARENA_ARRAY(t.arena, w.catalog.table_count, struct table);
    enum encoding *const encodings =
        ARENA_ARRAY(t.arena, columns, enum encoding);
    struct faults faults;
    int rules = 0;

    (void)state;
    faults_init(&faults, t.arena);
    csv_read(&published, "tests/truth/lineitem_delta_blocks.csv");
    memcpy(tables, w.catalog.tables,
           (size_t)w.catalog.table_count * sizeof(*tables));
    w.catalog.tables = tables;
    tables[l->table].rows = ROWS;
    w.cluster.nodes = w.cluster.slices = 1;
    for (int c = 0; c < columns; c++)
        encodings[c] = l->columns[c].encoding;
    const struct store *const s = store_build(
        t.arena, &w, l->table, &l->design,
        &(struct store_options){ .encodings = encodings, .way_out = "" },
        &faults);
    assert_non_null(s);
    for (int r = 0; r < published.row_count; r++) {
        const char *const name = csv_text_at(&published, r, "column");
        const char *const encoding = csv_text_at(&published, r, "encoding");
        const double want =
            csv_number_at(&published, r, "blocks_6_slices") / SLICES;
        if (!is_rule(encoding))
            continue;
        const double each =
            store_rows_per_block(s, trial_column(&t, "lineitem", name));
        print_message("    %-16s %12.0f rows a block, %4.0f blocks, %4.0f "
                      "published\n",
                      name, each, ceil(SLICE_ROWS / each), want);
        assert_near(ceil(SLICE_ROWS / each), want, 0);
        rules++;
    }
    assert_int_equal(rules, 13);
    trial_done(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows_per_block),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
