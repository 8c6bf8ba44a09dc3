#include "world/world.h"

#include "base/text.h"

void world_note(struct world *w, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    const char *const note = text_vformat(w->arena, format, args);
    va_end(args);

    for (int i = 0; i < w->note_count; i++)
        if (text_equal(w->notes[i], note))
            return;

    size_t room = (size_t)w->note_room;
    ARENA_GROW(w->arena, w->notes, w->note_count, room);
    w->note_room = (int)room;
    w->notes[w->note_count++] = note;
}

void world_source(struct world *w, const char *path, const char *text)
{
    ARENA_GROW(w->arena, w->sources, w->source_count, w->source_room);
    w->sources[w->source_count++] = (struct world_source){ path, text };
}
