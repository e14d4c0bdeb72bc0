#include "linear.h"

#include <math.h>
#include <stdlib.h>

#include "glpk_library.h"

struct linear {
  const struct glpk_library *glpk;
  glp_prob *problem;
  size_t columns;
  size_t rows;
};

struct linear *linear_new(size_t columns, struct error *error) {
  const struct glpk_library *glpk = glpk_library_load(error);
  if (glpk == NULL)
    return NULL;
  struct linear *linear = calloc(1, sizeof *linear);
  if (linear == NULL) {
    error_memory(error);
    return NULL;
  }
  glpk->glp_term_out(GLP_OFF);
  *linear = (struct linear){.glpk = glpk, .problem = glpk->glp_create_prob(), .columns = columns};
  if (columns > 0)
    glpk->glp_add_cols(linear->problem, (int)columns);
  for (size_t i = 0; i < columns; i++)
    linear_set_column(linear, i, 0, INFINITY);
  return linear;
}

void linear_free(struct linear *linear) {
  if (linear == NULL)
    return;
  linear->glpk->glp_delete_prob(linear->problem);
  free(linear);
}

size_t linear_columns(const struct linear *linear) {
  return linear->columns;
}

size_t linear_rows(const struct linear *linear) {
  return linear->rows;
}

static int bounds_type(double low, double high) {
  bool below = isfinite(low), above = isfinite(high);
  if (below && above)
    return low < high ? GLP_DB : GLP_FX;
  return below ? GLP_LO : above ? GLP_UP : GLP_FR;
}

void linear_set_column(struct linear *linear, size_t column, double low, double high) {
  linear->glpk->glp_set_col_bnds(linear->problem, (int)column + 1, bounds_type(low, high), low,
                                 high);
}

void linear_set_integer(struct linear *linear, size_t column) {
  linear->glpk->glp_set_col_kind(linear->problem, (int)column + 1, GLP_IV);
}

/* GLPK counts from 1 and leaves the first of each array alone. */
static bool put_row(struct linear *linear, int row, const struct linear_sum *sum) {
  int *places = calloc(sum->count + 1, sizeof *places);
  double *values = calloc(sum->count + 1, sizeof *values);
  bool made = places != NULL && values != NULL;
  for (size_t i = 0; made && i < sum->count; i++) {
    places[i + 1] = (int)sum->column[i] + 1;
    values[i + 1] = sum->coefficient[i];
  }
  if (made)
    linear->glpk->glp_set_mat_row(linear->problem, row, (int)sum->count, places, values);
  free(places);
  free(values);
  return made;
}

bool linear_add_row(struct linear *linear, const struct linear_sum *sum, double low, double high,
                    struct error *error) {
  int row = linear->glpk->glp_add_rows(linear->problem, 1);
  linear->rows++;
  linear_set_row(linear, (size_t)row - 1, low, high);
  return put_row(linear, row, sum) || error_memory(error);
}

void linear_set_row(struct linear *linear, size_t row, double low, double high) {
  linear->glpk->glp_set_row_bnds(linear->problem, (int)row + 1, bounds_type(low, high), low, high);
}

static void set_objective(struct linear *linear, const struct linear_sum *sum, bool largest) {
  for (size_t i = 0; i < linear->columns; i++)
    linear->glpk->glp_set_obj_coef(linear->problem, (int)i + 1, 0);
  for (size_t i = 0; i < sum->count; i++)
    linear->glpk->glp_set_obj_coef(linear->problem, (int)sum->column[i] + 1, sum->coefficient[i]);
  linear->glpk->glp_set_obj_dir(linear->problem, largest ? GLP_MAX : GLP_MIN);
}

/* GLPK can turn round for ever between bases that are equally good. Its steps are counted, for the
** same answer on every machine; inside a search over whole numbers only time can end it: so much of
** it that the nodes have run out long before. */
enum { MOST_STEPS = 1000000, SEARCH_MILLISECONDS = 20000 };

static enum linear_status status_of(int status) {
  switch (status) {
  case GLP_OPT:
    return LINEAR_OPTIMAL;
  case GLP_UNBND:
    return LINEAR_UNBOUNDED;
  case GLP_NOFEAS:
    return LINEAR_INFEASIBLE;
  default:
    return LINEAR_UNDECIDED;
  }
}

struct linear_answer linear_optimise(struct linear *linear, const struct linear_sum *sum,
                                     bool largest) {
  const struct glpk_library *glpk = linear->glpk;
  glp_smcp how;
  glpk->glp_init_smcp(&how);
  how.msg_lev = GLP_MSG_OFF;
  how.it_lim = MOST_STEPS;
  set_objective(linear, sum, largest);
  /* The basis of the question before is a good start, unless numbers have spoiled it. */
  if (glpk->glp_simplex(linear->problem, &how) != 0) {
    glpk->glp_std_basis(linear->problem);
    if (glpk->glp_simplex(linear->problem, &how) != 0)
      return (struct linear_answer){.status = LINEAR_UNDECIDED};
  }
  return (struct linear_answer){.status = status_of(glpk->glp_get_status(linear->problem)),
                                .value = glpk->glp_get_obj_val(linear->problem)};
}

struct search {
  const struct glpk_library *glpk;
  size_t nodes;
  size_t limit;
};

static void count_node(glp_tree *tree, void *info) {
  struct search *search = info;
  if (search->glpk->glp_ios_reason(tree) == GLP_ISELECT && ++search->nodes > search->limit)
    search->glpk->glp_ios_terminate(tree);
}

struct linear_answer linear_optimise_integer(struct linear *linear, const struct linear_sum *sum,
                                             bool largest, size_t nodes) {
  /* Without GLPK's presolver, which stops the program where it makes a column fixed (an assertion
  ** in npp3.c): the search begins at the best of the numbers that need not be whole. */
  struct linear_answer relaxed = linear_optimise(linear, sum, largest);
  if (relaxed.status != LINEAR_OPTIMAL)
    return relaxed;
  const struct glpk_library *glpk = linear->glpk;
  struct search search = {.glpk = glpk, .limit = nodes};
  glp_iocp how;
  glpk->glp_init_iocp(&how);
  how.msg_lev = GLP_MSG_OFF;
  how.tm_lim = SEARCH_MILLISECONDS;
  how.pp_tech = GLP_PP_NONE; /* tightens bounds without end where a number has none */
  how.cb_func = count_node;
  how.cb_info = &search;
  if (glpk->glp_intopt(linear->problem, &how) != 0)
    return (struct linear_answer){.status = LINEAR_UNDECIDED};
  return (struct linear_answer){.status = status_of(glpk->glp_mip_status(linear->problem)),
                                .value = glpk->glp_mip_obj_val(linear->problem)};
}

double linear_dual(const struct linear *linear, size_t row) {
  return linear->glpk->glp_get_row_dual(linear->problem, (int)row + 1);
}

double linear_integer_value(const struct linear *linear, size_t column) {
  return linear->glpk->glp_mip_col_val(linear->problem, (int)column + 1);
}
