/*
 * An answer that could be given, in five lines with numbers, and the queries of
 * system views that show each claim on a real cluster.
 */
#include <string.h>

#include "base/text.h"
#include "measure/quiz/quiz_card.h"
#include "measure/quiz/quiz_judge.h"

static const struct frame_column answer_columns[] = {
    { "part", "", "Part of the answer.", CELL_TEXT, 0 },
    { "line", "", "What to say.", CELL_TEXT, 0 },
};

static const struct frame_column proof_columns[] = {
    { "claim", "", "What is claimed.", CELL_TEXT, 0 },
    { "sql", "", "The query that shows it, before and after.", CELL_TEXT, 0 },
};

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

const char *quiz_words(struct arena *a, const struct quiz *q, const int *answer,
                       const int *but)
{
    struct text_buffer b;
    int before = -2; /* the table that the sentence speaks of */

    text_buffer_init(&b, a);
    for (int i = 0; i < q->choices->count; i++) {
        const struct choice *const c = &q->choices->items[i];
        const char *const text =
            choice_ddl(a, &q->world->catalog, c, answer[i]);
        if (but != NULL && answer[i] == but[i])
            continue;
        if (c->table >= 0 && c->table == before)
            text_addf(&b, ", %s", text);
        else
            text_addf(&b, "%s%s: %s", b.count == 0 ? "" : "; ",
                      c->table < 0 ? c->name
                                   : q->world->catalog.tables[c->table].name,
                      text);
        before = c->table;
    }
    return text_buffer_text(&b);
}

static const char *design(struct arena *a, const struct quiz *q)
{
    const char *const words = quiz_words(a, q, q->result.best, q->naive);

    return words[0] == '\0' ? "It stays as it is."
                            : text_format(a, "%s. The rest stays.", words);
}

/* What happens, without the question that ends it: "Sales double. What now?". */
static const char *event(struct arena *a, const struct quiz_followup *f)
{
    const char *const say = f->say == NULL ? f->name : f->say;
    size_t bytes = strlen(say), cut = bytes;

    if (bytes == 0 || say[bytes - 1] != '?')
        return say;
    while (cut > 0 && !text_starts(say + cut, ". "))
        cut--;
    return cut == 0 ? say : text_copy_n(a, say, cut + 1);
}

/* The worst change of the world, which is what to watch. */
static const char *limit(struct arena *a, const struct quiz_attempt *t)
{
    const struct quiz_followup *worst = NULL;
    double most = QUIZ_CLOSE;

    for (int i = 0; i < t->followup_count; i++) {
        const double keep =
            quiz_regret(t->followups[i].quiz, t->quiz->result.best);
        if (keep <= most)
            continue;
        most = keep;
        worst = &t->followups[i];
    }
    if (worst == NULL)
        return "None of the changes asked about would change it.";
    return text_format(a,
                       "One thing would make it %.1f times as dear as the best "
                       "then, and that is what I would watch: \"%s\"",
                       most, event(a, worst));
}

void quiz_card_answer(const struct quiz_attempt *t, struct frames *out)
{
    struct quiz *const q = t->quiz;
    struct frame *const f =
        frame_begin(out, "answer", "An answer in five lines", answer_columns,
                    COUNT_OF(answer_columns));

    quiz_line(f, "situation", q->judge->situation(f->arena, q));
    quiz_line(f, "design", design(f->arena, q));
    quiz_line(f, "evidence", q->judge->evidence(f->arena, q));
    quiz_line(f, "trade-off",
              text_format(f->arena, "%s %s", q->judge->trade_off(f->arena, q),
                          limit(f->arena, t)));
    quiz_line(f, "proof", q->judge->proof);
    q->judge->proofs(q, frame_begin(out, "proof",
                                    "How to prove it on a real cluster",
                                    proof_columns, COUNT_OF(proof_columns)));
}
