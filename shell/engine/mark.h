/* How marks go through arithmetic. Signs are -1, 0 or 1, of the value at hand. */
#ifndef INDSATS_MARK_H
#define INDSATS_MARK_H

#include "column.h"

/* A lower bound becomes an upper one, as under a minus. */
enum mark mark_flip(enum mark mark);

enum mark mark_of_product(enum mark a, int a_sign, enum mark b, int b_sign);
enum mark mark_of_quotient(enum mark a, int a_sign, enum mark b, int b_sign);

#endif
