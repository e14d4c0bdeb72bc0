/* Control charts: whether a series moves more than chance does. */
#ifndef INDSATS_CHART_H
#define INDSATS_CHART_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "error.h"

/* Why a point is no chance, bits (NHS, Making Data Count). */
enum signal {
  SIGNAL_OUTSIDE = 1, /* outside the limits */
  SIGNAL_SHIFT = 2,   /* one of seven in a row on one side of the centre */
  SIGNAL_TREND = 4,   /* one of seven in a row that all rise, or all fall */
  SIGNAL_NEAR_LIMIT =
      8 /* of three in a row one of two or more beyond two thirds of the way from the
        ** centre to the same limit */
};

/* An individuals chart (XmR). */
struct chart {
  double centre;
  double lower, upper;
  double near_lower, near_upper; /* two thirds of the way to the limits */
};

/* The chart of `count` values, two or more: the centre is their mean; the limits lie 2.66 times the
** mean moving range from it. Moving ranges of 3.267 times their mean or more are left out of it
** once where `screen` is set (NHSRplotthedots does so). ERROR_VALUE for fewer than two values or
*one
** that is not finite. */
bool chart_individuals(const double *values, size_t count, bool screen, struct chart *chart,
                       struct error *error);

/* The signals of each value against a chart. A value on the centre is on neither side of it. False
** without memory. */
bool chart_signals(const struct chart *chart, const double *values, size_t count, uint8_t *signals,
                   struct error *error);

/* Laney's P' chart of shares x[i] / n[i]: limits that allow for more spread between shares of large
** denominators than chance alone gives. `lower` and `upper` have `count` places and lie in [0, 1];
** `*spread` is the factor (sigma z) by which the limits are wider than those of a plain P chart.
** ERROR_VALUE unless 0 <= x <= n, n > 0, two points or more, and not all shares 0 or all 1. */
bool chart_laney(const double *x, const double *n, size_t count, double *centre, double *spread,
                 double *lower, double *upper, struct error *error);

/* Runs about the median (Anhøj and Olesen 2014). Values on the median are left out. */
struct runs {
  size_t useful;        /* values that are counted */
  size_t longest;       /* run on one side of the median */
  size_t longest_limit; /* a longer run is no chance: round(log2 n) + 3 */
  size_t crossings;
  size_t fewest; /* fewer crossings are no chance: the 5 % quantile of binomial(n - 1, 1/2) */
};

/* ERROR_VALUE for fewer than ten useful values, of which runs tell nothing. */
bool chart_runs(const double *values, size_t count, struct runs *runs, struct error *error);

#endif
