#ifndef CODEC_CODEC_H
#define CODEC_CODEC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

/*
 * codec - the bytes that an encoding takes for these values in this order.
 *
 * One struct codec per encoding, one file each. A stream is one column of one
 * slice: values are added in stored order, and the stream tells how many bytes
 * the current block takes. The exact side fills block after block with
 * codec_fill; the estimate asks codec_measure what a sample costs.
 *
 * Units    bytes; inside a stream bits, as several encodings add one bit to a
 *          value. The block's own header is not part of a codec's bytes.
 * Memory   streams live in the arena given to codec_open.
 * Errors   an encoding that the type cannot take is a bug (CHECK); ask
 *          codec_allows before.
 * Result   deterministic: the same values give the same bytes.
 * Source   Redshift Database Developer Guide, "Compression encodings", and the
 *          measurements in models/encoding_notes.md, where each rule is
 *          derived and its error on published block counts is stated.
 */

enum codec_form {
    CODEC_NUMBER,  /* integers, decimals, dates, times, booleans */
    CODEC_REAL,    /* REAL and DOUBLE: the code is the value's bits */
    CODEC_CHAR,    /* blank-padded to `width` */
    CODEC_VARCHAR, /* varying length */
};

struct codec_type {
    enum codec_form form;
    int width;     /* bytes of a value; numbers 1, 2, 4, 8, 16; VARCHAR 0 */
    bool nullable; /* the column is not declared NOT NULL */
};

/* Different texts, by id. */
struct codec_texts {
    int32_t count;
    const unsigned char *bytes;
    const size_t *offsets;
    const int32_t *lengths;
};

/*
 * Values in stored order. Numbers are codes; strings are bytes one after the
 * other, with the length of each (for CHAR all `width`). A NULL is the code 0
 * or the empty string. Where a column has few texts, their ids may stand for
 * them: for codecs that ask of a text no more than whether it is another
 * (codec_takes_ids).
 */
struct codec_batch {
    size_t count;
    const int64_t *codes;            /* numbers */
    const unsigned char *bytes;      /* strings */
    const int32_t *lengths;          /* strings; 0 .. 65535 */
    const struct codec_texts *texts; /* strings by id; bytes is NULL then */
    const int32_t *ids;
};

/*
 * The law of a block's size that a sample shows: V values take
 * fixed_bytes + V * bytes_per_value. fixed_bytes is what a block pays once
 * (dictionary, first value), and may be negative when the first values are
 * cheaper than the rest, as while a dictionary fills.
 */
struct codec_size {
    double fixed_bytes;
    double bytes_per_value; /* > 0 */
};

struct codec;
struct codec_stream;

/* By Redshift's name in lower case ("delta32k"); NULL when there is none. */
const struct codec *codec_find(const char *name);
const char *codec_name(const struct codec *c);

/* Number of codecs, and the i-th in alphabetical order. */
int codec_count(void);
const struct codec *codec_at(int i);

/*
 * True when the rule of this encoding can be applied to such values. What
 * Redshift refuses beyond that (MOSTLY8 on a DATE, say) is in world/design.h.
 */
bool codec_allows(const struct codec *c, struct codec_type t);

/* True when a batch of strings may come as ids. */
bool codec_takes_ids(const struct codec *c);

/* Bytes of one raw value; `length` matters for VARCHAR alone. */
int codec_raw_bytes(struct codec_type t, int length);

/* A stream that stands at the start of an empty block. */
struct codec_stream *codec_open(struct arena *a, const struct codec *c,
                                struct codec_type t);

/* Begin a new block: dictionaries, runs and differences start afresh. */
void codec_start(struct codec_stream *s);

/* Add all values to the current block, however large it becomes. */
void codec_add(struct codec_stream *s, const struct codec_batch *b);

/*
 * Add values of the batch until the block would exceed `limit_bytes`; the
 * number of values added. Less than b->count means that the block is full:
 * skip these values, start a block, go on. An empty block takes at least one
 * value, whatever its size. LZO and ZSTD leave a few hundred bytes of a block
 * unused.
 */
size_t codec_fill(struct codec_stream *s, const struct codec_batch *b,
                  int64_t limit_bytes);

/* The rest of a batch after its first n values, n <= b.count. */
struct codec_batch codec_batch_skip(struct codec_batch b, size_t n);

/* Bytes of the current block so far, without the block's header. */
int64_t codec_bytes(struct codec_stream *s);

/* Values in the current block. */
int64_t codec_values(const struct codec_stream *s);

/*
 * What a sample of neighbouring values in stored order shows, count >= 1.
 * `a` is scratch. For LZO and ZSTD the sample is compressed; a sample of
 * 64 KiB of raw values or more shows all that these formats can find.
 */
struct codec_size codec_measure(struct arena *a, const struct codec *c,
                                struct codec_type t,
                                const struct codec_batch *b);

/*
 * The same of one block of which not all values are at hand: of each part
 * (count >= 1) every `each`-th value (>= 1). The block ends when it is full,
 * at limit_bytes, or with the last part. For encodings that do not ask what
 * stands next to a value: a dictionary.
 */
struct codec_part {
    struct codec_batch values;
    double each;
};
struct codec_size codec_measure_block(struct arena *a, const struct codec *c,
                                      struct codec_type t,
                                      const struct codec_part *parts, int count,
                                      int64_t limit_bytes);

/*
 * What a block of limit_bytes (without its header) loses at its end: add it to
 * size.fixed_bytes, of the same sample. LZO and ZSTD close their last chunks
 * early, to see how much room is left, and a short chunk is compressed worse.
 * Found by filling the end of a block with the sample's values, round and
 * round; 0 for other encodings, and for a sample of less than one chunk, which
 * would find itself again.
 */
double codec_end_bytes(struct arena *a, const struct codec *c,
                       struct codec_type t, const struct codec_batch *b,
                       struct codec_size size, int64_t limit_bytes);

/*
 * Values that a block holds: floor((block - header - fixed) / per value), at
 * least 1. Header 145 bytes: 1,048,427 values of 1 byte and a first one of
 * 4 + 1 are a DELTA block of 1 MiB (theory.md 4).
 */
int64_t codec_values_per_block(struct codec_size size, int64_t block_bytes,
                               int64_t header_bytes);

enum { CODEC_BLOCK_BYTES = 1048576, CODEC_HEADER_BYTES = 145 };

#endif
