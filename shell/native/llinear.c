/* Linear programmes for Lua. Columns and rows count from 1; a bound that is nil is none. */
#include <lauxlib.h>
#include <math.h>

#include "lframe.h"
#include "linear.h"
#include "native.h"
#include "numbers.h"

#define TYPE "indsats.linear"

static struct linear *check_linear(lua_State *L) {
  return *(struct linear **)luaL_checkudata(L, 1, TYPE);
}

static int llinear_collect(lua_State *L) {
  struct linear **linear = luaL_checkudata(L, 1, TYPE);
  linear_free(*linear);
  *linear = NULL;
  return 0;
}

/* linear(columns) -> a programme of so many columns, each of 0 and up */
static int llinear_new(lua_State *L) {
  lua_Integer columns = luaL_checkinteger(L, 1);
  luaL_argcheck(L, columns >= 0 && columns <= 10000000, 1, "a count of columns");
  struct error error = {0};
  struct linear **made = lua_newuserdatauv(L, sizeof(struct linear *), 0);
  *made = NULL;
  luaL_setmetatable(L, TYPE);
  *made = linear_new((size_t)columns, &error);
  return *made != NULL ? 1 : lframe_raise(L, &error);
}

static size_t check_place(lua_State *L, int index, size_t count) {
  lua_Integer place = luaL_checkinteger(L, index);
  luaL_argcheck(L, place >= 1 && (lua_Unsigned)place <= count, index, "no such column or row");
  return (size_t)place - 1;
}

static void check_bounds(lua_State *L, int index, double *low, double *high) {
  *low = luaL_optnumber(L, index, -INFINITY);
  *high = luaL_optnumber(L, index + 1, INFINITY);
  luaL_argcheck(L, *low <= *high && *low<INFINITY && * high> - INFINITY, index,
                "the lower bound lies over the upper one");
}

/* The sum of `columns` and `coefficients`, two arrays of one length at index and index + 1. */
static struct linear_sum check_sum(lua_State *L, int index, size_t columns) {
  size_t count, coefficients;
  double *places = numbers_check(L, index, &count);
  double *values = numbers_check(L, index + 1, &coefficients);
  luaL_argcheck(L, count == coefficients, index + 1, "a coefficient for each column");
  size_t *column = lframe_buffer(L, count + 1, sizeof *column);
  bool *seen = lframe_buffer(L, columns + 1, sizeof *seen);
  for (size_t i = 0; i < columns; i++)
    seen[i] = false;
  for (size_t i = 0; i < count; i++) {
    bool is_column =
        places[i] >= 1 && places[i] <= (double)columns && floor(places[i]) == places[i];
    luaL_argcheck(L, is_column, index, "no such column");
    column[i] = (size_t)places[i] - 1;
    luaL_argcheck(L, !seen[column[i]], index, "a column stands twice");
    seen[column[i]] = true;
  }
  return (struct linear_sum){.count = count, .column = column, .coefficient = values};
}

/* programme:column(place, low, high) */
static int llinear_column(lua_State *L) {
  struct linear *linear = check_linear(L);
  size_t column = check_place(L, 2, linear_columns(linear));
  double low, high;
  check_bounds(L, 3, &low, &high);
  linear_set_column(linear, column, low, high);
  return 0;
}

/* programme:integer(place): whole values only, for optimise_integer */
static int llinear_integer(lua_State *L) {
  struct linear *linear = check_linear(L);
  linear_set_integer(linear, check_place(L, 2, linear_columns(linear)));
  return 0;
}

/* programme:add_row(columns, coefficients, low, high) -> its place */
static int llinear_add_row(lua_State *L) {
  struct linear *linear = check_linear(L);
  lua_settop(L, 5);
  double low, high;
  check_bounds(L, 4, &low, &high);
  struct linear_sum sum = check_sum(L, 2, linear_columns(linear));
  struct error error = {0};
  if (!linear_add_row(linear, &sum, low, high, &error))
    return lframe_raise(L, &error);
  lua_pushinteger(L, (lua_Integer)linear_rows(linear));
  return 1;
}

/* programme:row(place, low, high) */
static int llinear_row(lua_State *L) {
  struct linear *linear = check_linear(L);
  size_t row = check_place(L, 2, linear_rows(linear));
  double low, high;
  check_bounds(L, 3, &low, &high);
  linear_set_row(linear, row, low, high);
  return 0;
}

static bool check_sense(lua_State *L, int index) {
  static const char *const senses[] = {"min", "max", NULL};
  return luaL_checkoption(L, index, NULL, senses) == 1;
}

static int push_answer(lua_State *L, struct linear_answer answer) {
  static const char *const statuses[] = {"optimal", "unbounded", "infeasible", "undecided"};
  if (answer.status == LINEAR_OPTIMAL)
    lua_pushnumber(L, answer.value);
  else
    luaL_pushfail(L);
  lua_pushstring(L, statuses[answer.status]);
  return 2;
}

/* programme:optimise(columns, coefficients, "min" or "max") -> value or nil, status */
static int llinear_optimise(lua_State *L) {
  struct linear *linear = check_linear(L);
  lua_settop(L, 4);
  bool largest = check_sense(L, 4);
  struct linear_sum sum = check_sum(L, 2, linear_columns(linear));
  return push_answer(L, linear_optimise(linear, &sum, largest));
}

/* programme:optimise_integer(columns, coefficients, "min" or "max", nodes) -> value or nil, status
 */
static int llinear_optimise_integer(lua_State *L) {
  struct linear *linear = check_linear(L);
  lua_settop(L, 5);
  bool largest = check_sense(L, 4);
  lua_Integer nodes = luaL_checkinteger(L, 5);
  luaL_argcheck(L, nodes > 0, 5, "a count of nodes");
  struct linear_sum sum = check_sum(L, 2, linear_columns(linear));
  return push_answer(L, linear_optimise_integer(linear, &sum, largest, (size_t)nodes));
}

/* programme:duals() -> an array, by row, of what the last optimum owes to its bound */
static int llinear_duals(lua_State *L) {
  const struct linear *linear = check_linear(L);
  lua_createtable(L, (int)linear_rows(linear), 0);
  for (size_t row = 0; row < linear_rows(linear); row++) {
    lua_pushnumber(L, linear_dual(linear, row));
    lua_rawseti(L, -2, (lua_Integer)row + 1);
  }
  return 1;
}

/* programme:values() -> an array, by column, of the last optimum over integers */
static int llinear_values(lua_State *L) {
  const struct linear *linear = check_linear(L);
  lua_createtable(L, (int)linear_columns(linear), 0);
  for (size_t column = 0; column < linear_columns(linear); column++) {
    lua_pushnumber(L, linear_integer_value(linear, column));
    lua_rawseti(L, -2, (lua_Integer)column + 1);
  }
  return 1;
}

void llinear_open(lua_State *L) {
  static const luaL_Reg methods[] = {{"column", llinear_column},
                                     {"integer", llinear_integer},
                                     {"add_row", llinear_add_row},
                                     {"row", llinear_row},
                                     {"optimise", llinear_optimise},
                                     {"optimise_integer", llinear_optimise_integer},
                                     {"duals", llinear_duals},
                                     {"values", llinear_values},
                                     {NULL, NULL}};
  luaL_newmetatable(L, TYPE);
  lua_pushcfunction(L, llinear_collect);
  lua_setfield(L, -2, "__gc");
  luaL_newlib(L, methods);
  lua_setfield(L, -2, "__index");
  lua_pop(L, 1);
  lua_pushcfunction(L, llinear_new);
  lua_setfield(L, -2, "linear");
}
