/* The seven DS_ labels: who sends what to whom, on three nodes. */
#include "gallery/gallery.h"

enum { NODES = 3 };

/* What the rows of one side do. */
enum sending {
    STAY,
    TO_KEY, /* each row to the node of its key */
    TO_ALL, /* a copy to every other node */
    TO_ONE, /* all to the first node */
};

static const struct {
    const char *label;
    enum sending outer, inner;
    bool outer_all, inner_all; /* a whole copy on every node */
} labels[] = {
    { "DS_DIST_NONE", STAY, STAY, false, false },
    { "DS_DIST_ALL_NONE", STAY, STAY, false, true },
    { "DS_DIST_INNER", STAY, TO_KEY, false, false },
    { "DS_DIST_OUTER", TO_KEY, STAY, false, false },
    { "DS_BCAST_INNER", STAY, TO_ALL, false, false },
    { "DS_DIST_ALL_INNER", STAY, TO_ONE, true, false },
    { "DS_DIST_BOTH", TO_KEY, TO_KEY, false, false },
};

static const struct frame_column columns[] = {
    { "label", "", "As EXPLAIN has it", CELL_TEXT, 0 },
    { "side", "", "Whose rows travel", CELL_TEXT, 0 },
    { "from_node", "", "Who sends", CELL_COUNT, 0 },
    { "to_node", "", "Who receives", CELL_COUNT, 0 },
    { "sent_frac", "", "Share of the sender's rows of this side that it sends",
      CELL_NUMBER, 3 },
    { "held_before_frac", "", "Share of the side's rows on the node",
      CELL_NUMBER, 3 },
    { "held_after_frac", "", "Share that it joins", CELL_NUMBER, 3 },
};

static const struct chart_series series[] = {
    { "outer (streams)", CHART_OUTER },
    { "inner (hashed)", CHART_INNER },
};

/* Of the sender's rows, what goes to that other node. */
static double sent(enum sending sending, int to)
{
    switch (sending) {
    case TO_KEY:
        return 1.0 / NODES;
    case TO_ALL:
        return 1;
    case TO_ONE:
        return to == 0 ? 1 : 0;
    default:
        return 0;
    }
}

/* What a node holds of a side before, and what it joins of it. DISTKEY keeps
   a third on each node, as does the key after it was sent. */
static void add_held(struct frame *f, enum sending sending, bool all, int node,
                     bool joins)
{
    const double before = all ? 1 : 1.0 / NODES;
    const double after = sending == TO_ALL || sending == TO_ONE ? 1 : before;

    frame_number(f, before);
    frame_number(f, joins || node == 0 ? after : 0);
}

static void add_side(struct frame *f, size_t i, int side)
{
    const enum sending sending = side == 0 ? labels[i].outer : labels[i].inner;
    const bool all = side == 0 ? labels[i].outer_all : labels[i].inner_all;

    for (int pair = 0; pair < NODES * NODES; pair++) {
        const int from = pair / NODES, to = pair % NODES;

        frame_row(f);
        frame_text(f, labels[i].label);
        frame_text(f, series[side].name);
        frame_count(f, from);
        frame_count(f, to);
        frame_number(f, from == to ? 0 : sent(sending, to));
        if (from == to) {
            add_held(f, sending, all, from, labels[i].inner != TO_ONE);
            continue;
        }
        frame_null(f);
        frame_null(f);
    }
}

static bool measure(const struct exhibit *e, const struct world *w,
                    struct frames *out, struct faults *faults)
{
    struct frame *const f =
        frame_begin(out, e->chart.name, e->chart.title, columns, 7);

    (void)w;
    (void)faults;
    for (size_t i = 0; i < sizeof(labels) / sizeof(labels[0]); i++)
        for (int side = 0; side < 2; side++)
            add_side(f, i, side);
    return true;
}

const struct exhibit exhibit_labels = {
    .chart = { .name = "labels",
               .title = "The seven labels of a join: who sends what to whom",
               .lesson = "The best join sends nothing: both tables by the join "
                         "key, or the small one on every node.",
               .source = "",
               .about = "meaning of the labels: Database Developer Guide, "
                        "Evaluating the query plan",
               .kind = CHART_ARROWS,
               .x = { .column = "from_node", .label = "" },
               .y = { .column = "sent_frac", .label = "" },
               .panel = "label",
               .by = "side",
               .series = series,
               .series_count = 2 },
    .measure = measure,
};
