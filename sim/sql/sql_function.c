#include "sql/sql_walk.h"

#include <string.h>

#include "base/text.h"
#include "sql/sql_constant.h"

enum { ANY = 100 };

/*
 * Source   Redshift Database Developer Guide, "SQL functions reference";
 *          the parser renames some (trim to btrim).
 */
static const struct sql_function functions[] = {
    /* aggregates */
    { "any_value", FUNCTION_AGGREGATE, 1, 1 },
    { "approximate_percentile_disc", FUNCTION_AGGREGATE, 1, 1 },
    { "avg", FUNCTION_AGGREGATE, 1, 1 },
    { "bit_and", FUNCTION_AGGREGATE, 1, 1 },
    { "bit_or", FUNCTION_AGGREGATE, 1, 1 },
    { "bool_and", FUNCTION_AGGREGATE, 1, 1 },
    { "bool_or", FUNCTION_AGGREGATE, 1, 1 },
    { "count", FUNCTION_AGGREGATE, 0, 1 },
    { "listagg", FUNCTION_AGGREGATE, 1, 2 },
    { "max", FUNCTION_AGGREGATE, 1, 1 },
    { "median", FUNCTION_AGGREGATE, 1, 1 },
    { "min", FUNCTION_AGGREGATE, 1, 1 },
    { "percentile_cont", FUNCTION_AGGREGATE, 1, 1 },
    { "percentile_disc", FUNCTION_AGGREGATE, 1, 1 },
    { "stddev", FUNCTION_AGGREGATE, 1, 1 },
    { "stddev_pop", FUNCTION_AGGREGATE, 1, 1 },
    { "stddev_samp", FUNCTION_AGGREGATE, 1, 1 },
    { "sum", FUNCTION_AGGREGATE, 1, 1 },
    { "var_pop", FUNCTION_AGGREGATE, 1, 1 },
    { "var_samp", FUNCTION_AGGREGATE, 1, 1 },
    { "variance", FUNCTION_AGGREGATE, 1, 1 },
    /* only over a window */
    { "cume_dist", FUNCTION_WINDOW, 0, 0 },
    { "dense_rank", FUNCTION_WINDOW, 0, 0 },
    { "first_value", FUNCTION_WINDOW, 1, 1 },
    { "lag", FUNCTION_WINDOW, 1, 3 },
    { "last_value", FUNCTION_WINDOW, 1, 1 },
    { "lead", FUNCTION_WINDOW, 1, 3 },
    { "nth_value", FUNCTION_WINDOW, 2, 2 },
    { "ntile", FUNCTION_WINDOW, 1, 1 },
    { "percent_rank", FUNCTION_WINDOW, 0, 0 },
    { "rank", FUNCTION_WINDOW, 0, 0 },
    { "ratio_to_report", FUNCTION_WINDOW, 1, 1 },
    { "row_number", FUNCTION_WINDOW, 0, 0 },
    /* the clock */
    { "getdate", FUNCTION_CLOCK, 0, 0 },
    { "now", FUNCTION_CLOCK, 0, 0 },
    { "sysdate", FUNCTION_CLOCK, 0, 0 },
    { "timeofday", FUNCTION_CLOCK, 0, 0 },
    /* a unit first */
    { "date_add", FUNCTION_DATE_PART, 3, 3 },
    { "date_diff", FUNCTION_DATE_PART, 3, 3 },
    { "date_part", FUNCTION_DATE_PART, 2, 2 },
    { "date_trunc", FUNCTION_DATE_PART, 2, 2 },
    { "dateadd", FUNCTION_DATE_PART, 3, 3 },
    { "datediff", FUNCTION_DATE_PART, 3, 3 },
    { "extract", FUNCTION_DATE_PART, 2, 2 },
    /* scalars */
    { "abs", FUNCTION_SCALAR, 1, 1 },
    { "acos", FUNCTION_SCALAR, 1, 1 },
    { "add_months", FUNCTION_SCALAR, 2, 2 },
    { "ascii", FUNCTION_SCALAR, 1, 1 },
    { "asin", FUNCTION_SCALAR, 1, 1 },
    { "atan", FUNCTION_SCALAR, 1, 1 },
    { "atan2", FUNCTION_SCALAR, 2, 2 },
    { "bpcharcmp", FUNCTION_SCALAR, 2, 2 },
    { "btrim", FUNCTION_SCALAR, 1, 2 },
    { "cbrt", FUNCTION_SCALAR, 1, 1 },
    { "ceil", FUNCTION_SCALAR, 1, 1 },
    { "ceiling", FUNCTION_SCALAR, 1, 1 },
    { "char_length", FUNCTION_SCALAR, 1, 1 },
    { "character_length", FUNCTION_SCALAR, 1, 1 },
    { "charindex", FUNCTION_SCALAR, 2, 2 },
    { "checksum", FUNCTION_SCALAR, 1, 1 },
    { "chr", FUNCTION_SCALAR, 1, 1 },
    { "concat", FUNCTION_SCALAR, 2, ANY },
    { "convert_timezone", FUNCTION_SCALAR, 2, 3 },
    { "cos", FUNCTION_SCALAR, 1, 1 },
    { "cot", FUNCTION_SCALAR, 1, 1 },
    { "crc32", FUNCTION_SCALAR, 1, 1 },
    { "date", FUNCTION_SCALAR, 1, 1 },
    { "date_cmp", FUNCTION_SCALAR, 2, 2 },
    { "date_part_year", FUNCTION_SCALAR, 1, 1 },
    { "decode", FUNCTION_SCALAR, 3, ANY },
    { "degrees", FUNCTION_SCALAR, 1, 1 },
    { "dexp", FUNCTION_SCALAR, 1, 1 },
    { "dlog1", FUNCTION_SCALAR, 1, 1 },
    { "dlog10", FUNCTION_SCALAR, 1, 1 },
    { "exp", FUNCTION_SCALAR, 1, 1 },
    { "farmfingerprint64", FUNCTION_SCALAR, 1, 1 },
    { "floor", FUNCTION_SCALAR, 1, 1 },
    { "func_sha1", FUNCTION_SCALAR, 1, 1 },
    { "greatest", FUNCTION_SCALAR, 1, ANY },
    { "hex", FUNCTION_SCALAR, 1, 1 },
    { "initcap", FUNCTION_SCALAR, 1, 1 },
    { "json_extract_path_text", FUNCTION_SCALAR, 2, ANY },
    { "last_day", FUNCTION_SCALAR, 1, 1 },
    { "least", FUNCTION_SCALAR, 1, ANY },
    { "left", FUNCTION_SCALAR, 2, 2 },
    { "len", FUNCTION_SCALAR, 1, 1 },
    { "length", FUNCTION_SCALAR, 1, 1 },
    { "like_escape", FUNCTION_SCALAR, 2, 2 },
    { "ln", FUNCTION_SCALAR, 1, 1 },
    { "log", FUNCTION_SCALAR, 1, 2 },
    { "lower", FUNCTION_SCALAR, 1, 1 },
    { "lpad", FUNCTION_SCALAR, 2, 3 },
    { "ltrim", FUNCTION_SCALAR, 1, 2 },
    { "md5", FUNCTION_SCALAR, 1, 1 },
    { "mod", FUNCTION_SCALAR, 2, 2 },
    { "months_between", FUNCTION_SCALAR, 2, 2 },
    { "next_day", FUNCTION_SCALAR, 2, 2 },
    { "nvl", FUNCTION_SCALAR, 1, ANY },
    { "nvl2", FUNCTION_SCALAR, 3, 3 },
    { "octet_length", FUNCTION_SCALAR, 1, 1 },
    { "pi", FUNCTION_SCALAR, 0, 0 },
    { "position", FUNCTION_SCALAR, 2, 2 },
    { "pow", FUNCTION_SCALAR, 2, 2 },
    { "power", FUNCTION_SCALAR, 2, 2 },
    { "quote_ident", FUNCTION_SCALAR, 1, 1 },
    { "quote_literal", FUNCTION_SCALAR, 1, 1 },
    { "radians", FUNCTION_SCALAR, 1, 1 },
    { "random", FUNCTION_SCALAR, 0, 0 },
    { "regexp_count", FUNCTION_SCALAR, 2, 4 },
    { "regexp_instr", FUNCTION_SCALAR, 2, 6 },
    { "regexp_replace", FUNCTION_SCALAR, 2, 5 },
    { "regexp_substr", FUNCTION_SCALAR, 2, 5 },
    { "repeat", FUNCTION_SCALAR, 2, 2 },
    { "replace", FUNCTION_SCALAR, 3, 3 },
    { "replicate", FUNCTION_SCALAR, 2, 2 },
    { "reverse", FUNCTION_SCALAR, 1, 1 },
    { "right", FUNCTION_SCALAR, 2, 2 },
    { "round", FUNCTION_SCALAR, 1, 2 },
    { "rpad", FUNCTION_SCALAR, 2, 3 },
    { "rtrim", FUNCTION_SCALAR, 1, 2 },
    { "sha", FUNCTION_SCALAR, 1, 1 },
    { "sha1", FUNCTION_SCALAR, 1, 1 },
    { "sha2", FUNCTION_SCALAR, 2, 2 },
    { "sign", FUNCTION_SCALAR, 1, 1 },
    { "sin", FUNCTION_SCALAR, 1, 1 },
    { "similar_to_escape", FUNCTION_SCALAR, 1, 2 },
    { "split_part", FUNCTION_SCALAR, 3, 3 },
    { "sqrt", FUNCTION_SCALAR, 1, 1 },
    { "strpos", FUNCTION_SCALAR, 2, 2 },
    { "strtol", FUNCTION_SCALAR, 2, 2 },
    { "substr", FUNCTION_SCALAR, 2, 3 },
    { "substring", FUNCTION_SCALAR, 2, 3 },
    { "tan", FUNCTION_SCALAR, 1, 1 },
    { "text_to_int_alt", FUNCTION_SCALAR, 1, 2 },
    { "timezone", FUNCTION_SCALAR, 2, 2 },
    { "to_char", FUNCTION_SCALAR, 2, 2 },
    { "to_date", FUNCTION_SCALAR, 2, 3 },
    { "to_hex", FUNCTION_SCALAR, 1, 1 },
    { "to_number", FUNCTION_SCALAR, 2, 2 },
    { "to_timestamp", FUNCTION_SCALAR, 2, 3 },
    { "translate", FUNCTION_SCALAR, 3, 3 },
    { "trim", FUNCTION_SCALAR, 1, 2 },
    { "trunc", FUNCTION_SCALAR, 1, 2 },
    { "upper", FUNCTION_SCALAR, 1, 1 },
};

enum { FUNCTIONS = (int)(sizeof(functions) / sizeof(functions[0])) };

static const struct sql_function *find(const char *name)
{
    for (int i = 0; i < FUNCTIONS; i++)
        if (strcmp(functions[i].name, name) == 0)
            return &functions[i];
    return NULL;
}

static const char *nearest(const char *name)
{
    const char *names[FUNCTIONS];

    for (int i = 0; i < FUNCTIONS; i++)
        names[i] = functions[i].name;
    return text_nearest(name, names, FUNCTIONS);
}

static const char *arguments_text(struct sql_reader *r,
                                  const struct sql_function *f)
{
    struct arena *const scratch = r->s->scratch;

    if (f->least == f->most)
        return text_format(scratch, "%d argument%s", f->least,
                           f->least == 1 ? "" : "s");
    if (f->most >= 100)
        return text_format(scratch, "at least %d arguments", f->least);
    return text_format(scratch, "%d to %d arguments", f->least, f->most);
}

static bool arity_ok(struct sql_reader *r, const struct sql_function *f,
                     const PgQuery__FuncCall *call)
{
    const size_t n = call->n_args;

    if (call->agg_star ? strcmp(f->name, "count") == 0
                       : n >= (size_t)f->least && n <= (size_t)f->most)
        return true;
    if (call->agg_star)
        return sql_fault_at(r->s, call->location,
                            "only 'count' takes *, not '%s'", f->name);
    return sql_fault_at(r->s, call->location, "function '%s' takes %s, not %zu",
                        f->name, arguments_text(r, f), n);
}

/* A name that is nearly a known one is taken for a slip, unless its schema
   says that it is the user's own. */
static bool unknown_function(struct sql_reader *r,
                             const PgQuery__FuncCall *call)
{
    struct sql_source *const s = r->s;
    const char *const name = sql_function_name(call);
    const char *const near = call->n_funcname > 1 ? NULL : nearest(name);

    if (near != NULL)
        return sql_fault_at(s, call->location,
                            "unknown function '%s', did you mean '%s'? a "
                            "function of your own needs its schema before it",
                            text_quoted(s->scratch, name), near);
    sql_note(r, "function '%s' is not known: it is taken to cost nothing",
             text_quoted(s->scratch, name));
    return true;
}

bool sql_check_call(struct sql_reader *r, const PgQuery__FuncCall *call,
                    const struct sql_function **f)
{
    *f = find(sql_function_name(call));
    return *f == NULL ? unknown_function(r, call) : arity_ok(r, *f, call);
}
