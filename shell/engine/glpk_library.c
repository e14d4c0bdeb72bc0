#include "glpk_library.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>

/* Written once, by load(). */
static pthread_once_t once = PTHREAD_ONCE_INIT;
static struct glpk_library glpk;
static bool loaded;
static char why[512];

#define FILE_NAME "libglpk.so.40"
#define FIND(name) ((glpk.name = (__typeof__(glpk.name))dlsym(library, #name)) != NULL)

static bool find_problem(void *library) {
  return FIND(glp_create_prob) && FIND(glp_delete_prob) && FIND(glp_add_cols) &&
         FIND(glp_add_rows) && FIND(glp_set_col_bnds) && FIND(glp_set_row_bnds) &&
         FIND(glp_set_col_kind) && FIND(glp_set_mat_row) && FIND(glp_set_obj_coef) &&
         FIND(glp_set_obj_dir) && FIND(glp_std_basis) && FIND(glp_term_out);
}

static bool find_solvers(void *library) {
  return FIND(glp_init_smcp) && FIND(glp_simplex) && FIND(glp_get_status) &&
         FIND(glp_get_obj_val) && FIND(glp_get_row_dual) && FIND(glp_get_col_prim) &&
         FIND(glp_init_iocp) && FIND(glp_intopt) && FIND(glp_ios_reason) &&
         FIND(glp_ios_terminate) && FIND(glp_mip_status) && FIND(glp_mip_obj_val) &&
         FIND(glp_mip_col_val);
}

static void load(void) {
  void *library = dlopen(FILE_NAME, RTLD_NOW | RTLD_LOCAL);
  loaded = library != NULL && find_problem(library) && find_solvers(library);
  if (!loaded)
    snprintf(why, sizeof why, "%s", dlerror());
}

const struct glpk_library *glpk_library_load(struct error *error) {
  pthread_once(&once, load);
  if (loaded)
    return &glpk;
  error_set(error, ERROR_FILE,
            "disclosure control needs GLPK (" FILE_NAME "), which cannot be loaded: %s\n"
            "install libglpk40",
            why);
  return NULL;
}
