/* Cells into a new column by several threads, each at other rows. Bits of 64 rows share a word:
** these rows must be one thread's. */
#ifndef INDSATS_PUT_H
#define INDSATS_PUT_H

#include "column.h"
#include "options.h"

/* Reasons and marks, a byte each, and bounds of the `count` rows from `from` on, none of which has
 *any yet;
 ** NULL: none. False without memory. */
bool column_put_reasons(struct column *column, size_t from, size_t count, const uint8_t *missing);
bool column_put_marks(struct column *column, size_t from, size_t count, const uint8_t *mark);
bool column_put_bounds(struct column *column, size_t from, size_t count,
                       const struct bounds *bounds);

/* The reasons of all rows. False with the error filled. */
bool column_take_reasons(struct column *column, const uint8_t *missing,
                         const struct engine_options *options, struct error *error);

/* As column_narrow, on several threads. */
bool column_narrow_large(struct column *column, const struct engine_options *options,
                         struct error *error);

#endif
