/*
 * Search, scores and errors of the drill, on judges whose best answer is known
 * by construction; and the door to costs against measure/cost itself.
 */
#include "measure/quiz/quiz.h"

#include <stdlib.h>

#include "scenario/question/read_answers.h"
#include "scenario/question/read_question.h"
#include "tests/trial.h"

static struct arena *arena;

static int begin(void **state)
{
    (void)state;
    arena = arena_begin();
    return 0;
}

static int end(void **state)
{
    (void)state;
    arena_done(arena);
    return 0;
}

/* Choices of so many options each, without meaning. */
static struct choices plain(const int *options, int count)
{
    struct choices c = { .count = count,
                         .items = ARENA_ARRAY(arena, count, struct choice) };

    for (int i = 0; i < count; i++)
        c.items[i] = (struct choice){
            .kind = CHOICE_WAY,
            .name = "way",
            .option_count = options[i],
            .options = ARENA_ARRAY(arena, options[i], struct choice_option),
        };
    return c;
}

/* A bowl: 3 + the squared distance from the wanted answer. */
struct bowl {
    const int *wanted;
    int count;
    int asked;
};

static double depth(void *context, const int *answer)
{
    struct bowl *const b = context;
    double cost = 3;

    b->asked++;
    for (int i = 0; i < b->count; i++)
        cost +=
            (double)((answer[i] - b->wanted[i]) * (answer[i] - b->wanted[i]));
    return cost;
}

static void every_answer_has_its_number(void **state)
{
    static const int options[] = { 3, 2, 4 };
    const struct choices c = plain(options, 3);
    int answer[3];

    (void)state;
    assert_int_equal(choices_answers(&c), 24);
    choices_answer(&c, 0, answer);
    assert_int_equal(answer[0] + answer[1] + answer[2], 0);
    choices_answer(&c, 23, answer);
    assert_int_equal(answer[0], 2);
    assert_int_equal(answer[1], 1);
    assert_int_equal(answer[2], 3);
    /* 13 = 1 * 8 + 1 * 4 + 1. */
    choices_answer(&c, 13, answer);
    assert_int_equal(answer[0], 1);
    assert_int_equal(answer[1], 1);
    assert_int_equal(answer[2], 1);
}

static void the_whole_is_searched_when_it_is_small(void **state)
{
    static const int options[] = { 5, 7, 3 }, wanted[] = { 3, 5, 1 };
    const struct choices c = plain(options, 3);
    struct bowl b = { wanted, 3, 0 };
    const struct quiz_result r =
        quiz_search(arena, &c, (struct quiz_price){ depth, &b });

    (void)state;
    assert_false(r.partial);
    assert_int_equal(r.tried, 105);
    assert_int_equal(b.asked, 105);
    assert_memory_equal(r.best, wanted, sizeof(wanted));
    assert_near(r.best_cost, 3, 0);
    /* Farthest: 0, 0, 0 with 9 + 25 + 1. */
    assert_near(r.worst_cost, 38, 0);
}

static void a_large_search_is_partial_and_says_so(void **state)
{
    static const int options[] = { 16, 16, 16, 16, 16, 16 };
    static const int wanted[] = { 11, 2, 7, 0, 15, 9 };
    const struct choices c = plain(options, 6);
    struct bowl b = { wanted, 6, 0 };
    const struct quiz_result r =
        quiz_search(arena, &c, (struct quiz_price){ depth, &b });

    (void)state;
    assert_true(r.partial);
    assert_int_equal(r.legal, 16777216);
    assert_int_equal(r.tried, b.asked);
    assert_true(r.tried < QUIZ_TRIED_MAX);
    assert_memory_equal(r.best, wanted, sizeof(wanted));
}

static void scores_are_full_near_the_best_and_fall(void **state)
{
    double before = 1;

    (void)state;
    assert_near(quiz_score(1), 1, 0);
    assert_near(quiz_score(1.0199), 1, 0);
    /* (1.02 / 2.04)^2 */
    assert_near(quiz_score(2.04), 0.25, 1e-12);
    for (double regret = 1.03; regret < 300; regret *= 1.07) {
        assert_true(quiz_score(regret) < before);
        before = quiz_score(regret);
    }
    assert_true(before > 0);
}

/* Of two answers that cost 3 and 4 a guess scores 1 or (3.06 / 4)^2; of four in
   two choices that cost 3, 4, 4 and 5 also (3.06 / 5)^2. */
static void a_guess_scores_the_mean_of_all_answers(void **state)
{
    static const int options[] = { 2, 2 };
    static const int wanted[] = { 0, 0 };
    const struct choices c = plain(options, 2);
    const struct choices one = plain(options, 1);
    struct bowl b = { wanted, 2, 0 }, narrow = { wanted, 1, 0 };

    (void)state;
    assert_near(quiz_search(arena, &one, (struct quiz_price){ depth, &narrow })
                    .guess_score,
                (1 + 0.585225) / 2, 1e-12);
    assert_near(
        quiz_search(arena, &c, (struct quiz_price){ depth, &b }).guess_score,
        (1 + 2 * 0.585225 + 0.374544) / 4, 1e-12);
}

static void errors_are_ratios_above_a_floor(void **state)
{
    (void)state;
    assert_near(quiz_error(PREDICT_SECONDS, 3, 1.5), log(2), 1e-12);
    assert_near(quiz_error(PREDICT_SECONDS, 1.5, 3), log(2), 1e-12);
    /* "Nothing moves" is right where hardly anything does. */
    assert_near(quiz_error(PREDICT_MOVED_BYTES, 0, 6048), 0, 0);
    assert_near(quiz_error(PREDICT_MOVED_BYTES, 0, 7e6), log(7), 1e-12);
    assert_near(quiz_error(PREDICT_READ_FRAC, 0, 0.003), log(3), 1e-12);
    assert_near(quiz_error_score(0), 1, 0);
    assert_near(quiz_error_score(log(1.0999)), 1, 0);
    assert_near(quiz_error_score(log(10)), 0, 0);
    assert_near(quiz_error_score(log(123)), 0, 0);
    /* Half way on the logarithmic scale: sqrt(11) is between 1.1 and 10. */
    assert_near(quiz_error_score(0.5 * log(11)), 0.5, 1e-12);
}

/* One door, the same numbers as `compare`. */
static void the_door_gives_the_costs_of_compare(void **state)
{
    struct trial t = trial_run("scenarios/orders-star");
    struct whatif *const what = whatif_begin(t.arena, t.world);

    (void)state;
    for (int d = 0; d < t.world->design_count; d++)
        for (int q = 0; q < t.world->query_count; q++) {
            const struct cost_query *const want =
                &t.cost->designs[d].queries[q];
            const struct whatif_work got =
                whatif_query(what, t.world->designs[d], q);
            assert_near(got.seconds, want->price.total_s, 0);
            assert_near(got.bytes_moved, want->bytes_moved, 0);
        }
    for (int d = 0; d < t.world->design_count; d++)
        for (int table = 0; table < t.world->catalog.table_count; table++)
            assert_near(whatif_load_s(what, t.world->designs[d], table),
                        t.cost->designs[d].load_s[table], 0);
    trial_done(&t);
}

static void the_door_remembers_by_tables_touched(void **state)
{
    struct trial t = trial_run("scenarios/orders-star");
    struct whatif *const what = whatif_begin(t.arena, t.world);
    struct design *const other =
        design_copy(t.arena, &t.world->catalog, t.world->designs[0], "other");
    const int customer = catalog_table(&t.world->catalog, "dim_customer");

    (void)state;
    /* last_week reads the fact table alone, best_customers the other too. */
    other->tables[customer].diststyle = DIST_EVEN;
    assert_false(whatif_touches(what, 0, customer));
    assert_true(whatif_touches(what, 2, customer));
    whatif_query(what, t.world->designs[0], 0);
    whatif_query(what, other, 0);
    assert_int_equal(whatif_counted(what).requests, 2);
    assert_int_equal(whatif_counted(what).planned, 1);
    whatif_query(what, t.world->designs[0], 2);
    whatif_query(what, other, 2);
    assert_int_equal(whatif_counted(what).requests, 4);
    assert_int_equal(whatif_counted(what).planned, 3);
    trial_done(&t);
}

/* A choice of which the words of people are told apart. */
static void people_may_write_a_key_as_they_like(void **state)
{
    static struct choice_option options[] = { { .text = "even" },
                                              { .text = "key(a_id)" },
                                              { .text = "all" } };
    static struct choice_option sorts[] = {
        { .text = "none" },
        { .text = "sort(a, b)" },
        { .text = "sort(b)" },
        { .text = "interleaved(a, b)" },
    };
    const struct choice keys = { .options = options, .option_count = 3 };
    const struct choice sort = { .options = sorts, .option_count = 4 };

    (void)state;
    assert_int_equal(choice_parse(arena, &keys, "2"), 1);
    assert_int_equal(choice_parse(arena, &keys, "DISTKEY (A_ID)"), 1);
    assert_int_equal(choice_parse(arena, &keys, " a_id "), 1);
    assert_int_equal(choice_parse(arena, &keys, "diststyle ALL"), 2);
    assert_int_equal(choice_parse(arena, &keys, "b_id"), -1);
    assert_int_equal(choice_parse(arena, &keys, "4"), -1);
    assert_int_equal(choice_parse(arena, &keys, ""), -1);
    assert_int_equal(choice_parse(arena, &sort, "compound sortkey(a,b)"), 1);
    assert_int_equal(choice_parse(arena, &sort, "INTERLEAVED SORTKEY (a, b)"),
                     3);
    assert_int_equal(choice_parse(arena, &sort, "b a"), -1);
}

/* The same question read, with a world. */
struct round {
    struct question *question;
    struct question_round drawn;
    struct world *world;
};

static struct round round_of(const char *path, uint64_t seed)
{
    struct faults faults;
    struct round r;

    faults_init(&faults, arena);
    r.question = question_read(arena, path, &faults);
    assert_non_null(r.question);
    r.drawn = question_draw(arena, r.question, seed);
    r.world = question_world(arena, r.question, &r.drawn, NULL, &faults);
    assert_non_null(r.world);
    assert_true(question_fit(arena, r.question, r.world, &faults));
    return r;
}

static const char *const notations[] = {
    "design: {fact_sales: {distkey: listing_id, sortkey: sale_date},"
    " dim_listing: {diststyle: key, distkey: listing_id}}\n",

    "design:\n"
    "  fact_sales: {sortkey: [sale_date], sort: compound, diststyle: key,"
    " distkey: listing_id}\n"
    "  dim_listing: {distkey: listing_id}\n",

    "ddl: |\n"
    "  ALTER TABLE fact_sales ALTER DISTSTYLE KEY DISTKEY listing_id;\n"
    "  alter table fact_sales alter compound sortkey (sale_date);\n"
    "  alter table dim_listing alter distkey listing_id;\n",

    "design: {dim_listing: {distkey: listing_id}}\n"
    "ddl: |\n"
    "  create table fact_sales (sale_id bigint not null,\n"
    "    listing_id bigint not null distkey, seller_id integer not null,\n"
    "    sale_date date not null sortkey, quantity smallint not null,\n"
    "    price decimal(10,2) not null, fee decimal(8,2) not null);\n",
};

static void notation_does_not_matter(void **state)
{
    const struct round r = round_of("scenarios/interview/hot-seller", 3);
    const int count = r.question->choices.count;
    const char *folder = folder_begin(arena);
    const int *first = NULL;

    (void)state;
    for (size_t i = 0; i < sizeof(notations) / sizeof(notations[0]); i++) {
        const char *const path = text_format(arena, "%s/%zu.yaml", folder, i);
        struct faults faults;
        faults_init(&faults, arena);
        FILE *const out = fopen(path, "w");
        assert_non_null(out);
        fputs(notations[i], out);
        fclose(out);
        const struct answers *const given =
            answers_read(arena, path, r.question, r.world, &faults);
        for (size_t k = 0; k < faults.count; k++)
            print_error("%s\n", fault_line(arena, &faults.items[k]));
        assert_non_null(given);
        if (first == NULL)
            first = given->answer;
        assert_memory_equal(given->answer, first,
                            (size_t)count * sizeof(*first));
    }
    folder_remove(arena, folder);
    assert_string_equal(r.question->choices.items[0].options[first[0]].text,
                        "key(listing_id)");
}

/* The best is worth all, a guess on average what it has by luck beyond nothing,
   and the dearer answer never more. */
static void what_a_guess_brings_is_worth_nothing(void **state)
{
    const struct round r = round_of("scenarios/interview/hot-seller", 3);
    struct quiz *const q = quiz_begin(arena, r.world, &r.question->choices);
    const double guess = q->result.guess_score;
    const int64_t all = choices_answers(q->choices);
    int *const answer = ARENA_ARRAY(arena, q->choices->count, int);
    double sum = 0;

    (void)state;
    assert_near(quiz_worth(q, q->result.best), 1, 0);
    assert_near(quiz_worth(q, q->result.worst), 0, 0);
    for (int64_t n = 0; n < all; n++) {
        choices_answer(q->choices, n, answer);
        const double score = quiz_score(quiz_regret(q, answer));
        const double worth = quiz_worth(q, answer);
        assert_near(worth > 0, score > guess, 0);
        assert_true(worth <= score);
        sum += (score - guess) / (1 - guess);
    }
    assert_within(sum, 0, 1e-9);
}

static void a_seed_is_a_round(void **state)
{
    const struct round a = round_of("scenarios/interview/broadcast", 7);
    const struct round b = round_of("scenarios/interview/broadcast", 7);
    const struct round c = round_of("scenarios/interview/broadcast", 8);
    int differ = 0;

    (void)state;
    for (size_t i = 0; i < a.question->draw_count; i++) {
        assert_string_equal(a.drawn.shown[i], b.drawn.shown[i]);
        differ += !text_equal(a.drawn.shown[i], c.drawn.shown[i]);
    }
    assert_true(differ > 0);
    for (int t = 0; t < a.world->catalog.table_count; t++)
        assert_int_equal(a.world->catalog.tables[t].rows,
                         b.world->catalog.tables[t].rows);
    /* Within its range: 500 M to 2000 M. */
    const int64_t rows =
        c.world->catalog
            .tables[catalog_table(&c.world->catalog, "fact_reading")]
            .rows;
    assert_in_range(rows, 500000000, 2000000000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_answer_has_its_number),
        cmocka_unit_test(the_whole_is_searched_when_it_is_small),
        cmocka_unit_test(a_large_search_is_partial_and_says_so),
        cmocka_unit_test(scores_are_full_near_the_best_and_fall),
        cmocka_unit_test(a_guess_scores_the_mean_of_all_answers),
        cmocka_unit_test(what_a_guess_brings_is_worth_nothing),
        cmocka_unit_test(errors_are_ratios_above_a_floor),
        cmocka_unit_test(the_door_gives_the_costs_of_compare),
        cmocka_unit_test(the_door_remembers_by_tables_touched),
        cmocka_unit_test(people_may_write_a_key_as_they_like),
        cmocka_unit_test(notation_does_not_matter),
        cmocka_unit_test(a_seed_is_a_round),
    };

    return cmocka_run_group_tests(tests, begin, end);
}
