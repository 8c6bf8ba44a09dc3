/*
 * How many groups the rows of a join make, against closed forms.
 *
 * A shop: a million lines, of orders of one to five (three in the mean); an
 * order has one customer of 200,000; 10,000 articles, sold by a Zipf law of
 * 0.8; 25 nations of five regions; a calendar of three years.
 */
#include "estimate/bunch.h"
#include "tests/trial.h"

static const char schema[] =
    "create table region (rid integer primary key);"
    "create table nation (nid integer primary key, rid integer not null,"
    " nname varchar(8));"
    "create table customer (cid integer primary key, nid integer not null,"
    " cname varchar(20));"
    "create table article (aid integer primary key, kind integer,"
    " brand integer);"
    "create table day (did date primary key, y integer, q integer);"
    "create table line (oid integer not null, cid integer not null,"
    " aid integer not null, did date not null, u integer not null,"
    " v integer not null);";

static const char yaml[] =
    "cluster: {node: dc2.large, nodes: 2}\n"
    "data:\n"
    "  region: {rows: 5, columns: {rid: {law: sequential}}}\n"
    "  nation: {rows: 25, columns: {nid: {law: sequential}, rid: {law:"
    " {from: {column: nid, modulo: 5, base: 1}}}}}\n"
    "  customer: {rows: 200000, columns: {cid: {law: sequential},"
    " nid: {references: nation.nid}}}\n"
    "  article: {rows: 10000, columns: {aid: {law: sequential}, kind:"
    " {law: {uniform: [1, 6]}}, brand: {law: {uniform: [1, 900]}}}}\n"
    "  day: {rows: 1096, columns: {did: {law: {calendar: {from: 2023-01-01,"
    " as: date}}}, y: {law: {from: {column: did, part: year}}},"
    " q: {law: {from: {column: did, part: quarter}}}}}\n"
    "  line:\n"
    "    rows: 1000000\n"
    "    columns:\n"
    "      oid: {law: {sequential: {lines: [1, 5]}}}\n"
    "      cid: {references: customer.cid, per: oid}\n"
    "      aid: {references: article.aid, law: {zipf: 0.8}}\n"
    "      did: {references: day.did}\n"
    "      u: {law: {uniform: [1, 1000]}}\n"
    "      v: {law: {uniform: [1, 7]}, per: aid}\n"
    "queries:\n";

/* Three in ten lines pass: of an order of L lines some line does with the
   chance 1 - .7^L, .611766 in the mean over L = 1..5; a third of a million
   orders. */
#define ORDERS_LEFT (1e6 / 3 * 0.611766)

struct group_case {
    const char *sql;
    double want, rel;
};

static const struct group_case cases[] = {
    { "select oid, count(*) from line where u <= 300 group by 1", ORDERS_LEFT,
      1e-5 },
    /* 200,000 (1 - (1 - 1 / 200,000)^203,922): an order is one draw. */
    { "select cid, count(*) from line where u <= 300 group by 1", 127853,
      1e-4 },
    /* A key decides its row, and rows that this one refers to. */
    { "select c.cid, c.cname, n.nname, count(*) from line l, customer c,"
      " nation n where l.cid = c.cid and c.nid = n.nid and u <= 300"
      " group by 1, 2, 3",
      127853, 1e-4 },
    /* The same customer decides all lines of an order. */
    { "select oid, cid, count(*) from line where u <= 300 group by 1, 2",
      ORDERS_LEFT, 1e-5 },
    /* Sum of 1 - (1 - p)^41,000 over the Zipf law, by a loop. */
    { "select aid, count(*) from line where u <= 41 group by 1", 8173.88,
      2e-3 },
    { "select a.aid, a.brand, count(*) from line l, article a"
      " where l.aid = a.aid and u <= 41 group by 1, 2",
      8173.88, 2e-3 },
    /* 8,174 articles into 5,400 pairs of kind and brand. */
    { "select a.kind, a.brand, count(*) from line l, article a"
      " where l.aid = a.aid and u <= 41 group by 1, 2",
      4211, 0.015 },
    /* Neither decides the other; together they are twelve. */
    { "select y, q, count(*) from line l, day d where l.did = d.did"
      " group by 1, 2",
      12, 1e-9 },
    /* Hot articles meet the same of 41 values again: the sum over the Zipf law
       of 41 (1 - (1 - p / 41)^41,000), by a loop. */
    { "select aid, u, count(*) from line where u <= 41 group by 1, 2", 29606.5,
      2e-3 },
    /* As many nations: 25 (1 - (1 - p / 25)^41,000). */
    { "select a.aid, n.nid, count(*) from line l, article a, customer c,"
      " nation n where l.aid = a.aid and l.cid = c.cid and c.nid = n.nid"
      " and u <= 41 group by 1, 2",
      27326.9, 2e-3 },
    /* Few rows into many pairs: 2,192 (1 - (1 - 1 / 2,192)^2,000), of which
       the rows show 920 of the 1,096 days. */
    { "select did, u, count(*) from line where u <= 2 group by 1, 2", 1311.97,
      5e-3 },
    /* What an inner query hands on has the values of its table: the days of
       one year, and articles of two brands. */
    { "select d, count(*) from (select did as d, aid as a, sum(u) as s from"
      " line group by 1, 2) x where d between '2023-01-01' and '2023-12-31'"
      " and s < 50 group by 1",
      365, 1e-6 },
    { "with x as (select brand as b, kind as k, count(*) as c from article"
      " group by 1, 2) select x.b, count(*) from x, x as z where x.k = z.k"
      " and x.b between 7 and 8 group by 1",
      2, 1e-3 },
    /* Different counts: the sum over k of 1 - the product over all articles (or
       days) of 1 - Poisson(k), by a loop. */
    { "select c, count(*) from (select aid, count(*) as c from line"
      " group by aid) x group by c",
      600.73, 0.05 },
    { "select c, count(*) from (select aid, count(u) as c from line"
      " where u <= 41 group by aid) x group by c",
      103.46, 0.05 },
    { "select c, count(*) from (select did, count(*) as c from line"
      " group by did) x group by c",
      151.20, 0.03 },
    /* An order has one to five lines. */
    { "select c, count(*) from (select oid, count(*) as c from line"
      " group by oid) x group by c",
      5, 1e-9 },
    /* A filter on the region leaves five nations. */
    { "select n.nid, count(*) from line l, customer c, nation n, region r"
      " where l.cid = c.cid and c.nid = n.nid and n.rid = r.rid"
      " and r.rid = 2 group by 1",
      5, 0.01 },
};

enum { CASES = sizeof(cases) / sizeof(cases[0]) };

static void test_closed_forms(void **state)
{
    struct arena *const a = arena_begin();
    struct text_buffer b;
    int failed = 0;

    (void)state;
    text_buffer_init(&b, a);
    text_add(&b, yaml);
    for (int i = 0; i < CASES; i++)
        text_addf(&b, "  g%d: {text: \"%s\"}\n", i, cases[i].sql);
    struct trial t = trial_of(schema, text_buffer_text(&b));
    for (int i = 0; i < CASES; i++) {
        const struct step *s = t.cost->designs[0].queries[i].plan->root;

        while (s->op != OP_HASH_AGGREGATE)
            s = s->outer;
        if (fabs(s->rows - cases[i].want) > cases[i].rel * cases[i].want) {
            print_error("%s: %.2f groups, want %.2f\n", cases[i].sql, s->rows,
                        cases[i].want);
            failed++;
        }
    }
    trial_done(&t);
    arena_done(a);
    assert_int_equal(failed, 0);
}

static void test_bunches(void **state)
{
    struct arena *const a = arena_begin();
    struct trial t = trial_of(schema, text_format(a, "%s%s", yaml,
                                                  "  q: {text: \"select 1 "
                                                  "from line\"}\n"));
    const struct table *const line =
        &t.world->catalog.tables[catalog_table(&t.world->catalog, "line")];

    (void)state;
    assert_int_equal(bunch_column(line, table_column(line, "oid")), 0);
    assert_int_equal(bunch_column(line, table_column(line, "cid")), 0);
    assert_int_equal(bunch_column(line, table_column(line, "aid")), -1);
    /* Drawn once for an article, whose lines come at any time. */
    assert_int_equal(bunch_column(line, table_column(line, "v")), -1);
    trial_done(&t);
    arena_done(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_closed_forms),
        cmocka_unit_test(test_bunches),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
