/* The cells of a table as they stand in a file, before anything is decided about them. Row 0 is
** the header. */
#ifndef INDSATS_GRID_H
#define INDSATS_GRID_H

#include "read.h"
#include "source.h"

/* What a cell was in the file. CSV has texts only. */
enum cell_form {
  FORM_TEXT,
  FORM_NUMBER, /* a JSON number, written with `.` */
  FORM_NULL    /* JSON's null */
};

struct grid {
  const struct source *source;
  size_t rows; /* with the header */
  size_t columns;
  char *bytes; /* the cells' texts end to end */
  size_t used;
  size_t room;   /* of `bytes` */
  size_t *start; /* of cell row * columns + column in `bytes`; one more for the end */
  size_t cells;
  size_t capacity;
  uint8_t *form;  /* an enum cell_form per cell, or NULL when all are texts */
  size_t *row_at; /* CSV: where each row begins in the source */
  size_t row_capacity;
  char delimiter; /* CSV */
  /* Where a cell stands in the source, and how many bytes it takes there at most. */
  size_t (*locate)(const struct grid *grid, size_t row, size_t column, size_t *span);
  const void *context; /* of `locate` */
};

static inline const char *grid_cell(const struct grid *grid, size_t row, size_t column,
                                    size_t *length) {
  const size_t *start = grid->start + row * grid->columns + column;
  *length = start[1] - start[0];
  return grid->bytes + start[0];
}

static inline enum cell_form grid_form(const struct grid *grid, size_t row, size_t column) {
  return grid->form == NULL ? FORM_TEXT : (enum cell_form)grid->form[row * grid->columns + column];
}

/* Release what the grid owns. */
void grid_clear(struct grid *grid);

/* Append a cell. False without memory. */
bool grid_add(struct grid *grid, const char *text, size_t length);

/* ERROR_DATA at a cell: "name:line:column: ..." and the excerpt. Returns false. */
bool grid_fail(const struct grid *grid, size_t row, size_t column, struct error *error,
               const char *format, ...) __attribute__((format(printf, 5, 6)));

/* Cut a CSV source into cells with libcsv, by the delimiter of the options or the one that fits.
** Fills `delimiter`, `newline`, `quoted` and `blank_lines` of `dialect`. On failure nothing is
** left to clear. */
bool grid_read_csv(struct grid *grid, const struct source *source,
                   const struct csv_options *options, struct dialect *dialect, struct error *error);

/* Decide conventions, types and missing cells from all cells, and make the columns. Fills
** `decimal`, `thousands`, `rows`, `columns` and `column` of `dialect`, which the caller clears
** whether it succeeds or not. */
struct frame *grid_classify(const struct grid *grid, const struct csv_options *options,
                            struct dialect *dialect, struct error *error);

#endif
