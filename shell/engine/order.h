/* Sorting rows. Numbers by value; texts in Danish order, ties by bytes; periods by kind as listed
** in period.h, then by time; false before true. Missing cells come last in both directions, by
** reason in the order of the enumeration. Columns are turned into words (sort_key.h), and the words
** sorted with their row numbers. */
#ifndef INDSATS_ORDER_H
#define INDSATS_ORDER_H

#include "frame.h"
#include "options.h"
#include "pick.h"

struct order_key {
  size_t column;
  bool descending;
};

/* The row numbers in order, for picks_clear; the sort is stable. Of more than `most` rows only the
** first so many. False with the error filled. */
bool order_rows(const struct frame *frame, const struct order_key *keys, size_t count, size_t most,
                struct picks *order, const struct engine_options *options, struct error *error);

/* The frame's rows in order, or the first of them; SIZE_MAX: all. */
struct frame *frame_arrange(const struct frame *frame, const struct order_key *keys, size_t count,
                            size_t most, const struct engine_options *options, struct error *error);

/* A word for each cell, for free(): present cells compare as their words do; of a missing cell it
** is any. */
uint64_t *order_words(const struct column *column, const struct engine_options *options,
                      struct error *error);

#endif
