#include "measure/cost/cost_frames.h"

#include <math.h>

static const struct frame_column storage_columns[] = {
    { "design", "", "Name of the design.", CELL_TEXT, 0 },
    { "table", "", "Name of the table.", CELL_TEXT, 0 },
    { "style", "", "Distribution style; what AUTO settled on.", CELL_TEXT, 0 },
    { "rows", "rows", "Rows, each counted once.", CELL_COUNT, 0 },
    { "blocks", "blocks", "Blocks on all slices, hidden columns included.",
      CELL_COUNT, 0 },
    { "unsorted_pct", "%", "Rows outside the sorted region.", CELL_NUMBER, 1 },
    { "deleted_pct", "%", "Rows marked deleted and not yet reclaimed.",
      CELL_NUMBER, 1 },
    { "skew_rows", "", "Rows of the fullest slice over the emptiest.",
      CELL_NUMBER, 3 },
    { "max_over_mean", "", "Rows of the fullest slice over the mean.",
      CELL_NUMBER, 3 },
    { "cv", "", "Standard deviation of rows per slice over the mean.",
      CELL_NUMBER, 4 },
    { "empty_slices", "slices", "Slices without a row.", CELL_COUNT, 0 },
    { "skew_sortkey1", "",
      "Blocks of the largest other column over those of the first sort column.",
      CELL_NUMBER, 2 },
};

static const struct frame_column slice_columns[] = {
    { "design", "", "Name of the design.", CELL_TEXT, 0 },
    { "table", "", "Name of the table.", CELL_TEXT, 0 },
    { "slice", "", "Slice; for KEY the rank, fullest first.", CELL_COUNT, 0 },
    { "rows", "rows", "Expected rows.", CELL_NUMBER, 0 },
    { "blocks", "blocks", "Blocks of all columns.", CELL_NUMBER, 0 },
};

static const struct frame_column column_columns[] = {
    { "design", "", "Name of the design.", CELL_TEXT, 0 },
    { "table", "", "Name of the table.", CELL_TEXT, 0 },
    { "column", "", "Column; the last three are hidden.", CELL_TEXT, 0 },
    { "encoding", "", "Compression encoding.", CELL_TEXT, 0 },
    { "bytes_per_value", "B", "Encoded bytes of one value, in stored order.",
      CELL_NUMBER, 3 },
    { "blocks", "blocks", "Blocks on all slices.", CELL_COUNT, 0 },
};

static const struct frame_column load_columns[] = {
    { "design", "", "Name of the design.", CELL_TEXT, 0 },
    { "table", "", "Name of the table.", CELL_TEXT, 0 },
    { "seconds", "s", "COPY into the empty table.", CELL_NUMBER, 1 },
};

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

/* A ratio to an empty slice has no number. */
static double finite_or_nan(double x)
{
    return isfinite(x) ? x : (double)NAN;
}

static void storage_row(struct frame *f, const struct cost_design *d,
                        const struct table_layout *l)
{
    frame_row(f);
    frame_text(f, d->design->name);
    frame_text(f, l->t->name);
    frame_text(f, diststyle_name(l->design.diststyle));
    frame_count(f, l->t->rows);
    frame_count(f, llround(l->blocks));
    if (l->design.sortkey_count > 0)
        frame_number(f, l->unsorted_frac * 100);
    else
        frame_null(f);
    frame_number(f, 0);
    frame_number(f, finite_or_nan(l->skew_rows));
    frame_number(f, l->max_over_mean);
    frame_number(f, l->cv);
    frame_count(f, llround(l->empty_slices));
    frame_number(f, l->skew_sortkey1);
}

static double slice_blocks(const struct table_layout *l, int slice)
{
    double blocks = 0;

    if (l->rows_by_slice[slice] <= 0)
        return 0;
    for (int c = 0; c < l->t->column_count + HIDDEN_COLUMNS; c++)
        blocks +=
            fmax(ceil(l->rows_by_slice[slice] / l->columns[c].values_per_block),
                 1) +
            l->segments - 1;
    return blocks;
}

static void slice_rows(const struct cost *c, struct frame *f,
                       const struct cost_design *d,
                       const struct table_layout *l)
{
    for (int s = 0; s < c->world->cluster.slices; s++) {
        frame_row(f);
        frame_text(f, d->design->name);
        frame_text(f, l->t->name);
        frame_count(f, s);
        frame_number(f, l->rows_by_slice[s]);
        frame_number(f, slice_blocks(l, s));
    }
}

static void column_rows(struct frame *f, const struct cost_design *d,
                        const struct table_layout *l)
{
    for (int c = 0; c < l->t->column_count + HIDDEN_COLUMNS; c++) {
        const bool own = c < l->t->column_count;
        frame_row(f);
        frame_text(f, d->design->name);
        frame_text(f, l->t->name);
        frame_text(f, own ? l->t->columns[c].name
                          : hidden_column_name(c - l->t->column_count));
        frame_text(f, own ? encoding_name(l->columns[c].encoding)
                      : c - l->t->column_count == HIDDEN_ROW_ID ? "raw"
                                                                : "runlength");
        frame_number(f, l->columns[c].bytes_per_value);
        frame_count(f, llround(l->columns[c].blocks));
    }
}

void frames_layout(const struct cost *c, struct frames *out)
{
    struct frame *storage =
        frame_begin(out, "storage", "Blocks and skew of each table",
                    storage_columns, COUNT_OF(storage_columns));
    struct frame *slices =
        frame_begin(out, "slices", "Rows and blocks on each slice",
                    slice_columns, COUNT_OF(slice_columns));
    struct frame *columns =
        frame_begin(out, "columns", "Encoding and blocks of each column",
                    column_columns, COUNT_OF(column_columns));
    struct frame *load = frame_begin(out, "load", "Seconds to load each table",
                                     load_columns, COUNT_OF(load_columns));

    for (int i = 0; i < c->design_count; i++) {
        const struct cost_design *d = &c->designs[i];
        for (int t = 0; t < c->world->catalog.table_count; t++) {
            const struct table_layout *l = d->layout->tables[t];
            storage_row(storage, d, l);
            slice_rows(c, slices, d, l);
            column_rows(columns, d, l);
            frame_row(load);
            frame_text(load, d->design->name);
            frame_text(load, l->t->name);
            frame_number(load, d->load_s[t]);
        }
    }
}
