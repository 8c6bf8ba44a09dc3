#include "codec/encoder.h"

/*
 * RUNLENGTH: a token of the value and a count of 1 byte for each run; a run
 * of more than 255 is split. The token of the run that still grows is open:
 * a sample's last run says nothing about the cost of a value.
 */
enum { RUN_MAX = 255 };

struct runlength_stream {
    struct codec_stream stream;
    int64_t code; /* the run's value, or its id */
    unsigned char *text;
    size_t text_room;
    int32_t length;
};

static void run_close(struct codec_stream *s)
{
    struct codec_tally *t = &s->tally;

    t->value_bits += t->open_bits;
    t->open_bits = 0;
    t->open_values = 0;
}

/* False when the block has no room for the token. */
static bool run_begin(struct codec_stream *s, int64_t token_bits)
{
    const int64_t bits = token_bits + s->null_bits;

    if (!encoder_fits(s, bits))
        return false;
    run_close(s);
    s->tally.open_bits = bits;
    s->tally.open_values = 1;
    s->tally.values++;
    return true;
}

/* One more of the same value; false when the block or the token is full. */
static bool run_extend(struct codec_stream *s)
{
    if (!encoder_fits(s, s->null_bits))
        return false;
    s->tally.open_bits += s->null_bits;
    s->tally.open_values++;
    s->tally.values++;
    return true;
}

static size_t runlength_add_codes(struct codec_stream *s,
                                  const struct codec_batch *b)
{
    struct runlength_stream *r = (struct runlength_stream *)s;
    const struct codec_tally *t = &s->tally;
    const int64_t token = 8 * ((int64_t)s->type.width + 1);
    size_t i;

    for (i = 0; i < b->count; i++) {
        const bool same = t->open_values > 0 && t->open_values < RUN_MAX &&
                          b->codes[i] == r->code;
        if (!(same ? run_extend(s) : run_begin(s, token)))
            break;
        r->code = b->codes[i];
    }
    return i;
}

/* By id: runs of equal texts are runs of equal ids. */
static size_t runlength_add_ids(struct codec_stream *s,
                                const struct codec_batch *b)
{
    struct runlength_stream *r = (struct runlength_stream *)s;
    const struct codec_tally *t = &s->tally;
    size_t i;

    for (i = 0; i < b->count; i++) {
        const int32_t id = b->ids[i];
        const bool same =
            t->open_values > 0 && t->open_values < RUN_MAX && id == r->code;
        if (!(same ? run_extend(s)
                   : run_begin(s,
                               encoder_raw_bits(s, b->texts->lengths[id]) + 8)))
            break;
        r->code = id;
    }
    return i;
}

static void run_keep_text(struct runlength_stream *r,
                          const unsigned char *bytes, int32_t length)
{
    const size_t n = (size_t)length;

    if (n > r->text_room) {
        r->text_room = 2 * n;
        r->text = arena_alloc(r->stream.arena, r->text_room);
    }
    if (n > 0)
        memcpy(r->text, bytes, n);
    r->length = length;
}

static size_t runlength_add_texts(struct codec_stream *s,
                                  const struct codec_batch *b)
{
    struct runlength_stream *r = (struct runlength_stream *)s;
    const struct codec_tally *t = &s->tally;
    const unsigned char *bytes = b->bytes;
    size_t i;

    for (i = 0; i < b->count; i++) {
        const int32_t n = b->lengths[i];
        const bool same = t->open_values > 0 && t->open_values < RUN_MAX &&
                          n == r->length &&
                          (n == 0 || memcmp(bytes, r->text, (size_t)n) == 0);
        if (same) {
            if (!run_extend(s))
                break;
        } else {
            if (!run_begin(s, encoder_raw_bits(s, n) + 8))
                break;
            run_keep_text(r, bytes, n);
        }
        bytes += n;
    }
    return i;
}

static size_t runlength_add(struct codec_stream *s, const struct codec_batch *b)
{
    if (b->ids != NULL)
        return runlength_add_ids(s, b);
    return codec_is_text(s->type) ? runlength_add_texts(s, b)
                                  : runlength_add_codes(s, b);
}

static bool runlength_allows(struct codec_type t)
{
    (void)t;
    return true;
}

const struct codec codec_runlength = {
    .name = "runlength",
    .state_bytes = sizeof(struct runlength_stream),
    .allows = runlength_allows,
    .add = runlength_add,
    .takes_ids = true,
};
