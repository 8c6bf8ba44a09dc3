#include "measure/gallery.h"

#include "base/text.h"

#define EXHIBIT_ADDRESS(name) &exhibit_##name,

static const struct exhibit *const exhibits[] = { EXHIBITS(EXHIBIT_ADDRESS) };

size_t gallery_count(void)
{
    return sizeof(exhibits) / sizeof(exhibits[0]);
}

const struct exhibit *gallery_at(size_t i)
{
    return exhibits[i];
}

const struct exhibit *gallery_find(const char *name)
{
    for (size_t i = 0; i < gallery_count(); i++)
        if (text_equal(exhibits[i]->chart.name, name))
            return exhibits[i];
    return NULL;
}

static const struct frame_column columns[] = {
    { "name", "", "What `starslice plot` calls it", CELL_TEXT, 0 },
    { "title", "", "What is seen", CELL_TEXT, 0 },
    { "lesson", "", "What follows from it", CELL_TEXT, 0 },
    { "scenario", "", "Whose numbers they are; empty: a model's", CELL_TEXT,
      0 },
    { "about", "", "Where the numbers come from", CELL_TEXT, 0 },
    { "measured", "", "Source of measured points", CELL_TEXT, 0 },
};

void gallery_frame(struct frames *out)
{
    struct frame *const f =
        frame_begin(out, "gallery", "The teaching pictures", columns,
                    sizeof(columns) / sizeof(columns[0]));

    for (size_t i = 0; i < gallery_count(); i++) {
        const struct exhibit *const e = exhibits[i];

        frame_row(f);
        frame_text(f, e->chart.name);
        frame_text(f, e->chart.title);
        frame_text(f, e->chart.lesson);
        if (e->scenario == NULL)
            frame_null(f);
        else
            frame_text(f, e->scenario);
        frame_text(f, e->chart.about);
        frame_text(f, e->chart.source);
    }
}
