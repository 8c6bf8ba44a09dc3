/* How the distribution of a column is found (marginal.h): columns that draw,
   count or refer. */
#include "world/law/marginal.h"

#include <math.h>

#include "base/check.h"
#include "world/frequency.h"
#include "world/law/marginal_build.h"
#include "world/law/pmf.h"
#include "world/sequence.h"
#include "world/value/value.h"

/* Expected of `keys` equal keys that `draws` draws hit. */
static double keys_hit(double keys, double draws)
{
    return keys <= 1 ? 1 : keys * pmf_hit(1 / keys, draws);
}

static int64_t orders_of(const struct marginal_build *b, int column)
{
    return sequence_orders(b->t->columns[column].law,
                           value_stream(b->w, b->table, column), b->t->rows);
}

/* Independent draws behind the rows: one per row, or per value of `per`.
   Never more than a look at that column, so that chains cost nothing. */
double marginal_draws(const struct marginal_build *b)
{
    const double rows = (double)b->t->rows;
    double draws = rows;

    if (b->c->per >= 0) {
        const struct law *per = b->t->columns[b->c->per].law;
        if (per->kind == LAW_SEQUENTIAL)
            draws = (double)orders_of(b, b->c->per);
        else if (per->kind == LAW_REFERENCES)
            draws =
                keys_hit((double)b->w->catalog.tables[per->table].rows, rows);
        else if (law_draws(per))
            draws = frequency_distinct(per, rows);
    }
    return fmax(1, draws * (1 - b->c->null_frac));
}

/* A table of the codes in p, which is sorted; `room` was made before. */
void marginal_set_table(struct marginal *m, const struct pmf *p,
                        const struct pmf *room, double draws)
{
    double sum = 0;

    CHECK(p->count >= 1 && p->count <= room->count);
    m->kind = MARGINAL_TABLE;
    m->distinct = fmax(1, pmf_distinct(p, draws));
    m->hot_share = 0;
    for (int64_t i = 0; i < p->count; i++) {
        room->codes[i] = p->codes[i];
        room->shares[i] = sum += p->shares[i];
    }
    for (int64_t i = 0; i < p->count; i++) {
        m->hot_share = fmax(m->hot_share, p->shares[i] / sum);
        room->shares[i] /= sum;
    }
    m->codes = room->codes;
    m->cumulative = room->shares;
    m->count = p->count;
    m->lo = p->codes[0];
    m->hi = p->codes[p->count - 1];
}

static void set_law(struct marginal_build *b)
{
    struct marginal *m = b->m;

    m->kind = MARGINAL_LAW;
    m->law = b->law;
    m->distinct = fmax(1, frequency_distinct(b->law, marginal_draws(b)));
    /* Quantiles at even steps miss no value that is common enough. */
    if (b->column == value_arrival_column(b->t))
        m->distinct = fmin(law_distinct(b->law), marginal_draws(b));
    m->hot_share = frequency_hottest(b->law);
    law_range(b->law, &m->lo, &m->hi);
    if (b->column == value_arrival_column(b->t))
        marginal_set_late(b);
}

/* The days of a calendar that is written as yyyymmdd. */
static void set_calendar(struct marginal_build *b, int64_t days)
{
    const struct pmf room = pmf_new(b->arena, days);
    const struct arena_mark mark = arena_mark(b->arena);
    struct pmf p = pmf_new(b->arena, days);

    for (int64_t i = 0; i < days; i++) {
        p.codes[i] = sequence_key(b->law, i);
        p.shares[i] = 1 / (double)days;
    }
    pmf_sort(b->arena, &p);
    marginal_set_table(b->m, &p, &room, MARGINAL_ALL_DRAWS);
    arena_rewind(b->arena, mark);
}

static void set_keys(struct marginal_build *b, int64_t orders)
{
    struct marginal *m = b->m;
    const int64_t first = sequence_key(b->law, 0);
    const int64_t last = sequence_key(b->law, orders - 1);
    const bool rising = first <= last;
    const int64_t most = sequence_line_hi(b->law);

    m->kind = MARGINAL_DENSE;
    m->lo = rising ? first : last;
    m->hi = rising ? last : first;
    m->count = orders;
    m->runs = b->law->kind == LAW_SEQUENTIAL &&
              b->law->sparse_of > b->law->sparse_used;
    if (orders > 1)
        m->step =
            (double)((uint64_t)m->hi - (uint64_t)m->lo) / (double)(orders - 1);
    m->hot_share = fmin(1, (double)most / (double)b->t->rows);
    if (most > sequence_line_lo(b->law))
        m->picks = b->law;
}

static void set_sequence(struct marginal_build *b)
{
    const int64_t orders = orders_of(b, b->column);
    const double lines = (double)b->t->rows / (double)orders;

    if (b->law->kind != LAW_CALENDAR || b->law->calendar == CALENDAR_DAYS)
        set_keys(b, orders);
    else if (orders <= PMF_CODES_MAX)
        set_calendar(b, orders);
    else
        marginal_set_sampled(b);
    /* A key is gone when all its lines are NULL. */
    b->m->distinct =
        fmax(1, (double)orders * (1 - pow(b->c->null_frac, fmax(1, lines))));
}

/* Line k is in all orders of k lines and more. */
static void set_line(struct marginal_build *b)
{
    const struct law *orders = b->t->columns[b->law->source].law;
    const int64_t lo = sequence_line_lo(orders), hi = sequence_line_hi(orders);
    const double rows = (double)(hi - lo + 1) * (double)(lo + hi) / 2;

    if (hi > PMF_CODES_MAX || b->t->rows < MARGINAL_SAMPLE) {
        marginal_set_sampled(b);
        return;
    }
    const struct pmf room = pmf_new(b->arena, hi);
    struct pmf p = pmf_new(b->arena, hi);
    for (int64_t k = 1; k <= hi; k++) {
        p.codes[k - 1] = k;
        p.shares[k - 1] = (double)(hi - (k > lo ? k : lo) + 1) / rows;
    }
    marginal_set_table(b->m, &p, &room, MARGINAL_ALL_DRAWS);
}

/* Every parent's row with its share; exact, since it follows the scatter. */
static bool set_scattered(struct marginal_build *b, const struct law *picks,
                          int64_t parents, double draws)
{
    if (parents > MARGINAL_SCATTERED)
        return false;
    const struct pmf room = pmf_new(b->arena, parents);
    const struct arena_mark mark = arena_mark(b->arena);
    const struct rng_stream s = value_scatter_stream(b->w, b->table, b->column);
    int64_t *rows = ARENA_ARRAY(b->arena, parents, int64_t);
    struct pmf p = pmf_new(b->arena, parents);
    const double first = 1 / law_harmonic(parents, picks->theta);

    for (int64_t i = 0; i < parents; i++) {
        rows[i] = i;
        p.shares[i] = picks->kind == LAW_ZIPF
                          ? first * pow((double)(i + 1), -picks->theta)
                          : (1 - picks->share) / (double)parents;
    }
    if (picks->kind == LAW_ZIPF)
        value_scatter_many(s, parents, (size_t)parents, rows);
    if (picks->kind == LAW_HOT)
        p.shares[picks->lo] += picks->share;
    value_batch(b->w, b->law->table, b->law->column, rows, (size_t)parents,
                p.codes);
    for (int64_t i = 0; i < parents; i++)
        if (p.codes[i] == VALUE_NULL)
            p.shares[i] = 0;
    pmf_sort(b->arena, &p);
    const bool known = p.count > 0;
    if (known) {
        marginal_set_table(b->m, &p, &room, draws);
        b->m->picks = NULL;
        b->m->sampled = false;
        b->m->orphan_frac = 0; /* the parent's own are among its codes */
    }
    arena_rewind(b->arena, mark);
    return known;
}

/* Keys drawn unevenly: a table when the parent is small. */
static void set_picked(struct marginal_build *b, int64_t parents, double draws)
{
    const double keys = b->m->distinct;
    struct law *picks = ARENA_NEW(b->arena, struct law);

    *picks = *b->law->inner;
    picks->count = parents;
    if (picks->kind == LAW_HOT)
        picks->lo = picks->lo < 0          ? 0
                    : picks->lo >= parents ? parents - 1
                                           : picks->lo;
    else
        picks->lo = 1;
    if (set_scattered(b, picks, parents, draws))
        return;
    b->m->picks = picks;
    if (picks->kind == LAW_ZIPF) {
        b->m->hot_share = frequency_hottest(picks);
        b->m->distinct = fmin(keys, frequency_distinct(picks, draws));
    } else {
        b->m->hot_share = picks->share + (1 - picks->share) / (double)parents;
        b->m->distinct = 1 + keys_hit(keys - 1, draws * (1 - picks->share));
    }
}

/* Orphans lie behind the parent's keys, as many as it has rows. */
static void set_orphans(struct marginal_build *b, double draws)
{
    struct marginal *m = b->m;
    const struct law *law = b->law;
    const double parents = (double)b->w->catalog.tables[law->table].rows;
    int64_t lo, last;

    value_range(b->w, law->table, law->column, &lo, &last);
    value_range(b->w, b->table, b->column, &lo, &m->hi);
    m->orphan_frac = law->orphan_frac;
    m->orphan_lo = law_add(last, 1);
    m->hot_share *= 1 - m->orphan_frac;
    m->distinct += keys_hit(parents, draws * m->orphan_frac);
}

/* Can keys and orphans be told apart, orphans above? Not when the keys fall
   or have orphans of their own. */
static bool has_form(const struct marginal_build *b, const struct marginal *key)
{
    const struct law *inner = b->law->inner;
    int64_t lo, hi;

    if (b->law->orphan_frac > 0) {
        value_range(b->w, b->table, b->column, &lo, &hi);
        if (key->orphan_frac > 0 || lo < key->lo)
            return false;
    }
    return inner == NULL || inner->kind == LAW_UNIFORM ||
           inner->kind == LAW_ZIPF || inner->kind == LAW_HOT ||
           inner->kind == LAW_LINE;
}

static void set_reference(struct marginal_build *b)
{
    const struct marginal *key =
        marginal_of(b->arena, b->w, b->law->table, b->law->column);
    const struct law *inner = b->law->inner;
    const double all = marginal_draws(b);
    const double draws = all * (1 - b->law->orphan_frac);

    if (!has_form(b, key)) {
        marginal_set_sampled(b);
        return;
    }
    *b->m = *key;
    b->m->null_frac = marginal_null(b->c->null_frac, key->null_frac);
    if (b->column == value_arrival_column(b->t) ||
        (inner != NULL && inner->kind == LAW_LINE)) /* one after the other */
        b->m->distinct = fmin(key->distinct, draws);
    else if (inner == NULL || inner->kind == LAW_UNIFORM)
        b->m->distinct = keys_hit(key->distinct, draws);
    else
        set_picked(b, b->w->catalog.tables[b->law->table].rows, draws);
    if (b->law->orphan_frac > 0)
        set_orphans(b, all);
}

const struct marginal *marginal_of(struct arena *a, const struct world *w,
                                   int table, int column)
{
    struct marginal_build b = {
        .arena = a, .w = w, .table = table, .column = column
    };

    CHECK(table >= 0 && table < w->catalog.table_count);
    b.t = &w->catalog.tables[table];
    CHECK(column >= 0 && b.t->rows >= 1 &&
          column < b.t->column_count + b.t->virtual_count);
    b.c = &b.t->columns[column];
    b.law = b.c->law;
    b.m = ARENA_NEW(a, struct marginal);
    b.m->null_frac = b.c->null_frac;
    b.m->step = 1;
    switch (b.law->kind) {
    case LAW_SEQUENTIAL:
    case LAW_CALENDAR:
        set_sequence(&b);
        break;
    case LAW_LINE:
        set_line(&b);
        break;
    case LAW_REFERENCES:
        set_reference(&b);
        break;
    case LAW_FROM:
        marginal_set_from(&b);
        break;
    case LAW_LAG:
        marginal_set_lag(&b);
        break;
    case LAW_CUT:
        marginal_set_cut(&b);
        break;
    case LAW_ROWS:
        marginal_set_rows(&b);
        break;
    case LAW_LOOKUP:
        marginal_set_lookup(&b);
        break;
    default:
        set_law(&b);
    }
    return b.m;
}
