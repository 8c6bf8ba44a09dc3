#ifndef ESTIMATE_ENCODE_H
#define ESTIMATE_ENCODE_H

#include "codec/codec.h"
#include "estimate/known.h"
#include "estimate/profile.h"
#include "estimate/stored/stored.h"

/*
 * encode - which encoding each column of a table gets, and what it makes of
 * the values in stored order.
 *
 * Named encodings are taken as they are. What COPY chooses (2018) it chooses
 * on a sample that it has loaded into the table, so in stored order too.
 *
 * Memory   the arena given.
 * Source   sim/codec, choose.h; closed forms for RAW.
 */
struct encoded {
    enum encoding encoding;
    struct codec_size size;
    double text_bytes; /* mean bytes of a string; 0 for other types */
    const struct density *density; /* profile.h; NULL: alike everywhere */
    struct codec_size fullest;     /* of the fullest slice, where its values are
                                      others; else as size */
};

/* One per column of the table. */
struct encoded *encode_table(struct arena *a, struct known *k, int table,
                             const struct table_design *d, double slice_rows);

/* What the values of a sample take in one encoding: windows of so many rows,
   which are neighbours. `scratch` is not given back. */
struct codec_size encode_sample(struct arena *scratch,
                                const struct engine *engine,
                                const struct column *c, enum encoding encoding,
                                const int64_t *codes, size_t count,
                                size_t window);

/* Mean length of a string column's values, by its law. */
double encode_mean_length(struct known *k, int table, int column);

#endif
