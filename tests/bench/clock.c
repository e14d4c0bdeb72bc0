/* What a measuring script needs of the system and the program does not give, as a module for
** `require "clock"`: a clock that runs on, and marks for callgrind. */
#include <lauxlib.h>
#include <time.h>
#include <valgrind/callgrind.h>

/* clock.now() -> seconds since some moment */
static int clock_now(lua_State *state) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  lua_pushnumber(state, (double)now.tv_sec + (double)now.tv_nsec / 1e9);
  return 1;
}

/* clock.zero(): callgrind counts from here. Costs nothing elsewhere, as the next. */
static int clock_zero(lua_State *state) {
  (void)state;
  CALLGRIND_ZERO_STATS;
  return 0;
}

/* clock.count(name): callgrind writes what it counted under that name */
static int clock_count(lua_State *state) {
  const char *name = luaL_checkstring(state, 1);
  CALLGRIND_DUMP_STATS_AT(name);
  (void)name;
  return 0;
}

int luaopen_clock(lua_State *state);

int luaopen_clock(lua_State *state) {
  static const luaL_Reg functions[] = {
      {"now", clock_now}, {"zero", clock_zero}, {"count", clock_count}, {NULL, NULL}};
  luaL_newlib(state, functions);
  return 1;
}
