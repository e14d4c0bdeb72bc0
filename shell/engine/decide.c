/* What is known of the answer to a question about marked cells: it holds, or does not, whatever
** they truly are, or it is undecided. */
#include "cell.h"
#include "kernels.h"
#include "mark.h"
#include "number.h"

enum { LESS = 1, EQUAL = 2, GREATER = 4, ANY_ORDER = LESS | EQUAL | GREATER };

static bool is_time_vector(const struct vector *vector) {
  return vector->type == COLUMN_PERIOD || vector->type == COLUMN_DATE;
}

/* How the values stand to each other as they are shown. Not of texts and booleans. */
static unsigned shown_order(const struct vector *a, size_t i, const struct vector *b) {
  int order;
  if (is_time_vector(a))
    order = (a->period[i] > b->period[i]) - (a->period[i] < b->period[i]);
  else if (a->type == COLUMN_NUMBER || b->type == COLUMN_NUMBER)
    order =
        (vector_number(a, i) > vector_number(b, i)) - (vector_number(a, i) < vector_number(b, i));
  else
    order = compare_scaled(a->integer[i], a->scale, b->integer[i], b->scale);
  return order < 0 ? LESS : order > 0 ? GREATER : EQUAL;
}

/* How they may stand to each other by their bounds. Doubles tell whole numbers apart up to 2^53. */
static unsigned bounded_orders(const struct vector *a, size_t i, const struct vector *b) {
  if (!vector_has_bounds(a, i) && !vector_has_bounds(b, i))
    return ANY_ORDER;
  struct bounds x = vector_bounds(a, i);
  struct bounds y = vector_bounds(b, i);
  double ends[] = {x.low, x.high, y.low, y.high};
  for (int k = 0; k < 4; k++)
    if (isfinite(ends[k]) && fabs(ends[k]) >= 0x1p53)
      return ANY_ORDER;
  return (x.low < y.high ? LESS : 0) | (x.high > y.low ? GREATER : 0) |
         (x.low <= y.high && y.low <= x.high ? EQUAL : 0);
}

/* How they may truly stand to each other. */
static unsigned true_orders(const struct vector *a, size_t i, const struct vector *b) {
  enum mark difference = vector_mark(a, i) | mark_flip(vector_mark(b, i));
  if (a->type == COLUMN_TEXT || a->type == COLUMN_BOOLEAN)
    return ANY_ORDER;
  unsigned shown = shown_order(a, i, b);
  unsigned orders = shown;
  if (difference & MARK_AT_LEAST)
    orders |= shown == LESS ? EQUAL | GREATER : GREATER;
  if (difference & MARK_AT_MOST)
    orders |= shown == GREATER ? EQUAL | LESS : LESS;
  return is_time_vector(a) ? orders : orders & bounded_orders(a, i, b);
}

/* Periods of two kinds are never equal, whatever they are. */
static bool of_two_kinds(const struct vector *a, size_t i, const struct vector *b) {
  return is_time_vector(a) && period_kind(a->period[i]) != period_kind(b->period[i]);
}

static bool is_open(const struct step *step, size_t i, unsigned want) {
  const struct vector *a = step->argument[0];
  const struct vector *b = step->argument[1];
  if ((vector_mark(a, i) == MARK_EXACT && vector_mark(b, i) == MARK_EXACT) || of_two_kinds(a, i, b))
    return false;
  unsigned orders = true_orders(a, i, b);
  step->boolean[i] = (orders & ~want) == 0;
  return (orders & want) != 0 && (orders & ~want) != 0;
}

/* Whether a marked cell may be one of the list. */
static bool may_be_in(const struct step *step, size_t i) {
  const struct vector *a = step->argument[0];
  if (vector_mark(a, i) == MARK_EXACT)
    return false;
  for (size_t k = 1; k < step->call->count; k++)
    if (!of_two_kinds(a, i, step->argument[k]) &&
        (true_orders(a, i, step->argument[k]) & EQUAL) != 0)
      return true;
  return false;
}

static bool any_marked(const struct step *step, size_t i) {
  for (size_t k = 0; k < step->call->count; k++)
    if (vector_mark(step->argument[k], i) != MARK_EXACT)
      return true;
  return false;
}

void decide(struct step *step) {
  const char *name = step->call->text;
  bool list = name[0] == 'i';
  bool order = name[0] == '=' || name[0] == '~' || name[0] == '<' || name[0] == '>';
  unsigned want = order ? comparison_wanted(step) : 0;
  for (size_t i = 0; i < step->count; i++) {
    if (step->missing[i] != PRESENT)
      continue;
    if (order ? is_open(step, i, want) : list ? may_be_in(step, i) : any_marked(step, i))
      step->missing[i] = MISSING_UNDECIDED;
  }
}
