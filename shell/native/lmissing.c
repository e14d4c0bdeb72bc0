/* `missing`: what a cell without a value is in Lua. One userdata for each reason, all of them equal
** to `missing`, so that a column that goes through Lua keeps its reasons. Computing with one is an
** error: a gap must be handled, not counted on. */
#include <lauxlib.h>
#include <string.h>

#include "lframe.h"
#include "native.h"

static const char name[] = "indsats.missing";
static const char key = 'm'; /* of the table of the values in the registry */

static int missing_tostring(lua_State *L) {
  lua_pushliteral(L, "missing");
  return 1;
}

static int missing_refuse(lua_State *L) {
  return luaL_error(L, "a missing value cannot be computed with; "
                       "test with `x == missing` first, or compute in a column expression");
}

static int missing_equal(lua_State *L) {
  lua_pushboolean(L, lmissing_is(L, 1) && lmissing_is(L, 2));
  return 1;
}

/* missing.suppressed: a cell without a value for that reason; row.antal.reason: why it has none */
static int missing_index(lua_State *L) {
  const enum missing *own = luaL_checkudata(L, 1, name);
  const char *field = luaL_checkstring(L, 2);
  if (strcmp(field, "reason") == 0)
    lua_pushstring(L, missing_name(*own));
  else
    lmissing_push(L, lframe_find_reason(L, field, false));
  return 1;
}

void lmissing_push(lua_State *L, enum missing reason) {
  lua_rawgetp(L, LUA_REGISTRYINDEX, &key);
  lua_rawgeti(L, -1, (lua_Integer)reason);
  lua_remove(L, -2);
}

int lmissing_is(lua_State *L, int index) {
  return luaL_testudata(L, index, name) != NULL;
}

enum missing lmissing_reason(lua_State *L, int index) {
  const enum missing *own = luaL_testudata(L, index, name);
  return own == NULL ? MISSING_BLANK : *own;
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

/* Make the value of each reason; their metatable is on the top of the stack and stays there. */
static void make_values(lua_State *L) {
  lua_createtable(L, MISSING_REASONS, 0);
  for (int reason = PRESENT + 1; reason < MISSING_REASONS; reason++) {
    enum missing *own = lua_newuserdatauv(L, sizeof *own, 0);
    *own = (enum missing)reason;
    lua_pushvalue(L, -3);
    lua_setmetatable(L, -2);
    lua_rawseti(L, -2, reason);
  }
  lua_rawsetp(L, LUA_REGISTRYINDEX, &key);
}

void lmissing_open(lua_State *L) {
  static const char *const refused[] = {"__add", "__sub",  "__mul",    "__div", "__mod", "__pow",
                                        "__unm", "__idiv", "__concat", "__lt",  "__le",  "__len"};
  luaL_newmetatable(L, name);
  lua_pushcfunction(L, missing_tostring);
  lua_setfield(L, -2, "__tostring");
  lua_pushcfunction(L, missing_equal);
  lua_setfield(L, -2, "__eq");
  lua_pushcfunction(L, missing_index);
  lua_setfield(L, -2, "__index");
  for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
    lua_pushcfunction(L, missing_refuse);
    lua_setfield(L, -2, refused[i]);
  }
  make_values(L);
  lua_pop(L, 1);
  lmissing_push(L, MISSING_BLANK);
  lua_setfield(L, -2, "missing");
  set_reasons(L);
}
