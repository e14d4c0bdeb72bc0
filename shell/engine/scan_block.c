#include "scan_block.h"

#include <stdlib.h>
#include <string.h>

#include "by_code.h"
#include "vectors.h"
#include "widen.h"

/* ---- making ---- */

static bool make_buffers(struct scan_cells *cells, const struct column *like, size_t room) {
  cells->values = vector_room(room, sizeof(uint64_t));
  cells->stored = vector_room(room, sizeof(uint64_t));
  cells->missing = vector_room(room, 1);
  cells->mark = vector_room(room, 1);
  cells->gap = malloc(room * sizeof *cells->gap);
  cells->vector = (struct vector){.type = like->type, .scale = like->scale, .dict = like->dict};
  return cells->values != NULL && cells->stored != NULL && cells->missing != NULL &&
         cells->mark != NULL && cells->gap != NULL;
}

static void free_buffers(struct scan_cells *cells) {
  free(cells->values);
  free(cells->stored);
  free(cells->missing);
  free(cells->mark);
  free(cells->gap);
}

bool scan_block_init(struct scan_block *block, const struct scan *scan, size_t room,
                     struct error *error) {
  *block = (struct scan_block){.scan = scan, .room = room};
  size_t columns = scan->like->columns;
  block->offset = malloc(room * sizeof *block->offset);
  block->flags = vector_room(room, 1);
  block->kept = malloc(room * sizeof *block->kept);
  block->codes = malloc(room * sizeof *block->codes);
  block->cells = calloc(columns + 1, sizeof *block->cells);
  block->evaluator = calloc(scan->step_count + 1, sizeof(struct evaluator *));
  if (block->offset == NULL || block->flags == NULL || block->kept == NULL ||
      block->codes == NULL || block->cells == NULL || block->evaluator == NULL)
    return error_memory(error);
  for (size_t i = 0; i < scan->step_count; i++) {
    const struct scan_step *step = &scan->steps[i];
    if (step->kind == SCAN_KEEP_CODES)
      continue;
    block->evaluator[i] = evaluator_new(step->expression, scan->like, room, error);
    if (block->evaluator[i] == NULL)
      return false;
  }
  return true;
}

void scan_block_clear(struct scan_block *block) {
  for (size_t i = 0; block->cells != NULL && i < block->scan->like->columns; i++)
    free_buffers(&block->cells[i]);
  for (size_t i = 0; block->evaluator != NULL && i < block->scan->step_count; i++)
    evaluator_free(block->evaluator[i]);
  free(block->offset);
  free(block->flags);
  free(block->kept);
  free(block->codes);
  free(block->cells);
  free(block->evaluator);
  *block = (struct scan_block){0};
}

/* The buffers of a column, made when it is first looked at; few are of many. */
static struct scan_cells *have_cells(struct scan_block *block, size_t column, struct error *error) {
  struct scan_cells *cells = &block->cells[column];
  if (cells->values == NULL &&
      !make_buffers(cells, block->scan->like->column[column], block->room)) {
    error_memory(error);
    return NULL;
  }
  return cells;
}

/* ---- stored values ---- */

#define PICK(name, word)                                                                           \
  static void name(const struct scan_block *block, const void *data, void *to) {                   \
    const word *from = (const word *)data + block->start;                                          \
    word *cell = to;                                                                               \
    for (size_t i = 0; i < block->count; i++)                                                      \
      cell[i] = from[block->offset[i]];                                                            \
  }
PICK(pick_1, uint8_t)
PICK(pick_2, uint16_t)
PICK(pick_4, uint32_t)
PICK(pick_8, uint64_t)

/* The stored values of a column of the frame, in place where all rows are left. */
static const void *pick_stored(const struct scan_block *block, const struct column *column,
                               void *buffer) {
  if (block->whole)
    return (const char *)column->data + block->start * column->width;
  switch (column->width) {
  case 1:
    pick_1(block, column->data, buffer);
    break;
  case 2:
    pick_2(block, column->data, buffer);
    break;
  case 4:
    pick_4(block, column->data, buffer);
    break;
  default:
    pick_8(block, column->data, buffer);
  }
  return buffer;
}

const void *scan_block_stored(struct scan_block *block, size_t column, struct error *error) {
  struct scan_cells *cells = have_cells(block, column, error);
  if (cells == NULL)
    return NULL;
  return pick_stored(block, block->scan->columns[column].source, cells->stored);
}

/* ---- gaps ---- */

static size_t gaps_of_all(const struct scan_block *block, const struct column *column,
                          struct gap *gaps) {
  size_t count = 0;
  size_t end = block->start + block->count;
  for (size_t row = block->start; row < end; row = (row / 64 + 1) * 64) {
    uint64_t word = column->gaps[row / 64] >> (row % 64);
    size_t left = end - row;
    if (left < 64)
      word &= (UINT64_C(1) << left) - 1;
    for (; word != 0; word &= word - 1) {
      size_t at = row + (size_t)__builtin_ctzll(word);
      gaps[count++] =
          (struct gap){(uint32_t)(at - block->start), (uint8_t)column_missing(column, at)};
    }
  }
  return count;
}

static size_t gaps_of_chosen(const struct scan_block *block, const struct column *column,
                             struct gap *gaps) {
  size_t count = 0;
  for (size_t i = 0; i < block->count; i++) {
    enum missing reason = column_missing(column, block->start + block->offset[i]);
    if (reason != PRESENT)
      gaps[count++] = (struct gap){(uint32_t)i, (uint8_t)reason};
  }
  return count;
}

static size_t gaps_of_source(const struct scan_block *block, const struct column *column,
                             struct gap *gaps) {
  if (column->gaps == NULL)
    return 0;
  return block->whole ? gaps_of_all(block, column, gaps) : gaps_of_chosen(block, column, gaps);
}

BY_VECTORS static void flag_missing(const uint8_t *restrict missing, size_t count,
                                    uint8_t *restrict flags) {
  for (size_t i = 0; i < count; i++)
    flags[i] = missing[i] != PRESENT;
}

static size_t gaps_of_vector(const struct scan_block *block, const struct vector *vector,
                             struct gap *gaps) {
  if (vector->missing == NULL)
    return 0;
  flag_missing(vector->missing, block->count, block->flags);
  size_t count = flags_places(block->flags, block->count, block->kept);
  for (size_t i = 0; i < count; i++)
    gaps[i] = (struct gap){block->kept[i], vector->missing[block->kept[i]]};
  return count;
}

const struct gap *scan_block_gaps(struct scan_block *block, size_t column, size_t *count,
                                  struct error *error) {
  struct scan_cells *cells = have_cells(block, column, error);
  if (cells == NULL)
    return NULL;
  const struct scan_column *of = &block->scan->columns[column];
  if (!cells->noticed && of->form == SCAN_SOURCE) {
    cells->gaps = gaps_of_source(block, of->source, cells->gap);
  } else if (!cells->noticed) {
    const struct vector *vector = scan_block_vector(block, column, error);
    if (vector == NULL)
      return NULL;
    cells->gaps = gaps_of_vector(block, vector, cells->gap);
  }
  cells->noticed = true;
  *count = cells->gaps;
  return cells->gap;
}

bool scan_block_small(struct scan_block *block, size_t column, uint32_t gap, uint32_t *to,
                      struct error *error) {
  unsigned width = block->scan->columns[column].source->width;
  const void *stored = scan_block_stored(block, column, error);
  size_t count;
  const struct gap *gaps = scan_block_gaps(block, column, &count, error);
  if (stored == NULL || gaps == NULL)
    return false;
  widen_to_32(stored, width, block->count, to);
  for (size_t i = 0; i < count; i++)
    to[gaps[i].at] = gap;
  return true;
}

/* ---- vectors ---- */

/* The codes of the rows that are left. */
static void find_codes(const struct scan_block *block, const struct scan_column *column,
                       struct scan_cells *cells, uint32_t *codes) {
  const struct column *source = column->source;
  widen_to_32(pick_stored(block, source, cells->stored), source->width, block->count, codes);
  size_t gaps = gaps_of_source(block, source, cells->gap);
  cells->noticed = false; /* the cells of a table have gaps of their own */
  for (size_t i = 0; i < gaps; i++)
    codes[cells->gap[i].at] = (uint32_t)column->span + cells->gap[i].reason;
}

const uint32_t *scan_block_codes(struct scan_block *block, size_t column, struct error *error) {
  struct scan_cells *cells = have_cells(block, column, error);
  if (cells == NULL)
    return NULL;
  find_codes(block, &block->scan->columns[column], cells, block->codes);
  return block->codes;
}

#define TAKE(name, word)                                                                           \
  static void name(const uint32_t *codes, size_t count, const void *table, void *to) {             \
    const word *value = table;                                                                     \
    word *cell = to;                                                                               \
    for (size_t i = 0; i < count; i++)                                                             \
      cell[i] = value[codes[i]];                                                                   \
  }
TAKE(take_1, uint8_t)
TAKE(take_4, uint32_t)
TAKE(take_8, uint64_t)

static void take(const uint32_t *codes, size_t count, size_t width, const void *table, void *to) {
  (width == 1 ? take_1 : width == 4 ? take_4 : take_8)(codes, count, table, to);
}

static void look_up_table(struct scan_block *block, const struct scan_column *column,
                          struct scan_cells *cells) {
  const struct vector *table = &column->cells;
  uint32_t *codes = block->codes;
  find_codes(block, column, cells, codes);
  take(codes, block->count, column_width(table->type), table->data, cells->values);
  cells->vector.data = cells->values;
  cells->vector.missing = table->missing == NULL ? NULL : cells->missing;
  cells->vector.mark = table->mark == NULL ? NULL : cells->mark;
  if (table->missing != NULL)
    take_1(codes, block->count, table->missing, cells->missing);
  if (table->mark != NULL)
    take_1(codes, block->count, table->mark, cells->mark);
}

static void load_source(const struct scan_block *block, const struct column *source,
                        struct scan_cells *cells) {
  struct cells found =
      block->whole ? column_load(source, block->start, block->count, cells->values, cells->missing)
                   : column_load_rows(source, block->start, block->offset, block->count,
                                      cells->values, cells->missing, cells->mark);
  cells->vector.data = found.values;
  cells->vector.missing = found.missing;
  cells->vector.mark = found.mark;
  cells->vector.reach = column_reach(source);
}

const struct vector *scan_block_vector(struct scan_block *block, size_t column,
                                       struct error *error) {
  struct scan_cells *cells = have_cells(block, column, error);
  if (cells == NULL)
    return NULL;
  const struct scan_column *of = &block->scan->columns[column];
  if (!cells->loaded && of->form == SCAN_SOURCE)
    load_source(block, of->source, cells);
  else if (!cells->loaded && of->form == SCAN_TABLE)
    look_up_table(block, of, cells);
  cells->loaded = true;
  return &cells->vector;
}

/* ---- steps ---- */

static const struct vector *look(void *context, size_t column, struct error *error) {
  return scan_block_vector(context, column, error);
}

static const struct vector *run_evaluator(struct scan_block *block, size_t step,
                                          struct error *error) {
  struct block_cells cells = {
      .row = block->start, .count = block->count, .look = look, .context = block};
  return evaluator_run(block->evaluator[step], &cells, error);
}

/* A computed column without the rows that a condition dropped; in place, or out of the evaluator's
** buffers. */
static void thin_out(struct scan_block *block, struct scan_cells *cells, size_t count) {
  struct vector *vector = &cells->vector;
  take(block->kept, count, column_width(vector->type), vector->data, cells->values);
  vector->data = cells->values;
  if (vector->missing != NULL)
    take_1(block->kept, count, vector->missing, cells->missing);
  vector->missing = vector->missing == NULL ? NULL : cells->missing;
  if (vector->mark != NULL)
    take_1(block->kept, count, vector->mark, cells->mark);
  vector->mark = vector->mark == NULL ? NULL : cells->mark;
}

/* Leave the `count` rows whose places stand in `kept`. */
static void leave(struct scan_block *block, size_t count) {
  if (count == block->count)
    return;
  for (size_t i = 0; i < block->scan->like->columns; i++) {
    struct scan_cells *cells = &block->cells[i];
    cells->noticed = false;
    if (block->scan->columns[i].form == SCAN_COMPUTED && cells->loaded)
      thin_out(block, cells, count);
    else
      cells->loaded = false;
  }
  for (size_t i = 0; i < count; i++)
    block->offset[i] = block->whole ? block->kept[i] : block->offset[block->kept[i]];
  block->whole = false;
  block->count = count;
}

static bool keep_codes(struct scan_block *block, const struct scan_step *step,
                       struct error *error) {
  const struct scan_column *column = &block->scan->columns[step->column];
  struct scan_cells *cells = have_cells(block, step->column, error);
  if (cells == NULL)
    return false;
  const void *codes = pick_stored(block, column->source, cells->stored);
  unsigned width = column->source->width;
  if (column->source->gaps != NULL) {
    find_codes(block, column, cells, block->codes);
    codes = block->codes;
    width = 4;
  }
  flags_of_codes(&step->wanted, codes, width, block->count, block->flags);
  leave(block, flags_places(block->flags, block->count, block->kept));
  return true;
}

static bool any_open(const struct vector *vector, size_t count) {
  if (vector->mark == NULL &&
      (vector->missing == NULL || memchr(vector->missing, MISSING_UNDECIDED, count) == NULL))
    return false;
  size_t i = 0;
  while (i < count && choice_at(vector, i) != CHOICE_OPEN)
    i++;
  return i < count;
}

static bool keep_true(struct scan_block *block, size_t step, struct error *error) {
  const struct vector *vector = run_evaluator(block, step, error);
  if (vector == NULL || any_open(vector, block->count))
    return false; /* what cannot be decided is counted by the verb on its own */
  memcpy(block->flags, vector->boolean, block->count);
  if (vector->missing != NULL)
    flags_without(block->flags, vector->missing, block->count);
  leave(block, flags_places(block->flags, block->count, block->kept));
  return true;
}

static bool compute(struct scan_block *block, size_t number, size_t column, struct error *error) {
  struct scan_cells *cells = have_cells(block, column, error);
  const struct vector *vector = cells == NULL ? NULL : run_evaluator(block, number, error);
  if (vector == NULL)
    return false;
  cells->vector = *vector;
  cells->loaded = true;
  return true;
}

bool scan_block_run(struct scan_block *block, size_t start, size_t count, struct error *error) {
  const struct scan *scan = block->scan;
  block->start = start;
  block->count = count;
  block->whole = true;
  for (size_t i = 0; i < scan->like->columns; i++)
    block->cells[i].loaded = block->cells[i].noticed = false;
  bool done = true;
  for (size_t i = 0; i < scan->step_count && block->count > 0 && done; i++) {
    const struct scan_step *step = &scan->steps[i];
    if (step->kind == SCAN_KEEP_CODES)
      done = keep_codes(block, step, error);
    else if (step->kind == SCAN_KEEP)
      done = keep_true(block, i, error);
    else
      done = compute(block, i, step->column, error);
  }
  return done;
}
