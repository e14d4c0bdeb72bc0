#include "order.h"

#include <stdlib.h>
#include <string.h>

#include "collate.h"
#include "pick.h"
#include "words.h"

static bool rank_texts(struct order_words *words, const struct column *column,
                       struct error *error) {
  struct collator *collator = collator_open(error);
  uint32_t *ranks = collator == NULL ? NULL : collator_ranks(collator, column->dict, error);
  collator_close(collator);
  if (ranks == NULL)
    return false;
  for (size_t row = 0; row < column->length; row++)
    if (column_missing(column, row) == PRESENT)
      words->word[row] = ranks[column_code(column, row)];
  free(ranks);
  return true;
}

static bool copy_reasons(struct order_words *words, const struct column *column) {
  if (column->gaps == NULL)
    return true;
  words->missing = malloc(column->length + 1);
  for (size_t row = 0; words->missing != NULL && row < column->length; row++)
    words->missing[row] = (uint8_t)column_missing(column, row);
  return words->missing != NULL;
}

bool order_words_init(struct order_words *words, const struct column *column, struct error *error) {
  *words = (struct order_words){.word = calloc(column->length + 1, sizeof *words->word)};
  if (words->word == NULL || !copy_reasons(words, column)) {
    order_words_clear(words);
    return error_memory(error);
  }
  if (column->type == COLUMN_TEXT) {
    bool done = rank_texts(words, column, error);
    if (!done)
      order_words_clear(words);
    return done;
  }
  for (size_t row = 0; row < column->length; row++) {
    if (column_missing(column, row) != PRESENT)
      continue;
    struct key_cell cell = key_of(column, row);
    if (column->type == COLUMN_INTEGER || column->type == COLUMN_DECIMAL)
      words->word[row] = word_of_integer((int64_t)cell.word);
    else if (column->type == COLUMN_NUMBER)
      words->word[row] = word_of_number(column_number(column, row));
    else
      words->word[row] = cell.word;
  }
  return true;
}

void order_words_clear(struct order_words *words) {
  free(words->missing);
  free(words->word);
  *words = (struct order_words){0};
}

struct sort {
  struct order_words *words; /* one per key */
  const struct order_key *keys;
  size_t count;
  const struct engine_options *options;
  struct error *error;
};

/* Whether row b must stand before row a; of equals the first stays first. */
static bool goes_before(const struct sort *sort, size_t b, size_t a) {
  for (size_t i = 0; i < sort->count; i++) {
    const struct order_words *words = &sort->words[i];
    uint8_t a_missing = words->missing == NULL ? PRESENT : words->missing[a];
    uint8_t b_missing = words->missing == NULL ? PRESENT : words->missing[b];
    if (a_missing != b_missing)
      return b_missing < a_missing;
    if (words->word[a] != words->word[b])
      return (words->word[b] < words->word[a]) != sort->keys[i].descending;
  }
  return false;
}

static void merge(const struct sort *sort, const size_t *from, size_t *to, size_t low,
                  size_t middle, size_t high) {
  size_t left = low;
  size_t right = middle;
  for (size_t at = low; at < high; at++) {
    bool take_right =
        right < high && (left == middle || goes_before(sort, from[right], from[left]));
    to[at] = take_right ? from[right++] : from[left++];
  }
}

/* Merge sort from runs of one upwards, to and fro between two arrays; the sorted one is returned
** and the other freed. */
static size_t *merge_sort(const struct sort *sort, size_t *rows, size_t *spare, size_t count) {
  for (size_t run = 1; run < count; run *= 2) {
    for (size_t low = 0; low < count; low += run * 2) {
      size_t middle = low + run < count ? low + run : count;
      size_t high = low + run * 2 < count ? low + run * 2 : count;
      merge(sort, rows, spare, low, middle, high);
      if ((run >= ENGINE_POLL_ROWS || low % ENGINE_POLL_ROWS == 0) &&
          !engine_poll(sort->options, low, count, sort->error)) {
        free(rows);
        free(spare);
        return NULL;
      }
    }
    size_t *swap = rows;
    rows = spare;
    spare = swap;
  }
  free(spare);
  return rows;
}

static size_t *sort_rows(const struct sort *sort, size_t count) {
  size_t *rows = malloc((count + 1) * sizeof *rows);
  size_t *spare = malloc((count + 1) * sizeof *spare);
  if (rows == NULL || spare == NULL) {
    free(rows);
    free(spare);
    error_memory(sort->error);
    return NULL;
  }
  for (size_t i = 0; i < count; i++)
    rows[i] = i;
  return merge_sort(sort, rows, spare, count);
}

size_t *order_rows(const struct frame *frame, const struct order_key *keys, size_t count,
                   const struct engine_options *options, struct error *error) {
  struct sort sort = {.keys = keys, .count = count, .options = options, .error = error};
  sort.words = calloc(count + 1, sizeof *sort.words);
  bool done = sort.words != NULL || error_memory(error);
  for (size_t i = 0; i < count && done; i++) {
    if (keys[i].column >= frame->columns)
      done = error_set(error, ERROR_VALUE, "no column number %zu to sort by", keys[i].column + 1);
    else
      done = order_words_init(&sort.words[i], frame->column[keys[i].column], error);
  }
  size_t *rows = done ? sort_rows(&sort, frame->rows) : NULL;
  for (size_t i = 0; sort.words != NULL && i < count; i++)
    order_words_clear(&sort.words[i]);
  free(sort.words);
  return rows;
}

struct frame *frame_arrange(const struct frame *frame, const struct order_key *keys, size_t count,
                            const struct engine_options *options, struct error *error) {
  size_t *rows = order_rows(frame, keys, count, options, error);
  if (rows == NULL)
    return NULL;
  struct picks picks = {.count = frame->rows, .far = rows};
  struct frame *result = frame_pick(frame, &picks, options, error);
  free(rows);
  return result;
}
