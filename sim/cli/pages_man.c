#include "cli/pages.h"

#include <string.h>

#include "cli/command.h"
#include "gallery/gallery.h"
#include "report/stamp.h"

/* Text as troff takes it: no escapes, no requests at the start of a line. A
   hyphen is typed as it is on the command line. */
static void add(struct text_buffer *out, const char *s)
{
    if (s[0] == '.' || s[0] == '\'')
        text_add(out, "\\&");
    for (; *s != '\0'; s++) {
        if (*s == '\\')
            text_add(out, "\\e");
        else if (*s == '-')
            text_add(out, "\\-");
        else
            text_add_n(out, s, 1);
    }
}

static void add_line(struct text_buffer *out, const char *before, const char *s)
{
    text_add(out, before);
    add(out, s);
    text_add(out, "\n");
}

static void add_head(struct text_buffer *out, const char *title,
                     const char *section, const char *manual)
{
    text_addf(out, ".TH %s %s \"\" \"starslice %s\" \"%s\"\n", title, section,
              stamp_version(), manual);
}

/* ".TP" and "--out DIR" with the value in italics. */
static void add_option(struct text_buffer *out, const struct option_spec *o)
{
    text_add(out, ".TP\n\\fB\\-\\-");
    add(out, o->name);
    text_add(out, "\\fR");
    if (o->kind != OPTION_FLAG) {
        text_add(out, " \\fI");
        add(out, o->value);
        text_add(out, "\\fR");
    }
    text_add(out, "\n");
    add_line(out, "", o->help);
}

static void add_synopsis(struct text_buffer *out, const struct option_table *t)
{
    text_addf(out, "\\fBstarslice %s\\fR", t->command);
    if (t->argument != NULL)
        text_addf(out, t->argument_optional ? " [\\fI%s\\fR]" : " \\fI%s\\fR",
                  t->argument);
    text_add(out, " [\\fIOPTION\\fR]...\n");
}

static void add_command(struct text_buffer *out, const struct option_table *t)
{
    text_addf(out, ".SS %s\n", t->command);
    add_synopsis(out, t);
    add_line(out, ".PP\n", t->question);
    if (t->about[0] != '\0')
        add_line(out, "", t->about);
    if (t->argument != NULL)
        add_line(out, text_format(out->arena, ".TP\n\\fI%s\\fR\n", t->argument),
                 t->argument_help);
    for (size_t i = 0; i < t->count; i++)
        add_option(out, &t->options[i]);
}

static void add_gallery(struct text_buffer *out)
{
    text_add(out, ".SH PICTURES\nThe names that \\fBstarslice plot\\fR "
                  "takes.\n");
    for (size_t i = 0; i < gallery_count(); i++) {
        const struct chart *const c = &gallery_at(i)->chart;

        text_add(out, ".TP\n\\fB");
        add(out, c->name);
        add_line(out, "\\fR\n", text_format(out->arena, "%s.", c->title));
        add_line(out, "", c->lesson);
    }
}

static const char examples[] =
    ".SH EXAMPLES\n"
    "What does a tuned design save?\n"
    ".PP\n.RS 4\n.EX\n"
    "starslice compare scenarios/ssb\\-tutorial \\-\\-out result\n"
    ".EE\n.RE\n.PP\n"
    "A build that fails when a design got dearer by more than a twentieth:\n"
    ".PP\n.RS 4\n.EX\n"
    "starslice compare warehouse \\-\\-fail\\-if\\-worse 5\n"
    ".EE\n.RE\n";

static const char ends[] =
    ".SH ENVIRONMENT\n"
    ".TP\n\\fBSTARSLICE_DATA\\fR\n"
    "The folder that holds \\fIscenarios\\fR, where \\fBstarslice plot\\fR "
    "looks for them.\n"
    "Without it they are looked for in the current folder, then where the "
    "program\nwas installed.\n"
    ".SH SEE ALSO\n"
    ".BR starslice\\-scenario (5),\n"
    ".BR gnuplot (1)\n";

void pages_program(struct text_buffer *out)
{
    add_head(out, "STARSLICE", "1", "User Commands");
    text_add(out, ".SH NAME\nstarslice \\- what a warehouse design costs, and "
                  "why\n.SH SYNOPSIS\n");
    for (size_t i = 0; i < command_count(); i++) {
        text_add(out, i > 0 ? ".br\n" : "");
        add_synopsis(out, &command_at(i)->options);
    }
    add_line(out, ".SH DESCRIPTION\n", command_about);
    text_add(out, "A \\fIscenario\\fR is a folder with \\fIscenario.yaml\\fR, "
                  "or such a file; see\n.BR starslice\\-scenario (5).\n"
                  "Every command has \\fB\\-\\-help\\fR; \\fBstarslice "
                  "\\-\\-version\\fR prints the version.\n"
                  ".SH COMMANDS\n");
    for (size_t i = 0; i < command_count(); i++)
        add_command(out, &command_at(i)->options);
    add_gallery(out);
    text_add(out, ".SH EXIT STATUS\n");
    for (const struct command_exit *e = command_exits; e->meaning != NULL; e++)
        add_line(out,
                 text_format(out->arena, ".TP\n\\fB%d\\fR\n", (int)e->status),
                 e->meaning);
    text_add(out, ends);
    text_add(out, examples);
}

static const char *cell(const struct frame *f, size_t row, const char *column)
{
    const struct cell *const c =
        frame_cell(f, row, frame_column_index(f, column));

    return c->null ? "" : c->text;
}

static void add_key(struct text_buffer *out, const struct frame *f, size_t row)
{
    const char *const section = cell(f, row, "section");
    const char *const key = cell(f, row, "key");
    const char *const otherwise = cell(f, row, "default");

    if (row == 0 || !text_equal(section, cell(f, row - 1, "section")))
        add_line(out, ".SS ", section);
    text_add(out, ".TP\n\\fB");
    add(out, key);
    add_line(out, "\\fR\n", cell(f, row, "meaning"));
    text_add(out, ".br\n");
    add(out, cell(f, row, "type"));
    if (otherwise[0] != '\0') {
        text_add(out, text_equal(otherwise, "required") ? "; " : "; default: ");
        add(out, otherwise);
    }
    text_add(out, "\n.br\n");
    add_line(out, "",
             text_format(out->arena, "%s: %s", key, cell(f, row, "example")));
}

void pages_scenario(struct text_buffer *out, const struct frame *schema)
{
    add_head(out, "STARSLICE\\-SCENARIO", "5", "File Formats");
    text_add(out,
             ".SH NAME\nstarslice\\-scenario \\- what starslice is told of a "
             "warehouse\n.SH DESCRIPTION\n"
             "A scenario is a folder. \\fIscenario.yaml\\fR names the cluster, "
             "the data, the\n"
             "designs to compare and the queries; the tables are Redshift's "
             "DDL, the queries\n"
             "are SQL, each in files of their own. Names in capitals are "
             "yours.\n"
             ".SH KEYS\n");
    for (size_t row = 0; row < schema->row_count; row++)
        add_key(out, schema, row);
    text_add(out, ".SH SEE ALSO\n.BR starslice (1)\n");
}
