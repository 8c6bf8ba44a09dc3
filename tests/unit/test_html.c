/* A page from somebody else's names: escaped, whole, and with its numbers. */
#include "report/html/html.h"
#include "report/html/html_part.h"
#include "tests/unit/printed.h"

static const struct frame_column columns[] = {
    { "design", "", "Name of <the> design.", CELL_TEXT, 0 },
    { "seconds", "s", "How long.", CELL_NUMBER, 2 },
    { "rows", "rows", "How many.", CELL_COUNT, 0 },
};

static struct frame *add_frame(struct printed *p, const char *name)
{
    return frame_begin(&p->frames, name, "Title of it", columns, 3);
}

static void add_row(struct frame *f, const char *design, double s, int64_t rows)
{
    frame_row(f);
    frame_text(f, design);
    frame_number(f, s);
    frame_count(f, rows);
}

static struct html_page page;

static bool write_page(const struct frames *fs, FILE *out)
{
    page.frames = fs;
    return html_write(&page, out);
}

static const char *print_page(struct printed *p)
{
    page.title = page.title == NULL ? "T" : page.title;
    page.question = "starslice compare";
    page.stamp = "starslice";
    return print(p, write_page);
}

static int begin(void **state)
{
    page = (struct html_page){ .title = NULL };
    return set_up(state);
}

static void has(const char *text, const char *part)
{
    if (strstr(text, part) == NULL) {
        print_error("missing: %s\n", part);
        fail();
    }
}

static void has_not(const char *text, const char *part)
{
    if (strstr(text, part) != NULL) {
        print_error("should not be there: %s\n", part);
        fail();
    }
}

/* Wherever a user's text may stand. */
static void test_hostile_texts_are_text(void **state)
{
    static const char hostile[] = "<script>alert('x')</script>\"&";
    static const char safe[] = "&lt;script&gt;alert(&#39;x&#39;)&lt;/script"
                               "&gt;&quot;&amp;";
    static const struct html_source source = { hostile, hostile };
    struct printed *const p = *state;

    add_row(add_frame(p, "cost"), hostile, 2.385, 137);
    frames_note(&p->frames, "%s", hostile);
    page.title = hostile;
    page.sources = &source;
    page.source_count = 1;
    const char *const text = print_page(p);
    size_t count = 0;

    for (const char *s = text; (s = strstr(s, safe)) != NULL; s++)
        count++;
    assert_int_equal(count, 6); /* title, h1, cell, note, path, file */
    has_not(text, "<script>alert");
}

static void test_numbers_for_people_and_for_sorting(void **state)
{
    struct printed *const p = *state;
    struct frame *const f = add_frame(p, "cost");

    add_row(f, "a", 1234.5678, 51024);
    frame_row(f);
    frame_null(f);
    frame_null(f);
    frame_null(f);
    const char *const text = print_page(p);

    has(text, "data-v=\"1234.5678\">1,234.57</td>");
    has(text, "data-v=\"51024\">51,024</td>");
    has(text, "<tr><td></td><td></td><td></td></tr>");
    has(text, "title=\"Name of &lt;the&gt; design.\"");
}

/* What is first is open, the others fold, and the page stays small. */
static void test_leads_and_cuts(void **state)
{
    static const char *const lead[] = { "summary" };
    struct printed *const p = *state;

    add_row(add_frame(p, "summary"), "a", 2.385, 7);
    struct frame *const f = add_frame(p, "slices");
    for (int64_t i = 0; i <= HTML_ROWS_MAX; i++)
        add_row(f, "b", 0.5, i);
    page.lead = lead;
    page.lead_count = 1;
    const char *const text = print_page(p);

    has(text, "<h3 id=\"frame-summary\">Title of it</h3>");
    has(text, "<details id=\"frame-slices\"><summary>slices: Title of it");
    has_not(text, "<details id=\"frame-summary\"");
    has(text, "the first 2,000 of 2,001 rows; all are in slices.csv");
    has(text, "data-v=\"1999\"");
    has_not(text, "data-v=\"2000\"");
}

/* Ids are of the picture, references follow them, texts stay. */
static bool put_picture(const struct frames *fs, FILE *out)
{
    html_picture(fs->arena, "cost", "a & b",
                 "<?xml version='1.0'?>\n<svg viewBox='0'><g id=\"one\"/>"
                 "<use xlink:href='#one' fill=\"url(#two)\"/>"
                 "<text> id='three' url(#four)</text></svg>\n",
                 out);
    return true;
}

static void test_pictures_do_not_share_ids(void **state)
{
    const char *const text = print(*state, put_picture);

    has_not(text, "<?xml");
    has(text, "<svg role=\"img\" aria-label=\"a &amp; b\" viewBox='0'>");
    has(text, "<g id=\"cost-one\"/>");
    has(text, "xlink:href='#cost-one' fill=\"url(#cost-two)\"");
    has(text, "<text> id='three' url(#four)</text>");
    has(text, "<figcaption>a &amp; b</figcaption>");
}

static const struct frame_column plan_columns[] = {
    { "design", "", "", CELL_TEXT, 0 },    { "query", "", "", CELL_TEXT, 0 },
    { "step", "", "", CELL_COUNT, 0 },     { "parent", "", "", CELL_COUNT, 0 },
    { "operator", "", "", CELL_TEXT, 0 },  { "table", "", "", CELL_TEXT, 0 },
    { "label", "", "", CELL_TEXT, 0 },     { "rows", "", "", CELL_NUMBER, 0 },
    { "seconds", "", "", CELL_NUMBER, 3 },
};

static void add_step(struct frame *f, const char *query, int64_t step,
                     int64_t parent, const char *operator, const char * label)
{
    frame_row(f);
    frame_text(f, "before");
    frame_text(f, query);
    frame_count(f, step);
    if (parent < 0)
        frame_null(f);
    else
        frame_count(f, parent);
    frame_text(f, operator);
    frame_null(f);
    frame_text(f, label);
    frame_number(f, 56000);
    frame_number(f, 2.386);
}

/* A join over two scans, and a plan of one step. */
static void test_plans_are_trees(void **state)
{
    struct printed *const p = *state;
    struct frame *const f = frame_begin(&p->frames, "plan", "Plans",
                                        plan_columns, COUNT(plan_columns));

    add_step(f, "q1", 0, -1, "XN Hash Join", "DS_BCAST_INNER");
    add_step(f, "q1", 1, 0, "XN Seq Scan", "");
    add_step(f, "q1", 2, 0, "XN Hash", "");
    add_step(f, "q1", 3, 2, "XN Seq Scan", "");
    add_step(f, "q2", 0, -1, "XN Aggregate", "");
    const char *const text = print_page(p);
    static const char rest[] = " <span class=\"rows\">56,000 rows</span> "
                               "<span class=\"seconds\">2.39 s</span>";
    char *const want = arena_alloc(p->arena, 2048);

    snprintf(want, 2048,
             "<summary>q1 under before</summary>\n<ul>\n<li>XN Hash Join "
             "<span class=\"label\">DS_BCAST_INNER</span>%s<ul>\n"
             "<li>XN Seq Scan%s</li>\n<li>XN Hash%s<ul>\n"
             "<li>XN Seq Scan%s</li>\n</ul>\n</li>\n</ul>\n</li>\n</ul>\n"
             "</details>\n",
             rest, rest, rest, rest);
    has(text, want);
    has(text, "<summary>q2 under before</summary>");
}

/* The page's own script runs by its hash; nothing else may, and no network. */
static void test_forbids_itself_all_else(void **state)
{
    const char *const text = print_page(*state);

    has(text, "content=\"default-src 'none'; style-src 'unsafe-inline'; "
              "script-src 'sha256-");
    has_not(text, "http:");
    has_not(text, "https:");
}

#define PAGE(name) cmocka_unit_test_setup_teardown(name, begin, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        PAGE(test_hostile_texts_are_text),
        PAGE(test_numbers_for_people_and_for_sorting),
        PAGE(test_leads_and_cuts),
        PAGE(test_pictures_do_not_share_ids),
        PAGE(test_plans_are_trees),
        PAGE(test_forbids_itself_all_else),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
