#include "exact/budget.h"

#include <unistd.h>

#include "base/units.h"

double budget_half(void)
{
    const long pages = sysconf(_SC_PHYS_PAGES);
    const long page_bytes = sysconf(_SC_PAGESIZE);

    if (pages <= 0 || page_bytes <= 0)
        return BYTES_PER_GIB;
    return (double)pages * (double)page_bytes / 2;
}

bool budget_allows(double needed, double limit, const char *what,
                   const char *way_out, struct faults *faults)
{
    if (needed <= limit)
        return true;
    return fault_add(faults, (struct where){ .file = NULL },
                     "%s needs %.1f GiB of memory, and %.1f GiB may be used; "
                     "%s",
                     what, needed / BYTES_PER_GIB, limit / BYTES_PER_GIB,
                     way_out);
}
