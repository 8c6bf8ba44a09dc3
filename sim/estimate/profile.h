#ifndef ESTIMATE_PROFILE_H
#define ESTIMATE_PROFILE_H

#include "codec/codec.h"
#include "estimate/known.h"
#include "models/density.h"

/*
 * profile - how many values of a column a block holds, place by place.
 *
 * A column that hangs together with what orders the rows may be one thing here
 * and another there: a flag drawn at random until a day and fixed from then
 * on, the days of a busy season. The sample of encode takes windows in a few
 * places and gives their mean; here windows are taken in PROFILE_PLACES of
 * them, and once more between two neighbours that differ. Places alike are one
 * piece, whose values are measured together.
 *
 * Only where it may matter: columns that stored_moves names, of slices larger
 * than a sample, and there those that are cut at a value, or of which the
 * sample's own windows differ. (Not by luck: where a slice has a few values
 * with all their rows, any two windows do.)
 *
 * Memory   the arena given for the result, the scratch of `known` for windows.
 * Errors   none.
 * Result   NULL where all is one piece: then one number says it.
 */
enum { PROFILE_PLACES = 16 };

/* Windows of one table under one design, shared by its columns. */
struct profile;

struct profile *profile_begin(struct known *k, int table,
                              const struct table_design *d, double slice_rows);

/* `neighbours`: the encoding looks at the value before. `windows_differ`: so
   the sample has shown. */
const struct density *profile_of(struct arena *a, struct profile *p, int column,
                                 const struct codec *codec, bool neighbours,
                                 bool windows_differ);

/* Do two sizes differ by more than a sample's luck? */
bool profile_differs(struct codec_size x, struct codec_size y);

#endif
