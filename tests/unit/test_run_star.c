/*
 * Star joins drawn at random (fixed seeds): as many dimensions, rows, laws,
 * nodes and distribution styles as chance has it, carried out as plans and
 * counted again by nested loops over value_at.
 */
#include "base/rng.h"
#include "measure/cost/cost_exact.h"
#include "tests/trial.h"
#include "world/value/value.h"

enum { STARS = 24, DIMS_MAX = 3, KINDS = 5 };

struct star {
    struct rng_stream draws;
    uint64_t drawn;
    struct arena *arena;
    int dims, nodes;
    int facts, rows[DIMS_MAX], kinds_kept[DIMS_MAX];
};

static int draw(struct star *s, int low, int high)
{
    const uint64_t bits = rng_bits(s->draws, s->drawn++);

    return low + (int)rng_below(bits, (uint64_t)(high - low + 1));
}

static struct star star_of(struct arena *a, int seed)
{
    struct star s = { .draws = rng_stream((uint64_t)seed, "star", 0),
                      .arena = a };

    s.dims = draw(&s, 1, DIMS_MAX);
    s.nodes = draw(&s, 2, 5);
    s.facts = draw(&s, 1, 3000);
    for (int d = 0; d < s.dims; d++) {
        s.rows[d] = draw(&s, 1, 90);
        s.kinds_kept[d] = draw(&s, 1, KINDS);
    }
    return s;
}

static const char *schema_of(const struct star *s)
{
    struct text_buffer b;

    text_buffer_init(&b, s->arena);
    text_add(&b, "create table f (id integer");
    for (int d = 0; d < s->dims; d++)
        text_addf(&b, ", k%d integer", d);
    text_add(&b, ");\n");
    for (int d = 0; d < s->dims; d++)
        text_addf(&b, "create table d%d (k integer, kind integer);\n", d);
    return text_buffer_text(&b);
}

static void add_data(struct star *s, struct text_buffer *b)
{
    text_addf(b,
              "cluster: {node: dc1.large, nodes: %d}\ndata:\n  f:\n"
              "    rows: %d\n    columns:\n      id: {law: sequential}\n",
              s->nodes, s->facts);
    for (int d = 0; d < s->dims; d++)
        text_addf(b, "      k%d: {references: d%d.k%s%s}\n", d, d,
                  draw(s, 0, 1) ? ", law: {zipf: 0.9}" : "",
                  draw(s, 0, 1) ? ", nulls: 0.2" : "");
    for (int d = 0; d < s->dims; d++)
        text_addf(b,
                  "  d%d:\n    rows: %d\n    columns:\n"
                  "      k: {law: sequential}\n"
                  "      kind: {law: {uniform: [1, %d]}}\n",
                  d, s->rows[d], KINDS);
}

static void add_style(struct star *s, struct text_buffer *b, const char *table,
                      const char *key)
{
    const int style = draw(s, 0, 2);

    if (style < 2)
        text_addf(b, "%s: {diststyle: %s}", table, style ? "all" : "even");
    else
        text_addf(b, "%s: {distkey: %s}", table, key);
}

static void add_designs(struct star *s, struct text_buffer *b)
{
    text_add(b, "designs:\n");
    for (int i = 0; i < 3; i++) {
        text_addf(b, "  x%d: {", i);
        add_style(s, b, "f",
                  text_format(s->arena, "k%d", draw(s, 0, s->dims - 1)));
        for (int d = 0; d < s->dims; d++) {
            text_add(b, ", ");
            add_style(s, b, text_format(s->arena, "d%d", d),
                      draw(s, 0, 1) ? "k" : "kind");
        }
        text_add(b, "}\n");
    }
}

/* The joins, and the groups of what they give. */
static void add_queries(const struct star *s, struct text_buffer *b)
{
    struct text_buffer from, kinds;

    text_buffer_init(&from, s->arena);
    text_buffer_init(&kinds, s->arena);
    text_add(&from, " from f");
    for (int d = 0; d < s->dims; d++) {
        text_addf(&from, " join d%d on f.k%d = d%d.k and d%d.kind <= %d", d, d,
                  d, d, s->kinds_kept[d]);
        text_addf(&kinds, "%sd%d.kind", d ? ", " : "", d);
    }
    text_addf(b, "queries:\n  joined: {text: 'select f.id, %s%s'}\n",
              text_buffer_text(&kinds), text_buffer_text(&from));
    text_addf(b, "  grouped: {text: 'select %s, count(*)%s group by %s'}\n",
              text_buffer_text(&kinds), text_buffer_text(&from),
              text_buffer_text(&kinds));
}

/* The kind of the one dimension row a fact meets; 0: none that is kept. */
static int kind_of(const struct trial *t, const struct star *s, int d,
                   int64_t fact)
{
    const int64_t key = value_at(t->world, 0, 1 + d, fact);

    for (int64_t row = 0; key != VALUE_NULL && row < s->rows[d]; row++)
        if (value_at(t->world, 1 + d, 0, row) == key) {
            const int kind = (int)value_at(t->world, 1 + d, 1, row);
            return kind <= s->kinds_kept[d] ? kind : 0;
        }
    return 0;
}

static void brute(const struct trial *t, const struct star *s, double *rows,
                  double *groups)
{
    bool seen[(KINDS + 1) * (KINDS + 1) * (KINDS + 1)] = { false };

    *rows = *groups = 0;
    for (int64_t fact = 0; fact < s->facts; fact++) {
        int cell = 0;
        bool meets = true;
        for (int d = 0; d < s->dims; d++) {
            const int kind = kind_of(t, s, d, fact);
            meets &= kind > 0;
            cell = cell * (KINDS + 1) + kind;
        }
        *rows += meets;
        *groups += meets && !seen[cell];
        seen[cell] |= meets;
    }
}

/* True if something was joined at all. */
static bool check_star(int seed)
{
    struct arena *const a = arena_begin();
    struct star s = star_of(a, seed);
    struct text_buffer b;
    struct faults faults;
    double rows, groups;

    text_buffer_init(&b, a);
    add_data(&s, &b);
    add_designs(&s, &b);
    add_queries(&s, &b);
    struct trial t = trial_of(schema_of(&s), text_buffer_text(&b));
    faults_init(&faults, t.arena);
    assert_true(cost_exact(t.cost, 0, 0, &faults));
    brute(&t, &s, &rows, &groups);
    for (int d = 0; d < t.cost->design_count; d++) {
        const struct cost_query *const got = t.cost->designs[d].queries;
        if (got[0].plan->root->rows != rows ||
            got[1].plan->root->rows != groups)
            print_error("star %d, design %d:\n%s", seed, d,
                        text_buffer_text(&b));
        assert_near(got[0].plan->root->rows, rows, 0);
        assert_near(got[1].plan->root->rows, groups, 0);
    }
    trial_done(&t);
    arena_done(a);
    return rows > 0;
}

static void random_stars_are_counted_as_nested_loops_do(void **state)
{
    int joined = 0;

    (void)state;
    for (int seed = 1; seed <= STARS; seed++)
        joined += check_star(seed);
    assert_true(joined > STARS / 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_stars_are_counted_as_nested_loops_do),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
