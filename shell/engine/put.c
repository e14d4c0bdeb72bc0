#include "put.h"

#include <stdlib.h>
#include <string.h>

#include "mark.h"
#include "stretch.h"

enum { BITS = 64 };

/* An array that whoever needs it first makes. */
static void *have_array(void **array, size_t size) {
  void *found = __atomic_load_n(array, __ATOMIC_ACQUIRE);
  if (found != NULL)
    return found;
  void *made = calloc(size, 1);
  if (made != NULL &&
      __atomic_compare_exchange_n(array, &found, made, false, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE))
    return made;
  free(made);
  return found;
}

static uint64_t *have_bits(uint64_t **bits, const struct column *column) {
  return have_array((void **)bits, (bits_words(column->length) + 1) * sizeof **bits);
}

static bool is_zero(const uint8_t *bytes, size_t count) {
  uint64_t any = 0;
  size_t i = 0;
  for (; i + sizeof any <= count; i += sizeof any) {
    uint64_t word;
    memcpy(&word, bytes + i, sizeof word);
    any |= word;
  }
  for (; i < count; i++)
    any |= bytes[i];
  return any == 0;
}

static bool put_reason(struct column *column, size_t row, enum missing reason) {
  uint64_t *gaps = have_bits(&column->gaps, column);
  uint64_t *bits = have_bits(&column->reason[reason], column);
  if (gaps == NULL || bits == NULL)
    return false;
  bit_set(gaps, row);
  bit_set(bits, row);
  return true;
}

bool column_put_reasons(struct column *column, size_t from, size_t count, const uint8_t *missing) {
  for (size_t at = 0; missing != NULL && at < count; at += BITS) {
    size_t here = count - at < BITS ? count - at : BITS;
    if (is_zero(missing + at, here))
      continue;
    for (size_t i = at; i < at + here; i++)
      if (missing[i] != PRESENT && !put_reason(column, from + i, (enum missing)missing[i]))
        return false;
  }
  return true;
}

bool column_put_marks(struct column *column, size_t from, size_t count, const uint8_t *mark) {
  if (mark == NULL || is_zero(mark, count))
    return true;
  uint8_t *marks = have_array((void **)&column->mark, column->length + 1);
  if (marks != NULL)
    memcpy(marks + from, mark, count);
  return marks != NULL;
}

static struct bounds *new_bounds(size_t count) {
  struct bounds *bounds = malloc((count + 1) * sizeof *bounds);
  for (size_t i = 0; bounds != NULL && i < count; i++)
    bounds[i] = bounds_none();
  return bounds;
}

bool column_put_bounds(struct column *column, size_t from, size_t count,
                       const struct bounds *bounds) {
  struct bounds *known = __atomic_load_n(&column->bounds, __ATOMIC_ACQUIRE);
  if (bounds == NULL)
    return true;
  if (known == NULL) {
    struct bounds *made = new_bounds(column->length);
    if (made != NULL && __atomic_compare_exchange_n(&column->bounds, &known, made, false,
                                                    __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE))
      known = made;
    else
      free(made);
  }
  if (known != NULL)
    memcpy(known + from, bounds, count * sizeof *bounds);
  return known != NULL;
}

struct taking {
  struct column *column;
  const uint8_t *missing;
};

static bool take(void *context, size_t worker, size_t from, size_t to, struct error *error) {
  const struct taking *taking = context;
  (void)worker;
  return column_put_reasons(taking->column, from, to - from, taking->missing + from) ||
         error_memory(error);
}

bool column_take_reasons(struct column *column, const uint8_t *missing,
                         const struct engine_options *options, struct error *error) {
  struct taking taking = {column, missing};
  struct stretches stretches = {
      .rows = column->length, .options = options, .work = take, .context = &taking};
  return stretches_run(&stretches, error);
}

/* ---- narrow ---- */

struct narrowing {
  struct column *column;
  int64_t *least; /* by worker */
  int64_t *greatest;
  void *data;
  unsigned width;
  int64_t base;
};

/* The range of the present cells among the rows, of which 64 share a word of gaps. */
#define RANGE(name, word)                                                                          \
  static void name(const struct narrowing *n, size_t from, size_t to, int64_t *least,              \
                   int64_t *greatest) {                                                            \
    const word *value = n->column->data;                                                           \
    const uint64_t *gaps = n->column->gaps;                                                        \
    for (size_t at = from; at < to; at += BITS) {                                                  \
      size_t end = to - at < BITS ? to : at + BITS;                                                \
      uint64_t missing = gaps == NULL ? 0 : gaps[at / BITS];                                       \
      for (size_t row = at; row < end; row++) {                                                    \
        bool present = (missing >> (row - at) & 1) == 0;                                           \
        *least = present && value[row] < *least ? value[row] : *least;                             \
        *greatest = present && value[row] > *greatest ? value[row] : *greatest;                    \
      }                                                                                            \
    }                                                                                              \
  }
RANGE(range_4, int32_t)
RANGE(range_8, int64_t)

static bool find_range(void *context, size_t worker, size_t from, size_t to, struct error *error) {
  const struct narrowing *n = context;
  (void)error;
  (n->column->width == 4 ? range_4 : range_8)(n, from, to, &n->least[worker], &n->greatest[worker]);
  return true;
}

#define STORE(name, wide, word)                                                                    \
  static void name(const struct narrowing *n, size_t from, size_t to) {                            \
    const wide *value = n->column->data;                                                           \
    word *restrict cell = n->data;                                                                 \
    uint64_t base = (uint64_t)n->base;                                                             \
    for (size_t row = from; row < to; row++)                                                       \
      cell[row] = (word)((uint64_t)value[row] - base);                                             \
  }
STORE(store_4_1, int32_t, uint8_t)
STORE(store_4_2, int32_t, uint16_t)
STORE(store_8_1, int64_t, uint8_t)
STORE(store_8_2, int64_t, uint16_t)
STORE(store_8_4, int64_t, uint32_t)

static bool store(void *context, size_t worker, size_t from, size_t to, struct error *error) {
  const struct narrowing *n = context;
  (void)worker;
  (void)error;
  if (n->column->width == 4)
    (n->width == 1 ? store_4_1 : store_4_2)(n, from, to);
  else
    (n->width == 1 ? store_8_1 : n->width == 2 ? store_8_2 : store_8_4)(n, from, to);
  const uint64_t *gaps = n->column->gaps;
  for (size_t at = from; gaps != NULL && at < to; at += BITS)
    for (uint64_t word = gaps[at / BITS]; word != 0; word &= word - 1)
      memset((char *)n->data + (at + (size_t)__builtin_ctzll(word)) * n->width, 0, n->width);
  return true;
}

static bool narrow(struct narrowing *n, struct stretches *stretches, struct error *error) {
  size_t workers = stretches_workers(stretches);
  bool text = n->column->type == COLUMN_TEXT;
  int64_t least = text ? 0 : INT64_MAX, greatest = text ? 0 : INT64_MIN;
  if (text)
    greatest = (int64_t)dict_size(n->column->dict) - (dict_size(n->column->dict) > 0);
  else if (!stretches_run(stretches, error))
    return false;
  for (size_t i = 0; !text && i < workers; i++) {
    least = n->least[i] < least ? n->least[i] : least;
    greatest = n->greatest[i] > greatest ? n->greatest[i] : greatest;
  }
  if (least > greatest) /* no cell is present */
    least = greatest = 0;
  column_choose_width(n->column->type, least, greatest, &n->width, &n->base);
  if (n->width >= n->column->width)
    return true;
  n->data = malloc(n->column->length * n->width);
  stretches->work = store;
  if (n->data == NULL || !stretches_run(stretches, error)) {
    free(n->data);
    return error_memory(error);
  }
  free(n->column->data);
  n->column->data = n->data;
  n->column->width = n->width;
  n->column->base = n->base;
  return true;
}

bool column_narrow_large(struct column *column, const struct engine_options *options,
                         struct error *error) {
  bool never = column->type == COLUMN_NUMBER || column->type == COLUMN_BOOLEAN;
  struct narrowing n = {.column = column};
  struct stretches stretches = {
      .rows = column->length, .options = options, .work = find_range, .context = &n};
  size_t workers = stretches_workers(&stretches);
  if (never || !column_is_wide(column) || column->length == 0)
    return true;
  n.least = malloc(workers * sizeof *n.least);
  n.greatest = malloc(workers * sizeof *n.greatest);
  bool done = (n.least != NULL && n.greatest != NULL) || error_memory(error);
  for (size_t i = 0; done && i < workers; i++) {
    n.least[i] = INT64_MAX;
    n.greatest[i] = INT64_MIN;
  }
  done = done && narrow(&n, &stretches, error);
  free(n.least);
  free(n.greatest);
  return done;
}
