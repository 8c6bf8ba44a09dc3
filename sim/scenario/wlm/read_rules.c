#include "scenario/wlm/read_rules.h"

#include <string.h>

#include "base/text.h"
#include "scenario/quantity.h"

static const char *const do_names[] = { "log",    "hop",     "abort",
                                        "lowest", "low",     "normal",
                                        "high",   "highest", NULL };
enum { DO_LOG, DO_HOP, DO_ABORT, DO_LOWEST };

struct rule_settings {
    const struct tree_node *when;
    int action;
};

static const struct field rule_fields[] = {
    { .name = "when",
      .type = FIELD_NODE,
      .offset = offsetof(struct rule_settings, when),
      .required = true,
      .shape = "a list of 1 to 3 conditions, all of which must hold",
      .meaning = "Metric, = or < or >, and a value; evaluated every 10 s.",
      .example = "[query_execution_time > 50]" },
    { .name = "do",
      .type = FIELD_CHOICE,
      .offset = offsetof(struct rule_settings, action),
      .choices = do_names,
      .required = true,
      .meaning = "What is done: log, hop (manual WLM), abort, or a new "
                 "priority (automatic WLM).",
      .example = "abort" },
};

static const struct section rule_section =
    SECTION("wlm.NAME.queues.NAME.rules.NAME", rule_fields);

static int index_of(const char *const *names, const char *text)
{
    for (int i = 0; names[i] != NULL; i++)
        if (text_equal_nocase(names[i], text))
            return i;
    return -1;
}

static size_t count_of(const char *const *names)
{
    size_t n = 0;

    while (names[n] != NULL)
        n++;
    return n;
}

/* "query_execution_time > 50" */
static bool read_predicate(struct arena *a, struct wlm_predicate *p,
                           const struct tree_node *n, struct faults *faults)
{
    const size_t name_bytes =
        n->kind == TREE_SCALAR ? strcspn(n->text, " <>=") : 0;
    const char *why = "";

    if (name_bytes == 0)
        return tree_fault(n, faults,
                          "a condition is expected here, such as "
                          "query_execution_time > 50");
    const char *const name = text_copy_n(a, n->text, name_bytes);
    const char *rest = n->text + name_bytes;
    const int metric = index_of(wlm_metric_names, name);
    rest += strspn(rest, " ");
    if (metric < 0)
        return tree_fault(n, faults, "no metric '%s'%s",
                          text_quoted(faults->arena, name),
                          field_suggestion(faults, name, wlm_metric_names,
                                           count_of(wlm_metric_names)));
    if (strchr("<>=", *rest) == NULL || *rest == '\0')
        return tree_fault(n, faults, "one of =, < and > must stand behind '%s'",
                          name);
    p->metric = (enum wlm_metric)metric;
    p->comparison = *rest++;
    rest += strspn(rest, " ");
    if (metric == WLM_PRIORITY) {
        const int priority = index_of(wlm_priority_names, rest);
        p->value = priority;
        return priority >= 0 || tree_fault(n, faults, "'%s' is no priority",
                                           text_quoted(faults->arena, rest));
    }
    if (!quantity_number(rest, QUANTITY_PLAIN, &p->value, &why) || p->value < 0)
        return tree_fault(n, faults, "a number from 0 is expected behind '%c'",
                          p->comparison);
    return true;
}

/* What the rules of WLM forbid. */
static bool check_rule(const struct wlm_rule *r, bool automatic,
                       const struct tree_node *n, struct faults *faults)
{
    bool good = true;

    if (r->action == WLM_HOP && automatic)
        good = tree_fault(n, faults, "'hop' is for manual WLM alone");
    if (r->action == WLM_CHANGE_PRIORITY && !automatic)
        good =
            tree_fault(n, faults, "a new priority is for automatic WLM alone");
    for (int i = 0; i < r->predicate_count; i++)
        if (r->action == WLM_HOP && r->predicates[i].metric == WLM_QUEUE_TIME)
            good =
                tree_fault(n, faults, "a rule on query_queue_time cannot hop");
    return good;
}

static bool read_rule(struct arena *a, struct wlm_rule *r, bool automatic,
                      const struct tree_node *n, struct faults *faults)
{
    struct rule_settings s = { 0 };
    bool good = true;

    r->name = n->key;
    if (!field_read(&rule_section, n, n, &s, faults))
        return false;
    if (s.when->kind != TREE_LIST || s.when->count < 1 ||
        s.when->count > WLM_PREDICATES_MAX)
        return tree_fault(s.when, faults,
                          "a list of 1 to %d conditions is expected here",
                          WLM_PREDICATES_MAX);
    for (size_t i = 0; i < s.when->count; i++)
        good &= read_predicate(a, &r->predicates[r->predicate_count++],
                               s.when->items[i], faults);
    r->action = s.action == DO_LOG     ? WLM_LOG
                : s.action == DO_HOP   ? WLM_HOP
                : s.action == DO_ABORT ? WLM_ABORT
                                       : WLM_CHANGE_PRIORITY;
    if (s.action >= DO_LOWEST)
        r->priority = (enum wlm_priority)(s.action - DO_LOWEST);
    return check_rule(r, automatic, n, faults) && good;
}

bool rules_read(struct arena *a, struct wlm_queue_config *q, bool automatic,
                const struct tree_node *n, struct faults *faults)
{
    bool good = true;

    if (n == NULL)
        return true;
    if (n->kind != TREE_MAP || n->count > WLM_RULES_MAX)
        return tree_fault(n, faults,
                          "a mapping of up to %d names to rules is expected "
                          "here",
                          WLM_RULES_MAX);
    q->rules = ARENA_ARRAY(a, n->count, struct wlm_rule);
    for (size_t i = 0; i < n->count; i++)
        good &= read_rule(a, &q->rules[q->rule_count++], automatic, n->items[i],
                          faults);
    return good;
}

void rules_schema(struct frame *frame)
{
    field_schema(frame, &rule_section);
}
