/* Periods and dates. */
#include <string.h>

#include "kernels.h"

static bool out_of_years(const struct step *step, size_t i, struct error *error) {
  return error_set(error, ERROR_OVERFLOW,
                   "'%s' in row %zu: the period lies outside the years 1 to 9999", step->call->text,
                   step->row + i + 1);
}

/* ---- parts ---- */

#define INTEGER_OF(name, part)                                                                     \
  bool name(struct step *step, struct error *error) {                                              \
    (void)error;                                                                                   \
    for (size_t i = 0; i < step->count; i++)                                                       \
      if (step->missing[i] == PRESENT)                                                             \
        step->integer[i] = part(step->argument[0]->period[i]);                                     \
    return true;                                                                                   \
  }

INTEGER_OF(kernel_year, period_year)
INTEGER_OF(kernel_period_number, period_number)

bool kernel_kind(struct step *step, struct error *error) {
  for (size_t i = 0; i < step->count; i++) {
    if (step->missing[i] != PRESENT)
      continue;
    const char *name = period_kind_name(period_kind(step->argument[0]->period[i]));
    step->code[i] = dict_intern(step->dict, name, strlen(name));
    if (step->code[i] == DICT_NONE)
      return error_memory(error);
  }
  return true;
}

/* The period of `kind` around each; undefined where it is finer than what is there. */
static bool around(struct step *step, enum period_kind kind) {
  for (size_t i = 0; i < step->count; i++) {
    if (step->missing[i] != PRESENT)
      continue;
    step->period[i] = period_in(step->argument[0]->period[i], kind);
    if (step->period[i] == PERIOD_INVALID)
      step->missing[i] = MISSING_UNDEFINED;
  }
  return true;
}

bool kernel_year_of(struct step *step, struct error *error) {
  (void)error;
  return around(step, PERIOD_YEAR);
}

bool kernel_quarter_of(struct step *step, struct error *error) {
  (void)error;
  return around(step, PERIOD_QUARTER);
}

bool kernel_month_of(struct step *step, struct error *error) {
  (void)error;
  return around(step, PERIOD_MONTH);
}

#define DAY_OF(name, day)                                                                          \
  bool name(struct step *step, struct error *error) {                                              \
    for (size_t i = 0; i < step->count; i++) {                                                     \
      if (step->missing[i] != PRESENT)                                                             \
        continue;                                                                                  \
      step->period[i] = day(step->argument[0]->period[i]);                                         \
      if (step->period[i] == PERIOD_INVALID)                                                       \
        return out_of_years(step, i, error);                                                       \
    }                                                                                              \
    return true;                                                                                   \
  }

DAY_OF(kernel_first_day, period_first_day)
DAY_OF(kernel_last_day, period_last_day)

/* ---- moving ---- */

static bool move(struct step *step, bool back, struct error *error) {
  size_t period = step->argument[0]->type == COLUMN_INTEGER ? 1 : 0; /* n + p */
  const int32_t *from = step->argument[period]->period;
  const int64_t *steps = step->argument[1 - period]->integer;
  for (size_t i = 0; i < step->count; i++) {
    if (step->missing[i] != PRESENT)
      continue;
    bool possible = !back || steps[i] != INT64_MIN;
    step->period[i] = possible ? period_add(from[i], back ? -steps[i] : steps[i]) : PERIOD_INVALID;
    if (step->period[i] == PERIOD_INVALID)
      return out_of_years(step, i, error);
  }
  return true;
}

bool kernel_period_add(struct step *step, struct error *error) {
  return move(step, false, error);
}

bool kernel_period_subtract(struct step *step, struct error *error) {
  return move(step, true, error);
}

bool kernel_period_difference(struct step *step, struct error *error) {
  const int32_t *a = step->argument[0]->period;
  const int32_t *b = step->argument[1]->period;
  for (size_t i = 0; i < step->count; i++) {
    if (step->missing[i] != PRESENT)
      continue;
    if (period_kind(a[i]) != period_kind(b[i])) {
      char left[PERIOD_TEXT], right[PERIOD_TEXT];
      period_id(left, a[i]);
      period_id(right, b[i]);
      return error_set(error, ERROR_DATA,
                       "'-' in row %zu: kinds of periods differ: %s is a %s, %s a %s",
                       step->row + i + 1, left, period_kind_name(period_kind(a[i])), right,
                       period_kind_name(period_kind(b[i])));
    }
    step->integer[i] = period_difference(a[i], b[i]);
  }
  return true;
}

/* ---- reading ---- */

static bool read_period(const struct step *step, size_t i, uint32_t *period, struct error *error) {
  size_t length;
  const struct vector *a = step->argument[0];
  const char *text = dict_text(a->dict, a->code[i], &length);
  period_t read = period_parse(text, length);
  if (read == PERIOD_INVALID)
    return error_set(error, ERROR_DATA, "'period' in row %zu: '%.60s' is not a period",
                     step->row + i + 1, text);
  if (period_kind(read) == PERIOD_DAY)
    return error_set(error, ERROR_DATA, "'period' in row %zu: '%.60s' is a date, not a period",
                     step->row + i + 1, text);
  *period = (uint32_t)read;
  return true;
}

bool kernel_text_period(struct step *step, struct error *error) {
  for (size_t i = 0; i < step->count; i++) {
    if (step->missing[i] != PRESENT)
      continue;
    uint32_t *known = step_remember(step, 0, step->argument[0]->code[i], error);
    if (known == NULL)
      return false;
    if (*known == CODE_UNKNOWN && !read_period(step, i, known, error))
      return false;
    step->period[i] = (int32_t)*known;
  }
  return true;
}
