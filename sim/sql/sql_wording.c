#include "sql/sql_reader.h"

#include <string.h>

#include "base/text.h"
#include "sql/sql_type.h"

/* For one line of a plan; the rest is cut. */
enum { WORDING_BYTES_MAX = 200, KEY_BYTES_MAX = 4000, WORDING_DEPTH_MAX = 40 };

struct wording {
    const struct sql_reader *r;
    struct text_buffer text;
    size_t most; /* bytes, about */
    bool qualified;
    int depth;
};

static void word_node(struct wording *w, const PgQuery__Node *node);

static void add(struct wording *w, const char *text)
{
    if (w->text.count <= w->most)
        text_add(&w->text, text);
}

/* SELECTs of long lists end here, not after the whole list. */
static bool full(const struct wording *w)
{
    return w->text.count > w->most;
}

static void word_list(struct wording *w, PgQuery__Node *const *nodes, size_t n,
                      const char *between)
{
    for (size_t i = 0; i < n && !full(w); i++) {
        if (i > 0)
            add(w, between);
        word_node(w, nodes[i]);
    }
}

static void word_column(struct wording *w, const PgQuery__ColumnRef *ref)
{
    const size_t first =
        w->qualified || ref->n_fields == 0 ? 0 : ref->n_fields - 1;

    for (size_t i = first; i < ref->n_fields; i++) {
        if (i > first)
            add(w, ".");
        if (ref->fields[i]->node_case == PG_QUERY__NODE__NODE_A_STAR)
            add(w, "*");
        else
            add(w, sql_last_name(ref->fields + i, 1));
    }
}

static void word_string(struct wording *w, const char *text)
{
    add(w, "'");
    for (; *text != '\0' && !full(w); text++) {
        const char c[3] = { *text, *text == '\'' ? '\'' : '\0', '\0' };
        add(w, c);
    }
    add(w, "'");
}

static void word_constant(struct wording *w, const PgQuery__AConst *c)
{
    if (c->isnull)
        add(w, "null");
    else if (c->val_case == PG_QUERY__A__CONST__VAL_SVAL)
        word_string(w, c->sval->sval);
    else if (c->val_case == PG_QUERY__A__CONST__VAL_FVAL)
        add(w, c->fval->fval);
    else if (c->val_case == PG_QUERY__A__CONST__VAL_IVAL)
        add(w, text_format(w->r->s->scratch, "%d", c->ival->ival));
    else if (c->val_case == PG_QUERY__A__CONST__VAL_BOOLVAL)
        add(w, c->boolval->boolval ? "true" : "false");
    else if (c->val_case == PG_QUERY__A__CONST__VAL_BSVAL)
        word_string(w, c->bsval->bsval);
}

/* An operand in parentheses when it is an operation itself. */
static void word_operand(struct wording *w, const PgQuery__Node *node)
{
    const bool parens =
        node != NULL && (node->node_case == PG_QUERY__NODE__NODE_A_EXPR ||
                         node->node_case == PG_QUERY__NODE__NODE_BOOL_EXPR);

    add(w, parens ? "(" : "");
    word_node(w, node);
    add(w, parens ? ")" : "");
}

static void word_between(struct wording *w, const PgQuery__AExpr *e,
                         const char *word)
{
    word_operand(w, e->lexpr);
    add(w, word);
    if (e->rexpr != NULL && e->rexpr->node_case == PG_QUERY__NODE__NODE_LIST &&
        e->rexpr->list->n_items == 2) {
        word_operand(w, e->rexpr->list->items[0]);
        add(w, " and ");
        word_operand(w, e->rexpr->list->items[1]);
    }
}

static void word_in(struct wording *w, const PgQuery__AExpr *e, bool not )
{
    word_operand(w, e->lexpr);
    add(w, not ? " not in (" : " in (");
    word_node(w, e->rexpr);
    add(w, ")");
}

static void word_operation(struct wording *w, const PgQuery__AExpr *e)
{
    const char *const name = sql_last_name(e->name, e->n_name);
    const bool not = name[0] == '!' || strcmp(name, "<>") == 0;

    switch (e->kind) {
    case PG_QUERY__A__EXPR__KIND__AEXPR_IN:
        word_in(w, e, not );
        return;
    case PG_QUERY__A__EXPR__KIND__AEXPR_BETWEEN:
    case PG_QUERY__A__EXPR__KIND__AEXPR_BETWEEN_SYM:
        word_between(w, e, " between ");
        return;
    case PG_QUERY__A__EXPR__KIND__AEXPR_NOT_BETWEEN:
    case PG_QUERY__A__EXPR__KIND__AEXPR_NOT_BETWEEN_SYM:
        word_between(w, e, " not between ");
        return;
    case PG_QUERY__A__EXPR__KIND__AEXPR_NULLIF:
        add(w, "nullif(");
        word_node(w, e->lexpr);
        add(w, ", ");
        word_node(w, e->rexpr);
        add(w, ")");
        return;
    default:
        break;
    }
    if (e->lexpr != NULL)
        word_operand(w, e->lexpr);
    add(w, e->lexpr != NULL ? " " : "");
    if (e->kind == PG_QUERY__A__EXPR__KIND__AEXPR_LIKE)
        add(w, not ? "not like" : "like");
    else if (e->kind == PG_QUERY__A__EXPR__KIND__AEXPR_ILIKE)
        add(w, not ? "not ilike" : "ilike");
    else if (e->kind == PG_QUERY__A__EXPR__KIND__AEXPR_DISTINCT)
        add(w, "is distinct from");
    else if (e->kind == PG_QUERY__A__EXPR__KIND__AEXPR_NOT_DISTINCT)
        add(w, "is not distinct from");
    else
        add(w, name);
    add(w, e->lexpr != NULL ? " " : "");
    word_operand(w, e->rexpr);
}

static void word_boolean(struct wording *w, const PgQuery__BoolExpr *e)
{
    const bool and = e->boolop == PG_QUERY__BOOL_EXPR_TYPE__AND_EXPR;

    if (e->boolop == PG_QUERY__BOOL_EXPR_TYPE__NOT_EXPR) {
        add(w, "not ");
        if (e->n_args > 0)
            word_operand(w, e->args[0]);
        return;
    }
    for (size_t i = 0; i < e->n_args && !full(w); i++) {
        const bool nested =
            e->args[i]->node_case == PG_QUERY__NODE__NODE_BOOL_EXPR;

        if (i > 0)
            add(w, and? " and " : " or ");
        add(w, nested ? "(" : "");
        word_node(w, e->args[i]);
        add(w, nested ? ")" : "");
    }
}

static void word_function(struct wording *w, const PgQuery__FuncCall *f)
{
    add(w, sql_last_name(f->funcname, f->n_funcname));
    add(w, f->agg_distinct ? "(distinct " : "(");
    add(w, f->agg_star ? "*" : "");
    word_list(w, f->args, f->n_args, ", ");
    add(w, f->over != NULL ? ") over (..)" : ")");
}

static void word_cast(struct wording *w, const PgQuery__TypeCast *c)
{
    const PgQuery__TypeName *const t = c->type_name;
    const char *const type =
        t == NULL ? "" : sql_last_name(t->names, t->n_names);
    const bool literal =
        c->arg != NULL && c->arg->node_case == PG_QUERY__NODE__NODE_A_CONST;

    if (literal) { /* date '1998-12-01' */
        add(w, type);
        add(w, " ");
        word_node(w, c->arg);
        return;
    }
    word_operand(w, c->arg);
    add(w, "::");
    add(w, type);
}

static void word_null_test(struct wording *w, const PgQuery__NullTest *t)
{
    word_operand(w, t->arg);
    add(w, t->nulltesttype == PG_QUERY__NULL_TEST_TYPE__IS_NULL
               ? " is null"
               : " is not null");
}

static void word_subquery(struct wording *w, const PgQuery__SubLink *link)
{
    const char *const op = sql_last_name(link->oper_name, link->n_oper_name);

    if (link->sub_link_type == PG_QUERY__SUB_LINK_TYPE__EXISTS_SUBLINK)
        add(w, "exists ");
    if (link->testexpr != NULL) {
        word_operand(w, link->testexpr);
        add(w, op[0] == '\0' ? " in " : " ");
        add(w, op);
    }
    if (op[0] != '\0')
        add(w, link->sub_link_type == PG_QUERY__SUB_LINK_TYPE__ALL_SUBLINK
                   ? " all "
                   : " any ");
    add(w, "(select ..)");
    if (w->most > WORDING_BYTES_MAX) /* a key: no two are the same */
        add(w, text_format(w->r->s->scratch, "@%d", link->location));
}

static void word_case(struct wording *w, const PgQuery__CaseExpr *c)
{
    add(w, "case ");
    word_node(w, c->arg);
    for (size_t i = 0; i < c->n_args && !full(w); i++) {
        if (c->args[i]->node_case != PG_QUERY__NODE__NODE_CASE_WHEN)
            continue;
        add(w, i > 0 || c->arg != NULL ? " when " : "when ");
        word_node(w, c->args[i]->case_when->expr);
        add(w, " then ");
        word_node(w, c->args[i]->case_when->result);
    }
    if (c->defresult != NULL)
        add(w, " else ");
    word_node(w, c->defresult);
    add(w, " end");
}

static void word_known(struct wording *w, const PgQuery__Node *node)
{
    switch (node->node_case) {
    case PG_QUERY__NODE__NODE_COLUMN_REF:
        word_column(w, node->column_ref);
        break;
    case PG_QUERY__NODE__NODE_A_CONST:
        word_constant(w, node->a_const);
        break;
    case PG_QUERY__NODE__NODE_A_EXPR:
        word_operation(w, node->a_expr);
        break;
    case PG_QUERY__NODE__NODE_BOOL_EXPR:
        word_boolean(w, node->bool_expr);
        break;
    case PG_QUERY__NODE__NODE_FUNC_CALL:
        word_function(w, node->func_call);
        break;
    case PG_QUERY__NODE__NODE_TYPE_CAST:
        word_cast(w, node->type_cast);
        break;
    case PG_QUERY__NODE__NODE_NULL_TEST:
        word_null_test(w, node->null_test);
        break;
    case PG_QUERY__NODE__NODE_LIST:
        word_list(w, node->list->items, node->list->n_items, ", ");
        break;
    case PG_QUERY__NODE__NODE_COALESCE_EXPR:
        add(w, "coalesce(");
        word_list(w, node->coalesce_expr->args, node->coalesce_expr->n_args,
                  ", ");
        add(w, ")");
        break;
    case PG_QUERY__NODE__NODE_SUB_LINK:
        word_subquery(w, node->sub_link);
        break;
    case PG_QUERY__NODE__NODE_CASE_EXPR:
        word_case(w, node->case_expr);
        break;
    default:
        add(w, "..");
        break;
    }
}

static void word_node(struct wording *w, const PgQuery__Node *node)
{
    if (node == NULL || full(w))
        return;
    if (w->depth == WORDING_DEPTH_MAX) {
        add(w, "..");
        return;
    }
    w->depth++;
    word_known(w, node);
    w->depth--;
}

static const char *word(const struct sql_reader *r, const PgQuery__Node *node,
                        bool qualified, size_t most)
{
    struct wording w = { .r = r, .qualified = qualified, .most = most };

    text_buffer_init(&w.text, r->s->scratch);
    word_node(&w, node);
    for (size_t i = 0; i < w.text.count; i++) /* one line, printable */
        if ((unsigned char)w.text.bytes[i] < ' ' || w.text.bytes[i] == 0x7f)
            w.text.bytes[i] = ' ';
    return text_buffer_text(&w.text);
}

const char *sql_cut(const struct sql_reader *r, const char *text)
{
    if (strlen(text) <= WORDING_BYTES_MAX)
        return text_copy(r->s->a, text);

    /* Not within a character. */
    size_t bytes = WORDING_BYTES_MAX - 3;
    while (bytes > 0 && ((unsigned char)text[bytes] & 0xc0) == 0x80)
        bytes--;
    return text_format(r->s->a, "%.*s...", (int)bytes, text);
}

const char *sql_wording(const struct sql_reader *r, const PgQuery__Node *node,
                        bool qualified)
{
    return sql_cut(r, word(r, node, qualified, WORDING_BYTES_MAX));
}

const char *sql_wording_key(const struct sql_reader *r,
                            const PgQuery__Node *node)
{
    return word(r, node, true, KEY_BYTES_MAX);
}
