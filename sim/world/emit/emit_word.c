#include "world/emit/emit_word.h"

#include <stdio.h>
#include <string.h>

/* Each between blanks. Quoting one too many does no harm. */
static const char reserved[] =
    " aes128 aes256 all allowoverwrite analyse analyze and any array "
    "as asc asymmetric authorization az64 backup between binary "
    "blanksasnull both bytedict bzip2 case cast check collate "
    "collation column compound concurrently constraint create "
    "credentials cross current_catalog current_date current_role "
    "current_schema current_time current_timestamp current_user "
    "current_user_id default deferrable deflate defrag delta delta32k "
    "desc disable distinct distkey diststyle do else emptyasnull "
    "enable encode encrypt encryption end except explicit false fetch "
    "for foreign freeze from full globaldict256 globaldict64k grant "
    "group gzip having identity ignore ilike in initially inner "
    "interleaved intersect interval into is isnull join lateral "
    "leading left like limit localtime localtimestamp lun luns lzo "
    "lzop minus mostly16 mostly32 mostly8 natural new not notnull null "
    "nulls off offline offset oid old on only open or order outer "
    "overlaps parallel partition percent permissions pivot placing "
    "primary raw readratio recover references rejectlog resort respect "
    "restore returning right select session_user similar snapshot some "
    "sortkey symmetric sysdate system table tablesample tag tdes "
    "text255 text32k then timestamp to top trailing true "
    "truncatecolumns union unique unnest unpivot user using variadic "
    "verbose wallet when where window with without ";

enum { RESERVED_BYTES_MAX = 20 };

static bool is_reserved(const char *name)
{
    char between[RESERVED_BYTES_MAX + 3];

    if (strlen(name) > RESERVED_BYTES_MAX)
        return false;
    snprintf(between, sizeof(between), " %s ", name);
    return strstr(reserved, between) != NULL;
}

static bool is_plain(const char *name)
{
    static const char first[] = "abcdefghijklmnopqrstuvwxyz_";
    static const char others[] = "abcdefghijklmnopqrstuvwxyz_0123456789$";

    return name[0] != '\0' && strchr(first, name[0]) != NULL &&
           name[strspn(name, others)] == '\0' && !is_reserved(name);
}

const char *emit_name(struct arena *a, const char *name)
{
    struct text_buffer b;

    /* A temporary table is called #name, without quotes. */
    if (is_plain(name) || (name[0] == '#' && is_plain(name + 1)))
        return name;
    text_buffer_init(&b, a);
    text_add(&b, "\"");
    for (; *name != '\0'; name++) {
        if (*name == '"')
            text_add(&b, "\"");
        text_add_n(&b, name, 1);
    }
    text_add(&b, "\"");
    return text_buffer_text(&b);
}

const char *emit_table_name(struct arena *a, const struct table *t)
{
    if (t->schema == NULL)
        return emit_name(a, t->name);
    return text_format(a, "%s.%s", emit_name(a, t->schema),
                       emit_name(a, t->name));
}

const char *emit_harmless(struct arena *a, const char *name)
{
    static const char allowed[] = "abcdefghijklmnopqrstuvwxyz"
                                  "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                  "0123456789 _-.()$#";
    struct text_buffer b;

    text_buffer_init(&b, a);
    for (; *name != '\0'; name++)
        if (strchr(allowed, *name) != NULL)
            text_add_n(&b, name, 1);
        else
            text_addf(&b, "\\x%02x", (unsigned)(unsigned char)*name);
    return text_buffer_text(&b);
}

void emit_columns(struct text_buffer *out, const struct table *t,
                  const int *columns, int count)
{
    for (int i = 0; i < count; i++) {
        if (i > 0)
            text_add(out, ", ");
        text_add(out, emit_name(out->arena, t->columns[columns[i]].name));
    }
}

bool emit_names_encoding(const struct table *t, const struct table_design *d)
{
    for (int i = 0; i < t->column_count; i++)
        if (d->encoding_given[i])
            return true;
    return false;
}
