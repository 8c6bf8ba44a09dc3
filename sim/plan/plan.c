#include "plan/plan.h"

#include "base/check.h"

static const char *hash_join_name(enum join_kind join)
{
    static const char *const names[] = {
        [JOIN_INNER] = "XN Hash Join",       [JOIN_LEFT] = "XN Hash Left Join",
        [JOIN_FULL] = "XN Hash Full Join",   [JOIN_SEMI] = "XN Hash IN Join",
        [JOIN_ANTI] = "XN Hash NOT IN Join",
    };
    return names[join];
}

static const char *merge_join_name(enum join_kind join)
{
    return join == JOIN_LEFT ? "XN Merge Left Join" : "XN Merge Join";
}

static const char *nested_loop_name(enum join_kind join)
{
    return join == JOIN_LEFT ? "XN Nested Loop Left Join" : "XN Nested Loop";
}

const char *operator_name(const struct step *s)
{
    switch (s->op) {
    case OP_SCAN:
        return "XN Seq Scan";
    case OP_SUBQUERY_SCAN:
        return "XN Subquery Scan";
    case OP_HASH:
        return "XN Hash";
    case OP_HASH_JOIN:
        return s->swapped ? "XN Hash Right Join" : hash_join_name(s->join);
    case OP_MERGE_JOIN:
        return merge_join_name(s->join);
    case OP_NESTED_LOOP:
        return nested_loop_name(s->join);
    case OP_AGGREGATE:
        return "XN Aggregate";
    case OP_HASH_AGGREGATE:
        return "XN HashAggregate";
    case OP_GROUP_AGGREGATE:
        return "XN GroupAggregate";
    case OP_UNIQUE:
        return "XN Unique";
    case OP_WINDOW:
        return "XN Window";
    case OP_SORT:
        return "XN Sort";
    case OP_APPEND:
        return "XN Append";
    case OP_NETWORK:
        return "XN Network";
    case OP_MERGE:
        return "XN Merge";
    case OP_RESULT:
        return "XN Result";
    case OP_LIMIT:
        return "XN Limit";
    }
    CHECK(false && "an operator without a name");
    return "";
}

const char *motion_name(enum motion_label label)
{
    static const char *const names[] = {
        [MOTION_NOTHING] = "",
        [DS_DIST_NONE] = "DS_DIST_NONE",
        [DS_DIST_ALL_NONE] = "DS_DIST_ALL_NONE",
        [DS_DIST_INNER] = "DS_DIST_INNER",
        [DS_DIST_OUTER] = "DS_DIST_OUTER",
        [DS_BCAST_INNER] = "DS_BCAST_INNER",
        [DS_DIST_ALL_INNER] = "DS_DIST_ALL_INNER",
        [DS_DIST_BOTH] = "DS_DIST_BOTH",
    };
    return names[label];
}

bool step_is_join(const struct step *s)
{
    return s->op == OP_HASH_JOIN || s->op == OP_MERGE_JOIN ||
           s->op == OP_NESTED_LOOP;
}

struct step *step_new(struct arena *a, enum operator op, struct step *outer,
                      struct step *inner)
{
    struct step *s = ARENA_NEW(a, struct step);
    s->op = op;
    s->outer = outer;
    s->inner = inner;
    s->relation = s->table = -1;
    s->busiest_over_mean = 1;
    return s;
}

static void number(struct arena *a, struct plan *p, struct step *s,
                   struct step *parent)
{
    ARENA_GROW(a, p->steps, p->step_count, p->step_room);
    s->id = p->step_count;
    s->parent = parent;
    p->steps[p->step_count++] = s;
    if (s->outer)
        number(a, p, s->outer, s);
    if (s->inner)
        number(a, p, s->inner, s);
}

void plan_number(struct arena *a, struct plan *p)
{
    p->step_count = 0;
    number(a, p, p->root, NULL);
}
