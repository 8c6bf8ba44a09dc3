/*
 * Merges whose staging table is told: which columns each statement reads, what
 * travels under which keys, and what is written twice. What is documented is
 * expected by its rule; seconds of writing are by hand.
 */
#include "measure/upkeep/upkeep_follow.h"
#include "measure/upkeep/upkeep_jobs.h"
#include "tests/kept.h"

#define TABLE(name, more)                                                      \
    "create table " name " (\n"                                                \
    "  id bigint not null,\n"                                                  \
    "  shop bigint not null,\n"                                                \
    "  day date not null,\n"                                                   \
    "  amount integer not null" more "\n"                                      \
    ") diststyle even"
#define EXTRA ",\n  extra bigint not null"

static const char lacking[] =
    TABLE("s", "") ";\n" TABLE("t", EXTRA) " sortkey (day);\n";
static const char whole[] =
    TABLE("s", EXTRA) ";\n" TABLE("t", EXTRA) " sortkey (day);\n";
static const char sum[] = "select sum(amount) from t where day >= "
                          "'2025-12-25';\n";

/* A year of 400 million rows, eight batches of a million: one row in four is
   new, the others are of the last 90 days. */
enum { BATCHES = 8, STAGED = 1000000, FRESH = STAGED / 4 };

#define DATA                                                                   \
    "cluster: {node: ra3.4xlarge, nodes: 4}\n"                                 \
    "data:\n"                                                                  \
    "  t:\n"                                                                   \
    "    rows: 400 M\n"                                                        \
    "    order: {by: day}\n"                                                   \
    "    columns:\n"                                                           \
    "      id: {law: sequential}\n"                                            \
    "      shop: {law: {uniform: [1, 1000000]}}\n"                             \
    "      day: {law: {date: {from: 2025-01-01, to: 2025-12-31}}}\n"           \
    "      amount: {law: {uniform: [1, 9973]}}\n"                              \
    "  s:\n"                                                                   \
    "    rows: 1 M\n"                                                          \
    "    columns:\n"                                                           \
    "      id: {references: t.id}\n"                                           \
    "      shop: {law: {uniform: [1, 1000000]}}\n"                             \
    "      day: {law: {date: {from: 2025-10-01, to: 2025-12-31}}}\n"           \
    "      amount: {law: {uniform: [1, 9973]}}\n"                              \
    "designs:\n"                                                               \
    "  even: {}\n"                                                             \
    "  by_id: {t: {distkey: id}, s: {distkey: id}}\n"                          \
    "  by_shop: {t: {distkey: shop}, s: {distkey: shop}}\n"                    \
    "  all: {t: {distkey: id}, s: {diststyle: all}}\n"                         \
    "history:\n"                                                               \
    "  horizon: 2 d\n"                                                         \
    "  span: {t: 365 d}\n"                                                     \
    "  operations:\n"                                                          \
    "    - do: merge\n"                                                        \
    "      table: t\n"                                                         \
    "      staging: s\n"                                                       \
    "      share: 0.75\n"                                                      \
    "      older: 90 d\n"                                                      \
    "      every: 6 h\n"
#define METHOD(name) "      method: " name "\n"
#define ON(condition) "      on: \"" condition "\"\n"

#define BY_ID "t.id = s.id"
#define BY_SHOP BY_ID " and t.shop = s.shop"
#define DATED BY_ID " and t.day >= '2025-10-03'"

static const struct upkeep_merge *merge_of(const struct kept_trial *t,
                                           const char *design)
{
    return &kept_run(t, design)->merges[0];
}

/* Columns of the table that the join reads. */
static int reads(const struct kept_trial *t, const struct query *q,
                 const char *table)
{
    const int wanted = trial_table(&t->trial, table);
    int count = 0;

    for (int r = 0; r < q->relation_count; r++)
        for (int c = 0; q->relations[r].table == wanted &&
                        c < t->trial.world->catalog.tables[wanted].column_count;
             c++)
            count += q->relations[r].reads[c];
    return count;
}

static const struct merge_on *on_of(const struct kept_trial *t)
{
    return &t->trial.world->history->operations[0].source->ons[0];
}

/* DELETE USING finds rows by ON alone; an UPDATE writes whole rows. */
static void statements_read_what_they_need(void **state)
{
    struct kept_trial t =
        kept_read(lacking, sum, DATA METHOD("merge") ON(BY_ID));
    struct kept_trial u =
        kept_read(whole, sum, DATA METHOD("merge") ON(BY_SHOP));

    (void)state;
    assert_int_equal(reads(&t, on_of(&t)->keys, "t"), 1);
    assert_int_equal(reads(&t, on_of(&t)->keys, "s"), 1);
    assert_int_equal(reads(&t, on_of(&t)->fresh, "t"), 1);
    assert_int_equal(reads(&t, on_of(&t)->fresh, "s"), 4);
    assert_int_equal(reads(&t, on_of(&t)->lacking, "t"), 2);
    assert_int_equal(reads(&t, on_of(&t)->lacking, "s"), 4);
    assert_int_equal(reads(&t, on_of(&t)->whole, "t"), 5);
    assert_int_equal(reads(&t, on_of(&t)->whole, "s"), 4);
    assert_null(on_of(&u)->lacking);
    assert_int_equal(reads(&u, on_of(&u)->keys, "t"), 2);
    assert_int_equal(reads(&u, on_of(&u)->keys, "s"), 2);
    kept_done(&t);
    kept_done(&u);
}

/* merge-create-staging-table: the same distkey on both sides, and where it is
   not the primary key a redundant predicate on it, make it DS_DIST_NONE. */
static void a_key_that_on_names_moves_nothing(void **state)
{
    struct kept_trial t =
        kept_read(lacking, sum, DATA METHOD("merge") ON(BY_ID));
    struct kept_trial u =
        kept_read(lacking, sum, DATA METHOD("merge") ON(BY_SHOP));

    (void)state;
    assert_near(merge_of(&t, "by_id")->bytes_moved, 0, 0);
    assert_near(merge_of(&t, "all")->bytes_moved, 0, 0);
    assert_near(merge_of(&u, "by_shop")->bytes_moved, 0, 0);
    assert_true(merge_of(&t, "even")->bytes_moved > 0);
    assert_true(merge_of(&t, "by_shop")->bytes_moved > 0);
    assert_true(merge_of(&t, "by_id")->join_s < merge_of(&t, "even")->join_s);
    kept_done(&t);
    kept_done(&u);
}

/* A COPY of so many rows of 24 bytes and four columns, one file per slice and
   no sort key. */
static double copy_s(const struct kept_trial *t, double rows)
{
    const struct engine *const e = &t->trial.world->cluster.engine;
    const double slice_rows = rows / t->trial.world->cluster.slices;

    return e->copy_table_s + slice_rows * (24 * (e->copy_read_s_per_row_byte +
                                                 e->copy_write_s_per_row_byte) +
                                           4 * e->copy_encode_s_per_value);
}

static void what_is_done_adds_up(void **state)
{
    struct kept_trial t =
        kept_read(lacking, sum, DATA METHOD("delete_insert") ON(BY_ID));
    const struct upkeep_run *const r = kept_run(&t, "even");
    const struct upkeep_merge *const m = &r->merges[0];

    (void)state;
    assert_near(m->merges, BATCHES, 0);
    assert_near(r->commits, BATCHES, 0);
    assert_near(r->change_s, m->join_s + m->write_s, 1e-9);
    assert_near(r->load_s, BATCHES * copy_s(&t, STAGED), 1e-3);
    assert_near(kept_last(&t, r, "t")->live, 400e6 + BATCHES * FRESH, 1e-9);
    assert_near(kept_last(&t, r, "t")->rows, 400e6 + BATCHES * STAGED, 1e-6);
    kept_done(&t);
}

/* MERGE is an UPDATE and an INSERT that first lays the new rows aside. */
static void merge_writes_new_rows_twice(void **state)
{
    struct kept_trial t =
        kept_read(lacking, sum, DATA METHOD("update_insert") ON(BY_ID));
    struct kept_trial u =
        kept_read(lacking, sum, DATA METHOD("merge") ON(BY_ID));
    const double more =
        merge_of(&u, "even")->write_s - merge_of(&t, "even")->write_s;

    (void)state;
    assert_near(more, BATCHES * copy_s(&t, FRESH), 1e-3);
    kept_done(&t);
    kept_done(&u);
}

/* merge-replacing-existing-rows: the fastest way, if all columns come. */
static void whole_rows_are_replaced_fastest(void **state)
{
    static const char *const ways[] = {
        DATA METHOD("delete_insert") ON(BY_ID),
        DATA METHOD("update_insert") ON(BY_ID),
        DATA METHOD("merge") ON(BY_ID),
    };
    double join_s[3], total_s[3];

    (void)state;
    for (int i = 0; i < 3; i++) {
        struct kept_trial t = kept_read(whole, sum, ways[i]);
        join_s[i] = merge_of(&t, "by_id")->join_s;
        total_s[i] = join_s[i] + merge_of(&t, "by_id")->write_s;
        kept_done(&t);
    }
    assert_true(join_s[0] < join_s[1] && join_s[0] < join_s[2]);
    assert_true(total_s[0] < total_s[1] && total_s[1] < total_s[2]);
}

/* merge-specify-a-column-list: a predicate on the timestamp that the target is
   sorted by restricts its scan; nine in twelve months need not be read. */
static void a_date_in_on_restricts_the_scan(void **state)
{
    struct kept_trial t =
        kept_read(whole, sum, DATA METHOD("delete_insert") ON(BY_ID));
    struct kept_trial u =
        kept_read(whole, sum, DATA METHOD("delete_insert") ON(DATED));

    (void)state;
    assert_true(merge_of(&u, "by_id")->join_s <
                0.5 * merge_of(&t, "by_id")->join_s);
    kept_done(&t);
    kept_done(&u);
}

/* Queues get each merge as long as it takes when it is due. */
static void queues_get_the_same_seconds(void **state)
{
    struct kept_trial t =
        kept_read(lacking, sum, DATA METHOD("merge") ON(BY_ID));
    const struct upkeep_run *const r = kept_run(&t, "by_id");
    const struct upkeep_jobs jobs =
        upkeep_jobs(t.trial.arena, t.trial.world, r->design, 0, 1000);
    double seconds = 0;

    (void)state;
    assert_int_equal(jobs.count, BATCHES);
    for (size_t i = 0; i < jobs.count; i++)
        seconds += jobs.items[i].seconds;
    assert_near(seconds, r->change_s + r->load_s, 0.02);
    kept_done(&t);
}

/* A state is of its time, whatever has happened since. */
static void states_stay_as_they_were(void **state)
{
    struct kept_trial t =
        kept_read(lacking, sum, DATA METHOD("merge") ON(BY_ID));
    const struct upkeep_state *const states = upkeep_states(
        t.trial.arena, t.trial.world, kept_run(&t, "even")->design, 1, 24, 2);
    const int table = trial_table(&t.trial, "t");

    (void)state;
    for (int i = 0; i < 2; i++)
        assert_near(regions_live(states[i].layout->tables[table]->past),
                    400e6 + i * 4 * FRESH, 1e-9);
    kept_done(&t);
}

/* ---- followed ------------------------------------------------------------ */

static const struct history *with_on(struct arena *a, const struct history *h,
                                     int on)
{
    struct history *const out = ARENA_NEW(a, struct history);

    *out = *h;
    out->operations = ARENA_ARRAY(a, h->operation_count, struct operation);
    for (int i = 0; i < h->operation_count; i++)
        out->operations[i] = h->operations[i];
    out->operations[0].on = on;
    return out;
}

static struct upkeep_run followed(struct upkeep_follow *f,
                                  const struct kept_trial *t, int answer)
{
    const struct world *const w = t->trial.world;

    return upkeep_follow(f, t->trial.arena, w->designs[answer / 3],
                         with_on(t->trial.arena, w->history, answer % 3), NULL);
}

#define ONS                                                                    \
    "      on:\n"                                                              \
    "        id: " BY_ID "\n"                                                  \
    "        shop: " BY_SHOP "\n"                                              \
    "        dated: " DATED "\n"
#define VACUUM "    - {do: vacuum, table: t, every: 12 h, to: 100}\n"

static const char choose_on[] = DATA METHOD("merge") ONS VACUUM;

/* Designs of the staging table and ONs are priced on one past; nothing of one
   answer may be seen in the next. */
static void answers_share_a_past_and_no_more(void **state)
{
    struct kept_trial t = kept_read(lacking, sum, choose_on);
    struct arena *const a = t.trial.arena;
    struct upkeep_follow *const f = upkeep_follow_begin(a, t.trial.world);
    const int answers = 3 * t.trial.world->design_count;
    int differ = 0;

    (void)state;
    for (int i = 0; i < 2 * answers; i++) {
        const int answer = i < answers ? i : 2 * answers - 1 - i;
        const struct upkeep_run got = followed(f, &t, answer);
        const struct upkeep_run want =
            followed(upkeep_follow_begin(a, t.trial.world), &t, answer);
        assert_near(got.change_s, want.change_s, 0);
        assert_near(got.load_s, want.load_s, 0);
        assert_near(got.mean_query_s, want.mean_query_s, 0);
        assert_near(got.merges[0].bytes_moved, want.merges[0].bytes_moved, 0);
        differ += answer % 3 > 0 &&
                  got.change_s < followed(f, &t, answer - answer % 3).change_s;
    }
    assert_true(differ > 0);
    kept_done(&t);
}

static void a_followed_merge_takes_what_upkeep_says(void **state)
{
    struct kept_trial t = kept_read(lacking, sum, choose_on);
    struct upkeep_follow *const f =
        upkeep_follow_begin(t.trial.arena, t.trial.world);

    (void)state;
    for (int d = 0; d < t.trial.world->design_count; d++) {
        const struct upkeep_run got = followed(f, &t, 3 * d);
        const struct upkeep_run *const want = &t.upkeep->runs[d];
        assert_near(got.load_s, want->load_s, 0);
        assert_near(got.change_s, want->change_s, 0.02);
        assert_near(got.merges[0].write_s, want->merges[0].write_s, 1e-9);
        assert_near(got.contention_s, want->contention_s, 0.05);
        assert_true(got.contention_s > 0);
    }
    kept_done(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(statements_read_what_they_need),
        cmocka_unit_test(a_key_that_on_names_moves_nothing),
        cmocka_unit_test(what_is_done_adds_up),
        cmocka_unit_test(merge_writes_new_rows_twice),
        cmocka_unit_test(whole_rows_are_replaced_fastest),
        cmocka_unit_test(a_date_in_on_restricts_the_scan),
        cmocka_unit_test(queues_get_the_same_seconds),
        cmocka_unit_test(states_stay_as_they_were),
        cmocka_unit_test(answers_share_a_past_and_no_more),
        cmocka_unit_test(a_followed_merge_takes_what_upkeep_says),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
