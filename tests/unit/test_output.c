/* A folder of results: whole files or none, and none outside of it. */
#include "report/output.h"
#include "tests/near.h"
#include "tests/unit/printed.h"

#include "tests/unit/folder.h"

static const struct frame_column one[] = { { "n", "", "", CELL_COUNT, 0 } };

static void add_frame(struct printed *p, const char *name, int64_t count)
{
    struct frame *const f = frame_begin(&p->frames, name, "Title", one, 1);

    frame_row(f);
    frame_count(f, count);
}

static void test_writes_every_frame(void **state)
{
    struct printed *const p = *state;
    const char *const top = folder_begin(p->arena);
    const char *const dir = text_format(p->arena, "%s/a/b", top);
    struct faults faults;

    faults_init(&faults, p->arena);
    add_frame(p, "cost", 137);
    add_frame(p, "storage", 51024);
    assert_true(output_write(&p->frames, dir, &faults));
    assert_int_equal(faults.count, 0);
    assert_int_equal(folder_entries(dir), 3);
    assert_string_equal(folder_read(p->arena, dir, "cost.csv"), "n\n137\n");
    assert_string_equal(folder_read(p->arena, dir, "storage.csv"),
                        "n\n51024\n");
    assert_non_null(
        strstr(folder_read(p->arena, dir, "result.json"), "[51024]"));
    folder_remove(p->arena, top);
}

/* A second run replaces files and leaves what is not its own. */
static void test_replaces_its_files_only(void **state)
{
    struct printed *const p = *state;
    const char *const dir = folder_begin(p->arena);
    struct faults faults;

    faults_init(&faults, p->arena);
    folder_write(p->arena, dir, "mine.txt", "keep");
    folder_write(p->arena, dir, "cost.csv", "much longer than the new one\n");
    add_frame(p, "cost", 8);
    assert_true(output_write(&p->frames, dir, &faults));
    assert_string_equal(folder_read(p->arena, dir, "cost.csv"), "n\n8\n");
    assert_string_equal(folder_read(p->arena, dir, "mine.txt"), "keep");
    folder_remove(p->arena, dir);
}

/* A link in the folder is replaced; what it points to is not written. */
static void test_follows_no_link_out(void **state)
{
    struct printed *const p = *state;
    const char *const dir = folder_begin(p->arena);
    const char *const other = folder_begin(p->arena);
    const char *const link = text_format(p->arena, "%s/cost.csv", dir);
    struct faults faults;
    struct output_folder o, inside;

    faults_init(&faults, p->arena);
    folder_write(p->arena, other, "victim", "untouched");
    assert_int_equal(symlink(text_format(p->arena, "%s/victim", other), link),
                     0);
    add_frame(p, "cost", 8);
    assert_true(output_write(&p->frames, dir, &faults));
    assert_string_equal(folder_read(p->arena, other, "victim"), "untouched");
    assert_string_equal(folder_read(p->arena, dir, "cost.csv"), "n\n8\n");

    assert_int_equal(symlink(other, text_format(p->arena, "%s/plots", dir)), 0);
    assert_true(output_open(&o, p->arena, dir, &faults));
    assert_false(output_open_inside(&inside, &o, "plots", &faults));
    assert_int_equal(faults.count, 1);
    output_close(&o);
    folder_remove(p->arena, dir);
    folder_remove(p->arena, other);
}

static bool half(const void *what, FILE *out)
{
    fputs(what, out);
    fflush(out);
    return false;
}

static void test_leaves_nothing_half_written(void **state)
{
    struct printed *const p = *state;
    const char *const dir = folder_begin(p->arena);
    struct faults faults;
    struct output_folder o;

    faults_init(&faults, p->arena);
    folder_write(p->arena, dir, "result.json", "{}");
    assert_true(output_open(&o, p->arena, dir, &faults));
    assert_false(output_file(&o, "result.json", half, "{\"fra", &faults));
    assert_int_equal(faults.count, 1);
    assert_non_null(strstr(faults.items[0].text, "cannot write '"));
    assert_non_null(strstr(faults.items[0].text, "/result.json': "));
    assert_string_equal(folder_read(p->arena, dir, "result.json"), "{}");
    assert_int_equal(folder_entries(dir), 1);
    output_close(&o);
    folder_remove(p->arena, dir);
}

static void test_says_why_it_cannot(void **state)
{
    struct printed *const p = *state;
    const char *const dir = folder_begin(p->arena);
    struct faults faults;

    faults_init(&faults, p->arena);
    folder_write(p->arena, dir, "file", "x");
    add_frame(p, "cost", 8);
    assert_false(output_write(&p->frames, text_format(p->arena, "%s/file", dir),
                              &faults));
    assert_false(output_write(
        &p->frames, text_format(p->arena, "%s/file/sub", dir), &faults));
    assert_false(output_write(&p->frames, "", &faults));
    assert_int_equal(faults.count, 3);
    assert_string_equal(faults.items[0].text,
                        text_format(p->arena,
                                    "cannot open the folder '%s/file': Not a "
                                    "directory",
                                    dir));
    assert_string_equal(faults.items[1].text,
                        text_format(p->arena,
                                    "cannot make the folder '%s/file/sub': "
                                    "Not a directory",
                                    dir));
    folder_remove(p->arena, dir);
}

static bool write_word(const void *what, FILE *out)
{
    return fputs(what, out) >= 0;
}

static bool write_half(const void *what, FILE *out)
{
    fputs(what, out);
    return false;
}

/* One file of any name; a failure leaves what stood there. */
static void test_one_file_anywhere(void **state)
{
    struct printed *const p = *state;
    const char *const dir = folder_begin(p->arena);
    const char *const path = text_format(p->arena, "%s/My Rows.CSV", dir);
    struct faults faults;

    faults_init(&faults, p->arena);
    assert_true(output_single(p->arena, path, write_word, "rows", &faults));
    assert_string_equal(folder_read(p->arena, dir, "My Rows.CSV"), "rows");
    assert_false(output_single(p->arena, path, write_half, "ro", &faults));
    assert_string_equal(folder_read(p->arena, dir, "My Rows.CSV"), "rows");
    assert_int_equal(folder_entries(dir), 1);
    assert_false(
        output_single(p->arena, "/dev/null", write_word, "rows", &faults));
    assert_false(output_single(p->arena, dir, write_word, "rows", &faults));
    assert_false(output_single(p->arena,
                               text_format(p->arena, "%s/no/file", dir),
                               write_word, "rows", &faults));
    assert_false(output_single(p->arena, "", write_word, "rows", &faults));
    assert_int_equal(faults.count, 5);
    folder_remove(p->arena, dir);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_writes_every_frame),  TEST(test_replaces_its_files_only),
        TEST(test_follows_no_link_out), TEST(test_leaves_nothing_half_written),
        TEST(test_says_why_it_cannot),  TEST(test_one_file_anywhere),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
