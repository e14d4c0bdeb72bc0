/* A scan goes through the rows of a frame once, block by block: conditions drop rows, further
** columns are computed from what is left, and who asked for it looks at the cells while they are in
** the cache. Several threads may go through different rows of one scan.
**
** What depends on one column of few values is worked out once for each value (by_code.h); so is the
** join with a table that has each key once. A scan takes only what it does exactly as the verbs do
** one by one, and declines the rest. It never tells what is wrong: where anything fails, the verbs
** are to be run one by one, and they say what and in which row. */
#ifndef INDSATS_SCAN_H
#define INDSATS_SCAN_H

#include "flags.h"
#include "frame.h"
#include "join.h"
#include "kernels.h"
#include "options.h"
#include "tree.h"

enum scan_form {
  SCAN_SOURCE,  /* a column of the frame */
  SCAN_TABLE,   /* found in a table by the code of a column of the frame */
  SCAN_COMPUTED /* by an expression, block by block; never text */
};

struct scan_column {
  enum scan_form form;
  struct column *source; /* of SOURCE and TABLE: the frame's */
  size_t span;           /* its codes, see by_code.h; 0: it has none */
  struct column *table;  /* the cells by code: of TABLE; of SOURCE once it was needed, or NULL */
  struct vector cells;   /* of TABLE: the table's cells, as wide values */
  void *values;          /* buffers of `cells` */
  uint8_t *missing;
  struct expression *expression; /* of COMPUTED, not owned */
};

enum scan_kind { SCAN_KEEP_CODES, SCAN_KEEP, SCAN_COMPUTE };

struct scan_step {
  enum scan_kind kind;
  const struct expression *expression; /* of KEEP and COMPUTE, not owned */
  size_t column;                       /* KEEP_CODES: whose codes; COMPUTE: which is filled */
  uint8_t *keep;                       /* KEEP_CODES: 1 for codes whose rows stay */
  struct wanted wanted;                /* the same */
};

struct scan {
  const struct frame *frame;
  struct frame *like;          /* a column of no rows for each of `columns`; a name that no longer
                               ** stands has become one that nobody can write */
  struct scan_column *columns; /* as many as `like` has; the frame's own first */
  struct scan_step *steps;
  size_t step_count;
};

/* A scan of all rows and columns of `frame`. False without memory. */
bool scan_init(struct scan *scan, const struct frame *frame);
void scan_clear(struct scan *scan);

/* The verbs. Expressions must stand as long as the scan. False: declined; the scan is then good
** for nothing but scan_clear. */
bool scan_filter(struct scan *scan, struct expression *condition);
bool scan_mutate(struct scan *scan, const char *name, struct expression *expression);
bool scan_select(struct scan *scan, const char *const *names, const size_t *from, size_t count);
bool scan_join(struct scan *scan, const struct frame *right, enum join_kind kind,
               const struct join_on *on, size_t count, bool many);

/* The number of the column that stands by that name, or SIZE_MAX. */
size_t scan_find(const struct scan *scan, const char *name);

#endif
