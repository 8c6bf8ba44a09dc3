/*
 * Rows as text. The columns count, repeat or are functions of the row, so
 * every line can be written down by hand.
 */
#include "exact/stream.h"
#include "tests/threads.h"
#include "tests/trial.h"
#include "world/value/value.h"

static struct trial trial;

static const char schema[] =
    "create table t (id int not null, price numeric(9,2) not null,"
    " day date not null, word varchar(20), \"a,b\" smallint)"
    " diststyle even;"
    "create table mixed (id int not null);"
    "create table wide (id int not null, note varchar(900) not null);";

/* `odd` is 0, 1, 0, ..: it makes every second word hard to write. */
static const char yaml[] =
    "cluster: {node: dc2.large, nodes: 2}\n"
    "data:\n"
    "  t:\n"
    "    rows: 20000\n"
    "    columns:\n"
    "      id: {law: {sequential: {start: 7, step: 3}}}\n"
    "      price: {law: {sequential: {start: 0.07, step: 3}}}\n"
    "      day: {law: {constant: '1998-12-31'}}\n"
    "      word: {law: {list: ['a|b\\', 'say \"no\", x']}}\n"
    "      'a,b': {law: {uniform: [1, 9]}, nulls: 1}\n"
    "  mixed:\n"
    "    rows: 9999\n"
    "    order: random\n"
    "    columns:\n"
    "      id: {law: sequential}\n"
    "  wide:\n"
    "    rows: 5000\n"
    "    columns:\n"
    "      id: {law: sequential}\n"
    "      note: {law: {strings: {distinct: 1000, length: [800, 900]}}}\n";

static int begin(void **state)
{
    (void)state;
    trial = trial_read(schema, yaml);
    return 0;
}

static int end(void **state)
{
    (void)state;
    trial_done(&trial);
    return 0;
}

/* All that a stream gives, and its first line, in the trial's arena. */
static const char *streamed(const struct stream_what *what)
{
    struct stream *const s = stream_open(trial.arena, trial.world, what);
    struct text_buffer b;

    text_buffer_init(&b, trial.arena);
    text_add(&b, stream_head(trial.arena, trial.world, what));
    while (stream_next(s))
        for (int i = 0; i < stream_pieces(s); i++) {
            size_t bytes;
            const char *const piece = stream_piece(s, i, &bytes);
            text_add_n(&b, piece, bytes);
        }
    assert_int_equal(stream_rows(s), what->count);
    return text_buffer_text(&b);
}

static struct stream_what what_of(const char *table, const int *columns,
                                  int count)
{
    return (struct stream_what){
        .table = trial_table(&trial, table),
        .columns = columns,
        .column_count = count,
    };
}

static void csv_has_a_head_and_quotes(void **state)
{
    const int columns[] = { 0, 2, 4 };
    struct stream_what what = what_of("t", columns, 3);

    (void)state;
    what.first = 2;
    what.count = 2;
    assert_string_equal(streamed(&what), "id,day,\"a,b\"\n"
                                         "13,1998-12-31,\n"
                                         "16,1998-12-31,\n");
}

static void tbl_ends_each_value(void **state)
{
    const int columns[] = { 4, 0 };
    struct stream_what what = what_of("t", columns, 2);

    (void)state;
    what.form = STREAM_TBL;
    what.count = 2;
    assert_string_equal(streamed(&what), "|7|\n|10|\n");
}

/* The two words, in whichever order they are drawn. */
static void words_that_break_a_line_are_guarded(void **state)
{
    const int columns[] = { 3 };
    struct stream_what what = what_of("t", columns, 1);

    (void)state;
    what.count = 40;
    const char *const csv = streamed(&what);
    assert_non_null(strstr(csv, "\na|b\\\n"));
    assert_non_null(strstr(csv, "\n\"say \"\"no\"\", x\"\n"));
    what.form = STREAM_TBL;
    const char *const tbl = streamed(&what);
    assert_non_null(strstr(tbl, "a\\|b\\\\|\n"));
    assert_non_null(strstr(tbl, "say \"no\", x|\n"));
}

/* 20,000 rows are five pieces, so the order of pieces counts. */
static void all_rows_come_in_order(void **state)
{
    const int columns[] = { 0 };
    struct stream_what what = what_of("t", columns, 1);
    struct text_buffer want;

    (void)state;
    what.count = 20000;
    text_buffer_init(&want, trial.arena);
    text_add(&want, "id\n");
    for (int i = 0; i < 20000; i++)
        text_addf(&want, "%d\n", 7 + 3 * i);
    assert_string_equal(streamed(&what), text_buffer_text(&want));
}

static void rows_come_in_a_given_order(void **state)
{
    const int columns[] = { 0, 1 };
    const int64_t rows[] = { 500, 3, 0 };
    struct stream_what what = what_of("t", columns, 2);

    (void)state;
    what.rows = rows;
    what.first = 1;
    what.count = 2;
    /* Row 3: 0.07 + 3 * 3; row 0: 0.07. */
    assert_string_equal(streamed(&what), "id,price\n16,9.07\n7,0.07\n");
}

/* Each row once, but not in order: in order, each is one more than the last,
   and of 9,999 shuffled ones about one pair is. */
static void random_arrival_is_a_shuffle(void **state)
{
    const int columns[] = { 0 };
    struct stream_what what = what_of("mixed", columns, 1);
    bool seen[10000] = { false };
    int last = 0, count = 0, steps = 0;

    (void)state;
    what.form = STREAM_TBL;
    what.count = 9999;
    for (const char *p = streamed(&what); *p != '\0'; count++) {
        const int id = atoi(p);
        assert_in_range(id, 1, 9999);
        assert_false(seen[id]);
        seen[id] = true;
        steps += id == last + 1;
        last = id;
        p = strchr(p, '\n') + 1;
    }
    assert_int_equal(count, 9999);
    assert_true(steps < 12);
}

static void nothing_is_a_head_alone(void **state)
{
    const int columns[] = { 0 };
    struct stream_what what = what_of("t", columns, 1);

    (void)state;
    assert_string_equal(streamed(&what), "id\n");
    what.form = STREAM_TBL;
    assert_string_equal(streamed(&what), "");
}

static void threads_change_nothing(void **state)
{
    const int columns[] = { 3, 1 };
    struct stream_what what = what_of("t", columns, 2);
    const char *first = NULL;

    (void)state;
    what.count = 20000;
    for (int i = 0; i < THREADS; i++) {
        threads_set(i);
        const char *const text = streamed(&what);
        if (first == NULL)
            first = text;
        assert_string_equal(text, first);
    }
    threads_reset();
}

/* Long rows: fewer to a piece. Every line is an id and 800 to 900 letters. */
static void long_rows_fit(void **state)
{
    const int columns[] = { 0, 1 };
    struct stream_what what = what_of("wide", columns, 2);
    int lines = 0;

    (void)state;
    what.form = STREAM_TBL;
    what.count = 5000;
    for (const char *p = streamed(&what); *p != '\0'; lines++) {
        const char *const note = strchr(p, '|') + 1;
        const size_t bytes = strspn(note, "abcdefghijklmnopqrstuvwxyz");
        assert_int_equal(atoi(p), lines + 1);
        assert_in_range(bytes, 800, 900);
        assert_memory_equal(note + bytes, "|\n", 2);
        p = note + bytes + 2;
    }
    assert_int_equal(lines, 5000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(csv_has_a_head_and_quotes),
        cmocka_unit_test(tbl_ends_each_value),
        cmocka_unit_test(words_that_break_a_line_are_guarded),
        cmocka_unit_test(all_rows_come_in_order),
        cmocka_unit_test(rows_come_in_a_given_order),
        cmocka_unit_test(random_arrival_is_a_shuffle),
        cmocka_unit_test(nothing_is_a_head_alone),
        cmocka_unit_test(threads_change_nothing),
        cmocka_unit_test(long_rows_fit),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
