#include <math.h>
#include <string.h>

#include "base/progress.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/rehearse/drill.h"
#include "cli/rehearse/marking.h"
#include "cli/rehearse/practice.h"
#include "cli/rehearse/record.h"
#include "cli/rehearse/round.h"
#include "measure/quiz/quiz_survey.h"
#include "scenario/field.h"
#include "scenario/question/read_answers.h"

struct rehearse_options {
    const char *question, *answers, *out;
    int format;
    const char *timed;
    double seed, survey; /* seed below 0: not given */
    bool list, interviewer, progress;
};

static const struct frame_column list_columns[] = {
    { "question", "", "Name of the question.", CELL_TEXT, 0 },
    { "level", "", "From 1 (easier) to 3.", CELL_COUNT, 0 },
    { "title", "", "The question in a few words.", CELL_TEXT, 0 },
    { "topics", "", "What it trains.", CELL_TEXT, 0 },
};

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

static const char *joined(struct arena *a, const struct question_texts *t)
{
    struct text_buffer b;

    text_buffer_init(&b, a);
    for (size_t i = 0; i < t->count; i++)
        text_addf(&b, "%s%s", i == 0 ? "" : ", ", t->items[i]);
    return text_buffer_text(&b);
}

static enum exit_status run_list(struct session *s,
                                 const struct rehearse_options *o)
{
    const char **paths;
    const size_t count = round_list(s->arena, &paths);
    struct faults faults;
    struct frames fs;

    faults_init(&faults, s->arena);
    frames_init(&fs, s->arena);
    struct frame *const f =
        frame_begin(&fs, "questions", "Questions to rehearse", list_columns,
                    COUNT_OF(list_columns));
    for (size_t i = 0; i < count; i++) {
        const struct question *const q =
            question_read(s->arena, paths[i], &faults);
        if (q == NULL)
            continue;
        frame_row(f);
        frame_text(f, q->name);
        frame_count(f, q->level);
        frame_text(f, q->title);
        frame_text(f, joined(s->arena, &q->topics));
    }
    if (faults.count > 0) {
        session_print_faults(s, &faults);
        return STATUS_SCENARIO;
    }
    return session_report(s, &fs, (enum report_format)o->format);
}

/* The question named, or a fault with a suggestion. */
static const char *find(struct session *s, const char *name)
{
    const char *const path = round_find(s->arena, name);
    const char **paths;

    if (path != NULL)
        return path;
    const size_t count = round_list(s->arena, &paths);
    const char **const names = ARENA_ARRAY(s->arena, count, const char *);
    struct faults faults;
    for (size_t i = 0; i < count; i++)
        names[i] = strrchr(paths[i], '/') + 1;
    faults_init(&faults, s->arena);
    fault_add(&faults, (struct where){ .file = NULL }, "no question '%s'%s",
              text_quoted(s->arena, name),
              field_suggestion(&faults, name, names, count));
    session_usage(s, &faults);
    return NULL;
}

/* One survey over all seeds; each round in an arena of its own. */
static bool survey(struct session *s, const char *path, int rounds,
                   struct quiz_survey **out)
{
    const char **names = NULL;

    *out = NULL;
    for (int i = 0; i < rounds && !progress_interrupted(); i++) {
        struct session one = *s;
        bool good;

        one.arena = arena_begin();
        struct round *const r = round_begin(&one, path, (uint64_t)i + 1);
        good = r != NULL && round_followups(r);
        if (good) {
            const size_t n = r->question->followup_count;
            struct quiz **const worlds =
                ARENA_ARRAY(one.arena, n, struct quiz *);
            if (*out == NULL) {
                names = ARENA_ARRAY(s->arena, n, const char *);
                for (size_t k = 0; k < n; k++)
                    names[k] = text_copy(s->arena, r->followups[k].name);
                *out = quiz_survey_begin(s->arena,
                                         text_copy(s->arena, r->question->name),
                                         names, (int)n);
            }
            for (size_t k = 0; k < n; k++)
                worlds[k] = r->followups[k].quiz;
            quiz_survey_round(*out, r->quiz, worlds);
        }
        arena_done(one.arena);
        if (!good)
            return false;
    }
    return *out != NULL;
}

static enum exit_status run_survey(struct session *s,
                                   const struct rehearse_options *o)
{
    const char **paths;
    size_t count = 1;
    struct progress p;
    struct frames fs;

    if (o->question == NULL) {
        count = round_list(s->arena, &paths);
    } else {
        paths = ARENA_ARRAY(s->arena, 1, const char *);
        paths[0] = find(s, o->question);
        if (paths[0] == NULL)
            return STATUS_USAGE;
    }
    struct quiz_survey **const all =
        ARENA_ARRAY(s->arena, count, struct quiz_survey *);
    progress_begin(&p, "survey", (double)count);
    for (size_t i = 0; i < count && !progress_interrupted(); i++) {
        if (!survey(s, paths[i], (int)o->survey, &all[i])) {
            progress_done(&p);
            return STATUS_SCENARIO;
        }
        progress_step(&p, (double)i + 1);
    }
    progress_done(&p);
    if (progress_interrupted())
        return STATUS_INTERRUPTED;
    frames_init(&fs, s->arena);
    quiz_survey_frames(all, (int)count, &fs);
    s->world = NULL;
    return session_report(s, &fs, (enum report_format)o->format);
}

static void take_answers(struct round *r, const struct answers *given)
{
    const struct question *const q = r->question;

    for (int i = 0; i < q->choices.count; i++)
        r->answer[i] = given->answer[i];
    for (size_t i = 0; i < q->prediction_count; i++)
        r->predicted[i] = given->predicted[i];
    for (size_t i = 0; i < q->followup_count; i++)
        r->followup_answers[i] = given->followups[i];
    for (int i = 0; i < given->asked_count; i++)
        round_asked(r, given->asked[i]);
    r->hints = given->hints;
}

static enum exit_status run_answers(struct session *s,
                                    const struct rehearse_options *o,
                                    const char *path)
{
    uint64_t seed = o->seed < 0 ? 1 : (uint64_t)o->seed;
    struct faults faults;
    struct frames fs;

    answers_seed(s->arena, o->answers, &seed);
    struct round *const r = round_begin(s, path, seed);
    if (r == NULL)
        return STATUS_SCENARIO;
    faults_init(&faults, s->arena);
    const struct answers *const given =
        answers_read(s->arena, o->answers, r->question, r->world, &faults);
    if (given == NULL) {
        session_print_faults(s, &faults);
        return STATUS_SCENARIO;
    }
    take_answers(r, given);
    if (!round_followups(r))
        return STATUS_SCENARIO;
    const struct quiz_attempt t = round_attempt(r, r->question->followup_count);
    frames_init(&fs, s->arena);
    quiz_card(&t, &fs);
    const enum exit_status written =
        o->out == NULL ? STATUS_DONE : round_deliver(r, o->out);
    if (written != STATUS_DONE)
        return written;
    return session_report(s, &fs, (enum report_format)o->format);
}

/* "20m", "90 s", "1 h"; 0 when not asked for, negative after a fault. */
static double limit_s(struct session *s, const char *text)
{
    const char *why = "";
    struct faults faults;
    double seconds;

    if (text == NULL)
        return 0;
    const size_t bytes = strlen(text);
    const char *const full = bytes > 1 && text[bytes - 1] == 'm'
                                 ? text_format(s->arena, "%sin", text)
                                 : text;
    if (quantity_number(full, QUANTITY_SECONDS, &seconds, &why) &&
        seconds >= 1 && seconds <= 86400)
        return seconds;
    faults_init(&faults, s->arena);
    fault_add(&faults, (struct where){ .file = NULL },
              "'--timed' is a time from 1 s to 24 h, such as 20m, not '%s'",
              text_quoted(s->arena, text));
    session_usage(s, &faults);
    return -1;
}

static enum exit_status run_drill(struct session *s,
                                  const struct rehearse_options *o,
                                  const char *path, struct journal *j)
{
    const double limit = limit_s(s, o->timed);
    const char *const name =
        strrchr(path, '/') == NULL ? path : strrchr(path, '/') + 1;
    uint64_t seed =
        o->seed < 0 ? (uint64_t)journal_now_s() % 1000000 : (uint64_t)o->seed;
    uint64_t kept;

    if (limit < 0)
        return STATUS_USAGE;
    const bool resume =
        drill_kept_seed(j, name, &kept) && (o->seed < 0 || kept == seed);
    if (resume)
        seed = kept;
    struct round *const r = round_begin(s, path, seed);
    if (r == NULL)
        return STATUS_SCENARIO;
    return drill_run(r, j, lines_begin(s->arena, stdin, s->out),
                     (struct drill_options){
                         .limit_s = limit, .dir = o->out, .resume = resume });
}

/* The question that it is most urgent to practise, and why to `said`; NULL when
   there is none. */
static const char *most_urgent(struct session *s, const struct journal *j,
                               const char **said)
{
    struct practice next;

    if (!practice_next(s->arena, j, &next)) {
        fprintf(s->err, "starslice rehearse: there are no questions; name a "
                        "folder with question.yaml\n");
        return NULL;
    }
    *said = text_format(s->arena, "To practise now: %s (%s).\n", next.name,
                        next.because);
    return next.path;
}

static enum exit_status run_interviewer(struct session *s,
                                        const struct rehearse_options *o,
                                        const char *path)
{
    struct round *const r =
        round_begin(s, path, o->seed < 0 ? 1 : (uint64_t)o->seed);

    if (r == NULL || !round_followups(r))
        return STATUS_SCENARIO;
    return marking_print(r);
}

static enum exit_status run(struct session *s, const void *options)
{
    const struct rehearse_options *const o = options;
    const char *path, *said = "";

    if (o->list)
        return run_list(s, o);
    if (o->survey > 0)
        return run_survey(s, o);
    struct journal *const j = journal_open(s->arena);
    if (o->progress)
        return record_print(s, j, o->out, (enum report_format)o->format);
    path =
        o->question == NULL ? most_urgent(s, j, &said) : find(s, o->question);
    if (path == NULL)
        return STATUS_USAGE;
    if (o->interviewer)
        return run_interviewer(s, o, path);
    if (o->answers != NULL)
        return run_answers(s, o, path);
    if (session_print(s, said) != STATUS_DONE)
        return STATUS_WRITE;
    return run_drill(s, o, path, j);
}

static const struct option_spec specs[] = {
    { .name = "list",
      .kind = OPTION_FLAG,
      .offset = offsetof(struct rehearse_options, list),
      .help = "the questions, with level and topics" },
    { .name = "seed",
      .kind = OPTION_NUMBER,
      .offset = offsetof(struct rehearse_options, seed),
      .value = "N",
      .min = 0,
      .max = 9e15,
      .help = "repeat this round; without it a drill draws a new one" },
    { .name = "answers",
      .kind = OPTION_TEXT,
      .offset = offsetof(struct rehearse_options, answers),
      .value = "FILE",
      .help = "judge the answers in this YAML file instead of asking" },
    { .name = "interviewer",
      .kind = OPTION_FLAG,
      .offset = offsetof(struct rehearse_options, interviewer),
      .help = "the marking sheet of a round, for one who interviews others" },
    { .name = "timed",
      .kind = OPTION_TEXT,
      .offset = offsetof(struct rehearse_options, timed),
      .value = "TIME",
      .help = "a mock interview that ends after this time, such as 20m" },
    { .name = "progress",
      .kind = OPTION_FLAG,
      .offset = offsetof(struct rehearse_options, progress),
      .help = "past rounds, and which topics to practise" },
    { .name = "out",
      .kind = OPTION_TEXT,
      .offset = offsetof(struct rehearse_options, out),
      .value = "DIR",
      .help = "also write the card, the tables and pictures of the designs (or "
              "the progress) to DIR" },
    { .name = "survey",
      .kind = OPTION_NUMBER,
      .offset = offsetof(struct rehearse_options, survey),
      .value = "ROUNDS",
      .min = 1,
      .max = 1000,
      .help = "what questions are worth over so many rounds: the regret of "
              "the naive answer and of textbook rules" },
    { .name = "format",
      .kind = OPTION_CHOICE,
      .offset = offsetof(struct rehearse_options, format),
      .value = "FORMAT",
      .choices = report_format_names,
      .help = "table, csv or json [table]" },
};

static const struct rehearse_options defaults = { .format = REPORT_TABLE,
                                                  .seed = -1 };

const struct command command_rehearse = {
    .options = { .command = "rehearse",
                 .question = "Can you answer it, and defend the answer? An "
                             "interview drill judged by simulation.",
                 .about = "Without a question it picks the one that you should "
                          "practise next.",
                 .argument = "QUESTION",
                 .argument_help = "a name from --list, or a folder with "
                                  "question.yaml and scenario.yaml",
                 .argument_offset = offsetof(struct rehearse_options, question),
                 .argument_optional = true,
                 .options = specs,
                 .count = sizeof(specs) / sizeof(specs[0]) },
    .defaults = &defaults,
    .size = sizeof(defaults),
    .run = run,
};
