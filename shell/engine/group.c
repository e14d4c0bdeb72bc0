#include "group.h"

#include <stdlib.h>
#include <string.h>

#include "keymap.h"

static struct grouping *grouping_alloc(size_t rows, struct error *error) {
  struct grouping *grouping = calloc(1, sizeof *grouping);
  if (grouping != NULL) {
    grouping->rows = rows;
    grouping->group = calloc(rows + 1, sizeof *grouping->group);
  }
  if (grouping == NULL || grouping->group == NULL) {
    grouping_free(grouping);
    error_memory(error);
    return NULL;
  }
  return grouping;
}

void grouping_free(struct grouping *grouping) {
  if (grouping == NULL)
    return;
  free(grouping->group);
  free(grouping->first);
  free(grouping);
}

/* Note the first row of each group: numbers come in order of first appearance. */
static bool find_first(struct grouping *grouping, struct error *error) {
  grouping->first = malloc((grouping->groups + 1) * sizeof *grouping->first);
  if (grouping->first == NULL)
    return error_memory(error);
  size_t seen = 0;
  for (size_t row = 0; row < grouping->rows && seen < grouping->groups; row++)
    if (grouping->group[row] == seen)
      grouping->first[seen++] = row;
  if (seen < grouping->groups)
    grouping->first[seen] = SIZE_MAX;
  return true;
}

/* Replace each row's number by that of (number, cell of the column). A pass over the rows in order
** keeps the numbers in order of first appearance, column after column. */
static bool refine(struct grouping *grouping, const struct column *column,
                   const struct engine_options *options, struct error *error) {
  struct keymap map;
  if (!keymap_init(&map, error))
    return false;
  bool done = true;
  for (size_t row = 0; row < grouping->rows && done; row++) {
    uint32_t number = keymap_add(&map, grouping->group[row], key_of(column, row), error);
    grouping->group[row] = number;
    done = number != KEYMAP_NONE && engine_poll_row(options, row, grouping->rows, error);
  }
  grouping->groups = map.size;
  keymap_clear(&map);
  return done;
}

struct grouping *grouping_new(const struct frame *frame, const size_t *keys, size_t count,
                              const struct engine_options *options, struct error *error) {
  struct grouping *grouping = grouping_alloc(frame->rows, error);
  if (grouping == NULL)
    return NULL;
  grouping->groups = 1;
  bool done = true;
  for (size_t i = 0; i < count && done; i++) {
    if (keys[i] >= frame->columns)
      done = error_set(error, ERROR_VALUE, "no column number %zu to group by", keys[i] + 1);
    else
      done = refine(grouping, frame->column[keys[i]], options, error);
  }
  if (!done || !find_first(grouping, error)) {
    grouping_free(grouping);
    return NULL;
  }
  return grouping;
}

struct grouping *grouping_refine(const struct grouping *grouping, const struct column *column,
                                 const struct engine_options *options, struct error *error) {
  struct grouping *finer = grouping_alloc(grouping->rows, error);
  if (finer == NULL)
    return NULL;
  memcpy(finer->group, grouping->group, grouping->rows * sizeof *finer->group);
  if (!refine(finer, column, options, error) || !find_first(finer, error)) {
    grouping_free(finer);
    return NULL;
  }
  return finer;
}

bool group_rows_init(struct group_rows *lists, const struct grouping *grouping,
                     struct error *error) {
  lists->rows = malloc((grouping->rows + 1) * sizeof *lists->rows);
  lists->start = calloc(grouping->groups + 2, sizeof *lists->start);
  if (lists->rows == NULL || lists->start == NULL) {
    group_rows_clear(lists);
    return error_memory(error);
  }
  /* Counted two places up, the starts have moved one place up when the rows are in. */
  size_t *next = lists->start + 1;
  for (size_t row = 0; row < grouping->rows; row++)
    next[grouping->group[row] + 1]++;
  for (size_t g = 1; g <= grouping->groups; g++)
    next[g] += next[g - 1];
  for (size_t row = 0; row < grouping->rows; row++)
    lists->rows[next[grouping->group[row]]++] = row;
  return true;
}

void group_rows_clear(struct group_rows *lists) {
  free(lists->rows);
  free(lists->start);
  *lists = (struct group_rows){0};
}
