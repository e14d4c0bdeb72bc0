/* Cells of several columns poured into one of a common type. */
#ifndef INDSATS_POUR_H
#define INDSATS_POUR_H

#include "frame.h"

/* A new column of `length` cells whose type holds all of `columns`: their own where it is one,
** integer < decimal (the largest scale) < number else. ERROR_TYPE, naming `name`, where there is no
** such type. `skipped` is the sum of theirs, the stray the first of theirs; it is `computed` when
*one
** of them is. */
struct column *pour_target(const struct column *const *columns, size_t count, size_t length,
                           const char *name, struct error *error);

/* From one source into a target. */
struct pour {
  struct column *to;
  const struct column *from;
  uint32_t *translation; /* of codes; NULL where both share a dictionary */
};

/* False with the error filled; `pour_clear` is due in either case. */
bool pour_init(struct pour *pour, struct column *to, const struct column *from,
               struct error *error);
void pour_clear(struct pour *pour);

/* Put the cell of row `from` into row `to`, with reason and mark. */
bool pour_cell(struct pour *pour, size_t from, size_t to, struct error *error);

#endif
