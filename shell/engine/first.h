/* The first of many: where of a sort only some rows are wanted, the others need not be sorted. */
#ifndef INDSATS_FIRST_H
#define INDSATS_FIRST_H

#include "sort_key.h"

struct first_rows {
  uint64_t *rows; /* in order of the frame; for free(), also on failure */
  size_t count;
};

/* Of `rows` rows those that can be among the `most` first, and not many others. The plan has words
** to sort by. False with the error filled. */
bool first_rows(const struct sort_plan *plan, size_t rows, size_t most, struct first_rows *found,
                const struct engine_options *options, struct error *error);

#endif
