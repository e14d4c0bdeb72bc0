/* Columns of chosen rows of other columns, made by several threads. */
#ifndef INDSATS_PICK_H
#define INDSATS_PICK_H

#include "frame.h"
#include "options.h"

#define PICK_NONE UINT32_MAX

/* The numbers of `count` rows, in any order: in `near` where they fit in 32 bits, else in `far`;
** where both are NULL, the rows from `start` on. */
struct picks {
  size_t count;
  uint32_t *near; /* PICK_NONE: no row, its cells are unmatched */
  size_t *far;    /* the same: SIZE_MAX */
  size_t start;
};

/* Whether rows of a frame can be numbered in 32 bits. */
static inline bool picks_are_near(size_t rows) {
  return rows < PICK_NONE;
}

void picks_clear(struct picks *picks);

/* As column_gather, for many columns at once: `results` gets one new column for each of `sources`.
** False with the error filled; then there is none. */
bool columns_pick(struct column *const *sources, struct column **results, size_t count,
                  const struct picks *picks, const struct engine_options *options,
                  struct error *error);
struct column *column_pick(struct column *source, const struct picks *picks,
                           const struct engine_options *options, struct error *error);

/* column_gather on several threads, with a look at the flag. NULL with the error filled. */
struct column *column_pick_rows(const struct column *column, const size_t *rows, size_t count,
                                const struct engine_options *options, struct error *error);

/* All columns of a frame. */
struct frame *frame_pick(const struct frame *frame, const struct picks *picks,
                         const struct engine_options *options, struct error *error);

/* Take away what is empty: bits of which none is set, marks that are all exact. */
void column_drop_empty(struct column *column);

#endif
