#ifndef WORLD_DESIGN_H
#define WORLD_DESIGN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/fault.h"
#include "world/catalog.h"

/*
 * design - one physical design of all tables: distribution style and key,
 * sort key, encodings.
 */
enum diststyle { DIST_AUTO, DIST_EVEN, DIST_KEY, DIST_ALL };

enum sort_kind { SORT_NONE, SORT_AUTO, SORT_COMPOUND, SORT_INTERLEAVED };

enum encoding {
    ENCODE_RAW,
    ENCODE_AZ64,
    ENCODE_BYTEDICT,
    ENCODE_DELTA,
    ENCODE_DELTA32K,
    ENCODE_LZO,
    ENCODE_MOSTLY8,
    ENCODE_MOSTLY16,
    ENCODE_MOSTLY32,
    ENCODE_RUNLENGTH,
    ENCODE_TEXT255,
    ENCODE_TEXT32K,
    ENCODE_ZSTD,
    ENCODINGS,
};

/* Who chooses the encodings of columns that name none. */
enum encode_mode {
    ENCODE_MODE_NONE,  /* COPY ... COMPUPDATE OFF: raw */
    ENCODE_MODE_AUTO,  /* ENCODE AUTO, as it chooses now */
    ENCODE_MODE_COPY,  /* COPY ... COMPUPDATE ON into an empty table, 2018 */
    ENCODE_MODE_RULES, /* some column names one: the documented defaults */
};

struct table_design {
    enum diststyle diststyle;
    int distkey; /* column; -1 unless DIST_KEY */
    enum sort_kind sort;
    int *sortkeys; /* columns, most significant first */
    int sortkey_count;
    enum encoding *encodings; /* per column; meaningful where explicit */
    bool *encoding_given;
    enum encode_mode mode;
};

struct design {
    const char *name;
    struct table_design *tables; /* one per catalog table */
    struct where where;
};

/* All tables AUTO style, SORTKEY AUTO (no key yet), ENCODE AUTO: a bare CREATE
   TABLE. */
struct design *design_bare(struct arena *a, const struct catalog *c,
                           const char *name);

/* A deep copy under another name. */
struct design *design_copy(struct arena *a, const struct catalog *c,
                           const struct design *from, const char *name);

/* Contradictions (key that is no column, too many sort columns, an encoding
   its type does not allow), as faults at `where`. */
bool design_check(const struct catalog *c, const struct design *d,
                  struct faults *faults);

/* Does Redshift accept this encoding for this type? (c_Compression_encodings) */
bool encoding_allows(enum encoding e, struct type t);
/* Is the column one of the sort key's? */
bool design_sorts_by(const struct table_design *d, int column);

/*
 * What a column gets where another column of its table names an encoding: RAW
 * for sort keys, BOOLEAN, REAL and DOUBLE, AZ64 for numbers, dates and
 * timestamps, LZO for strings (c_Compression_encodings). Taken for ENCODE AUTO
 * as well, which begins with these and changes them in the background by
 * rules that are not published. The guide names none for TIME, TIMETZ and
 * VARBYTE: RAW.
 */
enum encoding encoding_default(struct type t, bool sortkey);
const char *encoding_name(enum encoding e);              /* "delta32k" */
bool encoding_parse(const char *name, enum encoding *e); /* any case */
const char *diststyle_name(enum diststyle s);

/*
 * One line that says all of it:
 *
 *     key(lo_partkey) sort(lo_orderdate) encode copy
 *     all interleaved(a,b) encode rules(a raw,c delta)
 *     even
 *
 * Without the word `encode` all columns are raw. SORTKEY AUTO starts without
 * a key and is written as none.
 */
const char *design_text(struct arena *a, const struct table *t,
                        const struct table_design *d);

/* Same text, same hash: equal designs of a table. */
uint64_t design_hash(const struct table *t, const struct table_design *d);

#endif
