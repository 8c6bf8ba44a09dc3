#include "report/stamp.h"

#include <inttypes.h>

#include "base/text.h"
#include "report/chart/glyph.h"

#ifndef STARSLICE_VERSION
#define STARSLICE_VERSION "0.1.0"
#endif

const char *stamp_version(void)
{
    return STARSLICE_VERSION;
}

const char *stamp_line(struct arena *a, const char *scenario, uint64_t seed)
{
    return text_format(a, "starslice %s, scenario %s, seed %" PRIu64,
                       stamp_version(), glyph_clean(a, scenario), seed);
}
