#include "cli/rehearse/drill.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "cli/rehearse/drill_choose.h"
#include "cli/rehearse/drill_show.h"
#include "cli/rehearse/facts.h"
#include "scenario/question/read_answers.h"

static void offer_facts(struct drill *d)
{
    const char **texts;
    const size_t count = facts_names(d->round, &texts);

    drill_offer(d, texts, count);
}

static bool phase_question(struct drill *d)
{
    const char *line;

    drill_show_prompt(d);
    drill_show_way(d);
    offer_facts(d);
    d->help = "Ask in your own words; what is known answers. 'go' when you are "
              "ready to choose.";
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
        if (text_equal(word, "go") || text_equal(word, "done") ||
            text_equal(word, "ready"))
            return true;
        if (drill_is_ddl(d, line))
            drill_tell(d, "A design is taken after 'go'.");
        else if (word[0] != '\0')
            drill_ask(d, line);
    }
}

static bool phase_choices(struct drill *d, int from)
{
    if (!d->over)
        drill_heading(d, "Your design");
    d->why = "A design is a handful of decisions that pull at each other: a "
             "key that brings rows together for one join takes them apart for "
             "another.";
    return drill_choose(d, from, d->round->answer);
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

/* Until a number, nothing, or something else is said. */
static enum reply take_prediction(struct drill *d, size_t i)
{
    const struct prediction *const p = &d->round->question->predictions[i];
    double *const number = &d->round->predicted[i];
    const char *line, *why = "";

    drill_tell(d, text_format(d->arena, "\n%s: %s (such as %s)", p->name,
                              round_say(d->round, p->say), examples[p->kind]));
    for (;;) {
        const enum reply reply = drill_prompt(d, "predict", &line);
        if (reply != REPLY_TEXT)
            return reply;
        if (line[strspn(line, " \t")] == '\0')
            return REPLY_SKIP;
        if (answers_number(d->arena, line, p->kind, number, &why))
            return REPLY_TEXT;
        *number = (double)NAN;
        drill_tell(d, text_format(d->arena, "'%s' %s",
                                  text_quoted(d->arena, line), why));
    }
}

/* REPLY_BACK: to the choices. */
static enum reply phase_predictions(struct drill *d)
{
    const size_t count = d->round->question->prediction_count;

    if (!d->over)
        drill_heading(d, "Before you see the result: predict it");
    drill_show_answer(d, "You chose ", d->round->answer);
    d->why = "Who can predict a number understands where it comes from. "
             "Within a tenth is right; ten times off is worth nothing.";
    d->help = "A number with its unit. Enter leaves a prediction out; 'back' "
              "goes to the one before, and from the first to the choices.";
    drill_offer(d, NULL, 0);
    for (size_t i = 0; i < count && !d->over;) {
        const enum reply reply = take_prediction(d, i);
        if (reply == REPLY_END || (reply == REPLY_BACK && i == 0))
            return reply;
        i = reply == REPLY_BACK ? i - 1 : i + 1;
    }
    return REPLY_TEXT;
}

/* Choices and predictions: as long as he goes back. */
static bool phase_answer(struct drill *d)
{
    const int count = d->round->question->choices.count;
    enum reply reply = REPLY_TEXT;

    do {
        if (!phase_choices(d, reply == REPLY_BACK ? count - 1 : 0))
            return false;
        reply = phase_predictions(d);
    } while (reply == REPLY_BACK);
    return reply != REPLY_END;
}

/* He has seen the best answer, and need not defend his own. */
static void take_best(struct drill *d, int *answer)
{
    const int count = d->round->question->choices.count;

    for (int i = 0; i < count; i++)
        answer[i] = d->round->quiz->result.best[i];
    drill_show_answer(d, "As it stands: ", answer);
}

/* Keep, or choose again; what he would do is in `answer`. */
static bool take_followup(struct drill *d, int *answer)
{
    static const char *const offers[] = { "keep", "change", "best" };
    const char *line;

    d->help = "'keep' (or Enter) when you would change nothing; 'change' to go "
              "through the choices again; 'best' to start from the best "
              "answer of before instead of yours; or DDL.";
    for (;;) {
        drill_offer(d, offers, 3);
        const enum reply reply = drill_prompt(d, "keep or change", &line);
        if (reply != REPLY_TEXT)
            return reply != REPLY_END;
        const char *const word = drill_word(d, line);
        if (word[0] == '\0' || text_equal(word, "keep") ||
            text_equal(word, "no") || text_equal(word, "k"))
            return true;
        if (text_equal(word, "best")) {
            take_best(d, answer);
            continue;
        }
        if (text_equal(word, "change") || text_equal(word, "c") ||
            text_equal(word, "yes"))
            return drill_choose(d, 0, answer);
        if (drill_is_ddl(d, line))
            return drill_take_ddl(d, line, answer) &&
                   drill_choose(d, 0, answer);
        drill_tell(d, text_format(d->arena,
                                  "'%s' is not 'keep', 'change', 'best' or "
                                  "DDL.",
                                  text_quoted(d->arena, line)));
    }
}

static bool phase_followup(struct drill *d, size_t i)
{
    struct round *const r = d->round;
    const int count = r->question->choices.count;
    int *const answer = ARENA_ARRAY(d->arena, count, int);

    drill_heading(d, text_format(d->arena, "Follow-up %zu of %zu: %s", i + 1,
                                 r->question->followup_count,
                                 r->followups[i].name));
    drill_tell(d, text_format(d->arena, "\n%s", r->followups[i].say));
    drill_say(d, "\n");
    drill_show_answer(d, "As it stands: ", r->answer);
    if (quiz_regret(r->quiz, r->answer) > QUIZ_CLOSE)
        drill_tell(d, "('best' takes the best answer of before instead.)");
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
    return drill_show_followup(d, i);
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

/* What cannot be kept is said, with the result. */
static void keep_result(struct drill *d)
{
    struct round *const r = d->round;
    const struct quiz_attempt t = round_attempt(r, r->question->followup_count);
    const struct journal_round done = finished(&t);
    struct faults faults;

    faults_init(&faults, d->arena);
    if (journal_add(d->journal, &done, &faults)) {
        journal_drop(d->journal, r->question->name);
        return;
    }
    drill_tell_faults(d, &faults);
    drill_tell(d, "The round could not be kept. This is its line of the log:");
    drill_say(d, text_format(d->arena, "%s\n", journal_line(d->arena, &done)));
    d->status = STATUS_WRITE;
}

/* First what he earned, on the screen; then in the log; then the rest, which
   he may leave. */
static void phase_card(struct drill *d)
{
    d->quiet = false;
    drill_show_score(d);
    keep_result(d);
    drill_show_card(d);
}

static bool phases(struct drill *d)
{
    if (!phase_question(d) || !phase_answer(d) || !drill_show_verdict(d))
        return false;
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
        .help = "",
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
        drill_show_prompt(&d);
        drill_tell(&d,
                   text_format(d.arena,
                               "\nYou broke off a round of '%s' (seed %" PRIu64
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
