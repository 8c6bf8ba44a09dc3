/* The section `predict` of a question. */
#include "base/text.h"
#include "scenario/question/read_choices.h"
#include "scenario/read_settings.h"

struct reader {
    struct arena *arena;
    struct question *question;
    const struct world *world;
    struct faults *faults;
};

struct predict_settings {
    const char *say;
    const struct tree_node *read, *moved, *busiest, *seconds, *unsorted,
        *maintenance, *merge, *merge_moved, *wait, *response, *spilled, *used,
        *table;
};

#define PREDICT_FIELD(name_, shape_, meaning_, example_)                       \
    {                                                                          \
        .name = #name_, .type = FIELD_NODE,                                    \
        .offset = offsetof(struct predict_settings, name_), .shape = (shape_), \
        .meaning = (meaning_), .example = (example_)                           \
    }

static const struct field predict_fields[] = {
    { .name = "say",
      .type = FIELD_TEXT,
      .offset = offsetof(struct predict_settings, say),
      .required = true,
      .meaning = "What is asked.",
      .example = "What share of the blocks does q1 read?" },
    PREDICT_FIELD(read, "a query",
                  "The share of a table's blocks that it reads; with 'table'.",
                  "q1"),
    PREDICT_FIELD(table, "a table", "The table of 'read'.", "orders"),
    PREDICT_FIELD(moved, "a query", "The bytes it sends between nodes.", "q1"),
    PREDICT_FIELD(busiest, "a table",
                  "Rows of the fullest slice over the mean slice.", "orders"),
    PREDICT_FIELD(seconds, "a query", "The seconds of one run.", "q1"),
    PREDICT_FIELD(unsorted, "a table",
                  "The share of its rows that lie unsorted, when it is most; "
                  "with judge: upkeep.",
                  "orders"),
    PREDICT_FIELD(maintenance, "a table",
                  "The seconds a day of its VACUUM and ANALYZE; with judge: "
                  "upkeep.",
                  "orders"),
    PREDICT_FIELD(merge, "a table",
                  "The seconds of one merge into it, on average: its joins and "
                  "what it writes; with judge: upkeep.",
                  "orders"),
    PREDICT_FIELD(merge_moved, "a table",
                  "The bytes that the joins of one merge into it send between "
                  "nodes; with judge: upkeep.",
                  "orders"),
    PREDICT_FIELD(wait, "a class",
                  "The wait that 95 % of its queries stay below; with judge: "
                  "wlm.",
                  "reports"),
    PREDICT_FIELD(response, "a class",
                  "Its mean response, wait and run; with judge: wlm.",
                  "reports"),
    PREDICT_FIELD(spilled, "a class",
                  "The share of its queries that spill; with judge: wlm.",
                  "reports"),
    PREDICT_FIELD(used, "a class",
                  "The share of its queue's slots in use, over time; with "
                  "judge: wlm.",
                  "reports"),
};

static const struct section predict_section =
    SECTION("question.predict.NAME", predict_fields);

/* What each kind is asked of. */
#define OF_KIND(name_, kind_, judge_, query_, table_)                          \
    {                                                                          \
        .name = #name_, .kind = (kind_), .judge = (judge_),                    \
        .offset = offsetof(struct predict_settings, name_), .query = (query_), \
        .table = (table_)                                                      \
    }
#define OF_CLASS(name_, kind_)                                                 \
    {                                                                          \
        .name = #name_, .kind = (kind_), .judge = JUDGE_WLM,                   \
        .offset = offsetof(struct predict_settings, name_), .class = true      \
    }

/* JUDGES: whoever judges. */
static const struct kind {
    const char *name;
    enum predict_kind kind;
    enum choice_judge judge;
    size_t offset;
    bool query, table; /* of which; both: 'table' says the other */
    bool class;        /* of the workload */
} kinds[] = {
    OF_KIND(read, PREDICT_READ_FRAC, JUDGES, true, true),
    OF_KIND(moved, PREDICT_MOVED_BYTES, JUDGES, true, false),
    OF_KIND(busiest, PREDICT_BUSIEST, JUDGES, false, true),
    OF_KIND(seconds, PREDICT_SECONDS, JUDGES, true, false),
    OF_KIND(unsorted, PREDICT_UNSORTED_FRAC, JUDGE_UPKEEP, false, true),
    OF_KIND(maintenance, PREDICT_MAINTENANCE_S, JUDGE_UPKEEP, false, true),
    OF_KIND(merge, PREDICT_MERGE_S, JUDGE_UPKEEP, false, true),
    OF_KIND(merge_moved, PREDICT_MERGE_BYTES, JUDGE_UPKEEP, false, true),
    OF_CLASS(wait, PREDICT_WAIT_P95_S),
    OF_CLASS(response, PREDICT_RESPONSE_S),
    OF_CLASS(spilled, PREDICT_SPILL_FRAC),
    OF_CLASS(used, PREDICT_USED_FRAC),
};

enum { KINDS = sizeof(kinds) / sizeof(kinds[0]) };

static const struct tree_node *given(const struct predict_settings *s,
                                     const struct kind *k)
{
    return *(const struct tree_node *const *)(const void *)((const char *)s +
                                                            k->offset);
}

/* The only kind that is asked for; NULL after a fault. */
static const struct kind *kind_of(const struct reader *r,
                                  const struct tree_node *n,
                                  const struct predict_settings *s)
{
    const struct kind *found = NULL;
    struct text_buffer names;
    int count = 0;

    text_buffer_init(&names, r->faults->arena);
    for (int i = 0; i < KINDS; i++) {
        text_addf(&names, "%s'%s'%s",
                  i == 0           ? ""
                  : i == KINDS - 1 ? " and "
                                   : ", ",
                  kinds[i].name,
                  kinds[i].query && kinds[i].table ? " (with 'table')" : "");
        if (given(s, &kinds[i]) == NULL)
            continue;
        found = &kinds[i];
        count++;
    }
    if (count == 1 && (s->table != NULL) == (found->query && found->table))
        return found;
    tree_fault(n, r->faults, "a prediction needs one of %s",
               text_buffer_text(&names));
    return NULL;
}

static bool find_table(const struct reader *r, const struct tree_node *n,
                       int *table)
{
    if (n->kind != TREE_SCALAR || n->text == NULL)
        return tree_fault(n, r->faults, "a table is expected here");
    return choices_find_table(r->world, n, n->text, table, r->faults);
}

/* Only then are the joins of a merge known. */
static bool has_source(const struct history *h, int table)
{
    for (int i = 0; h != NULL && i < h->operation_count; i++)
        if (h->operations[i].table == table && h->operations[i].source != NULL)
            return true;
    return false;
}

static bool read_prediction(const struct reader *r, const struct tree_node *n)
{
    struct predict_settings s = { .say = NULL };
    struct prediction p = {
        .name = n->key, .query = -1, .table = -1, .class = -1
    };

    if (!field_read(&predict_section, n, n, &s, r->faults))
        return false;
    const struct kind *const k = kind_of(r, n, &s);
    if (k == NULL)
        return false;
    const struct tree_node *const of = given(&s, k);
    if (k->judge != JUDGES && k->judge != r->question->judge)
        return tree_fault_key(of, r->faults,
                              "'%s' can be told with judge: %s alone", k->name,
                              choice_judge_names[k->judge]);
    if (k->kind == PREDICT_SECONDS && r->question->judge == JUDGE_WLM)
        return tree_fault_key(of, r->faults,
                              "with queues a query is never alone; predict the "
                              "'response' of a class");
    p.say = s.say;
    p.kind = k->kind;
    if (k->query && !choices_find_query(r->world, of, &p.query, r->faults))
        return false;
    if (k->table && !find_table(r, k->query ? s.table : of, &p.table))
        return false;
    if ((k->kind == PREDICT_MERGE_S || k->kind == PREDICT_MERGE_BYTES) &&
        !has_source(r->world->history, p.table))
        return tree_fault(of, r->faults,
                          "the history has no merge with 'staging' into this "
                          "table");
    if (k->class &&
        !settings_find_class(r->world, of, of->text, &p.class, r->faults))
        return false;
    r->question->predictions[r->question->prediction_count++] = p;
    return true;
}

bool predictions_read(struct arena *a, struct question *q,
                      const struct world *w, struct faults *faults)
{
    const struct reader reader = { a, q, w, faults }, *const r = &reader;
    const struct tree_node *const n = q->predict_node;
    bool good = true;

    q->prediction_count = 0;
    if (n->kind != TREE_MAP || n->count == 0 ||
        n->count > QUESTION_PREDICTIONS_MAX)
        return tree_fault(n, r->faults,
                          "a mapping of 1 to %d predictions is expected here",
                          QUESTION_PREDICTIONS_MAX);
    r->question->predictions =
        ARENA_ARRAY(r->arena, n->count, struct prediction);
    for (size_t i = 0; i < n->count; i++)
        good &= read_prediction(r, n->items[i]);
    return good;
}

void predictions_schema(struct frame *frame)
{
    field_schema(frame, &predict_section);
}
