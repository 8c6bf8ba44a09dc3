#include "cli/rehearse/record.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "cli/deliver.h"
#include "cli/rehearse/practice.h"
#include "cli/rehearse/round.h"
#include "report/stamp.h"
#include "world/day.h"

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

enum { DAY_S = 86400 };

/* Days from 1970-01-01 to 2000-01-01, where the world's days begin. */
enum { EPOCH_DAYS = 10957 };

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

/* Those never tried come last: nobody knows yet whether they are weak. */
static int by_weakness(const void *a, const void *b)
{
    const struct topic *const x = a, *const y = b;
    const double p = x->recent ? x->points / x->recent : (double)INFINITY;
    const double q = y->recent ? y->points / y->recent : (double)INFINITY;

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

static const struct frame_column question_columns[] = {
    { "question", "", "Name of the question.", CELL_TEXT, 0 },
    { "level", "", "From 1 (easier) to 3.", CELL_COUNT, 0 },
    { "rounds", "", "Rounds of it that were finished.", CELL_COUNT, 0 },
    { "last", "", "Points of its last round, of 100.", CELL_NUMBER, 1 },
    { "best", "", "Points of its best round, of 100.", CELL_NUMBER, 1 },
    { "days_ago", "d", "Since the last.", CELL_NUMBER, 0 },
    { "due", "", "When to practise it again.", CELL_TEXT, 0 },
};

/* "now", "in 3 days"; "new" of what was never tried. */
static const char *due_text(struct arena *a, double due, double days_ago)
{
    if (isinf(due))
        return "new";
    if (due >= 1)
        return "now";
    /* `due` of the interval has gone by. */
    const double days = due > 0 ? days_ago / due - days_ago : 0;
    return days < 1
               ? "within a day"
               : text_format(a, "in %.0f day%s", days, days < 1.5 ? "" : "s");
}

static void question_row(struct frame *f, const struct journal *j,
                         const struct question *q, int64_t now_s)
{
    const struct journal_round *last = NULL;
    double best = (double)NAN;
    int64_t rounds = 0;

    for (size_t i = 0; i < j->count; i++)
        if (text_equal(j->rounds[i].question, q->name)) {
            last = &j->rounds[i];
            best = fmax(best, last->total);
            rounds++;
        }
    const double days =
        last == NULL ? (double)NAN : (double)(now_s - last->when_s) / DAY_S;
    frame_row(f);
    frame_text(f, q->name);
    frame_count(f, q->level);
    frame_count(f, rounds);
    frame_number(f, last == NULL ? (double)NAN : last->total);
    frame_number(f, best);
    frame_number(f, days);
    frame_text(f, due_text(f->arena, journal_due(j, q->name, now_s), days));
}

static void note_next(struct arena *a, const struct journal *j,
                      struct frames *out)
{
    struct practice next;

    if (j->count == 0)
        frames_note(out, "no round is finished yet: starslice rehearse begins "
                         "one");
    if (practice_next(a, j, &next))
        frames_note(out, "to practise next: %s (%s)", next.name, next.because);
}

enum exit_status record_print(struct session *s, struct journal *j,
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
    struct frame *const each =
        frame_begin(&fs, "questions", "Questions, and when they are due",
                    question_columns, COUNT_OF(question_columns));
    for (size_t i = 0; i < n; i++)
        question_row(each, j, questions[i], journal_now_s());
    note_next(s->arena, j, &fs);
    topic_rows(frame_begin(&fs, "topics", "Topics, the weakest first",
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
