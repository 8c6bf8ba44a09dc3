#include "cli/rehearse/practice.h"

#include <math.h>

#include "base/text.h"
#include "cli/rehearse/round.h"

enum { DAY_S = 86400, HOUR_S = 3600 };

/* What is due counts from 1 on; what was never tried stands just below. */
static const double NEW = 1;

static const struct journal_round *last_round(const struct journal *j,
                                              const char *question)
{
    for (size_t i = j->count; i-- > 0;)
        if (text_equal(j->rounds[i].question, question))
            return &j->rounds[i];
    return NULL;
}

static const char *ago(struct arena *a, int64_t seconds)
{
    const long long hours = seconds / HOUR_S, days = seconds / DAY_S;

    if (hours < 1)
        return "just now";
    if (days < 1)
        return text_format(a, "%lld hour%s ago", hours, hours > 1 ? "s" : "");
    return text_format(a, "%lld day%s ago", days, days > 1 ? "s" : "");
}

static const char *because(struct arena *a, const struct journal *j,
                           const char *question, int64_t now_s)
{
    const struct journal_round *const r = last_round(j, question);

    return r == NULL ? "never tried"
                     : text_format(a, "%.0f points %s", r->total,
                                   ago(a, now_s - r->when_s));
}

bool practice_next(struct arena *a, const struct journal *j,
                   struct practice *out)
{
    const char **paths;
    const size_t count = round_list(a, &paths);
    const int64_t now_s = journal_now_s();
    double most = 0;
    int easiest = 0;
    struct faults faults;

    *out = (struct practice){ .path = NULL };
    faults_init(&faults, a);
    for (size_t i = 0; i < count; i++) {
        const struct question *const q = question_read(a, paths[i], &faults);
        if (q == NULL)
            continue;
        const double due = journal_due(j, q->name, now_s);
        const double urgency = isinf(due) ? NEW : due;
        if (out->path != NULL &&
            (urgency < most || (urgency <= most && q->level >= easiest)))
            continue;
        *out = (struct practice){ .path = paths[i], .name = q->name };
        most = urgency;
        easiest = q->level;
    }
    if (out->path != NULL)
        out->because = because(a, j, out->name, now_s);
    return out->path != NULL;
}
