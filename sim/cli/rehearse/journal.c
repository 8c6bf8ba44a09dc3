#include "cli/rehearse/journal.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/text.h"
#include "report/output.h"
#include "scenario/field.h"

static const char log_name[] = "rehearse.log";

enum { DAY_S = 86400, LOG_BYTES_MAX = OUTPUT_READ_MAX };

/* Of ln (predicted / truth): more than any two numbers differ by. */
enum { ERROR_MOST = 1000 };

int64_t journal_now_s(void)
{
    struct timespec now = { .tv_sec = 0 };

    clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec;
}

/* A relative path in the variable is to be ignored, says the specification. */
static const char *data_folder(struct arena *a)
{
    const char *const data = getenv("XDG_DATA_HOME");
    const char *const home = getenv("HOME");

    if (data != NULL && data[0] == '/')
        return text_format(a, "%s/starslice", data);
    if (home != NULL && home[0] == '/')
        return text_format(a, "%s/.local/share/starslice", home);
    return NULL;
}

/* The whole text of a file; NULL when there is none, or it is too large. */
static const char *slurp(struct arena *a, const char *path)
{
    const int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    struct stat st;
    size_t count = 0;

    if (fd < 0)
        return NULL;
    if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode) ||
        st.st_size > LOG_BYTES_MAX) {
        close(fd);
        return NULL;
    }
    char *const text = arena_alloc(a, (size_t)st.st_size + 1);
    while (count < (size_t)st.st_size) {
        const ssize_t n = read(fd, text + count, (size_t)st.st_size - count);
        if (n <= 0)
            break;
        count += (size_t)n;
    }
    close(fd);
    /* A file that was torn may hold zeros, which must not hide what follows. */
    for (size_t i = 0; i < count; i++)
        if (text[i] == '\0')
            text[i] = '?';
    return text;
}

const char *journal_line(struct arena *a, const struct journal_round *r)
{
    return text_format(a,
                       "%" PRId64 "\t%s\t%" PRIu64 "\t%.1f\t%.1f\t%.1f\t"
                       "%.1f\t%.4f\t%.4f",
                       r->when_s, r->question, r->seed, r->total, r->design,
                       r->predictions, r->followups, r->regret, r->error);
}

static const char *next_cell(struct arena *a, const char **line)
{
    const size_t bytes = strcspn(*line, "\t");
    const char *const cell = text_copy_n(a, *line, bytes);

    *line += bytes;
    if (**line == '\t')
        (*line)++;
    return cell;
}

static bool number(const char *cell, double *out)
{
    char *end;

    *out = strtod(cell, &end);
    return end != cell && *end == '\0';
}

static bool is_points(double x)
{
    return x >= 0 && x <= 100;
}

bool journal_parse(struct arena *a, const char *line, struct journal_round *r)
{
    double when, seed;
    bool good = number(next_cell(a, &line), &when);

    r->question = next_cell(a, &line);
    good &= field_is_name(r->question);
    good &= number(next_cell(a, &line), &seed);
    good &= number(next_cell(a, &line), &r->total);
    good &= number(next_cell(a, &line), &r->design);
    good &= number(next_cell(a, &line), &r->predictions);
    good &= number(next_cell(a, &line), &r->followups);
    good &= number(next_cell(a, &line), &r->regret);
    good &= number(next_cell(a, &line), &r->error);
    good &= when >= 0 && when < 1e12 && seed >= 0 && seed < 1e16;
    good &= is_points(r->total) && is_points(r->design);
    good &= is_points(r->predictions) && is_points(r->followups);
    good &= r->regret >= 1 && isfinite(r->regret);
    good &= isnan(r->error) || (r->error >= 0 && r->error < ERROR_MOST);
    if (!good || *line != '\0')
        return false;
    r->when_s = (int64_t)when;
    r->seed = (uint64_t)seed;
    return true;
}

static void read_log(struct journal *j, const char *text)
{
    while (*text != '\0') {
        const size_t bytes = strcspn(text, "\n");
        struct journal_round r;
        if (journal_parse(j->arena, text_copy_n(j->arena, text, bytes), &r)) {
            ARENA_GROW(j->arena, j->rounds, j->count, j->room);
            j->rounds[j->count++] = r;
        }
        text += bytes;
        text += *text == '\n';
    }
}

struct journal *journal_open(struct arena *a)
{
    struct journal *const j = ARENA_NEW(a, struct journal);

    j->arena = a;
    j->folder = data_folder(a);
    if (j->folder == NULL)
        return j;
    const char *const text =
        slurp(a, text_format(a, "%s/%s", j->folder, log_name));
    if (text != NULL)
        read_log(j, text);
    return j;
}

static bool no_place(struct faults *faults)
{
    return fault_add(faults, (struct where){ .file = NULL },
                     "there is no folder to keep rounds in: set HOME or "
                     "XDG_DATA_HOME");
}

/* Makes the folder with those above it. */
static bool make_folder(struct journal *j, struct faults *faults)
{
    struct output_folder o;

    if (j->folder == NULL)
        return no_place(faults);
    if (!output_open(&o, j->arena, j->folder, faults))
        return false;
    output_close(&o);
    return true;
}

/* What a full disk left of the line before is closed first. */
static bool append(int fd, const char *line)
{
    const off_t end = lseek(fd, 0, SEEK_END);
    char last = '\n';

    if (end > 0 && pread(fd, &last, 1, end - 1) == 1 && last != '\n' &&
        write(fd, "\n", 1) != 1)
        return false;
    const size_t bytes = strlen(line);
    const ssize_t n = write(fd, line, bytes);
    if (n >= 0 && (size_t)n < bytes)
        errno = ENOSPC;
    return n >= 0 && (size_t)n == bytes && fsync(fd) == 0;
}

bool journal_add(struct journal *j, const struct journal_round *r,
                 struct faults *faults)
{
    if (!make_folder(j, faults))
        return false;
    const char *const path =
        text_format(j->arena, "%s/%s", j->folder, log_name);
    const int fd = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    bool good = fd >= 0 && append(fd, text_format(j->arena, "%s\n",
                                                  journal_line(j->arena, r)));
    const int error = errno;
    if (fd >= 0)
        close(fd);
    if (!good)
        return fault_add(faults, (struct where){ .file = NULL },
                         "cannot write '%s': %s", text_quoted(j->arena, path),
                         strerror(error));
    ARENA_GROW(j->arena, j->rounds, j->count, j->room);
    j->rounds[j->count++] = *r;
    return true;
}

static const char *kept_path(struct journal *j, const char *question)
{
    return text_format(j->arena, "%s/%s.round", j->folder, question);
}

static bool write_text(const void *what, FILE *out)
{
    return fputs(what, out) >= 0;
}

bool journal_keep(struct journal *j, const char *question, const char *text,
                  struct faults *faults)
{
    return make_folder(j, faults) &&
           output_single(j->arena, kept_path(j, question), write_text, text,
                         faults);
}

const char *journal_kept(struct journal *j, const char *question)
{
    return j->folder == NULL ? NULL : slurp(j->arena, kept_path(j, question));
}

void journal_drop(struct journal *j, const char *question)
{
    if (j->folder != NULL)
        unlink(kept_path(j, question));
}

static double interval_s(double total)
{
    return DAY_S * (total < 50 ? 0.5 : total < 75 ? 2 : total < 90 ? 5 : 12);
}

double journal_due(const struct journal *j, const char *question, int64_t now_s)
{
    for (size_t i = j->count; i-- > 0;)
        if (text_equal(j->rounds[i].question, question))
            return (double)(now_s - j->rounds[i].when_s) /
                   interval_s(j->rounds[i].total);
    return (double)INFINITY;
}
