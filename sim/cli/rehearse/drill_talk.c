#include "cli/rehearse/drill_talk.h"

#include <math.h>
#include <string.h>
#include <time.h>

#include "base/text.h"
#include "cli/options.h"
#include "cli/rehearse/facts.h"
#include "report/chart/glyph.h"

double drill_clock_s(void)
{
    struct timespec now = { .tv_sec = 0 };

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* --- saying things ------------------------------------------------------- */

void drill_say(struct drill *d, const char *text)
{
    if (!d->quiet && session_print(d->s, text) != STATUS_DONE)
        d->status = STATUS_WRITE;
}

/* A paragraph, broken to 80 columns; its line ends stay. */
void drill_tell(struct drill *d, const char *words)
{
    struct text_buffer b;

    text_buffer_init(&b, d->arena);
    while (*words != '\0') {
        const size_t bytes = strcspn(words, "\n");
        const char *const line =
            glyph_clean(d->arena, text_copy_n(d->arena, words, bytes));
        const size_t indent = strspn(line, " ");
        if (glyph_width(line) <= 80) {
            text_addf(&b, "%s\n", line);
        } else if (text_starts(line + indent, "- ")) {
            /* What follows a bullet stands below its text. */
            text_add_n(&b, line, indent + 1);
            options_wrap(&b, indent + 1, indent + 2, line + indent + 2);
        } else {
            options_wrap(&b, 0, indent, line + indent);
        }
        words += bytes;
        words += *words == '\n';
    }
    drill_say(d, text_buffer_text(&b));
}

void drill_heading(struct drill *d, const char *text)
{
    drill_say(d,
              text_format(d->arena, d->bold ? "\n\033[1m%s\033[0m\n" : "\n%s\n",
                          text));
}

void drill_show(struct drill *d, const struct frames *fs)
{
    if (d->quiet)
        return;
    drill_say(d, "\n");
    if (session_report(d->s, fs, REPORT_TABLE) != STATUS_DONE)
        d->status = STATUS_WRITE;
}

void drill_tell_faults(struct drill *d, struct faults *faults)
{
    faults_sort(faults);
    for (size_t i = 0; i < faults->count; i++)
        drill_tell(d, fault_line(d->arena, &faults->items[i]));
}

/* --- lines --------------------------------------------------------------- */

/* The next line of those to be typed again; NULL when they are through. What
   the last of them brings is shown, so that one knows where he is. */
static const char *replayed(struct drill *d)
{
    if (d->replay == NULL || d->replay[0] == '\0')
        return NULL;
    const size_t bytes = strcspn(d->replay, "\n");
    const char *const line = text_copy_n(d->arena, d->replay, bytes);

    d->replay += bytes;
    d->replay += *d->replay == '\n';
    text_addf(&d->typed, "%s\n", line);
    if (d->replay[0] == '\0' && d->quiet) {
        d->quiet = false;
        drill_say(d, text_format(d->arena,
                                 "You are back where you left it, after "
                                 "'%s'.\n",
                                 text_quoted(d->arena, line)));
    }
    return line;
}

/* Once it cannot be kept that is said, and the round goes on. */
static void keep(struct drill *d, const char *line)
{
    struct faults faults;

    text_addf(&d->typed, "%s\n", line);
    if (!d->keeps)
        return;
    faults_init(&faults, d->arena);
    if (journal_keep(d->journal, d->round->question->name,
                     text_buffer_text(&d->typed), &faults))
        return;
    drill_tell_faults(d, &faults);
    drill_tell(
        d, "(The round goes on, but it cannot be resumed if you leave it.)");
    d->keeps = false;
}

static bool time_is_up(struct drill *d)
{
    if (!d->over && d->ends_s > 0 && !d->quiet &&
        drill_clock_s() >= d->ends_s) {
        d->over = true;
        drill_heading(d, "Time is up. What is not answered stays as it is.");
    }
    return d->over;
}

static const char *prompt_text(struct drill *d, const char *words)
{
    const double left_s = d->ends_s - drill_clock_s();

    if (d->ends_s <= 0)
        return text_format(d->arena, "%s> ", words);
    if (left_s <= 60)
        return text_format(d->arena, "[%.0f s left] %s> ",
                           ceil(fmax(left_s, 0)), words);
    return text_format(d->arena, "[%.0f min left] %s> ", ceil(left_s / 60),
                       words);
}

const char *drill_line(struct drill *d, const char *words)
{
    const char *line = replayed(d);

    if (line != NULL) {
        lines_remember(d->lines, line);
        return line;
    }
    line = d->ahead != NULL ? d->ahead
                            : lines_next(d->lines, prompt_text(d, words));
    d->ahead = NULL;
    if (line == NULL)
        return NULL;
    if (!text_equal(line, "quit"))
        keep(d, line);
    return line;
}

bool drill_pause(struct drill *d, const char *next)
{
    if (d->quiet || d->ahead != NULL || !lines_edited(d->lines))
        return true;
    drill_say(d, "\n");
    const char *const line =
        lines_next(d->lines, text_format(d->arena, "(Enter for %s) ", next));
    if (line == NULL || text_equal(drill_word(d, line), "quit"))
        return false;
    /* Who knows what comes next has answered it. */
    if (line[strspn(line, " \t")] != '\0')
        d->ahead = line;
    return true;
}

/* "hint" of "  Hint 2": the first word, lower case. */
const char *drill_word(struct drill *d, const char *line)
{
    const char *const text = line + strspn(line, " \t");

    return text_lower(d->arena,
                      text_copy_n(d->arena, text, strcspn(text, " \t")));
}

static const char *after_word(const char *line)
{
    line += strspn(line, " \t");
    line += strcspn(line, " \t");
    return line + strspn(line, " \t");
}

/* --- commands that work at every prompt ---------------------------------- */

static void help(struct drill *d)
{
    drill_say(
        d, "\n"
           "  ask WORDS   a fact: ask rows, ask skew customer_id, ask queries\n"
           "  hint        help that costs 5 points\n"
           "  question    the question once more\n"
           "  why         why this is asked\n"
           "  skip        leave it as it is\n"
           "  back        to what was asked before\n"
           "  quit        leave; the round can be resumed\n"
           "  help        this list\n\n");
    drill_tell(d, d->help);
}

static void hint(struct drill *d)
{
    const struct question_texts *const hints = &d->round->question->hints;

    if ((size_t)d->round->hints >= hints->count) {
        drill_tell(d, "There are no more hints.");
        return;
    }
    drill_tell(d, round_say(d->round, hints->items[d->round->hints++]));
    drill_say(d, text_format(d->arena,
                             "(That is 5 points less. Hints left: %zu.)\n",
                             hints->count - (size_t)d->round->hints));
}

void drill_ask(struct drill *d, const char *words)
{
    const char *topic;
    const char *const told = facts_answer(d->round, words, &topic);

    if (topic != NULL)
        round_asked(d->round, topic);
    drill_tell(d, told);
}

/* True when the line was a command of this kind, and has been obeyed. */
static bool obeyed(struct drill *d, const char *line)
{
    const char *const word = drill_word(d, line);

    if (text_equal(word, "help") || text_equal(word, "?"))
        help(d);
    else if (text_equal(word, "hint"))
        hint(d);
    else if (text_equal(word, "question"))
        drill_tell(d, round_say(d->round, d->round->question->prompt));
    else if (text_equal(word, "why"))
        drill_tell(d, d->why);
    else if (text_equal(word, "ask"))
        drill_ask(d, after_word(line));
    else
        return false;
    return true;
}

void drill_offer(struct drill *d, const char *const *texts, size_t count)
{
    static const char *const commands[] = {
        "ask", "hint", "question", "why", "skip", "back", "quit", "help"
    };
    enum { COMMANDS = sizeof(commands) / sizeof(commands[0]) };
    const char **const all =
        ARENA_ARRAY(d->arena, count + COMMANDS, const char *);

    for (size_t i = 0; i < count; i++)
        all[i] = texts[i];
    for (size_t i = 0; i < COMMANDS; i++)
        all[count + i] = commands[i];
    lines_offer(d->lines, all, count + COMMANDS);
}

/* An answer, or what else the line came to. */
enum reply drill_prompt(struct drill *d, const char *words, const char **line)
{
    for (;;) {
        if (time_is_up(d))
            return REPLY_SKIP;
        *line = drill_line(d, words);
        if (*line == NULL)
            return REPLY_END;
        const char *const word = drill_word(d, *line);
        if (text_equal(word, "quit") || text_equal(word, "exit"))
            return REPLY_END;
        if (text_equal(word, "skip"))
            return REPLY_SKIP;
        if (text_equal(word, "back"))
            return REPLY_BACK;
        if (!obeyed(d, *line))
            return REPLY_TEXT;
    }
}
