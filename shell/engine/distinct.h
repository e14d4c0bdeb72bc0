/* The distinct texts of one column of a file, each with where it was met first and how often.
** A cell is then a code into this table, and what a text can be is found out once per text. */
#ifndef INDSATS_DISTINCT_H
#define INDSATS_DISTINCT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define DISTINCT_NONE UINT32_MAX

/* Half a cache line, and stands in one: that is what looking a text up among many waits for. */
struct distinct_text {
  const char *text; /* the table's own copy, not closed by a NUL */
  size_t length : 56;
  size_t form : 8; /* one text of two forms is two entries */
  size_t row;      /* where it was met first */
  size_t count;
};

/* No text is longer than memory, whose addresses have fewer than 56 bits. */
static inline struct distinct_text distinct_text(const char *text, size_t length, uint8_t form,
                                                 size_t row, size_t count) {
  return (struct distinct_text){text, length & (((size_t)1 << 56) - 1), form, row, count};
}

struct distinct_block;

/* All zero: empty. */
struct distinct {
  struct distinct_text *list; /* by code: in order of first sight */
  size_t size;
  size_t capacity;
  uint64_t *slots; /* upper half of the hash, and code + 1 below it; 0: free */
  size_t slot_count;
  struct distinct_block *blocks; /* the copies */
  char *free;                    /* room left in the newest block */
  size_t left;
};

/* Release what the table owns. */
void distinct_clear(struct distinct *table);

/* The code of a text met `count` times more, added with `row` when new. DISTINCT_NONE without
** memory. */
uint32_t distinct_add(struct distinct *table, const char *text, size_t length, uint8_t form,
                      size_t row, size_t count);

/* distinct_add for each of some texts, in order, their rows counted from `base`; `codes` has room
** for as many. Much faster than one by one where the table is large: what is looked at for one text
** is on its way from memory while others are looked at. False without memory. */
bool distinct_add_all(struct distinct *table, const struct distinct_text *texts, size_t count,
                      size_t base, uint32_t *codes);

/* Give back what only adding needs: nothing can be added or found any more. */
void distinct_close(struct distinct *table);

/* Put another text in the place of one, when all have been added. False without memory. */
bool distinct_replace(struct distinct *table, size_t code, const char *text, size_t length);

/* Append a text whether it stands already or not, for a mere list. False without memory. */
bool distinct_append(struct distinct *table, const char *text, size_t length);

#endif
