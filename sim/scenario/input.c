/* realpath is declared by X/Open only; the project asks for POSIX alone. */
#define _XOPEN_SOURCE 700

#include "scenario/input.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"

bool input_is_folder(const char *path)
{
    struct stat s;

    return stat(path, &s) == 0 && S_ISDIR(s.st_mode);
}

/* Does one of the components between slashes say `..`? */
static bool climbs(const char *name)
{
    for (const char *p = name; *p != '\0'; p++) {
        const bool begins = p == name || p[-1] == '/';

        if (begins && p[0] == '.' && p[1] == '.' &&
            (p[2] == '/' || p[2] == '\0'))
            return true;
    }
    return false;
}

/* Whether the real path lies in the real folder; true when either is not
   there, because nothing can be read from it. */
static bool stays_inside(const char *folder, const char *path)
{
    char real_folder[PATH_MAX], real_path[PATH_MAX];

    if (realpath(folder, real_folder) == NULL ||
        realpath(path, real_path) == NULL)
        return true;
    const size_t bytes = strlen(real_folder);
    if (bytes == 1)
        return true;
    return strncmp(real_path, real_folder, bytes) == 0 &&
           real_path[bytes] == '/';
}

const char *input_inside(struct arena *a, const struct input_folder *folder,
                         const char *name, struct where where,
                         struct faults *faults)
{
    const char *const shown = text_quoted(a, name);

    if (name[0] == '\0')
        fault_add(faults, where, "a file name is missing");
    else if (name[0] == '/')
        fault_add(faults, where,
                  "the path '%s' is absolute; name a file relative to the "
                  "scenario's folder",
                  shown);
    else if (climbs(name))
        fault_add(faults, where,
                  "the path '%s' leaves the scenario's folder; copy the file "
                  "into it",
                  shown);
    else {
        const char *const path =
            text_equal(folder->path, ".")
                ? text_copy(a, name)
                : text_format(a, "%s/%s", folder->path, name);

        if (stays_inside(folder->path, path))
            return path;
        fault_add(faults, where,
                  "the path '%s' leaves the scenario's folder through a link; "
                  "copy the file into it",
                  shown);
    }
    return NULL;
}

static const char *why_not(int error)
{
    switch (error) {
    case ENOENT:
    case ENOTDIR:
        return "there is no such file";
    case EACCES:
    case EPERM:
        return "permission denied";
    case ELOOP:
        return "its links go round in a circle";
    case ENAMETOOLONG:
        return "the name is too long";
    default:
        return "the system refuses it";
    }
}

/* How much a file may hold, and all files together. */
struct limit {
    size_t most, left;
    const char *too_large, *too_many;
};

static const char FILE_TOO_LARGE[] = "it is larger than 4 MiB";
static const char FILES_TOO_LARGE[] =
    "all files of the scenario have more than 32 MiB together";

/* Looks before it opens: opening a device can already do something. */
static bool is_readable(const char *path, const struct limit *limit,
                        struct stat *s, const char **why)
{
    if (stat(path, s) != 0)
        *why = why_not(errno);
    else if (S_ISDIR(s->st_mode))
        *why = "it is a folder";
    else if (!S_ISREG(s->st_mode))
        *why = "it is not a regular file";
    else if ((size_t)s->st_size > limit->most)
        *why = limit->too_large;
    else if ((size_t)s->st_size > limit->left)
        *why = limit->too_many;
    else
        return true;
    return false;
}

/* Reads up to one byte more than is allowed, to notice a growing file. */
static bool read_all(int fd, char *bytes, size_t room, size_t *count,
                     const char **why)
{
    *count = 0;
    while (*count < room) {
        const ssize_t got = read(fd, bytes + *count, room - *count);

        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0) {
            *why = why_not(errno);
            return false;
        }
        if (got == 0)
            return true;
        *count += (size_t)got;
    }
    *why = "it grows while it is read";
    return false;
}

static char *slurp(struct arena *a, const char *path, const struct limit *limit,
                   size_t *count, const char **why)
{
    struct stat s;

    if (!is_readable(path, limit, &s, why))
        return NULL;
    /* Should the file have become a pipe since: do not wait for a writer. */
    const int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
    if (fd < 0) {
        *why = why_not(errno);
        return NULL;
    }
    const size_t room = (size_t)s.st_size + 1;
    char *const bytes = arena_alloc(a, room + 1);
    const bool done = read_all(fd, bytes, room, count, why);

    close(fd);
    return done ? bytes : NULL;
}

/*
 * Bytes of the UTF-8 character at s, 0 when it is none (RFC 3629: no overlong
 * forms, no surrogates, nothing beyond U+10FFFF).
 */
static size_t utf8_bytes(const unsigned char *s, size_t left)
{
    const unsigned char c = s[0];
    const size_t need = c < 0x80                ? 1
                        : c >= 0xc2 && c < 0xe0 ? 2
                        : c >= 0xe0 && c < 0xf0 ? 3
                        : c >= 0xf0 && c < 0xf5 ? 4
                                                : 0;

    if (need == 0 || need > left)
        return 0;
    for (size_t i = 1; i < need; i++)
        if ((s[i] & 0xc0) != 0x80)
            return 0;
    if ((c == 0xe0 && s[1] < 0xa0) || (c == 0xed && s[1] > 0x9f) ||
        (c == 0xf0 && s[1] < 0x90) || (c == 0xf4 && s[1] > 0x8f))
        return 0;
    return need;
}

static bool check_bytes(const char *path, const char *bytes, size_t count,
                        struct faults *faults)
{
    const unsigned char *const s = (const unsigned char *)bytes;
    struct where here = { .file = path, .line = 1, .column = 1 };

    for (size_t i = 0; i < count;) {
        const size_t step = utf8_bytes(s + i, count - i);

        if (s[i] == 0)
            return fault_add(faults, here,
                             "a NUL byte; the file must be plain text");
        if (step == 0)
            return fault_add(faults, here,
                             "the byte 0x%02x is not UTF-8; save the file "
                             "with the encoding UTF-8",
                             s[i]);
        here.column++;
        if (s[i] == '\n') {
            here.line++;
            here.column = 1;
        }
        i += step;
    }
    return true;
}

const char *input_read(struct arena *a, struct input_folder *folder,
                       const char *path, struct where where,
                       struct faults *faults)
{
    size_t count = 0;
    const char *why = "";
    const struct limit limit = { INPUT_BYTES_MAX, folder->left, FILE_TOO_LARGE,
                                 FILES_TOO_LARGE };
    const char *const bytes = slurp(a, path, &limit, &count, &why);

    if (bytes == NULL) {
        fault_add(faults, where, "cannot read '%s': %s", text_quoted(a, path),
                  why);
        return NULL;
    }
    folder->left -= count;
    return check_bytes(path, bytes, count, faults) ? bytes : NULL;
}

char *input_data(struct arena *a, struct input_folder *folder, const char *path,
                 struct where where, size_t *count, struct faults *faults)
{
    const struct limit limit = {
        INPUT_DATA_BYTES_MAX, folder->data_left,
        "it is larger than 256 MiB; keep a part of its rows, or take laws "
        "from samples",
        "all data files of the scenario have more than 512 MiB together; take "
        "laws from samples"
    };
    const char *why = "";
    char *const bytes = slurp(a, path, &limit, count, &why);

    if (bytes == NULL)
        fault_add(faults, where, "cannot read '%s': %s", text_quoted(a, path),
                  why);
    else
        folder->data_left -= *count;
    return bytes;
}

size_t input_character(const char *s, size_t left)
{
    return utf8_bytes((const unsigned char *)s, left);
}

const char *input_file(struct arena *a, struct input_folder *folder,
                       const char *name, struct where where, const char **path,
                       struct faults *faults)
{
    *path = input_inside(a, folder, name, where, faults);
    return *path == NULL ? NULL : input_read(a, folder, *path, where, faults);
}
