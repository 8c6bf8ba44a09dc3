#ifndef TESTS_UNIT_FOLDER_H
#define TESTS_UNIT_FOLDER_H

/*
 * folder - a temporary folder for tests that write files, and looks into it.
 */
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"
#include "tests/near.h"

/* A new folder, in `a`. */
static inline const char *folder_begin(struct arena *a)
{
    char *const path = arena_alloc(a, 64);

    snprintf(path, 64, "/tmp/starslice-test-XXXXXX");
    assert_non_null(mkdtemp(path));
    return path;
}

static inline void folder_remove(struct arena *a, const char *path)
{
    DIR *const d = opendir(path);
    const struct dirent *e;

    if (d == NULL) {
        unlink(path);
        return;
    }
    while ((e = readdir(d)) != NULL) {
        const char *const inside = text_format(a, "%s/%s", path, e->d_name);
        struct stat s;

        if (text_equal(e->d_name, ".") || text_equal(e->d_name, ".."))
            continue;
        if (lstat(inside, &s) == 0 && S_ISDIR(s.st_mode))
            folder_remove(a, inside);
        else
            unlink(inside);
    }
    closedir(d);
    rmdir(path);
}

/* How many entries, hidden ones included. */
static inline size_t folder_entries(const char *path)
{
    DIR *const d = opendir(path);
    size_t count = 0;

    assert_non_null(d);
    while (readdir(d) != NULL)
        count++;
    closedir(d);
    return count - 2;
}

/* The whole file, in `a`; NULL when there is none. */
static inline const char *folder_read(struct arena *a, const char *dir,
                                      const char *name)
{
    FILE *const in = fopen(text_format(a, "%s/%s", dir, name), "r");
    struct text_buffer b;
    char chunk[4096];
    size_t got;

    if (in == NULL)
        return NULL;
    text_buffer_init(&b, a);
    while ((got = fread(chunk, 1, sizeof(chunk), in)) > 0)
        text_add_n(&b, chunk, got);
    fclose(in);
    return text_buffer_text(&b);
}

static inline void folder_write(struct arena *a, const char *dir,
                                const char *name, const char *text)
{
    FILE *const out = fopen(text_format(a, "%s/%s", dir, name), "w");

    assert_non_null(out);
    fputs(text, out);
    assert_int_equal(fclose(out), 0);
}

#endif
