/* Tests of sim/world/value: bytes, text, and literals as codes. */
#include "tests/near.h"

#include "world/value/value.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

#define FF6 "\xff\xff\xff\xff\xff\xff"
#define FF7 "\xff" FF6
#define HMS INT64_C(3723000000) /* 01:02:03 in microseconds, 0xdde878c0 */

struct bytes_case {
    enum type_kind kind;
    int precision, scale;
    int64_t code;
    const char *text;
    int count;
    char bytes[17];
};

/* Bytes by hand, little-endian; IEEE patterns of 1.5 and -2.25. */
static const struct bytes_case bytes_cases[] = {
    { TYPE_SMALLINT, 0, 0, -2, "-2", 2, "\xfe\xff" },
    { TYPE_INTEGER, 0, 0, 0x01020304, "16909060", 4, "\4\3\2\1" },
    { TYPE_BIGINT, 0, 0, -1, "-1", 8, "\xff" FF7 },
    { TYPE_DECIMAL, 12, 2, -1207, "-12.07", 8, "\x49\xfb" FF6 },
    { TYPE_DECIMAL, 38, 4, 7, "0.0007", 16, "\7" },
    { TYPE_REAL, 0, 0, 1500000, "1.500000", 4, "\0\0\xc0\x3f" },
    { TYPE_DOUBLE, 0, 0, -2250000, "-2.250000", 8, "\0\0\0\0\0\0\2\xc0" },
    { TYPE_BOOLEAN, 0, 0, 1, "t", 1, "\1" },
    { TYPE_BOOLEAN, 0, 0, 0, "f", 1, "" },
    { TYPE_DATE, 0, 0, -397, "1998-11-30", 4, "\x73\xfe\xff\xff" },
    { TYPE_TIME, 0, 0, HMS, "01:02:03", 8, "\xc0\x78\xe8\xdd" },
    { TYPE_TIMETZ, 0, 0, HMS + 1, "01:02:03.000001+00", 8, "\xc1\x78\xe8\xdd" },
    { TYPE_TIMESTAMP, 0, 0, -1, "1999-12-31 23:59:59.999999", 8, "\xff" FF7 },
    { TYPE_TIMESTAMPTZ, 0, 0, 0, "2000-01-01 00:00:00+00", 8, "" },
};

static struct column typed(enum type_kind kind, int length, int scale)
{
    return (struct column){ .type = { .kind = kind,
                                      .length = length,
                                      .precision = length,
                                      .scale = scale },
                            .per = -1 };
}

static void test_bytes_and_text(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(bytes_cases); i++) {
        const struct bytes_case *b = &bytes_cases[i];
        const struct column c = typed(b->kind, b->precision, b->scale);
        unsigned char bytes[VALUE_BYTES_MAX];
        char text[VALUE_BYTES_MAX + 1];
        int64_t code;
        bool exact;

        assert_int_equal(value_bytes(&c, b->code, bytes), b->count);
        assert_int_equal(value_length(&c, b->code), b->count);
        assert_memory_equal(bytes, b->bytes, (size_t)b->count);
        text[value_text(&c, b->code, text)] = '\0';
        assert_string_equal(text, b->text);
        /* And back again. */
        assert_true(value_parse(&c, text, &code, &exact));
        assert_true(exact);
        assert_true(code == b->code);
        assert_int_equal(value_text(&c, VALUE_NULL, text), 0);
        assert_int_equal(value_bytes(&c, VALUE_NULL, bytes), b->count);
        assert_int_equal(value_length(&c, VALUE_NULL), b->count);
        for (int k = 0; k < b->count; k++)
            assert_int_equal(bytes[k], 0);
    }
}

static void test_strings(void **state)
{
    static const char *items[] = { "AIR", "RAIL", "a \"b\", c" };
    struct column c = typed(TYPE_CHAR, 6, 0);
    unsigned char bytes[VALUE_BYTES_MAX];
    char text[VALUE_BYTES_MAX];
    int64_t code;
    bool exact;

    (void)state;
    c.form = (struct form){
        .kind = FORM_LIST, .items = items, .count = 3, .ordered = true
    };
    assert_int_equal(value_bytes(&c, 1, bytes), 6);
    assert_memory_equal(bytes, "RAIL  ", 6);
    assert_int_equal(value_bytes(&c, VALUE_NULL, bytes), 6);
    assert_int_equal(value_length(&c, VALUE_NULL), 6);
    assert_memory_equal(bytes, "\0\0\0\0\0\0", 6);
    assert_true(value_parse(&c, "RAIL   ", &code, &exact));
    assert_true(exact && code == 1);
    assert_true(value_parse(&c, "BOAT", &code, &exact));
    assert_true(!exact && code == 1);
    c.type.kind = TYPE_VARCHAR;
    assert_int_equal(value_bytes(&c, 1, bytes), 4);
    assert_memory_equal(bytes, "RAIL", 4);
    assert_int_equal(value_bytes(&c, VALUE_NULL, bytes), 0);
    assert_int_equal(value_length(&c, VALUE_NULL), 0);
    assert_int_equal(value_length(&c, 2), 6); /* cut */
    assert_int_equal(value_length(&c, 3), 2); /* an orphan's "~3" */
    assert_int_equal(value_text(&c, 0, text), 3);
    c.type.length = 20;
    assert_int_equal(value_text(&c, 2, text), 12);
    assert_memory_equal(text, "\"a \"\"b\"\", c\"", 12);
    /* An orphan's code has a text of its own behind the list. */
    assert_int_equal(value_text(&c, 3, text), 2);
    assert_memory_equal(text, "~3", 2);
}

struct parse_case {
    enum type_kind kind;
    int scale;
    const char *text;
    bool ok, exact;
    int64_t code;
};

static const struct parse_case parse_cases[] = {
    { TYPE_INTEGER, 0, "47", true, true, 47 },
    { TYPE_INTEGER, 0, " +047 ", true, true, 47 },
    { TYPE_INTEGER, 0, "47.0", true, true, 47 },
    { TYPE_INTEGER, 0, "47.1", true, false, 48 },
    { TYPE_INTEGER, 0, "-47.1", true, false, -47 },
    { TYPE_INTEGER, 0, "1.25e2", true, true, 125 },
    { TYPE_INTEGER, 0, "125e-1", true, false, 13 },
    { TYPE_INTEGER, 0, "1e-200000", true, false, 1 },
    { TYPE_INTEGER, 0, "0e999999999999", true, true, 0 },
    { TYPE_INTEGER, 0, "", false, false, 0 },
    { TYPE_INTEGER, 0, "-", false, false, 0 },
    { TYPE_INTEGER, 0, "1 2", false, false, 0 },
    { TYPE_INTEGER, 0, "1.2.3", false, false, 0 },
    { TYPE_INTEGER, 0, "1e", false, false, 0 },
    { TYPE_INTEGER, 0, "abc", false, false, 0 },
    { TYPE_BIGINT, 0, "9223372036854775807", true, true, INT64_MAX },
    { TYPE_BIGINT, 0, "9223372036854775808", true, false, INT64_MAX },
    { TYPE_BIGINT, 0, "-9223372036854775807", true, true, INT64_MIN + 1 },
    { TYPE_BIGINT, 0, "-9223372036854775808", true, false, INT64_MIN + 1 },
    { TYPE_BIGINT, 0, "1e19", true, false, INT64_MAX },
    { TYPE_BIGINT, 0, "-1e99999999", true, false, INT64_MIN + 1 },
    { TYPE_DECIMAL, 2, "0.06", true, true, 6 },
    { TYPE_DECIMAL, 2, ".5", true, true, 50 },
    { TYPE_DECIMAL, 2, "12.345", true, false, 1235 },
    { TYPE_DECIMAL, 2, "-12.345", true, false, -1234 },
    { TYPE_DECIMAL, 2, "12.3400", true, true, 1234 },
    { TYPE_DECIMAL, 2, "1e17", true, false, INT64_MAX },
    { TYPE_REAL, 0, "0.25", true, true, 250000 },
    { TYPE_DOUBLE, 0, "1.0000001", true, false, 1000001 },
    { TYPE_BOOLEAN, 0, "TRUE", true, true, 1 },
    { TYPE_BOOLEAN, 0, "no", true, true, 0 },
    { TYPE_BOOLEAN, 0, "2", false, true, 0 },
    { TYPE_DATE, 0, "1998-12-01", true, true, -396 },
    { TYPE_DATE, 0, "19981201", true, true, -396 },
    { TYPE_DATE, 0, "1998-12-01 00:00:00", true, true, -396 },
    { TYPE_DATE, 0, "1998-12-01 00:00:01", true, false, -395 },
    { TYPE_DATE, 0, "2001-02-28T23:59", true, false, 425 },
    { TYPE_DATE, 0, "1998-02-30", false, false, 0 },
    { TYPE_DATE, 0, "1998-12-01x", false, false, 0 },
    { TYPE_TIME, 0, "01:02", true, true, 3720000000 },
    { TYPE_TIME, 0, "01:02:03.25", true, true, 3723250000 },
    { TYPE_TIME, 0, "24:00:00", true, true, 86400000000 },
    { TYPE_TIME, 0, "24:00:01", false, true, 0 },
    { TYPE_TIME, 0, "1:02", false, true, 0 },
    { TYPE_TIME, 0, "01:62", false, true, 0 },
    { TYPE_TIMESTAMP, 0, "2000-01-02", true, true, 86400000000 },
    { TYPE_TIMESTAMP, 0, "2000-01-01 00:00:00.0000001", true, false, 1 },
    { TYPE_TIMESTAMPTZ, 0, "2000-01-01 02:30:00+02:30", true, true, 0 },
    { TYPE_TIMESTAMPTZ, 0, "2000-01-01 00:00:00 -01", true, true, 3600000000 },
    { TYPE_TIMESTAMPTZ, 0, "2000-01-01 00:00:00Z", true, true, 0 },
    { TYPE_TIMESTAMP, 0, "2000-01-01 00:00:00.", false, true, 0 },
    { TYPE_TIMESTAMP, 0, "now", false, true, 0 },
};

static void test_parse(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(parse_cases); i++) {
        const struct parse_case *p = &parse_cases[i];
        const struct column c = typed(p->kind, 12, p->scale);
        int64_t code;
        bool exact;
        const bool ok = value_parse(&c, p->text, &code, &exact);

        if (ok != p->ok || (ok && (exact != p->exact || code != p->code)))
            fail_msg("'%s': %d, exact %d, %lld", p->text, ok, exact,
                     (long long)code);
    }
}

/* What CSV must guard, and the same without CSV. */
static void test_guarded_strings(void **state)
{
    static const char *items[] = { "", "a,b", "half \"", "line\nbreak" };
    static const char *guarded[] = { "\"\"", "\"a,b\"", "\"half \"\"\"",
                                     "\"line\nbreak\"" };
    struct column c = typed(TYPE_VARCHAR, 20, 0);
    char text[VALUE_BYTES_MAX];

    (void)state;
    c.form = (struct form){ .kind = FORM_LIST, .items = items, .count = 4 };
    for (int64_t i = 0; i < 4; i++) {
        text[value_text(&c, i, text)] = '\0';
        assert_string_equal(text, guarded[i]);
        text[value_plain(&c, i, text)] = '\0';
        assert_string_equal(text, items[i]);
    }
    assert_int_equal(value_plain(&c, VALUE_NULL, text), 0);
    /* Cut to what the column holds: "half" has no quote left to guard. */
    c.type.length = 4;
    assert_int_equal(value_text(&c, 2, text), 4);
    assert_int_equal(value_plain(&c, 2, text), 4);
}

/* Digits come in twos and fours: all lengths, and their ends. */
static void test_all_lengths_of_numbers(void **state)
{
    struct column whole = typed(TYPE_BIGINT, 0, 0);
    struct column cents = typed(TYPE_DECIMAL, 18, 2);
    char text[VALUE_BYTES_MAX], want[80];
    int64_t power = 1;

    (void)state;
    cents.type.precision = 18;
    cents.type.scale = 2;
    for (int digits = 1; digits <= 18; digits++, power *= 10)
        for (int64_t code = power - 1; code <= power; code++)
            for (int sign = -1; sign <= 1; sign += 2) {
                snprintf(want, sizeof(want), "%lld", (long long)(sign * code));
                text[value_text(&whole, sign * code, text)] = '\0';
                assert_string_equal(text, want);
                snprintf(want, sizeof(want), "%s%lld.%02d",
                         sign < 0 && code > 0 ? "-" : "",
                         (long long)(code / 100), (int)(code % 100));
                text[value_text(&cents, sign * code, text)] = '\0';
                assert_string_equal(text, want);
            }
    text[value_text(&whole, INT64_MAX, text)] = '\0';
    assert_string_equal(text, "9223372036854775807");
    text[value_text(&whole, INT64_MIN + 1, text)] = '\0';
    assert_string_equal(text, "-9223372036854775807");
}

/* 1.5 is 0x3fc00000 and 0x3ff8000000000000 in IEEE 754. */
static void test_numbers_for_encodings(void **state)
{
    const struct column real = typed(TYPE_REAL, 0, 0);
    const struct column wide = typed(TYPE_DOUBLE, 0, 0);
    const struct column whole = typed(TYPE_INTEGER, 0, 0);

    (void)state;
    assert_true(value_number(&real, 1500000) == 0x3fc00000);
    assert_true(value_number(&wide, 1500000) == 0x3ff8000000000000);
    assert_true(value_number(&whole, -47) == -47);
    assert_true(value_number(&whole, VALUE_NULL) == 0);
    assert_true(value_number(&wide, VALUE_NULL) == 0);
}

/* The first and last days of four digits, and one beyond each. */
static void test_far_days(void **state)
{
    struct column c = typed(TYPE_DATE, 0, 0);
    char text[VALUE_BYTES_MAX];

    (void)state;
    text[value_text(&c, 2921939, text)] = '\0';
    assert_string_equal(text, "9999-12-31");
    text[value_text(&c, 2921940, text)] = '\0';
    assert_string_equal(text, "10000-01-01");
    text[value_text(&c, -730119, text)] = '\0';
    assert_string_equal(text, "0001-01-01");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bytes_and_text),
        cmocka_unit_test(test_strings),
        cmocka_unit_test(test_guarded_strings),
        cmocka_unit_test(test_all_lengths_of_numbers),
        cmocka_unit_test(test_far_days),
        cmocka_unit_test(test_numbers_for_encodings),
        cmocka_unit_test(test_parse),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
