#ifndef EXACT_RADIX_H
#define EXACT_RADIX_H

#include <stddef.h>
#include <stdint.h>

/*
 * radix - sort (key, row) pairs by their keys, or words that hold both.
 *
 * From the least digit of 11 bits to the greatest; equal keys keep their
 * order. A digit that is the same in all keys costs nothing but its count.
 *
 * Memory   none but a few KiB of stack: the caller gives room for n pairs.
 * Errors   none.
 */
struct radix_pair {
    uint64_t key;
    int64_t row;
};

/* The same for words whose key is in the bits from `low` on, `bits` of them;
   what is below rides along. */
void radix_sort_words(uint64_t *words, uint64_t *room, size_t n, int low,
                      int bits);

void radix_sort(struct radix_pair *pairs, struct radix_pair *room, size_t n);

#endif
