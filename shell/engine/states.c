#include "states.h"

#include <stdlib.h>
#include <string.h>

#include "collate.h"
#include "facts.h"

enum { BITS_AT_MOST = 1 << 28, FEW_ROWS = 1 << 12 };

/* ---- one aggregate ---- */

static bool may_be_negative(const struct scan_column *column, const struct column *like) {
  if (like->type == COLUMN_BOOLEAN)
    return false;
  const struct column *cells = column->form == SCAN_TABLE ? column->table : column->source;
  if (cells != NULL && cells->width <= 4 && cells->base >= 0)
    return false; /* what is stored is counted from the base: no need to look at cells */
  const struct facts *facts = cells == NULL ? NULL : column_facts(cells);
  return facts == NULL || facts->negative;
}

static enum accumulator_kind kind_of_sum(const struct scan_column *column,
                                         const struct column *like) {
  if (like->type == COLUMN_NUMBER)
    return ACCUMULATE_NUMBERS;
  bool stored = column->form == SCAN_SOURCE && column->source->width <= 4 &&
                column->source->length <= UINT32_MAX; /* so that 64 bits hold the sum */
  return stored ? ACCUMULATE_STORED : ACCUMULATE_EXACT;
}

static enum accumulator_kind kind_of(enum aggregate_kind kind, const struct scan_column *column,
                                     const struct column *like) {
  switch (kind) {
  case AGGREGATE_SUM:
  case AGGREGATE_MEAN:
    return kind_of_sum(column, like);
  case AGGREGATE_WEIGHTED_MEAN:
    return ACCUMULATE_WEIGHTED;
  case AGGREGATE_MIN:
    return ACCUMULATE_LEAST;
  case AGGREGATE_MAX:
    return ACCUMULATE_GREATEST;
  case AGGREGATE_LAST:
    return ACCUMULATE_LAST;
  case AGGREGATE_COUNT:
  case AGGREGATE_HIDDEN:
  case AGGREGATE_FIRST:
    return ACCUMULATE_NOTHING;
  default:
    return ACCUMULATE_ALL;
  }
}

/* The cells of the first or last row are looked up in the frame, where computed ones are not. */
static bool declines(const struct summary *summary, const struct aggregate_spec *spec) {
  enum when_empty empty = aggregate_find(spec->kind)->empty;
  return empty == EMPTY_OF_CELL && summary->scan->columns[spec->columns[0]].form == SCAN_COMPUTED;
}

static bool is_of_one_kind(const struct scan_column *column) {
  const struct facts *facts = column->form == SCAN_SOURCE ? column_facts(column->source) : NULL;
  return facts != NULL && (facts->kinds & (facts->kinds - 1)) == 0;
}

/* Whether what is stored compares as the cells do. */
static bool is_small(const struct scan_column *column, const struct column *like) {
  return column->form == SCAN_SOURCE && column->source->width <= 4 &&
         !(column->source->width == 4 && column_is_wide(column->source) &&
           like->type != COLUMN_TEXT);
}

/* Whether the least and the greatest cell can be made of the stored values alone. */
static bool has_extent(const struct accumulation *what, const struct scan_column *column,
                       const struct column *like) {
  return what->small && column->source->width <= EXTENT_WIDTH && like->type != COLUMN_TEXT &&
         like->type != COLUMN_BOOLEAN && like->type != COLUMN_NUMBER;
}

static bool plan(struct accumulation *what, const struct summary *summary,
                 const struct aggregate_spec *spec, const struct engine_options *options,
                 struct error *error) {
  const struct aggregate *aggregate = aggregate_find(spec->kind);
  *what = (struct accumulation){.kind = ACCUMULATE_NOTHING, .count = spec->count};
  if (spec->count == 0)
    return true;
  memcpy(what->column, spec->columns, sizeof what->column);
  const struct scan_column *column = &summary->scan->columns[what->column[0]];
  const struct column *like = summary->scan->like->column[what->column[0]];
  what->kind = kind_of(aggregate->kind, column, like);
  what->signs = aggregate->mark == MARK_AS_SUM && may_be_negative(column, like);
  what->periods = like->type == COLUMN_PERIOD && !is_of_one_kind(column);
  what->small = is_small(column, like) && !what->periods;
  bool extreme = what->kind == ACCUMULATE_LEAST || what->kind == ACCUMULATE_GREATEST;
  if (extreme && has_extent(what, column, like)) {
    what->kind = ACCUMULATE_NOTHING;
    what->extent = true;
  }
  if (extreme && like->type == COLUMN_TEXT) /* the places of codes in Danish order */
    what->ranks = collate_ranks(like->dict, options, error);
  return !extreme || like->type != COLUMN_TEXT || what->ranks != NULL;
}

/* What is known of the values that a column of the frame stores in few bytes, or NULL. */
static const struct facts *facts_of_small(const struct scan_column *column) {
  bool small = column->form == SCAN_SOURCE && column->source->width <= 4;
  const struct facts *facts = small ? column_facts(column->source) : NULL;
  return facts == NULL || facts->limit >= UINT32_MAX ? NULL : facts;
}

/* Different values of what is stored are counted by bits, where these take less room than a list of
** the values would. */
static void prefer_bits(struct accumulation *what, const struct scan *scan,
                        const struct aggregate_spec *spec, uint64_t groups) {
  if (aggregate_find(spec->kind)->kind != AGGREGATE_N_DISTINCT)
    return;
  const struct facts *facts = facts_of_small(&scan->columns[what->column[0]]);
  uint64_t bits;
  if (facts == NULL || __builtin_mul_overflow(facts->limit + 64, groups, &bits) ||
      bits > BITS_AT_MOST || bits / 64 > scan->frame->rows + FEW_ROWS)
    return;
  what->kind = ACCUMULATE_SEEN;
  what->limit = facts->limit;
}

/* The cells with a rank are found by bins, where these take less room than a list of all. */
static void prefer_bins(struct accumulation *what, const struct scan *scan,
                        const struct aggregate_spec *spec, uint64_t groups) {
  if (!aggregate_is_quantile(spec->kind) || !what->small ||
      slotmap_kind(groups, scan->frame->rows) != SLOTMAP_SAME)
    return;
  const struct facts *facts = facts_of_small(&scan->columns[what->column[0]]);
  if (facts != NULL && histogram_plan(&what->histogram, facts->limit, groups, scan->frame->rows))
    what->kind = ACCUMULATE_HISTOGRAM;
}

/* Whether states of one kind answer also what is asked of the other. */
static bool same_states(const struct accumulation *what, const struct accumulation *other) {
  if (what->kind == ACCUMULATE_ALL || what->kind == ACCUMULATE_HISTOGRAM)
    return what->kind == other->kind;
  bool plain = what->kind == ACCUMULATE_NOTHING || what->kind == ACCUMULATE_STORED ||
               what->kind == ACCUMULATE_EXACT || what->kind == ACCUMULATE_NUMBERS;
  return plain && (other->kind == what->kind || other->kind == ACCUMULATE_NOTHING);
}

/* Have `other` answered by the states of `what`, of the same column. */
static bool take_in(struct accumulation *what, struct accumulation *other) {
  bool to = same_states(what, other), from = same_states(other, what);
  if (!to && !from)
    return false;
  if (!to) {
    what->kind = other->kind;
    what->place = other->place;
  }
  what->signs = what->signs || other->signs;
  what->extent = what->extent || other->extent;
  *other = (struct accumulation){.kind = ACCUMULATE_NOTHING, .own = what->own};
  return true;
}

/* Several aggregates of one column are answered by the states of the first. */
static void share_states(struct accumulation *what, size_t count) {
  for (size_t i = 0; i < count; i++) {
    what[i].own = i;
    bool done = what[i].count != 1;
    for (size_t j = 0; j < i && !done; j++)
      done = what[j].own == j && what[j].count == 1 && what[j].column[0] == what[i].column[0] &&
             take_in(&what[j], &what[i]);
  }
}

/* Whether it must be known how many rows a group has: to count, to divide, to tell whether any
** cell was present. */
static bool needs_rows(const struct summary *summary, const struct aggregate_spec *spec) {
  const struct aggregate *aggregate = aggregate_find(spec->kind);
  if (aggregate->kind != AGGREGATE_SUM && aggregate->kind != AGGREGATE_MIN &&
      aggregate->kind != AGGREGATE_MAX)
    return aggregate->empty != EMPTY_OF_CELL;
  const struct scan_column *column = &summary->scan->columns[spec->columns[0]];
  return column->form != SCAN_SOURCE || column->source->gaps != NULL || column->source->base != 0;
}

/* ---- together ---- */

/* Give the sums of stored values their places; those of one column share one. Those for which there
** is no place are summed as any others. */
static size_t place_sums(struct accumulation *what, size_t count, size_t column[COUNTS_SUMS]) {
  size_t places = 0;
  for (size_t i = 0; i < count; i++) {
    if (what[i].kind != ACCUMULATE_STORED)
      continue;
    size_t place = 0;
    while (place < places && column[place] != what[i].column[0])
      place++;
    if (place == COUNTS_SUMS) {
      what[i].kind = ACCUMULATE_EXACT;
      continue;
    }
    column[place] = what[i].column[0];
    places = place == places ? places + 1 : places;
    what[i].place = place;
  }
  return places;
}

struct accumulation *states_plan(const struct summary *summary,
                                 const struct engine_options *options, struct error *error) {
  struct accumulation *what = calloc(summary->count + 1, sizeof *what);
  bool done = what != NULL || error_memory(error);
  for (size_t i = 0; i < summary->count && done; i++)
    done = !declines(summary, &summary->specs[i]) &&
           plan(&what[i], summary, &summary->specs[i], options, error);
  if (done)
    return what;
  states_free(what, summary->count);
  return NULL;
}

void states_free(struct accumulation *what, size_t count) {
  for (size_t i = 0; what != NULL && i < count; i++)
    free(what[i].ranks);
  free(what);
}

void states_settle(struct gathering *gathering, struct accumulation *what,
                   const struct summary *summary) {
  gathering->sums = place_sums(what, summary->count, gathering->sum_column);
  gathering->count_rows = gathering->sums > 0;
  for (size_t i = 0; i < summary->count; i++) {
    uint64_t groups = gathering->keys->space;
    gathering->count_rows = gathering->count_rows || needs_rows(summary, &summary->specs[i]);
    prefer_bits(&what[i], summary->scan, &summary->specs[i], groups);
    prefer_bins(&what[i], summary->scan, &summary->specs[i], groups);
  }
  share_states(what, summary->count);
}
