/* Intervals for shares and exact sums. */
#include <lauxlib.h>

#include "lframe.h"
#include "native.h"
#include "numbers.h"
#include "statistics.h"
#include "summation.h"

static int push_interval(lua_State *L, bool found, const struct interval *interval,
                         const struct error *error) {
  if (!found)
    return lframe_raise(L, error);
  lua_pushnumber(L, interval->low);
  lua_pushnumber(L, interval->high);
  return 2;
}

/* wilson(x, n[, confidence = 0.95]) -> low, high of the share x / n */
static int lstatistics_wilson(lua_State *L) {
  double x = luaL_checknumber(L, 1), n = luaL_checknumber(L, 2);
  double confidence = luaL_optnumber(L, 3, 0.95);
  struct interval interval;
  struct error error = {0};
  bool found = statistics_wilson(x, n, confidence, &interval, &error);
  return push_interval(L, found, &interval, &error);
}

/* newcombe(x1, n1, x2, n2[, confidence = 0.95]) -> low, high of the difference x1 / n1 - x2 / n2 */
static int lstatistics_newcombe(lua_State *L) {
  double x1 = luaL_checknumber(L, 1), n1 = luaL_checknumber(L, 2);
  double x2 = luaL_checknumber(L, 3), n2 = luaL_checknumber(L, 4);
  double confidence = luaL_optnumber(L, 5, 0.95);
  struct interval interval;
  struct error error = {0};
  bool found = statistics_newcombe(x1, n1, x2, n2, confidence, &interval, &error);
  return push_interval(L, found, &interval, &error);
}

/* normal_quantile(confidence) -> standard errors to either side: 1.96 for 0.95 */
static int lstatistics_normal_quantile(lua_State *L) {
  double confidence = luaL_checknumber(L, 1);
  luaL_argcheck(L, confidence > 0 && confidence < 1, 1, "a confidence lies between 0 and 1");
  lua_pushnumber(L, statistics_normal_quantile(confidence));
  return 1;
}

/* byar(x[, confidence = 0.95]) -> low, high of the count x */
static int lstatistics_byar(lua_State *L) {
  double x = luaL_checknumber(L, 1);
  double confidence = luaL_optnumber(L, 2, 0.95);
  struct interval interval;
  struct error error = {0};
  bool found = statistics_byar(x, confidence, &interval, &error);
  return push_interval(L, found, &interval, &error);
}

/* fsum(array) -> the exact sum of its numbers, rounded once; 0.0 of none */
static int lstatistics_fsum(lua_State *L) {
  size_t count;
  double *values = numbers_check(L, 1, &count);
  double total;
  if (!summation_of(values, count, &total))
    return luaL_error(L, "out of memory");
  lua_pushnumber(L, total);
  return 1;
}

void lstatistics_open(lua_State *L) {
  static const luaL_Reg functions[] = {{"wilson", lstatistics_wilson},
                                       {"newcombe", lstatistics_newcombe},
                                       {"normal_quantile", lstatistics_normal_quantile},
                                       {"byar", lstatistics_byar},
                                       {"fsum", lstatistics_fsum},
                                       {NULL, NULL}};
  luaL_setfuncs(L, functions, 0);
}
