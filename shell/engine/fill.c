/* Columns from the codes of their cells, once it is known what each text stands for. */
#include <stdlib.h>
#include <string.h>

#include "classify.h"

/* The values of one part's cells; WIDE is an unsigned type as wide as a value. */
#define FILL(name, wide)                                                                           \
  static void name(const struct grid_part *part, const struct grid_cells *cells,                   \
                   const void *values, void *to) {                                                 \
    const wide *value = values;                                                                    \
    wide *cell = (wide *)to + part->base - 1;                                                      \
    if (cells->joined == NULL)                                                                     \
      for (size_t row = 0; row < part->rows; row++)                                                \
        cell[row] = value[cells->code[row]];                                                       \
    else                                                                                           \
      for (size_t row = 0; row < part->rows; row++)                                                \
        cell[row] = value[cells->joined[cells->code[row]]];                                        \
  }
FILL(fill_1, uint8_t)
FILL(fill_4, uint32_t)
FILL(fill_8, uint64_t)

static void fill(const struct grid *grid, size_t column, const void *values, size_t width,
                 void *to) {
  for (size_t i = 0; i < grid->parts; i++) {
    const struct grid_part *part = &grid->part[i];
    (width == 1 ? fill_1 : width == 4 ? fill_4 : fill_8)(part, &part->column[column], values, to);
  }
}

static bool fill_reasons(const struct grid *grid, size_t column, const uint8_t *reasons,
                         struct column *made) {
  uint8_t *missing = malloc(grid->rows);
  bool done = missing != NULL;
  if (done)
    fill(grid, column, reasons, 1, missing);
  for (size_t row = 0; row + 1 < grid->rows && done; row++)
    done = missing[row] == PRESENT || column_set_missing(made, row, (enum missing)missing[row]);
  free(missing);
  return done;
}

struct column *task_fill_column(const struct task *task, size_t column) {
  struct grid *grid = task->grid;
  const struct finding *finding = &task->finding[column];
  struct column *made = column_new(finding->type, grid->rows - 1, finding->dict);
  if (made == NULL)
    return NULL;
  made->scale = finding->scale;
  made->stray = finding->stray;
  fill(grid, column, finding->values, column_width(finding->type), made->data);
  bool done = !finding->gaps || fill_reasons(grid, column, finding->reasons, made);
  grid_drop_cells(grid, column);
  if (done && column_narrow(made))
    return made;
  column_release(made);
  return NULL;
}
