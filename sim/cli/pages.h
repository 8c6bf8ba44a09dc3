#ifndef CLI_PAGES_H
#define CLI_PAGES_H

#include "base/frame.h"
#include "base/text.h"

/*
 * pages - manual pages and completions of the command line, written from the
 * tables that read it; so they say what the program does.
 *
 * Memory   the buffer's arena.
 * Errors   none.
 * Result   the same tables give the same bytes: no dates.
 * Source   man(7), man-pages(7); bash(1), "Programmable Completion"; zsh's
 *          zshcompsys(1), _arguments.
 */

/* starslice(1). */
void pages_program(struct text_buffer *out);

/* starslice-scenario(5), from the frame `schema`. */
void pages_scenario(struct text_buffer *out, const struct frame *schema);

/* For /usr/share/bash-completion/completions/starslice. */
void pages_bash(struct text_buffer *out);

/* For a folder of zsh's fpath, as _starslice. */
void pages_zsh(struct text_buffer *out);

#endif
