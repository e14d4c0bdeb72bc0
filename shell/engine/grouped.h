/* The words that accumulators of kind ACCUMULATE_ALL have kept, group by group. */
#ifndef INDSATS_GROUPED_H
#define INDSATS_GROUPED_H

#include "gather.h"

struct grouped {
  size_t *start; /* those of group g stand from start[g] to start[g + 1] */
  uint64_t *word;
};

/* Of the accumulation of that number, in each group sorted if `sorted`. Either way grouped_clear is
** to be called. */
bool grouped_init(struct grouped *grouped, const struct gathering *gathering, size_t index,
                  bool sorted, struct error *error);
void grouped_clear(struct grouped *grouped);

/* How many different words each group has, in a zeroed array; grouped_init need not have sorted
** them. False with the error filled. */
bool grouped_count_distinct(struct grouped *grouped, const struct gathering *gathering,
                            int64_t *distinct, struct error *error);

#endif
