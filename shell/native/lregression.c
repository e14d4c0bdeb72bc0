/* Regression for Lua: a table of numbers in, a table of what was found out. */
#include <lauxlib.h>
#include <string.h>

#include "lframe.h"
#include "native.h"
#include "numbers.h"
#include "regression.h"

/* A fit that the collector clears. */
static int clear_fit(lua_State *L) {
  fit_clear(lua_touserdata(L, 1));
  return 0;
}

static struct fit *new_fit(lua_State *L) {
  struct fit *fit = lua_newuserdatauv(L, sizeof *fit, 0);
  *fit = (struct fit){0};
  if (luaL_newmetatable(L, "indsats.fit")) {
    lua_pushcfunction(L, clear_fit);
    lua_setfield(L, -2, "__gc");
  }
  lua_setmetatable(L, -2);
  return fit;
}

/* The matrix of the field "x": an array of rows, all of one length. */
static double *check_rows(lua_State *L, int index, struct design *design) {
  lua_getfield(L, index, "x");
  luaL_checktype(L, -1, LUA_TTABLE);
  int rows = lua_gettop(L);
  design->rows = (size_t)luaL_len(L, rows);
  double *x = NULL;
  for (size_t row = 0; row < design->rows; row++) {
    lua_rawgeti(L, rows, (lua_Integer)row + 1);
    size_t count;
    double *numbers = numbers_check(L, lua_gettop(L), &count);
    if (row == 0) {
      design->columns = count;
      x = lframe_buffer(L, design->rows * count + 1, sizeof *x);
      lua_insert(L, rows + 1); /* the buffer below what follows */
    }
    if (count != design->columns)
      luaL_error(L, "row %I of x has %I numbers, the first has %I", (lua_Integer)row + 1,
                 (lua_Integer)count, (lua_Integer)design->columns);
    memcpy(x + row * count, numbers, count * sizeof *x);
    lua_settop(L, rows + 1);
  }
  return x;
}

static double *check_field(lua_State *L, int index, const char *name, size_t rows) {
  lua_getfield(L, index, name);
  if (lua_isnil(L, -1))
    return NULL;
  size_t count;
  double *numbers = numbers_check(L, lua_gettop(L), &count);
  if (count != rows)
    luaL_error(L, "%s has %I numbers, and x has %I rows", name, (lua_Integer)count,
               (lua_Integer)rows);
  return numbers;
}

static void push_matrix(lua_State *L, const double *cells, size_t size) {
  lua_createtable(L, (int)size, 0);
  for (size_t i = 0; i < size; i++) {
    numbers_push(L, cells + i * size, size);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
}

/* Fill the table at the top with what a fit says. */
static void push_fit(lua_State *L, const struct fit *fit, double least, const double *x,
                     size_t lags) {
  struct error error = {0};
  double *variance = lframe_buffer(L, fit->columns * fit->columns, sizeof *variance);
  lua_createtable(L, 0, 8);
  numbers_push(L, fit->coefficient, fit->columns);
  lua_setfield(L, -2, "coefficients");
  numbers_push(L, fit->fitted, fit->rows);
  lua_setfield(L, -2, "fitted");
  numbers_push(L, fit->residual, fit->rows);
  lua_setfield(L, -2, "residuals");
  lua_pushnumber(L, fit->dispersion);
  lua_setfield(L, -2, "dispersion");
  lua_pushnumber(L, fit->durbin_watson);
  lua_setfield(L, -2, "durbin_watson");
  lua_pushinteger(L, (lua_Integer)lags);
  lua_setfield(L, -2, "lags");
  fit_variance(fit, least, variance);
  push_matrix(L, variance, fit->columns);
  lua_setfield(L, -2, "variance");
  if (!fit_newey_west(fit, x, lags, variance, &error))
    lframe_raise(L, &error);
  push_matrix(L, variance, fit->columns);
  lua_setfield(L, -2, "newey_west");
}

typedef bool regression(const struct design *design, struct fit *fit, struct error *error);

static int regress(lua_State *L, regression *method, double least) {
  struct design design = {0};
  struct error error = {0};
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 1);
  double *x = check_rows(L, 1, &design);
  design.x = x;
  design.y = check_field(L, 1, "y", design.rows);
  design.offset = check_field(L, 1, "offset", design.rows);
  luaL_argcheck(L, design.y != NULL || design.rows == 0, 1, "y is missing");
  lua_getfield(L, 1, "lags");
  lua_Integer lags = luaL_optinteger(L, -1, (lua_Integer)newey_west_lags(design.rows));
  luaL_argcheck(L, lags >= 0, 1, "lags is a count");
  struct fit *fit = new_fit(L);
  if (!method(&design, fit, &error)) {
    lua_pushnil(L);
    lua_pushstring(L, error.message);
    return 2;
  }
  push_fit(L, fit, least, x, (size_t)lags);
  return 1;
}

/* least_squares{ x = rows, y = numbers, lags = count } -> { coefficients, variance (model's),
** newey_west, fitted, residuals, dispersion, durbin_watson, lags }, or nil and why these numbers
** give none */
static int lregression_least_squares(lua_State *L) {
  return regress(L, regression_least_squares, 0);
}

/* poisson{ x =, y = counts, offset =, lags = }: the same on the log scale; `variance` is that of
** Poisson times the dispersion where that is above 1 */
static int lregression_poisson(lua_State *L) {
  return regress(L, regression_poisson, 1);
}

void lregression_open(lua_State *L) {
  static const luaL_Reg functions[] = {
      {"least_squares", lregression_least_squares}, {"poisson", lregression_poisson}, {NULL, NULL}};
  luaL_setfuncs(L, functions, 0);
}
