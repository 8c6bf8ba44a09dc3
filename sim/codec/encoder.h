#ifndef CODEC_ENCODER_H
#define CODEC_ENCODER_H

#include <string.h>

#include "codec/codec.h"

/*
 * encoder - what a codec's file provides; seen inside sim/codec alone.
 *
 * A codec's state begins with a struct codec_stream. `add` adds values while
 * the block stays within limit_bits and returns how many it took. `sum`, when
 * there is one, brings open_bits up to date before somebody reads the tally.
 *
 * The tally of a block, in bits:
 *      fixed     paid once: the dictionary
 *      value     paid by values that are closed
 *      open      paid by what is not closed yet: a run, a group, a chunk
 *      full      a dictionary of words is full: what it holds is luck
 *      settled   how much of value, and how many values, came before the
 *                block reached its steady state (the dictionary full, the
 *                first value written): the rest tells bytes per value
 */
struct codec_tally {
    int64_t values;
    int64_t fixed_bits, value_bits;
    int64_t open_values, open_bits;
    int64_t settled_values, settled_bits;
    bool full;
};

struct codec_stream {
    const struct codec *codec;
    struct codec_type type;
    struct arena *arena;
    int null_bits; /* per value; 0 when the column is NOT NULL */
    int64_t limit_bits;
    struct codec_tally tally;
};

struct codec {
    const char *name;
    size_t state_bytes;
    bool (*allows)(struct codec_type t);
    void (*open)(struct codec_stream *s);  /* or NULL: nothing to prepare */
    void (*start)(struct codec_stream *s); /* or NULL: the tally is all */
    size_t (*add)(struct codec_stream *s, const struct codec_batch *b);
    void (*sum)(struct codec_stream *s); /* or NULL */
    /* Values that are added time and again: what they are is found once, then
       from..to - 1 of them are added, however large the block becomes. Or NULL
       both. */
    void (*learn)(struct codec_stream *s, const struct codec_batch *b);
    void (*add_learned)(struct codec_stream *s, size_t from, size_t to);
    bool takes_ids;     /* of texts: batches without bytes */
    size_t chunk_bytes; /* compressed at once; 0: value by value */
};

extern const struct codec codec_az64, codec_bytedict, codec_delta,
    codec_delta32k, codec_lzo, codec_mostly16, codec_mostly32, codec_mostly8,
    codec_raw, codec_runlength, codec_text255, codec_text32k, codec_zstd;

static inline bool codec_is_text(struct codec_type t)
{
    return t.form == CODEC_CHAR || t.form == CODEC_VARCHAR;
}

/* Bits of one raw value with its share of the NULL map. */
static inline int64_t encoder_raw_bits(const struct codec_stream *s,
                                       int32_t length)
{
    if (s->type.form == CODEC_VARCHAR)
        return 8 * (4 + (int64_t)length);
    return 8 * (int64_t)s->type.width;
}

/* Would the block still be within its limit? Its first value always is. */
static inline bool encoder_fits(const struct codec_stream *s, int64_t more_bits)
{
    const struct codec_tally *t = &s->tally;

    return t->fixed_bits + t->value_bits + t->open_bits + more_bits <=
               s->limit_bits ||
           t->values == 0;
}

/* A hash of a short text: FNV-1a, 64 bits. */
static inline uint64_t encoder_hash(const unsigned char *bytes, size_t n)
{
    uint64_t h = 14695981039346656037u;

    for (size_t i = 0; i < n; i++)
        h = (h ^ bytes[i]) * 1099511628211u;
    return h;
}

#endif
