/* Going through a scan on several threads, each gathering groups and their accumulators, and
** merging what they have. The groups come out in order of first appearance, whatever the threads
** were. */
#ifndef INDSATS_GATHER_H
#define INDSATS_GATHER_H

#include "accumulate.h"
#include "keys.h"
#include "slotmap.h"

/* What one thread has. */
struct gatherer {
  const struct gathering *gathering;
  struct scan_block block;
  struct slotmap map;
  size_t *first; /* of each group, its first row; SIZE_MAX: none yet */
  size_t room;   /* of `first` */
  size_t known;  /* groups that have a first row */
  struct counts counts;
  uint32_t *group; /* of each row of the block; and buffers of its length */
  uint64_t *slots;
  uint64_t *word;
  uint64_t *value[COUNTS_SUMS];
  struct accumulator *accumulator; /* one for each accumulation */
  uint32_t *number;                /* of each group, its number after merging */
  struct error error;
  bool failed;
};

struct gathering {
  /* the question */
  const struct scan *scan;
  const struct keys *keys;
  const struct accumulation *what;
  size_t count;
  bool count_rows; /* fill `counts` */
  size_t sums;     /* in `counts`, of these columns of the scan */
  size_t sum_column[COUNTS_SUMS];
  uint32_t *row_group; /* where it is not NULL: of each row its group, by order of appearance; for
                       ** scans that drop none */
  const struct engine_options *options;
  /* the answer: what the first gatherer has after merging */
  struct gatherer *gatherer;
  size_t gatherers;
  uint8_t *taken; /* of each piece the gatherer that took it; with `row_group` */
  size_t numbers; /* the groups' numbers are below; some may stand for none */
  size_t groups;
  uint32_t *place; /* the groups' numbers in order of first appearance */
};

/* Fill in the answer. False with the error filled, of several that which one thread comes upon
** first; or with ERROR_NONE in it where a condition could not be decided for some row. Either way
** gathering_clear is to be called. */
bool gathering_run(struct gathering *gathering, struct error *error);

/* Rows on a second way, with the groups' numbers after merging. */
struct gathered {
  size_t gatherer; /* which, from 0: one thread at a time */
  struct scan_block *block;
  const uint32_t *group;
  void *buffer; /* of eight bytes for each row */
};

/* Take all rows again, block by block and on as many threads, where slots are their own numbers
** (SLOTMAP_SAME). False with the error that `take` or the scan has filled. */
bool gathering_again(struct gathering *gathering,
                     bool (*take)(void *context, const struct gathered *rows, struct error *error),
                     void *context, struct error *error);
void gathering_clear(struct gathering *gathering);

#endif
