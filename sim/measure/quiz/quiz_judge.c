#include "measure/quiz/quiz_judge.h"

#include "base/text.h"

const struct quiz_judge *quiz_judge_of(enum choice_judge judge)
{
    static const struct quiz_judge *const judges[JUDGES] = {
        [JUDGE_COMPARE] = &quiz_compare,
        [JUDGE_WLM] = &quiz_wlm,
        [JUDGE_UPKEEP] = &quiz_upkeep,
    };

    return judges[judge];
}

const struct table *quiz_largest_table(const struct world *w)
{
    int most = 0;

    for (int t = 1; t < w->catalog.table_count; t++)
        if (w->catalog.tables[t].rows > w->catalog.tables[most].rows)
            most = t;
    return &w->catalog.tables[most];
}

const char *quiz_rows_text(struct arena *a, int64_t rows)
{
    const double x = (double)rows;

    if (x >= 1e9)
        return text_format(a, "%.3g billion", x / 1e9);
    if (x >= 1e6)
        return text_format(a, "%.3g million", x / 1e6);
    return text_grouped(a, rows);
}

bool quiz_changes(const struct quiz *q, enum choice_kind kind)
{
    for (int i = 0; i < q->choices->count; i++)
        if (q->choices->items[i].kind == kind &&
            q->result.best[i] != q->naive[i])
            return true;
    return false;
}

void quiz_line(struct frame *f, const char *part, const char *text)
{
    frame_row(f);
    frame_text(f, part);
    frame_text(f, text);
}
