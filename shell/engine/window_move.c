/* lag and lead. */
#include <stdlib.h>
#include <string.h>

#include "pick.h"
#include "window_state.h"

/* For each row the row of the period `steps` away; both walk forwards together. */
static bool move_group(struct window *w, size_t group) {
  const struct numbered *moments = w->moments + w->lists->start[group];
  size_t count = w->moment_count[group];
  size_t at = 0;
  for (size_t i = 0; i < count; i++) {
    struct moment here = moment_at(&moments[i]);
    period_t target = period_add(here.period, w->steps);
    if (target == PERIOD_INVALID)
      continue;
    while (at < count && moment_at(&moments[at]).period < target)
      at++;
    if (at < count && moment_at(&moments[at]).period == target)
      w->moved[here.row] = (size_t)moments[at].row;
  }
  return true;
}

/* Rows without a period of their own get its reason. */
static bool pass_on_missing_periods(struct window *w) {
  for (size_t row = 0; w->period->gaps != NULL && row < w->frame->rows; row++) {
    enum missing reason = column_missing(w->period, row);
    if (reason != PRESENT && !column_set_missing(w->result, row, reason))
      return error_memory(w->error);
  }
  return true;
}

static bool move(struct window *w, int64_t steps) {
  w->moved = malloc((w->frame->rows + 1) * sizeof *w->moved);
  if (w->moved == NULL)
    return error_memory(w->error);
  memset(w->moved, 0xFF, w->frame->rows * sizeof *w->moved); /* SIZE_MAX */
  w->steps = steps;
  struct picks picks = {.count = w->frame->rows, .far = w->moved};
  if (window_for_groups(w, move_group))
    w->result = column_pick((struct column *)w->x, &picks, w->options, w->error);
  free(w->moved);
  if (w->result == NULL)
    return false;
  memset(w->result->skipped, 0, sizeof w->result->skipped);
  return pass_on_missing_periods(w);
}

bool window_lag(struct window *w) {
  return move(w, -w->parameter);
}

bool window_lead(struct window *w) {
  return move(w, w->parameter);
}
