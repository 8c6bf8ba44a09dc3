#include "measure/quiz/quiz_survey.h"

#include <math.h>
#include <stdlib.h>

struct series {
    double *items;
    size_t count, room;
};

struct quiz_survey {
    struct arena *arena;
    const char *question;
    const char *const *followups;
    int followup_count;
    int rounds, naive_fails, two_changes;
    int *changes; /* per follow-up */
    int64_t legal;
    bool partial;
    struct series naive, spread, rules[QUIZ_RULES];
};

static void add(struct arena *a, struct series *s, double x)
{
    ARENA_GROW(a, s->items, s->count, s->room);
    s->items[s->count++] = x;
}

struct quiz_survey *quiz_survey_begin(struct arena *a, const char *question,
                                      const char *const *followups,
                                      int followup_count)
{
    struct quiz_survey *const s = ARENA_NEW(a, struct quiz_survey);

    s->arena = a;
    s->question = question;
    s->followups = followups;
    s->followup_count = followup_count;
    s->changes = ARENA_ARRAY(a, followup_count, int);
    return s;
}

void quiz_survey_round(struct quiz_survey *s, struct quiz *round,
                       struct quiz *const *followups)
{
    const struct quiz_result *const r = &round->result;
    const struct arena_mark mark = arena_mark(round->scratch);
    int *const answer = ARENA_ARRAY(round->scratch, round->choices->count, int);
    int changed = 0;

    s->rounds++;
    s->legal = r->legal;
    s->partial |= r->partial;
    s->naive_fails += quiz_regret(round, round->naive) > QUIZ_CLOSE;
    add(s->arena, &s->naive, quiz_regret(round, round->naive));
    add(s->arena, &s->spread, r->worst_cost / r->best_cost);
    for (int i = 0; i < QUIZ_RULES; i++)
        if (quiz_rule(round, (enum quiz_rule)i, answer))
            add(s->arena, &s->rules[i], quiz_regret(round, answer));
    for (int i = 0; i < s->followup_count; i++) {
        const bool moved = quiz_moved(followups[i], r->best);
        s->changes[i] += moved;
        changed += moved;
    }
    s->two_changes += changed >= 2;
    arena_rewind(round->scratch, mark);
}

static int by_value(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

/* The middle one; NaN of none. Sorts in place. */
static double median(struct series *s)
{
    if (s->count == 0)
        return (double)NAN;
    qsort(s->items, s->count, sizeof(*s->items), by_value);
    return s->items[s->count / 2];
}

static double least(const struct series *s)
{
    double x = (double)INFINITY;

    for (size_t i = 0; i < s->count; i++)
        x = fmin(x, s->items[i]);
    return x;
}

struct quiz_survey_sum quiz_survey_sum(const struct quiz_survey *s)
{
    return (struct quiz_survey_sum){
        .rounds = s->rounds,
        .naive_fails_frac = (double)s->naive_fails / s->rounds,
        .least_spread = least(&s->spread),
        .two_changes_frac = (double)s->two_changes / s->rounds,
    };
}

static const struct frame_column survey_columns[] = {
    { "question", "", "Name of the question.", CELL_TEXT, 0 },
    { "rounds", "", "Rounds drawn.", CELL_COUNT, 0 },
    { "answers", "", "Legal answers, all of them tried.", CELL_COUNT, 0 },
    { "naive_fails", "%", "Rounds in which the naive answer is not the best.",
      CELL_NUMBER, 0 },
    { "least_spread", "x", "Worst over best answer, least of all rounds.",
      CELL_NUMBER, 2 },
    { "two_changes", "%",
      "Rounds in which two or more follow-ups change the best answer.",
      CELL_NUMBER, 0 },
    { "naive", "x", "Cost of the naive answer over the best, median.",
      CELL_NUMBER, 2 },
    { "primary_key", "x",
      "The same of 'distkey on the primary key'; null: not to be chosen.",
      CELL_NUMBER, 2 },
    { "largest_dimension", "x", "Of 'distkey on the largest dimension'.",
      CELL_NUMBER, 2 },
    { "date_sort", "x", "Of 'sort on the date'.", CELL_NUMBER, 2 },
};

static const struct frame_column followup_columns[] = {
    { "question", "", "Name of the question.", CELL_TEXT, 0 },
    { "followup", "", "Name of the follow-up.", CELL_TEXT, 0 },
    { "changes", "%", "Rounds in which it changes the best answer.",
      CELL_NUMBER, 0 },
};

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

static void survey_row(struct frame *f, struct quiz_survey *s)
{
    const struct quiz_survey_sum sum = quiz_survey_sum(s);

    frame_row(f);
    frame_text(f, s->question);
    frame_count(f, s->rounds);
    frame_count(f, s->legal);
    frame_number(f, sum.naive_fails_frac * 100);
    frame_number(f, sum.least_spread);
    frame_number(f, sum.two_changes_frac * 100);
    frame_number(f, median(&s->naive));
    for (int i = 0; i < QUIZ_RULES; i++)
        frame_number(f, median(&s->rules[i]));
}

void quiz_survey_frames(struct quiz_survey *const *surveys, int count,
                        struct frames *out)
{
    struct frame *const f =
        frame_begin(out, "survey", "What each question is worth",
                    survey_columns, COUNT_OF(survey_columns));
    struct frame *const g =
        frame_begin(out, "survey_followups",
                    "How often a follow-up changes the best answer",
                    followup_columns, COUNT_OF(followup_columns));

    for (int i = 0; i < count; i++) {
        struct quiz_survey *const s = surveys[i];
        survey_row(f, s);
        for (int k = 0; k < s->followup_count; k++) {
            frame_row(g);
            frame_text(g, s->question);
            frame_text(g, s->followups[k]);
            frame_number(g, 100.0 * s->changes[k] / s->rounds);
        }
        if (s->partial)
            frames_note(out, "%s: the search for the best answer is partial",
                        s->question);
    }
}
