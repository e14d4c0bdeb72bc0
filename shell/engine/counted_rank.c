#include "counted_rank.h"

#include <stdlib.h>

#include "facts.h"
#include "stretch.h"

enum { MOST_COUNTS = 1 << 23, ROWS_FOR_A_COUNT = 2 };

struct counting {
  const struct column *column;
  const uint32_t *group;
  size_t groups;
  size_t limit;     /* stored values of present cells are below; those of missing cells need not */
  uint32_t *counts; /* by worker, group and stored value; above the limit one for all others */
  uint32_t *ranks;
};

static size_t stride_of(const struct counting *c) {
  return c->limit + 1;
}

bool ranks_are_counted(const struct column *column, const struct grouping *grouping) {
  const struct facts *facts = column_facts(column);
  uint64_t cells;
  if (facts == NULL || column->type == COLUMN_TEXT || column->type == COLUMN_NUMBER ||
      column->mark != NULL || column->width > 4 || grouping->rows > UINT32_MAX)
    return false;
  if (column->type == COLUMN_PERIOD && __builtin_popcount(facts->kinds) > 1)
    return false; /* which has no order */
  return !__builtin_mul_overflow(facts->limit + 1, grouping->groups, &cells) &&
         cells <= MOST_COUNTS && cells <= grouping->rows / ROWS_FOR_A_COUNT;
}

/* ---- counting ---- */

/* Rows from `from` to `to` by what is stored, in words of one width. */
#define BY_STORED(name, word, act)                                                                 \
  static void name(const struct counting *c, uint32_t *counts, size_t from, size_t to) {           \
    const word *stored = c->column->data;                                                          \
    size_t stride = stride_of(c);                                                                  \
    for (size_t row = from; row < to; row++) {                                                     \
      size_t value = stored[row] < c->limit ? stored[row] : c->limit;                              \
      uint32_t *count = &counts[c->group[row] * stride + value];                                   \
      act;                                                                                         \
    }                                                                                              \
  }
BY_STORED(count_1, uint8_t, (*count)++)
BY_STORED(count_2, uint16_t, (*count)++)
BY_STORED(count_4, uint32_t, (*count)++)
BY_STORED(look_up_1, uint8_t, c->ranks[row] = *count)
BY_STORED(look_up_2, uint16_t, c->ranks[row] = *count)
BY_STORED(look_up_4, uint32_t, c->ranks[row] = *count)

/* Missing cells were counted by what happens to be stored of them. */
static void take_gaps_out(const struct counting *c, uint32_t *counts, size_t from, size_t to) {
  const struct column *column = c->column;
  for (size_t start = from; column->gaps != NULL && start < to; start += 64) {
    uint64_t word = column->gaps[start / 64];
    for (; word != 0; word &= word - 1) {
      size_t row = start + (size_t)__builtin_ctzll(word);
      uint64_t value = column_raw(column, row);
      counts[c->group[row] * stride_of(c) + (value < c->limit ? value : c->limit)]--;
    }
  }
}

static bool count_stretch(void *context, size_t worker, size_t from, size_t to,
                          struct error *error) {
  const struct counting *c = context;
  uint32_t *counts = c->counts + worker * c->groups * stride_of(c);
  unsigned width = c->column->width;
  (void)error;
  (width == 1 ? count_1 : width == 2 ? count_2 : count_4)(c, counts, from, to);
  take_gaps_out(c, counts, from, to);
  return true;
}

/* Counts of all workers become ranks, in the place of the first worker's. */
static void rank_values(const struct counting *c, size_t workers) {
  size_t all = c->groups * stride_of(c);
  for (size_t start = 0; start < all; start += stride_of(c)) {
    uint32_t rank = 1;
    for (size_t i = start; i < start + stride_of(c); i++) {
      uint32_t here = 0;
      for (size_t worker = 0; worker < workers; worker++)
        here += c->counts[worker * all + i];
      c->counts[i] = rank;
      rank += here;
    }
  }
}

static bool rank_stretch(void *context, size_t worker, size_t from, size_t to,
                         struct error *error) {
  const struct counting *c = context;
  unsigned width = c->column->width;
  (void)worker;
  (void)error;
  (width == 1 ? look_up_1 : width == 2 ? look_up_2 : look_up_4)(c, c->counts, from, to);
  return true;
}

bool count_ranks(const struct column *column, const struct grouping *grouping, uint32_t *ranks,
                 const struct engine_options *options, struct error *error) {
  const struct facts *facts = column_facts(column);
  struct counting c = {
      .column = column, .group = grouping->group, .groups = grouping->groups, .ranks = ranks};
  struct stretches stretches = {
      .rows = grouping->rows, .options = options, .work = count_stretch, .context = &c};
  size_t workers = stretches_workers(&stretches);
  if (facts == NULL)
    return error_memory(error);
  c.limit = (size_t)facts->limit;
  c.counts = calloc(workers * c.groups * stride_of(&c), sizeof *c.counts);
  bool done = (c.counts != NULL || error_memory(error)) && stretches_run(&stretches, error);
  if (done)
    rank_values(&c, workers);
  stretches.work = rank_stretch;
  done = done && stretches_run(&stretches, error);
  free(c.counts);
  return done;
}
