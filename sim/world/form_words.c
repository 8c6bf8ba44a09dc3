#include "world/form_words.h"

#include <string.h>

#include "base/check.h"

/* A cut falls into a word as often as it is long, up to this length; longer
   ones come first a little too rarely. */
enum { WORD_BYTES = 31, CUT_TRIES = 1000 };

/* A fraction of 2^32 has its entry in the guide by its highest bits. */
enum { GUIDE_BITS = 11, GUIDE_SHIFT = 32 - GUIDE_BITS };

/* Short words leave room for a blank in what is copied at once. */
enum { COPY_BYTES = 16, SHORT_BYTES = COPY_BYTES - 1 };

/* Of a short word the text; blanks follow, as far as a copy from any of its
   bytes reaches. */
struct ready_word {
    char text[2 * COPY_BYTES];
    const char *whole;
    size_t bytes;
};

struct form_words {
    uint32_t guide[1 << GUIDE_BITS]; /* the first word that may be meant */
    struct ready_word *words;
};

static double share_of(uint64_t fraction)
{
    return (double)fraction * 0x1p-32;
}

/* The word whose share covers a 32-bit fraction. */
static int64_t word_at(const struct form *f, uint64_t fraction)
{
    int64_t first = 0, left = f->count;

    if (f->cumulative == NULL)
        return (int64_t)((fraction * (uint64_t)f->count) >> 32);

    /* A binary search without branches to mispredict. */
    const double u = share_of(fraction);
    while (left > 1) {
        const int64_t half = left / 2;
        first += f->cumulative[first + half - 1] <= u ? half : 0;
        left -= half;
    }
    return first;
}

void form_prepare(struct arena *a, struct form *f)
{
    struct form_words *const w = ARENA_NEW(a, struct form_words);

    CHECK(f->kind == FORM_WORDS && f->count >= 1 && f->count < UINT32_MAX);
    for (uint64_t b = 0; b < (uint64_t)1 << GUIDE_BITS; b++)
        w->guide[b] = (uint32_t)word_at(f, b << GUIDE_SHIFT);
    w->words = ARENA_ARRAY(a, f->count, struct ready_word);
    for (int64_t i = 0; i < f->count; i++) {
        struct ready_word *const r = &w->words[i];
        r->whole = f->items[i];
        r->bytes = strlen(r->whole);
        memset(r->text, ' ', sizeof(r->text));
        memcpy(r->text, r->whole,
               r->bytes < SHORT_BYTES ? r->bytes : SHORT_BYTES);
    }
    f->words = w;
}

static const struct ready_word *ready_at(const struct form *f,
                                         uint64_t fraction)
{
    const double u = share_of(fraction);
    int64_t i = f->words->guide[fraction >> GUIDE_SHIFT];

    if (f->cumulative == NULL)
        return &f->words->words[word_at(f, fraction)];
    while (i + 1 < f->count && f->cumulative[i] <= u)
        i++;
    return &f->words->words[i];
}

/*
 * Where the running text is cut: a word and a place are drawn together until
 * the place lies in the word or on the blank behind it. So each byte of the
 * text is as likely as any other to be the first.
 */
static const char *first_fragment(const struct form *f, int64_t code)
{
    for (uint64_t i = 1; i <= CUT_TRIES; i++) {
        const uint64_t bits = form_hash(code, i);
        const char *const word = f->items[word_at(f, bits >> 32)];
        const size_t place = bits % (WORD_BYTES + 1);

        if (place <= strlen(word))
            return word + place;
    }
    return "";
}

/* A word, or what is left of it from `from` on, and a blank, as far as there
   is room; returns the bytes. */
static size_t put_word(const char *word, size_t bytes, char *out, size_t room)
{
    const size_t copied = bytes < room ? bytes : room;

    memcpy(out, word, copied);
    if (copied == room)
        return copied;
    out[copied] = ' ';
    return copied + 1;
}

static size_t put_ready(const struct ready_word *w, size_t from, char *out,
                        size_t room)
{
    if (w->bytes > SHORT_BYTES || room < COPY_BYTES)
        return put_word(w->whole + from, w->bytes - from, out, room);
    memcpy(out, w->text + from, COPY_BYTES);
    return w->bytes - from + 1;
}

/* What first_fragment finds. */
static size_t put_first(const struct form *f, int64_t code, char *out)
{
    for (uint64_t i = 1; i <= CUT_TRIES; i++) {
        const uint64_t bits = form_hash(code, i);
        const struct ready_word *const word = ready_at(f, bits >> 32);
        const size_t place = bits % (WORD_BYTES + 1);

        if (place <= word->bytes)
            return put_ready(word, place, out, FORM_TEXT_MAX);
    }
    return put_word("", 0, out, FORM_TEXT_MAX);
}

static size_t ready_text(const struct form *f, int64_t code, size_t length,
                         char *out)
{
    size_t used = put_first(f, code, out);

    for (uint64_t i = 1; used < length; i += 2) {
        const uint64_t bits = form_hash(code, CUT_TRIES + i);

        used += put_ready(ready_at(f, bits >> 32), 0, out + used,
                          FORM_TEXT_MAX - used);
        if (used < length)
            used += put_ready(ready_at(f, bits & UINT32_MAX), 0, out + used,
                              FORM_TEXT_MAX - used);
    }
    return length;
}

size_t form_words_text(const struct form *f, int64_t code, size_t length,
                       char *out)
{
    CHECK(f->count >= 1 && length <= FORM_TEXT_MAX);
    if (f->words != NULL)
        return ready_text(f, code, length, out);

    const char *word = first_fragment(f, code);
    uint64_t bits = 0;
    size_t used = 0;
    for (uint64_t i = 1; used < length; i++) {
        used += put_word(word, strlen(word), out + used, length - used);
        /* A hash is good for two words. */
        bits = i % 2 == 1 ? form_hash(code, CUT_TRIES + i) : bits << 32;
        word = f->items[word_at(f, bits >> 32)];
    }
    return used;
}
