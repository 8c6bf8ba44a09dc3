#include "measure/quiz/quiz_card.h"

#include <math.h>

#include "base/text.h"
#include "measure/quiz/quiz_judge.h"
#include "plan/explain.h"

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

static const struct frame_column verdict_columns[] = {
    { "answer", "", "Whose answer.", CELL_TEXT, 0 },
    { "cost_s", "s", "What the answer costs, as the notes say.", CELL_NUMBER,
      FRAME_ROUNDED },
    { "over_best", "x", "Cost over that of the best answer: the regret.",
      CELL_NUMBER, 2 },
};

static const struct frame_column choice_columns[] = {
    { "choice", "", "What was to be decided.", CELL_TEXT, 0 },
    { "yours", "", "Your answer.", CELL_TEXT, 0 },
    { "naive", "", "The naive answer.", CELL_TEXT, 0 },
    { "best", "", "The best of all legal answers.", CELL_TEXT, 0 },
};

static const struct frame_column step_columns[] = {
    { "step", "", "From your answer to the best, what saves most first.",
      CELL_COUNT, 0 },
    { "change", "", "The decision that changes.", CELL_TEXT, 0 },
    { "cost_s", "s", "Cost after this step.", CELL_NUMBER, FRAME_ROUNDED },
    { "saved_s", "s", "What this step alone saves; negative: it costs.",
      CELL_NUMBER, FRAME_ROUNDED },
};

static const struct frame_column why_columns[] = {
    { "query", "", "Name of the query, or of a class of them.", CELL_TEXT, 0 },
    { "change_s", "s", "Seconds from your answer to the best, by weight.",
      CELL_NUMBER, FRAME_ROUNDED },
    { "what", "", "What changed.", CELL_TEXT, 0 },
};

static const struct frame_column prediction_columns[] = {
    { "prediction", "", "What was to be predicted of your answer.", CELL_TEXT,
      0 },
    { "predicted", "", "Your number.", CELL_TEXT, 0 },
    { "simulated", "", "The simulated number.", CELL_TEXT, 0 },
    { "off", "x", "The larger over the smaller.", CELL_NUMBER, 2 },
    { "points", "", "Points, of what a prediction can have.", CELL_NUMBER, 1 },
};

static const struct frame_column followup_columns[] = {
    { "followup", "", "How the world changed.", CELL_TEXT, 0 },
    { "best_changes", "", "Is the best answer another one now?", CELL_TEXT, 0 },
    { "keep", "x", "Keeping the best answer of before, over the best now.",
      CELL_NUMBER, 2 },
    { "yours", "x", "Your answer over the best now.", CELL_NUMBER, 2 },
    { "best", "", "What the best answer changes.", CELL_TEXT, 0 },
    { "points", "", "Points, of what a follow-up can have.", CELL_NUMBER, 1 },
};

static const struct frame_column score_columns[] = {
    { "part", "", "Part of the round.", CELL_TEXT, 0 },
    { "points", "", "Points that it brought.", CELL_NUMBER, 1 },
    { "of", "", "Points that it can bring.", CELL_NUMBER, 0 },
    { "because", "", "The number behind it.", CELL_TEXT, 0 },
};

double quiz_prediction_points(const struct quiz_attempt *t)
{
    return QUIZ_PREDICTION_POINTS / t->prediction_count;
}

double quiz_followup_points(const struct quiz_attempt *t)
{
    return QUIZ_FOLLOWUP_POINTS / t->followup_most;
}

static double prediction_share(const struct quiz_attempt *t, int i,
                               double *error)
{
    const struct prediction *const p = &t->predictions[i];

    *error = (double)NAN;
    if (t->predicted == NULL || isnan(t->predicted[i]))
        return 0;
    *error =
        quiz_error(p->kind, t->predicted[i], quiz_truth(t->quiz, p, t->answer));
    return quiz_error_score(*error);
}

static double followup_share(const struct quiz_followup *f)
{
    return quiz_worth(f->quiz, f->answer);
}

struct quiz_points quiz_points(const struct quiz_attempt *t)
{
    struct quiz_points p = { .regret = quiz_regret(t->quiz, t->answer) };
    double errors = 0, error;
    int predicted = 0;

    p.design = QUIZ_DESIGN_POINTS * quiz_worth(t->quiz, t->answer);
    for (int i = 0; i < t->prediction_count; i++) {
        p.predictions +=
            quiz_prediction_points(t) * prediction_share(t, i, &error);
        if (isnan(error))
            continue;
        errors += error;
        predicted++;
    }
    for (int i = 0; i < t->followup_count; i++)
        p.followups +=
            quiz_followup_points(t) * followup_share(&t->followups[i]);
    p.hints = -QUIZ_HINT_POINTS * t->hints;
    p.mean_error = predicted > 0 ? errors / predicted : (double)NAN;
    p.total = fmax(p.design + p.predictions + p.followups + p.hints, 0);
    return p;
}

static const char *ddl(struct arena *a, const struct quiz *q, int choice,
                       const int *answer)
{
    return choice_ddl(a, &q->world->catalog, &q->choices->items[choice],
                      answer[choice]);
}

static void verdict_row(struct frame *f, struct quiz *q, const char *who,
                        const int *answer)
{
    const double cost = quiz_cost(q, answer);

    frame_row(f);
    frame_text(f, who);
    frame_number(f, cost);
    frame_number(f, cost / q->result.best_cost);
    q->judge->row(q, answer, f);
}

static void choice_rows(struct frame *f, const struct quiz_attempt *t)
{
    const struct quiz *const q = t->quiz;

    for (int i = 0; i < q->choices->count; i++) {
        frame_row(f);
        frame_text(f, q->choices->items[i].name);
        frame_text(f, q->choices->items[i].options[t->answer[i]].text);
        frame_text(f, q->choices->items[i].options[q->naive[i]].text);
        frame_text(f, q->choices->items[i].options[q->result.best[i]].text);
    }
}

static void step_rows(struct frame *f, const struct quiz_attempt *t)
{
    struct quiz *const q = t->quiz;
    int *const steps = ARENA_ARRAY(f->arena, q->choices->count, int);
    double *const costs = ARENA_ARRAY(f->arena, q->choices->count, double);
    double before = quiz_cost(q, t->answer);
    const int n = quiz_walk(q, t->answer, q->result.best, steps, costs);

    for (int i = 0; i < n; i++) {
        frame_row(f);
        frame_count(f, i + 1);
        frame_text(f, text_format(f->arena, "%s: %s -> %s",
                                  q->choices->items[steps[i]].name,
                                  ddl(f->arena, q, steps[i], t->answer),
                                  ddl(f->arena, q, steps[i], q->result.best)));
        frame_number(f, costs[i]);
        frame_number(f, before - costs[i]);
        before = costs[i];
    }
}

static struct frame *verdict_frame(const struct quiz *q, struct frames *out)
{
    const size_t own = COUNT_OF(verdict_columns);
    const size_t count = own + q->judge->column_count;
    struct frame_column *const columns =
        ARENA_ARRAY(out->arena, count, struct frame_column);

    for (size_t i = 0; i < count; i++)
        columns[i] = i < own ? verdict_columns[i] : q->judge->columns[i - own];
    return frame_begin(out, "verdict",
                       q->result.partial
                           ? "Your answer, the naive one, the best found"
                           : "Your answer, the naive one, the best of all",
                       columns, count);
}

void quiz_card_verdict(const struct quiz_attempt *t, struct frames *out)
{
    struct quiz *const q = t->quiz;
    struct frame *const verdict = verdict_frame(q, out);
    struct frame *const choices =
        frame_begin(out, "choices", "Decision by decision", choice_columns,
                    COUNT_OF(choice_columns));

    verdict_row(verdict, q, "yours", t->answer);
    verdict_row(verdict, q, "naive", q->naive);
    verdict_row(verdict, q, "best", q->result.best);
    verdict_row(verdict, q, "worst", q->result.worst);
    choice_rows(choices, t);
    if (q->result.partial)
        frames_note(out,
                    "the search is partial: %lld of %lld legal answers were "
                    "tried",
                    (long long)q->result.tried, (long long)q->result.legal);
    else
        frames_note(out, "all %lld legal answers were simulated",
                    (long long)q->result.legal);
    frames_note(out, "cost: %s", q->judge->counts);
}

void quiz_card_why(struct quiz *q, const int *from, const int *to,
                   struct frames *out)
{
    q->judge->why(q, from, to,
                  frame_begin(out, "why", "Where the difference comes from",
                              why_columns, COUNT_OF(why_columns)));
}

void quiz_card_steps(const struct quiz_attempt *t, struct frames *out)
{
    if (quiz_regret(t->quiz, t->answer) <= 1)
        return;
    step_rows(frame_begin(out, "steps",
                          "From your answer to the best, step by step",
                          step_columns, COUNT_OF(step_columns)),
              t);
    quiz_card_why(t->quiz, t->answer, t->quiz->result.best, out);
}

static const char *amount(struct arena *a, enum predict_kind kind, double x)
{
    if (isnan(x))
        return "-";
    switch (kind) {
    case PREDICT_READ_FRAC:
    case PREDICT_SPILL_FRAC:
    case PREDICT_USED_FRAC:
    case PREDICT_UNSORTED_FRAC:
        return text_format(a, "%.3g %%", x * 100);
    case PREDICT_MOVED_BYTES:
    case PREDICT_MERGE_BYTES:
        return explain_bytes(a, x);
    case PREDICT_SECONDS:
    case PREDICT_MERGE_S:
    case PREDICT_WAIT_P95_S:
    case PREDICT_RESPONSE_S:
        return x >= 1000 ? text_format(a, "%s s", text_grouped(a, llround(x)))
                         : text_format(a, "%.3g s", x);
    case PREDICT_MAINTENANCE_S:
        return text_format(a, "%.3g s a day", x);
    case PREDICT_BUSIEST:
    case PREDICT_KINDS:
        break;
    }
    return text_format(a, "%.2f", x);
}

void quiz_card_predictions(const struct quiz_attempt *t, struct frames *out)
{
    struct frame *const f =
        frame_begin(out, "predictions", "Predictions of your own answer",
                    prediction_columns, COUNT_OF(prediction_columns));

    for (int i = 0; i < t->prediction_count; i++) {
        const struct prediction *const p = &t->predictions[i];
        double error;
        const double share = prediction_share(t, i, &error);
        frame_row(f);
        frame_text(f, p->name);
        frame_text(f, amount(f->arena, p->kind,
                             t->predicted ? t->predicted[i] : (double)NAN));
        frame_text(
            f, amount(f->arena, p->kind, quiz_truth(t->quiz, p, t->answer)));
        frame_number(f, exp(error));
        frame_number(f, quiz_prediction_points(t) * share);
    }
}

static void followup_row(struct frame *f, const struct quiz_attempt *t, int i)
{
    const struct quiz_followup *const u = &t->followups[i];
    const int *const was = t->quiz->result.best;
    const bool moved = quiz_moved(u->quiz, was);
    const char *const best =
        moved ? quiz_words(f->arena, u->quiz, u->quiz->result.best, was) : "";

    frame_row(f);
    frame_text(f, u->name);
    frame_text(f, moved ? "yes" : "no");
    frame_number(f, quiz_regret(u->quiz, was));
    frame_number(f, quiz_regret(u->quiz, u->answer));
    frame_text(f, best[0] == '\0' ? "nothing" : best);
    frame_number(f, quiz_followup_points(t) * followup_share(u));
}

void quiz_card_followups(const struct quiz_attempt *t, struct frames *out)
{
    struct frame *const f =
        frame_begin(out, "followups", "The follow-ups", followup_columns,
                    COUNT_OF(followup_columns));

    for (int i = 0; i < t->followup_count; i++)
        followup_row(f, t, i);
}

static void score_row(struct frame *f, const char *part, double points,
                      double of, const char *because)
{
    frame_row(f);
    frame_text(f, part);
    frame_number(f, points);
    if (of > 0)
        frame_number(f, of);
    else
        frame_null(f);
    frame_text(f, because);
}

/* What he asked for, of what was worth asking. */
static const char *asking(struct arena *a, const struct quiz_attempt *t)
{
    struct text_buffer missed;
    int hit = 0;

    text_buffer_init(&missed, a);
    for (int i = 0; i < t->worth_count; i++) {
        bool found = false;
        for (int k = 0; k < t->asked_count; k++)
            found |= text_equal_nocase(t->asked[k], t->worth[i]);
        hit += found;
        if (!found)
            text_addf(&missed, "%s%s", missed.count == 0 ? "" : ", ",
                      t->worth[i]);
    }
    if (t->worth_count == hit)
        return text_format(a, "all %d facts worth asking for", hit);
    return text_format(a, "%d of %d facts worth asking for; not asked: %s", hit,
                       t->worth_count, text_buffer_text(&missed));
}

/* How many were answered as well as can be. */
static const char *followed(struct arena *a, const struct quiz_attempt *t)
{
    int best = 0;

    for (int i = 0; i < t->followup_count; i++)
        best += quiz_regret(t->followups[i].quiz, t->followups[i].answer) <=
                QUIZ_CLOSE;
    return text_format(a, "the best answer to %d of %d", best,
                       t->followup_most);
}

void quiz_card_score(const struct quiz_attempt *t, struct frames *out)
{
    struct frame *const f = frame_begin(out, "score", "The score",
                                        score_columns, COUNT_OF(score_columns));
    const struct quiz_points p = quiz_points(t);
    struct arena *const a = f->arena;

    score_row(f, "design", p.design, QUIZ_DESIGN_POINTS,
              text_format(a, "%.2f times the cost of the best", p.regret));
    score_row(f, "predictions", p.predictions, QUIZ_PREDICTION_POINTS,
              isnan(p.mean_error)
                  ? "none made"
                  : text_format(a, "off by a factor of %.2f on average",
                                exp(p.mean_error)));
    score_row(f, "follow-ups", p.followups, QUIZ_FOLLOWUP_POINTS,
              followed(a, t));
    score_row(
        f, "hints", p.hints, 0,
        text_format(a, "%d taken, %g points each", t->hints, QUIZ_HINT_POINTS));
    score_row(f, "total", p.total, 100,
              text_format(a, "%s, seed %llu", t->question,
                          (unsigned long long)t->seed));
    if (t->worth_count > 0)
        frames_note(out, "asked: %s", asking(a, t));
}

void quiz_card(const struct quiz_attempt *t, struct frames *out)
{
    quiz_card_score(t, out);
    quiz_card_verdict(t, out);
    quiz_card_steps(t, out);
    quiz_card_predictions(t, out);
    quiz_card_followups(t, out);
    quiz_card_answer(t, out);
}
