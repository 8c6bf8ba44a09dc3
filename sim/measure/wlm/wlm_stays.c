#include <stdlib.h>

#include "base/text.h"
#include "measure/wlm/wlm_frames.h"

/* ---- queries ------------------------------------------------------------- */

static const struct frame_column query_columns[] = {
    CONFIG_COLUMN,
    { "class", "", "the class of queries", CELL_TEXT, 0 },
    { "name", "", "the query of the scenario", CELL_TEXT, 0 },
    { "task", "", "number that survives restarts", CELL_COUNT, 0 },
    { "query", "", "number; a restart has a new one", CELL_COUNT, 0 },
    { "service_class", "",
      "5 superuser, 6.. queues, 14 short queries, 100.. automatic", CELL_COUNT,
      0 },
    { "slot_count", "", "slots held", CELL_COUNT, 0 },
    { "service_class_start_time", "s", "it came to the service class",
      CELL_NUMBER, 3 },
    { "queue_start_time", "s", "it entered the queue", CELL_NUMBER, 3 },
    { "queue_end_time", "s", "it left the queue", CELL_NUMBER, 3 },
    { "total_queue_time", "us", "time in the queue", CELL_COUNT, 0 },
    { "exec_start_time", "s", "it began to run", CELL_NUMBER, 3 },
    { "exec_end_time", "s", "it ended", CELL_NUMBER, 3 },
    { "total_exec_time", "us", "time running", CELL_COUNT, 0 },
    { "service_class_end_time", "s", "it left the service class", CELL_NUMBER,
      3 },
    { "final_state", "", "Completed, Evicted, ...", CELL_TEXT, 0 },
    { "est_peak_mem", "bytes", "memory with which nothing spills", CELL_NUMBER,
      0 },
    { "query_priority", "", "its priority", CELL_TEXT, 0 },
    { "spilled_blocks", "blocks", "of 1 MB, written for want of memory",
      CELL_NUMBER, 0 },
    { "cluster", "", "0 the main one, else a scaling cluster", CELL_COUNT, 0 },
};

static void query_row(struct frame *f, const struct wlm_result *r,
                      const struct wlm_record *q)
{
    frame_row(f);
    frame_text(f, r->plant->name);
    frame_text(f, r->plant->classes[q->class].name);
    frame_text(f, r->plant->works[q->work].name);
    frame_count(f, q->task);
    frame_count(f, q->query);
    frame_count(f, q->service_class);
    frame_count(f, q->slots);
    frame_number(f, q->queue_start_s);
    frame_number(f, q->queue_start_s);
    frame_number(f, q->exec_start_s);
    frame_count(f, llround((q->exec_start_s - q->queue_start_s) * 1e6));
    frame_number(f, q->exec_start_s);
    frame_number(f, q->exec_end_s);
    frame_count(f, llround((q->exec_end_s - q->exec_start_s) * 1e6));
    frame_number(f, q->exec_end_s);
    frame_text(f, wlm_outcome_names[q->outcome]);
    frame_number(f, q->est_peak_bytes);
    frame_text(f, wlm_priority_names[q->priority]);
    frame_number(f, q->spill_blocks);
    frame_count(f, q->cluster);
}

void wlm_queries_frame(const struct wlm_study *s, struct frames *out)
{
    if (!s->records)
        return;
    struct frame *const f =
        frame_begin(out, "queries", "Every query of the first replication",
                    query_columns, WLM_COUNT_OF(query_columns));

    for (int i = 0; i < s->count; i++) {
        const struct wlm_result *const r = &s->results[i];
        for (size_t k = 0; k < r->record_count; k++)
            query_row(f, r, &r->records[k]);
        if (r->record_count == WLM_RECORDS_MAX)
            frames_note(out, "queries: the first %d of %s", WLM_RECORDS_MAX,
                        r->plant->name);
    }
}

/* ---- slots over time ----------------------------------------------------- */

/* Ten minutes are what the eye can tell apart. */
#define STRIP_S 600.0

enum { LANES_MAX = 1024 };

static const struct frame_column gantt_columns[] = {
    CONFIG_COLUMN,
    { "place", "", "the queue, or where short queries and scaling run",
      CELL_TEXT, 0 },
    { "slot", "", "of the place, from 1", CELL_COUNT, 0 },
    { "class", "", "the class of queries", CELL_TEXT, 0 },
    { "query", "", "its number", CELL_COUNT, 0 },
    { "start_s", "s", "it took the slot", CELL_NUMBER, 3 },
    { "end_s", "s", "it gave the slot back", CELL_NUMBER, 3 },
    { "state", "", "Completed, Evicted, ...", CELL_TEXT, 0 },
};

struct strip {
    double from_s, to_s;
};

/* Who is on record has ended by then. */
static double recorded_s(const struct wlm_result *r)
{
    const double end_s = r->plant->warmup_s + r->plant->duration_s;

    return r->record_count == WLM_RECORDS_MAX
               ? r->records[r->record_count - 1].exec_end_s
               : end_s;
}

/* The ten minutes in which most wait, in the first configuration that has
   records: the same for all, so that they can be compared. */
static struct strip busiest(const struct wlm_study *s,
                            const struct wlm_result *r)
{
    const struct wlm_plant *const p = r->plant;
    const int first = (int)ceil(p->warmup_s / p->bin_s);
    const int span = (int)fmax(1, ceil(STRIP_S / p->bin_s));
    double end_s = recorded_s(r), most = -1;
    struct strip best = { p->warmup_s, p->warmup_s + STRIP_S };

    for (int i = 0; i < s->count; i++)
        if (s->results[i].record_count > 0)
            end_s = fmin(end_s, recorded_s(&s->results[i]));
    /* Who still runs at the end is on no record. */
    if (end_s - p->warmup_s > 3 * STRIP_S)
        end_s -= STRIP_S;
    for (int i = first; (i + span) * p->bin_s <= end_s; i++) {
        double waiting = 0;
        for (int k = i; k < i + span; k++)
            waiting += r->bins[k].waiting;
        if (waiting > most * (1 + 1e-9)) {
            most = waiting;
            best.from_s = i * p->bin_s;
        }
    }
    best.to_s = fmin(best.from_s + STRIP_S, end_s);
    return best;
}

static int by_start(const void *a, const void *b)
{
    const struct wlm_record *const x = *(const struct wlm_record *const *)a;
    const struct wlm_record *const y = *(const struct wlm_record *const *)b;

    if (x->exec_start_s != y->exec_start_s)
        return x->exec_start_s < y->exec_start_s ? -1 : 1;
    return (x->query > y->query) - (x->query < y->query);
}

/* Places in the order of a picture: queues, short queries, clusters. */
static int place_of(const struct wlm_plant *p, const struct wlm_record *q)
{
    enum { SHORT_QUERIES = 14 };

    if (q->cluster > 0)
        return p->queue_count + q->cluster;
    if (q->service_class == SHORT_QUERIES)
        return p->queue_count;
    for (int i = 0; i < p->queue_count; i++)
        if (p->queues[i].service_class == q->service_class)
            return i;
    return p->queue_count;
}

static const char *place_name(struct arena *a, const struct wlm_plant *p,
                              int place)
{
    if (place < p->queue_count)
        return p->queues[place].name;
    return place == p->queue_count
               ? "short queries"
               : text_format(a, "scaling %d", place - p->queue_count);
}

/* One row per slot of the query: the lowest ones that are free. */
static void take_slots(struct frame *f, const struct wlm_result *r,
                       const struct wlm_record *q, const struct strip *strip,
                       int place, double *free_s)
{
    int left = q->slots > 0 ? q->slots : 1;

    for (int i = 0; i < LANES_MAX && left > 0; i++) {
        if (free_s[i] > q->exec_start_s + 1e-9)
            continue;
        free_s[i] = q->exec_end_s;
        left--;
        frame_row(f);
        frame_text(f, r->plant->name);
        frame_text(f, place_name(f->arena, r->plant, place));
        frame_count(f, i + 1);
        frame_text(f, r->plant->classes[q->class].name);
        frame_count(f, q->query);
        frame_number(f, fmax(q->exec_start_s, strip->from_s));
        frame_number(f, fmin(q->exec_end_s, strip->to_s));
        frame_text(f, wlm_outcome_names[q->outcome]);
    }
}

static void gantt_rows(struct frame *f, const struct wlm_result *r,
                       const struct strip *strip)
{
    const struct wlm_record **const in =
        ARENA_ARRAY(f->arena, r->record_count, const struct wlm_record *);
    const int places = r->plant->queue_count + WLM_PLACES + 16;
    size_t count = 0;

    for (size_t i = 0; i < r->record_count; i++) {
        const struct wlm_record *const q = &r->records[i];
        if (q->outcome != WLM_CACHED && q->exec_end_s > q->exec_start_s &&
            q->exec_end_s > strip->from_s && q->exec_start_s < strip->to_s)
            in[count++] = q;
    }
    qsort(in, count, sizeof(*in), by_start);
    for (int place = 0; place < places; place++) {
        double free_s[LANES_MAX] = { 0 };
        for (size_t i = 0; i < count; i++)
            if (place_of(r->plant, in[i]) == place)
                take_slots(f, r, in[i], strip, place, free_s);
    }
}

void wlm_gantt_frame(const struct wlm_study *s, struct frames *out)
{
    const struct wlm_result *first = NULL;

    for (int i = s->count - 1; i >= 0; i--)
        if (s->results[i].record_count > 0 && !s->results[i].unstable)
            first = &s->results[i];
    if (s->sweep != WLM_SWEEP_NONE || first == NULL)
        return;
    const struct strip strip = busiest(s, first);
    struct frame *const f =
        frame_begin(out, "gantt", "Who held which slot, for ten minutes",
                    gantt_columns, WLM_COUNT_OF(gantt_columns));
    for (int i = 0; i < s->count; i++)
        if (!s->results[i].unstable)
            gantt_rows(f, &s->results[i], &strip);
}
