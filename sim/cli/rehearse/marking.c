#include "cli/rehearse/marking.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "cli/options.h"
#include "cli/rehearse/facts.h"

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

enum { RANKED = 8 };

static void add_list(struct text_buffer *b, const char *title,
                     const struct question_texts *t, const struct round *r)
{
    if (t->count == 0)
        return;
    text_addf(b, "\n%s\n", title);
    for (size_t i = 0; i < t->count; i++) {
        text_add(b, "  -");
        options_wrap(b, 3, 4, round_say(r, t->items[i]));
    }
}

static const struct frame_column rule_columns[] = {
    { "rule", "", "Who would answer so.", CELL_TEXT, 0 },
    { "points", "", "Points that a design of this cost gets, of 50.",
      CELL_NUMBER, 1 },
    { "over_best", "x", "Cost over the best.", CELL_NUMBER, 2 },
    { "answer", "", "The answer.", CELL_TEXT, 0 },
};

static const struct frame_column rank_columns[] = {
    { "points", "", "Points that a design of this cost gets, of 50.",
      CELL_NUMBER, 1 },
    { "over_best", "x", "Cost over the best.", CELL_NUMBER, 2 },
    { "answer", "", "The answer.", CELL_TEXT, 0 },
};

struct ranked {
    int64_t number;
    double cost;
};

static int by_cost(const void *a, const void *b)
{
    const struct ranked *const x = a, *const y = b;

    if (x->cost < y->cost || x->cost > y->cost)
        return x->cost < y->cost ? -1 : 1;
    return (x->number > y->number) - (x->number < y->number);
}

/* `rule` may be NULL: the frame has no column for it. */
static void rank_row(struct frame *f, struct quiz *q, const int *answer,
                     const char *rule)
{
    frame_row(f);
    if (rule != NULL)
        frame_text(f, rule);
    frame_number(f, QUIZ_DESIGN_POINTS * quiz_worth(q, answer));
    frame_number(f, quiz_regret(q, answer));
    frame_text(f, quiz_words(f->arena, q, answer, NULL));
}

/* The cheapest answers, and the naive one and textbook rules below. */
static void rank(struct round *r, struct frames *out)
{
    struct quiz *const q = r->quiz;
    struct arena *const a = out->arena;
    int *const answer = ARENA_ARRAY(a, q->choices->count, int);
    struct frame *const f =
        frame_begin(out, "ranking", "What designs are worth", rank_columns,
                    COUNT_OF(rank_columns));
    struct frame *const g =
        frame_begin(out, "mistakes", "The naive design, and textbook rules",
                    rule_columns, COUNT_OF(rule_columns));

    if (q->result.partial) {
        rank_row(f, q, q->result.best, NULL);
    } else {
        const int64_t count = q->result.legal;
        struct ranked *const all = ARENA_ARRAY(a, count, struct ranked);
        for (int64_t i = 0; i < count; i++) {
            choices_answer(q->choices, i, answer);
            all[i] = (struct ranked){ i, quiz_cost(q, answer) };
        }
        qsort(all, (size_t)count, sizeof(*all), by_cost);
        for (int64_t i = 0; i < count && i < RANKED; i++) {
            choices_answer(q->choices, all[i].number, answer);
            rank_row(f, q, answer, NULL);
        }
    }
    rank_row(g, q, q->naive, "naive");
    for (int i = 0; i < QUIZ_RULES; i++)
        if (quiz_rule(q, (enum quiz_rule)i, answer))
            rank_row(g, q, answer, quiz_rule_names[i]);
}

/* A line of its own keeps its end; a long one is broken. */
static void add_lines(struct text_buffer *b, struct arena *a, const char *text)
{
    while (*text != '\0') {
        const size_t bytes = strcspn(text, "\n");
        const char *const line = text_copy_n(a, text, bytes);
        if (bytes == 0) {
            text_add(b, "\n");
        } else if (bytes + 4 <= 80) {
            text_addf(b, "    %s\n", line);
        } else if (text_starts(line, "-- ")) {
            /* The rest of a comment stands below its words. */
            text_add(b, "    --");
            options_wrap(b, 6, 7, line + 3);
        } else {
            options_wrap(b, 0, 4, line);
        }
        text += bytes;
        text += *text == '\n';
    }
}

static bool is_worth(const struct question *q, const char *fact)
{
    for (size_t i = 0; i < q->worth.count; i++)
        if (text_equal_nocase(q->worth.items[i], fact))
            return true;
    return false;
}

/* What is told when it is asked for, what is worth asking first. */
static void add_facts(struct text_buffer *b, struct round *r)
{
    struct arena *const a = r->session->arena;
    const struct question *const q = r->question;
    const char *topic;

    text_add(b, "\nA good candidate asks for\n");
    for (size_t i = 0; i < q->worth.count; i++) {
        text_addf(b, "  - %s\n", q->worth.items[i]);
        add_lines(b, a, facts_answer(r, q->worth.items[i], &topic));
    }
    for (size_t i = 0, told = 0; i < q->fact_count; i++) {
        if (is_worth(q, q->facts[i].name))
            continue;
        text_addf(b, "%s  - %s\n",
                  told++ == 0 ? "\nTell as well when asked\n" : "",
                  q->facts[i].name);
        add_lines(b, a, round_say(r, q->facts[i].say));
    }
}

static const char *sheet(struct round *r)
{
    struct arena *const a = r->session->arena;
    const struct question *const q = r->question;
    struct text_buffer b;

    text_buffer_init(&b, a);
    text_addf(&b, "%s (%s, seed %llu)\n\nSay\n", q->title, q->name,
              (unsigned long long)r->drawn.seed);
    options_wrap(&b, 0, 2, round_say(r, q->prompt));
    add_list(&b, "Give at once", &q->given, r);
    add_facts(&b, r);
    add_list(&b, "Hints, 5 points each", &q->hints, r);
    add_list(&b, "Look for", &q->principles, r);
    text_add(&b, "\nAsk for predictions\n");
    for (size_t i = 0; i < q->prediction_count; i++) {
        text_add(&b, "  -");
        options_wrap(&b, 3, 4, round_say(r, q->predictions[i].say));
    }
    text_add(&b, "\nThen ask\n");
    for (size_t i = 0; i < q->followup_count; i++) {
        text_addf(&b, "  - %s:", q->followups[i].name);
        options_wrap(&b, 5 + strlen(q->followups[i].name), 4,
                     r->followups[i].say);
    }
    text_add(&b, "\n");
    return text_buffer_text(&b);
}

/* Some columns of a frame, under another title. */
static void add_columns(struct frames *out, const struct frame *f,
                        const char *title, const char *const *names,
                        size_t count)
{
    struct frame_column *const columns =
        ARENA_ARRAY(out->arena, count, struct frame_column);

    for (size_t i = 0; i < count; i++)
        columns[i] = f->columns[frame_column_index(f, names[i])];
    struct frame *const g = frame_begin(out, f->name, title, columns, count);
    for (size_t row = 0; row < f->row_count; row++) {
        frame_row(g);
        for (size_t i = 0; i < count; i++) {
            const struct cell *const c =
                frame_cell(f, row, frame_column_index(f, names[i]));
            if (columns[i].type == CELL_TEXT)
                frame_text(g, c->text);
            else
                frame_number(g, c->number);
        }
    }
}

/* What the simulation says of the best answer. */
static void expect(const struct quiz_attempt *t, struct frames *out)
{
    static const char *const numbers[] = { "prediction", "simulated" };
    static const char *const changes[] = { "followup", "best_changes", "keep",
                                           "best" };
    struct frames all;

    frames_init(&all, out->arena);
    quiz_card_predictions(t, &all);
    quiz_card_followups(t, &all);
    add_columns(out, frames_find(&all, "predictions"),
                "What the best answer does", numbers, COUNT_OF(numbers));
    add_columns(out, frames_find(&all, "followups"),
                "The follow-ups, from the best answer", changes,
                COUNT_OF(changes));
}

enum exit_status marking_print(struct round *r)
{
    const struct question *const q = r->question;
    struct quiz_attempt t;
    struct frames fs;

    /* The sheet shows the numbers of the best answer. */
    for (int i = 0; i < q->choices.count; i++)
        r->answer[i] = r->quiz->result.best[i];
    t = round_attempt(r, q->followup_count);
    t.worth_count = 0;
    t.predicted = NULL;
    frames_init(&fs, r->session->arena);
    rank(r, &fs);
    expect(&t, &fs);
    quiz_card_answer(&t, &fs);
    const enum exit_status status = session_print(r->session, sheet(r));
    return status != STATUS_DONE
               ? status
               : session_report(r->session, &fs, REPORT_TABLE);
}
