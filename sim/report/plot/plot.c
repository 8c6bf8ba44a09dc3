#include "report/plot/plot.h"

#include <string.h>

#include "base/text.h"
#include "report/chart/glyph.h"
#include "report/gnuplot.h"
#include "report/output.h"
#include "report/plot/plot_family.h"

typedef const char *plot_drawer(struct plot_context *c, const char *name);

struct picture {
    const char *name;
    plot_drawer *draw;
    const char *about; /* what it shows, for who cannot see it */
};

static const struct picture of_comparison[] = {
    { "seconds", plot_seconds,
      "Seconds of each query under each design, told apart as scan, network, "
      "compute, spill and leader" },
    { "slices", plot_slices, "Rows on each slice of the largest tables" },
    { "blocks", plot_blocks,
      "Blocks that the queries read of each table, against those stored" },
    { "moves", plot_moves, "Bytes that each join moves, with its DS_ label" },
    { "tables", plot_tables, "Blocks that each table takes" },
    { "columns", plot_columns, "Blocks of the largest columns" },
};

static const struct picture of_agreement[] = {
    { "agreement", plot_agreement,
      "Every estimate against its exact count, on two logarithmic axes" },
};

static const struct picture of_upkeep[] = {
    { "sawtooth", plot_sawtooth,
      "Unsorted share and query seconds over days, with each VACUUM marked" },
    { "merges", plot_merges,
      "Blocks that each VACUUM rewrote, against the table's rows" },
    { "ghosts", plot_ghosts,
      "Rows that scans pass over, told apart as visible and deleted" },
    { "intervals", plot_intervals,
      "Query and maintenance seconds for each VACUUM interval, with the "
      "cheapest marked" },
    { "zones", plot_zones,
      "Range of the sort key in each block, before and after VACUUM" },
};

/* The first needs two configurations. */
static const struct picture of_queues[] = {
    { "before_after", plot_before_after,
      "Mean wait and response under the first configuration and under the one "
      "that answers soonest, and how many queries wait over time" },
    { "waits", plot_waits,
      "Mean wait and response of each class under each configuration, and "
      "within what time 95 % are answered" },
    { "responses", plot_responses,
      "Share of queries answered within a time, for each class" },
    { "timeline", plot_timeline,
      "Queries that arrive, run and wait over time, for each configuration" },
    { "gantt", plot_gantt,
      "Which class of queries held which slot in the busiest ten minutes" },
};

static const struct picture of_slots[] = {
    { "slots", plot_sweep,
      "Response, wait and share of spills against the number of slots" },
};

static const struct picture of_load[] = {
    { "hockey_stick", plot_hockey,
      "Simulated mean wait against load, beside the line of Erlang C" },
};

static const struct picture of_progress[] = {
    { "rounds", plot_progress_rounds,
      "Regret and error of predictions, round after round of a drill" },
};

enum { PICTURES_MOST = sizeof(of_comparison) / sizeof(of_comparison[0]) };

const struct frame *plot_frame(struct plot_context *c, const char *name)
{
    const struct frame *const f = frames_find(c->frames, name);

    if (f != NULL && f->row_count > 0)
        return f;
    c->note = text_format(c->arena, "the frame '%s' is %s", name,
                          f == NULL ? "missing" : "empty");
    return NULL;
}

/* Colours go by the order in which a comparison first names its designs. */
static void order_designs(struct plot_context *c)
{
    static const char *const frames[] = { "cost",    "storage", "slices",
                                          "columns", "scans",   "moves" };

    plot_names_init(&c->designs, c->arena);
    for (size_t i = 0; i < sizeof(frames) / sizeof(frames[0]); i++) {
        const struct frame *const f = frames_find(c->frames, frames[i]);

        if (f != NULL)
            plot_collect_designs(&c->designs, f);
    }
}

static void add_note(struct arena *a, struct plot_result *r, const char *note)
{
    ARENA_GROW(a, r->notes, r->note_count, r->note_room);
    r->notes[r->note_count++] = note;
}

static bool write_text(const void *what, FILE *out)
{
    return fputs(what, out) >= 0;
}

/* A picture of an earlier run must not stand beside a newer script. */
static void remove_old(const struct plot_context *c,
                       const struct output_folder *o, const char *name)
{
    static const char *const endings[] = { "gp", "svg", "png" };

    for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++)
        output_remove(o, text_format(c->arena, "%s.%s", name, endings[i]));
}

/* Writes all scripts that have data; their names become jobs. */
static bool write_scripts(struct plot_context *c, const struct output_folder *o,
                          const struct picture *pictures, size_t count,
                          struct gnuplot_job *jobs, const char **abouts,
                          struct plot_result *result, struct faults *faults)
{
    for (size_t i = 0; i < count; i++) {
        const char *const name = pictures[i].name;
        const char *const text = pictures[i].draw(c, name);

        remove_old(c, o, name);
        if (text == NULL) {
            add_note(
                c->arena, result,
                text_format(c->arena, "no picture '%s': %s", name, c->note));
            continue;
        }
        if (!output_file(o, text_format(c->arena, "%s.gp", name), write_text,
                         text, faults))
            return false;
        abouts[result->scripts] = pictures[i].about;
        jobs[result->scripts++].name = name;
    }
    return true;
}

static void add_picture(struct arena *a, const struct output_folder *o,
                        const char *name, const char *about,
                        struct plot_result *r)
{
    const char *const svg = output_read(o, text_format(a, "%s.svg", name));

    if (svg == NULL)
        return;
    ARENA_GROW(a, r->pictures, r->picture_count, r->picture_room);
    r->pictures[r->picture_count++] =
        (struct plot_picture){ .name = name, .about = about, .svg = svg };
}

static void draw(struct arena *a, const struct output_folder *o,
                 struct gnuplot_job *jobs, const char *const *abouts,
                 struct plot_result *result)
{
    const char *const program = gnuplot_find(a);

    if (result->scripts == 0)
        return;
    if (program == NULL) {
        add_note(a, result,
                 text_format(a,
                             "gnuplot is not installed, so no picture was "
                             "drawn; with it, run `gnuplot *.gp` in '%s'",
                             glyph_clean(a, o->path)));
        return;
    }
    gnuplot_draw(a, program, o, GNUPLOT_TIMEOUT_MS, jobs, result->scripts);
    for (size_t i = 0; i < result->scripts; i++) {
        if (jobs[i].problem == NULL)
            add_picture(a, o, jobs[i].name, abouts[i], result);
        else
            add_note(a, result,
                     text_format(a, "gnuplot did not draw '%s': %s",
                                 jobs[i].name, jobs[i].problem));
    }
}

static bool plot_all(struct plot_context *c, const char *dir,
                     const struct picture *pictures, size_t count,
                     struct plot_result *result, struct faults *faults)
{
    struct gnuplot_job jobs[PICTURES_MOST] = { { .name = NULL } };
    const char *abouts[PICTURES_MOST] = { NULL };
    struct output_folder top = { .folder = -1 }, plots = { .folder = -1 };

    *result = (struct plot_result){ .scripts = 0 };
    const bool done =
        output_open(&top, c->arena, dir, faults) &&
        output_open_inside(&plots, &top, "plots", faults) &&
        write_scripts(c, &plots, pictures, count, jobs, abouts, result, faults);
    if (done)
        draw(c->arena, &plots, jobs, abouts, result);
    output_close(&plots);
    output_close(&top);
    return done;
}

bool plot_compare(struct arena *a, const struct frames *fs, const char *dir,
                  const char *stamp, struct plot_result *result,
                  struct faults *faults)
{
    struct plot_context c = { .arena = a, .frames = fs, .stamp = stamp };

    order_designs(&c);
    return plot_all(&c, dir, of_comparison,
                    sizeof(of_comparison) / sizeof(of_comparison[0]), result,
                    faults);
}

bool plot_agree(struct arena *a, const struct frames *fs, const char *dir,
                const char *stamp, struct plot_result *result,
                struct faults *faults)
{
    struct plot_context c = { .arena = a, .frames = fs, .stamp = stamp };

    return plot_all(&c, dir, of_agreement,
                    sizeof(of_agreement) / sizeof(of_agreement[0]), result,
                    faults);
}

bool plot_upkeep(struct arena *a, const struct frames *fs, const char *dir,
                 const char *stamp, struct plot_result *result,
                 struct faults *faults)
{
    struct plot_context c = { .arena = a, .frames = fs, .stamp = stamp };
    const struct frame *const f = frames_find(fs, "upkeep");

    plot_names_init(&c.designs, a);
    if (f != NULL)
        plot_collect_designs(&c.designs, f);
    return plot_all(&c, dir, of_upkeep,
                    sizeof(of_upkeep) / sizeof(of_upkeep[0]), result, faults);
}

unsigned plot_config_colour(size_t config)
{
    /* Okabe and Ito's orange: one more than there are designs' colours. */
    enum { COLOURS = 10, ORANGE = 0xe69f00 };

    config %= COLOURS;
    return config == COLOURS - 1 ? (unsigned)ORANGE
                                 : plot_design_colour(config);
}

double plot_config_legend(struct plot_script *s, double y,
                          const struct plot_names *configs)
{
    struct plot_key *const keys =
        ARENA_ARRAY(s->arena, configs->count, struct plot_key);

    for (size_t i = 0; i < configs->count; i++)
        keys[i] = (struct plot_key){ configs->items[i], plot_config_colour(i),
                                     PLOT_SWATCH_LINE, i };
    return plot_legend(s, y, keys, configs->count);
}

/* Colours go by the order of the configurations. */
static void order_configs(struct plot_context *c)
{
    const struct frame *const f = frames_find(c->frames, "wlm");

    plot_names_init(&c->designs, c->arena);
    for (size_t i = 0; f != NULL && i < f->row_count; i++)
        plot_names_index(
            &c->designs,
            plot_label(c->arena, f, i, frame_column_index(f, "config")));
}

bool plot_wlm(struct arena *a, const struct frames *fs, const char *dir,
              const char *stamp, struct plot_result *result,
              struct faults *faults)
{
    struct plot_context c = { .arena = a, .frames = fs, .stamp = stamp };

    order_configs(&c);
    if (frames_find(fs, "slots") != NULL)
        return plot_all(&c, dir, of_slots, 1, result, faults);
    if (frames_find(fs, "hockey_stick") != NULL)
        return plot_all(&c, dir, of_load, 1, result, faults);
    const size_t skipped = frames_find(fs, "before_after") == NULL;
    return plot_all(&c, dir, of_queues + skipped,
                    sizeof(of_queues) / sizeof(of_queues[0]) - skipped, result,
                    faults);
}

bool plot_progress(struct arena *a, const struct frames *fs, const char *dir,
                   const char *stamp, struct plot_result *result,
                   struct faults *faults)
{
    struct plot_context c = { .arena = a, .frames = fs, .stamp = stamp };

    return plot_all(&c, dir, of_progress,
                    sizeof(of_progress) / sizeof(of_progress[0]), result,
                    faults);
}
