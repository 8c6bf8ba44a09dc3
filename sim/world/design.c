#include "world/design.h"

#include <string.h>

#include "base/check.h"
#include "base/rng.h"
#include "base/text.h"

static const char *const encoding_names[ENCODINGS] = {
    [ENCODE_RAW] = "raw",           [ENCODE_AZ64] = "az64",
    [ENCODE_BYTEDICT] = "bytedict", [ENCODE_DELTA] = "delta",
    [ENCODE_DELTA32K] = "delta32k", [ENCODE_LZO] = "lzo",
    [ENCODE_MOSTLY8] = "mostly8",   [ENCODE_MOSTLY16] = "mostly16",
    [ENCODE_MOSTLY32] = "mostly32", [ENCODE_RUNLENGTH] = "runlength",
    [ENCODE_TEXT255] = "text255",   [ENCODE_TEXT32K] = "text32k",
    [ENCODE_ZSTD] = "zstd",
};

bool design_sorts_by(const struct table_design *d, int column)
{
    for (int i = 0; i < d->sortkey_count; i++)
        if (d->sortkeys[i] == column)
            return true;
    return false;
}

enum encoding encoding_default(struct type t, bool sortkey)
{
    if (sortkey)
        return ENCODE_RAW;
    switch (t.kind) {
    case TYPE_SMALLINT:
    case TYPE_INTEGER:
    case TYPE_BIGINT:
    case TYPE_DECIMAL:
    case TYPE_DATE:
    case TYPE_TIMESTAMP:
    case TYPE_TIMESTAMPTZ:
        return ENCODE_AZ64;
    case TYPE_CHAR:
    case TYPE_VARCHAR:
        return ENCODE_LZO;
    case TYPE_REAL:
    case TYPE_DOUBLE:
    case TYPE_BOOLEAN:
    case TYPE_TIME:
    case TYPE_TIMETZ:
    case TYPE_VARBYTE:
        break;
    }
    return ENCODE_RAW;
}

const char *encoding_name(enum encoding e)
{
    CHECK(e < ENCODINGS);
    return encoding_names[e];
}

bool encoding_parse(const char *name, enum encoding *e)
{
    for (int i = 0; i < ENCODINGS; i++) {
        if (text_equal_nocase(name, encoding_names[i])) {
            *e = (enum encoding)i;
            return true;
        }
    }
    return false;
}

const char *diststyle_name(enum diststyle s)
{
    static const char *const names[] = {
        [DIST_AUTO] = "auto",
        [DIST_EVEN] = "even",
        [DIST_KEY] = "key",
        [DIST_ALL] = "all",
    };

    CHECK(s <= DIST_ALL);
    return names[s];
}

/* Numbers and days that an encoding of differences or AZ64 can take. */
static bool is_exact_number(struct type t)
{
    return type_is_integer(t) || t.kind == TYPE_DECIMAL;
}

static bool is_day_or_time(struct type t)
{
    return t.kind == TYPE_DATE || t.kind == TYPE_TIMESTAMP;
}

static bool is_inexact_number(struct type t)
{
    return t.kind == TYPE_REAL || t.kind == TYPE_DOUBLE;
}

bool encoding_allows(enum encoding e, struct type t)
{
    switch (e) {
    case ENCODE_RAW:
    case ENCODE_RUNLENGTH:
    case ENCODE_ZSTD:
        return true;
    case ENCODE_AZ64:
        return is_exact_number(t) || is_day_or_time(t) ||
               t.kind == TYPE_TIMESTAMPTZ;
    case ENCODE_BYTEDICT:
        return is_exact_number(t) || is_inexact_number(t) ||
               is_day_or_time(t) || t.kind == TYPE_TIMESTAMPTZ ||
               t.kind == TYPE_CHAR || t.kind == TYPE_VARCHAR;
    case ENCODE_DELTA:
        return is_exact_number(t) || is_day_or_time(t);
    case ENCODE_DELTA32K:
        return (is_exact_number(t) && t.kind != TYPE_SMALLINT) ||
               is_day_or_time(t);
    case ENCODE_LZO:
        return t.kind != TYPE_BOOLEAN && !is_inexact_number(t);
    case ENCODE_MOSTLY8:
        return is_exact_number(t);
    case ENCODE_MOSTLY16:
        return is_exact_number(t) && t.kind != TYPE_SMALLINT;
    case ENCODE_MOSTLY32:
        return t.kind == TYPE_BIGINT || t.kind == TYPE_DECIMAL;
    case ENCODE_TEXT255:
    case ENCODE_TEXT32K:
        return t.kind == TYPE_VARCHAR;
    case ENCODINGS:
        break;
    }
    CHECK(e < ENCODINGS);
    return false;
}

struct design *design_bare(struct arena *a, const struct catalog *c,
                           const char *name)
{
    struct design *const d = ARENA_NEW(a, struct design);

    d->name = text_copy(a, name);
    d->tables = ARENA_ARRAY(a, c->table_count, struct table_design);
    for (int i = 0; i < c->table_count; i++) {
        const int columns = c->tables[i].column_count;

        d->tables[i] = (struct table_design){
            .diststyle = DIST_AUTO,
            .distkey = -1,
            .sort = SORT_AUTO,
            .encodings = ARENA_ARRAY(a, columns, enum encoding),
            .encoding_given = ARENA_ARRAY(a, columns, bool),
            .mode = ENCODE_MODE_AUTO,
        };
    }
    return d;
}

static void copy_items(void *to, const void *from, int count, size_t size)
{
    if (count > 0)
        memcpy(to, from, (size_t)count * size);
}

struct design *design_copy(struct arena *a, const struct catalog *c,
                           const struct design *from, const char *name)
{
    struct design *const d = design_bare(a, c, name);

    d->where = from->where;
    for (int i = 0; i < c->table_count; i++) {
        const struct table_design *const old = &from->tables[i];
        const int columns = c->tables[i].column_count;
        struct table_design copy = *old;

        copy.encodings = d->tables[i].encodings;
        copy.encoding_given = d->tables[i].encoding_given;
        copy.sortkeys = ARENA_ARRAY(a, old->sortkey_count, int);
        copy_items(copy.encodings, old->encodings, columns,
                   sizeof(*copy.encodings));
        copy_items(copy.encoding_given, old->encoding_given, columns,
                   sizeof(*copy.encoding_given));
        copy_items(copy.sortkeys, old->sortkeys, old->sortkey_count,
                   sizeof(*copy.sortkeys));
        d->tables[i] = copy;
    }
    return d;
}

/* What the checks of one table share. */
struct checking {
    const struct table *table;
    const struct table_design *design;
    const char *name; /* of the table, safe to print */
    struct where where;
    struct faults *faults;
};

static const char *column_label(const struct checking *k, int column)
{
    return text_quoted(k->faults->arena, k->table->columns[column].name);
}

static bool is_column(const struct table *t, int column)
{
    return column >= 0 && column < t->column_count;
}

static bool check_distkey(const struct checking *k)
{
    const struct table_design *const d = k->design;

    if (d->diststyle == DIST_KEY && !is_column(k->table, d->distkey))
        return fault_add(k->faults, k->where,
                         "distribution style 'key' of table '%s' needs a "
                         "distribution key that is one of its columns",
                         k->name);
    if (d->diststyle != DIST_KEY && d->distkey >= 0)
        return fault_add(k->faults, k->where,
                         "table '%s' has a distribution key and distribution "
                         "style '%s'; a key needs style 'key'",
                         k->name, diststyle_name(d->diststyle));
    return true;
}

static bool check_sortkey_count(const struct checking *k)
{
    const struct table_design *const d = k->design;
    const bool keyed = d->sort == SORT_COMPOUND || d->sort == SORT_INTERLEAVED;
    const bool interleaved = d->sort == SORT_INTERLEAVED;
    const int most =
        interleaved ? INTERLEAVED_COLUMNS_MAX : SORTKEY_COLUMNS_MAX;

    if (!keyed && d->sortkey_count > 0)
        return fault_add(k->faults, k->where,
                         "table '%s' has sort columns and sort style '%s'; "
                         "columns need style 'compound' or 'interleaved'",
                         k->name, d->sort == SORT_AUTO ? "auto" : "none");
    if (keyed && d->sortkey_count < 1)
        return fault_add(k->faults, k->where,
                         "the %s sort key of table '%s' names no column",
                         interleaved ? "interleaved" : "compound", k->name);
    if (d->sortkey_count > most)
        return fault_add(k->faults, k->where,
                         "the %s sort key of table '%s' has %d columns; "
                         "at most %d are allowed",
                         interleaved ? "interleaved" : "compound", k->name,
                         d->sortkey_count, most);
    return true;
}

static bool sorted_before(const struct table_design *d, int key)
{
    for (int i = 0; i < key; i++)
        if (d->sortkeys[i] == d->sortkeys[key])
            return true;
    return false;
}

static bool check_sortkeys(const struct checking *k)
{
    const struct table_design *const d = k->design;
    bool good = true;

    if (!check_sortkey_count(k))
        return false;
    for (int i = 0; i < d->sortkey_count; i++) {
        if (!is_column(k->table, d->sortkeys[i]))
            good = fault_add(k->faults, k->where,
                             "sort column %d of table '%s' is none of its "
                             "columns",
                             i + 1, k->name);
        else if (sorted_before(d, i))
            good = fault_add(k->faults, k->where,
                             "column '%s' stands twice in the sort key of "
                             "table '%s'",
                             column_label(k, d->sortkeys[i]), k->name);
    }
    return good;
}

static const char *allowed_encodings(struct arena *a, struct type t)
{
    struct text_buffer b;

    text_buffer_init(&b, a);
    for (int e = 0; e < ENCODINGS; e++) {
        if (!encoding_allows((enum encoding)e, t))
            continue;
        if (b.count > 0)
            text_add(&b, ", ");
        text_add(&b, encoding_names[e]);
    }
    return text_buffer_text(&b);
}

static bool check_encodings(const struct checking *k)
{
    struct arena *const a = k->faults->arena;
    bool good = true;

    for (int i = 0; i < k->table->column_count; i++) {
        const struct type type = k->table->columns[i].type;
        const enum encoding e = k->design->encodings[i];

        if (!k->design->encoding_given[i] || encoding_allows(e, type))
            continue;
        good = fault_add(k->faults, k->where,
                         "encoding '%s' is not allowed for column '%s.%s' of "
                         "type %s; allowed are %s",
                         encoding_name(e), k->name, column_label(k, i),
                         type_text(a, type), allowed_encodings(a, type));
    }
    return good;
}

bool design_check(const struct catalog *c, const struct design *d,
                  struct faults *faults)
{
    bool good = true;

    for (int i = 0; i < c->table_count; i++) {
        const struct checking k = {
            .table = &c->tables[i],
            .design = &d->tables[i],
            .name = text_quoted(faults->arena, c->tables[i].name),
            .where = d->where,
            .faults = faults,
        };

        good &= check_distkey(&k);
        good &= check_sortkeys(&k);
        good &= check_encodings(&k);
    }
    return good;
}

static void add_name(struct text_buffer *b, const struct table *t, int column)
{
    CHECK(is_column(t, column));
    text_add(b, text_quoted(b->arena, t->columns[column].name));
}

static void add_sort(struct text_buffer *b, const struct table *t,
                     const struct table_design *d)
{
    if (d->sort != SORT_COMPOUND && d->sort != SORT_INTERLEAVED)
        return;
    text_add(b, d->sort == SORT_COMPOUND ? " sort(" : " interleaved(");
    for (int i = 0; i < d->sortkey_count; i++) {
        if (i > 0)
            text_add(b, ",");
        add_name(b, t, d->sortkeys[i]);
    }
    text_add(b, ")");
}

static const char *mode_text(enum encode_mode mode)
{
    static const char *const names[] = {
        [ENCODE_MODE_NONE] = "none",
        [ENCODE_MODE_AUTO] = "auto",
        [ENCODE_MODE_COPY] = "copy",
        [ENCODE_MODE_RULES] = "rules",
    };

    CHECK(mode <= ENCODE_MODE_RULES);
    return names[mode];
}

/* Nothing for all raw, which is what a reader expects without a word. */
static void add_encodings(struct text_buffer *b, const struct table *t,
                          const struct table_design *d)
{
    int given = 0;

    for (int i = 0; i < t->column_count; i++)
        given += d->encoding_given[i];
    if (d->mode == ENCODE_MODE_NONE && given == 0)
        return;
    text_addf(b, " encode %s", mode_text(d->mode));

    const char *before = "(";
    for (int i = 0; i < t->column_count; i++) {
        if (!d->encoding_given[i])
            continue;
        text_add(b, before);
        add_name(b, t, i);
        text_addf(b, " %s", encoding_name(d->encodings[i]));
        before = ",";
    }
    if (given > 0)
        text_add(b, ")");
}

const char *design_text(struct arena *a, const struct table *t,
                        const struct table_design *d)
{
    struct text_buffer b;

    text_buffer_init(&b, a);
    text_add(&b, diststyle_name(d->diststyle));
    if (d->diststyle == DIST_KEY) {
        text_add(&b, "(");
        add_name(&b, t, d->distkey);
        text_add(&b, ")");
    }
    add_sort(&b, t, d);
    add_encodings(&b, t, d);
    return text_buffer_text(&b);
}

static uint64_t fold(uint64_t hash, int n)
{
    return rng_mix(hash ^ ((uint64_t)(int64_t)n + 0x9e3779b97f4a7c15U));
}

uint64_t design_hash(const struct table *t, const struct table_design *d)
{
    const bool keyed = d->sort == SORT_COMPOUND || d->sort == SORT_INTERLEAVED;
    uint64_t hash = fold(0, (int)d->diststyle);

    hash = fold(hash, d->diststyle == DIST_KEY ? d->distkey : -1);
    /* AUTO starts without a key, so that it is the same as NONE. */
    hash = fold(hash, keyed ? (int)d->sort : (int)SORT_NONE);
    for (int i = 0; keyed && i < d->sortkey_count; i++)
        hash = fold(hash, d->sortkeys[i]);
    hash = fold(hash, -1);
    hash = fold(hash, (int)d->mode);
    for (int i = 0; i < t->column_count; i++)
        hash = fold(hash, d->encoding_given[i] ? (int)d->encodings[i] : -1);
    return hash;
}
