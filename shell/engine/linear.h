/* Linear programmes: columns within bounds, rows (sums of columns) within bounds, and the least or
** the largest value that a sum of columns can take. Solved by GLPK, the same way every time. */
#ifndef INDSATS_LINEAR_H
#define INDSATS_LINEAR_H

#include <stdbool.h>
#include <stddef.h>

#include "error.h"

struct linear;

/* The terms of a sum: coefficient[i] of column[i], each column once. Columns count from 0. */
struct linear_sum {
  size_t count;
  const size_t *column;
  const double *coefficient;
};

enum linear_status {
  LINEAR_OPTIMAL,
  LINEAR_UNBOUNDED,
  LINEAR_INFEASIBLE,
  LINEAR_UNDECIDED /* the search of integers went over its limit */
};

struct linear_answer {
  enum linear_status status;
  double value; /* of the sum, where the status is LINEAR_OPTIMAL */
};

/* Columns of 0 and up. Owned by the caller, who frees it; NULL with an error where GLPK is not
** there. To be used by the thread that made it. */
struct linear *linear_new(size_t columns, struct error *error);
void linear_free(struct linear *linear);

size_t linear_columns(const struct linear *linear);
size_t linear_rows(const struct linear *linear);

/* Bounds are -INFINITY and INFINITY where there are none. */
void linear_set_column(struct linear *linear, size_t column, double low, double high);

/* linear_optimise_integer gives the column whole values only. */
void linear_set_integer(struct linear *linear, size_t column);

/* A row more, the last; false with ERROR_MEMORY. */
bool linear_add_row(struct linear *linear, const struct linear_sum *sum, double low, double high,
                    struct error *error);
void linear_set_row(struct linear *linear, size_t row, double low, double high);

/* The largest (or least) value of a sum. */
struct linear_answer linear_optimise(struct linear *linear, const struct linear_sum *sum,
                                     bool largest);

/* The same over whole values, looking at no more than `nodes` of the search tree. */
struct linear_answer linear_optimise_integer(struct linear *linear, const struct linear_sum *sum,
                                             bool largest, size_t nodes);

/* After linear_optimise: how much the optimum follows the row's bound; 0 for a row that is no part
** of the proof that there is no better value. */
double linear_dual(const struct linear *linear, size_t row);

/* After linear_optimise_integer: the column's value. */
double linear_integer_value(const struct linear *linear, size_t column);

#endif
