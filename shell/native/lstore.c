/* Frames in files of their own, and what the cache of read files needs to know of files. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <lauxlib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lframe.h"
#include "native.h"
#include "stamp.h"
#include "store.h"

static int fail(lua_State *L, const struct error *error) {
  if (error->code == ERROR_MEMORY || error->code == ERROR_CANCELLED)
    return lframe_raise(L, error);
  luaL_pushfail(L);
  lua_pushstring(L, error->message);
  lua_pushstring(L, error->code == ERROR_FILE ? "file" : "data");
  return 3;
}

/* nf:write_store(path, note) -> true; or nil, message, "file" */
static int lframe_write_store(lua_State *L) {
  const struct frame *frame = lframe_check(L, 1);
  const char *path = luaL_checkstring(L, 2);
  size_t length;
  const char *note = luaL_checklstring(L, 3, &length);
  struct error error = {0};
  if (!store_write(frame, note, length, path, native_options(L), &error))
    return fail(L, &error);
  lua_pushboolean(L, 1);
  return 1;
}

static int free_note(lua_State *L) {
  char **note = lua_touserdata(L, 1);
  free(*note);
  *note = NULL;
  return 0;
}

/* A note that the collector frees. */
static char **new_note(lua_State *L) {
  char **note = lua_newuserdatauv(L, sizeof *note, 0);
  *note = NULL;
  if (luaL_newmetatable(L, "indsats.note")) {
    lua_pushcfunction(L, free_note);
    lua_setfield(L, -2, "__gc");
  }
  lua_setmetatable(L, -2);
  return note;
}

enum { AT_ONCE = 1 << 20 }; /* bytes of a file that is not worth being left for later */

/* read_store(path[, rescue]) -> frame, note; or nil, message, "file" | "data". The cells of a large
** file are read, and checked, when they are first needed; `rescue`: see lframe_keep_rescue. */
static int native_read_store(lua_State *L) {
  const char *path = luaL_checkstring(L, 1);
  struct error error = {0};
  size_t length = 0;
  lua_settop(L, 2);
  struct frame **handle = lframe_new(L);
  char **note = new_note(L);
  struct frame *frame = store_open(path, note, &length, AT_ONCE, native_options(L), &error);
  if (frame == NULL)
    return fail(L, &error);
  lframe_fill(L, handle, frame);
  lframe_keep_rescue(L, frame, 2);
  lua_pushvalue(L, 3);
  lua_pushlstring(L, *note, length);
  return 2;
}

/* is_store(path): whether the file begins as one that save has written */
static int native_is_store(lua_State *L) {
  char begin[STORE_MAGIC_SIZE];
  int file = open(luaL_checkstring(L, 1), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  bool is = file >= 0 && read(file, begin, sizeof begin) == (ssize_t)sizeof begin &&
            memcmp(begin, STORE_MAGIC, sizeof begin) == 0;
  if (file >= 0)
    close(file);
  lua_pushboolean(L, is);
  return 1;
}

/* ---- for the cache ---- */

/* file_stamp(path) -> which file it is and when it was written, as one word; its bytes; the second
** it was written in. nil when there is no such regular file. */
static int native_file_stamp(lua_State *L) {
  struct stat facts;
  if (stat(luaL_checkstring(L, 1), &facts) != 0 || !S_ISREG(facts.st_mode))
    return 0;
  struct stamp stamp = stamp_of(&facts);
  char text[STAMP_TEXT];
  stamp_write(&stamp, text);
  lua_pushstring(L, text);
  lua_pushinteger(L, (lua_Integer)facts.st_size);
  lua_pushinteger(L, (lua_Integer)facts.st_mtim.tv_sec);
  return 3;
}

/* touch(path): as if it were written now. Whether that could be done. */
static int native_touch(lua_State *L) {
  lua_pushboolean(L, utimensat(AT_FDCWD, luaL_checkstring(L, 1), NULL, 0) == 0);
  return 1;
}

/* remove_file(path): whether it is gone. */
static int native_remove_file(lua_State *L) {
  lua_pushboolean(L, unlink(luaL_checkstring(L, 1)) == 0);
  return 1;
}

/* list_folder(path) -> { { name =, bytes =, written = } ... } of its regular files; {} without it
 */
static int native_list_folder(lua_State *L) {
  const char *path = luaL_checkstring(L, 1);
  lua_newtable(L);
  DIR *folder = opendir(path);
  lua_Integer count = 0;
  for (struct dirent *entry; folder != NULL && (entry = readdir(folder)) != NULL;) {
    struct stat facts;
    if (fstatat(dirfd(folder), entry->d_name, &facts, AT_SYMLINK_NOFOLLOW) != 0 ||
        !S_ISREG(facts.st_mode))
      continue;
    lua_newtable(L);
    lua_pushstring(L, entry->d_name);
    lua_setfield(L, -2, "name");
    lua_pushinteger(L, (lua_Integer)facts.st_size);
    lua_setfield(L, -2, "bytes");
    lua_pushinteger(L, (lua_Integer)facts.st_mtim.tv_sec);
    lua_setfield(L, -2, "written");
    lua_rawseti(L, -2, ++count);
  }
  if (folder != NULL)
    closedir(folder);
  return 1;
}

void lstore_methods(lua_State *L) {
  lua_pushcfunction(L, lframe_write_store);
  lua_setfield(L, -2, "write_store");
}

void lstore_open(lua_State *L) {
  static const luaL_Reg functions[] = {{"read_store", native_read_store},
                                       {"is_store", native_is_store},
                                       {"file_stamp", native_file_stamp},
                                       {"touch", native_touch},
                                       {"remove_file", native_remove_file},
                                       {"list_folder", native_list_folder},
                                       {NULL, NULL}};
  luaL_setfuncs(L, functions, 0);
}
