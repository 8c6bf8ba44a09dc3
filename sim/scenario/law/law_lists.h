#ifndef SCENARIO_LAW_LISTS_H
#define SCENARIO_LAW_LISTS_H

#include "scenario/law/read_laws.h"

/*
 * law_lists - values given one by one, alike, by weight or by rank.
 *
 * Memory   the world's arena.
 * Errors   faults; NULL after one.
 */
law_reading law_read_list, law_read_zipf;

extern const struct section law_zipf_section, law_product_section;

/* Texts of a list or a product, added to the pool in the order of the file;
   how many, or -1 after a fault. */
int64_t law_read_texts(struct law_reader *r, const struct tree_node *list);

#endif
