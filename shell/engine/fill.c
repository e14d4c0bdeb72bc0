/* Columns from the codes of their cells, once it is known what each text stands for. */
#include <stdlib.h>
#include <string.h>

#include "classify.h"

enum { RUN = 1 << 19 }; /* rows between two looks at whether to go on */

/* The values of some of a part's cells; WIDE is an unsigned type as wide as a value. */
#define FILL(name, wide)                                                                           \
  static void name(const struct grid_part *part, const struct grid_cells *cells, size_t from,      \
                   size_t end, const void *values, void *to) {                                     \
    const wide *value = values;                                                                    \
    wide *cell = (wide *)to + part->base - 1;                                                      \
    if (cells->joined == NULL)                                                                     \
      for (size_t row = from; row < end; row++)                                                    \
        cell[row] = value[cells->code[row]];                                                       \
    else                                                                                           \
      for (size_t row = from; row < end; row++)                                                    \
        cell[row] = value[cells->joined[cells->code[row]]];                                        \
  }
FILL(fill_1, uint8_t)
FILL(fill_4, uint32_t)
FILL(fill_8, uint64_t)

static void fill(const struct grid *grid, struct gauge *gauge, size_t column, const void *values,
                 size_t width, void *to) {
  for (size_t i = 0; i < grid->parts; i++) {
    const struct grid_part *part = &grid->part[i];
    for (size_t from = 0, end; from < part->rows; from = end) {
      end = part->rows - from < RUN ? part->rows : from + RUN;
      if (!gauge_add(gauge, (end - from) / 2)) /* the other half: to narrow it */
        return;
      (width == 1   ? fill_1
       : width == 4 ? fill_4
                    : fill_8)(part, &part->column[column], from, end, values, to);
    }
  }
}

static bool fill_reasons(struct task *task, size_t column, struct column *made) {
  const struct grid *grid = task->grid;
  uint8_t *missing = malloc(grid->rows);
  bool done = missing != NULL;
  if (done)
    fill(grid, &task->filled, column, task->finding[column].reasons, 1, missing);
  for (size_t row = 0; row + 1 < grid->rows && done; row++)
    done = (row % RUN != 0 || engine_goes_on(grid->engine)) &&
           (missing[row] == PRESENT || column_set_missing(made, row, (enum missing)missing[row]));
  free(missing);
  return done;
}

struct column *task_fill_column(struct task *task, size_t column) {
  struct grid *grid = task->grid;
  const struct finding *finding = &task->finding[column];
  struct column *made = column_new(finding->type, grid->rows - 1, finding->dict);
  if (made == NULL)
    return NULL;
  made->scale = finding->scale;
  made->stray = finding->stray;
  fill(grid, &task->filled, column, finding->values, column_width(finding->type), made->data);
  bool done = !finding->gaps || fill_reasons(task, column, made);
  grid_drop_cells(grid, column);
  if (done && engine_goes_on(grid->engine) && column_narrow(made) &&
      gauge_add(&task->filled, made->length / 2))
    return made;
  column_release(made);
  return NULL;
}
