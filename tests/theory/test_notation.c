/*
 * Who answers the same gets the same, in whatever notation: as a mapping, as
 * ALTER TABLE, as CREATE TABLE in capitals, with the text of an option or with
 * its place. Of every question each option is written at least once, and a
 * score is compared.
 *
 * REHEARSE_QUESTION is a folder, for one question alone.
 */
#include <ctype.h>
#include <stdlib.h>

#include "base/rng.h"
#include "base/text.h"
#include "scenario/question/read_answers.h"
#include "tests/rehearsal.h"
#include "tests/unit/folder.h"
#include "world/emit/emit.h"

/* Ways to write an answer down. */
enum notation { AS_MAPPING, AS_ALTER, AS_CREATE, AS_PLACE, NOTATIONS };

enum { RANDOM_ANSWERS = 6 };

static const char *upper(struct arena *a, const char *text)
{
    char *const out = ARENA_ARRAY(a, strlen(text) + 1, char);

    for (size_t i = 0; text[i] != '\0'; i++)
        out[i] = (char)toupper((unsigned char)text[i]);
    return out;
}

/* An option that is no part of a design: its text, the SQL for it, its text in
   capitals, its place where that is not a number of another meaning. */
static const char *option_text(struct arena *a, const struct rehearsal *t,
                               const struct choice *c, int option,
                               enum notation n)
{
    const char *const text = c->options[option].text;

    switch (n) {
    case AS_ALTER:
        return choice_ddl(a, &t->quiz->world->catalog, c, option);
    case AS_CREATE:
        return upper(a, text);
    case AS_PLACE:
        return choice_is_numeric(c) ? text_format(a, " %s", text)
                                    : text_format(a, "%d", option + 1);
    case AS_MAPPING:
    case NOTATIONS:
        break;
    }
    return text;
}

/* ---- a design ------------------------------------------------------------ */

static void write_table(struct text_buffer *b, const struct table *t,
                        const struct table_design *d)
{
    static const char *const sorts[] = { [SORT_AUTO] = "auto",
                                         [SORT_NONE] = "none",
                                         [SORT_COMPOUND] = "compound",
                                         [SORT_INTERLEAVED] = "interleaved" };

    text_addf(b, "  %s:\n", t->name);
    if (d->diststyle == DIST_KEY)
        text_addf(b, "    distkey: %s\n", t->columns[d->distkey].name);
    else
        text_addf(b, "    diststyle: %s\n", diststyle_name(d->diststyle));
    text_addf(b, "    sort: %s\n    sortkey: [", sorts[d->sort]);
    for (int i = 0; i < d->sortkey_count; i++)
        text_addf(b, "%s%s", i == 0 ? "" : ", ",
                  t->columns[d->sortkeys[i]].name);
    text_add(b, "]\n    encodings: {");
    for (int c = 0, n = 0; c < t->column_count; c++)
        if (d->encoding_given[c])
            text_addf(b, "%s%s: %s", n++ == 0 ? "" : ", ", t->columns[c].name,
                      encoding_name(d->encodings[c]));
    text_add(b, "}\n");
}

/* A statement for each decision. */
static void write_alter(struct text_buffer *b, const struct table *t,
                        const struct table_design *d)
{
    text_addf(b, "alter table %s alter ", t->name);
    if (d->diststyle == DIST_KEY)
        text_addf(b, "distkey %s;\n", t->columns[d->distkey].name);
    else
        text_addf(b, "diststyle %s;\n", diststyle_name(d->diststyle));
    if (d->sort == SORT_NONE)
        text_addf(b, "alter table %s alter sortkey none;\n", t->name);
    for (int i = 0; i < d->sortkey_count; i++) {
        if (i == 0)
            text_addf(b, "alter table %s alter sortkey (", t->name);
        text_addf(b, "%s%s", t->columns[d->sortkeys[i]].name,
                  i + 1 < d->sortkey_count ? ", " : ");\n");
    }
    for (int c = 0; c < t->column_count; c++)
        if (d->encoding_given[c])
            text_addf(b, "alter table %s alter column %s encode %s;\n", t->name,
                      t->columns[c].name, encoding_name(d->encodings[c]));
}

/* Each line of it, indented: the block of a YAML text. */
static void write_block(struct text_buffer *b, const char *text)
{
    text_add(b, "ddl: |\n");
    for (const char *line = text; *line != '\0';) {
        const size_t n = strcspn(line, "\n");
        text_add(b, "  ");
        text_add_n(b, line, n);
        text_add(b, "\n");
        line += n + (line[n] == '\n');
    }
}

static bool any_interleaved(const struct catalog *c, const struct design *d)
{
    for (int t = 0; t < c->table_count; t++)
        if (d->tables[t].sort == SORT_INTERLEAVED)
            return true;
    return false;
}

/* ALTER TABLE cannot make an interleaved key; CREATE TABLE says it all. */
static void write_design(struct text_buffer *b, const struct rehearsal *t,
                         const int *answer, enum notation n)
{
    const struct catalog *const c = &t->quiz->world->catalog;
    struct arena *const a = t->arena;
    const struct design *const d = quiz_design(a, t->quiz, answer, "answer");
    struct text_buffer sql;

    text_buffer_init(&sql, a);
    if (n == AS_MAPPING || n == AS_PLACE) {
        text_add(b, "design:\n");
        for (int i = 0; i < c->table_count; i++)
            write_table(b, &c->tables[i], &d->tables[i]);
        return;
    }
    if (n == AS_CREATE || any_interleaved(c, d))
        emit_ddl(&sql, c, d);
    else
        for (int i = 0; i < c->table_count; i++)
            write_alter(&sql, &c->tables[i], &d->tables[i]);
    write_block(b, n == AS_CREATE ? upper(a, text_buffer_text(&sql))
                                  : text_buffer_text(&sql));
}

/* ---- all else ------------------------------------------------------------ */

static void write_named(struct text_buffer *b, const struct rehearsal *t,
                        const int *answer, enum notation n,
                        enum choice_kind kind, const char *section)
{
    const struct choices *const c = &t->question->choices;

    text_addf(b, "%s:\n  {", section);
    for (int i = 0, written = 0; i < c->count; i++)
        if (c->items[i].kind == kind)
            text_addf(b, "%s%s: '%s'", written++ == 0 ? "" : ",\n   ",
                      c->items[i].name,
                      option_text(t->arena, t, &c->items[i], answer[i], n));
    text_add(b, "}\n");
}

/* "fact_orders.vacuum" is {fact_orders: {vacuum: ..}}. */
static void write_schedule(struct text_buffer *b, const struct rehearsal *t,
                           const int *answer, enum notation n)
{
    const struct choices *const c = &t->question->choices;
    const struct catalog *const catalog = &t->quiz->world->catalog;

    text_add(b, "schedule:\n  {");
    for (int table = 0; table < catalog->table_count; table++) {
        text_addf(b, "%s%s: {", table == 0 ? "" : ",\n   ",
                  catalog->tables[table].name);
        for (int i = 0, written = 0; i < c->count; i++)
            if (c->items[i].table == table && !choice_designs(&c->items[i]))
                text_addf(b, "%s%s: '%s'", written++ == 0 ? "" : ", ",
                          strrchr(c->items[i].name, '.') + 1,
                          option_text(t->arena, t, &c->items[i], answer[i], n));
        text_add(b, "}");
    }
    text_add(b, "}\n");
}

/* A share, a size, a time, and a ratio, each in another unit. */
static void write_predictions(struct text_buffer *b, const struct rehearsal *t,
                              enum notation n)
{
    static const char *const share[] = { "12.5 %", "0.125", "12.5%", "125e-3" };
    static const char *const bytes[] = { "3 GB", "3000 MB", "3e9", "3 gb" };
    static const char *const times[] = { "90 s", "1.5 min", "90000 ms", "90" };

    text_add(b, "predict:\n");
    for (size_t i = 0; i < t->question->prediction_count; i++) {
        const struct prediction *const p = &t->question->predictions[i];
        const char *text = NULL;
        switch (p->kind) {
        case PREDICT_READ_FRAC:
        case PREDICT_UNSORTED_FRAC:
        case PREDICT_SPILL_FRAC:
        case PREDICT_USED_FRAC:
            text = share[n];
            break;
        case PREDICT_MOVED_BYTES:
        case PREDICT_MERGE_BYTES:
            text = bytes[n];
            break;
        case PREDICT_SECONDS:
        case PREDICT_MAINTENANCE_S:
        case PREDICT_MERGE_S:
        case PREDICT_WAIT_P95_S:
        case PREDICT_RESPONSE_S:
            text = times[n];
            break;
        case PREDICT_BUSIEST:
        case PREDICT_KINDS:
            text = n == AS_PLACE ? "1.50" : "1.5";
            break;
        }
        text_addf(b, "  %s: %s\n", p->name, text);
    }
}

static const struct answers *read_written(const struct rehearsal *t,
                                          const char *folder, const int *answer,
                                          enum notation n)
{
    struct arena *const a = t->arena;
    struct text_buffer b;
    struct faults faults;

    text_buffer_init(&b, a);
    write_design(&b, t, answer, n);
    write_named(&b, t, answer, n, CHOICE_WAY, "ways");
    write_named(&b, t, answer, n, CHOICE_SETTING, "settings");
    write_schedule(&b, t, answer, n);
    write_predictions(&b, t, n);
    folder_write(a, folder, "answers.yaml", text_buffer_text(&b));
    faults_init(&faults, a);
    const struct answers *const got =
        answers_read(a, text_format(a, "%s/answers.yaml", folder), t->question,
                     t->quiz->world, &faults);
    if (got == NULL)
        print_error("%s\n", text_buffer_text(&b));
    rehearsal_no_faults(&faults);
    return got;
}

/* ---- tests --------------------------------------------------------------- */

static double points(const struct rehearsal *t, const struct answers *given)
{
    const struct quiz_attempt attempt = {
        .question = t->question->name,
        .quiz = t->quiz,
        .answer = given->answer,
        .predictions = t->question->predictions,
        .predicted = given->predicted,
        .prediction_count = (int)t->question->prediction_count,
        .followup_most = (int)t->question->followup_count,
    };

    return quiz_points(&attempt).total;
}

static void same_in_all(const struct rehearsal *t, const char *folder,
                        const int *answer, bool score)
{
    const size_t bytes = (size_t)t->question->choices.count * sizeof(*answer);
    double first = 0;

    for (int n = 0; n < NOTATIONS; n++) {
        const struct answers *const given =
            read_written(t, folder, answer, (enum notation)n);
        assert_memory_equal(given->answer, answer, bytes);
        if (!score)
            continue;
        const double got = points(t, given);
        assert_near(got, n == 0 ? got : first, 1e-12);
        first = got;
    }
}

/* Answer k takes the k-th option of every choice, as far as there is one. */
static void every_option(const struct rehearsal *t, const char *folder)
{
    const struct choices *const c = &t->question->choices;
    int *const answer = ARENA_ARRAY(t->arena, c->count, int);
    int most = 0;

    for (int i = 0; i < c->count; i++)
        most =
            c->items[i].option_count > most ? c->items[i].option_count : most;
    for (int k = 0; k < most; k++) {
        for (int i = 0; i < c->count; i++)
            answer[i] = k % c->items[i].option_count;
        same_in_all(t, folder, answer, k == 1);
    }
}

static void random_answers(const struct rehearsal *t, const char *folder)
{
    const struct choices *const c = &t->question->choices;
    const struct rng_stream s =
        rng_stream(1, "test.notation", text_hash(t->question->name));
    int *const answer = ARENA_ARRAY(t->arena, c->count, int);

    for (uint64_t k = 0; k < RANDOM_ANSWERS; k++) {
        choices_answer(
            c, (int64_t)rng_below(rng_bits(s, k), (uint64_t)choices_answers(c)),
            answer);
        same_in_all(t, folder, answer, k == 0);
    }
}

/* A candidate at the prompt. */
static void means(const struct rehearsal *t, const struct choice *c, int option,
                  const char *text)
{
    if (choice_parse(t->arena, c, text) != option)
        fail_msg("%s: '%s' is not option %d, '%s'", c->name, text, option + 1,
                 c->options[option].text);
}

static void every_word(const struct rehearsal *t)
{
    struct arena *const a = t->arena;
    const struct catalog *const catalog = &t->quiz->world->catalog;

    for (int i = 0; i < t->question->choices.count; i++) {
        const struct choice *const c = &t->question->choices.items[i];
        for (int o = 0; o < c->option_count; o++) {
            const char *const text = c->options[o].text;
            const char *const sql = choice_ddl(a, catalog, c, o);
            means(t, c, o, text);
            means(t, c, o, upper(a, text));
            means(t, c, o, text_format(a, "  %s ", text));
            means(t, c, o, text_lower(a, sql));
            means(t, c, o, upper(a, sql));
            if (!choice_is_numeric(c))
                means(t, c, o, text_format(a, " %d", o + 1));
            if (c->options[o].sort == SORT_COMPOUND &&
                c->kind == CHOICE_SORTKEY)
                means(t, c, o, text_format(a, "COMPOUND %s", sql));
            if (c->kind == CHOICE_DISTRIBUTION &&
                c->options[o].diststyle == DIST_KEY)
                means(t, c, o,
                      catalog->tables[c->table]
                          .columns[c->options[o].distkey]
                          .name);
        }
    }
}

static void notation_does_not_matter(void **state)
{
    struct arena *const a = arena_begin();
    const char *const only = getenv("REHEARSE_QUESTION");
    const char *const path =
        text_format(a, "scenarios/interview/%s", (const char *)*state);

    if (only == NULL || text_equal(only, path)) {
        const struct rehearsal t = rehearsal_ask(a, path, 1);
        const char *const folder = folder_begin(a);
        every_word(&t);
        every_option(&t, folder);
        random_answers(&t, folder);
        folder_remove(a, folder);
    }
    arena_done(a);
}

int main(void)
{
    struct CMUnitTest tests[REHEARSALS];

    for (int i = 0; i < REHEARSALS; i++)
        tests[i] = (struct CMUnitTest){ .name = rehearsals[i],
                                        .test_func = notation_does_not_matter,
                                        .initial_state =
                                            (void *)(size_t)rehearsals[i] };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
