#include "statistics.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

double statistics_normal_quantile(double confidence) {
  return gsl_cdf_ugaussian_Qinv((1 - confidence) / 2);
}

static bool check(double x, double n, double confidence, struct error *error) {
  if (!(n > 0) || !isfinite(n))
    return error_set(error, ERROR_VALUE, "an interval needs n above 0, not %g", n);
  if (!(x >= 0 && x <= n))
    return error_set(error, ERROR_VALUE,
                     "an interval for a share needs x from 0 to n: x is %g of %g", x, n);
  if (!(confidence > 0 && confidence < 1))
    return error_set(error, ERROR_VALUE,
                     "the confidence must lie between 0 and 1, such as 0.95, not %g", confidence);
  return true;
}

bool statistics_wilson(double x, double n, double confidence, struct interval *interval,
                       struct error *error) {
  if (!check(x, n, confidence, error))
    return false;
  double z = statistics_normal_quantile(confidence);
  double share = x / n;
  double middle = share + z * z / (2 * n);
  double half = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n));
  double scale = 1 + z * z / n;
  /* At the ends the bound is exact in algebra but not in doubles. */
  interval->low = x == 0 ? 0 : fmax(0, (middle - half) / scale);
  interval->high = x == n ? 1 : fmin(1, (middle + half) / scale);
  return true;
}

bool statistics_newcombe(double x1, double n1, double x2, double n2, double confidence,
                         struct interval *interval, struct error *error) {
  struct interval first, second;
  if (!statistics_wilson(x1, n1, confidence, &first, error) ||
      !statistics_wilson(x2, n2, confidence, &second, error))
    return false;
  double p1 = x1 / n1;
  double p2 = x2 / n2;
  double difference = p1 - p2;
  interval->low = difference - hypot(p1 - first.low, second.high - p2);
  interval->high = difference + hypot(first.high - p1, p2 - second.low);
  return true;
}

static double cube(double x) {
  return x * x * x;
}

bool statistics_byar(double x, double confidence, struct interval *interval, struct error *error) {
  if (!(x >= 0) || !isfinite(x))
    return error_set(error, ERROR_VALUE, "an interval for a count needs x of 0 or more, not %g", x);
  if (!(confidence > 0 && confidence < 1))
    return error_set(error, ERROR_VALUE,
                     "the confidence must lie between 0 and 1, such as 0.95, not %g", confidence);
  double z = statistics_normal_quantile(confidence);
  double above = x + 1;
  interval->low = x == 0 ? 0 : x * cube(1 - 1 / (9 * x) - z / (3 * sqrt(x)));
  interval->high = above * cube(1 - 1 / (9 * above) + z / (3 * sqrt(above)));
  return true;
}
