#ifndef CLI_ROUND_H
#define CLI_ROUND_H

#include "cli/session.h"
#include "measure/quiz/quiz_card.h"
#include "scenario/question/read_question.h"

/*
 * round - one round of a question: drawn, loaded, searched, and what the
 * candidate has answered so far.
 *
 * Worlds of follow-ups are loaded and searched when they are first asked for,
 * so that the first verdict does not wait for them.
 *
 * Memory   the session's arena.
 * Errors   what is wrong with a question is printed to stderr, and NULL.
 */
struct round {
    struct session *session;
    struct question *question;
    struct question_round drawn;
    struct world *world;
    struct quiz *quiz;
    struct quiz_followup *followups; /* quiz NULL until round_followup */
    int *answer;                     /* per choice; begins as the naive */
    double *predicted;               /* per prediction; begins as NaN */
    int **followup_answers;          /* per follow-up; begins as NULL: keep */
    const char **asked;
    size_t asked_count, asked_room;
    int hints;
};

/*
 * The folder of a question: a path, or a name among scenarios/interview of
 * this folder, of the program's, and of share/starslice beside it. NULL when
 * there is none.
 */
const char *round_find(struct arena *a, const char *named);

/* The folders that are looked into for names, those that are there. */
size_t round_roots(struct arena *a, const char **roots, size_t most);

/* Paths of all questions, by name; a name of an earlier root hides it in a
   later one. */
size_t round_list(struct arena *a, const char ***paths);

struct round *round_begin(struct session *s, const char *path, uint64_t seed);

/* Follow-up number i, searched; false after a fault that was printed. */
bool round_followup(struct round *r, size_t i);
bool round_followups(struct round *r);

/* The attempt as it stands; follow-ups must have been searched. Those from
   `asked` on are left out. */
struct quiz_attempt round_attempt(const struct round *r, size_t asked);

/*
 * The card as a folder, with the tables and pictures of `compare` for your, the
 * naive and the best answer. Follow-ups must have been searched.
 */
enum exit_status round_deliver(struct round *r, const char *dir);

/* As question_say, of this round. */
const char *round_say(const struct round *r, const char *text);

/* What to type to ask this question again: its name, or its path where no name
   finds it. */
const char *round_called(const struct round *r);

/* Note a fact that was asked for, once. */
void round_asked(struct round *r, const char *what);

#endif
