#include "cli/rehearse/round.h"

#include <dirent.h>
#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "cli/deliver.h"
#include "measure/quiz/quiz_judge.h"
#include "scenario/input.h"

enum { ROOTS_MAX = 4 };

static bool has_question(struct arena *a, const char *folder)
{
    return access(text_format(a, "%s/question.yaml", folder), F_OK) == 0;
}

/* The folder that the program itself lies in; NULL when it cannot be told. */
static const char *program_folder(struct arena *a)
{
    char path[PATH_MAX];
    const ssize_t n = readlink("/proc/self/exe", path, sizeof(path) - 1);

    if (n <= 0)
        return NULL;
    path[n] = '\0';
    char *const slash = strrchr(path, '/');
    if (slash == NULL || slash == path)
        return NULL;
    *slash = '\0';
    return text_copy(a, path);
}

size_t round_roots(struct arena *a, const char **roots, size_t most)
{
    const char *const home = program_folder(a);
    const char *const all[] = {
        "scenarios/interview",
        home ? text_format(a, "%s/scenarios/interview", home) : NULL,
        home ? text_format(a, "%s/../share/starslice/scenarios/interview", home)
             : NULL,
    };
    size_t n = 0;

    for (size_t i = 0; i < sizeof(all) / sizeof(all[0]) && n < most; i++)
        if (all[i] != NULL && input_is_folder(all[i]))
            roots[n++] = all[i];
    return n;
}

const char *round_find(struct arena *a, const char *named)
{
    const char *roots[ROOTS_MAX];
    const size_t count = round_roots(a, roots, ROOTS_MAX);
    size_t bytes = strlen(named);

    while (bytes > 1 && named[bytes - 1] == '/')
        bytes--;
    const char *const name = text_copy_n(a, named, bytes);

    if (has_question(a, name))
        return name;
    for (size_t i = 0; strchr(name, '/') == NULL && i < count; i++) {
        const char *const path = text_format(a, "%s/%s", roots[i], name);
        if (has_question(a, path))
            return path;
    }
    return NULL;
}

static const char *base_name(const char *path)
{
    const char *const slash = strrchr(path, '/');

    return slash == NULL ? path : slash + 1;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(base_name(*(const char *const *)a),
                  base_name(*(const char *const *)b));
}

static bool is_listed(const char **paths, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (text_equal(base_name(paths[i]), name))
            return true;
    return false;
}

size_t round_list(struct arena *a, const char ***paths)
{
    const char *roots[ROOTS_MAX];
    const size_t root_count = round_roots(a, roots, ROOTS_MAX);
    size_t count = 0, room = 0;

    *paths = NULL;
    for (size_t i = 0; i < root_count; i++) {
        DIR *const dir = opendir(roots[i]);
        const struct dirent *entry;
        while (dir != NULL && (entry = readdir(dir)) != NULL) {
            const char *const path =
                text_format(a, "%s/%s", roots[i], entry->d_name);
            if (entry->d_name[0] == '.' || !has_question(a, path) ||
                is_listed(*paths, count, entry->d_name))
                continue;
            ARENA_GROW(a, *paths, count, room);
            (*paths)[count++] = path;
        }
        if (dir != NULL)
            closedir(dir);
    }
    if (count > 0)
        qsort(*paths, count, sizeof(**paths), by_name);
    return count;
}

/* Scenario and question read, drawn and fitted; false after a fault. */
static bool load(struct round *r, const char *path, uint64_t seed,
                 struct faults *faults)
{
    struct arena *const a = r->session->arena;

    r->question = question_read(a, path, faults);
    if (r->question == NULL)
        return false;
    r->drawn = question_draw(a, r->question, seed);
    r->world = question_world(a, r->question, &r->drawn, NULL, faults);
    return r->world != NULL && question_fit(a, r->question, r->world, faults) &&
           question_vary(a, r->question, &r->drawn, NULL, r->world, faults);
}

struct round *round_begin(struct session *s, const char *path, uint64_t seed)
{
    struct arena *const a = s->arena;
    struct round *const r = ARENA_NEW(a, struct round);
    struct faults faults;

    faults_init(&faults, a);
    r->session = s;
    if (!load(r, path, seed, &faults)) {
        session_print_faults(s, &faults);
        return NULL;
    }
    const struct question *const q = r->question;
    s->world = r->world;
    r->quiz = quiz_begin(a, r->world, &q->choices);
    r->answer = ARENA_ARRAY(a, q->choices.count, int);
    r->predicted = ARENA_ARRAY(a, q->prediction_count, double);
    for (size_t i = 0; i < q->prediction_count; i++)
        r->predicted[i] = (double)NAN;
    r->followups = ARENA_ARRAY(a, q->followup_count, struct quiz_followup);
    r->followup_answers = ARENA_ARRAY(a, q->followup_count, int *);
    for (size_t i = 0; i < q->followup_count; i++) {
        r->followups[i].name = q->followups[i].name;
        r->followups[i].say = round_say(r, q->followups[i].say);
    }
    return r;
}

bool round_followup(struct round *r, size_t i)
{
    struct session *const s = r->session;
    struct faults faults;

    if (r->followups[i].quiz != NULL)
        return true;
    faults_init(&faults, s->arena);
    const struct question_followup *const f = &r->question->followups[i];
    struct world *const w =
        question_world(s->arena, r->question, &r->drawn, f, &faults);
    if (w == NULL ||
        !question_vary(s->arena, r->question, &r->drawn, f, w, &faults)) {
        session_print_faults(s, &faults);
        return false;
    }
    r->followups[i].quiz = quiz_begin(s->arena, w, &r->question->choices);
    return true;
}

bool round_followups(struct round *r)
{
    for (size_t i = 0; i < r->question->followup_count; i++)
        if (!round_followup(r, i))
            return false;
    return true;
}

struct quiz_attempt round_attempt(const struct round *r, size_t asked)
{
    const struct question *const q = r->question;

    for (size_t i = 0; i < asked; i++)
        r->followups[i].answer =
            r->followup_answers[i] ? r->followup_answers[i] : r->answer;
    return (struct quiz_attempt){
        .question = q->name,
        .seed = r->drawn.seed,
        .quiz = r->quiz,
        .answer = r->answer,
        .predictions = q->predictions,
        .predicted = r->predicted,
        .prediction_count = (int)q->prediction_count,
        .followups = r->followups,
        .followup_count = (int)asked,
        .followup_most = (int)q->followup_count,
        .hints = r->hints,
        .asked = r->asked,
        .asked_count = (int)r->asked_count,
        .worth = q->worth.items,
        .worth_count = (int)q->worth.count,
    };
}

enum exit_status round_deliver(struct round *r, const char *dir)
{
    struct session *const s = r->session;
    const struct quiz_attempt t = round_attempt(r, r->question->followup_count);
    const int *const answers[] = { r->answer, r->quiz->naive,
                                   r->quiz->result.best };
    static const char *const names[] = { "yours", "naive", "best" };
    static const char *lead[] = { "score", "verdict", "choices", "steps" };
    static plot_maker *const plots[JUDGES] = {
        [JUDGE_COMPARE] = plot_compare,
        [JUDGE_UPKEEP] = plot_upkeep,
        [JUDGE_WLM] = plot_wlm,
    };
    struct frames fs, card;

    frames_init(&fs, s->arena);
    frames_init(&card, s->arena);
    quiz_card(&t, &card);
    r->quiz->judge->frames(r->quiz, answers, names, 3, &fs);
    for (size_t i = 0; i < card.count; i++) {
        if (frames_find(&fs, card.items[i]->name) != NULL)
            continue;
        ARENA_GROW(s->arena, fs.items, fs.count, fs.room);
        fs.items[fs.count++] = card.items[i];
    }
    for (size_t i = 0; i < card.note_count; i++)
        frames_note(&fs, "%s", card.notes[i]);
    s->world = r->world;
    s->lead = lead;
    s->lead_count = sizeof(lead) / sizeof(lead[0]);
    return deliver(s, &fs, dir, session_stamp(s, r->world),
                   plots[r->quiz->choices->judge]);
}

const char *round_say(const struct round *r, const char *text)
{
    return question_say(r->session->arena, r->question, &r->drawn, text);
}

void round_asked(struct round *r, const char *what)
{
    for (size_t i = 0; i < r->asked_count; i++)
        if (text_equal_nocase(r->asked[i], what))
            return;
    ARENA_GROW(r->session->arena, r->asked, r->asked_count, r->asked_room);
    r->asked[r->asked_count++] = text_copy(r->session->arena, what);
}

const char *round_called(const struct round *r)
{
    const struct question *const q = r->question;

    return round_find(r->session->arena, q->name) != NULL ? q->name : q->path;
}
