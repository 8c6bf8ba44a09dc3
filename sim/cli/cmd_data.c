#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/progress.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/shared_options.h"
#include "estimate/layout.h"
#include "exact/budget.h"
#include "exact/dealing.h"
#include "exact/sorting.h"
#include "exact/stream.h"
#include "measure/agree/shrink.h"
#include "report/output.h"
#include "scenario/field.h"

struct data_options {
    const char *scenario, *table, *rows, *design, *out;
    struct option_list columns;
    int format;
    double slice; /* below 0: all rows in order of arrival */
    double scale; /* 1: all rows */
};

static const char *const form_names[] = { "csv", "tbl", NULL };

static const struct where nowhere = { .file = NULL };

/* ---- what is asked for ------------------------------------------------ */

/* The index of a name, or -1 after a fault. */
static int find(const char *what, const char *name, const char **names,
                int count, struct faults *faults)
{
    for (int i = 0; i < count; i++)
        if (text_equal(names[i], name))
            return i;
    fault_add(faults, nowhere, "no %s '%s'%s", what,
              text_quoted(faults->arena, name),
              field_suggestion(faults, name, names, (size_t)count));
    return -1;
}

static int find_table(const struct world *w, const char *name,
                      struct faults *faults)
{
    const int count = w->catalog.table_count;
    const char **names = ARENA_ARRAY(faults->arena, count, const char *);

    for (int i = 0; i < count; i++)
        names[i] = w->catalog.tables[i].name;
    if (name != NULL)
        return find("table", name, names, count, faults);
    if (count == 1)
        return 0;
    fault_add(faults, nowhere, "'--table' is missing%s",
              field_suggestion(faults, "", names, (size_t)count));
    return -1;
}

static int find_design(const struct world *w, const char *name,
                       struct faults *faults)
{
    const char **names =
        ARENA_ARRAY(faults->arena, w->design_count, const char *);

    for (int i = 0; i < w->design_count; i++)
        names[i] = w->designs[i]->name;
    return name == NULL ? 0
                        : find("design", name, names, w->design_count, faults);
}

/* Each list may name several columns with commas between them. */
static bool read_columns(const struct data_options *o, const struct table *t,
                         struct stream_what *what, struct faults *faults)
{
    struct arena *const a = faults->arena;
    const char **names = ARENA_ARRAY(a, t->column_count, const char *);
    int *columns = NULL;
    size_t count = 0, room = 0;
    bool good = true;

    for (int c = 0; c < t->column_count; c++)
        names[c] = t->columns[c].name;
    for (int c = 0; o->columns.count == 0 && c < t->column_count; c++) {
        ARENA_GROW(a, columns, count, room);
        columns[count++] = c;
    }
    for (size_t i = 0; i < o->columns.count; i++)
        for (const char *p = o->columns.items[i]; p != NULL;) {
            const size_t bytes = strcspn(p, ",");
            const int c = find("column", text_copy_n(a, p, bytes), names,
                               t->column_count, faults);
            good &= c >= 0;
            ARENA_GROW(a, columns, count, room);
            columns[count++] = c;
            p = p[bytes] == ',' ? p + bytes + 1 : NULL;
        }
    what->columns = columns;
    what->column_count = (int)count;
    return good;
}

/* A whole number from 1 at *text, which is left behind it; 0 when there is
   none. */
static int64_t take_number(const char **text)
{
    int64_t n = 0;

    for (; **text >= '0' && **text <= '9'; ++*text) {
        if (n > (INT64_MAX - 9) / 10)
            return 0;
        n = n * 10 + (**text - '0');
    }
    return n;
}

/* "A..B", "A..", "..B": places from 1, both included. */
static bool read_rows(const char *text, int64_t rows, const char *of,
                      struct stream_what *what, struct faults *faults)
{
    const char *p = text == NULL ? ".." : text;
    int64_t first = 1, last = rows;
    bool good = true;

    if (*p != '.')
        good = (first = take_number(&p)) >= 1;
    good = good && text_starts(p, "..");
    p += good ? 2 : 0;
    if (good && *p != '\0')
        good = (last = take_number(&p)) >= 1;
    if (!good || *p != '\0')
        return fault_add(faults, nowhere,
                         "'--rows' is A..B, A.. or ..B, counted from 1, not "
                         "'%s'",
                         text_quoted(faults->arena, text));
    if (last > rows || first > rows + (text == NULL))
        return fault_add(faults, nowhere,
                         "row %lld does not exist: %s has %s rows",
                         (long long)(last > rows ? last : first), of,
                         text_grouped(faults->arena, rows));
    if (first > last + 1 || (first > last && text != NULL))
        return fault_add(faults, nowhere, "'--rows %s' ends before it begins",
                         text);
    what->first = first - 1;
    what->count = last - first + 1;
    return true;
}

/* ---- the rows of a slice ---------------------------------------------- */

static bool sort_slice(const struct world *w, int slice,
                       const struct dealing *dealing, int64_t **rows,
                       struct faults *faults)
{
    struct arena *const a = faults->arena;
    const int64_t count = dealing->counts[slice];
    const char *const what =
        text_format(a, "sorting %s rows of '%s'", text_grouped(a, count),
                    w->catalog.tables[dealing->table].name);

    if (!budget_allows((double)count * sizeof(**rows) +
                           sorting_bytes(w, dealing->table, dealing->design,
                                         (double)count),
                       budget_half(), what,
                       "without '--slice' rows come as they arrive, which "
                       "needs no sort",
                       faults))
        return false;
    *rows = ARENA_ARRAY(a, count, int64_t);
    sorting_slices(dealing, slice, 1, rows);
    return true;
}

/* Settled as the estimate settles it: what AUTO means depends on the data. */
static struct table_design settled(struct arena *a, const struct world *w,
                                   int table, int design)
{
    struct known *const k = known_begin(a, w);

    return layout_table(a, k, table, &w->designs[design]->tables[table])
        ->design;
}

static bool read_slice(const struct data_options *o, const struct world *w,
                       struct stream_what *what, struct faults *faults)
{
    struct arena *const a = faults->arena;
    const struct table *t = &w->catalog.tables[what->table];
    const int design = find_design(w, o->design, faults);
    const int slice = (int)o->slice;
    struct table_design *const d = ARENA_NEW(a, struct table_design);
    int64_t *rows = NULL;

    if (design < 0)
        return false;
    if (slice >= w->cluster.slices || (double)slice != o->slice)
        return fault_add(faults, nowhere,
                         "slice %.15g does not exist: the cluster has slices "
                         "0 to %d",
                         o->slice, w->cluster.slices - 1);
    *d = settled(a, w, what->table, design);
    const struct dealing dealing = dealing_of(a, w, what->table, d, NULL);
    if (!read_rows(o->rows, dealing.counts[slice],
                   text_format(a, "slice %d of '%s'", slice, t->name), what,
                   faults) ||
        !sort_slice(w, slice, &dealing, &rows, faults))
        return false;
    what->rows = rows;
    return true;
}

static bool read_what(const struct data_options *o, const struct world *w,
                      struct stream_what *what, struct faults *faults)
{
    *what = (struct stream_what){ .form = (enum stream_form)o->format };
    what->table = find_table(w, o->table, faults);
    if (o->design != NULL && o->slice < 0)
        fault_add(faults, nowhere,
                  "'--design' needs '--slice': rows arrive in the same order "
                  "under every design");
    if (what->table < 0)
        return false;
    const struct table *t = &w->catalog.tables[what->table];
    if (!read_columns(o, t, what, faults) || faults->count > 0)
        return false;
    if (o->slice >= 0)
        return read_slice(o, w, what, faults);
    return read_rows(o->rows, t->rows,
                     text_format(faults->arena, "'%s'", t->name), what, faults);
}

/* ---- writing ---------------------------------------------------------- */

struct job {
    struct arena *arena;
    const struct world *world;
    const struct stream_what *what;
};

static bool write_pieces(const struct stream *s, FILE *out)
{
    for (int i = 0; i < stream_pieces(s); i++) {
        size_t bytes;
        const char *const piece = stream_piece(s, i, &bytes);
        if (fwrite(piece, 1, bytes, out) != bytes)
            return false;
    }
    return true;
}

static bool write_rows(const void *job, FILE *out)
{
    const struct job *const j = job;
    struct stream *const s = stream_open(j->arena, j->world, j->what);
    /* Between rows on a terminal a bar would only be in the way. */
    const bool quiet = isatty(fileno(out)) == 1;
    struct progress p;
    bool good = fputs(stream_head(j->arena, j->world, j->what), out) >= 0;

    progress_begin(&p, "data", (double)j->what->count);
    while (good && !progress_interrupted() && stream_next(s)) {
        good = write_pieces(s, out);
        if (!quiet)
            progress_step(&p, (double)stream_rows(s));
    }
    progress_done(&p);
    return good && !progress_interrupted();
}

static enum exit_status write_out(struct session *s, const struct job *j,
                                  const char *path)
{
    struct faults faults;

    errno = 0;
    if (path == NULL && write_rows(j, s->out))
        return STATUS_DONE;
    if (path == NULL) {
        /* A write that the signal broke off is no failure. */
        if (progress_interrupted())
            clearerr(s->out);
        else if (s->write_error == 0)
            s->write_error = errno;
        return STATUS_WRITE;
    }
    faults_init(&faults, s->arena);
    if (output_single(s->arena, path, write_rows, j, &faults))
        return STATUS_DONE;
    if (!progress_interrupted())
        session_print_faults(s, &faults);
    return STATUS_WRITE;
}

static enum exit_status run(struct session *s, const void *options)
{
    const struct data_options *const o = options;
    const struct world *const whole = session_load(s, o->scenario);
    struct stream_what what;
    struct faults faults;

    if (whole == NULL)
        return STATUS_SCENARIO;
    const struct world *const w = shrink_world(s->arena, whole, o->scale);
    faults_init(&faults, s->arena);
    if (!read_what(o, w, &what, &faults))
        return session_usage(s, &faults);
    const struct job job = { .arena = s->arena, .world = w, .what = &what };
    if (progress_interrupted())
        return STATUS_INTERRUPTED;
    return write_out(s, &job, o->out);
}

static const struct option_spec specs[] = {
    { .name = "table",
      .kind = OPTION_TEXT,
      .offset = offsetof(struct data_options, table),
      .value = "NAME",
      .help = "the table whose rows to write [the only one]" },
    { .name = "format",
      .kind = OPTION_CHOICE,
      .offset = offsetof(struct data_options, format),
      .value = "FORMAT",
      .choices = form_names,
      .help = "csv, or tbl: values each followed by '|', as TPC-H's and SSB's "
              "dbgen write them [csv]" },
    { .name = "rows",
      .kind = OPTION_TEXT,
      .offset = offsetof(struct data_options, rows),
      .value = "A..B",
      .help = "rows A to B of the order asked for, counted from 1; A.. and "
              "..B leave one end open [all]" },
    { .name = "slice",
      .kind = OPTION_NUMBER,
      .offset = offsetof(struct data_options, slice),
      .value = "N",
      .min = 0,
      .max = 1e9,
      .help = "the rows of this slice, counted from 0, in the order in which "
              "they are stored [all rows, as they arrive]" },
    { .name = "design",
      .kind = OPTION_TEXT,
      .offset = offsetof(struct data_options, design),
      .value = "NAME",
      .help = "the design that places and sorts them [the first]" },
    { .name = "scale",
      .kind = OPTION_NUMBER,
      .offset = offsetof(struct data_options, scale),
      .value = "SHARE",
      .min = 1e-9,
      .max = 1,
      .help = "the rows of the scenario with this share of its rows, as "
              "'agree --scale' counts them [1]" },
    { .name = "columns",
      .kind = OPTION_LIST,
      .offset = offsetof(struct data_options, columns),
      .value = "A,B,...",
      .help = "these columns, in this order [all]" },
    { .name = "out",
      .kind = OPTION_TEXT,
      .offset = offsetof(struct data_options, out),
      .value = "FILE",
      .help = "write to this file, which appears when it is whole [the "
              "standard output]" },
};

static const struct data_options defaults = { .slice = -1, .scale = 1 };

const struct command command_data = {
    .options = { .command = "data",
                 .question = "What are the rows of a table?",
                 .about = "Writes the scenario's synthetic rows, the very ones "
                          "that the exact simulation counts, so that a real "
                          "engine can load the same data.",
                 ARGUMENT_SCENARIO(struct data_options),
                 .options = specs,
                 .count = sizeof(specs) / sizeof(specs[0]) },
    .defaults = &defaults,
    .size = sizeof(defaults),
    .run = run,
};
