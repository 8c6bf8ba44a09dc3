#include "cli/lines.h"

#include <errno.h>
#include <histedit.h>
#include <string.h>
#include <unistd.h>

#include "base/progress.h"
#include "base/text.h"

struct lines {
    struct arena *arena;
    FILE *in, *out;
    EditLine *editor; /* NULL: no terminal */
    History *history;
    const char *prompt;
    bool ended;
};

static char *show_prompt(EditLine *e)
{
    static char text[80];
    struct lines *l = NULL;

    el_get(e, EL_CLIENTDATA, &l);
    snprintf(text, sizeof(text), "%s", l == NULL ? "" : l->prompt);
    return text;
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
    for (;;) {
        const ssize_t n = read(fileno(l->in), &byte, 1);
        if (n == 1) {
            *key = byte < 0x80 ? (wchar_t)byte : L'?';
            return 1;
        }
        if (n == 0)
            return 0;
        if (errno != EINTR || progress_interrupted())
            return -1;
    }
}

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
        el_set(l->editor, EL_HIST, history, l->history);
    }
    el_set(l->editor, EL_CLIENTDATA, l);
    el_set(l->editor, EL_PROMPT, show_prompt);
    el_set(l->editor, EL_EDITOR, "emacs");
    el_set(l->editor, EL_SIGNAL, 0);
    el_set(l->editor, EL_GETCFN, read_key);
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

static const char *edited(struct lines *l)
{
    HistEvent event;
    int count = 0;
    const char *const line = el_gets(l->editor, &count);

    if (line == NULL || count <= 0)
        return NULL;
    const char *const kept = keep(l, line);
    if (l->history != NULL && kept[0] != '\0')
        history(l->history, &event, H_ENTER, kept);
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
    if (l->editor != NULL)
        el_end(l->editor);
    if (l->history != NULL)
        history_end(l->history);
    l->editor = NULL;
    l->history = NULL;
}
