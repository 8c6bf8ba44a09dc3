/* How codes become texts, and back: world/form. */
#include "world/form.h"

#include <string.h>

#include "tests/near.h"

static const char *regions[] = { "AFRICA", "AMERICA", "ASIA", "EUROPE",
                                 "MIDDLE EAST" };
static const struct form region = {
    .kind = FORM_LIST, .items = regions, .count = 5, .ordered = true
};
static const struct form customer = { .kind = FORM_PATTERN,
                                      .prefix = "Customer#",
                                      .suffix = "",
                                      .digits = 9,
                                      .ordered = true };
static const struct form plain = { .kind = FORM_PATTERN,
                                   .prefix = "v",
                                   .suffix = "/x" };
static const struct form address = { .kind = FORM_RANDOM,
                                     .distinct = 3000000,
                                     .length_lo = 10,
                                     .length_hi = 25,
                                     .ordered = true };

static const char *text_of(const struct form *f, int64_t code)
{
    static char out[FORM_TEXT_MAX + 1];

    const size_t bytes = form_text(f, code, out);

    assert_int_equal(form_bytes(f, code), bytes);
    out[bytes] = '\0';
    return out;
}

struct text_case {
    const struct form *form;
    int64_t code;
    const char *want;
};

static void test_text(void **state)
{
    static const struct form box = {
        .kind = FORM_PATTERN, .prefix = "", .suffix = " box", .digits = 4
    };
    static const struct text_case cases[] = {
        { &region, 0, "AFRICA" },
        { &region, 4, "MIDDLE EAST" },
        { &customer, 2943, "Customer#000002943" },
        { &customer, 0, "Customer#000000000" },
        { &customer, 12345678901, "Customer#12345678901" },
        { &plain, 0, "v0/x" },
        { &plain, 170, "v170/x" },
        { &plain, INT64_MAX, "v9223372036854775807/x" },
        { &plain, INT64_MIN + 1, "v-9223372036854775807/x" },
        /* As printf("%04d"): the sign counts. */
        { &box, -7, "-007 box" },
        { &box, 83, "0083 box" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
        assert_string_equal(text_of(cases[i].form, cases[i].code),
                            cases[i].want);
}

static void test_random_text(void **state)
{
    char before[FORM_TEXT_MAX] = "";
    const int64_t step = 6151;
    double sum = 0, squares = 0;
    int n = 0;

    (void)state;
    for (int64_t code = 0; code < address.distinct; code += step, n++) {
        const char *const s = text_of(&address, code);
        const size_t bytes = strlen(s);

        assert_in_range(bytes, 10, 25);
        assert_int_equal(strspn(s, "abcdefghijklmnopqrstuvwxyz"), bytes);
        assert_true(strcmp(before, s) < 0);
        strcpy(before, s);
        assert_string_equal(text_of(&address, code), before);
        sum += (double)bytes;
        squares += (double)(bytes * bytes);
    }
    /* Uniform over 10..25: mean 17.5, variance (16^2 - 1) / 12 = 21.25. */
    assert_within(sum / n, 17.5, 5 * sqrt(21.25 / n));
    assert_within(squares / n - sum * sum / n / n, 21.25, 4);
    assert_near(form_mean_bytes(&address), 17.5, 1e-12);
}

/* Letters of the filler are even: chi-square with 25 degrees of freedom lies
   below 52.62 in 99.9 % (tables of the distribution). */
static void test_random_filler(void **state)
{
    const struct form f = {
        .kind = FORM_RANDOM, .distinct = 26, .length_lo = 40, .length_hi = 40
    };
    double counts[26] = { 0 }, chi = 0;

    (void)state;
    for (int64_t code = 0; code < 26; code++) {
        const char *const s = text_of(&f, code);
        assert_int_equal(s[0], 'a' + code);
        for (int i = 1; i < 40; i++)
            counts[s[i] - 'a']++;
    }
    for (int i = 0; i < 26; i++)
        chi += (counts[i] - 39) * (counts[i] - 39) / 39;
    assert_true(chi < 52.62);
}

struct short_case {
    int64_t distinct;
    int length_lo, length_hi;
    double mean;
    size_t different;
};

/* Texts too short for their codes grow, and share when they cannot. */
static void test_random_short(void **state)
{
    static const struct short_case cases[] = {
        /* Lengths 1..6 but at least 3: (3 + 3 + 3 + 4 + 5 + 6) / 6. */
        { 1000, 1, 6, 4, 1000 },
        /* 3 letters would be needed and 2 are there: the codes / 26. */
        { 1000, 1, 2, 2, 39 },
        { 26, 1, 1, 1, 26 },
        { 27, 0, 2, 2, 27 },
        { 1, 0, 0, 0, 1 },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        const struct form f = { .kind = FORM_RANDOM,
                                .distinct = cases[i].distinct,
                                .length_lo = cases[i].length_lo,
                                .length_hi = cases[i].length_hi,
                                .ordered = true };
        char before[8] = "";
        size_t different = 0;

        for (int64_t code = 0; code < f.distinct; code++) {
            const char *const s = text_of(&f, code);
            assert_true(strcmp(before, s) <= 0);
            different += code == 0 || strcmp(before, s) != 0;
            strcpy(before, s);
        }
        assert_int_equal(different, cases[i].different);
        assert_near(form_mean_bytes(&f), cases[i].mean, 1e-12);
    }
}

struct rank_case {
    const struct form *form;
    const char *text;
    bool good;
    int64_t rank;
    bool exact;
};

static void test_rank(void **state)
{
    static const struct rank_case cases[] = {
        { &region, "ASIA", true, 2, true },
        { &region, "ASI", true, 2, false },
        { &region, "ASIA ", true, 3, false },
        { &region, "", true, 0, false },
        { &region, "\xff", true, 5, false },
        { &customer, "Customer#000002943", true, 2943, true },
        { &customer, "Customer#0000029", true, 2900, false },
        { &customer, "Customer#000002943a", true, 2944, false },
        { &customer, "Customer#00000294a", true, 2950, false },
        { &customer, "Customer", true, 0, false },
        { &customer, "Customers", true, 1000000000, false },
        { &customer, "Customer#999999999", true, 999999999, true },
        { &plain, "v170/x", true, 170, true },
        { &plain, "v-3/x", true, -3, true },
        { &plain, "v0170/x", false, 0, false },
        { &plain, "v170", false, 0, false },
        { &plain, "w170/x", false, 0, false },
        { &plain, "v99999999999999999999/x", false, 0, false },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        const struct rank_case *const k = &cases[i];
        int64_t rank = 77;
        bool exact = !k->exact;

        assert_int_equal(form_rank(k->form, k->text, &rank, &exact), k->good);
        assert_int_equal(exact, k->exact);
        if (k->good)
            assert_int_equal(rank, k->rank);
    }
}

/* The rank of a text is its code, in the smallest and the largest domain. */
static void test_rank_inverts(void **state)
{
    static const int64_t domains[] = { 3000000, 2600000000000000000 };

    (void)state;
    for (int i = 0; i < 2; i++) {
        struct form f = address;
        f.distinct = domains[i];
        for (int64_t k = 0; k < 211; k++) {
            const int64_t code = f.distinct / 211 * k + k;
            int64_t rank = -1;
            bool exact = false;

            assert_true(form_rank(&f, text_of(&f, code), &rank, &exact));
            assert_true(exact);
            assert_int_equal(rank, code);
        }
    }
}

struct prefix_case {
    const struct form *form;
    const char *prefix;
    int64_t lo, hi;
};

static void test_prefix(void **state)
{
    static const struct prefix_case cases[] = {
        { &region, "A", 0, 2 },
        { &region, "AM", 1, 1 },
        { &region, "", 0, 4 },
        { &region, "B", 3, 2 },
        { &region, "MIDDLE EAST", 4, 4 },
        { &region, "MIDDLE EASTER", 5, 4 },
        { &customer, "Customer#0000029", 2900, 2999 },
        { &customer, "Cust", 0, 999999999 },
        { &customer, "Dust", 1000000000, 999999999 },
        /* 5 letters tell 3,000,000 codes apart; "ab" begins the codes from
           26^3 to 2 26^3 - 1. */
        { &address, "ab", 17576, 35151 },
    };
    int64_t lo = 0, hi = 0;

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        assert_true(form_prefix(cases[i].form, cases[i].prefix, &lo, &hi));
        assert_int_equal(lo, cases[i].lo);
        assert_int_equal(hi, cases[i].hi);
    }
    assert_false(form_prefix(&plain, "v", &lo, &hi));
}

static const char *words[] = { "aaaa", "bbbb", "cccc" };
static double word_shares[] = { 0.1, 0.4, 1 };
static const struct form comment = { .kind = FORM_WORDS,
                                     .items = words,
                                     .cumulative = word_shares,
                                     .count = 3,
                                     .distinct = 20000,
                                     .length_lo = 17,
                                     .length_hi = 43 };

/* All words have 4 letters, so that a blank stands at every fifth byte. */
static void test_words(void **state)
{
    const int n = 20000;
    double bytes = 0, at_start = 0, seen = 0, a = 0, b = 0;

    (void)state;
    for (int64_t code = 0; code < n; code++) {
        const char *const s = text_of(&comment, code);
        const size_t length = strlen(s);
        const size_t blank = strcspn(s, " ");

        assert_in_range(length, 17, 43);
        assert_in_range(blank, 0, 4);
        for (size_t i = 0; i < length; i++) {
            assert_int_equal(s[i] == ' ', i % 5 == blank);
            if (i > 0 && s[i] != ' ' && s[i - 1] != ' ')
                assert_int_equal(s[i], s[i - 1]);
        }
        bytes += (double)length;
        at_start += blank == 4;
        seen++;
        a += s[5 + blank - 4] == 'a';
        b += s[5 + blank - 4] == 'b';
    }
    /* Uniform over 17..43: mean 30, variance (27^2 - 1) / 12. */
    assert_within(bytes / n, 30, 5 * sqrt(60.67 / n));
    assert_near(form_mean_bytes(&comment), 30, 1e-12);
    /* A cut falls on each of 5 places alike. */
    assert_within(at_start / n, 0.2, 5 * sqrt(0.16 / n));
    assert_within(a / seen, 0.1, 5 * sqrt(0.09 / n));
    assert_within(b / seen, 0.3, 5 * sqrt(0.21 / n));
}

/* Of 11 bytes that a short and a long word take with their blanks, 1 is the
   short word, 8 are the long one and 2 are blank. */
static void test_words_cut_long_words_more(void **state)
{
    const char *items[] = { "x", "yyyyyyyy" };
    double shares[] = { 0.5, 1 };
    const struct form f = { .kind = FORM_WORDS,
                            .items = items,
                            .cumulative = shares,
                            .count = 2,
                            .length_lo = 23,
                            .length_hi = 23 };
    const int n = 30000;
    double x = 0, y = 0, last_y = 0;

    (void)state;
    for (int64_t code = 0; code < n; code++) {
        const char *const s = text_of(&f, code);
        x += s[0] == 'x';
        y += s[0] == 'y';
        last_y += s[22] == 'y';
    }
    assert_within(x / n, 1.0 / 11, 5 * sqrt(10.0 / 121 / n));
    assert_within(y / n, 8.0 / 11, 5 * sqrt(24.0 / 121 / n));
    /* The running text looks alike wherever it is entered. */
    assert_within(last_y / n, 8.0 / 11, 5 * sqrt(24.0 / 121 / n));
}

static void test_words_repeat_and_differ(void **state)
{
    char first[FORM_TEXT_MAX + 1];
    int same = 0;

    (void)state;
    for (int64_t code = 0; code < 1000; code++) {
        strcpy(first, text_of(&comment, code));
        assert_string_equal(text_of(&comment, code), first);
        same += strcmp(first, text_of(&comment, code + 1)) == 0;
    }
    /* At least three whole words of three: under one pair in 27 x 27. */
    assert_true(same < 10);
}

/* Items may hold blanks, be empty, or all weigh the same. */
static void test_words_odd_items(void **state)
{
    const char *items[] = { "", "special requests", "x" };
    const struct form f = { .kind = FORM_WORDS,
                            .items = items,
                            .count = 3,
                            .length_lo = 0,
                            .length_hi = 60 };
    int64_t rank;
    bool exact;

    (void)state;
    for (int64_t code = 0; code < 500; code++)
        assert_int_equal(strspn(text_of(&f, code), "special requtx"),
                         strlen(text_of(&f, code)));
    assert_false(form_rank(&f, "x", &rank, &exact));
    assert_false(form_prefix(&f, "x", &rank, &rank));
}

/* Words made ready give the texts that a search and a copy give: short and
   long ones, empty ones, some that weigh nothing, texts of all lengths. */
static void test_words_made_ready(void **state)
{
    static const char *items[] = {
        "a",
        "",
        "fifteen-letters",
        "sixteen-letters.",
        "the",
        "foxes",
        "a word that is longer than a copy of sixteen bytes",
        "x",
        "quickly",
        "twelve-lette",
    };
    static double shares[] = { 0.1,  0.15, 0.15, 0.2,  0.5,
                               0.51, 0.6,  0.8,  0.95, 1 };
    static const int most[] = { 9, 40, 200, FORM_TEXT_MAX };
    struct arena *const a = arena_begin();

    (void)state;
    for (int weighed = 0; weighed < 2; weighed++)
        for (int m = 0; m < 4; m++) {
            const struct form searched = { .kind = FORM_WORDS,
                                           .items = items,
                                           .cumulative =
                                               weighed ? shares : NULL,
                                           .count = 10,
                                           .length_hi = most[m] };
            struct form ready = searched;
            form_prepare(a, &ready);
            assert_non_null(ready.words);
            for (int64_t code = 0; code < 3000; code++) {
                char x[FORM_TEXT_MAX + 1], y[FORM_TEXT_MAX + 1];
                const size_t bytes = form_text(&searched, code, x);
                y[FORM_TEXT_MAX] = '!';
                assert_int_equal(form_text(&ready, code, y), bytes);
                assert_memory_equal(x, y, bytes);
                assert_int_equal(y[FORM_TEXT_MAX], '!');
            }
        }
    arena_done(a);
}

/* Longer forms than form_text writes are cut, not overrun. */
static void test_longest(void **state)
{
    static char long_item[FORM_TEXT_MAX * 2];
    const char *items[] = { long_item };
    char out[FORM_TEXT_MAX];
    const struct form forms[] = {
        { .kind = FORM_LIST, .items = items, .count = 1 },
        { .kind = FORM_PATTERN, .prefix = long_item, .suffix = long_item },
        { .kind = FORM_PATTERN, .prefix = "", .suffix = "", .digits = 5000 },
        { .kind = FORM_RANDOM,
          .distinct = 9,
          .length_lo = 3000,
          .length_hi = 60000 },
        { .kind = FORM_WORDS,
          .items = items,
          .count = 1,
          .length_lo = 3000,
          .length_hi = 60000 },
    };

    (void)state;
    memset(long_item, 'L', sizeof(long_item) - 1);
    for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
        assert_int_equal(form_text(&forms[i], 0, out), FORM_TEXT_MAX);
        assert_int_equal(form_bytes(&forms[i], 0), FORM_TEXT_MAX);
    }
    assert_near(form_mean_bytes(&forms[3]), FORM_TEXT_MAX, 0);
    assert_near(form_mean_bytes(&forms[4]), FORM_TEXT_MAX, 0);
}

static void test_mean(void **state)
{
    struct form f = plain;

    (void)state;
    /* (6 + 7 + 4 + 6 + 11) / 5 */
    assert_near(form_mean_bytes(&region), 6.8, 1e-15);
    assert_near(form_mean_bytes(&customer), 18, 1e-15);
    /* 3 bytes around 9 numbers of 1, 90 of 2 and 38 of 3 digits. */
    f.distinct = 137;
    assert_near(form_mean_bytes(&f), 3 + (9 + 180 + 114) / 137.0, 1e-14);
    f.digits = 2;
    assert_near(form_mean_bytes(&f), 3 + (18 + 180 + 114) / 137.0, 1e-14);
    f.kind = FORM_NONE;
    assert_near(form_mean_bytes(&f), 0, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text),
        cmocka_unit_test(test_random_text),
        cmocka_unit_test(test_random_filler),
        cmocka_unit_test(test_random_short),
        cmocka_unit_test(test_rank),
        cmocka_unit_test(test_rank_inverts),
        cmocka_unit_test(test_prefix),
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_words_cut_long_words_more),
        cmocka_unit_test(test_words_repeat_and_differ),
        cmocka_unit_test(test_words_odd_items),
        cmocka_unit_test(test_words_made_ready),
        cmocka_unit_test(test_longest),
        cmocka_unit_test(test_mean),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
