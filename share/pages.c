/*
 * pages - writes a manual page or a completion to the standard output: the
 * Makefile's generator, no part of the program.
 *
 *     pages man1 | man5 | bash | zsh
 */
#include <stdio.h>

#include "base/text.h"
#include "cli/pages.h"
#include "scenario/load.h"

static bool write_page(struct text_buffer *b, const char *what)
{
    struct frames fs;

    frames_init(&fs, b->arena);
    scenario_schema(&fs);
    if (text_equal(what, "man1"))
        pages_program(b);
    else if (text_equal(what, "man5"))
        pages_scenario(b, frames_find(&fs, "schema"));
    else if (text_equal(what, "bash"))
        pages_bash(b);
    else if (text_equal(what, "zsh"))
        pages_zsh(b);
    else
        return false;
    return true;
}

int main(int argc, char **argv)
{
    struct arena *const a = arena_begin();
    struct text_buffer b;

    text_buffer_init(&b, a);
    if (argc != 2 || !write_page(&b, argv[1])) {
        fputs("usage: pages man1|man5|bash|zsh\n", stderr);
        return 2;
    }
    const bool written =
        fputs(text_buffer_text(&b), stdout) >= 0 && fflush(stdout) == 0;
    arena_done(a);
    return written ? 0 : 1;
}
