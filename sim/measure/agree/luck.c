#include "measure/agree/luck.h"

#include <math.h>

#include "estimate/prune_past.h"
#include "estimate/prune_slice.h"

/* Slices looked at in all, when so many pieces are dealt on each. */
enum { LUCK_PIECES = 8192, LUCK_SIZES_LEAST = 16 };

double luck_sd(struct luck_sd of)
{
    return sqrt(of.slices * of.slices + of.runs * of.runs);
}

/* ---- one number of a slice, by its size and its way of falling --------- */

struct sample {
    int sizes;
    const double *rows; /* of each size */
    const double *y;    /* of each size two: [2 size + way] */
    int stride;         /* from one of them to the next */
};

static double of(const struct sample *s, int size, int way)
{
    return s->y[(2 * size + way) * s->stride];
}

/* Variance that ways of falling make. */
static double runs_variance(const struct sample *s)
{
    double squares = 0;

    for (int i = 0; i < s->sizes; i++) {
        const double apart = of(s, i, 0) - of(s, i, 1);
        squares += apart * apart / 2;
    }
    return squares / s->sizes;
}

/* Variance off the straight line over the rows, of sizes and ways. */
static double line_variance(const struct sample *s)
{
    double mx = 0, my = 0, xx = 0, xy = 0, yy = 0;
    const int n = s->sizes;

    for (int i = 0; i < n; i++) {
        mx += s->rows[i] / n;
        my += (of(s, i, 0) + of(s, i, 1)) / (2 * n);
    }
    for (int i = 0; i < 2 * n; i++) {
        const double x = s->rows[i / 2] - mx, y = of(s, i / 2, i % 2) - my;
        xx += x * x;
        xy += x * y;
        yy += y * y;
    }
    return (xx > 0 ? fmax(yy - xy * xy / xx, 0) : yy) / (2 * n - 2);
}

/* Of one slice to all. All of one size leave nothing to their sizes; the
   comparison is of equal numbers. */
static struct luck_sd sd_of(const struct table_layout *l,
                            const struct sample *s)
{
    const bool alike = s->rows[0] == s->rows[s->sizes - 1];
    const double times = l->populated * l->copies;
    const double both = line_variance(s);
    const double runs = alike ? both : runs_variance(s);
    const double slices = fmax(both - runs, 0);

    return (struct luck_sd){ sqrt(times * slices), sqrt(times * runs) };
}

/* ---- a scan ----------------------------------------------------------- */

/* Look at slices of so many sizes, two ways each, and sum up. */
static void look(struct scanned *scan, int sizes, struct luck *luck)
{
    const struct table_layout *const l = scan->layout;
    struct arena *const a = scan->known->scratch;
    const struct arena_mark mark = arena_mark(a);
    const int columns = l->t->column_count + HIDDEN_COLUMNS;
    double *const rows = ARENA_ARRAY(a, sizes, double);
    double *const left = ARENA_ARRAY(a, 2 * sizes, double);
    double *const blocks = ARENA_ARRAY(a, 2 * sizes * columns, double);

    for (int i = 0; i < 2 * sizes; i++) {
        struct dealt fell = dealt_of(2 * i); /* no two lie opposite */
        rows[i / 2] = l->chance_sd_rows > 0
                          ? layout_chance_slice(l, i / 2, sizes)
                          : l->slice_rows;
        scan->blocks = blocks + i * columns;
        left[i] = prune_slice(scan, rows[i / 2], &fell, 1);
    }
    for (int c = 0; c < columns; c++)
        luck->blocks[c] =
            sd_of(l, &(struct sample){ sizes, rows, blocks + c, columns });
    luck->rows = sd_of(l, &(struct sample){ sizes, rows, left, 1 });
    arena_rewind(a, mark);
}

struct luck luck_of_scan(struct arena *a, struct known *k,
                         const struct table_layout *l,
                         struct condition *const *filters, int count)
{
    const int columns = l->t->column_count + HIDDEN_COLUMNS;
    double *const blocks = ARENA_ARRAY(a, columns, double);
    struct luck luck = { .blocks = ARENA_ARRAY(a, columns, struct luck_sd) };
    struct scanned scan = { k, l, filters, count, blocks, 0 };

    if (l->past != NULL || l->observed != NULL ||
        condition_never_all(filters, count))
        return luck;
    const double left = prune_slice(&scan, l->slice_rows, NULL, 1);
    if (left >= l->slice_rows || (l->chance_sd_rows <= 0 && scan.chances <= 0))
        return luck;
    look(&scan,
         (int)fmin(fmax(LUCK_PIECES / fmax(scan.chances, 1), LUCK_SIZES_LEAST),
                   LUCK_SIZES),
         &luck);
    return luck;
}

double luck_filled(struct known *k, const struct table_layout *l,
                   struct condition *const *filters, int count,
                   const double *slice_rows, int slices, double *blocks)
{
    enum { WAYS = 16 };
    const int columns = l->t->column_count + HIDDEN_COLUMNS;
    struct scanned scan = { k, l, filters, count, blocks, 0 };
    double left = 0, filled = 0;

    for (int s = 0; s < slices; s++) {
        filled += slice_rows[s] > 0;
        for (int w = 0; slice_rows[s] > 0 && w < WAYS; w++) {
            struct dealt fell = dealt_of(WAYS * s + w);
            left += prune_slice(&scan, slice_rows[s], &fell, 1.0 / WAYS) / WAYS;
        }
    }
    for (int c = 0; c < columns; c++)
        blocks[c] += filled * prune_past_empty(l, c);
    return left;
}
