/* Grouping: every row of a frame gets the number of its group, groups counted from 0 in order of
** first appearance. Cells missing for one reason are one key, each reason its own. Numbers are
** grouped by value (-0 is 0); texts by bytes; periods by kind and ordinal. */
#ifndef INDSATS_GROUP_H
#define INDSATS_GROUP_H

#include "frame.h"
#include "options.h"

struct grouping {
  size_t rows;
  size_t groups;
  uint32_t *group; /* of each row */
  size_t *first;   /* of each group, its first row; SIZE_MAX for the one group of no rows */
};

/* Group by any number of columns. With no key all rows are one group, and there is one group also
** when there are no rows. NULL with the error filled. */
struct grouping *grouping_new(const struct frame *frame, const size_t *keys, size_t count,
                              const struct engine_options *options, struct error *error);
void grouping_free(struct grouping *grouping); /* NULL is allowed */

/* The rows of each group together, in order: `rows` holds all row numbers, those of group g from
** start[g] to start[g + 1]. */
struct group_rows {
  size_t *rows;
  size_t *start;
};
bool group_rows_init(struct group_rows *lists, const struct grouping *grouping,
                     const struct engine_options *options, struct error *error);
void group_rows_clear(struct group_rows *lists);

#endif
