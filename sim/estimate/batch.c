#include "estimate/batch.h"

#include <string.h>

#include "world/value/value.h"

struct codec_type batch_type(const struct column *c)
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

struct codec_batch batch_of(struct arena *a, const struct column *c,
                            const int64_t *codes, size_t count)
{
    struct codec_batch b = { .count = count };
    unsigned char value[VALUE_BYTES_MAX];

    if (!type_is_string(c->type)) {
        int64_t *clean = ARENA_ARRAY(a, count, int64_t);
        for (size_t i = 0; i < count; i++)
            clean[i] = value_number(c, codes[i]);
        b.codes = clean;
        return b;
    }
    unsigned char *bytes =
        ARENA_ARRAY(a, BATCH_TEXT_BYTES + VALUE_BYTES_MAX, unsigned char);
    int32_t *lengths = ARENA_ARRAY(a, count, int32_t);
    size_t used = 0;
    for (b.count = 0; b.count < count && used < BATCH_TEXT_BYTES; b.count++) {
        lengths[b.count] = value_bytes(c, codes[b.count], value);
        memcpy(bytes + used, value, (size_t)lengths[b.count]);
        used += (size_t)lengths[b.count];
    }
    b.bytes = bytes;
    b.lengths = lengths;
    return b;
}
