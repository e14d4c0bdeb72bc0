#include "grid.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "crew.h"

/* ---- building ---- */

bool grid_add_caption(struct grid *grid, const char *text, size_t length) {
  return distinct_append(&grid->header, text, length);
}

static void clear_part(struct grid_part *part, size_t columns) {
  for (size_t i = 0; part->column != NULL && i < columns; i++) {
    free(part->column[i].code);
    free(part->column[i].joined);
    distinct_clear(&part->column[i].texts);
  }
  free(part->column);
  for (struct slab *slab = part->slab; slab != NULL;) {
    struct slab *next = slab->next;
    slab_free(slab);
    slab = next;
  }
}

void grid_drop_parts(struct grid *grid) {
  for (size_t i = 0; i < grid->parts; i++)
    clear_part(&grid->part[i], grid->columns);
  for (size_t i = 0; grid->texts != NULL && i < grid->columns; i++)
    distinct_clear(&grid->texts[i]);
  free(grid->part);
  free(grid->texts);
  free(grid->figures);
  free(grid->recant);
  grid->part = NULL;
  grid->texts = NULL;
  grid->figures = NULL;
  grid->recant = NULL;
  grid->parts = 0;
}

void grid_clear(struct grid *grid) {
  grid_drop_parts(grid);
  distinct_clear(&grid->header);
  *grid = (struct grid){0};
}

void grid_drop_cells(struct grid *grid, size_t column) {
  for (size_t i = 0; i < grid->parts; i++) {
    free(grid->part[i].column[column].code);
    grid->part[i].column[column].code = NULL;
  }
}

bool grid_add_parts(struct grid *grid, size_t count) {
  grid->part = calloc(count, sizeof *grid->part);
  grid->texts = calloc(grid->columns, sizeof *grid->texts);
  if (grid->part == NULL || grid->texts == NULL)
    return false;
  grid->parts = count;
  for (size_t i = 0; i < count; i++) {
    grid->part[i].column = calloc(grid->columns, sizeof *grid->part[i].column);
    if (grid->part[i].column == NULL)
      return false;
  }
  return true;
}

bool grid_open_row(struct grid_part *part, size_t columns) {
  if (part->rows < part->room)
    return true;
  size_t room = part->room == 0 ? 16 : part->room * 2;
  if (room > SIZE_MAX / sizeof(uint32_t))
    return false;
  for (size_t i = 0; i < columns; i++) {
    uint32_t *code = realloc(part->column[i].code, room * sizeof *code);
    if (code == NULL)
      return false;
    part->column[i].code = code;
  }
  part->room = room;
  return true;
}

/* ---- joining the parts ---- */

struct joining {
  struct grid *grid;
  bool *failed; /* per column */
};

/* One part's texts become the column's. */
static void take_over(struct distinct *texts, struct grid_part *part, size_t column) {
  *texts = part->column[column].texts;
  part->column[column].texts = (struct distinct){0};
  for (size_t code = 0; code < texts->size; code++)
    texts->list[code].row += part->base;
}

static bool join_part(const struct grid *grid, struct distinct *texts, struct grid_part *part,
                      size_t column) {
  struct grid_cells *cells = &part->column[column];
  cells->joined = malloc((cells->texts.size + 1) * sizeof *cells->joined);
  if (cells->joined == NULL)
    return false;
  for (size_t from = 0, size = cells->texts.size; from < size; from += GRID_POLL_TEXTS) {
    size_t count = size - from < GRID_POLL_TEXTS ? size - from : GRID_POLL_TEXTS;
    if (!grid_goes_on(grid, from) ||
        !distinct_add_all(texts, cells->texts.list + from, count, part->base, cells->joined + from))
      return false;
  }
  distinct_clear(&cells->texts);
  return true;
}

/* Parts in order of the file, and in each the texts in order of first sight: the codes are those
** of one part that holds all rows. */
static void join_column(void *context, size_t column) {
  struct joining *joining = context;
  struct grid *grid = joining->grid;
  bool fine = true;
  take_over(&grid->texts[column], &grid->part[0], column);
  for (size_t i = 1; fine && i < grid->parts; i++)
    fine = join_part(grid, &grid->texts[column], &grid->part[i], column);
  distinct_close(&grid->texts[column]);
  joining->failed[column] = !fine;
}

bool grid_join(struct grid *grid) {
  struct joining joining = {grid, calloc(grid->columns, sizeof(bool))};
  if (joining.failed == NULL)
    return false;
  grid->rows = 1;
  for (size_t i = 0; i < grid->parts; i++) {
    grid->part[i].base = grid->rows;
    grid->rows += grid->part[i].rows;
  }
  crew_run(grid->parts > 1 ? grid->threads : 1, grid->columns, join_column, &joining);
  bool fine = true;
  for (size_t column = 0; column < grid->columns; column++)
    fine = fine && !joining.failed[column];
  free(joining.failed);
  return fine;
}

/* ---- looking ---- */

static uint32_t find_code(const struct grid *grid, const struct grid_part *part, size_t row,
                          size_t column) {
  const struct slab *slab = part->slab;
  if (slab == NULL)
    return part->column[column].code[row];
  for (; row >= slab->rows; slab = slab->next)
    row -= slab->rows;
  return slab_code(slab, column, row, grid->figures[column].on);
}

const struct distinct_text *grid_find(const struct grid *grid, size_t row, size_t column) {
  if (row == 0)
    return &grid->header.list[column];
  const struct grid_part *part = grid->part;
  while (row >= part->base + part->rows)
    part++;
  const struct grid_cells *cells = &part->column[column];
  uint32_t code = find_code(grid, part, row - part->base, column);
  /* Its text was not kept; only an error that is told anew asks for it. */
  static const struct distinct_text number = {"1", 1, FORM_TEXT, 0, 1};
  if (code == UINT32_MAX)
    return &number;
  return &grid->texts[column].list[cells->joined == NULL ? code : cells->joined[code]];
}

bool grid_fail(const struct grid *grid, size_t row, size_t column, struct error *error,
               const char *format, ...) {
  char what[ERROR_MESSAGE_SIZE / 2];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(what, sizeof what, format, arguments);
  va_end(arguments);
  size_t span = 1;
  if (grid->locate == NULL) /* the error will be told by who has the text */
    return error_set(error, ERROR_DATA, "%s", what);
  size_t offset = grid->locate(grid, row, column, &span);
  return source_fail(grid->source, offset, span, error, "%s", what);
}
