#include "each_period.h"

#include <stdlib.h>

#include "cell.h"
#include "facts.h"
#include "pick.h"
#include "stretch.h"

/* A day and the period that it lies in. */
struct moment {
  period_t day;
  period_t period;
};

/* One end of the spells: for a column of few values worked out once for each of them. */
struct end {
  const struct column *column;
  enum period_kind kind;
  period_t (*day)(period_t period);
  struct moment *moments; /* by what is stored, or NULL */
};

struct laying {
  const struct frame *frame;
  const struct each_period *spec;
  struct end from, to;
  period_t *first; /* of each row its first period */
  uint32_t *count; /* and how many it touches */
  size_t *before;  /* of each stretch, rows of the result before it */
  size_t length;   /* of a stretch */
  period_t least, greatest;
  struct picks picks; /* of each row of the result, the row that it was */
  struct column *result;
};

/* ---- ends ---- */

static struct moment moment_of(const struct end *end, period_t period) {
  period_t day = end->day(period);
  return (struct moment){day, period_in(day, end->kind)};
}

static bool end_init(struct end *end, const struct column *column, enum period_kind kind,
                     period_t (*day)(period_t), struct error *error) {
  *end = (struct end){.column = column, .kind = kind, .day = day};
  if (column->width > 2)
    return true;
  const struct facts *facts = column_facts(column);
  if (facts != NULL)
    end->moments = calloc((size_t)facts->limit + 1, sizeof *end->moments);
  if (end->moments == NULL)
    return error_memory(error);
  for (size_t value = 0; value < facts->limit; value++)
    if (facts->seen[value] != 0)
      end->moments[value] = moment_of(end, (period_t)(column->base + (int64_t)value));
  return true;
}

static struct moment end_of(const struct end *end, size_t row) {
  return end->moments != NULL ? end->moments[column_raw(end->column, row)]
                              : moment_of(end, column_period(end->column, row));
}

/* ---- what a row touches ---- */

static bool no_end(const struct laying *l, size_t column, size_t row, struct error *error) {
  bool start = column == l->spec->from;
  error_set(error, ERROR_DATA, "each_period: row %zu has no %s ('%s' is missing: %s)", row + 1,
            start ? "beginning" : "end", l->frame->names[column],
            missing_name(column_missing(l->frame->column[column], row)));
  error_add(error, start ? "filter such rows first"
                         : "filter such rows first, or say until when they last: ongoing = "
                           "\"2021-12-31\"");
  return false;
}

static bool ends_too_soon(const struct laying *l, size_t row, period_t first, period_t last,
                          struct error *error) {
  char begin[PERIOD_TEXT], end[PERIOD_TEXT];
  period_id(begin, first);
  period_id(end, last);
  return error_set(
      error, ERROR_DATA, "each_period: row %zu ends (%s, by '%s') before it begins (%s, by '%s')",
      row + 1, end, l->frame->names[l->spec->to], begin, l->frame->names[l->spec->from]);
}

static bool look_at(struct laying *l, size_t row, struct error *error) {
  bool open = column_missing(l->to.column, row) != PRESENT;
  if (column_missing(l->from.column, row) != PRESENT)
    return no_end(l, l->spec->from, row, error);
  if (open && l->spec->ongoing == PERIOD_INVALID)
    return no_end(l, l->spec->to, row, error);
  struct moment first = end_of(&l->from, row);
  struct moment last = open ? moment_of(&l->to, l->spec->ongoing) : end_of(&l->to, row);
  if (last.day < first.day)
    return ends_too_soon(l, row, first.day, last.day, error);
  l->first[row] = first.period;
  l->count[row] = (uint32_t)period_difference(last.period, first.period) + 1;
  return true;
}

static bool look(void *context, size_t worker, size_t from, size_t to, struct error *error) {
  struct laying *l = context;
  size_t rows = 0;
  (void)worker;
  for (size_t row = from; row < to; row++) {
    if (!look_at(l, row, error))
      return false;
    rows += l->count[row];
  }
  l->before[from / l->length] = rows;
  return true;
}

/* Counts become places; the periods' range. */
static void add_up(struct laying *l) {
  size_t rows = l->frame->rows;
  size_t before = 0;
  for (size_t k = 0; k * l->length < rows; k++) {
    size_t here = l->before[k];
    l->before[k] = before;
    before += here;
  }
  l->picks.count = before;
  for (size_t row = 0; row < rows; row++) {
    period_t last = l->first[row] + (period_t)l->count[row] - 1;
    l->least = row == 0 || l->first[row] < l->least ? l->first[row] : l->least;
    l->greatest = row == 0 || last > l->greatest ? last : l->greatest;
  }
}

/* ---- the result ---- */

#define LAY(name, word)                                                                            \
  static void name(const struct laying *l, size_t row, size_t at) {                                \
    word *cell = l->result->data;                                                                  \
    period_t above = (period_t)(l->first[row] - l->result->base);                                  \
    for (uint32_t i = 0; i < l->count[row]; i++)                                                   \
      cell[at + i] = (word)(above + (period_t)i);                                                  \
  }
LAY(lay_1, uint8_t)
LAY(lay_2, uint16_t)
LAY(lay_4, uint32_t)

static bool lay(void *context, size_t worker, size_t from, size_t to, struct error *error) {
  struct laying *l = context;
  size_t at = l->before[from / l->length];
  unsigned width = l->result->width;
  (void)worker;
  (void)error;
  for (size_t row = from; row < to; row++) {
    (width == 1 ? lay_1 : width == 2 ? lay_2 : lay_4)(l, row, at);
    for (uint32_t i = 0; i < l->count[row]; i++) {
      if (l->picks.near != NULL)
        l->picks.near[at + i] = (uint32_t)row;
      else
        l->picks.far[at + i] = row;
    }
    at += l->count[row];
  }
  return true;
}

static bool make_room(struct laying *l, struct error *error) {
  enum column_type type = l->spec->kind == PERIOD_DAY ? COLUMN_DATE : COLUMN_PERIOD;
  size_t rows = l->picks.count;
  unsigned width;
  int64_t base;
  column_choose_width(type, l->least, l->greatest, &width, &base);
  if (picks_are_near(l->frame->rows))
    l->picks.near = malloc((rows + 1) * sizeof *l->picks.near);
  else
    l->picks.far = malloc((rows + 1) * sizeof *l->picks.far);
  l->result = column_new_narrow(type, rows, NULL, width, base);
  return (l->result != NULL && (l->picks.near != NULL || l->picks.far != NULL)) ||
         error_memory(error);
}

static struct frame *build(struct laying *l, const struct engine_options *options,
                           struct error *error) {
  struct frame *result = frame_pick(l->frame, &l->picks, options, error);
  if (result == NULL)
    return NULL;
  bool done = frame_add(result, l->spec->as, l->result, error);
  l->result = NULL;
  if (done)
    return result;
  frame_release(result);
  return NULL;
}

static bool check(const struct frame *frame, const struct each_period *spec, struct error *error) {
  size_t ends[] = {spec->from, spec->to};
  for (size_t i = 0; i < 2; i++) {
    if (ends[i] >= frame->columns)
      return error_set(error, ERROR_VALUE, "each_period: no column number %zu", ends[i] + 1);
    enum column_type type = frame->column[ends[i]]->type;
    if (type != COLUMN_PERIOD && type != COLUMN_DATE)
      return column_refuse(frame, ends[i], "each_period", "periods or dates", error);
  }
  if (spec->kind == PERIOD_ROLLING || spec->kind == PERIOD_TO_DATE)
    return error_set(error, ERROR_VALUE,
                     "each_period goes by year, half, quarter, month or day, not %s",
                     period_kind_name(spec->kind));
  return frame_find(frame, spec->as) == SIZE_MAX ||
         error_set(error, ERROR_VALUE, "each_period: there is a column '%s' already", spec->as);
}

static bool laying_init(struct laying *l, struct error *error) {
  size_t rows = l->frame->rows;
  l->first = malloc((rows + 1) * sizeof *l->first);
  l->count = malloc((rows + 1) * sizeof *l->count);
  l->before = calloc(rows / l->length + 1, sizeof *l->before);
  if (l->first == NULL || l->count == NULL || l->before == NULL)
    return error_memory(error);
  const struct each_period *spec = l->spec;
  return end_init(&l->from, l->frame->column[spec->from], spec->kind, period_first_day, error) &&
         end_init(&l->to, l->frame->column[spec->to], spec->kind, period_last_day, error);
}

static void laying_clear(struct laying *l) {
  free(l->from.moments);
  free(l->to.moments);
  free(l->first);
  free(l->count);
  free(l->before);
  picks_clear(&l->picks);
  column_release(l->result);
}

struct frame *frame_each_period(const struct frame *frame, const struct each_period *spec,
                                const struct engine_options *options, struct error *error) {
  struct laying l = {.frame = frame, .spec = spec};
  struct stretches stretches = {
      .rows = frame->rows, .options = options, .work = look, .context = &l};
  struct frame *result = NULL;
  l.length = stretches_length(&stretches);
  if (!check(frame, spec, error))
    return NULL;
  if (laying_init(&l, error) && stretches_run(&stretches, error)) {
    add_up(&l);
    stretches.work = lay;
    if (make_room(&l, error) && stretches_run(&stretches, error))
      result = build(&l, options, error);
  }
  laying_clear(&l);
  return result;
}
