/* Bytes written and read again against the memory of a slot. */
#include <math.h>

#include "gallery/gallery.h"
#include "models/spill.h"

/* A step of 1 GB on a slice; a hash join's probing side and an aggregate's
   input are four times that. */
#define STEP_BYTES 1e9
#define INPUT_BYTES 4e9

static const struct frame_column columns[] = {
    { "step", "", "What needs the memory", CELL_TEXT, 0 },
    { "memory_pct", "%", "Memory of the slot, of what the step needs",
      CELL_NUMBER, 1 },
    { "disk_gb", "GB", "Written and read again, of one slice", CELL_NUMBER, 2 },
};

static const struct chart_series series[] = {
    { "sort", CHART_SORT },
    { "hash join", CHART_HASH },
    { "aggregate", CHART_AGGREGATE },
};

static struct spill spilled(int step, double memory_bytes)
{
    switch (step) {
    case 0:
        return spill_sort(STEP_BYTES, memory_bytes, SPILL_FAN_OUT);
    case 1:
        return spill_hash(STEP_BYTES, INPUT_BYTES, memory_bytes, SPILL_FAN_OUT);
    default:
        return spill_aggregate(INPUT_BYTES, STEP_BYTES, memory_bytes,
                               SPILL_FAN_OUT);
    }
}

static bool measure(const struct exhibit *e, const struct world *w,
                    struct frames *out, struct faults *faults)
{
    struct frame *const f =
        frame_begin(out, e->chart.name, e->chart.title, columns, 3);

    (void)w;
    (void)faults;
    for (int step = 0; step < 3; step++)
        for (int pct = 5; pct <= 120; pct++) {
            const struct spill s = spilled(step, STEP_BYTES * pct / 100);

            frame_row(f);
            frame_text(f, series[step].name);
            frame_number(f, pct);
            frame_number(f, (s.write_bytes + s.read_bytes) / 1e9);
        }
    return true;
}

const struct exhibit exhibit_spill = {
    .chart = { .name = "spill",
               .title = "What goes to disk when a slot has too little memory",
               .lesson = "A hash join spills what does not fit; a sort spills "
                         "all of it as soon as one byte is missing.",
               .source = "",
               .about = "models/spill: a step of 1 GB on a slice, 4 GB of "
                        "rows that pass it",
               .kind = CHART_LINES,
               .x = { .column = "memory_pct",
                      .label = "memory of the slot (% of what the step needs)",
                      .hi = 120 },
               .y = { .column = "disk_gb",
                      .label = "written and read again (GB on a slice)" },
               .by = "step",
               .series = series,
               .series_count = 3 },
    .measure = measure,
};
