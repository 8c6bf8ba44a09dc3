#ifndef CLI_DRILL_TALK_H
#define CLI_DRILL_TALK_H

#include "base/text.h"
#include "cli/rehearse/drill.h"

/*
 * drill_talk - how a drill speaks and listens: paragraphs and tables, lines that
 * are kept as they are typed, and the commands that work at every prompt.
 *
 * While the lines of a round that was broken off are typed again nothing is
 * printed; what the last of them brings is shown.
 *
 * Memory   the session's arena.
 * Errors   what cannot be printed becomes the drill's status; what cannot be
 *          kept is said once.
 */

/* What a prompt came to. */
enum reply { REPLY_TEXT, REPLY_SKIP, REPLY_BACK, REPLY_END };

struct drill {
    struct session *s;
    struct arena *arena;
    struct round *round;
    struct journal *journal;
    struct lines *lines;
    struct text_buffer typed; /* kept to be resumed */
    const char *replay;       /* lines still to be typed again */
    bool quiet;               /* while they are */
    bool bold, keeps, over;
    double ends_s;     /* of the monotonic clock; 0: never */
    const char *why;   /* what is asked now */
    const char *help;  /* what may be answered now */
    const char *ahead; /* typed while there was something to read, or NULL */
    enum exit_status status;
};

/* The monotonic clock. */
double drill_clock_s(void);

/* Text as it is. */
void drill_say(struct drill *d, const char *text);

/* A paragraph, broken to 80 columns; its line ends stay. */
void drill_tell(struct drill *d, const char *words);
void drill_tell_faults(struct drill *d, struct faults *faults);

void drill_heading(struct drill *d, const char *text);
void drill_show(struct drill *d, const struct frames *fs);

/* At a terminal what was said waits to be read: "Enter for the steps". False
   when he leaves. */
bool drill_pause(struct drill *d, const char *next);

/* The first word of a line, lower case. */
const char *drill_word(struct drill *d, const char *line);

/* The next line, which is kept; NULL at the end. */
const char *drill_line(struct drill *d, const char *words);

/* An answer, or what else the line came to; commands are obeyed meanwhile. */
enum reply drill_prompt(struct drill *d, const char *words, const char **line);

/* Tab completes these, and the commands that work at every prompt. */
void drill_offer(struct drill *d, const char *const *texts, size_t count);

/* Answer a question about facts. */
void drill_ask(struct drill *d, const char *words);

#endif
