/* For posix_spawn_file_actions_addfchdir_np, which POSIX took up in 2024. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif

#include "report/gnuplot.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/check.h"
#include "base/text.h"
#include "report/chart/glyph.h"

extern char **environ;

enum { AT_ONCE = 2, TICK_MS = 5, MESSAGE_BYTES = 512 };

/* One running gnuplot. */
struct run {
    struct gnuplot_job *job; /* NULL: nothing runs here */
    pid_t pid;
    const char *folder; /* temporary, inside the output folder */
    int messages;       /* read end of its stderr; -1 once it is closed */
    int left_ms;
    char text[MESSAGE_BYTES];
    size_t text_bytes;
};

static bool is_program(const char *path)
{
    struct stat s;

    return stat(path, &s) == 0 && S_ISREG(s.st_mode) && access(path, X_OK) == 0;
}

const char *gnuplot_find(struct arena *a)
{
    const char *rest = getenv("PATH");

    while (rest != NULL && *rest != '\0') {
        const size_t bytes = strcspn(rest, ":");
        const char *const path =
            text_format(a, "%.*s/gnuplot", (int)bytes, rest);

        /* Only absolute folders: the current one may be somebody else's. */
        if (rest[0] == '/' && is_program(path))
            return path;
        rest += bytes;
        rest += *rest == ':';
    }
    return NULL;
}

static const char *picture(struct arena *a, const struct run *r,
                           const char *ending)
{
    return text_format(a, "%s/%s%s", r->folder, r->job->name, ending);
}

static const char *const *endings_of(const struct run *r)
{
    static const char *const usual[] = { ".svg", ".png", NULL };

    return r->job->endings == NULL ? usual : r->job->endings;
}

static void remove_folder(struct arena *a, const struct output_folder *o,
                          const struct run *r)
{
    for (const char *const *e = endings_of(r); *e != NULL; e++)
        (void)unlinkat(o->folder, picture(a, r, *e), 0);
    (void)unlinkat(o->folder, r->folder, AT_REMOVEDIR);
}

/* Ctrl-C and a closed pipe act on gnuplot as on any program. */
static void set_attributes(posix_spawnattr_t *attributes)
{
    sigset_t set;

    sigemptyset(&set);
    sigaddset(&set, SIGPIPE);
    sigaddset(&set, SIGINT);
    posix_spawnattr_setsigdefault(attributes, &set);
    posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETSIGDEF);
}

static void set_actions(posix_spawn_file_actions_t *actions, int inside,
                        int messages)
{
    posix_spawn_file_actions_addfchdir_np(actions, inside);
    posix_spawn_file_actions_addopen(actions, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(actions, 1, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_adddup2(actions, messages, 2);
}

/* 0 or an errno; the child runs in the folder `inside`. */
static int spawn(struct arena *a, struct run *r, const char *program,
                 int inside, int messages)
{
    const char *const script = text_format(a, "../%s.gp", r->job->name);
    /* posix_spawn does not change its arguments; its type is from 1988. */
    char *const args[] = { (char *)(uintptr_t) "gnuplot",
                           (char *)(uintptr_t) "-d", (char *)(uintptr_t)script,
                           NULL };
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;

    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
    set_actions(&actions, inside, messages);
    set_attributes(&attributes);
    const int error =
        posix_spawn(&r->pid, program, &actions, &attributes, args, environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return error;
}

static bool open_pipe(int ends[2])
{
    if (pipe(ends) != 0)
        return false;
    (void)fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    (void)fcntl(ends[1], F_SETFD, FD_CLOEXEC);
    (void)fcntl(ends[0], F_SETFL, O_NONBLOCK);
    return true;
}

static int start_inside(struct arena *a, struct run *r, const char *program,
                        int inside)
{
    int ends[2];

    if (!open_pipe(ends))
        return errno;
    const int error = spawn(a, r, program, inside, ends[1]);
    close(ends[1]);
    if (error == 0)
        r->messages = ends[0];
    else
        close(ends[0]);
    return error;
}

static bool start(struct arena *a, struct run *r, struct gnuplot_job *job,
                  const char *program, const struct output_folder *o,
                  int timeout_ms)
{
    const int flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
    int error = 0;

    *r = (struct run){ .job = job, .messages = -1, .left_ms = timeout_ms };
    r->folder = text_format(a, ".%s.%ld.tmp", job->name, (long)getpid());
    if (mkdirat(o->folder, r->folder, 0777) != 0 && errno != EEXIST)
        error = errno;
    const int inside = openat(o->folder, r->folder, flags);
    if (error == 0)
        error = inside < 0 ? errno : start_inside(a, r, program, inside);
    if (inside >= 0)
        close(inside);
    if (error == 0)
        return true;
    job->problem = text_copy(a, strerror(error));
    remove_folder(a, o, r);
    r->job = NULL;
    return false;
}

/* Only the end is kept: the last line is the one that says what is wrong. */
static void keep(struct run *r, const char *bytes, size_t count)
{
    const size_t most = sizeof(r->text) - 1;
    const size_t skipped = count > most ? count - most : 0;
    const size_t added = count - skipped;
    const size_t kept =
        r->text_bytes + added > most ? most - added : r->text_bytes;

    memmove(r->text, r->text + r->text_bytes - kept, kept);
    memcpy(r->text + kept, bytes + skipped, added);
    r->text_bytes = kept + added;
    r->text[r->text_bytes] = '\0';
}

static void listen(struct run *r)
{
    char chunk[1024];
    ssize_t got;

    while ((got = read(r->messages, chunk, sizeof(chunk))) > 0)
        keep(r, chunk, (size_t)got);
    if (got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR)) {
        close(r->messages);
        r->messages = -1;
    }
}

/*
 * The line of the message that says most: the last that is not blank,
 * without the script's own line above it.
 */
static const char *last_words(struct arena *a, const struct run *r)
{
    const char *last = "";
    const char *rest = r->text;

    while (*rest != '\0') {
        const size_t bytes = strcspn(rest, "\n");

        if (strspn(rest, " \t^\r") < bytes)
            last = text_copy_n(a, rest, bytes);
        rest += bytes + (rest[bytes] == '\n');
    }
    last += strspn(last, " \t");
    return glyph_cut(a, glyph_clean(a, last), 200);
}

static bool move_picture(struct arena *a, const struct output_folder *o,
                         const struct run *r, const char *ending)
{
    const char *const to = text_format(a, "%s%s", r->job->name, ending);

    return renameat(o->folder, picture(a, r, ending), o->folder, to) == 0;
}

static void finish(struct arena *a, const struct output_folder *o,
                   struct run *r, int status)
{
    const bool good = WIFEXITED(status) && WEXITSTATUS(status) == 0;
    const char *const *const endings = endings_of(r);

    if (r->messages >= 0)
        listen(r);
    if (r->messages >= 0)
        close(r->messages);
    if (!good && r->job->problem == NULL)
        r->job->problem = r->text_bytes > 0 ? last_words(a, r) : "it failed";
    else if (good && !move_picture(a, o, r, endings[0]))
        r->job->problem = "it drew nothing";
    else if (good)
        for (const char *const *e = endings + 1; *e != NULL; e++)
            (void)move_picture(a, o, r, *e);
    remove_folder(a, o, r);
    r->job = NULL;
}

static void look_after(struct arena *a, const struct output_folder *o,
                       struct run *r, bool ticked)
{
    int status = 0;
    const pid_t ended = waitpid(r->pid, &status, WNOHANG);

    if (ended == r->pid || (ended < 0 && errno != EINTR)) {
        finish(a, o, r, ended == r->pid ? status : -1);
        return;
    }
    r->left_ms -= ticked ? TICK_MS : 0;
    if (r->left_ms <= 0 && r->job->problem == NULL) {
        r->job->problem = "it took too long";
        (void)kill(r->pid, SIGKILL);
    }
}

/* Sleeps until gnuplot speaks or a tick is over; true for a tick. */
static bool wait_a_tick(struct run runs[AT_ONCE])
{
    struct pollfd polled[AT_ONCE];

    for (int i = 0; i < AT_ONCE; i++)
        polled[i] =
            (struct pollfd){ .fd = runs[i].job == NULL ? -1 : runs[i].messages,
                             .events = POLLIN };
    const int ready = poll(polled, AT_ONCE, TICK_MS);
    for (int i = 0; i < AT_ONCE; i++)
        if (ready > 0 && polled[i].fd >= 0 && polled[i].revents != 0)
            listen(&runs[i]);
    return ready == 0;
}

void gnuplot_draw(struct arena *a, const char *program,
                  const struct output_folder *folder, int timeout_ms,
                  struct gnuplot_job *jobs, size_t count)
{
    struct run runs[AT_ONCE] = { { .job = NULL } };
    size_t next = 0, running = 0;

    while (next < count || running > 0) {
        for (int i = 0; i < AT_ONCE && next < count; i++)
            if (runs[i].job == NULL)
                (void)start(a, &runs[i], &jobs[next++], program, folder,
                            timeout_ms);
        const bool ticked = wait_a_tick(runs);

        running = 0;
        for (int i = 0; i < AT_ONCE; i++) {
            if (runs[i].job != NULL)
                look_after(a, folder, &runs[i], ticked);
            running += runs[i].job != NULL;
        }
    }
}
