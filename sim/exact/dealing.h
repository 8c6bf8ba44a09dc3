#ifndef EXACT_DEALING_H
#define EXACT_DEALING_H

#include "exact/arrivals.h"
#include "exact/recall.h"
#include "exact/ticket.h"

/*
 * dealing - which slice each row of a table goes to under a design.
 *
 *   EVEN  round robin in order of arrival;
 *   KEY   by a hash of the key's code, the same for all tables, so that
 *         equal keys of joined tables meet; NULL is a key like any other;
 *   ALL   a whole copy on the first slice of each node.
 *
 * Rows are counted first, so that the caller can see how much memory they
 * take before he asks for them.
 *
 * Memory   the arena given; counts alone, a word for each slice and 65,536
 *          rows. Threads share the work.
 * Errors   DISTSTYLE AUTO is a bug: settle it before (CHECK).
 * Result   the same for any number of threads.
 * Source   Database Developer Guide, "Distribution styles"; the hash is ours.
 */
struct dealing {
    const struct world *world;
    int table;
    const struct table_design *design;
    const struct recall *recall; /* values drawn before; may be NULL */
    struct arrivals arrivals;
    int slices;      /* of the cluster */
    int64_t *counts; /* rows on each slice */
    int64_t parts;   /* KEY: parts of the table that are dealt as one */
    int64_t *before; /* KEY: [part * slices + slice] rows in earlier parts */
};

struct dealing dealing_of(struct arena *a, const struct world *w, int table,
                          const struct table_design *d,
                          const struct recall *recall);

/*
 * Rows of the slices first .. first + count - 1 in order of arrival:
 * rows[i] has room for counts[first + i]. dealing_tickets gives the tickets
 * of these rows (ticket.h).
 */
void dealing_rows(const struct dealing *d, int first, int count,
                  int64_t *const *rows);
void dealing_tickets(const struct dealing *d, const struct ticket_form *form,
                     int first, int count, int64_t *const *tickets);

/* The slice of a key's code, of so many slices. */
int dealing_slice(int64_t code, int slices);

#endif
