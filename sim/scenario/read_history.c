#include "scenario/read_history.h"

#include <math.h>

#include "base/text.h"
#include "scenario/law/law_value.h"
#include "scenario/read_merge.h"

struct history_settings {
    double horizon_s, idle_from_s, idle_to_s;
    const struct tree_node *span, *operations;
};

static const struct field history_fields[] = {
    { .name = "horizon",
      .type = FIELD_NUMBER,
      .quantity = QUANTITY_SECONDS,
      .offset = offsetof(struct history_settings, horizon_s),
      .min = 60,
      .max = 3.2e9,
      .required = true,
      .meaning = "How long the history is followed.",
      .example = "30 d" },
    { .name = "span",
      .type = FIELD_NODE,
      .offset = offsetof(struct history_settings, span),
      .fallback = "the pace of the loads",
      .shape = "a mapping of tables to times",
      .meaning = "Over which time the rows arrived that are there at the "
                 "beginning.",
      .example = "{fact_orders: 730 d}" },
    { .name = "idle_from",
      .type = FIELD_NUMBER,
      .quantity = QUANTITY_SECONDS,
      .offset = offsetof(struct history_settings, idle_from_s),
      .min = 0,
      .max = 86400,
      .fallback = "0 h",
      .meaning = "Time of the day from which the cluster is idle: what is "
                 "automatic waits for it.",
      .example = "1 h" },
    { .name = "idle_to",
      .type = FIELD_NUMBER,
      .quantity = QUANTITY_SECONDS,
      .offset = offsetof(struct history_settings, idle_to_s),
      .min = 0,
      .max = 86400,
      .fallback = "0 h",
      .meaning = "And until when; the same as idle_from: always idle.",
      .example = "6 h" },
    { .name = "operations",
      .type = FIELD_NODE,
      .offset = offsetof(struct history_settings, operations),
      .required = true,
      .shape = "a list of mappings",
      .meaning = "What happens; at the same time in the order of the list.",
      .example = "[{do: copy, table: fact_orders, rows: 1 M, every: 1 h}]" },
};

static const struct section history_section =
    SECTION("history", history_fields);

struct operation_settings {
    int kind, vacuum, method, files, boost, automatic;
    const char *table, *staging;
    const struct tree_node *on; /* of these two: read_merge.h */
    double start_s, every_s, jitter_s, younger_s, older_s;
    int64_t rows;
    double share, to_pct, threshold_pct;
};

static const char *const no_yes[] = { "no", "yes", NULL };

#define TIME_OF(name_, member_, fallback_, meaning_, example_)                 \
    {                                                                          \
        .name = name_, .type = FIELD_NUMBER, .quantity = QUANTITY_SECONDS,     \
        .offset = offsetof(struct operation_settings, member_), .min = 0,      \
        .max = 3.2e9, .fallback = fallback_, .meaning = meaning_,              \
        .example = example_                                                    \
    }
#define CHOICE_OF(name_, member_, choices_, fallback_, meaning_, example_)     \
    {                                                                          \
        .name = name_, .type = FIELD_CHOICE,                                   \
        .offset = offsetof(struct operation_settings, member_),                \
        .choices = choices_, .fallback = fallback_, .meaning = meaning_,       \
        .example = example_                                                    \
    }
#define NUMBER_OF(name_, member_, quantity_, max_, fallback_, meaning_, ex_)   \
    {                                                                          \
        .name = name_, .type = FIELD_NUMBER, .quantity = quantity_,            \
        .offset = offsetof(struct operation_settings, member_), .min = 0,      \
        .max = max_, .fallback = fallback_, .meaning = meaning_,               \
        .example = ex_                                                         \
    }

static const struct field operation_fields[] = {
    { .name = "do",
      .type = FIELD_CHOICE,
      .offset = offsetof(struct operation_settings, kind),
      .choices = operation_names,
      .required = true,
      .meaning = "The operation.",
      .example = "copy" },
    { .name = "table",
      .type = FIELD_TEXT,
      .offset = offsetof(struct operation_settings, table),
      .required = true,
      .meaning = "The table that it works on.",
      .example = "fact_orders" },
    TIME_OF("start", start_s, NULL,
            "When it happens first; without it after one interval, or at once.",
            "2 h"),
    TIME_OF("every", every_s, NULL,
            "It happens again after so much time; without it once.", "1 h"),
    TIME_OF("jitter", jitter_s, "0 s",
            "It comes up to so much earlier or later, drawn by the seed.",
            "5 min"),
    { .name = "rows",
      .type = FIELD_COUNT,
      .quantity = QUANTITY_ROWS,
      .offset = offsetof(struct operation_settings, rows),
      .min = 1,
      .max = 1e15,
      .meaning = "Of copy and merge: rows of the source; of update and "
                 "delete: rows hit.",
      .example = "1 M rows" },
    NUMBER_OF(
        "share", share, QUANTITY_SHARE, 1, "0",
        "Of update and delete the share of the rows of that age; merge: of "
        "the source, that is there already.",
        "0.01"),
    TIME_OF("younger", younger_s, "0 s",
            "Of update, delete, merge: the rows hit are at least so old.",
            "1 d"),
    TIME_OF("older", older_s, "0 s",
            "Of update, delete, merge: and at most so old; 0 is any age.",
            "5 d"),
    { .name = "files",
      .type = FIELD_INT,
      .offset = offsetof(struct operation_settings, files),
      .min = 1,
      .max = 1000000,
      .meaning = "Of copy: input files; without it one per slice.",
      .example = "8" },
    CHOICE_OF("method", method, merge_names, "delete_insert",
              "Of merge: how staged rows replace the old ones; merge is the "
              "statement.",
              "update_insert"),
    { .name = "staging",
      .type = FIELD_TEXT,
      .offset = offsetof(struct operation_settings, staging),
      .meaning = "Of merge, instead of rows: the table that holds the rows of "
                 "one merge; its joins with the target are priced then.",
      .example = "stage_orders" },
    { .name = "on",
      .type = FIELD_NODE,
      .offset = offsetof(struct operation_settings, on),
      .shape = "a condition of SQL, or a mapping of names to such",
      .meaning = "Of merge, with staging: which staged row is which row of the "
                 "table. Of several the first is used, unless a question lets "
                 "another be chosen.",
      .example = "fact_orders.order_id = stage_orders.order_id" },
    CHOICE_OF("kind", vacuum, vacuum_names, "full", "Of vacuum: which.",
              "delete_only"),
    NUMBER_OF(
        "to", to_pct, QUANTITY_PLAIN, 100, "95",
        "Of vacuum: TO n PERCENT, the threshold of sorted and of live rows.",
        "99"),
    CHOICE_OF("boost", boost, no_yes, "no",
              "Of vacuum: with the memory of all slots, in one window.", "yes"),
    NUMBER_OF("threshold", threshold_pct, QUANTITY_PLAIN, 100, "10",
              "Of analyze: skipped when fewer rows, in percent, have changed.",
              "0"),
    CHOICE_OF(
        "automatic", automatic, no_yes, "no",
        "Of vacuum, analyze: the cluster does it by itself when it is idle; "
        "--interval leaves it alone.",
        "yes"),
};

static const struct section operation_section =
    SECTION("history.operations[]", operation_fields);

enum {
    TAKES_ROWS = 1,
    TAKES_AGE = 2,
    TAKES_VACUUM = 4,
    TAKES_THRESHOLD = 8,
    TAKES_FILES = 16,
    TAKES_SHARE = 32,
    TAKES_METHOD = 64,
    TAKES_AUTOMATIC = 128,
    TAKES_STAGING = 256
};

static const int takes[OPERATION_KINDS] = {
    [DO_COPY] = TAKES_ROWS | TAKES_FILES,
    [DO_UPDATE] = TAKES_ROWS | TAKES_SHARE | TAKES_AGE,
    [DO_DELETE] = TAKES_ROWS | TAKES_SHARE | TAKES_AGE,
    [DO_MERGE] =
        TAKES_ROWS | TAKES_SHARE | TAKES_AGE | TAKES_METHOD | TAKES_STAGING,
    [DO_VACUUM] = TAKES_VACUUM | TAKES_AUTOMATIC,
    [DO_ANALYZE] = TAKES_THRESHOLD | TAKES_AUTOMATIC,
};

static const struct {
    const char *key;
    int need;
} needs[] = {
    { "rows", TAKES_ROWS },           { "share", TAKES_SHARE },
    { "younger", TAKES_AGE },         { "older", TAKES_AGE },
    { "files", TAKES_FILES },         { "method", TAKES_METHOD },
    { "kind", TAKES_VACUUM },         { "to", TAKES_VACUUM },
    { "boost", TAKES_VACUUM },        { "threshold", TAKES_THRESHOLD },
    { "automatic", TAKES_AUTOMATIC }, { "staging", TAKES_STAGING },
    { "on", TAKES_STAGING },
};

static bool check_keys(const struct tree_node *n, enum operation_kind kind,
                       struct faults *faults)
{
    bool good = true;

    for (size_t i = 0; i < sizeof(needs) / sizeof(needs[0]); i++) {
        const struct tree_node *const key = tree_get(n, needs[i].key);
        if (key != NULL && !(takes[kind] & needs[i].need))
            good = tree_fault_key(key, faults, "%s takes no '%s'",
                                  operation_name(kind), needs[i].key);
    }
    return good;
}

static const struct tree_node *place(const struct tree_node *n, const char *key)
{
    const struct tree_node *const at = tree_get(n, key);

    return at == NULL ? n : at;
}

/* Is there a design under which the VACUUM is allowed? */
static bool check_vacuum(const struct world *w, const struct operation *op,
                         const struct tree_node *n, struct faults *faults)
{
    const char *const table = w->catalog.tables[op->table].name;
    bool interleaved = false, plain = false, sorted = false;

    for (int d = 0; d < w->design_count; d++) {
        const struct table_design *t = &w->designs[d]->tables[op->table];
        interleaved |= t->sort == SORT_INTERLEAVED;
        sorted |= t->sort == SORT_COMPOUND;
        plain |= t->sort == SORT_COMPOUND && t->diststyle != DIST_ALL;
    }
    if (op->vacuum == VACUUM_REINDEX && !interleaved)
        return tree_fault(place(n, "kind"), faults,
                          "'%s' has no interleaved sort key, so it cannot be "
                          "reindexed; use kind: full",
                          text_quoted(faults->arena, table));
    if (op->vacuum == VACUUM_RECLUSTER && !plain)
        return tree_fault(place(n, "kind"), faults,
                          "recluster needs a table with a compound sort key "
                          "that is not DISTSTYLE ALL; '%s' is none",
                          text_quoted(faults->arena, table));
    if (op->vacuum == VACUUM_SORT_ONLY && !sorted && !interleaved)
        return tree_fault(place(n, "kind"), faults,
                          "'%s' has no sort key, so there is nothing to sort",
                          text_quoted(faults->arena, table));
    if (op->vacuum == VACUUM_REINDEX &&
        (tree_get(n, "to") != NULL || op->boost))
        return tree_fault(n, faults, "reindex takes no 'to' and no 'boost'");
    return true;
}

static bool check_operation(const struct world *w, const struct history *h,
                            const struct operation *op,
                            const struct tree_node *n, struct faults *faults)
{
    const struct tree_node *const every = tree_get(n, "every");
    bool good = check_keys(n, op->kind, faults);

    if (every != NULL && op->every_h <= 0)
        good = tree_fault(every, faults,
                          "an interval of 0 never ends; leave 'every' out for "
                          "once, or give it a time such as 1 h");
    else if (history_occurrences(h, op) > HISTORY_EVENTS_MAX)
        good = tree_fault(place(n, "every"), faults,
                          "it would happen more than %d times within the "
                          "horizon; take a longer interval",
                          HISTORY_EVENTS_MAX);
    if (op->every_h > 0 && op->jitter_h > op->every_h / 2)
        good = tree_fault(place(n, "jitter"), faults,
                          "the jitter is more than half of the interval");
    if ((op->kind == DO_COPY || op->kind == DO_MERGE) && op->rows == 0)
        good =
            tree_fault(n, faults, "%s needs 'rows'%s", operation_name(op->kind),
                       op->kind == DO_MERGE ? ", or 'staging'" : "");
    if ((op->kind == DO_COPY || op->kind == DO_MERGE) &&
        w->catalog.tables[op->table].file != NULL)
        good = tree_fault(place(n, "table"), faults,
                          "the rows of '%s' come from a file, which has no "
                          "more to load; describe them by laws instead",
                          w->catalog.tables[op->table].name);
    if ((op->kind == DO_UPDATE || op->kind == DO_DELETE) &&
        (op->rows > 0) + (op->share > 0) != 1)
        good = tree_fault(n, faults, "%s needs either 'rows' or 'share'",
                          operation_name(op->kind));
    if (op->older_h > 0 && op->older_h <= op->younger_h)
        good = tree_fault(place(n, "older"), faults,
                          "'older' is the upper end of the ages and must be "
                          "more than 'younger'");
    if (op->kind == DO_VACUUM)
        good &= check_vacuum(w, op, n, faults);
    return good;
}

static bool find_table(const struct world *w, const struct tree_node *n,
                       const char *name, int *table, struct faults *faults)
{
    *table = catalog_table(&w->catalog, name);
    return *table >= 0 ||
           tree_fault(n, faults, "unknown table '%s'%s",
                      text_quoted(faults->arena, name),
                      law_suggest_table(faults, &w->catalog, name));
}

static bool read_operation(struct world *w, struct history *h,
                           const struct tree_node *n, struct faults *faults)
{
    struct operation_settings s = { 0 };
    int table;

    if (!field_read(&operation_section, n, n, &s, faults) ||
        !find_table(w, tree_get(n, "table"), s.table, &table, faults))
        return false;
    struct operation *const op = &h->operations[h->operation_count++];
    *op = (struct operation){
        .kind = (enum operation_kind)s.kind,
        .table = table,
        .start_h =
            (tree_get(n, "start") != NULL ? s.start_s : s.every_s) / 3600,
        .every_h = s.every_s / 3600,
        .jitter_h = s.jitter_s / 3600,
        .rows = s.rows,
        .share = s.share,
        .younger_h = s.younger_s / 3600,
        .older_h = s.older_s / 3600,
        .files = s.files,
        .method = (enum merge_method)s.method,
        .vacuum = (enum vacuum_kind)s.vacuum,
        .to_pct = s.to_pct,
        .boost = s.boost,
        .threshold_pct = s.threshold_pct,
        .automatic = s.automatic,
    };
    return (op->kind != DO_MERGE || merge_read(w, op, n, faults)) &&
           check_operation(w, h, op, n, faults);
}

/* A table without a word of its own came at the pace of its loads. */
static void default_spans(const struct world *w, struct history *h)
{
    for (int t = 0; t < w->catalog.table_count; t++) {
        double rows_per_h = 0;
        if (h->span_h[t] > 0)
            continue;
        for (int i = 0; i < h->operation_count; i++) {
            const struct operation *op = &h->operations[i];
            const double added = op->kind == DO_COPY ? (double)op->rows
                                 : op->kind == DO_MERGE
                                     ? (double)op->rows * (1 - op->share)
                                     : 0;
            if (op->table == t && op->every_h > 0)
                rows_per_h += added / op->every_h;
        }
        h->span_h[t] = rows_per_h > 0
                           ? (double)w->catalog.tables[t].rows / rows_per_h
                           : 365 * 24;
    }
}

static bool read_spans(const struct world *w, struct history *h,
                       const struct tree_node *n, struct faults *faults)
{
    static const struct field time = {
        .name = "TABLE",
        .type = FIELD_NUMBER,
        .quantity = QUANTITY_SECONDS,
        .min = 1,
        .max = 3.2e10,
    };
    bool good = true;

    if (n == NULL || tree_is_null(n))
        return true;
    if (n->kind != TREE_MAP)
        return tree_fault(n, faults,
                          "a mapping of tables to times is "
                          "expected here, such as {orders: 730 d}");
    for (size_t i = 0; i < n->count; i++) {
        int table;
        double seconds = 0;
        const bool known =
            find_table(w, n->items[i], n->items[i]->key, &table, faults);
        good &= known && field_decode(&time, n->items[i], &seconds, faults);
        if (known)
            h->span_h[table] = seconds / 3600;
    }
    return good;
}

/* A table has at least the rows that an update wants, when it begins. */
static bool check_amounts(const struct world *w, const struct history *h,
                          const struct tree_node *operations,
                          struct faults *faults)
{
    struct arena *const a = arena_begin();
    const struct history_events events = history_events(a, w, h);
    bool *const said = ARENA_ARRAY(a, h->operation_count, bool);
    bool good = true;

    for (int64_t i = 0; i < events.count; i++) {
        const struct history_event *e = &events.items[i];
        const int op = (int)(e->op - h->operations);
        const double range = (double)(e->hit_last - e->hit_first);
        const bool fixed =
            (e->op->kind == DO_UPDATE || e->op->kind == DO_DELETE) &&
            e->op->rows > 0;
        if (said[op] || !fixed || (double)e->op->rows <= range)
            continue;
        said[op] = true;
        good = tree_fault(
            place(operations->items[op], "rows"), faults,
            "%s of %s rows, but after %.4g h only %s rows of that age have "
            "arrived",
            operation_name(e->op->kind),
            text_grouped(faults->arena, e->op->rows), e->time_h,
            text_grouped(faults->arena, e->hit_last - e->hit_first));
    }
    arena_done(a);
    return good;
}

bool history_read(struct world *w, const struct tree_node *n,
                  struct faults *faults)
{
    struct history_settings s = { 0 };
    struct history *const h = ARENA_NEW(w->arena, struct history);

    if (n == NULL || tree_is_null(n))
        return true;
    if (!field_read(&history_section, n, n, &s, faults))
        return false;
    h->horizon_h = s.horizon_s / 3600;
    h->idle_from_h = s.idle_from_s / 3600;
    h->idle_to_h = s.idle_to_s / 3600;
    h->span_h = ARENA_ARRAY(w->arena, w->catalog.table_count, double);
    const struct tree_node *const list = s.operations;
    if (list->kind != TREE_LIST || list->count == 0 ||
        list->count > HISTORY_OPERATIONS_MAX)
        return tree_fault(list, faults,
                          "a list of 1 to %d operations is expected here",
                          HISTORY_OPERATIONS_MAX);
    bool good = read_spans(w, h, s.span, faults);
    h->operations = ARENA_ARRAY(w->arena, list->count, struct operation);
    for (size_t i = 0; i < list->count; i++)
        good &= read_operation(w, h, list->items[i], faults);
    default_spans(w, h);
    if (good)
        good = check_amounts(w, h, list, faults);
    w->history = h;
    return good;
}

void history_schema(struct frame *frame)
{
    field_schema(frame, &history_section);
    field_schema(frame, &operation_section);
}
