#ifndef EXACT_BUDGET_H
#define EXACT_BUDGET_H

#include "base/fault.h"

/*
 * budget - how much memory a sort may take.
 *
 * Units    bytes.
 * Memory   none beyond the faults'.
 * Errors   what needs more than the limit is a fault that says how much.
 */

/* Half of the machine's memory; 1 GiB where the system does not say. */
double budget_half(void);

/* False after a fault: `what` ("sorting 5 rows of 't'") needs more than the
   limit; `way_out` says what to do instead. */
bool budget_allows(double needed, double limit, const char *what,
                   const char *way_out, struct faults *faults);

#endif
