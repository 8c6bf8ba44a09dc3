#include "codec/choose.h"

#include <math.h>

#include "base/check.h"
#include "base/text.h"

/* Quickest to read first: no work, arithmetic, a table, a scan, a library. */
static const char *const tried[] = {
    "raw",      "delta",     "delta32k", "bytedict", "mostly8", "mostly16",
    "mostly32", "runlength", "text255",  "text32k",  "lzo",
};

enum { TRIED = sizeof(tried) / sizeof(tried[0]) };

/*
 * TUNING: guess. Sizes this close are equal. LINEORDER's keys stayed RAW while
 * RUNLENGTH would have saved 2 % of lo_custkey; DELTA32K was advised for
 * LISTING's eventid for 5.88 %. Half or double of it changes no published
 * figure (models/encoding_notes.md).
 */
static const double TIE = 1.05;

/* Position in `tried`, TRIED when it is not there. */
static int preference(const char *name)
{
    int i = 0;

    while (i < TRIED && !text_equal(tried[i], name))
        i++;
    return i;
}

double choose_sample_bytes(struct codec_size size, double rows)
{
    CHECK(rows >= 1);
    return size.bytes_per_value + size.fixed_bytes / rows;
}

bool choose_copy_tries(const char *name)
{
    return preference(name) < TRIED;
}

/*
 * The candidate that choose_copy takes, among those of `least_bytes` or more;
 * -1 when there is none.
 */
static int choose_above(const struct choose_candidate *candidates, int count,
                        double least_bytes)
{
    double least = HUGE_VAL;
    int best = -1;

    for (int i = 0; i < count; i++)
        if (choose_copy_tries(candidates[i].name) &&
            candidates[i].bytes >= least_bytes)
            least = fmin(least, candidates[i].bytes);
    for (int i = 0; i < count; i++)
        if (choose_copy_tries(candidates[i].name) &&
            candidates[i].bytes >= least_bytes &&
            candidates[i].bytes <= least * TIE &&
            (best < 0 || preference(candidates[i].name) <
                             preference(candidates[best].name)))
            best = i;
    return best;
}

static int raw_index(const struct choose_candidate *candidates, int count)
{
    int i = 0;

    while (i < count && !text_equal(candidates[i].name, "raw"))
        i++;
    CHECK(i < count);
    return i;
}

double choose_raw_bytes(const struct choose_candidate *candidates, int count)
{
    return candidates[raw_index(candidates, count)].bytes;
}

int choose_copy(const struct choose_candidate *candidates, int count)
{
    const int best = choose_above(candidates, count, 0);
    CHECK(best >= 0);
    return best;
}

int choose_copy_sortkey(const struct choose_candidate *candidates, int count,
                        double others_ratio)
{
    const int raw = raw_index(candidates, count);

    CHECK(others_ratio >= 0);
    if (others_ratio * TIE <= 1)
        return raw;

    return choose_above(candidates, count,
                        candidates[raw].bytes / (others_ratio * TIE));
}
