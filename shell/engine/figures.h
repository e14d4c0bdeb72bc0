/* Columns of many distinct numbers: cells are read as scaled integers at once, and only those that
** are not plainly numbers are kept as texts. What the file's conventions say about plain numbers
** depends on their form alone, so it is enough to count the forms. */
#ifndef INDSATS_FIGURES_H
#define INDSATS_FIGURES_H

#include "piece.h"

enum {
  FIGURES_SCALE = 9,                     /* most decimals */
  FIGURES_DIGITS = 18,                   /* most digits at the column's scale */
  FIGURES_THOUSANDS = FIGURES_SCALE + 1, /* the form of 1,234: may be a thousand, or one */
  FIGURES_FORMS,
  FIGURES_EXAMPLE = 24
};

/* A plain number: perhaps a minus, digits without a needless zero before them, perhaps one mark
** `.` or `,` and digits behind it. */
struct figure {
  char mark;    /* 0: none */
  size_t whole; /* digits before the mark */
  int decimals; /* behind it */
  bool negative;
  int form; /* the number of decimals, or FIGURES_THOUSANDS */
};

bool figure_look(const char *text, size_t length, struct figure *figure);

/* A column, or a part of it, of such numbers. */
struct figures {
  bool on;
  char mark; /* the one before decimals; 0: none was met */
  int scale; /* of the values; no plain number of the column has more decimals */
  size_t count[FIGURES_FORMS];
  int64_t least, most; /* of the values; least > most: none */
};

/* The values of a column's cells at its scale; a cell that is no plain number, or has more
** decimals, becomes the code of its text, as figures_code knows. */
void figures_read(struct figures *figures, struct piece *piece, size_t column,
                  struct labels *labels, size_t base, int64_t *values);

static inline bool figures_is_code(int64_t value) {
  return value < INT64_MIN / 2;
}

static inline uint32_t figures_code(int64_t value) {
  return (uint32_t)(value - INT64_MIN);
}

/* The same where values stand in 32 bits. */
static inline bool figures_is_code32(int32_t value) {
  return value < INT32_MIN / 2;
}

static inline uint32_t figures_code32(int32_t value) {
  return (uint32_t)value - (uint32_t)INT32_MIN;
}

/* Whether values and `texts` codes fit 32 bits. */
bool figures_are_narrow(const struct figures *figures, size_t texts);

/* Add what another part of the column has. */
void figures_add(struct figures *sum, const struct figures *part);

/* A number of the form. */
void figures_example(const struct figures *figures, int form, char text[FIGURES_EXAMPLE]);

#endif
