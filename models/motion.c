#include "models/motion.h"

#include <math.h>

#include "base/check.h"

static struct motion moved_nothing(void)
{
    return (struct motion){ .rows_handled = 0 };
}

static struct motion moved_sum(struct motion a, struct motion b)
{
    return (struct motion){
        .rows_handled = a.rows_handled + b.rows_handled,
        .rows_moved = a.rows_moved + b.rows_moved,
        .bytes_moved = a.bytes_moved + b.bytes_moved,
        /* One hash function for both sides: the same node is busiest. */
        .busiest_bytes = a.busiest_bytes + b.busiest_bytes,
    };
}

/* Each row goes to the slice of its key; 1 of N is there already. */
static struct motion redistributed(struct motion_side side, double nodes)
{
    const double away = (nodes - 1) / nodes;
    const double rows = side.rows * away;
    const double fullest = side.rows * side.node_skew / nodes;

    return (struct motion){
        .rows_handled = side.rows,
        .rows_moved = rows,
        .bytes_moved = rows * side.row_bytes,
        .busiest_bytes = fullest * away * side.row_bytes,
    };
}

/* Each node receives the rows of all others. */
static struct motion broadcast(struct motion_side side, double nodes)
{
    const double copies = side.rows * (nodes - 1);

    return (struct motion){
        .rows_handled = side.rows * nodes,
        .rows_moved = copies,
        .bytes_moved = copies * side.row_bytes,
        .busiest_bytes = copies / nodes * side.row_bytes,
    };
}

/* All rows go to one slice: a redistribution with one value. */
static struct motion gathered(struct motion_side side, double nodes)
{
    side.node_skew = nodes;
    return redistributed(side, nodes);
}

static void check_side(struct motion_side side, double nodes)
{
    CHECK(side.rows >= 0 && side.row_bytes >= 0);
    CHECK(side.node_skew >= 1 && side.node_skew <= nodes * (1 + 1e-9));
}

struct motion motion_of(enum motion_kind kind, struct motion_side inner,
                        struct motion_side outer, double nodes)
{
    CHECK(nodes >= 1 && kind <= MOVE_BOTH);
    check_side(inner, nodes);
    check_side(outer, nodes);
    switch (kind) {
    case MOVE_NONE:
    case MOVE_ALL_NONE:
        return moved_nothing();
    case MOVE_INNER:
        return redistributed(inner, nodes);
    case MOVE_OUTER:
        return redistributed(outer, nodes);
    case MOVE_BCAST_INNER:
        return broadcast(inner, nodes);
    case MOVE_ALL_INNER:
        return gathered(inner, nodes);
    case MOVE_BOTH:
    default: /* checked above */
        return moved_sum(redistributed(inner, nodes),
                         redistributed(outer, nodes));
    }
}

int motion_keeps_inner(enum motion_kind kind)
{
    return kind == MOVE_NONE || kind == MOVE_ALL_NONE || kind == MOVE_OUTER;
}

double motion_hot_node_skew(double slice_skew, double slices_per_node)
{
    CHECK(slice_skew >= 1 && slices_per_node >= 1);
    return 1 + (slice_skew - 1) / slices_per_node;
}

double motion_chance_node_skew(double slice_skew, double slices_per_node)
{
    CHECK(slice_skew >= 1 && slices_per_node >= 1);
    return 1 + (slice_skew - 1) / sqrt(slices_per_node);
}

double motion_seconds(struct motion m, double nodes, double network_Bps)
{
    CHECK(nodes >= 1 && network_Bps > 0);
    return fmax(m.busiest_bytes, m.bytes_moved / nodes) / network_Bps;
}
