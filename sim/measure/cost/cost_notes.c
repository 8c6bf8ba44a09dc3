#include "measure/cost/cost_frames.h"

#include "base/text.h"

static bool has_guess(const struct query *q)
{
    for (int x = 0; x < q->cross_count; x++)
        if (q->crosses[x].guess < 1)
            return true;
    return q->having_guess < 1;
}

static void note_query(const struct query *q, struct frames *out)
{
    for (int n = 0; n < q->note_count; n++)
        frames_note(out, "%s: %s", q->name ? q->name : "query", q->notes[n]);
    if (q->note_count == 0 && has_guess(q))
        frames_note(out, "%s: some conditions pass a guessed share of rows",
                    q->name ? q->name : "query");
    for (int b = 0; b < q->branch_count; b++)
        note_query(q->branches[b], out);
    for (int r = 0; r < q->relation_count; r++)
        if (q->relations[r].kind == RELATION_QUERY)
            note_query(q->relations[r].query, out);
}

static bool is_auto_everywhere(const struct cost *c, int table)
{
    for (int d = 0; d < c->design_count; d++)
        if (c->designs[d].design->tables[table].diststyle != DIST_AUTO)
            return false;
    return true;
}

void frames_notes(const struct cost *c, struct frames *out)
{
    const struct world *w = c->world;
    bool sampled = false, thin = false;

    for (int i = 0; i < w->note_count; i++)
        frames_note(out, "%s", w->notes[i]);
    for (int d = 0; d < c->design_count; d++)
        for (int q = 0; q < c->query_count; q++) {
            const struct cost_query *query = &c->designs[d].queries[q];
            note_query(query->query, out);
            sampled |= query->plan->sampled;
            thin |= query->plan->thin;
            if (query->plan->greedy)
                frames_note(out,
                            "%s joins more than 12 relations: its join order "
                            "was searched greedily",
                            query->query->name);
        }
    for (int t = 0; t < w->catalog.table_count; t++)
        if (is_auto_everywhere(c, t))
            frames_note(out,
                        "%s is DISTSTYLE AUTO: the size at which it stops "
                        "being ALL is a guess (no figure is published)",
                        w->catalog.tables[t].name);
    if (sampled)
        frames_note(out, "shares of rows on tied columns were counted on "
                         "32,768 sampled rows: up to 0.6 points off (95 %%)");
    if (thin)
        frames_note(out, "some shares rest on fewer than 30 sampled rows");
    frames_note(out,
                "seconds: the cluster is otherwise idle, code is compiled, "
                "no result is cached; rates are in models/params");
}
