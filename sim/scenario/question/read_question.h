#ifndef SCENARIO_READ_QUESTION_H
#define SCENARIO_READ_QUESTION_H

#include "base/frame.h"
#include "scenario/quantity.h"
#include "scenario/vary.h"
#include "world/choice.h"

/*
 * read_question - question.yaml: what an interviewer asks about a scenario.
 *
 * It stands beside an ordinary scenario.yaml and holds the words (prompt,
 * facts, hints), what varies from round to round, what may be chosen, what is
 * to be predicted, and how the world changes in follow-ups. It holds no
 * answer: what is right is what the simulation finds.
 *
 * Texts may name what was drawn in braces: "{orders} rows".
 *
 * Units    as each draw says.
 * Memory   the arena given.
 * Errors   faults with their place in question.yaml, all of them at once.
 * Result   a question whose choices and predictions fit the scenario's tables
 *          and queries, which no round changes.
 */
enum {
    QUESTION_DRAWS_MAX = 32,
    QUESTION_CHOICES_MAX = 16,
    QUESTION_OPTIONS_MAX = 16,
    QUESTION_FOLLOWUPS_MAX = 8,
    QUESTION_PREDICTIONS_MAX = 8,
    QUESTION_VARIANTS_MAX = 1024, /* combinations of settings */
};

/* A setting that is drawn anew for each round. */
struct question_draw {
    const char *name;
    const struct tree_node *at;   /* path, or list of paths */
    enum quantity unit;           /* ROWS, SHARE or PLAIN */
    double lo, hi;                /* log-uniform, two digits */
    const struct tree_node *pick; /* or one of these, equally likely */
};

/* Known to the interviewer alone until it is asked for. */
struct question_fact {
    const char *name;
    const char **words; /* that ask for it */
    size_t word_count;
    const char *say;
};

struct question_followup {
    const char *name, *say;
    struct vary_change *changes;
    size_t change_count;
};

/* What an option of a setting changes in the scenario. */
struct question_option {
    struct vary_change *changes;
    size_t count;
};

struct question_texts {
    const char **items;
    size_t count;
};

struct question {
    const char *path; /* of the folder */
    const char *file; /* question.yaml, as it is shown */
    const char *name; /* of the folder alone */
    const char *title, *prompt;
    int level; /* 1..3 */
    enum choice_judge judge;
    struct question_texts topics, principles, given, hints, worth;
    struct question_draw *draws;
    size_t draw_count;
    struct question_fact *facts;
    size_t fact_count;
    struct question_followup *followups;
    size_t followup_count;

    /* Where the scenario is needed to understand them. */
    const struct tree_node *choices_node, *ways_node, *loads_node,
        *settings_node, *cost_node, *predict_node;
    struct choices choices;
    struct question_option *options[QUESTION_CHOICES_MAX]; /* of settings */
    struct prediction *predictions;
    size_t prediction_count;
};

/* One round's draws. */
struct question_round {
    uint64_t seed;
    struct vary_change *changes;
    size_t change_count;
    const char **shown; /* per draw: "640 million" */
};

/* The question in the folder; NULL after a fault. Its choices and predictions
   are read as soon as there is a world: question_fit. */
struct question *question_read(struct arena *a, const char *path,
                               struct faults *faults);

/* Choices and predictions against the tables and queries of a world. */
bool question_fit(struct arena *a, struct question *q, const struct world *w,
                  struct faults *faults);

/* The variants of a round's world, after question_fit; false after a fault. Of
   a question without settings there are none. */
bool question_vary(struct arena *a, const struct question *q,
                   const struct question_round *r,
                   const struct question_followup *f, struct world *w,
                   struct faults *faults);

/* The draws of a seed: the same for ever. */
struct question_round question_draw(struct arena *a, const struct question *q,
                                    uint64_t seed);

/* The world of the round, after a follow-up's changes unless it is NULL; NULL
   after a fault. */
struct world *question_world(struct arena *a, const struct question *q,
                             const struct question_round *r,
                             const struct question_followup *f,
                             struct faults *faults);

/* A text with the round's numbers in place of the names in braces. */
const char *question_say(struct arena *a, const struct question *q,
                         const struct question_round *r, const char *text);

/* Rows, shares and numbers as people say them: "640 million", "31 %". */
const char *question_number(struct arena *a, enum quantity unit, double number);

/* Frame `schema`: the keys of question.yaml, and of answers. */
void question_schema(struct frames *fs);

#endif
