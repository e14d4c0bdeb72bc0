#include "room.h"

#include <lauxlib.h>
#include <lualib.h>

enum { ROOM = 10000, ROOM_OF_COROUTINE = 1000 }; /* values; the collector keeps what is reserved */

void room_of_coroutine(lua_State *thread) {
  lua_checkstack(thread, ROOM_OF_COROUTINE); /* without it: as Lua has it */
}

/* coroutine.create; upvalue 1 is Lua's own. */
static int create(lua_State *L) {
  lua_settop(L, 1);
  lua_pushvalue(L, lua_upvalueindex(1));
  lua_insert(L, 1);
  lua_call(L, 1, 1);
  room_of_coroutine(lua_tothread(L, -1));
  return 1;
}

void room_open(lua_State *L) {
  luaL_checkstack(L, ROOM, "at the start");
  lua_getglobal(L, LUA_COLIBNAME);
  lua_getfield(L, -1, "create");
  lua_pushcclosure(L, create, 1);
  lua_setfield(L, -2, "create");
  lua_pop(L, 1);
}
