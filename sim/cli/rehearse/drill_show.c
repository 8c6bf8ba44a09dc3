#include "cli/rehearse/drill_show.h"

#include <inttypes.h>
#include <math.h>

#include "base/text.h"
#include "cli/options.h"
#include "cli/rehearse/practice.h"
#include "measure/quiz/quiz_card.h"

/* --- the question -------------------------------------------------------- */

static const char *topics(struct drill *d)
{
    const struct question_texts *const t = &d->round->question->topics;
    struct text_buffer b;

    text_buffer_init(&b, d->arena);
    for (size_t i = 0; i < t->count; i++)
        text_addf(&b, "%s%s", i == 0 ? "" : ", ", t->items[i]);
    return text_buffer_text(&b);
}

/* Once is enough: it is left out as soon as a round has been finished. */
static void show_rules(struct drill *d)
{
    const struct question *const q = d->round->question;

    if (d->journal->count > 0)
        return;
    drill_say(d, "\n");
    drill_tell(
        d,
        text_format(
            d->arena,
            "How a round goes: ask for facts; make your choices (%g points); "
            "predict what they do (%g); see them beside the best of all "
            "answers; then say what you would change in %zu other worlds (%g). "
            "At the end there is an answer to give in an interview.",
            QUIZ_DESIGN_POINTS, QUIZ_PREDICTION_POINTS, q->followup_count,
            QUIZ_FOLLOWUP_POINTS));
}

void drill_show_prompt(struct drill *d)
{
    const struct question *const q = d->round->question;

    drill_heading(d, q->title);
    drill_tell(d,
               text_format(d->arena, "%s, seed %" PRIu64 ", level %d of 3: %s",
                           q->name, d->round->drawn.seed, q->level, topics(d)));
    drill_say(d, "\n");
    drill_tell(d, round_say(d->round, q->prompt));
    if (q->given.count > 0)
        drill_say(d, "\n");
    for (size_t i = 0; i < q->given.count; i++)
        drill_tell(d, text_format(d->arena, "  - %s",
                                  round_say(d->round, q->given.items[i])));
}

void drill_show_way(struct drill *d)
{
    show_rules(d);
    drill_say(d, text_format(d->arena,
                             "\nAsk what you need to know; 'go' to the %d "
                             "choices; 'help' for more.\n",
                             d->round->question->choices.count));
}

void drill_show_answer(struct drill *d, const char *lead, const int *answer)
{
    drill_tell(d,
               text_format(d->arena, "%s%s.", lead,
                           quiz_words(d->arena, d->round->quiz, answer, NULL)));
}

/* --- the verdict --------------------------------------------------------- */

static void tell_regret(struct drill *d, const struct quiz_attempt *t)
{
    const struct quiz_points p = quiz_points(t);
    const struct quiz *const q = t->quiz;
    const char *const text =
        p.regret <= 1 ? "Nothing is better than your answer"
        : p.regret <= QUIZ_CLOSE
            ? "Your answer is within 2 % of the best"
            : text_format(d->arena, "Your answer costs %.2f times the best",
                          p.regret);

    drill_tell(d, text_format(d->arena,
                              "\n%s; the naive one costs %.2f times as much as "
                              "the best. Design: %.1f of %g points.",
                              text, q->naive_cost / q->result.best_cost,
                              p.design, QUIZ_DESIGN_POINTS));
}

static void tell_predictions(struct drill *d, const struct quiz_attempt *t)
{
    drill_tell(d,
               text_format(d->arena,
                           "\nWithin a tenth is right, ten times off is "
                           "worth nothing. Predictions: %.1f of %g points.",
                           quiz_points(t).predictions, QUIZ_PREDICTION_POINTS));
}

/* The frames of these names alone, those that are there. */
static void show_some(struct drill *d, const struct frames *all,
                      const char *const *names, size_t count)
{
    struct frames some;

    frames_init(&some, d->arena);
    for (size_t i = 0; i < all->count; i++)
        for (size_t k = 0; k < count; k++)
            if (text_equal(all->items[i]->name, names[k])) {
                ARENA_GROW(d->arena, some.items, some.count, some.room);
                some.items[some.count++] = all->items[i];
            }
    if (text_equal(names[0], "verdict"))
        for (size_t i = 0; i < all->note_count; i++)
            frames_note(&some, "%s", all->notes[i]);
    if (some.count > 0)
        drill_show(d, &some);
}

/* In screens: the costs, the decisions, the reasons, the predictions. */
bool drill_show_verdict(struct drill *d)
{
    static const char *const costs[] = { "verdict" }, *const reasons[] = {
        "why"
    };
    static const char *const decisions[] = { "choices", "steps" };
    const struct quiz_attempt t = round_attempt(d->round, 0);
    struct frames fs, predictions;

    if (d->quiet)
        return true;
    frames_init(&fs, d->arena);
    frames_init(&predictions, d->arena);
    quiz_card_verdict(&t, &fs);
    quiz_card_steps(&t, &fs);
    quiz_card_predictions(&t, &predictions);
    drill_heading(d, "The verdict");
    tell_regret(d, &t);
    show_some(d, &fs, costs, 1);
    if (!drill_pause(d, "the decisions"))
        return false;
    show_some(d, &fs, decisions, 2);
    if (frames_find(&fs, "why") != NULL) {
        if (!drill_pause(d, "where the difference comes from"))
            return false;
        show_some(d, &fs, reasons, 1);
    }
    if (t.prediction_count > 0) {
        if (!drill_pause(d, "your predictions"))
            return false;
        drill_show(d, &predictions);
        tell_predictions(d, &t);
    }
    return d->round->question->followup_count == 0 ||
           drill_pause(d, "the follow-ups");
}

/* --- follow-ups ---------------------------------------------------------- */

/* The largest alone: a follow-up is a matter of a minute. */
enum { REASONS = 3 };

static double change_of(const struct frame *f, size_t row)
{
    return fabs(frame_cell(f, row, frame_column_index(f, "change_s"))->number);
}

static void show_reasons(struct drill *d, const struct quiz_followup *u)
{
    struct frames all, few;

    frames_init(&all, d->arena);
    frames_init(&few, d->arena);
    quiz_card_why(u->quiz, u->answer, u->quiz->result.best, &all);
    const struct frame *const f = all.items[0];
    struct frame *const g =
        frame_begin(&few, f->name,
                    "Where the difference between yours and the best comes "
                    "from",
                    f->columns, f->column_count);
    for (size_t i = 0; i < f->row_count; i++) {
        size_t larger = 0;
        for (size_t k = 0; k < f->row_count; k++)
            larger += change_of(f, k) > change_of(f, i) ||
                      (k < i && change_of(f, k) >= change_of(f, i));
        if (larger >= REASONS)
            continue;
        frame_row(g);
        frame_text(g, frame_cell(f, i, 0)->text);
        frame_number(g, frame_cell(f, i, 1)->number);
        frame_text(g, frame_cell(f, i, 2)->text);
    }
    if (g->row_count > 0)
        drill_show(d, &few);
}

bool drill_show_followup(struct drill *d, size_t i)
{
    const struct quiz_attempt t = round_attempt(d->round, i + 1);
    const struct quiz_followup *const u = &t.followups[i];
    struct arena *const a = d->arena;

    if (d->quiet)
        return true;
    const int *const was = t.quiz->result.best;
    const bool moved = quiz_moved(u->quiz, was);
    const double yours = quiz_regret(u->quiz, u->answer);
    drill_tell(d, moved ? text_format(
                              a,
                              "\nThe best answer changes: %s. That of "
                              "before would cost %.2f times as much.",
                              quiz_words(a, u->quiz, u->quiz->result.best, was),
                              quiz_regret(u->quiz, was))
                        : "\nThe best answer stays as it was.");
    const char *const changed = quiz_words(a, u->quiz, u->answer, t.answer);
    const char *const how =
        yours <= QUIZ_CLOSE
            ? "Yours is as good"
            : text_format(a, "Yours, %s, costs %.2f times as much",
                          changed[0] == '\0' ? "unchanged" : changed, yours);
    drill_tell(d, text_format(a, "%s: %.1f of %g points.", how,
                              quiz_followup_points(&t) * quiz_score(yours),
                              quiz_followup_points(&t)));
    if (yours > QUIZ_CLOSE)
        show_reasons(d, u);
    return drill_pause(d, i + 1 < d->round->question->followup_count
                              ? "the next"
                              : "your card");
}

/* --- the card ------------------------------------------------------------ */

/* Where most was lost, in a sentence. */
static const char *weakest(struct arena *a, const struct quiz_points *p)
{
    const struct {
        double lost;
        const char *where, *say;
    } parts[] = {
        { QUIZ_DESIGN_POINTS - p->design, "in the design",
          "go through the way to the best once more" },
        { QUIZ_PREDICTION_POINTS - p->predictions, "in the predictions",
          "work out blocks, bytes and seconds on paper before you answer" },
        { QUIZ_FOLLOWUP_POINTS - p->followups, "in the follow-ups",
          "ask of each part of your design what would turn "
          "it over" },
        { -p->hints, "for hints", "ask for facts instead" },
    };
    size_t most = 0;

    for (size_t i = 1; i < sizeof(parts) / sizeof(parts[0]); i++)
        if (parts[i].lost > parts[most].lost)
            most = i;
    return parts[most].lost < 1
               ? "Nearly nothing was lost."
               : text_format(a, "Most was lost %s (%.1f points): %s.",
                             parts[most].where, parts[most].lost,
                             parts[most].say);
}

/* Points of earlier rounds of this question, the last three. */
static const char *before(struct drill *d)
{
    const struct journal *const j = d->journal;
    struct text_buffer b;
    int shown = 0;

    text_buffer_init(&b, d->arena);
    for (size_t i = j->count; i-- > 0 && shown < 3;)
        if (text_equal(j->rounds[i].question, d->round->question->name))
            text_addf(&b, "%s%.1f", shown++ == 0 ? "" : ", ",
                      j->rounds[i].total);
    return shown == 0 ? ""
                      : text_format(d->arena,
                                    " Your last rounds of this question: %s.",
                                    text_buffer_text(&b));
}

void drill_show_score(struct drill *d)
{
    struct round *const r = d->round;
    const struct quiz_attempt t = round_attempt(r, r->question->followup_count);
    const struct quiz_points p = quiz_points(&t);
    struct frames fs;

    frames_init(&fs, d->arena);
    quiz_card_score(&t, &fs);
    drill_heading(d, "Your card");
    drill_show(d, &fs);
    drill_tell(
        d, text_format(d->arena, "\n%s%s", weakest(d->arena, &p), before(d)));
    if (r->question->principles.count > 0) {
        struct text_buffer b;
        text_buffer_init(&b, d->arena);
        for (size_t i = 0; i < r->question->principles.count; i++)
            text_addf(&b, "%s%s", i == 0 ? "" : ", ",
                      r->question->principles.items[i]);
        drill_tell(d,
                   text_format(d->arena, "Principles behind the question: %s.",
                               text_buffer_text(&b)));
    }
}

/* Statements that can be copied, each below what it shows. */
static void show_proof(struct drill *d, const struct frame *proof)
{
    drill_heading(d, proof->title);
    for (size_t i = 0; i < proof->row_count; i++) {
        struct text_buffer b;
        text_buffer_init(&b, d->arena);
        text_addf(&b, "\n-- %s\n", frame_cell(proof, i, 0)->text);
        options_wrap(&b, 0, 2, frame_cell(proof, i, 1)->text);
        drill_say(d, text_buffer_text(&b));
    }
}

static void tell_next(struct drill *d)
{
    struct practice next;

    drill_say(d, text_format(d->arena,
                             "\nThe same round again: starslice rehearse %s "
                             "--seed %" PRIu64 "\n",
                             round_called(d->round), d->round->drawn.seed));
    if (practice_next(d->arena, d->journal, &next) &&
        !text_equal(next.name, d->round->question->name))
        drill_say(d, text_format(d->arena,
                                 "To practise next:     starslice rehearse %s "
                                 "(%s)\n",
                                 next.name, next.because));
}

bool drill_show_card(struct drill *d)
{
    struct round *const r = d->round;
    const struct quiz_attempt t = round_attempt(r, r->question->followup_count);
    static const char *const answer[] = { "answer" };
    struct frames fs;

    frames_init(&fs, d->arena);
    quiz_card_answer(&t, &fs);
    if (!drill_pause(d, "an answer to give"))
        return false;
    show_some(d, &fs, answer, 1);
    if (!drill_pause(d, "its proof on a real cluster"))
        return false;
    show_proof(d, frames_find(&fs, "proof"));
    tell_next(d);
    return true;
}
