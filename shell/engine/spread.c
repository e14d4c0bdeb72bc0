/* Aggregates given back to every row of their group. */
#include "aggregate.h"
#include "verbs.h"

#include <stdlib.h>

/* The number of each row's group as an index for gathering. Groups are numbered as the rows of
** frame_summarise: by first appearance. */
static size_t *group_indexes(const struct grouping *grouping, struct error *error) {
  size_t *indexes = malloc((grouping->rows > 0 ? grouping->rows : 1) * sizeof *indexes);
  if (indexes == NULL) {
    error_memory(error);
    return NULL;
  }
  for (size_t row = 0; row < grouping->rows; row++)
    indexes[row] = grouping->group[row];
  return indexes;
}

/* Put the columns of `summary` behind its keys into `frame`, row by row of the groups. Takes over
** `frame`. */
static struct frame *put_gathered(struct frame *frame, const struct frame *summary,
                                  size_t key_count, const size_t *indexes, struct error *error) {
  for (size_t i = key_count; i < summary->columns && frame != NULL; i++) {
    struct column *column = column_gather(summary->column[i], indexes, frame->rows);
    if (column == NULL)
      error_memory(error);
    frame = frame_put(frame, summary->names[i], column, error);
  }
  return frame;
}

struct frame *frame_spread(const struct frame *frame, const size_t *keys, size_t key_count,
                           const struct aggregate_spec *specs, size_t count,
                           const struct engine_options *options, struct error *error) {
  struct frame *summary = frame_summarise(frame, keys, key_count, specs, count, options, error);
  struct grouping *grouping =
      summary != NULL ? grouping_new(frame, keys, key_count, options, error) : NULL;
  size_t *indexes = grouping != NULL ? group_indexes(grouping, error) : NULL;
  struct frame *result = indexes != NULL ? frame_copy(frame, error) : NULL;
  if (result != NULL)
    result = put_gathered(result, summary, key_count, indexes, error);
  free(indexes);
  grouping_free(grouping);
  frame_release(summary);
  return result;
}
