#include "exact/run_flow.h"

#include <math.h>

#include "base/check.h"

#include "exact/run_stream.h"
#include "exact/scanning.h"
#include "world/value.h"

/* ---- columns that joins make equal ------------------------------------ */

static int columns_of(const struct run *run, const struct relation *r)
{
    return r->kind == RELATION_TABLE
               ? run->world->catalog.tables[r->table].column_count
               : r->query->output_count;
}

static int class_of(const struct run_flow *f, struct column_ref ref)
{
    return ref.column < 0 ? -1
                          : f->classes[f->class_of[ref.relation] + ref.column];
}

static void find_classes(struct run_flow *f)
{
    const struct query *q = f->query;
    struct arena *const a = f->run->arena;
    int count = 0;

    f->class_of = ARENA_ARRAY(a, q->relation_count, int);
    for (int r = 0; r < q->relation_count; r++) {
        f->class_of[r] = count;
        count += columns_of(f->run, &q->relations[r]);
    }
    f->classes = ARENA_ARRAY(a, count, int);
    for (int c = 0; c < count; c++)
        f->classes[c] = c;
    for (int j = 0; j < q->join_count; j++) {
        const struct join *join = &q->joins[j];
        const int from =
            class_of(f, (struct column_ref){ join->right, join->right_column });
        const int to =
            class_of(f, (struct column_ref){ join->left, join->left_column });
        for (int c = 0; from >= 0 && to >= 0 && c < count; c++)
            if (f->classes[c] == from)
                f->classes[c] = to;
    }
}

/* ---- the source ------------------------------------------------------- */

static struct run_stage source_stage(struct run_flow *f)
{
    const struct step *s = f->leaf;
    struct run_stage stage = { .moves_by = -1 };

    stage.relations = stage.kept = UINT64_C(1) << s->relation;
    stage.place.kind = s->spread.kind;
    stage.place.class = -1;
    if (s->op == OP_SCAN) {
        const struct table_design *d = f->run->options->designs[s->table];
        stage.place.kind = d->diststyle == DIST_ALL   ? SPREAD_ALL
                           : d->diststyle == DIST_KEY ? SPREAD_KEY
                                                      : SPREAD_EVEN;
        if (d->diststyle == DIST_KEY)
            stage.place.class =
                class_of(f, (struct column_ref){ s->relation, d->distkey });
        f->look_at = f->run->world->catalog.tables[s->table].rows;
        return stage;
    }
    struct run_source *const source = &f->sources[s->relation];
    if (source->inner == NULL) {
        source->output = ARENA_ARRAY(
            f->run->arena, source->relation->query->output_count, int);
        source->inner = run_inner(f->run, s->outer, source->relation->query,
                                  source->relation->reads, source->output);
    }
    f->look_at = source->inner->set.count;
    return stage;
}

/* ---- joins ------------------------------------------------------------ */

static void find_equalities(struct run_flow *f, struct run_stage *s,
                            uint64_t outer, uint64_t inner, bool *left_inner)
{
    const struct query *q = f->query;

    s->equal =
        ARENA_ARRAY(f->run->arena, q->join_count + 1, struct run_equality);
    for (int j = 0; j < q->join_count; j++) {
        const struct join *join = &q->joins[j];
        const struct column_ref l = { join->left, join->left_column };
        const struct column_ref r = { join->right, join->right_column };
        const bool left_out = outer >> join->left & 1;
        if (!((outer | inner) >> join->left & 1) ||
            !((outer | inner) >> join->right & 1) ||
            left_out == (outer >> join->right & 1))
            continue;
        if (s->equal_count == 0)
            *left_inner = !left_out;
        s->equal[s->equal_count++] = left_out ? (struct run_equality){ l, r }
                                              : (struct run_equality){ r, l };
    }
}

/* The equality of a class; else the first. */
static int equality_on(const struct run_flow *f, const struct run_stage *s,
                       int class)
{
    for (int k = 0; k < s->equal_count; k++)
        if (class >= 0 && (class_of(f, s->equal[k].outer) == class ||
                           class_of(f, s->equal[k].inner) == class))
            return k;
    return s->equal_count > 0 ? 0 : -1;
}

static void place_join(const struct run_flow *f, struct run_stage *s,
                       struct run_place outer, struct run_place inner)
{
    s->place = outer;
    switch (s->step->label) {
    case DS_DIST_INNER:
        s->inner_moves = true;
        s->moves_by = equality_on(f, s, outer.class);
        break;
    case DS_DIST_OUTER:
        s->outer_moves = true;
        s->moves_by = equality_on(f, s, inner.class);
        s->place = inner;
        break;
    case DS_DIST_BOTH:
        s->outer_moves = s->inner_moves = true;
        s->moves_by = equality_on(f, s, -1);
        CHECK(s->moves_by >= 0);
        s->place.kind = SPREAD_KEY;
        s->place.class = class_of(f, s->equal[s->moves_by].outer);
        break;
    case DS_DIST_ALL_INNER:
        s->inner_moves = true;
        s->place.kind = SPREAD_ONE;
        break;
    case DS_BCAST_INNER:
        s->broadcast = true;
        break;
    case DS_DIST_ALL_NONE:
    case DS_DIST_NONE:
    case MOTION_NOTHING:
        break;
    }
}

static void find_crosses(struct run_flow *f, struct run_stage *s,
                         uint64_t before, uint64_t inner)
{
    const struct query *q = f->query;

    s->crosses = ARENA_ARRAY(f->run->arena, q->cross_count,
                             const struct cross_condition *);
    for (int x = 0; x < q->cross_count; x++) {
        uint64_t all = 0;
        for (int r = 0; r < q->crosses[x].relation_count; r++)
            all |= UINT64_C(1) << q->crosses[x].relations[r];
        if ((all & ~s->relations) == 0 && (all & ~before) != 0 &&
            (all & ~inner) != 0)
            s->crosses[s->cross_count++] = &q->crosses[x];
    }
}

/* A foreign key to numbered rows finds its parent without a hash. */
static void find_by_parent(struct run_flow *f, struct run_stage *s)
{
    const struct world *w = f->run->world;

    if (s->equal_count != 1 || s->built_columns != 1 ||
        s->equal[0].outer.column < 0 || s->equal[0].inner.column < 0)
        return;
    const struct relation *child =
        f->sources[s->equal[0].outer.relation].relation;
    const struct relation *parent =
        f->sources[s->equal[0].inner.relation].relation;
    if (child->kind != RELATION_TABLE || parent->kind != RELATION_TABLE)
        return;
    const struct law *law =
        w->catalog.tables[child->table].columns[s->equal[0].outer.column].law;
    const struct column *key =
        &w->catalog.tables[parent->table].columns[s->equal[0].inner.column];
    if (law->kind != LAW_REFERENCES || law->orphan_frac > 0 ||
        law->table != parent->table ||
        law->column != s->equal[0].inner.column || key->null_frac > 0 ||
        key->law->kind != LAW_SEQUENTIAL || key->law->line_hi > 1)
        return;
    s->by_parent = ARENA_ARRAY(f->run->arena,
                               w->catalog.tables[parent->table].rows, uint32_t);
    for (size_t c = 0; c < s->built.chunk_count; c++)
        for (int i = 0; i < s->built.chunks[c]->count; i++)
            s->by_parent[s->built.chunks[c]->codes[i]] =
                (uint32_t)(c * RUN_CHUNK) + (uint32_t)i + 1;
}

static void index_built(struct run_flow *f, struct run_stage *s)
{
    const enum join_kind kind = s->step->join;

    find_by_parent(f, s);
    if (s->by_parent == NULL && s->equal_count > 0)
        run_set_index(&s->built, s->built_columns, s->equal_count);
    if (kind == JOIN_FULL || (s->left_inner && kind != JOIN_INNER))
        s->matched = ARENA_ARRAY(
            f->run->arena, s->built.chunk_count * RUN_CHUNK + 1, unsigned char);
}

/* ---- tallies ---------------------------------------------------------- */

static double busiest_over_mean(const struct run *run, struct run_place place,
                                struct amount rows)
{
    if (place.kind == SPREAD_ALL || place.kind == SPREAD_ONE || rows.sum <= 0)
        return 1;
    return rows.busiest / (rows.sum / run->slices);
}

static void set_rows(const struct run *run, struct step *s,
                     struct run_place place, struct amount rows)
{
    s->rows = rows.sum;
    s->tally.rows_out = rows;
    s->busiest_over_mean = busiest_over_mean(run, place, rows);
}

/* Mean bytes of a row's strings, over up to so many rows. */
static double text_bytes(const struct run_flow *f, int column)
{
    struct run_batch b = { .count = RUN_BATCH };
    const struct step *s = f->leaf;
    const struct column *c =
        &f->run->world->catalog.tables[s->table].columns[column];
    int64_t rows[RUN_BATCH], codes[RUN_BATCH], sum = 0;
    unsigned char text[VALUE_BYTES_MAX];

    if (!type_is_string(c->type))
        return 0;
    const int64_t all = f->run->world->catalog.tables[s->table].rows;
    for (int i = 0; i < b.count; i++)
        rows[i] = (int64_t)((double)all * i / b.count);
    value_batch(f->run->world, s->table, column, rows, RUN_BATCH, codes);
    for (int i = 0; i < b.count; i++)
        sum += value_bytes(c, codes[i], text);
    return (double)sum / RUN_BATCH;
}

static void count_blocks(const struct run_flow *f)
{
    const struct run *run = f->run;
    struct step *const s = f->leaf;
    const struct relation *r = &s->query->relations[s->relation];

    if (s->op != OP_SCAN || run->options->stores == NULL ||
        run->options->stores[s->table] == NULL)
        return;
    const struct store *store = run->options->stores[s->table];
    const int columns = store->t->column_count + HIDDEN_COLUMNS;
    const double block_bytes = run->world->cluster.engine.block_bytes;
    const struct scanning scan =
        scanning_of(run->arena, store, r->filters, r->filter_count, r->reads);
    double text = 0;

    s->reads = ARENA_ARRAY(run->arena, columns, struct column_read);
    s->read_count = 0;
    s->blocks_total = 0;
    for (int c = 0; c < columns; c++) {
        if (scan.blocks[c] <= 0)
            continue;
        s->reads[s->read_count++] =
            (struct column_read){ c, (double)scan.blocks[c] };
        s->blocks_total += (double)store_column_blocks(store, c);
        if (c < store->t->column_count)
            text += text_bytes(f, c);
    }
    s->range_restricted = scan.restricted;
    s->tally.blocks = scan.tally.blocks;
    s->tally.rows_scanned = scan.tally.rows_scanned;
    s->tally.values = scan.tally.values;
    s->tally.bytes_read =
        (struct amount){ scan.tally.blocks.sum * block_bytes,
                         scan.tally.blocks.busiest * block_bytes };
    s->tally.text_bytes =
        (struct amount){ scan.tally.rows_scanned.sum * text,
                         scan.tally.rows_scanned.busiest * text };
}

/* The hashed side: what was built, and what its copies moved. */
static void count_build(const struct run *run, struct run_stage *s,
                        const struct run_counts *in)
{
    struct step *const join = s->step;
    struct step *const hash = join->inner;
    const struct amount rows = run_amount(in->from, run->slices, 1);
    const double row_bytes = run->world->cluster.engine.hash_row_bytes;
    const double bytes = run_amount(in->from_bytes, run->slices, 1).sum;
    struct tally *const t = &hash->tally;

    if (hash->op != OP_HASH)
        return;
    hash->rows = rows.sum;
    t->rows_out = rows;
    if (join->label == DS_BCAST_INNER || join->label == DS_DIST_ALL_NONE ||
        join->label == DS_DIST_ALL_INNER) {
        t->hash_rows = rows.sum;
        t->build_rows.busiest = rows.sum;
        t->build_rows.sum =
            rows.sum * (join->label == DS_DIST_ALL_INNER ? 1 : run->nodes);
        t->hash_bytes = bytes + rows.sum * row_bytes;
    } else {
        t->build_rows = run_amount(in->out, run->slices, 1);
        t->hash_rows = t->build_rows.busiest;
        for (int i = 0; i < run->slices; i++) {
            const double slice =
                (double)in->probe[i] + (double)in->out[i] * row_bytes;
            t->hash_bytes = slice > t->hash_bytes ? slice : t->hash_bytes;
        }
    }
    join->tally.hash_rows = t->hash_rows;
    join->tally.hash_bytes = t->hash_bytes;
}

/* Every node gets what the others have. */
static void count_broadcast(const struct run *run, const struct run_counts *in,
                            struct run_counts *out)
{
    int64_t rows = 0, bytes = 0;

    for (int i = 0; i < run->slices; i++) {
        rows += in->from[i];
        bytes += in->from_bytes[i];
    }
    for (int n = 0; n < run->nodes; n++) {
        out->node_handled[n] += rows;
        out->node_received[n] += rows;
        out->node_bytes[n] += bytes;
    }
    for (int i = 0; i < run->slices; i++) {
        out->node_received[i / run->per_node] -= in->from[i];
        out->node_bytes[i / run->per_node] -= in->from_bytes[i];
    }
    out->moved += rows * (run->nodes - 1);
    out->moved_bytes += bytes * (run->nodes - 1);
}

static void count_join(const struct run_flow *f, struct run_stage *s,
                       const struct run_counts *c, const struct run_counts *in)
{
    const struct run *run = f->run;
    struct step *const join = s->step;
    const struct amount probes = run_amount(c->probe, run->slices, f->weight);
    /* What streams is weighted in a sample; what is hashed is whole. */
    struct run_counts moved = run_counts_of(run->arena, run);

    run_counts_add(&moved, in, run);
    if (s->broadcast)
        count_broadcast(run, in, &moved);
    join->tally.rows_moved.sum =
        (double)c->moved * f->weight + (double)moved.moved;
    join->tally.bytes_moved.sum =
        (double)c->moved_bytes * f->weight + (double)moved.moved_bytes;
    double handled = 0, received = 0;
    for (int n = 0; n < run->nodes; n++) {
        const double h = (double)c->node_handled[n] * f->weight +
                         (double)moved.node_handled[n];
        const double b =
            (double)c->node_bytes[n] * f->weight + (double)moved.node_bytes[n];
        handled = h > handled ? h : handled;
        received = b > received ? b : received;
    }
    join->tally.rows_moved.busiest = handled;
    join->tally.bytes_moved.busiest = received;
    if (join->op == OP_HASH_JOIN) {
        count_build(run, s, in);
        join->tally.probe_rows = probes;
        run_spill(run, join->inner, join->inner->tally.hash_bytes,
                  join->inner->tally.hash_bytes +
                      probes.busiest * join->outer->width_bytes,
                  false);
        return;
    }
    struct amount *const work = join->op == OP_MERGE_JOIN
                                    ? &join->tally.merge_rows
                                    : &join->tally.pair_rows;
    const double whole = run_amount(in->from, run->slices, 1).sum;
    for (int i = 0; i < run->slices; i++) {
        const double part =
            join->op == OP_MERGE_JOIN
                ? (double)c->probe[i] * f->weight + (double)in->out[i]
                : (double)c->probe[i] * f->weight * whole;
        work->sum += part;
        work->busiest = part > work->busiest ? part : work->busiest;
    }
}

/* 95 % of a step's rows: the spread of the sample's parts. */
static void set_error(const struct run_flow *f, const struct step *s,
                      const struct run_counts *c)
{
    /* Student's t for 31 degrees of freedom. */
    const double quantile = 2.04;
    const double n = RUN_REPLICATES;
    double sum = 0, squares = 0;

    for (int r = 0; r < RUN_REPLICATES; r++)
        sum += (double)c->replicates[r];
    for (int r = 0; r < RUN_REPLICATES; r++) {
        const double apart = (double)c->replicates[r] - sum / n;
        squares += apart * apart;
    }
    f->run->sample->rows_error[s->id] =
        quantile * f->weight *
        sqrt(n / (n - 1) * squares * (1 - 1 / f->weight));
}

static struct run_set execute(const struct run_flow *query, struct step *top,
                              const struct run_sink *sink, bool may_sample,
                              struct run_stage *last, double *weight,
                              struct run_counts *sunk);

static void build(struct run_flow *f, struct run_stage *s,
                  struct run_counts *counts)
{
    struct step *const inner =
        s->step->inner->op == OP_HASH ? s->step->inner->outer : s->step->inner;
    struct run_stage *const below = s - 1;
    struct run_stage last;
    struct run_sink sink = { .keep_rows = true };
    uint64_t relations = 0;
    double weight;

    /* Which relations the inner side has is known once it is planned. */
    for (const struct step *t = inner; t != NULL;
         t = step_is_join(t) ? t->outer : NULL) {
        const struct step *leaf = t;
        while (leaf->inner != NULL && step_is_join(leaf)) {
            leaf =
                leaf->inner->op == OP_HASH ? leaf->inner->outer : leaf->inner;
            if (!step_is_join(leaf))
                relations |= UINT64_C(1) << leaf->relation;
        }
        if (!step_is_join(t))
            relations |= UINT64_C(1) << t->relation;
    }
    find_equalities(f, s, below->relations, relations, &s->left_inner);
    struct column_ref *const keys =
        ARENA_ARRAY(f->run->arena, s->equal_count + 1, struct column_ref);
    for (int k = 0; k < s->equal_count; k++)
        keys[k] = s->equal[k].inner;
    sink.refs = keys;
    sink.ref_count = s->equal_count;
    /* An inner side that is placed already is never dealt: DS_DIST_OUTER's
       key is asked for when its place is known. */
    place_join(f, s, below->place, (struct run_place){ SPREAD_KEY, -1 });
    sink.dealt = s->inner_moves;
    sink.deal_by = s->step->label == DS_DIST_ALL_INNER ? -1 : s->moves_by;
    s->built = execute(f, inner, &sink, false, &last, &weight, counts);
    if (s->step->label == DS_DIST_OUTER)
        place_join(f, s, below->place, last.place);
    s->relations = below->relations | last.relations;
    s->kept = below->kept | last.kept;
    if (s->step->join == JOIN_SEMI || s->step->join == JOIN_ANTI)
        s->kept = s->left_inner ? last.kept : below->kept;
    for (int r = 0; r < f->query->relation_count; r++)
        if (last.kept >> r & 1)
            s->inner_relation[s->built_columns++] = r;
    find_crosses(f, s, below->relations, last.relations);
    index_built(f, s);
}

static void count_stages(struct run_flow *f, struct run_counts *counts,
                         struct run_counts *built)
{
    const struct run *run = f->run;

    for (int k = 0; k < f->stage_count; k++) {
        struct run_stage *const s = &f->stages[k];
        struct step *const step = k == 0 ? f->leaf : s->step;
        set_rows(run, step, s->place,
                 run_amount(counts[k].out, run->slices, f->weight));
        if (k > 0)
            count_join(f, s, &counts[k], &built[k]);
        if (f->sampled)
            set_error(f, step, &counts[k]);
    }
    count_blocks(f);
}

static struct run_set execute(const struct run_flow *query, struct step *top,
                              const struct run_sink *sink, bool may_sample,
                              struct run_stage *last, double *weight,
                              struct run_counts *sunk)
{
    struct run *const run = query->run;
    struct run_flow f = *query;
    int joins = 0;

    for (f.leaf = top; step_is_join(f.leaf); f.leaf = f.leaf->outer)
        joins++;
    f.stage_count = joins + 1;
    f.weight = 1;
    f.stages = ARENA_ARRAY(run->arena, f.stage_count, struct run_stage);
    struct run_counts *const counts =
        ARENA_ARRAY(run->arena, f.stage_count + 1, struct run_counts);
    struct run_counts *const built =
        ARENA_ARRAY(run->arena, f.stage_count + 1, struct run_counts);
    for (int k = 0; k <= f.stage_count; k++) {
        counts[k] = run_counts_of(run->arena, run);
        built[k] = run_counts_of(run->arena, run);
    }
    f.stages[0] = source_stage(&f);
    if (may_sample && f.leaf->op == OP_SCAN && run->sample != NULL &&
        run->options->sample_rows > 0 &&
        run->options->sample_rows < f.look_at) {
        f.sampled = true;
        f.weight = (double)f.look_at / (double)run->options->sample_rows;
        f.look_at = run->options->sample_rows;
        run->sample->table = f.leaf->table;
        run->sample->rows = f.look_at;
    }
    struct step *step = top;
    for (int k = joins; k > 0; k--, step = step->outer)
        f.stages[k].step = step;
    for (int k = 1; k <= joins; k++) {
        f.stages[k].moves_by = -1;
        build(&f, &f.stages[k], &built[k]);
    }
    const struct run_set kept = run_stream(&f, sink, counts);
    count_stages(&f, counts, built);
    run_counts_add(sunk, &counts[f.stage_count], run);
    *last = f.stages[f.stage_count - 1];
    *weight = f.weight;
    return kept;
}

struct run_rows run_flow(struct run *run, struct step *top,
                         const struct run_sink *sink, uint64_t *kept,
                         struct run_place *place, struct run_counts *counts)
{
    const struct query *q = top->query;
    struct run_flow f = { .run = run, .query = q };
    struct run_rows rows = { .refs = sink->refs, .ref_count = sink->ref_count };
    struct run_stage last;

    CHECK(q->relation_count <= RUN_RELATIONS);
    f.sources = ARENA_ARRAY(run->arena, q->relation_count, struct run_source);
    for (int r = 0; r < q->relation_count; r++) {
        f.sources[r].relation = &q->relations[r];
        f.sources[r].draws =
            rng_stream(run->world->seed, "run.expression", (uint64_t)r);
    }
    find_classes(&f);
    rows.set =
        execute(&f, top, sink, q == run->root, &last, &rows.weight, counts);
    *kept = last.kept;
    *place = last.place;
    return rows;
}
