#include <stdlib.h>
#include <string.h>

#include "cell.h"
#include "large_pages.h"
#include "stretch.h"
#include "window_state.h"

/* ---- by period ---- */

enum { FEW = 48 };

bool window_sort(struct numbered *list, struct numbered *spare, size_t count,
                 const struct engine_options *options, struct error *error) {
  size_t sorted = 1;
  while (sorted < count && list[sorted - 1].word <= list[sorted].word)
    sorted++;
  if (sorted >= count)
    return true;
  if (count > FEW) {
    struct numbered *from = list, *to = spare;
    struct engine_options alone = {.threads = 1, .cancel = options->cancel};
    if (!radix_numbered(&from, &to, count, 0, 64, &alone, error))
      return false;
    if (from != list)
      memcpy(list, from, count * sizeof *list);
    return true;
  }
  for (size_t i = sorted; i < count; i++) {
    struct numbered one = list[i];
    size_t at = i;
    for (; at > 0 && list[at - 1].word > one.word; at--)
      list[at] = list[at - 1];
    list[at] = one;
  }
  return true;
}

bool window_refuse_moments(const struct window *w, struct moment a, struct moment b) {
  char where[DESCRIPTION_SIZE], first[PERIOD_TEXT], second[PERIOD_TEXT];
  cell_describe(where, sizeof where, w->frame, w->keys, w->key_count, a.row);
  period_id(first, a.period);
  period_id(second, b.period);
  if (a.period == b.period)
    return error_set(w->error, ERROR_DATA,
                     "%s: %s has two rows for %s (rows %zu and %zu); group by what tells them "
                     "apart, or sum them first",
                     w->spec->kind, where, first, a.row + 1, b.row + 1);
  return error_set(w->error, ERROR_DATA,
                   "%s: %s has periods of two kinds: %s in row %zu is a %s, %s in row %zu a %s; "
                   "keep one kind, or group by kind(p)",
                   w->spec->kind, where, first, a.row + 1, period_kind_name(period_kind(a.period)),
                   second, b.row + 1, period_kind_name(period_kind(b.period)));
}

static bool sort_group(struct window *w, size_t group) {
  size_t start = w->lists->start[group];
  struct numbered *moments = w->moments + start;
  size_t count = 0;
  for (size_t i = start; i < w->lists->start[group + 1]; i++) {
    size_t row = w->lists->rows[i];
    if (w->period->gaps == NULL || !bit_get(w->period->gaps, row))
      moments[count++] = number_moment(column_period(w->period, row), row);
  }
  w->moment_count[group] = count;
  if (!window_sort(moments, w->spare + start, count, w->options, w->error))
    return false;
  for (size_t i = 1; i < count; i++) {
    struct moment before = moment_at(&moments[i - 1]), here = moment_at(&moments[i]);
    if (here.period == before.period || period_kind(here.period) != period_kind(before.period))
      return window_refuse_moments(w, before, here);
  }
  return true;
}

/* ---- groups by several threads ---- */

typedef bool group_work(struct window *w, size_t group);

struct division {
  const struct window *window;
  group_work *work;
};

/* The first group that begins in a row of the lists from `at` on. */
static size_t group_from(const struct window *w, size_t at) {
  size_t low = 0, high = w->grouping->groups;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (w->lists->start[middle] < at)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* The groups whose lists begin in a stretch. Every thread has its own errors. */
static bool work_on_groups(void *context, size_t worker, size_t from, size_t to,
                           struct error *error) {
  const struct division *division = context;
  struct window own = *division->window;
  struct engine_options quiet = {.cancel = own.options == NULL ? NULL : own.options->cancel};
  (void)worker;
  own.options = &quiet;
  own.error = error;
  size_t end = group_from(&own, to);
  for (size_t group = group_from(&own, from); group < end; group++)
    if (!engine_poll(&quiet, 0, 0, error) || !division->work(&own, group))
      return false;
  return true;
}

bool window_for_groups(struct window *w, group_work *work) {
  if (w->lists->rows == NULL && !group_rows_init(w->lists, w->grouping, w->options, w->error))
    return false;
  struct division division = {w, work};
  struct stretches stretches = {
      .rows = w->frame->rows, .options = w->options, .work = work_on_groups, .context = &division};
  return stretches_run(&stretches, w->error);
}

bool window_make_moments(struct window *w) {
  size_t bytes = (w->frame->rows + 1) * sizeof *w->moments;
  w->moments = large_pages(malloc(bytes), bytes);
  w->spare = large_pages(malloc(bytes), bytes);
  w->moment_count = calloc(w->grouping->groups + 1, sizeof *w->moment_count);
  if (w->moments == NULL || w->spare == NULL || w->moment_count == NULL)
    return error_memory(w->error);
  bool done = window_for_groups(w, sort_group);
  free(w->spare);
  w->spare = NULL;
  return done;
}

static bool refuse_period(const struct window *w, size_t count) {
  char names[DESCRIPTION_SIZE] = "";
  for (size_t i = 0; i < w->frame->columns; i++) {
    enum column_type type = w->frame->column[i]->type;
    if (type != COLUMN_PERIOD && type != COLUMN_DATE)
      continue;
    size_t used = strlen(names);
    if (used + strlen(w->frame->names[i]) + 3 < sizeof names) {
      strcpy(names + used, used == 0 ? "" : ", ");
      strcat(names, w->frame->names[i]);
    }
  }
  if (count == 0)
    return error_set(w->error, ERROR_VALUE, "%s goes by period, and there is no period column",
                     w->spec->kind);
  return error_set(w->error, ERROR_VALUE,
                   "%s goes by period, and there are %zu period columns (%s): name one as the last "
                   "argument",
                   w->spec->kind, count, names);
}

bool window_find_period(struct window *w, enum period_use use) {
  size_t found = w->spec->period;
  if (found != SIZE_MAX) {
    if (use == PERIOD_UNUSED || found >= w->frame->columns)
      return error_set(w->error, ERROR_VALUE, "%s takes no period column", w->spec->kind);
    w->period = w->frame->column[found];
    return w->period->type == COLUMN_PERIOD || w->period->type == COLUMN_DATE ||
           column_refuse(w->frame, found, w->spec->kind, "a period or date to go by", w->error);
  }
  if (w->spec->by_row && use == PERIOD_WELCOME)
    return true;
  size_t count = 0;
  for (size_t i = 0; i < w->frame->columns; i++) {
    enum column_type type = w->frame->column[i]->type;
    if (type == COLUMN_PERIOD || type == COLUMN_DATE) {
      found = i;
      count++;
    }
  }
  if (use != PERIOD_UNUSED && count == 1)
    w->period = w->frame->column[found];
  return use != PERIOD_NEEDED || count == 1 || refuse_period(w, count);
}
