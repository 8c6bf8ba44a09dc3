/* Seconds of a COPY against the number of its files. */
#include "estimate/price.h"
#include "gallery/gallery.h"

/* The published COPY of LINEORDER (tests/truth/copy_files.csv), and the raw
   bytes of a row of it. "Several" files were eight. */
#define ROWS 14996734.0
#define ROW_BYTES 80.9
#define SLICES 8.0
#define ONE_FILE_S 51.56
#define EIGHT_FILES_S 17.7
#define FILES_MOST 32

static const struct frame_column columns[] = {
    { "what", "", "Simulated or measured", CELL_TEXT, 0 },
    { "files", "", "Files that hold the same rows", CELL_NUMBER, 0 },
    { "copy_s", "s", "Seconds of the COPY", CELL_NUMBER, 2 },
};

static const struct chart_series series[] = {
    { "simulated", CHART_SECONDS },
    { "measured", CHART_MEASURED },
};

static void add(struct frame *f, int i, double files, double s)
{
    frame_row(f);
    frame_text(f, series[i].name);
    frame_number(f, files);
    frame_number(f, s);
}

static bool measure(const struct exhibit *e, const struct world *w,
                    struct frames *out, struct faults *faults)
{
    struct price_load load = { .rows = ROWS,
                               .row_bytes = ROW_BYTES,
                               .slice_rows = ROWS / SLICES,
                               .slices = SLICES };
    struct frame *const f =
        frame_begin(out, e->chart.name, e->chart.title, columns, 3);

    (void)faults;
    for (load.files = 1; load.files <= FILES_MOST; load.files++)
        add(f, 0, load.files, price_copy(&w->cluster, load));
    add(f, 1, 1, ONE_FILE_S);
    add(f, 1, 8, EIGHT_FILES_S);
    return true;
}

const struct exhibit exhibit_copy_files = {
    .chart = { .name = "copy-files",
               .title = "Loading the same rows from more files, 8 slices",
               .lesson = "A slice reads a file at a time: as many files as "
                         "slices, or a multiple, or some slices wait.",
               .source = "Developer Guide, Tutorial: Loading data from Amazon "
                         "S3: 1 file, and 8",
               .about = "15 million rows of lineorder, 8 slices; rates "
                        "measured on the two points",
               .kind = CHART_LINES,
               .x = { .column = "files",
                      .label = "files of equal size",
                      .lo = 0,
                      .hi = FILES_MOST },
               .y = { .column = "copy_s", .label = "seconds of the COPY" },
               .by = "what",
               .series = series,
               .series_count = 2 },
    .scenario = "ssb-tutorial",
    .measure = measure,
};
