#include "sort_key.h"

#include <stdlib.h>
#include <string.h>

#include "collate.h"
#include "facts.h"
#include "words.h"

/* ---- planning ---- */

/* Values that occur, closely numbered. */
static bool map_seen(struct sort_key *key, const struct facts *facts) {
  key->map = calloc((size_t)facts->limit + 1, sizeof *key->map);
  for (size_t value = 0; key->map != NULL && value < facts->limit; value++)
    if (facts->seen[value] != 0)
      key->map[value] = (uint32_t)key->present++;
  return key->map != NULL;
}

static bool map_key(struct sort_key *key, const struct engine_options *options,
                    struct error *error) {
  const struct facts *facts = column_facts(key->column);
  if (facts == NULL)
    return error_memory(error);
  key->form = SORT_MAPPED;
  if (key->column->type != COLUMN_TEXT)
    return map_seen(key, facts) || error_memory(error);
  key->map = collate_ranks(key->column->dict, options, error);
  key->present = facts->limit;
  return key->map != NULL;
}

static void find_range(struct sort_key *key) {
  const int64_t *value = key->column->data;
  int64_t least = key->column->length > 0 ? value[0] : 0;
  int64_t greatest = least;
  for (size_t row = 0; row < key->column->length; row++) {
    least = value[row] < least ? value[row] : least;
    greatest = value[row] > greatest ? value[row] : greatest;
  }
  key->least = least;
  key->present = (uint64_t)greatest - (uint64_t)least + 1; /* 0: all that there are */
}

/* Turn a map round. */
static void turn(struct sort_key *key, size_t size) {
  for (size_t i = 0; key->descending && i < size; i++)
    key->map[i] = (uint32_t)(key->present - 1 - key->map[i]);
}

/* Choose the form; every code of a missing cell comes after those of present ones. */
static bool key_init(struct sort_key *key, const struct engine_options *options,
                     struct error *error) {
  const struct column *column = key->column;
  const struct facts *facts = column->width == 8 ? NULL : column_facts(column);
  if (column->width != 8 && facts == NULL)
    return error_memory(error);
  if (column->type == COLUMN_NUMBER) {
    key->form = SORT_NUMBER;
    return true;
  }
  if (column->width == 8) {
    key->form = SORT_INTEGER;
    find_range(key);
  } else if (column->type == COLUMN_TEXT || column->width <= 2) {
    if (!map_key(key, options, error))
      return false;
    turn(key, (size_t)facts->limit);
  } else {
    key->form = SORT_STORED;
    key->present = facts->limit;
  }
  uint64_t reasons = column->gaps != NULL ? MISSING_REASONS : 0;
  if (key->form == SORT_INTEGER && key->present == 0)
    return true;
  if (__builtin_add_overflow(key->present, reasons, &key->span))
    key->span = 0;
  return true;
}

/* Put the keys into words. */
static void share_out(struct sort_plan *plan) {
  for (size_t i = 0; i < plan->key_count; i++) {
    uint64_t span = plan->keys[i].span;
    struct sort_word *last = plan->word_count > 0 ? &plan->words[plan->word_count - 1] : NULL;
    uint64_t together;
    if (last != NULL && span > 0 && last->greatest < UINT64_MAX &&
        !__builtin_mul_overflow(last->greatest + 1, span, &together)) {
      last->greatest = together - 1;
      last->count++;
    } else {
      plan->words[plan->word_count++] = (struct sort_word){i, 1, span - 1};
    }
  }
}

/* Where all 64 bits are taken, the reasons are a key of their own. */
static void part_reasons(struct sort_plan *plan) {
  struct sort_key *key = &plan->keys[plan->key_count];
  if (key->form != SORT_INTEGER || key->span > 0 || key->column->gaps == NULL)
    return;
  key[1] = key[0];
  key[0] = (struct sort_key){.column = key->column, .form = SORT_REASON, .span = MISSING_REASONS};
  plan->key_count++;
}

bool sort_plan_init(struct sort_plan *plan, const struct column *const *columns,
                    const bool *descending, size_t count, const struct engine_options *options,
                    struct error *error) {
  *plan = (struct sort_plan){.keys = calloc(count * 2 + 1, sizeof *plan->keys),
                             .words = calloc(count * 2 + 1, sizeof *plan->words)};
  if (plan->keys == NULL || plan->words == NULL)
    return error_memory(error);
  for (size_t i = 0; i < count; i++) {
    struct sort_key *key = &plan->keys[plan->key_count];
    *key = (struct sort_key){.column = columns[i], .descending = descending[i]};
    bool done = key_init(key, options, error);
    part_reasons(plan);
    plan->key_count++;
    if (!done)
      return false;
  }
  share_out(plan);
  return true;
}

void sort_plan_clear(struct sort_plan *plan) {
  for (size_t i = 0; plan->keys != NULL && i < plan->key_count; i++)
    free(plan->keys[i].map);
  free(plan->keys);
  free(plan->words);
  *plan = (struct sort_plan){0};
}

/* ---- codes ---- */

#define LOAD(name, word)                                                                           \
  static void name(const void *data, const uint64_t *rows, size_t from, size_t count,              \
                   uint64_t *code) {                                                               \
    const word *stored = data;                                                                     \
    for (size_t i = 0; rows == NULL && i < count; i++)                                             \
      code[i] = stored[from + i];                                                                  \
    for (size_t i = 0; rows != NULL && i < count; i++)                                             \
      code[i] = stored[rows[i]];                                                                   \
  }
LOAD(load_1, uint8_t)
LOAD(load_2, uint16_t)
LOAD(load_4, uint32_t)
LOAD(load_8, uint64_t)

static void load(const struct column *column, const uint64_t *rows, size_t from, size_t count,
                 uint64_t *code) {
  (column->width == 1   ? load_1
   : column->width == 2 ? load_2
   : column->width == 4 ? load_4
                        : load_8)(column->data, rows, from, count, code);
}

/* What is stored of present cells as their codes; of missing cells as any. */
static void find_present(const struct sort_key *key, size_t count, uint64_t *code) {
  uint64_t top = key->present - 1;
  uint64_t limit = key->form == SORT_MAPPED ? column_facts(key->column)->limit : 0;
  switch (key->form) {
  case SORT_MAPPED:
    for (size_t i = 0; i < count; i++)
      code[i] = code[i] < limit ? key->map[code[i]] : 0;
    break;
  case SORT_STORED:
    for (size_t i = 0; key->descending && i < count; i++)
      code[i] = top - code[i];
    break;
  case SORT_INTEGER:
    for (size_t i = 0; i < count; i++) {
      uint64_t above = code[i] - (uint64_t)key->least;
      code[i] = key->descending ? top - above : above;
    }
    break;
  case SORT_NUMBER:
    for (size_t i = 0; i < count; i++) {
      double value;
      memcpy(&value, &code[i], sizeof value);
      code[i] = key->descending ? ~word_of_number(value) : word_of_number(value);
    }
    break;
  default:
    memset(code, 0, count * sizeof *code);
  }
}

/* The code of a missing cell. No finite double is as great as those of numbers are. */
static uint64_t code_of_missing(const struct sort_key *key, enum missing reason) {
  if (key->form == SORT_NUMBER)
    return UINT64_MAX - MISSING_REASONS + (uint64_t)reason;
  if (key->form == SORT_REASON)
    return (uint64_t)reason;
  return key->span == 0 ? 0 : key->present + (uint64_t)reason;
}

static void find_codes(const struct sort_key *key, const uint64_t *rows, size_t from, size_t count,
                       uint64_t *code) {
  const struct column *column = key->column;
  load(column, rows, from, count, code);
  find_present(key, count, code);
  if (column->gaps == NULL)
    return;
  for (size_t i = 0; rows != NULL && i < count; i++)
    if (bit_get(column->gaps, (size_t)rows[i]))
      code[i] = code_of_missing(key, column_reason(column, (size_t)rows[i]));
  for (size_t i = 0; rows == NULL && i < count; i += 64) {
    uint64_t word = bits_from(column->gaps, column->length, from + i);
    for (; word != 0; word &= word - 1) {
      size_t at = i + (size_t)__builtin_ctzll(word);
      if (at < count)
        code[at] = code_of_missing(key, column_reason(column, from + at));
    }
  }
}

void sort_words(const struct sort_plan *plan, size_t word, const uint64_t *rows, size_t from,
                size_t count, uint64_t *words) {
  const struct sort_word *of = &plan->words[word];
  uint64_t code[SORT_BLOCK];
  find_codes(&plan->keys[of->first], rows, from, count, words);
  for (size_t k = of->first + 1; k < of->first + of->count; k++) {
    find_codes(&plan->keys[k], rows, from, count, code);
    for (size_t i = 0; i < count; i++)
      words[i] = words[i] * plan->keys[k].span + code[i];
  }
}
