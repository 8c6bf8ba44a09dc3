/* A round of a question: what is drawn from a seed, and how it is told. */
#include <math.h>
#include <string.h>

#include "base/rng.h"
#include "base/text.h"
#include "scenario/load.h"
#include "scenario/question/read_question.h"

/* Two significant digits, as people say numbers. */
static double round_two(double x)
{
    const double unit = pow(10, floor(log10(x)) - 1);

    return round(x / unit) * unit;
}

const char *question_number(struct arena *a, enum quantity unit, double x)
{
    if (unit == QUANTITY_SHARE)
        return text_format(a, "%.3g %%", x * 100);
    if (unit == QUANTITY_ROWS && x >= 1e9)
        return text_format(a, "%.3g billion", x / 1e9);
    if (unit == QUANTITY_ROWS && x >= 1e6)
        return text_format(a, "%.3g million", x / 1e6);
    if (unit == QUANTITY_ROWS || (x >= 1000 && x < 1e15))
        return text_grouped(a, llround(x));
    return text_format(a, "%.3g", x);
}

static double between(const struct question_draw *d, double u)
{
    const double x = round_two(exp(log(d->lo) + u * log(d->hi / d->lo)));
    const double whole = d->unit == QUANTITY_ROWS ? fmax(round(x), 1) : x;

    return fmin(fmax(whole, d->lo), d->hi);
}

/* The text that goes into the scenario; *shown is for people. */
static const char *drawn(struct arena *a, const struct question_draw *d,
                         struct rng_stream s, const char **shown)
{
    if (d->pick != NULL) {
        const uint64_t at = rng_below(rng_bits(s, 0), d->pick->count);
        *shown = d->pick->items[at]->text;
        return *shown;
    }
    const double x = between(d, rng_unit(s, 0));
    *shown = question_number(a, d->unit, x);
    return text_format(a, d->unit == QUANTITY_ROWS ? "%.0f" : "%.6g", x);
}

static void change_at(struct arena *a, const struct tree_node *at,
                      const char *text, struct question_round *r)
{
    r->changes[r->change_count++] = (struct vary_change){
        .path = at->text,
        .value = vary_scalar(a, at, text),
        .where = tree_where(a, at),
    };
}

/* A stream for each draw by its name: a further draw shifts no other. */
struct question_round question_draw(struct arena *a, const struct question *q,
                                    uint64_t seed)
{
    struct question_round r = { .seed = seed };
    size_t paths = 0;

    for (size_t i = 0; i < q->draw_count; i++)
        paths += q->draws[i].at->kind == TREE_LIST ? q->draws[i].at->count : 1;
    r.changes = ARENA_ARRAY(a, paths, struct vary_change);
    r.shown = ARENA_ARRAY(a, q->draw_count, const char *);
    for (size_t i = 0; i < q->draw_count; i++) {
        const struct question_draw *const d = &q->draws[i];
        const char *const name =
            text_format(a, "rehearse.%s.%s", q->name, d->name);
        const char *const text =
            drawn(a, d, rng_stream(seed, name, 0), &r.shown[i]);
        if (d->at->kind != TREE_LIST)
            change_at(a, d->at, text, &r);
        for (size_t k = 0; d->at->kind == TREE_LIST && k < d->at->count; k++)
            change_at(a, d->at->items[k], text, &r);
    }
    return r;
}

/* Draws, then the follow-up's changes. */
static struct vary_change *changes_of(struct arena *a,
                                      const struct question_round *r,
                                      const struct question_followup *f,
                                      size_t *count)
{
    const size_t more = f == NULL ? 0 : f->change_count;
    struct vary_change *const all =
        ARENA_ARRAY(a, r->change_count + more, struct vary_change);

    for (size_t i = 0; i < r->change_count; i++)
        all[i] = r->changes[i];
    for (size_t i = 0; i < more; i++)
        all[r->change_count + i] = f->changes[i];
    *count = r->change_count + more;
    return all;
}

struct world *question_world(struct arena *a, const struct question *q,
                             const struct question_round *r,
                             const struct question_followup *f,
                             struct faults *faults)
{
    size_t count;
    const struct vary_change *const all = changes_of(a, r, f, &count);

    return scenario_load_varied(a, q->path, all, count, faults);
}

/* ---- variants ------------------------------------------------------------ */

/* What an answer's options change, in the order of the choices. */
static const struct tree_node *chosen(struct arena *a, const struct question *q,
                                      const struct tree_node *root,
                                      const int *answer, struct faults *faults)
{
    struct vary_change *all = NULL;
    size_t count = 0, room = 0;

    for (int i = 0; i < q->choices.count; i++) {
        if (q->choices.items[i].kind != CHOICE_SETTING)
            continue;
        const struct question_option *const o = &q->options[i][answer[i]];
        for (size_t k = 0; k < o->count; k++) {
            ARENA_GROW(a, all, count, room);
            all[count++] = o->changes[k];
        }
    }
    return vary_tree(a, root, all, count, faults);
}

/* The answer whose settings have this number; all else is naive. */
static void settings_of(const struct choices *c, int64_t number, int *answer)
{
    for (int i = c->count - 1; i >= 0; i--) {
        answer[i] = 0;
        if (c->items[i].kind != CHOICE_SETTING)
            continue;
        answer[i] = (int)(number % c->items[i].option_count);
        number /= c->items[i].option_count;
    }
}

static bool same_section(const struct tree_node *a, const struct tree_node *b,
                         const char *name)
{
    return tree_equal(tree_get(a, name), tree_get(b, name));
}

/* One variant: an earlier one that is equal, or that shares its workload, or
   read anew. NULL after a fault. */
static const struct world *variant(struct arena *a, const struct world **before,
                                   const struct tree_node **roots,
                                   int64_t number, struct faults *faults)
{
    const struct world *like = NULL;

    for (int64_t i = 0; i < number; i++) {
        if (!same_section(roots[i], roots[number], "workload") ||
            !same_section(roots[i], roots[number], "history"))
            continue;
        if (same_section(roots[i], roots[number], "wlm"))
            return before[i];
        like = before[i];
    }
    return like != NULL
               ? scenario_reread(a, like, roots[number], false, faults)
               : scenario_reread(a, before[0], roots[number], true, faults);
}

bool question_vary(struct arena *a, const struct question *q,
                   const struct question_round *r,
                   const struct question_followup *f, struct world *w,
                   struct faults *faults)
{
    const int64_t variants = choices_variants(&q->choices);
    int *const answer = ARENA_ARRAY(a, q->choices.count, int);
    size_t count;

    if (q->settings_node == NULL)
        return true;
    const struct tree_node **const roots =
        ARENA_ARRAY(a, variants, const struct tree_node *);
    const struct vary_change *const changes = changes_of(a, r, f, &count);
    const struct tree_node *const root =
        scenario_tree(a, q->path, changes, count, faults);
    if (root == NULL)
        return false;
    w->variants = ARENA_ARRAY(a, variants, const struct world *);
    for (int64_t i = 0; i < variants; i++) {
        settings_of(&q->choices, i, answer);
        roots[i] = chosen(a, q, root, answer, faults);
        if (roots[i] == NULL)
            return false;
        w->variants[i] = i == 0 ? scenario_reread(a, w, roots[0], true, faults)
                                : variant(a, w->variants, roots, i, faults);
        if (w->variants[i] == NULL)
            return false;
    }
    return true;
}

static const char *shown(const struct question *q,
                         const struct question_round *r, const char *name,
                         size_t bytes)
{
    for (size_t i = 0; i < q->draw_count; i++)
        if (strlen(q->draws[i].name) == bytes &&
            memcmp(q->draws[i].name, name, bytes) == 0)
            return r->shown[i];
    return NULL;
}

const char *question_say(struct arena *a, const struct question *q,
                         const struct question_round *r, const char *text)
{
    struct text_buffer b;

    text_buffer_init(&b, a);
    /* A folded text of YAML ends in a newline that nobody means. */
    size_t bytes = strlen(text);
    while (bytes > 0 && text[bytes - 1] == '\n')
        bytes--;
    text = text_copy_n(a, text, bytes);
    while (*text != '\0') {
        const char *const end = *text == '{' ? strchr(text, '}') : NULL;
        const char *const value =
            end == NULL ? NULL
                        : shown(q, r, text + 1, (size_t)(end - text - 1));
        if (value == NULL) {
            text_add_n(&b, text++, 1);
            continue;
        }
        text_add(&b, value);
        text = end + 1;
    }
    return text_buffer_text(&b);
}
