/* Aggregates given back to every row of their group. */
#include "aggregate.h"
#include "verbs.h"

#include "group.h"
#include "pick.h"

/* Put the columns of `summary` behind its keys into `frame`, row by row of the groups: these are
** numbered as the rows of frame_summarise, by first appearance. Takes over `frame`. */
static struct frame *put_spread(struct frame *frame, const struct frame *summary, size_t key_count,
                                const struct grouping *grouping,
                                const struct engine_options *options, struct error *error) {
  struct picks picks = {.count = frame->rows, .near = grouping->group};
  for (size_t i = key_count; i < summary->columns && frame != NULL; i++)
    frame = frame_put(frame, summary->names[i],
                      column_pick(summary->column[i], &picks, options, error), error);
  return frame;
}

struct frame *frame_spread(const struct frame *frame, const size_t *keys, size_t key_count,
                           const struct aggregate_spec *specs, size_t count,
                           const struct engine_options *options, struct error *error) {
  struct frame *summary = frame_summarise(frame, keys, key_count, specs, count, options, error);
  struct grouping *grouping =
      summary != NULL ? grouping_new(frame, keys, key_count, options, error) : NULL;
  struct frame *result = grouping != NULL ? frame_copy(frame, error) : NULL;
  if (result != NULL)
    result = put_spread(result, summary, key_count, grouping, options, error);
  grouping_free(grouping);
  frame_release(summary);
  return result;
}
