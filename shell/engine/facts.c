#include "facts.h"

#include <stdlib.h>
#include <string.h>

#include "period.h"
#include "vectors.h"

void facts_free(struct facts *facts) {
  if (facts == NULL)
    return;
  free(facts->seen);
  free(facts);
}

/* Which of 64 cells from `row` are stored as 0, a bit each. */
static uint64_t zeros_of(const struct column *column, size_t row) {
  const uint8_t *bytes = (const uint8_t *)column->data + row;
  const uint16_t *pairs = (const uint16_t *)column->data + row;
  uint8_t zero[64];
  uint64_t mask = 0;
  for (int i = 0; i < 64; i++)
    zero[i] = (column->width == 1 ? bytes[i] : pairs[i]) == 0;
  for (int i = 0; i < 8; i++) {
    uint64_t eight;
    memcpy(&eight, zero + i * 8, sizeof eight);
    mask |= eight * UINT64_C(0x0102040810204080) >> 56 << i * 8; /* the low bits side by side */
  }
  return mask;
}

/* Whether a present cell is stored as 0. */
static bool sees_zero(const struct column *column) {
  size_t row = 0;
  for (; row + 64 <= column->length; row += 64)
    if ((zeros_of(column, row) & ~column->gaps[row / 64]) != 0)
      return true;
  for (; row < column->length; row++)
    if (column_raw(column, row) == 0 && column_missing(column, row) == PRESENT)
      return true;
  return false;
}

/* Every stored value is marked; a missing cell is stored as 0, so that 0 is looked at again. */
static void mark_seen(const struct column *column, uint8_t *seen) {
  const uint8_t *bytes = column->data;
  const uint16_t *pairs = column->data;
  for (size_t row = 0; column->width == 1 && row < column->length; row++)
    seen[bytes[row]] = 1;
  for (size_t row = 0; column->width == 2 && row < column->length; row++)
    seen[pairs[row]] = 1;
  if (column->gaps != NULL && seen[0] != 0)
    seen[0] = sees_zero(column);
}

static bool find_codes(struct facts *facts, const struct column *column) {
  size_t room = column->width == 1 ? UINT8_MAX + 1 : UINT16_MAX + 1;
  facts->seen = calloc(room, 1);
  if (facts->seen == NULL)
    return false;
  mark_seen(column, facts->seen);
  for (size_t value = 0; value < room; value++)
    if (facts->seen[value] != 0)
      facts->limit = value + 1;
  return true;
}

static bool is_stored_small(const struct column *column) {
  return column->width <= 2 && column->type != COLUMN_TEXT;
}

static void note_kind(struct facts *facts, int64_t value) {
  facts->kinds |= 1u << period_kind((period_t)value);
}

static bool is_time(const struct column *column) {
  return column->type == COLUMN_PERIOD || column->type == COLUMN_DATE;
}

static bool is_integer(const struct column *column) {
  return column->type == COLUMN_INTEGER || column->type == COLUMN_DECIMAL;
}

/* From the values that occur. */
static void find_by_values(struct facts *facts, const struct column *column) {
  for (size_t value = 0; value < facts->limit; value++) {
    if (facts->seen[value] == 0)
      continue;
    if (is_time(column))
      note_kind(facts, column->base + (int64_t)value);
    facts->negative = facts->negative || (is_integer(column) && column->base + (int64_t)value < 0);
  }
}

static void find_by_cells(struct facts *facts, const struct column *column, size_t from,
                          size_t to) {
  for (size_t row = from; row < to; row++) {
    if (column_missing(column, row) != PRESENT)
      continue;
    if (column->width <= 4 && column_raw(column, row) >= facts->limit)
      facts->limit = column_raw(column, row) + 1;
    if (is_time(column))
      note_kind(facts, column_period(column, row));
    facts->negative = facts->negative || column_negative(column, row);
  }
}

/* Cells that are all there, of a column of figures: with the processor's vectors. */
BY_VECTORS static void find_in_stored(struct facts *facts, const uint32_t *restrict stored,
                                      size_t count, int64_t base) {
  uint32_t least = UINT32_MAX, greatest = 0;
  for (size_t i = 0; i < count; i++) {
    least = stored[i] < least ? stored[i] : least;
    greatest = stored[i] > greatest ? stored[i] : greatest;
  }
  facts->limit = greatest >= facts->limit ? (uint64_t)greatest + 1 : facts->limit;
  facts->negative = facts->negative || base + (int64_t)least < 0;
}

BY_VECTORS static bool any_below_zero(const int64_t *restrict value, size_t count) {
  int64_t signs = 0;
  for (size_t i = 0; i < count; i++)
    signs |= value[i];
  return signs < 0;
}

BY_VECTORS static bool any_number_below_zero(const double *restrict value, size_t count) {
  bool below = false;
  for (size_t i = 0; i < count; i++)
    below |= value[i] < 0;
  return below;
}

static void find_by_vectors(struct facts *facts, const struct column *column, size_t from,
                            size_t to) {
  size_t count = to - from;
  const char *at = (const char *)column->data + from * column->width;
  if (column->width == 4)
    find_in_stored(facts, (const uint32_t *)(const void *)at, count, column->base);
  else if (column->type == COLUMN_NUMBER)
    facts->negative =
        facts->negative || any_number_below_zero((const double *)(const void *)at, count);
  else
    facts->negative = facts->negative || any_below_zero((const int64_t *)(const void *)at, count);
}

enum { STRETCH = 4096 }; /* cells, a multiple of those in a word of gaps */

static bool any_gap(const struct column *column, size_t from, size_t to) {
  uint64_t gaps = 0;
  for (size_t word = from / 64; column->gaps != NULL && word < bits_words(to); word++)
    gaps |= column->gaps[word];
  return gaps != 0;
}

/* Where the values that occur are not known. */
static void find_by_stretches(struct facts *facts, const struct column *column) {
  bool figures = column->width == 4 ? is_integer(column)
                                    : column->width == 8 && column->base == 0 && !is_time(column);
  for (size_t from = 0; from < column->length; from += STRETCH) {
    size_t to = column->length - from < STRETCH ? column->length : from + STRETCH;
    if (!figures || any_gap(column, from, to))
      find_by_cells(facts, column, from, to);
    else
      find_by_vectors(facts, column, from, to);
  }
}

static struct facts *find_facts(const struct column *column) {
  struct facts *facts = calloc(1, sizeof *facts);
  if (facts == NULL)
    return NULL;
  if (column->type == COLUMN_TEXT) {
    facts->limit = dict_size(column->dict);
    return facts;
  }
  if (is_stored_small(column) && !find_codes(facts, column)) {
    facts_free(facts);
    return NULL;
  }
  (facts->seen != NULL ? find_by_values : find_by_stretches)(facts, column);
  if (column->width == 8)
    facts->limit = UINT64_MAX;
  return facts;
}

const struct facts *column_facts(const struct column *column) {
  struct facts *known = atomic_load_explicit(&column->facts, memory_order_acquire);
  if (known != NULL)
    return known;
  struct facts *found = find_facts(column);
  /* The cache is the one part of a column that changes; who comes second takes what stands. */
  _Atomic(struct facts *) *place = (_Atomic(struct facts *) *)&column->facts;
  if (found != NULL && !atomic_compare_exchange_strong_explicit(
                           place, &known, found, memory_order_acq_rel, memory_order_acquire)) {
    facts_free(found);
    return known;
  }
  return found;
}
