/*
 * Redshift's DDL: scenario/sql_ddl and below. Types, defaults and limits
 * are those of the Database Developer Guide, "Data types", "CREATE TABLE".
 */
#include <string.h>

#include "base/text.h"
#include "sql/sql.h"
#include "tests/near.h"

struct reading {
    struct arena *a;
    struct catalog catalog;
    struct design *base;
    struct faults faults;
};

static struct reading *begin(void)
{
    struct arena *const a = arena_begin();
    struct reading *const r = ARENA_NEW(a, struct reading);

    r->a = a;
    faults_init(&r->faults, a);
    return r;
}

static void done(struct reading *r)
{
    arena_done(r->a);
}

static bool read_ddl(struct reading *r, const char *ddl)
{
    return sql_read_schema(r->a, ddl, "s.sql", &r->catalog, &r->base,
                           &r->faults);
}

/* The schema, which must be read without a fault. */
static struct reading *good(const char *ddl)
{
    struct reading *const r = begin();
    const bool ok = read_ddl(r, ddl);

    if (!ok)
        print_error("%s\n%s\n", ddl, fault_line(r->a, &r->faults.items[0]));
    assert_true(ok);
    assert_int_equal(r->faults.count, 0);
    return r;
}

static const char *design_of(const struct reading *r, int table)
{
    return design_text(r->a, &r->catalog.tables[table],
                       &r->base->tables[table]);
}

/* --- types --- */

static void test_types(void **state)
{
    static const struct {
        const char *ddl, *want;
    } cases[] = {
        { "smallint", "smallint" },
        { "int2", "smallint" },
        { "int", "integer" },
        { "INTEGER", "integer" },
        { "int4", "integer" },
        { "bigint", "bigint" },
        { "int8", "bigint" },
        { "numeric", "numeric(18,0)" },
        { "decimal(7)", "numeric(7,0)" },
        { "dec(38, 37)", "numeric(38,37)" },
        { "real", "real" },
        { "float4", "real" },
        { "float(24)", "real" },
        { "float", "double precision" },
        { "float8", "double precision" },
        { "double precision", "double precision" },
        { "bool", "boolean" },
        { "char", "char(1)" },
        { "character(9)", "char(9)" },
        { "nchar(7)", "char(7)" },
        { "bpchar", "char(256)" },
        { "char(max)", "char(4096)" },
        { "varchar", "varchar(256)" },
        { "varchar(22)", "varchar(22)" },
        { "varchar( MAX )", "varchar(65535)" },
        { "character varying(30)", "varchar(30)" },
        { "nvarchar(8)", "varchar(8)" },
        { "text", "varchar(256)" },
        { "text(10)", "varchar(10)" },
        { "date", "date" },
        { "time", "time" },
        { "time without time zone", "time" },
        { "timetz", "timetz" },
        { "time with time zone", "timetz" },
        { "timestamp", "timestamp" },
        { "timestamp without time zone", "timestamp" },
        { "timestamptz", "timestamptz" },
        { "timestamp with time zone", "timestamptz" },
        { "varbyte(12)", "varbyte(12)" },
        { "varbinary", "varbyte(64000)" },
        { "binary varying(5)", "varbyte(5)" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        char ddl[100];

        snprintf(ddl, sizeof(ddl), "create table t (c %s not null)",
                 cases[i].ddl);
        struct reading *const r = good(ddl);
        assert_string_equal(
            type_text(r->a, r->catalog.tables[0].columns[0].type),
            cases[i].want);
        assert_true(r->catalog.tables[0].columns[0].not_null);
        done(r);
    }
}

/* --- names, keys, places --- */

static void test_names(void **state)
{
    struct reading *const r = good(
        "-- two tables\n"
        "CREATE TABLE IF NOT EXISTS Sales.\"Big Table\" (\n"
        "  Id INT /* the key */ , \"Id\" int);\n"
        "create local temp table #Tmp (a int); create table distkey_t (key "
        "int, sortkey2 int);");

    (void)state;
    const struct table *const t = r->catalog.tables;
    assert_int_equal(r->catalog.table_count, 3);
    assert_string_equal(t[0].schema, "sales");
    assert_string_equal(t[0].name, "Big Table");
    assert_string_equal(t[0].columns[0].name, "id");
    assert_string_equal(t[0].columns[1].name, "Id");
    assert_int_equal(t[0].where.line, 2);
    assert_int_equal(t[0].where.column, 28);
    assert_int_equal(t[0].columns[1].where.line, 3);
    assert_int_equal(t[0].columns[1].where.column, 26);
    assert_string_equal(t[1].name, "#tmp");
    assert_null(t[1].schema);
    assert_string_equal(t[2].columns[1].name, "sortkey2");
    done(r);
}

static void test_keys(void **state)
{
    struct reading *const r = good(
        "create table p (a int primary key, b int unique default 5);"
        "create table c (x int references p (b), y int references p, z int,"
        "  w int, primary key (x, y), unique (z),"
        "  constraint k foreign key (w) references p (a));"
        "alter table p add constraint q foreign key (b) references c (z);");
    const struct column *const p = r->catalog.tables[0].columns;
    const struct column *const c = r->catalog.tables[1].columns;

    (void)state;
    assert_true(p[0].primary && p[0].not_null && p[0].unique);
    assert_true(!p[1].primary && !p[1].not_null && p[1].unique);
    assert_int_equal(p[1].parent_table, 1);
    assert_int_equal(p[1].parent_column, 2);
    assert_int_equal(c[0].parent_table, 0);
    assert_int_equal(c[0].parent_column, 1);
    assert_int_equal(c[1].parent_column, 0); /* the primary key */
    assert_int_equal(c[2].parent_table, -1);
    assert_int_equal(c[3].parent_column, 0);
    /* A key of two columns makes neither of them unique. */
    assert_true(c[0].primary && c[1].primary && !c[0].unique);
    assert_true(c[2].unique);
    done(r);
}

/* --- designs --- */

static void test_designs(void **state)
{
    static const struct {
        const char *attributes;
        enum diststyle diststyle;
        int distkey;
        enum sort_kind sort;
        int sortkeys[3], sortkey_count;
    } cases[] = {
        { ") ", DIST_AUTO, -1, SORT_AUTO, { 0 }, 0 },
        { ") diststyle even", DIST_EVEN, -1, SORT_AUTO, { 0 }, 0 },
        { ") DISTSTYLE ALL SORTKEY (b)",
          DIST_ALL,
          -1,
          SORT_COMPOUND,
          { 1 },
          1 },
        { ") distkey(b) sortkey(c, a)",
          DIST_KEY,
          1,
          SORT_COMPOUND,
          { 2, 0 },
          2 },
        { ") diststyle key distkey (c) compound sortkey (b)",
          DIST_KEY,
          2,
          SORT_COMPOUND,
          { 1 },
          1 },
        { ") interleaved sortkey (a, b, c) backup no",
          DIST_AUTO,
          -1,
          SORT_INTERLEAVED,
          { 0, 1, 2 },
          3 },
        { ") backup yes diststyle auto sortkey auto",
          DIST_AUTO,
          -1,
          SORT_AUTO,
          { 0 },
          0 },
        { ", d int distkey, e int sortkey)",
          DIST_KEY,
          3,
          SORT_COMPOUND,
          { 4 },
          1 },
        { ", d int identity(1,1) not null distkey sortkey)",
          DIST_KEY,
          3,
          SORT_COMPOUND,
          { 3 },
          1 },
        { ", d bigint generated by default as identity (0, 1) sortkey)",
          DIST_AUTO,
          -1,
          SORT_COMPOUND,
          { 3 },
          1 },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        char ddl[200];

        snprintf(ddl, sizeof(ddl),
                 "create table t (a int, b date, c varchar(9)%s",
                 cases[i].attributes);
        struct reading *const r = good(ddl);
        const struct table_design *const d = &r->base->tables[0];
        assert_int_equal(d->diststyle, cases[i].diststyle);
        assert_int_equal(d->distkey, cases[i].distkey);
        assert_int_equal(d->sort, cases[i].sort);
        assert_int_equal(d->sortkey_count, cases[i].sortkey_count);
        for (int k = 0; k < d->sortkey_count; k++)
            assert_int_equal(d->sortkeys[k], cases[i].sortkeys[k]);
        done(r);
    }
}

static void test_encodings(void **state)
{
    struct reading *const r = good(
        "create table a (x int encode mostly16, y varchar(9) not null ENCODE "
        "text255, z date);"
        "create table b (x int) encode auto;"
        "create table c (encode int, raw date encode raw);");
    const struct table_design *const d = r->base->tables;

    (void)state;
    assert_int_equal(d[0].mode, ENCODE_MODE_RULES);
    assert_int_equal(d[0].encodings[0], ENCODE_MOSTLY16);
    assert_int_equal(d[0].encodings[1], ENCODE_TEXT255);
    assert_true(d[0].encoding_given[1] && !d[0].encoding_given[2]);
    assert_int_equal(d[1].mode, ENCODE_MODE_AUTO);
    assert_string_equal(r->catalog.tables[2].columns[0].name, "encode");
    assert_true(d[2].encoding_given[1]);
    assert_int_equal(d[2].encodings[1], ENCODE_RAW);
    done(r);
}

static void test_alter(void **state)
{
    struct reading *const r = good(
        "create table t (a int, b date, c int encode lzo) diststyle even;"
        "alter table t alter distkey b;"
        "alter table public.t alter sortkey (b, a), alter column a encode "
        "delta;"
        "create table u (like t); create table v (a int);"
        "alter table u alter diststyle all; alter table u alter sortkey none;"
        "alter table u alter encode auto;"
        "alter table v alter diststyle key distkey a;"
        "alter table v owner to somebody; vacuum full t; analyze;"
        "grant select on t to u; comment on table t is 'x; y'; "
        "insert into t values (1); copy t from 's3://a' iam_role 'b';"
        "create view w as select 1; drop table if exists t;");

    (void)state;
    assert_int_equal(r->catalog.table_count, 3);
    assert_string_equal(design_of(r, 0),
                        "key(b) sort(b,a) encode rules(a delta,c lzo)");
    assert_string_equal(design_of(r, 1), "all encode auto");
    assert_string_equal(design_of(r, 2), "key(a) encode auto");
    done(r);
}

/* A second file goes on where the first has ended. */
static void test_files(void **state)
{
    struct reading *const r = good("create table p (a int primary key);");

    (void)state;
    assert_true(read_ddl(r, "create table c (x int references p) distkey(x);"
                            "alter table p alter diststyle all;"));
    assert_int_equal(r->catalog.table_count, 2);
    assert_int_equal(r->catalog.tables[1].columns[0].parent_table, 0);
    assert_string_equal(design_of(r, 0), "all encode auto");
    assert_string_equal(design_of(r, 1), "key(x) encode auto");
    assert_false(read_ddl(r, "create table p (a int);"));
    assert_string_equal(fault_line(r->a, &r->faults.items[0]),
                        "s.sql:1:14: table 'p' is already created at s.sql:1");
    done(r);
}

/* --- a design of a schema --- */

static void test_tuned(void **state)
{
    struct reading *const r =
        good("create table t (a int, b varchar(9), c date) diststyle even;"
             "create table u (a int) diststyle all;");
    struct design *const d = design_copy(r->a, &r->catalog, r->base, "tuned");

    (void)state;
    /* The columns may stand in another order. */
    assert_true(sql_read_design(
        r->a,
        "create table t (c date sortkey, a int distkey, b varchar(9) encode "
        "lzo); alter table u alter diststyle even;",
        "d.sql", &r->catalog, d, &r->faults));
    assert_int_equal(d->tables[0].distkey, 0);
    assert_int_equal(d->tables[0].sortkeys[0], 2);
    assert_true(d->tables[0].encoding_given[1]);
    assert_int_equal(d->tables[1].diststyle, DIST_EVEN);
    assert_int_equal(r->base->tables[0].diststyle, DIST_EVEN);
    assert_int_equal(r->base->tables[1].diststyle, DIST_ALL);
    done(r);
}

static void test_tuned_faults(void **state)
{
    static const struct {
        const char *ddl, *want;
    } cases[] = {
        { "create table v (a int)",
          "d.sql:1:14: table 'v' is not in the schema" },
        { "create table t (a int, b varchar(9))",
          "d.sql:1:14: table 't' lacks the column 'c' of the schema" },
        { "create table t (a int, b varchar(8), c date)",
          "d.sql:1:24: column 'b' is varchar(8) here and varchar(9) in the "
          "schema" },
        { "create table t (a int, b varchar(9), c date, d int)",
          "d.sql:1:46: column 'd' is not in table 't' of the schema" },
        { "create table u (a int); create table u (a int)",
          "d.sql:1:38: table 'u' is already created at d.sql:1" },
        { "alter table w alter diststyle all",
          "d.sql:1:13: no table 'w' to alter" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct reading *const r = good(
            "create table t (a int, b varchar(9), c date); create table u (a "
            "int);");
        struct design *const d = design_copy(r->a, &r->catalog, r->base, "d");

        assert_false(sql_read_design(r->a, cases[i].ddl, "d.sql", &r->catalog,
                                     d, &r->faults));
        assert_int_equal(r->faults.count, 1);
        assert_string_equal(fault_line(r->a, &r->faults.items[0]),
                            cases[i].want);
        done(r);
    }
}

/* --- faults --- */

static void test_faults(void **state)
{
    static const struct {
        const char *ddl, *want;
    } cases[] = {
        { "create table t (a int encode lzoo)",
          "s.sql:1:30: unknown encoding 'lzoo', did you mean 'lzo'?" },
        { "create table t (a boolean encode az64)",
          "s.sql:1:34: encoding 'az64' is not for boolean, which takes raw, "
          "runlength, zstd" },
        { "create table t (a int distkey, b int distkey)",
          "s.sql:1:38: a second 'distkey'; a table has one" },
        { "create table t (a int distkey) distkey (a)",
          "s.sql:1:23: a second 'distkey'; a table has one" },
        { "create table t (amount int)\ndistkey (amuont)",
          "s.sql:2:10: no column 'amuont' in table 't', did you mean "
          "'amount'?" },
        { "create table t (a int) sortkey (a, zz)",
          "s.sql:1:36: no column 'zz' in table 't'" },
        { "create table t (a int) sortkey (a, a)",
          "s.sql:1:36: column 'a' twice in the sort key" },
        { "create table t (a int) sortkey (a) sortkey (a)",
          "s.sql:1:36: a second 'sortkey'; a table has one" },
        { "create table t (a int) diststyle key",
          "s.sql:1:34: 'diststyle key' needs a 'distkey'" },
        { "create table t (a int distkey) diststyle all",
          "s.sql:1:42: 'diststyle all' has no 'distkey'; write diststyle key" },
        { "create table t (a int) diststyle evn",
          "s.sql:1:34: 'diststyle' must be auto, even, key or all" },
        { "create table t (a int) disstyle all",
          "s.sql:1:24: unknown table attribute 'disstyle', did you mean "
          "'diststyle'?" },
        { "create table t (a int, A int)",
          "s.sql:1:24: column 'a' twice in table 't'" },
        { "create table t (a int);\ncreate table T (b int)",
          "s.sql:2:14: table 't' is already created at s.sql:1" },
        { "create table t (a varchar(70000))",
          "s.sql:1:27: length '70000' is not between 1 and 65535" },
        { "create table t (a char(5000))",
          "s.sql:1:24: length '5000' is not between 1 and 4096" },
        { "create table t (a numeric(39, 2))",
          "s.sql:1:27: precision '39' is not between 1 and 38" },
        { "create table t (a numeric(5, 6))",
          "s.sql:1:30: scale '6' is not between 0 and 5" },
        { "create table t (a super)",
          "s.sql:1:19: type 'super' is not modelled; leave the column out or "
          "give it a scalar type" },
        { "create table t (a integr)",
          "s.sql:1:19: unknown type 'integr', did you mean 'integer'?" },
        { "create table t (a int,, b int)", "s.sql:1:23: syntax error at ','" },
        { "create table t (a int", "s.sql:1:22: syntax error: the statement "
                                   "ends here" },
        { "create table t (\xc3\xa4 int x y)",
          "s.sql:1:23: syntax error at 'x'" },
        { "create table t as select 1",
          "s.sql:1:16: 'create table as' does not say its types; write the "
          "table's columns" },
        { "craete table t (a int)",
          "s.sql:1:1: a statement cannot begin with 'craete', did you mean "
          "'create'?" },
        { "create table t (a int references q)",
          "s.sql:1:23: no table 'q' to reference" },
        { "create table t (a 'x)", "s.sql:1:19: unterminated quoted string" },
        { "create table t (a int \xff)",
          "s.sql:1:23: byte 0xff is not UTF-8 text" },
        { "create table t (a int); alter table t drop column a",
          "s.sql:1:39: this 'alter table' is not read; write the table as it "
          "shall be in 'create table'" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct reading *const r = begin();

        assert_false(read_ddl(r, cases[i].ddl));
        assert_true(r->faults.count >= 1);
        assert_string_equal(fault_line(r->a, &r->faults.items[0]),
                            cases[i].want);
        assert_int_equal(r->faults.count, 1);
        done(r);
    }
}

/* "create table t (c1 int, .. cN int) <before> c1, .. cK)" */
static const char *wide_table(struct arena *a, int columns, const char *sort,
                              int keys)
{
    struct text_buffer b;

    text_buffer_init(&b, a);
    text_add(&b, "create table t (");
    for (int i = 1; i <= columns; i++)
        text_addf(&b, "%sc%d int", i > 1 ? ", " : "", i);
    text_addf(&b, ")%s", sort);
    for (int i = 1; i <= keys; i++)
        text_addf(&b, "%sc%d", i > 1 ? ", " : " (", i);
    text_add(&b, keys > 0 ? ")" : "");
    return text_buffer_text(&b);
}

static void test_limits(void **state)
{
    static const struct {
        int columns;
        const char *sort;
        int keys;
        const char *want; /* NULL: allowed */
    } cases[] = {
        { 1600, "", 0, NULL },
        { 1601, "", 0, "more than 1600 columns in table 't'" },
        { 401, "\nsortkey", 400, NULL },
        { 401, "\nsortkey", 401,
          "401 columns in a compound sort key, at most 400" },
        { 9, "\ninterleaved sortkey", 8, NULL },
        { 9, "\ninterleaved sortkey", 9,
          "9 columns in an interleaved sort key, at most 8" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct reading *const r = begin();
        const bool ok = read_ddl(r, wide_table(r->a, cases[i].columns,
                                               cases[i].sort, cases[i].keys));

        assert_int_equal(ok, cases[i].want == NULL);
        if (!ok)
            assert_string_equal(r->faults.items[0].text, cases[i].want);
        done(r);
    }
}

/* All mistakes of a text at once, each at its place. */
static void test_all_faults(void **state)
{
    struct reading *const r = begin();

    (void)state;
    assert_false(read_ddl(r, "create table t (a intt, b int encode x);\n"
                             "create table u (a int,);\n"
                             "create table v (a int) distkey(b);\n"
                             "create table w (a int);"));
    assert_int_equal(r->faults.count, 4);
    assert_int_equal(r->faults.items[0].where.line, 1);
    assert_int_equal(r->faults.items[2].where.line, 2);
    assert_int_equal(r->faults.items[3].where.line, 3);
    assert_int_equal(catalog_table(&r->catalog, "w") >= 0, 1);
    done(r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_types),        cmocka_unit_test(test_names),
        cmocka_unit_test(test_keys),         cmocka_unit_test(test_designs),
        cmocka_unit_test(test_encodings),    cmocka_unit_test(test_alter),
        cmocka_unit_test(test_files),        cmocka_unit_test(test_tuned),
        cmocka_unit_test(test_tuned_faults), cmocka_unit_test(test_faults),
        cmocka_unit_test(test_limits),       cmocka_unit_test(test_all_faults),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
