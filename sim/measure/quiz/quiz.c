#include "measure/quiz/quiz.h"

#include <math.h>

#include "base/check.h"
#include "measure/quiz/quiz_judge.h"

static void copy_answer(int *to, const int *from, int count)
{
    for (int i = 0; i < count; i++)
        to[i] = from[i];
}

static void take(struct quiz_result *r, const int *answer, int count,
                 double cost)
{
    CHECK(cost > 0);
    if (r->tried == 0 || cost < r->best_cost) {
        r->best_cost = cost;
        copy_answer(r->best, answer, count);
    }
    if (r->tried == 0 || cost > r->worst_cost) {
        r->worst_cost = cost;
        copy_answer(r->worst, answer, count);
    }
    r->tried++;
}

/* Down from `answer`, a choice at a time, until no option of any is better;
   returns the cost of where it began. */
static double descend(struct quiz_result *r, const struct choices *c,
                      struct quiz_price price, int *answer)
{
    const double begin = price.cost(price.context, answer);
    double here = begin;
    bool better = true;

    take(r, answer, c->count, here);
    while (better) {
        better = false;
        for (int i = 0; i < c->count; i++) {
            int kept = answer[i];
            for (int o = 0; o < c->items[i].option_count; o++) {
                answer[i] = o;
                const double cost = price.cost(price.context, answer);
                take(r, answer, c->count, cost);
                if (cost < here) {
                    here = cost;
                    kept = o;
                    better = true;
                }
            }
            answer[i] = kept;
        }
    }
    return begin;
}

static double mean_score(const double *costs, int64_t count, double best)
{
    double sum = 0;

    for (int64_t n = 0; n < count; n++)
        sum += quiz_score(costs[n] / best);
    return sum / (double)count;
}

struct quiz_result quiz_search(struct arena *a, const struct choices *c,
                               struct quiz_price price)
{
    int *const answer = ARENA_ARRAY(a, c->count, int);
    struct quiz_result r = { .legal = choices_answers(c),
                             .best = ARENA_ARRAY(a, c->count, int),
                             .worst = ARENA_ARRAY(a, c->count, int) };

    r.partial = r.legal > QUIZ_TRIED_MAX;
    const int64_t starts = r.partial ? QUIZ_STARTS : r.legal;
    double *const costs = ARENA_ARRAY(a, starts, double);
    for (int64_t n = 0; n < starts; n++) {
        choices_answer(c, r.legal / starts * n, answer);
        if (r.partial) {
            costs[n] = descend(&r, c, price, answer);
            continue;
        }
        costs[n] = price.cost(price.context, answer);
        take(&r, answer, c->count, costs[n]);
    }
    r.guess_score = mean_score(costs, starts, r.best_cost);
    return r;
}

static void release(void *scratch)
{
    arena_done(scratch);
}

static double answer_cost(void *context, const int *answer)
{
    return quiz_cost(context, answer);
}

struct quiz *quiz_begin(struct arena *a, const struct world *w,
                        const struct choices *c)
{
    struct quiz *const q = ARENA_NEW(a, struct quiz);

    CHECK(w->design_count > 0);
    q->arena = a;
    q->scratch = arena_begin();
    arena_defer(a, release, q->scratch);
    q->world = w;
    q->choices = c;
    q->base = w->designs[0];
    q->whatif = whatif_begin(a, w);
    q->judge = quiz_judge_of(c->judge);
    q->state = q->judge->begin == NULL ? NULL : q->judge->begin(q);
    q->naive = ARENA_ARRAY(a, c->count, int);
    q->naive_cost = quiz_cost(q, q->naive);
    q->result = quiz_search(a, c, (struct quiz_price){ answer_cost, q });
    return q;
}

struct design *quiz_design(struct arena *a, const struct quiz *q,
                           const int *answer, const char *name)
{
    return choices_design(a, &q->world->catalog, q->choices, q->base, answer,
                          name);
}

double quiz_cost(struct quiz *q, const int *answer)
{
    return q->judge->cost(q, answer);
}

double quiz_truth(struct quiz *q, const struct prediction *p, const int *answer)
{
    return q->judge->truth(q, p, answer);
}

double quiz_regret(struct quiz *q, const int *answer)
{
    return fmax(quiz_cost(q, answer) / q->result.best_cost, 1);
}

double quiz_score(double regret)
{
    const double share = QUIZ_CLOSE / regret;

    return share >= 1 ? 1 : share * share;
}

double quiz_worth(struct quiz *q, const int *answer)
{
    const double score = quiz_score(quiz_regret(q, answer));
    const double guess = q->result.guess_score;

    return score >= 1 ? 1 : fmax((score - guess) / (1 - guess), 0);
}

bool quiz_moved(struct quiz *now, const int *was)
{
    return quiz_regret(now, was) > QUIZ_CLOSE;
}

int quiz_walk(struct quiz *q, const int *from, const int *to, int *steps,
              double *costs)
{
    const struct arena_mark mark = arena_mark(q->scratch);
    const int count = q->choices->count;
    int *const at = ARENA_ARRAY(q->scratch, count, int);
    int n = 0;

    copy_answer(at, from, count);
    for (;;) {
        int next = -1;
        double least = 0;
        for (int i = 0; i < count; i++) {
            const int kept = at[i];
            if (kept == to[i])
                continue;
            at[i] = to[i];
            const double cost = quiz_cost(q, at);
            at[i] = kept;
            if (next < 0 || cost < least) {
                next = i;
                least = cost;
            }
        }
        if (next < 0)
            break;
        at[next] = to[next];
        steps[n] = next;
        costs[n++] = least;
    }
    arena_rewind(q->scratch, mark);
    return n;
}
