#include "base/fault.h"

#include <string.h>

#include "base/text.h"

void faults_init(struct faults *fs, struct arena *a)
{
    *fs = (struct faults){ .arena = a };
}

bool fault_add(struct faults *fs, struct where where, const char *format, ...)
{
    va_list args;

    if (fs->count >= FAULTS_MAX) {
        fs->dropped++;
        return false;
    }
    va_start(args, format);
    const char *const text = text_vformat(fs->arena, format, args);
    va_end(args);

    /* The caller's texts may live in scratch memory. */
    if (where.file != NULL)
        where.file = text_copy(fs->arena, where.file);
    if (where.path != NULL)
        where.path = text_copy(fs->arena, where.path);

    ARENA_GROW(fs->arena, fs->items, fs->count, fs->room);
    fs->items[fs->count++] = (struct fault){ .where = where, .text = text };
    return false;
}

static int compare_where(const struct where *a, const struct where *b)
{
    const int files =
        strcmp(a->file == NULL ? "" : a->file, b->file == NULL ? "" : b->file);

    if (files != 0)
        return files;
    if (a->line != b->line)
        return a->line < b->line ? -1 : 1;
    return (a->column > b->column) - (a->column < b->column);
}

/* By insertion: stable, which qsort is not, and the list is short. */
void faults_sort(struct faults *fs)
{
    for (size_t i = 1; i < fs->count; i++) {
        const struct fault f = fs->items[i];
        size_t j = i;

        while (j > 0 && compare_where(&fs->items[j - 1].where, &f.where) > 0) {
            fs->items[j] = fs->items[j - 1];
            j--;
        }
        fs->items[j] = f;
    }
}

const char *fault_line(struct arena *a, const struct fault *f)
{
    struct text_buffer b;

    text_buffer_init(&b, a);
    if (f->where.file != NULL) {
        text_add(&b, f->where.file);
        if (f->where.line > 0)
            text_addf(&b, ":%d", f->where.line);
        if (f->where.line > 0 && f->where.column > 0)
            text_addf(&b, ":%d", f->where.column);
        text_add(&b, ": ");
    }
    if (f->where.path != NULL)
        text_addf(&b, "%s: ", f->where.path);
    text_add(&b, f->text);
    return text_buffer_text(&b);
}
