#ifndef CLI_JOURNAL_H
#define CLI_JOURNAL_H

#include "base/fault.h"
#include "cli/session.h"

/*
 * journal - what is kept between runs of a drill: finished rounds, and the
 * lines of a round that was broken off.
 *
 * Both live in $XDG_DATA_HOME/starslice, or ~/.local/share/starslice. Finished
 * rounds are lines of rehearse.log, appended and never rewritten; a line that
 * cannot be understood (a torn one, after a full disk) is passed over. A round
 * that was broken off is the file NAME.round: its seed and the lines that were
 * typed; typing them again is how it is resumed. That file is replaced whole.
 *
 * Memory   the arena given.
 * Errors   faults that say what could not be written; a journal without a
 *          place is empty and every write to it a fault.
 * Source   XDG Base Directory Specification 0.8.
 */
struct journal_round {
    int64_t when_s; /* since 1970, UTC */
    const char *question;
    uint64_t seed;
    double total, design, predictions, followups; /* points */
    double regret;                                /* >= 1 */
    double error;                                 /* NaN: none */
};

struct journal {
    struct arena *arena;
    const char *folder; /* NULL: no home */
    struct journal_round *rounds;
    size_t count, room;
};

/* Reads what is there; nothing is made. */
struct journal *journal_open(struct arena *a);

/* The line as it is kept, without a newline. */
const char *journal_line(struct arena *a, const struct journal_round *r);

/* False when it is none. */
bool journal_parse(struct arena *a, const char *line, struct journal_round *r);

bool journal_add(struct journal *j, const struct journal_round *r,
                 struct faults *faults);

/* A round broken off: its first line is the seed, the others what was typed. */
bool journal_keep(struct journal *j, const char *question, const char *text,
                  struct faults *faults);
/* NULL when there is none. */
const char *journal_kept(struct journal *j, const char *question);
void journal_drop(struct journal *j, const char *question);

/* Seconds since 1970. */
int64_t journal_now_s(void);

/*
 * How urgent it is to practise this question again, the larger the more:
 * beyond 1 it is due. A question that was never tried is infinitely so. The
 * interval grows with the points of the last round: half a day below 50, 2
 * days below 75, 5 below 90, else 12.
 */
double journal_due(const struct journal *j, const char *question,
                   int64_t now_s);

#endif
