#include "accumulate.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cell.h"
#include "large_pages.h"
#include "number.h"
#include "period.h"
#include "vectors.h"
#include "words.h"

/* ---- states ---- */

void accumulator_init(struct accumulator *accumulator, const struct accumulation *what) {
  *accumulator = (struct accumulator){.what = what, .clash = {SIZE_MAX, SIZE_MAX}};
}

static void told_clear(struct told *told) {
  summation_clear(&told->value);
  summation_clear(&told->low);
  summation_clear(&told->high);
}

void accumulator_clear(struct accumulator *accumulator, size_t groups) {
  for (size_t group = 0; group < groups; group++) {
    if (accumulator->number != NULL)
      summation_clear(&accumulator->number[group]);
    if (accumulator->weight != NULL)
      summation_clear(&accumulator->weight[group]);
    if (accumulator->told != NULL)
      told_clear(&accumulator->told[group]);
  }
  free(accumulator->tally);
  free(accumulator->told);
  free(accumulator->exact);
  near_clear(&accumulator->near);
  free(accumulator->number);
  free(accumulator->weight);
  free(accumulator->infinite);
  free(accumulator->extent);
  free(accumulator->word);
  free(accumulator->seen);
  free(accumulator->histogram);
  free(accumulator->row);
  free(accumulator->all.group);
  free(accumulator->all.word);
}

/* Lengthen an array. */
static bool lengthen_raw(void *array, size_t to, size_t size) {
  void **place = array;
  char *grown = large_pages(realloc(*place, to * size), to * size);
  if (grown == NULL)
    return false;
  *place = grown;
  return true;
}

/* From how many groups to how many. */
struct growth {
  size_t from, to;
  const struct engine_options *options;
  struct error *error;
};

/* Lengthen an array of states, the new ones of that byte. */
static bool lengthen(void *array, const struct growth *growth, size_t size, int byte) {
  void **place = array;
  if (!lengthen_raw(array, growth->to, size))
    return error_memory(growth->error);
  return engine_set_bytes(growth->options, (char *)*place + growth->from * size, byte,
                          (growth->to - growth->from) * size, growth->error);
}

static bool lengthen_states(struct accumulator *a, const struct growth *growth) {
  switch (a->what->kind) {
  case ACCUMULATE_SEEN:
    return lengthen(&a->seen, growth, accumulation_seen_words(a->what) * sizeof *a->seen, 0);
  case ACCUMULATE_HISTOGRAM:
    return lengthen(&a->histogram, growth,
                    histogram_cells(&a->what->histogram) * sizeof *a->histogram, 0);
  case ACCUMULATE_EXACT:
    return lengthen(&a->exact, growth, sizeof *a->exact, 0);
  case ACCUMULATE_NUMBERS:
    return near_reserve(&a->near, growth->to, growth->options, growth->error) &&
           (a->number == NULL || lengthen(&a->number, growth, sizeof *a->number, 0));
  case ACCUMULATE_WEIGHTED:
    return lengthen(&a->number, growth, sizeof *a->number, 0) &&
           lengthen(&a->weight, growth, sizeof *a->weight, 0) &&
           lengthen(&a->infinite, growth, sizeof *a->infinite, 0);
  case ACCUMULATE_LEAST:
  case ACCUMULATE_GREATEST:
    return lengthen(&a->word, growth, sizeof *a->word, 0xFF) &&
           lengthen(&a->row, growth, sizeof *a->row, 0xFF);
  case ACCUMULATE_LAST:
    return lengthen(&a->row, growth, sizeof *a->row, 0xFF);
  default:
    return true;
  }
}

/* States that hold a place for every value are large: no more of them than there are groups. */
static size_t least_room(const struct accumulation *what) {
  bool large = what->kind == ACCUMULATE_SEEN || what->kind == ACCUMULATE_HISTOGRAM;
  return large ? 1 : 64;
}

bool accumulator_reserve(struct accumulator *a, size_t groups, const struct engine_options *options,
                         struct error *error) {
  if (groups <= a->room)
    return true;
  size_t room = a->room * 2 > groups ? a->room * 2 : groups;
  room = room < least_room(a->what) ? least_room(a->what) : room;
  struct growth growth = {a->room, room, options, error};
  if (!lengthen(&a->tally, &growth, sizeof *a->tally, 0) ||
      (a->told != NULL && !lengthen(&a->told, &growth, sizeof *a->told, 0)) ||
      (a->what->extent && !lengthen(&a->extent, &growth, sizeof *a->extent, 0)) ||
      !lengthen_states(a, &growth))
    return false;
  a->room = room;
  return true;
}

/* ---- cells beside the values ---- */

static void note_gap(struct accumulator *a, uint32_t group, uint8_t reason) {
  struct tally *tally = &a->tally[group];
  tally->missing++;
  tally->hidden += missing_hides((enum missing)reason);
  tally->undecided = tally->undecided || reason == MISSING_UNDECIDED;
  if (tally->least == PRESENT || reason < tally->least)
    tally->least = reason;
  a->skipped[reason]++;
}

static double number_at(const struct vector *vector, size_t i) {
  return vector->type == COLUMN_NUMBER ? vector->number[i]
                                       : number_from_scaled(vector->integer[i], vector->scale);
}

static uint8_t mark_at(const struct vector *vector, size_t i) {
  return vector->mark == NULL ? MARK_EXACT : vector->mark[i];
}

/* States for what is told, from the first marked cell on. */
static bool begin_told(struct accumulator *a) {
  if (a->told == NULL)
    a->told = calloc(a->room, sizeof *a->told);
  return a->told != NULL;
}

/* Whether marked cells add up to something that has bounds. */
static bool adds(const struct accumulator *a, const struct vector *vector) {
  bool sums = a->what->kind == ACCUMULATE_STORED || a->what->kind == ACCUMULATE_EXACT ||
              a->what->kind == ACCUMULATE_NUMBERS;
  return sums && (vector->type == COLUMN_INTEGER || vector->type == COLUMN_DECIMAL ||
                  vector->type == COLUMN_NUMBER);
}

static bool tell(struct accumulator *a, uint32_t group, double value, struct bounds bounds) {
  struct told *told = &a->told[group];
  struct tally *tally = &a->tally[group];
  tally->open_low = tally->open_low || !isfinite(bounds.low);
  tally->open_high = tally->open_high || !isfinite(bounds.high);
  return summation_add(&told->value, value) &&
         (!isfinite(bounds.low) || summation_add(&told->low, bounds.low)) &&
         (!isfinite(bounds.high) || summation_add(&told->high, bounds.high));
}

/* What a marked cell lies between; the vectors of a source's picked rows do not hold it. */
static struct bounds bounds_at(const struct accumulator *a, const struct group_block *rows,
                               const struct vector *vector, size_t i) {
  const struct scan_column *column = &rows->block->scan->columns[a->what->column[0]];
  return column->form == SCAN_SOURCE ? cell_bounds(column->source, scan_block_row(rows->block, i))
                                     : vector_bounds(vector, i);
}

static bool note_marks(struct accumulator *a, const struct group_block *rows,
                       const struct vector *vector, struct error *error) {
  bool told = adds(a, vector);
  if (told && !begin_told(a))
    return error_memory(error);
  for (size_t i = 0; i < rows->block->count; i++) {
    if (!vector_present(vector, i) || vector->mark[i] == MARK_EXACT)
      continue;
    a->tally[rows->group[i]].mark |= vector->mark[i];
    if (told && !tell(a, rows->group[i], number_at(vector, i), bounds_at(a, rows, vector, i)))
      return error_memory(error);
  }
  return true;
}

/* A group is noted once: after that the processor foresees that there is nothing to do. */
static void note_signs(struct accumulator *a, const struct group_block *rows,
                       const struct vector *vector) {
  const size_t count = rows->block->count;
  for (size_t i = 0; i < count; i++) {
    struct tally *tally = &a->tally[rows->group[i]];
    if (((vector->integer[i] < 0) & !tally->negative) && vector_present(vector, i))
      tally->negative = true;
  }
}

/* Marks and signs of the present cells of the one operand. */
static bool note_present(struct accumulator *a, const struct group_block *rows,
                         struct error *error) {
  const struct scan_column *column = &rows->block->scan->columns[a->what->column[0]];
  if (!a->what->signs && column->form == SCAN_SOURCE && column->source->mark == NULL)
    return true;
  const struct vector *vector = scan_block_vector(rows->block, a->what->column[0], error);
  if (vector != NULL && vector->mark == NULL && !a->what->signs)
    return true;
  if (vector == NULL)
    return false;
  if (vector->mark != NULL && !note_marks(a, rows, vector, error))
    return false;
  if (a->what->signs && vector->type != COLUMN_NUMBER) /* the signs of numbers are kept apart */
    note_signs(a, rows, vector);
  return true;
}

static bool note_one(struct accumulator *a, const struct group_block *rows, struct error *error) {
  size_t count;
  const struct scan_column *column = &rows->block->scan->columns[a->what->column[0]];
  if (column->form == SCAN_SOURCE && column->source->gaps == NULL)
    return note_present(a, rows, error);
  const struct gap *gaps = scan_block_gaps(rows->block, a->what->column[0], &count, error);
  for (size_t i = 0; gaps != NULL && i < count; i++)
    note_gap(a, rows->group[gaps[i].at], gaps[i].reason);
  return gaps != NULL && note_present(a, rows, error);
}

/* Of two operands a row counts once, as missing by the first that is. */
static bool note_two(struct accumulator *a, const struct group_block *rows, struct error *error) {
  const struct vector *x = scan_block_vector(rows->block, a->what->column[0], error);
  const struct vector *w =
      x == NULL ? NULL : scan_block_vector(rows->block, a->what->column[1], error);
  for (size_t i = 0; w != NULL && i < rows->block->count; i++) {
    if (!vector_present(x, i))
      note_gap(a, rows->group[i], x->missing[i]);
    else if (!vector_present(w, i))
      note_gap(a, rows->group[i], w->missing[i]);
    else
      a->tally[rows->group[i]].mark |= (uint8_t)(mark_at(x, i) | mark_at(w, i));
  }
  return w != NULL;
}

/* ---- sums ---- */

/* What is stored of missing cells has been added like that of all others, and is taken out. */
static bool take_gaps_out(struct accumulator *a, const struct group_block *rows,
                          struct error *error) {
  struct scan_block *block = rows->block;
  const struct column *source = block->scan->columns[a->what->column[0]].source;
  if (source->gaps == NULL)
    return true;
  size_t count;
  const struct gap *gaps = scan_block_gaps(block, a->what->column[0], &count, error);
  for (size_t i = 0; gaps != NULL && i < count; i++)
    counts_take_out(rows->counts, rows->group[gaps[i].at], a->what->place,
                    column_raw(source, scan_block_row(block, gaps[i].at)));
  return gaps != NULL;
}

static bool add_exact(struct accumulator *a, const struct group_block *rows, struct error *error) {
  const struct vector *x = scan_block_vector(rows->block, a->what->column[0], error);
  for (size_t i = 0; x != NULL && i < rows->block->count; i++)
    if (vector_present(x, i))
      a->exact[rows->group[i]] += x->type == COLUMN_BOOLEAN ? x->boolean[i] : x->integer[i];
  return x != NULL;
}

/* Sums for what is not near, from the first such term on. */
static bool add_far(struct accumulator *a, uint32_t group, double value) {
  if (a->number == NULL)
    a->number = calloc(a->room, sizeof *a->number);
  a->tally[group].negative = a->tally[group].negative || value < 0;
  return a->number != NULL && summation_add(&a->number[group], value);
}

static bool add_numbers(struct accumulator *a, const struct group_block *rows,
                        struct error *error) {
  const struct vector *x = scan_block_vector(rows->block, a->what->column[0], error);
  if (x == NULL)
    return false;
  uint32_t *far = (uint32_t *)(void *)rows->word;
  size_t count = near_add(&a->near, x->number, x->missing, rows->group, rows->block->count, far);
  for (size_t i = 0; i < count; i++)
    if (!add_far(a, rows->group[far[i]], x->number[far[i]]))
      return error_memory(error);
  return true;
}

bool accumulator_total(const struct accumulator *a, size_t group, double *total) {
  if (a->number == NULL)
    return near_total(&a->near, group, total);
  struct summation sum = {0};
  bool done = summation_merge(&sum, &a->number[group]) && near_pour(&a->near, group, &sum) &&
              summation_total(&sum, total);
  summation_clear(&sum);
  return done;
}

bool accumulator_negative(const struct accumulator *a, size_t group) {
  return a->tally[group].negative ||
         (a->what->kind == ACCUMULATE_NUMBERS && near_negative(&a->near, group));
}

static bool add_product(struct accumulator *a, uint32_t group, double x, double w,
                        struct error *error) {
  double product = x * w;
  if (!isfinite(product))
    a->infinite[group] = true;
  else if (!summation_add(&a->number[group], product))
    return error_memory(error);
  return summation_add(&a->weight[group], w) || error_memory(error);
}

static bool add_weighted(struct accumulator *a, const struct group_block *rows,
                         struct error *error) {
  const struct vector *x = scan_block_vector(rows->block, a->what->column[0], error);
  const struct vector *w =
      x == NULL ? NULL : scan_block_vector(rows->block, a->what->column[1], error);
  for (size_t i = 0; w != NULL && i < rows->block->count; i++) {
    if (!vector_present(w, i))
      continue;
    if (number_at(w, i) < 0) {
      a->clash[0] = scan_block_row(rows->block, i);
      return error_set(error, ERROR_VALUE, "a negative weight");
    }
    if (vector_present(x, i) &&
        !add_product(a, rows->group[i], number_at(x, i), number_at(w, i), error))
      return false;
  }
  return w != NULL;
}

/* ---- words ---- */

static uint64_t word_at(const struct vector *vector, size_t i, const uint32_t *ranks) {
  switch (vector->type) {
  case COLUMN_INTEGER:
  case COLUMN_DECIMAL:
    return word_of_integer(vector->integer[i]);
  case COLUMN_NUMBER:
    return word_of_number(vector->number[i]);
  case COLUMN_TEXT:
    return ranks == NULL ? vector->code[i] : ranks[vector->code[i]];
  case COLUMN_PERIOD:
  case COLUMN_DATE:
    return word_of_integer(vector->period[i]);
  default:
    return vector->boolean[i];
  }
}

BY_VECTORS static void words_of_numbers(const double *restrict value, size_t count,
                                        uint64_t *restrict words) {
  for (size_t i = 0; i < count; i++)
    words[i] = word_of_number(value[i]);
}

BY_VECTORS static void words_of_integers(const int64_t *restrict value, size_t count,
                                         uint64_t *restrict words) {
  for (size_t i = 0; i < count; i++)
    words[i] = word_of_integer(value[i]);
}

BY_VECTORS static void put_word(uint64_t *restrict words, const uint8_t *restrict missing,
                                size_t count, uint64_t word) {
  for (size_t i = 0; i < count; i++)
    words[i] = missing[i] == PRESENT ? words[i] : word;
}

/* The words of a block; those of missing cells are `gap`. The operand's vector, or NULL. */
static const struct vector *find_words(const struct accumulator *a, const struct group_block *rows,
                                       uint64_t gap, struct error *error) {
  const struct vector *x = scan_block_vector(rows->block, a->what->column[0], error);
  size_t count = rows->block->count;
  if (x == NULL)
    return NULL;
  if (x->type == COLUMN_NUMBER)
    words_of_numbers(x->number, count, rows->word);
  else if (x->type == COLUMN_INTEGER || x->type == COLUMN_DECIMAL)
    words_of_integers(x->integer, count, rows->word);
  else
    for (size_t i = 0; i < count; i++)
      rows->word[i] = vector_present(x, i) ? word_at(x, i, a->what->ranks) : gap;
  if (x->missing != NULL)
    put_word(rows->word, x->missing, count, gap);
  return x;
}

/* What a word is turned by so that always the least is sought. */
static uint64_t turn_of(const struct accumulator *a) {
  return a->what->kind == ACCUMULATE_GREATEST ? UINT64_MAX : 0;
}

static bool of_one_kind(struct accumulator *a, uint64_t word, size_t row, uint32_t group,
                        struct error *error) {
  period_t held = (period_t)integer_of_word(a->word[group] ^ turn_of(a));
  if (period_kind((period_t)integer_of_word(word ^ turn_of(a))) == period_kind(held))
    return true;
  a->clash[0] = a->row[group];
  a->clash[1] = row;
  return error_set(error, ERROR_DATA, "kinds of periods differ");
}

static bool add_extreme(struct accumulator *a, const struct group_block *rows,
                        struct error *error) {
  const struct vector *x = find_words(a, rows, 0, error);
  for (size_t i = 0; x != NULL && i < rows->block->count; i++) {
    uint32_t group = rows->group[i];
    uint64_t word = rows->word[i] ^ turn_of(a);
    if (!vector_present(x, i))
      continue;
    bool first = a->row[group] == SIZE_MAX;
    if (!first && a->what->periods &&
        !of_one_kind(a, word, scan_block_row(rows->block, i), group, error))
      return false;
    if (first || word < a->word[group]) {
      a->word[group] = word;
      a->row[group] = scan_block_row(rows->block, i);
    }
  }
  return x != NULL;
}

/* ---- words of what is stored ---- */

#define WORDS(name, stored_word)                                                                   \
  BY_VECTORS static void name(const void *stored, size_t count, const uint32_t *restrict ranks,    \
                              uint64_t *restrict words) {                                          \
    const stored_word *restrict value = stored;                                                    \
    if (ranks == NULL)                                                                             \
      for (size_t i = 0; i < count; i++)                                                           \
        words[i] = (uint64_t)value[i] + 1;                                                         \
    else                                                                                           \
      for (size_t i = 0; i < count; i++)                                                           \
        words[i] = (uint64_t)ranks[value[i]] + 1;                                                  \
  }
WORDS(words_1, uint8_t)
WORDS(words_2, uint16_t)
WORDS(words_4, uint32_t)

/* From 1 up and far below all ones, which stands for a missing cell and for none yet. */
static bool find_small_words(const struct accumulator *a, const struct group_block *rows,
                             struct error *error) {
  struct scan_block *block = rows->block;
  const struct column *source = block->scan->columns[a->what->column[0]].source;
  const void *stored = scan_block_stored(block, a->what->column[0], error);
  size_t count;
  const struct gap *gaps = scan_block_gaps(block, a->what->column[0], &count, error);
  if (stored == NULL || gaps == NULL)
    return false;
  (source->width == 1   ? words_1
   : source->width == 2 ? words_2
                        : words_4)(stored, block->count, a->what->ranks, rows->word);
  for (size_t i = 0; i < count; i++)
    rows->word[gaps[i].at] = ~turn_of(a);
  return true;
}

/* Words that are never all ones when turned: that stands for a missing cell, and for none yet. */
static bool add_plain_extreme(struct accumulator *a, const struct group_block *rows,
                              struct error *error) {
  uint64_t turn = turn_of(a);
  if (!(a->what->small ? find_small_words(a, rows, error)
                       : find_words(a, rows, ~turn, error) != NULL))
    return false;
  const uint32_t *group = rows->group;
  const uint64_t *words = rows->word;
  uint64_t *least = a->word;
  for (size_t i = 0, count = rows->block->count; i < count; i++) {
    uint64_t word = words[i] ^ turn;
    if (word < least[group[i]]) {
      least[group[i]] = word;
      a->row[group[i]] = scan_block_row(rows->block, i);
    }
  }
  return true;
}

static bool add_extent(struct accumulator *a, const struct group_block *rows, struct error *error) {
  struct scan_block *block = rows->block;
  size_t column = a->what->column[0], gaps;
  const void *stored = scan_block_stored(block, column, error);
  const struct gap *gap = scan_block_gaps(block, column, &gaps, error);
  if (stored == NULL || gap == NULL)
    return false;
  extents_add(a->extent, rows->group, block->count, stored,
              block->scan->columns[column].source->width, gap, gaps);
  return true;
}

static bool of_numbers(const struct accumulator *a, const struct group_block *rows) {
  return rows->block->scan->like->column[a->what->column[0]]->type == COLUMN_NUMBER;
}

/* ---- rows, and all words ---- */

static void add_last(struct accumulator *a, const struct group_block *rows) {
  for (size_t i = 0; i < rows->block->count; i++)
    a->row[rows->group[i]] = scan_block_row(rows->block, i);
}

static bool reserve_pairs(struct pairs *pairs, size_t more, struct error *error) {
  if (pairs->count + more <= pairs->room)
    return true;
  size_t room = pairs->room * 2 > pairs->count + more ? pairs->room * 2 : pairs->count + more;
  if (!lengthen_raw(&pairs->group, room, sizeof *pairs->group) ||
      !lengthen_raw(&pairs->word, room, sizeof *pairs->word))
    return error_memory(error);
  pairs->room = room;
  return true;
}

static bool add_all(struct accumulator *a, const struct group_block *rows, struct error *error) {
  const struct vector *x = find_words(a, rows, 0, error);
  if (x == NULL || !reserve_pairs(&a->all, rows->block->count, error))
    return false;
  for (size_t i = 0; i < rows->block->count; i++) {
    a->all.group[a->all.count] = rows->group[i];
    a->all.word[a->all.count] = rows->word[i];
    a->all.count += vector_present(x, i);
  }
  return true;
}

/* ---- what occurs ---- */

#define SEE(name, stored_word)                                                                     \
  static void name(const void *stored, size_t count, const uint32_t *group, size_t words,          \
                   uint64_t *seen) {                                                               \
    const stored_word *value = stored;                                                             \
    for (size_t i = 0; i < count; i++)                                                             \
      seen[group[i] * words + value[i] / 64] |= UINT64_C(1) << (value[i] % 64);                    \
  }
SEE(see_1, uint8_t)
SEE(see_2, uint16_t)
SEE(see_4, uint32_t)

/* In a copy the stored values of missing cells become the one that nobody counts. */
static bool add_seen(struct accumulator *a, const struct group_block *rows, struct error *error) {
  size_t column = a->what->column[0];
  size_t count = rows->block->count, words = accumulation_seen_words(a->what), gaps;
  unsigned width = rows->block->scan->columns[column].source->width;
  const void *values = scan_block_stored(rows->block, column, error);
  if (values == NULL || scan_block_gaps(rows->block, column, &gaps, error) == NULL)
    return false;
  if (gaps > 0) {
    uint32_t *value = (uint32_t *)(void *)rows->word;
    if (!scan_block_small(rows->block, column, (uint32_t)a->what->limit, value, error))
      return false;
    values = value;
    width = 4;
  }
  (width == 1 ? see_1 : width == 2 ? see_2 : see_4)(values, count, rows->group, words, a->seen);
  return true;
}

static bool add_histogram(struct accumulator *a, const struct group_block *rows,
                          struct error *error) {
  uint32_t *value = (uint32_t *)(void *)rows->word;
  size_t count = rows->block->count;
  if (!scan_block_small(rows->block, a->what->column[0], HISTOGRAM_GAP, value, error))
    return false;
  histogram_add(&a->what->histogram, value, rows->group, count, value + count, a->histogram);
  return true;
}

int64_t accumulator_seen(const struct accumulator *a, size_t group) {
  size_t words = accumulation_seen_words(a->what);
  const uint64_t *seen = a->seen + group * words;
  int64_t count = 0;
  for (size_t i = 0; i + 1 < words; i++)
    count += __builtin_popcountll(seen[i]);
  uint64_t counted = (UINT64_C(1) << (a->what->limit % 64)) - 1;
  return count + __builtin_popcountll(seen[words - 1] & counted);
}

bool accumulator_add(struct accumulator *a, const struct group_block *rows, struct error *error) {
  size_t operands = a->what->count;
  if (operands > 0 && !(operands == 1 ? note_one : note_two)(a, rows, error))
    return false;
  if (a->what->extent && !add_extent(a, rows, error))
    return false;
  switch (a->what->kind) {
  case ACCUMULATE_STORED:
    return take_gaps_out(a, rows, error);
  case ACCUMULATE_EXACT:
    return add_exact(a, rows, error);
  case ACCUMULATE_NUMBERS:
    return add_numbers(a, rows, error);
  case ACCUMULATE_WEIGHTED:
    return add_weighted(a, rows, error);
  case ACCUMULATE_LEAST:
  case ACCUMULATE_GREATEST:
    return (a->what->small || of_numbers(a, rows) ? add_plain_extreme : add_extreme)(a, rows,
                                                                                     error);
  case ACCUMULATE_LAST:
    add_last(a, rows);
    return true;
  case ACCUMULATE_ALL:
    return add_all(a, rows, error);
  case ACCUMULATE_SEEN:
    return add_seen(a, rows, error);
  case ACCUMULATE_HISTOGRAM:
    return add_histogram(a, rows, error);
  default:
    return true;
  }
}

/* ---- merging ---- */

static void merge_tally(struct tally *to, const struct tally *from) {
  to->missing += from->missing;
  to->hidden += from->hidden;
  to->undecided = to->undecided || from->undecided;
  to->negative = to->negative || from->negative;
  to->mark |= from->mark;
  to->open_low = to->open_low || from->open_low;
  to->open_high = to->open_high || from->open_high;
  if (from->least != PRESENT && (to->least == PRESENT || from->least < to->least))
    to->least = from->least;
}

/* Room for what is told, where the other thread was told something. */
static bool merge_told(struct accumulator *a, uint32_t to, const struct accumulator *other,
                       size_t from) {
  if (other->told == NULL)
    return true;
  if (!begin_told(a))
    return false;
  return summation_merge(&a->told[to].value, &other->told[from].value) &&
         summation_merge(&a->told[to].low, &other->told[from].low) &&
         summation_merge(&a->told[to].high, &other->told[from].high);
}

static bool merge_extreme(struct accumulator *a, uint32_t to, const struct accumulator *other,
                          size_t from, bool period, struct error *error) {
  uint64_t word = other->word[from];
  size_t row = other->row[from];
  if (row == SIZE_MAX)
    return true;
  bool first = a->row[to] == SIZE_MAX;
  if (!first && period && !of_one_kind(a, word, row, to, error))
    return false;
  if (first || word < a->word[to] || (word == a->word[to] && row < a->row[to])) {
    a->word[to] = word;
    a->row[to] = row;
  }
  return true;
}

/* Sums in another unit go to those that are not near. */
static bool merge_numbers(struct accumulator *a, uint32_t to, const struct accumulator *other,
                          size_t from) {
  if (other->number == NULL && near_merge(&a->near, to, &other->near, from))
    return true;
  if (a->number == NULL)
    a->number = calloc(a->room, sizeof *a->number);
  if (a->number == NULL ||
      (other->number != NULL && !summation_merge(&a->number[to], &other->number[from])))
    return false;
  a->tally[to].negative = accumulator_negative(a, to) || accumulator_negative(other, from);
  return near_pour(&other->near, from, &a->number[to]);
}

static void merge_seen(struct accumulator *a, uint32_t to, const struct accumulator *other,
                       size_t from) {
  size_t words = accumulation_seen_words(a->what);
  for (size_t i = 0; i < words; i++)
    a->seen[to * words + i] |= other->seen[from * words + i];
}

static void merge_histogram(struct accumulator *a, uint32_t to, const struct accumulator *other,
                            size_t from) {
  size_t each = histogram_cells(&a->what->histogram);
  for (size_t i = 0; i < each; i++)
    a->histogram[to * each + i] += other->histogram[from * each + i];
}

static bool merge_group(struct accumulator *a, uint32_t to, const struct accumulator *other,
                        size_t from, struct error *error) {
  merge_tally(&a->tally[to], &other->tally[from]);
  if (!merge_told(a, to, other, from))
    return error_memory(error);
  if (a->what->extent)
    extent_merge(&a->extent[to], &other->extent[from]);
  switch (a->what->kind) {
  case ACCUMULATE_EXACT:
    a->exact[to] += other->exact[from];
    return true;
  case ACCUMULATE_WEIGHTED:
    a->infinite[to] = a->infinite[to] || other->infinite[from];
    return (summation_merge(&a->number[to], &other->number[from]) &&
            summation_merge(&a->weight[to], &other->weight[from])) ||
           error_memory(error);
  case ACCUMULATE_NUMBERS:
    return merge_numbers(a, to, other, from) || error_memory(error);
  case ACCUMULATE_LEAST:
  case ACCUMULATE_GREATEST:
    return merge_extreme(a, to, other, from, a->what->periods, error);
  case ACCUMULATE_SEEN:
    merge_seen(a, to, other, from);
    return true;
  case ACCUMULATE_HISTOGRAM:
    merge_histogram(a, to, other, from);
    return true;
  case ACCUMULATE_LAST:
    if (a->row[to] == SIZE_MAX || (other->row[from] != SIZE_MAX && other->row[from] > a->row[to]))
      a->row[to] = other->row[from];
    return true;
  default:
    return true;
  }
}

bool accumulator_merge(struct accumulator *a, struct accumulator *other, const uint32_t *number,
                       size_t groups, const struct engine_options *options, struct error *error) {
  for (int reason = 0; reason < MISSING_REASONS; reason++)
    a->skipped[reason] += other->skipped[reason];
  for (size_t group = 0; group < groups; group++)
    if (!engine_poll_quietly(options, group, error) ||
        !merge_group(a, number[group], other, group, error))
      return false;
  return true;
}
