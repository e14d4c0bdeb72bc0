/* The distinct texts of a column with a quick way to those that come often. The table of
** distinct.h decides what is the same and gives the codes; the quick way only remembers. */
#ifndef INDSATS_LABELS_H
#define INDSATS_LABELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "distinct.h"

enum {
  LABELS_LONGEST = 64, /* bytes of a text that is remembered */
  LABELS_PROBES = 8    /* slots that are looked into before the table is asked */
};

/* A text that was met: two cache lines. */
struct label {
  unsigned char text[LABELS_LONGEST]; /* zeros behind it */
  uint64_t count;                     /* how often it was found here; 0 when just met */
  uint64_t hash;
  uint32_t length; /* LABELS_FREE: none stands here */
  uint32_t code;
  unsigned char rest[LABELS_LONGEST - 24];
};
#define LABELS_FREE UINT32_MAX

/* All zero: empty. */
struct labels {
  struct distinct texts; /* counts are right after labels_settle */
  struct label *slot;    /* LABELS_PROBES more than `slots` */
  size_t slots;          /* a power of two, or 0 */
  size_t used;
};

void labels_clear(struct labels *labels);

/* Bring the counts of the texts up to date. */
void labels_settle(struct labels *labels);

/* Whether most texts have been new, and so many that they are best added together: by the table
** alone, with distinct_add_all. `rows` were met. */
bool labels_are_many(const struct labels *labels, size_t rows);

/* The code of a text, added with `row` when new: as labels_find, but always by the table. */
uint32_t labels_add(struct labels *labels, const char *text, size_t length, size_t row);

static inline uint64_t labels_load(const void *bytes) {
  uint64_t word;
  memcpy(&word, bytes, sizeof word);
  return word;
}

/* As many ones as a text has bytes, then zeros, from here on. */
extern const unsigned char labels_ones[2 * LABELS_LONGEST];
static inline const unsigned char *labels_mask(size_t length) {
  return labels_ones + LABELS_LONGEST - length;
}

/* By the first eight bytes, the last, those in the middle, and the length, without a branch. Texts
** that differ elsewhere only get one hash: then the table is asked. Eight bytes before the text
** are read, and masked. */
static inline uint64_t labels_hash(const char *text, size_t length) {
  size_t front = length < 8 ? length : 8;
  uint64_t mask = labels_load(labels_mask(front));
  uint64_t first = labels_load(text) & mask;
  uint64_t middle = labels_load(text + (length - front) / 2) & mask;
  uint64_t last = labels_load(text + length - front) & mask;
  uint64_t sum = (first ^ length) * UINT64_C(0x9E3779B97F4A7C15) +
                 middle * UINT64_C(0xA0761D6478BD642F) + last * UINT64_C(0xD6E8FEB86659FD93);
  return sum ^ sum >> 29;
}

/* How a text is compared with one that is held: by what the processor has. */
typedef bool labels_same(const struct label *held, const char *text, size_t length);

/* The code of a text, added with `row` when new. Up to 64 bytes behind it are read. */
static inline __attribute__((always_inline)) uint32_t
labels_find(struct labels *labels, const char *text, size_t length, size_t row, labels_same *same) {
  if (length > LABELS_LONGEST || labels->slots == 0)
    return labels_add(labels, text, length, row);
  struct label *held = labels->slot + (labels_hash(text, length) >> 20 & (labels->slots - 1));
  for (size_t i = 0; i < LABELS_PROBES; i++, held++)
    if (same(held, text, length)) {
      held->count++;
      return held->code;
    }
  return labels_add(labels, text, length, row);
}

#endif
