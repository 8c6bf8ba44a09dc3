#include "exact/run/run_flow.h"

#include "base/check.h"
#include "exact/run/run_stream.h"

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

/* ---- a pipeline ------------------------------------------------------- */

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
    run_count_stages(&f, counts, built);
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
