/*
 * A history on rows, by hand: which region rows go to, what each VACUUM does,
 * which blocks there are. The rules are those of the Database Developer Guide
 * (redshift.md 5); the counts follow from them by arithmetic.
 */
#include <string.h>

#include "exact/column_blocks.h"
#include "exact/past/past_slice.h"
#include "tests/trial.h"
#include "world/value/value_reader.h"

enum { ROWS = 1000, BATCH = 100 };

static const char *const schema =
    "create table t (k bigint not null, v bigint not null)\n"
    "diststyle even sortkey (k);\n";

/* k rises with arrival, or falls anywhere. */
static struct trial trial_with(const char *key)
{
    struct arena *const a = arena_begin();
    const struct trial t = trial_read(
        schema, text_format(a,
                            "cluster: {node: dc2.large, nodes: 2}\n"
                            "data:\n  t:\n    rows: %d\n    columns:\n"
                            "      k: {law: %s}\n"
                            "      v: {law: sequential}\n"
                            "designs: {one: {}}\n",
                            ROWS, key));
    arena_done(a);
    return t;
}

static struct past *begin(struct trial *t, int64_t arrived)
{
    static const enum encoding raw[2] = { ENCODE_RAW, ENCODE_RAW };

    return past_begin(t->world, &arrived, 0, &t->world->designs[0]->tables[0],
                      raw);
}

static struct past_did copy(struct past *p, int64_t first)
{
    const struct operation op = { .kind = DO_COPY };

    return past_apply(p, &(struct history_event){ .op = &op,
                                                  .new_first = first,
                                                  .new_last = first + BATCH });
}

static struct past_did hit(struct past *p, enum operation_kind kind,
                           int64_t first, int64_t last)
{
    const struct operation op = { .kind = kind };

    return past_apply(p, &(struct history_event){ .op = &op,
                                                  .hit_first = first,
                                                  .hit_last = last,
                                                  .hit_share = 1 });
}

static struct past_did vacuum(struct past *p, enum vacuum_kind kind, double to)
{
    const struct operation op = { .kind = DO_VACUUM,
                                  .vacuum = kind,
                                  .to_pct = to };

    return past_apply(p, &(struct history_event){ .op = &op });
}

static void assert_rows(const struct past *p, int64_t head, int64_t tail,
                        int64_t dead)
{
    const struct past_rows r = past_rows(p, -1);

    assert_int_equal(r.head, head);
    assert_int_equal(r.tail, tail);
    assert_int_equal(r.dead, dead);
}

/* All conditions hold: the head grows; after one unsorted row none may. */
static void rising_keys_are_appended(void **state)
{
    struct trial t = trial_with("sequential");
    struct past *const p = begin(&t, ROWS + 2 * BATCH);

    (void)state;
    assert_true(copy(p, ROWS).appended);
    assert_rows(p, ROWS + BATCH, 0, 0);
    hit(p, DO_UPDATE, 7, 8);
    assert_rows(p, ROWS + BATCH, 1, 1);
    assert_false(copy(p, ROWS + BATCH).appended);
    assert_rows(p, ROWS + BATCH, 1 + BATCH, 1);
    past_done(p);
    trial_done(&t);
}

static void scattered_keys_are_not(void **state)
{
    struct trial t = trial_with("{uniform: [1, 1000000]}");
    struct past *const p = begin(&t, ROWS + BATCH);

    (void)state;
    assert_false(copy(p, ROWS).appended);
    assert_rows(p, ROWS, BATCH, 0);
    past_done(p);
    trial_done(&t);
}

/* 1,000 of 1,100 rows are sorted, 90.9 %: below 95, above 90. */
static void a_vacuum_keeps_its_threshold(void **state)
{
    struct trial t = trial_with("{uniform: [1, 1000000]}");
    struct past *const p = begin(&t, ROWS + BATCH);

    (void)state;
    copy(p, ROWS);
    assert_false(vacuum(p, VACUUM_FULL, 90).sorted);
    assert_false(vacuum(p, VACUUM_FULL, 0).sorted);
    assert_rows(p, ROWS, BATCH, 0);
    assert_true(vacuum(p, VACUUM_FULL, 95).sorted);
    assert_rows(p, ROWS + BATCH, 0, 0);
    past_done(p);
    trial_done(&t);
}

/* 200 of 1,000 rows are dead. To 80 percent there is nothing to do; to 90
   800 / 0.9 = 888.9 rows may stay, slice by slice 222; to 100 all go. */
static void a_delete_stops_at_its_threshold(void **state)
{
    struct trial t = trial_with("sequential");
    struct past *const p = begin(&t, ROWS);

    (void)state;
    assert_int_equal(hit(p, DO_DELETE, 300, 500).removed, 200);
    assert_rows(p, ROWS, 0, 200);
    assert_int_equal(vacuum(p, VACUUM_SORT_ONLY, 100).reclaimed, 0);
    assert_int_equal(vacuum(p, VACUUM_DELETE_ONLY, 80).reclaimed, 0);
    assert_int_equal(vacuum(p, VACUUM_DELETE_ONLY, 90).reclaimed, 112);
    assert_rows(p, 888, 0, 88);
    assert_int_equal(vacuum(p, VACUUM_FULL, 100).reclaimed, 88);
    assert_rows(p, 800, 0, 0);
    past_done(p);
    trial_done(&t);
}

/* The head, its dead rows too, is left as it is. */
static void recluster_leaves_the_head_alone(void **state)
{
    struct trial t = trial_with("{uniform: [1, 1000000]}");
    struct past *const p = begin(&t, ROWS + 2 * BATCH);

    (void)state;
    copy(p, ROWS);
    copy(p, ROWS + BATCH);
    hit(p, DO_DELETE, ROWS - 30, ROWS + 20);
    assert_rows(p, ROWS, 2 * BATCH, 50);
    assert_int_equal(vacuum(p, VACUUM_RECLUSTER, 95).reclaimed, 20);
    assert_rows(p, ROWS, 2 * BATCH - 20, 30);
    assert_false(vacuum(p, VACUUM_RECLUSTER, 95).sorted);
    past_done(p);
    trial_done(&t);
}

/* 5 columns, 4 slices, head and tail: 40 blocks; a VACUUM that ran leaves one
   of both own columns on each slice, one that skips does not. */
static void blocks_are_counted(void **state)
{
    struct trial t = trial_with("{uniform: [1, 1000000]}");
    struct past *const p = begin(&t, ROWS + BATCH);

    (void)state;
    assert_int_equal(past_blocks(p), 40);
    copy(p, ROWS);
    vacuum(p, VACUUM_FULL, 90);
    assert_int_equal(past_blocks(p), 40);
    vacuum(p, VACUUM_FULL, 100);
    assert_int_equal(past_blocks(p), 48);
    past_done(p);
    trial_done(&t);
}

/* Blocks of so many runs of equal transactions, up to 255 rows each. */
static int64_t xid_blocks_of(const int *xids, int rows, int64_t most)
{
    int64_t runs = 0, run = 0;

    for (int i = 0; i < rows; i++) {
        run = i > 0 && xids[i] == xids[i - 1] && run < 255 ? run + 1 : 1;
        runs += run == 1;
    }
    return (runs + most - 1) / most;
}

/* The rows at one place of each of the 4 slices are deleted, by a transaction
   of their own, from place to place in leaps: at each look DELETE_XID has the
   blocks that its rows make, and one for the empty tail, whatever was known
   before. */
static void marks_between_two_looks_are_seen(void **state)
{
    enum { PLACES = 3000, HIT = 1200, LEAP = 457, TAIL = 1 };
    struct trial t = trial_read(
        schema, "cluster: {node: dc2.large, nodes: 2}\n"
                "engine: {block_bytes: 4096}\n"
                "data: {t: {rows: 12000, columns: {k: {law: sequential}}}}\n"
                "designs: {one: {}}\n");
    struct past *const p = begin(&t, 4 * PLACES);
    const int64_t most = column_xid_runs(&t.world->cluster.engine);
    const int column = 2 + HIDDEN_DELETE_XID;
    int xids[PLACES] = { 0 };

    (void)state;
    for (int i = 0; i < HIT; i++) {
        const int place = 600 + i * LEAP % HIT;
        hit(p, DO_DELETE, 4 * place, 4 * place + 4);
        xids[place] = i + 1;
        if (i % 3 != 1)
            assert_int_equal(past_column_blocks(p, column),
                             4 * (xid_blocks_of(xids, PLACES, most) + TAIL));
    }
    assert_rows(p, 4 * PLACES, 0, 4 * HIT);
    assert_int_equal(past_column_blocks(p, column), 4 * (3 + TAIL));
    past_done(p);
    trial_done(&t);
}

static const char *const wide_schema =
    "create table t (k bigint not null, v bigint not null, n integer,\n"
    "  note varchar(40) not null) diststyle even sortkey (k);\n";

/* Blocks of the head's columns as they are. */
static struct store_column *head_blocks(struct arena *a,
                                        const struct past_slice *s, int columns)
{
    struct store_column *const out =
        ARENA_ARRAY(a, columns, struct store_column);

    for (int c = 0; c < columns; c++) {
        const struct store_column is =
            column_filling_done(s->segments[PAST_HEAD].filling[c]);
        out[c] = is;
        out[c].blocks = ARENA_ARRAY(a, is.count, struct store_block);
        memcpy(out[c].blocks, is.blocks, (size_t)is.count * sizeof(*is.blocks));
    }
    return out;
}

/* What a VACUUM left of the blocks before, and what it filled behind, are the
   blocks of all rows filled anew: of four encodings, whatever was hit. */
static void a_vacuum_leaves_the_blocks_that_a_refill_makes(void **state)
{
    enum { HITS = 9, COLUMNS = 4 };
    static const enum encoding encodings[COLUMNS] = {
        ENCODE_AZ64, ENCODE_BYTEDICT, ENCODE_LZO, ENCODE_TEXT255
    };
    struct trial t =
        trial_read(wide_schema, "cluster: {node: dc2.large, nodes: 1}\n"
                                "engine: {block_bytes: 4096}\n"
                                "data:\n  t:\n    rows: 20000\n    columns:\n"
                                "      k: {law: sequential}\n"
                                "      v: {law: {uniform: [1, 900]}}\n"
                                "      n: {law: {uniform: [1, 70000]}}\n"
                                "      note: {law: {text: {length: [5, 40]}}}\n"
                                "designs: {one: {}}\n");
    const int64_t arrived = 20000;
    struct past *const p = past_begin(
        t.world, &arrived, 0, &t.world->designs[0]->tables[0], encodings);

    (void)state;
    for (int i = 0; i < HITS; i++) {
        const int64_t first = 19990 - 2213 * i;
        hit(p, i % 3 == 0 ? DO_DELETE : DO_UPDATE, first, first + 1 + i % 5);
        vacuum(p, i % 4 == 3 ? VACUUM_DELETE_ONLY : VACUUM_FULL, 100);
        for (int s = 0; s < p->slice_count; s++) {
            struct arena *const a = arena_begin();
            struct past_slice *const slice = &p->slices[s];
            const struct store_column *const is =
                head_blocks(a, slice, COLUMNS);
            past_slice_fill(p, slice, PAST_HEAD, 0);
            const struct store_column *const anew =
                head_blocks(a, slice, COLUMNS);
            for (int c = 0; c < COLUMNS; c++) {
                assert_true(c == 0 || is[c].count > 3);
                assert_int_equal(is[c].count, anew[c].count);
                assert_memory_equal(is[c].blocks, anew[c].blocks,
                                    (size_t)is[c].count *
                                        sizeof(*is[c].blocks));
            }
            arena_done(a);
        }
    }
    past_done(p);
    trial_done(&t);
}

/* Of the rows of a slice from this arrival on, in stored order: those whose v
   is less than that of the one before. */
static int falls(const struct past *p, int slice, int64_t first)
{
    const struct past_slice *const s = &p->slices[slice];
    int64_t before = INT64_MIN;
    int count = 0;

    for (size_t i = 0; i < s->count; i++) {
        if (s->rows[i].arrival < first)
            continue;
        const int64_t v = value_at(p->world, 0, 1, s->rows[i].arrival);
        count += v < before;
        before = v;
    }
    return count;
}

/* Compound (k, v): a key that fits into a word beside its row, and one that
   does not. */
static void full_sorts_by_all_key_columns(void **state)
{
    static const char *const widths[] = { "20", "4000000000000000000" };

    (void)state;
    for (int wide = 0; wide < 2; wide++) {
        struct arena *const a = arena_begin();
        struct trial t =
            trial_read("create table t (k bigint not null, v bigint not null)\n"
                       "diststyle even sortkey (k, v);\n",
                       text_format(a,
                                   "cluster: {node: dc2.large, nodes: 2}\n"
                                   "data:\n  t:\n    rows: %d\n    columns:\n"
                                   "      k: {law: {uniform: [1, 9]}}\n"
                                   "      v: {law: {uniform: [1, %s]}}\n"
                                   "designs: {one: {}}\n",
                                   ROWS, widths[wide]));
        struct past *const p = begin(&t, ROWS + 3 * BATCH);
        for (int i = 0; i < 3; i++) {
            copy(p, ROWS + i * BATCH);
            hit(p, DO_UPDATE, i * 200, i * 200 + 150);
        }
        assert_true(vacuum(p, VACUUM_FULL, 100).sorted);
        assert_rows(p, ROWS + 3 * BATCH, 0, 0);
        assert_int_equal(p->has_words, !wide);
        for (int s = 0; s < 4; s++)
            for (size_t i = 1; i < p->slices[s].count; i++) {
                const int64_t x = p->slices[s].rows[i - 1].arrival;
                const int64_t y = p->slices[s].rows[i].arrival;
                const int64_t k = value_at(p->world, 0, 0, x),
                              next_k = value_at(p->world, 0, 0, y),
                              v = value_at(p->world, 0, 1, x),
                              next_v = value_at(p->world, 0, 1, y);
                assert_true(k < next_k || (k == next_k && v <= next_v));
            }
        past_done(p);
        trial_done(&t);
        arena_done(a);
    }
}

/*
 * Keys (k, v) by turns, k the number of the row. To an index of the first
 * 1,000 rows all k from 1,000 on are alike, so among themselves the new rows
 * stand by v alone, and FULL leaves it so. REINDEX tells them apart.
 */
static void full_goes_by_the_old_index(void **state)
{
    struct trial t =
        trial_read("create table t (k bigint not null, v bigint not null)\n"
                   "diststyle even interleaved sortkey (k, v);\n",
                   "cluster: {node: dc2.large, nodes: 2}\n"
                   "data:\n  t:\n    rows: 1000\n    columns:\n"
                   "      k: {law: sequential}\n"
                   "      v: {law: {uniform: [1, 20]}}\n"
                   "designs: {one: {}}\n");
    struct past *const p = begin(&t, ROWS + 3 * BATCH);

    (void)state;
    for (int i = 0; i < 3; i++)
        assert_false(copy(p, ROWS + i * BATCH).appended);
    assert_true(falls(p, 1, ROWS) > 0); /* three batches */
    assert_int_equal(falls(p, 1, ROWS + 2 * BATCH), 0);
    assert_true(vacuum(p, VACUUM_FULL, 100).sorted);
    assert_rows(p, ROWS + 3 * BATCH, 0, 0);
    for (int s = 0; s < 4; s++)
        assert_int_equal(falls(p, s, ROWS), 0);
    assert_true(vacuum(p, VACUUM_REINDEX, 100).sorted);
    for (int s = 0; s < 4; s++)
        assert_true(falls(p, s, ROWS) > 0);
    past_done(p);
    trial_done(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rising_keys_are_appended),
        cmocka_unit_test(scattered_keys_are_not),
        cmocka_unit_test(a_vacuum_keeps_its_threshold),
        cmocka_unit_test(a_delete_stops_at_its_threshold),
        cmocka_unit_test(recluster_leaves_the_head_alone),
        cmocka_unit_test(blocks_are_counted),
        cmocka_unit_test(marks_between_two_looks_are_seen),
        cmocka_unit_test(a_vacuum_leaves_the_blocks_that_a_refill_makes),
        cmocka_unit_test(full_sorts_by_all_key_columns),
        cmocka_unit_test(full_goes_by_the_old_index),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
