/* Joins. Rows in left order, then in right order. A missing key never matches. */
#ifndef INDSATS_JOIN_H
#define INDSATS_JOIN_H

#include "frame.h"
#include "options.h"

enum join_kind { JOIN_INNER, JOIN_LEFT, JOIN_SEMI, JOIN_ANTI, JOIN_KINDS };

/* "inner" "left" "semi" "anti"; JOIN_KINDS when it is none. */
enum join_kind join_kind_find(const char *name);

struct join_on {
  size_t left; /* indexes of the columns to compare */
  size_t right;
};

/* inner and left: the columns of the left, then those of the right but its keys; cells of left
** rows without a match are unmatched. semi and anti: the left rows with and without a match.
** Keys must be of one type; integer, decimal and number are compared by value (as doubles when one
** is a number). For inner and left a key found twice on the right is ERROR_DATA unless `many`; a
** column name on both sides is ERROR_VALUE. */
struct frame *frame_join(const struct frame *left, const struct frame *right, enum join_kind kind,
                         const struct join_on *on, size_t count, bool many,
                         const struct engine_options *options, struct error *error);

#endif
