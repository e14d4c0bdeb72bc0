#include "chart.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { IN_A_ROW = 7, LEAST_USEFUL = 10 };

/* Factors of the mean moving range of two: 3 / d2, and D4 (Montgomery, Statistical Quality
** Control). */
static const double limit_factor = 2.66;
static const double screen_factor = 3.267;
static const double d2 = 1.128;

static bool check_values(const double *values, size_t count, struct error *error) {
  if (count < 2)
    return error_set(error, ERROR_VALUE, "a chart needs two values or more, not %zu", count);
  for (size_t i = 0; i < count; i++)
    if (!isfinite(values[i]))
      return error_set(error, ERROR_VALUE, "value %zu is not finite", i + 1);
  return true;
}

/* The mean distance from one value to the next; screened once of those that are far too large. */
static double mean_range(const double *values, size_t count, bool screen) {
  double total = 0;
  for (size_t i = 1; i < count; i++)
    total += fabs(values[i] - values[i - 1]);
  double mean = total / (double)(count - 1);
  if (!screen)
    return mean;
  double kept = 0;
  size_t ranges = 0;
  for (size_t i = 1; i < count; i++) {
    double range = fabs(values[i] - values[i - 1]);
    if (range < screen_factor * mean) {
      kept += range;
      ranges++;
    }
  }
  return ranges == 0 ? mean : kept / (double)ranges;
}

bool chart_individuals(const double *values, size_t count, bool screen, struct chart *chart,
                       struct error *error) {
  if (!check_values(values, count, error))
    return false;
  double sum = 0;
  for (size_t i = 0; i < count; i++)
    sum += values[i];
  double centre = sum / (double)count;
  double reach = limit_factor * mean_range(values, count, screen);
  *chart = (struct chart){.centre = centre,
                          .lower = centre - reach,
                          .upper = centre + reach,
                          .near_lower = centre - reach * 2 / 3,
                          .near_upper = centre + reach * 2 / 3};
  return true;
}

/* ---- signals ---- */

static int sign(double value) {
  return (value > 0) - (value < 0);
}

/* Give every value the signal that stands in `length` or more steps of one sign; a step belongs to
** the values from `before` places before it. */
static void mark_rows(const int *steps, size_t count, size_t length, size_t before, uint8_t signal,
                      uint8_t *signals) {
  for (size_t i = 0; i < count;) {
    size_t end = i + 1;
    while (end < count && steps[end] == steps[i])
      end++;
    if (steps[i] != 0 && end - i >= length)
      for (size_t k = i; k < end + before; k++)
        signals[k] |= signal;
    i = end;
  }
}

static void mark_near(const struct chart *chart, const double *values, size_t count,
                      uint8_t *signals) {
  for (size_t i = 0; i < count; i++) {
    int side = values[i] > chart->near_upper ? 1 : values[i] < chart->near_lower ? -1 : 0;
    for (size_t from = i < 2 ? 0 : i - 2; side != 0 && from <= i && from + 3 <= count; from++) {
      size_t beyond = 0;
      for (size_t k = from; k < from + 3; k++)
        beyond += side > 0 ? values[k] > chart->near_upper : values[k] < chart->near_lower;
      if (beyond >= 2)
        signals[i] |= SIGNAL_NEAR_LIMIT;
    }
  }
}

bool chart_signals(const struct chart *chart, const double *values, size_t count, uint8_t *signals,
                   struct error *error) {
  memset(signals, 0, count);
  for (size_t i = 0; i < count; i++)
    if (values[i] > chart->upper || values[i] < chart->lower)
      signals[i] |= SIGNAL_OUTSIDE;
  mark_near(chart, values, count, signals);
  int *steps = calloc(count + 1, sizeof *steps);
  if (steps == NULL)
    return error_memory(error);
  for (size_t i = 0; i < count; i++)
    steps[i] = sign(values[i] - chart->centre);
  mark_rows(steps, count, IN_A_ROW, 0, SIGNAL_SHIFT, signals);
  for (size_t i = 0; i + 1 < count; i++)
    steps[i] = sign(values[i + 1] - values[i]);
  mark_rows(steps, count > 0 ? count - 1 : 0, IN_A_ROW - 1, 1, SIGNAL_TREND, signals);
  free(steps);
  return true;
}

/* ---- shares ---- */

static bool check_shares(const double *x, const double *n, size_t count, struct error *error) {
  for (size_t i = 0; i < count; i++) {
    if (!(n[i] > 0) || !isfinite(n[i]))
      return error_set(error, ERROR_VALUE, "share %zu needs n above 0, not %g", i + 1, n[i]);
    if (!(x[i] >= 0 && x[i] <= n[i]))
      return error_set(error, ERROR_VALUE, "share %zu needs x from 0 to n: x is %g of %g", i + 1,
                       x[i], n[i]);
  }
  return true;
}

/* How far each share lies from the centre, in its own standard errors. */
static void standardise(const double *x, const double *n, size_t count, double centre, double *z) {
  for (size_t i = 0; i < count; i++)
    z[i] = (x[i] / n[i] - centre) / sqrt(centre * (1 - centre) / n[i]);
}

bool chart_laney(const double *x, const double *n, size_t count, double *centre, double *spread,
                 double *lower, double *upper, struct error *error) {
  if (!check_values(x, count, error) || !check_shares(x, n, count, error))
    return false;
  double hits = 0;
  double total = 0;
  for (size_t i = 0; i < count; i++) {
    hits += x[i];
    total += n[i];
  }
  *centre = hits / total;
  if (hits == 0 || hits == total)
    return error_set(error, ERROR_VALUE, "all shares are %d: there is no spread between them",
                     hits > 0);
  standardise(x, n, count, *centre, upper);
  *spread = mean_range(upper, count, true) / d2;
  for (size_t i = 0; i < count; i++) {
    double reach = 3 * sqrt(*centre * (1 - *centre) / n[i]) * *spread;
    lower[i] = fmax(0, *centre - reach);
    upper[i] = fmin(1, *centre + reach);
  }
  return true;
}

/* ---- runs ---- */

static int compare(const void *a, const void *b) {
  double left = *(const double *)a;
  double right = *(const double *)b;
  return (left > right) - (left < right);
}

static double median_of_sorted(const double *sorted, size_t count) {
  return count % 2 == 1 ? sorted[count / 2] : (sorted[count / 2 - 1] + sorted[count / 2]) / 2;
}

/* The least number of crossings that is not too few. */
static size_t fewest_crossings(size_t useful) {
  unsigned most = (unsigned)useful - 1;
  unsigned crossings = 0;
  while (crossings < most && gsl_cdf_binomial_P(crossings, 0.5, most) < 0.05)
    crossings++;
  return crossings;
}

static void count_runs(const double *values, size_t count, double median, struct runs *runs) {
  int side = 0;
  size_t run = 0;
  for (size_t i = 0; i < count; i++) {
    int here = sign(values[i] - median);
    if (here == 0)
      continue;
    runs->useful++;
    runs->crossings += side != 0 && here != side;
    run = here == side ? run + 1 : 1;
    runs->longest = run > runs->longest ? run : runs->longest;
    side = here;
  }
}

bool chart_runs(const double *values, size_t count, struct runs *runs, struct error *error) {
  *runs = (struct runs){0};
  if (!check_values(values, count, error))
    return false;
  double *sorted = malloc(count * sizeof *sorted);
  if (sorted == NULL)
    return error_memory(error);
  memcpy(sorted, values, count * sizeof *sorted);
  qsort(sorted, count, sizeof *sorted, compare);
  count_runs(values, count, median_of_sorted(sorted, count), runs);
  free(sorted);
  if (runs->useful < LEAST_USEFUL)
    return error_set(error, ERROR_VALUE,
                     "runs need ten values or more that are not the median, here are %zu",
                     runs->useful);
  runs->longest_limit = (size_t)lround(log2((double)runs->useful)) + 3;
  runs->fewest = fewest_crossings(runs->useful);
  return true;
}
