#include "base/progress.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/check.h"

static const double SILENT_S = 2;           /* product.md, "Commands" */
static const double TERMINAL_EVERY_S = 0.2; /* quiet enough for the eye */
static const double LINE_EVERY_S = 10;      /* short enough for a log */

enum { BAR_CELLS = 30, TEXT_ROOM = 160 };

/* The one flag that a signal may set. */
static volatile sig_atomic_t interrupted;

void progress_interrupt(void)
{
    interrupted = 1;
}

bool progress_interrupted(void)
{
    return interrupted != 0;
}

static double now_s(void)
{
    struct timespec t;

    if (clock_gettime(CLOCK_MONOTONIC, &t) != 0)
        return 0;
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

void progress_begin(struct progress *p, const char *what, double total)
{
    CHECK(total >= 0);
    *p = (struct progress){
        .what = what,
        .total = total,
        .begun_s = now_s(),
        .terminal = isatty(STDERR_FILENO) == 1,
    };
}

/* "0:07", "12:40", "3:05:00". */
static void duration_text(double s, char *out, size_t room)
{
    const long whole = s < 1e9 ? (long)(s + 0.5) : 1000000000L;
    const long minutes = whole / 60;

    if (minutes < 60)
        snprintf(out, room, "%ld:%02ld", minutes, whole % 60);
    else
        snprintf(out, room, "%ld:%02ld:%02ld", minutes / 60, minutes % 60,
                 whole % 60);
}

void progress_text(const struct progress *p, double done, double elapsed_s,
                   bool bar, char *out, size_t room)
{
    char spent[32], to_go[32], cells[BAR_CELLS + 4] = "";
    double share = p->total > 0 ? done / p->total : 0;

    duration_text(elapsed_s, spent, sizeof(spent));
    if (!(share > 0)) {
        snprintf(out, room, "%s: %s so far", p->what, spent);
        return;
    }
    if (share > 1)
        share = 1;
    duration_text(elapsed_s * (1 - share) / share, to_go, sizeof(to_go));
    if (bar) {
        const int full = (int)(share * BAR_CELLS);

        cells[0] = '[';
        memset(cells + 1, '.', BAR_CELLS);
        memset(cells + 1, '#', (size_t)full);
        memcpy(cells + 1 + BAR_CELLS, "] ", 3);
    }
    snprintf(out, room, "%s: %s%d %%, %s so far, %s to go", p->what, cells,
             (int)(share * 100), spent, to_go);
}

void progress_step(struct progress *p, double done)
{
    const double now = now_s();
    const double every = p->terminal ? TERMINAL_EVERY_S : LINE_EVERY_S;
    char text[TEXT_ROOM];

    if (now - p->begun_s < SILENT_S || (p->shown && now - p->shown_s < every))
        return;
    progress_text(p, done, now - p->begun_s, p->terminal, text, sizeof(text));
    /* Back to the start of the line, and wipe what stood behind the text. */
    if (p->terminal)
        fprintf(stderr, "\r%s\033[K", text);
    else
        fprintf(stderr, "%s\n", text);
    fflush(stderr);
    p->shown = true;
    p->shown_s = now;
}

void progress_done(struct progress *p)
{
    if (p->shown && p->terminal) {
        fputs("\r\033[K", stderr);
        fflush(stderr);
    }
    p->shown = false;
}
