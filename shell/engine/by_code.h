/* What an expression over a single column comes to, worked out once for every value that the column
** stores instead of once for every row. The cells of a narrow column, or of one of texts, are
*codes;
** a table holds the answer for each code, and behind them one for each reason of a missing cell. */
#ifndef INDSATS_BY_CODE_H
#define INDSATS_BY_CODE_H

#include "expression.h"

/* How many codes the present cells of the column have room for; 0 where they are too many for a
** table to be worth while, or have no codes. */
size_t by_code_span(const struct column *column);

static inline size_t by_code_size(size_t span) {
  return span + MISSING_REASONS;
}

/* The place of a row's cell in a table. */
static inline size_t by_code(const struct column *column, size_t span, size_t row) {
  enum missing reason = column_missing(column, row);
  return reason == PRESENT ? (size_t)column_raw(column, row) : span + (size_t)reason;
}

/* The column's own cells as a table. A code that no cell has is missing. NULL without memory. */
struct column *by_code_table(const struct column *column, size_t span);

/* What a resolved expression comes to by code. `tables` stand for the `count` columns that it was
** resolved for; those that it names have `size` cells. NULL where it fails for a code: whether that
** cell is asked for at all can only be told row by row. */
struct column *by_code_evaluate(const struct expression *expression, struct column **tables,
                                size_t count, size_t size);

#endif
