#include "cli/pages.h"

#include <string.h>

#include "cli/command.h"
#include "gallery/gallery.h"

static void add_commands(struct text_buffer *out)
{
    for (size_t i = 0; i < command_count(); i++)
        text_addf(out, "%s ", command_at(i)->options.command);
    text_add(out, "help");
}

static void add_pictures(struct text_buffer *out)
{
    for (size_t i = 0; i < gallery_count(); i++)
        text_addf(out, "%s%s", i > 0 ? " " : "", gallery_at(i)->chart.name);
}

static void add_choices(struct text_buffer *out, const char *const *choices)
{
    for (size_t i = 0; choices[i] != NULL; i++)
        text_addf(out, "%s%s", i > 0 ? " " : "", choices[i]);
}

/* What may follow an option: its words; a folder; nothing that is known. */
static void add_bash_values(struct text_buffer *out,
                            const struct option_table *t)
{
    for (size_t i = 0; i < t->count; i++) {
        const struct option_spec *const o = &t->options[i];

        if (o->kind == OPTION_FLAG)
            continue;
        text_addf(out, "    %s:--%s)", t->command, o->name);
        if (o->kind == OPTION_CHOICE) {
            text_add(out, " words=\"");
            add_choices(out, o->choices);
            text_add(out, "\" ;;\n");
        } else if (text_equal(o->value, "DIR")) {
            text_add(out,
                     " COMPREPLY=($(compgen -d -- \"$cur\")); return ;;\n");
        } else if (text_equal(o->value, "FILE")) {
            text_add(out,
                     " COMPREPLY=($(compgen -f -- \"$cur\")); return ;;\n");
        } else {
            text_add(out, " return ;;\n");
        }
    }
}

/* All that a command takes where an option or its argument may stand. */
static void add_bash_words(struct text_buffer *out,
                           const struct option_table *t)
{
    text_addf(out, "        %s) words=\"", t->command);
    for (size_t i = 0; i < t->count; i++)
        text_addf(out, "--%s ", t->options[i].name);
    text_add(out, "--help\" ;;\n");
}

static void add_bash_arguments(struct text_buffer *out)
{
    for (size_t i = 0; i < command_count(); i++) {
        const struct option_table *const t = &command_at(i)->options;

        if (t->argument == NULL)
            text_addf(out, "        %s) ;;\n", t->command);
    }
    text_add(out, "        plot) words=\"");
    add_pictures(out);
    text_add(out, "\" ;;\n        help) words=\"");
    add_commands(out);
    text_add(out,
             "\" ;;\n"
             "        *) COMPREPLY=($(compgen -f -- \"$cur\")); return ;;\n");
}

void pages_bash(struct text_buffer *out)
{
    text_add(out, "# Completion of starslice for bash.\n"
                  "_starslice()\n{\n"
                  "    local cur=${COMP_WORDS[COMP_CWORD]}\n"
                  "    local prev=${COMP_WORDS[COMP_CWORD - 1]}\n"
                  "    local command=${COMP_WORDS[1]} words=\n\n"
                  "    COMPREPLY=()\n"
                  "    if [ \"$COMP_CWORD\" -eq 1 ]; then\n"
                  "        words=\"");
    add_commands(out);
    text_add(out, " --help --version\"\n"
                  "        COMPREPLY=($(compgen -W \"$words\" -- \"$cur\"))\n"
                  "        return\n"
                  "    fi\n"
                  "    case $command:$prev in\n");
    for (size_t i = 0; i < command_count(); i++)
        add_bash_values(out, &command_at(i)->options);
    text_add(out, "    *)\n"
                  "        case $cur in\n"
                  "        -*)\n"
                  "        case $command in\n");
    for (size_t i = 0; i < command_count(); i++)
        add_bash_words(out, &command_at(i)->options);
    text_add(out, "        esac ;;\n"
                  "        *)\n"
                  "        case $command in\n");
    add_bash_arguments(out);
    text_add(out, "        esac ;;\n"
                  "        esac ;;\n"
                  "    esac\n"
                  "    COMPREPLY=($(compgen -W \"$words\" -- \"$cur\"))\n"
                  "}\n"
                  "complete -o filenames -F _starslice starslice\n");
}

/* Inside '...': a quote ends it; brackets and colons mean something to
   _arguments. */
static void add_zsh(struct text_buffer *out, const char *s)
{
    for (; *s != '\0'; s++) {
        if (*s == '\'')
            text_add(out, "'\\''");
        else if (strchr("[]:\\", *s) != NULL)
            text_addf(out, "\\%c", *s);
        else
            text_add_n(out, s, 1);
    }
}

static void add_zsh_option(struct text_buffer *out, const struct option_spec *o)
{
    text_addf(out, " \\\n            '%s--%s%s[",
              o->kind == OPTION_LIST ? "*" : "", o->name,
              o->kind == OPTION_FLAG ? "" : "=");
    add_zsh(out, o->help);
    text_add(out, "]");
    if (o->kind != OPTION_FLAG) {
        text_addf(out, ":%s:", o->value);
        if (o->kind == OPTION_CHOICE) {
            text_add(out, "(");
            add_choices(out, o->choices);
            text_add(out, ")");
        } else if (text_equal(o->value, "DIR")) {
            text_add(out, "_files -/");
        } else if (text_equal(o->value, "FILE")) {
            text_add(out, "_files");
        }
    }
    text_add(out, "'");
}

static void add_zsh_command(struct text_buffer *out,
                            const struct option_table *t)
{
    text_addf(out, "        %s)\n        _arguments '(-)--help[what it takes]'",
              t->command);
    for (size_t i = 0; i < t->count; i++)
        add_zsh_option(out, &t->options[i]);
    if (text_equal(t->command, "plot")) {
        text_add(out, " \\\n            '1:picture:(");
        add_pictures(out);
        text_add(out, ")'");
    } else if (t->argument != NULL) {
        text_addf(out, " \\\n            '1:%s:_files'", t->argument);
    }
    text_add(out, " ;;\n");
}

void pages_zsh(struct text_buffer *out)
{
    text_add(out, "#compdef starslice\n"
                  "# Completion of starslice for zsh.\n"
                  "_starslice()\n{\n"
                  "    local -a commands\n"
                  "    commands=(\n");
    for (size_t i = 0; i < command_count(); i++) {
        const struct option_table *const t = &command_at(i)->options;

        text_addf(out, "        '%s:", t->command);
        add_zsh(out, t->question);
        text_add(out, "'\n");
    }
    text_add(out, "        'help:what a command takes'\n    )\n"
                  "    if ((CURRENT == 2)); then\n"
                  "        _describe command commands\n"
                  "        return\n"
                  "    fi\n"
                  "    local command=$words[2]\n"
                  "    shift words\n"
                  "    ((CURRENT--))\n"
                  "    case $command in\n");
    for (size_t i = 0; i < command_count(); i++)
        add_zsh_command(out, &command_at(i)->options);
    text_add(out, "        help)\n        _describe command commands ;;\n"
                  "    esac\n}\n"
                  "_starslice \"$@\"\n");
}
