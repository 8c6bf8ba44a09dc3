#include "world/query.h"

#include <stdlib.h>

#include "base/check.h"
#include "base/clones.h"
#include "world/catalog.h"

/*
 * SQL's three values and a fourth for what is not modelled, so ordered that
 * AND is the least, OR the greatest and NOT turns the order round but keeps
 * the two in the middle. Unknown lies below maybe: "unknown and maybe" never
 * passes, "unknown or maybe" may.
 */
enum verdict { FAILS, UNKNOWN, MAYBE, PASSES };

static int compare_ranges(const void *a, const void *b)
{
    const struct code_range *const x = a, *const y = b;

    if (x->lo != y->lo)
        return x->lo < y->lo ? -1 : 1;
    return (x->hi > y->hi) - (x->hi < y->hi);
}

void query_tables(const struct query *q, bool *touches)
{
    for (int i = 0; i < q->branch_count; i++)
        query_tables(q->branches[i], touches);
    for (int i = 0; i < q->relation_count; i++) {
        const struct relation *const r = &q->relations[i];
        if (r->kind == RELATION_TABLE)
            touches[r->table] = true;
        else
            query_tables(r->query, touches);
    }
}

int code_ranges_normalise(struct code_range *ranges, int count)
{
    int kept = 0;

    for (int i = 0; i < count; i++)
        if (ranges[i].lo <= ranges[i].hi)
            ranges[kept++] = ranges[i];
    if (kept < 2)
        return kept;
    qsort(ranges, (size_t)kept, sizeof(*ranges), compare_ranges);

    int last = 0;
    for (int i = 1; i < kept; i++) {
        struct code_range *const r = &ranges[last];

        /* Not hi + 1, which the largest code does not have. */
        if (ranges[i].lo <= r->hi || ranges[i].lo - 1 == r->hi) {
            if (ranges[i].hi > r->hi)
                r->hi = ranges[i].hi;
        } else {
            ranges[++last] = ranges[i];
        }
    }
    return last + 1;
}

bool condition_has(const struct condition *c, int64_t code)
{
    int lo = 0, hi = c->range_count;

    CHECK(c->kind == COND_SET);
    if (code == VALUE_NULL)
        return c->accepts_null;
    while (lo < hi) {
        const int middle = lo + (hi - lo) / 2;
        if (c->ranges[middle].hi < code)
            lo = middle + 1;
        else
            hi = middle;
    }
    return lo < c->range_count && c->ranges[lo].lo <= code;
}

/* IS NOT NULL: the set of all codes, which is false for NULL, not unknown. */
static bool has_all_codes(const struct condition *c)
{
    return c->range_count == 1 && c->ranges[0].lo <= VALUE_NULL + 1 &&
           c->ranges[0].hi == INT64_MAX;
}

static enum verdict judge_set(const struct condition *c, int64_t code)
{
    if (condition_has(c, code))
        return PASSES;
    return code == VALUE_NULL && !has_all_codes(c) ? UNKNOWN : FAILS;
}

static bool compares(enum compare op, int64_t a, int64_t b)
{
    switch (op) {
    case COMPARE_EQ:
        return a == b;
    case COMPARE_NE:
        return a != b;
    case COMPARE_LT:
        return a < b;
    case COMPARE_LE:
        return a <= b;
    case COMPARE_GT:
        return a > b;
    case COMPARE_GE:
        return a >= b;
    }
    CHECK(op <= COMPARE_GE);
    return false;
}

static enum verdict judge_compare(const struct condition *c,
                                  const int64_t *codes)
{
    const int64_t a = codes[c->column], b = codes[c->other];

    if (a == VALUE_NULL || b == VALUE_NULL)
        return UNKNOWN;
    return compares(c->op, a, b) ? PASSES : FAILS;
}

static enum verdict negate(enum verdict v)
{
    return v == PASSES ? FAILS : v == FAILS ? PASSES : v;
}

static enum verdict judge(const struct condition *c, const int64_t *codes)
{
    enum verdict v;

    switch (c->kind) {
    case COND_SET:
        return judge_set(c, codes[c->column]);
    case COND_COMPARE:
        return judge_compare(c, codes);
    case COND_NOT:
        CHECK(c->part_count == 1);
        return negate(judge(c->parts[0], codes));
    case COND_AND:
        v = PASSES;
        for (int i = 0; i < c->part_count && v != FAILS; i++) {
            const enum verdict part = judge(c->parts[i], codes);
            v = part < v ? part : v;
        }
        return v;
    case COND_OR:
        v = FAILS;
        for (int i = 0; i < c->part_count && v != PASSES; i++) {
            const enum verdict part = judge(c->parts[i], codes);
            v = part > v ? part : v;
        }
        return v;
    case COND_GUESS:
        return MAYBE;
    }
    CHECK(c->kind <= COND_GUESS);
    return UNKNOWN;
}

bool condition_passes(const struct condition *c, const int64_t *codes)
{
    return judge(c, codes) >= MAYBE;
}

/* ---- many rows: judge of each, lane by lane ---------------------------- */

/* So few ranges are looked at one after the other, all rows at once. */
enum { FEW_RANGES = 8 };

/* NULL lies in no range: it is less than all codes. */
CLONES
static void range_many(struct code_range r, const int64_t *codes, size_t count,
                       int8_t *v)
{
    const int64_t lo = r.lo > VALUE_NULL ? r.lo : VALUE_NULL + 1;

    LOOP_SIMD
    for (size_t i = 0; i < count; i++)
        v[i] = ((codes[i] >= lo) & (codes[i] <= r.hi)) ? PASSES : v[i];
}

static void judge_set_many(const struct condition *c, const int64_t *codes,
                           size_t count, int8_t *v)
{
    const enum verdict null = judge_set(c, VALUE_NULL);

    if (c->range_count > FEW_RANGES) {
        for (size_t i = 0; i < count; i++)
            v[i] = (int8_t)judge_set(c, codes[i]);
        return;
    }
    for (size_t i = 0; i < count; i++)
        v[i] = (int8_t)(codes[i] == VALUE_NULL ? null : FAILS);
    for (int r = 0; r < c->range_count; r++)
        range_many(c->ranges[r], codes, count, v);
}

static void judge_compare_many(const struct condition *c, const int64_t *a,
                               const int64_t *b, size_t count, int8_t *v)
{
    for (size_t i = 0; i < count; i++)
        v[i] = (int8_t)(a[i] == VALUE_NULL || b[i] == VALUE_NULL ? UNKNOWN
                        : compares(c->op, a[i], b[i])            ? PASSES
                                                                 : FAILS);
}

static void judge_many(const struct condition *c, const int64_t *const *codes,
                       size_t count, int8_t *v);

/* The least verdict of all parts, or the greatest. */
static void judge_parts_many(const struct condition *c,
                             const int64_t *const *codes, size_t count,
                             int8_t *v)
{
    const bool all = c->kind == COND_AND;
    int8_t part[CONDITION_ROWS];

    for (size_t i = 0; i < count; i++)
        v[i] = all ? PASSES : FAILS;
    for (int p = 0; p < c->part_count; p++) {
        judge_many(c->parts[p], codes, count, part);
        for (size_t i = 0; i < count; i++)
            if (all ? part[i] < v[i] : part[i] > v[i])
                v[i] = part[i];
    }
}

static void judge_many(const struct condition *c, const int64_t *const *codes,
                       size_t count, int8_t *v)
{
    switch (c->kind) {
    case COND_SET:
        judge_set_many(c, codes[c->column], count, v);
        break;
    case COND_COMPARE:
        judge_compare_many(c, codes[c->column], codes[c->other], count, v);
        break;
    case COND_NOT:
        CHECK(c->part_count == 1);
        judge_many(c->parts[0], codes, count, v);
        for (size_t i = 0; i < count; i++)
            v[i] = (int8_t)negate((enum verdict)v[i]);
        break;
    case COND_AND:
    case COND_OR:
        judge_parts_many(c, codes, count, v);
        break;
    case COND_GUESS:
        for (size_t i = 0; i < count; i++)
            v[i] = MAYBE;
        break;
    }
}

void condition_passes_many(const struct condition *c,
                           const int64_t *const *codes, size_t count,
                           bool *passes)
{
    int8_t v[CONDITION_ROWS];

    CHECK(count <= CONDITION_ROWS);
    judge_many(c, codes, count, v);
    for (size_t i = 0; i < count; i++)
        passes[i] = v[i] >= MAYBE;
}

/* True when nothing but guesses decides, so that they can be combined. */
static bool only_guesses(const struct condition *c)
{
    if (c->kind == COND_SET || c->kind == COND_COMPARE)
        return false;
    for (int i = 0; i < c->part_count; i++)
        if (!only_guesses(c->parts[i]))
            return false;
    return true;
}

double condition_guess(const struct condition *c)
{
    double pass = 1, fail = 1;

    if (c->kind == COND_GUESS)
        return c->guess;
    if (c->kind == COND_SET || c->kind == COND_COMPARE)
        return 1;
    if (c->kind != COND_AND && !only_guesses(c))
        return 1;
    for (int i = 0; i < c->part_count; i++) {
        const double part = condition_guess(c->parts[i]);
        pass *= part;
        fail *= 1 - part;
    }
    if (c->kind == COND_NOT)
        return fail;
    return c->kind == COND_AND ? pass : 1 - fail;
}

bool condition_never(const struct condition *c)
{
    switch (c->kind) {
    case COND_GUESS:
        return c->constant && c->guess <= 0;
    case COND_AND:
        return condition_never_all(c->parts, c->part_count);
    case COND_OR:
        for (int i = 0; i < c->part_count; i++)
            if (!condition_never(c->parts[i]))
                return false;
        return true;
    case COND_SET:
    case COND_COMPARE:
    case COND_NOT:
        break;
    }
    return false;
}

bool condition_never_all(struct condition *const *filters, int count)
{
    for (int i = 0; i < count; i++)
        if (condition_never(filters[i]))
            return true;
    return false;
}

void condition_columns(const struct condition *c, bool *reads)
{
    if (c->kind == COND_SET || c->kind == COND_COMPARE)
        reads[c->column] = true;
    if (c->kind == COND_COMPARE)
        reads[c->other] = true;
    for (int i = 0; i < c->part_count; i++)
        condition_columns(c->parts[i], reads);
}
