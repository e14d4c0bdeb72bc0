/* Loops over the cells of a block, compiled for the vectors of several processors; the program
** takes those of the one that it runs on. All compute the same: there is one source, and
** -ffp-contract=off keeps products and sums apart. */
#ifndef INDSATS_VECTORS_H
#define INDSATS_VECTORS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Not where the sanitizers are: what picks one of several runs before they are ready. */
#if defined __x86_64__ && defined __GNUC__ && !defined __clang__ && defined __OPTIMIZE__ &&        \
    !defined __SANITIZE_ADDRESS__ && !defined __SANITIZE_THREAD__
#define BY_VECTORS __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define BY_VECTORS
#endif

/* Room for the cells of a block, for free(): where vectors begin, and two of them never at the same
** place of a page, for the processor takes such for each other. All zero; NULL without memory. */
void *vector_room(size_t cells, size_t width);

/* Whether it is plain that all values lie between -limit and limit. A no may be wrong, by values up
** to twice as small or of missing cells: it may only choose a slower way to the same. */
bool all_within(const int64_t *value, size_t count, uint64_t limit);

#endif
