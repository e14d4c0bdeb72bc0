/* Stored values of 1, 2 or 4 bytes as words of 32 or 64 bits. */
#ifndef INDSATS_WIDEN_H
#define INDSATS_WIDEN_H

#include <stddef.h>
#include <stdint.h>

void widen_to_32(const void *stored, unsigned width, size_t count, uint32_t *to);
void widen_to_64(const void *stored, unsigned width, size_t count, uint64_t *to);

#endif
