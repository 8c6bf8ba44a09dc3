#ifndef CODEC_CHUNK_H
#define CODEC_CHUNK_H

#include "codec/encoder.h"

/*
 * chunk - what LZO and ZSTD share: values are serialised, and each 64 KiB of
 * them are compressed on their own. Both formats look back 48 KiB or little
 * more, so that larger chunks gain 1 % at most.
 *
 * Besides the compressed bytes a value takes one bit, whether the column may
 * be NULL or not: without it l_linestatus and l_returnflag (CHAR(1) NOT NULL,
 * LZO) would take 1 and 20 blocks a slice, and 13 and 32 were published.
 */
enum { CHUNK_BYTES = 65536, CHUNK_SLACK_BYTES = 256 };

struct chunk_stream {
    struct codec_stream stream;
    unsigned char *raw; /* serialised, not yet compressed */
    size_t raw_bytes;
    unsigned char *out; /* what the compressor writes */
    size_t out_room;
    void *work;                                 /* the compressor's own */
    size_t (*compress)(struct chunk_stream *c); /* bytes written to out */
};

/* Makes room for raw and out; the codec's open then sets the rest. */
void chunk_open(struct codec_stream *s);
void chunk_start(struct codec_stream *s);
size_t chunk_add(struct codec_stream *s, const struct codec_batch *b);
void chunk_sum(struct codec_stream *s);

#endif
