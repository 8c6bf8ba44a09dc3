#include "estimate/runs.h"

#include <math.h>

#include "estimate/order.h"

/* Are the first k + 1 keys independent of each other? */
static bool keys_apart(const struct table_layout *l, int k)
{
    for (int i = 0; i <= k; i++)
        for (int j = 0; j < i; j++)
            if (order_root(l->t, l->design.sortkeys[i]) ==
                order_root(l->t, l->design.sortkeys[j]))
                return false;
    return true;
}

/* Let the rows of all runs fall anew, one run after the other. */
static void deal(double *edges, int count, struct dealt *fell)
{
    const double rows = edges[count];
    double at = edges[0], expected = edges[0];

    for (int run = 0; run + 1 < count; run++) {
        const double share =
            (edges[run + 1] - expected) / fmax(rows - expected, 1e-9);
        expected = edges[run + 1];
        at += dealt_part(fell, rows - at, fmin(share, 1), 0);
        edges[run + 1] = at;
    }
}

double *runs_edges(struct arena *a, struct known *known,
                   const struct table_layout *l, int k, struct dealt *fell,
                   int *count)
{
    double *edges = ARENA_ARRAY(a, 2, double);

    if (!keys_apart(l, k))
        return NULL;

    edges[1] = l->slice_rows;
    *count = 1;
    for (int i = 0; i < k; i++) {
        const struct marginal *m =
            known_marginal(known, l->table, l->design.sortkeys[i]);
        struct pmf values;
        if (m->distinct > RUNS_MOST || m->null_frac > 0 ||
            !marginal_list(a, m, &values) ||
            (double)*count * (double)values.count > RUNS_MOST)
            return NULL;
        double *const finer = ARENA_ARRAY(a, *count * values.count + 1, double);
        int n = 0;
        for (int run = 0; run < *count; run++) {
            double at = edges[run];
            for (int64_t v = 0; v < values.count; v++) {
                finer[n++] = at;
                at += values.shares[v] * (edges[run + 1] - edges[run]);
            }
        }
        finer[n] = l->slice_rows;
        edges = finer;
        *count = n;
    }
    if (fell != NULL)
        deal(edges, *count, fell);
    return edges;
}
