/* The host. Runs a Lua script with the library compiled in. */
#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>
#include <stdio.h>
#include <string.h>

#include "library.h"
#include "native/native.h"

/* Loader of a library module: upvalue 1 is its entry. The chunk name tells errors apart from those
** of the user's own files. */
static int load_module(lua_State *L) {
  const struct library_module *module = lua_touserdata(L, lua_upvalueindex(1));
  char name[128];
  snprintf(name, sizeof name, "=[indsats] %s", module->name);
  if (luaL_loadbufferx(L, (const char *)module->source, module->size, name, "t") != LUA_OK)
    return lua_error(L);
  lua_pushstring(L, module->name);
  lua_call(L, 1, 1);
  return 1;
}

static void preload_library(lua_State *L) {
  luaL_getsubtable(L, LUA_REGISTRYINDEX, LUA_PRELOAD_TABLE);
  for (const struct library_module *module = library_modules; module->name != NULL; module++) {
    lua_pushlightuserdata(L, (void *)(size_t)module);
    lua_pushcclosure(L, load_module, 1);
    lua_setfield(L, -2, module->name);
  }
  lua_pushcfunction(L, luaopen_native);
  lua_setfield(L, -2, "native");
  lua_pop(L, 1);
}

int main(int count, char **arguments) {
  lua_State *L = luaL_newstate();
  luaL_openlibs(L);
  preload_library(L);
  lua_getglobal(L, "require");
  lua_pushliteral(L, "prelude");
  int status = lua_pcall(L, 1, 0, 0);
  if (status == LUA_OK && count > 1)
    status = luaL_loadfilex(L, arguments[1], "t") || lua_pcall(L, 0, 0, 0);
  if (status != LUA_OK)
    fprintf(stderr, "indsats: %s\n", lua_tostring(L, -1));
  lua_close(L);
  return status == LUA_OK ? 0 : 1;
}
