#ifndef CLI_DATADIR_H
#define CLI_DATADIR_H

#include "base/arena.h"
#include "base/fault.h"

/*
 * datadir - where the scenarios are that come with the program.
 *
 * $STARSLICE_DATA/scenarios, where that is set; else ./scenarios, as in the
 * source tree; else PREFIX/share/starslice/scenarios, where `make install` puts
 * them.
 *
 * Memory   the arena given.
 * Errors   a fault that names the places looked at.
 */

/* The folder of the scenario `name`; NULL after a fault. */
const char *datadir_scenario(struct arena *a, const char *name,
                             struct faults *faults);

#endif
