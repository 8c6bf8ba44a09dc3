#include "codec/codec.h"

#include <math.h>

#include "base/check.h"
#include "base/text.h"
#include "codec/encoder.h"

static const struct codec *const codecs[] = {
    &codec_az64, &codec_bytedict,  &codec_delta,    &codec_delta32k,
    &codec_lzo,  &codec_mostly16,  &codec_mostly32, &codec_mostly8,
    &codec_raw,  &codec_runlength, &codec_text255,  &codec_text32k,
    &codec_zstd,
};

int codec_count(void)
{
    return (int)(sizeof(codecs) / sizeof(codecs[0]));
}

const struct codec *codec_at(int i)
{
    CHECK(i >= 0 && i < codec_count());
    return codecs[i];
}

const struct codec *codec_find(const char *name)
{
    for (int i = 0; i < codec_count(); i++)
        if (text_equal(codecs[i]->name, name))
            return codecs[i];
    return NULL;
}

const char *codec_name(const struct codec *c)
{
    return c->name;
}

bool codec_allows(const struct codec *c, struct codec_type t)
{
    return c->allows(t);
}

bool codec_takes_ids(const struct codec *c)
{
    return c->takes_ids;
}

int codec_raw_bytes(struct codec_type t, int length)
{
    return t.form == CODEC_VARCHAR ? 4 + length : t.width;
}

struct codec_stream *codec_open(struct arena *a, const struct codec *c,
                                struct codec_type t)
{
    CHECK(c->allows(t));

    struct codec_stream *s = arena_alloc(a, c->state_bytes);
    s->codec = c;
    s->type = t;
    s->arena = a;
    s->null_bits = t.nullable;
    if (c->open)
        c->open(s);
    codec_start(s);
    return s;
}

void codec_start(struct codec_stream *s)
{
    s->tally = (struct codec_tally){ 0 };
    s->limit_bits = INT64_MAX;
    if (s->codec->start)
        s->codec->start(s);
}

void codec_add(struct codec_stream *s, const struct codec_batch *b)
{
    s->limit_bits = INT64_MAX;
    const size_t added = s->codec->add(s, b);
    CHECK(added == b->count);
}

size_t codec_fill(struct codec_stream *s, const struct codec_batch *b,
                  int64_t limit_bytes)
{
    CHECK(limit_bytes >= 0 && limit_bytes < INT64_MAX / 8);
    s->limit_bits = 8 * limit_bytes;
    return s->codec->add(s, b);
}

struct codec_batch codec_batch_skip(struct codec_batch b, size_t n)
{
    CHECK(n <= b.count);
    if (b.codes)
        b.codes += n;
    for (size_t i = 0; b.bytes && i < n; i++)
        b.bytes += b.lengths[i];
    if (b.lengths)
        b.lengths += n;
    if (b.ids)
        b.ids += n;
    b.count -= n;
    return b;
}

int64_t codec_bytes(struct codec_stream *s)
{
    if (s->codec->sum)
        s->codec->sum(s);

    const struct codec_tally *t = &s->tally;
    return (t->fixed_bits + t->value_bits + t->open_bits + 7) / 8;
}

int64_t codec_values(const struct codec_stream *s)
{
    return s->tally.values;
}

/*
 * Bytes per value come from the steady part of the sample: after what is
 * settled, and without the open tail as long as something else is left.
 */
static struct codec_size tally_size(const struct codec_tally *t)
{
    int64_t values = t->values - t->open_values - t->settled_values;
    int64_t bits = t->value_bits - t->settled_bits;

    if (values <= 0) {
        values = t->values;
        bits = t->value_bits + t->open_bits;
    }

    const double each = (double)bits / (double)values;
    const double before =
        (double)t->settled_bits - (double)t->settled_values * each;
    return (struct codec_size){
        .fixed_bytes = ((double)t->fixed_bits + before) / 8,
        .bytes_per_value = each / 8,
    };
}

/* The sample as one block that begins at its n-th value and goes round. */
static struct codec_size measure_from(struct codec_stream *s,
                                      const struct codec_batch *b, size_t n)
{
    const struct codec_batch tail = codec_batch_skip(*b, n);
    struct codec_batch head = *b;

    head.count = n;
    codec_start(s);
    codec_add(s, &tail);
    codec_add(s, &head);
    codec_bytes(s);
    return tally_size(&s->tally);
}

/* The same, the codec having learned the sample. */
static struct codec_size measure_learned(struct codec_stream *s, size_t count,
                                         size_t n)
{
    codec_start(s);
    s->codec->add_learned(s, n, count);
    s->codec->add_learned(s, 0, n);
    codec_bytes(s);
    return tally_size(&s->tally);
}

/*
 * Which words a full dictionary holds is luck: the size of l_comment under
 * TEXT255 varies by 2.3 % from block to block. Starting at several places
 * gives their mean.
 */
enum { MEASURE_STARTS = 16 };

struct codec_size codec_measure(struct arena *a, const struct codec *c,
                                struct codec_type t,
                                const struct codec_batch *b)
{
    CHECK(b->count >= 1);

    struct codec_stream *s = codec_open(a, c, t);
    struct codec_size sum = measure_from(s, b, 0);
    if (!s->tally.full || b->count < MEASURE_STARTS)
        return sum;
    if (c->learn)
        c->learn(s, b);
    for (size_t i = 1; i < MEASURE_STARTS; i++) {
        const size_t n = b->count * i / MEASURE_STARTS;
        const struct codec_size size =
            c->learn ? measure_learned(s, b->count, n) : measure_from(s, b, n);
        sum.fixed_bytes += size.fixed_bytes;
        sum.bytes_per_value += size.bytes_per_value;
    }
    sum.fixed_bytes /= MEASURE_STARTS;
    sum.bytes_per_value /= MEASURE_STARTS;
    return sum;
}

struct codec_size codec_measure_block(struct arena *a, const struct codec *c,
                                      struct codec_type t,
                                      const struct codec_part *parts, int count,
                                      int64_t limit_bytes)
{
    struct codec_stream *const s = codec_open(a, c, t);
    double values = 0, bits = 0;

    for (int p = 0; p < count; p++) {
        struct codec_batch rest = parts[p].values;
        /* So many at a time that the block's end is found well enough. */
        const size_t step = parts[p].each < 2 ? 32 : 1;
        while (rest.count > 0) {
            struct codec_batch some = rest;
            const int64_t before = s->tally.value_bits;
            some.count = rest.count < step ? rest.count : step;
            codec_add(s, &some);
            rest = codec_batch_skip(rest, some.count);
            values += (double)some.count * parts[p].each;
            bits += (double)(s->tally.value_bits - before) * parts[p].each;
            if (bits + (double)s->tally.fixed_bits >= 8 * (double)limit_bytes)
                rest.count = 0, p = count;
        }
    }
    CHECK(values >= 1);
    return (struct codec_size){
        .fixed_bytes = (double)s->tally.fixed_bits / 8,
        .bytes_per_value = bits / values / 8,
    };
}

static double raw_bytes(struct codec_type t, const struct codec_batch *b)
{
    double bytes = 0;

    for (size_t i = 0; i < b->count; i++)
        bytes += codec_raw_bytes(t, b->lengths ? b->lengths[i] : 0);
    return bytes;
}

/* Values of the sample, round and round, in a block of so many bytes. */
static double fill_round(struct codec_stream *s, const struct codec_batch *b,
                         int64_t limit_bytes)
{
    double values = 0;
    size_t added;

    do {
        added = codec_fill(s, b, limit_bytes);
        values += (double)added;
    } while (added == b->count);
    return values;
}

/*
 * A chunk is closed early once it might not fit, were it full: as long as more
 * room than that is left, chunks are whole and take their share. What is left
 * then is filled as a block of its own.
 */
double codec_end_bytes(struct arena *a, const struct codec *c,
                       struct codec_type t, const struct codec_batch *b,
                       struct codec_size size, int64_t limit_bytes)
{
    const double whole = (double)c->chunk_bytes;
    const double raw = raw_bytes(t, b);
    double room = (double)limit_bytes - size.fixed_bytes;

    CHECK(b->count >= 1 && size.bytes_per_value > 0);
    if (c->chunk_bytes == 0 || raw < whole)
        return 0;
    const double values = whole * (double)b->count / raw;
    const double bound = whole + whole / 16 + 67 + values / 8;
    const double chunk = values * size.bytes_per_value;
    if (room > bound)
        room -= ceil((room - bound) / chunk) * chunk;
    struct codec_stream *const s = codec_open(a, c, t);
    return room - fill_round(s, b, (int64_t)room) * size.bytes_per_value;
}

int64_t codec_values_per_block(struct codec_size size, int64_t block_bytes,
                               int64_t header_bytes)
{
    CHECK(size.bytes_per_value > 0 && block_bytes > header_bytes);

    const double room = (double)(block_bytes - header_bytes) - size.fixed_bytes;
    const double values = room / size.bytes_per_value;
    return values < 1 ? 1 : (int64_t)values;
}
