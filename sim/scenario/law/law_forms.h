#ifndef SCENARIO_LAW_FORMS_H
#define SCENARIO_LAW_FORMS_H

#include "scenario/law/read_laws.h"

/*
 * law_forms - the laws that write texts without listing them (form.h).
 *
 * Memory   the world's arena.
 * Errors   faults; NULL after one.
 */
law_reading law_read_pattern, law_read_strings, law_read_text, law_read_words;

extern const struct section law_pattern_section, law_strings_section,
    law_text_section, law_words_section;

#endif
