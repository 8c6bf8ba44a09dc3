#include "cli/lines.h"

#include <ctype.h>
#include <errno.h>
#include <histedit.h>
#include <signal.h>
#include <string.h>
#include <sys/select.h>
#include <unistd.h>
#include <wchar.h>

#include "base/progress.h"
#include "base/text.h"

struct lines {
    struct arena *arena;
    FILE *in, *out;
    EditLine *editor; /* NULL: no terminal */
    History *history;
    const char *prompt;
    const char *const *offers;
    size_t offer_count;
    struct sigaction before_resize, before_return;
    bool ended;
};

/* What happened to the terminal; only signals set these. */
static volatile sig_atomic_t resized, returned;

static void on_resize(int signal)
{
    (void)signal;
    resized = 1;
}

static void on_return(int signal)
{
    (void)signal;
    returned = 1;
}

/* What is being written goes on after them; the wait for a key does not. */
static void watch_terminal(struct lines *l)
{
    struct sigaction resize = { .sa_handler = on_resize,
                                .sa_flags = SA_RESTART };
    struct sigaction back = { .sa_handler = on_return, .sa_flags = SA_RESTART };

    sigemptyset(&resize.sa_mask);
    sigemptyset(&back.sa_mask);
    sigaction(SIGWINCH, &resize, &l->before_resize);
    sigaction(SIGCONT, &back, &l->before_return);
}

/* The shell has had the terminal, or its width is another. */
static void follow_terminal(EditLine *e, FILE *out)
{
    if (returned) {
        returned = 0;
        /* libedit believes that it still has the mode it had. */
        el_set(e, EL_PREP_TERM, 0);
        el_set(e, EL_PREP_TERM, 1);
        resized = 1;
    }
    if (resized) {
        resized = 0;
        el_resize(e);
        /* libedit takes the cursor to be where the line begins. */
        fputc('\r', out);
        el_set(e, EL_REFRESH);
    }
}

static char *show_prompt(EditLine *e)
{
    static char text[80];
    struct lines *l = NULL;

    el_get(e, EL_CLIENTDATA, &l);
    snprintf(text, sizeof(text), "%s", l == NULL ? "" : l->prompt);
    return text;
}

/* Of a character of several bytes in UTF-8, those after the first. */
static bool goes_on(unsigned char byte)
{
    return (byte & 0xC0) == 0x80;
}

/*
 * True when there is something to read; false after Ctrl-C. Signals are let in
 * while it waits and at no other time: one that came just before would be told
 * by nobody until the next key.
 */
static bool wait_for_key(EditLine *e, struct lines *l)
{
    const int in = fileno(l->in);
    sigset_t ours, before;
    bool ready = false;

    sigemptyset(&ours);
    sigaddset(&ours, SIGINT);
    sigaddset(&ours, SIGWINCH);
    sigaddset(&ours, SIGCONT);
    sigprocmask(SIG_BLOCK, &ours, &before);
    while (!ready && !progress_interrupted()) {
        fd_set set;
        FD_ZERO(&set);
        FD_SET(in, &set);
        follow_terminal(e, l->out);
        ready = pselect(in + 1, &set, NULL, NULL, NULL, &before) > 0;
        if (!ready && errno != EINTR)
            break;
    }
    sigprocmask(SIG_SETMASK, &before, NULL);
    return ready;
}

/*
 * libedit tries again after a signal, so Ctrl-C would wait for another key.
 * This reader gives up instead.
 */
static int read_key(EditLine *e, wchar_t *key)
{
    struct lines *l = NULL;
    unsigned char byte;

    el_get(e, EL_CLIENTDATA, &l);
    while (wait_for_key(e, l)) {
        const ssize_t n = read(fileno(l->in), &byte, 1);
        if (n == 0)
            return 0;
        if (n == 1 && goes_on(byte))
            continue;
        if (n == 1) {
            *key = byte < 0x80 ? (wchar_t)byte : L'?';
            return 1;
        }
        if (errno != EINTR)
            break;
    }
    return -1;
}

/* --- completion ---------------------------------------------------------- */

/* What is typed up to the cursor, and where its last word begins. */
struct typed {
    const char *text;
    size_t bytes, word;
};

static struct typed typed_at(EditLine *e)
{
    const LineInfo *const line = el_line(e);
    struct typed t = { .text = line->buffer };

    t.bytes = (size_t)(line->cursor - line->buffer);
    while (t.bytes > 0 && isspace((unsigned char)*t.text)) {
        t.text++;
        t.bytes--;
    }
    t.word = t.bytes;
    while (t.word > 0 && (isalnum((unsigned char)t.text[t.word - 1]) ||
                          t.text[t.word - 1] == '_'))
        t.word--;
    return t;
}

static size_t same_bytes(const char *a, const char *b, size_t most)
{
    size_t n = 0;

    while (n < most && a[n] != '\0' &&
           tolower((unsigned char)a[n]) == tolower((unsigned char)b[n]))
        n++;
    return n;
}

/* Those offered that begin so; `common`: how far they all agree. */
static size_t fitting(const struct lines *l, const char *typed, size_t bytes,
                      const char **fits, size_t *common)
{
    size_t count = 0;

    for (size_t i = 0; i < l->offer_count; i++) {
        const char *const offer = l->offers[i];
        if (same_bytes(offer, typed, bytes) < bytes)
            continue;
        fits[count++] = offer;
        *common =
            count == 1 ? strlen(offer) : same_bytes(offer, fits[0], *common);
    }
    return count;
}

/* Below the line, in rows of at most 78. */
static void list_fits(struct lines *l, const char **fits, size_t count)
{
    size_t used = 0;

    for (size_t i = 0; i < count; i++) {
        const size_t bytes = strlen(fits[i]) + 2;
        const bool fresh = used == 0 || used + bytes > 78;
        fprintf(l->out, "%s%s", fresh ? "\n" : "  ", fits[i]);
        used = (fresh ? 0 : used) + bytes;
    }
    fputs("\n", l->out);
}

static unsigned char complete(EditLine *e, wint_t key)
{
    struct lines *l = NULL;
    size_t common = 0;

    (void)key;
    el_get(e, EL_CLIENTDATA, &l);
    struct typed t = typed_at(e);
    const char **const fits =
        ARENA_ARRAY(l->arena, l->offer_count, const char *);
    size_t count = fitting(l, t.text, t.bytes, fits, &common);
    if (count == 0) {
        t.text += t.word;
        t.bytes -= t.word;
        count = fitting(l, t.text, t.bytes, fits, &common);
    }
    if (count == 0)
        return CC_REFRESH_BEEP;
    if (common > t.bytes) {
        el_insertstr(
            e, text_copy_n(l->arena, fits[0] + t.bytes, common - t.bytes));
        return CC_REFRESH;
    }
    if (count == 1)
        return CC_NORM;
    list_fits(l, fits, count);
    return CC_REDISPLAY;
}

void lines_offer(struct lines *l, const char *const *texts, size_t count)
{
    l->offers = texts;
    l->offer_count = count;
}

/* --- the editor ---------------------------------------------------------- */

static void release(void *lines)
{
    lines_done(lines);
}

static void begin_editor(struct lines *l)
{
    HistEvent event;

    l->editor = el_init("starslice", l->in, l->out, stderr);
    if (l->editor == NULL)
        return;
    l->history = history_init();
    if (l->history != NULL) {
        history(l->history, &event, H_SETSIZE, 200);
        history(l->history, &event, H_SETUNIQUE, 1);
        el_set(l->editor, EL_HIST, history, l->history);
    }
    el_set(l->editor, EL_CLIENTDATA, l);
    el_set(l->editor, EL_PROMPT, show_prompt);
    el_set(l->editor, EL_EDITOR, "emacs");
    el_set(l->editor, EL_SIGNAL, 0);
    el_set(l->editor, EL_GETCFN, read_key);
    /* The narrow call copies the names, and leaks them. */
    el_wset(l->editor, EL_ADDFN, L"complete", L"Complete what is typed",
            complete);
    el_set(l->editor, EL_BIND, "^I", "complete", NULL);
    el_set(l->editor, EL_BIND, "^R", "em-inc-search-prev", NULL);
    watch_terminal(l);
}

struct lines *lines_begin(struct arena *a, FILE *in, FILE *out)
{
    struct lines *const l = ARENA_NEW(a, struct lines);

    l->arena = a;
    l->in = in;
    l->out = out;
    if (isatty(fileno(in)) && isatty(fileno(out)))
        begin_editor(l);
    arena_defer(a, release, l);
    return l;
}

/* Without its newline, in the arena. */
static const char *keep(struct lines *l, const char *line)
{
    size_t bytes = strcspn(line, "\r\n");

    if (bytes > LINES_BYTES_MAX)
        bytes = LINES_BYTES_MAX;
    return text_copy_n(l->arena, line, bytes);
}

void lines_remember(struct lines *l, const char *line)
{
    HistEvent event;

    if (l->history != NULL && line[0] != '\0')
        history(l->history, &event, H_ENTER, line);
}

bool lines_edited(const struct lines *l)
{
    return l->editor != NULL;
}

static const char *edited(struct lines *l)
{
    int count = 0;

    /* Who sees the prompt may type Ctrl-D: it must find the editor. */
    el_set(l->editor, EL_PREP_TERM, 1);
    const char *const line = el_gets(l->editor, &count);
    if (line == NULL || count <= 0)
        return NULL;
    const char *const kept = keep(l, line);
    lines_remember(l, kept);
    return kept;
}

/* A longer line is read to its end, and cut. */
static const char *plain(struct lines *l)
{
    char line[LINES_BYTES_MAX + 2];
    int c;

    if (fgets(line, sizeof(line), l->in) == NULL)
        return NULL;
    if (strchr(line, '\n') == NULL)
        while ((c = getc(l->in)) != EOF && c != '\n')
            ;
    return keep(l, line);
}

const char *lines_next(struct lines *l, const char *prompt)
{
    const char *line = NULL;

    l->prompt = prompt;
    if (!l->ended && !progress_interrupted()) {
        if (l->editor == NULL)
            fputs(prompt, l->out);
        fflush(l->out);
        line = l->editor != NULL ? edited(l) : plain(l);
    }
    /* The cursor leaves the prompt, whatever comes next. */
    if (line == NULL && !l->ended)
        fputs("\n", l->out);
    else if (l->editor == NULL && line != NULL)
        fprintf(l->out, "%s\n", line);
    l->ended |= line == NULL;
    return line;
}

void lines_done(struct lines *l)
{
    l->ended = true;
    if (l->editor != NULL) {
        sigaction(SIGWINCH, &l->before_resize, NULL);
        sigaction(SIGCONT, &l->before_return, NULL);
        el_end(l->editor);
    }
    if (l->history != NULL)
        history_end(l->history);
    l->editor = NULL;
    l->history = NULL;
}
