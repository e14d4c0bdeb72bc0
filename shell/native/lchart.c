/* Control charts for Lua. */
#include <lauxlib.h>

#include "chart.h"
#include "lframe.h"
#include "native.h"
#include "numbers.h"

static void set_number(lua_State *L, const char *name, double value) {
  lua_pushnumber(L, value);
  lua_setfield(L, -2, name);
}

static void set_count(lua_State *L, const char *name, size_t value) {
  lua_pushinteger(L, (lua_Integer)value);
  lua_setfield(L, -2, name);
}

/* The signals of one value as { outside =, shift =, trend =, near_limit = }. */
static void push_signals(lua_State *L, uint8_t signals) {
  static const char *const names[] = {"outside", "shift", "trend", "near_limit"};
  lua_newtable(L);
  for (int i = 0; i < 4; i++) {
    if ((signals >> i & 1) == 0)
      continue;
    lua_pushboolean(L, 1);
    lua_setfield(L, -2, names[i]);
  }
}

/* chart_individuals(values[, screen = true]) -> { centre, lower, upper, near_lower, near_upper,
** signals = { { outside = true ... } ... } } */
static int lchart_individuals(lua_State *L) {
  bool screen = lua_isnoneornil(L, 2) || lua_toboolean(L, 2);
  struct error error = {0};
  struct chart chart;
  size_t count;
  double *values = numbers_check(L, 1, &count);
  if (!chart_individuals(values, count, screen, &chart, &error))
    return lframe_raise(L, &error);
  uint8_t *signals = lframe_buffer(L, count, 1);
  if (!chart_signals(&chart, values, count, signals, &error))
    return lframe_raise(L, &error);
  lua_createtable(L, 0, 6);
  set_number(L, "centre", chart.centre);
  set_number(L, "lower", chart.lower);
  set_number(L, "upper", chart.upper);
  set_number(L, "near_lower", chart.near_lower);
  set_number(L, "near_upper", chart.near_upper);
  lua_createtable(L, (int)count, 0);
  for (size_t i = 0; i < count; i++) {
    push_signals(L, signals[i]);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  lua_setfield(L, -2, "signals");
  return 1;
}

/* chart_laney(x, n) -> { centre, spread, lower = {}, upper = {} } */
static int lchart_laney(lua_State *L) {
  struct error error = {0};
  size_t count, others;
  double *x = numbers_check(L, 1, &count);
  double *n = numbers_check(L, 2, &others);
  luaL_argcheck(L, count == others, 2, "there must be as many n as x");
  double *lower = lframe_buffer(L, count, sizeof *lower);
  double *upper = lframe_buffer(L, count, sizeof *upper);
  double centre, spread;
  if (!chart_laney(x, n, count, &centre, &spread, lower, upper, &error))
    return lframe_raise(L, &error);
  lua_createtable(L, 0, 4);
  set_number(L, "centre", centre);
  set_number(L, "spread", spread);
  numbers_push(L, lower, count);
  lua_setfield(L, -2, "lower");
  numbers_push(L, upper, count);
  lua_setfield(L, -2, "upper");
  return 1;
}

/* chart_runs(values) -> { useful, longest, longest_limit, crossings, fewest } */
static int lchart_runs(lua_State *L) {
  struct error error = {0};
  struct runs runs;
  size_t count;
  double *values = numbers_check(L, 1, &count);
  if (!chart_runs(values, count, &runs, &error))
    return lframe_raise(L, &error);
  lua_createtable(L, 0, 5);
  set_count(L, "useful", runs.useful);
  set_count(L, "longest", runs.longest);
  set_count(L, "longest_limit", runs.longest_limit);
  set_count(L, "crossings", runs.crossings);
  set_count(L, "fewest", runs.fewest);
  return 1;
}

void lchart_open(lua_State *L) {
  static const luaL_Reg functions[] = {{"chart_individuals", lchart_individuals},
                                       {"chart_laney", lchart_laney},
                                       {"chart_runs", lchart_runs},
                                       {NULL, NULL}};
  luaL_setfuncs(L, functions, 0);
}
