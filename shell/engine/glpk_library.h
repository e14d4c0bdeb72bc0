/* GLPK, loaded when it is first needed: an empty script starts without it. */
#ifndef INDSATS_GLPK_LIBRARY_H
#define INDSATS_GLPK_LIBRARY_H

#include <glpk.h>

#include "error.h"

/* The functions of GLPK that the engine calls, under their own names. */
struct glpk_library {
  __typeof__(glp_create_prob) *glp_create_prob;
  __typeof__(glp_delete_prob) *glp_delete_prob;
  __typeof__(glp_add_cols) *glp_add_cols;
  __typeof__(glp_add_rows) *glp_add_rows;
  __typeof__(glp_set_col_bnds) *glp_set_col_bnds;
  __typeof__(glp_set_row_bnds) *glp_set_row_bnds;
  __typeof__(glp_set_col_kind) *glp_set_col_kind;
  __typeof__(glp_set_mat_row) *glp_set_mat_row;
  __typeof__(glp_set_obj_coef) *glp_set_obj_coef;
  __typeof__(glp_set_obj_dir) *glp_set_obj_dir;
  __typeof__(glp_std_basis) *glp_std_basis;
  __typeof__(glp_init_smcp) *glp_init_smcp;
  __typeof__(glp_simplex) *glp_simplex;
  __typeof__(glp_get_status) *glp_get_status;
  __typeof__(glp_get_obj_val) *glp_get_obj_val;
  __typeof__(glp_get_row_dual) *glp_get_row_dual;
  __typeof__(glp_get_col_prim) *glp_get_col_prim;
  __typeof__(glp_init_iocp) *glp_init_iocp;
  __typeof__(glp_intopt) *glp_intopt;
  __typeof__(glp_ios_reason) *glp_ios_reason;
  __typeof__(glp_ios_terminate) *glp_ios_terminate;
  __typeof__(glp_mip_status) *glp_mip_status;
  __typeof__(glp_mip_obj_val) *glp_mip_obj_val;
  __typeof__(glp_mip_col_val) *glp_mip_col_val;
  __typeof__(glp_term_out) *glp_term_out;
};

/* The same for all, from any thread, and never let go; NULL with an error when it is not there. */
const struct glpk_library *glpk_library_load(struct error *error);

#endif
