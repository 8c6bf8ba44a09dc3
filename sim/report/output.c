#include "report/output.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/check.h"
#include "base/text.h"
#include "report/chart/glyph.h"
#include "report/csv.h"
#include "report/json.h"

static bool path_fault(const char *path, const char *what, int error,
                       struct faults *faults)
{
    return fault_add(faults, (struct where){ .file = NULL },
                     "cannot %s '%s': %s", what,
                     glyph_clean(faults->arena, path), strerror(error));
}

bool output_fault(const struct output_folder *o, const char *name, int error,
                  struct faults *faults)
{
    const char *const path = text_format(o->arena, "%s/%s", o->path, name);

    return path_fault(path, "write", error, faults);
}

static bool is_plain(const char *name)
{
    return name[0] != '\0' && name[0] != '.' &&
           name[strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_-.")] ==
               '\0';
}

void output_remove(const struct output_folder *o, const char *name)
{
    CHECK(is_plain(name));
    (void)unlinkat(o->folder, name, 0);
}

/* The whole of an open file, or NULL. */
static const char *read_whole(struct arena *a, int file)
{
    struct stat found;
    size_t used = 0;

    if (fstat(file, &found) != 0 || !S_ISREG(found.st_mode) ||
        found.st_size > OUTPUT_READ_MAX)
        return NULL;
    const size_t bytes = (size_t)found.st_size;
    char *const text = arena_alloc(a, bytes + 1);
    while (used < bytes) {
        const ssize_t more = read(file, text + used, bytes - used);
        if (more <= 0)
            return NULL;
        used += (size_t)more;
    }
    return text;
}

const char *output_read(const struct output_folder *o, const char *name)
{
    CHECK(is_plain(name));
    const int file = openat(o->folder, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    if (file < 0)
        return NULL;
    const char *const text = read_whole(o->arena, file);
    close(file);
    return text;
}

/* mkdir -p: EEXIST is fine here, the open that follows tells what it is. */
static bool make_folders(struct arena *a, const char *dir)
{
    for (size_t i = 1; dir[i - 1] != '\0'; i++) {
        if (dir[i] != '/' && dir[i] != '\0')
            continue;
        if (mkdir(text_copy_n(a, dir, i), 0777) != 0 && errno != EEXIST)
            return false;
    }
    return true;
}

bool output_open(struct output_folder *o, struct arena *a, const char *dir,
                 struct faults *faults)
{
    *o = (struct output_folder){ .arena = a,
                                 .path = text_copy(a, dir),
                                 .folder = -1 };
    if (!make_folders(a, dir))
        return path_fault(dir, "make the folder", errno, faults);
    o->folder = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (o->folder < 0)
        return path_fault(dir, "open the folder", errno, faults);
    return true;
}

bool output_open_inside(struct output_folder *o,
                        const struct output_folder *parent, const char *name,
                        struct faults *faults)
{
    const int flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;

    *o = (struct output_folder){ .arena = parent->arena, .folder = -1 };
    o->path = text_format(parent->arena, "%s/%s", parent->path, name);
    if (mkdirat(parent->folder, name, 0777) != 0 && errno != EEXIST)
        return path_fault(o->path, "make the folder", errno, faults);
    o->folder = openat(parent->folder, name, flags);
    if (o->folder < 0)
        return path_fault(o->path, "open the folder", errno, faults);
    return true;
}

void output_close(struct output_folder *o)
{
    if (o->folder >= 0)
        close(o->folder);
    o->folder = -1;
}

/* The left-over of a process that was killed and had the same id goes. */
static FILE *create(const struct output_folder *o, const char *temporary)
{
    const int flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;

    (void)unlinkat(o->folder, temporary, 0);
    const int file = openat(o->folder, temporary, flags, 0666);
    if (file < 0)
        return NULL;

    FILE *const out = fdopen(file, "w");
    if (out == NULL)
        close(file);
    return out;
}

/* 0, or the errno of the first step that failed. */
static int write_whole(FILE *out, output_writer *writer, const void *what)
{
    errno = 0;
    const bool written = writer(what, out) && fflush(out) == 0 && !ferror(out);
    const int error = written ? 0 : errno != 0 ? errno : EIO;

    if (fclose(out) != 0 && error == 0)
        return errno;
    return error;
}

static bool write_file(const struct output_folder *o, const char *name,
                       output_writer *writer, const void *what,
                       struct faults *faults)
{
    const char *const temporary =
        text_format(o->arena, ".%s.%ld.tmp", name, (long)getpid());
    FILE *const out = create(o, temporary);
    if (out == NULL)
        return output_fault(o, name, errno, faults);

    int error = write_whole(out, writer, what);
    if (error == 0 && renameat(o->folder, temporary, o->folder, name) != 0)
        error = errno;
    if (error == 0)
        return true;
    (void)unlinkat(o->folder, temporary, 0);
    return output_fault(o, name, error, faults);
}

bool output_file(const struct output_folder *o, const char *name,
                 output_writer *writer, const void *what, struct faults *faults)
{
    CHECK(is_plain(name));
    return write_file(o, name, writer, what, faults);
}

/* A rename would replace a device by a file. */
static bool may_replace(const char *path, struct faults *faults)
{
    struct stat found;

    if (lstat(path, &found) != 0 || S_ISREG(found.st_mode) ||
        S_ISLNK(found.st_mode))
        return true;
    return fault_add(faults, (struct where){ .file = NULL },
                     "cannot write '%s': it is there and is no file",
                     glyph_clean(faults->arena, path));
}

bool output_single(struct arena *a, const char *path, output_writer *writer,
                   const void *what, struct faults *faults)
{
    const char *const slash = strrchr(path, '/');
    const char *const name = slash == NULL ? path : slash + 1;
    const char *const dir = slash == NULL ? "."
                            : slash == path
                                ? "/"
                                : text_copy_n(a, path, (size_t)(slash - path));
    struct output_folder o = { .arena = a, .path = dir };

    if (name[0] == '\0')
        return path_fault(path, "write", EISDIR, faults);
    if (!may_replace(path, faults))
        return false;
    o.folder = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (o.folder < 0)
        return path_fault(dir, "open the folder", errno, faults);
    const bool done = write_file(&o, name, writer, what, faults);
    output_close(&o);
    return done;
}

static bool write_csv(const void *what, FILE *out)
{
    return csv_write(what, out);
}

static bool write_json(const void *what, FILE *out)
{
    return json_write(what, out);
}

bool output_write(const struct frames *fs, const char *dir,
                  struct faults *faults)
{
    struct arena *const scratch = arena_begin();
    struct output_folder o;
    bool done = output_open(&o, scratch, dir, faults);

    for (size_t i = 0; done && i < fs->count; i++) {
        const char *const name =
            text_format(scratch, "%s.csv", fs->items[i]->name);

        done = output_file(&o, name, write_csv, fs->items[i], faults);
    }
    done = done && output_file(&o, "result.json", write_json, fs, faults);
    output_close(&o);
    arena_done(scratch);
    return done;
}
