/* Cells as text: for messages, names and text(x). */
#ifndef INDSATS_CELL_H
#define INDSATS_CELL_H

#include "frame.h"
#include "number.h"

/* The canonical text of a value, as files carry it: 1234, 5,6, 2019Q3, ja. Not for texts. */
void value_write(char buffer[NUMBER_SIZE], enum column_type type, int scale, const void *data,
                 size_t index);

/* The text of a present cell: of a text column its own, else written into `buffer`. */
const char *cell_text(const struct column *column, size_t row, char buffer[NUMBER_SIZE],
                      size_t *length);

/* Where in the data: "omraade Hedensted, periode 2019Q3" for the key cells of a row, with reasons
** for missing ones; "all rows" without keys. Cut at a character to fit. */
void cell_describe(char *buffer, size_t size, const struct frame *frame, const size_t *keys,
                   size_t count, size_t row);
enum { DESCRIPTION_SIZE = 256 };

/* The value of a present cell of an integer, decimal or number column as a double. */
double cell_number(const struct column *column, size_t row);

/* What the true figure of a present cell of such a column lies between. */
struct bounds cell_bounds(const struct column *column, size_t row);

/* ERROR_TYPE: `function` takes something else than the column's type; with the stray cell that made
** the column text, where there is one. Returns false. */
bool column_refuse(const struct frame *frame, size_t index, const char *function, const char *takes,
                   struct error *error);

#endif
