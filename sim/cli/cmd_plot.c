#include <string.h>

#include "base/check.h"
#include "base/progress.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/datadir.h"
#include "cli/shared_options.h"
#include "gallery/gallery.h"
#include "report/chart/chart.h"
#include "report/chart/glyph.h"
#include "report/html/html.h"
#include "report/output.h"
#include "report/stamp.h"

struct plot_options {
    const char *name, *out;
    int style, theme, format;
    bool list, all, data, pdf;
};

/* Scenarios that were loaded, so that each is read once. */
enum { WORLDS_MOST = 16 };
struct gallery_run {
    struct session *session;
    struct faults faults;
    const char *names[WORLDS_MOST];
    struct world *worlds[WORLDS_MOST];
    size_t count;
};

/* NULL when the scenario is missing or wrong, which has then been said. */
static struct world *world_of(struct gallery_run *r, const char *name)
{
    struct session *const s = r->session;

    for (size_t i = 0; i < r->count; i++)
        if (text_equal(r->names[i], name))
            return r->worlds[i];

    const char *const path = datadir_scenario(s->arena, name, &r->faults);
    if (path == NULL) {
        session_print_faults(s, &r->faults);
        return NULL;
    }
    struct world *const w = session_load(s, path);
    CHECK(r->count < WORLDS_MOST);
    r->names[r->count] = name;
    r->worlds[r->count++] = w;
    return w;
}

/* The frame of a picture, and the stamp. */
static bool measure(struct gallery_run *r, const struct exhibit *e,
                    struct frames *fs, struct chart_picture *p)
{
    struct session *const s = r->session;
    const struct world *w = NULL;

    if (e->scenario != NULL && (w = world_of(r, e->scenario)) == NULL)
        return false;
    if (!gallery_measure(e, w, fs, &r->faults)) {
        session_print_faults(s, &r->faults);
        return false;
    }
    p->chart = &e->chart;
    p->frame = frames_find(fs, e->chart.name);
    p->stamp = w != NULL ? session_stamp(s, w)
                         : text_format(s->arena, "starslice %s, %s",
                                       stamp_version(), e->chart.about);
    return true;
}

static bool write_page(const void *what, FILE *out)
{
    return html_write(what, out);
}

/* All of it on one page, with the numbers as tables. */
static bool write_index(struct session *s, const struct plot_options *o,
                        const struct chart_picture *pictures, size_t count,
                        const struct plot_result *drawn, struct frames *fs,
                        struct faults *faults)
{
    static const char *const lead[] = { "gallery" };
    const bool one = count == 1;
    const struct html_page page = {
        .title = one ? pictures[0].chart->title : "Teaching pictures",
        .question = text_format(s->arena, "starslice plot %s",
                                one ? pictures[0].chart->name : "--all"),
        .stamp = one ? pictures[0].stamp
                     : text_format(s->arena, "starslice %s", stamp_version()),
        .frames = fs,
        .lead = lead,
        .lead_count = one ? 0 : 1,
        .pictures = drawn->pictures,
        .picture_count = drawn->picture_count,
    };
    struct output_folder folder;

    if (!one)
        gallery_frame(fs);
    if (!output_open(&folder, s->arena, o->out, faults))
        return false;
    const bool done =
        output_file(&folder, "index.html", write_page, &page, faults);
    output_close(&folder);
    return done;
}

static enum exit_status write_pictures(struct session *s,
                                       const struct plot_options *o,
                                       const struct chart_picture *pictures,
                                       size_t count, struct frames *fs)
{
    const struct chart_look look = chart_look_of(
        (enum chart_style)o->style, (enum chart_theme)o->theme, o->pdf);
    struct plot_result result;
    struct faults faults;

    faults_init(&faults, s->arena);
    if (!chart_write(s->arena, pictures, count, &look, o->out, &result,
                     &faults) ||
        !write_index(s, o, pictures, count, &result, fs, &faults)) {
        session_print_faults(s, &faults);
        return STATUS_WRITE;
    }
    for (size_t i = 0; i < result.note_count; i++)
        fprintf(s->err, "note: %s\n", glyph_clean(s->arena, result.notes[i]));
    fprintf(s->err,
            "wrote index.html, %zu script%s with data, and %zu picture%s, to "
            "%s\n",
            result.scripts, result.scripts == 1 ? "" : "s",
            result.picture_count, result.picture_count == 1 ? "" : "s",
            glyph_clean(s->arena, o->out));
    return STATUS_DONE;
}

/* One exhibit, or all when it is NULL. */
static enum exit_status plot(struct session *s, const struct plot_options *o,
                             const struct exhibit *only)
{
    const size_t count = only == NULL ? gallery_count() : 1;
    struct chart_picture *const pictures =
        ARENA_ARRAY(s->arena, count, struct chart_picture);
    struct gallery_run run = { .session = s };
    struct frames fs;

    frames_init(&fs, s->arena);
    faults_init(&run.faults, s->arena);
    for (size_t i = 0; i < count; i++)
        if (!measure(&run, only == NULL ? gallery_at(i) : only, &fs,
                     &pictures[i]))
            return STATUS_SCENARIO;
    return o->data ? session_report(s, &fs, (enum report_format)o->format)
                   : write_pictures(s, o, pictures, count, &fs);
}

/* A picture is a line of its name and its title; its lesson is below. */
static enum exit_status list(struct session *s, enum report_format format)
{
    struct text_buffer b;
    struct frames fs;

    if (format != REPORT_TABLE) {
        frames_init(&fs, s->arena);
        gallery_frame(&fs);
        return session_report(s, &fs, format);
    }
    text_buffer_init(&b, s->arena);
    for (size_t i = 0; i < gallery_count(); i++) {
        const struct chart *const chart = &gallery_at(i)->chart;

        text_add(&b, chart->name);
        options_wrap(&b, strlen(chart->name), 18, chart->title);
        options_wrap(&b, 0, 18, chart->lesson);
    }
    return session_print(s, text_buffer_text(&b));
}

static void refuse(struct faults *faults, const char *text)
{
    fault_add(faults, (struct where){ .file = NULL }, "%s", text);
}

/* NULL also when all are asked for. */
static const struct exhibit *find(const struct plot_options *o,
                                  struct faults *faults)
{
    const struct exhibit *const e =
        o->name == NULL ? NULL : gallery_find(o->name);
    const char **const names =
        ARENA_ARRAY(faults->arena, gallery_count(), const char *);

    if (o->name == NULL || e != NULL)
        return e;
    for (size_t i = 0; i < gallery_count(); i++)
        names[i] = gallery_at(i)->chart.name;
    const char *const nearest = text_nearest(o->name, names, gallery_count());
    fault_add(faults, (struct where){ .file = NULL },
              "there is no picture '%s'%s", text_quoted(faults->arena, o->name),
              nearest == NULL ? "; '--list' names them"
                              : text_format(faults->arena,
                                            ", did you mean '%s'?", nearest));
    return NULL;
}

static enum exit_status run(struct session *s, const void *options)
{
    const struct plot_options *const o = options;
    const int asked = (o->name != NULL) + o->list + o->all;
    struct faults faults;

    faults_init(&faults, s->arena);
    const struct exhibit *const e = find(o, &faults);
    if (asked != 1)
        refuse(&faults, "one of NAME, '--list' and '--all' says what to do");
    if (o->format != REPORT_TABLE && !o->list && !o->data)
        refuse(&faults, "'--format' is for '--list' and '--data'");
    if (o->list && o->data)
        refuse(&faults, "'--list' has no data: leave out '--data'");
    if (faults.count > 0)
        return session_usage(s, &faults);
    return o->list ? list(s, (enum report_format)o->format) : plot(s, o, e);
}

static const struct option_spec specs[] = {
    { .name = "list",
      .kind = OPTION_FLAG,
      .offset = offsetof(struct plot_options, list),
      .help = "name all pictures, each with its title and what it teaches" },
    { .name = "all",
      .kind = OPTION_FLAG,
      .offset = offsetof(struct plot_options, all),
      .help = "draw all of them" },
    { .name = "out",
      .kind = OPTION_TEXT,
      .offset = offsetof(struct plot_options, out),
      .value = "DIR",
      .help =
          "write the pictures, their scripts and their data there [plots]" },
    { .name = "style",
      .kind = OPTION_CHOICE,
      .offset = offsetof(struct plot_options, style),
      .value = "STYLE",
      .choices = chart_style_names,
      .help = "slides (16:9, large letters) or print (one column) [slides]" },
    { .name = "theme",
      .kind = OPTION_CHOICE,
      .offset = offsetof(struct plot_options, theme),
      .value = "THEME",
      .choices = chart_theme_names,
      .help = "light or dark [light]" },
    { .name = "pdf",
      .kind = OPTION_FLAG,
      .offset = offsetof(struct plot_options, pdf),
      .help = "draw a PDF as well" },
    { .name = "data",
      .kind = OPTION_FLAG,
      .offset = offsetof(struct plot_options, data),
      .help = "print the numbers of the picture instead of drawing it" },
    OPTION_FORMAT(struct plot_options,
                  "of --list and --data: table, csv or json"),
};

static const struct plot_options defaults = { .out = "plots" };

const struct command command_plot = {
    .options = { .command = "plot",
                 .question = "How can I show it to others?",
                 .about = "Draws a teaching picture from a scenario that comes "
                          "with the program: an SVG, two PNG (600 and 1600 "
                          "pixels wide), its gnuplot script, its numbers as "
                          "CSV, and index.html with all of them. The scenarios "
                          "are looked for in "
                          "$STARSLICE_DATA, in the current folder, and where "
                          "the program was installed.",
                 .argument = "NAME",
                 .argument_optional = true,
                 .argument_help = "the picture; --list names them",
                 .argument_offset = offsetof(struct plot_options, name),
                 .options = specs,
                 .count = sizeof(specs) / sizeof(specs[0]) },
    .defaults = &defaults,
    .size = sizeof(defaults),
    .run = run,
};
