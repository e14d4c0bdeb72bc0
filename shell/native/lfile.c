/* Files written whole (engine: replace.h). */
#include <errno.h>
#include <lauxlib.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "native.h"
#include "replace.h"

static int push_failure(lua_State *L, const struct error *error) {
  luaL_pushfail(L);
  lua_pushstring(L, error->message);
  lua_pushliteral(L, "file");
  return 3;
}

/* file_replace(path, bytes) -> "written" or "same" | nil, message, "file" */
static int lfile_replace(lua_State *L) {
  size_t length;
  const char *path = luaL_checkstring(L, 1);
  const char *bytes = luaL_checklstring(L, 2, &length);
  struct error error = {0};
  enum replaced result = file_replace(path, bytes, length, NULL, &error);
  if (result == REPLACE_FAILED)
    return push_failure(L, &error);
  lua_pushstring(L, result == REPLACE_SAME ? "same" : "written");
  return 1;
}

/* file_create(path, bytes) -> true | nil, message, "file"; never over a file that is there */
static int lfile_create(lua_State *L) {
  size_t length;
  const char *path = luaL_checkstring(L, 1);
  const char *bytes = luaL_checklstring(L, 2, &length);
  struct error error = {0};
  if (!file_create(path, bytes, length, &error))
    return push_failure(L, &error);
  lua_pushboolean(L, 1);
  return 1;
}

/* file_stage(path, bytes) -> "written", name of the file beside that holds them | "written" or
** "same", where nothing is left to do | nil, message, "file" */
static int lfile_stage(lua_State *L) {
  size_t length;
  const char *path = luaL_checkstring(L, 1);
  const char *bytes = luaL_checklstring(L, 2, &length);
  struct error error = {0};
  char *staged;
  enum replaced result = file_stage(path, bytes, length, &staged, &error);
  if (result == REPLACE_FAILED)
    return push_failure(L, &error);
  lua_pushstring(L, result == REPLACE_SAME ? "same" : "written");
  lua_pushstring(L, staged);
  free(staged);
  return 2;
}

/* file_commit(staged, path) -> true | nil, message, "file" */
static int lfile_commit(lua_State *L) {
  struct error error = {0};
  if (!file_commit(luaL_checkstring(L, 1), luaL_checkstring(L, 2), &error))
    return push_failure(L, &error);
  lua_pushboolean(L, 1);
  return 1;
}

/* make_directory(path) -> true | nil, message, "file" */
static int lfile_make_directory(lua_State *L) {
  struct error error = {0};
  if (!file_make_directory(luaL_checkstring(L, 1), &error))
    return push_failure(L, &error);
  lua_pushboolean(L, 1);
  return 1;
}

/* make_private(path) -> true: only its owner may look into the folder | nil, message, "file" */
static int lfile_make_private(lua_State *L) {
  const char *path = luaL_checkstring(L, 1);
  if (chmod(path, S_IRWXU) != 0) {
    luaL_pushfail(L);
    lua_pushfstring(L, "%s: %s", path, strerror(errno));
    lua_pushliteral(L, "file");
    return 3;
  }
  lua_pushboolean(L, 1);
  return 1;
}

void lfile_open(lua_State *L) {
  static const luaL_Reg functions[] = {{"file_replace", lfile_replace},
                                       {"file_create", lfile_create},
                                       {"file_stage", lfile_stage},
                                       {"file_commit", lfile_commit},
                                       {"make_directory", lfile_make_directory},
                                       {"make_private", lfile_make_private},
                                       {NULL, NULL}};
  luaL_setfuncs(L, functions, 0);
}
