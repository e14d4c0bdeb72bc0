/* A column: one type, one length, a reason for each missing cell. Immutable once it stands in a
** frame; shared by reference count. */
#ifndef INDSATS_COLUMN_H
#define INDSATS_COLUMN_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

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
  MISSING_REASONS
};

/* What is known of a computed value that had to skip or use uncertain cells. Bits. */
enum mark {
  MARK_EXACT = 0,
  MARK_AT_LEAST = 1, /* the true value is this or more: a sum that skipped suppressed counts */
  MARK_AT_MOST = 2,
  MARK_INEXACT = 3 /* both: may lie on either side */
};

/* The cell that kept a column of numbers, or of periods, from being one. `line` 0: none. */
struct stray {
  size_t line;
  size_t column;
  char cell[64];
};

struct column {
  atomic_size_t references;
  enum column_type type;
  int scale; /* of COLUMN_DECIMAL; 0 otherwise */
  size_t length;
  union {
    void *data;
    int64_t *integer; /* COLUMN_INTEGER, COLUMN_DECIMAL */
    double *number;   /* COLUMN_NUMBER */
    uint32_t *code;   /* COLUMN_TEXT */
    int32_t *period;  /* COLUMN_PERIOD, COLUMN_DATE */
    uint8_t *boolean; /* COLUMN_BOOLEAN */
  };
  uint8_t *missing;  /* an enum missing per cell, or NULL when every cell is present */
  uint8_t *mark;     /* an enum mark per cell, or NULL when every cell is exact */
  struct dict *dict; /* of COLUMN_TEXT, else NULL */
  size_t skipped[MISSING_REASONS]; /* missing cells that the aggregates behind it left out */
  bool computed;                   /* not figures as read: a hidden cell may be of any sign */
  struct stray stray;
};

/* A column of `length` cells, values zeroed, none missing; one owner. A text column gets `dict`
** (retained), which may be NULL for other types. NULL without memory. */
struct column *column_new(enum column_type type, size_t length, struct dict *dict);
struct column *column_retain(struct column *column);
void column_release(struct column *column); /* NULL is allowed */

/* Bytes of one value of a type. */
size_t column_width(enum column_type type);
const char *column_type_name(enum column_type type); /* "integer" ... */
const char *missing_name(enum missing reason);       /* "suppressed" ...; PRESENT: "present" */
const char *missing_sign(enum missing reason);       /* as printed: ".", "..", "", "?", "-", "!" */

static inline enum missing column_missing(const struct column *column, size_t row) {
  return column->missing == NULL ? PRESENT : (enum missing)column->missing[row];
}
static inline enum mark column_mark(const struct column *column, size_t row) {
  return column->mark == NULL ? MARK_EXACT : (enum mark)column->mark[row];
}

/* Whether a present cell is a number below zero. */
static inline bool column_negative(const struct column *column, size_t row) {
  switch (column->type) {
  case COLUMN_INTEGER:
  case COLUMN_DECIMAL:
    return column->integer[row] < 0;
  case COLUMN_NUMBER:
    return column->number[row] < 0;
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

/* Give a cell a reason or a mark, making the array when it is the first. False without memory. */
bool column_set_missing(struct column *column, size_t row, enum missing reason);
bool column_set_mark(struct column *column, size_t row, enum mark mark);

/* The text of a present cell of a text column. */
const char *column_text(const struct column *column, size_t row, size_t *length);

/* A new column of the cells at `rows` (SIZE_MAX: MISSING_UNMATCHED), `count` of them. Keeps
** type, scale, marks, dictionary, skipped counts, `computed` and the stray. NULL without memory. */
struct column *column_gather(const struct column *column, const size_t *rows, size_t count);

/* The kinds of periods present, a bit (1 << enum period_kind) each; 0 for other types. */
unsigned column_period_kinds(const struct column *column);

#endif
