/* Intervals for shares. */
#ifndef INDSATS_STATISTICS_H
#define INDSATS_STATISTICS_H

#include <stdbool.h>

#include "error.h"

struct interval {
  double low;
  double high;
};

/* How many standard errors an interval of that confidence (0 to 1) reaches to either side. */
double statistics_normal_quantile(double confidence);

/* Wilson's score interval for x of n at a confidence such as 0.95; exactly 0 at x = 0 and exactly 1
** at x = n. ERROR_VALUE unless 0 <= x <= n, n > 0 and 0 < confidence < 1. */
bool statistics_wilson(double x, double n, double confidence, struct interval *interval,
                       struct error *error);

/* Newcombe's hybrid score interval for x1/n1 - x2/n2 (independent groups, no correction). */
bool statistics_newcombe(double x1, double n1, double x2, double n2, double confidence,
                         struct interval *interval, struct error *error);

/* Byar's interval for a Poisson count x of 0 or more, close to the exact one from 5 up; from 0 at
** x = 0. ERROR_VALUE for x below 0 or a confidence outside (0, 1). */
bool statistics_byar(double x, double confidence, struct interval *interval, struct error *error);

#endif
