/* `missing`: what a cell without a value is in Lua. One userdata; its reason stands in the frame
** (`t:reason(i, name)`). Computing with it is an error: a gap must be handled, not counted on. */
#include <lauxlib.h>

#include "column.h"
#include "native.h"

static const char key = 'm';

static int missing_tostring(lua_State *L) {
  lua_pushliteral(L, "missing");
  return 1;
}

static int missing_refuse(lua_State *L) {
  return luaL_error(L, "a missing value cannot be computed with; "
                       "test with `x == missing` first, or compute in a column expression");
}

void lmissing_push(lua_State *L) {
  lua_rawgetp(L, LUA_REGISTRYINDEX, &key);
}

int lmissing_is(lua_State *L, int index) {
  index = lua_absindex(L, index);
  lmissing_push(L);
  int same = lua_rawequal(L, -1, index);
  lua_pop(L, 1);
  return same;
}

/* missing_reasons: { { name = "suppressed", sign = "." } ... } in their order of precedence. */
static void set_reasons(lua_State *L) {
  lua_createtable(L, MISSING_REASONS - 1, 0);
  for (int reason = PRESENT + 1; reason < MISSING_REASONS; reason++) {
    lua_createtable(L, 0, 2);
    lua_pushstring(L, missing_name((enum missing)reason));
    lua_setfield(L, -2, "name");
    lua_pushstring(L, missing_sign((enum missing)reason));
    lua_setfield(L, -2, "sign");
    lua_rawseti(L, -2, reason);
  }
  lua_setfield(L, -2, "missing_reasons");
}

void lmissing_open(lua_State *L) {
  static const char *const refused[] = {"__add", "__sub",  "__mul",    "__div", "__mod", "__pow",
                                        "__unm", "__idiv", "__concat", "__lt",  "__le",  "__len"};
  lua_newuserdatauv(L, 0, 0);
  luaL_newmetatable(L, "indsats.missing");
  lua_pushcfunction(L, missing_tostring);
  lua_setfield(L, -2, "__tostring");
  for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
    lua_pushcfunction(L, missing_refuse);
    lua_setfield(L, -2, refused[i]);
  }
  lua_setmetatable(L, -2);
  lua_pushvalue(L, -1);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &key);
  lua_setfield(L, -2, "missing");
  set_reasons(L);
}
