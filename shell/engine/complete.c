/* complete: the grid of all combinations, with the rows that stand put into their places. */
#include <stdlib.h>
#include <string.h>

#include "cell.h"
#include "group.h"
#include "large_pages.h"
#include "period.h"
#include "pick.h"
#include "reshape.h"

/* The values of one column of the grid. Periods: a range from `least`; else one row that has each
** value, in order of first appearance. */
struct axis {
  size_t index;
  const struct column *column;
  bool period;
  period_t least;
  size_t count;
  size_t *example; /* for each value a row that has it; NULL for periods */
  size_t *place;   /* for each row the number of its value; SIZE_MAX: missing */
};

struct grid {
  const struct frame *frame;
  struct axis *axes;
  size_t count;
  size_t cells;   /* of the grid */
  size_t *cell;   /* of each row; `cells` for rows outside the grid */
  size_t *source; /* of each result row: the row that stands, or SIZE_MAX */
  size_t *of;     /* of each result row: its cell */
  size_t rows;    /* of the result */
  const struct engine_options *options;
  struct error *error;
};

enum { GRID_MAX = INT32_MAX };

/* Whether to go on with a row or cell. */
static bool goes_on(const struct grid *grid, size_t row) {
  return engine_poll_quietly(grid->options, row, grid->error);
}

/* Room for so many numbers, and one more. */
static size_t *numbers(size_t count) {
  size_t bytes = (count + 1) * sizeof(size_t);
  return large_pages(malloc(bytes), bytes);
}

static bool period_axis(struct grid *grid, struct axis *axis) {
  const struct column *column = axis->column;
  size_t first = SIZE_MAX;
  period_t greatest = 0;
  for (size_t row = 0; row < column->length; row++) {
    axis->place[row] = SIZE_MAX;
    if (!goes_on(grid, row))
      return false;
    if (column_missing(column, row) != PRESENT)
      continue;
    period_t period = column_period(column, row);
    if (first == SIZE_MAX) {
      first = row;
      axis->least = greatest = period;
    }
    if (period_kind(period) != period_kind(axis->least))
      return error_set(grid->error, ERROR_DATA,
                       "complete: '%s' has periods of two kinds: a %s in row %zu, a %s in row %zu; "
                       "keep one kind",
                       grid->frame->names[axis->index], period_kind_name(period_kind(axis->least)),
                       first + 1, period_kind_name(period_kind(period)), row + 1);
    axis->least = period < axis->least ? period : axis->least;
    greatest = period > greatest ? period : greatest;
  }
  axis->count = first == SIZE_MAX ? 0 : (size_t)period_difference(greatest, axis->least) + 1;
  for (size_t row = 0; row < column->length; row++) {
    if (!goes_on(grid, row))
      return false;
    if (column_missing(column, row) == PRESENT)
      axis->place[row] = (size_t)period_difference(column_period(column, row), axis->least);
  }
  return true;
}

static bool value_axis(struct grid *grid, struct axis *axis) {
  struct grouping *grouping =
      grouping_new(grid->frame, &axis->index, 1, grid->options, grid->error);
  if (grouping == NULL)
    return false;
  axis->example = malloc((grouping->groups + 1) * sizeof *axis->example);
  size_t *number = malloc((grouping->groups + 1) * sizeof *number);
  bool done = (axis->example != NULL && number != NULL) || error_memory(grid->error);
  for (size_t group = 0; done && group < grouping->groups; group++) {
    size_t row = grouping->first[group];
    bool present = column_missing(axis->column, row) == PRESENT;
    number[group] = present ? axis->count : SIZE_MAX;
    if (present)
      axis->example[axis->count++] = row;
  }
  for (size_t row = 0; done && row < grid->frame->rows; row++) {
    axis->place[row] = number[grouping->group[row]];
    done = goes_on(grid, row);
  }
  free(number);
  grouping_free(grouping);
  return done;
}

static bool axis_init(struct grid *grid, size_t i, const size_t *columns) {
  if (columns[i] >= grid->frame->columns)
    return error_set(grid->error, ERROR_VALUE, "complete: no column number %zu", columns[i] + 1);
  for (size_t k = 0; k < i; k++)
    if (columns[k] == columns[i])
      return error_set(grid->error, ERROR_VALUE, "complete: '%s' is named twice",
                       grid->frame->names[columns[i]]);
  struct axis *axis = &grid->axes[i];
  axis->index = columns[i];
  axis->column = grid->frame->column[columns[i]];
  axis->period = axis->column->type == COLUMN_PERIOD || axis->column->type == COLUMN_DATE;
  axis->place = numbers(grid->frame->rows);
  if (axis->place == NULL)
    return error_memory(grid->error);
  return axis->period ? period_axis(grid, axis) : value_axis(grid, axis);
}

static bool count_cells(struct grid *grid) {
  grid->cells = 1;
  for (size_t i = 0; i < grid->count; i++)
    if (__builtin_mul_overflow(grid->cells, grid->axes[i].count, &grid->cells) ||
        grid->cells > GRID_MAX)
      return error_set(grid->error, ERROR_VALUE,
                       "complete: more than %d combinations; name fewer columns", GRID_MAX);
  return true;
}

/* Each row's cell: the last column counts fastest. */
static size_t cell_of_row(const struct grid *grid, size_t row) {
  size_t cell = 0;
  for (size_t i = 0; i < grid->count; i++) {
    if (grid->axes[i].place[row] == SIZE_MAX)
      return grid->cells;
    cell = cell * grid->axes[i].count + grid->axes[i].place[row];
  }
  return cell;
}

/* Put the rows where their cells begin; `start` moves on with them. */
static bool place_rows(struct grid *grid, size_t *start) {
  size_t rows = grid->frame->rows;
  grid->source = numbers(grid->rows);
  grid->of = numbers(grid->rows);
  bool done = ((grid->source != NULL && grid->of != NULL) || error_memory(grid->error)) &&
              engine_set_bytes(grid->options, grid->source, 0xFF, grid->rows * sizeof *grid->source,
                               grid->error);
  for (size_t cell = 0; done && cell < grid->cells; cell++) {
    grid->of[start[cell]] = cell;
    done = goes_on(grid, cell);
  }
  for (size_t row = 0; done && row < rows; row++) {
    grid->source[start[grid->cell[row]]++] = row;
    done = goes_on(grid, row);
  }
  return done;
}

/* Lay out the result: cell by cell the rows that stand there, or a new one; then the rest. */
static bool lay_out(struct grid *grid) {
  size_t rows = grid->frame->rows;
  size_t *start =
      large_pages(calloc(grid->cells + 2, sizeof *start), (grid->cells + 2) * sizeof *start);
  grid->cell = numbers(rows);
  bool done = (start != NULL && grid->cell != NULL) || error_memory(grid->error);
  for (size_t row = 0; done && row < rows; row++) {
    grid->cell[row] = cell_of_row(grid, row);
    start[grid->cell[row]]++;
    done = goes_on(grid, row);
  }
  for (size_t cell = 0; done && cell <= grid->cells; cell++) {
    done = goes_on(grid, cell);
    bool new_row = start[cell] == 0 && cell < grid->cells;
    size_t here = new_row ? 1 : start[cell];
    start[cell] = grid->rows;
    grid->rows += here;
  }
  done = done && place_rows(grid, start);
  free(start);
  return done;
}

/* The number of a cell's value on an axis. */
static size_t place_on(const struct grid *grid, size_t axis, size_t cell) {
  for (size_t i = grid->count; i-- > axis + 1;)
    cell /= grid->axes[i].count;
  return cell % grid->axes[axis].count;
}

static struct column *axis_column(const struct grid *grid, size_t axis_number) {
  const struct axis *axis = &grid->axes[axis_number];
  size_t *rows = numbers(grid->rows);
  if (rows == NULL)
    return NULL;
  for (size_t i = 0; i < grid->rows && engine_goes_on_at(grid->options, i); i++) {
    rows[i] = grid->source[i];
    if (rows[i] == SIZE_MAX && !axis->period)
      rows[i] = axis->example[place_on(grid, axis_number, grid->of[i])];
  }
  struct column *column =
      column_pick_rows(axis->column, rows, grid->rows, grid->options, grid->error);
  free(rows);
  if (column != NULL && axis->period && !column_widen(column)) {
    column_release(column);
    return NULL;
  }
  for (size_t i = 0; column != NULL && i < grid->rows && engine_goes_on_at(grid->options, i); i++) {
    if (grid->source[i] != SIZE_MAX)
      continue;
    if (column->mark != NULL)
      column->mark[i] = MARK_EXACT;
    if (!axis->period)
      continue;
    column_set_missing(column, i, PRESENT); /* takes no memory */
    column->put.period[i] =
        period_add(axis->least, (int64_t)place_on(grid, axis_number, grid->of[i]));
  }
  return column;
}

static struct frame *build(const struct grid *grid) {
  struct frame *result = frame_new(grid->rows);
  bool done = result != NULL || error_memory(grid->error);
  for (size_t i = 0; i < grid->frame->columns && done; i++) {
    size_t axis = 0;
    while (axis < grid->count && grid->axes[axis].index != i)
      axis++;
    if (!engine_poll(grid->options, i, grid->frame->columns, grid->error)) {
      done = false;
      break;
    }
    struct column *column = axis < grid->count
                                ? axis_column(grid, axis)
                                : column_pick_rows(grid->frame->column[i], grid->source, grid->rows,
                                                   grid->options, grid->error);
    done = frame_add(result, grid->frame->names[i], column, grid->error);
  }
  if (done && engine_poll(grid->options, 1, 1, grid->error))
    return result;
  frame_release(result);
  return NULL;
}

struct frame *frame_complete(const struct frame *frame, const size_t *columns, size_t count,
                             const struct engine_options *options, struct error *error) {
  struct grid grid = {.frame = frame, .count = count, .options = options, .error = error};
  if (count == 0) {
    error_set(error, ERROR_VALUE, "complete: name the columns whose combinations are wanted");
    return NULL;
  }
  grid.axes = calloc(count, sizeof *grid.axes);
  bool done = grid.axes != NULL || error_memory(error);
  for (size_t i = 0; i < count && done; i++)
    done = engine_poll(options, i, count, error) && axis_init(&grid, i, columns);
  done = done && count_cells(&grid) && lay_out(&grid);
  struct frame *result = done ? build(&grid) : NULL;
  for (size_t i = 0; grid.axes != NULL && i < count; i++) {
    free(grid.axes[i].example);
    free(grid.axes[i].place);
  }
  free(grid.axes);
  free(grid.cell);
  free(grid.source);
  free(grid.of);
  return result;
}
