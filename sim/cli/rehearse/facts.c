#include "cli/rehearse/facts.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

#include "base/text.h"
#include "measure/wlm/wlm_build.h"
#include "plan/explain.h"
#include "world/law/marginal.h"

/* Lower-case words with single blanks, one in front and one behind, so that
   whole words can be looked for. */
static const char *words_of(struct arena *a, const char *text)
{
    struct text_buffer b;

    text_buffer_init(&b, a);
    text_add(&b, " ");
    for (const char *p = text_lower(a, text); *p != '\0';) {
        size_t n = 0;
        while (isalnum((unsigned char)p[n]) || p[n] == '_')
            n++;
        if (n == 0) {
            p++;
            continue;
        }
        text_add_n(&b, p, n);
        text_add(&b, " ");
        p += n;
    }
    return text_buffer_text(&b);
}

/* Does a word begin with this stem? */
static bool mentions(const char *words, struct arena *a, const char *stem)
{
    return strstr(words, text_format(a, " %s", stem)) != NULL;
}

static bool is_word(const char *words, struct arena *a, const char *word)
{
    return strstr(words, text_format(a, " %s ", word)) != NULL;
}

static const char *rows_text(struct round *r)
{
    struct arena *const a = r->session->arena;
    const struct catalog *const c = &r->world->catalog;
    struct text_buffer b;
    size_t wide = 0;

    text_buffer_init(&b, a);
    for (int t = 0; t < c->table_count; t++)
        wide =
            strlen(c->tables[t].name) > wide ? strlen(c->tables[t].name) : wide;
    for (int t = 0; t < c->table_count; t++)
        text_addf(&b, "%s  %-*s %15s rows", t == 0 ? "" : "\n", (int)wide,
                  c->tables[t].name, text_grouped(a, c->tables[t].rows));
    return text_buffer_text(&b);
}

/* Who asks the query: classes of the workload. */
static const char *askers(struct round *r, int query)
{
    const struct workload *const load = &r->world->workload;
    struct text_buffer b;

    text_buffer_init(&b, r->session->arena);
    for (int i = 0; i < load->class_count; i++)
        for (int k = 0; k < load->classes[i].query_count; k++)
            if (load->classes[i].queries[k] == query)
                text_addf(&b, "%s%s", b.count == 0 ? "asked by " : ", ",
                          load->classes[i].name);
    return b.count == 0 ? "asked by nobody as it is" : text_buffer_text(&b);
}

static const char *queries_text(struct round *r)
{
    struct arena *const a = r->session->arena;
    struct text_buffer b;

    text_buffer_init(&b, a);
    for (int q = 0; q < r->world->query_count; q++) {
        const struct query *const query = r->world->queries[q];
        const char *const how =
            r->question->judge == JUDGE_WLM
                ? askers(r, q)
                : text_format(a, "%s times%s",
                              question_number(a, QUANTITY_PLAIN, query->weight),
                              r->question->judge == JUDGE_UPKEEP ? " a day"
                                                                 : "");
        text_addf(&b, "%s%s, %s:\n%s", q == 0 ? "" : "\n", query->name, how,
                  query->sql);
    }
    return text_buffer_text(&b);
}

/* Of the first configuration, which is the one that is asked about. */
static const struct wlm_plant *plant_of(struct round *r)
{
    struct world w = *r->world;

    w.wlm_count = 1;
    return wlm_build(r->session->arena, &w);
}

static const char *wlm_queues_text(struct round *r)
{
    const struct wlm_config *const c = &r->world->wlm[0];
    const struct wlm_plant *const p = plant_of(r);
    struct arena *const a = r->session->arena;
    struct text_buffer b;

    text_buffer_init(&b, a);
    for (int i = 0; i < c->queue_count; i++) {
        const struct wlm_queue_config *const q = &c->queues[i];
        text_addf(&b, "%s%s: %d slots, %.3g %% of the memory, %s for each",
                  i == 0 ? "" : "; ", q->name, q->slots, q->memory_frac * 100,
                  explain_bytes(a, p->queues[i].memory_bytes / q->slots));
        for (int k = 0; k < q->user_group_count; k++)
            text_addf(&b, "%s%s", k == 0 ? ", for the group " : ", ",
                      q->user_groups[k]);
    }
    text_addf(&b, ". Short-query acceleration is %s.", c->sqa ? "on" : "off");
    return text_buffer_text(&b);
}

/* What each query needs to spill nothing, of the queries that are asked. */
static const char *memory_text(struct round *r)
{
    enum { NOTHING_BYTES = 64 << 20 };
    const struct wlm_plant *const p = plant_of(r);
    struct arena *const a = r->session->arena;
    struct text_buffer b;

    text_buffer_init(&b, a);
    text_addf(&b, "There are %s for all slots. To keep everything in memory",
              explain_bytes(a, p->memory_bytes));
    for (int i = 0; i < r->world->query_count; i++) {
        const struct wlm_work *const w = &p->works[i];
        if (w->name != NULL)
            text_addf(&b, "%s %s needs %s", b.count > 0 && i > 0 ? "," : "",
                      w->name,
                      w->need_bytes < NOTHING_BYTES
                          ? "next to nothing"
                          : explain_bytes(a, w->need_bytes));
    }
    text_add(&b, ". What a slot does not hold is written to disk and read "
                 "again.");
    return text_buffer_text(&b);
}

static const char *columns_text(struct round *r, const char *words)
{
    struct arena *const a = r->session->arena;
    const struct catalog *const c = &r->world->catalog;
    struct text_buffer b;
    bool named = false;

    for (int t = 0; t < c->table_count; t++)
        named |= is_word(words, a, c->tables[t].name);
    text_buffer_init(&b, a);
    for (int t = 0; t < c->table_count; t++) {
        const struct table *const table = &c->tables[t];
        if (named && !is_word(words, a, table->name))
            continue;
        text_addf(&b, "%s (", table->name);
        for (int i = 0; i < table->column_count; i++)
            text_addf(&b, "%s%s %s", i == 0 ? "" : ", ", table->columns[i].name,
                      type_text(a, table->columns[i].type));
        text_addf(&b, "), now %s.\n",
                  design_text(a, table, &r->world->designs[0]->tables[t]));
    }
    return text_buffer_text(&b);
}

static const char *cluster_text(struct round *r)
{
    const struct cluster *const c = &r->world->cluster;

    struct arena *const a = r->session->arena;
    const char *const nodes = text_format(a, "%d nodes of %s, %d slices in all",
                                          c->nodes, c->node.name, c->slices);

    /* Where queues judge, slots are theirs. */
    return r->question->judge == JUDGE_WLM
               ? text_format(a, "%s.", nodes)
               : text_format(a, "%s, %d query slots.", nodes, c->slots);
}

static const char *arrival_text(struct round *r)
{
    struct arena *const a = r->session->arena;
    const struct catalog *const c = &r->world->catalog;
    struct text_buffer b;

    text_buffer_init(&b, a);
    for (int t = 0; t < c->table_count; t++) {
        const struct table *const table = &c->tables[t];
        const struct arrival *const in = &table->arrival;
        text_addf(&b, "%s%s: %s", t == 0 ? "" : "; ", table->name,
                  in->random        ? "in no order"
                  : in->column >= 0 ? "by "
                                    : "as numbered");
        if (!in->random && in->column >= 0)
            text_addf(&b, "%s, %.3g %% late", table->columns[in->column].name,
                      in->late_frac * 100);
    }
    text_add(&b, ".");
    return text_buffer_text(&b);
}

static const char *load_text(struct round *r)
{
    struct arena *const a = r->session->arena;
    const struct choices *const c = &r->question->choices;
    struct text_buffer b;

    text_buffer_init(&b, a);
    for (int t = 0; t < r->world->catalog.table_count; t++)
        if (c->loads[t] > 0)
            text_addf(&b,
                      "%s%s is loaded whole %.3g times for each time that the "
                      "queries run by their weights%s",
                      b.count == 0 ? "" : "; ",
                      r->world->catalog.tables[t].name, c->loads[t],
                      c->only[t] ? ", if you choose to have it" : "");
    return b.count == 0 ? "No load counts in this question."
                        : text_format(a, "%s.", text_buffer_text(&b));
}

/* ", of which 80 % are there already", ", those 1 d to 5 d old". */
static const char *which_rows(struct arena *a, const struct operation *op)
{
    struct text_buffer b;

    text_buffer_init(&b, a);
    if (op->kind == DO_MERGE)
        text_addf(&b, ", of which %.3g %% are there already", op->share * 100);
    else if (op->share > 0)
        text_addf(&b, ", %.3g %% of them", op->share * 100);
    if (op->younger_h > 0)
        text_addf(&b, ", at least %s old", schedule_time(a, op->younger_h));
    if (op->older_h > 0)
        text_addf(&b, "%s at most %s old", op->younger_h > 0 ? " and" : ",",
                  schedule_time(a, op->older_h));
    return text_buffer_text(&b);
}

/* What is done to the data, but for what is to be scheduled. */
static const char *history_text(struct round *r)
{
    struct arena *const a = r->session->arena;
    const struct history *const h = r->world->history;
    struct text_buffer b;

    text_buffer_init(&b, a);
    for (int i = 0; i < h->operation_count; i++) {
        const struct operation *const op = &h->operations[i];
        if (op->kind == DO_VACUUM || op->kind == DO_ANALYZE)
            continue;
        const char *const table = r->world->catalog.tables[op->table].name;
        text_addf(&b, "%s%s %s: %s", b.count == 0 ? "" : "\n",
                  op->every_h > 0 ? "every" : "after",
                  schedule_time(a, op->every_h > 0 ? op->every_h : op->start_h),
                  operation_name(op->kind));
        if (op->rows > 0)
            text_addf(&b, " of %s rows,", text_grouped(a, op->rows));
        if (op->source != NULL)
            text_addf(&b, " from %s into",
                      r->world->catalog.tables[op->source->staging].name);
        text_addf(&b, " %s%s", table, which_rows(a, op));
    }
    return text_buffer_text(&b);
}

static const char *loads_and_changes(struct round *r)
{
    const bool followed = r->question->judge == JUDGE_UPKEEP;

    return followed ? history_text(r) : load_text(r);
}

/* The column that the words name; the largest table that has it. */
static bool named_column(struct round *r, const char *words, int *table,
                         int *column)
{
    const struct catalog *const c = &r->world->catalog;

    *table = -1;
    for (int t = 0; t < c->table_count; t++)
        for (int i = 0; i < c->tables[t].column_count; i++)
            if (is_word(words, r->session->arena,
                        c->tables[t].columns[i].name) &&
                (*table < 0 || c->tables[t].rows > c->tables[*table].rows ||
                 is_word(words, r->session->arena, c->tables[t].name))) {
                *table = t;
                *column = i;
            }
    return *table >= 0;
}

/* Two digits that count: "6.6", "66,000". */
static const char *times(struct arena *a, double x)
{
    double unit = 1;

    while (x / unit >= 100)
        unit *= 10;
    return x < 10 ? text_format(a, "%.1f", x)
                  : text_grouped(a, llround(x / unit) * llround(unit));
}

static const char *skew_text(struct round *r, int table, int column)
{
    struct arena *const a = r->session->arena;
    const struct table *const t = &r->world->catalog.tables[table];
    const struct marginal *const m = marginal_of(a, r->world, table, column);
    const double even = 1 / fmax(m->distinct, 1);
    const double top = fmax(m->hot_share, even);

    const char *const nulls =
        m->null_frac > 0
            ? text_format(a, " %.3g %% are NULL.", m->null_frac * 100)
            : "";
    const char *const most =
        top < 1.5 * even
            ? "none stands out."
            : text_format(a,
                          "the most frequent has %.2g %% of the rows, %s times "
                          "an even share.",
                          top * 100, times(a, top / even));
    return text_format(
        a, "%s.%s has about %s values; %s%s", t->name, t->columns[column].name,
        question_number(a, QUANTITY_ROWS, m->distinct), most, nulls);
}

static const char *authored(struct round *r, const char *words,
                            const char **topic)
{
    const struct question *const q = r->question;

    for (size_t i = 0; i < q->fact_count; i++)
        for (size_t k = 0; k < q->facts[i].word_count; k++)
            if (mentions(words, r->session->arena,
                         text_lower(r->session->arena, q->facts[i].words[k]))) {
                *topic = q->facts[i].name;
                return round_say(r, q->facts[i].say);
            }
    return NULL;
}

enum built_in {
    ROWS,
    QUERIES,
    COLUMNS,
    CLUSTER,
    ARRIVAL,
    LOADS,
    QUEUES,
    MEMORY,
    NONE
};

/* Where queues judge there is more to ask. */
static enum built_in of_queues(struct arena *a, const char *words)
{
    if (mentions(words, a, "memory") || mentions(words, a, "spill"))
        return MEMORY;
    return mentions(words, a, "queue") || mentions(words, a, "slot") ||
                   mentions(words, a, "wlm")
               ? QUEUES
               : NONE;
}

static enum built_in built_in_of(struct arena *a, const char *words)
{
    static const struct {
        const char *stem;
        enum built_in fact;
    } stems[] = {
        { "updat", LOADS },       { "chang", LOADS },
        { "delet", LOADS },       { "merge", LOADS },
        { "quer", QUERIES },      { "sql", QUERIES },
        { "dashboard", QUERIES }, { "workload", QUERIES },
        { "column", COLUMNS },    { "schema", COLUMNS },
        { "ddl", COLUMNS },       { "type", COLUMNS },
        { "key", COLUMNS },       { "design", COLUMNS },
        { "table", COLUMNS },     { "row", ROWS },
        { "size", ROWS },         { "big", ROWS },
        { "large", ROWS },        { "many", ROWS },
        { "cluster", CLUSTER },   { "node", CLUSTER },
        { "slice", CLUSTER },     { "arriv", ARRIVAL },
        { "late", ARRIVAL },      { "sorted", ARRIVAL },
        { "order", ARRIVAL },     { "load", LOADS },
        { "copy", LOADS },        { "copies", LOADS },
    };

    for (size_t i = 0; i < sizeof(stems) / sizeof(stems[0]); i++)
        if (mentions(words, a, stems[i].stem))
            return stems[i].fact;
    return NONE;
}

static const char *not_understood(struct round *r, const char *words)
{
    const char *const near = facts_nearly(r, words);

    if (near != NULL)
        return near;
    if (r->question->judge == JUDGE_WLM)
        return "I can tell you of queries, queues, memory, rows, columns, the "
               "cluster, how rows arrive, and of a column by its name: ask "
               "skew customer_id. Try 'ask users' and 'ask hours', too. Tab "
               "completes names.";
    return "I can tell you of rows, queries, columns, the cluster, loads, how "
           "rows arrive, and of a column by its name: ask skew customer_id. "
           "Tab completes names.";
}

const char *facts_answer(struct round *r, const char *asked, const char **topic)
{
    struct arena *const a = r->session->arena;
    const char *const words = words_of(a, asked);
    const char *const told = authored(r, words, topic);
    int table, column;

    if (told != NULL)
        return told;
    if (named_column(r, words, &table, &column)) {
        *topic = text_format(
            a, "skew %s", r->world->catalog.tables[table].columns[column].name);
        return skew_text(r, table, column);
    }
    const enum built_in queues =
        r->question->judge == JUDGE_WLM ? of_queues(a, words) : NONE;
    switch (queues != NONE ? queues : built_in_of(a, words)) {
    case ROWS:
        *topic = "rows";
        return rows_text(r);
    case QUERIES:
        *topic = "queries";
        return queries_text(r);
    case COLUMNS:
        *topic = "columns";
        return columns_text(r, words);
    case CLUSTER:
        *topic = "cluster";
        return cluster_text(r);
    case ARRIVAL:
        *topic = "arrival";
        return arrival_text(r);
    case LOADS:
        *topic = "load";
        return loads_and_changes(r);
    case QUEUES:
        *topic = "queues";
        return wlm_queues_text(r);
    case MEMORY:
        *topic = "memory";
        return memory_text(r);
    case NONE:
        break;
    }
    *topic = NULL;
    return not_understood(r, words);
}
