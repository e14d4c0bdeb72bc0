#include "words.h"

#include <string.h>

double number_of_word(uint64_t word) {
  uint64_t bits = word >> 63 != 0 ? word & ~(UINT64_C(1) << 63) : ~word;
  double value;
  memcpy(&value, &bits, sizeof value);
  return value;
}

enum { FEW = 48, DIGITS = 8, DIGIT_VALUES = 256 };

static void sort_few(uint64_t *words, size_t count) {
  for (size_t i = 1; i < count; i++) {
    uint64_t word = words[i];
    size_t at = i;
    for (; at > 0 && words[at - 1] > word; at--)
      words[at] = words[at - 1];
    words[at] = word;
  }
}

/* Order by one byte of the words, keeping the order of those that are equal in it. */
static void sort_by_digit(const uint64_t *from, uint64_t *to, size_t count, unsigned shift,
                          const struct engine_options *options) {
  size_t place[DIGIT_VALUES] = {0};
  for (size_t i = 0; i < count && engine_goes_on_at(options, i); i++)
    place[from[i] >> shift & 0xFF]++;
  size_t before = 0;
  for (size_t digit = 0; digit < DIGIT_VALUES; digit++) {
    size_t here = place[digit];
    place[digit] = before;
    before += here;
  }
  if (before < count) /* stopped while they were counted */
    return;
  for (size_t i = 0; i < count && engine_goes_on_at(options, i); i++)
    to[place[from[i] >> shift & 0xFF]++] = from[i];
}

void words_sort(uint64_t *words, uint64_t *spare, size_t count,
                const struct engine_options *options) {
  if (count <= FEW) {
    sort_few(words, count);
    return;
  }
  uint64_t differing = 0;
  for (size_t i = 1; i < count && engine_goes_on_at(options, i); i++)
    differing |= words[i] ^ words[0];
  uint64_t *from = words;
  uint64_t *to = spare;
  for (unsigned digit = 0; digit < DIGITS; digit++) {
    if ((differing >> (digit * 8) & 0xFF) == 0)
      continue;
    sort_by_digit(from, to, count, digit * 8, options);
    uint64_t *swap = from;
    from = to;
    to = swap;
  }
  if (from != words)
    memcpy(words, from, count * sizeof *words);
}
