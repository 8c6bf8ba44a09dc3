#include "exact/column_blocks.h"

#include <string.h>

#include "base/clones.h"
#include "codec/codec.h"
#include "world/value/value.h"

/* Values taken together; fewer where their texts are long. */
enum { BATCH_ROWS = 512, BATCH_TEXT_BYTES = 1024 * 1024 };

/* Lists of so few texts are written once; CHAR is wider than a text. */
enum { LISTED_MOST = 512 };

/* ROW_ID is never compressed. */
enum { XID_RUN_BYTES = 9, ROW_ID_BYTES = 8 };

/* A column while its blocks are filled. */
struct column_filling {
    struct arena *arena;
    const struct column *c;
    struct codec_stream *stream;
    int64_t limit_bytes;
    int64_t limit_rows;       /* 0: none, as many as the bytes hold */
    struct codec_batch batch; /* what the codec has not taken yet */
    int64_t *clean;           /* numbers as the codec takes them */
    unsigned char *texts;
    int32_t *lengths;
    struct codec_texts listed; /* where there are few texts: */
    int32_t *id_of, *ids;      /* of each code; of the values taken */
    bool as_texts, real;
    bool as_lengths; /* of a text no more than its length matters */
    size_t most;     /* values that are taken together */
    int64_t first;   /* place of the next value */
    struct store_column out;
    size_t room;
};

static struct codec_type type_of(const struct column *c)
{
    struct codec_type t = { CODEC_NUMBER, type_bytes(c->type, 0),
                            !c->not_null };

    if (c->type.kind == TYPE_REAL || c->type.kind == TYPE_DOUBLE)
        t.form = CODEC_REAL;
    if (c->type.kind == TYPE_CHAR)
        t.form = CODEC_CHAR;
    if (c->type.kind == TYPE_VARCHAR || c->type.kind == TYPE_VARBYTE) {
        t.form = CODEC_VARCHAR;
        t.width = 0;
    }
    return t;
}

/* Bytes of a column's longest value. */
static size_t most_bytes(const struct column *c)
{
    const size_t length = (size_t)c->type.length;

    if (!type_is_string(c->type))
        return 8;
    if (c->type.kind == TYPE_CHAR || length < FORM_TEXT_MAX)
        return length > 0 ? length : 1;
    return FORM_TEXT_MAX;
}

static size_t batch_rows(const struct column *c)
{
    const size_t rows = BATCH_TEXT_BYTES / most_bytes(c);

    return rows < BATCH_ROWS ? rows : BATCH_ROWS;
}

/* Numbers as the codec takes them: NULL is 0. */
CLONES
static void clean_numbers(const int64_t *codes, size_t count, int64_t *clean)
{
    LOOP_SIMD
    for (size_t i = 0; i < count; i++)
        clean[i] = codes[i] == VALUE_NULL ? 0 : codes[i];
}

/* The values as the codec takes them: NULL is 0 or the empty text. */
static void take_batch(struct column_filling *f, const int64_t *codes,
                       size_t count)
{
    f->batch = (struct codec_batch){ .count = count };
    if (!f->as_texts) {
        for (size_t i = 0; f->real && i < count; i++)
            f->clean[i] = value_number(f->c, codes[i]);
        if (!f->real)
            clean_numbers(codes, count, f->clean);
        f->batch.codes = f->clean;
        return;
    }
    if (f->ids != NULL) {
        for (size_t i = 0; i < count; i++)
            f->ids[i] = f->id_of[codes[i]];
        f->batch.texts = &f->listed;
        f->batch.ids = f->ids;
        return;
    }
    f->batch.lengths = f->lengths;
    if (f->as_lengths) {
        for (size_t i = 0; i < count; i++)
            f->lengths[i] = value_length(f->c, codes[i]);
        return;
    }
    size_t used = 0;
    for (size_t i = 0; i < count; i++) {
        f->lengths[i] = value_bytes(f->c, codes[i], f->texts + used);
        used += (size_t)f->lengths[i];
    }
    f->batch.bytes = f->texts;
}

static struct store_block *begin_block(struct column_filling *f, int64_t first)
{
    ARENA_GROW(f->arena, f->out.blocks, f->out.count, f->room);
    struct store_block *const b = &f->out.blocks[f->out.count++];
    *b = (struct store_block){ .first = first,
                               .lo = INT64_MAX,
                               .hi = INT64_MIN };
    return b;
}

/* VALUE_NULL is the least of all codes: it never raises `hi`. */
CLONES
static void note_values(struct store_block *b, const int64_t *codes, size_t n)
{
    int64_t lo = b->lo, hi = b->hi, nulls = 0;

#pragma omp simd reduction(min : lo) reduction(max : hi) reduction(+ : nulls)
    for (size_t i = 0; i < n; i++) {
        const bool null = codes[i] == VALUE_NULL;
        const int64_t low = null ? INT64_MAX : codes[i];
        nulls += null;
        lo = low < lo ? low : lo;
        hi = codes[i] > hi ? codes[i] : hi;
    }
    b->lo = lo;
    b->hi = hi;
    b->nulls += nulls;
    b->rows += (int64_t)n;
}

/* Blocks of so many rows each: whatever bytes they take. */
static void cut_rows(struct column_filling *f, const int64_t *codes,
                     size_t count)
{
    for (size_t done = 0; done < count;) {
        struct store_block *b = &f->out.blocks[f->out.count - 1];
        if (b->rows == f->limit_rows)
            b = begin_block(f, f->first + (int64_t)done);
        const size_t room = (size_t)(f->limit_rows - b->rows);
        const size_t n = count - done < room ? count - done : room;
        note_values(b, codes + done, n);
        done += n;
    }
}

static void fill_blocks(struct column_filling *f, const int64_t *codes,
                        size_t count)
{
    size_t done = 0;

    take_batch(f, codes, count);
    while (done < count) {
        const size_t n = codec_fill(f->stream, &f->batch, f->limit_bytes);
        note_values(&f->out.blocks[f->out.count - 1], codes + done, n);
        done += n;
        if (done == count)
            return;
        f->batch = codec_batch_skip(f->batch, n);
        codec_start(f->stream);
        begin_block(f, f->first + (int64_t)done);
    }
}

static int64_t room_of(const struct engine *e)
{
    return (int64_t)e->block_bytes - (int64_t)e->block_header_bytes;
}

/* Few texts, and none that a code could not name: no NULL, no orphan. */
static bool is_listed(const struct world *w, int table, int column,
                      const struct codec *codec)
{
    const struct column *c = &w->catalog.tables[table].columns[column];
    int64_t lo, hi;

    if (!codec_takes_ids(codec) || c->form.kind != FORM_LIST ||
        c->form.count > LISTED_MOST || !law_draws(c->law) || c->null_frac > 0)
        return false;
    value_range(w, table, column, &lo, &hi);
    return lo >= 0 && hi < c->form.count;
}

/* The texts of all codes; codes that are cut to one text share an id. */
static void list_texts(struct column_filling *f)
{
    const int32_t count = (int32_t)f->c->form.count;
    size_t *const offsets = ARENA_ARRAY(f->arena, count, size_t);
    int32_t *const lengths = ARENA_ARRAY(f->arena, count, int32_t);
    unsigned char *const bytes =
        arena_alloc(f->arena, ((size_t)count + 1) * VALUE_BYTES_MAX);
    size_t used = 0;

    f->ids = ARENA_ARRAY(f->arena, f->most, int32_t);
    f->id_of = ARENA_ARRAY(f->arena, count, int32_t);
    for (int32_t code = 0; code < count; code++) {
        offsets[code] = used;
        lengths[code] = value_bytes(f->c, code, bytes + used);
        int32_t id = 0;
        while (lengths[id] != lengths[code] ||
               memcmp(bytes + offsets[id], bytes + used,
                      (size_t)lengths[code]) != 0)
            id++;
        f->id_of[code] = id;
        used += (size_t)lengths[code];
    }
    f->listed = (struct codec_texts){ count, bytes, offsets, lengths };
}

struct column_filling *column_filling_open(struct arena *a,
                                           const struct world *w, int table,
                                           int column, enum encoding encoding)
{
    const struct column *c = &w->catalog.tables[table].columns[column];
    struct column_filling *const f = ARENA_NEW(a, struct column_filling);
    const struct codec *const codec = codec_find(encoding_name(encoding));
    const bool real = c->type.kind == TYPE_REAL || c->type.kind == TYPE_DOUBLE;

    *f = (struct column_filling){
        .arena = a,
        .c = c,
        .limit_bytes = room_of(&w->cluster.engine),
        .limit_rows = w->cluster.engine.rows_per_block,
        /* A raw CHAR is as wide as any other. */
        .as_texts = type_is_string(c->type) &&
                    !(encoding == ENCODE_RAW && c->type.kind == TYPE_CHAR),
        .real = real,
        .as_lengths = encoding == ENCODE_RAW,
        .most = batch_rows(c),
    };
    f->stream = codec_open(a, codec, type_of(c));
    if (f->as_texts && is_listed(w, table, column, codec)) {
        list_texts(f);
    } else if (f->as_texts) {
        if (!f->as_lengths)
            f->texts =
                arena_alloc(a, f->most * most_bytes(c) + VALUE_BYTES_MAX);
        f->lengths = ARENA_ARRAY(a, f->most, int32_t);
    } else {
        f->clean = ARENA_ARRAY(a, f->most, int64_t);
    }
    begin_block(f, 0);
    return f;
}

void column_filling_add(struct column_filling *f, const int64_t *codes,
                        size_t count)
{
    for (size_t i = 0; i < count;) {
        const size_t left = count - i;
        const size_t n = left < f->most ? left : f->most;
        if (f->limit_rows > 0)
            cut_rows(f, codes + i, n);
        else
            fill_blocks(f, codes + i, n);
        f->first += (int64_t)n;
        i += n;
    }
}

/* The last block that begins before the place; the first for place 0. */
static int64_t block_before(const struct store_column *c, int64_t place)
{
    int64_t lo = 0, hi = c->count - 1;

    while (lo < hi) {
        const int64_t mid = hi - (hi - lo) / 2;
        if (c->blocks[mid].first < place)
            lo = mid;
        else
            hi = mid - 1;
    }
    return lo;
}

int64_t column_filling_rewind(struct column_filling *f, int64_t place)
{
    if (place >= f->first)
        return f->first;
    f->out.count = block_before(&f->out, place);
    f->first = f->out.blocks[f->out.count].first;
    codec_start(f->stream);
    begin_block(f, f->first);
    return f->first;
}

struct store_column column_filling_done(const struct column_filling *f)
{
    return f->out;
}

int64_t column_xid_runs(const struct engine *e)
{
    return room_of(e) / XID_RUN_BYTES;
}

static int64_t hidden_rows_per_block(const struct engine *e, int hidden)
{
    if (e->rows_per_block > 0)
        return e->rows_per_block;
    return hidden == HIDDEN_ROW_ID ? room_of(e) / ROW_ID_BYTES
                                   : column_xid_runs(e) * COLUMN_XID_RUN_ROWS;
}

struct store_column column_blocks_hidden(struct arena *a,
                                         const struct engine *e, int hidden,
                                         int64_t rows)
{
    const int64_t each = hidden_rows_per_block(e, hidden);
    struct store_column out = { .count = (rows + each - 1) / each };

    out.blocks = ARENA_ARRAY(a, out.count, struct store_block);
    for (int64_t i = 0; i < out.count; i++) {
        const int64_t left = rows - i * each;
        out.blocks[i] = (struct store_block){
            .first = i * each,
            .rows = left < each ? left : each,
        };
    }
    return out;
}
