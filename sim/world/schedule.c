#include "world/schedule.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>

#include "base/text.h"

/* The text from here on, and what of it is understood. */
struct words {
    struct arena *arena;
    const char *at;
    enum operation_kind of;
    struct schedule *out;
    bool timed, never;
    const char *why;
};

/* A number, or letters and what binds them: "24h" are two words. */
static const char *next_word(struct words *w)
{
    size_t n = 0;

    while (*w->at != '\0' && !isalnum((unsigned char)*w->at) && *w->at != '.' &&
           *w->at != '%')
        w->at++;
    if (isdigit((unsigned char)*w->at) || *w->at == '.')
        while (isdigit((unsigned char)w->at[n]) || w->at[n] == '.')
            n++;
    else if (*w->at == '%')
        n = 1;
    else
        while (isalpha((unsigned char)w->at[n]))
            n++;
    const char *const word = text_copy_n(w->arena, w->at, n);
    w->at += n;
    return word;
}

static bool fails(struct words *w, const char *why)
{
    w->why = why;
    return false;
}

static double hours_of(const char *unit)
{
    static const struct {
        const char *name;
        double hours;
    } units[] = {
        { "min", 1.0 / 60 }, { "minute", 1.0 / 60 }, { "minutes", 1.0 / 60 },
        { "h", 1 },          { "hour", 1 },          { "hours", 1 },
        { "d", 24 },         { "day", 24 },          { "days", 24 },
        { "night", 24 },     { "nights", 24 },       { "w", 168 },
        { "week", 168 },     { "weeks", 168 },
    };

    for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++)
        if (text_equal(unit, units[i].name))
            return units[i].hours;
    return 0;
}

static bool take_time(struct words *w, double count, double hours)
{
    if (w->timed || w->never)
        return fails(w, "says twice how often");
    if (!(count * hours > 0))
        return fails(w, "has an interval of nothing");
    w->timed = true;
    w->out->every_h = count * hours;
    return true;
}

static bool is_number(const char *word)
{
    char *end;

    strtod(word, &end);
    return end != word && *end == '\0';
}

static bool take_percent(struct words *w, double *pct)
{
    const char *const word = next_word(w);

    if (!is_number(word) || strtod(word, NULL) > 100)
        return fails(w, "needs a percentage from 0 to 100 there");
    *pct = strtod(word, NULL);
    w->out->pct_said = true;
    return true;
}

static bool take_number(struct words *w, const char *word)
{
    const char *const unit = next_word(w);

    if (!is_number(word) || hours_of(unit) <= 0)
        return fails(w, "needs a time there, such as 6 h or 1 d");
    return take_time(w, strtod(word, NULL), hours_of(unit));
}

static bool is_filler(const char *word)
{
    static const char *const fillers[] = { "vacuum", "analyze", "every",
                                           "each",   "once",    "a",
                                           "an",     "percent", "only",
                                           "run",    "after",   "load" };

    for (size_t i = 0; i < sizeof(fillers) / sizeof(fillers[0]); i++)
        if (text_equal(word, fillers[i]))
            return true;
    return text_equal(word, "%");
}

static bool take_kind(struct words *w, const char *word)
{
    static const struct {
        const char *word;
        enum vacuum_kind kind;
    } kinds[] = {
        { "full", VACUUM_FULL },           { "sort", VACUUM_SORT_ONLY },
        { "delete", VACUUM_DELETE_ONLY },  { "reindex", VACUUM_REINDEX },
        { "recluster", VACUUM_RECLUSTER },
    };

    for (size_t i = 0;
         w->of == DO_VACUUM && i < sizeof(kinds) / sizeof(kinds[0]); i++)
        if (text_equal(word, kinds[i].word)) {
            w->out->vacuum = kinds[i].kind;
            return true;
        }
    return fails(w, text_format(w->arena, "has a word that says nothing: '%s'",
                                text_quoted(w->arena, word)));
}

static bool take_word(struct words *w, const char *word)
{
    static const struct {
        const char *word;
        double hours;
    } adverbs[] = {
        { "hourly", 1 }, { "daily", 24 }, { "nightly", 24 }, { "weekly", 168 }
    };

    if (text_equal(word, "never") || text_equal(word, "no") ||
        text_equal(word, "none")) {
        w->never = true;
        return !w->timed || fails(w, "says twice how often");
    }
    if (text_equal(word, "to") && w->of == DO_VACUUM)
        return take_percent(w, &w->out->to_pct);
    if (text_equal(word, "threshold") && w->of == DO_ANALYZE)
        return take_percent(w, &w->out->threshold_pct);
    for (size_t i = 0; i < sizeof(adverbs) / sizeof(adverbs[0]); i++)
        if (text_equal(word, adverbs[i].word))
            return take_time(w, 1, adverbs[i].hours);
    if (hours_of(word) > 0) /* "every day" */
        return take_time(w, 1, hours_of(word));
    return is_filler(word) || take_kind(w, word);
}

bool schedule_parse(struct arena *a, const char *text, enum operation_kind of,
                    struct schedule *out, const char **why)
{
    struct words w = {
        .arena = a, .at = text_lower(a, text), .of = of, .out = out
    };

    *out = (struct schedule){ .every_h = HUGE_VAL,
                              .vacuum = VACUUM_FULL,
                              .to_pct = SCHEDULE_TO_PCT,
                              .threshold_pct = SCHEDULE_THRESHOLD_PCT };
    for (const char *word = next_word(&w); word[0] != '\0';
         word = next_word(&w))
        if (!(isdigit((unsigned char)word[0]) || word[0] == '.'
                  ? take_number(&w, word)
                  : take_word(&w, word))) {
            *why = w.why;
            return false;
        }
    *why = "does not say how often, such as every 1 d";
    return w.timed || w.never;
}

static bool same_kind(const struct schedule *a, const struct schedule *b)
{
    return a->vacuum == b->vacuum;
}

/* TUNING: numbers are written down, not worked out: any that differ do so by
   more. */
static bool near(double a, double b)
{
    return fabs(a - b) <= 1e-9 * fmax(fabs(a), fabs(b));
}

static bool same_pct(const struct schedule *a, const struct schedule *b)
{
    return near(a->to_pct, b->to_pct) &&
           near(a->threshold_pct, b->threshold_pct);
}

static bool same_time(const struct schedule *a, const struct schedule *b)
{
    return isinf(a->every_h) || isinf(b->every_h)
               ? isinf(a->every_h) && isinf(b->every_h)
               : near(a->every_h, b->every_h);
}

bool schedule_same(const struct schedule *a, const struct schedule *b)
{
    return same_time(a, b) &&
           (isinf(a->every_h) || (same_kind(a, b) && same_pct(a, b)));
}

bool schedule_fits(const struct schedule *words, const struct schedule *s)
{
    return same_time(words, s) &&
           (isinf(s->every_h) ||
            (same_kind(words, s) && (!words->pct_said || same_pct(words, s))));
}

const char *schedule_time(struct arena *a, double hours)
{
    if (hours >= 24 && fmod(hours, 24) <= 0)
        return text_format(a, "%.6g d", hours / 24);
    if (hours >= 1)
        return text_format(a, "%.6g h", hours);
    return text_format(a, "%.6g min", hours * 60);
}

static const char *kind_words(enum vacuum_kind k, bool sql)
{
    static const char *const lower[VACUUM_KINDS] = {
        [VACUUM_FULL] = "full",
        [VACUUM_SORT_ONLY] = "sort only",
        [VACUUM_DELETE_ONLY] = "delete only",
        [VACUUM_REINDEX] = "reindex",
        [VACUUM_RECLUSTER] = "recluster",
    };
    static const char *const upper[VACUUM_KINDS] = {
        [VACUUM_FULL] = "FULL",
        [VACUUM_SORT_ONLY] = "SORT ONLY",
        [VACUUM_DELETE_ONLY] = "DELETE ONLY",
        [VACUUM_REINDEX] = "REINDEX",
        [VACUUM_RECLUSTER] = "RECLUSTER",
    };

    return sql ? upper[k] : lower[k];
}

static bool is_usual(const struct schedule *s, enum operation_kind of)
{
    return of == DO_VACUUM
               ? fabs(s->to_pct - SCHEDULE_TO_PCT) < 1e-9
               : fabs(s->threshold_pct - SCHEDULE_THRESHOLD_PCT) < 1e-9;
}

const char *schedule_text(struct arena *a, enum operation_kind of,
                          const struct schedule *s)
{
    const bool usual = is_usual(s, of);

    if (isinf(s->every_h))
        return "never";
    if (of == DO_VACUUM)
        return text_format(a, "%s every %s%s", kind_words(s->vacuum, false),
                           schedule_time(a, s->every_h),
                           usual ? "" : text_format(a, " to %g", s->to_pct));
    return text_format(
        a, "every %s%s", schedule_time(a, s->every_h),
        usual ? "" : text_format(a, " threshold %g", s->threshold_pct));
}

const char *schedule_sql(struct arena *a, enum operation_kind of,
                         const struct schedule *s)
{
    if (isinf(s->every_h))
        return of == DO_VACUUM ? "no VACUUM" : "no ANALYZE";
    if (of == DO_ANALYZE)
        return text_format(a, "ANALYZE every %s (threshold %g %%)",
                           schedule_time(a, s->every_h), s->threshold_pct);
    return text_format(
        a, "VACUUM %s%s every %s", kind_words(s->vacuum, true),
        is_usual(s, of) ? "" : text_format(a, " TO %g PERCENT", s->to_pct),
        schedule_time(a, s->every_h));
}
