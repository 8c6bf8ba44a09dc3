#include "measure/agree/agree.h"

#include <math.h>

#include "base/text.h"

static const struct frame_column agreement_columns[] = {
    { "design", "", "Name of the design.", CELL_TEXT, 0 },
    { "query", "", "Name of the query, for what a scan does.", CELL_TEXT, 0 },
    { "table", "", "Name of the table.", CELL_TEXT, 0 },
    { "column", "", "Name of the column, for what is counted by column.",
      CELL_TEXT, 0 },
    { "what", "", "What is compared.", CELL_TEXT, 0 },
    { "estimated", "", "What the estimate says.", CELL_NUMBER, 1 },
    { "exact", "", "What the count of all rows says.", CELL_NUMBER, 1 },
    { "relative_error", "",
      "Estimate over count, less 1; empty where the count is 0.", CELL_NUMBER,
      4 },
    { "tolerance", "", "How large its size may be; empty likewise.",
      CELL_NUMBER, 4 },
    { "bar", "", "How large it may be without luck; empty likewise.",
      CELL_NUMBER, 4 },
    { "luck", "",
      "What is drawn that no estimate can know, where this takes the tolerance "
      "beyond the bar: to so many standard deviations of it.",
      CELL_TEXT, 0 },
    { "ok", "", "yes, or no: out of tolerance.", CELL_TEXT, 0 },
};

static const struct frame_column history_columns[] = {
    { "design", "", "Name of the design.", CELL_TEXT, 0 },
    { "step", "", "Number of the event in the history, from 1.", CELL_COUNT,
      0 },
    { "time_h", "h", "When it happens.", CELL_NUMBER, 2 },
    { "event", "", "What has just happened to the table.", CELL_TEXT, 0 },
    { "table", "", "Name of the table.", CELL_TEXT, 0 },
    { "query", "", "Name of the query, for what a scan reads.", CELL_TEXT, 0 },
    { "what", "", "What is compared.", CELL_TEXT, 0 },
    { "estimated", "", "What the estimate says.", CELL_NUMBER, 2 },
    { "exact", "", "What the count of all rows says.", CELL_NUMBER, 2 },
    { "allowed", "", "How far they may be apart.", CELL_NUMBER, 2 },
    { "ok", "", "yes, or no: out of tolerance.", CELL_TEXT, 0 },
};

static const struct frame_column summary_columns[] = {
    { "what", "", "What is compared.", CELL_TEXT, 0 },
    { "compared", "", "How many pairs of numbers.", CELL_COUNT, 0 },
    { "missed", "", "How many are out of tolerance.", CELL_COUNT, 0 },
    { "luck", "",
      "How many are within it only by luck: beyond the bar, within so many "
      "standard deviations of what is drawn.",
      CELL_COUNT, 0 },
    { "equal", "", "How many are equal to within one part in 1,000.",
      CELL_COUNT, 0 },
    { "mean_error", "%", "Mean size of the relative errors.", CELL_NUMBER, 2 },
    { "worst_error", "%", "The relative error that uses most of its tolerance.",
      CELL_NUMBER, 2 },
    { "worst_where", "", "Where that is.", CELL_TEXT, 0 },
};

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

static double relative_error(const struct agreement_row *row)
{
    return row->exact != 0 ? row->estimated / row->exact - 1 : (double)NAN;
}

/* Apart by no more than this without luck. */
static double bar_of(const struct agreement_row *row)
{
    return row->chance == CHANCE_NONE ? row->allowed : row->bar;
}

/* Apart by more than the bar, and within what luck allows. */
static bool is_lucky(const struct agreement_row *row)
{
    return agree_holds(row) && fabs(row->estimated - row->exact) > bar_of(row);
}

static double relative_to(const struct agreement_row *row, double apart)
{
    return row->exact != 0 ? apart / row->exact : (double)NAN;
}

static void fill(struct frame *f, const struct agreement_row *row)
{
    frame_row(f);
    frame_text(f, row->design);
    frame_text(f, row->query);
    frame_text(f, row->table);
    frame_text(f, row->column);
    frame_text(f, agree_what_name(row->what));
    frame_number(f, row->estimated);
    frame_number(f, row->exact);
    frame_number(f, relative_error(row));
    frame_number(f, relative_to(row, row->allowed));
    frame_number(f, relative_to(row, bar_of(row)));
    frame_text(f, chance_name(row->chance));
    frame_text(f, agree_holds(row) ? "yes" : "no");
}

static void fill_history(struct frame *f, const struct agreement_row *row)
{
    frame_row(f);
    frame_text(f, row->design);
    frame_count(f, row->step);
    frame_number(f, row->time_h);
    frame_text(f, row->event);
    frame_text(f, row->table);
    frame_text(f, row->query);
    frame_text(f, agree_what_name(row->what));
    frame_number(f, row->estimated);
    frame_number(f, row->exact);
    frame_number(f, row->allowed);
    frame_text(f, agree_holds(row) ? "yes" : "no");
}

/* What one line of the summary adds up. */
struct summary {
    int64_t compared, missed, lucky, equal;
    double errors, error_count;
    const struct agreement_row *worst;
    double worst_use; /* of its tolerance */
};

static void take(struct summary *s, const struct agreement_row *row)
{
    const double apart = fabs(row->estimated - row->exact);
    const double use = apart == 0         ? 0
                       : row->allowed > 0 ? apart / row->allowed
                                          : (double)INFINITY;

    s->compared++;
    s->missed += !agree_holds(row);
    s->lucky += is_lucky(row);
    s->equal += apart <= 0.001 * fabs(row->exact);
    if (row->exact != 0) {
        s->errors += fabs(relative_error(row));
        s->error_count++;
    }
    if (s->worst == NULL || use > s->worst_use) {
        s->worst = row;
        s->worst_use = use;
    }
}

static const char *where_of(struct arena *a, const struct agreement_row *row)
{
    if (row->event != NULL)
        return text_format(a, "%s%s%s: %s, %s %lld", row->design,
                           row->query[0] ? ", " : "", row->query, row->table,
                           row->event, (long long)row->step);
    return text_format(a, "%s%s%s: %s%s%s", row->design,
                       row->query[0] ? ", " : "", row->query, row->table,
                       row->column[0] ? "." : "", row->column);
}

static void summarise(const struct agreement *g, enum agree_what what,
                      struct frame *f)
{
    struct summary s = { .worst = NULL };

    for (size_t i = 0; i < g->count; i++)
        if (g->rows[i].what == what)
            take(&s, &g->rows[i]);
    if (s.compared == 0)
        return;
    frame_row(f);
    frame_text(f, agree_what_name(what));
    frame_count(f, s.compared);
    frame_count(f, s.missed);
    frame_count(f, s.lucky);
    frame_count(f, s.equal);
    frame_number(f, s.error_count > 0 ? 100 * s.errors / s.error_count
                                      : (double)NAN);
    frame_number(f, 100 * relative_error(s.worst));
    frame_text(f, where_of(f->arena, s.worst));
}

static void history_frames(const struct agreement *g, struct frames *out)
{
    struct frame *const all = frame_begin(
        out, "agreement_history",
        "Every number that both sides give after an event of the history",
        history_columns, COUNT_OF(history_columns));
    struct frame *const missed = frame_begin(
        out, "disagreement_history", "Out of tolerance in the history",
        history_columns, COUNT_OF(history_columns));

    for (size_t i = 0; i < g->count; i++) {
        if (g->rows[i].event == NULL)
            continue;
        fill_history(all, &g->rows[i]);
        if (!agree_holds(&g->rows[i]))
            fill_history(missed, &g->rows[i]);
    }
}

/* The answer in one line, and what was forgiven in another. */
static void note_verdict(const struct agreement *g, struct frames *out)
{
    struct arena *const a = g->arena;
    const char *const all = text_grouped(a, (int64_t)g->count);
    const size_t missed = agree_misses(g);
    int64_t lucky = 0;

    for (size_t i = 0; i < g->count; i++)
        lucky += is_lucky(&g->rows[i]);
    if (missed == 0)
        frames_note(out, "all %s numbers are within their tolerances", all);
    else
        frames_note(out, "%s of %s numbers are out of tolerance",
                    text_grouped(a, (int64_t)missed), all);
    if (lucky > 0)
        frames_note(out,
                    "%s beyond the bar, by no more than three or four standard "
                    "deviations of what is drawn: see bar and luck in '--frame "
                    "agreement'",
                    text_grouped(a, lucky));
}

void agree_frames(const struct agreement *g, struct frames *out)
{
    struct frame *const summary = frame_begin(
        out, "agreement_summary",
        "How far the estimate is from the count of all rows, by what is "
        "compared",
        summary_columns, COUNT_OF(summary_columns));
    struct frame *const all =
        frame_begin(out, "agreement", "Every number that both sides give",
                    agreement_columns, COUNT_OF(agreement_columns));
    struct frame *const missed =
        frame_begin(out, "disagreement", "Out of tolerance", agreement_columns,
                    COUNT_OF(agreement_columns));

    for (int what = 0; what < AGREE_WHATS; what++)
        summarise(g, (enum agree_what)what, summary);
    for (size_t i = 0; i < g->count; i++) {
        if (g->rows[i].event != NULL)
            continue;
        fill(all, &g->rows[i]);
        if (!agree_holds(&g->rows[i]))
            fill(missed, &g->rows[i]);
    }
    if (g->count > 0 && g->rows[g->count - 1].event != NULL)
        history_frames(g, out);
    note_verdict(g, out);
}
