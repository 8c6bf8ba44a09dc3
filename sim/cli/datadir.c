#include "cli/datadir.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/text.h"

#ifndef STARSLICE_DATADIR
#define STARSLICE_DATADIR "/usr/local/share/starslice"
#endif

const char *datadir_scenario(struct arena *a, const char *name,
                             struct faults *faults)
{
    const char *const set = getenv("STARSLICE_DATA");
    const bool given = set != NULL && set[0] != '\0';
    const char *const bases[] = { given ? set : ".", STARSLICE_DATADIR };

    for (size_t i = 0; i < (given ? 1 : 2); i++) {
        const char *const folder =
            text_format(a, "%s%sscenarios/%s", given || i > 0 ? bases[i] : "",
                        given || i > 0 ? "/" : "", name);

        if (access(text_format(a, "%s/scenario.yaml", folder), R_OK) == 0)
            return folder;
    }
    fault_add(
        faults, (struct where){ .file = NULL },
        "the scenario '%s' is not in %s; set STARSLICE_DATA to the folder "
        "that holds 'scenarios'",
        name,
        given ? text_format(a, "'%s/scenarios'", set)
              : "'./scenarios' nor in '" STARSLICE_DATADIR "/scenarios'");
    return NULL;
}
