#include "widen.h"

#include "vectors.h"

#define WIDEN(name, narrow, wide)                                                                  \
  BY_VECTORS static void name(const void *stored, size_t count, wide *restrict to) {               \
    const narrow *restrict value = stored;                                                         \
    for (size_t i = 0; i < count; i++)                                                             \
      to[i] = value[i];                                                                            \
  }
WIDEN(widen_1_32, uint8_t, uint32_t)
WIDEN(widen_2_32, uint16_t, uint32_t)
WIDEN(widen_4_32, uint32_t, uint32_t)
WIDEN(widen_1_64, uint8_t, uint64_t)
WIDEN(widen_2_64, uint16_t, uint64_t)
WIDEN(widen_4_64, uint32_t, uint64_t)

void widen_to_32(const void *stored, unsigned width, size_t count, uint32_t *to) {
  (width == 1 ? widen_1_32 : width == 2 ? widen_2_32 : widen_4_32)(stored, count, to);
}

void widen_to_64(const void *stored, unsigned width, size_t count, uint64_t *to) {
  (width == 1 ? widen_1_64 : width == 2 ? widen_2_64 : widen_4_64)(stored, count, to);
}
