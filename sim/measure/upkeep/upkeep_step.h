#ifndef MEASURE_UPKEEP_STEP_H
#define MEASURE_UPKEEP_STEP_H

#include "measure/upkeep/upkeep.h"

/*
 * upkeep_step - one design under one history, while it is stepped; what the
 * parts of upkeep share, for upkeep*.c and agree_history.c alone.
 *
 * Memory   the stepper's arena; scratch is rewound by each price.
 * Errors   none.
 */
struct timed {
    double value, hours;
    struct upkeep_query *queries;
};

/* What is known of the data at times that come again (upkeep_follow.h). */
struct upkeep_memory;
struct known *upkeep_remember(struct upkeep_memory *memory,
                              const struct known *grown, const struct world *w);

/* One table that the history works on. */
struct kept {
    struct table_layout *base;
    struct regions *regions; /* NULL: nothing happens to it */
    double believed, changed;
    double blocks_read, blocks_sorted; /* of the last pricing */
    double rows_scanned;
    double strips_unsorted_frac; /* when the zone maps were kept */
    double boosted_until_h;      /* a BOOST VACUUM blocks UPDATE and DELETE */
};

/* The joins of one merge, at the last price of all queries. */
struct merge_price {
    bool known;
    double seconds, bytes_moved;
};

/* The tables that the history works on, as they lie at one time. */
struct upkeep_instant {
    double time_h;
    struct known *known;          /* of the rows that are there */
    struct table_layout **tables; /* NULL: as they were loaded */
};

/* A merge that names its staging table, when it ran. */
struct upkeep_merged {
    const struct history_event *event;
    double updated; /* rows that were there already */
    bool beside_vacuum;
};

/* What happened to the tables, to be priced later, and for several designs of
   the others. */
struct upkeep_past {
    struct arena *arena;
    struct upkeep_instant *instants;
    size_t instant_count, instant_room;
    struct upkeep_merged *merged;
    size_t merged_count, merged_room;
};

/* One design under one history. */
struct stepper {
    struct arena *arena, *scratch;
    const struct world *world;
    const struct world *grown; /* with all rows that ever arrive */
    const struct history *history;
    struct history_events events;
    struct known *known;
    struct layout *base;
    struct kept *tables;
    struct upkeep_run *run;
    struct upkeep *out;           /* for the strips; NULL in schedules */
    double query_s;               /* of the last pricing, a day */
    const char **joins;           /* per query, as last planned */
    struct merge_price *joins_of; /* per operation */
    struct timed *prices;         /* at which hour */
    size_t price_count, price_room;
    double vacuum_free_h, commit_free_h, vacuum_s, blocks_rewritten;
    int samples;             /* even times at which queries are priced */
    int vacuums_priced_each; /* and around each so manieth VACUUM; 0: none */
    struct upkeep_memory *memory; /* NULL: nothing comes again */
    const bool *runs;         /* per query: is it run at all? NULL: all are */
    struct upkeep_past *past; /* where to keep what is to be priced later; NULL:
                                 price it now */
};

/* What is known of all rows that ever arrive. */
struct known *step_known(struct arena *a, const struct world *w);

/* Of a stepper with its arenas, world, history, known and run: the events and
   the regions of every table, as at the beginning. Then event by event. */
void step_begin(struct stepper *s, const struct design *d);
void step_event(struct stepper *s, const struct history_event *e);

/* All events, and what the run comes to. */
void step_through(struct stepper *s);

/* Means over time of the prices. */
void step_summarise(struct stepper *s);

/* The rows that are there, and as ANALYZE believes them; how they lie. */
struct world *step_world(struct stepper *s, struct arena *a);
struct layout *step_layout(struct stepper *s, const struct world *w,
                           struct arena *a);

/* A table as it lies now, for later: its regions go on changing, so the layout
   has a copy of them. */
struct table_layout *step_freeze(struct stepper *s, struct arena *a,
                                 const struct world *w, int table);

/* Price all queries on the tables as they lie, and keep it for the means. */
void step_price(struct stepper *s, double time_h);

/* One query on such a layout; the plan in the scratch arena. */
struct plan *step_price_query(struct stepper *s, struct known *k,
                              const struct layout *l, int query,
                              struct upkeep_query *out);

/* The joins of one merge, or of all, on such tables. */
struct merge_price step_price_merge(struct stepper *s, struct known *k,
                                    const struct layout *l,
                                    const struct operation *op);
void step_price_merges(struct stepper *s, struct known *k,
                       const struct layout *l);

/* A merge that names its staging table, from the COPY into that on; noted in
   the run. */
void step_merge(struct stepper *s, const struct upkeep_merged *m);

/* What is known of the tables as they are, in the scratch arena unless it may
   be asked for again. */
struct known *step_known_now(struct stepper *s);

/* Room for what each query of a price takes and reads. */
struct upkeep_query *step_queries(struct stepper *s);
/* The same for one. */
void step_query_begin(struct arena *a, const struct world *w,
                      struct upkeep_query *q);

/* A row of the frame `upkeep`, with the last price. */
void step_sample(struct stepper *s, double time_h, int table,
                 const char *event);

/* Blocks of the table as it lies. */
double step_blocks(struct stepper *s, int table);

/* The zone maps of the table, `when` before or after. Those of the VACUUM are
   kept that finds most unsorted: does this one? Earlier ones are dropped. */
bool step_wants_strips(struct stepper *s, struct kept *t);
void step_strips(struct stepper *s, const struct kept *t, const char *when);

/* Is there room for so many blocks? The first time that there is not is the
   run's result. */
bool step_disk_holds(struct stepper *s, double time_h, double blocks);

/* The frame `merges`, where there are any that name their staging table. */
void upkeep_merge_frame(const struct upkeep *u, struct frames *out);

/* The cluster's price of so many seconds. */
double step_usd(const struct stepper *s, double seconds);

/* Transactions commit one after the other. */
void step_commit(struct stepper *s, double time_h);

/* What the queries of the last price lose while a VACUUM runs. */
double step_contention_s(const struct stepper *s,
                         const struct upkeep_vacuum *v);

/* VACUUM, deep copy, ANALYZE. */
void step_vacuum(struct stepper *s, const struct history_event *e);
void step_deep_copy(struct stepper *s, const struct history_event *e);
void step_analyze(struct stepper *s, const struct history_event *e);

#endif
