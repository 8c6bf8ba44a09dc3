#include "world/cluster.h"

#include <math.h>

#include "base/check.h"

/* models/encoding_notes.md. */
enum { XID_RUN_ROWS = 255, XID_RUN_BYTES = 9 };

int cluster_slices_per_node(const struct cluster *c)
{
    CHECK(c->nodes >= 1 && c->slices >= c->nodes);
    /* An elastic resize keeps the slices, and some node may hold fewer. */
    return (c->slices + c->nodes - 1) / c->nodes;
}

double engine_xid_rows(const struct engine *e)
{
    const double room = e->block_bytes - e->block_header_bytes;

    return floor(room / XID_RUN_BYTES) * XID_RUN_ROWS;
}

bool engine_block_has_room(const struct engine *e)
{
    return e->block_header_bytes <= e->block_bytes / 2;
}
