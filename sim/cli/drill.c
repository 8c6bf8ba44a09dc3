#include "cli/drill.h"

#include <ctype.h>
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "cli/drill_talk.h"
#include "scenario/read_answers.h"

/* What is pasted in one go, bytes. */
enum { SQL_PASTE_MAX = 64 * 1024 };

static void list_texts(struct drill *d, const struct question_texts *t)
{
    for (size_t i = 0; i < t->count; i++)
        drill_tell(d, text_format(d->arena, "  - %s",
                                  round_say(d->round, t->items[i])));
}

static bool phase_question(struct drill *d)
{
    const struct question *const q = d->round->question;
    const char *line;

    drill_heading(d, q->title);
    drill_say(d, "\n");
    drill_tell(d, round_say(d->round, q->prompt));
    if (q->given.count > 0)
        drill_say(d, "\n");
    list_texts(d, &q->given);
    drill_say(d,
              "\nAsk what you need to know; 'go' when you are ready to choose, "
              "'help' for more.\n");
    d->why = "Who asks for rows, skew and queries before he designs has seen "
             "designs fail. What you asked is part of the card.";
    for (;;) {
        const enum reply reply = drill_prompt(d, "ask", &line);
        if (reply == REPLY_END)
            return false;
        if (reply == REPLY_SKIP)
            return true;
        const char *const word =
            reply == REPLY_TEXT ? drill_word(d, line) : "go";
        if (text_equal(word, "go") || text_equal(word, "done"))
            return true;
        if (word[0] != '\0')
            drill_ask(d, line);
    }
}

static bool is_ddl(struct drill *d, const char *line)
{
    const char *const word = drill_word(d, line);

    return text_equal(word, "create") || text_equal(word, "alter");
}

/* Lines up to one that ends in a semicolon, or an empty one; false at the end
   of all lines. */
static bool take_ddl(struct drill *d, const char *line, int *answer)
{
    const struct round *const r = d->round;
    struct text_buffer b;
    struct faults faults;

    text_buffer_init(&b, d->arena);
    for (;;) {
        size_t bytes = strlen(line);
        while (bytes > 0 && isspace((unsigned char)line[bytes - 1]))
            bytes--;
        text_addf(&b, "%s\n", line);
        if (bytes == 0 || line[bytes - 1] == ';' || b.count > SQL_PASTE_MAX)
            break;
        line = drill_line(d, "ends with ;");
        if (line == NULL || text_equal(drill_word(d, line), "quit"))
            return false;
    }
    faults_init(&faults, d->arena);
    if (answers_ddl(d->arena, text_buffer_text(&b), "what you pasted",
                    r->question, r->world, answer, &faults))
        drill_tell(d, "Taken. Enter keeps a choice as it stands now.");
    else
        drill_tell_faults(d, &faults);
    return true;
}

static void show_choice(struct drill *d, int at, const int *answer)
{
    const struct choice *const c = &d->round->question->choices.items[at];
    const struct catalog *const catalog = &d->round->world->catalog;

    drill_say(d, text_format(d->arena, "\n%s%s%s\n", c->name,
                             c->say == NULL ? "" : ": ",
                             c->say == NULL ? "" : c->say));
    for (int i = 0; i < c->option_count; i++) {
        /* Where options are numbers, a place before them would mislead. */
        const char *const place =
            choice_is_numeric(c) ? "" : text_format(d->arena, "%2d", i + 1);
        drill_say(d, text_format(d->arena, "  %2s  %s%s\n", place,
                                 choice_ddl(d->arena, catalog, c, i),
                                 i == answer[at] ? "  (as it stands)" : ""));
    }
}

/* 1 forward, -1 back, 0 again, or the end. */
static int take_choice(struct drill *d, int at, int *answer, bool *ended)
{
    const struct choice *const c = &d->round->question->choices.items[at];
    const char *line;

    show_choice(d, at, answer);
    for (;;) {
        const enum reply reply = drill_prompt(d, "choose", &line);
        *ended = reply == REPLY_END;
        if (reply != REPLY_TEXT)
            return reply == REPLY_BACK ? -1 : 1;
        const char *const word = drill_word(d, line);
        if (word[0] == '\0' || text_equal(word, "keep"))
            return 1;
        if (is_ddl(d, line)) {
            *ended = !take_ddl(d, line, answer);
            return 0;
        }
        const int option = choice_parse(d->arena, c, line);
        if (option >= 0) {
            answer[at] = option;
            return 1;
        }
        drill_tell(
            d, text_format(d->arena,
                           choice_is_numeric(c)
                               ? "'%s' is none of the %d."
                               : "'%s' is none of them: a number from 1 to %d, "
                                 "or the text.",
                           text_quoted(d->arena, line), c->option_count));
    }
}

static bool take_choices(struct drill *d, int *answer)
{
    const int count = d->round->question->choices.count;
    bool ended = false;

    for (int i = 0; i < count && !ended;) {
        i += take_choice(d, i, answer, &ended);
        i = i < 0 ? 0 : i;
    }
    return !ended;
}

static bool phase_choices(struct drill *d)
{
    drill_heading(d, "Your design");
    d->why = "A design is a handful of decisions that pull at each other: a "
             "key that brings rows together for one join takes them apart for "
             "another.";
    return take_choices(d, d->round->answer);
}

static const char *const examples[PREDICT_KINDS] = {
    [PREDICT_READ_FRAC] = "12 %",
    [PREDICT_MOVED_BYTES] = "3 GB",
    [PREDICT_BUSIEST] = "1.4",
    [PREDICT_SECONDS] = "4 s",
    [PREDICT_UNSORTED_FRAC] = "3 %",
    [PREDICT_MAINTENANCE_S] = "2 min",
    [PREDICT_MERGE_S] = "4 s",
    [PREDICT_MERGE_BYTES] = "3 GB",
    [PREDICT_WAIT_P95_S] = "20 s, or 0 s",
    [PREDICT_RESPONSE_S] = "40 s",
    [PREDICT_SPILL_FRAC] = "5 %, or 0",
    [PREDICT_USED_FRAC] = "60 %",
};

static bool phase_predictions(struct drill *d)
{
    const struct question *const q = d->round->question;
    const char *line, *why = "";

    drill_heading(d, "Before you see the result: predict it");
    d->why = "Who can predict a number understands where it comes from. "
             "Within a tenth is right; ten times off is worth nothing.";
    for (size_t i = 0; i < q->prediction_count; i++) {
        const struct prediction *const p = &q->predictions[i];
        drill_tell(d,
                   text_format(d->arena, "\n%s (such as %s)",
                               round_say(d->round, p->say), examples[p->kind]));
        for (;;) {
            const enum reply reply = drill_prompt(d, "predict", &line);
            if (reply == REPLY_END)
                return false;
            if (reply != REPLY_TEXT || line[strspn(line, " \t")] == '\0')
                break;
            if (answers_number(d->arena, line, p->kind, &d->round->predicted[i],
                               &why))
                break;
            d->round->predicted[i] = (double)NAN;
            drill_tell(d, text_format(d->arena, "'%s' %s",
                                      text_quoted(d->arena, line), why));
        }
    }
    return true;
}

static void phase_verdict(struct drill *d)
{
    const struct quiz_attempt t = round_attempt(d->round, 0);
    struct frames fs;

    if (d->quiet)
        return;
    drill_heading(d, "The verdict");
    frames_init(&fs, d->arena);
    quiz_card_verdict(&t, &fs);
    quiz_card_predictions(&t, &fs);
    drill_show(d, &fs);
}

/* Keep, or choose again; what he would do is in `answer`. */
static bool take_followup(struct drill *d, int *answer)
{
    const char *line;

    for (;;) {
        const enum reply reply = drill_prompt(d, "keep or change", &line);
        if (reply != REPLY_TEXT)
            return reply != REPLY_END;
        const char *const word = drill_word(d, line);
        if (word[0] == '\0' || text_equal(word, "keep") ||
            text_equal(word, "no") || text_equal(word, "k"))
            return true;
        if (text_equal(word, "change") || text_equal(word, "c") ||
            text_equal(word, "yes"))
            return take_choices(d, answer);
        if (is_ddl(d, line))
            return take_ddl(d, line, answer) && take_choices(d, answer);
        drill_tell(d, "'keep', 'change', or DDL.");
    }
}

static bool phase_followup(struct drill *d, size_t i)
{
    struct round *const r = d->round;
    const int count = r->question->choices.count;
    int *const answer = ARENA_ARRAY(d->arena, count, int);
    struct frames fs;

    drill_heading(d, text_format(d->arena, "Follow-up %zu of %zu", i + 1,
                                 r->question->followup_count));
    drill_tell(d, text_format(d->arena, "\n%s", r->followups[i].say));
    d->why = "A design is right for a world. Who knows which change of the "
             "world turns it over, owns it.";
    for (int k = 0; k < count; k++)
        answer[k] = r->answer[k];
    r->followup_answers[i] = answer;
    if (!take_followup(d, answer))
        return false;
    if (!round_followup(r, i)) {
        d->status = STATUS_SCENARIO;
        return false;
    }
    if (d->quiet)
        return true;
    const struct quiz_attempt t = round_attempt(r, i + 1);
    frames_init(&fs, d->arena);
    quiz_card_followup(&t, (int)i, &fs);
    drill_show(d, &fs);
    return true;
}

static struct journal_round finished(const struct quiz_attempt *t)
{
    const struct quiz_points p = quiz_points(t);

    return (struct journal_round){
        .when_s = journal_now_s(),
        .question = t->question,
        .seed = t->seed,
        .total = p.total,
        .design = p.design,
        .predictions = p.predictions,
        .followups = p.followups,
        .regret = p.regret,
        .error = p.mean_error,
    };
}

/* First what he earned, on the screen; then in the log. */
static void phase_card(struct drill *d)
{
    struct round *const r = d->round;
    const struct quiz_attempt t = round_attempt(r, r->question->followup_count);
    const struct journal_round done = finished(&t);
    struct faults faults;
    struct frames fs;

    d->quiet = false;
    frames_init(&fs, d->arena);
    quiz_card_score(&t, &fs);
    quiz_card_answer(&t, &fs);
    drill_heading(d, "Your card");
    drill_show(d, &fs);
    if (r->question->principles.count > 0) {
        struct text_buffer b;
        text_buffer_init(&b, d->arena);
        for (size_t i = 0; i < r->question->principles.count; i++)
            text_addf(&b, "%s%s", i == 0 ? "" : ", ",
                      r->question->principles.items[i]);
        drill_tell(
            d, text_format(d->arena, "\nIt showed: %s.", text_buffer_text(&b)));
    }
    faults_init(&faults, d->arena);
    if (journal_add(d->journal, &done, &faults)) {
        journal_drop(d->journal, r->question->name);
    } else {
        drill_tell_faults(d, &faults);
        drill_tell(d,
                   "The round could not be kept. This is its line of the log:");
        drill_say(d,
                  text_format(d->arena, "%s\n", journal_line(d->arena, &done)));
        d->status = STATUS_WRITE;
    }
    drill_say(
        d, text_format(d->arena,
                       "\nThe same round again: starslice rehearse %s --seed "
                       "%" PRIu64 "\n",
                       round_called(r), r->drawn.seed));
}

static bool phases(struct drill *d)
{
    if (!phase_question(d) || !phase_choices(d) || !phase_predictions(d))
        return false;
    phase_verdict(d);
    for (size_t i = 0; i < d->round->question->followup_count; i++)
        if (!phase_followup(d, i))
            return false;
    phase_card(d);
    return true;
}

static void left(struct drill *d)
{
    d->quiet = false;
    const char *const typed = strchr(text_buffer_text(&d->typed), '\n');

    /* Of a round in which nothing was said there is nothing to keep. */
    if (d->status == STATUS_DONE && d->keeps && typed != NULL && typed[1])
        drill_tell(
            d, text_format(d->arena,
                           "The round is kept; go on with 'starslice rehearse "
                           "%s'.",
                           round_called(d->round)));
}

/* "seed 7\n" and the lines that were typed. */
static const char *kept_lines(const char *kept, uint64_t *seed)
{
    char *end;

    if (kept == NULL || !text_starts(kept, "seed "))
        return NULL;
    *seed = strtoull(kept + 5, &end, 10);
    return end != kept + 5 && *end == '\n' ? end + 1 : NULL;
}

bool drill_kept_seed(struct journal *j, const char *question, uint64_t *seed)
{
    return kept_lines(journal_kept(j, question), seed) != NULL;
}

enum exit_status drill_run(struct round *r, struct journal *j, struct lines *l,
                           struct drill_options o)
{
    const char *const term = getenv("TERM");
    struct drill d = {
        .s = r->session,
        .arena = r->session->arena,
        .round = r,
        .journal = j,
        .lines = l,
        .keeps = true,
        .why = "",
        .bold = isatty(fileno(r->session->out)) && getenv("NO_COLOR") == NULL &&
                term != NULL && !text_equal(term, "dumb"),
        .ends_s = o.limit_s > 0 ? drill_clock_s() + o.limit_s : 0,
    };
    uint64_t seed;

    text_buffer_init(&d.typed, d.arena);
    text_addf(&d.typed, "seed %" PRIu64 "\n", r->drawn.seed);
    if (o.resume)
        d.replay = kept_lines(journal_kept(j, r->question->name), &seed);
    d.quiet = d.replay != NULL && d.replay[0] != '\0';
    if (d.quiet) {
        d.quiet = false;
        drill_tell(&d,
                   text_format(d.arena,
                               "You broke off a round of '%s' (seed %" PRIu64
                               "); it goes on. Another one: --seed N.",
                               r->question->name, r->drawn.seed));
        d.quiet = true;
    }
    if (!phases(&d)) {
        left(&d);
    } else if (o.dir != NULL) {
        fflush(d.s->out);
        if (round_deliver(r, o.dir) != STATUS_DONE)
            d.status = STATUS_WRITE;
    }
    lines_done(l);
    return d.status;
}
