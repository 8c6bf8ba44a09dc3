#ifndef WORLD_SCHEDULE_H
#define WORLD_SCHEDULE_H

#include "world/history.h"

/*
 * schedule - how often a table is tidied up, as people say it.
 *
 *     never
 *     full every 1 d                    VACUUM FULL, TO 95 PERCENT
 *     delete only every 6 h to 99 percent
 *     daily, weekly, 24h, VACUUM FULL each 7 days
 *     every 1 d threshold 0             ANALYZE
 *
 * Case, blanks, commas and the words VACUUM, ANALYZE, EVERY, EACH, ONCE, A and
 * PERCENT do not matter, and 24 h are a day: what means the same is the same.
 * Without a word about it a VACUUM is FULL, TO 95 PERCENT, and an ANALYZE is
 * skipped when fewer than 10 % of the rows have changed, as Redshift has it.
 *
 * Units    hours, percent.
 * Memory   the arena given.
 * Errors   false, and *why says what is wrong, to stand after "'text' ".
 * Result   what schedule_text writes, schedule_parse reads back.
 * Source   redshift.md 5 and 7.
 */
#define SCHEDULE_TO_PCT 95.0
#define SCHEDULE_THRESHOLD_PCT 10.0

struct schedule {
    double every_h; /* HUGE_VAL: never */
    enum vacuum_kind vacuum;
    double to_pct;        /* VACUUM .. TO n PERCENT */
    double threshold_pct; /* analyze_threshold_percent */
    bool pct_said;        /* by who wrote it; else it is the usual one */
};

/* `of` is DO_VACUUM or DO_ANALYZE. */
bool schedule_parse(struct arena *a, const char *text, enum operation_kind of,
                    struct schedule *out, const char **why);

bool schedule_same(const struct schedule *a, const struct schedule *b);

/* Is it what the words can mean, where they leave the percentage open: "daily"
   of "full every 1 d to 100"? */
bool schedule_fits(const struct schedule *words, const struct schedule *s);

/* "full every 1 d", "never", "every 1 d threshold 0": what is not usual. */
const char *schedule_text(struct arena *a, enum operation_kind of,
                          const struct schedule *s);

/* "VACUUM DELETE ONLY TO 99 PERCENT every 6 h", "no ANALYZE". */
const char *schedule_sql(struct arena *a, enum operation_kind of,
                         const struct schedule *s);

/* "6 h", "1 d", "30 min". */
const char *schedule_time(struct arena *a, double hours);

#endif
