/*
 * Questions that queues judge: costs worked out by hand where the queue can be
 * followed on paper, and what answers that say the same cost.
 */
#include <math.h>

#include "base/stat.h"
#include "measure/quiz/quiz_queues.h"
#include "measure/upkeep/upkeep_jobs.h"
#include "scenario/question/read_question.h"
#include "tests/trial.h"

static const char schema[] = "create table clock (tick integer not null);\n";

/* Four queries of 10 s at once; they share nothing but slots. */
static const char four[] =
    "title: four\n"
    "schema: schema.sql\n"
    "cluster: {node: ra3.4xlarge, nodes: 2}\n"
    "data: {clock: {rows: 1, columns: {tick: {law: sequential}}}}\n"
    "queries: {q: {text: select count(*) from clock}}\n"
    "workload:\n"
    "  duration: 120 s\n"
    "  warmup: 0 s\n"
    "  replications: 2\n"
    "  classes:\n"
    "    a: {service: 10 s, resource: nothing,\n"
    "        arrivals: {at: [0 s, 0 s, 0 s, 0 s]}}\n"
    "    b: {service: 5 s, resource: nothing, user_group: b,\n"
    "        arrivals: {at: [0 s, 0 s]}}\n"
    "wlm:\n"
    "  today:\n"
    "    queues: {b: {slots: 1, user_groups: [b]}, default: {slots: 1}}\n";

static const char slots[] =
    "title: slots\n"
    "prompt: How many?\n"
    "topics: [slots]\n"
    "judge: wlm\n"
    "settings:\n"
    "  slots: {at: wlm.today.queues.default.slots, pick: [1, 2, 4, 3]}\n"
    "  as_well:\n"
    "    options:\n"
    "      left: {}\n"
    "      written: {wlm.today.queues.b.slots: 1}\n"
    "      shorter: {workload.duration: 25 s}\n"
    "cost: {classes: {a: 3, b: 1}}\n"
    "predict:\n"
    "  wait: {say: How long?, wait: a}\n"
    "  time: {say: How long?, response: a}\n"
    "  used: {say: How full?, used: a}\n"
    "  spilled: {say: How many?, spilled: a}\n"
    "followups:\n"
    "  slow: {say: Slow?, change: {workload.classes.a.service: 20 s}}\n";

/* A question in a folder of its own, drawn and searched. */
struct asked {
    struct arena *arena;
    struct question *question;
    struct question_round drawn;
    struct quiz *quiz, *followup;
};

static void no_faults(struct faults *faults)
{
    for (size_t i = 0; i < faults->count; i++)
        print_error("%s\n", fault_line(faults->arena, &faults->items[i]));
    assert_int_equal(faults->count, 0);
}

static struct quiz *searched(struct asked *t, const struct question_followup *f)
{
    struct faults faults;

    faults_init(&faults, t->arena);
    struct world *const w =
        question_world(t->arena, t->question, &t->drawn, f, &faults);
    no_faults(&faults);
    if (f == NULL)
        question_fit(t->arena, t->question, w, &faults);
    question_vary(t->arena, t->question, &t->drawn, f, w, &faults);
    no_faults(&faults);
    return quiz_begin(t->arena, w, &t->question->choices);
}

static struct asked ask(const char *scenario, const char *question)
{
    struct asked t = { .arena = arena_begin() };
    const char *const folder = folder_begin(t.arena);
    struct faults faults;

    faults_init(&faults, t.arena);
    folder_write(t.arena, folder, "schema.sql", schema);
    folder_write(t.arena, folder, "scenario.yaml", scenario);
    folder_write(t.arena, folder, "question.yaml", question);
    t.question = question_read(t.arena, folder, &faults);
    no_faults(&faults);
    t.drawn = question_draw(t.arena, t.question, 1);
    t.quiz = searched(&t, NULL);
    t.followup = searched(&t, &t.question->followups[0]);
    folder_remove(t.arena, folder);
    return t;
}

static double truth(const struct asked *t, int prediction, const int *answer)
{
    return quiz_truth(t->quiz, &t->question->predictions[prediction], answer);
}

/*
 * One slot: a's queries are answered after 10, 20, 30 and 40 s, on average
 * after 25; two slots: 15; four: 10; three: 12.5. b's, in their own slot: 5
 * and 10, 7.5 on average. Three parts of a and one of b.
 */
static void costs_are_those_of_paper(void **state)
{
    static const double means[] = { 25, 15, 10, 12.5 };
    struct asked t = ask(four, slots);

    (void)state;
    assert_int_equal(t.quiz->result.legal, 12);
    for (int i = 0; i < 4; i++)
        assert_near(quiz_cost(t.quiz, (int[]){ i, 0 }),
                    (3 * means[i] + 7.5) / 4, 1e-9);
    assert_int_equal(t.quiz->result.best[0], 2);
    /* a's queries take 20 s: 50, 30, 20 and 25 s; b's as before. */
    for (int i = 0; i < 4; i++)
        assert_near(quiz_cost(t.followup, (int[]){ i, 0 }),
                    (3 * 2 * means[i] + 7.5) / 4, 1e-9);
    arena_done(t.arena);
}

/*
 * One slot, and the time is up after 25 s: two are answered, after 10 and 20 s;
 * two have been there for 25 s. (10 + 20 + 25 + 25) / 4 = 20. One waited 0 s
 * and one 10 s, of those that were answered.
 */
static void who_is_not_answered_counts(void **state)
{
    struct asked t = ask(four, slots);
    const int answer[] = { 0, 2 };

    (void)state;
    assert_near(quiz_cost(t.quiz, answer), (3 * 20.0 + 7.5) / 4, 1e-9);
    assert_near(truth(&t, 0, answer), 10, STAT_SKETCH_ERROR);
    arena_done(t.arena);
}

/* Waits of one slot: 0, 10, 20, 30 s; it is in use for 40 of 120 s. */
static void predictions_are_of_the_class(void **state)
{
    struct asked t = ask(four, slots);
    const int one[] = { 0, 0 }, all[] = { 2, 0 };

    (void)state;
    assert_near(truth(&t, 0, one), 30, STAT_SKETCH_ERROR);
    assert_near(truth(&t, 1, one), 25, 1e-9);
    assert_near(truth(&t, 2, one), 40.0 / 120, 1e-9);
    assert_near(truth(&t, 3, one), 0, 0);
    assert_near(truth(&t, 0, all), 0, 0);
    assert_near(truth(&t, 2, all), 10.0 / 120, 1e-9);
    arena_done(t.arena);
}

/* What says the same is the same: simulated once, and scored alike. */
static void equal_answers_are_one(void **state)
{
    struct asked t = ask(four, slots);
    const struct world *const w = t.quiz->world;

    (void)state;
    for (int i = 0; i < 4; i++) {
        const int left[] = { i, 0 }, written[] = { i, 1 };
        assert_ptr_equal(
            w->variants[choices_variant(t.quiz->choices, left)],
            w->variants[choices_variant(t.quiz->choices, written)]);
        assert_near(quiz_cost(t.quiz, left), quiz_cost(t.quiz, written), 0);
    }
    arena_done(t.arena);
}

/* Slots are said as numbers: a number is never a place among them. */
static void a_number_is_the_option(void **state)
{
    struct asked t = ask(four, slots);
    const struct choice *const c = &t.question->choices.items[0];
    const struct choice *const other = &t.question->choices.items[1];

    (void)state;
    assert_true(choice_is_numeric(c));
    assert_int_equal(choice_parse(t.arena, c, "4"), 2);
    assert_int_equal(choice_parse(t.arena, c, "3"), 3);
    assert_int_equal(choice_parse(t.arena, c, "5"), -1);
    assert_false(choice_is_numeric(other));
    assert_int_equal(choice_parse(t.arena, other, "2"), 1);
    assert_int_equal(choice_parse(t.arena, other, "Written"), 1);
    arena_done(t.arena);
}

/*
 * A COPY of 16 million rows, alone: with 4 files on 8 slices half of them read
 * nothing, and the others twice as many rows. That is the read rate's price for
 * 16 / 4 - 16 / 8 million rows of four bytes more.
 */
static void idle_slices_cost_time_and_no_work(void **state)
{
    struct trial t =
        trial_read(schema, "cluster: {node: ra3.4xlarge, nodes: 2}\n"
                           "data: {clock: {rows: 100 M, columns: {tick: {law: "
                           "sequential}}}}\n"
                           "history:\n"
                           "  horizon: 3 h\n"
                           "  operations:\n"
                           "    - {do: copy, table: clock, rows: 16 M, files: "
                           "4, start: 1 h}\n"
                           "    - {do: copy, table: clock, rows: 16 M, files: "
                           "8, start: 2 h}\n");
    const struct upkeep_jobs jobs =
        upkeep_jobs(t.arena, t.world, t.world->designs[0], 0, 3);
    const struct engine *const g = &t.world->cluster.engine;

    (void)state;
    assert_int_equal(t.world->cluster.slices, 8);
    assert_int_equal(jobs.count, 2);
    assert_near(jobs.items[0].seconds - jobs.items[0].least_s,
                2e6 * 4 * g->copy_read_s_per_row_byte, 1e-9);
    assert_near(jobs.items[1].seconds, jobs.items[1].least_s, 0);
    assert_near(jobs.items[0].least_s, jobs.items[1].least_s, 1e-9);
    trial_done(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(costs_are_those_of_paper),
        cmocka_unit_test(who_is_not_answered_counts),
        cmocka_unit_test(predictions_are_of_the_class),
        cmocka_unit_test(equal_answers_are_one),
        cmocka_unit_test(a_number_is_the_option),
        cmocka_unit_test(idle_slices_cost_time_and_no_work),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
