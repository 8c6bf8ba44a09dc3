#include <string.h>

#include "base/text.h"
#include "report/chart/glyph.h"
#include "report/html/html_part.h"

static const char *entity(char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return NULL;
    }
}

static void put_escaped(const char *s, FILE *out)
{
    for (; *s != '\0'; s++) {
        const char *const name = entity(*s);

        if (name != NULL)
            fputs(name, out);
        else
            fputc(*s, out);
    }
}

void html_text(struct arena *scratch, const char *s, FILE *out)
{
    put_escaped(glyph_clean(scratch, s), out);
}

void html_lines(struct arena *scratch, const char *s, FILE *out)
{
    while (*s != '\0') {
        const size_t bytes = strcspn(s, "\n\t\r");

        html_text(scratch, text_copy_n(scratch, s, bytes), out);
        s += bytes;
        if (*s != '\0' && *s != '\r')
            fputc(*s, out);
        s += *s != '\0';
    }
}

/* ---- pictures --------------------------------------------------------- */

/* Bytes up to where a reference to an id begins inside a tag, its own
   beginning included; 0 when none begins at s. */
static size_t id_begins(const char *s)
{
    static const char *const forms[] = { " id=\"", " id='", "href=\"#",
                                         "href='#", "url(#" };

    for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++)
        if (text_starts(s, forms[i]))
            return strlen(forms[i]);
    return 0;
}

static void put_svg(const char *name, const char *s, FILE *out)
{
    bool tag = false;

    while (*s != '\0') {
        const size_t bytes = tag ? id_begins(s) : 0;

        if (bytes > 0) {
            fprintf(out, "%.*s%s-", (int)bytes, s, name);
            s += bytes;
            continue;
        }
        tag = *s == '<' || (tag && *s != '>');
        fputc(*s++, out);
    }
}

void html_picture(struct arena *scratch, const char *name, const char *about,
                  const char *svg, FILE *out)
{
    const char *const begin = strstr(svg, "<svg");

    if (begin == NULL)
        return;
    fputs("<figure tabindex=\"0\"><svg role=\"img\" aria-label=\"", out);
    html_text(scratch, about, out);
    fputs("\"", out);
    put_svg(name, begin + strlen("<svg"), out);
    fputs("<figcaption>", out);
    html_text(scratch, about, out);
    fputs("</figcaption></figure>\n", out);
}
