/* The names that can be asked for, and what is nearly one of them. */
#include <string.h>

#include "base/text.h"
#include "cli/rehearse/facts.h"
#include "scenario/field.h"

static const char *const general[] = { "rows",    "queries", "columns",
                                       "cluster", "arrival", "loads" };
static const char *const of_wlm[] = { "queues", "memory" };

size_t facts_names(struct round *r, const char ***names)
{
    enum { GENERAL = sizeof(general) / sizeof(general[0]) };
    struct arena *const a = r->session->arena;
    const struct catalog *const c = &r->world->catalog;
    const bool queues = r->question->judge == JUDGE_WLM;
    size_t count = 0, room = GENERAL + 3;

    for (int t = 0; t < c->table_count; t++)
        room += 1 + (size_t)c->tables[t].column_count;
    *names = ARENA_ARRAY(a, room, const char *);
    for (size_t i = 0; i < GENERAL; i++)
        (*names)[count++] = general[i];
    for (size_t i = 0; queues && i < 2; i++)
        (*names)[count++] = of_wlm[i];
    (*names)[count++] = "skew";
    for (int t = 0; t < c->table_count; t++) {
        (*names)[count++] = c->tables[t].name;
        for (int i = 0; i < c->tables[t].column_count; i++)
            (*names)[count++] = c->tables[t].columns[i].name;
    }
    return count;
}

static bool is_name(const char *const *names, size_t count, const char *word)
{
    for (size_t i = 0; i < count; i++)
        if (text_equal(names[i], word))
            return true;
    return false;
}

const char *facts_nearly(struct round *r, const char *words)
{
    struct arena *const a = r->session->arena;
    struct faults faults;
    const char **names;
    const size_t count = facts_names(r, &names);

    faults_init(&faults, a);
    for (const char *p = words; *p != '\0'; p += strcspn(p, " ")) {
        p += strspn(p, " ");
        const char *const word = text_copy_n(a, p, strcspn(p, " "));
        if (is_name(names, count, word))
            continue;
        const char *const text = field_suggestion(&faults, word, names, count);
        if (strlen(word) > 3 && text_starts(text, ", did you mean"))
            return text_format(a, "I know nothing of '%s'%s", word, text);
    }
    return NULL;
}
