/* Physical designs: world/design. */
#include "world/design.h"

#include "base/text.h"
#include "tests/near.h"

/* One column of each type that counts, and a plain second table. */
static struct column sales_columns[] = {
    { .name = "id", .type = { .kind = TYPE_INTEGER } },
    { .name = "day", .type = { .kind = TYPE_DATE } },
    { .name = "note", .type = { .kind = TYPE_VARCHAR, .length = 99 } },
    { .name = "ok", .type = { .kind = TYPE_BOOLEAN } },
};
static struct column shop_columns[] = {
    { .name = "shop'key", .type = { .kind = TYPE_SMALLINT } },
};
static struct table tables[] = {
    { .name = "sales", .columns = sales_columns, .column_count = 4 },
    { .name = "shop", .columns = shop_columns, .column_count = 1 },
};
static const struct catalog catalog = { .tables = tables, .table_count = 2 };

static int begin(void **state)
{
    *state = arena_begin();
    return 0;
}

static int end(void **state)
{
    arena_done(*state);
    return 0;
}

static struct type type_of(enum type_kind kind)
{
    return (struct type){ .kind = kind, .length = 8, .precision = 12 };
}

struct encoding_case {
    enum type_kind kind;
    const char *allowed;
};

/* Database Developer Guide, "Compression encodings", the table of data types;
   TIME, TIMETZ and VARBYTE as "all" and "all but" of that table. */
static const struct encoding_case encoding_cases[] = {
    { TYPE_SMALLINT, "raw az64 bytedict delta lzo mostly8 runlength zstd" },
    { TYPE_INTEGER, "raw az64 bytedict delta delta32k lzo mostly8 mostly16 "
                    "runlength zstd" },
    { TYPE_BIGINT, "raw az64 bytedict delta delta32k lzo mostly8 mostly16 "
                   "mostly32 runlength zstd" },
    { TYPE_DECIMAL, "raw az64 bytedict delta delta32k lzo mostly8 mostly16 "
                    "mostly32 runlength zstd" },
    { TYPE_REAL, "raw bytedict runlength zstd" },
    { TYPE_DOUBLE, "raw bytedict runlength zstd" },
    { TYPE_BOOLEAN, "raw runlength zstd" },
    { TYPE_CHAR, "raw bytedict lzo runlength zstd" },
    { TYPE_VARCHAR, "raw bytedict lzo runlength text255 text32k zstd" },
    { TYPE_DATE, "raw az64 bytedict delta delta32k lzo runlength zstd" },
    { TYPE_TIMESTAMP, "raw az64 bytedict delta delta32k lzo runlength zstd" },
    { TYPE_TIMESTAMPTZ, "raw az64 bytedict lzo runlength zstd" },
    { TYPE_TIME, "raw lzo runlength zstd" },
    { TYPE_TIMETZ, "raw lzo runlength zstd" },
    { TYPE_VARBYTE, "raw lzo runlength zstd" },
};

static void test_encodings(void **state)
{
    for (size_t i = 0; i <= TYPE_VARBYTE; i++) {
        struct text_buffer got;

        text_buffer_init(&got, *state);
        for (int e = 0; e < ENCODINGS; e++)
            if (encoding_allows((enum encoding)e,
                                type_of(encoding_cases[i].kind)))
                text_addf(&got, "%s%s", got.count > 0 ? " " : "",
                          encoding_name((enum encoding)e));
        assert_string_equal(text_buffer_text(&got), encoding_cases[i].allowed);
    }
}

static void test_encoding_names(void **state)
{
    enum encoding got = ENCODE_LZO;

    (void)state;
    for (int e = 0; e < ENCODINGS; e++) {
        assert_true(encoding_parse(encoding_name((enum encoding)e), &got));
        assert_int_equal(got, e);
    }
    assert_true(encoding_parse("Text32K", &got));
    assert_int_equal(got, ENCODE_TEXT32K);
    assert_false(encoding_parse("text32", &got));
    assert_false(encoding_parse("", &got));
    assert_false(encoding_parse("auto", &got));
    assert_int_equal(got, ENCODE_TEXT32K);
    assert_string_equal(diststyle_name(DIST_AUTO), "auto");
    assert_string_equal(diststyle_name(DIST_EVEN), "even");
    assert_string_equal(diststyle_name(DIST_KEY), "key");
    assert_string_equal(diststyle_name(DIST_ALL), "all");
}

static void test_bare(void **state)
{
    struct faults fs;
    const struct design *const d = design_bare(*state, &catalog, "first");

    faults_init(&fs, *state);
    assert_string_equal(d->name, "first");
    assert_true(design_check(&catalog, d, &fs));
    assert_int_equal(fs.count, 0);
    for (int i = 0; i < 2; i++) {
        assert_int_equal(d->tables[i].diststyle, DIST_AUTO);
        assert_int_equal(d->tables[i].distkey, -1);
        assert_int_equal(d->tables[i].sort, SORT_AUTO);
        assert_int_equal(d->tables[i].sortkey_count, 0);
        assert_int_equal(d->tables[i].mode, ENCODE_MODE_AUTO);
        assert_false(d->tables[i].encoding_given[0]);
    }
}

/* A design whose first table has all there is. */
static struct design *rich(struct arena *a)
{
    struct design *const d = design_bare(a, &catalog, "rich");
    struct table_design *const t = &d->tables[0];

    d->where = (struct where){ "s.yaml", 21, 5, "designs.rich" };
    t->diststyle = DIST_KEY;
    t->distkey = 0;
    t->sort = SORT_INTERLEAVED;
    t->sortkeys = ARENA_ARRAY(a, 2, int);
    t->sortkeys[0] = 1;
    t->sortkeys[1] = 2;
    t->sortkey_count = 2;
    t->mode = ENCODE_MODE_RULES;
    t->encodings[2] = ENCODE_LZO;
    t->encoding_given[2] = true;
    t->encodings[0] = ENCODE_DELTA;
    t->encoding_given[0] = true;
    return d;
}

static void test_copy_is_deep(void **state)
{
    struct design *const d = rich(*state);
    const struct design *const copy = design_copy(*state, &catalog, d, "tuned");
    const char *const want =
        "key(id) interleaved(day,note) encode rules(id delta,note lzo)";

    assert_string_equal(copy->name, "tuned");
    assert_int_equal(copy->where.line, 21);
    d->tables[0].sortkeys[0] = 3;
    d->tables[0].encodings[2] = ENCODE_ZSTD;
    d->tables[0].encoding_given[0] = false;
    d->tables[0].distkey = 2;
    d->tables[1].diststyle = DIST_ALL;
    assert_string_equal(design_text(*state, &tables[0], &copy->tables[0]),
                        want);
    assert_string_equal(design_text(*state, &tables[1], &copy->tables[1]),
                        "auto encode auto");
}

static void test_text(void **state)
{
    struct design *const d = rich(*state);
    struct table_design *const t = &d->tables[0];

    t->sort = SORT_COMPOUND;
    t->mode = ENCODE_MODE_COPY;
    t->encoding_given[0] = false;
    t->encoding_given[2] = false;
    assert_string_equal(design_text(*state, &tables[0], t),
                        "key(id) sort(day,note) encode copy");
    t->mode = ENCODE_MODE_NONE;
    assert_string_equal(design_text(*state, &tables[0], t),
                        "key(id) sort(day,note)");
    t->encoding_given[2] = true;
    assert_string_equal(design_text(*state, &tables[0], t),
                        "key(id) sort(day,note) encode none(note lzo)");

    struct table_design *const shop = &d->tables[1];
    shop->mode = ENCODE_MODE_NONE;
    shop->diststyle = DIST_EVEN;
    assert_string_equal(design_text(*state, &tables[1], shop), "even");
    shop->diststyle = DIST_KEY;
    shop->distkey = 0;
    assert_string_equal(design_text(*state, &tables[1], shop),
                        "key(shop\\'key)");
}

/* Every change that shows in the text shows in the hash, and no other. */
static void test_hash(void **state)
{
    struct design *variants[12];
    const struct table *const t = &tables[0];

    for (int i = 0; i < 12; i++)
        variants[i] = design_copy(*state, &catalog, rich(*state), "v");
    variants[1]->tables[0].diststyle = DIST_EVEN;
    variants[2]->tables[0].distkey = 2;
    variants[3]->tables[0].sort = SORT_COMPOUND;
    variants[4]->tables[0].sort = SORT_NONE;
    variants[5]->tables[0].sortkey_count = 1;
    variants[6]->tables[0].sortkeys[0] = 2;
    variants[6]->tables[0].sortkeys[1] = 1;
    variants[7]->tables[0].mode = ENCODE_MODE_COPY;
    variants[8]->tables[0].encodings[2] = ENCODE_TEXT255;
    variants[9]->tables[0].encoding_given[2] = false;
    variants[10]->tables[0].encoding_given[1] = true;
    variants[11]->tables[0].sort = SORT_AUTO;
    for (int i = 0; i < 12; i++) {
        for (int k = 0; k < 12; k++) {
            const struct table_design *const x = &variants[i]->tables[0];
            const struct table_design *const y = &variants[k]->tables[0];
            const bool same = text_equal(design_text(*state, t, x),
                                         design_text(*state, t, y));

            assert_int_equal(design_hash(t, x) == design_hash(t, y), same);
            assert_int_equal(same, i == k || (i == 4 && k == 11) ||
                                       (i == 11 && k == 4));
        }
    }
    /* What is not given does not count. */
    variants[1]->tables[0].encodings[3] = ENCODE_ZSTD;
    variants[9]->tables[0].diststyle = DIST_EVEN;
    variants[9]->tables[0].distkey = -1;
    variants[9]->tables[0].encoding_given[2] = true;
    assert_true(design_hash(t, &variants[1]->tables[0]) ==
                design_hash(t, &variants[9]->tables[0]));
}

/* The one fault of a design, or NULL. */
static const char *fault_of(struct arena *a, const struct design *d)
{
    struct faults fs;

    faults_init(&fs, a);
    if (design_check(&catalog, d, &fs)) {
        assert_int_equal(fs.count, 0);
        return NULL;
    }
    assert_int_equal(fs.count, 1);
    assert_string_equal(fs.items[0].where.path, "designs.rich");
    return fs.items[0].text;
}

static void test_check_keys(void **state)
{
    struct design *const d = rich(*state);
    struct table_design *const t = &d->tables[0];

    assert_null(fault_of(*state, d));
    t->distkey = 4;
    assert_string_equal(fault_of(*state, d),
                        "distribution style 'key' of table 'sales' needs a "
                        "distribution key that is one of its columns");
    t->distkey = -1;
    assert_non_null(fault_of(*state, d));
    t->diststyle = DIST_ALL;
    assert_null(fault_of(*state, d));
    t->distkey = 0;
    assert_string_equal(fault_of(*state, d),
                        "table 'sales' has a distribution key and "
                        "distribution style 'all'; a key needs style 'key'");
}

static void test_check_sort(void **state)
{
    struct design *const d = rich(*state);
    struct table_design *const t = &d->tables[0];

    t->sortkeys[1] = 1;
    assert_string_equal(
        fault_of(*state, d),
        "column 'day' stands twice in the sort key of table 'sales'");
    t->sortkeys[1] = 9;
    assert_string_equal(
        fault_of(*state, d),
        "sort column 2 of table 'sales' is none of its columns");
    t->sortkeys[1] = 2;
    t->sort = SORT_AUTO;
    assert_string_equal(fault_of(*state, d),
                        "table 'sales' has sort columns and sort style "
                        "'auto'; columns need style 'compound' or "
                        "'interleaved'");
    t->sort = SORT_COMPOUND;
    t->sortkey_count = 0;
    assert_string_equal(fault_of(*state, d),
                        "the compound sort key of table 'sales' names no "
                        "column");
}

/* A table wide enough for a key of `count` different columns. */
static const char *fault_of_width(struct arena *a, enum sort_kind sort,
                                  int count)
{
    struct column *const columns = ARENA_ARRAY(a, count, struct column);
    struct table wide = { .name = "wide",
                          .columns = columns,
                          .column_count = count };
    const struct catalog c = { .tables = &wide, .table_count = 1 };
    struct design *const d = design_bare(a, &c, "w");
    struct faults fs;

    faults_init(&fs, a);
    d->tables[0].sort = sort;
    d->tables[0].sortkeys = ARENA_ARRAY(a, count, int);
    d->tables[0].sortkey_count = count;
    for (int i = 0; i < count; i++) {
        columns[i].name = text_format(a, "c%d", i);
        d->tables[0].sortkeys[i] = count - 1 - i;
    }
    return design_check(&c, d, &fs) ? NULL : fs.items[0].text;
}

static void test_check_sort_count(void **state)
{
    assert_null(fault_of_width(*state, SORT_COMPOUND, 400));
    assert_string_equal(fault_of_width(*state, SORT_COMPOUND, 401),
                        "the compound sort key of table 'wide' has 401 "
                        "columns; at most 400 are allowed");
    assert_null(fault_of_width(*state, SORT_INTERLEAVED, 8));
    assert_string_equal(fault_of_width(*state, SORT_INTERLEAVED, 9),
                        "the interleaved sort key of table 'wide' has 9 "
                        "columns; at most 8 are allowed");
}

static void test_check_encodings(void **state)
{
    struct design *const d = rich(*state);
    struct table_design *const t = &d->tables[0];

    t->encodings[3] = ENCODE_AZ64;
    assert_null(fault_of(*state, d));
    t->encoding_given[3] = true;
    assert_string_equal(fault_of(*state, d),
                        "encoding 'az64' is not allowed for column "
                        "'sales.ok' of type boolean; allowed are raw, "
                        "runlength, zstd");
    t->encoding_given[3] = false;
    d->tables[1].encoding_given[0] = true;
    d->tables[1].encodings[0] = ENCODE_TEXT255;
    assert_string_equal(fault_of(*state, d),
                        "encoding 'text255' is not allowed for column "
                        "'shop.shop\\'key' of type smallint; allowed are "
                        "raw, az64, bytedict, delta, lzo, mostly8, "
                        "runlength, zstd");
}

static void test_check_finds_all(void **state)
{
    struct design *const d = rich(*state);
    struct faults fs;

    faults_init(&fs, *state);
    d->tables[0].distkey = 4;
    d->tables[0].sortkeys[1] = 1;
    d->tables[0].encodings[2] = ENCODE_DELTA;
    d->tables[0].encodings[0] = ENCODE_MOSTLY32;
    d->tables[1].distkey = 0;
    assert_false(design_check(&catalog, d, &fs));
    assert_int_equal(fs.count, 5);
}

/* "Compression encodings": what is assigned where none is named. */
static void test_default_encoding(void **state)
{
    const struct type integer = { TYPE_INTEGER, 0, 0, 0 };
    const struct type text = { TYPE_VARCHAR, 37, 0, 0 };
    const struct type number = { TYPE_DOUBLE, 0, 0, 0 };
    const struct type time = { TYPE_TIME, 0, 0, 0 };
    (void)state;

    assert_int_equal(encoding_default(integer, false), ENCODE_AZ64);
    assert_int_equal(encoding_default(text, false), ENCODE_LZO);
    assert_int_equal(encoding_default(number, false), ENCODE_RAW);
    assert_int_equal(encoding_default(time, false), ENCODE_RAW);
    assert_int_equal(encoding_default(integer, true), ENCODE_RAW);
    assert_int_equal(encoding_default(text, true), ENCODE_RAW);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_default_encoding),
        cmocka_unit_test(test_encodings),
        cmocka_unit_test(test_encoding_names),
        cmocka_unit_test(test_bare),
        cmocka_unit_test(test_copy_is_deep),
        cmocka_unit_test(test_text),
        cmocka_unit_test(test_hash),
        cmocka_unit_test(test_check_keys),
        cmocka_unit_test(test_check_sort),
        cmocka_unit_test(test_check_sort_count),
        cmocka_unit_test(test_check_encodings),
        cmocka_unit_test(test_check_finds_all),
    };

    return cmocka_run_group_tests(tests, begin, end);
}
