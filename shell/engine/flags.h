/* Flags of the cells of a block: 1 where a condition holds, else 0. */
#ifndef INDSATS_FLAGS_H
#define INDSATS_FLAGS_H

#include <stddef.h>
#include <stdint.h>

/* Codes that are wanted, where they are few; then they are compared, and else looked up. */
enum { FLAGS_FEW = 8 };
struct wanted {
  const uint8_t *by_code; /* 1 for codes that are wanted */
  size_t few;             /* of them, at most FLAGS_FEW; 0: they are many or none */
  uint32_t code[FLAGS_FEW];
};

/* Of `size` codes those that `width` bytes can hold. `by_code` must stand as long as the answer. */
struct wanted flags_wanted(const uint8_t *by_code, size_t size, unsigned width);

/* Flag the codes that are wanted; they are stored in `width` bytes: 1, 2 or 4. */
void flags_of_codes(const struct wanted *wanted, const void *codes, unsigned width, size_t count,
                    uint8_t *flags);

/* Lower the flags of cells that are missing: where `missing` is not 0. */
void flags_without(uint8_t *flags, const uint8_t *missing, size_t count);

/* The places of the raised flags, in order; how many. `places` has room for all cells. */
size_t flags_places(const uint8_t *flags, size_t count, uint32_t *places);

#endif
