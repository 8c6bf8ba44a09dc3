#include "scenario/question/read_question.h"

#include <string.h>

#include "base/text.h"
#include "scenario/input.h"
#include "scenario/question/read_answers.h"
#include "scenario/question/read_choices.h"

struct question_settings {
    const char *title, *prompt;
    int level, judge;
    const struct tree_node *topics, *principles, *given, *hints, *worth, *facts,
        *draw, *choices, *ways, *loads, *settings, *cost, *predict, *followups;
};

#define NODE_FIELD(name_, required_, fallback_, shape_, meaning_, example_)    \
    {                                                                          \
        .name = #name_, .type = FIELD_NODE,                                    \
        .offset = offsetof(struct question_settings, name_),                   \
        .required = (required_), .fallback = (fallback_), .shape = (shape_),   \
        .meaning = (meaning_), .example = (example_)                           \
    }

static const struct field top_fields[] = {
    { .name = "title",
      .type = FIELD_TEXT,
      .offset = offsetof(struct question_settings, title),
      .required = true,
      .meaning = "The question in a few words.",
      .example = "Seven-day conversion by marketplace" },
    { .name = "level",
      .type = FIELD_INT,
      .offset = offsetof(struct question_settings, level),
      .min = 1,
      .max = 3,
      .fallback = "2",
      .meaning = "How hard it is.",
      .example = "2" },
    { .name = "prompt",
      .type = FIELD_TEXT,
      .offset = offsetof(struct question_settings, prompt),
      .required = true,
      .meaning = "What the interviewer says. {NAME} stands for what was drawn.",
      .example = "Our fact table has {orders} rows. How do you key it?" },
    { .name = "judge",
      .type = FIELD_CHOICE,
      .offset = offsetof(struct question_settings, judge),
      .choices = choice_judge_names,
      .fallback = "compare",
      .meaning = "The measure that prices an answer.",
      .example = "compare" },
    NODE_FIELD(topics, true, NULL, "a list of texts", "What it trains.",
               "[distribution, skew]"),
    NODE_FIELD(principles, false, "none", "a list of texts",
               "What an interviewer hopes to see.", "[dive deep, frugality]"),
    NODE_FIELD(given, false, "none", "a list of texts",
               "Facts that are given at once.", "[\"{nodes} nodes\"]"),
    NODE_FIELD(hints, false, "none", "a list of texts",
               "Help, each of which costs points.", "[Who moves?]"),
    NODE_FIELD(worth, false, "none", "a list of texts",
               "What a good candidate asks for.", "[rows, skew customer_id]"),
    NODE_FIELD(facts, false, "none", "a mapping of facts",
               "Facts that are given to who asks for them.",
               "{late: {words: [late], say: Two in a hundred.}}"),
    NODE_FIELD(draw, false, "none", "a mapping of draws",
               "Settings of the scenario that each round draws anew.",
               "{orders: {at: data.orders.rows, from: 2e8, to: 9e8}}"),
    NODE_FIELD(choices, false, "none", "a mapping of tables",
               "What the candidate may choose; the first option is the naive "
               "one.",
               "{orders: {distribution: [even, customer_id]}}"),
    NODE_FIELD(ways, false, "none", "a mapping of choices",
               "Choices of what is run and loaded.",
               "{copies: {one: {runs: [q1]}, two: {runs: [q2]}}}"),
    NODE_FIELD(loads, false, "none", "a mapping of tables to numbers",
               "How many COPYs of a table count as cost.", "{orders: 1}"),
    NODE_FIELD(settings, false, "none", "a mapping of choices",
               "Choices among settings of the scenario: queues, workload, "
               "history. For the judge wlm.",
               "{slots: {at: wlm.today.queues.default.slots, pick: [50, 5]}}"),
    NODE_FIELD(cost, false, "none", "a mapping",
               "For the judge wlm: whose responses count.",
               "{classes: {dashboards: 3, reports: 1}}"),
    NODE_FIELD(predict, true, NULL, "a mapping of predictions",
               "Numbers to predict of the own design.",
               "{time: {seconds: q1, say: How long?}}"),
    NODE_FIELD(followups, true, NULL, "a mapping of follow-ups",
               "How the world changes.",
               "{more: {say: Ten times the rows., change: {..: x10}}}"),
};

static const struct section top_section = SECTION("question", top_fields);

struct draw_settings {
    const struct tree_node *at, *from, *to, *pick;
    int unit;
};

static const char *const unit_names[] = { "rows", "share", "number", NULL };
static const enum quantity units[] = { QUANTITY_ROWS, QUANTITY_SHARE,
                                       QUANTITY_PLAIN };

#define DRAW_FIELD(name_, required_, shape_, meaning_, example_)               \
    {                                                                          \
        .name = #name_, .type = FIELD_NODE,                                    \
        .offset = offsetof(struct draw_settings, name_),                       \
        .required = (required_), .shape = (shape_), .meaning = (meaning_),     \
        .example = (example_)                                                  \
    }

static const struct field draw_fields[] = {
    DRAW_FIELD(at, true, "a path, or a list of paths",
               "The setting of the scenario, by its path.", "data.orders.rows"),
    DRAW_FIELD(from, false, "a number", "The least; with 'to'.", "200 M rows"),
    DRAW_FIELD(to, false, "a number", "The most; drawn evenly by ratio.",
               "900 M rows"),
    { .name = "unit",
      .type = FIELD_CHOICE,
      .offset = offsetof(struct draw_settings, unit),
      .choices = unit_names,
      .fallback = "rows",
      .meaning = "What it counts, for reading and for telling.",
      .example = "share" },
    DRAW_FIELD(pick, false, "a list of values", "One of these, equally likely.",
               "[2, 4, 8]"),
};

static const struct section draw_section =
    SECTION("question.draw.NAME", draw_fields);

struct fact_settings {
    const struct tree_node *words;
    const char *say;
};

static const struct field fact_fields[] = {
    { .name = "words",
      .type = FIELD_NODE,
      .offset = offsetof(struct fact_settings, words),
      .required = true,
      .shape = "a list of words",
      .meaning = "Words of a question that this fact answers.",
      .example = "[late, arrive]" },
    { .name = "say",
      .type = FIELD_TEXT,
      .offset = offsetof(struct fact_settings, say),
      .required = true,
      .meaning = "The answer.",
      .example = "Two rows in a hundred come up to five days late." },
};

static const struct section fact_section =
    SECTION("question.facts.NAME", fact_fields);

struct followup_settings {
    const char *say;
    const struct tree_node *change;
};

static const struct field followup_fields[] = {
    { .name = "say",
      .type = FIELD_TEXT,
      .offset = offsetof(struct followup_settings, say),
      .required = true,
      .meaning = "What the interviewer asks.",
      .example = "What if the table has ten times the rows?" },
    { .name = "change",
      .type = FIELD_NODE,
      .offset = offsetof(struct followup_settings, change),
      .required = true,
      .shape = "a mapping of paths to values",
      .meaning = "Settings of the scenario that change: a value, or x10 for "
                 "ten times what is there.",
      .example = "{data.orders.rows: x10}" },
};

static const struct section followup_section =
    SECTION("question.followups.NAME", followup_fields);

struct reader {
    struct arena *arena;
    struct question *question;
    struct faults *faults;
};

/* A list of texts; a missing one is empty. */
static bool read_texts(const struct reader *r, const struct tree_node *n,
                       struct question_texts *out)
{
    bool good = true;

    if (n == NULL || tree_is_null(n))
        return true;
    if (n->kind != TREE_LIST)
        return tree_fault(n, r->faults, "a list of texts is expected here");
    out->items = ARENA_ARRAY(r->arena, n->count, const char *);
    for (size_t i = 0; i < n->count; i++)
        if (n->items[i]->kind == TREE_SCALAR && !tree_is_null(n->items[i]))
            out->items[out->count++] = n->items[i]->text;
        else
            good =
                tree_fault(n->items[i], r->faults, "a text is expected here");
    return good;
}

/* A mapping of at most `most` entries; false after a fault. */
static bool is_map(const struct reader *r, const struct tree_node *n,
                   size_t most)
{
    if (n->kind != TREE_MAP || n->count == 0)
        return tree_fault(n, r->faults, "a mapping is expected here");
    if (n->count > most)
        return tree_fault(n, r->faults, "%zu entries; at most %zu are read",
                          n->count, most);
    return true;
}

static bool read_bound(const struct reader *r, const struct tree_node *n,
                       enum quantity unit, double *out)
{
    const char *why = "";

    if (n->kind == TREE_SCALAR && n->text != NULL &&
        quantity_number(n->text, unit, out, &why) && *out > 0)
        return true;
    return tree_fault(n, r->faults, "a number above 0 is expected here");
}

static bool check_paths(const struct reader *r, const struct tree_node *at)
{
    bool good = true;

    if (at->kind == TREE_SCALAR && !tree_is_null(at))
        return true;
    if (at->kind != TREE_LIST || at->count == 0)
        return tree_fault(at, r->faults, "a path is expected here");
    for (size_t i = 0; i < at->count; i++)
        if (at->items[i]->kind != TREE_SCALAR || tree_is_null(at->items[i]))
            good =
                tree_fault(at->items[i], r->faults, "a path is expected here");
    return good;
}

static bool read_draw(const struct reader *r, const struct tree_node *n)
{
    struct draw_settings s = { .unit = 0 };
    struct question *const q = r->question;

    if (!field_read(&draw_section, n, n, &s, r->faults))
        return false;
    struct question_draw d = {
        .name = n->key, .at = s.at, .unit = units[s.unit], .pick = s.pick
    };
    if ((s.pick == NULL) == (s.from == NULL) ||
        (s.from == NULL) != (s.to == NULL))
        return tree_fault(n, r->faults,
                          "a draw needs 'from' and 'to', or 'pick', and not "
                          "both");
    bool good = check_paths(r, s.at);
    if (s.pick != NULL) {
        struct question_texts texts = { .count = 0 };
        good &= read_texts(r, s.pick, &texts);
        if (good && texts.count == 0)
            good = tree_fault(s.pick, r->faults, "nothing to pick from");
    } else {
        good &= read_bound(r, s.from, d.unit, &d.lo);
        good &= read_bound(r, s.to, d.unit, &d.hi);
        if (good && d.lo > d.hi)
            good = tree_fault(s.to, r->faults, "'to' is less than 'from'");
    }
    q->draws[q->draw_count++] = d;
    return good;
}

static bool read_draws(const struct reader *r, const struct tree_node *n)
{
    bool good = true;

    if (n == NULL || tree_is_null(n))
        return true;
    if (!is_map(r, n, QUESTION_DRAWS_MAX))
        return false;
    r->question->draws = ARENA_ARRAY(r->arena, n->count, struct question_draw);
    for (size_t i = 0; i < n->count; i++)
        good &= read_draw(r, n->items[i]);
    return good;
}

static bool read_fact(const struct reader *r, const struct tree_node *n)
{
    struct fact_settings s = { .words = NULL };
    struct question_texts words = { .count = 0 };
    struct question *const q = r->question;

    if (!field_read(&fact_section, n, n, &s, r->faults) ||
        !read_texts(r, s.words, &words))
        return false;
    q->facts[q->fact_count++] = (struct question_fact){
        .name = n->key,
        .words = words.items,
        .word_count = words.count,
        .say = s.say,
    };
    return true;
}

static bool read_facts(const struct reader *r, const struct tree_node *n)
{
    bool good = true;

    if (n == NULL || tree_is_null(n))
        return true;
    if (!is_map(r, n, QUESTION_DRAWS_MAX))
        return false;
    r->question->facts = ARENA_ARRAY(r->arena, n->count, struct question_fact);
    for (size_t i = 0; i < n->count; i++)
        good &= read_fact(r, n->items[i]);
    return good;
}

static bool read_followup(const struct reader *r, const struct tree_node *n)
{
    struct followup_settings s = { .say = NULL };
    struct question *const q = r->question;
    bool good = true;

    if (!field_is_name(n->key))
        return tree_fault_key(n, r->faults, "'%s' is no name for a follow-up",
                              text_quoted(r->faults->arena, n->key));
    if (!field_read(&followup_section, n, n, &s, r->faults) ||
        !is_map(r, s.change, QUESTION_DRAWS_MAX))
        return false;
    struct question_followup *const f = &q->followups[q->followup_count++];
    f->name = n->key;
    f->say = s.say;
    f->changes = ARENA_ARRAY(r->arena, s.change->count, struct vary_change);
    for (size_t i = 0; i < s.change->count; i++)
        good &= vary_read(r->arena, s.change->items[i],
                          &f->changes[f->change_count++], r->faults);
    return good;
}

static bool read_followups(const struct reader *r, const struct tree_node *n)
{
    bool good = true;

    if (!is_map(r, n, QUESTION_FOLLOWUPS_MAX))
        return false;
    r->question->followups =
        ARENA_ARRAY(r->arena, n->count, struct question_followup);
    for (size_t i = 0; i < n->count; i++)
        good &= read_followup(r, n->items[i]);
    return good;
}

static bool read_settings(const struct reader *r, const struct tree_node *root)
{
    struct question_settings s = { .level = 2 };
    struct question *const q = r->question;

    if (root->kind != TREE_MAP)
        return tree_fault(root, r->faults,
                          "a question is a mapping with the keys title, "
                          "prompt, choices, predict and followups");
    bool good = field_read(&top_section, root, root, &s, r->faults);
    q->title = s.title;
    q->prompt = s.prompt;
    q->level = s.level;
    q->judge = (enum choice_judge)s.judge;
    q->choices_node = s.choices;
    q->ways_node = s.ways;
    q->loads_node = s.loads;
    q->settings_node = s.settings;
    q->cost_node = s.cost;
    q->predict_node = s.predict;
    good &= read_texts(r, s.topics, &q->topics);
    good &= read_texts(r, s.principles, &q->principles);
    good &= read_texts(r, s.given, &q->given);
    good &= read_texts(r, s.hints, &q->hints);
    good &= read_texts(r, s.worth, &q->worth);
    good &= read_draws(r, s.draw);
    good &= read_facts(r, s.facts);
    if (s.followups != NULL)
        good &= read_followups(r, s.followups);
    return good;
}

/* "scenarios/interview/clv" -> "clv". */
static const char *last_name(struct arena *a, const char *path)
{
    size_t bytes = strlen(path);

    while (bytes > 1 && path[bytes - 1] == '/')
        bytes--;
    const char *const whole = text_copy_n(a, path, bytes);
    const char *const slash = strrchr(whole, '/');
    return slash == NULL || slash[1] == '\0' ? whole : slash + 1;
}

struct question *question_read(struct arena *a, const char *path,
                               struct faults *faults)
{
    struct question *const q = ARENA_NEW(a, struct question);
    struct input_folder folder = { .path = path, .left = INPUT_TOTAL_MAX };
    const struct reader r = { a, q, faults };

    q->path = path;
    q->name = last_name(a, path);
    const char *const text =
        input_file(a, &folder, "question.yaml", (struct where){ .file = path },
                   &q->file, faults);
    const struct tree_node *const root =
        text == NULL ? NULL : tree_read(a, text, q->file, faults);
    return root != NULL && read_settings(&r, root) ? q : NULL;
}

void question_schema(struct frames *fs)
{
    struct frame *const frame = field_schema_begin(fs);

    frame->title = "Keys of question.yaml, and of answers to it";
    field_schema(frame, &top_section);
    field_schema(frame, &draw_section);
    field_schema(frame, &fact_section);
    field_schema(frame, &followup_section);
    choices_schema(frame);
    answers_schema(frame);
}
