#ifndef EXACT_RADIX_H
#define EXACT_RADIX_H

#include <stddef.h>
#include <stdint.h>

/*
 * radix - sort (key, row) pairs by their keys, or words that hold both.
 *
 * From the least digit of 11 bits to the greatest; equal keys keep their
 * order. Of pairs, a digit that is the same in all keys costs nothing but its
 * count.
 *
 * Memory   none but a few KiB of stack: the caller gives room for n pairs or
 *          words.
 * Errors   none.
 */
struct radix_pair {
    uint64_t key;
    int64_t row;
};

void radix_sort(struct radix_pair *pairs, struct radix_pair *room, size_t n);

/* Words by their key, which is the `bits` bits from `low` on and all that is
   there; what is below the key is left in the words. bits >= 1, low + bits
   <= 63. */
void radix_sort_words(int64_t *words, int64_t *room, size_t n, int low,
                      int bits);

#endif
