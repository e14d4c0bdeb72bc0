/* What is known of the answer to a question about marked cells: it holds, or does not, whatever
** they truly are, or it is undecided. */
#include "cell.h"
#include "kernels.h"
#include "mark.h"
#include "number.h"

enum { LESS = 1, EQUAL = 2, GREATER = 4, ANY_ORDER = LESS | EQUAL | GREATER };

static enum mark mark_at(const struct vector *vector, size_t i) {
  return vector->mark == NULL ? MARK_EXACT : (enum mark)vector->mark[i];
}

static double number_at(const struct vector *vector, size_t i) {
  return vector->type == COLUMN_NUMBER ? vector->number[i]
                                       : number_from_scaled(vector->integer[i], vector->scale);
}

static bool is_time_vector(const struct vector *vector) {
  return vector->type == COLUMN_PERIOD || vector->type == COLUMN_DATE;
}

/* How the values stand to each other as they are shown. Not of texts and booleans. */
static unsigned shown_order(const struct vector *a, size_t i, const struct vector *b) {
  int order;
  if (is_time_vector(a))
    order = (a->period[i] > b->period[i]) - (a->period[i] < b->period[i]);
  else if (a->type == COLUMN_NUMBER || b->type == COLUMN_NUMBER)
    order = (number_at(a, i) > number_at(b, i)) - (number_at(a, i) < number_at(b, i));
  else
    order = compare_scaled(a->integer[i], a->scale, b->integer[i], b->scale);
  return order < 0 ? LESS : order > 0 ? GREATER : EQUAL;
}

/* How they may truly stand to each other. */
static unsigned true_orders(const struct vector *a, size_t i, const struct vector *b) {
  enum mark difference = mark_at(a, i) | mark_flip(mark_at(b, i));
  if (a->type == COLUMN_TEXT || a->type == COLUMN_BOOLEAN)
    return ANY_ORDER;
  unsigned shown = shown_order(a, i, b);
  unsigned orders = shown;
  if (difference & MARK_AT_LEAST)
    orders |= shown == LESS ? EQUAL | GREATER : GREATER;
  if (difference & MARK_AT_MOST)
    orders |= shown == GREATER ? EQUAL | LESS : LESS;
  return orders;
}

/* Periods of two kinds are never equal, whatever they are. */
static bool of_two_kinds(const struct vector *a, size_t i, const struct vector *b) {
  return is_time_vector(a) && period_kind(a->period[i]) != period_kind(b->period[i]);
}

static bool is_open(const struct step *step, size_t i, unsigned want) {
  const struct vector *a = step->argument[0];
  const struct vector *b = step->argument[1];
  if ((mark_at(a, i) == MARK_EXACT && mark_at(b, i) == MARK_EXACT) || of_two_kinds(a, i, b))
    return false;
  unsigned orders = true_orders(a, i, b);
  step->boolean[i] = (orders & ~want) == 0;
  return (orders & want) != 0 && (orders & ~want) != 0;
}

/* Whether a marked cell may be one of the list. */
static bool may_be_in(const struct step *step, size_t i) {
  const struct vector *a = step->argument[0];
  if (mark_at(a, i) == MARK_EXACT)
    return false;
  for (size_t k = 1; k < step->call->count; k++)
    if (!of_two_kinds(a, i, step->argument[k]) &&
        (true_orders(a, i, step->argument[k]) & EQUAL) != 0)
      return true;
  return false;
}

static bool any_marked(const struct step *step, size_t i) {
  for (size_t k = 0; k < step->call->count; k++)
    if (mark_at(step->argument[k], i) != MARK_EXACT)
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
