#include "scenario/law/law_texts.h"

#include <stdlib.h>
#include <string.h>

#include "base/check.h"
#include "base/text.h"

bool law_texts_add(struct law_reader *r, const struct tree_node *n,
                   const char *text)
{
    struct law_texts *const t = r->texts;
    const int most =
        r->as->type.length < LAW_TEXT_MAX ? r->as->type.length : LAW_TEXT_MAX;

    if (strlen(text) > (size_t)most)
        return tree_fault(n, r->faults, "the text '%s' is longer than %d bytes",
                          text_quoted(r->faults->arena, text), most);
    ARENA_GROW(r->world->arena, t->items, t->count, t->room);
    t->items[t->count++] = text;
    return true;
}

void law_texts_use(struct law_reader *r, struct law *law, size_t count,
                   double *weights, const struct tree_node *n)
{
    struct law_texts *const t = r->texts;

    CHECK(count <= t->count);
    ARENA_GROW(r->world->arena, t->uses, t->use_count, t->use_room);
    t->uses[t->use_count++] = (struct law_use){ .law = law,
                                                .first = t->count - count,
                                                .count = count,
                                                .weights = weights,
                                                .node = n };
}

static int compare_texts(const void *x, const void *y)
{
    const char *const *const a = x, *const *const b = y;
    return strcmp(*a, *b);
}

/* The pool, sorted and without repeats, as a form of ranks. */
static void make_list(struct law_reader *r)
{
    const struct law_texts *const t = r->texts;
    const char **const items =
        ARENA_ARRAY(r->world->arena, t->count, const char *);
    int64_t count = 0;

    memcpy(items, t->items, t->count * sizeof(*items));
    qsort(items, t->count, sizeof(*items), compare_texts);
    for (size_t i = 0; i < t->count; i++)
        if (count == 0 || !text_equal(items[count - 1], items[i]))
            items[count++] = items[i];
    r->form = (struct form){
        .kind = FORM_LIST, .items = items, .count = count, .ordered = true
    };
}

static bool rank_of(struct law_reader *r, const struct law_use *use,
                    const char *text, int64_t *rank)
{
    bool exact = false;

    /* The pool's own list has every text; there may be very many. */
    if (r->form.kind == FORM_LIST) {
        const char **const item =
            bsearch(&text, r->form.items, (size_t)r->form.count,
                    sizeof(*r->form.items), compare_texts);

        CHECK(item != NULL);
        *rank = item - r->form.items;
        return true;
    }
    if (form_rank(&r->form, text, rank, &exact) && exact)
        return true;
    return tree_fault(use->node, r->faults,
                      "'%s' is none of the texts that the column's other law "
                      "writes; use one of them, or a list",
                      text_quoted(r->faults->arena, text));
}

struct weighed {
    int64_t code;
    double weight;
};

static int compare_weighed(const void *x, const void *y)
{
    const struct weighed *const a = x, *const b = y;
    return (a->code > b->code) - (a->code < b->code);
}

/* A list by ascending codes; the same text given twice adds up. */
static bool finish_list(struct law_reader *r, const struct law_use *use)
{
    struct arena *const a = r->world->arena;
    struct weighed *const w = ARENA_ARRAY(a, use->count, struct weighed);
    int64_t *const codes = ARENA_ARRAY(a, use->count, int64_t);
    double *const weights = ARENA_ARRAY(a, use->count, double);
    int64_t count = 0;

    for (size_t i = 0; i < use->count; i++) {
        if (!rank_of(r, use, r->texts->items[use->first + i], &w[i].code))
            return false;
        w[i].weight = use->weights == NULL ? 1 : use->weights[i];
    }
    qsort(w, use->count, sizeof(*w), compare_weighed);
    for (size_t i = 0; i < use->count; i++) {
        if (count == 0 || codes[count - 1] != w[i].code)
            codes[count++] = w[i].code;
        weights[count - 1] += w[i].weight;
    }
    *use->law = *law_list(a, codes, weights, count);
    return true;
}

/* A map's images, in the order of its source's codes; one more text than
   entries is the image of all other codes. */
static bool finish_map(struct law_reader *r, const struct law_use *use)
{
    struct law *const law = use->law;

    for (size_t i = 0; i < use->count; i++) {
        int64_t rank;

        if (!rank_of(r, use, r->texts->items[use->first + i], &rank))
            return false;
        if ((int64_t)i < law->map_count)
            law->to_codes[i] = rank;
        else
            law->base = rank;
    }
    return true;
}

static bool finish_use(struct law_reader *r, const struct law_use *use)
{
    switch (use->law->kind) {
    case LAW_LIST:
        return finish_list(r, use);
    case LAW_FROM:
        return use->law->map != MAP_TABLE || finish_map(r, use);
    default:
        return rank_of(r, use, r->texts->items[use->first], &use->law->lo);
    }
}

bool law_texts_finish(struct law_reader *r)
{
    const struct law_texts *const t = r->texts;
    bool good = true;

    if (t->count > 0 && r->form.kind == FORM_NONE)
        make_list(r);
    for (size_t i = 0; i < t->use_count && good; i++)
        good = finish_use(r, &t->uses[i]);
    return good;
}
