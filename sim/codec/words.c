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

/* Values as the numbers of their words. */
struct learned_words {
    size_t *firsts;    /* per value: its first word; one more at the end */
    uint32_t *words;   /* number * 2, and 1 where a blank follows */
    int32_t *lengths;  /* per number */
    uint32_t *entered; /* per number: in the dictionary of which block */
    uint32_t count, block;
};

struct word_stream {
    struct codec_stream stream;
    struct learned_words learned;
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
    w->learned.block++;
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

/* Has the dictionary room for a word? Once it has not, it is full. */
static bool word_fits(struct word_stream *w, size_t n)
{
    const size_t used = w->text_bytes + (size_t)w->count;

    if (w->count == w->rule.words_max || used + n + 1 > w->rule.bytes_max)
        w->stream.tally.full = true;
    return !w->stream.tally.full;
}

/* Take the word into the dictionary; false when it is full. */
static bool word_enters(struct word_stream *w, size_t slot, uint64_t hash,
                        const unsigned char *word, size_t n)
{
    if (!word_fits(w, n))
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

struct word {
    size_t length;
    uint64_t hash;
    bool blank; /* one follows */
};

/* The word that begins with the i-th byte of a text. */
static struct word word_at(const unsigned char *text, size_t n, size_t i)
{
    struct word w = { .hash = encoder_hash(NULL, 0) };

    for (; i + w.length < n && text[i + w.length] != ' '; w.length++)
        w.hash = (w.hash ^ text[i + w.length]) * 1099511628211u;
    w.blank = i + w.length < n;
    return w;
}

static struct word_cost words_add_value(struct word_stream *w,
                                        const unsigned char *text, size_t n)
{
    struct word_cost sum = { w->rule.code_bits + w->stream.null_bits, 0 };

    for (size_t i = 0; i < n;) {
        const struct word word = word_at(text, n, i);
        const struct word_cost cost =
            word_add(w, text + i, word.length, word.hash, word.blank);
        sum.value_bits += cost.value_bits;
        sum.fixed_bits += cost.fixed_bits;
        i += word.length + word.blank;
    }
    return sum;
}

static void words_count(struct codec_tally *t, struct word_cost cost,
                        bool was_full)
{
    t->values++;
    t->value_bits += cost.value_bits;
    t->fixed_bits += cost.fixed_bits;
    if (t->full && !was_full) {
        t->settled_values = t->values;
        t->settled_bits = t->value_bits;
    }
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
        words_count(t, cost, was_full);
        bytes += n;
    }
    return i;
}

/* ---- learned values --------------------------------------------------- */

/* Words while their numbers are found. */
struct word_table {
    struct learned_words *out;
    struct word_entry *entries; /* offset: of the batch's bytes */
    uint32_t *slots;            /* number + 1; 0 is free */
    size_t mask;
    const unsigned char *bytes;
};

static uint32_t number_of(struct word_table *t, uint64_t hash, size_t offset,
                          size_t n)
{
    size_t i = (size_t)(hash ^ hash >> 32) & t->mask;

    for (; t->slots[i] != 0; i = (i + 1) & t->mask) {
        const struct word_entry *e = &t->entries[t->slots[i] - 1];
        if (e->hash == hash && e->length == n &&
            memcmp(t->bytes + e->offset, t->bytes + offset, n) == 0)
            return t->slots[i] - 1;
    }
    t->entries[t->out->count] = (struct word_entry){ hash, offset, n };
    t->out->lengths[t->out->count] = (int32_t)n;
    t->slots[i] = ++t->out->count;
    return t->out->count - 1;
}

/* The words of the text at offset; how many there are. */
static size_t number_words(struct word_table *t, size_t offset, size_t n,
                           uint32_t *words)
{
    size_t count = 0;

    for (size_t i = 0; i < n;) {
        const struct word w = word_at(t->bytes + offset, n, i);
        words[count++] =
            number_of(t, w.hash, offset + i, w.length) * 2 + w.blank;
        i += w.length + w.blank;
    }
    return count;
}

/* No more words than texts, and blanks in them. */
static size_t words_most(const struct codec_batch *b)
{
    size_t bytes = 0, blanks = 0;

    for (size_t i = 0; i < b->count; i++)
        bytes += (size_t)b->lengths[i];
    for (size_t i = 0; i < bytes; i++)
        blanks += b->bytes[i] == ' ';
    return b->count + blanks;
}

static void words_learn(struct codec_stream *s, const struct codec_batch *b)
{
    struct word_stream *const w = (struct word_stream *)s;
    struct learned_words *const l = &w->learned;
    const size_t most = words_most(b);
    struct word_table t = { .out = l, .mask = 1, .bytes = b->bytes };
    size_t offset = 0, count = 0;

    while (t.mask < 2 * most)
        t.mask = 2 * t.mask + 1;
    t.entries = ARENA_ARRAY(s->arena, most, struct word_entry);
    t.slots = ARENA_ARRAY(s->arena, t.mask + 1, uint32_t);
    l->firsts = ARENA_ARRAY(s->arena, b->count + 1, size_t);
    l->words = ARENA_ARRAY(s->arena, most, uint32_t);
    l->lengths = ARENA_ARRAY(s->arena, most, int32_t);
    l->entered = ARENA_ARRAY(s->arena, most, uint32_t);
    l->count = 0;
    for (size_t i = 0; i < b->count; i++) {
        const size_t n = (size_t)b->lengths[i];
        l->firsts[i] = count;
        count += number_words(&t, offset, n, l->words + count);
        offset += n;
    }
    l->firsts[b->count] = count;
}

/* What word_add says of a word of this number. */
static struct word_cost learned_add(struct word_stream *w, uint32_t word)
{
    struct learned_words *const l = &w->learned;
    const uint32_t number = word / 2;
    const size_t n = (size_t)l->lengths[number];
    struct word_cost cost = { w->rule.code_bits, 0 };

    if (l->entered[number] == l->block)
        return cost;
    if (!word_fits(w, n)) {
        cost.value_bits += 8 * ((int64_t)n + word % 2);
        return cost;
    }
    l->entered[number] = l->block;
    w->count++;
    w->text_bytes += n;
    cost.fixed_bits = 8 * ((int64_t)n + 1);
    return cost;
}

static void words_add_learned(struct codec_stream *s, size_t from, size_t to)
{
    struct word_stream *const w = (struct word_stream *)s;

    for (size_t i = from; i < to; i++) {
        const bool was_full = s->tally.full;
        struct word_cost sum = { w->rule.code_bits + s->null_bits, 0 };
        for (size_t k = w->learned.firsts[i]; k < w->learned.firsts[i + 1];
             k++) {
            const struct word_cost cost = learned_add(w, w->learned.words[k]);
            sum.value_bits += cost.value_bits;
            sum.fixed_bits += cost.fixed_bits;
        }
        words_count(&s->tally, sum, was_full);
    }
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
    .learn = words_learn,
    .add_learned = words_add_learned,
};

const struct codec codec_text32k = {
    .name = "text32k",
    .state_bytes = sizeof(struct word_stream),
    .allows = words_allows,
    .open = text32k_open,
    .start = words_start,
    .add = words_add,
    .learn = words_learn,
    .add_learned = words_add_learned,
};
