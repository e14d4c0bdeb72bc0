/* An evaluator computes a resolved expression for one block of cells after the other. It holds the
** buffers for that, so that every thread has its own. */
#ifndef INDSATS_EVALUATOR_H
#define INDSATS_EVALUATOR_H

#include "kernels.h"

struct evaluator;

/* The block at hand: `count` cells, the first of them of row `row` (from 0, for messages), and
** where the cells of a column are had from. */
struct block_cells {
  size_t row;
  size_t count;
  const struct vector *(*look)(void *context, size_t column, struct error *error);
  void *context;
};

/* What a filter makes of a cell of its condition. OPEN: undecided, or true with a mark. */
enum choice { CHOICE_FALSE, CHOICE_TRUE, CHOICE_OPEN };

static inline enum choice choice_at(const struct vector *vector, size_t i) {
  if (!vector_present(vector, i))
    return vector->missing[i] == MISSING_UNDECIDED ? CHOICE_OPEN : CHOICE_FALSE;
  if (vector->mark != NULL && vector->mark[i] != MARK_EXACT)
    return CHOICE_OPEN;
  return vector->boolean[i] != 0 ? CHOICE_TRUE : CHOICE_FALSE;
}

/* For blocks of at most `block` cells. Of the columns of `frame` only the dictionaries are looked
** at. The expression must stand as long as the evaluator. NULL with the error filled. */
struct evaluator *evaluator_new(const struct expression *expression, const struct frame *frame,
                                size_t block, struct error *error);
void evaluator_free(struct evaluator *evaluator); /* NULL is allowed */

/* The values of the block; they stand until the next call. NULL with the error filled. */
const struct vector *evaluator_run(struct evaluator *evaluator, const struct block_cells *cells,
                                   struct error *error);

/* What the result's texts are codes into, from the beginning; NULL for other types. */
struct dict *evaluator_dict(const struct evaluator *evaluator);

#endif
