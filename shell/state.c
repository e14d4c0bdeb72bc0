#include "state.h"

#include <lauxlib.h>
#include <lualib.h>
#include <stdio.h>
#include <string.h>

#include "host.h"
#include "library.h"
#include "native/native.h"
#include "patient.h"
#include "room.h"

/* Push a module's chunk: its code when this is the Lua that made it, else from its source. */
static int load_chunk(lua_State *L, const struct library_module *module) {
  if (strcmp(lua_ident, library_lua) == 0)
    return luaL_loadbufferx(L, (const char *)module->code, module->code_size, module->name, "b");
  char name[128]; /* as shell/embed.c names it in the code */
  snprintf(name, sizeof name, "=[indsats] %s", module->name);
  return luaL_loadbufferx(L, (const char *)module->source, module->size, name, "t");
}

/* Loader of a library module: upvalue 1 is its entry. */
static int load_module(lua_State *L) {
  const struct library_module *module = lua_touserdata(L, lua_upvalueindex(1));
  if (load_chunk(L, module) != LUA_OK)
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
  lua_pushcfunction(L, luaopen_host);
  lua_setfield(L, -2, "host");
  lua_pop(L, 1);
}

void state_fill(lua_State *L) {
  luaL_checkversion(L);
  lua_gc(L, LUA_GCSTOP);
  luaL_openlibs(L);
  room_open(L);
  patient_open(L);
  preload_library(L);
  lua_getglobal(L, "require");
  lua_pushliteral(L, "prelude");
  lua_call(L, 1, 0);
  lua_gc(L, LUA_GCRESTART);
}

void state_arguments(lua_State *L, const char *program, const char *script, int count,
                     char **arguments) {
  lua_createtable(L, count, 2);
  lua_pushstring(L, program);
  lua_rawseti(L, -2, -1);
  lua_pushstring(L, script);
  lua_rawseti(L, -2, 0);
  for (int i = 0; i < count; i++) {
    lua_pushstring(L, arguments[i]);
    lua_rawseti(L, -2, i + 1);
  }
  lua_setglobal(L, "arg");
  luaL_checkstack(L, count + 4, "too many arguments to the script");
  for (int i = 0; i < count; i++)
    lua_pushstring(L, arguments[i]);
}
