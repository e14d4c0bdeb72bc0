/* How marks go through arithmetic. Signs are -1, 0 or 1, of the value at hand. */
#ifndef INDSATS_MARK_H
#define INDSATS_MARK_H

#include "column.h"

/* Of a sum over cells of `column` with these marks (or-ed). `hidden`: suppressed cells were
** skipped; they make it a lower bound where they cannot be negative, which they may be beside
** `negative` ones. */
enum mark mark_of_sum(const struct column *column, enum mark cells, bool hidden, bool negative);

/* A lower bound becomes an upper one, as under a minus. */
enum mark mark_flip(enum mark mark);

/* a * b: a factor that is exact keeps or turns the other's mark; two marked ones are INEXACT. */
enum mark mark_of_product(enum mark a, int a_sign, enum mark b, int b_sign);

/* a / b: by an exact b as a product. An exact a by a lower bound above zero is an upper bound, a
** negative one a lower bound, and 0 is 0; any other marked b may be zero, and gives INEXACT. */
enum mark mark_of_quotient(enum mark a, int a_sign, enum mark b, int b_sign);

/* The same of bounds: what is known of a result from what is known of its operands. An exact value
 *is
 ** bounds of one figure. */
struct bounds bounds_none(void);
bool bounds_known(struct bounds bounds); /* at one side at least */
struct bounds bounds_sum(struct bounds a, struct bounds b);
struct bounds bounds_negative(struct bounds a);
struct bounds bounds_product(struct bounds a, struct bounds b);
struct bounds bounds_quotient(struct bounds a, struct bounds b);

/* What a value with this mark lies between when `bounds` are told of it. */
struct bounds bounds_of(double value, enum mark mark, struct bounds bounds);

/* Bounds of a decimal have no more decimals than it has. */
struct bounds bounds_rounded(struct bounds bounds, int decimals);

#endif
