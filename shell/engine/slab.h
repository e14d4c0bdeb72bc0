/* Cells of all columns for some rows of a file that is being read, each column as narrow as its
** values so far allow. Slabs are let go one by one as the columns of the frame are filled. */
#ifndef INDSATS_SLAB_H
#define INDSATS_SLAB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct slab {
  struct slab *next;
  size_t bytes; /* all of it */
  size_t rows;
  size_t room;    /* rows that it has room for */
  uint8_t *width; /* bytes of a value of each column */
  void **cells;   /* of each column */
};

/* A slab of about `bytes` with room for `least` rows at the least. NULL without memory. */
struct slab *slab_new(size_t columns, const uint8_t *width, size_t bytes, size_t least);
void slab_free(struct slab *slab);

/* Put values behind the rows that stand: codes, which fit the column's width, or figures (see
** figures.h). The caller counts `rows` when all columns have theirs. */
void slab_put_codes(struct slab *slab, size_t column, const uint32_t *codes, size_t count);
void slab_put_figures(struct slab *slab, size_t column, const int64_t *values, size_t count);

/* The code of a cell; of a column of figures, UINT32_MAX when it is a number. */
uint32_t slab_code(const struct slab *slab, size_t column, size_t row, bool figures);

#endif
