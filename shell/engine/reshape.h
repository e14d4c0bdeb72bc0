/* Verbs that change the shape: wider, longer, complete, bind. */
#ifndef INDSATS_RESHAPE_H
#define INDSATS_RESHAPE_H

#include "frame.h"
#include "options.h"

enum { PIVOT_COLUMNS_MAX = 10000 };

/* One row for every combination of the `ids`, one column for every value of `names_from` (its text
** as text(x) writes it), both in order of first appearance; a cell without a row is unmatched.
** No rows give no rows, also without ids. Columns that are neither ids, names_from nor values_from
** are left out. ERROR_DATA: two rows for one cell, a missing name, a name that an id has, or two
** values with one text. */
struct frame *frame_pivot_wider(const struct frame *frame, const size_t *ids, size_t id_count,
                                size_t names_from, size_t values_from,
                                const struct engine_options *options, struct error *error);

/* Every row becomes one row per column of `columns`, in their order: the other columns, then
** `names_to` with the column's name, then `values_to` with its cell. Types are brought together:
** integer to decimal to number; else ERROR_TYPE. */
struct frame *frame_pivot_longer(const struct frame *frame, const size_t *columns, size_t count,
                                 const char *names_to, const char *values_to,
                                 const struct engine_options *options, struct error *error);

/* All combinations of the values that occur in `columns`: in order of first appearance, periods and
** dates over the whole range from first to last (ERROR_DATA when kinds differ). Rows come in the
** order of the grid, the last column fastest; rows that stand keep their place in it, several of
** one combination in their order; a new row is unmatched in the other columns. Rows with a missing
** cell among `columns` belong to no combination and come last, in their order. */
struct frame *frame_complete(const struct frame *frame, const size_t *columns, size_t count,
                             const struct engine_options *options, struct error *error);

/* The rows of all frames, one after the other; columns by name in the order of the first. Types are
** brought together as above; a name that is absent in one is ERROR_VALUE listing it. */
struct frame *frame_bind(const struct frame *const *frames, size_t count,
                         const struct engine_options *options, struct error *error);

#endif
