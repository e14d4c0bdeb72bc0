#include "flags.h"

#include <string.h>

#include "vectors.h"

struct wanted flags_wanted(const uint8_t *by_code, size_t size, unsigned width) {
  struct wanted wanted = {.by_code = by_code};
  size_t found = 0;
  if (width < 4 && size > (size_t)1 << 8 * width)
    size = (size_t)1 << 8 * width;
  for (size_t code = 0; code < size && found <= FLAGS_FEW; code++)
    if (by_code[code] != 0 && found++ < FLAGS_FEW)
      wanted.code[found - 1] = (uint32_t)code;
  wanted.few = found <= FLAGS_FEW ? found : 0;
  for (size_t i = wanted.few; wanted.few > 0 && i < FLAGS_FEW; i++)
    wanted.code[i] = wanted.code[0]; /* asked for again, so that no loop counts them */
  return wanted;
}

#define COMPARE(name, word)                                                                        \
  BY_VECTORS static void name(const uint32_t *wanted, const word *restrict code, size_t count,     \
                              uint8_t *restrict flags) {                                           \
    const word w[] = {(word)wanted[0], (word)wanted[1], (word)wanted[2], (word)wanted[3],          \
                      (word)wanted[4], (word)wanted[5], (word)wanted[6], (word)wanted[7]};         \
    for (size_t i = 0; i < count; i++)                                                             \
      flags[i] = (uint8_t)((code[i] == w[0]) | (code[i] == w[1]) | (code[i] == w[2]) |             \
                           (code[i] == w[3]) | (code[i] == w[4]) | (code[i] == w[5]) |             \
                           (code[i] == w[6]) | (code[i] == w[7]));                                 \
  }
COMPARE(compare_1, uint8_t)
COMPARE(compare_2, uint16_t)
COMPARE(compare_4, uint32_t)

#define LOOK_UP(name, word)                                                                        \
  static void name(const uint8_t *by_code, const word *code, size_t count, uint8_t *flags) {       \
    for (size_t i = 0; i < count; i++)                                                             \
      flags[i] = by_code[code[i]];                                                                 \
  }
LOOK_UP(look_up_1, uint8_t)
LOOK_UP(look_up_2, uint16_t)
LOOK_UP(look_up_4, uint32_t)

void flags_of_codes(const struct wanted *wanted, const void *codes, unsigned width, size_t count,
                    uint8_t *flags) {
  if (wanted->few > 0 && width == 1)
    compare_1(wanted->code, codes, count, flags);
  else if (wanted->few > 0 && width == 2)
    compare_2(wanted->code, codes, count, flags);
  else if (wanted->few > 0)
    compare_4(wanted->code, codes, count, flags);
  else if (width == 1)
    look_up_1(wanted->by_code, codes, count, flags);
  else if (width == 2)
    look_up_2(wanted->by_code, codes, count, flags);
  else
    look_up_4(wanted->by_code, codes, count, flags);
}

BY_VECTORS void flags_without(uint8_t *restrict flags, const uint8_t *restrict missing,
                              size_t count) {
  for (size_t i = 0; i < count; i++)
    flags[i] &= missing[i] == 0;
}

/* 64 flags as the bits of a word: the product gathers those of eight in its highest byte. */
static uint64_t bits_of(const uint8_t *flags) {
  uint64_t bits = 0;
  for (int i = 0; i < 8; i++) {
    uint64_t eight;
    memcpy(&eight, flags + 8 * i, sizeof eight);
    bits |= eight * 0x0102040810204080 >> 56 << (8 * i);
  }
  return bits;
}

static size_t put_places(uint64_t bits, size_t from, uint32_t *places) {
  size_t found = 0;
  for (size_t i = 0; bits == UINT64_MAX && i < 64; i++)
    places[i] = (uint32_t)(from + i);
  if (bits == UINT64_MAX)
    return 64;
  for (; bits != 0; bits &= bits - 1)
    places[found++] = (uint32_t)from + (uint32_t)__builtin_ctzll(bits);
  return found;
}

size_t flags_places(const uint8_t *flags, size_t count, uint32_t *places) {
  size_t found = 0;
  size_t i = 0;
  for (; i + 64 <= count; i += 64)
    found += put_places(bits_of(flags + i), i, places + found);
  for (; i < count; i++)
    if (flags[i] != 0)
      places[found++] = (uint32_t)i;
  return found;
}
