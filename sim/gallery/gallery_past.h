#ifndef GALLERY_GALLERY_PAST_H
#define GALLERY_GALLERY_PAST_H

#include "measure/upkeep/upkeep.h"

/*
 * gallery_past - what the pictures of upkeep share: a scenario with a history,
 * narrowed to what one picture shows.
 *
 * Memory   the arena given.
 * Errors   a design or query that is not there is a bug (CHECK): a picture
 *          names both among its needs.
 */

/* The same scenario with this design and this query alone (NULL: with all). */
struct world *gallery_narrow(struct arena *a, const struct world *w,
                             const char *design, const char *query);

/* The same without the VACUUMs of one kind: its history is a copy. */
void gallery_without_vacuum(struct arena *a, struct world *w,
                            enum vacuum_kind kind);

#endif
