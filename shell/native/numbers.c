#include "numbers.h"

#include <lauxlib.h>
#include <math.h>

#include "lframe.h"

double *numbers_check(lua_State *L, int index, size_t *count) {
  luaL_checktype(L, index, LUA_TTABLE);
  *count = (size_t)luaL_len(L, index);
  double *numbers = lframe_buffer(L, *count, sizeof *numbers);
  for (size_t i = 0; i < *count; i++) {
    lua_Integer place = (lua_Integer)i + 1;
    if (lua_rawgeti(L, index, place) != LUA_TNUMBER)
      luaL_error(L, "value %I is a %s, not a number", place, luaL_typename(L, -1));
    numbers[i] = lua_tonumber(L, -1);
    if (!isfinite(numbers[i]))
      luaL_error(L, "value %I is not finite", place);
    lua_pop(L, 1);
  }
  return numbers;
}

void numbers_push(lua_State *L, const double *numbers, size_t count) {
  lua_createtable(L, (int)count, 0);
  for (size_t i = 0; i < count; i++) {
    lua_pushnumber(L, numbers[i]);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
}
