#include "codec/encoder.h"

/*
 * BYTEDICT: a block's first 256 different values make its dictionary, stored
 * raw; a value of the dictionary takes an index of 1 byte, any other the byte
 * that says so and its raw bytes.
 */
enum { BYTEDICT_ENTRIES = 256, BYTEDICT_SLOTS = 1024 };

struct bytedict_entry {
    uint64_t hash;
    int64_t code;
    size_t offset; /* of the text */
    int32_t length;
};

struct bytedict_stream {
    struct codec_stream stream;
    struct bytedict_entry entries[BYTEDICT_ENTRIES];
    int count;
    int16_t slots[BYTEDICT_SLOTS]; /* entry + 1; 0 is free */
    int64_t codes[BYTEDICT_SLOTS]; /* of the entries there, of numbers */
    unsigned char *texts;
    size_t text_bytes, text_room;
    bool *known; /* by id: it is in this block's dictionary */
    int32_t known_room;
};

static void bytedict_start(struct codec_stream *s)
{
    struct bytedict_stream *d = (struct bytedict_stream *)s;

    d->count = 0;
    d->text_bytes = 0;
    memset(d->slots, 0, sizeof(d->slots));
    if (d->known != NULL)
        memset(d->known, 0, (size_t)d->known_room * sizeof(*d->known));
}

static bool entry_equal(const struct bytedict_stream *d,
                        const struct bytedict_entry *e,
                        const struct bytedict_entry *value,
                        const unsigned char *text)
{
    return e->hash == value->hash && e->code == value->code &&
           e->length == value->length &&
           (value->length == 0 ||
            memcmp(d->texts + e->offset, text, (size_t)value->length) == 0);
}

/* The slot of a value, or the free slot where it would go. */
static size_t bytedict_slot(const struct bytedict_stream *d,
                            const struct bytedict_entry *value,
                            const unsigned char *text)
{
    size_t i = value->hash % BYTEDICT_SLOTS;

    while (d->slots[i] != 0 &&
           !entry_equal(d, &d->entries[d->slots[i] - 1], value, text))
        i = (i + 1) % BYTEDICT_SLOTS;
    return i;
}

static void bytedict_keep_text(struct bytedict_stream *d,
                               const unsigned char *text, size_t n)
{
    if (d->text_bytes + n > d->text_room) {
        const size_t room = 2 * (d->text_bytes + n);
        unsigned char *texts = arena_alloc(d->stream.arena, room);
        if (d->text_bytes > 0)
            memcpy(texts, d->texts, d->text_bytes);
        d->texts = texts;
        d->text_room = room;
    }
    if (n > 0)
        memcpy(d->texts + d->text_bytes, text, n);
    d->text_bytes += n;
}

static void bytedict_insert(struct bytedict_stream *d, size_t slot,
                            struct bytedict_entry value,
                            const unsigned char *text)
{
    value.offset = d->text_bytes;
    bytedict_keep_text(d, text, (size_t)value.length);
    d->entries[d->count++] = value;
    d->slots[slot] = (int16_t)d->count;
    d->codes[slot] = value.code;
}

/* Add one value; false when the block has no room. */
static bool bytedict_add_value(struct bytedict_stream *d,
                               struct bytedict_entry value,
                               const unsigned char *text, int64_t raw_bits)
{
    struct codec_stream *s = &d->stream;
    struct codec_tally *t = &s->tally;
    const size_t slot = bytedict_slot(d, &value, text);
    const bool known = d->slots[slot] != 0;
    const bool enters = !known && d->count < BYTEDICT_ENTRIES;

    if (!encoder_fits(s, 8 + s->null_bits + (known ? 0 : raw_bits)))
        return false;
    t->values++;
    t->value_bits += 8 + s->null_bits;
    if (enters) {
        bytedict_insert(d, slot, value, text);
        t->fixed_bits += raw_bits;
        t->settled_values = t->values;
        t->settled_bits = t->value_bits;
    } else if (!known) {
        t->value_bits += raw_bits;
    }
    return true;
}

/* Ids from the i-th on that are in the dictionary and have room: each takes
   its index. */
static size_t bytedict_add_known(struct bytedict_stream *d,
                                 const struct codec_batch *b, size_t i)
{
    struct codec_tally *t = &d->stream.tally;
    const int64_t each = 8 + d->stream.null_bits;
    const int64_t room =
        (d->stream.limit_bits - t->fixed_bits - t->value_bits) / each;
    size_t end = i;

    while (end < b->count && (int64_t)(end - i) < room && d->known[b->ids[end]])
        end++;
    t->values += (int64_t)(end - i);
    t->value_bits += (int64_t)(end - i) * each;
    return end - i;
}

static size_t bytedict_add_ids(struct bytedict_stream *d,
                               const struct codec_batch *b)
{
    size_t i = 0;

    if (d->known_room < b->texts->count) {
        d->known = ARENA_ARRAY(d->stream.arena, b->texts->count, bool);
        d->known_room = b->texts->count;
    }
    for (;;) {
        i += bytedict_add_known(d, b, i);
        if (i == b->count)
            return i;
        const int32_t id = b->ids[i], count = d->count;
        const unsigned char *const text =
            b->texts->bytes + b->texts->offsets[id];
        const struct bytedict_entry value = {
            .length = b->texts->lengths[id],
            .hash = encoder_hash(text, (size_t)b->texts->lengths[id]),
        };
        if (!bytedict_add_value(d, value, text,
                                encoder_raw_bits(&d->stream, value.length)))
            return i;
        d->known[id] = d->count > count;
        i++;
    }
}

static uint64_t code_hash(int64_t code)
{
    return (uint64_t)code * 11400714819323198485u >> 32;
}

/* Is the number in the dictionary? */
static bool knows_code(const struct bytedict_stream *d, int64_t code)
{
    size_t i = code_hash(code) % BYTEDICT_SLOTS;

    while (d->slots[i] != 0 && d->codes[i] != code)
        i = (i + 1) % BYTEDICT_SLOTS;
    return d->slots[i] != 0;
}

/* Numbers from the i-th on that the dictionary has, or has no place for, as
   many as fit: what they take depends on nothing else. */
static size_t bytedict_add_settled(struct bytedict_stream *d,
                                   const struct codec_batch *b, size_t i)
{
    struct codec_tally *t = &d->stream.tally;
    const int64_t each = 8 + d->stream.null_bits;
    const int64_t raw_bits = 8 * (int64_t)d->stream.type.width;
    const bool full = d->count == BYTEDICT_ENTRIES;
    int64_t room = d->stream.limit_bits - t->fixed_bits - t->value_bits;
    const int64_t before = room;
    size_t end = i;

    for (; end < b->count; end++) {
        const bool known = knows_code(d, b->codes[end]);
        const int64_t bits = each + (known ? 0 : raw_bits);
        if ((!known && !full) || bits > room)
            break;
        room -= bits;
    }
    t->values += (int64_t)(end - i);
    t->value_bits += before - room;
    return end - i;
}

static size_t bytedict_add_codes(struct bytedict_stream *d,
                                 const struct codec_batch *b)
{
    const int64_t raw_bits = 8 * (int64_t)d->stream.type.width;
    size_t i = 0;

    for (;;) {
        i += bytedict_add_settled(d, b, i);
        if (i == b->count)
            return i;
        const struct bytedict_entry value = { .code = b->codes[i],
                                              .hash = code_hash(b->codes[i]) };
        if (!bytedict_add_value(d, value, NULL, raw_bits))
            return i;
        i++;
    }
}

static size_t bytedict_add(struct codec_stream *s, const struct codec_batch *b)
{
    struct bytedict_stream *d = (struct bytedict_stream *)s;
    const unsigned char *bytes = b->bytes;
    size_t i;

    if (b->ids != NULL)
        return bytedict_add_ids(d, b);
    if (!codec_is_text(s->type))
        return bytedict_add_codes(d, b);
    for (i = 0; i < b->count; i++) {
        const struct bytedict_entry value = {
            .length = b->lengths[i],
            .hash = encoder_hash(bytes, (size_t)b->lengths[i]),
        };
        if (!bytedict_add_value(d, value, bytes,
                                encoder_raw_bits(s, value.length)))
            break;
        bytes += value.length;
    }
    return i;
}

static bool bytedict_allows(struct codec_type t)
{
    return codec_is_text(t) || t.width >= 2;
}

const struct codec codec_bytedict = {
    .name = "bytedict",
    .state_bytes = sizeof(struct bytedict_stream),
    .allows = bytedict_allows,
    .start = bytedict_start,
    .add = bytedict_add,
    .takes_ids = true,
};
