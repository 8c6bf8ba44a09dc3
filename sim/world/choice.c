#include "world/choice.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

const char *const choice_judge_names[] = { "compare", "upkeep", "wlm", NULL };
const char *const choice_statistic_names[] = { "mean", "p50", "p95", "p99",
                                               NULL };

int64_t choices_answers(const struct choices *c)
{
    int64_t all = 1;

    for (int i = 0; i < c->count; i++) {
        const int64_t n = c->items[i].option_count;
        if (all > INT64_MAX / n)
            return INT64_MAX;
        all *= n;
    }
    return all;
}

/* The last choice changes fastest, as in an odometer. */
void choices_answer(const struct choices *c, int64_t number, int *answer)
{
    for (int i = c->count - 1; i >= 0; i--) {
        answer[i] = (int)(number % c->items[i].option_count);
        number /= c->items[i].option_count;
    }
}

static void apply(struct table_design *t, const struct choice *c,
                  const struct choice_option *o)
{
    switch (c->kind) {
    case CHOICE_DISTRIBUTION:
        t->diststyle = o->diststyle;
        t->distkey = o->distkey;
        break;
    case CHOICE_SORTKEY:
        t->sort = o->sort;
        t->sortkeys = o->sortkeys;
        t->sortkey_count = o->sortkey_count;
        break;
    case CHOICE_ENCODING:
        t->encodings[c->column] = o->encoding;
        t->encoding_given[c->column] = true;
        break;
    case CHOICE_WAY:
    case CHOICE_SETTING:
    case CHOICE_VACUUM:
    case CHOICE_ANALYZE:
    case CHOICE_MERGE:
    case CHOICE_ON:
        break;
    }
}

bool choice_designs(const struct choice *c)
{
    return c->kind == CHOICE_DISTRIBUTION || c->kind == CHOICE_SORTKEY ||
           c->kind == CHOICE_ENCODING;
}

struct design *choices_design(struct arena *a, const struct catalog *catalog,
                              const struct choices *c,
                              const struct design *base, const int *answer,
                              const char *name)
{
    struct design *const d = design_copy(a, catalog, base, name);

    for (int i = 0; i < c->count; i++) {
        const struct choice *const choice = &c->items[i];
        if (choice_designs(choice))
            apply(&d->tables[choice->table], choice,
                  &choice->options[answer[i]]);
    }
    return d;
}

/* The operation whose schedule the choice decides. */
static enum operation_kind scheduled(const struct choice *c)
{
    return c->kind == CHOICE_VACUUM ? DO_VACUUM : DO_ANALYZE;
}

static bool is_schedule(const struct choice *c)
{
    return c->kind == CHOICE_VACUUM || c->kind == CHOICE_ANALYZE;
}

/* Does a choice of this answer stand in the operation's place? */
static bool replaced(const struct choices *c, const struct operation *op)
{
    for (int i = 0; i < c->count; i++)
        if (is_schedule(&c->items[i]) && !op->automatic &&
            c->items[i].table == op->table &&
            scheduled(&c->items[i]) == op->kind)
            return true;
    return false;
}

static void set_merge(const struct choices *c, const int *answer,
                      struct operation *op)
{
    for (int i = 0; i < c->count; i++) {
        const struct choice *const choice = &c->items[i];
        const struct choice_option *const o = &choice->options[answer[i]];
        if (op->kind != DO_MERGE || choice->table != op->table)
            continue;
        if (choice->kind == CHOICE_MERGE)
            op->method = o->method;
        if (choice->kind == CHOICE_ON && op->source != NULL &&
            o->on < op->source->on_count) /* a follow-up may have fewer */
            op->on = o->on;
    }
}

const struct history *choices_history(struct arena *a, const struct choices *c,
                                      const struct history *h,
                                      const int *answer)
{
    struct history *const out = ARENA_NEW(a, struct history);
    int n = 0;

    *out = *h;
    out->operations =
        ARENA_ARRAY(a, h->operation_count + c->count, struct operation);
    for (int i = 0; i < h->operation_count; i++) {
        if (replaced(c, &h->operations[i]))
            continue;
        out->operations[n] = h->operations[i];
        set_merge(c, answer, &out->operations[n++]);
    }
    for (int i = 0; i < c->count; i++) {
        const struct choice *const choice = &c->items[i];
        const struct schedule *const s = &choice->options[answer[i]].schedule;
        if (!is_schedule(choice) || s->every_h > h->horizon_h)
            continue;
        out->operations[n++] = (struct operation){
            .kind = scheduled(choice),
            .table = choice->table,
            .start_h = s->every_h,
            .every_h = s->every_h,
            .vacuum = s->vacuum,
            .to_pct = s->to_pct,
            .threshold_pct = s->threshold_pct,
        };
    }
    out->operation_count = n;
    return out;
}

bool choices_runs(const struct choices *c, const int *answer, int query)
{
    if (!c->named[query])
        return true;
    for (int i = 0; i < c->count; i++)
        if (c->items[i].kind == CHOICE_WAY &&
            c->items[i].options[answer[i]].runs[query])
            return true;
    return false;
}

double choices_loads(const struct choices *c, const int *answer, int table)
{
    if (!c->only[table])
        return c->loads[table];
    for (int i = 0; i < c->count; i++)
        if (c->items[i].kind == CHOICE_WAY &&
            c->items[i].options[answer[i]].loads[table])
            return c->loads[table];
    return 0;
}

double choice_weight(const struct choice_cost *c, const char *class)
{
    double sum = 0, own = 0;

    for (int i = 0; i < c->class_count; i++) {
        sum += c->weights[i];
        if (text_equal(c->classes[i], class))
            own = c->weights[i];
    }
    return sum > 0 ? own / sum : 0;
}

int64_t choices_variants(const struct choices *c)
{
    int64_t all = 1;

    for (int i = 0; i < c->count; i++)
        if (c->items[i].kind == CHOICE_SETTING)
            all *= c->items[i].option_count;
    return all;
}

/* As answers are numbered, of settings alone. */
int64_t choices_variant(const struct choices *c, const int *answer)
{
    int64_t number = 0;

    for (int i = 0; i < c->count; i++)
        if (c->items[i].kind == CHOICE_SETTING)
            number = number * c->items[i].option_count + answer[i];
    return number;
}

static bool same_keys(const struct choice_option *o,
                      const struct table_design *t)
{
    const bool keyed = t->sort == SORT_COMPOUND || t->sort == SORT_INTERLEAVED;

    if (!keyed || o->sort == SORT_NONE)
        return !keyed && o->sort == SORT_NONE;
    if (o->sort != t->sort || o->sortkey_count != t->sortkey_count)
        return false;
    for (int i = 0; i < t->sortkey_count; i++)
        if (o->sortkeys[i] != t->sortkeys[i])
            return false;
    return true;
}

static bool says(const struct choice *c, const struct choice_option *o,
                 const struct table_design *t)
{
    switch (c->kind) {
    case CHOICE_DISTRIBUTION:
        return o->diststyle == t->diststyle &&
               (o->diststyle != DIST_KEY || o->distkey == t->distkey);
    case CHOICE_SORTKEY:
        return same_keys(o, t);
    case CHOICE_ENCODING:
        return t->encoding_given[c->column] &&
               t->encodings[c->column] == o->encoding;
    case CHOICE_WAY:
    case CHOICE_SETTING:
    case CHOICE_VACUUM:
    case CHOICE_ANALYZE:
    case CHOICE_MERGE:
    case CHOICE_ON:
        break;
    }
    return false;
}

int choice_of_design(const struct choice *c, const struct design *d)
{
    for (int i = 0; choice_designs(c) && i < c->option_count; i++)
        if (says(c, &c->options[i], &d->tables[c->table]))
            return i;
    return -1;
}

/* Words that say what kind of thing is meant, and nothing of which. */
static bool is_filler(const char *word)
{
    static const char *const fillers[] = { "diststyle", "distkey", "dist",
                                           "key",       "sortkey", "compound",
                                           "sort",      "encode",  "by",
                                           "on",        "style" };

    for (size_t i = 0; i < sizeof(fillers) / sizeof(fillers[0]); i++)
        if (text_equal(word, fillers[i]))
            return true;
    return false;
}

/* Lower case, one blank between words, without fillers: "(A, b)" -> "a b", "no
   SORTKEY" -> "none". */
static const char *essence(struct arena *a, const char *text)
{
    const char *const lower = text_lower(a, text);
    struct text_buffer b;

    text_buffer_init(&b, a);
    for (const char *p = lower; *p != '\0';) {
        size_t n = 0;
        while (isalnum((unsigned char)p[n]) || p[n] == '_')
            n++;
        if (n == 0) {
            p++;
            continue;
        }
        const char *const word = text_copy_n(a, p, n);
        if (!is_filler(word))
            text_addf(&b, "%s%s", b.count == 0 ? "" : " ",
                      text_equal(word, "no") ? "none" : word);
        p += n;
    }
    return text_buffer_text(&b);
}

bool choice_is_numeric(const struct choice *c)
{
    for (int i = 0; i < c->option_count; i++)
        if (!isdigit((unsigned char)c->options[i].text[0]))
            return false;
    return true;
}

static int parse_number(const struct choice *c, const char *text)
{
    char *end;
    const long n = strtol(text, &end, 10);

    while (isspace((unsigned char)*end))
        end++;
    return !choice_is_numeric(c) && end != text && *end == '\0' && n >= 1 &&
                   n <= c->option_count
               ? (int)n - 1
               : -1;
}

/* "24h" and "every day" are the same schedule; what is left open may be any
   that there is, if there is but one. */
static int parse_schedule(struct arena *a, const struct choice *c,
                          const char *text)
{
    struct schedule meant;
    const char *why;
    int found = -1, fits = 0;

    if (!schedule_parse(a, text, scheduled(c), &meant, &why))
        return -1;
    for (int i = 0; i < c->option_count; i++)
        if (schedule_same(&c->options[i].schedule, &meant))
            return i;
    for (int i = 0; i < c->option_count; i++)
        if (schedule_fits(&meant, &c->options[i].schedule)) {
            found = i;
            fits++;
        }
    return fits == 1 ? found : -1;
}

/* "az64", or as DDL says it of a column: "order_date ENCODE az64". */
static bool is_meant(struct arena *a, const struct choice *c, int option,
                     const char *meant)
{
    const char *const text = c->options[option].text;
    const char *const column =
        c->kind == CHOICE_ENCODING ? strrchr(c->name, '.') : NULL;

    return text_equal(essence(a, text), meant) ||
           (column != NULL &&
            text_equal(essence(a, text_format(a, "%s %s", column, text)),
                       meant));
}

/* Each way to merge has a word that no other has: "DELETE, then INSERT". */
static int parse_merge(struct arena *a, const struct choice *c,
                       const char *text)
{
    static const char *const words[MERGE_METHODS] = {
        [MERGE_DELETE_INSERT] = "delete",
        [MERGE_UPDATE_INSERT] = "update",
        [MERGE_STATEMENT] = "merge",
    };
    const char *const lower = text_lower(a, text);
    int meant = -1, found = 0;

    for (int m = 0; m < MERGE_METHODS; m++)
        if (strstr(lower, words[m]) != NULL) {
            meant = m;
            found++;
        }
    for (int i = 0; found == 1 && i < c->option_count; i++)
        if ((int)c->options[i].method == meant)
            return i;
    return parse_number(c, text);
}

int choice_parse(struct arena *a, const struct choice *c, const char *text)
{
    if (c->kind == CHOICE_MERGE)
        return parse_merge(a, c, text);
    if (is_schedule(c)) {
        const int option = parse_schedule(a, c, text);
        return option >= 0 ? option : parse_number(c, text);
    }
    const char *const meant = essence(a, text);
    int found = -1;

    for (int i = 0; i < c->option_count; i++) {
        if (!is_meant(a, c, i, meant))
            continue;
        if (found >= 0)
            return -1;
        found = i;
    }
    return found >= 0 ? found : parse_number(c, text);
}

int choices_find(const struct choices *c, const char *name)
{
    for (int i = 0; i < c->count; i++)
        if (text_equal_nocase(c->items[i].name, name))
            return i;
    return -1;
}

static const char *sort_ddl(struct arena *a, const struct table *t,
                            const struct choice_option *o)
{
    struct text_buffer b;

    if (o->sort == SORT_NONE)
        return "no SORTKEY";
    text_buffer_init(&b, a);
    text_add(&b, o->sort == SORT_INTERLEAVED ? "INTERLEAVED SORTKEY ("
                                             : "SORTKEY (");
    for (int i = 0; i < o->sortkey_count; i++)
        text_addf(&b, "%s%s", i == 0 ? "" : ", ",
                  t->columns[o->sortkeys[i]].name);
    text_add(&b, ")");
    return text_buffer_text(&b);
}

const char *choice_ddl(struct arena *a, const struct catalog *catalog,
                       const struct choice *c, int option)
{
    const struct choice_option *const o = &c->options[option];
    const struct table *const t =
        c->table < 0 ? NULL : &catalog->tables[c->table];

    switch (c->kind) {
    case CHOICE_DISTRIBUTION:
        if (o->diststyle == DIST_KEY)
            return text_format(a, "DISTKEY (%s)", t->columns[o->distkey].name);
        return text_format(a, "DISTSTYLE %s",
                           o->diststyle == DIST_ALL    ? "ALL"
                           : o->diststyle == DIST_EVEN ? "EVEN"
                                                       : "AUTO");
    case CHOICE_SORTKEY:
        return sort_ddl(a, t, o);
    case CHOICE_ENCODING:
        return text_format(a, "%s ENCODE %s", t->columns[c->column].name,
                           encoding_name(o->encoding));
    case CHOICE_VACUUM:
    case CHOICE_ANALYZE:
        return schedule_sql(a, scheduled(c), &o->schedule);
    case CHOICE_MERGE:
        return o->method == MERGE_DELETE_INSERT   ? "DELETE and INSERT"
               : o->method == MERGE_UPDATE_INSERT ? "UPDATE and INSERT"
                                                  : "MERGE";
    case CHOICE_ON:
        return text_format(a, "ON %s", o->text);
    case CHOICE_WAY:
    case CHOICE_SETTING:
        break;
    }
    return o->text;
}
