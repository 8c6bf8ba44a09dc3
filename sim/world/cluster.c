#include "world/cluster.h"

#include "base/check.h"

int cluster_slices_per_node(const struct cluster *c)
{
    CHECK(c->nodes >= 1 && c->slices >= c->nodes);
    /* An elastic resize keeps the slices, and some node may hold fewer. */
    return (c->slices + c->nodes - 1) / c->nodes;
}
