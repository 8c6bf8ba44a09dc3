/* The section `predict` of a question. */
#include "base/text.h"
#include "scenario/read_choices.h"

struct reader {
    struct arena *arena;
    struct question *question;
    const struct world *world;
    struct faults *faults;
};

struct predict_settings {
    const char *say;
    const struct tree_node *read, *moved, *busiest, *seconds, *table;
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
};

static const struct section predict_section =
    SECTION("question.predict.NAME", predict_fields);

static bool read_prediction(const struct reader *r, const struct tree_node *n)
{
    struct predict_settings s = { .say = NULL };
    struct prediction p = { .name = n->key, .query = -1, .table = -1 };

    if (!field_read(&predict_section, n, n, &s, r->faults))
        return false;
    if ((s.read != NULL) + (s.moved != NULL) + (s.busiest != NULL) +
                (s.seconds != NULL) !=
            1 ||
        (s.read == NULL) != (s.table == NULL))
        return tree_fault(n, r->faults,
                          "a prediction needs one of 'read' (with 'table'), "
                          "'moved', 'busiest' and 'seconds'");
    p.say = s.say;
    p.kind = s.read      ? PREDICT_READ_FRAC
             : s.moved   ? PREDICT_MOVED_BYTES
             : s.busiest ? PREDICT_BUSIEST
                         : PREDICT_SECONDS;
    const struct tree_node *const query = s.read      ? s.read
                                          : s.moved   ? s.moved
                                          : s.seconds ? s.seconds
                                                      : NULL;
    const struct tree_node *const table = s.table ? s.table : s.busiest;
    if (query != NULL &&
        !choices_find_query(r->world, query, &p.query, r->faults))
        return false;
    if (table != NULL && table->kind != TREE_SCALAR)
        return tree_fault(table, r->faults, "a table is expected here");
    if (table != NULL &&
        !choices_find_table(r->world, table, table->text, &p.table, r->faults))
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
