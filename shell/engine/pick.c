#include "pick.h"

#include <stdlib.h>
#include <string.h>

#include "bundle.h"
#include "put.h"
#include "stretch.h"

enum { BITS = 64 };

struct picking {
  struct column *const *sources;
  struct column **results;
  size_t count;
  const struct picks *picks;
  bool *done; /* of each column: its cells are there */
};

void picks_clear(struct picks *picks) {
  free(picks->near);
  free(picks->far);
  *picks = (struct picks){0};
}

/* The row of a place; SIZE_MAX: none. */
static inline size_t row_at(const struct picks *picks, size_t i) {
  if (picks->near != NULL)
    return picks->near[i] == PICK_NONE ? SIZE_MAX : picks->near[i];
  return picks->far != NULL ? picks->far[i] : picks->start + i;
}

/* ---- values ---- */

#define PICK(name, word)                                                                           \
  static void name(const struct picks *picks, const void *data, void *out, size_t from,            \
                   size_t to) {                                                                    \
    const uint32_t *near = picks->near;                                                            \
    const size_t *far = picks->far;                                                                \
    const word *value = data;                                                                      \
    word *restrict cell = out;                                                                     \
    if (near != NULL)                                                                              \
      for (size_t i = from; i < to; i++)                                                           \
        cell[i] = near[i] == PICK_NONE ? 0 : value[near[i]];                                       \
    else if (far != NULL)                                                                          \
      for (size_t i = from; i < to; i++)                                                           \
        cell[i] = far[i] == SIZE_MAX ? 0 : value[far[i]];                                          \
    else                                                                                           \
      memcpy(cell + from, value + picks->start + from, (to - from) * sizeof *cell);                \
  }
PICK(pick_1, uint8_t)
PICK(pick_2, uint16_t)
PICK(pick_4, uint32_t)
PICK(pick_8, uint64_t)

static void pick_values(const struct picks *picks, unsigned width, const void *data, void *out,
                        size_t from, size_t to) {
  (width == 1   ? pick_1
   : width == 2 ? pick_2
   : width == 4 ? pick_4
                : pick_8)(picks, data, out, from, to);
}

static void pick_marks(const struct picks *picks, const uint8_t *mark, uint8_t *out, size_t from,
                       size_t to) {
  pick_values(picks, 1, mark, out, from, to); /* where there is no row: exact */
}

/* ---- missing cells ---- */

/* The missing cells among up to 64 places, a bit each. */
static uint64_t gaps_at(const struct picks *picks, const struct column *source, size_t from,
                        size_t count) {
  uint64_t word = 0;
  if (picks->near == NULL && picks->far == NULL) {
    word = bits_from(source->gaps, source->length, picks->start + from);
    return count < BITS ? word & ((UINT64_C(1) << count) - 1) : word;
  }
  for (size_t i = 0; i < count; i++) {
    size_t row = row_at(picks, from + i);
    bool gap = row == SIZE_MAX || (source->gaps != NULL && bit_get(source->gaps, row));
    word |= (uint64_t)gap << i;
  }
  return word;
}

static void pick_gaps(const struct picks *picks, const struct column *source, struct column *result,
                      size_t from, size_t to) {
  for (size_t at = from; at < to; at += BITS) {
    uint64_t gaps = gaps_at(picks, source, at, to - at < BITS ? to - at : BITS);
    result->gaps[at / BITS] = gaps;
    for (; gaps != 0; gaps &= gaps - 1) {
      size_t i = at + (size_t)__builtin_ctzll(gaps);
      size_t row = row_at(picks, i);
      enum missing reason = row == SIZE_MAX ? MISSING_UNMATCHED : column_reason(source, row);
      bit_set(result->reason[reason], i);
    }
  }
}

static bool pick_stretch(void *context, size_t worker, size_t from, size_t to,
                         struct error *error) {
  const struct picking *picking = context;
  (void)worker;
  (void)error;
  for (size_t i = 0; i < picking->count; i++) {
    const struct column *source = picking->sources[i];
    struct column *result = picking->results[i];
    if (picking->done[i])
      continue;
    pick_values(picking->picks, source->width, source->data, result->data, from, to);
    if (source->mark != NULL)
      pick_marks(picking->picks, source->mark, result->mark, from, to);
    if (result->gaps != NULL)
      pick_gaps(picking->picks, source, result, from, to);
  }
  return true;
}

/* ---- columns ---- */

static bool is_empty(const void *bytes, size_t count) {
  const char *at = bytes;
  return count == 0 || (at[0] == 0 && memcmp(at, at + 1, count - 1) == 0);
}

static void drop_bits(uint64_t **bits, size_t length) {
  if (*bits == NULL || !is_empty(*bits, bits_words(length) * sizeof **bits))
    return;
  free(*bits);
  *bits = NULL;
}

void column_drop_empty(struct column *column) {
  drop_bits(&column->gaps, column->length);
  for (int reason = PRESENT; reason < MISSING_REASONS; reason++)
    drop_bits(&column->reason[reason], column->length);
  if (column->mark != NULL && is_empty(column->mark, column->length)) {
    free(column->mark);
    column->mark = NULL;
  }
}

/* Rows in a row have none. Whoever stops it learns of that from what comes after. */
static bool has_holes(const struct picks *picks, const struct engine_options *options) {
  bool listed = picks->near != NULL || picks->far != NULL;
  for (size_t i = 0; listed && i < picks->count && engine_goes_on_at(options, i); i++)
    if (picks->near != NULL ? picks->near[i] == PICK_NONE : picks->far[i] == SIZE_MAX)
      return true;
  return false;
}

static bool have_bits(uint64_t **bits, size_t length) {
  if (*bits == NULL)
    *bits = calloc(bits_words(length) + 1, sizeof **bits);
  return *bits != NULL;
}

/* What is taken over whole from the source, and room for the rest. */
static struct column *new_like(const struct column *source, size_t count, bool holes) {
  struct column *result =
      column_new_narrow(source->type, count, source->dict, source->width, source->base);
  if (result == NULL)
    return NULL;
  result->scale = source->scale;
  result->stray = source->stray;
  result->computed = source->computed;
  memcpy(result->skipped, source->skipped, sizeof result->skipped);
  bool done = true;
  if (source->mark != NULL)
    done = (result->mark = calloc(count + 1, 1)) != NULL;
  if (source->gaps != NULL || holes)
    done = done && have_bits(&result->gaps, count);
  for (int reason = PRESENT; reason < MISSING_REASONS && done; reason++)
    if (source->reason[reason] != NULL || (holes && reason == MISSING_UNMATCHED))
      done = have_bits(&result->reason[reason], count);
  if (done)
    return result;
  column_release(result);
  return NULL;
}

/* Columns with bounds are those of a few groups: one thread does. */
static bool pick_bounds(const struct picks *picks, const struct column *source,
                        struct column *result) {
  for (size_t i = 0; source->bounds != NULL && i < picks->count; i++) {
    size_t row = row_at(picks, i);
    if (row != SIZE_MAX && !column_put_bounds(result, i, 1, &source->bounds[row]))
      return false;
  }
  return true;
}

/* Cells, gaps and marks of all columns. */
static bool pick_cells(struct picking *picking, bool holes, const struct engine_options *options,
                       struct error *error) {
  const struct picks *picks = picking->picks;
  size_t rows = picking->count == 0 ? 0 : picking->sources[0]->length;
  struct stretches stretches = {
      .rows = picks->count, .options = options, .work = pick_stretch, .context = picking};
  picking->done = calloc(picking->count + 1, sizeof *picking->done);
  bool done = picking->done != NULL || error_memory(error);
  if (done && !holes && bundle_pays(picks, rows))
    done = bundle_pick(picking->sources, picking->results, picking->done, picking->count, picks,
                       options, error);
  done = done && stretches_run(&stretches, error);
  free(picking->done);
  return done;
}

bool columns_pick(struct column *const *sources, struct column **results, size_t count,
                  const struct picks *picks, const struct engine_options *options,
                  struct error *error) {
  struct picking picking = {sources, results, count, picks, NULL};
  bool holes = has_holes(picks, options);
  bool done = true;
  for (size_t i = 0; i < count; i++) {
    results[i] = new_like(sources[i], picks->count, holes);
    done = done && (results[i] != NULL || error_memory(error));
  }
  done = done && pick_cells(&picking, holes, options, error);
  for (size_t i = 0; done && i < count; i++)
    done = pick_bounds(picks, sources[i], results[i]) || error_memory(error);
  for (size_t i = 0; i < count; i++) {
    if (done) {
      column_drop_empty(results[i]);
      continue;
    }
    column_release(results[i]);
    results[i] = NULL;
  }
  return done;
}

struct column *column_pick(struct column *source, const struct picks *picks,
                           const struct engine_options *options, struct error *error) {
  struct column *result;
  return columns_pick(&source, &result, 1, picks, options, error) ? result : NULL;
}

struct column *column_pick_rows(const struct column *column, const size_t *rows, size_t count,
                                const struct engine_options *options, struct error *error) {
  static const struct engine_options none;
  struct engine_options quiet = options == NULL ? none : *options;
  struct picks picks = {.count = count, .far = (size_t *)rows};
  quiet.progress = NULL; /* one column of several: it says nothing of the whole */
  return column_pick((struct column *)column, &picks, &quiet, error);
}

struct column *column_gather(const struct column *column, const size_t *rows, size_t count) {
  static const struct engine_options alone = {.threads = 1};
  return column_pick_rows(column, rows, count, &alone, NULL);
}

/* ---- frames ---- */

struct frame *frame_pick(const struct frame *frame, const struct picks *picks,
                         const struct engine_options *options, struct error *error) {
  struct frame *result = frame_new(picks->count);
  struct column **columns = calloc(frame->columns + 1, sizeof(struct column *));
  bool done = (result != NULL && columns != NULL) || error_memory(error);
  done = done && columns_pick(frame->column, columns, frame->columns, picks, options, error);
  for (size_t i = 0; done && i < frame->columns; i++) {
    done = frame_add(result, frame->names[i], columns[i], error);
    columns[i] = NULL;
  }
  for (size_t i = 0; columns != NULL && i < frame->columns; i++)
    column_release(columns[i]);
  free(columns);
  if (done)
    return result;
  frame_release(result);
  return NULL;
}
