/*
 * What must hold for any scenario, whatever the numbers are.
 */
#include <inttypes.h>

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

/*
 * A fact table, a keyed and a copied dimension, and a table that no query
 * touches. `rows` and `length` are the fact table's; `untouched` is the design
 * of the last one. So many `widths` of BETWEEN are asked for.
 */
static struct trial small(int64_t rows, int length, const char *untouched,
                          int widths)
{
    static const char schema[] =
        "create table fact (id bigint not null, d bigint not null,"
        " a bigint not null, day date not null, due date not null,"
        " n int not null, t varchar(200) not null);"
        "create table dim (id bigint not null, kind int not null,"
        " name varchar(20) not null);"
        "create table all_dim (id bigint not null, kind int not null)"
        " diststyle all;"
        "create table untouched (id int not null, x int not null)"
        " diststyle even;";
    struct arena *const a = arena_begin();
    struct text_buffer b;

    text_buffer_init(&b, a);
    text_addf(&b,
              "cluster: {node: dc2.large, nodes: 3}\n"
              "data:\n"
              "  fact:\n"
              "    rows: %" PRId64 "\n"
              "    columns:\n"
              "      id: {law: sequential}\n"
              "      d: {references: dim.id, law: {zipf: 0.6}}\n"
              "      a: {references: all_dim.id}\n"
              "      day: {law: {uniform: [2001-01-01, 2006-06-23]}}\n"
              "      due: {law: {lag: {after: day, law: {uniform: [1, 9]}}}}\n"
              "      n: {law: {uniform: [1, 10000]}}\n"
              "      t: {law: {text: {length: [%d, %d]}}}\n"
              "  dim:\n"
              "    rows: 70001\n"
              "    columns: {id: {law: sequential},"
              " kind: {law: {uniform: [1, 50]}}}\n"
              "  all_dim:\n"
              "    rows: 3001\n"
              "    columns: {id: {law: sequential},"
              " kind: {law: {uniform: [1, 50]}}}\n"
              "  untouched: {rows: 1234567}\n",
              rows, length, length + 7);
    text_addf(&b,
              "designs:\n"
              "  even: {encode: none,"
              " fact: {diststyle: even}, dim: {diststyle: even}}\n"
              "  by_n: {from: even, fact: {sortkey: [n]}}\n"
              "  by_day: {from: even, fact: {sortkey: [day, n]}}\n"
              "  by_due: {from: even, fact: {sortkey: [due]}}\n"
              "  grid: {from: even,"
              " fact: {sort: interleaved, sortkey: [n, day]}}\n"
              "  keyed: {from: by_day, encode: copy,"
              " fact: {distkey: d}, dim: {distkey: id, sortkey: [id]}}\n"
              "  other: {from: keyed, untouched: %s}\n"
              "queries:\n"
              "  all: {text: 'select sum(n), max(t) from fact'}\n"
              "  joined: {text: 'select dim.kind, all_dim.kind, sum(n)"
              " from fact, dim, all_dim where fact.d = dim.id"
              " and fact.a = all_dim.id and all_dim.kind < 9"
              " group by 1, 2 order by 1, 2'}\n",
              untouched);
    /* Ever wider around 2004-01-01 and n = 5000. */
    for (int w = 0; w < widths; w++) {
        const int half = 1 << w;

        text_addf(&b,
                  "  n%d: {text: 'select all_dim.kind, sum(n) from fact,"
                  " all_dim where a = all_dim.id and n between %d and %d"
                  " group by 1'}\n",
                  w, 5000 - half, 5000 + half);
        text_addf(&b,
                  "  day%d: {text: \"select sum(n) from fact, dim"
                  " where d = dim.id and day between date '2004-01-01'"
                  " - %d and date '2004-01-01' + %d\"}\n",
                  w, half, half);
    }
    const struct trial t = trial_of(schema, text_buffer_text(&b));
    arena_done(a);
    return t;
}

/* ---- monotone --------------------------------------------------------- */

struct totals {
    double blocks, load_s, blocks_read, bytes_read, seconds;
};

static struct totals totals_of(const struct cost_design *d, int query)
{
    const struct cost_query *const q = &d->queries[query];
    struct totals t = { .blocks = d->blocks,
                        .load_s = d->load_total_s,
                        .bytes_read = q->bytes_read,
                        .seconds = q->price.total_s };

    for (int s = 0; s < q->plan->step_count; s++)
        t.blocks_read += q->plan->steps[s]->tally.blocks.sum;
    return t;
}

static void assert_no_less(struct totals now, struct totals before,
                           const char *design, const char *query)
{
    const double slack = 1 - 1e-9;

    if (now.blocks < before.blocks * slack ||
        now.load_s < before.load_s * slack ||
        now.blocks_read < before.blocks_read * slack ||
        now.bytes_read < before.bytes_read * slack ||
        now.seconds < before.seconds * slack)
        fail_msg("%s, %s: %.3f blocks after %.3f, %.6f s load after %.6f, "
                 "%.3f read after %.3f, %.6f s after %.6f",
                 design, query, now.blocks, before.blocks, now.load_s,
                 before.load_s, now.blocks_read, before.blocks_read,
                 now.seconds, before.seconds);
}

/* From no block to a million: more rows never cost less. */
static void test_rows(void **state)
{
    struct trial before = small(300007, 20, "{}", 0);

    (void)state;
    for (int64_t rows = 900019; rows < INT64_C(20000000000000);
         rows = rows * 3 + 17) {
        struct trial now = small(rows, 20, "{}", 0);

        for (int d = 0; d < now.cost->design_count; d++)
            for (int q = 0; q < 2; q++)
                assert_no_less(totals_of(&now.cost->designs[d], q),
                               totals_of(&before.cost->designs[d], q),
                               now.cost->designs[d].design->name,
                               now.world->queries[q]->name);
        trial_done(&before);
        before = now;
    }
    trial_done(&before);
}

/* Longer texts never cost less; they cost more where they are read. */
static void test_width(void **state)
{
    struct trial before = small(30000001, 3, "{}", 0);

    (void)state;
    for (int length = 8; length < 190; length += 31) {
        struct trial now = small(30000001, length, "{}", 0);

        for (int d = 0; d < now.cost->design_count; d++) {
            const struct totals was = totals_of(&before.cost->designs[d], 0);
            const struct totals is = totals_of(&now.cost->designs[d], 0);

            assert_no_less(is, was, now.cost->designs[d].design->name, "all");
            assert_true(is.bytes_read > was.bytes_read);
            assert_true(is.blocks > was.blocks);
            /* A query that does not read them does not see them, unless COPY
               weighs the sort key's encoding against theirs. */
            if (text_equal(now.cost->designs[d].design->name, "keyed") ||
                text_equal(now.cost->designs[d].design->name, "other"))
                continue;
            assert_near(totals_of(&now.cost->designs[d], 1).bytes_read,
                        totals_of(&before.cost->designs[d], 1).bytes_read,
                        1e-12);
        }
        trial_done(&before);
        before = now;
    }
    trial_done(&before);
}

/* A wider BETWEEN never reads or costs less, however the table is sorted. */
static void test_selectivity(void **state)
{
    struct trial t = small(INT64_C(700000003), 20, "{}", 13);

    (void)state;
    for (int d = 0; d < t.cost->design_count; d++)
        for (int q = 4; q < t.cost->query_count; q++) {
            const struct cost_design *const in = &t.cost->designs[d];
            const struct step *const was =
                trial_scan(in->queries[q - 2].plan, "fact");
            const struct step *const is =
                trial_scan(in->queries[q].plan, "fact");

            assert_no_less(totals_of(in, q), totals_of(in, q - 2),
                           in->design->name, in->queries[q].query->name);
            assert_true(is->rows >= was->rows);
            assert_true(is->tally.rows_scanned.sum >=
                        was->tally.rows_scanned.sum * (1 - 1e-9));
            /* What comes out was looked at. */
            assert_true(is->rows <=
                        is->tally.rows_scanned.sum * (1 + 1e-9) + 1);
        }
    trial_done(&t);
}

/* ---- the same again --------------------------------------------------- */

/* Price and work of two plans, to the last bit. */
static void assert_same_query(const struct cost_query *a,
                              const struct cost_query *b)
{
    assert_memory_equal(&a->price, &b->price, sizeof(a->price));
    assert_int_equal(a->plan->step_count, b->plan->step_count);
    for (int i = 0; i < a->plan->step_count; i++) {
        const struct step *const s = a->plan->steps[i];
        const struct step *const t = b->plan->steps[i];

        assert_int_equal(s->op, t->op);
        assert_int_equal(s->label, t->label);
        assert_memory_equal(&s->tally, &t->tally, sizeof(s->tally));
        assert_memory_equal(&s->seconds, &t->seconds, sizeof(s->seconds));
    }
}

/* A design of a table that no query touches changes its storage alone. */
static void test_untouched_table(void **state)
{
    static const char *const designs[] = {
        "{diststyle: all}",
        "{distkey: x, sortkey: [x, id]}",
        "{sort: interleaved, sortkey: [x, id], encode: auto}",
    };

    (void)state;
    for (size_t i = 0; i < sizeof(designs) / sizeof(designs[0]); i++) {
        struct trial t = small(INT64_C(51234567), 20, designs[i], 3);
        const struct cost_design *const a = trial_design(&t, "keyed");
        const struct cost_design *const b = trial_design(&t, "other");

        assert_true(a->blocks != b->blocks);
        for (int q = 0; q < t.cost->query_count; q++)
            assert_same_query(&a->queries[q], &b->queries[q]);
        assert_memory_equal(&a->query_total_s, &b->query_total_s,
                            sizeof(double));
        trial_done(&t);
    }
}

/* The same scenario gives the same bytes. */
static void test_twice(void **state)
{
    (void)state;
    for (int i = 0; i < TRIAL_SHIPPED; i++) {
        struct trial again = trial_run(trial_shipped(i));

        assert_string_equal(trial_json(&runs[i]), trial_json(&again));
        trial_done(&again);
    }
}

/* One design and one query alone cost what they cost among the others. */
static void test_selection(void **state)
{
    (void)state;
    for (int i = 0; i < TRIAL_SHIPPED; i++) {
        const struct trial t = runs[i];
        const int designs = t.world->design_count;
        const int queries = t.world->query_count;
        bool *const d = ARENA_ARRAY(t.arena, designs, bool);
        bool *const q = ARENA_ARRAY(t.arena, queries, bool);

        for (int k = 0; k < 3; k++) {
            const int design = (designs - 1 - k % designs);
            const int query = (queries - 1 - k % queries);

            d[design] = q[query] = true;
            const struct cost *const alone = cost_run(t.arena, t.world, d, q);
            d[design] = q[query] = false;
            assert_int_equal(alone->design_count, 1);
            assert_int_equal(alone->query_count, 1);
            assert_same_query(&alone->designs[0].queries[0],
                              &t.cost->designs[design].queries[query]);
            assert_near(alone->designs[0].blocks,
                        t.cost->designs[design].blocks, 0);
        }
    }
}

/* ---- extremes --------------------------------------------------------- */

static void check_finite(const struct trial *t)
{
    for (int d = 0; d < t->cost->design_count; d++) {
        const struct cost_design *const in = &t->cost->designs[d];

        assert_true(isfinite(in->blocks) && in->blocks > 0);
        assert_true(isfinite(in->load_total_s) && in->load_total_s >= 0);
        for (int q = 0; q < t->cost->query_count; q++) {
            const struct cost_query *const c = &in->queries[q];

            assert_true(isfinite(c->price.total_s) && c->price.total_s > 0);
            for (int s = 0; s < c->plan->step_count; s++) {
                assert_true(isfinite(c->plan->steps[s]->rows));
                assert_true(c->plan->steps[s]->rows >= 0);
                assert_true(isfinite(c->plan->steps[s]->total_cost));
            }
        }
    }
}

/* One row, a few, 6e14: all of it has a price. */
static void test_sizes(void **state)
{
    static const int64_t rows[] = {
        1, 2, 7, 31, 16383, 16384, 16385, 600037902, INT64_C(600037902000000)
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct trial t = small(rows[i], 20, "{}", 0);

        check_finite(&t);
        trial_done(&t);
    }
}

/* A thousand times the rows take a thousand times the blocks; without
   encodings, for neighbours of the same key are further apart. */
static void test_thousandfold(void **state)
{
    struct trial t = small(INT64_C(3000000019), 20, "{}", 0);
    struct trial k = small(INT64_C(3000000019000), 20, "{}", 0);

    (void)state;
    for (int d = 0; !text_equal(t.cost->designs[d].design->name, "keyed");
         d++) {
        const struct table_layout *const one =
            t.cost->designs[d].layout->tables[0];
        const struct table_layout *const many =
            k.cost->designs[d].layout->tables[0];

        assert_near(many->blocks, 1000 * one->blocks, 0.01);
        assert_near(k.cost->designs[d].queries[0].price.scan_s,
                    1000 * t.cost->designs[d].queries[0].price.scan_s, 0.01);
    }
    trial_done(&t);
    trial_done(&k);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_width),
        cmocka_unit_test(test_selectivity),
        cmocka_unit_test(test_untouched_table),
        cmocka_unit_test(test_twice),
        cmocka_unit_test(test_selection),
        cmocka_unit_test(test_sizes),
        cmocka_unit_test(test_thousandfold),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
