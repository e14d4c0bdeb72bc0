/* What one thread gathers for the aggregates of a scan: an accumulator for each of them that cannot
** be answered by another's, with a state for each group. States of several threads merge into one,
** and it does not matter in which order: sums are exact, and of equals the first row decides. */
#ifndef INDSATS_ACCUMULATE_H
#define INDSATS_ACCUMULATE_H

#include "aggregate.h"
#include "counts.h"
#include "extents.h"
#include "histogram.h"
#include "near.h"
#include "scan_block.h"
#include "summation.h"

/* What is known of one group's cells beside what is computed from them. */
struct tally {
  uint64_t missing;
  uint64_t hidden; /* of the missing cells: suppressed or undecided */
  uint8_t least;   /* reason of the least missing cell; PRESENT: none missing */
  bool undecided;  /* one of them is */
  bool negative;   /* a present cell of the first operand is, beside those that `near` tells of */
  uint8_t mark;    /* of the present cells, or-ed */
  bool open_low, open_high; /* a marked cell has no such bound */
};

/* Of the marked cells of a group: the sums of their values and of their bounds, those that there
** are. */
struct told {
  struct summation value, low, high;
};

enum accumulator_kind {
  ACCUMULATE_NOTHING, /* rows and missing cells are enough (count), or the extent is */
  ACCUMULATE_STORED,  /* sum of what is stored in at most 4 bytes: kept in `counts` */
  ACCUMULATE_EXACT,   /* sum of 64-bit integers */
  ACCUMULATE_NUMBERS, /* sum of doubles, rounded once */
  ACCUMULATE_WEIGHTED,
  ACCUMULATE_LEAST, /* the least word and its row */
  ACCUMULATE_GREATEST,
  ACCUMULATE_LAST,     /* the last row */
  ACCUMULATE_ALL,      /* every word with its group */
  ACCUMULATE_SEEN,     /* which stored values occur, as bits */
  ACCUMULATE_HISTOGRAM /* how many cells each bin of stored values has */
};

/* What is to be accumulated: the same for all threads. */
struct accumulation {
  enum accumulator_kind kind;
  size_t count;               /* operands */
  size_t column[2];           /* of the scan */
  bool signs;                 /* note whether cells are below zero */
  bool small;                 /* of LEAST, GREATEST: by what is stored, in at most 4 bytes */
  bool extent;                /* beside the kind: the least and the greatest of what is stored */
  size_t place;               /* of STORED: which of the sums in `counts` */
  uint64_t limit;             /* of SEEN: stored values of present cells are below */
  struct histogram histogram; /* of HISTOGRAM: the bins */
  bool periods;               /* the operand is of periods, of which several kinds have no order */
  uint32_t *ranks;            /* of texts by code, for LEAST and GREATEST */
  size_t own;                 /* whose states answer it: its own number, or one before */
};

struct accumulator {
  const struct accumulation *what;
  size_t room; /* groups */
  struct tally *tally;
  size_t skipped[MISSING_REASONS];
  struct told *told; /* NULL: no marked cell of a numeric operand yet */
  wide_t *exact;
  struct near_sums near;    /* of NUMBERS: most terms */
  struct summation *number; /* the others, NULL: there are none; of WEIGHTED the products */
  struct summation *weight;
  bool *infinite;        /* a term of the weighted sum is not finite */
  struct extent *extent; /* NULL where it is not asked for */
  uint64_t *word;        /* for GREATEST with all bits turned */
  uint64_t *seen;        /* accumulation_seen_words of each group */
  uint32_t *histogram;   /* histogram_cells of each group */
  size_t *row;           /* SIZE_MAX: none yet */
  size_t clash[2]; /* rows whose periods are of two kinds, where accumulator_add failed for that;
                      else SIZE_MAX */
  struct pairs {
    uint32_t *group;
    uint64_t *word;
    size_t count;
    size_t room;
  } all;
};

/* The rows that are left of a block and their groups. */
struct group_block {
  struct scan_block *block;
  const uint32_t *group;
  uint64_t *word; /* a buffer of the block's length */
  struct counts *counts;
};

/* Bits for what a group has seen: one for each value below the limit, and one for missing cells. */
static inline size_t accumulation_seen_words(const struct accumulation *what) {
  return (size_t)(what->limit / 64 + 1);
}

/* The exact sum of a group's doubles rounded once (NUMBERS). False without memory. */
bool accumulator_total(const struct accumulator *accumulator, size_t group, double *total);

/* Whether a present cell of a group is below zero; known only where `signs` are asked for. */
bool accumulator_negative(const struct accumulator *accumulator, size_t group);

/* How many different values a group has seen. */
int64_t accumulator_seen(const struct accumulator *accumulator, size_t group);

void accumulator_init(struct accumulator *accumulator, const struct accumulation *what);
void accumulator_clear(struct accumulator *accumulator, size_t groups);

/* Have states for that many groups. False with the error filled. */
bool accumulator_reserve(struct accumulator *accumulator, size_t groups,
                         const struct engine_options *options, struct error *error);

/* Take a block in. ERROR_VALUE for a negative weight, whose row is in `clash`; ERROR_DATA for
** periods of two kinds where the least is sought; else only ERROR_MEMORY. */
bool accumulator_add(struct accumulator *accumulator, const struct group_block *rows,
                     struct error *error);

/* Take over the states of another thread: its group g is our number[g]. `all` stays where it is. */
bool accumulator_merge(struct accumulator *accumulator, struct accumulator *other,
                       const uint32_t *number, size_t groups, const struct engine_options *options,
                       struct error *error);

#endif
