/* The ranks of cells in their groups by counting, where the column has few different values: how
** often each value occurs in each group tells how many cells are smaller. */
#ifndef INDSATS_COUNTED_RANK_H
#define INDSATS_COUNTED_RANK_H

#include "column.h"
#include "group.h"

/* Whether counting is worth its memory. Not for texts, whose order is not that of their codes, nor
** for columns of marked cells. */
bool ranks_are_counted(const struct column *column, const struct grouping *grouping);

/* The rank of each row's cell in its group: one more than there are smaller ones; of missing cells
** any number. False with the error filled. */
bool count_ranks(const struct column *column, const struct grouping *grouping, uint32_t *ranks,
                 const struct engine_options *options, struct error *error);

#endif
