#ifndef CODEC_CHOOSE_H
#define CODEC_CHOOSE_H

#include <stdbool.h>

#include "codec/codec.h"

/*
 * choose - which encoding Redshift gives a column that names none.
 *
 * As COPY with COMPUPDATE ON did it in the years of the tuning tutorial (2013
 * to 2020): the smallest on a sample, but sort key columns are kept balanced
 * with the others. The sample is loaded into the table, so it lies in the
 * order of its sort key: measure the candidates in stored order. What is
 * assigned without such a COPY is a fixed encoding by type: encoding_default
 * in world/design.h.
 *
 * Units    bytes per value, the dictionary spread over the sample.
 * Memory   none.
 * Errors   none; no candidate is a bug (CHECK).
 * Source   Database Developer Guide, "Loading tables with automatic
 *          compression" and "Compression encodings"; measured against the
 *          guide's ANALYZE COMPRESSION of LINEORDER and COPY of BIGLIST in
 *          models/encoding_notes.md.
 */

struct choose_candidate {
    const char *name; /* of the encoding */
    double bytes;     /* per value */
};

/* Rows of each slice that COPY and ANALYZE COMPRESSION look at (COMPROWS). */
enum { CHOOSE_SAMPLE_ROWS = 100000 };

/* Bytes per value of a sample of so many rows, its dictionary included. */
double choose_sample_bytes(struct codec_size size, double rows);

/* Did COPY try this encoding? All but AZ64 (2019) and ZSTD (2017). */
bool choose_copy_tries(const char *name);

/*
 * Index of the encoding COPY takes for a column outside the sort key: the
 * smallest; of those within 5 % of it, the one that is quickest to read, in
 * the order raw, delta, delta32k, bytedict, mostly8, mostly16, mostly32,
 * runlength, text255, text32k, lzo. Candidates COPY does not try are passed
 * over. RAW must be among them.
 */
int choose_copy(const struct choose_candidate *candidates, int count);

/*
 * The same for a column of the sort key. "Range-restricted scans might perform
 * poorly if sort key columns are compressed much more highly than other
 * columns [..] automatic compression will choose a less efficient compression
 * encoding to keep the sort key columns balanced with other columns". So:
 * the smallest encoding that compresses the column no more highly than all
 * others together are compressed; with `others_ratio`, >= 0, their raw bytes
 * over their bytes as chosen. RAW when there is none. That sentence is
 * documented; its measure is our reading, picked because it gives the sizes of
 * CUSTOMER (151 a copy), SUPPLIER (59) and PART (25 a slice) exactly.
 */
int choose_copy_sortkey(const struct choose_candidate *candidates, int count,
                        double others_ratio);

/* Bytes of RAW, which must be among the candidates. */
double choose_raw_bytes(const struct choose_candidate *candidates, int count);

#endif
