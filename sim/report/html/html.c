#include "report/html/html.h"

#include "base/text.h"
#include "report/html/html_part.h"
#include "report/page_text.h"

/* The parts of a page, in order; the links at its top lead to them. */
struct section {
    const char *id, *title;
    bool (*is_there)(const struct html_page *p);
    void (*put)(struct arena *scratch, const struct html_page *p, FILE *out);
};

static bool is_lead(const struct html_page *p, const struct frame *f)
{
    for (size_t i = 0; i < p->lead_count; i++)
        if (text_equal(p->lead[i], f->name))
            return true;
    return false;
}

static void put_title(struct arena *scratch, const struct frame *f, FILE *out)
{
    const bool titled = f->title != NULL && f->title[0] != '\0';

    html_text(scratch, titled ? f->title : f->name, out);
}

static bool has_lead(const struct html_page *p)
{
    return p->lead_count > 0;
}

/* In the order of the result, which is the order of reading. */
static void put_lead(struct arena *scratch, const struct html_page *p,
                     FILE *out)
{
    for (size_t i = 0; i < p->frames->count; i++) {
        const struct frame *const f = p->frames->items[i];

        if (!is_lead(p, f))
            continue;
        fprintf(out, "<h3 id=\"frame-%s\">", f->name);
        put_title(scratch, f, out);
        fputs("</h3>\n", out);
        html_table(scratch, f, out);
    }
}

static bool has_pictures(const struct html_page *p)
{
    return p->picture_count > 0;
}

static void put_pictures(struct arena *scratch, const struct html_page *p,
                         FILE *out)
{
    for (size_t i = 0; i < p->picture_count; i++)
        html_picture(scratch, p->pictures[i].name, p->pictures[i].about,
                     p->pictures[i].svg, out);
}

static const struct frame *plan_of(const struct html_page *p)
{
    return frames_find(p->frames, "plan");
}

static bool has_plans(const struct html_page *p)
{
    return plan_of(p) != NULL && plan_of(p)->row_count > 0;
}

static void put_plans(struct arena *scratch, const struct html_page *p,
                      FILE *out)
{
    html_plans(scratch, plan_of(p), out);
}

static bool has_tables(const struct html_page *p)
{
    return p->frames->count > 0;
}

static void put_tables(struct arena *scratch, const struct html_page *p,
                       FILE *out)
{
    for (size_t i = 0; i < p->frames->count; i++) {
        const struct frame *const f = p->frames->items[i];

        if (is_lead(p, f))
            continue;
        fprintf(out, "<details id=\"frame-%s\"><summary>%s: ", f->name,
                f->name);
        put_title(scratch, f, out);
        fputs("</summary>\n", out);
        html_table(scratch, f, out);
        fputs("</details>\n", out);
    }
}

static bool has_notes(const struct html_page *p)
{
    return p->frames->note_count > 0;
}

static void put_notes(struct arena *scratch, const struct html_page *p,
                      FILE *out)
{
    fputs("<ul>\n", out);
    for (size_t i = 0; i < p->frames->note_count; i++) {
        fputs("<li>", out);
        html_text(scratch, p->frames->notes[i], out);
        fputs("</li>\n", out);
    }
    fputs("</ul>\n", out);
}

static bool has_sources(const struct html_page *p)
{
    return p->source_count > 0;
}

static void put_sources(struct arena *scratch, const struct html_page *p,
                        FILE *out)
{
    for (size_t i = 0; i < p->source_count; i++) {
        fputs("<details><summary>", out);
        html_text(scratch, p->sources[i].path, out);
        fputs("</summary><pre tabindex=\"0\">", out);
        html_lines(scratch, p->sources[i].text, out);
        fputs("</pre></details>\n", out);
    }
}

static const struct section sections[] = {
    { "summary", "Summary", has_lead, put_lead },
    { "pictures", "Pictures", has_pictures, put_pictures },
    { "plans", "Plans", has_plans, put_plans },
    { "tables", "All other tables", has_tables, put_tables },
    { "notes", "Notes and assumptions", has_notes, put_notes },
    { "scenario", "The scenario", has_sources, put_sources },
};

enum { SECTIONS = sizeof(sections) / sizeof(sections[0]) };

static void put_top(struct arena *scratch, const struct html_page *p, FILE *out)
{
    fprintf(out,
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n"
            "<meta charset=\"utf-8\">\n"
            "<meta name=\"viewport\" content=\"width=device-width, "
            "initial-scale=1\">\n"
            "<meta http-equiv=\"Content-Security-Policy\" content=\""
            "default-src 'none'; style-src 'unsafe-inline'; "
            "script-src '%s'\">\n<title>",
            page_script_hash);
    html_text(scratch, p->title, out);
    fprintf(out, "</title>\n<style>\n%s</style>\n</head>\n<body>\n<header>\n",
            page_style);
    fputs("<h1>", out);
    html_text(scratch, p->title, out);
    fputs("</h1>\n<p>", out);
    html_text(scratch, p->question, out);
    fputs("</p>\n<p class=\"stamp\">", out);
    html_text(scratch, p->stamp, out);
    fputs("</p>\n<nav aria-label=\"parts of this page\">\n", out);
    for (size_t i = 0; i < SECTIONS; i++)
        if (sections[i].is_there(p))
            fprintf(out, "<a href=\"#%s\">%s</a>\n", sections[i].id,
                    sections[i].title);
    fputs("</nav>\n</header>\n<main>\n", out);
}

bool html_write(const struct html_page *p, FILE *out)
{
    struct arena *const scratch = arena_begin();

    put_top(scratch, p, out);
    for (size_t i = 0; i < SECTIONS && !ferror(out); i++) {
        const struct arena_mark mark = arena_mark(scratch);

        if (!sections[i].is_there(p))
            continue;
        fprintf(out,
                "<section aria-labelledby=\"%s\">\n<h2 id=\"%s\">%s</h2>\n",
                sections[i].id, sections[i].id, sections[i].title);
        sections[i].put(scratch, p, out);
        fputs("</section>\n", out);
        arena_rewind(scratch, mark);
    }
    fprintf(out, "</main>\n<script>%s</script>\n</body>\n</html>\n",
            page_script);
    arena_done(scratch);
    return !ferror(out);
}
