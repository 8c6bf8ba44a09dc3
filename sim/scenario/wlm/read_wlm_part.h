#ifndef SCENARIO_READ_WLM_PART_H
#define SCENARIO_READ_WLM_PART_H

#include "scenario/wlm/read_wlm.h"

/*
 * read_wlm_part - what a configuration of the queues is read from; between
 * the parts of read_wlm and for no one else.
 *
 *     read_wlm          the configuration, its design and its queries
 *     read_wlm_queues   queues, who is routed to them, their dynamic changes
 *     read_wlm_diverts  short-query acceleration and concurrency scaling
 *
 * Memory   the world's arena.
 * Errors   faults at the setting; false: something is wrong.
 */
struct wlm_reader {
    struct world *world;
    struct faults *faults;
};

/* `n` may be NULL: one default queue with the cluster's slots. */
bool wlm_read_queues(const struct wlm_reader *r, struct wlm_config *c,
                     const struct tree_node *n);

/* Every class finds a queue with the slots that it asks for; a queue that no
   class comes to is a note. */
bool wlm_check_routes(const struct wlm_reader *r, const struct wlm_config *c,
                      const struct tree_node *n);

/* After the queues. */
bool wlm_read_changes(const struct wlm_reader *r, struct wlm_config *c,
                      const struct tree_node *n);
bool wlm_read_sqa(const struct wlm_reader *r, struct wlm_config *c,
                  const struct tree_node *n);
bool wlm_read_scaling(const struct wlm_reader *r, struct wlm_config *c,
                      const struct tree_node *n);

void wlm_queues_schema(struct frame *frame);
void wlm_diverts_schema(struct frame *frame);
void wlm_changes_schema(struct frame *frame);

#endif
