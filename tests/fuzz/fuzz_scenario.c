/*
 * fuzz_scenario - any bytes as a scenario, a schema, a design, a query, a
 * question or answers to one.
 *
 * The first byte says what the rest is: y YAML of a scenario, d DDL, a DDL
 * that changes a design, s SELECT, c the rows of a CSV file, q question.yaml
 * beside the scenario ASKED, n answers to its question; any other byte is taken
 * modulo seven. A scenario that loads is also costed when it is small, and a
 * question that fits is drawn and told.
 *
 * With -DFUZZER=1 this is a libFuzzer target. Without, main runs over the
 * files and folders named on the command line.
 */
#define _XOPEN_SOURCE 700 /* mkdtemp */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/fault.h"
#include "base/text.h"
#include "measure/cost/cost.h"
#include "scenario/load.h"
#include "scenario/question/read_answers.h"
#include "scenario/question/read_question.h"
#include "sql/sql.h"

enum { TEXT_BYTES_MAX = 1 << 20, COST_QUERIES_MAX = 4, COST_DESIGNS_MAX = 4 };

/* A question with choices of all that a history's judge knows. */
#define ASKED "scenarios/interview/orders-hourly"

static struct arena *keep; /* lives as long as the program */
static struct world *shop; /* for SELECT and design DDL */
static struct world *asked_world;
static struct question *asked;
static char folder[] = "/tmp/starslice-fuzz-XXXXXX";
static char scenario[sizeof(folder) + 32];

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count);

static void write_file(const char *path, const void *bytes, size_t count)
{
    FILE *f = fopen(path, "w");

    if (f == NULL || fwrite(bytes, 1, count, f) != count || fclose(f) != 0) {
        perror(path);
        exit(1);
    }
}

static void copy_file(const char *from, const char *name)
{
    static char bytes[TEXT_BYTES_MAX];
    char to[sizeof(scenario)];
    FILE *f = fopen(from, "r");
    size_t count;

    if (f == NULL) {
        perror(from);
        exit(1);
    }
    count = fread(bytes, 1, sizeof(bytes), f);
    fclose(f);
    snprintf(to, sizeof(to), "%s/%s", folder, name);
    write_file(to, bytes, count);
}

static void remove_folder(void)
{
    static const char *const names[] = { "scenario.yaml", "schema.sql",
                                         "tuned.sql",     "q.sql",
                                         "rows.sql",      "rows.csv",
                                         "question.yaml", "answers.yaml" };
    char path[sizeof(scenario)];

    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
        snprintf(path, sizeof(path), "%s/%s", folder, names[i]);
        unlink(path);
    }
    rmdir(folder);
    arena_done(keep);
}

/* Runs at the project's root, like all tests. */
int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    struct faults faults;

    (void)argc;
    (void)argv;
    if (mkdtemp(folder) == NULL) {
        perror(folder);
        exit(1);
    }
    snprintf(scenario, sizeof(scenario), "%s/scenario.yaml", folder);
    copy_file("docs/example/schema.sql", "schema.sql");
    copy_file("scenarios/ssb-tutorial/tuned.sql", "tuned.sql");
    copy_file("scenarios/ssb-tutorial/queries/q2.sql", "q.sql");

    keep = arena_begin();
    atexit(remove_folder);
    faults_init(&faults, keep);
    shop = scenario_load(keep, "scenarios/orders-star", &faults);
    asked_world = scenario_load(keep, ASKED, &faults);
    asked = question_read(keep, ASKED, &faults);
    if (shop == NULL || asked_world == NULL || asked == NULL ||
        !question_fit(keep, asked, asked_world, &faults)) {
        for (size_t i = 0; i < faults.count; i++)
            fprintf(stderr, "%s\n", fault_line(keep, &faults.items[i]));
        exit(1);
    }
    return 0;
}

/* Every fault can be printed, and a failure has at least one. */
static void check_faults(struct arena *a, struct faults *faults, bool good)
{
    faults_sort(faults);
    for (size_t i = 0; i < faults->count; i++)
        if (fault_line(a, &faults->items[i])[0] == '\0')
            abort();
    if (good != (faults->count == 0))
        abort();
}

static void feed_scenario(struct arena *a, const char *text, size_t count)
{
    struct faults faults;
    struct world *w;

    write_file(scenario, text, count);
    faults_init(&faults, a);
    w = scenario_load(a, scenario, &faults);
    check_faults(a, &faults, w != NULL);
    if (w != NULL && w->query_count <= COST_QUERIES_MAX &&
        w->design_count <= COST_DESIGNS_MAX) {
        struct frames frames;
        frames_init(&frames, a);
        cost_frames(cost_run(a, w, NULL, NULL), &frames);
    }
}

/* The bytes as the rows of a table, and as a sample that draws another. */
static void feed_rows(struct arena *a, const char *text, size_t count)
{
    static const char rows_schema[] =
        "create table p (a integer, b varchar(5), c date, d numeric(5,2));"
        "create table t (x varchar(5) references p (b), y integer);";
    static const char rows_scenario[] =
        "cluster: {node: dc1.large, nodes: 2}\n"
        "schema: rows.sql\n"
        "data:\n"
        "  p: {csv: rows.csv}\n"
        "  t: {rows: 100, columns: {y: {law: {sample: {file: rows.csv, "
        "column: a}}}}}\n";
    char path[sizeof(scenario)];

    snprintf(path, sizeof(path), "%s/rows.sql", folder);
    write_file(path, rows_schema, sizeof(rows_schema) - 1);
    snprintf(path, sizeof(path), "%s/rows.csv", folder);
    write_file(path, text, count);
    feed_scenario(a, rows_scenario, sizeof(rows_scenario) - 1);
}

static void feed_schema(struct arena *a, const char *text)
{
    struct faults faults;
    struct catalog catalog = { 0 };
    struct design *base = NULL;
    bool good;

    faults_init(&faults, a);
    good = sql_read_schema(a, text, "s.sql", &catalog, &base, &faults);
    check_faults(a, &faults, good);
}

static void feed_design(struct arena *a, const char *text)
{
    struct faults faults;
    struct design *d =
        design_copy(a, &shop->catalog, shop->designs[0], "fuzzed");
    bool good;

    faults_init(&faults, a);
    good = sql_read_design(a, text, "d.sql", &shop->catalog, d, &faults);
    check_faults(a, &faults, good);
}

/* Plan, estimate and price what was read, under one of the shop's designs.
   Layouts are worked out afresh each time, so only some queries are taken. */
static void cost_query(struct arena *a, const char *text, struct query *q)
{
    struct world one = *shop;
    struct frames frames;

    if (text_hash(text) % 8 != 0)
        return;
    one.designs += text_hash(text) / 8 % (uint64_t)shop->design_count;
    one.design_count = 1;
    one.queries = &q;
    one.query_count = 1;
    frames_init(&frames, a);
    cost_frames(cost_run(a, &one, NULL, NULL), &frames);
}

static void feed_query(struct arena *a, const char *text)
{
    struct faults faults;
    struct query *q;

    faults_init(&faults, a);
    q = sql_read_query(a, text, "q.sql", 1, &shop->catalog, SQL_NO_CLOCK, "q",
                       &faults);
    check_faults(a, &faults, q != NULL);
    if (q != NULL) {
        q->weight = 1;
        cost_query(a, text, q);
    }
}

/* Drawn and told as `rehearse` does, in the worlds of its follow-ups. */
static void tell_question(struct arena *a, const struct question *q)
{
    const struct question_round round = question_draw(a, q, 7);
    struct faults faults;

    for (size_t i = 0; i <= q->followup_count && i < 3; i++) {
        const struct question_followup *const f =
            i == 0 ? NULL : &q->followups[i - 1];
        faults_init(&faults, a);
        struct world *const w = question_world(a, q, &round, f, &faults);
        check_faults(a, &faults, w != NULL);
        if (w != NULL)
            check_faults(a, &faults,
                         question_vary(a, q, &round, f, w, &faults));
        if (question_say(a, q, &round, f ? f->say : q->prompt) == NULL)
            abort();
    }
}

static void feed_question(struct arena *a, const char *text, size_t count)
{
    char path[sizeof(scenario)];
    struct faults faults;
    struct question *q;

    snprintf(path, sizeof(path), "%s/question.yaml", folder);
    write_file(path, text, count);
    faults_init(&faults, a);
    q = question_read(a, folder, &faults);
    check_faults(a, &faults, q != NULL);
    if (q == NULL)
        return;
    q->path = ASKED;
    const bool fits = question_fit(a, q, asked_world, &faults);
    check_faults(a, &faults, fits);
    if (fits)
        tell_question(a, q);
}

static void feed_answers(struct arena *a, const char *text, size_t count)
{
    char path[sizeof(scenario)];
    struct faults faults;
    uint64_t seed;

    snprintf(path, sizeof(path), "%s/answers.yaml", folder);
    write_file(path, text, count);
    faults_init(&faults, a);
    const struct answers *const given =
        answers_read(a, path, asked, asked_world, &faults);
    check_faults(a, &faults, given != NULL);
    if (given != NULL && answers_seed(a, path, &seed) != given->seeded)
        abort();
    for (int i = 0; given != NULL && i < asked->choices.count; i++)
        if (given->answer[i] < 0 ||
            given->answer[i] >= asked->choices.items[i].option_count)
            abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count)
{
    static const char kinds[] = "ydascqn";
    struct arena *a;
    const char *kind;
    char *text;

    if (count < 1 || count > TEXT_BYTES_MAX)
        return 0;
    a = arena_begin();
    text = arena_alloc(a, count);
    memcpy(text, bytes + 1, count - 1);
    kind = strchr(kinds, bytes[0] == '\0' ? 'y' : bytes[0]);
    switch (kind != NULL ? *kind : kinds[bytes[0] % 7]) {
    case 'y':
        feed_scenario(a, text, count - 1);
        break;
    case 'd':
        feed_schema(a, text);
        break;
    case 'a':
        feed_design(a, text);
        break;
    case 'c':
        feed_rows(a, text, count - 1);
        break;
    case 'q':
        feed_question(a, text, count - 1);
        break;
    case 'n':
        feed_answers(a, text, count - 1);
        break;
    default:
        feed_query(a, text);
    }
    arena_done(a);
    return 0;
}

#ifndef FUZZER
static void feed_path(const char *path)
{
    static uint8_t bytes[TEXT_BYTES_MAX];
    struct stat st;

    if (stat(path, &st) != 0)
        return;
    if (S_ISDIR(st.st_mode)) {
        DIR *d = opendir(path);
        struct dirent *e;
        char name[4096];
        while (d != NULL && (e = readdir(d)) != NULL) {
            if (e->d_name[0] == '.')
                continue;
            snprintf(name, sizeof(name), "%s/%s", path, e->d_name);
            feed_path(name);
        }
        if (d != NULL)
            closedir(d);
        return;
    }
    FILE *f = fopen(path, "r");
    if (f == NULL)
        return;
    const size_t count = fread(bytes, 1, sizeof(bytes), f);
    fclose(f);
    LLVMFuzzerTestOneInput(bytes, count);
}

int main(int argc, char **argv)
{
    LLVMFuzzerInitialize(&argc, &argv);
    for (int i = 1; i < argc; i++)
        feed_path(argv[i]);
    printf("%d fed\n", argc - 1);
    return 0;
}
#endif
