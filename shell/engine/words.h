/* Cells as words of 64 bits that compare as unsigned integers do, and sorting them. */
#ifndef INDSATS_WORDS_H
#define INDSATS_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "keymap.h"
#include "options.h"

/* Words in the order of integers and of doubles, and back; -0 is 0. */
static inline uint64_t word_of_integer(int64_t value) {
  return (uint64_t)value ^ (UINT64_C(1) << 63);
}
static inline int64_t integer_of_word(uint64_t word) {
  return (int64_t)(word ^ (UINT64_C(1) << 63));
}
static inline uint64_t word_of_number(double value) {
  uint64_t word = key_number(value);
  return word ^ ((uint64_t) - (int64_t)(word >> 63) | UINT64_C(1) << 63);
}
double number_of_word(uint64_t word);

/* Sort words from least to greatest; `spare` has room for as many. When the options' flag is set
** the words are left in some order: the caller, who may be any thread, looks. */
void words_sort(uint64_t *words, uint64_t *spare, size_t count,
                const struct engine_options *options);

#endif
