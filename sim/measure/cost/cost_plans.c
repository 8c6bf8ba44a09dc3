#include "measure/cost/cost_frames.h"

#include <math.h>

#include "base/text.h"

static const struct frame_column cost_columns[] = {
    { "design", "", "Name of the design.", CELL_TEXT, 0 },
    { "query", "", "Name of the query.", CELL_TEXT, 0 },
    { "scan_s", "s", "What the disks alone take.", CELL_NUMBER, 3 },
    { "network_s", "s", "What the network takes longer than the disks.",
      CELL_NUMBER, 3 },
    { "compute_s", "s", "What the processors take longer than both.",
      CELL_NUMBER, 3 },
    { "spill_s", "s", "Writing and reading back what memory could not hold.",
      CELL_NUMBER, 3 },
    { "leader_s", "s", "Planning, collecting and returning at the leader.",
      CELL_NUMBER, 3 },
    { "total_s", "s", "Run time of the query, alone on the cluster.",
      CELL_NUMBER, 3 },
    { "bytes_read", "B", "Bytes of blocks read, all slices.", CELL_NUMBER, 0 },
    { "bytes_moved", "B", "Bytes sent between nodes.", CELL_NUMBER, 0 },
    { "busiest_over_mean", "",
      "Surviving rows of the busiest slice over the mean, worst scan or join.",
      CELL_NUMBER, 3 },
    { "usd", "USD", "On-demand price of the cluster for that time.",
      CELL_NUMBER, 6 },
};

static const struct frame_column scan_columns[] = {
    { "design", "", "Name of the design.", CELL_TEXT, 0 },
    { "query", "", "Name of the query.", CELL_TEXT, 0 },
    { "table", "", "Table scanned.", CELL_TEXT, 0 },
    { "blocks_total", "blocks", "Stored blocks of the columns read.",
      CELL_NUMBER, 0 },
    { "blocks_read", "blocks", "Blocks read after zone maps.", CELL_NUMBER, 0 },
    { "rows_scanned", "rows", "rows_pre_filter: rows in the ranges read.",
      CELL_NUMBER, 0 },
    { "rows_out", "rows", "Rows that pass the scan's filter.", CELL_NUMBER, 0 },
    { "busiest_over_mean", "",
      "Surviving rows of the busiest slice over the mean.", CELL_NUMBER, 3 },
};

static const struct frame_column read_columns[] = {
    { "design", "", "Name of the design.", CELL_TEXT, 0 },
    { "query", "", "Name of the query.", CELL_TEXT, 0 },
    { "table", "", "Table scanned.", CELL_TEXT, 0 },
    { "column", "", "Column read; INSERT_XID always is.", CELL_TEXT, 0 },
    { "blocks_read", "blocks", "Blocks read on all slices.", CELL_NUMBER, 0 },
};

static const struct frame_column plan_columns[] = {
    { "design", "", "Name of the design.", CELL_TEXT, 0 },
    { "query", "", "Name of the query.", CELL_TEXT, 0 },
    { "step", "", "Number of the step, root first.", CELL_COUNT, 0 },
    { "parent", "", "Step that it feeds; empty for the root.", CELL_COUNT, 0 },
    { "operator", "", "As EXPLAIN names it.", CELL_TEXT, 0 },
    { "table", "", "Table scanned or joined.", CELL_TEXT, 0 },
    { "label", "", "DS_ label of a join.", CELL_TEXT, 0 },
    { "rows", "rows", "Rows that leave the step.", CELL_NUMBER, 0 },
    { "bytes", "B", "Their bytes.", CELL_NUMBER, 0 },
    { "seconds", "s", "Its share of its segment's time.", CELL_NUMBER, 3 },
    { "rows_believed", "rows", "What the planner expected.", CELL_NUMBER, 0 },
    { "cost", "", "The planner's total cost, in its own units.", CELL_NUMBER,
      2 },
};

static const struct frame_column move_columns[] = {
    { "design", "", "Name of the design.", CELL_TEXT, 0 },
    { "query", "", "Name of the query.", CELL_TEXT, 0 },
    { "join", "", "The table that the join adds.", CELL_TEXT, 0 },
    { "label", "", "DS_ label.", CELL_TEXT, 0 },
    { "rows_moved", "rows", "Row copies sent between nodes.", CELL_NUMBER, 0 },
    { "bytes_moved", "B", "Bytes sent between nodes.", CELL_NUMBER, 0 },
    { "busiest_node_bytes", "B", "Received by the node that gets most.",
      CELL_NUMBER, 0 },
};

static const struct frame_column alert_columns[] = {
    { "design", "", "Name of the design.", CELL_TEXT, 0 },
    { "query", "", "Name of the query.", CELL_TEXT, 0 },
    { "event", "", "As STL_ALERT_EVENT_LOG words it.", CELL_TEXT, 0 },
    { "solution", "", "As STL_ALERT_EVENT_LOG words it.", CELL_TEXT, 0 },
    { "evidence", "", "The step and the number that raised it.", CELL_TEXT, 0 },
};

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

struct plan_frames {
    struct frame *cost, *scans, *reads, *plan, *moves, *alerts;
};

static void begin(struct frame *f, const struct cost_design *d,
                  const struct cost_query *q)
{
    frame_row(f);
    frame_text(f, d->design->name);
    frame_text(f, q->query->name);
}

static void cost_row(struct frame *f, const struct cost_design *d,
                     const struct cost_query *q)
{
    begin(f, d, q);
    frame_number(f, q->price.scan_s);
    frame_number(f, q->price.network_s);
    frame_number(f, q->price.compute_s);
    frame_number(f, q->price.spill_s);
    frame_number(f, q->price.leader_s);
    frame_number(f, q->price.total_s);
    frame_number(f, q->bytes_read);
    frame_number(f, q->bytes_moved);
    frame_number(f, q->busiest_over_mean);
    frame_number(f, q->price.usd);
}

static void scan_row(struct plan_frames *out, const struct cost_design *d,
                     const struct cost_query *q, const struct step *s)
{
    const struct table *t = d->layout->tables[s->table]->t;

    begin(out->scans, d, q);
    frame_text(out->scans, s->name);
    frame_number(out->scans, s->blocks_total);
    frame_number(out->scans, s->tally.blocks.sum);
    frame_number(out->scans, s->tally.rows_scanned.sum);
    frame_number(out->scans, s->rows);
    frame_number(out->scans, s->busiest_over_mean);
    for (int r = 0; r < s->read_count; r++) {
        const int column = s->reads[r].column;
        begin(out->reads, d, q);
        frame_text(out->reads, s->name);
        frame_text(out->reads,
                   column < t->column_count
                       ? t->columns[column].name
                       : hidden_column_name(column - t->column_count));
        frame_number(out->reads, s->reads[r].blocks);
    }
}

static void plan_row(struct frame *f, const struct cost_design *d,
                     const struct cost_query *q, const struct step *s)
{
    begin(f, d, q);
    frame_count(f, s->id);
    if (s->parent)
        frame_count(f, s->parent->id);
    else
        frame_null(f);
    frame_text(f, operator_name(s));
    if (s->name && *s->name)
        frame_text(f, s->name);
    else
        frame_null(f);
    if (s->label != MOTION_NOTHING)
        frame_text(f, motion_name(s->label));
    else
        frame_null(f);
    frame_number(f, s->rows);
    frame_number(f, s->rows * s->width_bytes);
    frame_number(f, s->seconds);
    frame_number(f, s->rows_believed);
    frame_number(f, s->total_cost);
}

static void move_row(struct frame *f, const struct cost_design *d,
                     const struct cost_query *q, const struct step *s)
{
    begin(f, d, q);
    frame_text(f, s->name);
    frame_text(f, motion_name(s->label));
    frame_number(f, s->tally.rows_moved.sum);
    frame_number(f, s->tally.bytes_moved.sum);
    frame_number(f, s->tally.bytes_moved.busiest);
}

static void alert(struct frame *f, const struct cost_design *d,
                  const struct cost_query *q, const char *event,
                  const char *solution, const char *evidence)
{
    begin(f, d, q);
    frame_text(f, event);
    frame_text(f, solution);
    frame_text(f, evidence);
}

/* Rows that raise an alert when they are moved, and the share of a scan's
   rows below which its filter counts as very selective (documented:
   r_STL_ALERT_EVENT_LOG). */
#define ALERT_MOVED_ROWS 1e6
#define ALERT_SELECTIVE_FRAC 0.05

static const char *rows_text(struct arena *a, double rows)
{
    return text_grouped(a, llround(rows));
}

static void scan_alert(struct arena *a, struct frame *f,
                       const struct cost_design *d, const struct cost_query *q,
                       const struct step *s)
{
    const double scanned =
        s->tally.rows_scanned.sum / d->layout->tables[s->table]->copies;

    if (scanned <= 0 || s->rows / scanned >= ALERT_SELECTIVE_FRAC)
        return;
    alert(f, d, q, "Very selective query filter",
          "Review the choice of sort key to enable range restricted scans, or "
          "run the VACUUM command to ensure the table is sorted",
          text_format(a, "%s: rows(%s)/rows_pre_user_filter(%s)=%.6f", s->name,
                      rows_text(a, s->rows), rows_text(a, scanned),
                      s->rows / scanned));
}

static void join_alert(struct arena *a, struct frame *f,
                       const struct cost_design *d, const struct cost_query *q,
                       const struct step *s)
{
    const char *where = text_format(a, "%s %s: %s rows", motion_name(s->label),
                                    s->name, rows_text(a, s->inner->rows));
    const double both = s->outer->rows + s->inner->rows;
    const double moved = s->label == DS_DIST_OUTER   ? s->outer->rows
                         : s->label == DS_DIST_INNER ? s->inner->rows
                         : s->label == DS_DIST_BOTH  ? both
                                                     : 0;

    if (s->op == OP_NESTED_LOOP)
        alert(f, d, q, "Nested Loop Join in the query plan",
              "Review the join predicates to avoid Cartesian products", where);
    if (s->label == DS_DIST_ALL_INNER)
        alert(f, d, q, "DS_DIST_ALL_INNER for Hash Join in the query plan",
              "Review the choice of distribution strategy to distribute the "
              "inner, rather than outer, table",
              where);
    if (s->label == DS_BCAST_INNER && s->inner->rows > ALERT_MOVED_ROWS)
        alert(f, d, q, "Broadcasted a large number of rows across the network",
              "Review the choice of distribution key to collocate the join "
              "and consider using distributed tables",
              where);
    if (moved > ALERT_MOVED_ROWS)
        alert(f, d, q,
              text_format(a,
                          "Distributed a large number of rows across the "
                          "network:%s rows were distributed in order to "
                          "process the join",
                          rows_text(a, moved)),
              "Review the choice of distribution key to collocate the join or "
              "aggregation",
              where);
}

static void aggregate_alert(struct arena *a, struct frame *f,
                            const struct cost_design *d,
                            const struct cost_query *q, const struct step *s)
{
    const double moved = s->tally.rows_moved.sum;

    if (moved <= ALERT_MOVED_ROWS)
        return;
    alert(f, d, q,
          text_format(a,
                      "Distributed a large number of rows across the "
                      "network:%s rows were distributed in order to process "
                      "the aggregation",
                      rows_text(a, moved)),
          "Review the choice of distribution key to collocate the join or "
          "aggregation",
          operator_name(s));
}

static void step_rows(const struct cost *c, struct plan_frames *out,
                      const struct cost_design *d, const struct cost_query *q,
                      const struct step *s)
{
    plan_row(out->plan, d, q, s);
    switch (s->op) {
    case OP_SCAN:
        scan_row(out, d, q, s);
        scan_alert(c->arena, out->alerts, d, q, s);
        break;
    case OP_HASH_JOIN:
    case OP_MERGE_JOIN:
    case OP_NESTED_LOOP:
        move_row(out->moves, d, q, s);
        join_alert(c->arena, out->alerts, d, q, s);
        break;
    case OP_HASH_AGGREGATE:
    case OP_UNIQUE:
    case OP_WINDOW:
        aggregate_alert(c->arena, out->alerts, d, q, s);
        break;
    default:
        break;
    }
}

void frames_plans(const struct cost *c, struct frames *out)
{
    struct plan_frames f;

    f.cost = frame_begin(out, "cost", "Seconds of each query, by resource",
                         cost_columns, COUNT_OF(cost_columns));
    f.scans = frame_begin(out, "scans", "Blocks and rows of each scan",
                          scan_columns, COUNT_OF(scan_columns));
    f.reads = frame_begin(out, "scan_columns", "Blocks read of each column",
                          read_columns, COUNT_OF(read_columns));
    f.plan = frame_begin(out, "plan", "Steps of each plan", plan_columns,
                         COUNT_OF(plan_columns));
    f.moves = frame_begin(out, "moves", "What each join sends", move_columns,
                          COUNT_OF(move_columns));
    f.alerts = frame_begin(out, "alerts", "What Redshift would warn of",
                           alert_columns, COUNT_OF(alert_columns));
    for (int i = 0; i < c->design_count; i++) {
        const struct cost_design *d = &c->designs[i];
        for (int q = 0; q < c->query_count; q++) {
            const struct cost_query *query = &d->queries[q];
            cost_row(f.cost, d, query);
            for (int s = 0; s < query->plan->step_count; s++)
                step_rows(c, &f, d, query, query->plan->steps[s]);
        }
    }
}
