#include "world/form.h"

#include <string.h>

#include "base/check.h"
#include "world/form_words.h"

enum { LETTERS = 26 };

/* A 32-bit fraction holds this many letters: 26^6 < 2^32. */
enum { LETTERS_PER_HALF = 6 };

/* A pattern whose numbers are not known: digits of a number up to a million.
   guess; only the width of plain %d patterns without `distinct` rests on it. */
enum { PATTERN_NUMBERS = 1000000 };

static int lesser(int a, int b)
{
    return a < b ? a : b;
}

/* Length drawn for this code, uniform over length_lo..length_hi. */
static int drawn_length(const struct form *f, int64_t code)
{
    const uint64_t span = (uint64_t)(f->length_hi - f->length_lo) + 1;
    const int length = f->length_lo + (int)rng_below(form_hash(code, 0), span);

    return lesser(length, FORM_TEXT_MAX);
}

/* Letters that tell `distinct` codes apart, at least 1. */
static int code_letters(int64_t distinct)
{
    uint64_t span = LETTERS;
    int letters = 1;

    while (span < (uint64_t)distinct && letters < 13) {
        span *= LETTERS;
        letters++;
    }
    return letters + (span < (uint64_t)distinct);
}

static size_t copy_bytes(char *out, size_t used, const char *s)
{
    const size_t bytes = strlen(s);
    const size_t room = FORM_TEXT_MAX - used;
    const size_t copied = bytes < room ? bytes : room;

    memcpy(out + used, s, copied);
    return used + copied;
}

static size_t pattern_text(const struct form *f, int64_t code, char *out)
{
    char digits[24];
    int count = 0;
    uint64_t n = code < 0 ? 0 - (uint64_t)code : (uint64_t)code;
    size_t used = copy_bytes(out, 0, f->prefix);

    do {
        digits[count++] = (char)('0' + n % 10);
        n /= 10;
    } while (n > 0);

    /* As printf: the sign is one of the zero-padded digits. */
    if (code < 0 && used < FORM_TEXT_MAX)
        out[used++] = '-';
    for (int i = count + (code < 0); i < f->digits && used < FORM_TEXT_MAX; i++)
        out[used++] = '0';
    while (count > 0 && used < FORM_TEXT_MAX)
        out[used++] = digits[--count];
    return copy_bytes(out, used, f->suffix);
}

/* A letter from the top of a fraction, which keeps the rest. */
static char take_letter(uint32_t *fraction)
{
    const uint64_t scaled = (uint64_t)*fraction * LETTERS;

    *fraction = (uint32_t)scaled;
    return (char)('a' + (scaled >> 32));
}

static void fill_letters(int64_t code, char *out, int count)
{
    for (int i = 0; i < count; i += 2 * LETTERS_PER_HALF) {
        const uint64_t bits = form_hash(code, (uint64_t)i + 1);
        uint32_t half[2] = { (uint32_t)bits, (uint32_t)(bits >> 32) };
        const int end = lesser(count, i + 2 * LETTERS_PER_HALF);

        for (int j = i; j < end; j++)
            out[j] = take_letter(&half[(j - i) / LETTERS_PER_HALF]);
    }
}

static int random_length(const struct form *f, int64_t code, int letters)
{
    const int most = lesser(f->length_hi, FORM_TEXT_MAX);
    const int drawn = drawn_length(f, code);

    return lesser(drawn > letters ? drawn : letters, most);
}

/* When length_hi is too short for the code, its last letters are lost, and
   with them some codes share a text; the order holds. */
static size_t random_text(const struct form *f, int64_t code, char *out)
{
    const int letters = code_letters(f->distinct);
    const int length = random_length(f, code, letters);
    int64_t rest = code;

    for (int i = letters; i > length; i--)
        rest /= LETTERS;
    for (int i = lesser(letters, length); i > 0; i--) {
        out[i - 1] = (char)('a' + rest % LETTERS);
        rest /= LETTERS;
    }
    if (length > letters)
        fill_letters(code, out + letters, length - letters);
    return (size_t)length;
}

size_t form_text(const struct form *f, int64_t code, char *out)
{
    switch (f->kind) {
    case FORM_LIST:
        CHECK(code >= 0 && code < f->count);
        return copy_bytes(out, 0, f->items[code]);
    case FORM_PATTERN:
        return pattern_text(f, code, out);
    case FORM_RANDOM:
        ASSERT(code >= 0);
        return random_text(f, code, out);
    case FORM_WORDS:
        return form_words_text(f, code, (size_t)drawn_length(f, code), out);
    case FORM_NONE:
        break;
    }
    CHECK(f->kind != FORM_NONE);
    return 0;
}

size_t form_bytes(const struct form *f, int64_t code)
{
    char text[FORM_TEXT_MAX];

    if (f->kind == FORM_RANDOM)
        return (size_t)random_length(f, code, code_letters(f->distinct));
    if (f->kind == FORM_WORDS)
        return (size_t)drawn_length(f, code);
    return form_text(f, code, text);
}

/* Sign of text(code) - text, byte by byte; with `prefix` only as many bytes
   of text(code) count as `text` has. */
static int compare_code(const struct form *f, int64_t code, const char *text,
                        bool prefix)
{
    char own[FORM_TEXT_MAX];
    size_t bytes = form_text(f, code, own);
    const size_t other = strlen(text);

    if (prefix && bytes > other)
        bytes = other;
    const int sign = memcmp(own, text, bytes < other ? bytes : other);
    return sign != 0 ? sign : (bytes > other) - (bytes < other);
}

/* One more than the largest code of an ordered form. */
static int64_t codes_end(const struct form *f)
{
    int64_t end = 1;

    if (f->kind == FORM_LIST)
        return f->count;
    if (f->kind == FORM_RANDOM)
        return f->distinct;
    for (int i = 0; i < f->digits; i++) {
        if (end > INT64_MAX / 10)
            return INT64_MAX;
        end *= 10;
    }
    return end;
}

/* The first code whose text is at least `text`; with `after`, the first that
   is behind all texts that begin with it. */
static int64_t first_code(const struct form *f, const char *text, bool after)
{
    int64_t lo = 0, hi = codes_end(f);

    while (lo < hi) {
        const int64_t middle = lo + (hi - lo) / 2;
        if (compare_code(f, middle, text, after) < (after ? 1 : 0))
            lo = middle + 1;
        else
            hi = middle;
    }
    return lo;
}

/* The number in a pattern's text, when writing it gives the text again. */
static bool pattern_code(const struct form *f, const char *text, int64_t *code)
{
    const size_t skip = strlen(f->prefix);
    uint64_t n = 0;

    if (strncmp(text, f->prefix, skip) != 0)
        return false;

    const bool negative = text[skip] == '-';
    const char *p = text + skip + negative;
    for (; *p >= '0' && *p <= '9'; p++) {
        if (n > (INT64_MAX - 9) / 10)
            return false;
        n = n * 10 + (uint64_t)(*p - '0');
    }
    *code = negative ? -(int64_t)n : (int64_t)n;
    return compare_code(f, *code, text, false) == 0;
}

bool form_rank(const struct form *f, const char *text, int64_t *rank,
               bool *exact)
{
    *rank = 0;
    *exact = false;
    if (f->kind == FORM_NONE || f->kind == FORM_WORDS)
        return false;
    if (f->kind == FORM_PATTERN && !f->ordered) {
        *exact = pattern_code(f, text, rank);
        return *exact;
    }
    *rank = first_code(f, text, false);
    *exact = *rank < codes_end(f) && compare_code(f, *rank, text, false) == 0;
    return f->ordered || *exact;
}

bool form_prefix(const struct form *f, const char *prefix, int64_t *lo,
                 int64_t *hi)
{
    if (!f->ordered || f->kind == FORM_NONE || f->kind == FORM_WORDS)
        return false;
    *lo = first_code(f, prefix, false);
    *hi = first_code(f, prefix, true) - 1;
    return true;
}

/* Mean of x uniform over the integers a..b, kept within lo..hi. */
static double mean_within(double a, double b, double lo, double hi)
{
    double sum = 0;

    if (lo > hi)
        lo = hi;
    if (a < lo) {
        const double below = (b < lo ? b + 1 : lo) - a;
        sum += below * lo;
    }
    if (b > hi) {
        const double above = b - (a > hi ? a - 1 : hi);
        sum += above * hi;
    }
    const double from = a > lo ? a : lo, to = b < hi ? b : hi;
    if (from <= to)
        sum += (from + to) / 2 * (to - from + 1);
    return sum / (b - a + 1);
}

static double pattern_mean(const struct form *f)
{
    const double n = f->distinct > 0 ? (double)f->distinct : PATTERN_NUMBERS;
    double sum = 0, from = 1;

    for (int digits = 1; from <= n; digits++, from *= 10) {
        const double to = from * 10 - 1 < n ? from * 10 - 1 : n;
        sum += (to - from + 1) * (digits > f->digits ? digits : f->digits);
    }
    return (double)strlen(f->prefix) + sum / n + (double)strlen(f->suffix);
}

static double list_mean(const struct form *f)
{
    double sum = 0;

    for (int64_t i = 0; i < f->count; i++)
        sum += (double)strlen(f->items[i]);
    return f->count == 0 ? 0 : sum / (double)f->count;
}

double form_mean_bytes(const struct form *f)
{
    const double most = lesser(f->length_hi, FORM_TEXT_MAX);

    switch (f->kind) {
    case FORM_LIST:
        return list_mean(f);
    case FORM_PATTERN:
        return pattern_mean(f);
    case FORM_RANDOM:
        return mean_within(f->length_lo, f->length_hi,
                           code_letters(f->distinct), most);
    case FORM_WORDS:
        return mean_within(f->length_lo, f->length_hi, 0, most);
    case FORM_NONE:
        break;
    }
    return 0;
}
