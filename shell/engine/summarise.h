/* Aggregates over the groups of a scan. */
#ifndef INDSATS_SUMMARISE_H
#define INDSATS_SUMMARISE_H

#include "aggregate.h"
#include "scan.h"

struct summary {
  const struct scan *scan;
  const size_t *keys;  /* columns of the scan with codes, by which rows are grouped */
  size_t coded;        /* how many */
  const size_t *shown; /* columns of the scan that stand for the keys in the result */
  size_t key_count;    /* how many */
  const struct aggregate_spec *specs; /* checked; their columns are those of the scan */
  size_t count;
};

/* As frame_summarise. NULL with the error filled, or with ERROR_NONE in it: declined, which a scan
** of columns of the frame alone is not. */
struct frame *scan_summarise(const struct summary *summary, const struct engine_options *options,
                             struct error *error);

/* ---- the table of aggregates ---- */

enum aggregate_kind {
  AGGREGATE_COUNT,
  AGGREGATE_HIDDEN,
  AGGREGATE_SUM,
  AGGREGATE_MEAN,
  AGGREGATE_WEIGHTED_MEAN,
  AGGREGATE_MIN,
  AGGREGATE_MAX,
  AGGREGATE_N_DISTINCT,
  AGGREGATE_MEDIAN,
  AGGREGATE_QUANTILE,
  AGGREGATE_SD,
  AGGREGATE_FIRST,
  AGGREGATE_LAST
};
enum mark_of_aggregate { MARK_NEVER, MARK_AS_SUM, MARK_IF_ANY, MARK_OF_CELL, MARK_AS_DISTINCT };
enum when_empty { EMPTY_MISSING, EMPTY_ZERO, EMPTY_OF_CELL };

struct aggregate {
  const char *name;
  enum aggregate_kind kind;
  uint8_t least, most; /* operands */
  bool parameter;
  enum mark_of_aggregate mark;
  enum when_empty empty;
  const char *takes; /* for messages */
  bool (*accepts)(enum column_type type);
};

const struct aggregate *aggregate_find(const char *kind);

/* Whether it is one, of names that there are. */
bool aggregate_is_quantile(const char *kind);

/* Whether there is such an aggregate of these columns, of which only names and types matter. */
bool aggregate_check(const struct aggregate_spec *spec, const struct frame *columns,
                     struct error *error);

#endif
