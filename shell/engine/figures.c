#include "figures.h"

#include <stdio.h>
#include <string.h>

#include "number.h"

/* ---- the form of one ---- */

static size_t count_digits(const char *text, size_t length) {
  size_t count = 0;
  while (count < length && text[count] >= '0' && text[count] <= '9')
    count++;
  return count;
}

bool figure_look(const char *text, size_t length, struct figure *figure) {
  *figure = (struct figure){.negative = length > 0 && text[0] == '-'};
  text += figure->negative;
  length -= figure->negative;
  figure->whole = count_digits(text, length);
  if (figure->whole == 0 || (text[0] == '0' && figure->whole > 1))
    return false;
  if (figure->whole == length)
    return true;
  figure->mark = text[figure->whole];
  size_t decimals = length - figure->whole - 1;
  if ((figure->mark != ',' && figure->mark != '.') || decimals == 0 || decimals > FIGURES_SCALE ||
      count_digits(text + figure->whole + 1, decimals) != decimals)
    return false;
  figure->decimals = (int)decimals;
  bool thousands = decimals == 3 && figure->whole <= 3 && text[0] != '0';
  figure->form = thousands ? FIGURES_THOUSANDS : figure->decimals;
  return true;
}

void figures_example(const struct figures *figures, int form, char text[FIGURES_EXAMPLE]) {
  char mark = figures->mark;
  if (form == 0)
    snprintf(text, FIGURES_EXAMPLE, "1");
  else if (form == FIGURES_THOUSANDS)
    snprintf(text, FIGURES_EXAMPLE, "1%c000", mark);
  else
    snprintf(text, FIGURES_EXAMPLE, "1000%c%0*d", mark, form, 1);
}

/* ---- values ---- */

static int64_t read_digits(const char *text, size_t length) {
  int64_t value = 0;
  for (size_t i = 0; i < length; i++)
    value = value * 10 + (text[i] - '0');
  return value;
}

static int64_t figure_value(const struct figure *figure, const char *text, int scale) {
  text += figure->negative;
  int64_t value = read_digits(text, figure->whole) * number_power10(figure->decimals);
  if (figure->decimals > 0)
    value += read_digits(text + figure->whole + 1, (size_t)figure->decimals);
  value *= number_power10(scale - figure->decimals);
  return figure->negative ? -value : value;
}

/* What a run over cells finds out, kept out of memory while it runs. */
struct range {
  int64_t least, most;
};

static inline void extend(struct range *range, int64_t value) {
  range->least = value < range->least ? value : range->least;
  range->most = value > range->most ? value : range->most;
}

/* A cell that is not as most are. */
static int64_t read_odd(struct figures *figures, struct piece *piece, struct field field,
                        size_t column, struct labels *labels, size_t row, struct range *range) {
  struct figure figure;
  if (piece_is_odd(field))
    field = piece_clean(piece, field, column);
  if (figure_look(field.text, field.length, &figure) &&
      (figure.mark == 0 || figure.mark == figures->mark) && figure.decimals <= figures->scale &&
      figure.whole + (size_t)figures->scale <= FIGURES_DIGITS) {
    int64_t value = figure_value(&figure, field.text, figures->scale);
    figures->count[figure.form]++;
    extend(range, value);
    return value;
  }
  uint32_t code = labels_add(labels, field.text, field.length, row);
  piece->no_memory = piece->no_memory || code == DISTINCT_NONE;
  return INT64_MIN + (int64_t)code;
}

/* The last `count` (1 to 8) of the eight bytes before `end` as digits, zeros before them. */
static inline uint64_t load_digits(const char *end, size_t count) {
  unsigned shift = (unsigned)(8 - count) * 8;
  return (labels_load(end - 8) ^ UINT64_C(0x3030303030303030)) >> shift << shift;
}

static inline bool are_digits(uint64_t word) {
  return (((word + UINT64_C(0x7676767676767676)) | word) & UINT64_C(0x8080808080808080)) == 0;
}

/* The number that eight digits are, a byte each, the first in the lowest: neighbours are joined to
** pairs, pairs to fours, fours to one. */
static inline int64_t join_digits(uint64_t word) {
  word = (word * 10 + (word >> 8)) & UINT64_C(0x00FF00FF00FF00FF);
  word = (word * 100 + (word >> 16)) & UINT64_C(0x0000FFFF0000FFFF);
  return (int64_t)((word * 10000 + (word >> 32)) & UINT32_MAX);
}

/* Digits alone, or with just `scale` decimals; false for what is to be looked at closely. */
static inline bool read_plain(struct field field, size_t scale, char mark, int64_t power,
                              int64_t *value) {
  size_t whole = field.length - scale - (scale > 0);
  if (whole - 1 >= 8 || scale == 3 || scale > 8) /* three may be thousands */
    return false;
  uint64_t word = load_digits(field.text + whole, whole);
  bool plain = are_digits(word) && !(field.text[0] == '0' && whole > 1);
  *value = join_digits(word);
  if (scale > 0) {
    uint64_t rest = load_digits(field.text + field.length, scale);
    plain = plain && field.text[whole] == mark && are_digits(rest);
    *value = *value * power + join_digits(rest);
  }
  return plain;
}

static inline __attribute__((always_inline)) void read_cells(struct figures *figures,
                                                             struct piece *piece, size_t column,
                                                             size_t scale, struct labels *labels,
                                                             size_t base, int64_t *values) {
  size_t cut = piece_cut(piece, column), odd = 0;
  int64_t power = number_power10((int)scale);
  struct range range = {figures->least, figures->most};
  char mark = figures->mark;
  for (size_t row = 0; row < piece->rows; row++) {
    struct field field = piece_field(piece, row, column, cut);
    int64_t value;
    if (__builtin_expect(read_plain(field, scale, mark, power, &value), true)) {
      extend(&range, value);
    } else {
      value = read_odd(figures, piece, field, column, labels, base + row, &range);
      odd++;
    }
    values[row] = value;
  }
  figures->count[scale] += piece->rows - odd;
  figures->least = range.least;
  figures->most = range.most;
}

void figures_read(struct figures *figures, struct piece *piece, size_t column,
                  struct labels *labels, size_t base, int64_t *values) {
  size_t scale = (size_t)figures->scale;
  switch (scale) {
  case 0:
    read_cells(figures, piece, column, 0, labels, base, values);
    return;
  case 1:
    read_cells(figures, piece, column, 1, labels, base, values);
    return;
  case 2:
    read_cells(figures, piece, column, 2, labels, base, values);
    return;
  default:
    read_cells(figures, piece, column, scale, labels, base, values);
  }
}

/* ---- together ---- */

bool figures_are_narrow(const struct figures *figures, size_t texts) {
  return figures->least > INT32_MIN / 2 && figures->most <= INT32_MAX && texts < INT32_MAX / 2;
}

void figures_add(struct figures *sum, const struct figures *part) {
  for (int form = 0; form < FIGURES_FORMS; form++)
    sum->count[form] += part->count[form];
  sum->least = part->least < sum->least ? part->least : sum->least;
  sum->most = part->most > sum->most ? part->most : sum->most;
}
