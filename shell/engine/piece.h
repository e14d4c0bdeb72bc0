/* Some rows of a CSV text, cut into fields, and the cells of one of their columns: what libcsv
** would give for each, or word that the text is odd and libcsv shall judge it. */
#ifndef INDSATS_PIECE_H
#define INDSATS_PIECE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "labels.h"

enum { PIECE_FRONT = 64, PIECE_BACK = 128 }; /* bytes around the text that may be read */

struct piece {
  const char *text;    /* begins with the first row */
  const uint32_t *end; /* of each field; end[-1] is UINT32_MAX, so that one behind it is 0 */
  size_t columns;
  size_t rows;
  char delimiter;
  bool crlf;     /* every row ends by CRLF */
  size_t quotes; /* how many were met around and in the fields taken so far */
  bool odd;      /* a quoted field was not plainly so */
  bool no_memory;
  char *own; /* a text without the second of each two quotes */
  size_t own_size;
};

struct field {
  const char *text;
  size_t length;
};

/* A field as it stands, without the CR of a row's end where all rows have one. */
static inline struct field piece_field(const struct piece *piece, size_t row, size_t column,
                                       size_t cut) {
  const uint32_t *end = piece->end + row * piece->columns + column;
  uint32_t from = end[-1] + 1;
  return (struct field){piece->text + from, end[0] - from - cut};
}

/* Bytes of the CR of a row's end that piece_field is to leave out. */
static inline size_t piece_cut(const struct piece *piece, size_t column) {
  return piece->crlf && column + 1 == piece->columns;
}

/* Whether a field may have to be trimmed or freed of quotes. */
static inline bool piece_is_odd(struct field field) {
  return (unsigned char)field.text[0] <= '"' ||
         (unsigned char)field.text[(ptrdiff_t)field.length - 1] <= ' ';
}

/* The cell of a field: without blanks around it and without its quotes. */
struct field piece_clean(struct piece *piece, struct field field, size_t column);

/* The codes of a column's cells; their rows are counted from `base`. */
void piece_read_labels(struct piece *piece, size_t column, struct labels *labels, size_t base,
                       uint32_t *codes);

#endif
