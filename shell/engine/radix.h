/* Stable sorting of words by some of their bits, on several threads. */
#ifndef INDSATS_RADIX_H
#define INDSATS_RADIX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "options.h"

/* A word and the row that it is of. */
struct numbered {
  uint64_t word;
  uint64_t row;
};

/* Sort by the bits from `low` to below `high`. The two arrays are of one length; `*words` is the
** sorted one afterwards, and the other `*spare`. False with ERROR_CANCELLED, or without memory;
** then neither holds anything. */
bool radix_words(uint64_t **words, uint64_t **spare, size_t count, unsigned low, unsigned high,
                 const struct engine_options *options, struct error *error);
bool radix_numbered(struct numbered **words, struct numbered **spare, size_t count, unsigned low,
                    unsigned high, const struct engine_options *options, struct error *error);

/* How many bits are needed for 0 to `greatest`. */
static inline unsigned bits_for(uint64_t greatest) {
  return greatest == 0 ? 0 : 64 - (unsigned)__builtin_clzll(greatest);
}

#endif
