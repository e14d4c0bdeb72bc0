/* The columns of a summary's result, out of the states that were gathered. */
#ifndef INDSATS_ANSWER_H
#define INDSATS_ANSWER_H

#include "cell.h"
#include "gather.h"
#include "grouped.h"
#include "summarise.h"

/* The words that were sorted last: the next quantile may be one of the same. */
struct sorted {
  struct grouped grouped;
  size_t index; /* of the accumulation; SIZE_MAX: none */
};

/* The column of one aggregate; NULL with the error filled. */
struct column *answer_column(const struct summary *summary, struct gathering *gathering,
                             size_t number, struct sorted *sorted, struct error *error);

/* The cells of a column of the scan in rows of its frame, in which SIZE_MAX is unmatched; of a
** column by code the rows become those of its table. NULL with the error filled. */
struct column *answer_cells(const struct scan *scan, size_t number, size_t *rows, size_t count,
                            const struct engine_options *options, struct error *error);

/* For a message: the group of a row of the frame. Keys that are no columns of the frame are told of
** when the verbs are run one by one. */
void answer_describe(const struct summary *summary, size_t row, char where[DESCRIPTION_SIZE]);

#endif
