#include "sql/sql_reader.h"

#include <stdarg.h>
#include <string.h>

#include "base/check.h"
#include "base/text.h"
#include "sql/sql.h"

/* Over all queries in a query; common table expressions that refer to one
   another twice each would else grow without end. */
enum { ALL_RELATIONS_MAX = 1024 };

/* More than anybody reads. */
enum { NOTES_MAX = 200 };

int sql_first_of(sql_mask mask)
{
    for (int r = 0; r < SQL_RELATIONS_MAX; r++)
        if (mask & SQL_BIT(r))
            return r;
    return -1;
}

int sql_count_of(sql_mask mask)
{
    int count = 0;

    for (; mask != 0; mask &= mask - 1)
        count++;
    return count;
}

void sql_note(struct sql_reader *r, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    const char *const text = text_vformat(r->s->a, format, args);
    va_end(args);
    if (r->note_count == NOTES_MAX)
        return;
    for (int i = 0; i < r->note_count; i++)
        if (strcmp(r->notes[i], text) == 0)
            return;
    ARENA_GROW(r->s->a, r->notes, r->note_count, r->note_room);
    r->notes[r->note_count++] = text;
}

void sql_ask(struct sql_reader *r, const struct column *column,
             const char *text, bool begins)
{
    if (r->ask_count == SQL_ASKS_MAX)
        return;
    ARENA_GROW(r->s->a, r->asks, r->ask_count, r->ask_room);
    r->asks[r->ask_count++] =
        (struct query_ask){ column, text_copy(r->s->a, text), begins };
}

bool sql_fault_word(struct sql_reader *r, const char *word, const char *format,
                    ...)
{
    size_t offset = r->s->base;
    va_list args;

    for (int i = r->tokens.count - 1; i >= 0; i--)
        if (sql_is_word(r->s, &r->tokens, i, word))
            offset = r->tokens.items[i].start;
    va_start(args, format);
    const char *const text = text_vformat(r->s->scratch, format, args);
    va_end(args);
    return sql_fault(r->s, offset, "%s", text);
}

int sql_add_relation(struct sql_build *b, struct relation relation, int columns,
                     int relations_inside, int location)
{
    struct sql_reader *const r = b->r;
    struct query *const q = b->q;

    r->relations += 1 + relations_inside;
    if (q->relation_count == SQL_RELATIONS_MAX) {
        sql_fault_at(r->s, location, "more than %d tables in one query",
                     (int)SQL_RELATIONS_MAX);
        return -1;
    }
    if (r->relations > ALL_RELATIONS_MAX) {
        r->relations = ALL_RELATIONS_MAX; /* stay far from overflow */
        sql_fault_at(r->s, location,
                     "more than %d tables are read by this query and those "
                     "within it",
                     (int)ALL_RELATIONS_MAX);
        return -1;
    }
    relation.reads = ARENA_ARRAY(r->s->a, columns, bool);
    relation.carries = ARENA_ARRAY(r->s->a, columns, bool);
    ARENA_GROW(r->s->a, q->relations, q->relation_count, b->relation_room);
    q->relations[q->relation_count] = relation;
    return q->relation_count++;
}

static bool same_join(const struct join *x, const struct join *y)
{
    return x->kind == y->kind && x->left == y->left && x->right == y->right &&
           x->left_column == y->left_column &&
           x->right_column == y->right_column;
}

void sql_add_join(struct sql_build *b, struct join join, int outer)
{
    struct query *const q = b->q;

    CHECK(join.left != join.right);
    for (int i = 0; i < q->join_count; i++)
        if (same_join(&q->joins[i], &join))
            return;
    ARENA_GROW(b->r->s->scratch, b->join_outers, q->join_count,
               b->join_outer_room);
    ARENA_GROW(b->r->s->a, q->joins, q->join_count, b->join_room);
    b->join_outers[q->join_count] = outer;
    q->joins[q->join_count++] = join;
}

void sql_add_cross(struct sql_build *b, sql_mask relations, double guess,
                   const char *text)
{
    struct query *const q = b->q;
    struct cross_condition cross = { .guess = guess, .text = text };

    cross.relations = ARENA_ARRAY(b->r->s->a, sql_count_of(relations), int);
    for (; relations != 0; relations &= relations - 1)
        cross.relations[cross.relation_count++] = sql_first_of(relations);
    ARENA_GROW(b->r->s->a, q->crosses, q->cross_count, b->cross_room);
    q->crosses[q->cross_count++] = cross;
}

void sql_add_group(struct sql_build *b, struct column_ref ref, const char *text)
{
    struct query *const q = b->q;

    for (int i = 0; i < q->group_count; i++)
        if (ref.column >= 0 && q->groups[i].relation == ref.relation &&
            q->groups[i].column == ref.column)
            return;
    ARENA_GROW(b->r->s->a, q->groups, q->group_count, b->group_room);
    ARENA_GROW(b->r->s->a, q->group_texts, q->group_count, b->group_text_room);
    q->groups[q->group_count] = ref;
    q->group_texts[q->group_count++] = text;
}

void sql_add_order(struct sql_build *b, struct column_ref ref, const char *text)
{
    struct query *const q = b->q;

    ARENA_GROW(b->r->s->a, q->order, q->order_count, b->order_room);
    ARENA_GROW(b->r->s->a, q->order_texts, q->order_count, b->order_text_room);
    q->order[q->order_count] = ref;
    q->order_texts[q->order_count++] = text;
}

void sql_begin_target(struct sql_build *b)
{
    b->in_target = true;
    b->touched = NULL;
    b->touched_count = 0;
    b->touched_room = 0;
}

void sql_end_target(struct sql_build *b, struct output *output)
{
    b->in_target = false;
    output->columns = b->touched;
    output->column_count = b->touched_count;
}

int sql_add_output(struct sql_build *b, struct output output)
{
    ARENA_GROW(b->r->s->a, b->q->outputs, b->q->output_count, b->output_room);
    b->q->outputs[b->q->output_count] = output;
    return b->q->output_count++;
}

int sql_add_outer(struct sql_build *b, struct sql_outer outer)
{
    ARENA_GROW(b->r->s->scratch, b->outers, b->outer_count, b->outer_room);
    b->outers[b->outer_count] = outer;
    return b->outer_count++;
}

void sql_read_column(const struct sql_column *column)
{
    struct query *const q = column->build->q;

    q->relations[column->relation].reads[column->column] = true;
}

void sql_carry_column(const struct sql_column *column)
{
    struct sql_build *const b = column->build;
    struct query *const q = b->q;

    if (b->in_target) {
        ARENA_GROW(b->r->s->a, b->touched, b->touched_count, b->touched_room);
        b->touched[b->touched_count++] =
            (struct column_ref){ column->relation, column->column };
        return;
    }
    sql_read_column(column);
    q->relations[column->relation].carries[column->column] = true;
}
