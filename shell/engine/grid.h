/* The cells of a table as they stand in a file, before anything is decided about them. Row 0 is
** the header. */
#ifndef INDSATS_GRID_H
#define INDSATS_GRID_H

#include "distinct.h"
#include "figures.h"
#include "read.h"
#include "slab.h"
#include "source.h"

/* What a cell was in the file. CSV has texts only. */
enum cell_form {
  FORM_TEXT,
  FORM_NUMBER, /* a JSON number, written with `.` */
  FORM_NULL    /* JSON's null */
};

/* Cells of one column in a part of the rows: codes into the distinct texts of that part. */
struct grid_cells {
  uint32_t *code;        /* NULL when the part has slabs */
  struct distinct texts; /* until the parts are joined */
  uint32_t *joined;      /* the column's code of each of the part's; NULL: the same codes */
};

/* Neighbouring rows that were read in one go. */
struct grid_part {
  size_t from; /* CSV: where they begin in the source */
  size_t base; /* the number of the first, once the parts are joined */
  size_t rows;
  size_t room; /* rows that `code` has room for */
  struct grid_cells *column;
  struct slab *slab; /* the first of those that hold the codes; NULL: `code` does */
};

struct grid {
  const struct source *source;
  size_t rows; /* with the header */
  size_t columns;
  struct distinct header; /* captions by column, equal ones too */
  struct grid_part *part;
  size_t parts;
  struct distinct *texts;  /* of each column, all parts joined; `row` counts the header as 0 */
  struct figures *figures; /* of each column; NULL: none is read as numbers */
  bool *recant;            /* of each: it was, and must not be. NULL as `figures` is */
  bool typed;              /* JSON: cells have forms */
  size_t threads;          /* for work on all cells */
  const struct engine_options *engine; /* to stop and to tell how far it is; NULL: none */
  char delimiter;                      /* CSV */
  size_t header_at;                    /* CSV: where the header begins */
  /* Where a cell stands in the source, and how many bytes it takes there at most. */
  size_t (*locate)(const struct grid *grid, size_t row, size_t column, size_t *span);
  /* Without `locate`: the line and column of a cell; false when it cannot be told. */
  bool (*place)(const struct grid *grid, size_t row, size_t column, struct place *place);
  const void *context; /* of `locate` or `place` */
  bool lost;           /* a place was asked for and could not be told */
};

/* The cell of a row, the header's too. For messages: it looks for the part. */
const struct distinct_text *grid_find(const struct grid *grid, size_t row, size_t column);

static inline const char *grid_cell(const struct grid *grid, size_t row, size_t column,
                                    size_t *length) {
  const struct distinct_text *cell = grid_find(grid, row, column);
  *length = cell->length;
  return cell->text;
}

/* Release what the grid owns. */
void grid_clear(struct grid *grid);

/* Building: captions in order; then parts, `count` of them without rows; then rows of `columns`
** cells each, begun by grid_open_row and counted by the caller in `rows`; then grid_join, which
** settles `rows` of the grid. False without memory; that of grid_join also when told to stop. Parts
** may be filled by several threads. */
bool grid_add_caption(struct grid *grid, const char *text, size_t length);
bool grid_add_parts(struct grid *grid, size_t count);
void grid_drop_parts(struct grid *grid);
bool grid_open_row(struct grid_part *part, size_t columns);
bool grid_join(struct grid *grid);

static inline bool grid_set(struct grid_part *part, size_t column, const char *text, size_t length,
                            enum cell_form form) {
  struct grid_cells *cells = &part->column[column];
  uint32_t code = distinct_add(&cells->texts, text, length, (uint8_t)form, part->rows, 1);
  cells->code[part->rows] = code;
  return code != DISTINCT_NONE;
}

/* How far the operation is when a grid is at hand and when it is joined, see gauge. */
enum { GRID_CHOSEN = 400, GRID_CUT = 800, GRID_JOINED = 850, GRID_FOUND = 900 };

/* Texts between two looks at whether to go on. */
enum { GRID_POLL_TEXTS = 1 << 14 };
static inline bool grid_goes_on(const struct grid *grid, size_t text) {
  return text % GRID_POLL_TEXTS != 0 || engine_goes_on(grid->engine);
}

/* Drop the parts of one column, when its cells are no longer needed one by one. */
void grid_drop_cells(struct grid *grid, size_t column);

/* ERROR_DATA at a cell: "name:line:column: ..." and the excerpt. Returns false. */
bool grid_fail(const struct grid *grid, size_t row, size_t column, struct error *error,
               const char *format, ...) __attribute__((format(printf, 5, 6)));

/* Cut a CSV source into cells by the delimiter of the options or the one that fits: libcsv does,
** and plain rows are split beside it. Fills `delimiter`, `newline`, `quoted` and `blank_lines` of
** `dialect`. On failure nothing is left to clear. Told to stop, it fails, as all that follows does;
** what `error` says then is to be passed over. */
bool grid_read_csv(struct grid *grid, const struct source *source,
                   const struct csv_options *options, struct dialect *dialect, struct error *error);

/* The header alone, of a text of which only the beginning is at hand: `delimiter` and the captions
** of the grid, and what stands before and at the end of the first row. False when that does not
** tell; then nothing is left to clear. */
struct grid_head {
  size_t after; /* where the rows begin */
  size_t blank;
  bool crlf; /* ends so; else by LF */
};
bool grid_read_head(struct grid *grid, const struct source *begin,
                    const struct csv_options *options, struct grid_head *head);

/* Where a field stands in a text whose rows are as a CSV grid's, the first at its beginning. */
size_t grid_locate_csv(const struct source *source, char delimiter, size_t columns, size_t row,
                       size_t column);

/* Decide conventions, types and missing cells from all cells, and make the columns; the grid's
** cells are used up. Fills `decimal`, `thousands`, `rows`, `columns` and `column` of `dialect`,
** which the caller clears whether it succeeds or not. */
struct frame *grid_classify(struct grid *grid, const struct csv_options *options,
                            struct dialect *dialect, struct error *error);

#endif
