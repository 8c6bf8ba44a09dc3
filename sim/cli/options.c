#include "cli/options.h"

#include <getopt.h>
#include <string.h>

#include "base/check.h"
#include "base/text.h"
#include "scenario/quantity.h"

enum { HELP_WIDTH = 80, HELP_COLUMN = 24 };

/* What getopt_long returns for the i-th option; beyond any character. */
enum { VALUE_HELP = 256, VALUE_FIRST = 257 };

struct parsing {
    const struct option_table *table;
    void *object;
    char **argv;
    bool given[OPTIONS_MAX];
    bool argument, help;
    struct faults *faults;
};

static bool usage_fault(struct faults *faults, const char *text)
{
    return fault_add(faults, (struct where){ .file = NULL }, "%s", text);
}

static void *member(const struct parsing *p, size_t offset)
{
    return (char *)p->object + offset;
}

static const char *words_of(struct arena *a, const char *const *words)
{
    struct text_buffer b;

    text_buffer_init(&b, a);
    for (size_t i = 0; words[i] != NULL; i++)
        text_addf(&b, "%s%s", i == 0 ? "" : ", ", words[i]);
    return text_buffer_text(&b);
}

static bool take_choice(struct parsing *p, const struct option_spec *o,
                        const char *text)
{
    struct arena *const a = p->faults->arena;

    for (int i = 0; o->choices[i] != NULL; i++)
        if (text_equal(o->choices[i], text)) {
            *(int *)member(p, o->offset) = i;
            return true;
        }
    return usage_fault(
        p->faults, text_format(a, "'--%s' is one of %s, not '%s'", o->name,
                               words_of(a, o->choices), text_quoted(a, text)));
}

static bool take_number(struct parsing *p, const struct option_spec *o,
                        const char *text)
{
    struct arena *const a = p->faults->arena;
    double *const number = member(p, o->offset);
    const char *why = "";

    if (quantity_number(text, QUANTITY_PLAIN, number, &why) &&
        *number >= o->min && *number <= o->max)
        return true;
    return usage_fault(
        p->faults,
        text_format(a, "'--%s' is a number from %.15g to %.15g, not '%s'",
                    o->name, o->min, o->max, text_quoted(a, text)));
}

static bool take_list(struct parsing *p, const struct option_spec *o,
                      const char *text)
{
    struct option_list *const list = member(p, o->offset);

    ARENA_GROW(p->faults->arena, list->items, list->count, list->room);
    list->items[list->count++] = text;
    return true;
}

static bool take_option(struct parsing *p, size_t i, const char *text)
{
    const struct option_spec *const o = &p->table->options[i];
    struct arena *const a = p->faults->arena;

    if (p->given[i] && o->kind != OPTION_LIST && o->kind != OPTION_FLAG)
        return usage_fault(p->faults,
                           text_format(a, "'--%s' is given twice", o->name));
    p->given[i] = true;
    switch (o->kind) {
    case OPTION_FLAG:
        *(bool *)member(p, o->offset) = true;
        return true;
    case OPTION_TEXT:
        *(const char **)member(p, o->offset) = text;
        if (text[0] != '\0')
            return true;
        return usage_fault(p->faults,
                           text_format(a, "'--%s' is empty", o->name));
    case OPTION_LIST:
        return take_list(p, o, text);
    case OPTION_CHOICE:
        return take_choice(p, o, text);
    case OPTION_NUMBER:
        return take_number(p, o, text);
    }
    CHECK(o->kind <= OPTION_NUMBER);
    return false;
}

static bool take_argument(struct parsing *p, const char *text)
{
    struct arena *const a = p->faults->arena;

    if (p->table->argument == NULL || p->argument)
        return usage_fault(p->faults, text_format(a, "unexpected argument '%s'",
                                                  text_quoted(a, text)));
    p->argument = true;
    *(const char **)member(p, p->table->argument_offset) = text;
    return true;
}

/* Several options begin with what was given. */
static const char *ambiguous(struct arena *a, const struct option_table *t,
                             const char *name)
{
    struct text_buffer b;
    int found = 0;

    text_buffer_init(&b, a);
    for (size_t i = 0; i < t->count; i++)
        if (text_starts(t->options[i].name, name))
            text_addf(&b, "%s--%s", found++ == 0 ? "" : ", ",
                      t->options[i].name);
    return found > 1 ? text_buffer_text(&b) : NULL;
}

/* `word` as given: "--desing", "--desing=after" or a letter's "-x". */
static bool refuse_option(const struct parsing *p, const char *word)
{
    struct arena *const a = p->faults->arena;
    const struct option_table *const t = p->table;
    const char *names[OPTIONS_MAX + 1];
    const size_t dashes = strspn(word, "-");
    const char *const shown = text_copy_n(a, word, strcspn(word, "="));
    const char *const several = ambiguous(a, t, shown + dashes);

    if (several != NULL && dashes == 2)
        return usage_fault(
            p->faults, text_format(a, "option '%s' is short for several: %s",
                                   text_quoted(a, shown), several));
    for (size_t i = 0; i < t->count; i++)
        names[i] = t->options[i].name;
    names[t->count] = "help";
    const char *const nearest =
        text_nearest(shown + dashes, names, t->count + 1);
    if (nearest == NULL)
        return usage_fault(p->faults, text_format(a, "unknown option '%s'",
                                                  text_quoted(a, shown)));
    return usage_fault(
        p->faults, text_format(a, "unknown option '%s', did you mean '--%s'?",
                               text_quoted(a, shown), nearest));
}

static bool refuse_value(const struct parsing *p, const char *name,
                         const char *value)
{
    struct arena *const a = p->faults->arena;

    if (value == NULL)
        return usage_fault(p->faults,
                           text_format(a, "'--%s' takes no value", name));
    return usage_fault(p->faults,
                       text_format(a, "'--%s' needs a value: %s", name, value));
}

static void list_options(const struct option_table *t, struct option *out)
{
    for (size_t i = 0; i < t->count; i++)
        out[i] = (struct option){
            .name = t->options[i].name,
            .has_arg = t->options[i].kind == OPTION_FLAG ? no_argument
                                                         : required_argument,
            .val = VALUE_FIRST + (int)i,
        };
    out[t->count] = (struct option){ .name = "help", .val = VALUE_HELP };
    out[t->count + 1] = (struct option){ .name = NULL };
}

/* The word that getopt_long could not take, which it has just passed. */
static bool refuse(const struct parsing *p, int found)
{
    if (optopt == VALUE_HELP)
        return refuse_value(p, "help", NULL);
    if (optopt >= VALUE_FIRST) {
        const struct option_spec *const o =
            &p->table->options[optopt - VALUE_FIRST];
        return refuse_value(p, o->name, found == ':' ? o->value : NULL);
    }
    if (optopt != 0)
        return refuse_option(p, text_format(p->faults->arena, "-%c", optopt));
    return refuse_option(p, p->argv[optind - 1]);
}

/* False ends the reading: what follows an unknown option may be its value. */
static bool take(struct parsing *p, int found)
{
    switch (found) {
    case 'h':
    case VALUE_HELP:
        p->help = true;
        return false;
    case 1: /* no option, in its place: see the '-' of the letters */
        take_argument(p, optarg);
        return true;
    case '?':
    case ':':
        refuse(p, found);
        return false;
    default:
        take_option(p, (size_t)(found - VALUE_FIRST), optarg);
        return true;
    }
}

bool options_parse(const struct option_table *t, int argc, char **argv,
                   void *object, bool *help, struct faults *faults)
{
    struct parsing p = {
        .table = t, .object = object, .argv = argv, .faults = faults
    };
    struct option list[OPTIONS_MAX + 2];
    const size_t before = faults->count;
    bool going = true;
    int found;

    CHECK(t->count <= OPTIONS_MAX);
    list_options(t, list);
    opterr = 0;
    optind = 0; /* begin anew, as glibc has it */
    while (going && (found = getopt_long(argc, argv, "-:h", list, NULL)) != -1)
        going = take(&p, found);
    for (int i = optind; going && i < argc; i++)
        take_argument(&p, argv[i]);
    *help = p.help;
    if (p.help) {
        faults->count = before;
        return true;
    }
    if (going && t->argument != NULL && !t->argument_optional && !p.argument)
        usage_fault(faults, text_format(faults->arena, "%s is missing: %s",
                                        t->argument, t->argument_help));
    return faults->count == before;
}

static void add_blanks(struct text_buffer *b, size_t count)
{
    while (count-- > 0)
        text_add(b, " ");
}

void options_wrap(struct text_buffer *b, size_t used, size_t column,
                  const char *words)
{
    while (*words != '\0') {
        const size_t bytes = strcspn(words, " ");

        if (used > column && used + 1 + bytes > HELP_WIDTH) {
            text_add(b, "\n");
            used = 0;
        }
        if (used > column) {
            text_add(b, " ");
            used++;
        } else {
            add_blanks(b, column - used);
            used = column;
        }
        text_add_n(b, words, bytes);
        used += bytes;
        words += bytes;
        words += strspn(words, " ");
    }
    text_add(b, "\n");
}

static void add_option(struct text_buffer *b, const char *head,
                       const char *help)
{
    size_t used = strlen(head) + 2;

    text_addf(b, "  %s", head);
    if (used > HELP_COLUMN - 2) {
        text_add(b, "\n");
        used = 0;
    }
    options_wrap(b, used, HELP_COLUMN, help);
}

static const char *argument_text(struct arena *a, const struct option_table *t)
{
    if (t->argument == NULL)
        return "";
    return text_format(a, t->argument_optional ? " [%s]" : " %s", t->argument);
}

const char *options_help(struct arena *a, const struct option_table *t)
{
    struct text_buffer b;

    text_buffer_init(&b, a);
    text_addf(&b, "usage: starslice %s%s [OPTION]...\n\n", t->command,
              argument_text(a, t));
    options_wrap(&b, 0, 0, t->question);
    if (t->about[0] != '\0') {
        text_add(&b, "\n");
        options_wrap(&b, 0, 0, t->about);
    }
    text_add(&b, "\n");
    if (t->argument != NULL)
        add_option(&b, t->argument, t->argument_help);
    for (size_t i = 0; i < t->count; i++) {
        const struct option_spec *const o = &t->options[i];

        add_option(&b,
                   o->kind == OPTION_FLAG
                       ? text_format(a, "--%s", o->name)
                       : text_format(a, "--%s %s", o->name, o->value),
                   o->help);
    }
    add_option(&b, "--help, -h", "this text");
    return text_buffer_text(&b);
}
