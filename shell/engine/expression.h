/* Expressions over the columns of a frame: a tree that is built by name, resolved against a frame
** (types, kernels) and evaluated block by block into vectors.
**
** Every function and operator is looked up by its name in one table (functions.c):
**
**   + - * / // % ^ negate          arithmetic; p + n, n + p and p - n move a period, p - q gives
**                                  the steps between two periods of one kind
**   == ~= < <= > >= in             comparison; `in` takes an operand and literals
**   and or not                     three-valued
**   if_else coalesce is_missing is_suppressed
**   abs round floor ceiling sqrt log exp
**   lower upper trim contains starts_with ends_with .. text
**   year number kind year_of quarter_of month_of period_add first_day last_day period
**
** Types are static: integer (+,-,*) integer is integer; decimal (+,-) (integer|decimal) is decimal
** of the larger scale; decimal * integer is decimal; decimal * decimal and anything with a number
** is number; `/` and `^` are number; `//` and `%` are integer on integers, else number. What does
** not fit in 64 bits is ERROR_OVERFLOW naming the row, also in a branch that is not chosen. What
** has no finite answer (x / 0, the root of a negative) is missing `undefined`. -0 becomes 0.
** `x ^ 2` is x * x, as in Lua. A missing operand makes the result missing with the reason of the
** leftmost; and, or, if_else, coalesce and is_… have their own rules.
**
** Marks go through + - * / as mark.h says, - turns them, round, floor and ceiling keep them, abs
** keeps a lower bound from 0 up; if_else and coalesce take that of the chosen cell (INEXACT where
** the condition is marked); all else is INEXACT when an operand is marked. A missing cell has no
** mark. Comparisons, `in` and contains, starts_with, ends_with are exact: what holds, or does not,
** whatever a marked operand truly is, is true or false; else it is missing, UNDECIDED.
**
** Stricter than one might expect, so that nothing wrong passes silently:
**   - a bare `missing` may stand only as a branch of if_else or an argument of coalesce;
**   - the digits of round, the second argument of contains, starts_with and ends_with, and the
**     list of `in` are literals. Rounding a decimal of scale s to d digits gives scale min(s, d);
**   - period(text) of a text that is no period is ERROR_DATA naming row and text, as is a date;
**   - < <= > >= between periods of two kinds is ERROR_DATA naming both and the row;
**   - a period moved out of the years 1-9999 is ERROR_OVERFLOW.
** text(x) writes as files carry it: 1234, 5,6, 17,93, 2019Q3, 2021-09-30, ja, nej. trim takes away
** the blanks of ASCII at both ends. lower and upper are those of Danish. */
#ifndef INDSATS_EXPRESSION_H
#define INDSATS_EXPRESSION_H

#include "frame.h"
#include "options.h"
#include "period.h"

struct expression;

/* Constructors give a tree that the caller owns, or NULL without memory. */
struct expression *expression_integer(int64_t value);
struct expression *expression_decimal(int64_t scaled, int scale);
struct expression *expression_number(double value); /* finite */
struct expression *expression_text(const char *text, size_t length);
struct expression *expression_period(period_t period); /* of kind day: a date */
struct expression *expression_boolean(bool value);
struct expression *expression_missing(enum missing reason); /* not PRESENT */
struct expression *expression_column(const char *name);

/* A call. Takes over the `count` trees of `arguments` (not the array), also when it fails; a NULL
** among them makes the result NULL, so that constructors nest without checks. The name is checked
** by expression_resolve. */
struct expression *expression_call(const char *name, struct expression *const *arguments,
                                   size_t count);
void expression_free(struct expression *expression); /* NULL is allowed */

/* Whether the table has such a function; and its rows, by number, NULL after the last. */
bool expression_knows(const char *name);
const char *expression_function(size_t index);

/* Find columns, functions and types for the columns of `frame` (its rows do not matter). May be
** done again for another frame. Fails with ERROR_VALUE (no such column, no such function, wrong
** number of arguments, a literal needed) or ERROR_TYPE; the text names the function and the types
** it was given, and for a text column that one cell made text, that cell and its line. */
bool expression_resolve(struct expression *expression, const struct frame *frame,
                        struct error *error);

/* Of a resolved expression. */
enum column_type expression_type(const struct expression *expression);
int expression_scale(const struct expression *expression);

/* The values for all rows of the frame that the expression was resolved for: a new column (one
** reference, the caller's). A bare column gives that column itself, with its stray and its skipped
** counts; a computed one has no stray, and as skipped the sum of those of the columns it is
** computed from, each once. It is `computed` unless its hidden cells cannot be negative: sums and
** products of literals and of columns not computed, without negative cells, and their quotients by
** literals. Values of missing cells are zero. */
struct column *expression_evaluate(const struct expression *expression, const struct frame *frame,
                                   const struct engine_options *options, struct error *error);

/* The rows where a boolean expression is true, in order, and how many more it may be true for:
** those where it is undecided, or true with a mark. */
struct selection {
  size_t *rows; /* for free() */
  size_t count;
  size_t undecided;
};

bool expression_select(const struct expression *expression, const struct frame *frame,
                       const struct engine_options *options, struct selection *selection,
                       struct error *error);

#endif
