#include "cli/rehearse/drill_choose.h"

#include <ctype.h>
#include <string.h>

#include "base/text.h"
#include "scenario/field.h"
#include "scenario/question/read_answers.h"

/* What is pasted in one go, bytes. */
enum { SQL_PASTE_MAX = 64 * 1024 };

bool drill_is_ddl(struct drill *d, const char *line)
{
    const char *const word = drill_word(d, line);

    return text_equal(word, "create") || text_equal(word, "alter");
}

static void tell_changes(struct drill *d, const int *before, const int *answer)
{
    const char *const changes =
        quiz_words(d->arena, d->round->quiz, answer, before);

    drill_tell(d,
               changes[0] == '\0'
                   ? "That is how it stands already."
                   : text_format(d->arena,
                                 "Taken: %s. Enter keeps a choice, 'done' all "
                                 "of them.",
                                 changes));
}

bool drill_take_ddl(struct drill *d, const char *line, int *answer)
{
    const struct round *const r = d->round;
    struct text_buffer b;
    struct faults faults;

    text_buffer_init(&b, d->arena);
    for (;;) {
        size_t bytes = strlen(line);
        while (bytes > 0 && isspace((unsigned char)line[bytes - 1]))
            bytes--;
        text_addf(&b, "%s\n", line);
        if (bytes == 0 || line[bytes - 1] == ';' || b.count > SQL_PASTE_MAX)
            break;
        line = drill_line(d, "until ; or an empty line");
        if (line == NULL || text_equal(drill_word(d, line), "quit"))
            return false;
    }
    faults_init(&faults, d->arena);
    const int count = r->question->choices.count;
    int *const before = ARENA_ARRAY(d->arena, count, int);
    for (int i = 0; i < count; i++)
        before[i] = answer[i];
    if (answers_ddl(d->arena, text_buffer_text(&b), "what you pasted",
                    r->question, r->world, answer, &faults))
        tell_changes(d, before, answer);
    else
        drill_tell_faults(d, &faults);
    return true;
}

static void show_choice(struct drill *d, int at, const int *answer)
{
    const struct choices *const all = &d->round->question->choices;
    const struct choice *const c = &all->items[at];
    const struct catalog *const catalog = &d->round->world->catalog;

    drill_say(d, "\n");
    drill_tell(d, text_format(d->arena, "%d of %d. %s%s%s", at + 1, all->count,
                              c->name, c->say == NULL ? "" : ": ",
                              c->say == NULL ? "" : c->say));
    for (int i = 0; i < c->option_count; i++) {
        /* Where options are numbers, a place before them would mislead. */
        const char *const place =
            choice_is_numeric(c) ? "" : text_format(d->arena, "%2d", i + 1);
        drill_say(d, text_format(d->arena, "  %2s  %s%s\n", place,
                                 choice_ddl(d->arena, catalog, c, i),
                                 i == answer[at] ? "  (as it stands)" : ""));
    }
}

/* What stands between parentheses, or all of it: "key(a)" -> "a". */
static const char *inner(struct arena *a, const char *text)
{
    const size_t before = strcspn(text, "(");

    return text[before] == '\0' ? text
                                : text_copy_n(a, text + before + 1,
                                              strcspn(text + before + 1, ")"));
}

/* Names that a choice is answered by; twice as many as options. */
static const char **option_names(struct drill *d, const struct choice *c)
{
    const char **const names =
        ARENA_ARRAY(d->arena, 2 * c->option_count, const char *);

    for (int i = 0; i < c->option_count; i++) {
        names[i] = choice_ddl(d->arena, &d->round->world->catalog, c, i);
        names[c->option_count + i] = inner(d->arena, c->options[i].text);
    }
    return names;
}

static void refuse_option(struct drill *d, const struct choice *c,
                          const char *line)
{
    const size_t count = (size_t)c->option_count;
    const char **const names = option_names(d, c) + count;
    struct text_buffer b;
    struct faults faults;

    faults_init(&faults, d->arena);
    text_buffer_init(&b, d->arena);
    text_addf(&b, "'%s' is none of them", text_quoted(d->arena, line));
    const char *const near =
        field_suggestion(&faults, inner(d->arena, line), names, count);
    if (text_starts(near, ", did you mean"))
        text_add(&b, near);
    else if (choice_is_numeric(c))
        for (size_t i = 0; i < count; i++)
            text_addf(&b, "%s%s", i == 0 ? ": " : ", ", names[i]);
    else
        text_addf(&b,
                  ": a number from 1 to %zu, or the text. Enter keeps what "
                  "stands",
                  count);
    drill_tell(d, text_format(d->arena, "%s%s", text_buffer_text(&b),
                              text_starts(near, ", did") ? "" : "."));
}

/* Words may be taken for more than they say: "daily" for a whole schedule. */
static void tell_taken(struct drill *d, const struct choice *c, int option,
                       const char *line)
{
    const char *const text =
        choice_ddl(d->arena, &d->round->world->catalog, c, option);

    line += strspn(line, " \t");
    if (line[strspn(line, "0123456789 \t")] != '\0' &&
        !text_equal_nocase(line, text))
        drill_tell(d, text_format(d->arena, "Taken: %s.", text));
}

/* So many choices forward, or back; the end. */
static int take_choice(struct drill *d, int at, int *answer, bool *ended)
{
    const struct choices *const all = &d->round->question->choices;
    const struct choice *const c = &all->items[at];
    const char *line;

    if (d->over)
        return all->count - at;
    show_choice(d, at, answer);
    drill_offer(d, option_names(d, c), 2 * (size_t)c->option_count);
    for (;;) {
        const enum reply reply = drill_prompt(d, "choose", &line);
        *ended = reply == REPLY_END;
        if (reply != REPLY_TEXT)
            return reply == REPLY_BACK ? -1 : 1;
        const char *const word = drill_word(d, line);
        if (word[0] == '\0' || text_equal(word, "keep"))
            return 1;
        if (text_equal(word, "done"))
            return all->count - at;
        if (drill_is_ddl(d, line)) {
            *ended = !drill_take_ddl(d, line, answer);
            return 0;
        }
        const int option = choice_parse(d->arena, c, line);
        if (option >= 0) {
            answer[at] = option;
            tell_taken(d, c, option, line);
            return 1;
        }
        refuse_option(d, c, line);
    }
}

bool drill_choose(struct drill *d, int from, int *answer)
{
    const int count = d->round->question->choices.count;
    bool ended = false;

    d->help = "A choice is answered by its number or its text; Enter keeps it, "
              "'done' keeps this and all that follow. Or paste ALTER TABLE or "
              "CREATE TABLE statements, ending in a semicolon.";
    for (int i = from; i < count && !ended;) {
        i += take_choice(d, i, answer, &ended);
        i = i < 0 ? 0 : i;
    }
    return !ended;
}
