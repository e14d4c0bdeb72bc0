/* Cells of several columns poured into one of a common type. */
#ifndef INDSATS_POUR_H
#define INDSATS_POUR_H

#include "frame.h"
#include "options.h"

/* A new column of `length` cells whose type holds all of `columns`: their own where it is one,
** integer < decimal (the largest scale) < number else. ERROR_TYPE, naming `name`, where there is no
** such type. `skipped` is the sum of theirs, the stray the first of theirs; it is `computed` when
*one
** of them is. */
struct column *pour_target(const struct column *const *columns, size_t count, size_t length,
                           const char *name, struct error *error);

enum pour_order {
  POUR_BEHIND, /* the cells of each source behind those of the one before */
  POUR_BY_ROW  /* the sources' cells of the first row, then those of the second, and so on */
};

/* Put all cells of the sources into a target that was made for them, with reasons and marks, and
** store it in as few bytes as it allows. False with the error filled. */
bool pour_all(struct column *to, const struct column *const *sources, size_t count,
              enum pour_order order, const struct engine_options *options, struct error *error);

#endif
