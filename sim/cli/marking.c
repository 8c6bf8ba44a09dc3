#include "cli/marking.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "cli/deliver.h"
#include "cli/options.h"
#include "report/stamp.h"
#include "world/day.h"

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

enum { RANKED = 8, DAY_S = 86400 };

/* Days from 1970-01-01 to 2000-01-01, where the world's days begin. */
enum { EPOCH_DAYS = 10957 };

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

static const char *answer_text(struct arena *a, const struct choices *c,
                               const int *answer)
{
    struct text_buffer b;

    text_buffer_init(&b, a);
    for (int i = 0; i < c->count; i++)
        text_addf(&b, "%s%s %s", i == 0 ? "" : "; ", c->items[i].name,
                  c->items[i].options[answer[i]].text);
    return text_buffer_text(&b);
}

static void rank_row(struct frame *f, struct quiz *q, const int *answer)
{
    frame_row(f);
    frame_number(f, QUIZ_DESIGN_POINTS * quiz_worth(q, answer));
    frame_number(f, quiz_regret(q, answer));
    frame_text(f, answer_text(f->arena, q->choices, answer));
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
        frame_begin(out, "mistakes",
                    "The naive design, then textbook rules: primary key, "
                    "largest dimension, sort on the date",
                    rank_columns, COUNT_OF(rank_columns));

    if (q->result.partial) {
        rank_row(f, q, q->result.best);
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
            rank_row(f, q, answer);
        }
    }
    rank_row(g, q, q->naive);
    for (int i = 0; i < QUIZ_RULES; i++)
        if (quiz_rule(q, (enum quiz_rule)i, answer))
            rank_row(g, q, answer);
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
    add_list(&b, "A good candidate asks for", &q->worth, r);
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
    quiz_card_predictions(&t, &fs);
    quiz_card_followups(&t, &fs);
    quiz_card_answer(&t, &fs);
    const enum exit_status status = session_print(r->session, sheet(r));
    return status != STATUS_DONE
               ? status
               : session_report(r->session, &fs, REPORT_TABLE);
}

static const struct frame_column progress_columns[] = {
    { "round", "", "Number of the round.", CELL_COUNT, 0 },
    { "date", "", "Day on which it was finished, UTC.", CELL_TEXT, 0 },
    { "question", "", "Name of the question.", CELL_TEXT, 0 },
    { "seed", "", "Its seed.", CELL_COUNT, 0 },
    { "points", "", "Points, of 100.", CELL_NUMBER, 1 },
    { "regret", "x", "Cost of the design over the best.", CELL_NUMBER, 2 },
    { "off", "x", "Predictions: the larger over the smaller, on average.",
      CELL_NUMBER, 2 },
};

static const struct frame_column topic_columns[] = {
    { "topic", "", "What questions train.", CELL_TEXT, 0 },
    { "rounds", "", "Rounds with it.", CELL_COUNT, 0 },
    { "points", "", "Mean points of its last three rounds.", CELL_NUMBER, 1 },
    { "days_ago", "d", "Since the last.", CELL_NUMBER, 0 },
};

static const char *date_text(struct arena *a, int64_t when_s)
{
    const struct day_date d = day_date(when_s / DAY_S - EPOCH_DAYS);

    return text_format(a, "%04d-%02d-%02d", (int)d.year, d.month, d.day);
}

static void progress_rows(struct frame *f, const struct journal *j)
{
    for (size_t i = 0; i < j->count; i++) {
        const struct journal_round *const r = &j->rounds[i];
        frame_row(f);
        frame_count(f, (int64_t)i + 1);
        frame_text(f, date_text(f->arena, r->when_s));
        frame_text(f, r->question);
        frame_count(f, (int64_t)r->seed);
        frame_number(f, r->total);
        frame_number(f, r->regret);
        frame_number(f, exp(r->error));
    }
}

struct topic {
    const char *name;
    int rounds, recent;
    double points; /* sum of the recent ones */
    int64_t last_s;
};

static bool trains(const struct question *q, const char *topic)
{
    for (size_t i = 0; i < q->topics.count; i++)
        if (text_equal(q->topics.items[i], topic))
            return true;
    return false;
}

static int by_weakness(const void *a, const void *b)
{
    const struct topic *const x = a, *const y = b;
    const double p = x->recent ? x->points / x->recent : -1;
    const double q = y->recent ? y->points / y->recent : -1;

    if (p < q || p > q)
        return p < q ? -1 : 1;
    return strcmp(x->name, y->name);
}

static void count_rounds(struct topic *t, const struct journal *j,
                         struct question *const *questions, size_t count)
{
    for (size_t i = j->count; i-- > 0;)
        for (size_t k = 0; k < count; k++) {
            const struct journal_round *const r = &j->rounds[i];
            if (!text_equal(questions[k]->name, r->question) ||
                !trains(questions[k], t->name))
                continue;
            if (t->rounds++ == 0)
                t->last_s = r->when_s;
            if (t->recent < 3) {
                t->points += r->total;
                t->recent++;
            }
        }
}

static void topic_rows(struct frame *f, const struct journal *j,
                       struct question *const *questions, size_t count)
{
    struct topic *topics = NULL;
    size_t n = 0, room = 0;

    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < questions[i]->topics.count; k++) {
            const char *const name = questions[i]->topics.items[k];
            size_t at = 0;
            while (at < n && !text_equal(topics[at].name, name))
                at++;
            if (at < n)
                continue;
            ARENA_GROW(f->arena, topics, n, room);
            topics[n] = (struct topic){ .name = name };
            count_rounds(&topics[n++], j, questions, count);
        }
    if (n > 0)
        qsort(topics, n, sizeof(*topics), by_weakness);
    for (size_t i = 0; i < n; i++) {
        frame_row(f);
        frame_text(f, topics[i].name);
        frame_count(f, topics[i].rounds);
        frame_number(f, topics[i].recent ? topics[i].points / topics[i].recent
                                         : (double)NAN);
        frame_number(f,
                     topics[i].rounds
                         ? (double)(journal_now_s() - topics[i].last_s) / DAY_S
                         : (double)NAN);
    }
}

enum exit_status marking_progress(struct session *s, struct journal *j,
                                  const char *dir, enum report_format format)
{
    const char **paths;
    const size_t count = round_list(s->arena, &paths);
    struct question **const questions =
        ARENA_ARRAY(s->arena, count, struct question *);
    struct faults faults;
    struct frames fs;
    size_t n = 0;

    faults_init(&faults, s->arena);
    for (size_t i = 0; i < count; i++) {
        questions[n] = question_read(s->arena, paths[i], &faults);
        n += questions[n] != NULL;
    }
    frames_init(&fs, s->arena);
    progress_rows(frame_begin(&fs, "progress", "Rounds that you finished",
                              progress_columns, COUNT_OF(progress_columns)),
                  j);
    topic_rows(frame_begin(&fs, "topics", "Topics, weakest first",
                           topic_columns, COUNT_OF(topic_columns)),
               j, questions, n);
    if (dir != NULL) {
        const enum exit_status status = deliver(
            s, &fs, dir, text_format(s->arena, "starslice %s", stamp_version()),
            plot_progress);
        if (status != STATUS_DONE)
            return status;
    }
    return session_report(s, &fs, format);
}
