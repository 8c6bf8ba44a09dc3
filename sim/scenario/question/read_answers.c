#include <math.h>

#include "base/text.h"
#include "scenario/input.h"
#include "scenario/question/read_answers_part.h"

struct answers_settings {
    const char *question;
    const struct tree_node *seed, *predict, *followups, *asked;
    struct answers_nodes chosen;
    int hints;
};

#define NODE_FIELD(struct_, at_, name_, fallback_, shape_, meaning_, example_) \
    {                                                                          \
        .name = #name_, .type = FIELD_NODE,                                    \
        .offset = offsetof(struct struct_, at_ name_),                         \
        .fallback = (fallback_), .shape = (shape_), .meaning = (meaning_),     \
        .example = (example_)                                                  \
    }

static const struct field top_fields[] = {
    { .name = "question",
      .type = FIELD_TEXT,
      .offset = offsetof(struct answers_settings, question),
      .meaning = "The question that is answered.",
      .example = "conversion" },
    NODE_FIELD(answers_settings, , seed, "that of the command line",
               "a whole number", "The round.", "7"),
    NODE_FIELD(answers_settings, chosen., design, "the naive design",
               "a mapping of tables", "The design, as in `designs:`.",
               "{fact_orders: {distkey: session_id}}"),
    NODE_FIELD(answers_settings, chosen., ddl, "none", "a text",
               "The design as DDL, after `design`.",
               "alter table fact_orders alter distkey session_id"),
    NODE_FIELD(answers_settings, chosen., ways, "the naive ways", "a mapping",
               "What is run.", "{copies: two}"),
    NODE_FIELD(answers_settings, chosen., schedule, "the naive schedule",
               "a mapping", "What is done to each table, and how often.",
               "{fact_orders: {vacuum: full every 1 d, analyze: never}}"),
    NODE_FIELD(answers_settings, chosen., settings, "the naive settings",
               "a mapping", "What queues and workload are set to.",
               "{slots: 10}"),
    NODE_FIELD(answers_settings, , predict, "none", "a mapping of numbers",
               "Predictions of the own design.", "{read: 12 %, moved: 3 GB}"),
    NODE_FIELD(answers_settings, , followups, "keep", "a mapping",
               "What changes in each follow-up.", "{ten_times: keep}"),
    NODE_FIELD(answers_settings, , asked, "nothing", "a list of texts",
               "What was asked before.", "[rows, skew customer_id]"),
    { .name = "hints",
      .type = FIELD_INT,
      .offset = offsetof(struct answers_settings, hints),
      .min = 0,
      .max = 100,
      .fallback = "0",
      .meaning = "Hints that were taken.",
      .example = "1" },
};

static const struct section top_section = SECTION("answers", top_fields);

static const struct field followup_fields[] = {
    NODE_FIELD(answers_nodes, , design, "that of before", "a mapping of tables",
               "What changes in the design.",
               "{fact_orders: {diststyle: even}}"),
    NODE_FIELD(answers_nodes, , ddl, "none", "a text", "The same as DDL.",
               "alter table fact_orders alter diststyle even"),
    NODE_FIELD(answers_nodes, , ways, "those of before", "a mapping",
               "What is run.", "{copies: two}"),
    NODE_FIELD(answers_nodes, , schedule, "that of before", "a mapping",
               "What changes in the schedule.",
               "{fact_orders: {vacuum: never}}"),
    NODE_FIELD(answers_nodes, , settings, "those of before", "a mapping",
               "What changes in the settings.", "{slots: 10}"),
};

static const struct section followup_section =
    SECTION("answers.followups.NAME", followup_fields);

/* "3 gb" is meant as 3 GB: letters of a size as units write them. */
static const char *as_bytes(struct arena *a, const char *text)
{
    struct text_buffer b;

    text_buffer_init(&b, a);
    for (const char *p = text_lower(a, text); *p != '\0'; p++) {
        const char c = *p == 'b' || *p == 'm' || *p == 'g' || *p == 't'
                           ? (char)(*p - 'a' + 'A')
                       : *p == 'k' && p[1] == 'i' ? 'K'
                                                  : *p;
        text_add_n(&b, &c, 1);
    }
    return text_buffer_text(&b);
}

bool answers_number(struct arena *a, const char *text, enum predict_kind kind,
                    double *number, const char **why)
{
    static const enum quantity units[PREDICT_KINDS] = {
        [PREDICT_READ_FRAC] = QUANTITY_SHARE,
        [PREDICT_MOVED_BYTES] = QUANTITY_BYTES,
        [PREDICT_BUSIEST] = QUANTITY_PLAIN,
        [PREDICT_SECONDS] = QUANTITY_SECONDS,
        [PREDICT_UNSORTED_FRAC] = QUANTITY_SHARE,
        [PREDICT_MAINTENANCE_S] = QUANTITY_SECONDS,
        [PREDICT_MERGE_S] = QUANTITY_SECONDS,
        [PREDICT_MERGE_BYTES] = QUANTITY_BYTES,
        [PREDICT_WAIT_P95_S] = QUANTITY_SECONDS,
        [PREDICT_RESPONSE_S] = QUANTITY_SECONDS,
        [PREDICT_SPILL_FRAC] = QUANTITY_SHARE,
        [PREDICT_USED_FRAC] = QUANTITY_SHARE,
    };

    if (units[kind] == QUANTITY_BYTES)
        text = as_bytes(a, text);
    if (!quantity_number(text, units[kind], number, why))
        return false;
    *why = units[kind] == QUANTITY_SHARE && *number > 1
               ? "is more than all: a share is from 0 to 1, or so many %"
           : kind == PREDICT_BUSIEST && *number < 1
               ? "is less than 1: the fullest slice has at least the mean"
           : *number < 0 ? "is negative"
                         : NULL;
    return *why == NULL;
}

static bool read_prediction(const struct answers_reader *r,
                            const struct tree_node *n, double *predicted)
{
    struct arena *const a = r->faults->arena;
    const char **const names =
        ARENA_ARRAY(a, r->question->prediction_count, const char *);

    for (size_t i = 0; i < r->question->prediction_count; i++) {
        const struct prediction *const p = &r->question->predictions[i];
        const char *why = "is no number";
        names[i] = p->name;
        if (!text_equal(p->name, n->key))
            continue;
        if (n->kind != TREE_SCALAR || tree_is_null(n))
            return tree_fault(n, r->faults,
                              "a number with its unit is expected here");
        if (answers_number(a, n->text, p->kind, &predicted[i], &why))
            return true;
        return tree_fault(n, r->faults, "'%s' %s", text_quoted(a, n->text),
                          why);
    }
    return tree_fault_key(n, r->faults, "there is no prediction '%s'%s",
                          text_quoted(a, n->key),
                          field_suggestion(r->faults, n->key, names,
                                           r->question->prediction_count));
}

static bool read_predictions(const struct answers_reader *r,
                             const struct tree_node *n, double *predicted)
{
    bool good = true;

    for (size_t i = 0; i < r->question->prediction_count; i++)
        predicted[i] = (double)NAN;
    if (n == NULL || tree_is_null(n))
        return true;
    if (n->kind != TREE_MAP)
        return tree_fault(n, r->faults,
                          "a mapping of numbers is expected "
                          "here");
    for (size_t i = 0; i < n->count; i++)
        good &= read_prediction(r, n->items[i], predicted);
    return good;
}

static bool read_followup(const struct answers_reader *r,
                          const struct tree_node *n, int **answers)
{
    struct arena *const a = r->faults->arena;
    const struct question *const q = r->question;
    const char **const names = ARENA_ARRAY(a, q->followup_count, const char *);
    struct answers_nodes s = { .design = NULL };
    size_t at = 0;

    for (size_t i = 0; i < q->followup_count; i++)
        names[i] = q->followups[i].name;
    while (at < q->followup_count && !text_equal(names[at], n->key))
        at++;
    if (at == q->followup_count)
        return tree_fault_key(
            n, r->faults, "there is no follow-up '%s'%s",
            text_quoted(a, n->key),
            field_suggestion(r->faults, n->key, names, q->followup_count));
    if (n->kind == TREE_SCALAR && !tree_is_null(n) &&
        text_equal_nocase(n->text, "keep"))
        return true;
    if (n->kind != TREE_MAP)
        return tree_fault(n, r->faults,
                          "keep, or a mapping with design, ddl, ways, "
                          "schedule and settings, is expected here");
    const bool good = field_read(&followup_section, n, n, &s, r->faults);
    return answers_read_choices(r, &s, answers[at]) && good;
}

static bool read_followups(const struct answers_reader *r,
                           const struct tree_node *n, struct answers *out)
{
    const int count = r->question->choices.count;
    bool good = true;

    out->followups = ARENA_ARRAY(r->arena, r->question->followup_count, int *);
    for (size_t i = 0; i < r->question->followup_count; i++) {
        out->followups[i] = ARENA_ARRAY(r->arena, count, int);
        for (int k = 0; k < count; k++)
            out->followups[i][k] = out->answer[k];
    }
    if (n == NULL || tree_is_null(n))
        return true;
    if (n->kind != TREE_MAP)
        return tree_fault(n, r->faults,
                          "a mapping of follow-ups is expected here");
    for (size_t i = 0; i < n->count; i++)
        good &= read_followup(r, n->items[i], out->followups);
    return good;
}

static bool read_asked(const struct answers_reader *r,
                       const struct tree_node *n, struct answers *out)
{
    bool good = true;

    if (n == NULL || tree_is_null(n))
        return true;
    if (n->kind != TREE_LIST)
        return tree_fault(n, r->faults, "a list of texts is expected here");
    out->asked = ARENA_ARRAY(r->arena, n->count, const char *);
    for (size_t i = 0; i < n->count; i++)
        if (n->items[i]->kind == TREE_SCALAR && !tree_is_null(n->items[i]))
            out->asked[out->asked_count++] = n->items[i]->text;
        else
            good =
                tree_fault(n->items[i], r->faults, "a text is expected here");
    return good;
}

static bool read_seed(const struct tree_node *n, uint64_t *seed,
                      struct faults *faults)
{
    const char *why = "is no whole number";
    int64_t count;

    if (n->kind == TREE_SCALAR && n->text != NULL &&
        quantity_count(n->text, QUANTITY_PLAIN, &count, &why) && count >= 0 &&
        count <= 9000000000000000) {
        *seed = (uint64_t)count;
        return true;
    }
    return tree_fault(n, faults,
                      "a whole number from 0 to 9e15 is expected "
                      "here");
}

/* The file is the user's own, wherever it lies. */
static const struct tree_node *read_file(struct arena *a, const char *path,
                                         struct faults *faults)
{
    struct input_folder folder = { .path = ".", .left = INPUT_TOTAL_MAX };
    const char *const text =
        input_read(a, &folder, path, (struct where){ .file = path }, faults);

    return text == NULL ? NULL : tree_read(a, text, path, faults);
}

bool answers_seed(struct arena *a, const char *path, uint64_t *seed)
{
    struct faults ignored;

    faults_init(&ignored, a);
    const struct tree_node *const n =
        tree_get(read_file(a, path, &ignored), "seed");
    return n != NULL && read_seed(n, seed, &ignored);
}

static bool check_question(const struct answers_reader *r,
                           const struct tree_node *root, const char *named)
{
    if (named == NULL || text_equal(named, r->question->name))
        return true;
    return tree_fault(tree_get(root, "question"), r->faults,
                      "these are answers to '%s', not to '%s'",
                      text_quoted(r->faults->arena, named),
                      text_quoted(r->faults->arena, r->question->name));
}

struct answers *answers_read(struct arena *a, const char *path,
                             const struct question *q, const struct world *w,
                             struct faults *faults)
{
    const struct answers_reader r = { a, q, w, faults };
    struct answers *const out = ARENA_NEW(a, struct answers);
    struct answers_settings s = { .question = NULL };
    const struct tree_node *const root = read_file(a, path, faults);

    if (root == NULL)
        return NULL;
    if (root->kind != TREE_MAP) {
        tree_fault(root, faults,
                   "answers are a mapping with the keys design, ways, "
                   "schedule, settings, predict and followups");
        return NULL;
    }
    bool good = field_read(&top_section, root, root, &s, faults);
    out->hints = s.hints;
    out->answer = ARENA_ARRAY(a, q->choices.count, int);
    out->predicted = ARENA_ARRAY(a, q->prediction_count, double);
    good &= check_question(&r, root, s.question);
    if (s.seed != NULL)
        good &= out->seeded = read_seed(s.seed, &out->seed, faults);
    good &= answers_read_choices(&r, &s.chosen, out->answer);
    good &= read_predictions(&r, s.predict, out->predicted);
    good &= read_followups(&r, s.followups, out);
    good &= read_asked(&r, s.asked, out);
    return good ? out : NULL;
}

void answers_schema(struct frame *frame)
{
    field_schema(frame, &top_section);
    field_schema(frame, &followup_section);
}
