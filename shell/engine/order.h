/* Order: every column is turned into words that compare as plain integers, then rows are sorted by
** them. Numbers by value; texts in Danish order, ties by bytes; periods by kind as listed in
** period.h, then by time; false before true. Missing cells come last in both directions, by reason
** in the order of the enumeration. */
#ifndef INDSATS_ORDER_H
#define INDSATS_ORDER_H

#include "frame.h"
#include "options.h"

/* The words of a column's cells; of a missing cell 0. */
struct order_words {
  uint8_t *missing; /* the reason of each cell, or NULL when none is missing */
  uint64_t *word;
};
bool order_words_init(struct order_words *words, const struct column *column, struct error *error);
void order_words_clear(struct order_words *words);

struct order_key {
  size_t column;
  bool descending;
};

/* The row numbers in order, for free(); the sort is stable. NULL with the error filled. */
size_t *order_rows(const struct frame *frame, const struct order_key *keys, size_t count,
                   const struct engine_options *options, struct error *error);

/* The frame's rows in order. */
struct frame *frame_arrange(const struct frame *frame, const struct order_key *keys, size_t count,
                            const struct engine_options *options, struct error *error);

#endif
