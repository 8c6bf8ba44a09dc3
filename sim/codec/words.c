#include "codec/encoder.h"

/*
 * TEXT255, TEXT32K: a block's first different words make its dictionary; a
 * word of the dictionary becomes an index of 1 or 2 bytes.
 *
 * The guide says no more. How words are cut and stored is the one convention
 * that agrees with the published sizes of lo_shipmode (54 and 105 blocks, both
 * exact) and l_comment (+0.2 %); models/encoding_notes.md lists those that do
 * not:
 *  1. words are what stands between blanks; a doubled or leading blank makes
 *     an empty word;
 *  2. a word's index stands for the word and the blank after it;
 *  3. any other word is stored as an escape, its bytes and its blank;
 *  4. a value ends with an end code, which also tells whether the last word
 *     had its blank;
 *  5. indexes, escapes and end codes have the same width, 1 or 2 bytes.
 *
 * TEXT255's dictionary takes 245 words; TEXT32K's takes words until they fill
 * 32 KiB, each with one byte for its length.
 */
struct word_rule {
    int64_t code_bits;
    int words_max;
    size_t bytes_max; /* of the dictionary */
    size_t slots;     /* power of two */
};

struct word_entry {
    uint64_t hash;
    size_t offset;
    size_t length;
};

struct word_stream {
    struct codec_stream stream;
    struct word_rule rule;
    struct word_entry *entries;
    int count;
    uint16_t *slots; /* entry + 1; 0 is free */
    unsigned char *texts;
    size_t text_bytes, text_room;
};

static const struct word_rule rule255 = { 8, 245, SIZE_MAX, 1024 };
/* Empty words take a byte each, but only one of them enters. */
static const struct word_rule rule32k = { 16, 16384, 32768, 65536 };

static void words_open(struct codec_stream *s, struct word_rule rule)
{
    struct word_stream *w = (struct word_stream *)s;

    w->rule = rule;
    w->entries = ARENA_ARRAY(s->arena, rule.words_max, struct word_entry);
    w->slots = ARENA_ARRAY(s->arena, rule.slots, uint16_t);
}

static void text255_open(struct codec_stream *s)
{
    words_open(s, rule255);
}

static void text32k_open(struct codec_stream *s)
{
    words_open(s, rule32k);
}

static void words_start(struct codec_stream *s)
{
    struct word_stream *w = (struct word_stream *)s;

    w->count = 0;
    w->text_bytes = 0;
    memset(w->slots, 0, w->rule.slots * sizeof(w->slots[0]));
}

static size_t word_slot(const struct word_stream *w, uint64_t hash,
                        const unsigned char *word, size_t n)
{
    const size_t mask = w->rule.slots - 1;
    size_t i = (size_t)(hash ^ hash >> 32) & mask;

    for (; w->slots[i] != 0; i = (i + 1) & mask) {
        const struct word_entry *e = &w->entries[w->slots[i] - 1];
        if (e->hash == hash && e->length == n &&
            (n == 0 || memcmp(w->texts + e->offset, word, n) == 0))
            break;
    }
    return i;
}

static void word_keep(struct word_stream *w, const unsigned char *word,
                      size_t n)
{
    if (w->text_bytes + n > w->text_room) {
        const size_t room = 2 * (w->text_bytes + n);
        unsigned char *texts = arena_alloc(w->stream.arena, room);
        if (w->text_bytes > 0)
            memcpy(texts, w->texts, w->text_bytes);
        w->texts = texts;
        w->text_room = room;
    }
    if (n > 0)
        memcpy(w->texts + w->text_bytes, word, n);
    w->text_bytes += n;
}

/* Take the word into the dictionary; false when it is full. */
static bool word_enters(struct word_stream *w, size_t slot, uint64_t hash,
                        const unsigned char *word, size_t n)
{
    const size_t used = w->text_bytes + (size_t)w->count;

    if (w->count == w->rule.words_max || used + n + 1 > w->rule.bytes_max)
        w->stream.tally.full = true;
    if (w->stream.tally.full)
        return false;
    w->entries[w->count] = (struct word_entry){ hash, w->text_bytes, n };
    word_keep(w, word, n);
    w->slots[slot] = (uint16_t)++w->count;
    return true;
}

/* What a value adds to the block. */
struct word_cost {
    int64_t value_bits, fixed_bits;
};

static struct word_cost word_add(struct word_stream *w,
                                 const unsigned char *word, size_t n,
                                 uint64_t hash, bool blank)
{
    const size_t slot = word_slot(w, hash, word, n);
    struct word_cost cost = { w->rule.code_bits, 0 };

    if (w->slots[slot] != 0)
        return cost;
    if (word_enters(w, slot, hash, word, n))
        cost.fixed_bits = 8 * ((int64_t)n + 1);
    else
        cost.value_bits += 8 * ((int64_t)n + blank);
    return cost;
}

static struct word_cost words_add_value(struct word_stream *w,
                                        const unsigned char *text, size_t n)
{
    struct word_cost sum = { w->rule.code_bits + w->stream.null_bits, 0 };
    size_t i = 0;

    while (i < n) {
        const size_t from = i;
        uint64_t hash = encoder_hash(NULL, 0);
        for (; i < n && text[i] != ' '; i++)
            hash = (hash ^ text[i]) * 1099511628211u;
        const bool blank = i < n;
        const struct word_cost cost =
            word_add(w, text + from, i - from, hash, blank);
        sum.value_bits += cost.value_bits;
        sum.fixed_bits += cost.fixed_bits;
        i += blank;
    }
    return sum;
}

static size_t words_add(struct codec_stream *s, const struct codec_batch *b)
{
    struct word_stream *w = (struct word_stream *)s;
    struct codec_tally *t = &s->tally;
    const unsigned char *bytes = b->bytes;
    size_t i;

    for (i = 0; i < b->count; i++) {
        const int32_t n = b->lengths[i];
        const bool was_full = t->full;
        const struct word_cost cost = words_add_value(w, bytes, (size_t)n);
        if (!encoder_fits(s, cost.value_bits + cost.fixed_bits))
            break;
        t->values++;
        t->value_bits += cost.value_bits;
        t->fixed_bits += cost.fixed_bits;
        if (t->full && !was_full) {
            t->settled_values = t->values;
            t->settled_bits = t->value_bits;
        }
        bytes += n;
    }
    return i;
}

static bool words_allows(struct codec_type t)
{
    return t.form == CODEC_VARCHAR;
}

const struct codec codec_text255 = {
    .name = "text255",
    .state_bytes = sizeof(struct word_stream),
    .allows = words_allows,
    .open = text255_open,
    .start = words_start,
    .add = words_add,
};

const struct codec codec_text32k = {
    .name = "text32k",
    .state_bytes = sizeof(struct word_stream),
    .allows = words_allows,
    .open = text32k_open,
    .start = words_start,
    .add = words_add,
};
