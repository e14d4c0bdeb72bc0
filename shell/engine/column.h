/* A column: one type, one length, a reason for each missing cell. Immutable once it stands in a
** frame; shared by reference count.
**
** Values are stored in 1, 2, 4 or 8 bytes. A wide column stores them as its type does, and is what
*is
** made cell by cell, through `put`; a narrow one in as few bytes as its values allow, as unsigned
** numbers above a common base. Who reads asks column_integer and its like. */
#ifndef INDSATS_COLUMN_H
#define INDSATS_COLUMN_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "bits.h"
#include "dict.h"
#include "error.h"

enum column_type {
  COLUMN_INTEGER, /* int64 */
  COLUMN_DECIMAL, /* int64 scaled by 10^scale: 16,8 with scale 1 is 168 */
  COLUMN_NUMBER,  /* double, always finite */
  COLUMN_TEXT,    /* code into a dictionary of UTF-8 texts */
  COLUMN_PERIOD,  /* period_t of any kind but day (kinds may stand together, see period.h) */
  COLUMN_DATE,    /* period_t, all of kind PERIOD_DAY */
  COLUMN_BOOLEAN, /* 0 or 1 */
  COLUMN_TYPES
};

/* Why a cell has no value. Order is that of precedence where several meet in one result. */
enum missing {
  PRESENT,
  MISSING_SUPPRESSED,  /* hidden for discretion: `.`, jobindsats null; a count of 0-2 */
  MISSING_UNAVAILABLE, /* `..`: the source does not have it */
  MISSING_BLANK,       /* nothing was written */
  MISSING_UNMATCHED,   /* a join or a grid found no row */
  MISSING_NONE,        /* `-`: there is nothing to count */
  MISSING_UNDEFINED,   /* a computation without an answer: 1/0, the sum of no rows */
  MISSING_UNDECIDED,   /* a question whose answer depends on what is hidden: `≥ 4` > 5 */
  MISSING_REASONS
};

/* What is known of a computed value that had to skip or use uncertain cells. Bits. */
enum mark {
  MARK_EXACT = 0,
  MARK_AT_LEAST = 1, /* the true value is this or more: a sum that skipped suppressed counts */
  MARK_AT_MOST = 2,
  MARK_INEXACT = 3 /* both: may lie on either side */
};

/* What the true figure of a marked cell lies between; infinite where nothing is known. */
struct bounds {
  double low;
  double high;
};

/* The cell that kept a column of numbers, or of periods, from being one. `line` 0: none. */
struct stray {
  size_t line;
  size_t column;
  char cell[64];
};

struct facts;
struct waiting;

struct column {
  atomic_size_t references;
  enum column_type type;
  int scale; /* of COLUMN_DECIMAL; 0 otherwise */
  size_t length;
  unsigned width; /* bytes of a stored value */
  int64_t base;   /* of integers, decimals, periods and dates: added to what is stored; else 0 */
  union {
    void *data;
    union {
      int64_t *integer; /* COLUMN_INTEGER, COLUMN_DECIMAL */
      double *number;   /* COLUMN_NUMBER */
      uint32_t *code;   /* COLUMN_TEXT */
      int32_t *period;  /* COLUMN_PERIOD, COLUMN_DATE */
      uint8_t *boolean; /* COLUMN_BOOLEAN */
    } put;              /* to write the values of a wide column that is being made */
  };
  uint64_t *gaps;                    /* a bit for each missing cell, or NULL when none is */
  uint64_t *reason[MISSING_REASONS]; /* for each reason that occurs its cells, else NULL */
  uint8_t *mark;                     /* an enum mark per cell, or NULL when every cell is exact */
  struct bounds *bounds;             /* of marked cells of a numeric column, or NULL: none known */
  struct dict *dict;                 /* of COLUMN_TEXT, else NULL */
  size_t skipped[MISSING_REASONS];   /* missing cells that the aggregates behind it left out */
  bool computed;                     /* not figures as read: a hidden cell may be of any sign */
  struct stray stray;
  _Atomic(struct facts *) facts; /* see facts.h; NULL until they are asked for */
  struct waiting *waiting;       /* the cells are still in a file (store_fetch.h); NULL: here */
};

/* A wide column of `length` cells, values zeroed, none missing; one owner. A text column gets
** `dict` (retained), which may be NULL for other types. NULL without memory. */
struct column *column_new(enum column_type type, size_t length, struct dict *dict);

/* The same, its values stored in `width` bytes above `base`, for who writes what is stored. */
struct column *column_new_narrow(enum column_type type, size_t length, struct dict *dict,
                                 unsigned width, int64_t base);

/* One without room for any cell, for who puts it there. */
struct column *column_new_bare(enum column_type type, size_t length, unsigned width, int64_t base);

/* How values from `least` to `greatest` are stored in a narrow column; of texts, codes from 0. */
void column_choose_width(enum column_type type, int64_t least, int64_t greatest, unsigned *width,
                         int64_t *base);

/* Store a wide column that has been made in as few bytes as it allows. Missing cells are stored as
** 0. False without memory; then it is as it was. */
bool column_narrow(struct column *column);

/* The other way: make a narrow column of one owner wide, so that more can be put in it. False
** without memory; then it is as it was. */
bool column_widen(struct column *column);

struct column *column_retain(struct column *column);
void column_release(struct column *column); /* NULL is allowed */

/* Whether a missing cell has a value that nobody tells: what is computed without it is a bound. */
static inline bool missing_hides(enum missing reason) {
  return reason == MISSING_SUPPRESSED || reason == MISSING_UNDECIDED;
}

/* Bytes of one value of a type in a wide column. */
size_t column_width(enum column_type type);
const char *column_type_name(enum column_type type); /* "integer" ... */
const char *missing_name(enum missing reason);       /* "suppressed" ...; PRESENT: "present" */
const char *missing_sign(enum missing reason);       /* as printed: ".", "..", "", "?", "-", "!" */

static inline bool column_is_wide(const struct column *column) {
  return column->width == column_width(column->type) && column->base == 0;
}

/* Why a cell that is known to be missing is. */
enum missing column_reason(const struct column *column, size_t row);

static inline enum missing column_missing(const struct column *column, size_t row) {
  if (column->gaps == NULL || !bit_get(column->gaps, row))
    return PRESENT;
  return column_reason(column, row);
}
static inline enum mark column_mark(const struct column *column, size_t row) {
  return column->mark == NULL ? MARK_EXACT : (enum mark)column->mark[row];
}

/* What is stored of a cell, as an unsigned number. */
static inline uint64_t column_raw(const struct column *column, size_t row) {
  switch (column->width) {
  case 1:
    return ((const uint8_t *)column->data)[row];
  case 2:
    return ((const uint16_t *)column->data)[row];
  case 4:
    return ((const uint32_t *)column->data)[row];
  default:
    return ((const uint64_t *)column->data)[row];
  }
}

/* The value of a cell, each for the types that have it so. Of a missing cell it is any. */
static inline int64_t column_integer(const struct column *column, size_t row) {
  return (int64_t)((uint64_t)column->base + column_raw(column, row));
}
static inline double column_number(const struct column *column, size_t row) {
  return ((const double *)column->data)[row];
}
static inline uint32_t column_code(const struct column *column, size_t row) {
  return (uint32_t)column_raw(column, row);
}
static inline int32_t column_period(const struct column *column, size_t row) {
  return (int32_t)(uint32_t)((uint64_t)column->base + column_raw(column, row));
}
static inline bool column_boolean(const struct column *column, size_t row) {
  return ((const uint8_t *)column->data)[row] != 0;
}

/* Whether a present cell is a number below zero. */
static inline bool column_negative(const struct column *column, size_t row) {
  switch (column->type) {
  case COLUMN_INTEGER:
  case COLUMN_DECIMAL:
    return column_integer(column, row) < 0;
  case COLUMN_NUMBER:
    return column_number(column, row) < 0;
  default:
    return false;
  }
}

/* Whether a hidden cell adds nothing negative to a sum: figures as read, or truths to be counted.
** Figures as read do so only among cells that are not negative either. */
static inline bool column_counts(const struct column *column) {
  return !column->computed || column->type == COLUMN_BOOLEAN;
}

/* The same for what stands in one row beside it: and no present cell can truly be negative. */
bool column_counts_everywhere(const struct column *column);

/* Give a cell a reason or a mark, making the array when it is the first; a reason of PRESENT takes
** the reason away. Bits of 64 rows share a word: two threads must not be at it. False without
** memory. */
bool column_set_missing(struct column *column, size_t row, enum missing reason);
bool column_set_mark(struct column *column, size_t row, enum mark mark);

/* The text of a present cell of a text column. */
const char *column_text(const struct column *column, size_t row, size_t *length);

/* A new column of the cells at `rows` (SIZE_MAX: MISSING_UNMATCHED), `count` of them. Keeps
** type, scale, marks, dictionary, skipped counts, `computed` and the stray. NULL without memory. */
struct column *column_gather(const struct column *column, const size_t *rows, size_t count);

/* Of integers and decimals: how far from 0 a value can be, by how they are stored; 0: not known. */
uint64_t column_reach(const struct column *column);

/* Some cells of a column as wide values one after the other, with reasons and marks a byte each;
** these are NULL where no cell has any. */
struct cells {
  const void *values;
  const uint8_t *missing;
  const uint8_t *mark;
  const struct bounds *bounds;
};

/* The `count` cells from `from`: in place where they stand so, else in the buffers, which have room
** for them (values: column_width bytes each). */
struct cells column_load(const struct column *column, size_t from, size_t count, void *values,
                         uint8_t *missing);

/* The cells of the rows `from` + offset[i]; always in the buffers, and without bounds. */
struct cells column_load_rows(const struct column *column, size_t from, const uint32_t *offset,
                              size_t count, void *values, uint8_t *missing, uint8_t *mark);

/* The kinds of periods present, a bit (1 << enum period_kind) each; 0 for other types. */
unsigned column_period_kinds(const struct column *column);

#endif
