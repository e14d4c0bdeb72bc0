/* The inside of an expression, shared by the files that build, resolve and evaluate it. */
#ifndef INDSATS_TREE_H
#define INDSATS_TREE_H

#include "expression.h"

enum expression_form { FORM_LITERAL, FORM_COLUMN, FORM_CALL };

struct step;
typedef bool kernel_function(struct step *step, struct error *error);

/* Who decides which results are missing: any missing operand does, or the kernel itself. */
enum missing_rule { MISSING_BY_OPERAND, MISSING_BY_KERNEL };

/* How the mark of a result follows from the operands. */
enum mark_rule {
  MARKS_NONE,     /* always exact: is_missing */
  MARKS_DECIDE,   /* exact, or missing where marked operands leave it open: comparisons */
  MARKS_OR,       /* a + b */
  MARKS_MINUS,    /* a - b */
  MARKS_FLIP,     /* -a */
  MARKS_TIMES,    /* a * b */
  MARKS_OVER,     /* a / b */
  MARKS_KEEP,     /* grows with its first operand: round */
  MARKS_ABSOLUTE, /* |a|: a lower bound from 0 up stays one; all else is inexact */
  MARKS_INEXACT,  /* inexact when any operand is marked */
  MARKS_BY_KERNEL /* chosen cell by cell: if_else */
};

struct function {
  const char *name;
  uint8_t least; /* arguments */
  uint8_t most;  /* UINT8_MAX: any number */
  bool (*resolve)(struct expression *call, struct error *error);
  enum missing_rule missing;
  enum mark_rule mark;
  kernel_function *exact;  /* on integers and decimals, or the only one */
  kernel_function *number; /* on numbers */
};

struct expression {
  enum expression_form form;
  bool resolved;
  bool untyped; /* a literal `missing` that has not been given a type yet */
  bool hidden;  /* a conversion that expression_resolve put in */
  enum column_type type;
  int scale;
  enum missing missing; /* of a literal */
  union {
    int64_t integer;
    double number;
    period_t period;
    uint8_t boolean;
  } value;
  char *text; /* name of a function or column; the text of a text literal */
  size_t length;
  struct expression **arguments;
  size_t count;
  size_t column;             /* index in the frame */
  const struct stray *stray; /* of the column, while resolving */
  const struct function *function;
  kernel_function *kernel;
};

/* The row of the table, or NULL. */
const struct function *function_find(const char *name);

static inline bool is_numeric(const struct expression *e) {
  return e->type == COLUMN_INTEGER || e->type == COLUMN_DECIMAL || e->type == COLUMN_NUMBER;
}
static inline bool is_time(const struct expression *e) {
  return e->type == COLUMN_PERIOD || e->type == COLUMN_DATE;
}

/* See that argument `index` of a call has the type and scale, putting in a conversion where it has
** not: integer to decimal to number, and decimals to a larger scale. */
bool convert_argument(struct expression *call, size_t index, enum column_type type, int scale,
                      struct error *error);

/* ERROR_TYPE: the call, the types it was given, what it takes instead. */
bool refuse_types(const struct expression *call, const char *takes, struct error *error);

/* Whether a hidden cell of the result cannot be negative, nor any other: sums and products of such
** columns and literals, and their quotients by literals. */
bool expression_is_count(const struct expression *expression, const struct frame *frame);

/* Tell a result what follows from the columns that it is computed from: whether it is `computed`,
** and what they have skipped. */
void expression_note_facts(struct column *result, const struct expression *expression,
                           const struct frame *frame);

/* The resolvers of the table. */
bool resolve_add(struct expression *call, struct error *error);
bool resolve_multiply(struct expression *call, struct error *error);
bool resolve_number(struct expression *call, struct error *error);
bool resolve_whole(struct expression *call, struct error *error);
bool resolve_same(struct expression *call, struct error *error);
bool resolve_to_integer(struct expression *call, struct error *error);
bool resolve_round(struct expression *call, struct error *error);
bool resolve_equal(struct expression *call, struct error *error);
bool resolve_order(struct expression *call, struct error *error);
bool resolve_in(struct expression *call, struct error *error);
bool resolve_logic(struct expression *call, struct error *error);
bool resolve_if_else(struct expression *call, struct error *error);
bool resolve_coalesce(struct expression *call, struct error *error);
bool resolve_is(struct expression *call, struct error *error);
bool resolve_text(struct expression *call, struct error *error);
bool resolve_text_test(struct expression *call, struct error *error);
bool resolve_to_text(struct expression *call, struct error *error);
bool resolve_time_integer(struct expression *call, struct error *error);
bool resolve_time_text(struct expression *call, struct error *error);
bool resolve_time_period(struct expression *call, struct error *error);
bool resolve_time_date(struct expression *call, struct error *error);
bool resolve_period_add(struct expression *call, struct error *error);
bool resolve_text_period(struct expression *call, struct error *error);

#endif
