/* Regression: least squares and Poisson, with errors that allow for neighbours in time being alike
** (Newey and West 1987). Least squares by GSL's singular value decomposition. */
#ifndef INDSATS_REGRESSION_H
#define INDSATS_REGRESSION_H

#include <stddef.h>

#include "error.h"

struct design {
  size_t rows;
  size_t columns;
  const double *x;      /* row by row */
  const double *y;      /* for Poisson counts, 0 or more */
  const double *offset; /* of Poisson: a known addend on the log scale; NULL: none */
};

struct fit {
  size_t rows;
  size_t columns;
  double *coefficient;
  double *bread; /* (X'WX)^-1, columns by columns, without the dispersion */
  double *fitted;
  double *residual;  /* y - fitted */
  double dispersion; /* residual variance; of Poisson Pearson's chi square, over rows - columns */
  double durbin_watson;
};

/* y = X b + e. ERROR_VALUE when there are not more rows than columns, a value is not finite, or the
** columns depend on each other. Afterwards fit_clear is to be called either way. */
bool regression_least_squares(const struct design *design, struct fit *fit, struct error *error);

/* log E(y) = X b + offset, by iteratively reweighted least squares until the deviance changes by
** less than 1e-8 of itself. It starts, stops and weighs as R's glm does, so that coefficients,
** errors and dispersion are R's to nine digits; fully converged, the errors differ in the sixth.
** ERROR_VALUE as above, for a negative count, counts that are all 0, or where it does not come to
** rest in 100 rounds. */
bool regression_poisson(const struct design *design, struct fit *fit, struct error *error);

void fit_clear(struct fit *fit);

/* The variances of the coefficients, columns by columns, into `variance`: those of the model times
** the dispersion where that is above `least` (1 for quasi-Poisson that never claims more than
** Poisson, 0 for least squares). */
void fit_variance(const struct fit *fit, double least, double *variance);

/* The same by Newey and West with Bartlett's weights over `lags` rows, which stand in order of
** time; not adjusted for degrees of freedom. `x` is that of the design. False without memory. */
bool fit_newey_west(const struct fit *fit, const double *x, size_t lags, double *variance,
                    struct error *error);

/* Lags for that many rows: floor(4 (n / 100)^(2/9)). */
size_t newey_west_lags(size_t rows);

#endif
