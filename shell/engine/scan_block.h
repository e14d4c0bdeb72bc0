/* One thread's way through a scan: the rows that are left of a block, and their cells. */
#ifndef INDSATS_SCAN_BLOCK_H
#define INDSATS_SCAN_BLOCK_H

#include "evaluator.h"
#include "scan.h"

/* A missing cell of a block. */
struct gap {
  uint32_t at; /* its place in the block */
  uint8_t reason;
};

struct scan_cells {
  struct vector vector; /* the cells as kernels take them */
  void *values;         /* buffers of the block's length */
  uint8_t *missing;
  uint8_t *mark;
  void *stored;
  struct gap *gap;
  size_t gaps;  /* in `gap` */
  bool loaded;  /* `vector` is that of the block at hand */
  bool noticed; /* so are `gap` and `gaps` */
};

struct scan_block {
  const struct scan *scan;
  size_t room;                  /* rows of a block at most */
  size_t start;                 /* the block's first row */
  size_t count;                 /* rows that are left */
  bool whole;                   /* all rows are left: those from `start` */
  uint32_t *offset;             /* else: what to add to `start` for each row that is left */
  uint8_t *flags;               /* of the rows: whether a condition holds */
  uint32_t *kept;               /* places in the block that a condition has left */
  uint32_t *codes;              /* of the column at hand */
  struct scan_cells *cells;     /* by column */
  struct evaluator **evaluator; /* by step */
};

bool scan_block_init(struct scan_block *block, const struct scan *scan, size_t room,
                     struct error *error);
void scan_block_clear(struct scan_block *block);

/* Go to the `count` rows from `start` and through all steps. */
bool scan_block_run(struct scan_block *block, size_t start, size_t count, struct error *error);

static inline size_t scan_block_row(const struct scan_block *block, size_t i) {
  return block->start + (block->whole ? i : block->offset[i]);
}

/* The cells of a column of the scan; they stand until the block is left. NULL with the error. */
const struct vector *scan_block_vector(struct scan_block *block, size_t column,
                                       struct error *error);

/* The stored values (column_raw) of a column of the frame in the rows that are left, each of the
** column's width. NULL without memory. */
const void *scan_block_stored(struct scan_block *block, size_t column, struct error *error);

/* The same in 32 bits each, of a column of at most four bytes, and those of missing cells as `gap`.
** False without memory. */
bool scan_block_small(struct scan_block *block, size_t column, uint32_t gap, uint32_t *to,
                      struct error *error);

/* The codes (by_code.h) of a column of the frame, or of that which a table stands on, in the rows
** that are left; they stand until the next call. NULL without memory. */
const uint32_t *scan_block_codes(struct scan_block *block, size_t column, struct error *error);

/* The missing cells of any column of the scan, in order; of a vector's where it was loaded. NULL
** without memory. */
const struct gap *scan_block_gaps(struct scan_block *block, size_t column, size_t *count,
                                  struct error *error);

#endif
