#include <stdlib.h>

#include "counted_rank.h"
#include "large_pages.h"
#include "order.h"
#include "window_state.h"

static bool check_kinds(const struct window *w, size_t a, size_t b) {
  if (w->x->type != COLUMN_PERIOD ||
      period_kind(column_period(w->x, a)) == period_kind(column_period(w->x, b)))
    return true;
  return window_refuse_moments(w, (struct moment){column_period(w->x, a), a},
                               (struct moment){column_period(w->x, b), b});
}

/* The present cells of a group with their words; whether any cell is not known for sure. */
static bool list_words(struct window *w, size_t group, struct numbered *list, size_t *count,
                       bool *unsure) {
  for (size_t i = w->lists->start[group]; i < w->lists->start[group + 1]; i++) {
    size_t row = w->lists->rows[i];
    enum missing reason = column_missing(w->x, row);
    *unsure = *unsure || missing_hides(reason) ||
              (reason == PRESENT && column_mark(w->x, row) != MARK_EXACT);
    if (reason != PRESENT) {
      window_put_missing(w, row, reason);
      continue;
    }
    if (*count > 0 && !check_kinds(w, (size_t)list[0].row, row))
      return false;
    list[(*count)++] = (struct numbered){w->words[row], row};
  }
  return true;
}

static bool rank_group(struct window *w, size_t group) {
  size_t start = w->lists->start[group];
  struct numbered *list = w->moments + start;
  size_t count = 0;
  bool unsure = false;
  if (!list_words(w, group, list, &count, &unsure) ||
      !window_sort(list, w->spare + start, count, w->options, w->error))
    return false;
  size_t smaller = 0;
  for (size_t i = 0; i < count; i++) {
    if (i > 0 && list[i].word != list[i - 1].word)
      smaller = i;
    w->result->put.integer[list[i].row] = (int64_t)smaller + 1;
    window_put_mark(w, (size_t)list[i].row, unsure ? MARK_INEXACT : MARK_EXACT);
  }
  return true;
}

/* Note the reasons of missing cells, and the groups where one hides a figure. */
static void pass_on_gaps(struct window *w, uint8_t *unsure) {
  const struct column *x = w->x;
  for (size_t start = 0; x->gaps != NULL && start < x->length; start += 64)
    for (uint64_t word = x->gaps[start / 64]; word != 0; word &= word - 1) {
      size_t row = start + (size_t)__builtin_ctzll(word);
      enum missing reason = column_reason(x, row);
      window_put_missing(w, row, reason);
      if (missing_hides(reason))
        unsure[w->grouping->group[row]] = MARK_INEXACT;
    }
}

static bool compute_counted_rank(struct window *w) {
  size_t rows = w->frame->rows;
  uint8_t *unsure = calloc(w->grouping->groups + 1, 1);
  w->result = column_new_narrow(COLUMN_INTEGER, rows, NULL, sizeof(uint32_t), 0);
  w->missing = calloc(rows + 1, 1);
  w->mark = calloc(rows + 1, 1);
  bool done = (unsure != NULL && w->result != NULL && w->missing != NULL && w->mark != NULL) ||
              error_memory(w->error);
  if (done) {
    w->result->computed = true;
    pass_on_gaps(w, unsure);
  }
  for (size_t row = 0; done && w->x->gaps != NULL && row < rows; row++)
    window_put_mark(w, row, (enum mark)unsure[w->grouping->group[row]]);
  free(unsure);
  return done && count_ranks(w->x, w->grouping, w->result->data, w->options, w->error);
}

bool window_rank(struct window *w) {
  if (ranks_are_counted(w->x, w->grouping))
    return compute_counted_rank(w);
  size_t bytes = (w->frame->rows + 1) * sizeof *w->moments;
  w->moments = large_pages(malloc(bytes), bytes);
  w->spare = large_pages(malloc(bytes), bytes);
  if (w->moments == NULL || w->spare == NULL)
    return error_memory(w->error);
  w->words = order_words(w->x, w->options, w->error);
  bool done = w->words != NULL && window_new_result(w, COLUMN_INTEGER, 0) &&
              window_for_groups(w, rank_group);
  free(w->words);
  return done;
}
