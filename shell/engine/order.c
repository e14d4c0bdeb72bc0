#include "order.h"

#include <stdlib.h>
#include <string.h>

#include "first.h"
#include "large_pages.h"
#include "radix.h"
#include "sort_key.h"
#include "stretch.h"
#include "verbs.h"
#include "words.h"

struct sort {
  const struct sort_plan *plan;
  size_t rows;  /* of the frame */
  size_t count; /* of rows to sort */
  size_t most;
  unsigned row_bits;
  uint64_t *words; /* word and row number in one, where they fit */
  uint64_t *spare;
  struct numbered *numbered; /* else apart */
  struct numbered *spare_numbered;
  size_t word; /* the number of the word at hand */
  struct picks *order;
  const struct engine_options *options;
  struct error *error;
};

typedef bool sort_work(void *context, size_t worker, size_t from, size_t to, struct error *error);

static bool in_stretches(struct sort *sort, size_t rows, sort_work *work) {
  struct stretches stretches = {
      .rows = rows, .options = sort->options, .work = work, .context = sort};
  return stretches_run(&stretches, sort->error);
}

/* The cells from `at` on that are taken at a time. */
static size_t block_at(size_t at, size_t to) {
  return to - at < SORT_BLOCK ? to - at : SORT_BLOCK;
}

/* ---- word and row number in one ---- */

static bool pack(void *context, size_t worker, size_t from, size_t to, struct error *error) {
  struct sort *sort = context;
  (void)worker;
  (void)error;
  for (size_t at = from; at < to; at += SORT_BLOCK) {
    size_t count = block_at(at, to);
    sort_words(sort->plan, 0, NULL, at, count, sort->words + at);
    for (size_t i = at; i < at + count; i++)
      sort->words[i] = sort->words[i] << sort->row_bits | i;
  }
  return true;
}

static bool are_in_order(const uint64_t *words, size_t count) {
  for (size_t i = 1; i < count; i++)
    if (words[i] < words[i - 1])
      return false;
  return true;
}

static bool sort_packed(struct sort *sort) {
  unsigned high = sort->row_bits + bits_for(sort->plan->words[0].greatest);
  size_t bytes = (sort->count + 1) * sizeof *sort->words;
  sort->words = large_pages(malloc(bytes), bytes);
  if (sort->words == NULL)
    return error_memory(sort->error);
  if (!in_stretches(sort, sort->count, pack))
    return false;
  if (are_in_order(sort->words, sort->count))
    return true;
  sort->spare = large_pages(malloc(bytes), bytes);
  return (sort->spare != NULL || error_memory(sort->error)) &&
         radix_words(&sort->words, &sort->spare, sort->count, sort->row_bits, high, sort->options,
                     sort->error);
}

/* ---- word and row number apart ---- */

/* The word at hand of every row, in the order that they have come to. */
static bool put_words(void *context, size_t worker, size_t from, size_t to, struct error *error) {
  struct sort *sort = context;
  uint64_t rows[SORT_BLOCK], words[SORT_BLOCK];
  (void)worker;
  (void)error;
  for (size_t at = from; at < to; at += SORT_BLOCK) {
    size_t count = block_at(at, to);
    for (size_t i = 0; i < count; i++)
      rows[i] = sort->numbered[at + i].row;
    sort_words(sort->plan, sort->word, rows, 0, count, words);
    for (size_t i = 0; i < count; i++)
      sort->numbered[at + i].word = words[i];
  }
  return true;
}

static bool words_are_in_order(const struct numbered *numbered, size_t count) {
  for (size_t i = 1; i < count; i++)
    if (numbered[i].word < numbered[i - 1].word)
      return false;
  return true;
}

/* By the last word first: each sort keeps the order of those before where its words are equal. */
static bool sort_numbered(struct sort *sort) {
  const struct sort_plan *plan = sort->plan;
  for (sort->word = plan->word_count; sort->word-- > 0;) {
    unsigned high = bits_for(plan->words[sort->word].greatest);
    if (!in_stretches(sort, sort->count, put_words))
      return false;
    if (!words_are_in_order(sort->numbered, sort->count) &&
        !radix_numbered(&sort->numbered, &sort->spare_numbered, sort->count, 0, high, sort->options,
                        sort->error))
      return false;
  }
  return true;
}

static bool have_numbered(struct sort *sort) {
  size_t bytes = (sort->count + 1) * sizeof *sort->numbered;
  sort->numbered = large_pages(malloc(bytes), bytes);
  sort->spare_numbered = large_pages(malloc(bytes), bytes);
  return (sort->numbered != NULL && sort->spare_numbered != NULL) || error_memory(sort->error);
}

static bool number_all(void *context, size_t worker, size_t from, size_t to, struct error *error) {
  struct sort *sort = context;
  (void)worker;
  (void)error;
  for (size_t row = from; row < to; row++)
    sort->numbered[row].row = row;
  return true;
}

/* ---- the first of many ---- */

/* Leave the rows that can be among the first, as `numbered`. */
static bool leave_first(struct sort *sort) {
  struct first_rows found;
  bool done = first_rows(sort->plan, sort->rows, sort->most, &found, sort->options, sort->error);
  sort->count = done ? found.count : 0;
  done = done && have_numbered(sort);
  for (size_t i = 0; done && i < found.count; i++)
    sort->numbered[i].row = found.rows[i];
  free(found.rows);
  return done;
}

/* ---- together ---- */

static bool put_order(void *context, size_t worker, size_t from, size_t to, struct error *error) {
  struct sort *sort = context;
  struct picks *order = sort->order;
  uint64_t mask = sort->row_bits == 64 ? UINT64_MAX : (UINT64_C(1) << sort->row_bits) - 1;
  (void)worker;
  (void)error;
  for (size_t i = from; i < to; i++) {
    uint64_t row = sort->numbered != NULL ? sort->numbered[i].row : sort->words[i] & mask;
    if (order->near != NULL)
      order->near[i] = (uint32_t)row;
    else
      order->far[i] = (size_t)row;
  }
  return true;
}

static bool give_order(struct sort *sort) {
  struct picks *order = sort->order;
  order->count = sort->count < sort->most ? sort->count : sort->most;
  if (picks_are_near(sort->rows))
    order->near = malloc((order->count + 1) * sizeof *order->near);
  else
    order->far = malloc((order->count + 1) * sizeof *order->far);
  if (order->near == NULL && order->far == NULL)
    return error_memory(sort->error);
  return in_stretches(sort, order->count, put_order);
}

enum { WORTH_CHOOSING = 8 };

static bool sort_rows(struct sort *sort) {
  const struct sort_plan *plan = sort->plan;
  if (plan->word_count > 0 && sort->most > 0 && sort->most < sort->rows / WORTH_CHOOSING)
    return leave_first(sort) && sort_numbered(sort) && give_order(sort);
  bool fits = plan->word_count == 1 && plan->words[0].greatest < UINT64_MAX &&
              sort->row_bits + bits_for(plan->words[0].greatest) <= 64;
  if (fits)
    return sort_packed(sort) && give_order(sort);
  return have_numbered(sort) && in_stretches(sort, sort->count, number_all) &&
         sort_numbered(sort) && give_order(sort);
}

static bool run_sort(const struct sort_plan *plan, size_t rows, size_t most, struct picks *order,
                     const struct engine_options *options, struct error *error) {
  struct sort sort = {.plan = plan,
                      .rows = rows,
                      .count = rows,
                      .most = most,
                      .row_bits = bits_for(rows),
                      .order = order,
                      .options = options,
                      .error = error};
  bool done = sort_rows(&sort);
  free(sort.words);
  free(sort.spare);
  free(sort.numbered);
  free(sort.spare_numbered);
  return done;
}

bool order_rows(const struct frame *frame, const struct order_key *keys, size_t count, size_t most,
                struct picks *order, const struct engine_options *options, struct error *error) {
  struct sort_plan plan = {0};
  const struct column **columns = calloc(count + 1, sizeof(struct column *));
  bool *descending = calloc(count + 1, sizeof *descending);
  bool done = (columns != NULL && descending != NULL) || error_memory(error);
  *order = (struct picks){0};
  for (size_t i = 0; i < count && done; i++) {
    if (keys[i].column >= frame->columns)
      done = error_set(error, ERROR_VALUE, "no column number %zu to sort by", keys[i].column + 1);
    else
      columns[i] = frame->column[keys[i].column];
    descending[i] = keys[i].descending;
  }
  done = done && sort_plan_init(&plan, columns, descending, count, options, error) &&
         run_sort(&plan, frame->rows, most, order, options, error);
  sort_plan_clear(&plan);
  free(columns);
  free(descending);
  if (!done)
    picks_clear(order);
  return done;
}

/* Whether the picks are all rows as they stand. */
static bool stand_in_order(const struct picks *order, size_t rows) {
  size_t i = 0;
  while (order->near != NULL && i < order->count && order->near[i] == i)
    i++;
  while (order->far != NULL && i < order->count && order->far[i] == i)
    i++;
  return i == rows;
}

struct frame *frame_arrange(const struct frame *frame, const struct order_key *keys, size_t count,
                            size_t most, const struct engine_options *options,
                            struct error *error) {
  struct picks order;
  if (!order_rows(frame, keys, count, most, &order, options, error))
    return NULL;
  struct frame *result = stand_in_order(&order, frame->rows)
                             ? frame_copy(frame, error)
                             : frame_pick(frame, &order, options, error);
  picks_clear(&order);
  return result;
}

/* ---- words of cells ---- */

struct wording {
  struct sort_plan plan;
  uint64_t *words;
};

static bool word_cells(void *context, size_t worker, size_t from, size_t to, struct error *error) {
  struct wording *wording = context;
  (void)worker;
  (void)error;
  for (size_t at = from; at < to; at += SORT_BLOCK)
    sort_words(&wording->plan, wording->plan.word_count - 1, NULL, at, block_at(at, to),
               wording->words + at);
  return true;
}

uint64_t *order_words(const struct column *column, const struct engine_options *options,
                      struct error *error) {
  struct wording wording = {.words = malloc((column->length + 1) * sizeof(uint64_t))};
  struct stretches stretches = {
      .rows = column->length, .options = options, .work = word_cells, .context = &wording};
  bool done = (wording.words != NULL || error_memory(error)) &&
              sort_plan_init(&wording.plan, &column, (bool[]){false}, 1, options, error) &&
              stretches_run(&stretches, error);
  sort_plan_clear(&wording.plan);
  if (done)
    return wording.words;
  free(wording.words);
  return NULL;
}
