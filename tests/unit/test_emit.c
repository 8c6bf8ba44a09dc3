/* Designs as text. Expected texts were set by hand from the syntax of the
   Database Developer Guide; what can be read again is read again. */
#include <string.h>

#include "base/text.h"
#include "sql/sql.h"
#include "tests/near.h"
#include "world/emit/emit.h"

struct fixture {
    struct arena *arena;
    struct faults faults;
};

static int set_up(void **state)
{
    struct arena *const a = arena_begin();
    struct fixture *const f = ARENA_NEW(a, struct fixture);

    f->arena = a;
    faults_init(&f->faults, a);
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *const f = *state;

    arena_done(f->arena);
    return 0;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

static void expect_no_fault(const struct fixture *f)
{
    for (size_t i = 0; i < f->faults.count; i++)
        print_error("%s\n", fault_line(f->arena, &f->faults.items[i]));
    assert_int_equal(f->faults.count, 0);
}

static struct design *read_schema(struct fixture *f, const char *text,
                                  struct catalog *c)
{
    struct design *base = NULL;

    *c = (struct catalog){ .tables = NULL };
    sql_read_schema(f->arena, text, "schema.sql", c, &base, &f->faults);
    expect_no_fault(f);
    return base;
}

static const char *ddl(struct fixture *f, const struct catalog *c,
                       const struct design *d)
{
    struct text_buffer b;

    text_buffer_init(&b, f->arena);
    emit_ddl(&b, c, d);
    return text_buffer_text(&b);
}

static const char *alter(struct fixture *f, const struct catalog *c,
                         const struct design *from, const struct design *to)
{
    struct text_buffer b;

    text_buffer_init(&b, f->arena);
    emit_alter(&b, c, from, to);
    return text_buffer_text(&b);
}

static const char *dbt(struct fixture *f, const struct catalog *c,
                       const struct design *d)
{
    struct text_buffer b;

    text_buffer_init(&b, f->arena);
    emit_dbt(&b, c, d);
    return text_buffer_text(&b);
}

static int occurrences(const char *text, const char *of)
{
    int count = 0;

    for (; (text = strstr(text, of)) != NULL; text += strlen(of))
        count++;
    return count;
}

/* Two tables that reference each other by keys of two columns and of one,
   words that need quotes, every place of a key. */
static const char schema[] =
    "create table sales.lines (\n"
    "  order_no bigint not null,\n"
    "  line smallint,\n"
    "  day date encode raw,\n"
    "  \"Order\" varchar(37) encode text255,\n"
    "  store int references stores (id),\n"
    "  price numeric(12,2) encode az64,\n"
    "  primary key (order_no, line)\n"
    ") distkey (order_no) compound sortkey (day, store);\n"
    "create table stores (\n"
    "  id integer primary key,\n"
    "  \"select\" char(3) unique,\n"
    "  first_order bigint, first_line smallint,\n"
    "  foreign key (first_order, first_line)\n"
    "    references lines (order_no, line)\n"
    ") diststyle all sortkey auto;\n"
    "create table log (at timestamp not null, note varchar(211))\n"
    "diststyle even interleaved sortkey (at, note);\n";

static const char schema_again[] =
    "-- Design base.\n"
    "-- Defaults, identities, checks and unique keys of several columns are "
    "not\n"
    "-- carried over from the schema.\n"
    "\n"
    "create table sales.lines (\n"
    "  order_no bigint not null,\n"
    "  line     smallint not null,\n"
    "  day      date encode raw,\n"
    "  \"Order\"  varchar(37) encode text255,\n"
    "  store    integer,\n"
    "  price    numeric(12,2) encode az64,\n"
    "  primary key (order_no, line)\n"
    ")\n"
    "diststyle key distkey (order_no)\n"
    "compound sortkey (day, store);\n"
    "\n"
    "create table stores (\n"
    "  id          integer not null primary key,\n"
    "  \"select\"    char(3) unique,\n"
    "  first_order bigint,\n"
    "  first_line  smallint,\n"
    "  foreign key (first_order, first_line) references sales.lines "
    "(order_no, line)\n"
    ")\n"
    "diststyle all\n"
    "sortkey auto\n"
    "encode auto;\n"
    "\n"
    "create table log (\n"
    "  at   timestamp not null,\n"
    "  note varchar(211)\n"
    ")\n"
    "diststyle even\n"
    "interleaved sortkey (at, note)\n"
    "encode auto;\n"
    "\n"
    "alter table sales.lines add foreign key (store) references stores (id);\n";

static void test_ddl_says_all_of_a_design(void **state)
{
    struct fixture *const f = *state;
    struct catalog c;
    struct design *const d = read_schema(f, schema, &c);

    d->name = "base";
    assert_string_equal(ddl(f, &c, d), schema_again);
}

static void expect_same_table(const struct table *got, const struct table *want)
{
    assert_string_equal(got->name, want->name);
    assert_int_equal(got->schema == NULL, want->schema == NULL);
    assert_int_equal(got->column_count, want->column_count);
    for (int i = 0; i < want->column_count; i++) {
        const struct column *const a = &got->columns[i];
        const struct column *const b = &want->columns[i];

        assert_string_equal(a->name, b->name);
        assert_memory_equal(&a->type, &b->type, sizeof(a->type));
        assert_int_equal(a->not_null, b->not_null);
        assert_int_equal(a->primary, b->primary);
        assert_int_equal(a->unique, b->unique);
        assert_int_equal(a->parent_table, b->parent_table);
        assert_int_equal(a->parent_column, b->parent_column);
    }
}

static void expect_round_trip(struct fixture *f, const char *text)
{
    struct catalog c, again;
    struct design *const d = read_schema(f, text, &c);
    struct design *const e = read_schema(f, ddl(f, &c, d), &again);

    assert_int_equal(again.table_count, c.table_count);
    for (int t = 0; t < c.table_count; t++) {
        expect_same_table(&again.tables[t], &c.tables[t]);
        assert_int_equal(design_hash(&again.tables[t], &e->tables[t]),
                         design_hash(&c.tables[t], &d->tables[t]));
    }
}

static void test_ddl_can_be_read_again(void **state)
{
    static const char names[] =
        "create table \"a\"\"b; drop table x; --\" (\"c\nd\" real sortkey,\n"
        "  \"{{ e }}\" boolean, \"distkey\" double precision, \"f g\" "
        "varbyte(7),\n"
        "  \"1st\" time, _x timetz, y$ timestamptz, \"end\" smallint);\n"
        "create table #temporary (k int distkey encode mostly8, t varchar);\n";

    expect_round_trip(*state, schema);
    expect_round_trip(*state, names);
}

/* COMPUPDATE OFF is raw, and no sort key is said by ALTER TABLE. */
static void test_ddl_says_what_create_table_would_decide(void **state)
{
    struct fixture *const f = *state;
    struct catalog c;
    struct design *const d =
        read_schema(f, "create table t (a int, b varchar(9) encode lzo);", &c);

    d->tables[0].mode = ENCODE_MODE_NONE;
    d->tables[0].sort = SORT_NONE;
    const char *const text = ddl(f, &c, d);
    assert_non_null(strstr(text, "  a integer encode raw,\n"
                                 "  b varchar(9) encode lzo\n"));
    assert_non_null(strstr(text, ")\ndiststyle auto;\n"
                                 "alter table t alter sortkey none;\n"));
    assert_null(strstr(text, "COMPUPDATE"));

    d->tables[0].mode = ENCODE_MODE_COPY;
    assert_non_null(strstr(ddl(f, &c, d), "COMPUPDATE"));
}

static void test_alter_changes_what_differs(void **state)
{
    struct fixture *const f = *state;
    struct catalog c;
    struct design *const from = read_schema(
        f,
        "create table a (k int, d date, s varchar(5)) diststyle even;\n"
        "create table b (k int distkey, d date sortkey) ;\n"
        "create table \"C\" (k int encode zstd, d date) diststyle all;\n"
        "create table same (k int) distkey (k) sortkey (k);\n",
        &c);
    struct design *const to = design_copy(f->arena, &c, from, "to 'it'");

    from->name = "from";
    sql_read_design(f->arena,
                    "create table a (k int distkey, d date, s varchar(5)\n"
                    "  encode bytedict) compound sortkey (d, k);\n"
                    "create table b (k int, d date) diststyle auto;\n"
                    "create table \"C\" (k int, d date) diststyle even\n"
                    "  encode auto;\n",
                    "to.sql", &c, to, &f->faults);
    expect_no_fault(f);
    to->tables[1].sort = SORT_NONE;

    const char *const text = alter(f, &c, from, to);
    assert_string_equal(text, "-- From design from to design to \\x27it\\x27.\n"
                              "\n"
                              "alter table a alter diststyle key distkey k;\n"
                              "alter table a alter compound sortkey (d, k);\n"
                              "alter table a\n"
                              "  alter column k encode raw,\n"
                              "  alter column d encode raw,\n"
                              "  alter column s encode bytedict;\n"
                              "\n"
                              "alter table b alter diststyle auto;\n"
                              "alter table b alter sortkey none;\n"
                              "\n"
                              "alter table \"C\" alter diststyle even;\n"
                              "alter table \"C\" alter encode auto;\n");

    /* The statements, read as the DDL of a design, lead to the same place. */
    struct design *const led = design_copy(f->arena, &c, from, "led");
    sql_read_design(f->arena, text, "alter.sql", &c, led, &f->faults);
    expect_no_fault(f);
    for (int t = 1; t < c.table_count; t++)
        assert_int_equal(design_hash(&c.tables[t], &led->tables[t]),
                         design_hash(&c.tables[t], &to->tables[t]));
    assert_int_equal(led->tables[0].distkey, 0);
    assert_int_equal(led->tables[0].sortkeys[0], 1);
    assert_int_equal(led->tables[0].sortkeys[1], 0);
    assert_int_equal(led->tables[0].encodings[2], ENCODE_BYTEDICT);
}

static void test_alter_of_nothing_says_so(void **state)
{
    struct fixture *const f = *state;
    struct catalog c;
    struct design *const d = read_schema(f, schema, &c);
    struct design *const same = design_copy(f->arena, &c, d, "same");

    d->name = "base";
    assert_string_equal(alter(f, &c, d, same),
                        "-- From design base to design same.\n"
                        "-- There is nothing to alter.\n");
}

/* Raw columns under COMPUPDATE OFF are what naming RAW everywhere says. */
static void test_alter_knows_the_encodings_of_both_sides(void **state)
{
    struct fixture *const f = *state;
    struct catalog c;
    struct design *const from =
        read_schema(f, "create table t (a int, b char(7), r real);", &c);
    struct design *const to = design_copy(f->arena, &c, from, "to");

    from->tables[0].mode = ENCODE_MODE_NONE;
    to->tables[0].mode = ENCODE_MODE_RULES;
    to->tables[0].encoding_given[2] = true;
    to->tables[0].encodings[2] = ENCODE_RAW;
    assert_non_null(strstr(alter(f, &c, from, to),
                           "\nalter table t\n  alter column a encode az64,\n"
                           "  alter column b encode lzo;\n"));
    for (int i = 0; i < 2; i++) {
        to->tables[0].encoding_given[i] = true;
        to->tables[0].encodings[i] = ENCODE_RAW;
    }
    assert_non_null(strstr(alter(f, &c, from, to), "nothing to alter"));
    assert_null(strstr(alter(f, &c, from, to), "COMPUPDATE"));
    to->tables[0].mode = ENCODE_MODE_COPY;
    assert_non_null(strstr(alter(f, &c, from, to), "COMPUPDATE"));
}

static void test_alter_copies_deeply_for_an_interleaved_key(void **state)
{
    struct fixture *const f = *state;
    struct catalog c;
    struct design *const from = read_schema(
        f,
        "create table s.t (a int primary key, b int references s.t (a));\n"
        "create table t_new (a int);\n",
        &c);
    struct design *const to = design_copy(f->arena, &c, from, "to");
    int keys[] = { 1, 0 };

    from->name = "from";
    to->tables[0].sort = SORT_INTERLEAVED;
    to->tables[0].sortkeys = keys;
    to->tables[0].sortkey_count = 2;
    to->tables[0].diststyle = DIST_EVEN;
    const char *const text = alter(f, &c, from, to);
    assert_non_null(strstr(text, "begin;\n"
                                 "create table s.t_new2 (\n"
                                 "  a integer not null primary key,\n"
                                 "  b integer\n"
                                 ")\n"
                                 "diststyle even\n"
                                 "interleaved sortkey (b, a)\n"
                                 "encode auto;\n"
                                 "insert into s.t_new2 select * from s.t;\n"
                                 "drop table s.t;\n"
                                 "alter table s.t_new2 rename to t;\n"
                                 "alter table s.t add foreign key (b) "
                                 "references s.t (a);\n"
                                 "commit;\n"
                                 "vacuum reindex s.t;\n"
                                 "analyze s.t;\n"));
    assert_int_equal(occurrences(text, "alter diststyle"), 0);

    /* The way back is open. */
    assert_non_null(
        strstr(alter(f, &c, to, from), "alter table s.t alter sortkey auto;"));
}

static void test_dbt_configures_each_model(void **state)
{
    struct fixture *const f = *state;
    struct catalog c;
    struct design *const d = read_schema(f, schema, &c);

    d->name = "base";
    assert_string_equal(dbt(f, &c, d),
                        "-- Design base: the head of each model.\n"
                        "-- dbt cannot set encodings: Redshift chooses those "
                        "of a table that dbt makes.\n"
                        "\n"
                        "-- model lines\n"
                        "{{ config(\n"
                        "    materialized='table',\n"
                        "    dist='order_no',\n"
                        "    sort=['day', 'store'],\n"
                        "    sort_type='compound'\n"
                        ") }}\n"
                        "\n"
                        "-- model stores\n"
                        "{{ config(\n"
                        "    materialized='table',\n"
                        "    dist='all'\n"
                        ") }}\n"
                        "\n"
                        "-- model log\n"
                        "{{ config(\n"
                        "    materialized='table',\n"
                        "    dist='even',\n"
                        "    sort=['at', 'note'],\n"
                        "    sort_type='interleaved'\n"
                        ") }}\n");
}

/* Names must end neither a comment nor a string nor the template. */
static void test_dbt_is_safe_from_names(void **state)
{
    struct fixture *const f = *state;
    struct catalog c;
    struct design *const d =
        read_schema(f,
                    "create table \"{{ env_var('X') }}\nrm\" (\n"
                    "  \"a') }} {{ x('\" int distkey, \"b\\\" int sortkey);\n"
                    "create table t (\"even\" int distkey);\n",
                    &c);
    const char *const text = dbt(f, &c, d);

    assert_int_equal(occurrences(text, "{{"), 2);
    assert_int_equal(occurrences(text, "}}"), 2);
    assert_int_equal(occurrences(text, "\nrm"), 0);
    assert_non_null(strstr(text, "-- model \\x7b\\x7b env_var(\\x27X\\x27) "
                                 "\\x7d\\x7d\\x0arm\n"));
    assert_non_null(
        strstr(text, "dist='\"a\\x27) \\x7d\\x7d \\x7b\\x7b x(\\x27\"'"));
    assert_non_null(strstr(text, "sort=['\"b\\x5c\"']"));
    /* A column called even is no style. */
    assert_non_null(strstr(text, "dist='\"even\"'"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_ddl_says_all_of_a_design),
        TEST(test_ddl_can_be_read_again),
        TEST(test_ddl_says_what_create_table_would_decide),
        TEST(test_alter_changes_what_differs),
        TEST(test_alter_of_nothing_says_so),
        TEST(test_alter_knows_the_encodings_of_both_sides),
        TEST(test_alter_copies_deeply_for_an_interleaved_key),
        TEST(test_dbt_configures_each_model),
        TEST(test_dbt_is_safe_from_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
