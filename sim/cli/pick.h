#ifndef CLI_PICK_H
#define CLI_PICK_H

#include "base/fault.h"
#include "base/frame.h"
#include "cli/options.h"
#include "cli/session.h"
#include "world/world.h"

/*
 * pick - the part of a world, or of a result, that the user asked for.
 *
 * Memory   the arena given, or that of the faults; nothing is copied deeply.
 * Errors   a name that is not there is a fault with a suggestion.
 */

/*
 * The world with these designs and queries alone, in the order asked for; all
 * of them where the list is empty. NULL after a fault.
 */
const struct world *pick_world(struct arena *a, const struct world *w,
                               const struct option_list *designs,
                               const struct option_list *queries,
                               struct faults *faults);

/*
 * The frames of these names, in their own order, with all notes; "all" picks
 * every frame. False after a fault.
 */
bool pick_frames(const struct frames *from, const struct option_list *names,
                 struct frames *to, struct faults *faults);

/*
 * Print the frames that --frame names. Without it all of them, but in the
 * form of tables only the `readable_count` ones that people read first.
 */
enum exit_status pick_and_print(struct session *s, const struct frames *all,
                                const struct option_list *names,
                                const char **readable, size_t readable_count,
                                enum report_format format);

#endif
