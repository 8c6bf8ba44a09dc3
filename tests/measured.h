#ifndef TESTS_MEASURED_H
#define TESTS_MEASURED_H

#include <stdio.h>
#include <stdlib.h>

#include "tests/near.h"

/*
 * measured - the program's number beside a published one, for tests alone.
 *
 * Whatever a test then asserts, the pair goes into the file that
 * $STARSLICE_MEASURED names, from which tests/errors.sh makes docs/errors.md:
 * for each group of pairs their number, the mean error and the worst. So the
 * handbook's table of errors cannot say what the tests did not find.
 *
 *     static const struct measured blocks = {
 *         "storage", "blocks of a table", "Developer Guide, ...", 0 };
 *     measured(&blocks, got, 51024);
 *
 * Errors   a file that cannot be written fails the running test.
 */
struct measured {
    const char *model;  /* file of models/ or part of the program */
    const char *what;   /* what is compared, with its unit */
    const char *source; /* who published it */
    int fitted;         /* constants fitted to these very numbers; 0: none */
};

static inline void measured(const struct measured *m, double got,
                            double published)
{
    const char *const path = getenv("STARSLICE_MEASURED");

    if (path == NULL)
        return;
    FILE *const f = fopen(path, "a");
    assert_non_null(f);
    assert_true(fprintf(f, "%s\t%s\t%s\t%d\t%.17g\t%.17g\n", m->model, m->what,
                        m->source, m->fitted, got, published) > 0);
    assert_int_equal(fclose(f), 0);
}

#endif
