#ifndef WORLD_CHOICE_H
#define WORLD_CHOICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "world/schedule.h"

/*
 * choice - what may be decided about a world, one decision at a time.
 *
 * A choice has legal options, and an answer picks one of each: a row of
 * indices. So all answers can be counted, tried and compared, whatever the
 * decisions are about. A choice about a table changes its design; a way changes
 * what is run and what is loaded (one copy of a table or two, MERGE or delete
 * and insert); a schedule changes the history. A setting changes the scenario
 * itself, in its sections of queues, workload and history: what it says then is
 * read by the reader, once for each combination of settings, and stands by as a
 * variant of the world. Decisions of another kind are further kinds of choice:
 * whoever prices an answer must know them, nothing
 * else.
 *
 * Units    none.
 * Memory   the arena given.
 * Errors   none; the reader has checked that options fit the catalog.
 * Result   the same answer gives the same design, whoever wrote it how.
 */
enum choice_kind {
    CHOICE_DISTRIBUTION,
    CHOICE_SORTKEY,
    CHOICE_ENCODING,
    CHOICE_WAY,
    CHOICE_VACUUM,  /* of a table: which, and how often */
    CHOICE_ANALYZE, /* of a table: how often */
    CHOICE_MERGE,   /* into a table: how */
    CHOICE_ON,      /* into a table: by what staged rows find theirs */
    CHOICE_SETTING,
};

struct choice_option {
    const char *text; /* "key(customer_id)", "sort(a,b)", "az64", "two" */
    enum diststyle diststyle;
    int distkey; /* -1 unless DIST_KEY */
    enum sort_kind sort;
    int *sortkeys;
    int sortkey_count;
    enum encoding encoding;
    bool *runs;               /* WAY: per query of the world */
    bool *loads;              /* WAY: per table */
    struct schedule schedule; /* VACUUM, ANALYZE */
    enum merge_method method; /* MERGE */
    int on;                   /* ON: place among those of the merge */
};

struct choice {
    enum choice_kind kind;
    const char *name; /* "fact_orders.distribution" */
    const char *say;  /* what it is about; NULL where the name says it */
    int table;        /* -1: WAY, SETTING */
    int column;       /* ENCODING; else -1 */
    struct choice_option *options;
    int option_count; /* >= 1; the first is the naive one */
};

/* Which measure prices an answer. */
enum choice_judge {
    JUDGE_COMPARE, /* queries and COPYs, alone on the cluster */
    JUDGE_UPKEEP,  /* a day of the history: queries, changes, maintenance */
    JUDGE_WLM,     /* what people wait, in the first configuration of queues */
    JUDGES,
};
extern const char *const choice_judge_names[]; /* end with NULL */

/* Of responses. */
enum choice_statistic {
    CHOICE_MEAN,
    CHOICE_P50,
    CHOICE_P95,
    CHOICE_P99,
};
extern const char *const choice_statistic_names[]; /* end with NULL */

/* WLM: the mean by weight over classes of a statistic of their responses, and
   what scaling clusters are billed. */
struct choice_cost {
    enum choice_statistic of;
    const char **classes; /* by name: a follow-up may add others */
    double *weights;      /* > 0 */
    int class_count;
    double dollar_s; /* that a dollar an hour is worth */
};

/* The weight of a class, of 1 in all; 0 of one that does not count. */
double choice_weight(const struct choice_cost *c, const char *class);

struct choices {
    enum choice_judge judge;
    struct choice_cost cost; /* WLM */
    struct choice *items;
    int count;
    bool *named;   /* per query: runs only where a way says so */
    double *loads; /* per table: COPYs of it that count as cost */
    bool *only;    /* per table: loaded only where a way says so */
};

/*
 * What a candidate predicts of his own design before he sees the result. A
 * number of another measure (the wait of a queue) is another kind.
 */
enum predict_kind {
    PREDICT_READ_FRAC,     /* blocks read of those stored; query, table */
    PREDICT_MOVED_BYTES,   /* between nodes; query */
    PREDICT_BUSIEST,       /* rows of the fullest slice over the mean; table */
    PREDICT_SECONDS,       /* query */
    PREDICT_UNSORTED_FRAC, /* of the rows stored, at most; table */
    PREDICT_MAINTENANCE_S, /* seconds a day of VACUUM and ANALYZE */
    PREDICT_MERGE_S,       /* one merge into the table, joins and writes */
    PREDICT_MERGE_BYTES,   /* that its joins send between nodes */
    /* Of queues; class. */
    PREDICT_WAIT_P95_S, /* 95 % of its queries wait no longer */
    PREDICT_RESPONSE_S, /* mean, wait and run */
    PREDICT_SPILL_FRAC, /* of its queries */
    PREDICT_USED_FRAC,  /* of the slots of its queue, over time */
    PREDICT_KINDS,
};

struct prediction {
    const char *name, *say; /* "How many bytes ...?" */
    enum predict_kind kind;
    int query, table; /* -1 where the kind has none */
    int class;        /* of the workload */
};

/* All answers, at most INT64_MAX. */
int64_t choices_answers(const struct choices *c);

/* The answer of this number: 0 .. choices_answers() - 1; 0 is the naive. */
void choices_answer(const struct choices *c, int64_t number, int *answer);

/* `base` with what the answer says about tables. */
struct design *choices_design(struct arena *a, const struct catalog *catalog,
                              const struct choices *c,
                              const struct design *base, const int *answer,
                              const char *name);

/* Is the choice about how a table lies: keys, encodings? */
bool choice_designs(const struct choice *c);

/* The history with what the answer says about it: a table of which VACUUM or
   ANALYZE is to be chosen has no other of the user's. The automatic stay. How
   rows are merged, and by which ON, is said of all merges into the table. */
const struct history *choices_history(struct arena *a, const struct choices *c,
                                      const struct history *h,
                                      const int *answer);

/* Does the query run, and how often is the table loaded? */
bool choices_runs(const struct choices *c, const int *answer, int query);
double choices_loads(const struct choices *c, const int *answer, int table);

/* How many combinations of settings there are, and the number of the one that
   the answer has; 1 and 0 without settings. */
int64_t choices_variants(const struct choices *c);
int64_t choices_variant(const struct choices *c, const int *answer);

/*
 * The option that treats the table as the design does; -1 when none does, and
 * for a choice that is not about designs.
 */
int choice_of_design(const struct choice *c, const struct design *d);

/*
 * The option meant by a person: its number from 1, its text, or the bare column
 * of a key; case, blanks and the words of DDL do not matter. Where options are
 * numbers themselves (slots), a number is the option and not its place. -1 when
 * there is none, or when the words fit several.
 */
int choice_parse(struct arena *a, const struct choice *c, const char *text);

/* Are the options numbers, such as slots? */
bool choice_is_numeric(const struct choice *c);

/* The choice of this name; -1 when there is none. */
int choices_find(const struct choices *c, const char *name);

/* As the DDL says it: "DISTKEY (customer_id)", "SORTKEY (a, b)". */
const char *choice_ddl(struct arena *a, const struct catalog *catalog,
                       const struct choice *c, int option);

#endif
