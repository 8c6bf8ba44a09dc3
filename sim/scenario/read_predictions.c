/* The section `predict` of a question. */
#include "base/text.h"
#include "scenario/read_choices.h"
#include "scenario/read_settings.h"

struct reader {
    struct arena *arena;
    struct question *question;
    const struct world *world;
    struct faults *faults;
};

struct predict_settings {
    const char *say;
    const struct tree_node *read, *moved, *busiest, *seconds, *table, *wait,
        *response, *spilled, *used;
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
    PREDICT_FIELD(wait, "a class",
                  "Judge wlm: the wait that 95 % of its queries stay below.",
                  "reports"),
    PREDICT_FIELD(response, "a class",
                  "Judge wlm: its mean response, wait and run.", "reports"),
    PREDICT_FIELD(spilled, "a class",
                  "Judge wlm: the share of its queries that spill.", "reports"),
    PREDICT_FIELD(used, "a class",
                  "Judge wlm: the share of its queue's slots in use, over "
                  "time.",
                  "reports"),
};

static const struct section predict_section =
    SECTION("question.predict.NAME", predict_fields);

/* What is predicted, and of what. */
struct predicted {
    const struct tree_node *query, *table, *class;
    enum predict_kind kind;
};

/* How many of the kinds are given; the last of them. */
static int kinds_of(const struct predict_settings *s, struct predicted *out)
{
    const struct predicted all[] = {
        { s->read, s->table, NULL, PREDICT_READ_FRAC },
        { s->moved, NULL, NULL, PREDICT_MOVED_BYTES },
        { NULL, s->busiest, NULL, PREDICT_BUSIEST },
        { s->seconds, NULL, NULL, PREDICT_SECONDS },
        { NULL, NULL, s->wait, PREDICT_WAIT_P95_S },
        { NULL, NULL, s->response, PREDICT_RESPONSE_S },
        { NULL, NULL, s->spilled, PREDICT_SPILL_FRAC },
        { NULL, NULL, s->used, PREDICT_USED_FRAC },
    };
    int given = 0;

    for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++) {
        if (all[i].query == NULL && all[i].class == NULL &&
            (all[i].table == NULL || all[i].kind == PREDICT_READ_FRAC))
            continue;
        *out = all[i];
        given++;
    }
    return given;
}

/* Can the judge say it? */
static bool check_judge(const struct reader *r, const struct tree_node *n,
                        enum predict_kind kind)
{
    const bool of_queues =
        kind >= PREDICT_WAIT_P95_S && kind <= PREDICT_USED_FRAC;
    const bool by_queues = r->question->judge == JUDGE_WLM;

    if (by_queues && kind == PREDICT_SECONDS)
        return tree_fault(n, r->faults,
                          "with queues a query is never alone; predict the "
                          "'response' of a class");
    return by_queues || !of_queues ||
           tree_fault(n, r->faults,
                      "waits, responses, spills and slots are predicted with "
                      "'judge: wlm'");
}

static bool read_prediction(const struct reader *r, const struct tree_node *n)
{
    struct predict_settings s = { .say = NULL };
    struct prediction p = {
        .name = n->key, .query = -1, .table = -1, .class = -1
    };
    struct predicted of = { NULL, NULL, NULL, PREDICT_KINDS };

    if (!field_read(&predict_section, n, n, &s, r->faults))
        return false;
    if (kinds_of(&s, &of) != 1 || (s.read == NULL) != (s.table == NULL))
        return tree_fault(n, r->faults,
                          "a prediction needs one of 'read' (with 'table'), "
                          "'moved', 'busiest', 'seconds', 'wait', 'response', "
                          "'spilled' and 'used'");
    p.say = s.say;
    p.kind = of.kind;
    if (!check_judge(r, n, p.kind))
        return false;
    if (of.query != NULL &&
        !choices_find_query(r->world, of.query, &p.query, r->faults))
        return false;
    if (of.table != NULL && of.table->kind != TREE_SCALAR)
        return tree_fault(of.table, r->faults, "a table is expected here");
    if (of.table != NULL &&
        !choices_find_table(r->world, of.table, of.table->text, &p.table,
                            r->faults))
        return false;
    if (of.class != NULL &&
        !settings_find_class(r->world, of.class, of.class->text, &p.class,
                             r->faults))
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
