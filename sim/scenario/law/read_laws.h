#ifndef SCENARIO_READ_LAWS_H
#define SCENARIO_READ_LAWS_H

#include "scenario/field.h"
#include "scenario/input.h"
#include "scenario/law/law_asks.h"
#include "world/world.h"

/*
 * read_laws - how a column's values are distributed, from YAML to struct law.
 *
 * A law is a mapping with one key, {uniform: [1, 50]}, or that key alone when
 * all its settings have defaults. Values are written as the column's type
 * wants them and become codes here (law.h). Laws of texts first collect what
 * they can write; when the whole law has been read, the sorted texts become
 * the column's form and their ranks its codes.
 *
 * A law may need another column (a parent's key, the column it follows).
 * The reader asks for it through `need`, so that columns are read in the
 * order of their dependence, and a circle is found.
 *
 * Units    codes; shares 0..1.
 * Memory   the world's arena. All laws together hold at most
 *          LAW_ENTRIES_MAX listed values, whatever the scenario asks for.
 * Errors   faults at the value; NULL after one.
 * Result   a law that fits the column's type, rows and dependences.
 */
enum {
    LAW_LIST_MAX = 100000,     /* values of one list or map */
    LAW_ENTRIES_MAX = 2000000, /* of all laws of a scenario */
    LAW_CHAIN_MAX = 64,        /* columns that one value may rest on */
    LAW_TEXT_MAX = FORM_TEXT_MAX,
};

/* Texts that await their ranks, and the law that uses them. */
struct law_use {
    struct law *law;
    size_t first, count; /* in law_texts.items */
    double *weights;     /* LIST */
    const struct tree_node *node;
};

struct law_texts {
    const char **items;
    size_t count, room;
    struct law_use *uses;
    size_t use_count, use_room;
};

struct law_reader {
    struct world *world;
    struct faults *faults;
    int table, column; /* whose law is read */
    struct column *as; /* the column, or one whose type the values have */
    bool draws_only;   /* inside another law: only laws that draw */
    bool amounts;      /* inside a lag: differences, not values */
    struct form form;  /* of the texts; KIND_NONE until a law sets it */
    struct law_texts *texts;
    int64_t *entries;            /* left of LAW_ENTRIES_MAX */
    struct input_folder *folder; /* where samples lie */
    double nulls;                /* share of NULLs that a sample has */
    const struct law_asks *asks; /* what queries look for; may be NULL */

    /* Reads the law of another column first; false when that is in vain. */
    bool (*need)(struct law_reader *r, int table, int column,
                 const struct tree_node *n);
    void *needs;
};

/* The law of the reader's column, its form and ranks done. */
struct law *law_read(struct law_reader *r, const struct tree_node *n);

/* A law inside another one: its texts wait for the outer law. */
struct law *law_read_inner(struct law_reader *r, const struct tree_node *n);

/* A foreign key: `parent` names TABLE.COLUMN, `pick` may be NULL. */
struct law *law_read_references(struct law_reader *r,
                                const struct tree_node *parent,
                                const struct tree_node *pick,
                                double orphan_frac);

/* References to every row of a parent alike, for a FOREIGN KEY of the DDL. */
struct law *law_references_uniform(struct law_reader *r, int table, int column);

/* The words of laws, and the settings of each, for the manual. */
void law_schema(struct frame *frame);

/* How one word is read: `set` holds its settings, or is NULL; `home` is the
   place of the law. */
typedef struct law *law_reading(struct law_reader *r,
                                const struct tree_node *set,
                                const struct tree_node *home);

/* Take `count` from what all laws may hold; false after a fault at n. */
bool law_spend(struct law_reader *r, const struct tree_node *n, int64_t count);

#endif
