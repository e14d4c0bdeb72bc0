#include "regression.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_multifit.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { ROUNDS = 100 };

static const double tolerance = 1e-8; /* of R's glm.control */
static const double rank_tolerance = 1e-10;

/* ---- memory ---- */

static bool fit_init(struct fit *fit, const struct design *design, struct error *error) {
  size_t rows = design->rows;
  size_t columns = design->columns;
  *fit = (struct fit){.rows = rows, .columns = columns};
  fit->coefficient = calloc(columns, sizeof(double));
  fit->bread = calloc(columns * columns, sizeof(double));
  fit->fitted = calloc(rows, sizeof(double));
  fit->residual = calloc(rows, sizeof(double));
  return (fit->coefficient != NULL && fit->bread != NULL && fit->fitted != NULL &&
          fit->residual != NULL) ||
         error_memory(error);
}

void fit_clear(struct fit *fit) {
  free(fit->coefficient);
  free(fit->bread);
  free(fit->fitted);
  free(fit->residual);
  *fit = (struct fit){0};
}

/* ---- checking ---- */

static bool check_design(const struct design *design, struct error *error) {
  if (design->columns == 0 || design->rows <= design->columns)
    return error_set(error, ERROR_VALUE, "%zu points are too few to find %zu coefficients from",
                     design->rows, design->columns);
  for (size_t row = 0; row < design->rows; row++) {
    bool finite =
        isfinite(design->y[row]) && (design->offset == NULL || isfinite(design->offset[row]));
    for (size_t column = 0; column < design->columns; column++)
      finite = finite && isfinite(design->x[row * design->columns + column]);
    if (!finite)
      return error_set(error, ERROR_VALUE, "a value of point %zu is not finite", row + 1);
  }
  return true;
}

/* ---- weighted least squares ---- */

struct weighted {
  gsl_multifit_linear_workspace *work;
  gsl_matrix *x;
  gsl_matrix *covariance;
  gsl_vector *coefficient;
  gsl_vector *weight;
  gsl_vector *y;
};

static void weighted_clear(struct weighted *w) {
  gsl_multifit_linear_free(w->work);
  gsl_matrix_free(w->x);
  gsl_matrix_free(w->covariance);
  gsl_vector_free(w->coefficient);
  gsl_vector_free(w->weight);
  gsl_vector_free(w->y);
}

static bool weighted_init(struct weighted *w, const struct design *design, struct error *error) {
  gsl_set_error_handler_off();
  w->work = gsl_multifit_linear_alloc(design->rows, design->columns);
  w->x = gsl_matrix_alloc(design->rows, design->columns);
  w->covariance = gsl_matrix_alloc(design->columns, design->columns);
  w->coefficient = gsl_vector_alloc(design->columns);
  w->weight = gsl_vector_alloc(design->rows);
  w->y = gsl_vector_alloc(design->rows);
  if (w->work == NULL || w->x == NULL || w->covariance == NULL || w->coefficient == NULL ||
      w->weight == NULL || w->y == NULL)
    return error_memory(error);
  for (size_t row = 0; row < design->rows; row++)
    for (size_t column = 0; column < design->columns; column++)
      gsl_matrix_set(w->x, row, column, design->x[row * design->columns + column]);
  return true;
}

static bool weighted_solve(struct weighted *w, struct error *error) {
  double squares;
  size_t rank;
  int status = gsl_multifit_wlinear_svd(w->x, w->weight, w->y, rank_tolerance, &rank,
                                        w->coefficient, w->covariance, &squares, w->work);
  if (status != GSL_SUCCESS)
    return error_set(error, ERROR_VALUE, "the regression fails: %s", gsl_strerror(status));
  if (rank < w->coefficient->size)
    return error_set(error, ERROR_VALUE,
                     "%zu coefficients cannot be told apart: what they stand for does not vary "
                     "independently in these points",
                     w->coefficient->size - rank + 1);
  return true;
}

static void keep_solution(struct fit *fit, const struct weighted *w) {
  for (size_t i = 0; i < fit->columns; i++) {
    fit->coefficient[i] = gsl_vector_get(w->coefficient, i);
    for (size_t k = 0; k < fit->columns; k++)
      fit->bread[i * fit->columns + k] = gsl_matrix_get(w->covariance, i, k);
  }
}

/* The linear predictor of a row without its offset. */
static double predict(const struct design *design, const struct fit *fit, size_t row) {
  double sum = 0;
  for (size_t column = 0; column < design->columns; column++)
    sum += design->x[row * design->columns + column] * fit->coefficient[column];
  return sum;
}

static void note_residuals(const struct design *design, struct fit *fit) {
  double squares = 0;
  double steps = 0;
  for (size_t row = 0; row < fit->rows; row++) {
    fit->residual[row] = design->y[row] - fit->fitted[row];
    squares += fit->residual[row] * fit->residual[row];
    if (row > 0) {
      double step = fit->residual[row] - fit->residual[row - 1];
      steps += step * step;
    }
  }
  fit->durbin_watson = squares > 0 ? steps / squares : NAN;
}

/* ---- least squares ---- */

static void finish_least_squares(const struct design *design, struct fit *fit) {
  double squares = 0;
  for (size_t row = 0; row < fit->rows; row++)
    fit->fitted[row] = predict(design, fit, row);
  note_residuals(design, fit);
  for (size_t row = 0; row < fit->rows; row++)
    squares += fit->residual[row] * fit->residual[row];
  fit->dispersion = squares / (double)(fit->rows - fit->columns);
}

bool regression_least_squares(const struct design *design, struct fit *fit, struct error *error) {
  struct weighted w = {0};
  *fit = (struct fit){0};
  bool done = check_design(design, error) && fit_init(fit, design, error) &&
              weighted_init(&w, design, error);
  for (size_t row = 0; done && row < design->rows; row++) {
    gsl_vector_set(w.weight, row, 1);
    gsl_vector_set(w.y, row, design->y[row]);
  }
  done = done && weighted_solve(&w, error);
  if (done) {
    keep_solution(fit, &w);
    finish_least_squares(design, fit);
  }
  weighted_clear(&w);
  return done;
}

/* ---- Poisson ---- */

static bool check_counts(const struct design *design, struct error *error) {
  bool any = false;
  for (size_t row = 0; row < design->rows; row++) {
    if (design->y[row] < 0)
      return error_set(error, ERROR_VALUE, "count %zu is negative (%g)", row + 1, design->y[row]);
    any = any || design->y[row] > 0;
  }
  return any || error_set(error, ERROR_VALUE, "all counts are 0");
}

static double offset_of(const struct design *design, size_t row) {
  return design->offset == NULL ? 0 : design->offset[row];
}

/* Twice how much less likely the fitted counts make these than the counts themselves would. */
static double deviance(const struct design *design, const struct fit *fit) {
  double sum = 0;
  for (size_t row = 0; row < fit->rows; row++) {
    double y = design->y[row];
    double mu = fit->fitted[row];
    sum += 2 * ((y > 0 ? y * log(y / mu) : 0) - (y - mu));
  }
  return sum;
}

/* One round: weights and a working response from the fitted counts, and new ones from these. */
static bool reweigh(const struct design *design, struct fit *fit, struct weighted *w,
                    struct error *error) {
  for (size_t row = 0; row < fit->rows; row++) {
    double mu = fit->fitted[row];
    gsl_vector_set(w->weight, row, mu);
    gsl_vector_set(w->y, row, log(mu) - offset_of(design, row) + (design->y[row] - mu) / mu);
  }
  if (!weighted_solve(w, error))
    return false;
  keep_solution(fit, w);
  for (size_t row = 0; row < fit->rows; row++) {
    fit->fitted[row] = exp(predict(design, fit, row) + offset_of(design, row));
    if (!(fit->fitted[row] > 0) || !isfinite(fit->fitted[row]))
      return error_set(error, ERROR_VALUE, "the regression of counts runs out of bounds");
  }
  return true;
}

static bool iterate(const struct design *design, struct fit *fit, struct weighted *w,
                    struct error *error) {
  for (size_t row = 0; row < fit->rows; row++)
    fit->fitted[row] = design->y[row] + 0.1; /* where R's glm starts */
  double before = deviance(design, fit);
  for (int round = 0; round < ROUNDS; round++) {
    if (!reweigh(design, fit, w, error))
      return false;
    double now = deviance(design, fit);
    if (fabs(now - before) < tolerance * (fabs(now) + 0.1))
      return true;
    before = now;
  }
  return error_set(error, ERROR_VALUE, "the regression of counts does not come to rest");
}

/* The dispersion as R's summary.glm has it: with the weights of the last round, which are those of
** the fitted counts before it. */
static void finish_poisson(const struct design *design, struct fit *fit, const gsl_vector *weight) {
  double chi_square = 0;
  note_residuals(design, fit);
  for (size_t row = 0; row < fit->rows; row++) {
    double residual = fit->residual[row] / fit->fitted[row];
    chi_square += gsl_vector_get(weight, row) * residual * residual;
  }
  fit->dispersion = chi_square / (double)(fit->rows - fit->columns);
}

bool regression_poisson(const struct design *design, struct fit *fit, struct error *error) {
  struct weighted w = {0};
  *fit = (struct fit){0};
  bool done = check_design(design, error) && check_counts(design, error) &&
              fit_init(fit, design, error) && weighted_init(&w, design, error) &&
              iterate(design, fit, &w, error);
  if (done)
    finish_poisson(design, fit, w.weight);
  weighted_clear(&w);
  return done;
}

/* ---- variances ---- */

void fit_variance(const struct fit *fit, double least, double *variance) {
  double factor = fit->dispersion > least ? fit->dispersion : least;
  for (size_t i = 0; i < fit->columns * fit->columns; i++)
    variance[i] = fit->bread[i] * factor;
}

size_t newey_west_lags(size_t rows) {
  return (size_t)floor(4 * pow((double)rows / 100, 2.0 / 9));
}

/* Add weight * (a b' + b a') of two rows' scores, or a a' of one. */
static void add_scores(const struct fit *fit, const double *x, size_t a, size_t b, double weight,
                       double *meat) {
  const double *left = x + a * fit->columns;
  const double *right = x + b * fit->columns;
  double product = weight * fit->residual[a] * fit->residual[b];
  for (size_t i = 0; i < fit->columns; i++)
    for (size_t k = 0; k < fit->columns; k++)
      meat[i * fit->columns + k] +=
          product * (a == b ? left[i] * left[k] : left[i] * right[k] + right[i] * left[k]);
}

static void multiply(const double *a, const double *b, size_t size, double *to) {
  for (size_t i = 0; i < size; i++)
    for (size_t k = 0; k < size; k++) {
      double sum = 0;
      for (size_t j = 0; j < size; j++)
        sum += a[i * size + j] * b[j * size + k];
      to[i * size + k] = sum;
    }
}

bool fit_newey_west(const struct fit *fit, const double *x, size_t lags, double *variance,
                    struct error *error) {
  size_t cells = fit->columns * fit->columns;
  double *meat = calloc(cells * 2, sizeof *meat);
  if (meat == NULL)
    return error_memory(error);
  for (size_t row = 0; row < fit->rows; row++)
    for (size_t lag = 0; lag <= lags && lag <= row; lag++)
      add_scores(fit, x, row, row - lag, 1 - (double)lag / (double)(lags + 1), meat);
  multiply(fit->bread, meat, fit->columns, meat + cells);
  multiply(meat + cells, fit->bread, fit->columns, variance);
  free(meat);
  return true;
}
